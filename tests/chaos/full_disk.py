"""A whole bot over SQLite, whose disk takes nothing more now and then, while people go on.

The disk is full for the process alone: the system refuses whatever it writes to a file (RLIMIT_FSIZE, which may be
lifted again from outside). It is never started anew.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx

from bot.config import Config, Reminders
from bot.main import house
from bot.sample.loading import load, sample, workspace
from bot.sandbox import LocalSlack
from store.clock import StoppedClock
from tests.bench.bots import NOW
from tests.chaos.judging import Judged, begun, judged
from tests.chaos.members import Counted, Member, Slack, crowd, raise_what_failed
from tests.chaos.replicas import BASE, Replica, answers, until_settled

_NO_ROOM = "there is no room left on the disk"


@dataclass(frozen=True, slots=True)
class Filling:
    """How much is asked, and how often the disk is full for how many seconds."""

    requests: int = 600
    members: int = 6
    times: int = 6
    seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `told` counts how often the disk was full and `/readyz` said so."""

    judged: Judged
    filling: Filling
    told: int
    seconds: float

    @property
    def well(self) -> bool:
        """Whether all that is promised holds."""
        return self.judged.well and self.told == self.filling.times and self.judged.counted.refused > 0

    def lines(self) -> Iterator[str]:
        counted = self.judged.counted
        yield (
            f"{counted.answered:,} requests answered in {self.seconds:.0f} s, {counted.refused} told that nothing was changed;"
            f" full {self.filling.times} times, of which /readyz told {self.told}"
        )
        yield from self.judged.lines()


def on_a_full_disk(binary: Path, filling: Filling, dice: random.Random) -> Outcome:
    """Run it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as name, ExitStack() as closing:
        folder = Path(name)
        url = f"sqlite:///{folder / 'books.db'}"
        built = house(Config(url, "WARNING", 1, Reminders(), "", "", "", "", 0), StoppedClock(NOW))
        closing.callback(built.engine.dispose)
        load(built.books, sample())
        slack = closing.enter_context(LocalSlack(binary, workspace(sample()), folder / "slack"))
        before = begun(built)
        app = slack.workspace.app
        told = {
            "DATABASE_URL": url,
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": "",
            "SLACK_SIGNING_SECRET": app.signing_secret,
        }
        replica = Replica(folder, 0, told)
        closing.callback(replica.end, kill=False)
        replica.start(timedelta())
        _until_ready(replica)
        counted = Counted()
        deliveries = Slack([replica.port], app.signing_secret, counted, dice)
        members = crowd(filling.members, filling.requests, deliveries, dice)
        seen = sum(_full(replica, members, filling) for _ in range(filling.times))
        raise_what_failed(members)
        _until_ready(replica)
        until_settled(built.engine, BASE)
        return Outcome(
            judged(built, slack, counted, members, before), filling, seen, time.monotonic() - began
        )


def _full(replica: Replica, members: Sequence[Member], filling: Filling) -> bool:
    """Nothing more can be written, until it can be again; whether `/readyz` said so meanwhile."""
    assert replica.process is not None
    assert any(member.is_alive() for member in members), "nobody is left who would notice"
    time.sleep(filling.seconds / 2)
    _limit(replica, 0)
    ends, seen = time.monotonic() + filling.seconds, False
    while time.monotonic() < ends:
        seen |= _NO_ROOM in _said(replica)
        time.sleep(0.1)
    _limit(replica, resource.RLIM_INFINITY)
    _until_ready(replica)
    return seen


def _limit(replica: Replica, size: int) -> None:
    assert replica.process is not None
    resource.prlimit(replica.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _said(replica: Replica) -> str:
    try:
        return httpx.get(f"http://127.0.0.1:{replica.watched}/readyz", trust_env=False, timeout=10).text
    except httpx.TransportError:
        return ""


def _until_ready(replica: Replica) -> None:
    deadline = time.monotonic() + 30
    while not answers(replica):
        if time.monotonic() > deadline:
            raise AssertionError(f"the bot is not ready again: {_said(replica)}")
        time.sleep(0.1)
