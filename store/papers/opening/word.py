"""Word papers (.docx): paragraphs with the numbers that Word prints before them, and tables as they stand.

The body is walked element by element: python-docx alone passes over content controls, text boxes and changes that
are only suggested, and asking it for the cells of a table one by one is quadratic.
"""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from store.errors import Invalid
from store.papers.limits import Limits
from store.papers.opening.numbering import BULLET, Numbering
from store.papers.opening.packages import BROKEN, DAMAGED
from store.papers.opening.shades import shade
from store.papers.opening.stream import Stream
from store.papers.opening.tables import Cell, upright
from store.papers.opening.word_text import VAL, Style, Styles, Text, child, list_and_level, text_of

_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_FLOWING = {_P, _TBL}
_SDT, _CONTENT = qn("w:sdt"), qn("w:sdtContent")
_SUGGESTED = {qn("w:ins"), qn("w:customXml"), qn("w:moveTo")}
_OF_ROW, _REMOVED = qn("w:trPr"), qn("w:del")
_SHADING, _FILL = qn("w:shd"), qn("w:fill")
_OF_CELL, _MERGED, _SPAN = qn("w:tcPr"), qn("w:vMerge"), qn("w:gridSpan")
_BREAK, _TYPE = qn("w:br"), qn("w:type")
_DEEPEST = 20
_CHARACTERS_OF_A_PAGE = 6_000


def open_word(content: bytes, name: str, limits: Limits) -> Stream:
    """The blocks of a Word document. Raises Invalid when it is damaged or longer than the limits."""
    try:
        document = docx.Document(io.BytesIO(content))
        _check_length(document.element.body, name, limits)
        return _Reader(document).read()
    except BROKEN as error:
        raise Invalid(f"{name} {DAMAGED}") from error


def _check_length(body: Any, name: str, limits: Limits) -> None:
    """Word keeps no pages; a page of nothing but text has some four thousand characters."""
    pages = sum(len(text.text or "") for text in body.iter(_T)) // _CHARACTERS_OF_A_PAGE
    pages = max(pages, sum(each.get(_TYPE) == "page" for each in body.iter(_BREAK)))
    if pages > limits.pages:
        raise Invalid(
            f"{name} has more than {limits.pages} pages, the most that I take on. Nothing was read. Send me the part of it that"
            " holds the agenda, the minutes or the action points."
        )


class _Reader:
    """Goes through a document once."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.numbering = Numbering.of(document)
        self.styles = Styles(document)
        self.stream = Stream()
        self.paragraphs = 0

    def read(self) -> Stream:
        self._flow(self.body, 0)
        return self.stream

    def _flow(self, parent: Any, depth: int) -> None:
        for each in _children(parent):
            if each.tag == _P:
                self.paragraphs += 1
                self._paragraph(each, f"paragraph {self.paragraphs}", depth)
            elif depth < _DEEPEST:
                self._table(each, depth)

    def _paragraph(self, element: Any, place: str, depth: int) -> None:
        text = text_of(element)
        words = text.words
        if words and not words.isspace():
            style = self.styles.get(text.style)
            label = self._label(text, style)
            heading = style.heading or ((text.bold or style.bold) and len(words) < 120)
            bullet = label == BULLET
            if label and not bullet:
                words = f"{label} {words.lstrip()}"
            self.stream.lines(words, place, heading=heading, bullet=bullet, struck=text.struck)
        else:
            self.stream.gap()
        if text.spaced:
            self.stream.gap()
        for box in text.boxes if depth < _DEEPEST else ():
            self._flow(box, depth + 1)

    def _label(self, text: Text, style: Style) -> str:
        list_id, level = list_and_level(text.numbers, style)
        return self.numbering.label(list_id, level) if list_id not in ("", "0") else ""

    def _table(self, table: Any, depth: int) -> None:
        """A table with one column is a frame round text."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    self.stream.gap()
                    self._flow(cell, depth + 1)
            self.stream.gap()
            return
        number = self.stream.begin_table()
        laid = [[self._cell(cell, depth) for cell in row] for row in rows]
        for at, line in enumerate(upright(laid), 1):
            place = f"table {number}, row {at}"
            self.stream.row(
                line.texts, place, number, struck=line.struck, whole=line.whole, shades=line.shades
            )
        self.stream.gap()

    def _cell(self, cell: Any, depth: int) -> Cell:
        lines: list[str] = []
        struck, bold = True, True
        for paragraph in _paragraphs(cell, depth):
            text = text_of(paragraph)
            words = text.words
            if words and not words.isspace():
                label = self._label(text, self.styles.get(text.style))
                lines.append(f"{label} {words}" if label and label != BULLET else words)
                struck, bold = struck and text.struck, bold and text.bold
        properties = child(cell, _OF_CELL)
        merged = child(properties, _MERGED) if properties is not None else None
        goes_on = merged is not None and merged.get(VAL) != "restart"
        span = child(properties, _SPAN) if properties is not None else None
        width = min(int(span.get(VAL, "1")), 60) if span is not None else 1
        printed = "\n".join(lines).replace("\t", " ")
        shading = child(properties, _SHADING) if properties is not None else None
        colour = shade(shading.get(_FILL, "")) if shading is not None else ""
        return Cell(printed, width, continued=goes_on, struck=struck and bool(lines), shade=colour)


def _children(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and suggested insertions."""
    for each in parent:
        tag = each.tag
        if tag in _FLOWING:
            yield each
        elif tag == _SDT:
            for content in each.iterchildren(_CONTENT):
                yield from _children(content)
        elif tag in _SUGGESTED:
            yield from _children(each)


def _rows(parent: Any) -> Iterator[Any]:
    for each in parent.iterchildren(_TR, _SDT):
        if each.tag == _TR:
            properties = child(each, _OF_ROW)
            if properties is None or child(properties, _REMOVED) is None:
                yield each
        else:
            for content in each.iterchildren(_CONTENT):
                yield from _rows(content)


def _cells(row: Any) -> Iterator[Any]:
    for each in row.iterchildren(_TC, _SDT):
        if each.tag == _TC:
            yield each
        else:
            for content in each.iterchildren(_CONTENT):
                yield from _cells(content)


def _paragraphs(cell: Any, depth: int) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables inside it included."""
    for each in _children(cell):
        if each.tag == _P:
            yield each
        elif depth < _DEEPEST:
            for row in _rows(each):
                for inner in _cells(row):
                    yield from _paragraphs(inner, depth + 1)
