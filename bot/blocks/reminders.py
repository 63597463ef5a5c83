"""What a reminder says, as a reply like any other: the same parts, the same drawing."""

from datetime import date

from handlers.digests import Line, covered_heading, digest, drawn_by
from handlers.replies import (
    Bullets,
    Button,
    Heading,
    MeetingCard,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Text,
    Title,
)
from handlers.requests import AnyRequest, CloseAction, ListActions, ShowAgenda
from scheduler.content import Digest, Notice, Reminder, Report, Weekly
from scheduler.policy import Kind
from scheduler.recipients import Covered
from store.dates import full_day, month_name
from store.register_reading import State
from store.tables import Status
from store.views import MeetingView, PointView

MOST_OF_A_WEEK = 20  # action points in one part of a weekly digest


def reply_of(notice: Notice) -> Reply:
    """The words and buttons of whatever is posted."""
    if isinstance(notice, Digest):
        return _overdue(notice) if notice.kind is Kind.OVERDUE else personal(notice)
    if isinstance(notice, Weekly):
        return weekly(notice)
    if isinstance(notice, Report):
        return cleared(notice)
    return {Kind.DEADLINE: _deadline, Kind.SESSION: _session, Kind.NUDGE: _nudge}[notice.kind](notice)


def drawn_anew_by(notice: Notice) -> AnyRequest | None:
    """The request that draws it anew when something on it is settled, if it is one that stays."""
    if isinstance(notice, Digest) and notice.kind is Kind.OVERDUE:
        own_and_covered = notice.named[: len(notice.named) - len(notice.unanswered)]
        return drawn_by(own_and_covered, notice.unanswered)
    return None


def _overdue(notice: Digest) -> Reply:
    lines = [Line(p.reference, p) for p in notice.points]
    lines += [
        Line(p.reference, p, covered_heading(one.name, one.until))
        for one in notice.covered
        for p in one.points
    ]
    return digest(lines, notice.today, tuple(Line(p.reference, p) for p in notice.unanswered))


def _deadline(reminder: Reminder) -> Reply:
    meeting = reminder.meeting
    parts: list[Part] = [
        Title(f"Report deadline {_distance(reminder.days_left)}: {_deadline_day(meeting)}"),
        Text(f"Papers for {_named(meeting)} go to the secretariat by then."),
    ]
    if reminder.owing:
        lines = tuple(f"{owing.lead}: {'; '.join(owing.items)}" for owing in reminder.owing)
        parts.append(Bullets(lines, "Papers are due from"))
    return Reply(Outcome.ANSWERED, tuple(parts), _agenda(meeting))


def _session(reminder: Reminder) -> Reply:
    title = f"{reminder.meeting.group} {reminder.meeting.kind} {_distance(reminder.days_left)}"
    parts = (Title(title), MeetingCard(reminder.meeting, reminder.today))
    return Reply(Outcome.ANSWERED, parts, _agenda(reminder.meeting))


def _nudge(reminder: Reminder) -> Reply:
    of = "of yours " if reminder.points else ""
    count = len(reminder.points) or len(reminder.named)
    yours = f"One action point {of}is" if count == 1 else f"{count} action points {of}are"
    rows = _rows(reminder.points, reminder.covered, reminder.today)
    deadline = f"{_deadline_day(reminder.meeting)} ({_distance(reminder.days_left)})"
    parts: tuple[Part, ...] = (
        Title(f"{yours} still open"),
        Text(f"The register goes to {_named(reminder.meeting)}; the report deadline is {deadline}."),
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


def _named(meeting: MeetingView) -> str:
    kind = "meeting" if meeting.kind == "meeting" else meeting.kind
    day = f" of {full_day(meeting.day)}" if meeting.day else ""
    return f"the {meeting.group} {kind}{day}"


def _deadline_day(meeting: MeetingView) -> str:
    return full_day(meeting.report_deadline) if meeting.report_deadline else "no date yet"


def _distance(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _agenda(meeting: MeetingView) -> tuple[Button, ...]:
    return (
        (Button("Agenda", ShowAgenda(meeting.day.isoformat())),) if meeting.day and meeting.is_board else ()
    )


def personal(notice: Digest) -> Reply:
    """Somebody's week: all that they have open, and what they cover."""
    count = len(notice.named)
    late = sum(point.due is not None and point.due < notice.today for point in notice.named)
    overdue = f", {late} overdue" if late else ""
    points = notice.points[:MOST_OF_A_WEEK]
    covered = notice.covered if len(points) + len(notice.named) <= 2 * MOST_OF_A_WEEK else notice.covered[:1]
    parts: tuple[Part, ...] = (
        Title(f"Your week: {count} open action point{'' if count == 1 else 's'}{overdue}"),
        *_rows(points, covered, notice.today),
        Note(
            "`/actions` lists all. `/actions mute` ends this weekly list, `/actions snooze 07/02 for a week` one of it."
        ),
    )
    return Reply(Outcome.ANSWERED, parts, about=tuple(p.full_ref for p in notice.named), private=True)


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
            [Bullets(tuple(_line(p, week.today) for p in points[:MOST_OF_A_WEEK]), heading)] if points else []
        )
        if len(points) > MOST_OF_A_WEEK:
            parts.append(Note(f"{len(points) - MOST_OF_A_WEEK} more: {heading.lower()}."))
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
