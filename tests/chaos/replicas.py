"""Whole bots over one PostgreSQL, as they are served, while they are killed, their clocks are set, and all they need goes away.

People go on meanwhile. Afterwards the books have to be those of people who had no trouble, each reminder has to stand once,
and what was wrong has to have been told to whoever watches.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy import Engine, select

from bot.sample.loading import CLOCK, sample, workspace
from bot.sandbox import LocalSlack
from store.tables import Outbox, OutboxState
from tests.bench.bots import ROOT
from tests.bench.replicas import books
from tests.chaos.judging import Judged, begun, judged
from tests.chaos.members import Counted, Member, Slack, crowd, raise_what_failed
from tests.chaos.watcher import Story, Watcher
from tests.line import Line
from tests.ports import free_port

SETTINGS = 'log_level = "ERROR"\nlisteners = 4\n[reminders]\nevery_seconds = 1\n[monitoring]\nport = {port}\n'
BASE = CLOCK + timedelta(minutes=5)  # the morning's reminders are due
AFTERWARDS = (timedelta(hours=4), timedelta(hours=6))  # by then nothing waits for its next attempt any more
UNSETTLED = frozenset({OutboxState.PENDING, OutboxState.CLAIMED})
JUMPS = (timedelta(), timedelta(hours=-2), timedelta(minutes=40), timedelta(hours=2))
MISSED_AFTER = 10.0  # seconds
SETTLED_WITHIN = 180.0  # seconds: a lease of two minutes may have to run out
_TROUBLES = ("kill", "kill", "restart", "database", "slack")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked and broken. Seconds for which each thing is away."""

    requests: int = 2_000
    members: int = 8
    replicas: int = 3
    between: float = 2.0
    database_away: float = 1.0
    slack_away: float = 60.0
    reminders_first: bool = False
    """Whether nothing is broken before the reminders are posted: whoever is killed over one is waited for for minutes."""


