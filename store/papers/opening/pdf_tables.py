"""The tables of a PDF page that lines are drawn round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from store.papers.opening.pdf_page import PageContent
from store.papers.opening.pdf_words import Segment, Word, broken_text, lines_of
from store.papers.opening.tables import Cell

_ALIGNED = 4.0  # points by which the beginnings of a column may differ
PADDING = 5.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as it is drawn: its rows, where it stands, and where its columns and the words in them begin."""

    page: int
    top: float
    rows: list[list[Cell]]
    columns: tuple[float, ...]
    starts: tuple[float, ...]

    def is_like(self, other: "Ruled") -> bool:
        """Whether both have the same columns, as the parts of one table have."""
        return _close(self.columns, other.columns) or _close(self.starts, other.starts)


def _close(ours: Sequence[float], theirs: Sequence[float]) -> bool:
    return len(ours) == len(theirs) > 1 and all(abs(a - b) < 6 for a, b in zip(ours, theirs, strict=True))


def ruled_tables(page: PageContent, number: int, words: list[Word]) -> tuple[list[Ruled], list[Word]]:
    """The tables with drawn lines, and the words that stand in none of them."""
    found: list[Ruled] = []
    for table in page.tables():
        inside = [word for word in words if _in(table.bbox, word)]
        if not inside:
            continue
        words = [word for word in words if not _in(table.bbox, word)]
        found.append(_ruled(table, number, inside))
    return found, words


def _in(box: tuple[float, float, float, float], word: Word) -> bool:
    x0, top, x1, bottom = box
    return x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.middle <= bottom + 1


def _ruled(table: Any, number: int, words: list[Word]) -> Ruled:
    rows = [[_cell(box, words, number) if box else None for box in row.cells] for row in table.rows]
    drawn = [
        [cell or _covered(at, boxes.cells) for at, cell in enumerate(row)]
        for row, boxes in zip(rows, table.rows, strict=True)
    ]
    drawn = [_over_all(row, boxes.cells) for row, boxes in zip(drawn, table.rows, strict=True)]
    columns = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    return Ruled(number, table.bbox[1], drawn, tuple(columns), tuple(_starts(columns, words)))


def _starts(columns: Sequence[float], words: Sequence[Word]) -> Iterator[float]:
    """Where the words of each column begin."""
    for left, right in zip(columns, [*columns[1:], 10_000.0], strict=True):
        yield min((word.x0 for word in words if left - 1 <= word.x0 < right), default=left + PADDING)


def _over_all(row: list[Cell], boxes: Sequence[Any]) -> list[Cell]:
    """A row of one cell that is drawn over all columns; any other as it is."""
    alone = sum(box is not None for box in boxes) == 1 and boxes[0] is not None
    return [replace(row[0], width=len(row))] if alone and not any(cell.continued for cell in row) else row


def _covered(at: int, boxes: Sequence[Any]) -> Cell:
    """A place without a cell of its own: one from the left reaches over it, or one from above reaches down."""
    left = next((boxes[place] for place in range(at - 1, -1, -1) if boxes[place]), None)
    right = next((boxes[place] for place in range(at + 1, len(boxes)) if boxes[place]), None)
    reaches = left is not None and (right is None or left[2] >= right[0] - 1)
    return Cell("", continued=not reaches)


def _cell(box: tuple[float, float, float, float], words: list[Word], number: int) -> Cell:
    inside = [word for word in words if _in(box, word)]
    if not inside:
        return Cell("")
    segments = [Segment(line.words) for line in lines_of(inside, number)]
    right, last = box[2] - PADDING, segments[-1].words[-1]
    return Cell(
        broken_text(segments, right),
        struck=all(word.struck for word in inside),
        first=inside_width(segments[0]),
        room=right - last.x1 - 0.2 * last.size,
    )


def inside_width(segment: Segment) -> float:
    """How wide its first word is."""
    return segment.words[0].x1 - segment.words[0].x0
