"""Finding what papers say: full text offers the paragraphs that hold most of a question's words, and they are ranked here.

Paragraphs are asked for in steps: those that hold all the words, then one word less. So what is everywhere in the papers is
never gone through alone, and of words in common use, in whatever number of papers, only the newest places are looked at.
Nothing here counts words over all papers, as the databases' own ranking would: what a reader may not read, and what
neighbours have, makes no difference to what is found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from sqlalchemy import Select, column, select, table, text
from sqlalchemy.orm import Session

from store.passage_words import Phrase, Word, speaks_of_agreeing, together, words_in
from store.tables import Passage

_LOOKED_AT = 100  # paragraphs of one step, the newest ones, to be ranked
_ENOUGH = 0.6  # of the words; a paragraph that holds fewer is about something else
_NEAR = 0.34  # of the words; what holds fewer is not even offered where nothing holds enough
_CLOSE = 0.4  # behind the best one; what is further behind is not quoted beside it
_TOGETHER, _SETTLED, _MINUTED, _NEW = 0.5, 0.2, 0.1, 0.1  # what else counts, beside the share of the words
_YEARS = 3.0  # after which what is new counts half

Hidden = Callable[[Passage], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Paragraphs, the best first; `near` where they hold too little of the question to be an answer."""

    passages: tuple[Passage, ...] = ()
    near: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """One question to one partnership's papers; what is closed is left out unless asked for."""

    session: Session
    partnership_id: int
    question: str
    closed: bool

    def find(self, hidden: Hidden, most: int = 3) -> Found:
        """The few best paragraphs of those that are not hidden from the reader."""
        words = words_in(self.question)
        ways = [self._ways(word) for word in words]
        enough, some = ceil(_ENOUGH * len(words)), ceil(_NEAR * len(words))
        steps = range(len(words), 0, -1)
        if held := self._held(words, ways, [count for count in steps if count >= enough], hidden, most):
            return Found(tuple(held))
        less = [count for count in steps if some <= count < enough]

        def beside_the_point(row: Passage) -> bool:  # only its section's title has such a word
            return not together(words, row.text) or hidden(row)

        return Found(tuple(self._held(words, ways, less, beside_the_point, most - 1)), near=True)

    def _held(
        self, words: Sequence[Word], ways: list[list[Phrase]], steps: Iterable[int], hidden: Hidden, most: int
    ) -> list[Passage]:
        """The best of the first steps that have some, as far as they are nearly as good as the best one."""
        taken: list[tuple[float, Passage]] = []
        seen: set[int] = set()
        for count in steps:
            rows = [row for row in self._holding(ways, count) if row.id not in seen]
            seen.update(row.id for row in rows)
            ranked = sorted(self._ranked(words, rows, count), key=lambda pair: -pair[0])
            taken += _first(ranked, hidden, most - len(taken))
            if len(taken) == most:
                break
        best = max((score for score, _ in taken), default=0)
        return [row for score, row in sorted(taken, key=lambda pair: -pair[0]) if score >= best - _CLOSE]

    def _ranked(
        self, words: Sequence[Word], rows: Sequence[Passage], count: int
    ) -> Iterator[tuple[float, Passage]]:
        """Each with what it is worth; of equal ones the newest comes first."""
        settled = speaks_of_agreeing(self.question)
        newest = max((row.dated.toordinal() for row in rows if row.dated), default=0)
        for row in rows:
            score = count / len(words) + _TOGETHER * together(words, row.text)
            score += _SETTLED * (settled and speaks_of_agreeing(row.text)) + _MINUTED * bool(row.number)
            if row.dated:
                score += _NEW * 0.5 ** ((newest - row.dated.toordinal()) / 365 / _YEARS)
            yield score, row

    @property
    def _is_sqlite(self) -> bool:
        return self.session.get_bind().dialect.name == "sqlite"

    def _ways(self, word: Word) -> list[Phrase]:
        """How papers may write a word; in two only where some do."""
        apart = list(word.apart)
        some = bool(apart) and self.session.scalar(self._matching([[apart]]).limit(1)) is not None
        return [*word.spelt, *(apart if some else ())]

    def _holding(self, ways: list[list[Phrase]], count: int) -> Sequence[Passage]:
        """The newest of the paragraphs that hold that many of the words."""
        return self.session.scalars(self._matching(combinations(ways, count)).limit(_LOOKED_AT)).all()

    def _matching(self, sets: Iterable[Sequence[list[Phrase]]]) -> Select[Passage]:
        """Paragraphs that hold each word of any of the sets, in one of its ways; those of the last imports first."""
        mine = select(Passage).where(Passage.partnership_id == self.partnership_id)
        mine = mine if self.closed else mine.where(Passage.closed.is_(False))
        if self._is_sqlite:
            index = table("words_of_passage", column("rowid"))
            asked = f'partnership_id : "{self.partnership_id}" AND {{section text}} : ({_for_sqlite(sets)})'
            found = mine.join(index, index.c.rowid == Passage.id).order_by(index.c.rowid.desc())
            return found.where(text("words_of_passage MATCH :asked").bindparams(asked=asked))
        # An expression, not the key itself: along the key it would look through every paragraph from the newest on.
        found = mine.order_by((Passage.id + 0).desc())
        matching = text("words_of_it @@ (CAST(:mine AS tsquery) && to_tsquery('english', :asked))")
        return found.where(matching.bindparams(mine=f"'#{self.partnership_id}'", asked=_for_postgresql(sets)))


def _first(ranked: list[tuple[float, Passage]], hidden: Hidden, most: int) -> list[tuple[float, Passage]]:
    taken: list[tuple[float, Passage]] = []
    for pair in ranked:
        if len(taken) == most:
            break
        if not hidden(pair[1]):
            taken.append(pair)
    return taken


def _for_sqlite(sets: Iterable[Sequence[list[Phrase]]]) -> str:
    """In the language of FTS5, every phrase in quotation marks; its parts are letters and digits."""
    return _joined(sets, " OR ", " AND ", lambda phrase: f'"{" ".join(phrase)}"')


def _for_postgresql(sets: Iterable[Sequence[list[Phrase]]]) -> str:
    """In the language of `to_tsquery`."""
    return _joined(sets, " | ", " & ", lambda phrase: " <-> ".join(f"'{part}'" for part in phrase))


def _joined(
    sets: Iterable[Sequence[list[Phrase]]], either: str, both: str, written: Callable[[Phrase], str]
) -> str:
    return either.join(
        f"({both.join(f'({either.join(map(written, ways))})' for ways in words)})" for words in sets
    )
