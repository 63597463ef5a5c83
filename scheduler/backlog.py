"""How far behind the outbox is, for whoever watches over the bot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.outbox import left_to_all
from store.tables import Outbox, OutboxState
from store.workspaces import AWAY


@dataclass(frozen=True, slots=True)
class Backlog:
    """Reminders that are due: `ready` wait for nothing, `held` for an hour, a pause or a turn, `claimed` are on their way.

    Those that are `away` are of workspaces that the bot has been removed from.

    `lag` is how long ago the oldest of the ready ones was due.
    """

    ready: int
    held: int
    claimed: int
    lag: timedelta
    away: int = 0


def backlog(session: Session, now: datetime) -> Backlog:
    """Of all partnerships. Costs what is due, not what is planned."""
    due = select(func.count(), func.min(Outbox.due_at)).where(
        Outbox.state == OutboxState.PENDING, Outbox.due_at <= now
    )
    away, _ = session.execute(due.where(Outbox.partnership_id.in_(AWAY))).one()
    due = due.where(Outbox.partnership_id.not_in(AWAY))
    ready, oldest = session.execute(due.where(left_to_all(now))).one()
    waiting, _ = session.execute(due).one()
    claimed = select(func.count()).where(Outbox.state == OutboxState.CLAIMED)
    lag = now - oldest if oldest else timedelta()
    return Backlog(ready, waiting - ready, session.scalar(claimed) or 0, lag, away)
