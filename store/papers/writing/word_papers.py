"""The papers that have a Word template: its default, and the words against which one is checked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from store.errors import Invalid
from store.papers.writing import (
    agenda_templates,
    annual_template,
    minutes_template,
    plan_template,
    register_template,
)
from store.papers.writing.agenda_paper import agenda_words
from store.papers.writing.register_words import Words, words_of
from store.papers.writing.specimens import AGENDA, ANNUAL, MINUTES, PACK, PLAN, REGISTER
from store.papers.writing.word_templates import check, filled


@dataclass(frozen=True, slots=True)
class WordPaper:
    """A kind of paper: how its default template is drawn, and words with something in each place."""

    template: Callable[[], bytes]
    specimen: Callable[[], Words]


PAPERS: MappingProxyType[str, WordPaper] = MappingProxyType(
    {
        "register": WordPaper(register_template.template, lambda: words_of(REGISTER)),
        "agenda": WordPaper(agenda_templates.agenda, lambda: agenda_words(AGENDA)),
        "annual": WordPaper(annual_template.template, lambda: ANNUAL.words),
        "minutes": WordPaper(minutes_template.template, lambda: MINUTES.words),
        "pack": WordPaper(agenda_templates.pack, lambda: agenda_words(PACK)),
        "plan": WordPaper(plan_template.template, lambda: PLAN.words),
    }
)


def word_paper(name: str, words: Words, as_at: date, folder: Path | None) -> bytes:
    """The paper as a Word document, through the secretariat's own template where it has put one into its folder."""
    return filled(own_template(name, folder) or PAPERS[name].template(), words, as_at)


def own_template(name: str, folder: Path | None) -> Path | None:
    """The secretariat's own template of that paper, where it has put one into its folder."""
    own = folder / f"{name}.docx" if folder else None
    return own if own and own.is_file() else None


def refuse_wrong(name: str, folder: Path | None) -> None:
    """Raise Invalid where there is a template of the secretariat's own for that paper that is wrong."""
    if own := own_template(name, folder):
        check(own, PAPERS[name].specimen())


def looked_through(folder: Path) -> list[tuple[str, str]]:
    """Each Word document of the folder with what is wrong with it; nothing where all is well."""
    found = []
    for path in sorted(folder.glob("*.docx")):
        if path.name.startswith("~$"):  # Word keeps one beside each document that is open
            continue
        if path.stem not in PAPERS:
            told = f"There is no paper called “{path.stem[:60]}”, so it is not used. There are: {', '.join(PAPERS)}."
        else:
            told = _told(path)
        found.append((path.name, told))
    return found


def _told(path: Path) -> str:
    try:
        check(path, PAPERS[path.stem].specimen())
    except Invalid as error:
        return str(error)
    return ""


def begin(folder: Path) -> list[str]:
    """Write the default templates into the folder, where there is none of that name yet; the names of those written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, paper in PAPERS.items():
        path = folder / f"{name}.docx"
        if not path.exists():
            path.write_bytes(paper.template())
            written.append(path.name)
    return written


def placeholders(words: Words, before: str = "") -> list[str]:
    """The names that a template may use; those within a loop are written "row.reference in rows"."""
    told = []
    for name, value in words.items():
        told.append(f"{before}{name}")
        if isinstance(value, list) and value and isinstance(value[0], dict):
            told += [f"{name}[].{inner}" for inner in placeholders(value[0])]
    return told
