"""A process that delivers reminders, and kills itself at a step of its way if it is told to.

A step is a statement or a commit that is about to reach the database, and a call to Slack that is about to be made or
has just been answered. The product has no hooks for this: the steps are seen by SQLAlchemy's events and by an outlet
around the real one. A process that finds the claim of a dead one settles it in steps 10 to 29, posts in a channel in
steps 30 to 50 and a direct message in 51 to 80.
"""

import logging
import os
import signal
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import Engine, event

from bot.assistant import Assistant
from bot.delivery import Delivery
from bot.slack import posting_client
from scheduler.claims import LEASE
from scheduler.content import Addressee, Channel, Notice
from scheduler.errands import Errand
from scheduler.sweep import Sweep
from store.books import Books
from store.clock import Clock, SetClock
from store.database import open_database
from tests.chaos.town import POLICY, config_for, unsettled

IDLE = 0.05  # seconds between sweeps


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is to do. `die_at` is the number of the step at which it dies; 0 is never.

    Its clock stands at `now` when `since` (a timestamp) has just passed, and runs `speed` times as fast as the
    machine's.
    """

    database_url: str
    slack_api_url: str
    slack_token: str
    who: str
    now: datetime
    since: float
    speed: int = 1
    lease: timedelta = LEASE
    die_at: int = 0
    effects_only: bool = False
    """Whether statements are no steps: what nobody but the process itself has seen dies with it."""
    sweeps: int = 0
    """After so many sweeps it leaves; 0: when all is delivered."""


@dataclass
class FastClock:
    """The clock of the orders."""

    orders: Orders

    def now(self) -> datetime:
        passed = timedelta(seconds=(time.time() - self.orders.since) * self.orders.speed)
        return self.orders.now.astimezone(UTC) + passed


@dataclass
class Steps:
    """Counts, and dies at the last one."""

    last: int
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def one(self, *_: object) -> None:
        if next(self._numbers) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def of(self, engine: Engine, *, effects_only: bool) -> None:
        """Every commit, and every statement if those count; what comes after a step is before the next."""
        if not effects_only:
            event.listen(engine, "before_cursor_execute", self.one)
        event.listen(engine, "commit", self.one)


@dataclass
class Mortal:
    """The way to Slack, with a step before and after each call."""

    outlet: Delivery
    steps: Steps

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        self.steps.one()
        place = self.outlet.place(recipient, errand)
        self.steps.one()
        return place

    def find(self, place: str, errand: Errand) -> str | None:
        self.steps.one()
        ts = self.outlet.find(place, errand)
        self.steps.one()
        return ts

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        self.steps.one()
        ts = self.outlet.post(place, notice, errand)
        self.steps.one()
        return ts

    def attach(self, place: str, ts: str, notice: Notice, errand: Errand) -> None:
        self.outlet.attach(place, ts, notice, errand)

    def draws(self, place: str, notice: Notice) -> str | None:
        return self.outlet.draws(place, notice)


def work(orders: Orders) -> None:
    """Sweep until all is delivered, or until the process dies."""
    logging.disable()  # what is killed and missed again and again is the very point
    engine = open_database(orders.database_url)
    steps = Steps(orders.die_at)
    clock: Clock = FastClock(orders) if orders.speed > 1 else SetClock(orders.now)
    config = config_for(orders.database_url, orders.slack_api_url, orders.slack_token)
    books = Books(engine, clock)
    assistant = Assistant(books)
    outlet = Mortal(Delivery(assistant, lambda _: posting_client(config)), steps)
    sweep = Sweep(books, POLICY, outlet, orders.who, assistant.entitled, lease=orders.lease)
    steps.of(engine, effects_only=orders.effects_only)
    for number in count(1):
        sweep.run()
        if number == orders.sweeps or not unsettled(engine, clock):
            break
        time.sleep(IDLE)
    engine.dispose()
