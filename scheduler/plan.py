"""Which reminders the calendar calls for, and when: pure arithmetic over meetings.

A reminder is given at a time on the partnership's wall (09:00 stays 09:00 over a clock change) and keeps its use
until the next one about the same thing, at last until the deadline's day or the meeting's start is over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.policy import Kind, Policy, Rule
from store.deadlines import deadlines
from store.hours import Hours, day_before
from store.views import Deadline, DeadlineView, MeetingView

_ABOUT = {
    Deadline.REPORTS: Kind.DEADLINE,
    Deadline.PUBLICATION: Kind.PUBLICATION,
    Deadline.QUESTIONS: Kind.QUESTIONS,
    Deadline.EXPORT: Kind.EXPORT,
}


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
        for days, due_at, stale_at in _series(policy.rule(kind, meeting.group), policy.hours, day, over, zone)
    ]


def spoken_of(kind: Kind, meeting: MeetingView) -> date | None:
    """The date that a reminder of that kind counts to."""
    if kind in (Kind.SESSION, Kind.QUORUM):
        return meeting.day
    if kind is Kind.NUDGE:
        return meeting.report_deadline
    return next((each.day for each in deadlines(meeting) if _ABOUT[each.what] is kind), None)


def _subjects(meeting: MeetingView, zone: ZoneInfo) -> Iterator[tuple[Kind, date, datetime]]:
    """What there is to remind of: the kind, its date, and the instant from which it is over."""
    begins = _begins(meeting, zone)
    decides = meeting.is_board and meeting.kind == "meeting"
    for each in deadlines(meeting):
        kind = _ABOUT[each.what]
        yield kind, each.day, begins if kind is Kind.EXPORT and begins else _over(each, zone)
        if kind is Kind.DEADLINE and decides:
            yield Kind.NUDGE, each.day, _over(each, zone)
    if meeting.day and begins:
        yield Kind.SESSION, meeting.day, begins
        if decides:
            yield Kind.QUORUM, meeting.day, begins


def _begins(meeting: MeetingView, zone: ZoneInfo) -> datetime | None:
    """When the meeting begins; of a day without a time, when that is over."""
    if meeting.day is None:
        return None
    return _instant(meeting.day, meeting.start, zone) if meeting.start else _midnight_after(meeting.day, zone)


def _over(deadline: DeadlineView, zone: ZoneInfo) -> datetime:
    return _instant(deadline.day, deadline.at, zone) if deadline.at else _midnight_after(deadline.day, zone)


def _series(
    rule: Rule, hours: Hours, day: date, over: datetime, zone: ZoneInfo
) -> Iterator[tuple[int, datetime, datetime]]:
    """Days before, due and stale of each reminder about one thing; what would come too late is left out."""
    all_days = sorted(set(rule.days), reverse=True)
    dues = [(days, _instant(*_moment(rule, hours, day - timedelta(days=days)), zone)) for days in all_days]
    useful = [(days, due) for days, due in dues if due < over]
    ends = [due for _, due in useful[1:]] + [over]
    return ((days, due, end) for (days, due), end in zip(useful, ends, strict=False))


def _moment(rule: Rule, hours: Hours, day: date) -> tuple[date, time]:
    """Day and local time of a reminder: what goes to people comes on working days, in the hours for it."""
    when = day_before(day) if rule.working_days or rule.to_people else day
    return when, rule.at if hours.include(rule.at) or not rule.to_people else hours.first


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return _instant(day + timedelta(days=1), time(), zone)
