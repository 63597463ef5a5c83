"""The register of a meeting as a Word document, in the shape of the paper "ACTION POINTS" of an agenda pack.

Made to be read aloud as well as seen: real headings, a header row that repeats on each page, a described
table, and British English set as the language. `store.papers.writing.register_paper.to_docx` imports it when needed.
"""

import io
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from store.dates import day
from store.papers.writing.register_paper import (
    RegisterPaper,
    RegisterRow,
    outcome_lines,
    printable,
    promise_lines,
)

_FONT = "Arial"
_SIZES = {"Normal": 11, "Title": 18, "Heading 1": 14, "List Bullet": 11, "Footer": 9}
_HEADINGS = ("MONTH / NUMBER", "ACTION POINT", "ACTION")
_WIDTHS = (Cm(2.6), Cm(7.6), Cm(6.8))  # 17 cm: A4 less two margins of 2 cm
_SHADE = "E7E6E6"


def write(paper: RegisterPaper) -> bytes:
    """The document as the bytes of a .docx file."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, paper)
    _write_heading(document, paper)
    if paper.rows:
        _write_table(document, paper)
    else:
        document.add_paragraph(printable(paper.empty_line))
    _write_footer(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.5)


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


def _set_properties(document: WordDocument, paper: RegisterPaper) -> None:
    drawn_up = datetime.combine(paper.as_at, time(), UTC)
    properties = document.core_properties
    whose = "" if paper.partnership in paper.group else f"{paper.partnership}, "
    properties.title = printable(whose + paper.title)[:255]  # python-docx takes no more
    properties.author = properties.last_modified_by = printable(paper.partnership)[:255]
    properties.language = "en-GB"
    properties.comments = ""
    properties.created = properties.modified = drawn_up


def _write_heading(document: WordDocument, paper: RegisterPaper) -> None:
    document.add_paragraph(printable(paper.partnership), style="Title")
    document.add_paragraph(day(paper.meeting), style="List Bullet")
    document.add_heading("ACTION POINTS", level=1)
    document.add_paragraph(printable(f"{paper.title}."))
    if any(row.confidential for row in paper.rows):
        notice = "This register holds confidential action points and is not for publication."
        document.add_paragraph().add_run(notice).bold = True


def _write_table(document: WordDocument, paper: RegisterPaper) -> None:
    table = document.add_table(rows=1, cols=len(_HEADINGS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    _describe(table, "Action points", printable(paper.title))
    _write_header_row(table.rows[0])
    for row in paper.rows:
        _write_row(table.add_row(), row, paper)


def _describe(table: Table, caption: str, description: str) -> None:
    for name, text in (("w:tblCaption", caption), ("w:tblDescription", description)):
        _xml(table).tblPr.append(_element(name, text))


def _write_header_row(row: _Row) -> None:
    _keep_whole(row)
    _xml(row).trPr.append(OxmlElement("w:tblHeader"))
    for cell, heading, width in zip(row.cells, _HEADINGS, _WIDTHS, strict=True):
        _fill(cell, [heading])
        cell.width = width
        cell.paragraphs[0].runs[0].bold = True
        shading = _element("w:shd", "clear")
        shading.set(qn("w:fill"), _SHADE)
        _xml(cell).tcPr.append(shading)


def _write_row(cells_row: _Row, row: RegisterRow, paper: RegisterPaper) -> None:
    _keep_whole(cells_row)
    reference, promise, outcome = cells_row.cells
    _fill(reference, [row.ref])
    _fill(promise, promise_lines(row))
    _fill(outcome, outcome_lines(row, paper.as_at))
    if row.confidential:
        promise.paragraphs[0].insert_paragraph_before().add_run("CONFIDENTIAL").bold = True
    for cell, width in zip((reference, promise, outcome), _WIDTHS, strict=True):
        cell.width = width


def _keep_whole(row: _Row) -> None:
    _xml(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, lines: list[str]) -> None:
    cell.paragraphs[0].add_run(printable(lines[0]))
    for line in lines[1:]:
        cell.add_paragraph(printable(line))


def _write_footer(document: WordDocument, paper: RegisterPaper) -> None:
    footer = document.sections[0].footer
    footer.paragraphs[0].add_run(printable(paper.title))
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
