"""The default Word templates of an agenda and of the pack of a meeting, in the shape of the packs."""

from docx.document import Document as WordDocument
from docx.shared import Cm

from store.papers.writing import register_template
from store.papers.writing.register_template import each
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

_HEADINGS = ("No", "Item", "Lead officer(s)", "Starts", "Time (mins)")
_PLACES = ("number", "", "leads", "starts", "minutes")
_WIDTHS = (Cm(1.1), Cm(7.3), Cm(4.9), Cm(1.8), Cm(1.9))  # 17 cm: A4 less two margins of 2 cm


def agenda() -> bytes:
    """The template of an agenda as the bytes of a .docx file."""
    document = a4(Cm(2))
    _draw(document)
    write_footer(document, "{{ title }}")
    return saved(document)


def pack() -> bytes:
    """The template of a pack: the agenda, then the action points."""
    document = a4(Cm(2))
    _draw(document)
    register_template.draw(document, "register.")
    write_footer(document, "{{ title }}")
    return saved(document)


def _draw(document: WordDocument) -> None:
    document.add_paragraph("{{ partnership }}", style="Title")
    each(document, "fact", "facts", "{{ fact }}", style="List Bullet")
    document.add_heading("AGENDA", level=1)
    _table(document)
    document.add_paragraph("{{ length }}")
    document.add_paragraph("{%p if information %}")
    heading = document.add_heading("{{ information_heading }}", level=1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p for entry in information %}")
    document.add_heading("{{ entry.title }}", level=2)
    each(document, "paragraph", "entry.paragraphs", "{{ paragraph }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _table(document: WordDocument) -> None:
    table = add_table(document, _WIDTHS, "Agenda", "{{ title }}")
    header = table.rows[0]
    for cell, heading in zip(header.cells, _HEADINGS, strict=True):
        fill(cell, [heading])
    make_header(header)
    set_widths(header, _WIDTHS)
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr for item in items %}"])
    cells = add_row(table, _WIDTHS).cells
    for cell, place in zip(cells, _PLACES, strict=True):
        if place:
            fill(cell, [f"{{{{ item.{place} }}}}"])
        else:
            fill(cell, ["{%p for line in item.lines %}", "{{ line }}", "{%p endfor %}"])
    fill(add_row(table, _WIDTHS).cells[0], ["{%tr endfor %}"])
