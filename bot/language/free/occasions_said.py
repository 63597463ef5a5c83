"""The meeting that a line is about, and the days that it speaks of besides: “the June Board is now on the 23rd”.

Which day names the meeting and which is the new one, the calendar knows: there is a Board in June, and none on the 23rd.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from bot.language.dates.calendar import Calendar
from bot.language.dates.grammar import Span
from bot.language.dates.reading import find
from bot.language.due import calendar_of
from bot.language.free.meetings_said import counts_minutes
from bot.language.free.reading import Reading
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS, month_end
from store.views import MeetingView

_STRONG = frozenset(
    {*MONTH_NUMBERS, *WEEKDAY_NUMBERS}
    | set(
        "today tomorrow week weeks fortnight month months christmas xmas easter year half-term term noon midday".split()
    )
)
_BEFORE = frozenset(
    "next this end mid early late beginning start a an one two three four five six in within after before of the another couple".split()
)
_BEHIND = frozenset("of the time half year today week next month following".split())
_OUTER = frozenset("of the in a an this at to for on".split())
_HOUR = ("am", "pm")
_BOARD = frozenset("board boards csp partnership".split())


@dataclass(frozen=True, slots=True)
class Day:
    """Words that say when, from token `first` up to `last` (without it): a day, or a month as its first and last day."""

    first: int
    last: int
    start: date
    end: date

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.start == self.end

    @property
    def month(self) -> bool:
        """Whether it is a whole month."""
        return self.start.day == 1 and self.end == month_end(self.start)


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting that is meant, the tokens that name it, and the other days of the line."""

    meeting: MeetingView | None
    tokens: frozenset[int]
    days: tuple[Day, ...]


_UNTIL = frozenset("till til until to am pm o'clock".split())


def occasion(r: Reading) -> Occasion:
    """What a line says of when and of which meeting."""
    days = tuple(days_in(r))
    groups, named = _groups(r)
    if not groups and with_whom(r):
        return Occasion(None, frozenset(), days)
    if r.met and r.met.follows:
        others = tuple(day for day in days if not r.met.tokens.intersection(range(day.first, day.last)))
        return Occasion(r.met.meeting, named | r.met.tokens, others)
    fits = [m for m in r.context.words.meetings if not groups or m.group_name in groups]
    fits = [m for m in fits if "development" not in _words(r) or m.kind != "meeting"]
    for each in sorted(days, key=lambda day: not day.single):
        among = fits if groups or each.single else [m for m in fits if m.is_board]
        if meeting := _on(each, among, r.context.today):
            others = tuple(day for day in days if day is not each)
            return Occasion(meeting, named | set(range(each.first, each.last)), others)
    last = r.met.meeting if r.met and {"last", "previous"} & _words(r) else None
    if last and last.day and last.day < r.context.today:
        return Occasion(last, named, days)
    ahead = [m for m in fits if m.day is None or m.day >= r.context.today]
    formal = [m for m in ahead if m.kind == "meeting"] or ahead
    bare = groups or _says_meeting(r) or "development" in _words(r)
    if not groups:
        formal = [m for m in formal if m.is_board] or formal
    return Occasion(formal[0] if bare and formal else None, named, days)


_TO_MEET = frozenset(
    "meeting meetings meet appointment call session lunch coffee chat catchup interview".split()
)


def with_whom(r: Reading) -> str:
    """“Meeting with Helen on 3 June”: whom somebody meets by themselves, which is no sitting of a group."""
    people = {each.first: each.name for each in r.names if each.parties[0].kind == "person"}
    met = (
        people.get(place + 2, "")
        for place, (before, token) in enumerate(pairwise(r.tokens))
        if before.word in _TO_MEET and token.word == "with"
    )
    return next(filter(None, met), "")


def _words(r: Reading) -> set[str]:
    return {token.word for token in r.tokens}


def _says_meeting(r: Reading) -> bool:
    return bool(_words(r) & {"meeting", "session", "meet", "sitting"})


def _groups(r: Reading) -> tuple[frozenset[str], frozenset[int]]:
    """The groups that are named, by their full names, and the tokens that name them or say that it is a meeting."""
    named = [each for each in r.names if each.parties[0].kind == "group"]
    tokens = {i for each in named for i in range(each.first, each.last)}
    groups = {party.name for each in named for party in each.parties if party.kind == "group"}
    for i, token in enumerate(r.tokens):
        if token.word in _BOARD:
            tokens.add(i)
            if not named and r.context.words.board:
                groups.add(r.context.words.board.name)
        elif token.word in ("meeting", "session", "development"):
            tokens.add(i)
    return frozenset(groups), frozenset(tokens)


