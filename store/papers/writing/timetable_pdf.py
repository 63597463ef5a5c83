"""The timetable of a year as an accessible PDF: `store.papers.writing.timetables` imports it when needed."""

from typing import Any

from store.dates import day, quarter_of
from store.papers.writing import pdf
from store.papers.writing.calendar_entries import CalendarEntry
from store.papers.writing.timetables import CANCELLED, QUARTERS, TimetablePaper, cell_lines, month_heading


def write(paper: TimetablePaper) -> bytes:
    """The document as the bytes of a .pdf file."""
    return pdf.paper("timetable", _words(paper), paper.as_at)


def _words(paper: TimetablePaper) -> dict[str, Any]:
    months = paper.year.months
    return {
        "document_title": paper.title,
        "partnership": paper.partnership,
        "title": paper.title,
        "footer": f"{paper.title}, as at {day(paper.as_at)}",
        "nothing": "" if paper.entries else f"The calendar holds no meeting in {paper.year.label}.",
        "quarters": [f"Quarter {quarter_of(months[at])[1]}" for at in range(0, 12, 3)],
        "months": [month_heading(month) for month in months],
        "rows": [[[_cell(entry) for entry in month] for month in row] for row in paper.rows],
        "cancelled": CANCELLED,
        "key": [QUARTERS, "Key:", *paper.key],
        "times_heading": "Dates of meetings",
        "times": paper.times,
    }


def _cell(entry: CalendarEntry) -> dict[str, Any]:
    return {"lines": cell_lines(entry), "cancelled": entry.cancelled}
