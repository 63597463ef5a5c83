"""Which posted reminders show which action points, and which of them show what is no longer so.

A reminder that shows how something stands notes its action points before it is posted; whatever changes one of them
marks it in the same transaction (`store.books.commit`). Somebody outside every transaction then draws it anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.tables import Outbox, OutboxState, ShownPoint

AT_ONCE = (
    1_000  # action points in one statement; an import may touch more than a database takes as parameters
)
PLAN_KINDS = ("plan", "plan_digest")  # of reminders that show targets of the plan
KEPT = timedelta(days=30)  # nobody scrolls further back to see how something stands


class Shown:
    """The messages of one partnership over one transaction at one instant."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def note(self, row_id: int, point_ids: Iterable[int]) -> None:
        """What a reminder is about to show, and shows truly; what it would have shown before is forgotten."""
        self.session.execute(delete(ShownPoint).where(ShownPoint.outbox_id == row_id))
        shared = {"partnership_id": self.partnership_id, "outbox_id": row_id}
        self.session.add_all(
            ShownPoint(**shared, action_point_id=point) for point in dict.fromkeys(point_ids)
        )
        self.session.execute(update(Outbox).where(Outbox.id == row_id).values(outdated_at=None))

    def outdated(self, point_ids: Iterable[int]) -> None:
        """These action points have changed: what shows them is no longer so."""
        changed = sorted(point_ids)
        for first in range(0, len(changed), AT_ONCE):
            some = ShownPoint.action_point_id.in_(changed[first : first + AT_ONCE])
            mine = Outbox.partnership_id == self.partnership_id
            outdated = update(Outbox).where(mine, Outbox.id.in_(select(ShownPoint.outbox_id).where(some)))
            self.session.execute(
                outdated.values(outdated_at=self.now).execution_options(synchronize_session=False)
            )

    def plan_outdated(self) -> None:
        """The plan has changed: what shows it is no longer so. There are few of those, so all are drawn anew."""
        mine = (Outbox.partnership_id == self.partnership_id, Outbox.kind.in_(PLAN_KINDS))
        shown = (Outbox.state.in_((OutboxState.CLAIMED, OutboxState.SENT)), Outbox.due_at >= self.now - KEPT)
        outdated = update(Outbox).where(*mine, *shown).values(outdated_at=self.now)
        self.session.execute(outdated.execution_options(synchronize_session=False))

    def forget_old(self) -> None:
        """Messages far back are not drawn anew any more."""
        old = select(Outbox.id).where(Outbox.partnership_id == self.partnership_id)
        past = old.where(Outbox.due_at < self.now - KEPT)
        mine = ShownPoint.partnership_id == self.partnership_id
        self.session.execute(delete(ShownPoint).where(mine, ShownPoint.outbox_id.in_(past)))
