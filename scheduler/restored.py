"""After books were restored: what was due since the copy was made may have been posted, and the copy cannot know."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.missed import report
from store.tables import Outbox, OutboxState

RESTORED = "the books were restored from a copy, and it may have come before"


def left_out(session: Session, now: datetime) -> int:
    """Settle what was due by now, and have it named to the secretariats; how many reminders. The caller commits.

    One that is named and not posted is looked into by somebody; one that is posted twice is a promise broken. A new
    plan revives what was skipped, but nothing that has failed.
    """
    waiting = Outbox.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
    rows = session.scalars(select(Outbox).where(waiting, Outbox.due_at <= now)).all()
    for row in rows:
        row.state, row.last_error = OutboxState.FAILED, RESTORED
        row.claimed_by = row.held_since = row.lease_until = None
    report(session, rows, now)
    return len(rows)
