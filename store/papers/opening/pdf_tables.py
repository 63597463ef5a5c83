"""The tables of a PDF page: those that lines are drawn round, and those that only their columns show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from store.papers.opening.pdf_page import PageContent
from store.papers.opening.pdf_words import Line, Segment, Word, broken_text, is_wrapped, lines_of
from store.papers.opening.tables import Cell

_ALIGNED = 4.0  # points by which the beginnings of a column may differ
_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table with lines round its cells: its rows as they are drawn, where it stands and where its columns begin."""

    page: int
    top: float
    rows: list[list[Cell]]
    columns: tuple[float, ...]

    def is_like(self, other: "Ruled") -> bool:
        """Whether both have the same columns, as the parts of one table on two pages have."""
        ours, theirs = self.columns, other.columns
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
    columns = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    return Ruled(number, table.bbox[1], drawn, tuple(columns))


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
    right, last = box[2] - _PADDING, segments[-1].words[-1]
    return Cell(
        broken_text(segments, right),
        struck=all(word.struck for word in inside),
        first=inside_width(segments[0]),
        room=right - last.x1 - 0.2 * last.size,
    )


def inside_width(segment: Segment) -> float:
    """How wide its first word is."""
    return segment.words[0].x1 - segment.words[0].x0


def loose_rows(lines: Sequence[Line]) -> list[list[Cell]]:
    """The rows of lines that stand in columns: a line goes on with the row above where every cell of it does."""
    starts = _starts(lines)
    rows: list[list[list[Segment]]] = []
    for line in lines:
        cells = _placed(line, starts)
        if rows and _goes_on(rows[-1], cells, starts):
            for column, segment in enumerate(cells):
                if segment:
                    rows[-1][column].append(segment)
        else:
            rows.append([[segment] if segment else [] for segment in cells])
    return [
        [_loose_cell(segments, _right(column, starts)) for column, segments in enumerate(row)] for row in rows
    ]


def _loose_cell(segments: list[Segment], right: float) -> Cell:
    struck = bool(segments) and all(word.struck for segment in segments for word in segment.words)
    return Cell(broken_text(segments, right), struck=struck)


def column_runs(lines: Sequence[Line], leading: float) -> Iterable[tuple[int, int]]:
    """Where lines stand in columns: beginnings and ends (exclusive) of runs that have at least three lines with gaps."""
    at = 0
    while at < len(lines):
        end = _end_of_run(lines, at, leading) if len(lines[at].segments) > 1 else at
        if sum(len(line.segments) > 1 for line in lines[at:end]) > 1 and len(_starts(lines[at:end])) > 1:
            yield at, end
            at = end
        else:
            at += 1


def _end_of_run(lines: Sequence[Line], at: int, leading: float) -> int:
    """Lines belong to the columns as long as none of their words stands across the beginning of a column."""
    end = at + 1
    while end < len(lines):
        above, line = lines[end - 1], lines[end]
        starts = _starts([*lines[at:end], line] if len(line.segments) > 1 else lines[at:end])
        far = line.top - above.bottom > 2.5 * leading or line.page != above.page
        if far or not _fits(line, starts):
            break
        end += 1
    while (
        end > at + 1
        and len(lines[end - 1].segments) == 1
        and abs(lines[end - 1].x0 - lines[at].x0) < _ALIGNED
        and _new_paragraph(lines, end - 1)
    ):
        end -= 1
    return end


def _new_paragraph(lines: Sequence[Line], at: int) -> bool:
    return lines[at].top - lines[at - 1].bottom > 0.8 * lines[at].size


def _fits(line: Line, starts: Sequence[float]) -> bool:
    for segment in line.segments:
        column = next((i for i, start in enumerate(starts) if abs(segment.x0 - start) < _ALIGNED), None)
        if column is None or segment.x1 > _right(column, starts) + _ALIGNED:
            return False
    return True


def _starts(lines: Sequence[Line]) -> list[float]:
    """Where the columns begin, from left to right."""
    found: list[float] = []
    for x0 in sorted(segment.x0 for line in lines if len(line.segments) > 1 for segment in line.segments):
        if not found or x0 - found[-1] > 2 * _ALIGNED:
            found.append(x0)
    return found


def _right(column: int, starts: Sequence[float]) -> float:
    return starts[column + 1] - _PADDING if column + 1 < len(starts) else 10_000.0


def _placed(line: Line, starts: Sequence[float]) -> list[Segment | None]:
    cells: list[Segment | None] = [None] * len(starts)
    for segment in line.segments:
        column = min(range(len(starts)), key=lambda i: abs(segment.x0 - starts[i]))
        held = cells[column]
        cells[column] = Segment([*held.words, *segment.words]) if held else segment
    return cells


def _goes_on(row: list[list[Segment]], cells: list[Segment | None], starts: Sequence[float]) -> bool:
    if cells[0] is None:
        return True
    return all(
        segment is None or (row[column] and is_wrapped(row[column][-1], segment, _right(column, starts) - 10))
        for column, segment in enumerate(cells)
    )
