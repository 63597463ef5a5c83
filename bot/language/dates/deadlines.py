"""Report deadlines: "RD", "before papers go out", "the deadline for the October Board"."""

from datetime import date

from bot.language.dates.calendar import DateProblem, MeetingDay
from bot.language.dates.grammar import Found, Parts, Reader, Span, rule
from bot.language.dates.meetings import meeting_called
from store.dates import day

_DEADLINE = (
    r"(?:(?:(?:reports?|papers?|agenda)(?: submission)?|submission) deadline|deadline(?: for (?:the )?(?:papers|reports|submissions))?"
    r"|rd|(?:papers|reports)(?: (?:are )?due)?)"
)
_GO_OUT = (
    r"(?:before |when |by the time |until )?(?:the )?(?:board )?(?:papers|paper pack|agenda pack|pack|agenda)"
    r" (?:go|goes|are|is|get|gets)(?: (?:sent|being sent))? ?(?:out|sent|circulated|published|issued|distributed|due)"
)


def _deadline(parts: Parts, reader: Reader) -> Found | None:
    """The deadline of the meeting named, else of the next Board."""
    meeting = meeting_called(_meeting_in(parts), reader)
    if not isinstance(meeting, MeetingDay):
        return meeting
    if meeting.papers_due >= reader.today or not reader.future:
        return Span.day(meeting.papers_due)
    following = _following(meeting, reader)
    if parts.get("which") and following:
        return Span.day(following.papers_due)
    return _over(meeting, following)


def _meeting_in(parts: Parts) -> str:
    named = parts.get("of") or parts.get("x") or ""
    return f"{named} meeting" if named and "meeting" not in named else named or "meeting"


def _following(meeting: MeetingDay, reader: Reader) -> MeetingDay | None:
    """The group's next meeting whose deadline is still to come."""
    same = (each for each in reader.calendar.meetings if each.group == meeting.group)
    return min((each for each in same if each.papers_due >= reader.today), key=_papers_due, default=None)


def _papers_due(meeting: MeetingDay) -> date:
    return meeting.papers_due


def _over(meeting: MeetingDay, following: MeetingDay | None) -> DateProblem:
    then = f" The next one is {day(following.papers_due)}." if following else ""
    return DateProblem(
        f"The report deadline for the meeting on {day(meeting.date)} was {day(meeting.papers_due)}.{then} "
        "Please say which date you mean.",
        past=True,
    )


RULES = (
    *rule(_deadline, rf"(?:the |our )?(?P<which>next |coming )?(?P<what>{_DEADLINE})(?: (?:for|of) {{x}})?"),
    *rule(_deadline, rf"(?P<of>.+?)(?:'s)? (?P<what>{_DEADLINE})"),
    *rule(_deadline, rf"(?P<what>{_GO_OUT})(?: for {{x}})?"),
)
