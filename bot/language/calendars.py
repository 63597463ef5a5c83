"""What is said of timetables and of calendars of one's own: `/meetings timetable`, `ics` and `subscribe`."""

import re
from collections.abc import Callable
from types import MappingProxyType

from bot.language.context import Context
from bot.language.years_said import take_year
from handlers.meeting_requests import CalendarFile, ExportTimetable, RenewSubscriptions, Subscribe, Timetable
from handlers.requests import AnyRequest

# “Put it into my Outlook calendar”, but not “add Ada to put the dates into our calendar”, which is an action point.
OWN_CALENDAR = re.compile(
    r"^(?:please )?(?:add|put|get)(?: (?:it|this|that|them|the|all|next|board|meetings?|dates?))*"
    r" (?:to|in|into|on) (?:my|our|the)(?: \w+)? (?:calendar|diary)\W*$|\b(?:ics|ical|calendar) file\b",
    re.IGNORECASE,
)

_FORMATS = MappingProxyType({"docx": "docx", "word": "docx", "pdf": "pdf", "xlsx": "xlsx", "csv": "csv"})
_EVERYTHING = ("", "all", "everything")


def _timetable(rest: str, context: Context) -> AnyRequest:
    """A format and a year in either order: "docx 2026/27", "next year"."""
    left, year = take_year(rest, context.today)
    words = left.casefold().split()
    formats = [_FORMATS[word] for word in words if word in _FORMATS]
    said = " ".join(word for word in words if word not in (*_FORMATS, "for", "of", "the"))
    return ExportTimetable(formats[0], year or said) if formats else Timetable(year or said)


def _file(rest: str, _context: Context) -> AnyRequest:
    return CalendarFile("" if rest.casefold() in _EVERYTHING else rest)


def _subscribe(rest: str, _context: Context) -> AnyRequest:
    if rest.casefold() == "renew":
        return RenewSubscriptions()
    return Subscribe("" if rest.casefold() in _EVERYTHING else rest)


CALENDARS: MappingProxyType[str, Callable[[str, Context], AnyRequest]] = MappingProxyType(
    {
        **dict.fromkeys(("timetable", "all", "dates", "list", "calendar"), _timetable),
        **dict.fromkeys(("ics", "ical", "icalendar"), _file),
        "subscribe": _subscribe,
    }
)
"""What stands first after `/meetings`, with what it makes of the rest."""
