"""What a reminder says, computed from the books at the moment it is delivered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from scheduler import plan_targets, yearly
from scheduler.addresses import Addressee, Channel
from scheduler.called_for import current_meeting, day_of, still_regular
from scheduler.changes import Announcement, announcement
from scheduler.clearing import Report, report_of
from scheduler.closings import Closings, Question, closings_of, question_of
from scheduler.corrections import Lapsed, lapsed
from scheduler.destinations import people_of, place_of
from scheduler.digests import Digest, digests
from scheduler.missed import Missed, missed
from scheduler.nudges import addressed, told
from scheduler.plan import spoken_of
from scheduler.plan_targets import DueTargets, PlanDigest
from scheduler.policy import OF_MEETINGS, TO_PEOPLE, Kind, Policy
from scheduler.regular import group_of, week_before
from scheduler.troubles import Hindrance, hindrance, secretariat
from scheduler.weekly import Weekly, weekly
from scheduler.yearly import Remark, Yearly
from store.agenda_items import is_withheld, owed, titled
from store.attendance import NOBODY, Tally
from store.books import OpenBooks
from store.quorum import Quorum, quorum_forecast
from store.recipients import Covered
from store.tables import Outbox
from store.views import MeetingView, PointView

__all__ = [
    "Addressee",
    "Announcement",
    "Channel",
    "Closings",
    "Correction",
    "Digest",
    "DueTargets",
    "Hindrance",
    "Missed",
    "Notice",
    "Owing",
    "PlanDigest",
    "Question",
    "Remark",
    "Reminder",
    "Report",
    "Weekly",
    "Yearly",
]


@dataclass(frozen=True, slots=True)
class Owing:
    """A lead officer and the agenda items for which they owe a paper."""

    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be said to whom, as plain data.

    `tally` and `quorum` are the answers to a session so far.

    `days_left` counts from `today`, on the partnership's wall, to the date that a reminder of its kind is about
    (`scheduler.plan.spoken_of`). `owing` are the lead officers who owe a paper, each with the papers. `points` are the recipient's own unfinished action
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
    tally: Tally = NOBODY
    quorum: Quorum | None = None

    @property
    def named(self) -> tuple[PointView, ...]:
        """Every action point that it names."""
        return (*self.points, *(point for one in self.covered for point in one.points))


@dataclass(frozen=True, slots=True)
class Correction:
    """What becomes of a posted reminder, `key`, that is no longer so: it is edited where it stands.

    `spoke_of` is the date that it gave, of the report deadline or the meeting by its kind; it may be `still_so` while
    something else has changed. `again` is the reminder as it is to be now, if it is to be one.
    """

    recipient: Channel
    ts: str
    key: str
    about: Kind
    spoke_of: date
    meeting: MeetingView
    today: date
    still_so: bool
    again: Reminder | None = None
    kind: Kind = Kind.CORRECTION
    named: tuple[PointView, ...] = ()


Notice = (
    Reminder
    | Digest
    | Weekly
    | Announcement
    | Correction
    | Closings
    | Question
    | Missed
    | Hindrance
    | Report
    | Yearly
    | Remark
    | DueTargets
    | PlanDigest
)
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


def _of_meeting(row: Outbox, books: OpenBooks, policy: Policy) -> Reminder | None:
    meeting = current_meeting(row, books, policy)
    to = place_of(row, meeting, books, policy) if meeting else None
    return _about(Kind(row.kind), meeting, to, books) if meeting and to else None


def _about(kind: Kind, meeting: MeetingView, to: Channel | Addressee, books: OpenBooks) -> Reminder | None:
    """What a reminder of that kind says about the meeting now, if anything."""
    day = spoken_of(kind, meeting)
    if day is None:
        return None
    bare = Reminder(kind, meeting, books.today, (day - books.today).days, to)
    return _FILLED[kind](bare, books)


def has_something_to_say(kind: Kind, meeting: MeetingView, books: OpenBooks) -> bool:
    """Whether anything would be said of the meeting to whoever a reminder of that kind goes to, as things stand."""
    return kind is not Kind.QUORUM or _about(kind, meeting, Channel(""), books) is not None


def _with_papers_owed(bare: Reminder, books: OpenBooks) -> Reminder:
    return replace(bare, owing=_owing(bare.meeting, books))


def _with_answers(bare: Reminder, books: OpenBooks) -> Reminder:
    tally = books.attendances.tally(bare.meeting.id)
    return replace(bare, tally=tally, quorum=_quorum(bare.meeting, books))


def _when_short(bare: Reminder, books: OpenBooks) -> Reminder | None:
    """A quorum is spoken of while it is in danger."""
    quorum, day = _quorum(bare.meeting, books), bare.meeting.day
    return replace(bare, quorum=quorum) if quorum and day and quorum.in_danger(day, books.today) else None


def _quorum(meeting: MeetingView, books: OpenBooks) -> Quorum | None:
    return quorum_forecast(books.attendances.meeting(meeting.id), books)


def _with_points(bare: Reminder, books: OpenBooks) -> Reminder | None:
    """Somebody's unfinished action points, and those that they cover."""
    to = bare.recipient
    person = addressed(to.person_id, books) if isinstance(to, Addressee) else None
    points, covered = told(person, bare.meeting, books) if person else ((), ())
    return replace(bare, points=points, covered=covered) if points or covered else None


