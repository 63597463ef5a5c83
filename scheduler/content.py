"""What a reminder says, computed from the books at the moment it is delivered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.addresses import Addressee, Channel
from scheduler.called_for import current_meeting, day_of, still_regular
from scheduler.digests import Digest, digests
from scheduler.missed import Missed, missed
from scheduler.nudges import addressed, nudged, told
from scheduler.policy import Kind, Policy
from scheduler.recipients import Covered
from scheduler.regular import group_of, week_before
from scheduler.troubles import Hindrance, hindrance, secretariat
from scheduler.weekly import Weekly, weekly
from store.books import OpenBooks
from store.tables import Outbox
from store.views import MeetingView, PointView

__all__ = ["Addressee", "Channel", "Digest", "Hindrance", "Missed", "Notice", "Owing", "Reminder", "Weekly"]


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


Notice = Reminder | Digest | Weekly | Missed | Hindrance
"""Whatever is posted."""

Says = Callable[[Outbox, OpenBooks, Policy], Notice | None]
Names = Callable[[Outbox, OpenBooks, Policy], list[int] | None]


def content(row: Outbox, books: OpenBooks, policy: Policy) -> Notice | None:
    """What a row of the outbox says now; None when there is nothing to say any more.

    That is so when the meeting was moved or cancelled, when the policy has changed, when there is no channel
    to post in, or when the person has finished everything or left. A planned row that fans out says nothing itself.
    """
    return _SAYS[Kind(row.kind)](row, books, policy)


def recipients(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    """The people for whom a planned row fans out; None when it is called for no more."""
    return _FANS_OUT_TO[Kind(row.kind)](row, books, policy)


def _digests_of(row: Outbox, books: OpenBooks, policy: Policy) -> dict[int, Digest]:
    """The digests that a row of theirs stands for, by person."""
    if not still_regular(row, books, policy):
        return {}
    return digests(Kind(row.kind), day_of(row, books), books, policy)


def _digest(row: Outbox, books: OpenBooks, policy: Policy) -> Digest | None:
    return _digests_of(row, books, policy).get(row.person_id or 0)


def _told(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    return sorted(_digests_of(row, books, policy)) if still_regular(row, books, policy) else None


def _weekly(row: Outbox, books: OpenBooks, policy: Policy) -> Weekly | None:
    if not still_regular(row, books, policy):
        return None
    since = week_before(day_of(row, books), books.zone, policy)
    return weekly(group_of(row.key), since, row.due_at, books)


def _deadline(row: Outbox, books: OpenBooks, policy: Policy) -> Reminder | None:
    meeting = current_meeting(row, books, policy)
    if meeting is None or meeting.channel is None or meeting.report_deadline is None:
        return None
    left = (meeting.report_deadline - books.today).days
    owing = _owing(meeting, books)
    return Reminder(Kind.DEADLINE, meeting, books.today, left, Channel(meeting.channel), owing)


def _session(row: Outbox, books: OpenBooks, policy: Policy) -> Reminder | None:
    meeting = current_meeting(row, books, policy)
    if meeting is None or meeting.channel is None or meeting.day is None:
        return None
    left = (meeting.day - books.today).days
    return Reminder(Kind.SESSION, meeting, books.today, left, Channel(meeting.channel))


def _owing(meeting: MeetingView, books: OpenBooks) -> tuple[Owing, ...]:
    """The leads of the agenda items for which a paper is due, each once, in the order of the agenda."""
    papers: dict[str, list[str]] = {}
    for item in books.calendar.agenda(meeting.id):
        for lead in item.leads if item.paper_due else ():
            papers.setdefault(lead, []).append(f"{item.number}. {item.title}" if item.number else item.title)
    return tuple(Owing(lead, tuple(titles)) for lead, titles in papers.items())


def _nudge(row: Outbox, books: OpenBooks, policy: Policy) -> Reminder | None:
    meeting = current_meeting(row, books, policy)
    person = addressed(row.person_id, books) if row.person_id is not None else None
    if meeting is None or person is None or meeting.report_deadline is None:
        return None
    points, covered = told(person, meeting, books)
    if not points and not covered:
        return None
    left = (meeting.report_deadline - books.today).days
    to = Addressee.of(person)
    return Reminder(Kind.NUDGE, meeting, books.today, left, to, points=points, covered=covered)


def _nudged(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    meeting = current_meeting(row, books, policy)
    return None if meeting is None else nudged(meeting, books)


def _secretariat(_row: Outbox, books: OpenBooks, _policy: Policy) -> list[int]:
    return secretariat(books)


_SAYS: Mapping[Kind, Says] = {
    Kind.DEADLINE: _deadline,
    Kind.SESSION: _session,
    Kind.NUDGE: _nudge,
    Kind.OVERDUE: _digest,
    Kind.PERSONAL: _digest,
    Kind.WEEKLY: _weekly,
    Kind.MISSED: missed,
    Kind.TROUBLE: lambda row, books, _policy: hindrance(row, books),
}
_FANS_OUT_TO: Mapping[Kind, Names] = {
    Kind.NUDGE: _nudged,
    Kind.OVERDUE: _told,
    Kind.PERSONAL: _told,
    Kind.MISSED: _secretariat,
    Kind.TROUBLE: _secretariat,
}
