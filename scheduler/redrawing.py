"""Posted reminders that show how something stands, drawn anew when that has changed.

Whatever changes an action point marks the reminders that show it, in its own transaction (`store.shown`). Here they
are taken one by one, each held by one process at a time, and drawn while no transaction is open.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from scheduler.claims import LEASE
from scheduler.outbox import left_to_all
from scheduler.ticker import without_words
from store.books import Books
from store.tables import Outbox, OutboxState
from store.workspaces import AWAY

LOG = logging.getLogger(__name__)


class Undrawable(Exception):
    """It cannot be drawn anew, now or ever, as when it was deleted. The text is logged, so it names no people."""


Draw = Callable[[Outbox], None]


@dataclass(frozen=True, slots=True)
class Redrawing:
    """Draws what is outdated, from one process; `who` tells it from every other one (at most 60 characters)."""

    books: Books
    draw: Draw
    who: str

    def run(self) -> None:
        """Draw all there is to draw now. What fails is tried again when its lease has run out."""
        while self._any() and (row := self._take()):
            self._attempt(row)

    def _any(self) -> bool:
        """Looked for first without a turn at writing, since it is asked after every change."""
        with self.books.session(writes=False) as session:
            return session.scalar(_outdated(self.books.clock.now())) is not None

    def _take(self) -> Outbox | None:
        with self.books.session(writes=True) as session:
            now = self.books.clock.now()
            row = session.scalar(_outdated(now).with_for_update(skip_locked=True))
            if row is not None:
                row.claimed_by, row.held_since, row.lease_until = self.who, now, now + LEASE
                session.commit()
        return row

    def _attempt(self, row: Outbox) -> None:
        try:
            self.draw(row)
        except Undrawable as why:
            LOG.info("Reminder %d is drawn anew no more: %s", row.id, why)
        except Exception as error:  # noqa: BLE001 - one message's failure must never stop the others
            LOG.error("Drawing reminder %d anew failed: %s", row.id, without_words(error))  # noqa: TRY400 - no texts in the log
            return
        with self.books.session(writes=True) as session:
            _drawn(session, row.id, self.who, row.outdated_at)
            session.commit()


def _outdated(now: datetime) -> Select[Outbox]:
    posted = and_(Outbox.state == OutboxState.SENT, Outbox.draws.is_not(None))
    due = (Outbox.outdated_at <= now, posted, left_to_all(now), Outbox.partnership_id.not_in(AWAY))
    return select(Outbox).where(*due).order_by(Outbox.outdated_at).limit(1)


def _drawn(session: Session, row_id: int, who: str, since: datetime | None) -> None:
    """It shows how things stood when it was taken; what has changed since `since` is still to be drawn."""
    row = session.get_one(Outbox, row_id, with_for_update=True, populate_existing=True)
    if row.claimed_by == who:
        row.claimed_by = row.held_since = row.lease_until = None
    if row.outdated_at == since:
        row.outdated_at = None
