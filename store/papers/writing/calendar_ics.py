"""Meetings as iCalendar (RFC 5545, with RFC 7986's additions). `store.papers.writing.calendars` imports it when needed.

A meeting keeps its id for good, so a changed one takes the place of what a calendar had; a cancelled one stays and
says so, because a calendar would keep what is merely missing. Report deadlines are whole days of their own in the
same file: who subscribes to the meetings is to be told of both with one address, and a category tells them apart. A
file of a single meeting holds nothing else, since Outlook opens a file of two as another calendar; there the deadline
stands in the words. Without a day there is no entry: a made-up one would be believed. Without a time it takes the
whole day, which then stays free for others.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress
from icalendar.prop.conference import Conference

from store.dates import full_day
from store.papers.writing.calendar_entries import CalendarEntry
from store.papers.writing.calendars import CalendarPaper
from store.papers.writing.register_paper import printable
from store.papers.writing.zone_ics import timezone_of

_MAKER = "-//Partnership bot//Meetings//EN"
_REFRESH = timedelta(hours=1)
_DAY = timedelta(days=1)


def write(paper: CalendarPaper) -> bytes:
    """The calendar as the bytes of an .ics file."""
    calendar = Calendar()
    calendar.prodid, calendar.version, calendar.calscale = _MAKER, "2.0", "GREGORIAN"
    dated = [entry for entry in paper.entries if entry.meeting.day]
    if paper.single and all(entry.cancelled for entry in dated):
        calendar.method = "CANCEL"
    if not paper.single:
        calendar.calendar_name = _text(paper.name)
        calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT1H")  # the same for Outlook
    days = [entry.meeting.day for entry in dated if entry.meeting.day and entry.meeting.start]
    if days:
        calendar.add_component(timezone_of(paper.zone, min(days), max(days)))
    for entry in dated:
        for event in _events(entry, paper):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(entry: CalendarEntry, paper: CalendarPaper) -> Iterator[Event]:
    yield _meeting(entry, paper)
    if entry.meeting.report_deadline and not paper.single:
        yield _deadline(entry, entry.meeting.report_deadline, paper)


def _meeting(entry: CalendarEntry, paper: CalendarPaper) -> Event:
    meeting = entry.meeting
    event = _event(entry, "meeting", paper)
    event.summary = _title(f"{meeting.group} {meeting.kind}", entry, paper)
    event.categories = ["Meeting", _text(meeting.group)]
    _set_time(event, entry, paper)
    if place := meeting.venue or ("Online" if meeting.mode == "online" else None):
        event.location = _text(place)
    if entry.meeting.join_link and _is_address(entry.meeting.join_link):
        event.url = entry.meeting.join_link
        event.conferences = [Conference(entry.meeting.join_link, feature=["VIDEO"], label="Join online")]
    event.description = _text("\n".join(_lines(entry)))
    return event


def _set_time(event: Event, entry: CalendarEntry, paper: CalendarPaper) -> None:
    """In local time with its zone, so that ten o'clock stays ten o'clock; without a start the whole day."""
    meeting = entry.meeting
    day = meeting.day or meeting.month
    if meeting.start is None:
        _whole_day(event, day)
        return
    event.start = datetime.combine(day, meeting.start, paper.zone)
    if meeting.end and meeting.end > meeting.start:
        event.end = datetime.combine(day, meeting.end, paper.zone)
    event.transparency = "OPAQUE"


def _deadline(entry: CalendarEntry, deadline: date, paper: CalendarPaper) -> Event:
    meeting = entry.meeting
    what = f"the {meeting.group} {meeting.kind} of {full_day(meeting.day or meeting.month)}"
    event = _event(entry, "deadline", paper)
    event.summary = _title(f"reports due for the {meeting.group} {meeting.kind}", entry, paper)
    event.categories = ["Report deadline", _text(meeting.group)]
    event.description = _text(f"Papers for {what} go to the secretariat by the end of this day.")
    _whole_day(event, deadline)
    return event


def _whole_day(event: Event, day: date) -> None:
    event.start, event.end = day, day + _DAY
    event.transparency = "TRANSPARENT"


def _event(entry: CalendarEntry, kind: str, paper: CalendarPaper) -> Event:
    """What both kinds share. The instants are those of the last change, so that what has not changed reads the same."""
    event = Event()
    event.uid = f"{kind}-{entry.meeting.id}@{paper.uid}"
    event.sequence = entry.sequence
    event.DTSTAMP = event.LAST_MODIFIED = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.status = "CANCELLED" if entry.cancelled else "CONFIRMED"
    if paper.single and entry.cancelled:
        # RFC 5546, 3.2.5 wants an organiser: the partnership itself, not a person with an address.
        event.organizer = vCalAddress(UUID(paper.uid).urn, params={"CN": _text(paper.partnership)})
    return event


def _title(what: str, entry: CalendarEntry, paper: CalendarPaper) -> str:
    """“Pellingford CSP: Board meeting”; that it is cancelled is said in words, since not every calendar shows it."""
    name = paper.partnership
    whose = what if name.casefold() in what.casefold() else f"{name}: {what}"
    return _text(f"Cancelled: {whose}" if entry.cancelled else whose)


def _lines(entry: CalendarEntry) -> Iterator[str]:
    meeting = entry.meeting
    if entry.cancelled:
        yield "This meeting is cancelled."
    yield meeting.title or meeting.group_name
    if meeting.mode:
        yield f"How: {meeting.mode}"
    if meeting.start is None:
        yield "The time is to be confirmed."
    if meeting.venue is None and meeting.mode != "online":
        yield "The venue is to be confirmed."
    if entry.meeting.join_link:
        yield f"Join online: {entry.meeting.join_link}"
    if meeting.report_deadline:
        yield f"Report deadline: {full_day(meeting.report_deadline)}"


def _text(words: str) -> str:
    """Words without control characters, in which every kind of line break has become the one that is escaped."""
    return "\n".join(printable(words).replace("\x7f", "").splitlines())


def _is_address(link: str) -> bool:
    """Whether it may stand where calendars expect an address; anything else stays among the words."""
    try:
        split = urlsplit(link)
    except ValueError:
        return False
    web = split.scheme in ("http", "https") and bool(split.netloc)
    return web and link.isascii() and link.isprintable() and " " not in link
