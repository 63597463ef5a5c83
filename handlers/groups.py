"""The groups of the partnership: adding one, and setting the channel that is told what concerns it."""

from handlers.access import Operation
from handlers.calendar_desk import asked, begin
from handlers.desk import Desk
from handlers.meeting_requests import PutGroup
from handlers.replies import Button, Note, Outcome, Reply, Text
from handlers.requests import Undo
from store.errors import Conflict
from store.group_names import MAX_NAME, checked_short_name, kind_of, short_name_of
from store.tables import Group
from store.texts import short_line


def put(request: PutGroup, desk: Desk) -> Reply:
    """Add a group of that name, or set the channel of the one that is called so; an empty one takes it away."""
    desk.require(Operation.CALENDAR)
    name = short_line(request.name, MAX_NAME, "The name of a group")
    if not name:
        return asked("Which group? `/meetings group Riverside Task and Finish Group #riverside`.", request)
    known = desk.books.directory.group_named(name)
    if known is None:
        return _added(name, request, desk)
    return _posting(known, request.channel, desk)


def _added(name: str, request: PutGroup, desk: Desk) -> Reply:
    short = checked_short_name(request.short_name or short_name_of(name))
    directory = desk.books.directory
    if other := directory.group_named(short):
        raise Conflict(
            f"{other.name} is called {short} already. Nothing was changed; give another short name in brackets:"
            f" `/meetings group {name} (Short)`."
        )
    begin(f"adding the group {name}", desk)
    group = directory.add_group(name, short, kind=kind_of(name))
    group.channel = request.channel or None
    said = "" if short == name else f", {short} for short"
    return _told(f"Added the group {name}{said}.", group, desk)


def _posting(group: Group, channel: str | None, desk: Desk) -> Reply:
    if channel is None or channel == (group.channel or ""):
        raise Conflict(
            f"{group.name} is in the books so already. Nothing was changed;"
            f" `/meetings group {group.short_name} #channel` gives it a channel."
        )
    begin(f"the channel of {group.short_name}", desk)
    group.channel = channel or None
    return _told(f"Changed the channel of {group.name}.", group, desk)


def _told(sentence: str, group: Group, desk: Desk) -> Reply:
    desk.books.session.flush()
    if group.channel:
        where = "Its reminders and changes are posted in that channel; invite me there with `/invite`."
    else:
        where = f"It has no channel, so nothing is posted; `/meetings group {group.short_name} #channel` gives it one."
    undo = Button("Undo", Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, (Text(sentence), Note(where)), (undo,), private=True)
