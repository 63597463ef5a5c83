"""Which reminders the calendar calls for, and when: pure arithmetic over meetings.

A reminder is given at a time on the partnership's wall (09:00 stays 09:00 over a clock change) and keeps its use
until the next one about the same thing, at last until the deadline's day or the meeting's start is over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.policy import Kind, Policy
from store.hours import FIRST, day_before, in_hours
from store.views import MeetingView


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to come. `due_at` and `stale_at` are instants in UTC.

    `key` tells it from every other one of the partnership. It holds the date reminded of, so a moved meeting
    gets new reminders, and one that is moved back its old ones.
    """

    key: str
    kind: Kind
    meeting_id: int | None
    days_before: int
    due_at: datetime
    stale_at: datetime


def planned(
    meetings: Iterable[MeetingView], zone: ZoneInfo, policy: Policy, since: datetime, until: datetime
) -> list[Planned]:
    """The reminders that fall due from `since` to just before `until`, in order."""
    every = (reminder for meeting in meetings for reminder in reminders_of(meeting, zone, policy))
    return sorted((r for r in every if since <= r.due_at < until), key=lambda r: (r.due_at, r.key))


def reminders_of(meeting: MeetingView, zone: ZoneInfo, policy: Policy) -> list[Planned]:
    """Every reminder of one meeting, whenever it is due; a meeting without a date has none of its session."""
    return [
        Planned(f"{kind}:{meeting.id}:{days}:{day}", kind, meeting.id, days, due_at, stale_at)
        for kind, day, over in _subjects(meeting, zone)
        for days, due_at, stale_at in _series(policy, kind, day, over, zone)
    ]


def _subjects(meeting: MeetingView, zone: ZoneInfo) -> Iterator[tuple[Kind, date, datetime]]:
    """What there is to remind of: the kind, its date, and the instant from which it is over."""
    deadline, day = meeting.report_deadline, meeting.day
    if deadline:
        yield Kind.DEADLINE, deadline, _midnight_after(deadline, zone)
    if deadline and meeting.is_board and meeting.kind == "meeting":
        yield Kind.NUDGE, deadline, _midnight_after(deadline, zone)
    if day:
        begins = _instant(day, meeting.start, zone) if meeting.start else _midnight_after(day, zone)
        yield Kind.SESSION, day, begins


def _series(
    policy: Policy, kind: Kind, day: date, over: datetime, zone: ZoneInfo
) -> Iterator[tuple[int, datetime, datetime]]:
    """Days before, due and stale of each reminder about one thing; what would come too late is left out."""
    timing = policy.timing(kind)
    all_days = sorted(set(timing.days), reverse=True)
    dues = [
        (days, _instant(*_moment(kind, day - timedelta(days=days), timing.at), zone)) for days in all_days
    ]
    useful = [(days, due) for days, due in dues if due < over]
    ends = [due for _, due in useful[1:]] + [over]
    return ((days, due, end) for (days, due), end in zip(useful, ends, strict=False))


def _moment(kind: Kind, day: date, at: time) -> tuple[date, time]:
    """Day and local time of a reminder: a nudge comes on the working day before, in office hours."""
    if kind is not Kind.NUDGE:
        return day, at
    return day_before(day), at if in_hours(at) else FIRST


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return _instant(day + timedelta(days=1), time(), zone)
