"""What importing a paper would do to the books, as data: shown to people first, carried out afterwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from store.books import OpenBooks
from store.papers.paper import Paper, Unread

Step = Callable[[OpenBooks], object]


class Kind(StrEnum):
    """What becomes of something that the paper says."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    UNSURE = "unsure"  # shown, and carried out only when it is chosen


class Section(StrEnum):
    """The parts of the books, in the order in which they are brought in."""

    GROUP = "group"
    MEETING = "meeting"
    AGENDA = "agenda item"
    ORGANISATION = "organisation"
    PERSON = "person"
    MEMBERSHIP = "membership"
    SUCCESSION = "succession"
    ROLE = "role"
    ATTENDANCE = "attendance"
    ACTION_POINT = "action point"
    SERVICE_CONTACT = "service contact"
    HANDBOOK = "handbook entry"
    PLAN = "plan"
    TARGET = "plan target"


_PLURAL = {
    Section.PERSON: "people",
    Section.ATTENDANCE: "lines of attendance",
    Section.HANDBOOK: "handbook entries",
}
_SINGULAR = {Section.ATTENDANCE: "line of attendance"}
_IMPORTANCE = (Section.ACTION_POINT, Section.TARGET, Section.MEETING, Section.PERSON)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the paper says, and what it means for the books. `line` is where it stands in the paper.

    Entries are equal when they say the same; `step` is how it is done, in the transaction it was planned in. An unsure one
    with a step is done when somebody chooses it.
    """

    section: Section
    kind: Kind
    sentence: str
    line: int = 0
    step: Step | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """What it is chosen by: the same as long as it says the same of the same place."""
        return sha256(f"{self}|{self.line}".encode()).hexdigest()[:12]

    def __str__(self) -> str:
        return f"{self.kind}: {self.section}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would add, change and leave, and what of the paper could not be read.

    `warning` is a sentence to be read before it is brought in.
    """

    paper: Paper
    entries: tuple[Entry, ...]
    new_text: bool = False  # whether its paragraphs are not kept yet as they stand here
    warning: str = ""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The lines that looked like data and could not be read."""
        return self.paper.unread

    @property
    def changes_anything(self) -> bool:
        """Whether carrying it out would alter the books."""
        return bool(self.altering) or self.new_text

    @property
    def doubtful(self) -> tuple[Entry, ...]:
        """The unsure entries that can be chosen."""
        return tuple(entry for entry in self.entries if entry.kind is Kind.UNSURE and entry.step)

    @property
    def altering(self) -> tuple[Entry, ...]:
        """The entries that would change the books."""
        return tuple(entry for entry in self.entries if entry.kind in (Kind.ADD, Kind.CHANGE))

    @property
    def digest(self) -> str:
        """What tells this plan from another one."""
        return sha256("\n".join(entry.key for entry in self.entries).encode()).hexdigest()[:16]

    def of(self, section: Section) -> tuple[Entry, ...]:
        """The entries of one part of the books."""
        return tuple(entry for entry in self.entries if entry.section is section)

    def count(self, kind: Kind) -> int:
        """How many entries are of that kind."""
        return sum(entry.kind is kind for entry in self.entries)

    def summary(self) -> str:
        """In one sentence: "Adds 5 action points, 4 meetings, 22 people; changes 1; leaves 3; …"."""
        if not self.entries and self.paper.passages:
            return self._prose()
        added = ", ".join(self._counted(Kind.ADD)) or "nothing"
        parts = [
            f"Adds {added}",
            f"changes {self.count(Kind.CHANGE) or 'nothing'}",
            f"leaves {self.count(Kind.SAME) or 'nothing'}",
        ]
        if unsure := self.count(Kind.UNSURE):
            parts.append(f"is unsure of {unsure}, which stay as they are")
        if unread := len(self.unread):
            parts.append(f"could not read {unread} line{'' if unread == 1 else 's'}")
        return f"{'; '.join(parts)}."

    def _prose(self) -> str:
        """What a paper brings that has text alone."""
        number = len(self.paper.passages)
        paragraphs = f"{number} paragraph{'' if number == 1 else 's'}"
        if not self.new_text:
            return f"Nothing for the register, and its {paragraphs} can be asked already."
        return f"Nothing for the register, but {paragraphs} can be asked."

    def _counted(self, kind: Kind) -> Iterable[str]:
        """Such as "5 action points" and "1 meeting", what people look for at the head."""
        ranked = (*_IMPORTANCE, *(section for section in Section if section not in _IMPORTANCE))
        for section in ranked:
            number = sum(entry.kind is kind for entry in self.of(section))
            if number:
                yield f"{number} {_named(section, number)}"

    def lines(self) -> tuple[str, ...]:
        """Every entry as a line of text, part by part, then the lines that could not be read."""
        unread = (f"unread: {self.paper.place(line.line)}: {line.text} ({line.why})" for line in self.unread)
        return (*map(self.shown, self.entries), *unread)

    def shown(self, entry: Entry) -> str:
        """An entry with its place in the paper."""
        return f"{entry} ({self.paper.place(entry.line)})" if entry.line else str(entry)


def headed(section: Section, number: int) -> str:
    """A section as a heading: "Action points: 5"."""
    named = _named(section, 2)
    return f"{named[0].upper()}{named[1:]}: {number}"


def _named(section: Section, number: int) -> str:
    if number == 1:
        return _SINGULAR.get(section, section.value)
    return _PLURAL.get(section, f"{section.value}s")
