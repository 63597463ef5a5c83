"""`python -m tests.bench.partnerships`: what neighbours cost. One partnership alone, and among 9,999 like it.

Each has a hundred action points, so that there are a million. The same questions and the same sweep are timed in both, in
turn: understood, answered and drawn, but for Slack.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from bot.assistant import Assistant
from bot.blocks.message import message
from bot.sample.loading import CLOCK, load, sample
from handlers.desk import Caller
from scheduler.policy import Policy
from scheduler.sweep import Sweep
from store.books import Books
from store.clock import StoppedClock
from store.history import Author
from store.tables import (
    ActionPoint,
    Chase,
    Conversation,
    Outbox,
    OutboxState,
    Owner,
    Partnership,
    ShownPoint,
    Status,
)
from tests.bench.copies import copy, stored
from tests.bench.many import Nowhere
from tests.databases import BACKENDS, migrated

PARTNERSHIPS, POINTS = 10_000, 100
ROUNDS, CALLS = 11, 9
AIM = 1.3
ASKER = "Nadia Rahimi"
LINES = (
    "/actions",
    "/meetings",
    "/contacts fire",
    "what has become of the lighting in the park?",
    "which action points are overdue?",
)
NINE = CLOCK + timedelta(minutes=1)  # when the day's reminders are due


@dataclass
class Site:
    """One database, and the partnership in it that asks."""

    books: Books
    clock: StoppedClock
    caller: Caller
    assistant: Assistant = field(init=False)
    planned: tuple[int, ...] = ()
    due: tuple[int, ...] = ()
    posted: set[int] = field(default_factory=set)
    """How much each busy sweep has posted, which is always the same."""

    def __post_init__(self) -> None:
        self.assistant = Assistant(self.books)
        mine = select(Outbox.id).where(Outbox.partnership_id == self.caller.partnership_id)
        due = mine.where(Outbox.state == OutboxState.PENDING, Outbox.due_at <= NINE)
        with self.books.session(writes=False) as session:
            self.planned, self.due = tuple(session.scalars(mine)), tuple(session.scalars(due))

    def ask(self, line: str) -> None:
        """As a command is answered."""
        request = self.assistant.understand(line, self.caller)
        message(self.assistant.handle(request, self.caller), CLOCK.tzinfo, None)  # type: ignore[arg-type]

    def sweep(self) -> int:
        """What is due is posted nowhere; how much that is."""
        outlet = Nowhere()
        Sweep(self.books, Policy(), outlet, "the bench", self.assistant.entitled).run()
        return outlet.posted

    def idle(self) -> None:
        """A sweep with nothing due."""
        assert self.sweep() == 0

    def busy(self) -> None:
        """A sweep in the morning."""
        self.clock.at = NINE
        self.posted.add(self.sweep())

    def undo(self) -> None:
        """All that is due is due again."""
        self.clock.at = CLOCK
        fresh = {
            "state": OutboxState.PENDING,
            "attempts": 0,
            "channel": None,
            "sent_at": None,
            "posted_ts": None,
        }
        with self.books.session(writes=True) as session:
            session.execute(update(Outbox).where(Outbox.id.in_(self.due)).values(fresh))
            mine = self.caller.partnership_id
            for table in (ShownPoint, Chase, Conversation):
                session.execute(delete(table).where(table.partnership_id == mine))
            session.execute(
                delete(Outbox).where(Outbox.partnership_id == mine, Outbox.id.not_in(self.planned))
            )
            session.commit()


@contextmanager
def site(backend: str, folder: Path, partnerships: int) -> Iterator[Site]:
    """A database with so many of them, planned for the next weeks."""
    folder.mkdir()
    with migrated(backend, folder) as engine:
        clock = StoppedClock(CLOCK - timedelta(minutes=1))
        books = Books(engine, clock)
        mine = load(books, sample())
        _fill(books, mine)
        Sweep(books, Policy(), Nowhere(), "the bench", lambda *_: True).run()
        clock.at = CLOCK
        if partnerships > 1:
            copy(engine, partnerships)
        with books.open(mine, _ANYBODY, writes=False) as opened:
            person = opened.directory.person_named(ASKER)
            assert person is not None
            caller = Caller(mine, person.id, person.name)
        yield Site(books, clock, caller)


def _fill(books: Books, mine: int) -> None:
    """Closed action points of earlier years, until there are a hundred."""
    with books.session(writes=True) as session:
        model = session.scalars(select(ActionPoint).where(ActionPoint.partnership_id == mine)).first()
        there = len(session.scalars(select(ActionPoint.id).where(ActionPoint.partnership_id == mine)).all())
        assert model is not None
        same = {"partnership_id": mine, "group_id": model.group_id, "meeting_id": model.meeting_id}
        for number in range(1, POINTS - there + 1):
            point = {
                "year": 2019,
                "month": 3,
                "number": number,
                "text": f"Report on estate {number}",
                "note": "",
            }
            state = {"status": Status.CLOSED, "confidential": False, "created_at": CLOCK}
            made = session.execute(insert(ActionPoint).values(same | point | state).returning(ActionPoint.id))
            owner = {
                "partnership_id": mine,
                "action_point_id": made.scalar_one(),
                "position": 1,
                "name": "MASG",
            }
            session.execute(insert(Owner).values(owner))
        session.execute(update(Partnership).values(edition=Partnership.edition))
        session.commit()


def measured(sites: list[Site], rounds: int, calls: int) -> dict[str, list[float]]:
    """The median seconds at each site, by what was done; they take turns, call by call."""
    works: dict[str, tuple[Callable[[Site], None], bool]] = {
        line: (lambda here, line=line: here.ask(line), False)  # type: ignore[misc]
        for line in LINES
    }
    works["a sweep, nothing due"] = (Site.idle, False)
    works["a sweep in the morning"] = (Site.busy, True)
    found = {name: _timed(work, sites, rounds * calls, undone) for name, (work, undone) in works.items()}
    posted = set.union(*(here.posted for here in sites))
    if len(posted) != 1 or not posted.isdisjoint({0}):
        raise AssertionError(f"The sweeps have not posted the same: {posted}")
    return found


def _timed(work: Callable[[Site], None], sites: list[Site], times: int, undone: bool) -> list[float]:
    taken: list[list[float]] = [[] for _ in sites]
    for _ in range((max(1, times // 12) if undone else times) + 2):  # a morning's sweep posts twenty
        for here, mine in zip(sites, taken, strict=True):
            began = time.perf_counter()
            work(here)
            mine.append(time.perf_counter() - began)
            if undone:
                here.undo()
    return [statistics.median(mine[2:]) for mine in taken]  # the first two prepare what the others find


def run(partnerships: int = PARTNERSHIPS, backends: tuple[str, ...] = BACKENDS) -> bool:
    """Measure and print; whether the aim is met."""
    well = True
    for backend in backends:
        with tempfile.TemporaryDirectory(prefix="bench-") as name, ExitStack() as closing:
            began = time.perf_counter()
            sites = [
                closing.enter_context(site(backend, Path(name) / str(count), count))
                for count in (1, partnerships)
            ]
            many, points = stored(sites[1].books.engine)
            print(
                f"{backend}: one partnership beside {many:,} with {points:,} action points"
                f" (filled in {time.perf_counter() - began:.0f} s; load of the machine {os.getloadavg()[0]:.1f})"
            )
            for what, (alone, among) in measured(sites, ROUNDS, CALLS).items():
                ratio = among / alone
                well = well and ratio <= AIM
                verdict = "met" if ratio <= AIM else "not met"
                print(
                    f"{what:48}{alone * 1000:8.2f} ms{among * 1000:8.2f} ms{ratio:6.2f}   at most {AIM}: {verdict}",
                    flush=True,
                )
    return well


_ANYBODY = Author("the bench")


def main() -> int:
    """Run it; 1 when the aim is not met."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.partnerships", description=__doc__)
    asked.add_argument("--partnerships", type=int, default=PARTNERSHIPS)
    asked.add_argument("--databases", nargs="*", default=BACKENDS, choices=BACKENDS)
    told = asked.parse_args()
    return 0 if run(told.partnerships, tuple(told.databases)) else 1


if __name__ == "__main__":
    sys.exit(main())
