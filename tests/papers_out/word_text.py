"""A Word paper as the text that is taken from one: headings, paragraphs, bullets, and rows with tabs between cells."""

import io

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def text_of(paper: bytes) -> str:
    """All of its body in order."""
    document = docx.Document(io.BytesIO(paper))
    blocks = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            blocks.append(_paragraph(Paragraph(element, document)))
        elif element.tag == qn("w:tbl"):
            rows = Table(element, document).rows
            blocks.append("\n".join("\t".join(" ".join(c.text.split()) for c in row.cells) for row in rows))
    return "\n\n".join(blocks)


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style else ""
    mark = "- " if style == "List Bullet" else "# " if style in {"Title", "Heading 1"} else ""
    return mark + paragraph.text
