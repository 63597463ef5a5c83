"""The meeting calendar: what is next."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from handlers.access import Operation
from handlers.calendar_desk import filled_in
from handlers.desk import Desk
from handlers.meeting_requests import CalendarFile, NextMeeting, ShowAgenda, Timetable
from handlers.narrowing import meetings_named
from handlers.replies import Bullets, Button, MeetingCard, Part, Reply, Text, answered
from store.calendar import coming, next_board_meeting, next_report_deadline
from store.dates import clock_time, full_day, month_name, short_day
from store.deadlines import CALLED, deadlines
from store.errors import NotFound
from store.history import reason_of
from store.meeting_names import called, fitting, read_name
from store.names import candidates
from store.tables import Meeting
from store.views import Deadline, DeadlineView, MeetingView


def upcoming(request: NextMeeting, desk: Desk) -> Reply:
    """The Board's next meeting with its deadlines, and whatever comes before it; or the meeting asked for."""
    desk.require(Operation.READ_PUBLIC)
    meetings = desk.words.meetings
    if request.about:
        return _named(request.about, desk)
    following = next_board_meeting(meetings, desk.today)
    if following is None:
        return answered(
            Text("The calendar holds no further meeting of the Board. The secretariat can add one.")
        )
    before = [m for m in coming(meetings, desk.today) if m.day and following.day and m.day < following.day]
    parts: list[Part] = [card(following, desk)]
    if before:
        parts.append(Bullets(tuple(one_line(m) for m in before), "Before it"))
    return answered(*parts, buttons=_more(following, desk))


def _named(about: str, desk: Desk) -> Reply:
    meeting = find_meeting(about, desk)
    return answered(card(meeting, desk), buttons=_more(meeting, desk))


def find_meeting(about: str, desk: Desk) -> MeetingView:
    """The meeting that a date, a month or a group means. Raises NotFound, saying what the calendar holds."""
    named = meetings_named(about, desk.words.meetings, desk.today)
    ahead = coming(desk.words.meetings, desk.today)
    if not named:
        groups = {party.id for party in candidates(about, desk.words, desk.today) if party.kind == "group"}
        names = {group.short_name for group in desk.words.groups if group.id in groups}
        named = [m for m in ahead if m.group in names]
    named = [m for m in named if m in ahead] or named
    if not named:
        raise NotFound(
            _called_off(about, desk)
            or f"The calendar has no meeting “{about[:80]}”. `/meetings timetable` shows what it holds."
        )
    return named[0]


def _called_off(about: str, desk: Desk) -> str:
    """That what is called so has been cancelled, when, by whom and why; empty where it has not."""
    name = read_name(about, desk.words)
    gone = fitting(name, tuple(desk.books.calendar.cancelled()), desk.today) if name else []
    if not gone:
        return ""
    changes = desk.books.past.of(Meeting.__tablename__, gone[0].id)
    cancelling = (c for c, entry in reversed(changes) if (entry.after or {}).get("status") == "cancelled")
    change = next(cancelling, None)
    if change is None:
        return f"{called(gone[0], capital=True)} is cancelled."
    reason = f": {reason_of(change)}" if reason_of(change) else "."
    on = full_day(change.at.astimezone(desk.books.zone).date())
    return f"{called(gone[0], capital=True)} was cancelled by {change.by} on {on}{reason}"


def _more(meeting: MeetingView, desk: Desk) -> tuple[Button, ...]:
    about = meeting.day.isoformat() if meeting.day else ""
    dated = (Button("Add to calendar", CalendarFile(meeting=meeting.id)),) if meeting.day else ()
    more = (Button("Agenda", ShowAgenda(about)), Button("Timetable", Timetable()), *dated)
    if not desk.may(Operation.CALENDAR):
        return more
    return (*more, Button("Change", filled_in(meeting), form=True))


def card(meeting: MeetingView, desk: Desk) -> MeetingCard:
    """A meeting with its deadlines; where to join it is for those whom the books know."""
    seen = meeting if desk.may(Operation.READ) else replace(meeting, join_link=None)
    return MeetingCard(seen, desk.today, tuple(_deadlines(meeting, desk.words.meetings, desk.today)))


def _deadlines(meeting: MeetingView, meetings: tuple[MeetingView, ...], today: date) -> Iterable[str]:
    """Every deadline of one to come, in order; of a report deadline that has passed also which is the next."""
    if meeting.cancelled or (meeting.day and meeting.day < today):
        return
    for each in deadlines(meeting):
        if each.day >= today:
            yield f"{CALLED[each.what]}: {moment(each)} ({_in_days((each.day - today).days)})"
            continue
        yield f"{CALLED[each.what]}: {moment(each)} has passed"
        others = tuple(other for other in meetings if other.id != meeting.id)
        following = next_report_deadline(others, today) if each.what is Deadline.REPORTS else None
        if following and following.report_deadline:
            yield f"The next report deadline is {full_day(following.report_deadline)}, for {one_line(following)}"


def moment(deadline: DeadlineView) -> str:
    """The day of a deadline in full, with its time."""
    return f"{full_day(deadline.day)}{f', {clock_time(deadline.at)}' if deadline.at else ''}"


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def the_meeting(meeting: MeetingView) -> str:
    """A meeting within a sentence: "the Board meeting of Tuesday 16 June 2026"."""
    kind = "meeting" if meeting.kind == "meeting" else meeting.kind
    when = full_day(meeting.day) if meeting.day else month_name(meeting.month.year, meeting.month.month)
    return f"the {meeting.group} {kind} of {when}"


def one_line(meeting: MeetingView, today: date | None = None) -> str:
    """A meeting on one line: day, group, times, venue. With `today` the year is said where it is another one."""
    year = f" {meeting.day.year}" if meeting.day and today and meeting.day.year != today.year else ""
    when = (
        f"{short_day(meeting.day)}{year}"
        if meeting.day
        else f"{month_name(meeting.month.year, meeting.month.month)}, date TBC"
    )
    what = meeting.group if meeting.kind == "meeting" else f"{meeting.group} {meeting.kind}"
    times = f", {clock_time(meeting.start)}" if meeting.start else ""
    until = f" to {clock_time(meeting.end)}" if meeting.start and meeting.end else ""
    place = meeting.venue or meeting.mode
    where = f", {place}" if place else ""
    return f"{when}: {what}{times}{until}{where}"
