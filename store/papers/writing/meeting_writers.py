"""The papers of a meeting beside its register, each as Word, PDF and page. What loads slowly is loaded when it is wanted."""

from datetime import date
from pathlib import Path
from typing import Protocol

from store.errors import Invalid
from store.papers.writing.register_words import Words

FORMATS = ("docx", "pdf", "html")


class Written(Protocol):
    """A paper with its words for templates, and as blocks for what no template shapes."""

    @property
    def kind(self) -> str:
        """The name of its template."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def as_at(self) -> date:
        """The day on which it was drawn up."""

    @property
    def words(self) -> Words:
        """Its words by the names under which templates know them."""

    @property
    def document(self) -> Words:
        """Its words as blocks."""


def known(format: str) -> str:  # noqa: A002 - the option's name
    """The format, if papers of a meeting are written in it. Raises Invalid."""
    if format not in FORMATS:
        raise Invalid(f"I cannot write “{format[:20]}” of that; I can write {', '.join(FORMATS)}.")
    return format


def write(paper: Written, format: str, templates: Path | None = None) -> bytes:  # noqa: A002
    """The paper in that format. Raises Invalid for one that there is none of, and for a template that is wrong."""
    if known(format) == "docx":
        from store.papers.writing.word_papers import word_paper  # noqa: PLC0415

        return word_paper(paper.kind, paper.words, paper.as_at, templates)
    if format == "pdf":
        from store.papers.writing import pdf  # noqa: PLC0415

        return pdf.paper("blocks", paper.document, paper.as_at)
    from store.papers.writing import html  # noqa: PLC0415

    return html.page("blocks", paper.document)
