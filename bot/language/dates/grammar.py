"""How the tables of phrases are written, and the reader that tries them one after the other.

A phrase is a regular expression with slots: `"in {n} {unit}"`. The slot `{x}` is a phrase again, so "the
Friday before the end of next month" takes three short rules and not one long one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from bot.language.dates.calendar import Calendar, DateProblem
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS

_DEEPEST = 5
"""So many phrases within phrases: nobody means more, and what a line costs stays bounded."""

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = dict(zip(_COUNTED, range(1, 13), strict=True)) | {"a": 1, "an": 1, "a couple of": 2, "eighteen": 18}
_NTH = ("first", "second", "third", "fourth", "fifth")
_NTH_IN_FIGURES = ("1st", "2nd", "3rd", "4th", "5th")
ORDINALS = dict(zip(_NTH + _NTH_IN_FIGURES, (1, 2, 3, 4, 5) * 2, strict=True)) | {"last": -1}


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_SLOTS = {
    "weekday": any_of(WEEKDAY_NUMBERS),
    "month": any_of(MONTH_NUMBERS),
    "n": rf"{any_of(NUMBERS)}|[0-9]{{1,3}}",
    "nth": any_of(ORDINALS),
    "unit": r"(?:clear )?(?:(?:working|business) )?days?|weeks?|fortnights?|months?|quarters?|years?|hours?",
    "year": r"[0-9]{4}|'[0-9]{2}",
    "financial": r"20[0-9]{2} ?[/-] ?(?:20)?[0-9]{2}|[0-9]{2} ?/ ?[0-9]{2}",
    "time": (
        r"[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm)|[0-9]{1,2}[:.][0-9]{2}|(?:12 )?noon|midday|midnight|lunchtime|lunch"
        r"|(?:close|end) of (?:the )?(?:play|business|day|working day)|cop|cob|eop|eod|first thing"
    ),
    "before": r"before|prior to|ahead of|in advance of|in readiness for|preceding",
    "after": r"after|following",
    "x": ".*[^ ,]",
}


class Kind(Enum):
    """What sort of phrase named the days; some little words go with one sort only ("for the October Board")."""

    DAY = auto()
    PERIOD = auto()
    FEAST = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a phrase covers, first and last. As a due date it is the last."""

    start: date
    end: date
    kind: Kind = Kind.DAY

    @classmethod
    def day(cls, d: date, kind: Kind = Kind.DAY) -> "Span":
        """One day."""
        return cls(d, d, kind)


@dataclass(frozen=True, slots=True)
class Words:
    """No date, and none is wanted: "soon", "autumn 2026", "at a future meeting"."""


Found = Span | Words | DateProblem
Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and what it means. A rule that answers None leaves the phrase to the rules after it."""

    pattern: re.Pattern[str]
    meaning: Callable[[Parts, "Reader"], Found | None]


def rule(meaning: Callable[[Parts, "Reader"], Found | None], *phrases: str) -> tuple[Rule, ...]:
    """Rules for several ways to say the same; slots are written `{name}`."""
    return tuple(Rule(re.compile(_with_slots(phrase)), meaning) for phrase in phrases)


def _with_slots(phrase: str) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda slot: f"(?P<{slot[1]}>{_SLOTS[slot[1]]})", phrase)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases, in lower case with single spaces, against one calendar."""

    rules: tuple[Rule, ...]
    calendar: Calendar
    future: bool = True
    cued: bool = False
    depth: int = 0

    @property
    def today(self) -> date:
        return self.calendar.today

    def read(self, text: str) -> Found | None:
        """What the whole of `text` means, by the first rule that knows; None when none does."""
        for each in self.rules:
            match = each.pattern.fullmatch(text)
            if match and (found := each.meaning(match.groupdict(default=""), self)) is not None:
                return found
        return None

    def inner(self, text: str) -> Found | None:
        """What the phrase inside another one means."""
        if self.depth >= _DEEPEST:
            return None
        return replace(self, depth=self.depth + 1).read(text)

    def as_of(self, today: date) -> "Reader":
        """The same reader on another day."""
        return replace(self, calendar=replace(self.calendar, today=today))


def mapped(found: Found | None, change: Callable[[Span], Found | None]) -> Found | None:
    """`change` applied to days; words, problems and None pass through as they are."""
    return change(found) if isinstance(found, Span) else found


def number(text: str) -> int:
    """The number that the slot `{n}` holds; nothing is one ("week before the Board")."""
    return int(text) if text.isdigit() else NUMBERS.get(text, 1)
