"""Attendance: saying that one comes, the list of who does, and the reminder of a meeting that shows it to everybody."""

import re
from datetime import date
from typing import Any

from handlers.access import Operation, Role
from handlers.agendas import meant
from handlers.desk import Desk
from handlers.meeting_requests import Attend, CalendarFile, ShowAgenda, ShowAttendance, ShowSession
from handlers.meetings import one_line, the_meeting
from handlers.replies import Bullets, Button, Look, MeetingCard, Note, Outcome, Part, Reply, Text, Title
from handlers.requests import Undo
from store.attendance import Tally, is_over
from store.calendar import view
from store.dates import full_day
from store.errors import Conflict, Invalid, NotAllowed, NotFound
from store.names import Party, candidates, doubtful, one
from store.quorum import Quorum, quorum_forecast
from store.roll import SECTIONS, Line, apologies, listed, roll
from store.tables import Meeting, MeetingStatus, Person, Presence
from store.views import MeetingView

SEVERAL = re.compile(r"[,;&/]|\s+and\s+", re.IGNORECASE)


def answer(request: Attend, desk: Desk) -> Reply:
    """Note whether somebody comes to a meeting, or who comes for them. Only the person is told; posts show the figures."""
    meeting = _meeting(request, desk)
    person = _whose(request, desk)
    refuse_late(meeting, desk)
    _require_seat(person, meeting, desk)
    how = Presence(request.how)
    by = _representative(request.by, person, desk) if how is Presence.REPRESENTED else None
    news = desk.books.attendances.answer(meeting, person, how, by)
    said = _said(person, how, by, meeting, desk)
    if not news:
        return Reply(Outcome.ANSWERED, (Text(f"That is noted already: {said}."),), private=True)
    parts: list[Part] = [Text(f"Noted: {said}."), *_also(person, how, meeting, desk)]
    buttons = (
        Button("Undo", Undo(desk.books.recorder.change_id)),
        Button("Attendance", ShowAttendance(meeting=meeting.id)),
    )
    return Reply(Outcome.CHANGED, tuple(parts), buttons, private=True, redraws=meeting.id)


def _meeting(request: Attend, desk: Desk) -> Meeting:
    """The meeting that is answered for. Raises Conflict when a button is of another day than it is on now."""
    if request.meeting is None:
        return desk.books.attendances.meeting(meant(request.about, None, desk).id)
    meeting = desk.books.attendances.meeting(request.meeting)
    moved = request.day and meeting.day != request.day and meeting.status is not MeetingStatus.CANCELLED
    if moved:
        now = f"on {full_day(meeting.day)}" if meeting.day else "without a date"
        raise Conflict(
            f"That meeting has been moved and is now {now}. Nothing was noted; please answer for the new day."
        )
    return meeting


def answering(desk: Desk) -> None:
    """Raise NotAllowed for guests and strangers, saying whom to ask instead."""
    if desk.may(Operation.ATTEND):
        return
    known = (
        "The list is kept for the Board and members; please tell the secretariat whether you come."
        if desk.role is Role.GUEST
        else "I do not know you as a member yet; the secretariat can add you."
    )
    raise NotAllowed(f"Thank you, but I cannot note that. {known} Nothing was changed.")


def _whose(request: Attend, desk: Desk) -> Person:
    """Whose answer it is: the caller's, or that of whom the secretariat names."""
    answering(desk)
    party = one(request.person, desk.words, desk.today) if request.person else desk.me
    if party.id != desk.caller.person_id:
        desk.require(Operation.ATTENDANCE)
    found = desk.books.directory.person(party.id) if party.kind == "person" and party.id else None
    if found is None:
        raise Invalid(f"{party.name} is no person. Nothing was noted; whose answer is it?")
    return found


def refuse_late(meeting: Meeting, desk: Desk) -> None:
    """After a meeting its attendance is the secretariat's to put right."""
    if not is_over(meeting, desk.books.attendances.now) or desk.may(Operation.ATTENDANCE):
        return
    when = full_day(meeting.day) if meeting.day else "then"
    raise NotAllowed(
        f"That meeting was on {when}, and only the secretariat changes who was there. Nothing was changed."
    )


