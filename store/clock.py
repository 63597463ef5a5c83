"""The clock as an object, so that tests, rehearsals and the demo can set it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that starts at `start` (aware) and ticks from there; `step` moves it forward."""

    start: datetime
    _since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.start.astimezone(UTC) + (datetime.now(UTC) - self._since)

    def step(self, by: timedelta) -> None:
        self.start += by


@dataclass
class StoppedClock:
    """A clock that stands until it is moved: for tests, where time passes only when they say so."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def step(self, by: timedelta) -> None:
        self.at += by
