"""Putting the house together: configuration, clock, database, assistant. Nothing is global; everything is passed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.assistant import Assistant
from bot.config import Config, load
from bot.policies import hours_of
from store.books import Books
from store.clock import Clock, SetClock, SystemClock
from store.database import migrate, open_database
from store.errors import Invalid, NotFound
from store.settings import Settings
from store.workspaces import listed

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class House:
    """Everything that a command needs, put together once."""

    config: Config
    engine: Engine
    books: Books
    assistant: Assistant
    meant: str = ""

    def partnership(self) -> int:
        """The partnership that is meant, by name or number; where none is named, the only one there is.

        Raises NotFound while the books are empty, Invalid when there are several that it could be.
        """
        with self.books.session(writes=False) as session:
            there = listed(session, self.meant)
        if len(there) == 1:
            return there[0].id
        if self.meant and not there:
            raise NotFound(f"There are no books of a partnership called “{self.meant}”.")
        if not there:
            raise NotFound(
                "The books are empty. `python -m bot import PAPER` founds a partnership from one of its papers."
            )
        names = "; ".join(f"{each.id} {each.name} ({each.slack_team or 'no workspace'})" for each in there)
        raise Invalid(
            f"There are several partnerships in these books. Say which before the command, by name or number, such as"
            f" --partnership {there[0].id}: {names}."
        )


def build(config_file: Path, now: str | None = None, meant: str = "") -> House:
    """Open the books that the configuration names, migrated. Raises BookError with a sentence."""
    config = load(config_file)
    return house(config, clock(now), meant)


def house(config: Config, time: Clock, meant: str = "") -> House:
    """The same from parts."""
    engine = open_database(config.database_url)
    migrate(engine)
    books = Books(engine, time, Settings(config.public_url, config.templates, hours_of(config), config.many))
    return House(config, engine, books, Assistant(books, config.access), meant)


def clock(now: str | None) -> Clock:
    """The machine's clock, or one that starts at `now` (local time in London unless it has an offset) and ticks."""
    if now is None:
        return SystemClock()
    try:
        start = datetime.fromisoformat(now)
    except ValueError as error:
        raise Invalid(f"“{now}” is no time that --now understands; write it as 2025-10-06T09:30.") from error
    return SetClock(start if start.tzinfo else start.replace(tzinfo=LONDON))
