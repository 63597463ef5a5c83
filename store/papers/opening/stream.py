"""What every opener fills: blocks in their order, and where in the file each of them stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from store.papers.paper import Unread
from store.papers.reading.blocks import Block, Kind, tidy

LONGEST = (
    5_000  # characters of a paragraph or a cell; nobody writes more, and patterns should not run for minutes
)
BREAK = "  "  # between the lines of a cell: runs of blanks are kept in cells
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_BLANK = re.compile("[\x0b\x0c\x85\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_NUMBER = re.compile(r"(?:\d{1,3}(?:[./]\d{1,3})*[.)]?|[a-z][.)]|\([a-z]\)|[ivx]{1,5}[.)])", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*•▪◦□·–§\uf0b7\uf0a7]|o(?=\s+[A-Z]))\s+")
_LONGEST_HEADING = 120


def cleaned(text: str) -> str:
    """Without characters that print nothing, and with plain blanks for all kinds of them; tabs and lines stay."""
    if text.isprintable():  # most are: there is none of those in them, and no tab and no line
        return text[:LONGEST]
    return _BLANK.sub(" ", _NOTHING.sub("", text))[:LONGEST]


@dataclass
class Stream:
    """The blocks of a file while it is opened. A block's `line` counts them; `places` says where each stands."""

    blocks: list[Block] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    tables: int = 0
    _apart: bool = True

    def gap(self) -> None:
        """An empty line."""
        self._apart = True

    def no_gap(self) -> None:
        """What comes next belongs right below what came last, whatever stood between them."""
        self._apart = False

    @property
    def after_gap(self) -> bool:
        """Whether an empty line stands before what comes next."""
        return self._apart

    def begin_table(self) -> int:
        """The number of a new table, which its rows carry."""
        self.tables += 1
        self._apart = True
        return self.tables

    def lines(
        self, text: str, place: str, *, heading: bool = False, bullet: bool = False, struck: bool = False
    ) -> None:
        """A paragraph, in lines where it is broken on purpose; a line with tabs is a row as in a text."""
        for line in cleaned(text).splitlines():
            if tidy(line):
                self._line(line, place, heading=heading, bullet=bullet, struck=struck)

    def _line(self, line: str, place: str, *, heading: bool, bullet: bool, struck: bool) -> None:
        mark = None if bullet else _BULLET.match(line.strip())
        if mark:
            line, bullet = line.strip()[mark.end() :], True
        cells = _tabbed(line) if "\t" in line else ()
        if cells:
            self._add(
                Block(Kind.ROW, self._next, tidy(" ".join(cells)), cells, self._apart, struck=struck), place
            )
            return
        text = tidy(line)
        kind = Kind.HEADING if heading and not bullet and len(text) < _LONGEST_HEADING else Kind.PARAGRAPH
        self._add(Block(kind, self._next, text, apart=self._apart, bullet=bullet, struck=struck), place)

    def row(
        self,
        cells: Sequence[str],
        place: str,
        table: int,
        *,
        struck: bool = False,
        whole: bool = False,
        shades: tuple[str, ...] = (),
    ) -> None:
        """A row of a table; a row without words is left out."""
        printed = tuple(BREAK.join(map(tidy, cleaned(cell).splitlines())).strip() for cell in cells)
        if any(printed):
            text = tidy(" ".join(printed))
            self._add(
                Block(
                    Kind.ROW,
                    self._next,
                    text,
                    printed,
                    self._apart,
                    struck=struck,
                    table=table,
                    whole=whole,
                    shades=shades,
                ),
                place,
            )

    def take_in(self, table: int, width: int) -> None:
        """Make a line of as many cells right above a table its first row: heads are often not framed."""
        last = self.blocks[-1] if self.blocks else None
        if last and last.is_row and not last.table and len(last.cells) == width:
            self.blocks[-1] = replace(last, table=table)

    def go_on(self, cells: Sequence[str]) -> None:
        """The rest of the last row, cell by cell."""
        last = self.blocks[-1]
        rest = [tidy(cleaned(cell)) for cell in cells]
        joined = tuple(
            f"{cell} {more}".strip()
            for cell, more in zip_longest(last.cells, rest[: len(last.cells)], fillvalue="")
        )
        self.blocks[-1] = replace(last, cells=joined, text=tidy(" ".join(joined)))

    def extend(self, blocks: Iterable[Block], place: str) -> None:
        """Blocks that were made of a text inside the file."""
        for block in blocks:
            self._apart = block.apart
            self.lines(block.text, place) if not block.is_row else self.row(block.cells, place, 0)

    @property
    def _next(self) -> int:
        return len(self.places) + 1

    def _add(self, block: Block, place: str) -> None:
        self.blocks.append(block)
        self.places.append(place)
        self._apart = False


def _tabbed(line: str) -> tuple[str, ...]:
    """The cells of a line with tabs; none for a number with its text behind a tab, which is no table."""
    cells = tuple(tidy(cell) for cell in line.strip(" ").split("\t"))
    while cells and not cells[-1]:
        cells = cells[:-1]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or (len(filled) == 2 and _NUMBER.fullmatch(filled[0])):
        return ()
    return cells
