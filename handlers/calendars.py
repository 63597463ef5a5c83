"""Meetings in people's own calendars: as a file, and by an address to which a calendar subscribes."""

from functools import partial

from handlers.access import Operation
from handlers.desk import Desk
from handlers.meeting_requests import CalendarFile, RenewSubscriptions, Subscribe
from handlers.meetings import one_line
from handlers.narrowing import meetings_named
from handlers.replies import Button, File, Look, Note, Outcome, Part, Reply, Text, Title
from handlers.requests import Dismiss
from store import subscriptions
from store.calendar import next_board_meeting
from store.errors import Invalid, NotFound
from store.names import candidates, doubtful
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.papers.writing.calendars import CalendarPaper, calendar_of, calendar_of_meeting, to_ics
from store.tables import Group


def calendar_file(request: CalendarFile, desk: Desk) -> Reply:
    """A file for the calendar of the person who asks, sent to them alone. Join links are for those of the directory."""
    desk.require(Operation.READ_PUBLIC)
    entry = _entry(request, desk)
    paper = (
        calendar_of_meeting(desk.books, entry)
        if entry
        else calendar_of(desk.books, _group(request.about, desk))
    )
    if not desk.may(Operation.READ):
        paper = paper.without_links
    name = f"{paper.name} {entry.meeting.day}" if entry else f"{paper.name} meetings"
    file = File(f"{name.replace('/', '-').replace(':', '')}.ics", name, partial(to_ics, paper), personal=True)
    parts = _of_one(entry) if entry else _of_many(paper)
    return Reply(Outcome.ANSWERED, parts, file=file, private=True)


def _entry(request: CalendarFile, desk: Desk) -> CalendarEntry | None:
    """The one meeting that is meant; None when it is a group or everything. Raises NotFound and Invalid."""
    if not request.about and request.meeting is None:
        return None
    entries = calendar_entries(desk.books)
    wanted = request.meeting if request.meeting is not None else _named(request.about, entries, desk)
    if wanted is None:
        return None
    entry = next((entry for entry in entries if entry.meeting.id == wanted), None)
    if entry is None:
        raise NotFound("That meeting is not in the calendar any more.")
    if entry.meeting.day is None:
        raise Invalid(
            f"{one_line(entry.meeting)}: without its day there is nothing to put into a calendar yet."
        )
    return entry


def _named(about: str, entries: list[CalendarEntry], desk: Desk) -> int | None:
    """The id of the meeting that a date, a month or "next" means, a planned one before a cancelled one."""
    if about.casefold() == "next":
        following = next_board_meeting(desk.words.meetings, desk.today)
        return following.id if following else None
    cancelled = {entry.meeting.id for entry in entries if entry.cancelled}
    found = meetings_named(about, tuple(entry.meeting for entry in entries), desk.today)
    return next((meeting.id for meeting in sorted(found, key=lambda one: one.id in cancelled)), None)


def _group(about: str, desk: Desk) -> Group | None:
    """The group that is meant; None for all. Raises NotFound and Ambiguous."""
    if not about or about.casefold() == "next":
        return None
    found = [party for party in candidates(about, desk.words, desk.today) if party.kind == "group"]
    if len(found) > 1:
        raise doubtful(about, found, desk.words)
    group = next((one for one in desk.books.directory.groups() if found and one.id == found[0].id), None)
    if group is None:
        raise NotFound(
            f"There is no meeting and no group “{about[:80]}”. `/meetings timetable` shows what there is."
        )
    return group


def _of_one(entry: CalendarEntry) -> tuple[Part, ...]:
    if entry.cancelled:
        said = "It is cancelled; the file takes it out of your calendar."
    else:
        said = "Open the file to put the meeting into your calendar."
    return (Text(f"{one_line(entry.meeting)}. {said} You get it as a direct message."),)


def _of_many(paper: CalendarPaper) -> tuple[Part, ...]:
    dated = [entry for entry in paper.entries if entry.meeting.day and not entry.cancelled]
    deadlines = sum(entry.meeting.report_deadline is not None for entry in dated)
    parts: list[Part] = [
        Text(
            f"{paper.name}: {_count(len(dated), 'meeting')} and {_count(deadlines, 'report deadline')}."
            " Open the file to put them into your calendar. You get it as a direct message."
        ),
        Note(
            "The file is how things stand today; `/meetings subscribe` keeps a calendar up to date by itself."
        ),
    ]
    if paper.undated:
        parts.append(Note(f"{_count(paper.undated, 'meeting')} without a date yet: not in the file."))
    return tuple(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def subscribe(request: Subscribe, desk: Desk) -> Reply:
    """The address, to the person alone; where there is none, how to get the file instead."""
    desk.require(Operation.SUBSCRIBE)
    group = _group(request.group, desk)
    address = subscriptions.address(desk.books, group)
    if address is None:
        said = (
            "This bot has no public address to which a calendar could subscribe (`public_url` in its configuration)."
            " A file shows how things stand today."
        )
        button = Button("Calendar file", CalendarFile(request.group))
        return Reply(Outcome.ANSWERED, (Text(said),), (button,), private=True)
    whose = group.short_name if group else desk.words.short_name
    parts = (
        Title(f"Subscribe to the meetings of {whose}"),
        Text(address),
        Text(
            "In Outlook: Add calendar, Subscribe from web. In Google Calendar: Other calendars, From URL. On a phone or"
            " Mac: Add subscription calendar. Report deadlines come with it as whole days."
        ),
        Note(
            "Whoever has the address reads the meetings and their join links without signing in: keep it to members."
        ),
    )
    end = Button("End all addresses", RenewSubscriptions(), Look.RISKY)
    return Reply(Outcome.ANSWERED, parts, (end,) if desk.may(Operation.CALENDAR) else (), private=True)


def renew(request: RenewSubscriptions, desk: Desk) -> Reply:
    """End all addresses, after asking: it cannot be undone."""
    desk.require(Operation.CALENDAR)
    if not request.sure:
        said = "All calendars that subscribe to the meetings stop being updated, and everybody needs a new address. Shall I?"
        buttons = (
            Button("End all addresses", RenewSubscriptions(sure=True), Look.RISKY),
            Button("Cancel", Dismiss()),
        )
        return Reply(Outcome.CONFIRM, (Text(f"{said} This cannot be undone."),), buttons, private=True)
    subscriptions.renew(desk.books)
    said = "All calendar addresses given out so far have ended. `/meetings subscribe` tells the new ones."
    return Reply(Outcome.CHANGED, (Text(said),), private=True)
