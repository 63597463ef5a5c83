"""A copy of the books for each day, and those of the last days kept.

A tick looks whether the day has its copy. So one that was missed while the bot was down is made when it is back, and
however often it is looked, or by however many processes, there is one for each day (UTC).
"""

import fcntl
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from store.backups import back_up, forget
from store.clock import Clock
from store.errors import BookError

LOG = logging.getLogger(__name__)
EVERY_HOUR = 3_600  # seconds between looks at whether a day has begun
_NAMED = re.compile(r"books-(\d{4}-\d\d-\d\d)\.db")


@dataclass(frozen=True, slots=True)
class Nightly:
    """The copies of one database in one folder; the last `keep` days of them stay."""

    engine: Engine
    clock: Clock
    folder: Path
    keep: int

    def run(self) -> None:
        """Make the copy of today unless it is there. Old ones go only once a new one is safe."""
        try:
            self._run()
        except BookError as error:
            LOG.error("No copy of the books could be made: %s", error)  # noqa: TRY400 - a sentence of ours

    def _run(self) -> None:
        today = self.clock.now().astimezone(UTC).date()
        target = self.folder / f"books-{today}.db"
        if target.exists():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(self.folder) as alone:
            if alone and not target.exists():
                back_up(self.engine, target)
                self._forget_before(today - timedelta(days=self.keep - 1))

    def _forget_before(self, first: date) -> None:
        for day, copy in copies(self.folder):
            if day < first:
                forget(copy)


def copies(folder: Path) -> list[tuple[date, Path]]:
    """The copies that are there with their days, the oldest first; whatever else is in the folder is not ours."""
    named = ((_NAMED.fullmatch(file.name), file) for file in folder.glob("books-*.db"))
    return sorted((date.fromisoformat(match[1]), file) for match, file in named if match)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other process makes a copy there; the lock goes with whoever holds it."""
    with (folder / ".copying").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
