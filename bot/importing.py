"""`import`: what each paper would change is shown first, then carried out; nothing is changed by looking."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.main import House
from handlers.papers import TEXT_NEW
from store.books import commit
from store.history import Author
from store.papers.files import read_file
from store.papers.importing.importer import apply_import, found_partnership, plan_import
from store.papers.importing.plan import Entry, ImportPlan, Kind
from store.papers.limits import Tell
from store.papers.paper import Paper

IMPORTER = Author("an import at the terminal")


@dataclass(frozen=True, slots=True)
class Talk:
    """How somebody at the terminal is told and asked: `take` for each row that is unsure, `agreed` for the whole."""

    say: Callable[[str], None]
    agreed: Callable[[], bool]
    take: Callable[[str], bool]
    tell: Tell


def bring_in(house: House, files: list[Path], talk: Talk, *, details: bool) -> None:
    """Each file in turn: plan, show, ask, apply. Raises BookError with a sentence at the first that cannot be read."""
    # A damaged file stops it all before anything is changed.
    papers = [read_file(file, house.config.limits, talk.tell) for file in files]
    for paper in papers:
        talk.say(f"{paper.name}:")
        _bring_in_one(house, paper, talk, details=details)


def _bring_in_one(house: House, paper: Paper, talk: Talk, *, details: bool) -> None:
    """The plan that was shown is the plan that is applied; in between no transaction is open."""
    founded = house.books.only_partnership() is None
    partnership = _found(house, paper) if founded else house.partnership()
    with house.books.open(partnership, IMPORTER, writes=False) as books:
        plan = plan_import(paper, books)
    for line in _table(_shown(plan, details=details)):
        talk.say(f"  {line}")
    talk.say(f"  {plan.summary()}")
    if plan.warning:
        talk.say(f"  {plan.warning}")
    if plan.new_text:
        talk.say(f"  {TEXT_NEW}")
    chosen = {entry.key for entry in plan.doubtful if talk.take(_line(plan, entry))}
    if not plan.changes_anything and not chosen:
        talk.say("  Nothing to do.")
        return
    if not talk.agreed():
        talk.say("  Left as it was. Nothing was changed.")
        return
    with house.books.open(partnership, IMPORTER, writes=True) as books:
        apply_import(plan, books, chosen)
        commit(books)
    talk.say("  Done.")


def _found(house: House, paper: Paper) -> int:
    """A first paper founds the partnership that it names."""
    with house.books.session(writes=True) as session:
        partnership = found_partnership(session, paper, house.books.clock.now())
        session.commit()
        return partnership.id


def _line(plan: ImportPlan, entry: Entry) -> str:
    return f"{entry.sentence} ({plan.paper.place(entry.line)})" if entry.line else entry.sentence


def _shown(plan: ImportPlan, *, details: bool) -> Iterator[tuple[str, ...]]:
    """What would change, what is doubtful and what could not be read; what stays the same only when asked for."""
    for entry in plan.entries:
        if details or entry.kind is not Kind.SAME:
            place = plan.paper.place(entry.line) if entry.line else ""
            yield entry.kind, entry.section, place, entry.sentence
    for line in plan.unread:
        yield "unread", "", plan.paper.place(line.line), f"{line.text[:100]} ({line.why})"


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns, the last as long as it is; nothing for none."""
    cells = [("", "what", "where", "says"), *rows]
    if len(cells) == 1:
        return
    widths = [max(len(row[at]) for row in cells) for at in range(3)]
    for row in cells:
        yield "  ".join(
            [*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]
        ).rstrip()
