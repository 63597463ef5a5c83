"""One sweep: plan what has changed or has happened, put aside what has lost its use, deliver what is due, each reminder on its own.

A process may die at any point: its rows are taken up by the next one when their lease has run out.
"""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy.orm import Session

from scheduler import closings
from scheduler.claims import LEASE, Watch
from scheduler.courier import Courier
from scheduler.discretion import Entitled
from scheduler.errands import Outlet
from scheduler.missed import report
from scheduler.outbox import claim, claims, lapsed, put_aside, release
from scheduler.policy import Policy
from scheduler.refresh import refresh, stale_partnerships
from scheduler.ticker import without_words
from scheduler.turns import Turns
from store.bank_holidays import bank_holidays
from store.books import Books
from store.deliveries import Deliveries
from store.history import Author
from store.retention import Periods
from store.shown import Shown
from store.tables import Outbox
from store.unanswered import Unanswered
from store.workspaces import AWAY

LOG = logging.getLogger(__name__)
PLANNED_AT_ONCE = 100  # partnerships per sweep, a few milliseconds each
ASIDE_AT_ONCE = 500  # rows per transaction
_MACHINE = Author("the reminders")


@dataclass
class Sweep:
    """The delivery of reminders from one process; `who` tells it from every other one (at most 50 characters).

    `entitled` says what people may be told; `kept` for how long what is forgotten daily is kept.
    `elapsed` counts seconds and is never set; `lease` is the same in all processes.
    """

    books: Books
    policy: Policy
    outlet: Outlet
    who: str
    entitled: Entitled
    kept: Periods = field(default_factory=Periods)
    elapsed: Callable[[], float] = time.monotonic
    lease: timedelta = LEASE
    stopping: Event = field(default_factory=Event)
    _barred: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.watch = Watch(self.who, self.elapsed, self.lease)
        self.courier = Courier(self.books, self.policy, self.outlet, self.entitled, self.elapsed, self.lease)

    def run(self) -> timedelta | None:
        """Do all there is to do now; after what time there is more to do, if that is known to be soon.

        Raises Unavailable when the database is away; nothing is lost by that.
        """
        self._refresh()
        self._put_closings()
        self._tidy()
        turns = Turns(self._away())
        while not self.stopping.is_set() and (row := self._next(turns)):
            if why := self.courier.carry(row):
                turns.barred[row.partnership_id] = why
        self._say_once(turns.barred)
        return self.courier.pace.next_turn()

    def _refresh(self) -> None:
        with self.books.session(writes=False) as session:
            now = self.books.clock.now()
            stale = stale_partnerships(session, now, PLANNED_AT_ONCE)
        if stale:  # the first time takes half a second, which no transaction should last
            for year in (now.year, now.year + 1):
                bank_holidays(year)
        self._each(stale, self._plan)

    def _put_closings(self) -> None:
        with self.books.session(writes=False) as session:
            waiting = closings.waiting(session, self.books.clock.now(), self.policy)
        self._each(waiting, self._put)

    def _put(self, partnership_id: int) -> None:
        with self.books.open(partnership_id, _MACHINE, writes=True) as books:
            closings.put(books, self.policy)
            books.session.commit()

    def _each(self, partnerships: list[int], plan: Callable[[int], None]) -> None:
        for partnership_id in partnerships:
            try:
                plan(partnership_id)
            except Exception as error:  # noqa: BLE001 - one partnership's failure must never stop the others
                LOG.error("Planning for partnership %d failed: %s", partnership_id, without_words(error))  # noqa: TRY400 - no texts in the log

    def _plan(self, partnership_id: int) -> None:
        with self.books.session(writes=True) as session:
            now = self.books.clock.now()
            refresh(session, partnership_id, self.policy, now)
            self._forget(session, partnership_id, now)
            Shown(session, partnership_id, now).forget_old()
            session.commit()

    def _forget(self, session: Session, partnership_id: int, now: datetime) -> None:
        """What has had its time; no days: it is kept for good."""
        if self.kept.deliveries:
            Deliveries(session, partnership_id, now).forget_old(timedelta(days=self.kept.deliveries))
        if self.kept.unanswered:
            Unanswered(session, partnership_id, now).forget_old(timedelta(days=self.kept.unanswered))

    def _tidy(self) -> None:
        """Free what dead processes hold, and put aside what has lost its use; looked for first without a turn at writing."""
        now = self.books.clock.now()
        with self.books.session(writes=False) as session:
            abandoned = self.watch.abandoned(claims(session))
            stale = lapsed(session, now)
        if abandoned:
            with self.books.session(writes=True) as session:
                for each in sorted(abandoned, key=lambda claim: claim.row_id):
                    release(session, each, now)
                session.commit()
        while stale:
            with self.books.session(writes=True) as session:
                aside = put_aside(session, now, ASIDE_AT_ONCE)
                report(session, aside, now)
                for row in aside:
                    closings.undelivered(session, row, now)
                session.commit()
            stale = len(aside) == ASIDE_AT_ONCE

    def _away(self) -> list[int]:
        with self.books.session(writes=False) as session:
            return list(session.scalars(AWAY))

    def _next(self, turns: Turns) -> Outbox | None:
        """The next one due, of a partnership that has not had its share of this round."""
        row = self._claim(turns.passed_over)
        if row is None and turns.anew():
            row = self._claim(turns.passed_over)
        if row is not None:
            turns.had(row.partnership_id)
        return row

    def _claim(self, but: Collection[int] = ()) -> Outbox | None:
        """One at a time, so that its lease need only outlast one delivery."""
        with self.books.session(writes=True) as session:
            row = claim(session, self.books.clock.now(), self.watch.token(), but=but)
            session.commit()
        return row

    def _say_once(self, barred: dict[int, str]) -> None:
        """For whoever runs the bot: while nothing at all is accepted, nobody can be told in any other way."""
        for partnership_id, why in barred.items():
            if why != self._barred.get(partnership_id):
                LOG.error(
                    "No reminder of partnership %d can be posted (%s); `check` says what to do. They wait, none is lost.",
                    partnership_id,
                    why,
                )
        for partnership_id in self._barred.keys() - barred.keys():
            LOG.info("Reminders of partnership %d can be posted again.", partnership_id)
        self._barred = barred
