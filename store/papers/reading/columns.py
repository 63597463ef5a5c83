"""Tables whose columns are known by the meaning of their headings, however many lines those take."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from store.papers.reading.blocks import Block, Kind, tidy

_LONGEST_HEADING = 80
_REMEMBERED = 2_000


class Meanings(dict[str, re.Pattern[str]]):
    """What a column may mean, with the headings that say so; the first that fits counts.

    What a cell may mean is remembered: every row of a paper is looked at for several kinds of table.
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        super().__init__(patterns)
        self._known: dict[str, tuple[str, ...]] = {}
        self._any = re.compile("|".join(pattern.pattern for pattern in patterns.values()), re.IGNORECASE)

    def of(self, cell: str) -> tuple[str, ...]:
        """Everything that a heading may mean."""
        known = self._known.get(cell)
        if known is None:
            heading = tidy(cell).rstrip(" .:*/")
            may = self.items() if self._any.fullmatch(heading) else ()  # most cells are no heading at all
            known = tuple(meaning for meaning, pattern in may if pattern.fullmatch(heading))
            if len(self._known) < _REMEMBERED:
                self._known[cell] = known
        return known


def headings(**words: str) -> Meanings:
    """Meanings from patterns that must match a whole heading, in any case, without marks at its end."""
    return Meanings({meaning: re.compile(pattern, re.IGNORECASE) for meaning, pattern in words.items()})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what stands under each meaning, and `loose` what stands under no heading.

    `heading` is the text of a row that only heads those below it; `shades` are the colours of its cells by meaning.
    """

    line: int
    width: int
    values: Mapping[str, str]
    struck: bool = False
    after_gap: bool = False
    loose: tuple[str, ...] = ()
    heading: str = ""
    shades: tuple[tuple[str, str], ...] = ()

    def get(self, meaning: str) -> str:
        """The text under that heading, tidied; empty when the table has no such column."""
        return tidy(self.values.get(meaning, ""))

    def shade(self, meaning: str) -> str:
        """The colour of the cell under that heading, where it says something."""
        return next((shade for of, shade in self.shades if of == meaning), "")

    def raw(self, meaning: str) -> str:
        """The same with its runs of blanks, which may stand for a line break in a cell."""
        return self.values.get(meaning, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A run of rows under a heading row; `start` and `end` are positions in the stream, `end` exclusive.

    `unnamed` are the headings that mean nothing here.
    """

    start: int
    end: int
    columns: tuple[str | None, ...]
    rows: tuple[Row, ...] = field(default=())
    unnamed: tuple[str, ...] = ()

    def has(self, *meanings: str) -> bool:
        return all(meaning in self.columns for meaning in meanings)


def tables(blocks: Sequence[Block], meanings: Meanings, needs: Iterable[frozenset[str]]) -> Iterator[Table]:
    """The tables whose headings have all meanings of one of `needs`."""
    wanted, at = tuple(needs), 0
    while at < len(blocks):
        table = _table_at(blocks, at, meanings, wanted) if _may_head(blocks[at]) else None
        if table:
            yield table
        at = table.end if table else at + 1


def _may_head(block: Block) -> bool:
    """Whether a row can be a heading row: its cells are short and have letters."""
    return block.is_row and all(len(cell) <= _LONGEST_HEADING for cell in block.cells)


def meanings_of(cells: Sequence[str], meanings: Meanings) -> tuple[str | None, ...]:
    """What each heading means; a second column of one meaning means nothing."""
    found: list[str | None] = []
    for cell in cells:
        fits = meanings.of(cell) if len(cell) <= _LONGEST_HEADING else ()
        found.append(next((meaning for meaning in fits if meaning not in found), None) if fits else None)
    return tuple(found)


def _table_at(
    blocks: Sequence[Block], at: int, meanings: Meanings, needs: tuple[frozenset[str], ...]
) -> Table | None:
    for lines in (2, 1):
        head = blocks[at : at + lines]
        if len(head) < lines or not all(block.is_row for block in head):
            continue
        if lines == 2 and not _goes_on(head[1], meanings):  # hardly any row does, and this is soon seen
            continue
        cells = _stacked([block.cells for block in head]) if lines == 2 else head[0].cells
        columns = meanings_of(cells, meanings)
        if _suffice(columns, needs):
            ends = partial(_begins_another, head=head, meanings=meanings, needs=needs)
            named = zip(map(tidy, cells), columns, strict=True)
            unnamed = tuple(cell for cell, column in named if not column and cell)
            return replace(_read(blocks, at, at + lines, columns, ends), unnamed=unnamed)
    return None


def _suffice(columns: Sequence[str | None], needs: Iterable[frozenset[str]]) -> bool:
    told = {column for column in columns if column}
    return len(told) > 1 and any(need <= told for need in needs)


