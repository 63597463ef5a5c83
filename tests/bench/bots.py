"""The two bots that are measured, each as a process of its own against the same kind of workspace."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

from bot.config import Config, Reminders
from bot.main import house
from bot.sample.loading import CLOCK, load, sample
from bot.sandbox import LocalSlack
from store.clock import StoppedClock

ROOT = Path(__file__).parents[2]
NOW = CLOCK - timedelta(hours=4)  # a quiet morning: no reminder goes out while it is measured
STOP_WITHIN = 15.0


@dataclass(frozen=True, slots=True)
class Bot:
    """A command line, and the folder with the database it starts on; the bare one has none."""

    name: str
    command: tuple[str, ...]
    books: Path | None = None


def ours(folder: Path) -> Bot:
    """The bot, on an existing database that holds the sample partnership."""
    _books(folder / "sample.db")
    (folder / "config.toml").write_text('log_level = "WARNING"\n', encoding="utf-8")
    options = ("--config", str(folder / "config.toml"), "--now", f"{NOW:%Y-%m-%dT%H:%M}")
    return Bot("ours", (sys.executable, "-m", "bot", *options, "serve"), folder / "sample.db")


def bare() -> Bot:
    """A Bolt app with defaults."""
    return Bot("bare Bolt", (sys.executable, "-m", "tests.bench.bare"))


def _books(file: Path) -> None:
    config = Config(f"sqlite:///{file}", "WARNING", 1, Reminders(), "", "", "", "", 0)
    built = house(config, StoppedClock(NOW))
    load(built.books, sample())
    built.engine.dispose()


@contextmanager
def started(bot: Bot, slack: LocalSlack, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The bot's process; it is stopped in order afterwards."""
    environment = {**os.environ, **_tokens(slack)}
    if bot.books:
        copyfile(bot.books, folder / "books.db")
        environment["DATABASE_URL"] = f"sqlite:///{folder / 'books.db'}"
    with (folder / "bot.log").open("wb") as log:
        process = subprocess.Popen(
            bot.command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _tokens(slack: LocalSlack) -> dict[str, str]:
    app = slack.workspace.app
    return {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_SIGNING_SECRET": "",
    }
