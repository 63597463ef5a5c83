"""The default Word template of draft minutes, in the shape of the minutes of the packs."""

from docx.document import Document as WordDocument
from docx.shared import Cm

from store.papers.writing.register_template import each, when
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

_WIDTHS = (Cm(7), Cm(10))  # 17 cm: A4 less two margins of 2 cm


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = a4(Cm(2))
    document.add_paragraph("{{ partnership }}", style="Title")
    each(document, "fact", "facts", "{{ fact }}", style="List Bullet")
    document.add_heading("Draft Minutes", level=1)
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.title }}", level=2)
    _attendance(document)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for item in items %}")
    document.add_heading("{{ item.heading }}", level=2)
    document.add_paragraph("{%p for paragraph in item.paragraphs %}")
    document.add_paragraph("{{ paragraph.text }}")
    when(document, "paragraph.marker", "{{ paragraph.marker }}", bold=True)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    write_footer(document, "{{ title }}")
    return saved(document)


def _attendance(document: WordDocument) -> None:
    table = add_table(document, _WIDTHS, "{{ section.title }}", "Who was there: {{ section.title }}")
    header = table.rows[0]
    for cell, heading in zip(header.cells, ("Name", "Organisation"), strict=True):
        fill(cell, [heading])
    make_header(header)
    set_widths(header, _WIDTHS)
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr for one in section.people %}"])
    name, organisation = add_row(table, _WIDTHS).cells
    fill(name, ["{{ one.name }}"])
    fill(organisation, ["{{ one.organisation }}"])
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr endfor %}"])
