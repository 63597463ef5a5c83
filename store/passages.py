"""What papers say, word for word: their paragraphs, kept as they were brought in, and asked for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from store.papers.paper import Paper
from store.papers.titles import alike
from store.passage_search import Found, Search
from store.tables import ActionPoint, AgendaItem, Meeting, Passage

_TOLD = 80  # of 100: how much of a confidential action point stands in a paragraph that must not be quoted
_REWORDED = 70  # of 100: how like each other two wordings of one numbered paragraph are

Key = tuple[date | None, str, str, bool]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What some reader may not read: confidential action points, and closed items by the day of their meeting."""

    points: tuple[ActionPoint, ...]
    items: tuple[tuple[date | None, str], ...]

    def hold(self, row: Passage) -> bool:
        """Whether a paragraph tells of any of it."""
        return any(_tells(row.text, point.text) for point in self.points) or any(
            row.dated == day and (alike(row.section, title) or _names(row.text, title))
            for day, title in self.items
        )


class Passages:
    """The paragraphs of one partnership's papers over one transaction."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self.session = session
        self.partnership_id = partnership_id

    def bring(self, paper: Paper) -> None:
        """Keep a paper's text; what an earlier version of it said otherwise goes."""
        new, gone = self._compared(paper)
        for row in gone:
            self.session.delete(row)
        self.session.add_all(new)
        self.session.flush()

    def brings(self, paper: Paper) -> bool:
        """Whether a paper's text is not kept as it is."""
        return any(self._compared(paper))

    def _compared(self, paper: Paper) -> tuple[list[Passage], list[Passage]]:
        """What is to be kept that is not yet, and what the paper says otherwise by now.

        A text that another paper of that day says too is kept once: the same paper comes in several formats. Of minutes that
        come again under another name, the paragraphs of the same number give way to their new wording.
        """
        name = paper.name[:200]
        wanted: dict[Key, Passage] = {}
        for row in self._rows(paper, name):
            wanted.setdefault(_key(row), row)
        days = {row.dated for row in wanted.values()}
        mine = Passage.partnership_id == self.partnership_id
        fitting = or_(Passage.paper == name, Passage.dated.in_(days - {None}))
        known = list(self.session.scalars(select(Passage).where(mine, fitting))) if wanted else []
        held = {_key(row) for row in known}
        new = [row for key, row in wanted.items() if key not in held]
        numbered = {(row.dated, row.number): row for row in new if row.number}
        others = (row for row in known if _key(row) not in wanted and row.dated in days)
        gone = [row for row in others if row.paper == name or _reworded(row, numbered)]
        return new, gone

    def _rows(self, paper: Paper, name: str) -> Iterator[Passage]:
        for said in paper.passages:
            yield Passage(
                partnership_id=self.partnership_id,
                paper=name,
                dated=said.dated,
                number=said.number[:20],
                section=said.section[:300],
                place=paper.place(said.line)[:60],
                text=said.text,
                closed=said.closed,
            )

    def find(self, question: str, *, closed: bool, secrets: Secrets) -> Found:
        """The two or three paragraphs that hold the most of a question, the best first; else what is nearest."""
        return Search(self.session, self.partnership_id, question, closed).find(secrets.hold)

    def minuted(self, on: date, *, closed: bool, secrets: Secrets) -> list[Passage]:
        """The paragraphs of the minutes of a day, in their order, that somebody may read."""
        mine = (Passage.partnership_id == self.partnership_id, Passage.dated == on, Passage.number != "")
        open_ones = () if closed else (Passage.closed.is_(False),)
        rows = select(Passage).where(*mine, *open_ones).order_by(Passage.id)
        return [row for row in self.session.scalars(rows) if not secrets.hold(row)]

    def newest(self, *, closed: bool) -> tuple[bool, date | None]:
        """Whether there is a paper to be asked, and the day of the newest that has one."""
        mine = [Passage.partnership_id == self.partnership_id]
        mine += [] if closed else [Passage.closed.is_(False)]
        some = self.session.scalar(select(Passage.id).where(*mine).limit(1)) is not None
        return some, self.session.scalar(select(func.max(Passage.dated)).where(*mine))

    def secrets(self, sees: Callable[[ActionPoint], bool], *, closed: bool) -> Secrets:
        """What the books keep from a reader, whatever papers said of it before it was confidential."""
        hidden = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.confidential.is_(True))
        points = self.session.scalars(
            select(ActionPoint).where(*hidden).options(selectinload(ActionPoint.owners))
        )
        unseen = tuple(point for point in points if not sees(point))
        return Secrets(unseen, () if closed else tuple(self._closed_items()))

    def _closed_items(self) -> Iterable[tuple[date | None, str]]:
        shut = or_(AgendaItem.closed_session.is_(True), AgendaItem.paper_confidential.is_(True))
        items = select(Meeting.day, AgendaItem.title).join(Meeting, Meeting.id == AgendaItem.meeting_id)
        rows = self.session.execute(items.where(AgendaItem.partnership_id == self.partnership_id, shut))
        return ((day, title) for day, title in rows)


def _key(row: Passage) -> Key:
    return row.dated, row.number, " ".join(row.text.split()).casefold(), row.closed


def _reworded(row: Passage, numbered: dict[tuple[date | None, str], Passage]) -> bool:
    """Whether new minutes of that day say under its number nearly the same."""
    new = numbered.get((row.dated, row.number)) if row.number else None
    return new is not None and fuzz.ratio(row.text, new.text) >= _REWORDED


def _tells(said: str, secret: str) -> bool:
    """Whether most of it stands there in one piece, or all its words do."""
    said, secret = said.casefold(), secret.casefold()
    return fuzz.partial_ratio(secret, said) >= _TOLD or fuzz.token_set_ratio(secret, said) == 100


def _names(said: str, title: str) -> bool:
    """Whether a closed item is named there; one word is in too many sentences to be its title."""
    return " " in title.strip() and title.strip().casefold() in said.casefold()
