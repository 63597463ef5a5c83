"""The timetable of the meetings, quarter by quarter: as a list, and as the paper of a year."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from handlers.access import Operation
from handlers.desk import Desk
from handlers.meeting_requests import CalendarFile, ExportTimetable, Timetable
from handlers.meetings import one_line
from handlers.replies import Button, File, Heading, Outcome, Part, Reply, Row, Text, Title, answered
from store.dates import quarter_of, short_day
from store.errors import Invalid
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.papers.writing.timetables import FORMATS, timetable_of
from store.years import Year, quarter_heading

MOST = 30  # meetings of a list; with headings and buttons that stays within Slack's 50 blocks


def timetable(request: Timetable, desk: Desk) -> Reply:
    """Everything still to come, or all of a year: TBC ones in their month, cancelled ones crossed out."""
    desk.require(Operation.READ_PUBLIC)
    year = _year(request.year) if request.year else None
    entries = calendar_entries(desk.books)
    shown = [e for e in entries if (year.holds(e.meeting.month) if year else e.place[0] >= desk.today)]
    name = f"{desk.words.short_name} timetable"
    offers = _offers(year, entries, desk)
    if not shown:
        nothing = f"no meeting in {year.label}" if year else "no further meeting"
        return answered(Text(f"The calendar holds {nothing}."), buttons=offers)
    title = Title(f"{name} {year.label}" if year else name)
    return answered(title, *_by_quarter(shown), buttons=offers)


def _year(said: str) -> Year:
    """The year that was asked for. Raises Invalid."""
    year = Year.parse(said)
    if year is None:
        raise Invalid(
            f"“{said[:40]}” is no year that I know. Write 2026 for January to December, or 2026/27 for April to March."
        )
    return year


def _by_quarter(entries: list[CalendarEntry]) -> Iterator[Part]:
    quarters = groupby(entries[:MOST], lambda entry: quarter_of(entry.meeting.month))
    for _, quarter in quarters:
        rows = list(quarter)
        yield Heading(quarter_heading(rows[0].meeting.month))
        yield from map(_row, rows)
    if len(entries) > MOST:
        yield Text(f"{len(entries) - MOST} later meetings are not shown; ask for a year, such as 2026/27.")


def _row(entry: CalendarEntry) -> Row:
    meeting = entry.meeting
    heading = f"{one_line(meeting)}{', cancelled' if entry.cancelled else ''}"
    lines = [f"Report deadline {short_day(meeting.report_deadline)}"] if meeting.report_deadline else []
    if meeting.mode and meeting.venue and meeting.mode.casefold() != meeting.venue.casefold():
        lines.append(meeting.mode.capitalize())
    if not meeting.venue and meeting.mode != "online":
        lines.append("Venue to be confirmed")
    return Row(heading, () if entry.cancelled else tuple(lines), struck=entry.cancelled)


def _offers(year: Year | None, entries: list[CalendarEntry], desk: Desk) -> tuple[Button, ...]:
    """The years before and after, where there is something in them, the paper, and the file for calendars."""
    around = year or Year.financial(desk.today)
    near = (around.moved(-1), around.moved(1)) if year else (around, around.moved(1))
    held = [one for one in near if any(one.holds(entry.meeting.month) for entry in entries)]
    turn = tuple(Button(one.label, Timetable(one.label)) for one in held)
    return (
        *turn,
        Button("Word document", ExportTimetable(year=around.label)),
        Button("PDF", ExportTimetable("pdf", around.label)),
        Button("Calendar file", CalendarFile()),
    )


def export(request: ExportTimetable, desk: Desk) -> Reply:
    """The paper of a year, the financial year of today unless one is named, as a file beside the reply."""
    desk.require(Operation.READ_PUBLIC)
    if request.format not in FORMATS:
        raise Invalid(
            f"I cannot write “{request.format[:20]}” of a timetable; I can write {', '.join(FORMATS)}."
        )
    year = _year(request.year) if request.year else Year.financial(desk.today)
    paper = timetable_of(desk.books, year)
    name = f"Timetable {year.label.replace('/', '-')}.{request.format}"
    count = len(paper.entries)
    said = f"The {paper.title}: {count} meeting{'' if count == 1 else 's'}."
    return Reply(
        Outcome.ANSWERED, (Text(said),), file=File(name, paper.title, partial(FORMATS[request.format], paper))
    )
