"""The register as an Excel workbook: to be filtered and sorted, with its history. `writers` imports it when needed.

Every text is written as text, so that nothing is a formula and "07/02" stays what it is; what begins like a formula is
marked as quoted as well, or Excel would make one of it as soon as somebody edits the cell.
"""

import io
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from store.dates import day
from store.papers.writing.register_data import FORMULA_STARTS, columns, records
from store.papers.writing.register_paper import (
    HappeningRow,
    RegisterPaper,
    change_lines,
    changes_heading,
    changes_summary,
    printable,
)

_WIDTHS = {
    "Month / Number": 10,
    "Full reference": 14,
    "Raised": 12,
    "Group": 16,
    "Action point": 60,
    "Owners": 28,
    "Due": 12,
    "Status": 13,
    "Action": 44,
    "Confidential": 12,
    "Carried from": 14,
    "Carried to": 14,
    "Updates": 50,
    "Register for the meeting of": 16,
    "As at": 12,
}
_HISTORY = {"Full reference": 14, "When": 18, "Who": 24, "What": 80}
_LONGEST = 32_767  # characters that Excel takes in a cell


class _Book:
    """A workbook under way with the few looks that it needs."""

    def __init__(self, title: str, author: str) -> None:
        self.out = io.BytesIO()
        self.book = Workbook(self.out, {"in_memory": True})
        self.book.set_properties({"title": printable(title)[:255], "author": printable(author)[:255]})
        self.head = self._look(bold=True, bg_color="#E7E6E6", border=1)
        self.text = self._look(num_format="@")
        self.quoted = self._look(num_format="@", quote_prefix=True)
        self.day = self._look(num_format="dd/mm/yyyy")
        self.moment = self._look(num_format="dd/mm/yyyy hh:mm")

    def _look(self, **how: object) -> Format:
        return self.book.add_format(
            {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10, **how}
        )

    def sheet(self, name: str, widths: dict[str, int]) -> Worksheet:
        """A sheet whose heads stay in sight and on every printed page."""
        sheet = self.book.add_worksheet(name)
        for at, (head, width) in enumerate(widths.items()):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, head, self.head)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def write(self, sheet: Worksheet, row: int, at: int, value: str | date | None) -> None:
        """A cell of its kind. Excel keeps no time zones: an instant stands as the clock on the wall showed it."""
        if isinstance(value, datetime):
            sheet.write_datetime(row, at, value.replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, self.day)
        elif value:
            quoted = value.startswith(FORMULA_STARTS)
            sheet.write_string(row, at, value[:_LONGEST], self.quoted if quoted else self.text)


def write(paper: RegisterPaper) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = _Book(paper.document_title, paper.partnership)
    _write_register(book, paper)
    _write_history(book, paper.history)
    _write_about(book, paper)
    book.book.close()
    return book.out.getvalue()


def _write_register(book: _Book, paper: RegisterPaper) -> None:
    names = columns(paper)
    sheet = book.sheet("Action points", {name: _WIDTHS[name] for name in names})
    rows = records(paper)
    for number, record in enumerate(rows, 1):
        for at, name in enumerate(names):
            book.write(sheet, number, at, record[name])
    sheet.autofilter(0, 0, len(rows), len(names) - 1)


def _write_history(book: _Book, history: tuple[HappeningRow, ...]) -> None:
    sheet = book.sheet("History", _HISTORY)
    for number, line in enumerate(history, 1):
        cells: tuple[str | date, ...] = (line.full_ref, line.at, printable(line.by), printable(line.what))
        for at, value in enumerate(cells):
            book.write(sheet, number, at, value)
    sheet.autofilter(0, 0, max(len(history), 1), len(_HISTORY) - 1)


def _write_about(book: _Book, paper: RegisterPaper) -> None:
    """What the paper is, and what has changed since the meeting before."""
    sheet = book.book.add_worksheet("About")
    sheet.set_column(0, 0, 100)
    lines = [paper.document_title, paper.notice, f"As at {day(paper.as_at)}", "", changes_heading(paper)]
    lines += [changes_summary(paper), *change_lines(paper)]
    for number, line in enumerate(lines):
        book.write(sheet, number, 0, printable(line))
