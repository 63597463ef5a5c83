"""An empty set of books and what a test does with it: import, look, undo."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select

from store.books import Books, OpenBooks, commit
from store.clock import StoppedClock
from store.history import Author
from store.papers.importing.importer import apply_import, found_partnership, plan_import
from store.papers.importing.plan import Entry, ImportPlan, Kind
from store.papers.paper import Paper
from store.register_reading import State
from store.tables import Change, Membership
from store.views import PointView
from tests.importing.papers import AUTUMN

SECRETARIAT = Author("Petra Lindqvist-Hay")
HAND = Author("Wren Castellan", source="a message")


class World:
    """One partnership in a database of its own, founded from a paper, or there already."""

    def __init__(self, engine: Engine, founding: Paper = AUTUMN, there: int | None = None) -> None:
        self.clock = StoppedClock(datetime(2031, 11, 20, 9, tzinfo=UTC))
        self.books = Books(engine, self.clock)
        if there is not None:
            self.partnership_id = there
            return
        with self.books.session(writes=True) as session:
            self.partnership_id = found_partnership(session, founding, self.clock.now()).id
            session.commit()

    @contextmanager
    def open(self, author: Author = SECRETARIAT) -> Iterator[OpenBooks]:
        """One transaction, committed at the end."""
        with self.books.open(self.partnership_id, author, writes=True) as opened:
            yield opened
            commit(opened)

    def plan(self, paper: Paper) -> ImportPlan:
        """What importing it would do; the books must not notice."""
        with self.books.open(self.partnership_id, SECRETARIAT, writes=False) as opened:
            made = plan_import(paper, opened)
            assert not opened.session.new
            assert not opened.session.dirty
            return made

    def bring(self, *papers: Paper, choosing: str | None = None) -> ImportPlan:
        """Import papers, each in a transaction of its own; the plan of the last one.

        Of what is unsure the entries with `choosing` in their sentence are taken.
        """
        for paper in papers:
            made = self.plan(paper)
            chosen = [e.key for e in made.doubtful if choosing is not None and choosing in e.sentence]
            with self.open() as opened:
                apply_import(made, opened, chosen)
        return made

    def register(self) -> dict[str, PointView]:
        """Every action point by its full reference."""
        with self.books.open(self.partnership_id, SECRETARIAT, writes=False) as opened:
            points = opened.register.points.in_state(State.ALL).in_register_order()
        return {point.full_ref: point for point in points}

    def seats(self, name: str) -> list[Membership]:
        """Somebody's memberships, the oldest first."""
        with self.books.open(self.partnership_id, SECRETARIAT, writes=False) as opened:
            person = opened.directory.person_named(name)
            return opened.directory.memberships(person) if person else []

    def undo_last(self) -> None:
        """Take the last change back."""
        with self.open() as opened:
            last = opened.session.scalar(select(func.max(Change.id)))
            opened.undoing.undo(opened.past.change(last or 0))


def kinds(plan: ImportPlan) -> set[Kind]:
    return {entry.kind for entry in plan.entries}


def altering(plan: ImportPlan) -> list[Entry]:
    """What the plan adds or changes."""
    return [entry for entry in plan.entries if entry.kind in (Kind.ADD, Kind.CHANGE)]


def sentences(plan: ImportPlan, kind: Kind) -> list[str]:
    return [entry.sentence for entry in plan.entries if entry.kind is kind]
