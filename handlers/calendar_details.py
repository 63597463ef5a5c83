"""Changes of the calendar that tell more of a meeting: its venue, link and deadlines, and all of it in one form."""

from dataclasses import replace

from handlers.access import Operation
from handlers.calendar_changes import how_moved
from handlers.calendar_desk import asked, asked_of, begin, filled_in, meeting_for, name_of
from handlers.calendar_receipts import receipt
from handlers.desk import Desk
from handlers.meeting_requests import EditMeeting, SetDeadline, SetLink, SetVenue
from handlers.meetings import moment
from handlers.replies import Button, Note, Part, Reply, Text, answered
from store.calendar import coming, modes, view
from store.calendar_changes import NOTHING_LEFT, LeftBehind
from store.deadlines import CALLED, deadline
from store.errors import Conflict, Invalid
from store.meeting_details import Hours
from store.meeting_names import OFFERED, label
from store.tables import Meeting, Mode
from store.views import Deadline


def set_venue(request: SetVenue, desk: Desk) -> Reply:
    """Where a meeting is, how people take part, or both."""
    if not request.meeting or not (request.venue or request.mode):
        return asked_of("Where is which meeting? `/meetings venue 16 June Town Hall, Room 2`.", request, desk)
    meeting = meeting_for(request.meeting, desk)
    name, was = name_of(meeting, desk), meeting.mode
    begin(f"the venue of {name}", desk)
    _place(meeting, request.venue, request.mode, desk)
    _require_difference(meeting, desk)
    return receipt(
        f"Changed the venue of {name}.", [meeting], desk, *_no_longer_online(was, meeting, request.mode)
    )


def _place(meeting: Meeting, venue: str | None, mode: str | None, desk: Desk) -> None:
    """The venue, then the mode, since a venue alone means that people meet there."""
    changes = desk.books.calendar_changes
    if venue is not None and (venue or not mode):
        changes.set_venue(meeting, venue)
    if mode:
        known = modes(mode)
        if known is None:
            raise Invalid(f"“{mode[:40]}” is none of in person, hybrid and online. Nothing was changed.")
        changes.set_mode(meeting, known)


def _no_longer_online(was: Mode | None, meeting: Meeting, said: str) -> tuple[Part, ...]:
    if was is not Mode.ONLINE or meeting.mode is not Mode.IN_PERSON or said:
        return ()
    return (Note("It was online, and is in person now. `/meetings mode … hybrid` says that it is both."),)


def _require_difference(meeting: Meeting, desk: Desk) -> None:
    """Raise Conflict where everything stands already as it was said."""
    if not desk.books.session.is_modified(meeting):
        raise Conflict(f"So it stands already for {name_of(meeting, desk)}. Nothing was changed.")


def set_link(request: SetLink, desk: Desk) -> Reply:
    """Where people join a meeting online."""
    if not request.meeting or request.link is None:
        return asked_of("Where is which meeting joined? `/meetings link 16 June https://…`.", request, desk)
    meeting = meeting_for(request.meeting, desk)
    name = name_of(meeting, desk)
    begin(f"the link of {name}", desk)
    desk.books.calendar_changes.set_link(meeting, request.link)
    _require_difference(meeting, desk)
    done = f"Set the link of {name}." if request.link else f"Took the link off {name}."
    return receipt(done, [meeting], desk)


def set_deadline(request: SetDeadline, desk: Desk) -> Reply:
    """Give a meeting a deadline of its own, or let the rule count again."""
    what = request.what
    if not request.meeting or what is None or not (request.day or request.by_rule):
        sentence = "Which deadline of which meeting? `/meetings deadline 16 June papers 2 June`."
        return asked_of(sentence, request, desk)
    meeting = meeting_for(request.meeting, desk)
    name = name_of(meeting, desk)
    begin(f"the {CALLED[what].casefold()} of {name}", desk)
    if request.day:
        desk.books.calendar_changes.set_deadline(meeting, what, request.day, request.at)
    else:
        desk.books.calendar_changes.follow_rule(meeting, what)
    _require_difference(meeting, desk)
    now = deadline(what, view(meeting, desk.books.zone))
    is_now = moment(now) if now else "none, since no rule gives it one"
    return receipt(f"{CALLED[what]} for {name}: {is_now}.", [meeting], desk)


def edit(request: EditMeeting, desk: Desk) -> Reply:
    """All there is to a meeting, as a form; what comes back changed is changed, as one change."""
    desk.require(Operation.CALENDAR)
    if not request.meeting:
        ahead = coming(desk.words.meetings, desk.today)[:OFFERED]
        offers = tuple(Button(label(one), filled_in(one), form=True) for one in ahead)
        return answered(Text("Which meeting is to be changed?"), buttons=offers)
    meeting = meeting_for(request.meeting, desk)
    before = view(meeting, desk.books.zone)
    if request == EditMeeting(request.meeting):
        return asked("What is to be changed? `/meetings help` shows how it is said.", filled_in(before))
    begin(f"changing {name_of(meeting, desk)}", desk)
    left = _edited(meeting, request, desk)
    _require_difference(meeting, desk)
    after = view(meeting, desk.books.zone)
    moved = (before.day, before.start, before.end) != (after.day, after.start, after.end)
    done = how_moved(before, after) if moved else f"Changed {name_of(meeting, desk)}."
    return receipt(done, [meeting], desk, left=left)


def _edited(meeting: Meeting, request: EditMeeting, desk: Desk) -> LeftBehind:
    """Make it so; what its new day left behind."""
    changes = desk.books.calendar_changes
    left = NOTHING_LEFT
    day = request.day or meeting.day
    if request.day or request.start or request.end:
        if day is None:
            raise Invalid("That meeting has no day yet. Nothing was changed; say the day, too.")
        left = changes.move(meeting, day, Hours(request.start, request.end))
    _place(meeting, request.venue, request.mode, desk)
    if request.join_link is not None:
        changes.set_link(meeting, request.join_link)
    if request.report_deadline:
        changes.set_deadline(meeting, Deadline.REPORTS, request.report_deadline)
        left = replace(
            left, deadlines=tuple(own for own in left.deadlines if own.what is not Deadline.REPORTS)
        )
    return left