def _on(day: Day, fits: list[MeetingView], today: date) -> MeetingView | None:
    """The meeting on that day or in that month, one to come before one that is over."""
    if day.single:
        there = [m for m in fits if m.day == day.start]
    elif day.month:
        there = [m for m in fits if (m.month.year, m.month.month) == (day.start.year, day.start.month)]
    else:
        there = [m for m in fits if m.day and day.start <= m.day <= day.end and m.day >= today]
    there.sort(key=lambda m: (m.kind != "meeting", not m.is_board))
    return there[0] if there else None


def days_in(r: Reading) -> Iterator[Day]:
    """Every day or span of days that the line speaks of."""
    calendar = calendar_of(r.context)
    referred = {i for each in r.refs for i in each.tokens}
    place = 0
    while place < len(r.tokens):
        if place in referred or not _strong(r, place):
            place += 1
            continue
        first, last = _run(r, place, referred)
        found = _read(r, first, last, calendar)
        if found is not None:
            yield found
        place = max(last, place + 1)


def _strong(r: Reading, place: int) -> bool:
    word = r.tokens[place].word
    if counts_minutes(r.tokens, place):
        return False
    if word in _STRONG:
        before = r.tokens[place - 1].word if place else ""
        return (
            word not in ("may", "march", "sat", "sun", "second")
            or before in ("in", "of", "by", "until", "the", "on", "for", "last", "next")
            or before[:1].isdigit()
        )
    if word[:1].isdigit():
        behind = r.tokens[place + 1].word if place + 1 < len(r.tokens) else ""
        return (
            word.endswith(("st", "nd", "rd", "th"))
            or behind in MONTH_NUMBERS
            or behind in _STRONG
            or "/" in word
            or word.count("-") == 2
        )
    return False


def _run(r: Reading, place: int, referred: set[int]) -> tuple[int, int]:
    """The words round a strong one that belong to it."""
    first, last = place, place + 1
    while first and first - 1 not in referred and r.tokens[first - 1].word in _BEFORE:
        first -= 1
    while last < len(r.tokens) and last not in referred:
        word = r.tokens[last].word
        if _goes_on(word, r.tokens[last - 1].word) and not (
            _an_hour(r, last) or counts_minutes(r.tokens, last)
        ):
            last += 1
        else:
            break
    return first, last


def _an_hour(r: Reading, place: int) -> bool:
    """Whether a number behind a whole date is when something begins: “20 October 10 till 12.30”."""
    behind = r.tokens[place + 1].word if place + 1 < len(r.tokens) else ""
    day = r.tokens[place - 2].word if place > 1 else ""
    return r.tokens[place].word.isdigit() and behind in _UNTIL and day[:1].isdigit()


def _goes_on(word: str, before: str) -> bool:
    """Whether a word belongs to the date that the one before it is part of."""
    if word in _STRONG or word in _BEHIND:
        return True
    if word.isdigit():
        return len(word) == 4 or before in MONTH_NUMBERS
    dated = word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th"))
    return dated and before in {*MONTH_NUMBERS, *WEEKDAY_NUMBERS, "the", "of"}


def _read(r: Reading, first: int, last: int, calendar: Calendar) -> Day | None:
    """The run as a date, its little words at the edges left out where it is none with them."""
    while first < last:
        said = r.line[r.tokens[first].start : r.tokens[last - 1].end]
        found = _found(said.casefold().replace("’", "'").replace("'s", ""), calendar)
        if found:
            return Day(first, last, found.start, found.end)
        if r.tokens[last - 1].word in _BEHIND | _OUTER:
            last -= 1
        elif r.tokens[first].word in _BEFORE | _OUTER:
            first += 1
        else:
            return None
    return None


@lru_cache(maxsize=512)
def _found(said: str, calendar: Calendar) -> Span | None:
    found = find(said, calendar, future=True, cued=True)
    return found if isinstance(found, Span) else None


def meeting_of(r: Reading) -> MeetingView | None:
    """The meeting that a line is about: named, or the one whose reminder the talk is under."""
    found = occasion(r).meeting
    if found or r.context.meeting is None:
        return found
    return next((m for m in r.context.words.meetings if m.id == r.context.meeting), None)
