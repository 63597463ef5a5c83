"""Agendas: reading them, and what the secretariat does to them, by words or on the message that is edited in place."""

from collections.abc import Iterable

import msgspec

from handlers.access import Operation
from handlers.agenda_views import item_screen, lasts, lines, screen, shown
from handlers.desk import Desk
from handlers.meeting_requests import (
    AddItem,
    ChangeItem,
    EditAgenda,
    MarkPaper,
    MoveItem,
    RemoveItem,
    ShowAgenda,
    StartAgenda,
)
from handlers.meetings import find_meeting, one_line, the_meeting
from handlers.replies import Button, Look, Note, Outcome, Part, Reply, Text, Title, answered
from handlers.requests import Undo
from store.agenda_items import Item, titled
from store.agenda_template import standing_items
from store.attendance import is_over
from store.calendar import next_board_meeting
from store.dates import day, month_name
from store.errors import Conflict, Invalid, NotFound
from store.names import candidates, doubtful, plain
from store.tables import AgendaItem
from store.views import MeetingView


def show(request: ShowAgenda, desk: Desk) -> Reply:
    """The agenda of the Board's next meeting, or of the one asked for, with the time at which each item begins."""
    desk.require(Operation.READ)
    meeting = meant(request.about, None, desk)
    edits = desk.may(Operation.AGENDA) and not _is_over(meeting, desk)
    return shown(meeting, desk.books.agendas.items(meeting.id), desk, edits=edits)


def meant(about: str, meeting_id: int | None, desk: Desk) -> MeetingView:
    """The meeting that a button or words mean, the Board's next one without either. Raises NotFound."""
    if meeting_id is not None:
        found = next((m for m in desk.words.meetings if m.id == meeting_id), None)
        if found is None:
            raise NotFound("That meeting is no longer in the calendar. Nothing was changed.")
        return found
    found = find_meeting(about, desk) if about else next_board_meeting(desk.words.meetings, desk.today)
    if found is None:
        raise NotFound("The calendar holds no further meeting of the Board. Say which meeting you mean.")
    return found


def _is_over(meeting: MeetingView, desk: Desk) -> bool:
    attendances = desk.books.attendances
    return is_over(attendances.meeting(meeting.id), attendances.now)


def _to_edit(about: str, meeting_id: int | None, desk: Desk) -> MeetingView:
    """The meeting whose agenda is to change. Raises Conflict once it has been held."""
    meeting = meant(about, meeting_id, desk)
    if _is_over(meeting, desk):
        raise Conflict(
            f"The agenda of {the_meeting(meeting)} stays as it is: that is over. Nothing was changed."
        )
    return meeting


def edit(request: EditAgenda, desk: Desk) -> Reply:
    """The agenda with its buttons, or one item of it."""
    desk.require(Operation.AGENDA)
    if request.which or request.item is not None:
        row, meeting = _item(request, desk)
        return item_screen(row, meeting, desk.books.agendas.items(meeting.id), desk)
    meeting = _to_edit(request.about, request.meeting, desk)
    return screen(meeting, desk.books.agendas.items(meeting.id), desk)


def start(request: StartAgenda, desk: Desk) -> Reply:
    """Begin an agenda with the standing items, which name the meetings before and after."""
    desk.require(Operation.AGENDA)
    meeting = _to_edit(request.about, request.meeting, desk)
    row = desk.books.attendances.meeting(meeting.id)
    before = desk.books.calendar.last_before(row.group, row.day or row.month)
    previous = day(before.day) if before and before.day else None
    standing = standing_items(previous, _following(meeting, desk), board=meeting.is_board and row.formal)
    desk.books.agendas.start(meeting.id, standing)
    done = "The agenda begins with the standing items."
    return screen(meeting, desk.books.agendas.items(meeting.id), desk, done)


def _following(meeting: MeetingView, desk: Desk) -> str:
    """When the group meets next after that, as far as the calendar knows."""
    mine = [m for m in desk.words.meetings if m.group == meeting.group and m.kind == "meeting"]
    after = next((m for m in mine if (m.day or m.month) > (meeting.day or meeting.month)), None)
    if after is None:
        return "to be confirmed"
    month = f"{month_name(after.month.year, after.month.month)}, day to be confirmed"
    return day(after.day) if after.day else month


def add(request: AddItem, desk: Desk) -> Reply:
    """Put an item on the agenda; without a title, offer the form."""
    desk.require(Operation.AGENDA)
    meeting = _to_edit(request.about, request.meeting, desk)
    if not request.new.title.strip() and request.meeting is None:
        form = AddItem(request.new, meeting=meeting.id)
        return answered(
            Text(f"What is to go on the agenda for {one_line(meeting, desk.today)}?"),
            buttons=(Button("Add an item", form, Look.MAIN, form=True),),
        )
    row = desk.books.agendas.add(meeting.id, _with_leads(request.new, desk))
    done = f"Added “{titled(row)}”."
    items = desk.books.agendas.items(meeting.id)
    if request.meeting is not None:
        return screen(meeting, items, desk, done)
    return _receipt(done, meeting, desk, row)


def change(request: ChangeItem, desk: Desk) -> Reply:
    """Write what was changed in the form; what somebody else has changed meanwhile is told, not overwritten."""
    desk.require(Operation.AGENDA)
    row, meeting = _by_id(request.item, desk)
    wanted = _with_leads(request.to or request.was, desk)
    if clash := desk.books.agendas.clash(row, request.was, wanted):
        raise Conflict(_told(row, clash, desk))
    if not desk.books.agendas.change(row, request.was, wanted):
        raise Conflict("Nothing on it is different, so nothing was changed.")
    items = desk.books.agendas.items(meeting.id)
    return item_screen(row, meeting, items, desk, f"Changed “{titled(row)}”.")


