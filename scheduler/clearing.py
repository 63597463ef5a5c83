"""The monthly clearing: what has had its time goes, and the secretariat is told through the outbox.

It is done once a month for each partnership, whatever dies in between and however many processes try: what goes, the
note that it was done, and the report to be delivered are one transaction.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from scheduler.addresses import Addressee
from scheduler.nudges import addressed
from scheduler.outbox import insert_new
from scheduler.policy import Kind
from scheduler.ticker import without_words
from store.books import Books, OpenBooks, commit
from store.database import rewritten
from store.errors import Conflict, NotFound
from store.history import Author
from store.removal import delete_books, long_removed
from store.retention import Periods, clear, uncleared
from store.tables import Clearing, Outbox

LOG = logging.getLogger(__name__)
_MACHINE = Author("the retention periods")
_OF_USE = timedelta(days=14)  # after that the report is history


@dataclass(frozen=True, slots=True)
class Report:
    """What the clearing of a month took away, for one of the secretariat."""

    month: date
    counts: dict[str, int]
    recipient: Addressee
    kind: Kind = Kind.CLEARING


@dataclass(frozen=True, slots=True)
class Clearer:
    """The clearing, from one process."""

    books: Books
    periods: Periods

    def run(self) -> None:
        """Clear for every partnership that has not been cleared this month. One's failure does not stop the others.

        Before, the books of workspaces that have been gone for long enough are deleted, where that is wanted.
        """
        self._delete_removed()
        now = self.books.clock.now().astimezone(UTC)
        begun = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        with self.books.session(writes=False) as session:
            waiting = list(session.scalars(uncleared(begun.date(), begun)))
        for partnership_id in waiting:
            try:
                self._clear(partnership_id, begun.date())
            except Exception as error:  # noqa: BLE001 - one partnership's failure must never stop the others
                LOG.error("Clearing for partnership %d failed: %s", partnership_id, without_words(error))  # noqa: TRY400 - no texts in the log

    def _delete_removed(self) -> None:
        days = self.periods.removed_workspaces
        if not days:
            return
        before = self.books.clock.now() - timedelta(days=days)
        with self.books.session(writes=False) as session:
            waiting = list(session.scalars(long_removed(before)))
        for partnership_id in waiting:
            try:
                self._delete(partnership_id, before)
            except (NotFound, Conflict):  # another process was first, or the workspace is back
                continue
            except Exception as error:  # noqa: BLE001 - as below
                LOG.error("Deleting partnership %d failed: %s", partnership_id, without_words(error))  # noqa: TRY400 - no texts in the log
        if waiting:
            rewritten(self.books.engine)

    def _delete(self, partnership_id: int, before: datetime) -> None:
        with self.books.session(writes=True) as session:
            gone = delete_books(session, partnership_id, before)
            session.commit()
        LOG.warning(
            "The books of partnership %d were deleted, %d rows: its workspace removed the bot %d days ago or more",
            partnership_id,
            gone,
            self.periods.removed_workspaces,
        )

    def _clear(self, partnership_id: int, month: date) -> None:
        with self.books.open(partnership_id, _MACHINE, writes=True) as books:
            gone = clear(books, self.periods, month)
            if gone:
                insert_new(books.session, [_report(books, month)])
            commit(books)


def _report(books: OpenBooks, month: date) -> dict[str, object]:
    """A row of the outbox, which fans out to the secretariat when it is due."""
    return {
        "partnership_id": books.partnership.id,
        "kind": Kind.CLEARING.value,
        "days_before": 0,
        "key": f"{Kind.CLEARING}:{month}",
        "due_at": books.now,
        "stale_at": books.now + _OF_USE,
    }


def report_of(row: Outbox, books: OpenBooks) -> Report | None:
    """What a row of the outbox reports; None when its reader has left."""
    person = addressed(row.person_id or 0, books)
    month = date.fromisoformat(row.key.split(":")[1])
    mine = (Clearing.partnership_id == row.partnership_id, Clearing.month == month)
    done = books.session.scalar(select(Clearing).where(*mine))
    if person is None or done is None:
        return None
    return Report(month, done.counts, Addressee.of(person))
