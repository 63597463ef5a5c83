"""Papers that nobody restyles, as blocks in reading order: one template for PDF and one for pages shows all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.papers.writing.register_paper import printable

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and its part of the width."""

    head: str
    width: float


def heading(text: str, level: int = 1) -> Block:
    """A heading; the paper's own title stands above level 1."""
    return {"kind": "heading", "level": level, "text": printable(text)}


def text(*lines: str, strong: bool = False) -> Block:
    """A paragraph, its lines below each other."""
    return {"kind": "text", "lines": [printable(line) for line in lines], "strong": strong}


def bullets(items: Sequence[str]) -> Block:
    """A list without numbers."""
    return {"kind": "list", "items": [printable(item) for item in items]}


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Sequence[str]]]) -> Block:
    """A table of rows of cells of lines, under heads that are repeated on each page."""
    return {
        "kind": "table",
        "caption": printable(caption),
        "heads": [column.head for column in columns],
        "widths": [column.width for column in columns],
        "rows": [[[printable(line) for line in cell] for cell in row] for row in rows],
    }


def picture(png: bytes, alternative: str) -> Block:
    """A picture with the words that stand for it where it is not seen."""
    return {"kind": "picture", "png": png, "alternative": printable(alternative)}


def new_page() -> Block:
    """What follows begins on a page of its own."""
    return {"kind": "page"}


def document(title: str, partnership: str, footer: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """The words of a paper made of blocks."""
    return {
        "document_title": printable(title),
        "partnership": printable(partnership),
        "footer": printable(footer),
        "blocks": list(blocks),
    }
