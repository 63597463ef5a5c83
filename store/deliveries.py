"""Which deliveries have changed the books already, and what they were answered."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.tables import Delivery

KEPT = timedelta(days=7)  # Delayed Events are retried hourly for a day; a week outlives every retry


class Deliveries:
    """The memory of one partnership's deliveries."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def answer_to(self, key: str | None) -> str | None:
        """The reply that this delivery got the first time, encoded; None when it is new or has no key."""
        if key is None:
            return None
        mine = (Delivery.partnership_id == self.partnership_id, Delivery.key == key)
        return self.session.scalar(select(Delivery.reply).where(*mine))

    def remember(self, key: str | None, reply: str) -> None:
        """Keep the reply, in the transaction of the change itself."""
        if key is not None:
            self.session.add(Delivery(partnership_id=self.partnership_id, key=key, at=self.now, reply=reply))

    def forget_old(self, kept: timedelta = KEPT) -> None:
        """Drop what no retry can ask for any more."""
        mine = Delivery.partnership_id == self.partnership_id
        self.session.execute(delete(Delivery).where(mine, Delivery.at < self.now - kept))
