"""The register of a meeting as a Word document, in the shape of the paper "ACTION POINTS" of an agenda pack.

Made to be read aloud as well as seen: real headings, a header row that repeats on each page, a described
table, and British English set as the language. `store.papers.writing.register_paper.to_docx` imports it when needed.
"""

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.table import _Row

from store.dates import day
from store.papers.writing.register_paper import (
    RegisterPaper,
    RegisterRow,
    outcome_lines,
    printable,
    promise_lines,
)
from store.papers.writing.word import (
    a4,
    add_row,
    add_table,
    fill,
    make_header,
    saved,
    set_properties,
    set_widths,
    write_footer,
)

_HEADINGS = ("MONTH / NUMBER", "ACTION POINT", "ACTION")
_WIDTHS = (Cm(2.6), Cm(7.6), Cm(6.8))  # 17 cm: A4 less two margins of 2 cm


def write(paper: RegisterPaper) -> bytes:
    """The document as the bytes of a .docx file."""
    document = a4(Cm(2))
    whose = "" if paper.partnership in paper.group else f"{paper.partnership}, "
    set_properties(document, whose + paper.title, paper.partnership, paper.as_at)
    _write_heading(document, paper)
    if paper.rows:
        _write_table(document, paper)
    else:
        document.add_paragraph(printable(paper.empty_line))
    write_footer(document, paper.title)
    return saved(document)


def _write_heading(document: WordDocument, paper: RegisterPaper) -> None:
    document.add_paragraph(printable(paper.partnership), style="Title")
    document.add_paragraph(day(paper.meeting), style="List Bullet")
    document.add_heading("ACTION POINTS", level=1)
    document.add_paragraph(printable(f"{paper.title}."))
    if any(row.confidential for row in paper.rows):
        notice = "This register holds confidential action points and is not for publication."
        document.add_paragraph().add_run(notice).bold = True


def _write_table(document: WordDocument, paper: RegisterPaper) -> None:
    table = add_table(document, _WIDTHS, "Action points", paper.title)
    header = table.rows[0]
    for cell, heading in zip(header.cells, _HEADINGS, strict=True):
        fill(cell, [heading])
    make_header(header)
    set_widths(header, _WIDTHS)
    for row in paper.rows:
        _write_row(add_row(table, _WIDTHS), row, paper)


def _write_row(cells_row: _Row, row: RegisterRow, paper: RegisterPaper) -> None:
    reference, promise, outcome = cells_row.cells
    fill(reference, [row.ref])
    fill(promise, promise_lines(row))
    fill(outcome, outcome_lines(row, paper.as_at))
    if row.confidential:
        promise.paragraphs[0].insert_paragraph_before().add_run("CONFIDENTIAL").bold = True
