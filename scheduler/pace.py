"""How fast one place may be written to, once it has asked for less: after the silence it wants, a message a second.

Whoever has to wait is given a turn of their own and put back until then, so no other place waits with them.
(https://docs.slack.dev/apis/web-api/rate-limits: posting is limited to about one message a second in a channel.)
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

APART = 1.0  # seconds
CALM_AFTER = 60.0  # seconds without a refusal, after which a place is written to freely again


@dataclass
class Pace:
    """The places that one process has been asked to write to more slowly. `elapsed` counts seconds."""

    elapsed: Callable[[], float] = time.monotonic
    _free: dict[str, float] = field(default_factory=dict)
    _last_turn: dict[str, float] = field(default_factory=dict)
    _refused: dict[str, float] = field(default_factory=dict)

    def slow_down(self, place: str, wanted: timedelta) -> None:
        """The place has refused a message and wants silence for so long."""
        self._refused[place] = self.elapsed()
        self._free[place] = self._refused[place] + max(wanted.total_seconds(), APART)

    def turn(self, place: str) -> timedelta:
        """How long to wait before writing there: nothing at all, or until a turn that nobody else is given."""
        now, free = self.elapsed(), self._free.get(place, 0.0)
        if now >= free:
            return timedelta()
        turn = max(free, self._last_turn.get(place, 0.0) + APART)
        self._last_turn[place] = turn
        return timedelta(seconds=turn - now)

    def written(self, place: str) -> None:
        """A message has gone there: the next one comes a second later, while it is slow."""
        if place in self._free:
            now = self.elapsed()
            if now - self._refused[place] >= CALM_AFTER:
                del self._free[place], self._refused[place]
            else:
                self._free[place] = now + APART

    def next_turn(self) -> timedelta | None:
        """After what time somebody's turn may have come; None when nobody waits."""
        now = self.elapsed()
        soonest = min((free for free in self._free.values() if free > now), default=None)
        return None if soonest is None else timedelta(seconds=soonest - now)