def _owing(meeting: MeetingView, books: OpenBooks) -> tuple[Owing, ...]:
    """The leads of the agenda items whose paper has not come yet, each once, in the order of the agenda.

    It is posted in a channel, so what is confidential is not named.
    """
    papers: dict[str, list[str]] = {}
    for item in owed(books.agendas.items(meeting.id)):
        for lead in item.leads:
            papers.setdefault(lead, []).append(titled(item, withheld=is_withheld(item)))
    return tuple(Owing(lead, tuple(titles)) for lead, titles in papers.items())


def fans_out(row: Outbox, books: OpenBooks, policy: Policy) -> bool:
    """Whether a row stands for direct messages to several people, who are to be found first."""
    kind = Kind(row.kind)
    if row.person_id is not None or kind not in OF_MEETINGS:
        return row.person_id is None and kind in TO_PEOPLE
    meeting = books.calendar.meeting(row.meeting_id) if row.meeting_id is not None else None
    return meeting is not None and policy.rule(kind, meeting.group.short_name).to_people


def _meant(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    meeting = current_meeting(row, books, policy)
    return None if meeting is None else people_of(policy.rule(Kind(row.kind), meeting.group), meeting, books)


def _secretariat(_row: Outbox, books: OpenBooks, _policy: Policy) -> list[int]:
    return secretariat(books)


def _correction(row: Outbox, books: OpenBooks, _policy: Policy) -> Correction | None:
    found = lapsed(row, books)
    if found is None or found.row.channel is None or found.row.posted_ts is None:
        return None
    return Correction(
        recipient=Channel(found.row.channel),
        ts=found.row.posted_ts,
        key=found.row.key,
        about=Kind(found.row.kind),
        spoke_of=found.spoke_of,
        meeting=found.meeting,
        today=books.today,
        still_so=found.still_so,
        again=_again(found, books),
    )


def _again(found: Lapsed, books: OpenBooks) -> Reminder | None:
    """The same reminder with what is true now, where that can be said: a nudge tells of other dates in the same words.

    The others count from the day on which they were posted, and say nothing any more when their date has changed.
    """
    posted = found.row
    kind, to = Kind(posted.kind), Channel(posted.channel or "")
    if kind is Kind.NUDGE:
        person = addressed(posted.person_id or 0, books) if not found.meeting.cancelled else None
        return _about(kind, found.meeting, Addressee.of(person), books) if person else None
    if not found.still_so or posted.sent_at is None:
        return None
    then = posted.sent_at.astimezone(books.zone).date()
    said = _about(kind, found.meeting, to, books)
    return replace(said, today=then, days_left=(found.spoke_of - then).days) if said else None


_FILLED: Mapping[Kind, Callable[[Reminder, OpenBooks], Reminder | None]] = {
    Kind.DEADLINE: _with_papers_owed,
    Kind.PUBLICATION: _with_papers_owed,
    Kind.QUESTIONS: lambda bare, _: bare,
    Kind.EXPORT: lambda bare, _: bare,
    Kind.QUORUM: _when_short,
    Kind.SESSION: _with_answers,
    Kind.NUDGE: _with_points,
}
_SAYS: Mapping[Kind, Says] = {
    **dict.fromkeys(OF_MEETINGS, _of_meeting),
    Kind.OVERDUE: _digest,
    Kind.PERSONAL: _digest,
    Kind.WEEKLY: _weekly,
    Kind.CHANGED: lambda row, books, _policy: announcement(row, books),
    Kind.CORRECTION: _correction,
    Kind.CLOSINGS: lambda row, books, _policy: closings_of(row, books),
    Kind.QUESTION: lambda row, books, _policy: question_of(row, books),
    Kind.MISSED: missed,
    Kind.TROUBLE: lambda row, books, _policy: hindrance(row, books),
    Kind.CLEARING: lambda row, books, _policy: report_of(row, books),
    Kind.CONFIRM: lambda row, books, _policy: yearly.notice(row, books),
    Kind.REMARK: lambda row, books, _policy: yearly.notice(row, books),
    Kind.PLAN: plan_targets.notice,
    Kind.PLAN_DIGEST: plan_targets.notice,
}
_FANS_OUT_TO: Mapping[Kind, Names] = {
    **dict.fromkeys(OF_MEETINGS, _meant),
    Kind.OVERDUE: _told,
    Kind.PERSONAL: _told,
    Kind.MISSED: _secretariat,
    Kind.TROUBLE: _secretariat,
    Kind.CLEARING: _secretariat,
    Kind.CONFIRM: yearly.recipients,
    Kind.REMARK: yearly.recipients,
    Kind.PLAN: plan_targets.recipients,
    Kind.PLAN_DIGEST: plan_targets.recipients,
}
