"""What a reminder says, as a reply like any other: the same parts, the same drawing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from bot.blocks.calendar_news import announced, corrected
from bot.blocks.hindrances import hindrance, missed, moment
from handlers.attendance import counted, danger, invitation
from handlers.contact_requests import ConfirmDetails, ShowStale
from handlers.digests import MOST, MOST_OF_A_WEEK
from handlers.lists import covered_heading
from handlers.meeting_requests import ShowAgenda, ShowAttendance
from handlers.meetings import the_meeting
from handlers.plan_requests import ShowDueTargets, ShowPlanDigest
from handlers.profile import correction_of, own_lines
from handlers.register_requests import (
    CloseAction,
    ListActions,
    ShowClosings,
    ShowDigest,
    ShowQuestion,
    ShowWeek,
)
from handlers.replies import (
    Bullets,
    Button,
    Heading,
    Look,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Row,
    Text,
    Title,
)
from handlers.requests import AnyRequest
from scheduler.content import (
    Announcement,
    Closings,
    Correction,
    Digest,
    DueTargets,
    Hindrance,
    Missed,
    PlanDigest,
    Question,
    Remark,
    Reminder,
    Report,
    Weekly,
    Yearly,
)
from scheduler.policy import Kind
from store.dates import clock_time, full_day, month_name
from store.deadlines import deadline
from store.recipients import Covered
from store.reference import Reference
from store.register_reading import State
from store.tables import Status
from store.views import Deadline, MeetingView, PointView

MARK = "reminder|"  # begins the id of the first block of a reminder; what it is found again by follows
MOST_OF_A_PART = 20  # action points in one part of a group's week


def reply_of(
    notice: Reminder | Weekly | Announcement | Correction | Missed | Hindrance | Report | Yearly | Remark,
) -> Reply:
    """The words and buttons of what shows nothing that can be settled."""
    say: Callable[[Any], Reply] = _SAID[type(notice)]
    return say(notice)


def _reminded(reminder: Reminder) -> Reply:
    return _WORDED[reminder.kind](reminder)


def _corrected(notice: Correction) -> Reply:
    return corrected(notice, reply_of(notice.again) if notice.again else None)


def block_id(mark: str) -> str:
    """The id of the first block of the reminder with that mark, as long as it stands."""
    return f"{MARK}{mark}"


def with_late_word(reply: Reply, late: datetime | None) -> Reply:
    """The same, and below its first line when it should have come, if it comes late; `late` is local."""
    if late is None:
        return reply
    first, *others = reply.parts
    return replace(reply, parts=(first, Note(f"This should have come on {moment(late)}."), *others))


def shown_by(notice: Digest | Closings | Question | DueTargets | PlanDigest) -> AnyRequest:
    """The request whose answer the recipient is shown, now and whenever something on it is settled."""
    if isinstance(notice, DueTargets):
        return ShowDueTargets(notice.targets[:MOST], max(0, len(notice.targets) - MOST))
    if isinstance(notice, PlanDigest):
        return ShowPlanDigest()
    if isinstance(notice, Closings):
        return ShowClosings(notice.closings)
    if isinstance(notice, Question):
        return ShowQuestion(notice.closing)
    own_and_covered = notice.named[: len(notice.named) - len(notice.unanswered)]
    refs, unanswered = _references(own_and_covered), _references(notice.unanswered)
    if notice.kind is Kind.PERSONAL:
        return ShowWeek(refs[:MOST_OF_A_WEEK], max(0, len(refs) - MOST_OF_A_WEEK))
    return ShowDigest(refs[:MOST], unanswered[:MOST], max(0, len(refs) - MOST))


def _references(points: tuple[PointView, ...]) -> tuple[Reference, ...]:
    return tuple(point.reference for point in points)


def _still_right(notice: Yearly) -> Reply:
    person = notice.person
    heading = f"{person.title} {person.name}" if person.title else person.name
    parts = (
        Title("Is this still right?"),
        Text("Once a year I ask everybody whether the directory is right about them. It says:"),
        Row(heading, own_lines(person, notice.today)),
        Note("If somebody else sits in your place now, say so under “Correct it”: the secretariat reads it."),
    )
    buttons = (
        Button("Yes, that is right", ConfirmDetails(), Look.MAIN),
        Button("Correct it", correction_of(person), form=True),
    )
    return Reply(Outcome.ANSWERED, parts, buttons, private=True)


def _remarked(notice: Remark) -> Reply:
    parts = (
        Title(f"{notice.person.name} says that the directory is wrong"),
        Text(notice.remark),
        Note("It stands in `/contacts stale` until their entry is changed or confirmed."),
    )
    return Reply(Outcome.ANSWERED, parts, (Button("What to look at", ShowStale()),), private=True)


def _deadline(reminder: Reminder) -> Reply:
    meeting = reminder.meeting
    parts: list[Part] = [
        Title(f"Report deadline {_distance(reminder.days_left)}: {_deadline_day(meeting)}"),
        Text(f"Papers for {the_meeting(meeting)} go to the secretariat by then."),
    ]
    if reminder.owing:
        lines = tuple(f"{owing.lead}: {'; '.join(owing.items)}" for owing in reminder.owing)
        parts.append(Bullets(lines, "Papers are due from"))
    return Reply(Outcome.ANSWERED, tuple(parts), _agenda(meeting))


def _publication(reminder: Reminder) -> Reply:
    meeting = reminder.meeting
    papers = tuple(f"{owing.lead}: {'; '.join(owing.items)}" for owing in reminder.owing)
    parts: tuple[Part, ...] = (
        Title(f"To be published {_distance(reminder.days_left)}: the agenda and reports"),
        Text(
            f"The agenda and reports for {the_meeting(meeting)} are published by {_day(Deadline.PUBLICATION, meeting)}."
        ),
        Bullets(papers, "Still to come are papers from") if papers else Text("Every paper has come in."),
    )
    return Reply(Outcome.ANSWERED, parts, _agenda(meeting))


def _questions(reminder: Reminder) -> Reply:
    meeting = reminder.meeting
    parts = (
        Title(f"Questions from the public close {_distance(reminder.days_left)}"),
        Text(
            f"Questions for {the_meeting(meeting)} reach the secretariat by {_day(Deadline.QUESTIONS, meeting)}."
        ),
    )
    return Reply(Outcome.ANSWERED, parts, _agenda(meeting))


def _export(reminder: Reminder) -> Reply:
    parts = (
        Title("The register of action points"),
        Text(f"As it goes to {the_meeting(reminder.meeting)}. The paper is below, in the thread."),
    )
    return Reply(Outcome.ANSWERED, parts, (Button("Open action points", ListActions()),))


def _quorum(reminder: Reminder) -> Reply:
    meeting, named = reminder.meeting, the_meeting(reminder.meeting)
    said = f" {counted(reminder.quorum, over=False)}\n{danger(reminder.quorum)}" if reminder.quorum else ""
    parts: tuple[Part, ...] = (
        Title(f"The quorum is in danger {_distance(reminder.days_left)}"),
        Text(f"{named[0].upper()}{named[1:]}.{said}"),
    )
    there = meeting.day.isoformat() if meeting.day else ""
    return Reply(Outcome.ANSWERED, parts, (Button("Attendance", ShowAttendance(there)),))


def _session(notice: Reminder) -> Reply:
    return invitation(notice.meeting, notice.today, notice.days_left, notice.tally, notice.quorum)


def _nudge(reminder: Reminder) -> Reply:
    of = "of yours " if reminder.points else ""
    count = len(reminder.points) or len(reminder.named)
    yours = f"One action point {of}is" if count == 1 else f"{count} action points {of}are"
    rows = _rows(reminder.points, reminder.covered, reminder.today)
    deadline = f"{_deadline_day(reminder.meeting)} ({_distance(reminder.days_left)})"
    parts: tuple[Part, ...] = (
        Title(f"{yours} still open"),
        Text(f"The register goes to {the_meeting(reminder.meeting)}; the report deadline is {deadline}."),
        *rows,
        Note(
            "Reply here in your own words: “done, circulated on 14 Feb” closes it. "
            "With several, say which: “07/02 done, circulated on 14 Feb”."
        ),
    )
    return Reply(Outcome.ANSWERED, parts, about=tuple(p.full_ref for p in reminder.named), private=True)


def _rows(points: tuple[PointView, ...], covered: tuple[Covered, ...], today: date) -> tuple[Part, ...]:
    """Each with its button to close it; what is told for somebody away stands under a heading that says so."""
    rows: list[Part] = [_row(point, today) for point in points]
    for one in covered:
        rows += [Heading(covered_heading(one.name, one.until)), *(_row(point, today) for point in one.points)]
    return tuple(rows)


def _row(point: PointView, today: date) -> PointRow:
    return PointRow(point, today, Button(f"Close {point.ref}", CloseAction(point.reference), form=True))


def _deadline_day(meeting: MeetingView) -> str:
    return full_day(meeting.report_deadline) if meeting.report_deadline else "no date yet"


def _day(what: Deadline, meeting: MeetingView) -> str:
    """In the form of "10am on Monday 15 June 2026"."""
    found = deadline(what, meeting)
    if found is None:
        return "a day that is not known yet"
    return f"{clock_time(found.at)} on {full_day(found.day)}" if found.at else full_day(found.day)


def _distance(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _agenda(meeting: MeetingView) -> tuple[Button, ...]:
    return (
        (Button("Agenda", ShowAgenda(meeting.day.isoformat())),) if meeting.day and meeting.is_board else ()
    )


def weekly(week: Weekly) -> Reply:
    """A group's week: how many of each, and which."""
    counts = (
        (len(week.closed), "closed"),
        (len(week.carried), "carried over"),
        (len(week.logged), "new"),
        (len(week.updated), "with news"),
        (len(week.overdue), "overdue"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    lists = ((week.closed, "Closed"), (week.carried, "Carried over"), (week.overdue, "Overdue"))
    parts: list[Part] = [
        Title(f"The week of the register of {week.group}"),
        Text(f"{said}; {week.still_open} open."),
    ]
    for points, heading in lists:
        parts += (
            [Bullets(tuple(_line(p, week.today) for p in points[:MOST_OF_A_PART]), heading)] if points else []
        )
        if len(points) > MOST_OF_A_PART:
            parts.append(Note(f"{len(points) - MOST_OF_A_PART} more: {heading.lower()}."))
    buttons = (Button("Open action points", ListActions()), Button("Overdue", ListActions(State.OVERDUE)))
    return Reply(Outcome.ANSWERED, tuple(parts), buttons)


_GONE = {
    "conversations": "Conversations that had ended",
    "reminders": "Reminders that were settled",
    "former_people": "Contact details of people who have left, whose names stay in the record",
}


def cleared(report: Report) -> Reply:
    """What the monthly clearing took away, by the periods of the configuration."""
    lines = tuple(f"{_GONE.get(kind, kind)}: {count}" for kind, count in report.counts.items())
    parts = (
        Title(f"Cleared away in {month_name(report.month.year, report.month.month)}"),
        Bullets(lines),
        Note("The periods stand in the configuration under [retention]; the register itself is kept."),
    )
    return Reply(Outcome.ANSWERED, parts, private=True)


def _line(point: PointView, today: date) -> str:
    owners = f" ({', '.join(point.owners)})" if point.owners else ""
    note = f": {point.note}" if point.status is Status.CLOSED and point.note else ""
    late = (today - point.due).days if point.unfinished and point.due and point.due < today else 0
    days = f", {late} day{'' if late == 1 else 's'} overdue" if late else ""
    return f"{point.ref} {point.text}{owners}{note}{days}"


_WORDED: Mapping[Kind, Callable[[Reminder], Reply]] = {
    Kind.DEADLINE: _deadline,
    Kind.PUBLICATION: _publication,
    Kind.QUESTIONS: _questions,
    Kind.EXPORT: _export,
    Kind.QUORUM: _quorum,
    Kind.SESSION: _session,
    Kind.NUDGE: _nudge,
}
_SAID: Mapping[type, Callable[[Any], Reply]] = {
    Reminder: _reminded,
    Weekly: weekly,
    Announcement: announced,
    Correction: _corrected,
    Missed: missed,
    Hindrance: hindrance,
    Report: cleared,
    Yearly: _still_right,
    Remark: _remarked,
}
