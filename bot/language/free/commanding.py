"""What a command makes of its gaps: itself where it only tells, a question about it where it changes a book."""

import re
from collections.abc import Mapping
from datetime import date, time

from bot.language.commands import BOOKS
from bot.language.context import Context
from handlers.meeting_requests import Sitting
from handlers.requests import AnyRequest, AskBack, Confirm, Request
from store.dates import clock_time, full_day
from store.meeting_names import called, handle, meetings_called
from store.views import MeetingView


def answered_by(command: str, told: str, gaps: dict[str, str], context: Context) -> AnyRequest | None:
    """What the command makes of the gaps: itself where it only tells, a question about it where it changes a book."""
    book, _, rest = _filled(command, gaps).partition(" ")
    request = BOOKS[book](rest, context)
    if request is None or isinstance(request, AskBack) or not request.changes:
        return request
    return Confirm(request, _filled(told, {**_shown(request), **_named(gaps, context)}))


def _filled(template: str, gaps: Mapping[str, str]) -> str:
    """The template with its gaps filled; what stands in brackets only where all of its gaps are."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(gaps.get(name) for name in _NAME.findall(part[1])) else ""

    return _NAME.sub(lambda name: gaps.get(name[1], ""), re.sub(r"\[([^\]]*)\]", optional, template)).strip()


_NAME = re.compile(r"\{([a-z_]+)\}")


def with_meeting(gaps: dict[str, str], context: Context) -> dict[str, str]:
    """`meeting` as a name that no other has; `about`: as the commands of agendas and papers take it."""
    found = meetings_named(gaps["meeting"], context) if "meeting" in gaps else []
    if not found:
        return gaps
    day = found[0].day
    sure = {"meeting": handle(found[0])} if len(found) == 1 else {}
    return {**gaps, **sure, "about": day.isoformat() if day else f"{found[0].month:%B %Y}"}


def meetings_named(said: str, context: Context) -> list[MeetingView]:
    """The meetings that are called so; the Board's next one may be “the next one”."""
    return meetings_called(said, context.words, context.today)


def _named(gaps: dict[str, str], context: Context) -> dict[str, str]:
    """The gaps as a question says them: a meeting in full."""
    found = meetings_named(gaps["meeting"], context) if "meeting" in gaps else []
    named = {"meeting": called(found[0])} if len(found) == 1 else {}
    return {**gaps, **named}


def _shown(request: Request) -> dict[str, str]:
    """What the request has, as a question says it: `day_told` is the day in full, `whose` is of whoever is named, or you."""
    had = ((name, getattr(request, name)) for name in request.__struct_fields__)
    person = str(getattr(request, "person", ""))
    told = {f"{name}_told": _in_full(value) for name, value in had if value}
    return {**told, "whose": f"{person}'s" if person else "your"}


def _in_full(value: object) -> str:
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, Sitting):
        hours = f", {clock_time(value.start)}" if value.start else ""
        return f"{full_day(value.day)}{hours}{f' to {clock_time(value.end)}' if value.end else ''}"
    if isinstance(value, tuple):
        return " and ".join(_in_full(each) for each in value)
    return str(value)
