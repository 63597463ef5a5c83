"""Whose reminders are next, so that one partnership with many of them keeps no other waiting.

The oldest comes first; but whoever has had their share of a round waits until nobody else has anything due.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

SHARE = 25  # reminders of one partnership, some seconds, before it is the others' turn


@dataclass
class Turns:
    """The turns of one sweep. Those `away` have none at all; who is `barred` (and why) has none any more."""

    away: Iterable[int]
    barred: dict[int, str] = field(default_factory=dict)
    _had: Counter[int] = field(default_factory=Counter)
    _waiting: set[int] = field(default_factory=set)

    @property
    def passed_over(self) -> Collection[int]:
        """The partnerships whose reminders are left alone just now."""
        return {*self.away, *self.barred, *self._waiting}

    def had(self, partnership_id: int) -> None:
        """One of theirs is on its way."""
        self._had[partnership_id] += 1
        if self._had[partnership_id] >= SHARE:
            self._waiting.add(partnership_id)

    def anew(self) -> bool:
        """Nobody else has anything due: another round, if somebody waits for it."""
        waited = bool(self._waiting)
        self._waiting.clear()
        self._had.clear()
        return waited
