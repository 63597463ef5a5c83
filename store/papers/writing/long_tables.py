"""docxtpl with tables of ten thousand rows in mind: it looks only at what can need it, which halves its time.

Measured with docxtpl 0.20: breaking lines within texts looks through every paragraph three times, moving the rendered
body between two trees takes as long as all the rest, and counting cells is for templates that repeat columns.
"""

import copy
import re
from typing import IO, Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate, InlineImage
from lxml import etree

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_BREAKS = re.compile(r"[\n\t\a\f]")
_BODY = re.compile(r"<w:body\s*/>")


class Described(InlineImage):  # type: ignore[misc]
    """A picture with the words that stand for it, which docxtpl has no place for."""

    def __init__(self, template: DocxTemplate, content: IO[bytes], alternative: str, width: int) -> None:
        super().__init__(template, content, width=width)
        self.alternative = alternative

    def _insert_image(self) -> str:
        placed: str = super()._insert_image()
        return placed.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self.alternative)} ", 1)


class LongTables(DocxTemplate):  # type: ignore[misc]  # docxtpl brings no types
    """A template whose body is parsed once, in its place."""

    def resolve_listing(self, xml: str) -> str:
        """Line breaks and tabs in texts become those of Word, where there are any."""
        whole = super().resolve_listing
        return _PARAGRAPH.sub(lambda found: whole(found[0]) if _BREAKS.search(found[0]) else found[0], xml)

    def fix_tables(self, xml: str) -> Any:
        """The rendered body as a tree within its document, where no column was repeated."""
        shell = copy.deepcopy(self.docx._element)  # noqa: SLF001 - what docxtpl itself works on
        if "{%tc" in etree.tostring(shell, encoding="unicode").replace(" ", ""):
            return super().fix_tables(xml)
        tag = shell.body.tag
        shell.replace(shell.body, etree.SubElement(shell, tag))
        bare = etree.tostring(shell, encoding="unicode")
        try:
            document: Any = parse_xml(_BODY.sub(lambda _: xml, bare, count=1))
        except etree.XMLSyntaxError:  # docxtpl mends what it can
            return super().fix_tables(xml)
        return document.find(tag)

    def fix_docpr_ids(self, tree: Any) -> None:
        """Pictures are numbered anew, since a repeated one has the number of the first."""
        for number, picture in enumerate(etree.ElementBase.xpath(tree, "//wp:docPr", namespaces=nsmap), 1):
            picture.set("id", str(number))

    def map_tree(self, tree: Any) -> None:
        """Put the rendered body into the document."""
        document = tree.getparent()
        if document is None:
            super().map_tree(tree)
            return
        self.docx._element = document  # noqa: SLF001
        self.docx._part._element = document  # noqa: SLF001
