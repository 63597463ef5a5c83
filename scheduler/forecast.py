"""What will be posted, told in advance: from the calendar as it stands, without the outbox."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.naming import title
from scheduler.nudges import addressed, nudged
from scheduler.plan import Planned, planned
from scheduler.policy import Kind, Policy
from store.books import OpenBooks
from store.views import MeetingView


@dataclass(frozen=True, slots=True)
class Forecast:
    """A reminder to come. `at` is local; `what` says it in plain words.

    `channel` is where it is posted: None for direct messages, and for a group that has no channel yet, whose
    reminders are not posted anywhere. `to` are the names of those who get a direct message as things stand.
    """

    at: datetime
    kind: Kind
    what: str
    group: str
    channel: str | None
    to: tuple[str, ...] = ()


def forecast(books: OpenBooks, policy: Policy, until: date) -> list[Forecast]:
    """What would be posted from now to the end of the day `until` (local), in order."""
    meetings: dict[int | None, MeetingView] = {m.id: m for m in books.calendar.every()}
    end = datetime.combine(until + timedelta(days=1), time(), books.zone)
    since = max(books.now, books.partnership.created_at)
    coming = planned(meetings.values(), books.zone, policy, since, end)
    told = (_told(reminder, meetings[reminder.meeting_id], books) for reminder in coming)
    return [line for line in told if line.kind is not Kind.NUDGE or line.to]


def _told(reminder: Planned, meeting: MeetingView, books: OpenBooks) -> Forecast:
    nudge = reminder.kind is Kind.NUDGE
    return Forecast(
        at=reminder.due_at.astimezone(books.zone),
        kind=reminder.kind,
        what=title(reminder.kind, reminder.days_before, meeting),
        group=meeting.group_name,
        channel=None if nudge else meeting.channel,
        to=_names(meeting, books) if nudge else (),
    )


def _names(meeting: MeetingView, books: OpenBooks) -> tuple[str, ...]:
    people = (addressed(person, books) for person in nudged(meeting, books))
    return tuple(person.name for person in people if person)
