"""App Home: what is mine by urgency, what I owe and by when, the next meeting, and the register at a glance."""

from handlers.access import Operation
from handlers.agenda_views import leads, may_read
from handlers.desk import Desk
from handlers.lists import by_urgency, own_page, visible
from handlers.meeting_requests import NextMeeting, Timetable
from handlers.meetings import upcoming
from handlers.profile import card
from handlers.register_requests import AddAction, ListActions, MyActions
from handlers.replies import (
    Bar,
    Bullets,
    Button,
    Chart,
    Look,
    Note,
    Outcome,
    Part,
    Reply,
    Text,
    Title,
)
from handlers.requests import Help, Home
from store.agenda_items import owed, titled
from store.calendar import coming
from store.dates import full_day, month_name
from store.register_reading import State, Tally
from store.views import MeetingView

GLANCE = 4  # Board meetings whose action points are counted
AGENDAS = 6  # meetings ahead whose agendas are looked through for papers


def home(_request: Home, desk: Desk) -> Reply:
    """The caller's own page. A stranger sees what everybody may: the next meeting."""
    parts: list[Part] = [Title(desk.words.name)]
    following = upcoming(NextMeeting(), desk).parts
    if not desk.may(Operation.READ):
        known = (
            "I do not know you as a member yet; the secretariat can add you. The meetings are for everybody:"
        )
        return Reply(
            Outcome.ANSWERED, (*parts, Text(known), *following), _offers(desk, more=False), private=True
        )
    own = own_page(desk) if desk.person else None
    if own and own.total:
        late = f", {own.overdue} overdue" if own.overdue else ""
        parts += [Title(f"Your open action points: {own.total}{late}"), *by_urgency(own.views, desk)]
        if own.total > len(own.views):
            parts.append(Note(f"1 to {len(own.views)} of {own.total} are shown."))
    else:
        parts.append(Text("You own no open action points."))
    parts += [
        *_papers_owed(desk),
        *following,
        *_at_a_glance(desk),
        Title("You in the directory"),
        *card(desk),
    ]
    about = tuple(point.full_ref for point in own.views) if own else ()
    more = own is not None and own.total > len(own.views)
    return Reply(Outcome.ANSWERED, tuple(parts), _offers(desk, more=more), about, private=True)


def _offers(desk: Desk, *, more: bool) -> tuple[Button, ...]:
    reads, logs = desk.may(Operation.READ), desk.may(Operation.LOG)
    offers = [
        (logs, Button("Log an action point", AddAction(""), Look.MAIN, form=True)),
        (more, Button("All of mine", MyActions())),
        (reads, Button("Open action points", ListActions())),
        (reads, Button("Overdue", ListActions(State.OVERDUE))),
        (True, Button("Timetable", Timetable())),
        (True, Button("Help", Help())),
    ]
    return tuple(button for offered, button in offers if offered)


def _papers_owed(desk: Desk) -> tuple[Part, ...]:
    """The agenda items ahead for which a paper is still awaited from the caller, each with its report deadline."""
    ahead = [m for m in coming(desk.words.meetings, desk.today) if _waits_for_papers(m, desk)]
    lines = tuple(
        f"{titled(item)}: {meeting.group} of {full_day(meeting.day)}, papers by {full_day(meeting.report_deadline)}"
        for meeting in ahead[:AGENDAS]
        for item in owed(desk.books.agendas.items(meeting.id))
        if meeting.day and meeting.report_deadline and leads(item, desk) and may_read(item, desk)
    )
    return (Bullets(lines, "Papers you owe"),) if lines else ()


def _waits_for_papers(meeting: MeetingView, desk: Desk) -> bool:
    return meeting.report_deadline is not None and meeting.report_deadline >= desk.today


def _at_a_glance(desk: Desk) -> tuple[Part, ...]:
    """What has become of the action points of the Board's last meetings, the latest first."""
    held = [m for m in desk.words.meetings if m.is_board and m.day and m.day <= desk.today]
    points = visible(desk).in_state(State.ALL).at_any_of([meeting.id for meeting in held])
    tallies = points.tallies()
    minuting = [meeting for meeting in reversed(held) if meeting.id in tallies][:GLANCE]
    bars = tuple(_bar(meeting, tallies[meeting.id]) for meeting in minuting)
    return (Chart("The register at a glance", bars),) if bars else ()


def _bar(meeting: MeetingView, tally: Tally) -> Bar:
    name = month_name(meeting.month.year, meeting.month.month)
    return Bar(name, tally.open, tally.closed, tally.carried)
