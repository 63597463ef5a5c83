"""PDF papers with text in them: lines put together to paragraphs, tables, and no heads and feet of pages."""

import io
import logging
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from store.errors import Invalid
from store.papers.limits import MEGABYTE, Limits, Tell, untold
from store.papers.opening.pdf_columns import parts_of
from store.papers.opening.pdf_page import content_of
from store.papers.opening.pdf_tables import Ruled, ruled_tables
from store.papers.opening.pdf_words import Line, broken_text, is_wrapped, lines_of, words_of
from store.papers.opening.stream import Stream
from store.papers.opening.tables import LaidRow, is_rest, upright
from store.papers.paper import Unread

_DAMAGED = "is damaged, so I cannot read it as PDF. Ask for it again, or save it anew. Nothing was read."
_SCAN = (
    "is a scan: its pages are pictures without text, and I cannot read pictures. Ask for the Word file it was made from,"
    " or let a scanner's text recognition (OCR) make it searchable first. Nothing was read."
)
_LONGEST_STREAM = 30 * MEGABYTE
_SECONDS = 120
_EDGE = 0.1  # of a page's height: where heads and feet stand
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\W*\d{1,3}\W*(?:(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE)
_NEW = re.compile(
    r"(?:[-•▪◦·–*§\uf0b7\uf0a7]|\(?\d{1,2}(?:[./]\d{1,3})*[.):]?|\(?[a-z][.)])(?:\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page while the paper is put together: its lines outside of tables, and its tables."""

    number: int
    height: float
    lines: list[Line]
    tables: list[Ruled]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the paper is set: where its lines end on the right, and how far apart those of a paragraph are."""

    right: float
    leading: float


def open_pdf(content: bytes, name: str, limits: Limits, tell: Tell = untold) -> Stream:
    """The blocks of a PDF. Raises Invalid when it is locked, damaged, a scan, or larger than the limits."""
    _check_streams(content, name, limits)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every oddity, with what stands there
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > limits.pages:
                raise Invalid(
                    f"{name} has {len(pdf.pages)} pages; I take on up to {limits.pages}. Nothing was read. Send me the part with the"
                    " agenda, the minutes or the action points."
                )
            pages = list(_pages(pdf, name, tell))
    except (PdfminerException, MalformedPDFException, PDFException, PSException, zlib.error) as error:
        raise Invalid(f"{name} {_why(error)}") from error
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        AssertionError,
    ) as error:
        raise Invalid(f"{name} {_DAMAGED}") from error
    empty = [page for page in pages if not page.lines and not page.tables]
    if len(empty) == len(pages):
        raise Invalid(f"{name} {_SCAN}")
    return _stream(pages, empty)


def _why(error: BaseException) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], BaseException) else error
    if isinstance(inner, PDFPasswordIncorrect):
        return "is locked with a password, so I cannot open it. Save a copy without a password and try again. Nothing was read."
    return _DAMAGED


def _check_streams(content: bytes, name: str, limits: Limits) -> None:
    """Unpacks what is packed in it, piece by piece and never more than allowed: a few bytes can hold gigabytes."""
    whole = 0
    for match in re.finditer(rb"stream\r?\n", content):
        if b"/Image" in content[max(0, match.start() - 600) : match.start()].rpartition(b"obj")[2]:
            continue
        size = _unpacked(content, match.end())
        whole += size
        if size >= _LONGEST_STREAM or whole > 4 * limits.size_unpacked:
            raise Invalid(
                f"{name} would take far more room unpacked than any paper does, so it was not opened. Nothing was read."
                " Save it anew, or send me a part of it."
            )


def _unpacked(content: bytes, at: int) -> int:
    opened, size, piece = zlib.decompressobj(), 0, content[at : at + MEGABYTE]
    try:
        while piece and not opened.eof and size < _LONGEST_STREAM:
            size += len(opened.decompress(piece, MEGABYTE))
            if opened.unconsumed_tail:
                piece = opened.unconsumed_tail
            else:
                at += MEGABYTE
                piece = content[at : at + MEGABYTE]
    except zlib.error:
        return size
    return size


def _pages(pdf: Any, name: str, tell: Tell) -> Iterator[_Page]:
    until = time.monotonic() + _SECONDS
    for page in pdf.pages:
        if time.monotonic() > until:
            raise Invalid(
                f"{name} takes too long to read; I stopped at page {page.page_number}. Nothing was stored."
                " Send me the part with the agenda, the minutes or the action points."
            )
        content = content_of(page)
        words = words_of(content)
        tables, words = ruled_tables(content, page.page_number, words)
        yield _Page(
            page.page_number, float(page.height), lines_of(words, page.page_number) if words else [], tables
        )
        page.close()
        tell(page.page_number, len(pdf.pages))


def _stream(pages: Sequence[_Page], empty: Sequence[_Page]) -> Stream:
    stream = Stream()
    repeated = _heads_and_feet(pages)
    layout = _Layout(_right(pages), _leading(pages))
    before: Ruled | None = None
    for page in pages:
        lines = [line for line in page.lines if (page.number, line.text) not in repeated]
        if page in empty:
            stream.unread.append(
                Unread(
                    len(stream.places),
                    f"page {page.number}",
                    "A page without text, perhaps a picture or a scan.",
                )
            )
        stream.gap()
        before = _page(stream, replace(page, lines=lines), before, layout)
    return stream


def _page(stream: Stream, page: _Page, before: Ruled | None, layout: _Layout) -> Ruled | None:
    """One page into the stream, from the top down.

    `before` is the table that ended the page before and may go on; what ends this one is handed on.
    """
    for piece in _pieces(page):
        for part in parts_of(piece, before) if isinstance(piece, list) else [piece]:
            if not isinstance(part, Ruled):
                _paragraphs(stream, part, layout)
                before = None
            elif before and before.is_like(part):
                before = _table_again(stream, part, before)
            else:
                _table(stream, part)
                before = part
    return before


def _pieces(page: _Page) -> Iterator[list[Line] | Ruled]:
    """Tables with lines round them and what stands between them, from the top down."""
    lines = page.lines
    for table in sorted(page.tables, key=lambda each: each.top):
        if above := [line for line in lines if line.top < table.top]:
            yield above
        yield table
        lines = [line for line in lines if line.top >= table.top]
    if lines:
        yield lines


def _table(stream: Stream, table: Ruled) -> None:
    if len(table.columns) < 2:
        for row in table.rows:
            stream.gap()
            for cell in row:
                stream.lines(cell.text, f"page {table.page}", struck=cell.struck)
    else:
        number = stream.begin_table()
        stream.take_in(number, len(table.columns))
        _rows(stream, upright(table.rows), table.page, number)
    stream.gap()


def _table_again(stream: Stream, table: Ruled, before: Ruled) -> Ruled:
    """The table of the page before, without its heading row printed again; a row may be broken by the page's end."""
    rows = table.rows
    if [cell.text for cell in rows[0]] == [cell.text for cell in before.rows[0]]:
        rows = rows[1:]
    if rows and is_rest(rows[0], before.rows[-1]):
        stream.go_on([cell.text for cell in rows[0]])
        rows = rows[1:]
    stream.no_gap()
    _rows(stream, upright(rows), table.page, stream.tables)
    stream.gap()
    return replace(table, rows=[before.rows[0], *(rows or before.rows[1:])])


def _rows(stream: Stream, rows: Iterable[LaidRow], page: int, number: int) -> None:
    for at, row in enumerate(rows, 1):
        stream.row(row.texts, f"page {page}, table row {at}", number, struck=row.struck, whole=row.whole)


def _paragraphs(stream: Stream, lines: Sequence[Line], layout: _Layout) -> None:
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held, line, layout.right):
            _paragraph(stream, held, layout.right)
            if line.top - held[-1].bottom > max(1.4 * layout.leading, 0.45 * line.size):
                stream.gap()
            held = []
        held.append(line)
    if held:
        _paragraph(stream, held, layout.right)


def _goes_on(held: Sequence[Line], line: Line, right: float) -> bool:
    """Whether a line belongs to the paragraph above: the words had no more room there, and it is printed alike."""
    above = held[-1]
    near = line.top - above.bottom < 0.8 * line.size
    alike = abs(line.size - above.size) < 1.5 and line.bold == above.bold
    indented = line.x0 >= held[0].x0 - 2
    if not (near and alike and indented) or len(line.segments) > 1 or _NEW.match(f"{line.text} "):
        return False
    return is_wrapped(above.segments[-1], line.segments[0], right)


def _paragraph(stream: Stream, lines: Sequence[Line], right: float) -> None:
    first = lines[0]
    text = first.text
    if len(lines) > 1:
        rest = broken_text([first.segments[-1], *(line.segments[0] for line in lines[1:])], right)
        text = "\t".join([*(segment.text for segment in first.segments[:-1]), rest])
    stream.lines(
        text,
        f"page {first.page}",
        heading=all(line.bold for line in lines) and len(lines) < 3,
        struck=all(line.struck for line in lines),
    )


def _right(pages: Sequence[_Page]) -> float:
    """Where the lines end on the right; a hundredth of them may stand out."""
    ends = sorted(line.x1 for page in pages for line in page.lines)
    return ends[int(0.99 * (len(ends) - 1))] if ends else 0.0


def _leading(pages: Sequence[_Page]) -> float:
    """How far apart the lines of a paragraph are: a fifth of all gaps between lines are no wider."""
    gaps = sorted(
        below.top - above.bottom
        for page in pages
        for above, below in pairwise(page.lines)
        if 0 <= below.top - above.bottom < above.size
    )
    return max(gaps[len(gaps) // 5] if gaps else 0.0, 1.0)


def _heads_and_feet(pages: Sequence[_Page]) -> set[tuple[int, str]]:
    """The lines at the edges of pages that are numbers, or stand on half of them; the first head of all is kept."""
    edges = [(page.number, top, line) for page in pages for top, line in _at_edges(page)]
    often = Counter((_without_numbers(line), top) for _number, top, line in edges)
    found: set[tuple[int, str]] = set()
    kept: set[str] = set()
    for number, top, line in edges:
        text = _without_numbers(line)
        repeated = often[text, top] > 1 and 2 * often[text, top] >= len(pages)
        if _PAGE_NUMBER.fullmatch(line.text) or (repeated and (not top or text in kept)):
            found.add((number, line.text))
        elif repeated:
            kept.add(text)
    return found


def _without_numbers(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _at_edges(page: _Page) -> Iterator[tuple[bool, Line]]:
    """The first and the last two lines of a page, where they stand near its edges."""
    for line in page.lines[:2]:
        if line.top < _EDGE * page.height:
            yield True, line
    for line in page.lines[-2:]:
        if line.bottom > (1 - _EDGE) * page.height:
            yield False, line
