"""What papers say, word for word: their paragraphs, found by full text and ranked by how much of a question they hold."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from sqlalchemy import Select, column, literal_column, or_, select, table, text
from sqlalchemy.orm import Session

from store.lookup import words_of
from store.papers.paper import Paper
from store.tables import ActionPoint, AgendaItem, Meeting, Passage

_LOOKED_AT = 200  # paragraphs that full text offers, to be ranked
_HELD = 85  # of 100: how like a word of the question one of a paragraph is
_ENOUGH = 0.6  # of the question's words; a paragraph that holds fewer is about something else
_CLOSE = 0.25  # behind the best one; what is further behind is not quoted beside it
_TOLD = 80  # of 100: how much of a confidential action point stands in a paragraph that must not be quoted
_AGREED = re.compile(r"\b(?:agreed|agree|resolved|approved|endorsed|decided|decision)\b", re.IGNORECASE)
_OF_ASKING = frozenset(["paper", "papers", "minute", "minutes", "said", "agreed", "decided", "board"])


@dataclass(frozen=True, slots=True)
class Secrets:
    """What some reader may not read: confidential action points, and closed items by the day of their meeting."""

    points: tuple[ActionPoint, ...]
    items: tuple[tuple[date | None, str], ...]

    def hold(self, row: Passage) -> bool:
        """Whether a paragraph tells of any of it."""
        return any(_tells(row.text, point.text) for point in self.points) or any(
            row.dated == day and fuzz.token_set_ratio(row.section.casefold(), title.casefold()) >= _HELD
            for day, title in self.items
            if row.section
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
        """What is to be kept that is not yet, and what the same paper no longer says.

        A text that another paper of that day says too is kept once: the same paper comes in several formats.
        """
        name = paper.name[:200]
        days = {passage.dated for passage in paper.passages}
        mine = Passage.partnership_id == self.partnership_id
        fitting = or_(Passage.paper == name, Passage.dated.in_(days - {None}))
        known = list(self.session.scalars(select(Passage).where(mine, fitting))) if paper.passages else []
        wanted: dict[tuple[date | None, str, str, bool], Passage] = {}
        for said in paper.passages:
            row = Passage(
                partnership_id=self.partnership_id,
                paper=name,
                dated=said.dated,
                number=said.number[:20],
                section=said.section[:300],
                place=paper.place(said.line)[:60],
                text=said.text,
                closed=said.closed,
            )
            wanted.setdefault(_key(row), row)
        held = {_key(row) for row in known}
        gone = [row for row in known if row.paper == name and row.dated in days and _key(row) not in wanted]
        return [row for key, row in wanted.items() if key not in held], gone

    def find(self, question: str, *, closed: bool, secrets: Secrets, most: int = 3) -> list[Passage]:
        """The paragraphs that hold the most of a question, the best first; of equal ones the newest."""
        wanted = [word for word in words_of(question) if word not in _OF_ASKING] or words_of(question)
        if not wanted:
            return []
        rows = self.session.scalars(self._offered(wanted, closed=closed)).all()
        agreed = bool(_AGREED.search(question))
        ranked = [(_score(wanted, row, agreed=agreed), row) for row in rows if not secrets.hold(row)]
        ranked = sorted((pair for pair in ranked if pair[0] > 0), key=lambda pair: (-pair[0], _age(pair[1])))
        return [row for score, row in ranked[:most] if score >= ranked[0][0] - _CLOSE]

    def _offered(self, wanted: Sequence[str], *, closed: bool) -> Select[Passage]:
        """What the database finds by any of the words, its best first."""
        mine = select(Passage).where(Passage.partnership_id == self.partnership_id)
        mine = mine if closed else mine.where(Passage.closed.is_(False))
        if self.session.get_bind().dialect.name == "sqlite":
            matching = text("words_of_passage MATCH :asked").bindparams(
                asked=" OR ".join(f'"{word}"' for word in wanted)
            )
            index = table("words_of_passage", column("rowid"))
            found = mine.join(index, index.c.rowid == Passage.id)
            return found.where(matching).order_by(literal_column("bm25(words_of_passage)")).limit(_LOOKED_AT)
        asked = "to_tsquery('english', :asked)"
        vector = "to_tsvector('english', passage.section || ' ' || passage.text)"
        query = " | ".join(f"'{word}'" for word in wanted)
        matching = text(f"{vector} @@ {asked}").bindparams(asked=query)
        rank = text(f"ts_rank({vector}, {asked}) DESC").bindparams(asked=query)
        return mine.where(matching).order_by(rank).limit(_LOOKED_AT)

    def secrets(self, sees: Callable[[ActionPoint], bool], *, closed: bool) -> Secrets:
        """What the books keep from a reader, whatever papers said of it before it was confidential."""
        hidden = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.confidential.is_(True))
        points = tuple(
            point for point in self.session.scalars(select(ActionPoint).where(*hidden)) if not sees(point)
        )
        return Secrets(points, () if closed else tuple(self._closed_items()))

    def _closed_items(self) -> Iterable[tuple[date | None, str]]:
        shut = or_(AgendaItem.closed_session.is_(True), AgendaItem.paper_confidential.is_(True))
        items = select(Meeting.day, AgendaItem.title).join(Meeting, Meeting.id == AgendaItem.meeting_id)
        rows = self.session.execute(items.where(AgendaItem.partnership_id == self.partnership_id, shut))
        return ((day, title) for day, title in rows)


def _key(row: Passage) -> tuple[date | None, str, str, bool]:
    return row.dated, row.number, " ".join(row.text.split()).casefold(), row.closed


def _tells(said: str, secret: str) -> bool:
    """Whether most of it stands there in one piece, or all its words do."""
    said, secret = said.casefold(), secret.casefold()
    return fuzz.partial_ratio(secret, said) >= _TOLD or fuzz.token_set_ratio(secret, said) == 100


def _score(wanted: Sequence[str], row: Passage, *, agreed: bool) -> float:
    """The share of the question's words that stand there; together, and where a decision is asked for, a little more."""
    said = f"{row.section} {row.text}".casefold()
    there = set(re.findall(r"[^\W_]+", said))
    held = sum(any(_same(word, other) for other in there) for word in wanted) / len(wanted)
    if held < _ENOUGH:
        return 0
    together = fuzz.partial_ratio(" ".join(wanted), said) / 100
    return held + 0.3 * together + (0.2 if agreed and _AGREED.search(row.text) else 0)


def _same(word: str, other: str) -> bool:
    """A word or one of its other endings: "lamps" in a question about a lamp."""
    return (
        word == other
        or (len(word) >= 4 and fuzz.ratio(word, other) >= _HELD)
        or (len(word) >= 4 and other.startswith(word))
    )


def _age(row: Passage) -> tuple[int, int]:
    return -(row.dated.toordinal() if row.dated else 0), row.id
