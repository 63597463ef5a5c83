"""A partnership with as many reminders due at one moment as is wanted, and what stands in Slack afterwards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from bot.config import Config, Reminders
from bot.sandbox import Channel, Control, SlackApp, User, Workspace
from scheduler.policy import Policy, Rule
from store.books import Books, commit
from store.clock import Clock, StoppedClock
from store.history import Author
from store.names import Party
from store.tables import Outbox, OutboxState, Partnership

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 5, 26, 9, tzinfo=LONDON)  # a Tuesday, a week before the Board's report deadline
POLICY = Policy(
    deadline=Rule((7,)), session=Rule((7,)), nudge=Rule((7,)), overdue=(), weekly=False, personal=False
)
BOARD = "C0BOARD"
_DAY = timedelta(days=1)
_BY = Author("the chaos")
UNSETTLED = (OutboxState.PENDING, OutboxState.CLAIMED)


@dataclass(frozen=True, slots=True)
class Town:
    """At nine the Board's channel is reminded of its deadline, each group of its meeting, each person of a promise."""

    groups: int
    people: int

    @property
    def reminders(self) -> int:
        """How many messages there have to be."""
        return 1 + self.groups + self.people

    def workspace(self) -> Workspace:
        """The same people and channels in Slack."""
        bot = SlackApp().bot_user_id
        people = tuple(User(_user(n), f"p{n}", _name(n), f"p{n}@town.example") for n in range(self.people))
        everybody = (*(person.id for person in people), bot)
        channels = (BOARD, *(_channel(n) for n in range(self.groups)))
        return Workspace("Town", people, tuple(Channel(c, c.lower(), everybody) for c in channels))

    def settle(self, engine: Engine) -> None:
        """Put them into the books."""
        books = Books(engine, StoppedClock(NINE - _DAY))
        with books.session(writes=True) as session:
            mine = Partnership(name="Town", short_name="T", created_at=NINE - 30 * _DAY)
            session.add(mine)
            session.commit()
        with books.open(mine.id, _BY, writes=True) as opened:
            directory, calendar = opened.directory, opened.calendar
            board = directory.add_group("Board", "Board", is_board=True)
            board.channel = BOARD
            past = calendar.add(board, date(2026, 3, 10), date(2026, 3, 10))
            calendar.add(board, date(2026, 6, 16), date(2026, 6, 16))
            for number in range(self.groups):
                group = directory.add_group(f"Group {number}", f"G{number}")
                group.channel = _channel(number)
                calendar.add(group, NINE.date() + 7 * _DAY, NINE.date() + 7 * _DAY)
            for number in range(self.people):
                person = directory.add_person(_name(number))
                person.slack_user = _user(number)
                owner = Party("person", person.id, person.name)
                opened.register.add(f"{person.name} to map the lighting", [owner], past)
            commit(opened)

    def found(self, control: Control) -> "Found":
        """How often each reminder stands in Slack."""
        places = [BOARD, *map(_channel, range(self.groups))]
        places += [control.direct_message(_user(number)) for number in range(self.people)]
        times = Counter({place: sum(bool(m.bot_id) for m in control.messages(place)) for place in places})
        counts = times.values()
        return Found(
            once=sum(count == 1 for count in counts),
            missing=sum(count == 0 for count in counts),
            double=sum(count > 1 for count in counts),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """How many reminders stand there once, not at all, and more than once."""

    once: int
    missing: int
    double: int


def config_for(database_url: str, slack_api_url: str, token: str) -> Config:
    """The configuration of a process there."""
    return Config(database_url, "ERROR", 1, Reminders(), slack_api_url, token, "", "", 0)


def _name(number: int) -> str:
    return f"Person {number}"


def _user(number: int) -> str:
    return f"U0P{number:04}"


def _channel(number: int) -> str:
    return f"C0G{number:04}"


def states(engine: Engine, clock: Clock) -> Counter[OutboxState]:
    """How many of those due are in which state."""
    with Books(engine, clock).session(writes=False) as session:
        return Counter(session.scalars(select(Outbox.state).where(Outbox.due_at <= clock.now())))


def unsettled(engine: Engine, clock: Clock) -> int:
    """How many of those due are still to be delivered; all, as long as nothing is planned."""
    found = states(engine, clock)
    return sum(found[state] for state in UNSETTLED) if found else 1
