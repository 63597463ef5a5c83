"""The deadlines that hang on a meeting, and the rule by which each is computed from its day.

A meeting may have a deadline of its own instead, printed in a timetable or set by hand: it comes before the rule.
Dates and times are those of the partnership's wall; working days are England's (`store.dates`).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from store.dates import working_days_before
from store.tables import Meeting
from store.views import Deadline, DeadlineView, MeetingView

REPORTS_BEFORE = timedelta(days=14)
QUESTIONS_AT = time(10)

CALLED = MappingProxyType(
    {
        Deadline.REPORTS: "Report deadline",
        Deadline.PUBLICATION: "Publication of agenda and reports",
        Deadline.QUESTIONS: "Public questions",
        Deadline.EXPORT: "Export of the register",
    }
)


def reports_due(day: date) -> date:
    """When papers are due for a meeting on `day`: 14 days before, as the timetables print it for every Board."""
    return day - REPORTS_BEFORE


def papers_published(day: date) -> date:
    """By when agenda and reports are published: five working days before (Terms of Reference 9a)."""
    return working_days_before(day, 5)


def questions_due(day: date) -> datetime:
    """Until when the public may send in questions: 10:00 on the working day before (on every agenda; no zone)."""
    return datetime.combine(working_days_before(day, 1), QUESTIONS_AT)


def register_exported(day: date) -> date:
    """When the register goes out as a paper: on the working day before the meeting (the secretariat's custom)."""
    return working_days_before(day, 1)


def report_deadline(meeting: Meeting) -> date | None:
    """The meeting's own; else by the rule for a Board meeting or session. Other groups have one only of their own.

    The timetables print report deadlines for the Board and its development sessions, none for the groups below.
    """
    if meeting.report_deadline or meeting.day is None:
        return meeting.report_deadline
    return reports_due(meeting.day) if meeting.group.is_board else None


def deadlines(meeting: MeetingView) -> tuple[DeadlineView, ...]:
    """Every deadline of a meeting, in the order in which they come.

    Publication, public questions and the export are those of the Board's formal meetings, which are held in public
    and review the register; any other meeting has them only where it has been given its own.
    """
    return tuple(sorted(_each(meeting), key=lambda each: (each.day, each.at or time.max)))


def deadline(what: Deadline, meeting: MeetingView) -> DeadlineView | None:
    """That deadline of a meeting, if it has one."""
    return next((each for each in deadlines(meeting) if each.what is what), None)


def _each(meeting: MeetingView) -> Iterator[DeadlineView]:
    ruled = meeting.day if meeting.is_board and meeting.kind == "meeting" else None
    if meeting.report_deadline:
        yield DeadlineView(Deadline.REPORTS, meeting.report_deadline, own=meeting.printed_deadline)
    if published := meeting.publication_on or (papers_published(ruled) if ruled else None):
        yield DeadlineView(Deadline.PUBLICATION, published, own=meeting.publication_on is not None)
    if asked := meeting.questions_at or (questions_due(ruled) if ruled else None):
        yield DeadlineView(
            Deadline.QUESTIONS, asked.date(), asked.time(), own=meeting.questions_at is not None
        )
    if exported := meeting.export_on or (register_exported(ruled) if ruled else None):
        yield DeadlineView(Deadline.EXPORT, exported, own=meeting.export_on is not None)
