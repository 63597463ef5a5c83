"""`split_due`: the due date at the end of a sentence."""

import re
from dataclasses import dataclass

from bot.language.dates.calendar import Calendar, DateProblem, DateReading
from bot.language.dates.grammar import NUMBERS, Found, Kind, Reader, Span, Words, any_of
from bot.language.dates.meetings import is_group
from bot.language.dates.reading import RULES, find, verdict
from bot.language.dates.spelling import plain
from store.dates import WEEKDAY_NUMBERS

_LONGEST = 100
"""A due date at the end of a sentence is never longer."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """Little words before a due date, and how much they say by themselves.

    `strong` ones are seldom followed by anything else, so what is wrong with the date after them is worth
    asking; the others take a plain day and leave all else in the text ("a leaflet for Christmas").
    """

    words: str
    kinds: frozenset[Kind]
    strong: bool = False
    kept: bool = False
    """Whether the words belong to the date: "in 3 weeks", "before papers go out"."""


_ANY = frozenset(Kind)
_PERIODS = f"{any_of(WEEKDAY_NUMBERS)}|week|weekend|month|quarter"
_SOON = "asap|a\\.s\\.a\\.p|as soon as possible|soon|shortly|urgently|immediately|in due course"
_CUES = (
    _Cue(
        "due(?: date)?(?: is| by| on| for)?|deadline(?: is)?|(?:no|not) later than|until|till|up to",
        _ANY,
        strong=True,
    ),
    _Cue(
        "(?:for completion |to be (?:completed|done) |complete )?by|in (?:good )?time for", _ANY, strong=True
    ),
    _Cue(
        "before|prior to|ahead of|in advance of|within|w/?c|(?:the )?week (?:commencing|beginning|of)",
        _ANY,
        strong=True,
        kept=True,
    ),
    _Cue("for|on|at", frozenset({Kind.DAY})),
    _Cue("in", frozenset({Kind.DAY}), kept=True),
    _Cue(
        f"today|tomorrow|tonight|first thing|(?:next|this)(?= (?:{_PERIODS})\\b)",
        frozenset({Kind.DAY, Kind.PERIOD}),
        kept=True,
    ),
    _Cue(_SOON, _ANY, strong=True, kept=True),
)
_PATTERNS = tuple(
    (re.compile(rf"(?<![\w/'’-])(?:{cue.words})(?![\w'’-])[:\s]*", re.IGNORECASE), cue) for cue in _CUES
)
# "Plans for next month", "the report of today": the word before takes the date with it.
_TAKES = re.compile(
    r"\b(?:for|of|on|at|from|since|the|to|in|about|during|and|or|than|with|between)\s+$", re.IGNORECASE
)
_AMOUNT = re.compile(
    rf"(?:{any_of(NUMBERS)}|[0-9]+) (?:working |business )?(?:hour|day|week|fortnight|month|year)s?"
)
_NOT_AFTER_BY = frozenset({"papers", "reports", "the papers", "the reports"})


def split_due(text: str, calendar: Calendar) -> tuple[str, DateReading | DateProblem | None]:
    """The sentence without the due date at its end, and that date.

    The text stays whole where there is no date to take off: none was said (None), it must be asked back
    (DateProblem), or it was only words ("by the summer", a DateReading without a date).
    """
    for start, end, cue in _places(text):
        found = _found(text, start, end, cue, calendar)
        if found is None or not _acceptable(found, cue):
            continue
        reading = verdict(found, text[start:].strip(" .;,!()"), calendar, future=True)
        if isinstance(reading, DateReading) and reading.date:
            return text[:start].rstrip(" ,;:-–—("), reading
        if cue.strong or not (isinstance(reading, DateProblem) and reading.past):
            return text, reading
    return text, None


def _places(text: str) -> list[tuple[int, int, _Cue]]:
    """Where a cue begins and ends, from the left, so that the longest phrase is tried first."""
    found = (
        (match.start(), match.end(), cue) for pattern, cue in _PATTERNS for match in pattern.finditer(text)
    )
    near_end = (place for place in found if len(text) - place[0] <= _LONGEST)
    return sorted(near_end, key=lambda place: (place[0], -place[1]))


def _found(text: str, start: int, end: int, cue: _Cue, calendar: Calendar) -> Found | None:
    tail = text[start if cue.kept else end :]
    if not tail or (cue.kept and not cue.strong and _TAKES.search(text[:start])):
        return None
    if not cue.kept and _says_how(plain(tail), calendar):
        return None
    return find(tail, calendar, future=True, cued=cue.strong)


def _says_how(tail: str, calendar: Calendar) -> bool:
    """Whether the words after "by" or "for" say who or how much: "by the Board", "by 3 days"."""
    who = is_group(tail, Reader(RULES, calendar))
    return who or tail in _NOT_AFTER_BY or bool(_AMOUNT.fullmatch(tail))


def _acceptable(found: Found, cue: _Cue) -> bool:
    if isinstance(found, Span):
        return found.kind in cue.kinds
    return cue.strong or not isinstance(found, Words)
