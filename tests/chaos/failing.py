"""Reminders over a line on which every third call goes wrong."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.assistant import Assistant
from bot.delivery import Delivery
from bot.slack import posting_client
from scheduler.sweep import Sweep
from store.books import Books
from store.clock import StoppedClock
from store.tables import Outbox, OutboxState
from tests.chaos.killing import Outcome, Stage, stage
from tests.chaos.proxy import Fault, failing
from tests.chaos.town import NINE, POLICY, Town, config_for, unsettled

CHANCE = 1 / 3
PATIENCE, SILENCE = 0.3, 0.6  # seconds that the client waits, and that the proxy says nothing
TOO_LATE = NINE + timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Failures:
    """What came of it, and what went wrong on the way."""

    outcome: Outcome
    faults: Counter[Fault] = field(default_factory=Counter)
    sweeps: int = 0


def over_a_bad_line(binary: Path, database: str, town: Town, dice: random.Random) -> Failures:
    """Sweep again and again, each time when the next row may be tried, until all is delivered."""
    began = time.monotonic()
    with (
        stage(binary, database, town) as here,
        failing(here.slack.api_url, CHANCE, SILENCE, dice) as proxy,
    ):
        sweeps = _delivered(here, f"{proxy.url}/api/")
        return Failures(here.outcome(began), proxy.faults, sweeps)


def _delivered(here: Stage, api_url: str) -> int:
    clock = StoppedClock(NINE)
    books = Books(here.engine, clock)
    token = here.slack.workspace.app.bot_token
    client = posting_client(config_for("", api_url, token), timeout=PATIENCE)
    assistant = Assistant(books)
    sweep = Sweep(
        books,
        POLICY,
        Delivery(assistant, lambda _: client),
        "the only process",
        assistant.entitled,
        elapsed=lambda: clock.now().timestamp(),
    )
    sweeps = 0
    while unsettled(here.engine, clock):
        sweep.run()
        sweeps += 1
        clock.at = _next_try(books) or clock.at
        if clock.at > TOO_LATE:
            raise AssertionError("there are reminders that nobody delivers")
    return sweeps


def _next_try(books: Books) -> datetime | None:
    """When the first of those that wait may be tried again."""
    with books.session(writes=False) as session:
        waiting = select(func.min(Outbox.lease_until)).where(Outbox.state == OutboxState.PENDING)
        return session.scalar(waiting.where(Outbox.due_at <= books.clock.now()))
