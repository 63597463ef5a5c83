"""The words of a paragraph of a Word paper, how they are set, and what its properties and its style say.

Each element is looked at once, and children are asked for by the tag that lxml compares itself: names put together at
each step, and python-docx's properties, take longer than all the rest of a long paper.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

VAL = qn("w:val")
_R, _T, _BR, _TYPE = qn("w:r"), qn("w:t"), qn("w:br"), qn("w:type")
_PPR, _RPR, _BOX = qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent")
_STYLE, _NUMBERS, _SPACING, _AFTER = qn("w:pStyle"), qn("w:numPr"), qn("w:spacing"), qn("w:after")
_NUM_ID, _LEVEL = qn("w:numId"), qn("w:ilvl")
_BOLD, _HIDDEN = qn("w:b"), qn("w:vanish")
_CROSSED = {qn("w:strike"), qn("w:dstrike")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {
    *(qn(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText")),
    _FALLBACK,
}
_BREAKS = {
    _BR: "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_OF_PAGES = ("page", "column")
_OFF = ("0", "false", "none", "off")
_DEEPEST = 20


def child(element: Any, tag: str) -> Any:
    """The first child of that tag, or None."""
    return next(element.iterchildren(tag), None)


@dataclass(slots=True)
class Text:
    """A paragraph's words, and whether all of them are bold or struck through. `boxes` hang on it.

    `style` is the id of its style, `numbers` what it says of its list itself; `spaced` when it keeps its distance from
    the next paragraph as an empty line would.
    """

    parts: list[str] = field(default_factory=list)
    bold: bool = True
    struck: bool = True
    boxes: list[Any] = field(default_factory=list)
    style: str = ""
    numbers: Any = None
    spaced: bool = False

    @property
    def words(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, *, bold: bool, struck: bool) -> None:
        self.parts.append(text)
        if not (bold and struck) and text.strip():
            self.bold, self.struck = self.bold and bold, self.struck and struck


def text_of(paragraph: Any) -> Text:
    """The words and the properties of a paragraph."""
    text = Text()
    properties = child(paragraph, _PPR)
    if properties is not None:
        _note(properties, text)
    _gather(paragraph, text, bold=False, struck=False)
    return text


def _note(properties: Any, text: Text) -> None:
    for each in properties:
        tag = each.tag
        if tag == _STYLE:
            text.style = each.get(VAL, "")
        elif tag == _NUMBERS:
            text.numbers = each
        elif tag == _SPACING:
            after = each.get(_AFTER, "0")
            text.spaced = after.isdigit() and int(after) >= 200


def _gather(element: Any, text: Text, *, bold: bool, struck: bool) -> None:
    for each in element:
        tag = each.tag
        if tag == _R:
            _run(each, text)
        elif tag == _T:
            text.add(each.text or "", bold=bold, struck=struck)
        elif tag in _LEFT_OUT:
            continue
        elif tag in _BREAKS:
            if tag != _BR or each.get(_TYPE) not in _OF_PAGES:
                text.add(_BREAKS[tag], bold=bold, struck=struck)
        elif tag == _BOX:
            text.boxes.append(each)
        elif isinstance(tag, str) and len(each):
            _gather(each, text, bold=bold, struck=struck)


def _run(run: Any, text: Text) -> None:
    bold = struck = False
    properties = child(run, _RPR)
    for each in properties if properties is not None else ():
        tag = each.tag
        if tag == _BOLD:
            bold = is_on(each)
        elif tag in _CROSSED:
            struck = struck or is_on(each)
        elif tag == _HIDDEN and is_on(each):
            return
    _gather(run, text, bold=bold, struck=struck)


def is_on(toggle: Any) -> bool:
    """Whether a property such as bold is set; None when it is not there."""
    return toggle is not None and toggle.get(VAL) not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style brings along: how it looks, and the list that it numbers."""

    heading: bool = False
    bold: bool = False
    list_id: str = ""
    level: int = 0


def list_and_level(numbers: Any, style: Style) -> tuple[str, int]:
    """The list that numbers a paragraph and its level there: its own, or those of its style."""
    list_id, level = style.list_id, style.level
    if numbers is not None:
        chosen, depth = child(numbers, _NUM_ID), child(numbers, _LEVEL)
        if chosen is not None:
            list_id = chosen.get(VAL, "")
        if depth is not None and depth.get(VAL, "").isdigit():
            level = min(int(depth.get(VAL)), 8)
    return list_id, level


class Styles:
    """The paragraph styles of a document, read when one is used; "" is the default."""

    def __init__(self, document: Any) -> None:
        named = document.styles.element.iterchildren(qn("w:style"))
        self._elements = {each.get(qn("w:styleId"), ""): each for each in named}
        self._read: dict[str, Style] = {}

    def get(self, name: str) -> Style:
        """What the style says, with what it takes over from the one it is based on."""
        style = self._read.get(name)
        if style is None:
            style = self._read[name] = self._of(name, 0)
        return style

    def _of(self, name: str, depth: int) -> Style:
        element = self._elements.get(name)
        if element is None or depth > _DEEPEST:
            return Style()
        based, called = child(element, qn("w:basedOn")), child(element, qn("w:name"))
        above = self._of(based.get(VAL, ""), depth + 1) if based is not None else Style()
        title = called.get(VAL, "") if called is not None else ""
        heading = bool(re.match(r"heading|title|subtitle", title, re.IGNORECASE)) or above.heading
        of_words, of_paragraphs = child(element, _RPR), child(element, _PPR)
        bold = of_words is not None and is_on(child(of_words, _BOLD))
        numbers = child(of_paragraphs, _NUMBERS) if of_paragraphs is not None else None
        list_id, level = list_and_level(numbers, above)
        return Style(heading, bold or above.bold, list_id, level)
