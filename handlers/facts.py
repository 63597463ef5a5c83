"""Short answers about meetings: the fact that was asked for first, in one sentence."""

from handlers.access import Operation
from handlers.agenda_views import may_read
from handlers.desk import Desk
from handlers.meeting_requests import NextMeeting, Presenters, PublicQuestions, ReportDeadline, ShowAgenda
from handlers.meetings import find_meeting
from handlers.replies import Bullets, Button, Reply, Text, answered
from store.calendar import next_board_meeting, next_report_deadline
from store.dates import clock_time, full_day
from store.deadlines import deadline as due_of
from store.errors import NotFound
from store.lookup import find
from store.names import plain
from store.tables import AgendaItem
from store.topics import stems
from store.views import Deadline, MeetingView


def deadline(request: ReportDeadline, desk: Desk) -> Reply:
    """By when papers have to be in. One that has passed is said to have, with the next one beside it."""
    desk.require(Operation.READ_PUBLIC)
    meeting = _meeting(request.about, desk)
    due = meeting.report_deadline
    buttons = (Button("The meeting", NextMeeting(_about(meeting))),)
    if due is None:
        return answered(Text(f"There is no report deadline for {_called(meeting)}."), buttons=buttons)
    if due >= desk.today:
        left = (due - desk.today).days
        soon = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
        return answered(
            Text(f"{full_day(due)} ({soon}): papers are due for {_called(meeting)}."), buttons=buttons
        )
    following = next_report_deadline(desk.words.meetings, desk.today)
    then = (
        f" The next one is {full_day(following.report_deadline)}, for {_called(following)}."
        if following and following.report_deadline
        else ""
    )
    return answered(
        Text(f"{full_day(due)}: papers were due for {_called(meeting)}; that has passed.{then}"),
        buttons=buttons,
    )


def presenters(request: Presenters, desk: Desk) -> Reply:
    """Who leads the items that are about what was asked; all of them when nothing was. What is withheld is not there."""
    desk.require(Operation.READ)
    meeting = _meeting(request.about, desk)
    items = [item for item in desk.books.agendas.items(meeting.id) if item.leads and may_read(item, desk)]
    if not items:
        return answered(Text(f"There is no agenda yet for {_called(meeting)}, so I cannot say who presents."))
    fits = [item for item in items if _fits(item, request.query)] if request.query else items
    more = (Button("Agenda", ShowAgenda(_about(meeting))),)
    if not fits:
        return answered(Text(f"No item of {_called(meeting)} is about “{request.query[:80]}”."), buttons=more)
    if len(fits) == 1:
        return answered(Text(f"{_led(fits[0])}, at {_called(meeting)}."), buttons=more)
    return answered(
        Bullets(tuple(_led(item) for item in fits), f"Who leads what at {_called(meeting)}"), buttons=more
    )


def questions(request: PublicQuestions, desk: Desk) -> Reply:
    """Until when the public may send in questions, where a paper has said so; and what the partnership has agreed."""
    desk.require(Operation.READ_PUBLIC)
    meeting = _meeting(request.about, desk)
    until = due_of(Deadline.QUESTIONS, meeting)
    found = find("questions from the public", desk.books.handbook.every())
    rules = [hit.entry for hit in found if "question" in plain(hit.entry.title)][:1]
    said = (
        f"{full_day(until.day)}{f', {clock_time(until.at)}' if until.at else ''}: questions from the public for"
        f" {_called(meeting)} have to be in by then."
        if until
        else f"No questions from the public are taken at {_called(meeting)}."
    )
    rule = tuple(Text(f"{entry.title}: {entry.text}") for entry in rules)
    return answered(Text(said), *rule)


def _meeting(about: str, desk: Desk) -> MeetingView:
    if about:
        return find_meeting(about, desk)
    following = next_board_meeting(desk.words.meetings, desk.today)
    if following is None:
        raise NotFound("The calendar holds no further meeting of the Board. The secretariat can add one.")
    return following


def _about(meeting: MeetingView) -> str:
    return meeting.day.isoformat() if meeting.day else f"{meeting.month:%B %Y}"


def _called(meeting: MeetingView) -> str:
    """A meeting in a sentence: “the Board meeting on Tuesday 16 June 2026”."""
    when = f"on {full_day(meeting.day)}" if meeting.day else f"in {meeting.month:%B %Y}, date TBC"
    return f"the {meeting.group} {meeting.kind} {when}"


def _fits(item: AgendaItem, query: str) -> bool:
    """Whether an item has that number, or all of the words, in its title or its leads."""
    if query.isdigit():
        return item.number == query
    there = stems(item.title) | stems(" ".join(item.leads))
    return bool(stems(query)) and stems(query) <= there


def _led(item: AgendaItem) -> str:
    number = f"item {item.number}, " if item.number else ""
    return f"{', '.join(item.leads)}: {number}{item.title}"
