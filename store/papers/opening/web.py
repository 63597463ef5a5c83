"""Papers as web pages: what a browser would show, without its menus."""

import re
from typing import Any

import lxml.html
from lxml import etree

from store.errors import Invalid
from store.papers.limits import Limits
from store.papers.opening.shades import shade
from store.papers.opening.stream import Stream
from store.papers.opening.tables import Cell, upright

_UNSEEN = frozenset(
    "script style template head title nav noscript select button option svg iframe object audio video form".split()
)
_FORMS = frozenset({"form"})
_OWN_LINE = frozenset(
    "p div section article main header footer aside blockquote address figure figcaption ul ol dl dt dd fieldset details summary"
    " body html pre hr center tr td th tbody thead tfoot caption form".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(#?\w+(?:\([\d\s,.%]+\))?)", re.IGNORECASE)
_DEEPEST = 200


def open_web(content: bytes, name: str, limits: Limits) -> Stream:
    """The blocks of a page. Raises Invalid when nothing can be made of it or a table is longer than the limits."""
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding=_encoding(content)
    )
    try:
        root = lxml.html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Invalid(
            f"{name} is no page that can be read. Nothing was read. Save it anew, or as Word or PDF, and try again."
        ) from error
    if sum(1 for _row in root.iter("tr")) > limits.rows:
        raise Invalid(
            f"{name} has more than {limits.rows:,} rows of tables, the most that I take on. Nothing was read."
            " Send me a part of it."
        )
    reader = _Reader()
    reader.flow(root, 0)
    reader.flush()
    return reader.stream


def _encoding(content: bytes) -> str | None:
    """UTF-8 unless the page or its bytes say otherwise: the parser's own guess is an older one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if re.search(rb"<meta[^>]+charset|<\?xml[^>]+encoding", content[:4096], re.IGNORECASE):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class _Reader:
    """Gathers words until a line of their own ends."""

    def __init__(self) -> None:
        self.stream = Stream()
        self.words: list[str] = []
        self.line = 1
        self.heading = self.bullet = False
        self.bold = self.struck = True  # of the words gathered so far

    def flush(self) -> None:
        """End the line."""
        text = "".join(self.words).strip(" ")
        if text.strip():
            heading = self.heading or self.bold
            self.stream.lines(
                text, f"line {self.line}", heading=heading, bullet=self.bullet, struck=self.struck
            )
        self.words, self.bullet, self.bold, self.struck = [], False, True, True

    def flow(self, element: Any, depth: int, *, bold: bool = False, struck: bool = False) -> None:
        """An element and all in it."""
        tag = element.tag
        if (
            not isinstance(tag, str)
            or (tag in _UNSEEN and tag not in _FORMS)
            or _is_hidden(element)
            or depth > _DEEPEST
        ):
            return
        bold, struck = bold or _is_bold(element), struck or _is_struck(element)
        if tag == "table":
            self.flush()
            self._table(element, depth)
        elif tag == "br":
            self._say("\n", element, bold=bold, struck=struck)
        elif tag in _HEADINGS or tag == "li" or tag in _OWN_LINE:
            self._own_line(element, depth, bold=bold, struck=struck)
        else:
            self._inside(element, depth, bold=bold, struck=struck)

    def _own_line(self, element: Any, depth: int, *, bold: bool, struck: bool) -> None:
        self.flush()
        if element.tag != "li" and element.tag not in ("dt", "dd"):
            self.stream.gap()
        before = self.heading
        self.heading = before or element.tag in _HEADINGS
        if element.tag == "li":
            self._mark(element)
        self._inside(element, depth, bold=bold, struck=struck)
        self.flush()
        self.heading = before
        if element.tag not in ("li", "dt", "dd"):
            self.stream.gap()

    def _mark(self, item: Any) -> None:
        """The number that a browser prints before an item; a bullet elsewhere."""
        listing = item.getparent()
        if listing is None or listing.tag != "ol" or listing.get("type", "1") not in "1aA":
            self.bullet = True
            return
        items = [each for each in listing if each.tag == "li"]
        start = listing.get("start", "1")
        number = (int(start) if start.isdigit() else 1) + items.index(item)
        letters = listing.get("type", "1")
        self.words.append(
            f"{number}. " if letters == "1" or number > 26 else f"{chr(ord(letters) + number - 1)}) "
        )

    def _inside(self, element: Any, depth: int, *, bold: bool, struck: bool) -> None:
        kept = element.tag == "pre"
        self._say(element.text, element, bold=bold, struck=struck, kept=kept)
        for child in element:
            self.flow(child, depth + 1, bold=bold, struck=struck)
            self._say(child.tail, element, bold=bold, struck=struck, kept=kept)

    def _say(self, text: str | None, element: Any, *, bold: bool, struck: bool, kept: bool = False) -> None:
        if not text:
            return
        if not kept and text != "\n":
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        elif not kept and element.tag != "br":
            text = " "
        if not "".join(self.words).strip():
            self.line = element.sourceline or self.line
        self.words.append(text)
        if text.strip():
            self.bold, self.struck = self.bold and bold, self.struck and struck

    def _table(self, table: Any, depth: int) -> None:
        """A table with one column, or with tables in it, is a frame round text."""
        rows = [row for row in table.iter("tr") if _nearest(row, "table") is table]
        drawn = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if max(map(len, drawn), default=0) < 2 or next(table.iterdescendants("table"), None) is not None:
            for cell in (cell for row in drawn for cell in row):
                self.stream.gap()
                self._inside(cell, depth + 1, bold=False, struck=False)
                self.flush()
            return
        for caption in table.iterchildren("caption"):
            self.flow(caption, depth + 1)
        number = self.stream.begin_table()
        laid = upright([self._cell(cell) for cell in row] for row in drawn)
        for row, line in zip(rows, laid, strict=True):
            struck = line.struck or _is_struck(row)
            place = f"line {row.sourceline}"
            self.stream.row(line.texts, place, number, struck=struck, whole=line.whole, shades=line.shades)
        self.stream.gap()

    def _cell(self, cell: Any) -> Cell:
        inner = _Reader()
        inner.flow(cell, 1)
        inner.flush()
        blocks = inner.stream.blocks
        return Cell(
            "\n".join(block.text for block in blocks),
            _span(cell.get("colspan")),
            _span(cell.get("rowspan")),
            struck=bool(blocks) and all(block.struck for block in blocks),
            shade=_shade(cell),
        )


def _shade(cell: Any) -> str:
    """What colour a cell is filled with, by its style or by the attribute of old."""
    styled = _BACKGROUND.search(cell.get("style") or "")
    return shade(styled[1] if styled else cell.get("bgcolor") or "")


def _span(printed: str | None) -> int:
    return min(int(printed), 60) if printed and printed.isdigit() and int(printed) > 1 else 1


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_NONE.search(element.get("style") or ""))


def _is_struck(element: Any) -> bool:
    return element.tag in ("s", "strike", "del") or bool(_STRUCK.search(element.get("style") or ""))


def _is_bold(element: Any) -> bool:
    return element.tag in ("b", "strong") or bool(_BOLD.search(element.get("style") or ""))
