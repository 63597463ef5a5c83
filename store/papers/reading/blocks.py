"""One small stream of blocks out of any source: what every recogniser reads.

Markdown and plain text are turned into blocks here; other kinds of file get their own function that gives
the same stream.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum


class Kind(Enum):
    """What a block looks like in the source. Many papers print their headings as plain paragraphs."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a line of a paragraph or a row of a table.

    `apart` is True after an empty line, `bullet` for an item of a list, `struck` when all of it is struck
    through. A row has `cells`, in which runs of blanks are kept; its `text` is the cells joined by blanks.
    `table` numbers the tables of a source that shows where each begins; 0 where it does not. `whole` is a row of one cell
    drawn over all columns. `shades` are the colours of its cells (see `store.papers.opening.shades`), none where they are
    all the same.
    """

    kind: Kind
    line: int
    text: str
    cells: tuple[str, ...] = ()
    apart: bool = False
    bullet: bool = False
    struck: bool = False
    table: int = 0
    whole: bool = False
    shades: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        return self.kind is Kind.ROW


_LONGEST_LINE = 5_000  # a longer one is no line that people wrote; it is cut so that nothing runs for minutes
_PIPE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\|?")
_RULE = re.compile(r"[-=_*]{3,}")
_PAGE = re.compile(r"(?:page\s+\d+(?:\s*(?:of|/)\s*\d+)?|-\s*\d+\s*-)", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•▪◦□·–]|\d{1,2}[.)](?=\s+\d+\.\d))\s+")
_COLUMNS = re.compile(r"\s{3,}")
_MARKUP = (
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?>", re.IGNORECASE), ""),
    (re.compile(r"!?\[([^\]\[]*)\]\(([^()\s]*)\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]"), ""),
    (re.compile(r"[\u00a0\u2007\u202f]"), " "),
)


def read_text(text: str) -> list[Block]:
    """The blocks of a Markdown or plain text, in their order."""
    return list(_headings_by_underline(_joined(_lines(text))))


def tidy(text: str) -> str:
    """Without runs of white space."""
    return " ".join(text.split())


def mentions(text: str, *words: str) -> bool:
    """Whether one of the words stands in the text: soon seen, before a pattern tries at each of its letters."""
    return any(word in text for word in words)


def _lines(text: str) -> Iterator[Block]:
    apart = True
    for number, raw in enumerate(_whole_pipe_rows(text.splitlines()), 1):
        line = _without_markup(raw[:_LONGEST_LINE])
        stripped = line.strip()
        if not stripped or _PAGE.fullmatch(stripped):
            apart = True
        elif "|" in stripped and _PIPE_RULE.fullmatch(stripped):
            continue
        else:
            yield _block(raw, line, number, apart)
            apart = False


def _whole_pipe_rows(lines: list[str]) -> Iterator[str]:
    """Lines with each row "| … |" that is broken over several put together in the first of them."""
    at = 0
    while at < len(lines):
        line, used = lines[at], 1
        while (
            _opens_row(line)
            and used < 6
            and at + used < len(lines)
            and lines[at + used].strip()
            and not lines[at + used].lstrip().startswith("|")
        ):
            line = f"{line.rstrip()} {lines[at + used].strip()}"
            used += 1
        yield line
        yield from [""] * (used - 1)
        at += used


def _opens_row(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and not stripped.endswith("|") and stripped.count("|") > 1


def _without_markup(line: str) -> str:
    for pattern, to in _MARKUP:
        line = pattern.sub(to, line)
    return html.unescape(line).replace("\u00a0", " ")


def _block(raw: str, line: str, number: int, apart: bool) -> Block:
    stripped = line.strip()
    struck = bool(re.match(r"[|\s\-*•]*(?:[\w/.]+\s*[|\t]\s*)?~~", raw))
    cells = _cells(line)
    if cells:
        return Block(Kind.ROW, number, tidy(" ".join(cells)), cells, apart, struck=struck)
    if mark := re.match(r"#{1,6}\s+", stripped):
        return Block(Kind.HEADING, number, tidy(stripped[mark.end() :].rstrip("#")), apart=apart)
    bullet = _BULLET.match(stripped)
    bare = tidy(stripped[bullet.end() :] if bullet else stripped)
    bold = re.fullmatch(r"\s*\*\*[^*]+\*\*\s*", raw)
    kind = Kind.HEADING if bold and len(bare) < 120 and not bullet else Kind.PARAGRAPH
    return Block(kind, number, bare, apart=apart, bullet=bool(bullet), struck=struck)


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a row printed with tabs, with bars, or with columns of blanks; none for other lines."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return tuple(cell.strip() for cell in stripped.removesuffix("|")[1:].split("|"))
    if "\t" in line.strip(" "):
        cells = tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t"))
        return cells if len(cells) > 2 or all(cells) or not cells[0] else ()
    if stripped.count(" | ") > 1:
        return tuple(cell.strip() for cell in stripped.split("|"))
    if _COLUMNS.search(stripped) and not _BULLET.match(stripped):
        return tuple(_COLUMNS.split(stripped))
    return ()


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """An item of a list with the indented lines that continue it put behind it."""
    held: Block | None = None
    for block in blocks:
        if held and held.bullet and _continues(block, held):
            held = replace(held, text=f"{held.text} {block.text}")
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _continues(block: Block, held: Block) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and not block.apart
        and not block.bullet
        and not re.match(r"\d{1,2}[./]\d|\d{1,2}[.)]\s|Action\b", block.text)
        and not held.text.endswith((".", ":"))
    )


def _headings_by_underline(blocks: Iterator[Block]) -> Iterator[Block]:
    held: Block | None = None
    for block in blocks:
        if _RULE.fullmatch(block.text) and not block.is_row:
            if held and not block.apart and held.kind is Kind.PARAGRAPH:
                held = replace(held, kind=Kind.HEADING)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held
