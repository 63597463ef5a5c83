"""How long it takes to read a pack of a hundred pages, beside a bare pass over the same file.

The bare pass does what the libraries' own first examples do: the text of each page with pdfplumber, of each paragraph and
cell with python-docx. Ours ends with everything that is recognised; "opened" is the part of it that ends with blocks.
"""

import io
import time
from collections.abc import Callable
from importlib.resources import files

import docx
import pdfplumber

from store.papers.files import read_content
from store.papers.limits import DEFAULT
from store.papers.opening.pdf import open_pdf
from store.papers.opening.word import open_word
from store.papers.reading.blocks import read_text
from tests.papers.rebuilding import as_pdf, as_word

COPIES = 21  # of the sample's pack, which come to some hundred pages
AIM = 1.25  # times the bare pass


def bare_word(content: bytes) -> int:
    document = docx.Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return sum(len(each.text) for each in document.paragraphs) + sum(len(cell.text) for cell in cells)


def bare_pdf(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        letters = 0
        for page in pdf.pages:
            letters += len(page.extract_text())
            page.close()
        return letters


def timed(work: Callable[[], object], rounds: int) -> float:
    """The best of some rounds, in seconds of the processor."""
    best = 1e9
    for _ in range(rounds):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


def run(copies: int = COPIES, rounds: int = 3) -> list[tuple[str, float, float, float]]:
    """Print and return the format, the bare pass, ours, and the part of ours that opens the file."""
    pack = read_text((files("bot.sample") / "pack.md").read_text(encoding="utf-8"))
    word, pdf = as_word(pack * copies), as_pdf(pack * copies)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    figures = []
    for name, content, bare, opening in (
        ("docx", word, bare_word, open_word),
        ("pdf", pdf, bare_pdf, open_pdf),
    ):
        one = timed(lambda: bare(content), rounds)  # noqa: B023 - called within the round
        mine = timed(lambda: read_content(content, f"pack.{name}"), rounds)  # noqa: B023
        part = timed(lambda: opening(content, f"pack.{name}", DEFAULT), rounds)  # noqa: B023
        figures.append((name, one, mine, part))
        print(
            f"Reading {pages} pages of {name}: {mine:.2f} s, {mine / one:.2f} times the bare pass ({one:.2f} s; the aim is {AIM});"
            f" opened in {part:.2f} s"
        )
    return figures