def _require_seat(person: Person, meeting: Meeting, desk: Desk) -> None:
    on = meeting.day or desk.today
    if not any(sitting.current(on) for sitting in person.memberships):
        raise Invalid(f"{person.name} does not sit on the partnership on {full_day(on)}. Nothing was noted.")


def _representative(name: str, person: Person, desk: Desk) -> Party:
    """Who comes for somebody: a person of the directory, or anybody else by their full name."""
    if not name.strip():
        raise Invalid("Say who comes, such as `/meetings represent 16 June Ben Idowu`. Nothing was noted.")
    found = candidates(name, desk.words, desk.today)
    if len(found) == 1:
        return found[0]
    if SEVERAL.search(name):
        raise Invalid(f"Only one person comes for {person.name}. Nothing was noted; name one.")
    if found:
        raise doubtful(name, found, desk.words)
    if len(name.split()) < 2:
        raise NotFound(
            f"Nobody in the directory is called “{name[:80]}”. Nothing was noted; say the full name of who comes."
        )
    return Party("name", None, name)


def _said(person: Person, how: Presence, by: Party | None, meeting: Meeting, desk: Desk) -> str:
    """What is noted, to the person or about somebody else."""
    mine = person.id == desk.caller.person_id
    which = the_meeting(view(meeting, desk.books.zone))
    if by is not None:
        return f"{by.name} represents {'you' if mine else person.name} at {which}"
    if how is Presence.APOLOGIES:
        return f"{'you send' if mine else f'{person.name} sends'} apologies for {which}"
    if is_over(meeting, desk.books.attendances.now):
        return f"{'you were' if mine else f'{person.name} was'} at {which}"
    return f"{'you attend' if mine else f'{person.name} attends'} {which}"


def _also(person: Person, how: Presence, meeting: Meeting, desk: Desk) -> list[Part]:
    """What follows from an answer: who has nobody to represent them any more, and the quorum."""
    told: list[Part] = []
    waiting = [line.name for line in roll(meeting, desk.books) if line.by_id == person.id]
    if waiting and how is not Presence.ATTENDING:
        need = "needs" if len(waiting) == 1 else "need"
        told.append(Note(f"{person.name} was to represent {listed(waiting)}, who {need} somebody else now."))
    if quorum := quorum_forecast(meeting, desk.books):
        told.append(Note(counted(quorum, over=False)))
    return told


def show(request: ShowAttendance, desk: Desk) -> Reply:
    """The list as the minutes print it, in three sections, with the quorum and the votes."""
    desk.require(Operation.READ)
    seen = meant(request.about, request.meeting, desk)
    meeting = desk.books.attendances.meeting(seen.id)
    over = is_over(meeting, desk.books.attendances.now)
    lines = roll(meeting, desk.books)
    parts: list[Part] = [Title(f"Attendance, {one_line(seen, desk.today)}")]
    parts += [part for section in SECTIONS if (part := _section(section, lines, over=over))]
    if quorum := quorum_forecast(meeting, desk.books):
        parts += _quorum(quorum, meeting, desk, over=over)
    parts.append(Note(f"For the minutes: {apologies(lines)}"))
    if desk.may(Operation.ATTENDANCE):
        parts.append(
            Note("For others: `/meetings apologies 16 June from Ada Okafor, represented by Ben Idowu`.")
        )
    answers = not over and meeting.day and desk.may(Operation.ATTEND)
    return Reply(Outcome.ANSWERED, tuple(parts), _ways(seen) if answers else ())


_ANSWERS = {
    Presence.ATTENDING: "Attending",
    Presence.PRESENT: "Present",
    Presence.REPRESENTED: "Represented",
    Presence.APOLOGIES: "Apologies",
}


