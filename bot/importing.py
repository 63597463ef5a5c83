"""`import`: what each paper would change is shown first, then carried out; nothing is changed by looking."""

from collections.abc import Callable
from pathlib import Path

from bot.main import House
from store.books import commit
from store.history import Author
from store.papers.files import read_file
from store.papers.importing.importer import apply_import, found_partnership, plan_import
from store.papers.importing.plan import ImportPlan, Kind
from store.papers.paper import Paper

IMPORTER = Author("an import at the terminal")


def bring_in(
    house: House, files: list[Path], say: Callable[[str], None], agreed: Callable[[], bool], *, details: bool
) -> None:
    """Each file in turn: plan, show, ask, apply. Raises BookError with a sentence at the first that cannot be read."""
    papers = [
        read_file(file, house.config.limits) for file in files
    ]  # a damaged file stops it all before anything is changed
    for paper in papers:
        say(f"{paper.name}:")
        _bring_in_one(house, paper, say, agreed, details=details)


def _bring_in_one(
    house: House, paper: Paper, say: Callable[[str], None], agreed: Callable[[], bool], *, details: bool
) -> None:
    """The plan that was shown is the plan that is applied; in between no transaction is open."""
    founded = house.books.only_partnership() is None
    partnership = _found(house, paper) if founded else house.partnership()
    with house.books.open(partnership, IMPORTER, writes=False) as books:
        plan = plan_import(paper, books)
    for line in _shown(plan, details=details):
        say(f"  {line}")
    say(f"  {plan.summary()}")
    if not plan.changes_anything:
        say("  Nothing to do.")
        return
    if not agreed():
        say("  Left as it was. Nothing was changed.")
        return
    with house.books.open(partnership, IMPORTER, writes=True) as books:
        apply_import(plan, books)
        commit(books)
    say("  Done.")


def _found(house: House, paper: Paper) -> int:
    """A first paper founds the partnership that it names."""
    with house.books.session(writes=True) as session:
        partnership = found_partnership(session, paper, house.books.clock.now())
        session.commit()
        return partnership.id


def _shown(plan: ImportPlan, *, details: bool) -> list[str]:
    """What would change, what is doubtful and what could not be read; what stays the same only when asked for."""
    entries = [plan.shown(entry) for entry in plan.entries if details or entry.kind is not Kind.SAME]
    return [*entries, *(f"unread: {plan.paper.place(u.line)}: {u.text[:100]} ({u.why})" for u in plan.unread)]
