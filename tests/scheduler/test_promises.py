"""What must always hold, over clocks, outages and calendars that nobody thought of."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Lock, Thread

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from scheduler.clearing import Clearer
from scheduler.content import Notice
from scheduler.hours import opening
from scheduler.plan import planned
from scheduler.policy import Kind, Policy
from scheduler.sweep import Errand, Posted, Sweep, Undelivered
from tests.databases import migrated
from tests.scheduler.world import LONDON, World, local, owning

START = local("2026-02-16 07:30")
DAYS = st.dates(date(2026, 2, 10), date(2026, 5, 20))
STEPS = st.lists(st.timedeltas(timedelta(minutes=5), timedelta(days=12)), min_size=1, max_size=14)
STARTS = st.sampled_from([None, time(8), time(10)])


@settings(max_examples=25)
@given(meetings=st.dictionaries(DAYS, STARTS, min_size=1, max_size=3), steps=STEPS)
def test_over_any_steps_of_the_clock_what_the_policy_calls_for_is_posted_once(
    meetings: dict[date, time | None], steps: list[timedelta]
) -> None:
    with TemporaryDirectory() as folder, migrated("sqlite", Path(folder)) as engine:
        world = World(engine, START)
        ada = world.person("Ada Okafor")
        world.promised("Ada to map the lighting", ada, at=world.meets("2025-12-01"))
        for day, start in meetings.items():
            world.meets(day.isoformat(), start=start)
        moments = sweep_after(world, steps)

        keys = [errand.key for _, _, errand in world.outlet.posted]
        assert len(keys) == len(set(keys))
        assert set(keys) == called_for(world, moments, ada.id or 0)
        assert all(at in moments for at, _, _ in world.outlet.posted)


def sweep_after(world: World, steps: list[timedelta]) -> list[datetime]:
    moments = []
    for step in steps:
        world.clock.step(step)
        moments.append(world.clock.now())
        world.sweep().run()
    return moments


def called_for(world: World, moments: list[datetime], person_id: int) -> set[str]:
    """The keys of all that was due and of use at one of the moments; nudges go to the one who owes something."""
    with world.reading() as books:
        meetings = books.calendar.every()
    plan = planned(meetings, LONDON, Policy(), START, datetime(2027, 1, 1, tzinfo=UTC))
    return {
        f"{r.key}:{person_id}" if r.kind is Kind.NUDGE else r.key
        for r in plan
        if any(r.due_at <= moment < r.stale_at and may_be_said(r.kind, moment) for moment in moments)
    }


def may_be_said(kind: Kind, moment: datetime) -> bool:
    """Nudges wait for office hours, and so do their fan-outs."""
    return kind is not Kind.NUDGE or opening(moment.astimezone(LONDON)) is None


class Flaky:
    """Of the first attempts one in three posts nothing, and one in three posts and fails to say so.

    A repeated one is looked up first, as the errand tells.
    """

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.tried: list[str] = []
        self.lock = Lock()

    def deliver(self, reminder: Notice, errand: Errand) -> Posted:
        with self.lock:
            first = errand.key not in self.tried
            self.tried.append(errand.key)
            trouble = len(self.tried) % 3 if first else 0
            if trouble == 1:
                raise Undelivered("nothing was posted")
            if not (errand.repeated and errand.key in self.posted):
                self.posted.append(errand.key)
            if trouble == 2:
                raise TimeoutError
            return Posted(reminder.kind, "1.0")


def test_several_workers_and_a_line_that_drops_post_each_reminder_once(engine: Engine) -> None:
    world = World(engine, START)
    for day in range(10, 22):
        world.meets(f"2026-03-{day}", group="SG")
    outlet = Flaky()
    for moment in ("2026-03-14 09:00", "2026-03-14 09:01"):
        world.clock.at = local(moment)
        run_together(
            [Sweep(world.books, world.policy, outlet.deliver, who, owning) for who in ("one", "two", "three")]
        )

    due = [row for row in world.rows() if row.due_at <= world.clock.now()]
    assert sorted(outlet.posted) == sorted(row.key for row in due)
    assert {row.state.value for row in due} == {"sent"}
    assert len(outlet.tried) > len(due) > 6


def run_together(sweeps: Sequence[Sweep | Clearer]) -> None:
    ready = Barrier(len(sweeps))

    def work(sweep: Sweep | Clearer) -> None:
        ready.wait()
        sweep.run()

    threads = [Thread(target=work, args=(sweep,)) for sweep in sweeps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
