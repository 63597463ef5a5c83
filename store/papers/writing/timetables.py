"""The timetable of a year as the packs print it: months across, groups down, a key below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from store.books import OpenBooks
from store.dates import MONTHS, clock_time, day_and_month, full_day
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.years import Year

CANCELLED = "CANCELLED"
QUARTERS = (
    "Quarter One - 1 April - 30 June, Quarter Two - 1 July - 30 September,"
    " Quarter Three - 1 October - 31 December, Quarter Four - 1 January - 31 March"
)


@dataclass(frozen=True, slots=True)
class TimetablePaper:
    """The timetable of a partnership for a year, as the calendar stood on `as_at`.

    `entries` are the meetings of that year in order; `groups` are all groups with their short and full names, by id.
    """

    partnership: str
    short_name: str
    year: Year
    groups: dict[int, tuple[str, str]]
    entries: tuple[CalendarEntry, ...]
    as_at: date

    @property
    def title(self) -> str:
        """What the paper is: “Pellingford CSP Timetable 2026/27”."""
        return f"{self.short_name} Timetable {self.year.label}"

    @property
    def rows(self) -> list[list[list[CalendarEntry]]]:
        """A row for each group that meets, and for each special kind of its meetings; in it what is in each month."""
        of_row: dict[tuple[int, str], list[CalendarEntry]] = {}
        for entry in self.entries:
            of_row.setdefault((entry.group_id, entry.meeting.kind), []).append(entry)
        order = list(self.groups)
        keys = sorted(of_row, key=lambda key: (order.index(key[0]), key[1] != "meeting", key[1]))
        return [[_in_month(of_row[key], month) for month in self.year.months] for key in keys]

    @property
    def key(self) -> list[str]:
        """What the abbreviations mean; a short name that stands in the full one needs no telling."""
        used = {entry.group_id for entry in self.entries}
        names = [names for group_id, names in self.groups.items() if group_id in used]
        groups = [f"{short} {name}" for short, name in names if short.casefold() not in name.casefold()]
        return [*groups, "RD Report Deadline", "TBC To be confirmed"]

    @property
    def times(self) -> list[str]:
        """The meetings that have a time, “Tuesday 16 June 2026 from 10:00-13:00 – Board”."""
        return [
            f"{full_day(entry.meeting.day)} from {_times(entry)} – {name_of(entry)}"
            for entry in self.entries
            if entry.meeting.day and entry.meeting.start and not entry.cancelled
        ]


def timetable_of(books: OpenBooks, year: Year) -> TimetablePaper:
    """The timetable of that year, with what is cancelled and what is TBC."""
    partnership = books.partnership
    entries = tuple(entry for entry in calendar_entries(books) if year.holds(entry.meeting.month))
    groups = sorted(books.directory.groups(), key=lambda group: (not group.is_board, group.id))
    names = {group.id: (group.short_name, group.name) for group in groups}
    return TimetablePaper(partnership.name, partnership.short_name, year, names, entries, books.today)


def _in_month(entries: Iterable[CalendarEntry], month: date) -> list[CalendarEntry]:
    return [entry for entry in entries if entry.meeting.month == month]


def name_of(entry: CalendarEntry) -> str:
    """What stands before the day: the group, behind the kind of a special meeting (“Development Session - Board”)."""
    meeting = entry.meeting
    return meeting.group if meeting.kind == "meeting" else f"{meeting.kind.title()} - {meeting.group}"


def cell_lines(entry: CalendarEntry) -> list[str]:
    """A meeting in its cell: “Board: 16”, “RD: 02”, “Venue: Town Hall (hybrid)”."""
    meeting = entry.meeting
    lines = [f"{name_of(entry)}: {f'{meeting.day.day:02}' if meeting.day else 'TBC'}"]
    if meeting.day and meeting.report_deadline:
        lines.append(f"RD: {_deadline(meeting.report_deadline, meeting.day)}")
    return [*lines, f"Venue: {_venue(entry)}"]


def _deadline(deadline: date, meeting: date) -> str:
    """The bare day where it lies in the month of the meeting, else with its own month, as the packs print both."""
    same = (deadline.year, deadline.month) == (meeting.year, meeting.month)
    return f"{deadline.day:02}" if same else day_and_month(deadline)


def _venue(entry: CalendarEntry) -> str:
    venue, mode = entry.meeting.venue, entry.meeting.mode
    if mode == "online":
        return venue if venue and venue.casefold() != mode else "Online"
    return f"{venue or 'TBC'} (hybrid)" if mode == "hybrid" else venue or "TBC"


def _times(entry: CalendarEntry) -> str:
    start, end = entry.meeting.start, entry.meeting.end
    return "-".join(clock_time(at) for at in (start, end) if at)


def month_heading(month: date) -> str:
    """The head of a column: “September 2026”."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def to_docx(paper: TimetablePaper) -> bytes:
    """The paper as a Word document on A4 across."""
    from store.papers.writing.timetable_docx import write  # noqa: PLC0415 - python-docx loads slowly, few need it

    return write(paper)


def to_pdf(paper: TimetablePaper) -> bytes:
    """The paper as an accessible PDF on A4 across."""
    from store.papers.writing.timetable_pdf import write  # noqa: PLC0415 - as above

    return write(paper)


FORMATS: MappingProxyType[str, Callable[[TimetablePaper], bytes]] = MappingProxyType(
    {"docx": to_docx, "pdf": to_pdf}
)
