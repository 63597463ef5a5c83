"""What a reminder says, computed from the books at the moment it is delivered."""

from dataclasses import dataclass
from datetime import date

from scheduler.nudges import addressed, planned_key, points_of
from scheduler.plan import reminders_of
from scheduler.policy import Kind, Policy
from store.books import OpenBooks
from store.calendar import view
from store.tables import Outbox
from store.views import MeetingView, PointView


@dataclass(frozen=True, slots=True)
class Channel:
    """Posted for everybody in a channel."""

    id: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """A direct message to one person. Whoever has no `slack_user` yet may be found by `email`."""

    person_id: int
    name: str
    slack_user: str | None
    email: str | None


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
    points, confidential ones among them: they are only ever filled for an Addressee.
    """

    kind: Kind
    meeting: MeetingView
    today: date
    days_left: int
    recipient: Channel | Addressee
    owing: tuple[Owing, ...] = ()
    points: tuple[PointView, ...] = ()


def content(row: Outbox, books: OpenBooks, policy: Policy) -> Reminder | None:
    """What a row of the outbox says now; None when there is nothing to say any more.

    That is so when the meeting was moved or cancelled, when the policy has changed, when there is no channel
    to post in, or when the person has finished everything or left.
    """
    meeting = current_meeting(row, books, policy)
    if meeting is None:
        return None
    kind = Kind(row.kind)
    if kind is not Kind.NUDGE:
        return _post(kind, meeting, books)
    # A planned nudge says nothing itself: it fans out into a row for each person.
    return _nudge(row.person_id, meeting, books) if row.person_id is not None else None


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
            papers.setdefault(lead, []).append(f"{item.number}. {item.title}" if item.number else item.title)
    return tuple(Owing(lead, tuple(titles)) for lead, titles in papers.items())


def _nudge(person_id: int, meeting: MeetingView, books: OpenBooks) -> Reminder | None:
    person = addressed(person_id, books)
    points = points_of(person, meeting, books) if person else ()
    if person is None or not points or meeting.report_deadline is None:
        return None
    left = (meeting.report_deadline - books.today).days
    to = Addressee(person.id, person.name, person.slack_user, person.email)
    return Reminder(Kind.NUDGE, meeting, books.today, left, to, points=points)
