"""The timetable of a year as a Word document: `store.papers.writing.timetables.to_docx` imports it when needed."""

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from store.dates import day, quarter_of
from store.papers.writing.calendar_entries import CalendarEntry
from store.papers.writing.register_paper import printable
from store.papers.writing.timetables import CANCELLED, QUARTERS, TimetablePaper, cell_lines, month_heading
from store.papers.writing.word import (
    a4,
    add_row,
    add_table,
    make_header,
    saved,
    set_properties,
    set_widths,
    write_footer,
)

_MARGIN = Cm(1.2)
_WIDTHS = (Cm(27.3 / 12),) * 12  # A4 across less two margins
_SMALL = Pt(8)


def write(paper: TimetablePaper) -> bytes:
    """The document as the bytes of a .docx file."""
    document = a4(_MARGIN, landscape=True)
    set_properties(document, paper.title, paper.partnership, paper.as_at)
    document.add_paragraph(printable(paper.partnership), style="Title")
    document.add_heading(printable(paper.title), level=1)
    if paper.entries:
        _write_table(document, paper)
    else:
        document.add_paragraph(f"The calendar holds no meeting in {paper.year.label}.")
    _write_key(document, paper)
    _write_times(document, paper)
    write_footer(document, f"{paper.title}, as at {day(paper.as_at)}")
    return saved(document)


def _write_table(document: WordDocument, paper: TimetablePaper) -> None:
    table = add_table(document, _WIDTHS, "Timetable", f"{paper.title}: months across, groups down")
    _write_headers(table, paper)
    for months in paper.rows:
        for cell, entries in zip(add_row(table, _WIDTHS).cells, months, strict=True):
            _write_cell(cell, entries)


def _write_headers(table: Table, paper: TimetablePaper) -> None:
    """The quarters over their months; both rows are repeated on each page."""
    quarters, months = table.rows[0], add_row(table, _WIDTHS)
    set_widths(quarters, _WIDTHS)
    for at in range(0, 12, 3):
        merged = quarters.cells[at].merge(quarters.cells[at + 2])
        _add(merged, f"Quarter {quarter_of(paper.year.months[at])[1]}")
    for cell, month in zip(months.cells, paper.year.months, strict=True):
        _add(cell, month_heading(month))
    for row in (quarters, months):
        make_header(row)


def _write_cell(cell: _Cell, entries: list[CalendarEntry]) -> None:
    """Its meetings below each other; a cancelled one is struck through, and says so in a word as well."""
    for entry in entries:
        for line in cell_lines(entry):
            _add(cell, line, struck=entry.cancelled)
        if entry.cancelled:
            _add(cell, CANCELLED)
        cell.paragraphs[-1].paragraph_format.space_after = Pt(4)


def _add(cell: _Cell, text: str, *, struck: bool = False) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.text else cell.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.strike = _SMALL, struck


def _write_key(document: WordDocument, paper: TimetablePaper) -> None:
    document.add_paragraph()
    for line in (QUARTERS, "Key:", *paper.key):
        _small(document, line)


def _write_times(document: WordDocument, paper: TimetablePaper) -> None:
    if paper.times:
        document.add_heading("Dates of meetings", level=1)
    for line in paper.times:
        document.add_paragraph(printable(line), style="List Bullet")


def _small(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(printable(text)).font.size = Pt(9)
