"""The tables of a PDF page that only their columns show: no lines are drawn, or only some."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.papers.opening.pdf_tables import PADDING, Ruled, inside_width
from store.papers.opening.pdf_words import Line, Segment, broken_text, is_wrapped
from store.papers.opening.tables import Cell

_ALIGNED = 4.0  # points by which the beginnings of a column may differ
_FAR = 1.8  # times the letters' size between two lines: no table goes on over that
_KEY = re.compile(r"(?:[A-Z]{1,4}[\s-]?)?\d[\d/.-]*[.)]?")
_NUMBERED = re.compile(
    r"(?:[-•▪◦·–*§\uf0b7\uf0a7]|\(?\d{1,2}(?:[./]\d{1,3})*[.):]?|\(?[a-z][.)])", re.IGNORECASE
)


def parts_of(lines: Sequence[Line], before: Ruled | None) -> Iterator[list[Line] | Ruled]:
    """Lines from the top down, those in columns put together to tables; they may go on with the one `before` them."""
    at = done = 0
    if before and lines and (run := _run_on(lines, before.starts)):
        yield run.table
        at = done = len(run.lines)
    while at < len(lines):
        run = _run(lines, at) if len(lines[at].segments) > 1 else None
        if run is None:
            at += 1
            continue
        if lines[done:at]:
            yield list(lines[done:at])
        yield run.table
        at += len(run.lines)
        done = at
    if lines[done:]:
        yield list(lines[done:])


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that stand in columns, which begin at `starts`."""

    lines: list[Line]
    starts: list[float]

    def right(self, column: int) -> float:
        return self.starts[column + 1] - 2 * PADDING if column + 1 < len(self.starts) else 10_000.0

    def column(self, segment: Segment) -> int:
        return min(range(len(self.starts)), key=lambda at: abs(segment.x0 - self.starts[at]))

    def takes(self, line: Line) -> bool:
        """Whether every part of the line stands in one column, from its beginning on."""
        for segment in line.segments:
            column = self.column(segment)
            if (
                abs(segment.x0 - self.starts[column]) > _ALIGNED
                or segment.x1 > self.right(column) + 2 * _ALIGNED
            ):
                return False
        return True

    @property
    def table(self) -> Ruled:
        rows = [[self._cell(segments, at) for at, segments in enumerate(row)] for row in self._rows()]
        first = self.lines[0]
        return Ruled(first.page, first.top, rows, tuple(self.starts), tuple(self.starts))

    def _cell(self, segments: list[Segment], column: int) -> Cell:
        if not segments:
            return Cell("")
        right, last = self.right(column), segments[-1].words[-1]
        struck = all(word.struck for segment in segments for word in segment.words)
        room = right - last.x1 - 0.2 * last.size
        return Cell(broken_text(segments, right), struck=struck, first=inside_width(segments[0]), room=room)

    def _rows(self) -> list[list[list[Segment]]]:
        """The lines by rows."""
        rows: list[list[list[Segment]]] = []
        apart = self._apart()
        above: Line | None = None
        for line in self.lines:
            cells: list[list[Segment]] = [[] for _start in self.starts]
            for segment in line.segments:
                cells[self.column(segment)].append(segment)
            gap = line.top - above.bottom if above else 0.0
            if above and self._goes_on(rows[-1], cells, gap, apart):
                for held, more in zip(rows[-1], cells, strict=True):
                    held.extend(more)
            else:
                rows.append(cells)
            above = line
        return rows

    def _apart(self) -> float | None:
        """The distance from which on a line begins another row; None where all lines are equally far apart."""
        gaps = [below.top - above.bottom for above, below in pairwise(self.lines)]
        least = max(min(gaps, default=0.0), 0.0)
        wide = 1.5 * least + 1
        return wide if any(gap > wide for gap in gaps) else None

    def _goes_on(
        self, row: list[list[Segment]], cells: list[list[Segment]], gap: float, apart: float | None
    ) -> bool:
        """Whether a line goes on with the row above: it is near, or each of its cells had no more room there."""
        first = cells[0][0].text if cells[0] else ""
        if apart is not None:
            return gap <= apart and not (_KEY.fullmatch(first) and row[0])
        if not first:
            return True
        return not _KEY.fullmatch(first) and all(
            not segments or (row[at] and is_wrapped(row[at][-1], segments[0], self.right(at)))
            for at, segments in enumerate(cells)
        )


def _run_on(lines: Sequence[Line], starts: Sequence[float]) -> _Run | None:
    """The first lines, where they stand in columns that are known; None where they do not, or are only text at the margin."""
    run = _Run([], list(starts))
    for line in lines:
        parted = _parted(line, starts)
        far = run.lines and line.top - run.lines[-1].bottom > _FAR * line.size
        at_margin = not run.lines and len(parted.segments) == 1 and run.column(parted.segments[0]) == 0
        if far or at_margin or not run.takes(parted):
            break
        run = replace(run, lines=[*run.lines, parted])
    return _without_text_below(run) if run.lines else None


def _run(lines: Sequence[Line], at: int) -> _Run | None:
    """The lines from there on that stand in columns; None where there is no table."""
    run = _Run([lines[at]], _starts([lines[at]]))
    for above, below in pairwise(lines[at:]):
        line = _parted(below, run.starts)
        wider = _Run([*run.lines, line], _starts([*run.lines, line]))
        far = below.top - above.bottom > _FAR * below.size
        if far or not all(map(wider.takes, wider.lines)):
            break
        run = wider
    run = _without_text_below(run)
    in_columns = [line for line in run.lines if len(line.segments) > 1]
    only_numbered = all(
        len(line.segments) == 2 and _NUMBERED.fullmatch(line.segments[0].text) for line in in_columns
    )
    return None if len(in_columns) < 2 or only_numbered else run


def _without_text_below(run: _Run) -> _Run:
    """Lines at the foot that stand alone at the left margin may be text again; they are when they keep their distance."""
    lines = list(run.lines)
    while len(lines) > 1 and len(lines[-1].segments) == 1 and abs(lines[-1].x0 - run.starts[0]) < _ALIGNED:
        if lines[-1].top - lines[-2].bottom < 0.5 * lines[-1].size:
            break
        lines.pop()
    return replace(run, lines=lines)


def _parted(line: Line, starts: Sequence[float]) -> Line:
    """The line, parted also where only a narrow gap stands before the beginning of a column."""
    segments: list[Segment] = []
    for segment in line.segments:
        segments.append(Segment([segment.words[0]]))
        for before, word in pairwise(segment.words):
            begins = any(abs(word.x0 - start) < 1.5 for start in starts)
            if begins and word.x0 - before.x1 > 0.4 * word.size:
                segments.append(Segment([word]))
            else:
                segments[-1].words.append(word)
    return replace(line, segments=segments)


def _starts(lines: Sequence[Line]) -> list[float]:
    """Where the columns begin, from left to right."""
    found: list[float] = []
    for x0 in sorted(segment.x0 for line in lines if len(line.segments) > 1 for segment in line.segments):
        if not found or x0 - found[-1] > 2 * _ALIGNED:
            found.append(x0)
    return found or [line.x0 for line in lines[:1]]
