"""Tables of figures in Word templates, each perhaps under its chart: filled in row by row."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.shared import Cm

from store.papers.writing.word import add_row, add_table, fill, make_header, set_widths


@dataclass(frozen=True, slots=True)
class Figures:
    """A table: its caption, the words that it goes through, and for each column its head, width (cm) and word."""

    caption: str
    of: str
    columns: tuple[tuple[str, float, str], ...]


def chart(document: WordDocument, name: str, figures: Figures) -> None:
    """A chart over the table that says the same."""
    document.add_paragraph(f"{{%p if {figures.of} %}}")
    document.add_paragraph(f"{{{{ charts.{name} }}}}").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endif %}")
    table_of(document, figures)


def table_of(document: WordDocument, figures: Figures) -> None:
    """The table with its heads, and one row that is repeated; a sentence where there is none."""
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