_CALLED = {
    "title": "the title",
    "leads": "the leads",
    "minutes": "the minutes",
    "kind": "the kind",
    "closed": "the session",
    "paper": "the state of the paper",
    "confidential": "the confidentiality of the paper",
}


def _told(row: AgendaItem, clash: tuple[str, ...], desk: Desk) -> str:
    """What somebody else has made of the fields that the form changes, too."""
    now = Item.of(row)
    told = ", ".join(f"{_CALLED[name]} {_valued(getattr(now, name))}" for name in clash)
    return (
        f"{_last_hand(row.id, desk)} has changed the same meanwhile. It now has {told}. Nothing was saved, and what you"
        " typed is still here; cancel and open the item again to change that."
    )


def _valued(value: object) -> str:
    if isinstance(value, tuple):
        return f"“{', '.join(value)}”"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "“none”" if value is None else f"“{value}”"


def _last_hand(item_id: int, desk: Desk) -> str:
    """Who changed an item last, even if that took it away."""
    return next(
        (c.by for c, _ in reversed(desk.books.past.of(AgendaItem.__tablename__, item_id))), "Somebody"
    )


def remove(request: RemoveItem, desk: Desk) -> Reply:
    """Take an item off the agenda; those after it move up."""
    desk.require(Operation.AGENDA)
    row, meeting = _item(request, desk)
    done = f"Removed “{titled(row)}”."
    desk.books.agendas.remove(row)
    if request.item is not None:
        return screen(meeting, desk.books.agendas.items(meeting.id), desk, done)
    return _receipt(done, meeting, desk)


def move(request: MoveItem, desk: Desk) -> Reply:
    """Move an item up, down, or to the place of another number; the numbers follow."""
    desk.require(Operation.AGENDA)
    row, meeting = _item(request, desk)
    desk.books.agendas.move(row, _steps(request.to, row, meeting, desk))
    return _changed(f"Moved: it is now “{titled(row)}”.", request, row, meeting, desk)


def _steps(to: str, row: AgendaItem, meeting: MeetingView, desk: Desk) -> int:
    known = {"up": -1, "down": 1}.get(to.casefold())
    if known:
        return known
    items = desk.books.agendas.items(meeting.id)
    return items.index(desk.books.agendas.find(meeting.id, to)) - items.index(row)


def mark(request: MarkPaper, desk: Desk) -> Reply:
    """Note where the paper of an item stands."""
    desk.require(Operation.AGENDA)
    row, meeting = _item(request, desk)
    desk.books.agendas.mark(row, request.paper)
    stands = f"the paper is {request.paper}" if request.paper else "no paper is due"
    return _changed(f"“{titled(row)}”: {stands}.", request, row, meeting, desk)


def _item(
    request: EditAgenda | RemoveItem | MoveItem | MarkPaper, desk: Desk
) -> tuple[AgendaItem, MeetingView]:
    """The item that a button or words mean, and its meeting. Raises NotFound."""
    if request.item is not None:
        return _by_id(request.item, desk)
    if not request.which:
        raise Invalid("Say which item, such as `/meetings agenda remove 7`. Nothing was changed.")
    meeting = _to_edit(request.about, None, desk)
    return desk.books.agendas.find(meeting.id, request.which), meeting


def _by_id(item_id: int, desk: Desk) -> tuple[AgendaItem, MeetingView]:
    """The item of a button and its meeting. Raises NotFound, saying who took it off the agenda."""
    try:
        row = desk.books.agendas.item(item_id)
    except NotFound as gone:
        raise NotFound(f"{gone} {_last_hand(item_id, desk)} has taken it off.") from gone
    return row, _to_edit("", row.meeting_id, desk)


def _with_leads(item: Item, desk: Desk) -> Item:
    """The item with its leads by their full names, where the directory knows whom a part of a name means."""
    return msgspec.structs.replace(item, leads=tuple(_full_names(item.leads, desk)))


def _full_names(names: Iterable[str], desk: Desk) -> Iterable[str]:
    """Names as they are typed, but a first name or surname in full. Raises Ambiguous when several have it."""
    for name in names:
        found = [party for party in candidates(name, desk.words, desk.today) if party.kind == "person"]
        named = [party for party in found if set(plain(name).split()) <= set(plain(party.name).split())]
        if len(named) > 1:
            raise doubtful(name, named, desk.words)
        yield named[0].name if named else name


def _changed(
    done: str, request: MoveItem | MarkPaper, row: AgendaItem, meeting: MeetingView, desk: Desk
) -> Reply:
    if request.item is None:
        return _receipt(done, meeting, desk, row)
    return item_screen(row, meeting, desk.books.agendas.items(meeting.id), desk, done)


def _receipt(done: str, meeting: MeetingView, desk: Desk, row: AgendaItem | None = None) -> Reply:
    """What was done by words: the item as it stands, how long the agenda has become, and the ways to go on."""
    items = desk.books.agendas.items(meeting.id)
    stands = [Text(str(line)) for line in lines(items, meeting, desk) if line.item is row]
    parts: tuple[Part, ...] = (
        Title(done),
        *stands,
        Text(lasts(items, meeting, f"The agenda of {the_meeting(meeting)}")),
        Note(f"By {desk.caller.name}."),
    )
    buttons = (
        Button("Undo", Undo(desk.books.recorder.change_id)),
        Button("Edit the agenda", EditAgenda(meeting=meeting.id)),
    )
    return Reply(Outcome.CHANGED, parts, buttons, private=True)
