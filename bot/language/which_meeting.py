"""Which meeting a line is about: the words that name one, told from the words around them."""

import re
from datetime import date

from bot.language.context import Context
from bot.language.dates.grammar import Span
from bot.language.dates.reading import find
from bot.language.due import calendar_of
from handlers.meetings import the_meeting
from handlers.narrowing import meetings_named
from store.calendar import next_board_meeting
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS, parse_date
from store.meeting_names import fitting, read_name
from store.names import plain
from store.views import MeetingView

LONGEST = 6  # words: "the Board meeting of 16 June"
_NEXT = re.compile(
    r"(?:the )?(?:next )?(?:(?:csp|partnership|board) )?(?:meeting|board|one|it|that)", re.IGNORECASE
)
_FILLING = re.compile(
    r"^(?:for|on|at|to|of|from|in)\s+|^(?:the\s+)?(?:board\s+)?meeting\s+(?:of|on|in)\s+", re.IGNORECASE
)
_DATED = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAY_NUMBERS)})\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTH_NUMBERS)})(?:\s+\d{{4}})?",
    re.IGNORECASE,
)


def _bare(said: str) -> str:
    """The words that name a meeting without those that lead to them."""
    bare = re.sub(r"[\s,]+(?:please|pls|thanks)$", "", said.strip(" .,:;!?"), flags=re.IGNORECASE)
    while (shorter := _FILLING.sub("", bare)) != bare:
        bare = shorter
    return bare


def about(said: str) -> str:
    """The words that name a meeting; nothing for the Board's next one."""
    bare = _bare(said)
    return "" if _NEXT.fullmatch(bare) else bare.removeprefix("the ").strip()


def names_meeting(said: str, context: Context) -> bool:
    """Whether the words are a date, a month or a group, or mean the next meeting; a date that cannot be is one, too."""
    bare = _bare(said)
    if not bare or _NEXT.fullmatch(bare):
        return bool(bare)
    groups = {plain(name) for group in context.words.groups for name in (group.name, group.short_name)}
    dated = parse_date(bare, near=context.today) or meetings_named(
        bare, context.words.meetings, context.today
    )
    return bool(dated) or plain(bare) in groups or bool(_DATED.fullmatch(bare))


def meeting_on(said: str, context: Context) -> MeetingView | None:
    """The meeting on the one day that the words say, as “the 16th” or “next Thursday”; None where nothing meets then."""
    found = find(_bare(said), calendar_of(context), future=True, cued=True)
    if not isinstance(found, Span) or found.start != found.end:
        return None
    return next(iter(held_between(found.start, found.end, context)), None)


def held_between(first: date, last: date, context: Context) -> list[MeetingView]:
    """What is to meet on these days; of one day a formal meeting and the Board's before others."""
    there = [m for m in context.words.meetings if m.day and first <= m.day <= last and not m.cancelled]
    return sorted(there, key=lambda m: (m.day or last, m.kind != "meeting", not m.is_board))


def called(which: str, context: Context) -> str:
    """A meeting as a question names it, with its full date where the calendar has it."""
    meetings = context.words.meetings
    if which:
        found = next(iter(meetings_named(which, meetings, context.today)), None)
    elif context.meeting is not None:
        found = next((m for m in meetings if m.id == context.meeting), None)
    else:
        found = next_board_meeting(meetings, context.today)
    if found is None:
        return f"the meeting of {which}" if which else "the next meeting"
    return the_meeting(found)


def take_meeting(said: str, context: Context, *, before_title: bool = False) -> tuple[str, str]:
    """The meeting that a line begins with, and the rest of the line; nothing and all of it where it begins otherwise.

    A title may begin with a month, a group or “meeting” (“March of the lanterns”), so before one these need a colon
    behind them.
    """
    words = said.split()
    for count in range(min(LONGEST, len(words)), 0, -1):
        first = " ".join(words[:count])
        sure = bool(re.search(r"\d|:$|^(?:the )?next\b", first, re.IGNORECASE))
        if (sure or not before_title) and names_meeting(first, context):
            return about(first), " ".join(words[count:]).lstrip(" ,:;–-")
    return "", said.strip()


_LAST = re.compile(r"\b(?:last|latest|previous|most recent)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"\b(?:please|pls|thanks|thank you|cheers|copy|version|file|document|export|draft|in|as|me)\b",
    re.IGNORECASE,
)


def meeting_said(said: str, context: Context) -> str | None:
    """The meeting that the words name, as requests want it: the next that fits, else the last; "" for the Board's next.

    None where they name none; a month or a day on which nothing is planned stays as it was said.
    """
    bare = _COURTESY.sub(" ", said)
    if _LAST.search(bare):
        return held(bare, context)
    return _called(bare, context.words.meetings, context, latest=False)


def held(said: str, context: Context) -> str | None:
    """The same of the meetings that have been: "the February meeting", "the last one", "MASG"."""
    over = tuple(m for m in context.words.meetings if m.day and m.day <= context.today)
    bare = _LAST.sub(" ", _COURTESY.sub(" ", said))
    if not _LAST.search(said) and (found := _called(bare, over, context, latest=True)) is not None:
        return found
    if _NEXT.fullmatch(_bare(bare)) or not _bare(bare):
        return ""  # the last one of the Board is what is meant anyway
    return _called(bare, over, context, latest=True)


def _called(said: str, meetings: tuple[MeetingView, ...], context: Context, *, latest: bool) -> str | None:
    if _NEXT.fullmatch(_bare(said)):
        return ""
    name = read_name(said, context.words)
    if name is None:
        return None
    found = [
        m for m in fitting(name, meetings, context.today) if m.kind == "meeting" or name.kind or name.day
    ]
    if not found:
        return _bare(said) if name.day or name.month else None
    chosen = max(found, key=lambda m: (m.day or m.month, m.is_board)) if latest else _boards_first(found)
    return chosen.day.isoformat() if chosen.day else f"{chosen.month:%B %Y}"


def _boards_first(found: list[MeetingView]) -> MeetingView:
    return next((meeting for meeting in found if meeting.is_board), found[0])
