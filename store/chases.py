"""How often an overdue action point was asked about, and when it is asked about again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import Chase


class Chases:
    """The counters of one partnership over one transaction; `today` is local."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    def of(self, point_ids: Iterable[int]) -> dict[int, Chase]:
        """The counters by action point; one that was never asked about has none."""
        mine = (Chase.partnership_id == self.partnership_id, Chase.action_point_id.in_(list(point_ids)))
        rows = self.session.scalars(select(Chase).where(*mine).execution_options(populate_existing=True))
        return {row.action_point_id: row for row in rows}

    def asked(self, point_ids: Iterable[int], on: date) -> None:
        """Count once for that day, however many owners were asked; the caller commits."""
        ids = list(point_ids)
        known = self.of(ids)
        for point_id in ids:
            chase = known.get(point_id) or self._new(point_id)
            if chase.times == 0 or chase.last_at < on:
                chase.times += 1
                chase.last_at = on

    def answered(self, point_id: int) -> None:
        """An owner has said something: the count begins anew, and the next wait is counted from today."""
        chase = self.of([point_id]).get(point_id) or self._new(point_id)
        chase.times, chase.last_at = 0, self.today

    def _new(self, point_id: int) -> Chase:
        chase = Chase(
            partnership_id=self.partnership_id, action_point_id=point_id, times=0, last_at=self.today
        )
        self.session.add(chase)
        return chase


def next_asking(due: date, chase: Chase | None, waits: Sequence[int], then: int) -> date | None:
    """The day on which it is asked about again, and after the last time told to the secretariat.

    The first wait is counted from the due date, each other from the last exchange. None when all has been said.
    """
    if chase is None:
        return due + timedelta(days=waits[0])
    if chase.times > len(waits):
        return None
    if chase.times == len(waits):
        return chase.last_at + timedelta(days=then)
    wait = waits[min(max(chase.times, 1), len(waits) - 1)]
    return max(due + timedelta(days=waits[0]), chase.last_at + timedelta(days=wait))
