"""The commands that change the calendar: a verb, the name of a meeting, and what is to become of it.

A name is as long as it can be ("the development session in December"); whether there is such a meeting the books
know. What a command leaves open is asked for, in a form where there are forms.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from bot.language.context import Context
from bot.language.new_meetings import add
from bot.language.occasions import read_when, split_name, take_link, take_mode
from handlers.meeting_requests import (
    CancelMeeting,
    ConfirmMeeting,
    EditMeeting,
    MoveMeeting,
    PostponeMeeting,
    PutGroup,
    ReinstateMeeting,
    SetDeadline,
    SetLink,
    SetVenue,
)
from handlers.requests import AnyRequest, AskBack, Confirm
from store.dates import clock_time, full_day, month_name
from store.meeting_names import called, meetings_called
from store.views import Deadline

Read = Callable[[str, Context], AnyRequest]


def _move(rest: str, context: Context) -> AnyRequest:
    """A day, hours, or a month alone, which is a postponement."""
    name, said = _named(rest, context)
    if not said:
        return MoveMeeting(name)
    when = read_when(said, context)
    if isinstance(when, AskBack):
        return when
    return (
        PostponeMeeting(name, when.month) if when.month else MoveMeeting(name, when.day, when.start, when.end)
    )


def _postpone(rest: str, context: Context) -> AnyRequest:
    """To a month; a day that is known already is a move."""
    name, said = _named(rest, context)
    if not said:
        return PostponeMeeting(name)
    when = read_when(said, context)
    if isinstance(when, AskBack):
        return when
    return (
        MoveMeeting(name, when.day, when.start, when.end) if when.day else PostponeMeeting(name, when.month)
    )


def _confirm(rest: str, context: Context) -> AnyRequest:
    name, said = _named(rest, context)
    if not said:
        return ConfirmMeeting(name)
    when = read_when(said, context)
    if isinstance(when, AskBack):
        return when
    if when.month:
        return AskBack(f"“{said[:60]}” is a month. Nothing was changed; please give the day.")
    return ConfirmMeeting(name, when.day, when.start, when.end)


def _named(rest: str, context: Context) -> tuple[str, str]:
    """The meeting, and what is said of when; what stands before "to" is a name even if it is none that I know."""
    name, said = split_name(rest, context)
    if name or not said:
        return name, re.sub(r"^(?:to|for|as|on|until)\s+", "", said, flags=re.IGNORECASE)
    name, _, said = rest.partition(" to ")
    return name.strip(), said.strip()


def _cancel(rest: str, context: Context) -> AnyRequest:
    name, reason = _whole(rest, context)
    return CancelMeeting(
        name, re.sub(r"^(?:because(?: of)?|as|due to)\b[\s:]*", "", reason, flags=re.IGNORECASE)
    )


def _whole(rest: str, context: Context) -> tuple[str, str]:
    """The meeting and the rest; what begins with no name that I know is taken for one, to be asked about."""
    name, said = split_name(rest, context)
    return (name, said) if name else (said, "")


def _venue(rest: str, context: Context) -> AnyRequest:
    name, said = _whole(rest, context)
    venue, mode = take_mode(re.sub(r"^(?:to|is|at)\s+", "", said, flags=re.IGNORECASE))
    return SetVenue(name, venue, mode)


def _link(rest: str, context: Context) -> AnyRequest:
    bare, link = take_link(rest)
    name, said = _whole(bare, context)
    if link:
        return SetLink(name, link)
    if said.casefold() in ("off", "none", "no"):
        return SetLink(name, "")
    return SetLink(name, said or None)


_DEADLINES = (
    (r"papers?|reports?|rd|report deadline", Deadline.REPORTS),
    (r"public questions|questions?|public", Deadline.QUESTIONS),
    (r"publication|publish(?:ed|ing)?|agenda", Deadline.PUBLICATION),
    (r"export|register", Deadline.EXPORT),
)
_BY_RULE = re.compile(r"(?:by (?:the )?)?rules?|off|none|default|as usual", re.IGNORECASE)


def _deadline(rest: str, context: Context) -> AnyRequest:
    """`16 June papers 2 June`, `June questions 15 June 12:00`, `16 June papers by the rule`."""
    for words, what in _DEADLINES:
        match = re.search(rf"(?:^|\s)(?:{words})\b(?:\s+deadline)?", rest, re.IGNORECASE)
        if match:
            said = re.sub(r"^(?:to|by|on|until|is)\s+(?!the rule)", "", rest[match.end() :].strip(" :"))
            return _dated(rest[: match.start()].strip(), what, said, context)
    return SetDeadline(_whole(rest, context)[0])


def _dated(name: str, what: Deadline, said: str, context: Context) -> AnyRequest:
    if not said:
        return SetDeadline(name, what)
    if _BY_RULE.fullmatch(said):
        return SetDeadline(name, what, by_rule=True)
    when = read_when(said, context)
    if isinstance(when, AskBack):
        return when
    if not when.day:
        return AskBack(f"“{said[:60]}” is no day. Nothing was changed; please give the day.")
    return SetDeadline(name, what, when.day, when.start)


_CHANNEL = re.compile(r"\s*(?:<#(?P<id>[CG][A-Z0-9]+)(?:\|[^>]*)?>|\b(?P<bare>[CG]0[A-Z0-9]{6,})\b)")
_NO_CHANNEL = re.compile(r"\s+(?:without (?:a )?channel|no channel)$", re.IGNORECASE)
_SHORT = re.compile(r"\s*\((?P<short>[^()]{1,60})\)\s*$")


def _group(rest: str, _context: Context) -> AnyRequest:
    """`Riverside Task and Finish Group (Riverside) #riverside`."""
    channel = _CHANNEL.search(rest)
    name = _CHANNEL.sub("", rest).strip()
    if hashed := re.search(r"#\S+", name):
        return AskBack(
            f"I cannot tell which channel “{hashed[0][:60]}” is here. Nothing was changed;"
            " say it in Slack, or give the id that stands at the end of the channel's details (C0…)."
        )
    bare = _NO_CHANNEL.sub("", name)
    short = _SHORT.search(bare)
    return PutGroup(
        _SHORT.sub("", bare).strip(),
        short["short"].strip() if short else "",
        (channel["id"] or channel["bare"]) if channel else "" if bare != name else None,
    )


CALENDAR: MappingProxyType[str, Read] = MappingProxyType(
    {
        **dict.fromkeys(("add", "new"), add),
        **dict.fromkeys(("move", "reschedule", "rearrange"), _move),
        **dict.fromkeys(("postpone", "defer"), _postpone),
        "confirm": _confirm,
        **dict.fromkeys(("cancel", "call off"), _cancel),
        **dict.fromkeys(("reinstate", "restore"), lambda rest, _: ReinstateMeeting(rest)),
        **dict.fromkeys(("venue", "mode"), _venue),
        **dict.fromkeys(("link", "join"), _link),
        **dict.fromkeys(("deadline", "rd"), _deadline),
        **dict.fromkeys(("edit", "change"), lambda rest, _: EditMeeting(rest)),
        **dict.fromkeys(("group", "groups"), _group),
    }
)
"""The first word behind `/meetings`, and what reads the rest."""


_ASKED = re.compile(
    r"(?:(?:please|could you|can you|can we|we need to|i need to)\s+)*(?P<verb>move|reschedule|postpone|cancel)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


def asked_freely(said: str, context: Context) -> AnyRequest | None:
    """A change in free words ("please move the June Board to 23 June"), shown before it is made; None where unclear."""
    match = _ASKED.fullmatch(said.strip().rstrip("?."))
    if match is None:
        return None
    found = meetings_called(split_name(match["rest"], context)[0], context.words, context.today)
    if not found:
        return None
    verb = match["verb"].casefold()
    request = CALENDAR[verb](match["rest"], context)
    if isinstance(request, AskBack):
        return None  # “a week later”, “to the Town Hall”: more is understood of free words
    if len(found) > 1:
        return request
    told = _told(request)
    return Confirm(request, f"{verb} {called(found[0])}{told}") if told is not None else request


def _told(request: AnyRequest) -> str | None:
    """What is to become of the meeting, in full; None where something is missing, which is asked for anyway."""
    if isinstance(request, CancelMeeting):
        return f", because: {request.reason}" if request.reason else ""
    if isinstance(request, PostponeMeeting) and request.month:
        return f" to {month_name(request.month.year, request.month.month)}, date TBC"
    if isinstance(request, MoveMeeting) and (request.day or request.start):
        day = full_day(request.day) if request.day else "the same day"
        return f" to {day}{f', {clock_time(request.start)}' if request.start else ''}"
    return None
