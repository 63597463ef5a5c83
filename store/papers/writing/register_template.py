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
    _when(document, "meeting", "{{ meeting }}", style="List Bullet")
    document.add_heading("ACTION POINTS", level=1)
    document.add_paragraph("{{ title }}.")
    _when(document, "notice", "{{ notice }}", bold=True)
    _when(document, "nothing", "{{ nothing }}")
    document.add_paragraph("{%p if rows %}")
    _table(document)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if changes_heading %}")
    document.add_heading("{{ changes_heading }}", level=1)
    document.add_paragraph("{{ changes_summary }}")
    document.add_paragraph("{%p for line in changes %}")
    document.add_paragraph("{{ line }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    write_footer(document, "{{ title }}")
    return saved(document)


def _when(
    document: WordDocument, condition: str, text: str, *, style: str | None = None, bold: bool = False
) -> None:
    """A paragraph that is left out where there is nothing to say."""
    document.add_paragraph(f"{{%p if {condition} %}}")
    document.add_paragraph(style=style).add_run(text).bold = bold or None
    document.add_paragraph("{%p endif %}")


def _table(document: WordDocument) -> None:
    table = add_table(document, _WIDTHS, "Action points", "{{ title }}")
    header = table.rows[0]
    for cell, heading in zip(header.cells, _HEADINGS, strict=True):
        fill(cell, [heading])
    make_header(header)
    set_widths(header, _WIDTHS)
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr for row in rows %}"])
    reference, promise, outcome = add_row(table, _WIDTHS).cells
    fill(reference, ["{{ row.reference }}"])
    fill(promise, ["{%p if row.confidential %}"])
    promise.add_paragraph().add_run("CONFIDENTIAL").bold = True
    for line in ["{%p endif %}", "{%p for line in row.promise %}", "{{ line }}", "{%p endfor %}"]:
        promise.add_paragraph(line)
    fill(outcome, ["{%p for line in row.outcome %}", "{{ line }}", "{%p endfor %}"])
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr endfor %}"])
