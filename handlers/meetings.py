"""The meeting calendar: what is next, the timetable, and agendas."""

from collections.abc import Iterable
from datetime import date

from handlers.access import Operation
from handlers.desk import Desk
from handlers.lists import meetings_named
from handlers.replies import Bullets, Button, MeetingCard, Part, Reply, Row, Text, Title, answered
from handlers.requests import NextMeeting, ShowAgenda, Timetable
from store.calendar import coming, next_board_meeting, next_report_deadline
from store.dates import clock_time, full_day, month_name, short_day
from store.errors import NotFound
from store.names import candidates
from store.tables import AgendaItem
from store.views import MeetingView


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
    parts: list[Part] = [_card(following, desk)]
    if before:
        parts.append(Bullets(tuple(one_line(m) for m in before), "Before it"))
    return answered(*parts, buttons=_more(following))


def _named(about: str, desk: Desk) -> Reply:
    meeting = find_meeting(about, desk)
    return answered(_card(meeting, desk), buttons=_more(meeting))


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
            f"The calendar has no meeting “{about[:80]}”. `/meetings timetable` shows what it holds."
        )
    return named[0]


def _more(meeting: MeetingView) -> tuple[Button, ...]:
    about = meeting.day.isoformat() if meeting.day else ""
    return (Button("Agenda", ShowAgenda(about)), Button("Timetable", Timetable()))


def _card(meeting: MeetingView, desk: Desk) -> MeetingCard:
    return MeetingCard(meeting, desk.today, tuple(_deadlines(meeting, desk.words.meetings, desk.today)))


def _deadlines(meeting: MeetingView, meetings: tuple[MeetingView, ...], today: date) -> Iterable[str]:
    """The report deadline; when it has passed, that it has, and which is the next."""
    deadline = meeting.report_deadline
    if deadline is None:
        return
    if deadline >= today:
        left = (deadline - today).days
        yield f"Report deadline: {full_day(deadline)} ({_in_days(left)})"
        return
    yield f"Report deadline: {full_day(deadline)} has passed"
    following = next_report_deadline(meetings, today)
    if following and following.report_deadline:
        yield f"The next report deadline is {full_day(following.report_deadline)}, for {one_line(following)}"


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def one_line(meeting: MeetingView) -> str:
    """A meeting on one line: day, group, times, venue."""
    when = (
        short_day(meeting.day)
        if meeting.day
        else f"{month_name(meeting.month.year, meeting.month.month)}, date TBC"
    )
    what = meeting.group if meeting.kind == "meeting" else f"{meeting.group} {meeting.kind}"
    times = f", {clock_time(meeting.start)}" if meeting.start else ""
    until = f" to {clock_time(meeting.end)}" if meeting.start and meeting.end else ""
    place = meeting.venue or meeting.mode
    where = f", {place}" if place else ""
    return f"{when}: {what}{times}{until}{where}"


def timetable(_request: Timetable, desk: Desk) -> Reply:
    """Everything still to come, with report deadlines, quarter by quarter as the papers do."""
    desk.require(Operation.READ_PUBLIC)
    ahead = coming(desk.words.meetings, desk.today)
    if not ahead:
        return answered(Text("The calendar holds no further meeting."))
    rows = [Row(one_line(m), _row_lines(m)) for m in ahead[:40]]
    rest = (Text(f"{len(ahead) - 40} later meetings are not shown."),) if len(ahead) > 40 else ()
    return answered(Title(f"{desk.words.short_name} timetable"), *rows, *rest)


def _row_lines(meeting: MeetingView) -> tuple[str, ...]:
    deadline = meeting.report_deadline
    return (f"Report deadline {short_day(deadline)}",) if deadline else ()


def agenda(request: ShowAgenda, desk: Desk) -> Reply:
    """The agenda of the next Board meeting, or of the one asked for.

    What is in closed session keeps its title for those who may know it, in private.
    """
    desk.require(Operation.READ)
    found = (
        find_meeting(request.about, desk)
        if request.about
        else next_board_meeting(desk.words.meetings, desk.today)
    )
    if found is None:
        raise NotFound("The calendar holds no further meeting of the Board, so there is no agenda to show.")
    items = desk.books.calendar.agenda(found.id)
    if not items:
        return answered(Text(f"There is no agenda yet for {one_line(found)}."))
    total = sum(item.minutes or 0 for item in items)
    rows = tuple(_item_line(item, shown=_shown(item, desk)) for item in items)
    return answered(Title(f"Agenda, {one_line(found)}"), Bullets(rows), Text(f"{total} minutes in all."))


def _shown(item: AgendaItem, desk: Desk) -> bool:
    """Whether the caller may read here what an item is about."""
    return not item.closed_session or desk.may_here(Operation.READ_CLOSED, own=leads(item, desk))


def leads(item: AgendaItem, desk: Desk) -> bool:
    """Whether the caller is one of the leads, who are kept as the agenda prints them."""
    return desk.person is not None and any(
        [party.id for party in candidates(lead, desk.words, desk.today) if party.kind == "person"]
        == [desk.person.id]
        for lead in item.leads
    )


def _item_line(item: AgendaItem, *, shown: bool) -> str:
    number = f"{item.number}. " if item.number else ""
    minutes = f", {item.minutes} min" if item.minutes else ""
    if not shown:
        return f"{number}Closed session{minutes}"
    said_already = item.title.casefold().startswith("closed session")
    closed = "Closed session: " if item.closed_session and not said_already else ""
    led_by = f" ({', '.join(item.leads)})" if item.leads else ""
    return f"{number}{closed}{item.title}{led_by}{minutes}"
