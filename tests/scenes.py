"""What the tests of a file begin with, played once: what was said up to a moment, and the books as they were then."""

import sqlite3
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.conversation import Conversation, Heard
from tests.fake_slack import Workspace


@dataclass(frozen=True)
class Scene:
    """All that is due at a moment has been said; `heard` is what."""

    books: Path
    slack: Workspace
    at: datetime
    heard: list[Heard]

    @classmethod
    def played(cls, bot: Conversation, at: datetime) -> "Scene":
        """Played by that bot, which is of no use to anybody afterwards."""
        bot.clock.at = at
        heard = bot.reminds()
        return cls(_file_of(bot), bot.slack, at, heard)

    def goes_on(self, bot: Conversation) -> list[Heard]:
        """Bring a bot there that has just been started; what was heard."""
        copy_books(self.books, _file_of(bot))
        vars(bot.slack).update(vars(deepcopy(self.slack)))
        bot.clock.at = self.at
        return deepcopy(self.heard)


def _file_of(bot: Conversation) -> Path:
    return Path(bot.house.engine.url.database or "")


def copy_books(source: Path, target: Path) -> None:
    """One database over another, SQLite's own way, which is safe while others have both open."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
