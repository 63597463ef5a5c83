"""What all Word papers share: one look, British English, tables that can be read aloud, numbered pages."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from store.papers.writing.register_paper import printable

_FONT = "Arial"
_SIZES = {"Normal": 11, "Title": 18, "Heading 1": 14, "Heading 2": 12, "List Bullet": 11, "Footer": 9}
_SHADE = "E7E6E6"


def a4(margin: Length, *, landscape: bool = False) -> WordDocument:
    """An empty document in the look of the packs."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = margin
    section.bottom_margin = margin if landscape else Cm(2.5)
    _set_styles(document)
    return document


def saved(document: WordDocument) -> bytes:
    """The document as the bytes of a .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: WordDocument) -> None:
    for name, size in _SIZES.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_font(style, size)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    _set_spacing(document)


def _set_spacing(document: WordDocument) -> None:
    styles = document.styles
    # Cells take it from here too: a style of their own, looked up for each paragraph, made 400 rows eight
    # times slower.
    spacing = styles["Normal"].paragraph_format
    spacing.space_before, spacing.space_after = Pt(2), Pt(4)
    styles["Heading 1"].paragraph_format.space_after = Pt(6)
    styles["Title"].font.bold = True
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _set_font(style: ParagraphStyle, size: int) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    # A theme's font wins over a named one.
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:cs"), _FONT)


def set_properties(document: WordDocument, title: str, author: str, as_at: date) -> None:
    """What the file says of itself; `as_at` is the day it was drawn up."""
    properties = document.core_properties
    properties.title = printable(title)[:255]  # python-docx takes no more
    properties.author = properties.last_modified_by = printable(author)[:255]
    properties.language = "en-GB"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(as_at, time(), UTC)


def add_table(document: WordDocument, widths: Sequence[Length], caption: str, description: str) -> Table:
    """A ruled table of one row, with columns of those widths, described for those who do not see it."""
    table: Table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for name, text in (("w:tblCaption", caption), ("w:tblDescription", printable(description))):
        _xml(table).tblPr.append(_element(name, text))
    return table


def add_row(table: Table, widths: Sequence[Length]) -> _Row:
    """One more row, with cells of those widths. No page ends within it."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has types in part
    _keep_whole(row)
    set_widths(row, widths)
    return row


def make_header(row: _Row) -> None:
    """A row that is repeated on each page, shaded and bold."""
    _keep_whole(row)
    _xml(row).trPr.append(OxmlElement("w:tblHeader"))
    # A merged cell is named once for each column that it spans.
    for cell in {_xml(cell): cell for cell in row.cells}.values():
        for run in cell.paragraphs[0].runs:
            run.bold = True
        shading = _element("w:shd", "clear")
        shading.set(qn("w:fill"), _SHADE)
        _xml(cell).tcPr.append(shading)


def _keep_whole(row: _Row) -> None:
    properties = _xml(row).get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.append(OxmlElement("w:cantSplit"))


def set_widths(row: _Row, widths: Sequence[Length]) -> None:
    """The widths of the cells too: Word goes by the cells, others by the columns."""
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def fill(cell: _Cell, lines: Sequence[str]) -> None:
    """The lines as paragraphs of an empty cell."""
    cell.paragraphs[0].add_run(printable(lines[0]))
    for line in lines[1:]:
        cell.add_paragraph(printable(line))


def write_footer(document: WordDocument, title: str) -> None:
    """The title and “Page 1 of 2” at the foot of each page."""
    footer = document.sections[0].footer
    footer.paragraphs[0].add_run(printable(title))
    pages = footer.add_paragraph("Page ", style="Footer")
    _add_field(pages, "PAGE")
    pages.add_run(" of ")
    _add_field(pages, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    _xml(paragraph).append(field)


def _element(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _xml(part: Table | _Row | _Cell | Paragraph) -> Any:
    """The element behind `part`: alt text, repeated rows, shading and fields have no other door."""
    return part._element  # noqa: SLF001 - python-docx offers no public one for these four
