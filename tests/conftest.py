"""What every test may ask for: books with the sample partnership, and a bot to talk to."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from bot.config import Config, Reminders
from bot.main import House, house
from bot.sample.loading import CLOCK, Data, load, sample
from store.clock import StoppedClock
from tests.conversation import Conversation
from tests.dialects import share_what_is_compiled
from tests.scenes import Scene

# How long something takes is measured in benchmarks; a busy machine must not fail a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
share_what_is_compiled()
# Where Python may not keep what it has compiled, each of the hundred processes that tests start compiles the bot anew: half
# of the time that starting takes.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end; nothing need be looked for among it again."""
    gc.collect()
    gc.freeze()


def config_for(folder: Path) -> Config:
    """A configuration over a fresh SQLite file, without tokens."""
    return Config(
        database_url=f"sqlite:///{folder / 'books.db'}",
        log_level="DEBUG",
        listeners=2,
        reminders=Reminders(),
        slack_api_url="http://localhost:1/api/",
        bot_token="",
        app_token="",
        signing_secret="",
        port=0,
    )


@pytest.fixture
def clock() -> StoppedClock:
    """The demo's time, standing still."""
    return StoppedClock(CLOCK)


@pytest.fixture(scope="session")
def sample_data() -> Data:
    """What the sample's file says, read once: that takes longer than most tests. Nobody changes it."""
    return sample()


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory, sample_data: Data) -> Path:
    """The sample partnership in a database file, loaded once; each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("sample")
    built = house(config_for(folder), StoppedClock(CLOCK))
    load(built.books, sample_data)
    built.engine.dispose()
    return folder / "books.db"


@contextmanager
def house_over(books: Path, folder: Path, clock: StoppedClock) -> Iterator[House]:
    """A house with a copy of the sample's books."""
    shutil.copyfile(books, folder / "books.db")
    built = house(config_for(folder), clock)
    yield built
    built.engine.dispose()


@pytest.fixture
def home(tmp_path: Path, clock: StoppedClock, sample_books: Path) -> Iterator[House]:
    """A house with the sample partnership in its books."""
    with house_over(sample_books, tmp_path, clock) as built:
        yield built


def bot_in(home: House, clock: StoppedClock, data: Data) -> Conversation:
    """The bot in the sample's workspace, over these books."""
    users = {user["person"]: user["id"] for user in data["slack"]["users"]}
    emails = {person["name"]: person["email"] for person in data["people"]}
    return Conversation(home, home.partnership(), clock, users, emails)


@pytest.fixture
def bot(home: House, clock: StoppedClock, sample_data: Data) -> Conversation:
    """The bot, with the sample partnership in its books."""
    return bot_in(home, clock, sample_data)


@pytest.fixture(scope="module")
def played(
    request: pytest.FixtureRequest,
    sample_books: Path,
    sample_data: Data,
    tmp_path_factory: pytest.TempPathFactory,
) -> Scene:
    """The sample at the moment that a test module names as its MOMENT, when all that is due by then has been said."""
    clock = StoppedClock(CLOCK)
    with house_over(sample_books, tmp_path_factory.mktemp("played"), clock) as home:
        at = CLOCK.fromisoformat(request.module.MOMENT).replace(tzinfo=CLOCK.tzinfo)
        return Scene.played(bot_in(home, clock, sample_data), at)
