"""What the policy calls for, said a second time and differently: day by day, from the words of config.example.toml.

It shares no code with the planning that it is held against, and knows nothing of rows, horizons or retries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

DEADLINE_DAYS, SESSION_DAYS, NUDGE_DAYS = (14, 7, 2, 0), (7, 1, 0), (7, 1)
PUBLICATION_DAYS, QUESTIONS_DAYS, EXPORT_DAYS = (2, 0), (7,), (0,)
TO_PEOPLE, ON_WORKING_DAYS = ("nudge", "publication"), ("nudge", "publication", "questions")
ASKED_AFTER, SECRETARIAT_AFTER = (1, 3, 7, 14, 28), 7
NINE, TEN, EIGHT, SIX = time(9), time(10), time(8), time(18)
DAY = timedelta(days=1)
_HOLIDAYS = country_holidays("GB", subdiv="ENG", years=range(2025, 2030))

Said = tuple[str, int]
"""A kind of reminder, and the meeting or person that it is about."""


def works(day: date) -> bool:
    """Whether offices are open on that day."""
    return day.weekday() not in (5, 6) and day not in _HOLIDAYS


def working_day_before(day: date, count: int) -> date:
    """So many working days before."""
    while count:
        day -= DAY
        count -= works(day)
    return day


def open_at(local: datetime) -> bool:
    """Whether people may be written to."""
    return works(local.date()) and EIGHT <= local.time() < SIX


@dataclass
class Hours:
    """What somebody would have been told out of hours waits for nine o'clock of a working day."""

    zone: ZoneInfo
    waiting: dict[object, tuple[datetime, datetime]] = field(default_factory=dict)

    def allow(self, what: object, now: datetime) -> bool:
        """Whether it may be said now; if not, it waits. A wait that began later than now was of a wrong clock."""
        since, until = self.waiting.get(what, (now, now))
        if since <= now < until:
            return False
        local = now.astimezone(self.zone)
        if open_at(local):
            return True
        day = local.date() + (timedelta() if works(local.date()) and local.time() < EIGHT else DAY)
        while not works(day):
            day += DAY
        self.waiting[what] = now, datetime.combine(day, NINE, self.zone).astimezone(UTC)
        return False


@dataclass
class Sitting:
    """A meeting as the calendar has it now. The Board's deadline is two weeks before it; other groups have none."""

    number: int
    day: date
    board: bool = True
    start: time | None = None
    cancelled: bool = False


@dataclass
class Calendar:
    """The reminders of a calendar over time. What was said once is never said again."""

    zone: ZoneInfo
    began: datetime
    sittings: list[Sitting] = field(default_factory=list)
    said: set[tuple[str, int, int, date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hours = Hours(self.zone)

    def free(self, day: date, board: bool) -> date:
        """That day or the next on which the group does not sit yet; no group sits twice on one."""
        while any(sitting.day == day and sitting.board is board for sitting in self.sittings):
            day += DAY
        return day

    def hears(self, now: datetime) -> list[Said]:
        """What is to be heard at that moment, and has not been heard before."""
        heard = []
        for sitting in self.sittings:
            for kind, days, about in self._called_for(sitting, now):
                reminder = (kind, sitting.number, days, about)
                if reminder not in self.said and (kind not in TO_PEOPLE or self.hours.allow(reminder, now)):
                    self.said.add(reminder)
                    heard.append((kind, sitting.number))
        return sorted(heard)

    def _called_for(self, sitting: Sitting, now: datetime) -> Iterator[tuple[str, int, date]]:
        """Of each series the last one whose time has come, unless the thing itself is over."""
        if sitting.cancelled:
            return
        series: list[tuple[str, tuple[int, ...], date, datetime]] = [
            ("session", SESSION_DAYS, sitting.day, self._beginning(sitting))
        ]
        if sitting.board:
            deadline = sitting.day - 14 * DAY
            over = self._at(deadline + DAY, time())
            series += [("deadline", DEADLINE_DAYS, deadline, over), ("nudge", NUDGE_DAYS, deadline, over)]
            published, before = working_day_before(sitting.day, 5), working_day_before(sitting.day, 1)
            series += [
                ("publication", PUBLICATION_DAYS, published, self._at(published + DAY, time())),
                ("questions", QUESTIONS_DAYS, before, self._at(before, TEN)),
                ("export", EXPORT_DAYS, before, self._beginning(sitting)),
            ]
        for kind, all_days, about, over in series:
            moments = {self._moment(kind, about, days): days for days in sorted(all_days, reverse=True)}
            come = [moment for moment in moments if moment <= now and moment < over]
            if come and now < over and max(come) >= self.began:
                yield kind, moments[max(come)], about

    def _moment(self, kind: str, about: date, days: int) -> datetime:
        day = about - days * DAY
        while kind in ON_WORKING_DAYS and not works(day):
            day -= DAY
        return self._at(day, NINE)

    def _beginning(self, sitting: Sitting) -> datetime:
        if sitting.start is None:
            return self._at(sitting.day + DAY, time())
        return self._at(sitting.day, sitting.start)

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


@dataclass
class Promise:
    """An action point of one owner: how often they were asked about it, and when something was last said."""

    number: int
    due: date
    closed: bool = False
    times: int = 0
    last: date | None = None

    def next_asked(self) -> date | None:
        """The day on which it is asked about again, or told to the secretariat."""
        first = self.due + ASKED_AFTER[0] * DAY
        if self.last is None:
            return first
        if self.times > len(ASKED_AFTER):
            return None
        if self.times == len(ASKED_AFTER):
            return self.last + SECRETARIAT_AFTER * DAY
        return max(first, self.last + ASKED_AFTER[max(self.times, 1)] * DAY)


@dataclass
class Owner:
    """What somebody, and the secretariat, are told of that person's action points. Time only goes forwards."""

    zone: ZoneInfo
    promises: list[Promise] = field(default_factory=list)
    asked_on: set[date] = field(default_factory=set)
    weeks: set[date] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hours = Hours(self.zone)

    def is_asked(self, now: datetime) -> tuple[list[int], list[int]]:
        """The overdue ones named to the owner, and those named to the secretariat, once a day from nine."""
        local = now.astimezone(self.zone)
        today = local.date()
        if not open_at(local) or local.time() < NINE or today in self.asked_on:
            return [], []
        self.asked_on.add(today)
        named: list[int] = []
        unanswered: list[int] = []
        for promise in self.promises:
            following = promise.next_asked()
            if promise.closed or promise.due >= today or following is None or following > today:
                continue
            (named if promise.times < len(ASKED_AFTER) else unanswered).append(promise.number)
            promise.times, promise.last = promise.times + 1, today
        return named, unanswered

    def has_a_week(self, now: datetime) -> list[int]:
        """All that is open, on Monday or the next working day at nine, or within three days of that."""
        local = now.astimezone(self.zone)
        first = local.date() - local.weekday() * DAY
        while not works(first):
            first += DAY
        due = datetime.combine(first, NINE, self.zone).astimezone(UTC)
        if first in self.weeks or not due <= now < due + 3 * DAY or not self.hours.allow(first, now):
            return []
        self.weeks.add(first)
        return [promise.number for promise in self.promises if not promise.closed]
