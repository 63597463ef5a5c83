"""Nothing that the bot says by itself, or offers while somebody types, tells what is not for the reader."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from sqlalchemy import Engine

from bot.assistant import Assistant
from bot.delivery import Delivery
from bot.main import House
from handlers.access import STANDARD, Role
from handlers.desk import Audience
from scheduler.policy import Policy
from scheduler.sweep import Sweep
from tests.conftest import config_for
from tests.conversation import Conversation
from tests.databases import migrated
from tests.fake_slack import FakeSlack, Posted, Workspace
from tests.handlers.test_access import WHO
from tests.leaks.readers import Reader, State, found_in, to_ask_for
from tests.leaks.secret_books import SecretBooks, plan_of
from tests.leaks.test_leaks import RANDOM, SEEDS
from tests.leaks.watching import LONDON
from tests.store.small_books import group_of

START = datetime(2026, 8, 17, 8, 30, tzinfo=LONDON)  # two weeks before the Board's report deadline
DAYS = 31


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with migrated("sqlite", tmp_path_factory.mktemp("reminded")) as engine:
        yield engine


def posting(small: SecretBooks) -> None:
    """Give the groups their channels."""
    with small.changing() as books:
        for name in ("Board", "HSG"):
            group_of(books, name).channel = f"C{small.id}{name.upper()}"


def reads(small: SecretBooks, state: State, posted: Posted) -> frozenset[str]:
    """What the readers of a post may read: one person in a direct message, anybody in a channel."""
    people = {f"D{(person.slack_user or '')[1:]}": person.id for person in state.people}
    if posted.channel in people:
        return Reader.of(state, people[posted.channel], Audience.PRIVATE).readable()
    return Reader.of(state, small.people[WHO[Role.GUEST]], Audience.CHANNEL).readable()


@RANDOM
@given(seed=SEEDS)
def test_no_reminder_and_no_digest_tells_it(
    engine: Engine, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    small = SecretBooks(engine, plan_of(Random(seed)))
    posting(small)
    slack, assistant = Workspace(), Assistant(small.books)
    delivery = Delivery(assistant, lambda _: FakeSlack(slack))
    sweep = Sweep(small.books, Policy(overdue=(1, 2)), delivery, "test", assistant.entitled)
    with caplog.at_level(logging.DEBUG):
        for day in range(DAYS):
            small.clock.at = START + timedelta(days=day, hours=1)
            sweep.run()
    state = State.of(small)
    assert slack.posted
    for posted in slack.posted:
        leaked = found_in([posted.text, posted.blocks]) - reads(small, state, posted)
        assert not leaked, (posted, leaked)
    assert not found_in(caplog.text)


@RANDOM
@given(seed=SEEDS)
def test_no_picker_offers_it(engine: Engine, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    random = Random(seed)
    small = SecretBooks(engine, plan_of(random))
    state = State.of(small)
    bot = talking(small, tmp_path_factory.mktemp("typing"))
    typed = ["", *small.people, *to_ask_for(state.everything())]
    for role, name in WHO.items():
        offered = bot.types_in_picker(name, random.choice(typed), "owners-picker")
        readable = Reader.of(state, small.people.get(name), Audience.PRIVATE).readable()
        assert not found_in(offered) - readable, (role, offered)
        assert role is not Role.STRANGER or not offered.get("option_groups")


def talking(small: SecretBooks, folder: Path) -> Conversation:
    """The bot of these books."""
    house = House(config_for(folder), small.engine, small.books, Assistant(small.books, STANDARD))
    people = State.of(small).people
    return Conversation(
        house, small.id, small.clock, {person.name: person.slack_user or "" for person in people}, {}
    )
