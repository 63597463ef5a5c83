"""Word papers (.docx): paragraphs with the numbers that Word prints before them, and tables as they stand.

The body is walked element by element: python-docx alone passes over content controls, text boxes and changes that
are only suggested, and asking it for the cells of a table one by one is quadratic.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from store.errors import Invalid
from store.papers.limits import Limits
from store.papers.opening.numbering import BULLET, Numbering
from store.papers.opening.packages import BROKEN, DAMAGED
from store.papers.opening.stream import Stream
from store.papers.opening.tables import Cell, upright

_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t"))
_SDT, _CONTENT, _BOX = qn("w:sdt"), qn("w:sdtContent"), qn("w:txbxContent")
_VAL = qn("w:val")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), _FALLBACK}
_BREAKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
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
    pages = max(pages, sum(each.get(qn("w:type")) == "page" for each in body.iter(qn("w:br"))))
    if pages > limits.pages:
        raise Invalid(
            f"{name} has more than {limits.pages} pages, the most that I take on. Nothing was read. Send me the part of it that"
            " holds the agenda, the minutes or the action points."
        )


@dataclass
class _Text:
    """A paragraph's words, and whether all of them are bold or struck through. `boxes` hang on it."""

    parts: list[str] = field(default_factory=list)
    bold: bool = True
    struck: bool = True
    boxes: list[Any] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, *, bold: bool, struck: bool) -> None:
        self.parts.append(text)
        if text.strip():
            self.bold, self.struck = self.bold and bold, self.struck and struck


@dataclass(frozen=True, slots=True)
class _Style:
    heading: bool = False
    bold: bool = False
    list_id: str = ""
    level: int = 0


class _Reader:
    """Goes through a document once."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.numbering = Numbering.of(document)
        self.styles = _styles(document)
        self.stream = Stream()
        self.paragraphs = 0

    def read(self) -> Stream:
        self._flow(self.body, 0)
        return self.stream

    def _flow(self, parent: Any, depth: int) -> None:
        for child in _children(parent):
            if child.tag == _P:
                self.paragraphs += 1
                self._paragraph(child, f"paragraph {self.paragraphs}", depth)
            elif child.tag == _TBL and depth < _DEEPEST:
                self._table(child, depth)

    def _paragraph(self, element: Any, place: str, depth: int) -> None:
        text, style = _text_of(element), self._style(element)
        words = text.words
        if words.strip():
            label = self._label(element, style)
            heading = style.heading or ((text.bold or style.bold) and len(words) < 120)
            bullet = label == BULLET
            if label and not bullet:
                words = f"{label} {words.lstrip()}"
            self.stream.lines(words, place, heading=heading, bullet=bullet, struck=text.struck)
        else:
            self.stream.gap()
        if _spaced(element):
            self.stream.gap()
        for box in text.boxes if depth < _DEEPEST else ():
            self._flow(box, depth + 1)

    def _style(self, element: Any) -> _Style:
        properties = element.pPr
        chosen = properties.find(qn("w:pStyle")) if properties is not None else None
        return self.styles.get(chosen.get(_VAL) if chosen is not None else "", _Style())

    def _label(self, element: Any, style: _Style) -> str:
        numbers = element.pPr.find(qn("w:numPr")) if element.pPr is not None else None
        list_id, level = style.list_id, style.level
        if numbers is not None:
            list_id, level = _numbers(numbers, list_id, level)
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
            self.stream.row(line.texts, place, number, struck=line.struck, whole=line.whole)
        self.stream.gap()

    def _cell(self, cell: Any, depth: int) -> Cell:
        lines: list[str] = []
        struck, bold = True, True
        for paragraph in _paragraphs(cell, depth):
            text = _text_of(paragraph)
            if text.words.strip():
                label = self._label(paragraph, self._style(paragraph))
                lines.append(f"{label} {text.words}" if label and label != BULLET else text.words)
                struck, bold = struck and text.struck, bold and text.bold
        properties = cell.find(qn("w:tcPr"))
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        goes_on = merged is not None and merged.get(_VAL) != "restart"
        span = properties.find(qn("w:gridSpan")) if properties is not None else None
        width = min(int(span.get(_VAL, "1")), 60) if span is not None else 1
        printed = re.sub(r"\t", " ", "\n".join(lines))
        return Cell(printed, width, continued=goes_on, struck=struck and bool(lines))


def _children(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and suggested insertions."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag == _SDT:
            for content in child.iterchildren(_CONTENT):
                yield from _children(content)
        elif child.tag in (qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
            yield from _children(child)


def _rows(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == _TR:
            removed = child.find(f"{qn('w:trPr')}/{qn('w:del')}")
            if removed is None:
                yield child
        elif child.tag == _SDT:
            for content in child.iterchildren(_CONTENT):
                yield from _rows(content)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _TC:
            yield child
        elif child.tag == _SDT:
            for content in child.iterchildren(_CONTENT):
                yield from _cells(content)


def _paragraphs(cell: Any, depth: int) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables inside it included."""
    for child in _children(cell):
        if child.tag == _P:
            yield child
        elif depth < _DEEPEST:
            for row in _rows(child):
                for inner in _cells(row):
                    yield from _paragraphs(inner, depth + 1)