def _stacked(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = max(len(row) for row in rows)
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    return tuple(tidy(" ".join(dict.fromkeys(map(tidy, column)))) for column in zip(*padded, strict=True))


# The second line of a heading row has words of headings only ("NUMBER", "(Mins)", "officer"), never data.
_HEADING_WORDS = re.compile(
    r"(?:\(?(?:no|number|ref|reference|mins|minutes|officers?(?:\(s\))?|by|whom|when|date|point|points|required|"
    r"status|update|progress|deadline|lead|person|responsible|time|due|action|taken|allotted)\)?[\s./]*)+",
    re.IGNORECASE,
)


def _begins_another(
    row: Block, head: Sequence[Block], meanings: Meanings, needs: tuple[frozenset[str], ...]
) -> bool:
    """Whether another table begins: with a heading row of its own, or in a source that shows where tables begin."""
    if row.table != head[0].table:
        return True  # under the same headings, too: its rows have their own place
    if row.text in {block.text for block in head}:
        return False
    return _suffice(meanings_of(row.cells, meanings), needs)


def _goes_on(row: Block, meanings: Meanings) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return all(_HEADING_WORDS.fullmatch(tidy(cell)) for cell in filled) and len(
        [meaning for meaning in meanings_of(filled, meanings) if meaning]
    ) < max(2, len(filled))


def _read(
    blocks: Sequence[Block],
    start: int,
    at: int,
    columns: tuple[str | None, ...],
    ends: Callable[[Block], bool],
) -> Table:
    head = {block.text for block in blocks[start:at]}
    rows: list[Row] = []
    while at < len(blocks):
        block = blocks[at]
        if block.is_row and ends(block):
            break
        if rows and _is_rest(block, rows[-1], columns):
            rows[-1] = _with_rest(rows[-1], block, columns)
        elif block.is_row and not (block.text in head or _is_heading_again(block)):
            rows.append(_row(block, columns))
        elif not block.is_row:
            beyond = _beyond_page_break(blocks, at, head)
            if beyond is None:
                break
            at = beyond
            continue
        at += 1
    return Table(start, at, columns, tuple(rows))


def _is_heading_again(block: Block) -> bool:
    """A line of the heading row repeated alone on a new page ("NUMBER")."""
    filled = [tidy(cell) for cell in block.cells if cell.strip()]
    return bool(filled) and all(_HEADING_WORDS.fullmatch(cell) for cell in filled)


def _beyond_page_break(blocks: Sequence[Block], at: int, head: set[str]) -> int | None:
    """Where the table goes on behind one or two lines of a page's foot and head, if it does.

    It goes on only with its own heading row again or with a reference, so that no other table is swallowed.
    """
    for ahead in (at + 1, at + 2):
        if ahead < len(blocks) and blocks[ahead].is_row:
            row = blocks[ahead]
            if row.table != blocks[at - 1].table:
                return None  # the source shows that another table begins there
            return ahead if row.text in head or _REFERENCE.match(row.cells[0]) else None
    return None


def _row(block: Block, columns: tuple[str | None, ...]) -> Row:
    values = {meaning: cell for meaning, cell in zip(columns, block.cells, strict=False) if meaning}
    headed = (*columns, *[None] * len(block.cells))
    loose = tuple(
        tidy(cell) for meaning, cell in zip(headed, block.cells, strict=False) if not meaning and cell.strip()
    )
    heading = block.text if _heads_others(block) else ""
    shades = zip(columns, block.shades, strict=False) if block.shades else ()
    told = tuple((meaning, shade) for meaning, shade in shades if meaning and shade)
    return Row(block.line, len(block.cells), values, block.struck, block.apart, loose, heading, told)


def _heads_others(block: Block) -> bool:
    """Whether a row has words in its first cell alone, and those are no number."""
    first, others = tidy(block.cells[0]), any(cell.strip() for cell in block.cells[1:])
    return block.whole or (bool(re.search(r"[A-Za-z]{3}", first)) and not others and len(block.cells) > 2)


_REFERENCE = re.compile(r"\d{1,2}/\d{1,3}\b")
_KEY = re.compile(r"(?:[A-Z]{1,4}[\s-]?)?\d[\d/.-]*[.)]?")


def _is_rest(block: Block, row: Row, columns: tuple[str | None, ...]) -> bool:
    """Whether the block goes on in the middle of a cell: the row above has too few cells, and this fits on."""
    if block.apart or block.kind is Kind.HEADING or block.bullet:
        return False
    cells = block.cells or (block.text,)
    fits = row.width + len(cells) - 1 <= len(columns)
    return bool(cells[0]) and fits and not _KEY.fullmatch(cells[0]) and not _REFERENCE.match(cells[0])


def _with_rest(row: Row, block: Block, columns: tuple[str | None, ...]) -> Row:
    cells, values = block.cells or (block.text,), dict(row.values)
    for meaning, cell in zip(columns[row.width - 1 :], cells, strict=False):
        if meaning:
            values[meaning] = f"{values.get(meaning, '')} {cell}".strip()
    return replace(row, values=values, width=row.width + len(cells) - 1)