def _section(section: str, lines: list[Line], *, over: bool) -> Bullets | None:
    """One section: how many answered what, and who."""
    mine = [line for line in lines if line.section == section]
    if not mine:
        return None
    told = []
    for how, called in _ANSWERS.items():
        names = "; ".join(map(_entry, (line for line in mine if line.how is how)))
        told += [f"{called}: {names}"] if names else []
    silent = [line.name for line in mine if line.how is None]
    if silent:
        told.append(f"{'Not recorded' if over else 'Not answered'}: {', '.join(silent)}")
    counts = Tally.of(line.how for line in mine).said(over=over) or "nobody has answered"
    return Bullets(tuple(told), f"{section}: {counts}")


def _entry(line: Line) -> str:
    by = f" by {line.by}" if line.by else ""
    return f"{line.printed}{by}{'' if line.stands else ', who does not come either'}"


def _quorum(quorum: Quorum, meeting: Meeting, desk: Desk, *, over: bool) -> list[Part]:
    """The quorum and the votes; a warning where the meeting may not be able to decide."""
    bodies = len(quorum.organisations)
    votes = f"Votes, one for each organisation: {bodies}"
    named = f" ({', '.join(quorum.organisations)})" if bodies else ""
    parts: list[Part] = [Text(f"{counted(quorum, over=over)}\n{votes}{named}.")]
    if not over and meeting.day and quorum.in_danger(meeting.day, desk.today):
        parts.append(Text(danger(quorum)))
    return parts


def danger(quorum: Quorum) -> str:
    """What those who lead the meeting should know."""
    why = "can no longer be reached" if quorum.impossible else "is not reached yet"
    return f"The quorum {why}: without it the Board cannot decide."


def counted(quorum: Quorum, *, over: bool) -> str:
    """How many come, or came, of those who are needed."""
    if over:
        return f"Quorum: {quorum.coming} were there, {quorum.needed} were needed."
    waiting = f", {quorum.unanswered} {'has' if quorum.unanswered == 1 else 'have'} not answered"
    return f"Quorum: {quorum.coming} of {quorum.needed} so far{waiting if quorum.unanswered else ''}."


def session(request: ShowSession, desk: Desk) -> Reply:
    """The posted reminder of a meeting, drawn anew: the same words with the answers as they are now."""
    desk.require(Operation.READ_PUBLIC)
    seen = meant("", request.meeting, desk)
    meeting = desk.books.attendances.meeting(seen.id)
    tally = desk.books.attendances.tally(meeting.id)
    ahead = not is_over(meeting, desk.books.attendances.now)
    quorum = quorum_forecast(meeting, desk.books) if ahead else None
    days = (seen.day - request.posted).days if seen.day else 0
    return invitation(seen, desk.today, days, tally, quorum, answers=ahead)


def invitation(
    meeting: MeetingView,
    today: date,
    days: int,
    tally: Tally,
    quorum: Quorum | None,
    *,
    answers: bool = True,
) -> Reply:
    """A reminder of a meeting in so many days: when and where, how many come, and the buttons to answer."""
    distance = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    parts: list[Part] = [
        Title(f"{meeting.group} {meeting.kind} {distance}"),
        MeetingCard(meeting, today),
        Note(f"So far: {tally.said()}." if tally.said() else "Nobody has answered yet."),
    ]
    if quorum:
        parts.append(Note(counted(quorum, over=False)))
    agenda = (
        (Button("Agenda", ShowAgenda(meeting.day.isoformat())),) if meeting.day and meeting.is_board else ()
    )
    add = Button("Add to calendar", CalendarFile(meeting=meeting.id))
    return Reply(Outcome.ANSWERED, tuple(parts), (*(_ways(meeting) if answers else ()), *agenda, add))


def _ways(meeting: MeetingView) -> tuple[Button, ...]:
    """The three ways to answer; who represents somebody is asked for in a form."""
    there: dict[str, Any] = {"meeting": meeting.id, "day": meeting.day}
    return (
        Button("Attending", Attend("attending", **there), Look.MAIN),
        Button("Apologies", Attend("apologies", **there)),
        Button("Send a representative", Attend("represented", **there), form=True),
    )
