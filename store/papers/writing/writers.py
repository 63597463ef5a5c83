"""Which formats a register is written in, and what writes each. What loads slowly is loaded when it is wanted."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from store.errors import Invalid
from store.papers.writing.register_data import to_csv, to_json
from store.papers.writing.register_paper import RegisterPaper
from store.papers.writing.register_words import words_of

Write = Callable[[RegisterPaper, Path | None], bytes]


def write(paper: RegisterPaper, format: str, templates: Path | None = None) -> bytes:  # noqa: A002 - the option's name
    """The register in that format. `templates`: the folder in which the secretariat may have one of its own.

    Raises Invalid for a format that there is none of, and for a template that is wrong.
    """
    return FORMATS[known(format)](paper, templates)


def known(format: str) -> str:  # noqa: A002
    """The format, if there is one of that name. Raises Invalid."""
    if format not in FORMATS:
        raise Invalid(f"I cannot write “{format[:20]}”; I can write {', '.join(FORMATS)}.")
    return format


def refuse_wrong_template(format: str, templates: Path | None, paper: str = "register") -> None:  # noqa: A002
    """Raise Invalid where that format is written through a template of the secretariat's own that is wrong."""
    if format == "docx" and templates and templates.is_dir():
        from store.papers.writing.word_papers import refuse_wrong  # noqa: PLC0415

        refuse_wrong(paper, templates)


WITH_HISTORY = ("xlsx",)
"""The formats that have a place for all that ever happened."""


def _docx(paper: RegisterPaper, templates: Path | None) -> bytes:
    from store.papers.writing.word_papers import word_paper  # noqa: PLC0415

    return word_paper("register", words_of(paper), paper.as_at, templates)


def _pdf(paper: RegisterPaper, _templates: Path | None) -> bytes:
    from store.papers.writing import pdf  # noqa: PLC0415

    return pdf.paper("register", words_of(paper), paper.as_at)


def _html(paper: RegisterPaper, _templates: Path | None) -> bytes:
    from store.papers.writing import html  # noqa: PLC0415

    return html.page("register", words_of(paper))


def _xlsx(paper: RegisterPaper, _templates: Path | None) -> bytes:
    from store.papers.writing import register_xlsx  # noqa: PLC0415

    return register_xlsx.write(paper)


FORMATS: MappingProxyType[str, Write] = MappingProxyType(
    {
        "docx": _docx,
        "pdf": _pdf,
        "xlsx": _xlsx,
        "csv": lambda paper, _: to_csv(paper),
        "html": _html,
        "json": lambda paper, _: to_json(paper),
    }
)
