"""A small partnership with its reminders, a clock that stands, and a stand-in for the way to Slack."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from threading import Barrier, Thread
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from scheduler.content import (
    Addressee,
    Announcement,
    Channel,
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
    Reminder,
    Report,
    Weekly,
    Yearly,
)
from scheduler.errands import Errand
from scheduler.outbox import mark
from scheduler.policy import Kind, Policy, Rule
from scheduler.sweep import Sweep
from store.books import Books, OpenBooks, commit
from store.clock import StoppedClock
from store.history import Author
from store.names import Party
from store.reference import Reference
from store.tables import Capacity, Meeting, Outbox, OutboxState, Owner, Partnership
from store.views import PointView

LONDON = ZoneInfo("Europe/London")
BOARD, STEERING = "C0BOARD", "C0STEERING"
BY = Author("a test")
NOTHING = Rule(())
CALENDAR_ONLY = Policy(
    publication=NOTHING,
    questions=NOTHING,
    export=NOTHING,
    quorum=NOTHING,
    overdue=(),
    weekly=False,
    personal=False,
    confirm=None,
)


def local(words: str) -> datetime:
    """The instant at which London's clocks show it: "2026-05-19 09:00"."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def owning(books: OpenBooks, person_id: int, point: PointView) -> bool:
    """A house where only owners, by their own name, read what is confidential."""
    named = select(Owner.id).where(Owner.action_point_id == point.id, Owner.person_id == person_id)
    return books.session.scalar(named) is not None


def named(recipient: Channel | Addressee) -> str:
    """Where somebody is written to here."""
    return recipient.id if isinstance(recipient, Channel) else recipient.name


@dataclass
class Outlet:
    """Where reminders go.

    Each of `troubles` is raised once instead of posting, of `doubts` once after it; a place that is `closed` raises
    what stands there whenever something is to be posted in it.
    """

    clock: StoppedClock
    posted: list[tuple[datetime, Reminder, Errand]] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    weeks: list[Weekly] = field(default_factory=list)
    news: list[Announcement] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    closings: list[Closings | Question] = field(default_factory=list)
    asked: list[Yearly | Remark] = field(default_factory=list)
    plan: list[DueTargets | PlanDigest] = field(default_factory=list)
    reports: list[Missed | Hindrance | Report] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    doubts: list[BaseException] = field(default_factory=list)
    closed: dict[str, Exception] = field(default_factory=dict)
    papers: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[], None] | None = None
    standing: dict[tuple[str, str], str] = field(default_factory=dict)
    """The time stamp of all that was ever posted, by place and mark."""

    def place(self, recipient: Channel | Addressee, _errand: Errand) -> str:
        return named(recipient)

    def find(self, place: str, errand: Errand) -> str | None:
        return self.standing.get((place, errand.mark))

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        if self.before:
            self.before()
        if self.troubles:
            raise self.troubles.pop(0)
        if place in self.closed:
            raise self.closed[place]
        ts = self._put(place, notice, errand)
        self._note(notice, errand)
        if self.doubts:
            raise self.doubts.pop(0)
        return ts

    def _put(self, place: str, notice: Notice, errand: Errand) -> str:
        if isinstance(notice, Correction):
            assert self.standing.get((place, errand.mark)) == notice.ts, "what is corrected stands there"
            return notice.ts
        assert (place, errand.mark) not in self.standing, f"{notice.kind} stands there already"
        ts = self.standing[place, errand.mark] = f"{len(self.standing) + 1}.0"
        return ts

    def _note(self, notice: Notice, errand: Errand) -> None:
        match notice:
            case Digest():
                self.digests.append(notice)
            case Weekly():
                self.weeks.append(notice)
            case Announcement():
                self.news.append(notice)
            case Correction():
                self.corrections.append(notice)
            case Closings() | Question():
                self.closings.append(notice)
            case Missed() | Hindrance() | Report():
                self.reports.append(notice)
            case Yearly() | Remark():
                self.asked.append(notice)
            case DueTargets() | PlanDigest():
                self.plan.append(notice)
            case Reminder():
                self.posted.append((self.clock.now(), notice, errand))

    def attach(self, place: str, ts: str, notice: Notice, _errand: Errand) -> None:
        if isinstance(notice, Reminder) and notice.kind is Kind.EXPORT:
            self.papers.append((place, ts))

    def draws(self, _place: str, notice: Notice) -> str | None:
        return "drawn" if isinstance(notice, Digest | Closings | Question | DueTargets) else None

    def heard(self) -> list[tuple[str, str, int]]:
        """What was posted since it was last asked: where or to whom, the kind, and the days left."""
        said = [(named(r.recipient), r.kind.value, r.days_left) for _, r, _ in self.posted]
        self.posted.clear()
        return said


