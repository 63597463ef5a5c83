"""What has waited too long is not begun: nobody waits for its answer any more, and those behind it would be late as well.

Slack gives up after three seconds. It delivers an event again that was not answered, and tells whoever gave a command or
pressed a button that it did not work; so what is refused here is never done behind somebody's back.
"""

from threading import local
from time import perf_counter

PATIENCE = 1.5
"""Seconds that a delivery may wait for its turn; the rest is for the answer and the way."""


class Waited(local):
    """For each thread since when what it does just now has waited, by `perf_counter`."""

    since = float("inf")

    def too_long(self) -> bool:
        """Whether nobody waits for it any more."""
        return perf_counter() - self.since > PATIENCE
