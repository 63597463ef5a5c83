"""Tables with merged cells, laid out so that every row has a cell in every column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.papers.opening.shades import telling

_WIDEST = 200
# What numbers one thing is not said again for the rows beside it: those go on with the thing.
_NUMBERS = re.compile(r"(?:[A-Z]{1,4}[\s-]?)?\d[\d/.-]*[.)]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is drawn: over `width` columns and `height` rows; `continued` for one drawn further down.

    `shade` is its colour (see `store.papers.opening.shades`). Where lines are broken by a printer, `first` is the width of its first word and `room` what its last line left.
    """

    text: str
    width: int = 1
    height: int = 1
    continued: bool = False
    struck: bool = False
    shade: str = ""
    first: float = 0.0
    room: float = 10_000.0


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with a text in every column; `whole` when one cell is drawn over all of them."""

    texts: list[str]
    struck: bool
    whole: bool
    shades: tuple[str, ...] = ()


def upright(rows: Iterable[list[Cell]]) -> Iterator[LaidRow]:
    """The rows with a text in each column.

    A cell that is drawn over several columns stands in the first of them; over several rows, it is said for each. A row is
    struck through when its longest text is: its status often is not.
    """
    above: list[Cell] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        for cell in row:
            _hung(line, hanging)
            at = len(line)
            if cell.continued:
                line.append(_again(above[at] if at < len(above) else Cell("")))
            else:
                line.append(cell)
            line.extend([Cell("", continued=cell.continued)] * (cell.width - 1))
            if cell.height > 1:
                hanging[at] = (cell, cell.height - 1)
        _hung(line, hanging)
        above = line[:_WIDEST]
        longest = max(above, key=lambda cell: len(cell.text), default=Cell(""))
        whole = len(row) == 1 and row[0].width > 1
        yield LaidRow(
            [cell.text for cell in above], longest.struck, whole, telling(cell.shade for cell in above)
        )


def _hung(line: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    """The cells of rows above that reach down to this place."""
    while len(line) in hanging and len(line) < _WIDEST:
        at = len(line)
        cell, left = hanging.pop(at)
        if left > 1:
            hanging[at] = (cell, left - 1)
        line.append(_again(cell))
        line.extend([Cell("")] * (cell.width - 1))


def is_number(text: str) -> bool:
    """Whether a text numbers one thing ("07/02", "3.", "AP 4")."""
    return bool(_NUMBERS.fullmatch(text.strip()))


def _again(cell: Cell) -> Cell:
    return Cell("" if is_number(cell.text) else cell.text, struck=cell.struck, shade=cell.shade)


def is_rest(row: list[Cell], above: list[Cell]) -> bool:
    """Whether a row at the top of a page is the rest of the one at the foot of the page before.

    Its first words would have had no room there, and they do not begin anything: no number, no new sentence.
    """
    at = next((at for at, cell in enumerate(row) if cell.text.strip()), None)
    if at is None or at >= len(above):
        return False
    words, before = row[at].text.strip(), above[at].text.strip()
    if not before or _NUMBERS.fullmatch(words) or above[at].room >= row[at].first:
        return False
    return words[:1].islower() or not before.endswith((".", "!", "?", ":"))
