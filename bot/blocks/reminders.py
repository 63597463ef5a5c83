"""What a reminder says, as a reply like any other: the same parts, the same drawing."""

from handlers.replies import (
    Bullets,
    Button,
    MeetingCard,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Text,
    Title,
)
from handlers.requests import CloseAction, ShowAgenda
from scheduler.content import Reminder
from scheduler.policy import Kind
from store.dates import full_day
from store.views import MeetingView


def reply_of(reminder: Reminder) -> Reply:
    """The words and buttons of a reminder."""
    return {Kind.DEADLINE: _deadline, Kind.SESSION: _session, Kind.NUDGE: _nudge}[reminder.kind](reminder)


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
    count = len(reminder.points)
    yours = "One action point of yours is" if count == 1 else f"{count} action points of yours are"
    rows = tuple(
        PointRow(p, reminder.today, Button(f"Close {p.ref}", CloseAction(p.reference), form=True))
        for p in reminder.points
    )
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
    return Reply(Outcome.ANSWERED, parts, about=tuple(p.full_ref for p in reminder.points), private=True)


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
