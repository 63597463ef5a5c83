"""The handbook: what the partnership has agreed about itself, each entry with its source and date."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.errors import Ambiguous, Conflict, Invalid, NotFound
from store.tables import HandbookEntry

KINDS = ("terms", "public", "duty", "priority", "glossary")
MAX_TITLE, MAX_TEXT = 200, 4_000


@dataclass(frozen=True, slots=True)
class Wording:
    """An entry as it is to stand. `heading` and `clause` are where its document has it ("Voting", "7d")."""

    kind: str
    title: str
    text: str
    source: str
    dated: date | None
    heading: str | None = None
    clause: str | None = None


class Handbook:
    """The handbook of one partnership over one transaction."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self.session = session
        self.partnership_id = partnership_id

    def every(self) -> list[HandbookEntry]:
        """All entries, in the order in which they came into the books."""
        mine = select(HandbookEntry).where(HandbookEntry.partnership_id == self.partnership_id)
        return list(self.session.scalars(mine.order_by(HandbookEntry.id)))

    def named(self, title: str) -> HandbookEntry:
        """The entry of that title, case aside. Raises NotFound, or Ambiguous when several kinds have one."""
        found = [entry for entry in self.every() if same(entry.title, title)]
        if not found:
            raise NotFound(
                f"The handbook has no entry “{title[:80]}”. Nothing was changed; `/actions handbook` shows what it has."
            )
        if len(found) > 1:
            choices = [f"{entry.kind} {entry.title}" for entry in found]
            raise Ambiguous(f"“{title}” stands in the handbook more than once.", title, choices)
        return found[0]

    def add(self, wording: Wording) -> HandbookEntry:
        """A new entry. Raises Conflict when there is one of its title, Invalid without title or text."""
        if any(entry.kind == wording.kind and same(entry.title, wording.title) for entry in self.every()):
            raise Conflict(
                f"The handbook has “{wording.title[:80]}” already. Nothing was changed;"
                f" `/actions handbook edit {wording.title[:80]}: …` changes it."
            )
        entry = HandbookEntry(partnership_id=self.partnership_id, kind=wording.kind)
        self.write(entry, wording)
        self.session.add(entry)
        self.session.flush()
        return entry

    def write(self, entry: HandbookEntry, wording: Wording) -> None:
        """Put a wording in the place of what an entry says. Raises Invalid without title or text."""
        title, text = wording.title.strip(), wording.text.strip()
        if not title or not text:
            raise Invalid(
                "An entry needs a title and a text: `/actions handbook add MARAC: …`. Nothing was changed."
            )
        if len(title) > MAX_TITLE or len(text) > MAX_TEXT:
            raise Invalid(
                f"A title has at most {MAX_TITLE} characters and a text {MAX_TEXT:,}. Nothing was changed; say it shorter."
            )
        entry.title, entry.text = title, text
        entry.heading, entry.clause = wording.heading, wording.clause
        entry.source, entry.dated = wording.source[:300], wording.dated

    def remove(self, entry: HandbookEntry) -> None:
        """Take an entry out; the history keeps it."""
        self.session.delete(entry)
        self.session.flush()


def same(one: str, other: str) -> bool:
    """Whether two titles are the same but for case and white space."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
