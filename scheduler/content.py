"""What a reminder says, computed from the books at the moment it is delivered."""

from dataclasses import dataclass
from datetime import date

from scheduler.addresses import Addressee, Channel
from scheduler.clearing import Report, report_of
from scheduler.digests import Digest, digests
from scheduler.nudges import addressed, nudged, planned_key, told
from scheduler.plan import reminders_of
from scheduler.policy import Kind, Policy
from scheduler.recipients import Covered
from scheduler.regular import group_of, on, week_before
from scheduler.weekly import Weekly, weekly
from store.books import OpenBooks
from store.calendar import view
from store.tables import AgendaItem, Outbox
from store.views import MeetingView, PointView

__all__ = ["Addressee", "Channel", "Digest", "Notice", "Owing", "Reminder", "Report", "Weekly"]


@dataclass(frozen=True, slots=True)
class Owing:
    """A lead officer and the agenda items for which they owe a paper."""

    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be said to whom, as plain data.

    `days_left` counts from `today`, on the partnership's wall, to the report deadline or, for a session, to the
    meeting. `owing` are the lead officers who owe a paper, each with the papers. `points` are the recipient's own unfinished action
    points, confidential ones among them, and `covered` those of people who are away: only ever filled for an Addressee.
    """

    kind: Kind
    meeting: MeetingView
    today: date
    days_left: int
    recipient: Channel | Addressee
    owing: tuple[Owing, ...] = ()
    points: tuple[PointView, ...] = ()
    covered: tuple[Covered, ...] = ()

    @property
    def named(self) -> tuple[PointView, ...]:
        """Every action point that it names."""
        return (*self.points, *(point for one in self.covered for point in one.points))


Notice = Reminder | Digest | Weekly | Report
"""Whatever is posted."""


def content(row: Outbox, books: OpenBooks, policy: Policy) -> Notice | None:
    """What a row of the outbox says now; None when there is nothing to say any more.

    That is so when the meeting was moved or cancelled, when the policy has changed, when there is no channel
    to post in, or when the person has finished everything or left. A planned row that fans out says nothing itself.
    """
    kind = Kind(row.kind)
    if kind is Kind.WEEKLY:
        return _weekly(row, books, policy)
    if kind is Kind.CLEARING:
        return report_of(row, books)
    if kind is Kind.OVERDUE or kind is Kind.PERSONAL:
        return digests_of(row, books, policy).get(row.person_id or 0)
    meeting = current_meeting(row, books, policy)
    if meeting is None:
        return None
    if kind is not Kind.NUDGE:
        return _post(kind, meeting, books)
    return _nudge(row.person_id, meeting, books) if row.person_id is not None else None


def recipients(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    """The people for whom a planned row fans out; None when it is called for no more."""
    if row.kind != Kind.NUDGE:
        return sorted(digests_of(row, books, policy)) if _still_regular(row, books, policy) else None
    meeting = current_meeting(row, books, policy)
    return None if meeting is None else nudged(meeting, books)


def digests_of(row: Outbox, books: OpenBooks, policy: Policy) -> dict[int, Digest]:
    """The digests that a row of theirs stands for, by person."""
    if not _still_regular(row, books, policy):
        return {}
    return digests(Kind(row.kind), day_of(row, books), books, policy)


def day_of(row: Outbox, books: OpenBooks) -> date:
    """The local day for which a row was planned."""
    return row.due_at.astimezone(books.zone).date()


def _still_regular(row: Outbox, books: OpenBooks, policy: Policy) -> bool:
    groups = (group_of(row.key),) if row.kind == Kind.WEEKLY else ()
    return any(one.key == planned_key(row) for one in on(day_of(row, books), groups, books.zone, policy))


def _weekly(row: Outbox, books: OpenBooks, policy: Policy) -> Weekly | None:
    if not _still_regular(row, books, policy):
        return None
    since = week_before(day_of(row, books), books.zone, policy)
    return weekly(group_of(row.key), since, row.due_at, books)


def current_meeting(row: Outbox, books: OpenBooks, policy: Policy) -> MeetingView | None:
    """The meeting that a row is about, if today's calendar and policy still call for that very reminder."""
    meeting = books.calendar.meeting(row.meeting_id) if row.meeting_id is not None else None
    if meeting is None:
        return None
    seen = view(meeting)
    called_for = (reminder.key for reminder in reminders_of(seen, books.zone, policy))
    return seen if planned_key(row) in called_for else None


def _post(kind: Kind, meeting: MeetingView, books: OpenBooks) -> Reminder | None:
    day = meeting.day if kind is Kind.SESSION else meeting.report_deadline
    if meeting.channel is None or day is None:
        return None
    owing = _owing(meeting, books) if kind is Kind.DEADLINE else ()
    left = (day - books.today).days
    return Reminder(kind, meeting, books.today, left, Channel(meeting.channel), owing)


def _owing(meeting: MeetingView, books: OpenBooks) -> tuple[Owing, ...]:
    """The leads of the agenda items for which a paper is due, each once, in the order of the agenda."""
    papers: dict[str, list[str]] = {}
    for item in books.calendar.agenda(meeting.id):
        for lead in item.leads if item.paper_due else ():
            papers.setdefault(lead, []).append(_publicly(item))
    return tuple(Owing(lead, tuple(titles)) for lead, titles in papers.items())


def _publicly(item: AgendaItem) -> str:
    """How a channel is told of an agenda item: what is for the closed session by its number alone."""
    title = "closed session" if item.closed_session else item.title
    return f"{item.number}. {title}" if item.number else title


def _nudge(person_id: int, meeting: MeetingView, books: OpenBooks) -> Reminder | None:
    person = addressed(person_id, books)
    if person is None or meeting.report_deadline is None:
        return None
    points, covered = told(person, meeting, books)
    if not points and not covered:
        return None
    left = (meeting.report_deadline - books.today).days
    to = Addressee.of(person)
    return Reminder(Kind.NUDGE, meeting, books.today, left, to, points=points, covered=covered)
