"""The default Word template of a plan: its colours by priority under their chart, then the targets."""

from docx.shared import Cm

from store.papers.writing.figure_tables import Figures, table_of
from store.papers.writing.plan_paper import (
    COUNT_HEADS,
    TARGET_HEADS,
    TARGET_WIDTHS,
    TROUBLE_HEADS,
    TROUBLE_WIDTHS,
)
from store.papers.writing.register_template import each
from store.papers.writing.word import a4, saved, write_footer

_COUNTS = Figures(
    "Targets by priority and colour",
    "by_priority",
    tuple(
        zip(
            COUNT_HEADS,
            (6, 2, 2, 2, 2, 3),
            ("name", "red", "amber", "green", "grey", "complete"),
            strict=True,
        )
    ),
)
_TROUBLED = Figures(
    "Red and amber targets",
    "troubled",
    tuple(zip(TROUBLE_HEADS, TROUBLE_WIDTHS, ("ref", "text", "lead", "colour", "why"), strict=True)),
)
_TARGETS = Figures(
    "All targets",
    "targets",
    tuple(
        zip(
            TARGET_HEADS,
            TARGET_WIDTHS,
            ("ref", "text", "lead", "timescale", "status", "progress"),
            strict=True,
        )
    ),
)


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = a4(Cm(2))
    document.add_paragraph("{{ partnership }}", style="Title")
    document.add_heading("{{ title }}", level=1)
    each(document, "line", "summary", "{{ line }}", style="List Bullet")
    document.add_paragraph("{%p if by_priority %}")
    document.add_paragraph("{{ chart }}").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endif %}")
    table_of(document, _COUNTS)
    document.add_heading("Red and amber targets", level=1)
    table_of(document, _TROUBLED)
    document.add_heading("All targets", level=1)
    table_of(document, _TARGETS)
    document.add_heading("How the colours are found", level=1)
    each(document, "line", "rules", "{{ line }}", style="List Bullet")
    write_footer(document, "{{ document_title }}")
    return saved(document)
