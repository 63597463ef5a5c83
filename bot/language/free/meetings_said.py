"""Which meeting a line speaks of: by day, month or group, as the next or the last, or as the one after another."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.context import Context
from bot.language.free.mentions import Named
from bot.language.free.tokens import Token
from store.dates import MONTH_NUMBERS, full_day, month_end, parse_date
from store.views import MeetingView

_MEETINGS = frozenset("meeting board one session sitting meet".split())
_BEHIND_NEXT = frozenset("meeting board one session please".split())  # “after next week” is no meeting
_MEETINGS_BEFORE = frozenset("meeting meet met board csp time session one".split())
_MONTHLY_WORDS = frozenset({"may", "march", "mar", "sat", "sun", "second"})
_BEFORE_MONTH = frozenset(
    "in for by of the next last this until till since before after and october from on".split()
)


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting by the tokens that name it: the words for a request, and the meeting where the calendar has it.

    `follows`: what is named is the one that it comes after (“the meeting after June”).
    """

    tokens: frozenset[int]
    about: str
    meeting: MeetingView | None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a line says of the meeting it means."""

    day: date | None
    month: tuple[int, int | None] | None
    group: str | None
    last: bool
    development: bool


def met(tokens: tuple[Token, ...], groups: list[Named], context: Context) -> Met | None:
    """The meeting that a line speaks of, by day, month, group, or as the next or the last; None where it names none."""
    words = ["" if counts_minutes(tokens, place) else token.word for place, token in enumerate(tokens)]
    day, in_day = _day(words, context.today)
    month, in_month = (None, set()) if day else _month(words, tokens)
    of_groups = [each for each in groups if each.parties[0].kind == "group"]
    in_groups = {i for each in of_groups for i in range(each.first, each.last)}
    last = {
        i
        for i, word in enumerate(words)
        if word in ("last", "previous") and _before_meeting(words, in_groups, i)
    }
    session = {i for i, word in enumerate(words) if word in ("development", "session", "sessions")}
    development = "development" in words
    group = of_groups[0].parties[0].name if of_groups else None
    used = in_groups | in_day | in_month | last
    used |= session if development else set()
    after = _after(words, used)
    if not (day or month or group or last or development or after):
        return None
    wanted = _Wanted(day, month, group, bool(last), development)
    chosen = _chosen(wanted, context)
    if after:
        return _following(wanted, chosen, frozenset(used | after), context)
    return Met(frozenset(used), _about(chosen, wanted), chosen)


def counts_minutes(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number says for how long, and no day: “June, 20 minutes”."""
    behind = tokens[place + 1].word if place + 1 < len(tokens) else ""
    return tokens[place].word.isdigit() and behind in ("minute", "minutes")


def _before_meeting(words: list[str], in_groups: set[int], place: int) -> bool:
    """Whether a meeting, or a group that meets, is spoken of just behind."""
    behind = range(place + 1, min(place + 4, len(words)))
    return any(words[i] in _MEETINGS_BEFORE or i in in_groups for i in behind)


def _day(words: list[str], today: date) -> tuple[date | None, set[int]]:
    """A day with its month ("16 June", "June 16th", "2026-06-16")."""
    for start in range(len(words)):
        if not (words[start][:1].isdigit() or words[start] in MONTH_NUMBERS):
            continue
        for length in (4, 3, 2, 1):
            said = words[start : start + length]
            text = " ".join(word for word in said if word != "of")
            if (
                len(said) == length
                and re.search(r"[a-z]|\d{4}-\d", text)
                and (found := parse_date(text, near=today))
            ):
                return found, set(range(start, start + length))
    return None, set()


def _month(words: list[str], tokens: tuple[Token, ...]) -> tuple[tuple[int, int | None] | None, set[int]]:
    for place, word in enumerate(words):
        bare = word.removesuffix("s") if word not in MONTH_NUMBERS else word
        if bare not in MONTH_NUMBERS:
            continue
        before = words[place - 1] if place else ""
        behind = words[place + 1] if place + 1 < len(words) else ""
        if bare in _MONTHLY_WORDS and not (
            before in _BEFORE_MONTH or behind in ("meeting", "board") or (tokens[place].capital and place)
        ):
            continue
        year = int(behind) if re.fullmatch(r"20\d\d", behind) else None
        return (MONTH_NUMBERS[bare], year), {place, *([place + 1] if year else [])}
    return None, set()


def _after(words: list[str], used: set[int]) -> set[int]:
    """The words that say “the meeting after” the next one, or after what is named by those in use; none where they do not."""
    for place in (place for place, word in enumerate(words) if word == "after" and place):
        named = place + 1 + (words[place + 1 : place + 2] == ["the"])
        upcoming = words[named : named + 1] == ["next"] and set(words[named + 1 : named + 2]) <= _BEHIND_NEXT
        if (upcoming or named in used) and (words[place - 1] in _MEETINGS or place - 1 in used):
            return {place, named}
    return set()


def _following(wanted: _Wanted, first: MeetingView | None, tokens: frozenset[int], context: Context) -> Met:
    """The group's meeting that comes after the one that is named; where there is none, the request is about that."""
    board = context.words.board
    group = first.group_name if first else wanted.group or (board.name if board else "")
    since = _when(first) if first else _last_day(wanted, context.today)
    later = (m for m in context.words.meetings if m.group_name == group and _when(m) > since)
    found = min(later, key=_when, default=None)
    return Met(tokens, _called(found) if found else f"after {full_day(since)}", found, follows=True)


def _last_day(wanted: _Wanted, today: date) -> date:
    """Of what a line names and the calendar does not have: a day, or a month, which without a year is still to come."""
    if wanted.day or not wanted.month:
        return wanted.day or today
    month, year = wanted.month
    this_year = month_end(date(year or today.year, month, 1))
    return this_year if year or this_year >= today else month_end(date(today.year + 1, month, 1))


def _when(meeting: MeetingView) -> date:
    return meeting.day or meeting.month


def _chosen(wanted: _Wanted, context: Context) -> MeetingView | None:
    """The meeting of the calendar: the next that fits, else the last that did. A month alone is the Board's."""
    fits = [meeting for meeting in context.words.meetings if _fits(meeting, wanted)]
    if not wanted.group and not wanted.day:
        fits = [meeting for meeting in fits if meeting.is_board] or fits
    past = [meeting for meeting in fits if meeting.day and meeting.day < context.today]
    ahead = [meeting for meeting in fits if meeting not in past]
    if wanted.last or not ahead:
        formal = [meeting for meeting in past if meeting.kind == "meeting"] or past
        return next(reversed(formal), None)
    return ahead[0]


def _fits(meeting: MeetingView, wanted: _Wanted) -> bool:
    if wanted.day:
        return meeting.day == wanted.day
    if wanted.month:
        month, year = wanted.month
        if meeting.month.month != month or (year and meeting.month.year != year):
            return False
    if wanted.group and meeting.group_name != wanted.group:
        return False
    if wanted.development:
        return meeting.kind != "meeting"
    return bool(wanted.month or wanted.group or meeting.is_board)


def _about(chosen: MeetingView | None, wanted: _Wanted) -> str:
    """The words by which a request finds it, or is told that there is none."""
    if chosen:
        return _called(chosen)
    if wanted.day:
        return wanted.day.isoformat()
    if wanted.month:
        month, year = wanted.month
        return f"{date(year or 2000, month, 1):%B}{f' {year}' if year else ''}"
    return wanted.group or ("development session" if wanted.development else "")


def _called(meeting: MeetingView) -> str:
    return meeting.day.isoformat() if meeting.day else f"{meeting.month:%B %Y}"
