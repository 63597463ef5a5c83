"""The default Word template of a register, in the shape of the paper "ACTION POINTS" of an agenda pack.

Made to be read aloud as well as seen: real headings, a header row that repeats on each page, a described
table, and British English set as the language.
"""

from docx.document import Document as WordDocument
from docx.shared import Cm

from store.papers.writing.word import (
    a4,
    add_row,
    add_table,
    fill,
    make_header,
    saved,
    set_widths,
    write_footer,
)

_HEADINGS = ("MONTH / NUMBER", "ACTION POINT", "ACTION")
_WIDTHS = (Cm(2.6), Cm(7.6), Cm(6.8))  # 17 cm: A4 less two margins of 2 cm


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = a4(Cm(2))
    document.add_paragraph("{{ partnership }}", style="Title")
    when(document, "meeting", "{{ meeting }}", style="List Bullet")
    draw(document)
    write_footer(document, "{{ title }}")
    return saved(document)


def draw(document: WordDocument, of: str = "") -> None:
    """A register under its heading; `of` stands before its words where it is part of a longer paper ("register.")."""
    document.add_heading("ACTION POINTS", level=1).paragraph_format.page_break_before = bool(of) or None
    document.add_paragraph(f"{{{{ {of}title }}}}.")
    when(document, f"{of}notice", f"{{{{ {of}notice }}}}", bold=True)
    when(document, f"{of}nothing", f"{{{{ {of}nothing }}}}")
    document.add_paragraph(f"{{%p if {of}rows %}}")
    _table(document, of)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(f"{{%p if {of}changes_heading %}}")
    document.add_heading(f"{{{{ {of}changes_heading }}}}", level=1 if not of else 2)
    document.add_paragraph(f"{{{{ {of}changes_summary }}}}")
    each(document, "line", f"{of}changes", "{{ line }}", style="List Bullet")
    document.add_paragraph("{%p endif %}")


def when(
    document: WordDocument, condition: str, text: str, *, style: str | None = None, bold: bool = False
) -> None:
    """A paragraph that is left out where there is nothing to say."""
    document.add_paragraph(f"{{%p if {condition} %}}")
    document.add_paragraph(style=style).add_run(text).bold = bold or None
    document.add_paragraph("{%p endif %}")


def each(document: WordDocument, one: str, of: str, text: str, *, style: str | None = None) -> None:
    """A paragraph for each of several."""
    document.add_paragraph(f"{{%p for {one} in {of} %}}")
    document.add_paragraph(text, style=style)
    document.add_paragraph("{%p endfor %}")


def _table(document: WordDocument, of: str) -> None:
    table = add_table(document, _WIDTHS, "Action points", f"{{{{ {of}title }}}}")
    header = table.rows[0]
    for cell, heading in zip(header.cells, _HEADINGS, strict=True):
        fill(cell, [heading])
    make_header(header)
    set_widths(header, _WIDTHS)
    fill(add_row(table, _WIDTHS).cells[0], [f"{{%tr for row in {of}rows %}}"])
    reference, promise, outcome = add_row(table, _WIDTHS).cells
    fill(reference, ["{{ row.reference }}"])
    fill(promise, ["{%p if row.confidential %}"])
    promise.add_paragraph().add_run("CONFIDENTIAL").bold = True
    for line in ["{%p endif %}", "{%p for line in row.promise %}", "{{ line }}", "{%p endfor %}"]:
        promise.add_paragraph(line)
    fill(outcome, ["{%p for line in row.outcome %}", "{{ line }}", "{%p endfor %}"])
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr endfor %}"])
