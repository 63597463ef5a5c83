"""Processes that deliver reminders are killed, at every step in turn and at random, and started again."""

import multiprocessing
import random
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine

from bot.sandbox import LocalSlack
from scheduler.outbox import PAUSES
from store.clock import StoppedClock
from store.tables import OutboxState
from tests.chaos.town import NINE, Found, Town, states, unsettled
from tests.chaos.worker import FastClock, Orders, work
from tests.databases import migrated

STEPS, EFFECTS = 80, 24  # of a process that settles what a dead one left, posts in a channel and to a person
REPLICAS = 3
SPEED = 120  # of the clock of several replicas: a pause of a minute takes half a second
LEASE = timedelta(seconds=8)  # long enough for the slowest delivery on a busy machine
PATIENCE = 240  # seconds
ALONE = "the only process"
KILLED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    database: str
    replicas: int
    kills: int
    reminders: int
    found: Found
    seconds: float

    @property
    def well(self) -> bool:
        """Whether each reminder is there exactly once."""
        return self.found == Found(self.reminders, 0, 0)

    def __str__(self) -> str:
        found = self.found
        return (
            f"{self.database:<11}{self.replicas:>9}{self.kills:>7}{self.reminders:>11}{found.once:>7}"
            f"{found.missing:>9}{found.double:>8}{self.seconds:>9.0f} s"
        )


HEADING = f"{'database':<11}{'replicas':>9}{'kills':>7}{'reminders':>11}{'once':>7}{'missing':>9}{'double':>8}{'took':>11}"


@dataclass
class Stage:
    """Books and Slack for one run."""

    town: Town
    engine: Engine
    slack: LocalSlack
    kills: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def orders(self, **more: object) -> Orders:
        """For one more process."""
        return Orders(
            database_url=self.engine.url.render_as_string(hide_password=False),
            slack_api_url=self.slack.api_url,
            slack_token=self.slack.workspace.app.bot_token,
            **{"who": f"process {next(self._numbers)}", "now": NINE, "since": time.time(), **more},  # type: ignore[arg-type]
        )

    def outcome(self, began: float, replicas: int = 1) -> Outcome:
        """What stands in Slack; raises when the outbox does not say the same."""
        settled = states(self.engine, StoppedClock(NINE + timedelta(days=3)))
        if set(settled) != {OutboxState.SENT}:
            raise AssertionError(f"not all is sent: {dict(settled)}")
        found = self.town.found(self.slack.control)
        took = time.monotonic() - began
        return Outcome(self.engine.dialect.name, replicas, self.kills, self.town.reminders, found, took)


@contextmanager
def stage(binary: Path, database: str, town: Town) -> Iterator[Stage]:
    """Fresh ones, which nobody else uses."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as name:
        folder = Path(name)
        with (
            migrated(database, folder) as engine,
            LocalSlack(binary, town.workspace(), folder / "slack") as slack,
        ):
            town.settle(engine)
            yield Stage(town, engine, slack)


def begun(orders: Orders) -> BaseProcess:
    """A process of its own, forked from one that has everything loaded and no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.chaos.warm", "pytest"])
    process = context.Process(target=work, args=(orders,), daemon=True)
    process.start()
    return process


def at_every_step(
    binary: Path, database: str, town: Town, deaths: Iterable[int], *, effects_only: bool = False
) -> Outcome:
    """One process after the other, each dying at the next of the given steps.

    All of them bear one name, so what a process finds claimed is its own and free at once. The clock moves on by a
    pause each time.
    """
    began = time.monotonic()
    with stage(binary, database, town) as here:
        now = NINE

        def lives(die_at: int) -> bool:
            return (
                _ends(
                    begun(here.orders(who=ALONE, now=now, sweeps=2, die_at=die_at, effects_only=effects_only))
                )
                != KILLED
            )

        for step in deaths:
            here.kills += not lives(step)
            now += PAUSES[0]
        while unsettled(here.engine, StoppedClock(now)):
            if now > NINE + timedelta(hours=8):
                raise AssertionError("there are reminders that nobody delivers")
            lives(0)
            now += PAUSES[1]
        return here.outcome(began)


def at_random(binary: Path, database: str, town: Town, kills: int, dice: random.Random) -> Outcome:
    """Several processes at once: each dies at some step or is killed at some moment, and is started again."""
    began = time.monotonic()
    with stage(binary, database, town) as here:
        fast = {"since": time.time(), "speed": SPEED, "lease": LEASE}
        running: list[BaseProcess] = []
        while here.kills < kills and _alive(here, fast):
            if len(running) < REPLICAS:
                running.append(begun(here.orders(**fast, die_at=dice.randint(1, 2 * STEPS))))
            time.sleep(dice.uniform(0.01, 0.1))
            if dice.random() < 0.2:
                dice.choice(running).kill()
            here.kills += sum(process.exitcode == KILLED for process in running)
            running = [process for process in running if process.exitcode is None]
        running += [begun(here.orders(**fast)) for _ in range(REPLICAS - len(running))]
        here.kills += sum(_ends(process) == KILLED for process in running)
        _ends(begun(here.orders(**fast)))
        return here.outcome(began, REPLICAS)


def _alive(here: Stage, fast: dict[str, object]) -> int:
    """Whether there is something left to deliver."""
    return unsettled(here.engine, FastClock(here.orders(**fast)))


def _ends(process: BaseProcess) -> int | None:
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        raise AssertionError(f"a process has not delivered all that was due within {PATIENCE} seconds")
    return process.exitcode
