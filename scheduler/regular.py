"""What comes again and again, whatever the calendar says: the overdue digest, and the weekly ones.

Each is planned as one row for its day. The row of the overdue digest and of the personal one says nothing itself:
when it is due it fans out into a row for each person who is to be told something.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.plan import Planned
from scheduler.policy import Kind, Policy
from store.dates import is_working_day
from store.hours import day_after

_WEEK = timedelta(days=7)
_WEEKLY_LASTS = timedelta(days=3)  # after that the next week is nearer


def regular(
    groups: Iterable[int], zone: ZoneInfo, policy: Policy, since: datetime, until: datetime
) -> list[Planned]:
    """Those that fall due from `since` to just before `until`, in order; `groups` are the ids of those that post."""
    posting = list(groups)
    every = (
        reminder
        for day in _days(since.astimezone(zone).date(), until.astimezone(zone).date())
        for reminder in on(day, posting, zone, policy)
    )
    return [reminder for reminder in every if since <= reminder.due_at < until]


def on(day: date, groups: Iterable[int], zone: ZoneInfo, policy: Policy) -> list[Planned]:
    """Those of one day."""
    if not is_working_day(day):
        return []
    planned = []
    due = _instant(day, policy.digests_at, zone)
    if policy.overdue:
        planned.append(_row(Kind.OVERDUE, str(day), due, _instant(day, policy.hours.closes, zone)))
    if weekly_day(day) == day:
        if policy.personal:
            planned.append(_row(Kind.PERSONAL, str(day), due, due + _WEEKLY_LASTS))
        planned += [_row(Kind.WEEKLY, f"{group}:{day}", due, due + _WEEKLY_LASTS) for group in groups]
    return planned


def weekly_day(day: date) -> date:
    """When the weekly digest of that day's week is given: on its Monday, or the next working day."""
    return day_after(day - timedelta(days=day.weekday()))


def week_before(day: date, zone: ZoneInfo, policy: Policy) -> datetime:
    """When the weekly digest before the one of `day` was due."""
    return _instant(weekly_day(day - _WEEK), policy.digests_at, zone)


def group_of(key: str) -> int:
    """The group that the key of a weekly row names."""
    return int(key.split(":")[1])


def _row(kind: Kind, what: str, due: datetime, stale: datetime) -> Planned:
    return Planned(f"{kind}:{what}", kind, None, 0, due, stale)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
