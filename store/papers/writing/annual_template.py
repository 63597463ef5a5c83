"""The default Word template of the draft of an annual review: figures in tables, each under its chart."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.shared import Cm

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


@dataclass(frozen=True, slots=True)
class _Figures:
    """A table: its caption, the words that it goes through, and for each column its head, width (cm) and word."""

    caption: str
    of: str
    columns: tuple[tuple[str, float, str], ...]


_RESULTS = (
    ("Raised", 2, "raised"),
    ("Closed", 2, "closed"),
    ("Open", 2, "open"),
    ("Time to close", 4, "took"),
)
_MEETINGS = _Figures(
    "Meetings held",
    "meetings",
    (("Day", 3.5, "day"), ("Meeting", 5.5, "name"), ("Venue", 6, "venue"), ("Present", 2, "present")),
)
_ATTENDANCE = _Figures(
    "Attendance by organisation",
    "attendance",
    (
        ("Organisation", 9, "organisation"),
        ("Attended", 3, "attended"),
        ("Of", 2, "of"),
        ("Share", 3, "share"),
    ),
)
_BY_MEETING = _Figures("Action points by meeting", "by_meeting", (("Meeting", 7, "name"), *_RESULTS))
_BY_PRIORITY = _Figures("Action points by priority", "by_priority", (("Priority", 7, "name"), *_RESULTS))


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = a4(Cm(2))
    document.add_paragraph("{{ partnership }}", style="Title")
    document.add_heading("{{ title }}", level=1)
    each(document, "line", "summary", "{{ line }}", style="List Bullet")
    document.add_heading("Meetings held", level=1)
    _table(document, _MEETINGS)
    document.add_heading("Attendance by organisation", level=1)
    document.add_paragraph("{{ attendance_note }}")
    _chart(document, "attendance", _ATTENDANCE)
    document.add_heading("Action points", level=1)
    _chart(document, "actions", _BY_MEETING)
    document.add_heading("Action points by priority", level=1)
    _chart(document, "priorities", _BY_PRIORITY)
    write_footer(document, "{{ document_title }}")
    return saved(document)


def _chart(document: WordDocument, name: str, figures: _Figures) -> None:
    """A chart over the table that says the same."""
    document.add_paragraph(f"{{%p if {figures.of} %}}")
    document.add_paragraph(f"{{{{ charts.{name} }}}}").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endif %}")
    _table(document, figures)


def _table(document: WordDocument, figures: _Figures) -> None:
    widths = [Cm(wide) for _, wide, _ in figures.columns]
    document.add_paragraph(f"{{%p if {figures.of} %}}")
    table = add_table(document, widths, figures.caption, figures.caption)
    header = table.rows[0]
    for cell, (head, _, _) in zip(header.cells, figures.columns, strict=True):
        fill(cell, [head])
    make_header(header)
    set_widths(header, widths)
    fill(add_row(table, widths).cells[0], [f"{{%tr for one in {figures.of} %}}"])
    for cell, (_, _, word) in zip(add_row(table, widths).cells, figures.columns, strict=True):
        fill(cell, [f"{{{{ one.{word} }}}}"])
    fill(add_row(table, widths).cells[0], ["{%tr endfor %}"])
    document.add_paragraph("{%p else %}")
    document.add_paragraph("There are none.")
    document.add_paragraph("{%p endif %}")
