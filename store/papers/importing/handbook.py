"""The handbook of a paper: its terms of reference, duties, priorities and glossary, and acronyms it explains."""

from collections.abc import Iterator
from functools import partial

from rapidfuzz import fuzz

from store.books import OpenBooks
from store.handbook import Wording, same
from store.papers.importing.age import Ages
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import HandbookLine
from store.papers.reading.terms import DOCUMENT
from store.tables import HandbookEntry

_NUMBERED = ("terms", "duty")
MISSPELT = 85  # of 100: "Adviser" for "Advisor", a "the" more


def plan_handbook(scene: Scene) -> Iterator[Entry]:
    """What becomes of each entry; clauses that newer terms of reference have no more are taken out."""
    rows = scene.books.handbook.every()
    ages = Ages.of(scene.books, "handbook_entry", [row.id for row in rows])
    once: dict[tuple[str, str], HandbookLine] = {}
    for line in scene.paper.handbook:
        once.setdefault((line.kind, line.title.casefold()), line)
    for line in once.values():
        row = next((row for row in rows if row.kind == line.kind and same(row.title, line.title)), None)
        yield _entry(line, row, scene, ages)
    if any(line.kind in _NUMBERED for line in once.values()):
        gone = (row for row in rows if _is_clause(row) and (row.kind, row.title.casefold()) not in once)
        yield from (_gone(row) for row in gone if not _newer(row, scene, ages))


def _entry(line: HandbookLine, row: HandbookEntry | None, scene: Scene, ages: Ages) -> Entry:
    wording = _wording(line, scene)
    shown = f"{line.title}: {' '.join(line.text.split())}"
    if row is None:
        step = partial(_add, wording)
        return Entry(Section.HANDBOOK, Kind.ADD, shown, line.line, step)
    if same(row.text, line.text):
        return _confirmed(line, row, wording, scene)
    if line.offered and fuzz.ratio(row.text.casefold(), line.text.casefold()) >= MISSPELT:
        return Entry(Section.HANDBOOK, Kind.SAME, f"{line.title}: {line.text}", line.line)
    if line.offered:
        sentence = (
            f"{line.title} stands for “{line.text}” here, and for “{row.text}” in the handbook, which is left"
        )
        return Entry(Section.HANDBOOK, Kind.UNSURE, sentence, line.line)
    if _newer(row, scene, ages):
        return Entry(Section.HANDBOOK, Kind.SAME, f"{line.title}, left: the books are newer", line.line)
    step = partial(_write, wording)
    return Entry(Section.HANDBOOK, Kind.CHANGE, f"{line.title}: {row.text} -> {line.text}", line.line, step)


def _confirmed(line: HandbookLine, row: HandbookEntry, wording: Wording, scene: Scene) -> Entry:
    """What a newer paper lists in the same words holds as of that paper; a word used in passing tells nothing new."""
    known = row.dated is not None and scene.told is not None and row.dated >= scene.told
    if line.offered or known or scene.told is None:
        return Entry(Section.HANDBOOK, Kind.SAME, line.title, line.line)
    sentence = f"{line.title}: holds as at {scene.told.isoformat()}"
    return Entry(Section.HANDBOOK, Kind.CHANGE, sentence, line.line, partial(_write, wording))


def _wording(line: HandbookLine, scene: Scene) -> Wording:
    place = f"{scene.paper.name[:200]}, line {line.line}"
    document = {
        "terms": f"{DOCUMENT} {line.clause}",
        "duty": f"{DOCUMENT} {line.clause}",
        "priority": line.heading,
    }
    named = "Glossary" if not line.offered else ""
    called = document.get(line.kind, named).strip()
    return Wording(
        kind=line.kind,
        title=line.title,
        text=line.text,
        source=f"{called} ({place})" if called else place,
        dated=scene.told,
        heading=line.heading or None,
        clause=line.clause or None,
    )


def _newer(row: HandbookEntry, scene: Scene, ages: Ages) -> bool:
    """Whether what the handbook says is newer than the paper: dated later, or put in by hand since."""
    if scene.told is None:
        return True
    by_hand = ages.by_hand([row.id])
    known = max(filter(None, (row.dated, by_hand)), default=None)
    return known is not None and (known > scene.told or (by_hand is not None and known >= scene.told))


def _is_clause(row: HandbookEntry) -> bool:
    """Whether it was taken from terms of reference by an import."""
    return row.kind in _NUMBERED and bool(row.clause) and (row.source or "").startswith(DOCUMENT)


def _gone(row: HandbookEntry) -> Entry:
    sentence = f"{row.title}: taken out, the newer {DOCUMENT} have no such clause"
    return Entry(Section.HANDBOOK, Kind.CHANGE, sentence, 0, partial(_remove, row.kind, row.title))


def _add(wording: Wording, books: OpenBooks) -> None:
    books.handbook.add(wording)


def _write(wording: Wording, books: OpenBooks) -> None:
    books.handbook.write(_row(wording.kind, wording.title, books), wording)
    books.session.flush()


def _remove(kind: str, title: str, books: OpenBooks) -> None:
    books.handbook.remove(_row(kind, title, books))


def _row(kind: str, title: str, books: OpenBooks) -> HandbookEntry:
    return next(row for row in books.handbook.every() if row.kind == kind and same(row.title, title))
