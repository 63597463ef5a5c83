"""A database with many partnerships, all of whose reminders are planned, and a process that sweeps over it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete, insert, select, update

from scheduler.content import Addressee, Channel, Notice
from scheduler.errands import Errand
from scheduler.plan import planned
from scheduler.policy import Policy, Rule
from scheduler.refresh import HORIZON, row_of
from scheduler.sweep import Sweep
from store.books import Books
from store.calendar import view
from store.clock import StoppedClock
from store.database import migrate
from store.tables import Conversation, Group, Meeting, Outbox, OutboxState, Partnership

# Ten reminders for the two meetings of each partnership.
NOTHING = Rule(())
POLICY = Policy(
    publication=NOTHING,
    questions=NOTHING,
    export=NOTHING,
    quorum=NOTHING,
    nudge=NOTHING,
    overdue=(),
    weekly=False,
    personal=False,
)
# Nine o'clock comes to the few in Athens first, then to the many in Paris; in London nothing is due that day.
EARLY = datetime(2026, 5, 5, 5, 59, tzinfo=UTC)
NINE_IN = {"Europe/Athens": EARLY.replace(hour=6, minute=0), "Europe/Paris": EARLY.replace(hour=7, minute=0)}
_DAY = timedelta(days=1)


@dataclass
class Nowhere:
    """An outlet that costs nothing."""

    posted: int = 0

    def place(self, recipient: Channel | Addressee, _errand: Errand) -> str:
        return recipient.id if isinstance(recipient, Channel) else recipient.name

    def find(self, place: str, errand: Errand) -> str | None:
        raise AssertionError(f"{errand.mark} is looked for in {place}")

    def post(self, _place: str, _notice: Notice, _errand: Errand) -> str:
        self.posted += 1
        return f"{self.posted}.0"

    def attach(self, _place: str, _ts: str, _notice: Notice, _errand: Errand) -> None:
        """Nothing has a file."""

    def draws(self, _place: str, _notice: Notice) -> None:
        """Nothing of it is drawn anew."""


@dataclass
class Many:
    """So many partnerships, of which something is due to a few and then to many more."""

    engine: Engine
    partnerships: int
    few: int
    many: int
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(EARLY))

    def fill(self) -> int:
        """Write the books and what is planned; the number of pending reminders."""
        migrate(self.engine)
        with Books(self.engine, self.clock).session(writes=True) as session:
            for table, rows in self._books():
                session.execute(insert(table), rows)
            partnerships = {each.id: each for each in session.scalars(select(Partnership))}
            zones = {each.id: ZoneInfo(each.timezone) for each in partnerships.values()}
            outbox = [
                row_of(reminder, partnerships[meeting.partnership_id], EARLY)
                for meeting in session.scalars(select(Meeting))
                for reminder in planned(
                    [view(meeting, zones[meeting.partnership_id])],
                    zones[meeting.partnership_id],
                    POLICY,
                    EARLY - 100 * _DAY,
                    EARLY + 100 * _DAY,
                )
            ]
            session.execute(insert(Outbox), outbox)
            session.commit()
        return len(outbox)

    def _books(self) -> Iterator[tuple[type, list[dict[str, object]]]]:
        yield Partnership, [self._partnership(number) for number in range(1, self.partnerships + 1)]
        bodies = [
            (number * 2 + place, number, board)
            for number in range(1, self.partnerships + 1)
            for place, board in enumerate((True, False))
        ]
        yield Group, [_group(*body) for body in bodies]
        yield Meeting, [self._meeting(*body) for body in bodies]

    def _zone(self, number: int) -> str:
        if number <= self.few:
            return "Europe/Athens"
        return "Europe/Paris" if number <= self.few + self.many else "Europe/London"

    def _partnership(self, number: int) -> dict[str, object]:
        return {
            "id": number,
            "name": f"Partnership {number}",
            "short_name": "CSP",
            "timezone": self._zone(number),
            "created_at": EARLY - 100 * _DAY,
            "planned_edition": 1,
            "planned_until": EARLY + HORIZON,
        }

    def _meeting(self, identity: int, number: int, board: bool) -> dict[str, object]:
        """The Board's report deadline is first reminded of 28 days before its meeting."""
        days = 28 if number <= self.few + self.many else 29 + number % 15
        day = EARLY.date() + (days if board else days + 5) * _DAY
        return {
            "id": identity,
            "partnership_id": number,
            "group_id": identity,
            "month": day.replace(day=1),
            "day": day,
            "kind": "meeting",
        }

    def start(self) -> float:
        """Seconds that a process needs until its first sweep is over, with nothing due."""
        self.clock.at = EARLY
        return self.sweep()[0]

    def sweep(self) -> tuple[float, int]:
        """Seconds that a sweep takes, and what it posts."""
        outlet = Nowhere()
        began = time.perf_counter()
        Sweep(Books(self.engine, self.clock), POLICY, outlet, "the bench", lambda *_: True).run()
        return time.perf_counter() - began, outlet.posted

    def undo(self) -> None:
        """Everything as it was before the sweeps, for the next round."""
        with Books(self.engine, self.clock).session(writes=True) as session:
            fresh = {"state": OutboxState.PENDING, "attempts": 0, "channel": None, "sent_at": None}
            session.execute(update(Outbox).values(fresh | {"posted_ts": None}))
            session.execute(delete(Conversation))
            session.commit()


def _group(identity: int, number: int, board: bool) -> dict[str, object]:
    name = "Board" if board else "Steering Group"
    return {
        "id": identity,
        "partnership_id": number,
        "name": name,
        "short_name": name,
        "kind": "board" if board else "group",
        "is_board": board,
        "channel": f"C{identity}",
    }