@dataclass
class World:
    """One partnership in a database, created at `start`."""

    engine: Engine
    start: datetime
    policy: Policy = CALENDAR_ONLY
    name: str = "Saltmarsh Community Safety Partnership"
    timezone: str = "Europe/London"

    def __post_init__(self) -> None:
        self.clock = StoppedClock(self.start)
        self.elapsed = 0.0
        self.books = Books(self.engine, self.clock)
        self.outlet = Outlet(self.clock)
        with self.books.session(writes=True) as session:
            mine = Partnership(
                name=self.name, short_name="CSP", timezone=self.timezone, created_at=self.start
            )
            session.add(mine)
            session.commit()
            self.id = mine.id
        with self.changing() as books:
            board = books.directory.add_group("Saltmarsh CSP", "CSP", is_board=True)
            steering = books.directory.add_group("Steering Group", "SG")
            board.channel, steering.channel = BOARD, STEERING

    @contextmanager
    def changing(self) -> Iterator[OpenBooks]:
        """The books, open for a change that is committed in the end."""
        with self.books.open(self.id, BY, writes=True) as books:
            yield books
            commit(books)

    @contextmanager
    def reading(self) -> Iterator[OpenBooks]:
        with self.books.open(self.id, BY, writes=False) as books:
            yield books

    def meets(self, day: str, *, group: str = "CSP", kind: str = "meeting", start: time | None = None) -> int:
        """Put a meeting into the calendar; its id."""
        with self.changing() as books:
            body = books.directory.group_named(group)
            assert body is not None
            on = date.fromisoformat(day)
            meeting = books.calendar.add(body, on, on, kind)
            meeting.start = start
            return meeting.id

    @contextmanager
    def meeting(self, meeting_id: int) -> Iterator[Meeting]:
        """A meeting of the calendar, to be changed."""
        with self.changing() as books:
            meeting = books.calendar.meeting(meeting_id)
            assert meeting is not None
            yield meeting

    def person(self, name: str, **known: str) -> Party:
        with self.changing() as books:
            person = books.directory.add_person(name)
            for column, value in known.items():
                setattr(person, column, value)
            return Party("person", person.id, person.name)

    def promised(self, text: str, *owners: Party, at: int, due: str | None = None) -> Reference:
        """Minute an action point at a meeting; its reference."""
        with self.changing() as books:
            meeting = books.calendar.meeting(at)
            assert meeting is not None
            day = date.fromisoformat(due) if due else None
            point = books.register.add(text, list(owners), meeting, day)
            return Reference(point.month, point.number, point.year)

    def sweep(self, who: str = "one") -> Sweep:
        """A process; its own clock, which is never set, shows `elapsed` seconds."""
        return Sweep(self.books, self.policy, self.outlet, who, owning, elapsed=lambda: self.elapsed)

    def key_of(self, errand: Errand) -> str:
        """The key of the row that an errand is about."""
        with self.reading() as books:
            uid = books.partnership.uid
        return next(row.key for row in self.rows() if mark(uid, row.key) == errand.mark)

    def at(self, words: str) -> list[tuple[str, str, int]]:
        """Move the clock to a local time, sweep, and tell what was posted."""
        self.clock.at = local(words)
        self.sweep().run()
        return self.outlet.heard()

    def rows(self, **columns: Any) -> list[Outbox]:
        """The outbox in the order in which it falls due, or those rows with the given columns."""
        with self.books.session(writes=False) as session:
            mine = select(Outbox).filter_by(partnership_id=self.id, **columns)
            return list(session.scalars(mine.order_by(Outbox.due_at, Outbox.key)))

    def states(self, **columns: Any) -> dict[str, OutboxState]:
        """The states of those rows by key."""
        return {row.key: row.state for row in self.rows(**columns)}


def sits(world: World, name: str, capacity: Capacity, organisation: str = "", **known: str) -> Party:
    with world.changing() as books:
        person = books.directory.person_named(name) or books.directory.add_person(name)
        body = books.directory.organisation_named(organisation) if organisation else None
        if organisation and body is None:
            body = books.directory.add_organisation(organisation)
        group = books.directory.group_named(known["group"]) if "group" in known else None
        books.directory.add_membership(person, body, capacity, None, role=known.get("role"), group=group)
        return Party("person", person.id, person.name)


class Runs(Protocol):
    def run(self) -> object: ...


def run_together(sweeps: Sequence[Runs]) -> None:
    """Let them run at the same moment."""
    ready = Barrier(len(sweeps))

    def work(sweep: Runs) -> None:
        ready.wait()
        sweep.run()

    threads = [Thread(target=work, args=(sweep,)) for sweep in sweeps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
