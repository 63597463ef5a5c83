"""A small partnership with its reminders, a clock that stands, and a stand-in for the way to Slack."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from scheduler.content import Addressee, Channel, Digest, Notice, Reminder, Report, Weekly
from scheduler.policy import Policy
from scheduler.sweep import Errand, Posted, Sweep
from store.books import Books, OpenBooks, commit
from store.clock import StoppedClock
from store.history import Author
from store.names import Party
from store.reference import Reference
from store.tables import Meeting, Outbox, OutboxState, Owner, Partnership
from store.views import PointView

LONDON = ZoneInfo("Europe/London")
BOARD, STEERING = "C0BOARD", "C0STEERING"
BY = Author("a test")
CALENDAR_ONLY = Policy(overdue=(), weekly=False, personal=False)


def local(words: str) -> datetime:
    """The instant at which London's clocks show it: "2026-05-19 09:00"."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def owning(books: OpenBooks, person_id: int, point: PointView) -> bool:
    """A house where only owners, by their own name, read what is confidential."""
    named = select(Owner.id).where(Owner.action_point_id == point.id, Owner.person_id == person_id)
    return books.session.scalar(named) is not None


@dataclass
class Outlet:
    """Where reminders go. Each of `troubles` is raised once instead, or after posting where it says so."""

    clock: StoppedClock
    posted: list[tuple[datetime, Reminder, Errand]] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    weeks: list[Weekly] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    before: Callable[[], None] | None = None

    def deliver(self, reminder: Notice, errand: Errand) -> Posted:
        if self.before:
            self.before()
        if self.troubles:
            raise self.troubles.pop(0)
        if isinstance(reminder, Digest):
            self.digests.append(reminder)
        elif isinstance(reminder, Weekly):
            self.weeks.append(reminder)
        elif isinstance(reminder, Report):
            self.reports.append(reminder)
        else:
            self.posted.append((self.clock.now(), reminder, errand))
        return Posted(_place(reminder), f"{len(self.posted) + len(self.digests) + len(self.weeks)}.0")

    def heard(self) -> list[tuple[str, str, int]]:
        """What was posted since it was last asked: where or to whom, the kind, and the days left."""
        said = [(_place(r), r.kind.value, r.days_left) for _, r, _ in self.posted]
        self.posted.clear()
        return said


def _place(reminder: Notice) -> str:
    match reminder.recipient:
        case Channel(id=channel):
            return channel
        case Addressee(name=name):
            return name


@dataclass
class World:
    """One partnership in a database, created at `start`."""

    engine: Engine
    start: datetime
    policy: Policy = CALENDAR_ONLY
    name: str = "Saltmarsh Community Safety Partnership"

    def __post_init__(self) -> None:
        self.clock = StoppedClock(self.start)
        self.books = Books(self.engine, self.clock)
        self.outlet = Outlet(self.clock)
        with self.books.session(writes=True) as session:
            mine = Partnership(name=self.name, short_name="CSP", created_at=self.start)
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
        return Sweep(self.books, self.policy, self.outlet.deliver, who, owning)

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
