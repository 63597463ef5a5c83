"""What people say of being away: on a day (apologies for what meets then), or until one (who covers?).

Whoever says in one breath who covers is understood as `/actions away` (`bot.language.own_reminders`, or in free words).
"""

import re
from datetime import date, timedelta

from bot.language.context import Context
from bot.language.dates.grammar import Span
from bot.language.dates.reading import find
from bot.language.due import calendar_of
from bot.language.which_meeting import held_between
from handlers.meeting_requests import Attend
from handlers.meetings import the_meeting
from handlers.requests import AnyRequest, AskBack, Confirm
from store.dates import day as short_day
from store.dates import full_day
from store.phrases import listed
from store.views import MeetingView

_A_WEEK = timedelta(days=6)
_I = (
    r"^(?:(?:sorry|hi|hello|morning|just to say|just so you know|fyi|ps|unfortunately|i['’]?m afraid|heads up)[\s,:]+(?:but\s+)?)*"
    r"(?:(?:(?:i|we)(?:['’]?m|['’]re|['’]?ll(?:\s+be)?|\s+am|\s+are|\s+will(?:\s+be)?|\s+shall(?:\s+be)?))\s+|will be\s+|(?:i|we)\s+)?"
    r"(?:(?:still|also|going to be|now|then)\s+)*"
)
_GONE = (
    r"(?:off(?:\s+(?:sick|ill|work))?|away|sick|ill|poorly|unwell|out(?:\s+of\s+(?:the\s+)?office)?|ooo|tak(?:e|ing)\s+(?:annual\s+|sick\s+)?leave|(?:annual|sick)\s+leave"
    r"|on\s+(?:(?:my|annual|sick|maternity|paternity|adoption|study|compassionate|parental)\s+)*(?:leave|holidays?|hols|vacation)"
    r"|on\s+(?:a|my)\s+(?:(?:training|first aid)\s+)?(?:course|training|day off|away day)|in\s+(?:court|hospital)|at\s+(?:another|a different)\s+meeting"
    r"|at\s+(?:the|a|my|an)\s+(?:dentist|doctor|gp|hospital|funeral|wedding|conference|tribunal|inquest|appointment)(?:['’]?s)?"
    r"|not\s+(?:in|around|here|working|at work|available|about)|unavailable|double[- ]booked|elsewhere)\b"
)
_WHEN = (
    r"\s*(?:(?:from|on|for|starting|as of)\s+)?(?P<first>[^,;.]*?)\s*(?:(?:\b(?:until|till|til|to|through)|[–-])\s+(?P<last>[^,;.]+?))?"
    r"\s*(?P<more>[,;.!]\s*.*|\s(?:and|so|but|with|as|because|sorry|thanks|while)\b.*)?$"
)
_AWAY = re.compile(_I + _GONE + _WHEN, re.IGNORECASE | re.DOTALL)
_BACK = re.compile(
    _I
    + r"(?:be\s+)?back(?:\s+(?:at work|in the office|in|at my desk|from (?:leave|holiday|my hols)))?\s+(?:on\s+|from\s+)?(?P<day>[^,;]+?)[.!]?$",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:cover\w*|deput\w*|stand\w*|represent\w*|instead|send\w*|come\w*|coming|pick\w*)\b", re.IGNORECASE
)
_PART = re.compile(r"\s+(?:all day|morning|afternoon|evening|am|pm)$", re.IGNORECASE)


def absence_said(said: str, context: Context) -> AnyRequest | None:
    """What somebody says about being away themselves; None for anything else, and where somebody is named who covers."""
    line = " ".join(said.split())
    if back := _BACK.match(line):
        return _back(_span(back["day"], context), context)
    away = _AWAY.match(line)
    if away is None or _SOMEBODY_ELSE.search(away["more"] or ""):
        return None
    first = _span(away["first"], context) if away["first"] else None
    last = _span(away["last"], context) if away["last"] else None
    if bool(first) != bool(away["first"]) or bool(last) != bool(away["last"]) or not (first or last):
        return None
    if last:
        return _until(first.start if first else context.today, last.end, context)
    return _on(first.start, first.end, context) if first else None


def _span(said: str, context: Context) -> Span | None:
    """The day or days that a phrase says, without the part of the day."""
    found = find(_PART.sub("", said), calendar_of(context), future=True, cued=True)
    return found if isinstance(found, Span) and found.end >= context.today else None


def _on(first: date, last: date, context: Context) -> AnyRequest:
    """Apologies for the one meeting there is in a day or a week; else what can be done instead."""
    meetings = held_between(first, last, context)
    if last - first > _A_WEEK:
        return _until(first, last, context)
    if meetings and (first == last or len(meetings) == 1):
        meeting = meetings[0]
        about = meeting.day.isoformat() if meeting.day else ""
        return Confirm(Attend("apologies", about), f"you send apologies for {the_meeting(meeting)}")
    if meetings:
        return AskBack(f"{_meet(meetings)} Nothing was changed.")
    when = f"on {full_day(first)}" if first == last else f"from {full_day(first)} to {full_day(last)}"
    return AskBack(
        f"No meeting is {when}, so there are no apologies to note, and nothing was changed. {_cover(last)}"
    )


def _until(first: date, last: date, context: Context) -> AnyRequest:
    """Reminders need somebody who covers; apologies are another thing, and are said of each meeting."""
    asked = f"You are away until {full_day(last)}, and nothing was changed. {_cover(last)}"
    meetings = held_between(first, last, context)
    return AskBack(f"{asked} {_meet(meetings)}" if meetings else asked)


def _back(day: Span | None, context: Context) -> AnyRequest | None:
    """“Back on 3 June”: away until the day before."""
    if day is None or day.start != day.end or day.start <= context.today:
        return None
    return _until(context.today, day.start - timedelta(days=1), context)


def _cover(last: date) -> str:
    return (
        "If somebody is to get your reminders meanwhile, say it with their name:"
        f" `/actions away until {short_day(last)}, Ada covers`."
    )


def _meet(meetings: list[MeetingView]) -> str:
    """What meets in that time, and how to send apologies."""
    first = meetings[0].day
    how = f"`/meetings apologies {short_day(first)}`" if first else "`/meetings apologies`"
    return f"In that time there {'is' if len(meetings) == 1 else 'are'} {listed(map(the_meeting, meetings))}; {how} sends apologies."
