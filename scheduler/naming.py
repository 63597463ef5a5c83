"""What a reminder of the calendar is called in one line, where it is foretold and where it is missed."""

from scheduler.plan import spoken_of
from scheduler.policy import Kind
from store.dates import full_day
from store.views import MeetingView


def title(kind: Kind, days_before: int, meeting: MeetingView) -> str:
    """In the form of "Report deadline in 7 days: CSP, Tuesday 2 June 2026"."""
    day = spoken_of(kind, meeting)
    what = {
        Kind.DEADLINE: "Report deadline",
        Kind.PUBLICATION: "Agenda and reports to be published",
        Kind.QUESTIONS: "Last day for questions from the public",
        Kind.EXPORT: "The register as a paper",
        Kind.QUORUM: "Quorum in danger, meeting",
        Kind.NUDGE: "Unfinished action points before the report deadline",
        Kind.SESSION: meeting.kind.capitalize(),
    }[kind]
    date_in_words = f", {full_day(day)}" if day else ""
    return f"{what} {_distance(days_before)}: {meeting.group}{date_in_words}"


def _distance(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
