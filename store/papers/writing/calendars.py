"""Meetings for the calendars of others (iCalendar): one meeting, those of a group, or all of a partnership."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from msgspec import structs

from store.books import OpenBooks
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.tables import Group, Partnership


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """What a calendar file says.

    `uid` is the partnership's, of which the ids of the entries are made: they stay the same whatever changes. A file
    of one meeting (`single`) is taken into somebody's calendar as it is; one of many is another calendar beside it.
    """

    uid: str
    partnership: str
    name: str
    zone: ZoneInfo
    entries: tuple[CalendarEntry, ...]
    single: bool = False

    @property
    def without_links(self) -> "CalendarPaper":
        """The same for whoever may know when a meeting is, but not join it."""
        bare = (replace(one, meeting=structs.replace(one.meeting, join_link=None)) for one in self.entries)
        return replace(self, entries=tuple(bare))

    @property
    def undated(self) -> int:
        """How many meetings to come are left out because their day is not known yet."""
        return sum(entry.meeting.day is None and not entry.cancelled for entry in self.entries)


def calendar_of_meeting(books: OpenBooks, entry: CalendarEntry) -> CalendarPaper:
    """One meeting."""
    meeting = entry.meeting
    return _paper(books, f"{meeting.group} {meeting.kind}", (entry,), single=True)


def calendar_of(books: OpenBooks, group: Group | None) -> CalendarPaper:
    """All meetings of a group, or of every group of the partnership."""
    entries = tuple(e for e in calendar_entries(books) if group is None or e.group_id == group.id)
    name = books.partnership.short_name
    return _paper(books, name if group is None else f"{name}: {group.short_name}", entries)


def _paper(
    books: OpenBooks, name: str, entries: tuple[CalendarEntry, ...], *, single: bool = False
) -> CalendarPaper:
    partnership = books.session.get_one(Partnership, books.partnership.id)
    return CalendarPaper(partnership.uid, partnership.short_name, name, books.zone, entries, single)


def to_ics(paper: CalendarPaper) -> bytes:
    """The file, in UTF-8 with lines that end in CR LF (RFC 5545)."""
    from store.papers.writing.calendar_ics import write  # noqa: PLC0415 - icalendar loads slowly, few need it

    return write(paper)
