"""One claimed row on its way: looked for if it may stand there already, said as things are now, posted, noted.

No transaction is open while Slack is asked anything. Just before it is posted the row notes where, and afterwards the
time stamp: whoever takes over from a process that died in between looks there first. A process that was slow for half
a lease posts nothing any more, since others may soon take it for dead.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from scheduler.claims import LEASE, Claim
from scheduler.closings import undelivered
from scheduler.content import (
    Addressee,
    Closings,
    Correction,
    Digest,
    DueTargets,
    Hindrance,
    Missed,
    Notice,
    PlanDigest,
    Question,
    Remark,
    Report,
    Weekly,
    Yearly,
    content,
    fans_out,
    recipients,
)
from scheduler.discretion import Entitled, discreet
from scheduler.errands import Errand, Outlet, Undelivered
from scheduler.missed import report
from scheduler.nudges import fan_out
from scheduler.outbox import failed, mark, postponed, sent, stands, too_late, tried_at, withdrawn
from scheduler.pace import Pace
from scheduler.plan_targets import refs_of
from scheduler.policy import IN_OFFICE_HOURS, NEVER_LATE, STANDING, Kind, Policy
from scheduler.ticker import without_words
from scheduler.troubles import OF_PEOPLE, Trouble, tell
from store.books import Books, OpenBooks
from store.conversations import thread
from store.history import Author
from store.register_reading import State
from store.tables import Outbox

LOG = logging.getLogger(__name__)
LATE = timedelta(hours=1)  # what comes so much later says when it should have come
PEOPLE = "people"  # the place where it is asked in which conversation somebody is written to
_MACHINE = Author("the reminders")


@dataclass
class Courier:
    """Delivers what one process has claimed."""

    books: Books
    policy: Policy
    outlet: Outlet
    entitled: Entitled
    elapsed: Callable[[], float] = time.monotonic
    lease: timedelta = LEASE
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(self.elapsed)

    def carry(self, row: Outbox) -> str:
        """Deliver one; whatever goes wrong with it stays with it.

        The answer is empty, or says why no other of its partnership can be delivered either.
        """
        attempt = _Attempt(self, row, Claim.on(row), self.elapsed())
        try:
            attempt.carry_out()
        except Undelivered as refused:
            if refused.trouble is Trouble.NO_ACCESS:
                attempt.put_back(refused, timedelta())
                return str(refused)
            LOG.log(_weight(row, refused), "Reminder %d was not delivered: %s", row.id, refused)
            attempt.refused(refused)
        except Exception as error:  # noqa: BLE001 - one reminder's failure must never stop the others
            LOG.error("Reminder %d failed: %s", row.id, without_words(error))  # noqa: TRY400 - no texts in the log
            attempt.refused(Undelivered(type(error).__name__))
        return ""


def _weight(row: Outbox, why: Undelivered) -> int:
    """That a member is not in the workspace is usual, and the secretariat is told of it, unless it is they."""
    told = why.trouble in OF_PEOPLE and row.kind != Kind.TROUBLE
    return logging.INFO if told else logging.WARNING


@dataclass
class _Attempt:
    """One attempt at one row. `place` is where it is being posted."""

    by: Courier
    row: Outbox
    claim: Claim
    began: float
    place: str = ""

    def carry_out(self) -> None:
        if self.row.channel is not None and self._stands_in(self.row.channel):
            return
        if self.row.stale_at <= self.by.books.clock.now():
            self._too_late()
            return
        to_several = self._fans_out()
        if (to_several or self.row.person_id or self.row.kind in IN_OFFICE_HOURS) and self._postponed():
            return
        if to_several:
            self._fan_out()
        else:
            self._say()

    def _stands_in(self, place: str) -> bool:
        """Whether an earlier attempt has posted it there after all; then that is noted now."""
        self.place = place
        notice, errand = self._now()
        ts = self.by.outlet.find(place, errand)
        if ts is not None:
            self._complete(notice, errand, ts)
        return ts is not None

    def _say(self) -> None:
        notice, errand = self._shown()
        if notice is None:
            self._within(lambda books: withdrawn(books.session, self.claim))
            return
        self.place = PEOPLE
        if isinstance(notice.recipient, Addressee) and not self._has_turn():
            return
        self.place = self.by.outlet.place(notice.recipient, errand)
        self._written(PEOPLE)
        if self._has_turn() and self._may_post(notice):
            ts = self.by.outlet.post(self.place, notice, errand)
            self._written(self.place)
            self._complete(notice, errand, ts)

    def _complete(self, notice: Notice | None, errand: Errand, ts: str) -> None:
        """Whoever dies before the file is there has not noted the message, so the next one comes here again."""
        if notice is not None:
            self.by.outlet.attach(self.place, ts, notice, errand)
        self._note(notice, ts)

    def _now(self) -> tuple[Notice | None, Errand]:
        """What it says at this moment, if anything, and what is to be known for posting or finding it."""
        with self.by.books.open(self.row.partnership_id, _MACHINE, writes=False) as books:
            return self._read(books)

    def _shown(self) -> tuple[Notice | None, Errand]:
        """The same. What one that stands shows is noted with that, so that no change comes in between unseen."""
        if self.row.kind not in STANDING:
            return self._now()
        with self.by.books.open(self.row.partnership_id, _MACHINE, writes=True) as books:
            notice, errand = self._read(books)
            if isinstance(notice, Digest | Closings | Question | DueTargets | PlanDigest):
                books.shown.note(self.row.id, (point.id for point in notice.named))
                books.session.commit()
        return notice, errand

    def _read(self, books: OpenBooks) -> tuple[Notice | None, Errand]:
        notice = discreet(content(self.row, books, self.by.policy), books, self.by.entitled)
        return notice, self._errand(notice, books)

    def _errand(self, notice: Notice | None, books: OpenBooks) -> Errand:
        key = notice.key if isinstance(notice, Correction) else self.row.key
        expected = self.row.expected_at or self.row.due_at
        late = books.now - expected >= LATE and self.row.kind not in NEVER_LATE
        return Errand(
            partnership_id=books.partnership.id,
            mark=mark(books.partnership.uid, key),
            zone=books.zone,
            age=max(books.now - self.row.due_at, timedelta()),
            late=expected.astimezone(books.zone) if late else None,
        )

    def _paced(self, place: str) -> str:
        """The place as it has a pace of its own: what one workspace asks for slows down no other."""
        return f"{self.row.partnership_id} {place}"

    def _written(self, place: str) -> None:
        self.by.pace.written(self._paced(place))

    def _has_turn(self) -> bool:
        """Whether that place may be written to now; else the row waits for its turn."""
        wait = self.by.pace.turn(self._paced(self.place))
        if wait:
            self._within(lambda books: postponed(books.session, self.claim, books.now, books.now + wait))
        return not wait

    def _may_post(self, notice: Notice) -> bool:
        """Whether the claim still stands; if so the row says from now on that it is being posted.

        One that edits what stands there says nothing, since doing that twice does no harm.
        """
        if self.by.elapsed() - self.began > self.by.lease.total_seconds() / 2:
            raise Undelivered("the answers came too slowly")
        with self.by.books.session(writes=True) as session:
            if isinstance(notice, Correction):
                return stands(session, self.claim)
            draws, now = self.by.outlet.draws(self.place, notice), self.by.books.clock.now()
            ours = tried_at(session, self.claim, self.place, draws, now)
            session.commit()
        return ours

    def _note(self, notice: Notice | None, ts: str) -> None:
        """It has been posted; what was asked about counts as asked, and a thread below is about what it names."""

        def note(books: OpenBooks) -> None:
            sent(books.session, self.row.id, self.place, ts, books.now)
            if isinstance(notice, Digest) and notice.kind is Kind.OVERDUE:
                books.chases.asked((point.id for point in notice.named), notice.today)
            if notice is not None and (about := _about(notice, books)):
                books.conversations.remember(thread(self.place, ts), about, None)
                if isinstance(notice.recipient, Addressee):
                    books.conversations.remember(self.place, about, None)

        self._within(note)

    def _postponed(self) -> bool:
        """Whether nobody may be written to just now; then it waits until they may."""
        with self.by.books.open(self.row.partnership_id, _MACHINE, writes=False) as books:
            until = self.by.policy.hours.opening(books.now.astimezone(books.zone))
        if until is not None:
            self._within(lambda books: postponed(books.session, self.claim, books.now, until))
        return until is not None

    def _fans_out(self) -> bool:
        with self.by.books.open(self.row.partnership_id, _MACHINE, writes=False) as books:
            return fans_out(self.row, books, self.by.policy)

    def _fan_out(self) -> None:
        def fan(books: OpenBooks) -> None:
            people = recipients(self.row, books, self.by.policy)
            if people is None:
                withdrawn(books.session, self.claim)
            else:
                fan_out(self.row, people, books)
                sent(books.session, self.row.id, None, None, books.now)

        self._within(fan)

    def _too_late(self) -> None:
        def aside(books: OpenBooks) -> None:
            row = too_late(books.session, self.claim)
            report(books.session, [row] if row else [], books.now)
            undelivered(books.session, self.row, books.now)

        self._within(aside)

    def refused(self, why: Undelivered) -> None:
        """It was not delivered: it waits as long as that place wants, or is a failed attempt."""
        if why.wait is not None:
            self.by.pace.slow_down(self._paced(self.place), why.wait)
            self.put_back(why, self.by.pace.turn(self._paced(self.place)))
            return

        def fail(books: OpenBooks) -> None:
            failed(books.session, self.claim, str(why), books.now, final=why.final, certain=why.certain)
            undelivered(books.session, self.row, books.now)
            self._tell(why, books)

        self._within(fail)

    def put_back(self, why: Undelivered, wait: timedelta) -> None:
        """It was not its fault, so it costs no attempt."""

        def put(books: OpenBooks) -> None:
            postponed(books.session, self.claim, books.now, books.now + wait, certain=why.certain)
            self._tell(why, books)

        self._within(put)

    def _tell(self, why: Undelivered, books: OpenBooks) -> None:
        row = books.session.get(Outbox, self.row.id) if why.trouble is not None else None
        if row is not None and why.trouble is not None:
            tell(books.session, row, why.trouble, self.place, books.now)

    def _within(self, act: Callable[[OpenBooks], None]) -> None:
        """A transaction of its own over the partnership's books."""
        with self.by.books.open(self.row.partnership_id, _MACHINE, writes=True) as books:
            act(books)
            books.session.commit()


def _about(notice: Notice, books: OpenBooks) -> list[str]:
    """What a thread below it is about.

    A post in a channel is about the whole register, so that an owner's “done” under it means their own.
    """
    if isinstance(notice, Correction | Missed | Hindrance | Report | Yearly | Remark):
        return []
    if isinstance(notice, DueTargets | PlanDigest):
        return refs_of(notice, books)
    named = () if isinstance(notice, Weekly) else notice.named
    points = named or books.register.points.in_state(State.OPEN).public().in_register_order()
    return [point.full_ref for point in points]
