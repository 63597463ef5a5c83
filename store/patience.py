"""Waiting for a database that is away for a moment: restarted, or another host takes over."""

import time
from collections.abc import Callable
from typing import TypeVar

from store.database import Away

Result = TypeVar("Result")

PAUSES = (0.05, 0.15, 0.4, 0.9)
"""Seconds between attempts, a second and a half in all: Slack waits three for an answer."""
TIRED = 10.0
"""Seconds for which nobody waits any more when it was in vain: those who ask meanwhile are better told at once."""


class Patience:
    """Tries again what has failed because the database was away. `elapsed` counts seconds and is never set."""

    def __init__(
        self, elapsed: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.elapsed, self.sleep = elapsed, sleep
        self._tired_until = float("-inf")

    def __call__(
        self, work: Callable[[], Result], may_be_repeated: Callable[[Away], bool] = lambda _away: True
    ) -> Result:
        """What `work` returns, which must leave nothing half done. Raises Away when it stays so."""
        for pause in PAUSES:
            try:
                return work()
            except Away as away:
                if self.elapsed() < self._tired_until or not may_be_repeated(away):
                    raise
                self.sleep(pause)
        try:
            return work()
        except Away:
            self._tired_until = self.elapsed() + TIRED
            raise
