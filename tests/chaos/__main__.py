"""`make chaos`, or `python -m tests.chaos --seed 5`: kills, faults, a full disk, whole bots, calendars; the figures of each."""

import argparse
import logging
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.sandbox import SandboxError, fetch
from tests.chaos.failing import over_a_bad_line
from tests.chaos.full_disk import Filling, on_a_full_disk
from tests.chaos.killing import HEADING, STEPS, Outcome, at_every_step, at_random
from tests.chaos.replicas import Effort, amid_everything
from tests.chaos.town import Town
from tests.databases import BACKENDS

ROOT = Path(__file__).parents[2]
CROWD = Town(groups=150, people=149)
AT_STEPS, AT_RANDOM = 100, 50  # kills over each database
CALENDARS = 100


def main() -> int:
    """Run it; 1 when something was lost or came twice."""
    asked = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    asked.add_argument("--seed", type=int, default=1, help="of the dice (default: 1)")
    dice = random.Random(asked.parse_args().seed)
    logging.disable()  # what is missed again and again is the very point
    try:
        binary = fetch(ROOT / ".sandbox", say=print)
    except SandboxError as error:
        print(error, file=sys.stderr)
        return 1
    well = [
        *_kills(binary, dice),
        *_faults(binary, dice),
        *_full_disk(binary, dice),
        *_whole_bots(binary, dice),
    ]
    _calendars()
    return 0 if all(well) else 1


def _kills(binary: Path, dice: random.Random) -> Iterator[bool]:
    print(f"Killed: one process at every step of {STEPS} in turn, three at random\n{HEADING}", flush=True)
    kills = 0
    for database in BACKENDS:
        steps = [*range(1, STEPS + 1), *(dice.randint(1, STEPS) for _ in range(AT_STEPS - STEPS))]
        runs: tuple[Callable[[], Outcome], ...] = (
            lambda database=database, steps=steps: at_every_step(binary, database, CROWD, steps),  # type: ignore[misc]
            lambda database=database: at_random(binary, database, CROWD, AT_RANDOM, dice),  # type: ignore[misc]
        )
        for run in runs:
            outcome = run()
            kills += outcome.kills
            print(outcome, flush=True)
            yield outcome.well
    print(f"{kills} kills in all\n", flush=True)


def _faults(binary: Path, dice: random.Random) -> Iterator[bool]:
    print(f"Faults: every third call to Slack goes wrong\n{HEADING}", flush=True)
    for database in BACKENDS:
        failures = over_a_bad_line(binary, database, CROWD, dice)
        print(failures.outcome)
        told = ", ".join(f"{count} × {fault}" for fault, count in sorted(failures.faults.items()))
        print(f"  {told}; {failures.sweeps} sweeps", flush=True)
        yield failures.outcome.well


def _full_disk(binary: Path, dice: random.Random) -> Iterator[bool]:
    filling = Filling()
    print(
        f"A full disk: one bot over SQLite, {filling.requests} requests of {filling.members} people at once"
    )
    outcome = on_a_full_disk(binary, filling, dice)
    for line in outcome.lines():
        print(line, flush=True)
    print()
    yield outcome.well


def _whole_bots(binary: Path, dice: random.Random) -> Iterator[bool]:
    effort = Effort()
    print(
        f"Whole bots: {effort.replicas} over one PostgreSQL, {effort.requests:,} requests of {effort.members} people at once"
    )
    outcome = amid_everything(binary, effort, dice)
    for line in outcome.lines():
        print(line, flush=True)
    print()
    yield outcome.well


def _calendars() -> None:
    """The property tests with many more examples than a test run has time for."""
    print(f"Calendars: {CALENDARS} at random, moved about under a clock that is set now and then", flush=True)
    os.environ["CALENDARS"] = str(CALENDARS)
    from tests.scheduler import test_promises as promises  # noqa: PLC0415 - it reads that when it is imported

    promises.test_over_any_calendar_and_clock_what_is_called_for_is_posted_once()
    promises.test_over_any_clock_what_is_overdue_is_asked_about_as_often_as_it_should()
    print("what was posted is what the model calls for, each once")


if __name__ == "__main__":
    sys.exit(main())
