"""Whose a row of the outbox is just now, and how one that has lost its holder is told from one that is being delivered.

A claim stands in the row, with no time on it. Whoever waits for it measures: one that they have seen unchanged for a
whole lease, by a clock that cannot be set, has lost its holder. So it does not matter that the clocks of replicas
differ, or that one is put right in the middle of a delivery. (Kubernetes elects its leaders in the same way:
https://pkg.go.dev/k8s.io/client-go/tools/leaderelection.)
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Self

from store.tables import Outbox

LEASE = timedelta(minutes=2)  # longer than any delivery takes, see scheduler.courier


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at one row. `token` names the process and the attempt, so that no two are ever equal."""

    row_id: int
    token: str | None

    @classmethod
    def on(cls, row: Outbox) -> Self:
        """The claim that stands in the row."""
        return cls(row.id, row.claimed_by)


@dataclass
class Watch:
    """What one process has seen of the claims of all. `elapsed` counts seconds and is never set."""

    who: str
    elapsed: Callable[[], float] = time.monotonic
    lease: timedelta = LEASE
    _seen: dict[Claim, float] = field(default_factory=dict)
    _attempts: Iterator[int] = field(default_factory=count)

    def token(self) -> str:
        """For the next attempt of this process."""
        return f"{self.who}#{next(self._attempts)}"

    def abandoned(self, standing: Iterable[Claim]) -> list[Claim]:
        """Those of the claims that stand whose holder is gone; asked while this process itself delivers nothing.

        Its own are among them at once: it would have settled them if it could.
        """
        now = self.elapsed()
        self._seen = {claim: self._seen.get(claim, now) for claim in standing}
        lease = self.lease.total_seconds()
        return [claim for claim, since in self._seen.items() if now - since >= lease or self.is_own(claim)]

    def is_own(self, claim: Claim) -> bool:
        """Whether this process holds it."""
        return (claim.token or "").startswith(f"{self.who}#")
