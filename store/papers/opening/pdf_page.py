"""What a PDF page holds, with no more made of each letter than its place: pages have thousands of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfplumber.table import TableFinder, TableSettings
from pdfplumber.utils.geometry import obj_to_edges
from pdfplumber.utils.text import extract_words

_MOST_EDGES = 3_000  # a drawing or a map has more of them, and comparing all with all takes long


@dataclass(slots=True)
class PageContent:
    """The letters of a page, its edges, and its thin level strokes with their ends and height."""

    bbox: tuple[float, float, float, float]
    chars: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    strokes: list[tuple[float, float, float]] = field(default_factory=list)

    def words(self) -> list[dict[str, Any]]:
        """The letters put together to words, as pdfplumber does it."""
        words: list[dict[str, Any]] = extract_words(self.chars, extra_attrs=["fontname"])
        return words

    def tables(self) -> list[Any]:
        """What pdfplumber takes for tables by the lines that are drawn."""
        if not self.edges or len(self.edges) > _MOST_EDGES:
            return []
        return list(TableFinder(self, TableSettings.resolve(None)).tables)  # type: ignore[arg-type]


def content_of(page: Any) -> PageContent:
    """Read a page of pdfplumber's."""
    content = PageContent(page.bbox)
    left, top = page.mediabox[:2]
    foot = page.height + top
    for item in _items(page.layout):
        if isinstance(item, LTChar):
            content.chars.append(_char(item, left, foot))
        elif isinstance(item, LTCurve):
            drawn = page.process_object(item)
            if drawn["bottom"] - drawn["top"] < 2 and drawn["x1"] - drawn["x0"] > 3:
                content.strokes.append((drawn["x0"], drawn["x1"], (drawn["top"] + drawn["bottom"]) / 2))
            content.edges.extend(obj_to_edges(drawn))
    return content


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _char(item: LTChar, left: float, foot: float) -> dict[str, Any]:
    return {
        "text": item.get_text(),
        "fontname": item.fontname,
        "size": item.size,
        "upright": item.upright,
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "top": foot - item.y1,
        "bottom": foot - item.y0,
        "doctop": foot - item.y1,
        "height": item.height,
        "width": item.width,
    }
