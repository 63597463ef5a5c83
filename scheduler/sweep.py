"""One sweep: plan what has changed, then deliver what is due, each reminder on its own.

No transaction is open while something is delivered. A process may die at any point: its rows are taken up by
the next one when their lease has run out, and whoever delivers is told to look first whether it was posted.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from scheduler.content import Digest, Notice, content, recipients
from scheduler.discretion import Entitled, discreet
from scheduler.hours import opening
from scheduler.nudges import fan_out
from scheduler.outbox import claim, failed, postponed, sent, withdrawn
from scheduler.policy import IN_OFFICE_HOURS, TO_PEOPLE, Kind, Policy
from scheduler.refresh import refresh, stale_partnerships
from scheduler.ticker import without_words
from store.bank_holidays import bank_holidays
from store.books import Books
from store.deliveries import KEPT, Deliveries
from store.history import Author
from store.tables import Outbox

LOG = logging.getLogger(__name__)
PLANNED_AT_ONCE = 100  # partnerships per sweep, a few milliseconds each
_MACHINE = Author("the reminders")


@dataclass(frozen=True, slots=True)
class Errand:
    """What whoever delivers has to know beside the reminder.

    `key` is opaque and stays the same over all attempts. `repeated`: an earlier attempt may have posted it
    before it failed, so look for the key first.
    """

    partnership_id: int
    key: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """Where it stands now."""

    channel: str
    ts: str


class Undelivered(Exception):
    """It could not be posted. The text is kept and logged, so it names no people; `final`: do not try again."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.final = final


Deliver = Callable[[Notice, Errand], Posted]


@dataclass
class Sweep:
    """The delivery of reminders from one process; `who` tells it from every other one (at most 60 characters).

    `deliveries_kept`: for how long their answers are remembered, None for good.
    """

    books: Books
    policy: Policy
    deliver: Deliver
    who: str
    entitled: Entitled
    deliveries_kept: timedelta | None = KEPT
    stopping: Event = field(default_factory=Event)

    def run(self) -> None:
        """Do all there is to do now. Raises Unavailable when the database is away; nothing is lost by that."""
        self._refresh()
        while not self.stopping.is_set() and (row := self._claim()):
            self._attempt(row)

    def _refresh(self) -> None:
        with self.books.session(writes=False) as session:
            now = self.books.clock.now()
            stale = stale_partnerships(session, now, PLANNED_AT_ONCE)
        if stale:  # the first time takes half a second, which no transaction should last
            for year in (now.year, now.year + 1):
                bank_holidays(year)
        for partnership_id in stale:
            try:
                self._plan(partnership_id)
            except Exception as error:  # noqa: BLE001 - one partnership's failure must never stop the others
                LOG.error("Planning for partnership %d failed: %s", partnership_id, without_words(error))  # noqa: TRY400 - no texts in the log

    def _plan(self, partnership_id: int) -> None:
        with self.books.session(writes=True) as session:
            now = self.books.clock.now()
            refresh(session, partnership_id, self.policy, now)
            if self.deliveries_kept is not None:
                Deliveries(session, partnership_id, now).forget_old(self.deliveries_kept)
            session.commit()

    def _claim(self) -> Outbox | None:
        """The next one due. One at a time, so that its lease need only outlast one delivery."""
        with self.books.session(writes=True) as session:
            rows = claim(session, self.books.clock.now(), self.who, limit=1)
            session.commit()
        return rows[0] if rows else None

    def _attempt(self, row: Outbox) -> None:
        """Deliver one; whatever goes wrong with it stays with it."""
        try:
            self._carry_out(row)
        except Undelivered as refused:
            LOG.warning("Reminder %d was not delivered: %s", row.id, refused)
            self._fail(row, str(refused), final=refused.final)
        except Exception as error:  # noqa: BLE001 - one reminder's failure must never stop the others
            LOG.error("Reminder %d failed: %s", row.id, without_words(error))  # noqa: TRY400 - no texts in the log
            self._fail(row, type(error).__name__, final=False)

    def _carry_out(self, row: Outbox) -> None:
        if row.kind in IN_OFFICE_HOURS and self._postponed(row):
            return
        if row.kind in TO_PEOPLE and row.person_id is None:
            self._fan_out(row)
            return
        with self.books.open(row.partnership_id, _MACHINE, writes=False) as books:
            notice = discreet(content(row, books, self.policy), books, self.entitled)
        if notice is None:
            self._withdraw(row)
            return
        posted = self.deliver(notice, Errand(row.partnership_id, row.key, repeated=row.attempts > 1))
        self._note(row, notice, posted)

    def _note(self, row: Outbox, notice: Notice, posted: Posted) -> None:
        """It has been posted; what was asked about counts as asked in the same transaction."""
        if not isinstance(notice, Digest) or notice.kind is not Kind.OVERDUE:
            with self.books.session(writes=True) as session:
                sent(session, row.id, posted.channel, posted.ts, self.books.clock.now())
                session.commit()
            return
        with self.books.open(row.partnership_id, _MACHINE, writes=True) as books:
            sent(books.session, row.id, posted.channel, posted.ts, books.now)
            books.chases.asked((point.id for point in notice.named), notice.today)
            books.session.commit()

    def _postponed(self, row: Outbox) -> bool:
        """Whether nobody may be written to just now; then it waits until they may."""
        with self.books.open(row.partnership_id, _MACHINE, writes=False) as books:
            until = opening(books.now.astimezone(books.zone))
        if until is None:
            return False
        with self.books.session(writes=True) as session:
            postponed(session, row.id, self.who, until)
            session.commit()
        return True

    def _fan_out(self, row: Outbox) -> None:
        with self.books.open(row.partnership_id, _MACHINE, writes=True) as books:
            people = recipients(row, books, self.policy)
            if people is None:
                withdrawn(books.session, row.id, self.who)
            else:
                fan_out(row, people, books)
                sent(books.session, row.id, None, None, books.now)
            books.session.commit()

    def _withdraw(self, row: Outbox) -> None:
        with self.books.session(writes=True) as session:
            withdrawn(session, row.id, self.who)
            session.commit()

    def _fail(self, row: Outbox, error: str, *, final: bool) -> None:
        with self.books.session(writes=True) as session:
            failed(session, row.id, self.who, error, self.books.clock.now(), final=final)
            session.commit()