@dataclass
class Replica:
    """One process, which is started again after its end with whatever clock it has by then."""

    folder: Path
    number: int
    told: dict[str, str]
    port: int = field(default_factory=free_port)
    watched: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self, jump: timedelta) -> None:
        config = self.folder / f"config-{self.number}.toml"
        config.write_text(SETTINGS.format(port=self.watched), encoding="utf-8")
        now = (BASE + jump).strftime("%Y-%m-%dT%H:%M")
        with (self.folder / f"bot-{self.number}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "--config", str(config), "--now", now, "serve"],
                cwd=ROOT,
                env={**os.environ, **self.told, "PORT": str(self.port)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def end(self, *, kill: bool) -> None:
        if self.process is not None:
            (self.process.kill if kill else self.process.terminate)()
            self.process.wait(30)

    def revive(self) -> None:
        """One that could not start, because what it needs was away, is started again, as a supervisor does."""
        if self.process is not None and self.process.poll() is not None:
            self.start(timedelta())


@dataclass
class Chaos:
    """All of it at work, and what was done to it."""

    replicas: list[Replica]
    database: Line
    slack: Line
    deliveries: Slack
    dice: random.Random
    effort: Effort
    done: Counter[str] = field(default_factory=Counter)

    def one(self, what: str) -> None:
        self.done[what] += 1
        match what:
            case "database":
                self._away(self.database, self.effort.database_away)
            case "slack":
                self._away(self.slack, self.effort.slack_away, "/actions export csv")
            case _:
                replica = self.dice.choice(self.replicas)
                replica.end(kill=what == "kill")
                jump = self.dice.choice(JUMPS)
                self.done["clock set"] += bool(jump)
                replica.start(jump)

    def _away(self, line: Line, seconds: float, meanwhile: str = "") -> None:
        """`meanwhile`: what somebody asks for that needs it."""
        line.cut()
        if meanwhile:
            self.deliveries.ask(meanwhile)
        time.sleep(seconds)
        line.join()

    def go_on(self, members: Sequence[Member]) -> None:
        """One trouble after the other, each of them at least once, until everybody is done."""
        waiting = list(dict.fromkeys(_TROUBLES))
        self.dice.shuffle(waiting)
        while waiting or any(member.is_alive() for member in members):
            self.one(waiting.pop() if waiting else self.dice.choice(_TROUBLES[:4]))
            time.sleep(self.effort.between)
            self.are_back()

    def are_back(self) -> None:
        """Wait until all of them work again, so that there is somebody for the next trouble to befall."""
        deadline = time.monotonic() + SETTLED_WITHIN
        while not all(map(answers, self.replicas)):
            for replica in self.replicas:
                replica.revive()
            if time.monotonic() > deadline:
                raise AssertionError("a replica does not come back")
            time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    judged: Judged
    done: Counter[str]
    story: Story
    seconds: float

    @property
    def well(self) -> bool:
        """Whether all that is promised holds."""
        return self.judged.well and not self.story.missing

    def lines(self) -> Iterator[str]:
        counted = self.judged.counted
        troubles = ", ".join(f"{number} × {what}" for what, number in sorted(self.done.items()))
        yield f"{counted.answered:,} requests answered in {self.seconds:.0f} s, the slowest after {counted.slowest:.1f} s; {troubles}"
        yield (
            f"  {counted.redelivered} delivered again, {counted.twice} twice at once,"
            f" {counted.refused} told that nothing was changed"
        )
        yield from self.judged.lines()
        yield f"  /metrics: {self.story}"


def amid_everything(binary: Path, effort: Effort, dice: random.Random) -> Outcome:
    """Run it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as name, ExitStack() as closing:
        folder = Path(name)
        house = closing.enter_context(books(folder))
        slack = closing.enter_context(LocalSlack(binary, workspace(sample()), folder / "slack"))
        before = begun(house)
        database = closing.enter_context(Line(f"{house.engine.url.query['host']}/.s.PGSQL.5432"))
        line = closing.enter_context(Line(("127.0.0.1", int(slack.base_url.rpartition(":")[2]))))
        told = _environment(house.engine, slack, database, line)
        replicas = [Replica(folder, number, told) for number in range(effort.replicas)]
        for replica in replicas:
            closing.callback(replica.end, kill=False)
            replica.start(timedelta())
        watcher = closing.enter_context(Watcher([replica.watched for replica in replicas]))
        if effort.reminders_first:
            until_settled(house.engine, BASE)
        counted = Counted()
        ports = [replica.port for replica in replicas]
        deliveries = Slack(ports, slack.workspace.app.signing_secret, counted, dice)
        chaos = Chaos(replicas, database, line, deliveries, dice, effort)
        members = crowd(effort.members, effort.requests, deliveries, dice)
        chaos.are_back()
        chaos.go_on(members)
        raise_what_failed(members)
        _afterwards(replicas, house.engine)
        chaos.are_back()
        watcher.looks_again()
        story = watcher.story(slack_was_missed=effort.slack_away >= MISSED_AFTER)
        return Outcome(
            judged(house, slack, counted, members, before), chaos.done, story, time.monotonic() - began
        )


def _environment(engine: Engine, slack: LocalSlack, database: Line, line: Line) -> dict[str, str]:
    """What each process is told: everything it needs is at the end of a line that can be cut."""
    url = engine.url.set(drivername="postgresql", host="127.0.0.1", port=database.port)
    app = slack.workspace.app
    return {
        "DATABASE_URL": url.difference_update_query(["host"]).render_as_string(hide_password=False),
        "SLACK_API_URL": f"http://127.0.0.1:{line.port}/api/",
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": app.signing_secret,
    }


def _afterwards(replicas: list[Replica], engine: Engine) -> None:
    """Hours later by every clock, twice: when what the dead held is free again, and when all that had to wait is done.

    A reminder over which two processes have died is held for ten minutes more, once that is noticed.
    """
    for jump in AFTERWARDS:
        for replica in replicas:
            replica.end(kill=False)
        for replica in replicas:
            replica.start(jump)
        waited_for = frozenset({OutboxState.CLAIMED}) if jump < AFTERWARDS[-1] else UNSETTLED
        until_settled(engine, BASE + jump, waited_for)


def answers(replica: Replica) -> bool:
    """Whether it is ready."""
    try:
        return httpx.get(f"http://127.0.0.1:{replica.watched}/readyz", trust_env=False).is_success
    except httpx.TransportError:
        return False


def until_settled(engine: Engine, by: datetime, waited_for: frozenset[OutboxState] = UNSETTLED) -> None:
    """Until nothing that was due by then is still to be delivered, and there is something that was."""
    waiting = select(Outbox.state).where(Outbox.due_at <= by)
    deadline = time.monotonic() + SETTLED_WITHIN
    while True:
        with engine.connect() as connection:
            states = set(connection.scalars(waiting))
        if states and not states & waited_for:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"there are reminders that nobody delivers: {states}")
        time.sleep(0.2)