def _text_of(paragraph: Any) -> _Text:
    text = _Text()
    _gather(paragraph, text, bold=False, struck=False)
    return text


def _gather(element: Any, text: _Text, *, bold: bool, struck: bool) -> None:
    for child in element:
        tag = child.tag
        if tag == _R:
            properties = child.find(qn("w:rPr"))
            if not _on(properties, "vanish"):
                crossed = _on(properties, "strike") or _on(properties, "dstrike")
                _gather(child, text, bold=_on(properties, "b"), struck=crossed)
        elif tag == _T:
            text.add(child.text or "", bold=bold, struck=struck)
        elif tag == qn("w:br") and child.get(qn("w:type")) in ("page", "column"):
            continue
        elif tag in _BREAKS:
            text.add(_BREAKS[tag], bold=bold, struck=struck)
        elif tag == _BOX:
            text.boxes.append(child)
        elif tag not in _LEFT_OUT and isinstance(tag, str) and len(child):
            _gather(child, text, bold=bold, struck=struck)


def _on(properties: Any, name: str) -> bool:
    found = properties.find(qn(f"w:{name}")) if properties is not None else None
    return found is not None and found.get(_VAL, "1") not in ("0", "false", "none", "off")


def _spaced(element: Any) -> bool:
    """Whether the paragraph keeps its distance from the next as an empty line would."""
    spacing = element.pPr.find(qn("w:spacing")) if element.pPr is not None else None
    after = spacing.get(qn("w:after"), "0") if spacing is not None else "0"
    return after.isdigit() and int(after) >= 200


def _numbers(numbers: Any, list_id: str, level: int) -> tuple[str, int]:
    chosen, depth = numbers.find(qn("w:numId")), numbers.find(qn("w:ilvl"))
    if chosen is not None:
        list_id = chosen.get(_VAL, "")
    if depth is not None and depth.get(_VAL, "").isdigit():
        level = min(int(depth.get(_VAL)), 8)
    return list_id, level


def _styles(document: Any) -> dict[str, _Style]:
    """What the paragraph styles say, each with what it takes over from the one it is based on; "" is the default."""
    elements = {
        each.get(qn("w:styleId"), ""): each for each in document.styles.element.findall(qn("w:style"))
    }
    return {name: _style_of(name, elements, 0) for name in elements}


def _style_of(name: str, elements: dict[str, Any], depth: int) -> _Style:
    element = elements.get(name)
    if element is None or depth > _DEEPEST:
        return _Style()
    based = element.find(qn("w:basedOn"))
    above = _style_of(based.get(_VAL, ""), elements, depth + 1) if based is not None else _Style()
    called = element.find(qn("w:name"))
    title = called.get(_VAL, "") if called is not None else ""
    heading = bool(re.match(r"heading|title|subtitle", title, re.IGNORECASE)) or above.heading
    numbers = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    list_id, level = (
        _numbers(numbers, above.list_id, above.level) if numbers is not None else (above.list_id, above.level)
    )
    return _Style(heading, _on(element.find(qn("w:rPr")), "b") or above.bold, list_id, level)
