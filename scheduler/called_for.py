"""Whether calendar and policy still call for a reminder that stands in the outbox."""

from datetime import date

from scheduler.nudges import planned_key
from scheduler.plan import reminders_of
from scheduler.policy import Kind, Policy
from scheduler.regular import group_of, on
from store.books import OpenBooks
from store.calendar import view
from store.tables import Outbox
from store.views import MeetingView


def current_meeting(row: Outbox, books: OpenBooks, policy: Policy) -> MeetingView | None:
    """The meeting that a row is about, if today's calendar and policy still call for that very reminder."""
    meeting = books.calendar.meeting(row.meeting_id) if row.meeting_id is not None else None
    if meeting is None:
        return None
    seen = view(meeting, books.zone)
    called_for = (reminder.key for reminder in reminders_of(seen, books.zone, policy))
    return seen if planned_key(row) in called_for else None


def still_regular(row: Outbox, books: OpenBooks, policy: Policy) -> bool:
    """Whether the policy still has that regular digest on the day for which it was planned."""
    groups = (group_of(row.key),) if row.kind == Kind.WEEKLY else ()
    for group in map(books.directory.group, groups):
        if group is None or not policy.has_weekly(group.short_name):
            return False
    return any(one.key == planned_key(row) for one in on(day_of(row, books), groups, books.zone, policy))


def day_of(row: Outbox, books: OpenBooks) -> date:
    """The local day for which a row was planned."""
    return row.due_at.astimezone(books.zone).date()
