"""Cells of Excel that hold a formula without a result: nobody has worked it out, or it came to an error.

Somebody who begins a text with "=" gets one without knowing, and what they wrote is nowhere among the values. It is taken
as it is written, as from CSV, and said, since it may have been meant for a formula after all.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from store.papers.opening.stream import Stream
from store.papers.paper import Unread

_ERROR = "e"  # how openpyxl marks a cell that shows #NAME? or #REF!


@dataclass(frozen=True, slots=True)
class Formula:
    """One of them, as it is written, and the name of its cell: "B3"."""

    sheet: str
    row: int
    cell: str
    written: str


def spelt_out(book: Any, content: bytes) -> list[Formula]:
    """Put what is written into the cells of a book of values that have none, and say which these are."""
    found = []
    for sheet, row, column, written in _formulas(content) if _has_formulas(content) else ():
        cell = book[sheet].cell(row, column)
        if cell.value in (None, "") or cell.data_type == _ERROR:
            cell.value = written
            found.append(Formula(sheet, row, f"{get_column_letter(column)}{row}", written))
    return found


def report(found: list[Formula], name: str, stream: Stream) -> None:
    """Note them beside what could not be read, each with the row it stands in."""
    lines = {place: line for line, place in enumerate(stream.places, 1)}
    for one in found:
        why = (
            f"{name}, sheet {one.sheet}, cell {one.cell}: Excel takes what begins with “=” for a formula, and it has no"
            " result. It is read as it is written, and nothing is changed before you apply it. If it is meant"
            " otherwise, put an apostrophe (') before it or write its result, and send the file again"
        )
        stream.unread.append(Unread(lines.get(f"sheet {one.sheet}, row {one.row}", 0), one.written, why))


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(part) for part in package.namelist() if part.startswith("xl/worksheets/")]
        return any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def _formulas(content: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Sheet, row, column and words of each formula of the sheets that are shown."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                    yield sheet.title, cell.row, cell.column, str(cell.value)
    finally:
        book.close()
