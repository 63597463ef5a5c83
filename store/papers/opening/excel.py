"""Excel papers (.xlsx): each sheet that is shown, row by row, with what a reader of it sees."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from store.dates import day as printed_day
from store.errors import Invalid
from store.papers.limits import MEGABYTE, Limits
from store.papers.opening import formulas
from store.papers.opening.packages import BROKEN, DAMAGED
from store.papers.opening.shades import shade, telling
from store.papers.opening.sheets import SheetRow, read_sheet
from store.papers.opening.stream import Stream
from store.papers.opening.tables import is_number

_WIDEST = 200
_MERGED = 5_000  # areas of a sheet
_NO_TITLE = re.compile(r"(?:sheet|tabelle|feuil|worksheet)\s*\d*", re.IGNORECASE)
_LARGE = 5 * MEGABYTE  # of markup; larger sheets are read row by row, where merged cells cannot be seen
_EMPTY = 1_000  # empty rows after which nothing more is looked for


def open_excel(content: bytes, name: str, limits: Limits) -> Stream:
    """The blocks of a workbook. Raises Invalid when it is damaged or has more rows than the limits."""
    try:
        large = _size_of_sheets(content) > _LARGE
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of what it leaves out: charts, rules of validation, print settings
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=large, data_only=True, keep_links=False
            )
            try:
                # Of a large one the rows go by once, and it cannot be written into.
                bare = [] if large else formulas.spelt_out(book, content)
                stream = _read(book, name, limits)
                formulas.report(bare, name, stream)
                return stream
            finally:
                book.close()
    except (InvalidFileException, *BROKEN) as error:
        raise Invalid(f"{name} {DAMAGED}") from error


def _size_of_sheets(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return sum(
            part.file_size for part in package.infolist() if part.filename.startswith("xl/worksheets/")
        )


def _read(book: Any, name: str, limits: Limits) -> Stream:
    stream, left = Stream(), limits.rows
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            if not _NO_TITLE.fullmatch(sheet.title):
                stream.lines(sheet.title, f"sheet {sheet.title}", heading=True)
                stream.gap()
            merged = _merged(sheet)
            rows = list(islice(_rows(sheet), left + 1))
            left -= len(rows)
            if left < 0:
                raise Invalid(
                    f"{name}, sheet {sheet.title}: it has more than {limits.rows:,} rows, the most that I take on. Nothing was read."
                    " Send me the sheets or rows that matter in a file of their own."
                )
            read_sheet(stream, (_row(sheet.title, *row, merged) for row in rows))
    return stream


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:
    """For each place below the first row of a merged cell, the cell that says what stands there."""
    found: dict[tuple[int, int], Any] = {}
    for area in list((getattr(sheet, "merged_cells", None) and sheet.merged_cells.ranges) or ())[:_MERGED]:
        cell = sheet.cell(area.min_row, area.min_col)
        if not is_number(_text(cell)):
            found.update(
                {
                    (row, area.min_col): cell
                    for row in range(area.min_row + 1, min(area.max_row, area.min_row + 500) + 1)
                }
            )
    return found


def _row(
    title: str, number: int, cells: list[Any], shades: tuple[str, ...], merged: dict[tuple[int, int], Any]
) -> SheetRow:
    cells = [merged.get((number, column), cell) for column, cell in enumerate(cells, 1)]
    texts = [_text(cell) for cell in cells]
    longest = max(range(len(texts)), key=lambda at: len(texts[at]), default=None)
    font = getattr(cells[longest], "font", None) if longest is not None else None
    struck, strong = bool(font and font.strike), bool(font and font.bold)
    return SheetRow(texts, f"sheet {title}, row {number}", struck, strong, shades)


def _shade(cell: Any) -> str:
    """What colour a cell is filled with, be there words in it or not."""
    fill = cell.fill if cell.has_style else None
    if fill is None or fill.fill_type != "solid":
        return ""
    colour = fill.fgColor.rgb
    return shade(colour[-6:]) if isinstance(colour, str) else ""  # colours of a theme are decoration


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any], tuple[str, ...]]]:
    """Rows with their numbers and the colours of their cells, up to where nothing follows; what a sheet says of its own size is not believed."""
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = list(row[:_WIDEST])
        while cells and cells[-1].value in (None, ""):
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _EMPTY:
            return
        yield number, cells, telling(map(_shade, row[:_WIDEST])) if cells else ()


def _text(cell: Any) -> str:
    """What stands in a cell as people print it: days first, whole numbers without a point."""
    match cell.value:
        case None:
            text = ""
        case bool(value):
            text = "yes" if value else "no"
        case datetime() as value:
            clock = f", {value:%H:%M}" if value.time() != time() else ""
            text = f"{_day(value.date(), cell)}{clock}"
        case date() as value:
            text = _day(value, cell)
        case time() as value:
            text = f"{value:%H:%M}"
        case float(value) if value.is_integer():
            text = str(int(value))
        case value:
            text = str(value)
    return text


def _day(value: date, cell: Any) -> str:
    """Excel takes "07/02" for a day of this year and then shows "07-Feb": without a year it is a reference again."""
    shown = str(cell.number_format or "").casefold()
    if "y" not in shown and "m" in shown and "d" in shown and shown != "general":
        return f"{value.day:02}/{value.month:02}"
    return printed_day(value)
