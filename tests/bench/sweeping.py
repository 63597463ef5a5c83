"""How the cost of a sweep follows what is due: 10,000 partnerships with 100,000 pending reminders, of which k are due.

Beside it APScheduler's own `SQLAlchemyJobStore` with one job for each reminder: on SQLite as it opens it, and on SQLite
with the settings of ours. All are restarted over databases that are full: it adds its jobs again, ours looks whether a
plan has to be drawn up. Posting costs none of them anything. A job of APScheduler calls a function that does nothing;
a reminder of ours is claimed, put together from the books, noted before it is posted and noted as posted.
"""

import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine

from store.database import migrate, open_database
from tests.bench.apscheduled import Jobs
from tests.bench.many import NINE_IN, Many

PARTNERSHIPS = 10_000
DUE = (10, 1_000)
AIM, AIM_OF_GROWTH = 20, 1.5
ROUNDS = 3
ADDED = 1_000  # jobs that are added to measure what it takes to add one; adding all takes minutes


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds. `sweeps` are those of each number of due reminders."""

    start: float
    sweeps: dict[int, float]


def ours(here: Many) -> Figures:
    """Measure ours once."""
    start = here.start()
    sweeps = {0: here.sweep()[0]}
    for zone, due in zip(NINE_IN, (here.few, here.many), strict=True):
        here.clock.at = NINE_IN[zone]
        sweeps[due], posted = here.sweep()
        if posted != due:
            raise AssertionError(f"{posted} of {due} were posted")
    here.undo()
    return Figures(start, sweeps)


def theirs(there: Jobs, added: int, dues: tuple[int, ...]) -> Figures:
    """Measure APScheduler once."""
    start = there.start(added) * there.count / added
    return Figures(start, {due: there.sweep(due)[0] for due in dues})


def median(rounds: list[Figures]) -> Figures:
    """The middle one of each figure."""
    return Figures(
        statistics.median(each.start for each in rounds),
        {due: statistics.median(each.sweeps[due] for each in rounds) for due in rounds[0].sweeps},
    )


def like_ours(file: Path) -> Engine:
    """A database set up as ours is."""
    engine = open_database(f"sqlite:///{file}")
    migrate(engine)
    return engine


def report(
    stored: tuple[int, int], small: Figures, large: Figures, others: dict[str, Figures]
) -> Iterator[str]:
    """The lines, for people; `stored` is how many are pending in the small and in the large database."""
    yield f"{stored[1]:,} pending reminders; APScheduler's start: {ADDED:,} jobs added, scaled to all"
    yield f"{'':30}{'ours':>10}" + "".join(f"{name:>26}{'ratio':>9}" for name in others)
    yield _line("start", large.start, [other.start for other in others.values()])
    for due, took in large.sweeps.items():
        yield _line(f"sweep, {due:,} due", took, [other.sweeps[due] for other in others.values()])
    for due in large.sweeps:
        both = [other.start + other.sweeps[due] for other in others.values()]
        yield _line(f"start and sweep, {due:,} due", large.start + large.sweeps[due], both)
    worst = min(
        (other.start + other.sweeps[due]) / (large.start + large.sweeps[due])
        for due in large.sweeps
        for other in others.values()
    )
    yield f"start and sweep: {worst:.1f} times faster or more, aim {AIM}: {_met(worst >= AIM)}"
    few, many = sorted(due for due in large.sweeps if due)
    each = {due: (large.sweeps[due] - large.sweeps[0]) / due for due in (few, many)}
    told = ", ".join(f"{each[due] * 1000:.2f} ms with {due:,} due" for due in (few, many))
    yield f"each due reminder: {told}; aim at most twice as much with many: {_met(each[many] <= 2 * each[few])}"
    grown = large.sweeps[many] / small.sweeps[many]
    yield (
        f"sweep of {many:,} due among {stored[1]:,} over among {stored[0]:,}: {grown:.2f},"
        f" aim at most {AIM_OF_GROWTH}: {_met(grown <= AIM_OF_GROWTH)}"
    )


def _line(what: str, mine: float, others: list[float]) -> str:
    told = "".join(f"{_written(other):>26}{other / mine:9.1f}" for other in others)
    return f"{what:30}{_written(mine):>10}{told}"


def _written(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


def _met(whether: bool) -> str:
    return "met" if whether else "not met"


def run() -> None:
    """Measure in rounds, in which all take turns, and print."""
    few, many = DUE
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        mine = [
            Many(like_ours(folder / f"ours-{size}.db"), size, few, many)
            for size in ((few + many) * 11 // 10, PARTNERSHIPS)
        ]
        stored = (mine[0].fill(), mine[1].fill())
        other = {
            "APScheduler as it comes": Jobs(create_engine(f"sqlite:///{folder / 'theirs.db'}"), stored[1]),
            "with our settings": Jobs(like_ours(folder / "theirs-like-ours.db"), stored[1]),
        }
        for jobs in other.values():
            jobs.fill()
        mine[0].start()  # the first one in this process loads what it needs
        rounds = [
            (*map(ours, mine), *(theirs(jobs, ADDED, (0, few, many)) for jobs in other.values()))
            for _ in range(ROUNDS)
        ]
        small, large, *others = (median(list(figures)) for figures in zip(*rounds, strict=True))
        for line in report(stored, small, large, dict(zip(other, others, strict=True))):
            print(line)
        for engine in (*(each.engine for each in mine), *(jobs.engine for jobs in other.values())):
            engine.dispose()


if __name__ == "__main__":
    run()
