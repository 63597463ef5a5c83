"""Rows of cells without a page round them, from Excel or CSV: lines above a table, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from store.papers.opening.stream import Stream


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with where it stands; `strong` when its first words are bold."""

    cells: Sequence[str]
    place: str
    struck: bool = False
    strong: bool = False
    shades: tuple[str, ...] = ()


def read_sheet(stream: Stream, rows: Iterable[SheetRow]) -> None:
    """The rows of one sheet.

    Those between two empty ones have all the same width: what is empty at their ends is left out in such files.
    """
    stream.begin_table()
    for _filled, run in groupby(rows, key=lambda row: any(cell.strip() for cell in row.cells)):
        together = list(run)
        width = max(_width(row.cells) for row in together)
        for row in together:
            _take(stream, row, [*row.cells[:width], *[""] * (width - len(row.cells))])


def _width(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _take(stream: Stream, row: SheetRow, cells: list[str]) -> None:
    """A line of text where one cell alone has words and no table has begun, else a row; one inside a table heads others."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        stream.gap()
        return
    inside = bool(stream.blocks) and stream.blocks[-1].is_row and not stream.after_gap
    if len(filled) == 1 and not inside:
        stream.lines(filled[0], row.place, heading=row.strong, struck=row.struck)
    else:
        alone = len(filled) == 1 and cells[0] == filled[0] and len(cells) > 1
        stream.row(cells, row.place, stream.tables, struck=row.struck, whole=alone, shades=row.shades)
