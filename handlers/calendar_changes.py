"""Changes of the calendar that move people: a meeting is added, moved, postponed, confirmed, cancelled, put back."""

from datetime import date

from handlers.access import Operation
from handlers.calendar_desk import asked, asked_of, begin, cancelled_for, group_for, meeting_for, name_of
from handlers.calendar_receipts import receipt
from handlers.desk import Desk
from handlers.meeting_requests import (
    AddMeeting,
    CancelMeeting,
    ConfirmMeeting,
    MoveMeeting,
    PostponeMeeting,
    ReinstateMeeting,
    Sitting,
)
from handlers.replies import Note, Part, Reply
from store.calendar import Details, modes, view
from store.dates import full_day, month_name
from store.errors import Invalid
from store.history import with_reason
from store.meeting_details import Hours
from store.meeting_names import called, when
from store.tables import Group, Meeting
from store.texts import short_line
from store.views import MeetingView

FURTHER = "sitting"
"""The kind that stands for one more sitting of a day: a group has one of each kind on a day."""
_NUMBERED = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
MAX_KIND, MAX_REASON = 40, 150


def add(request: AddMeeting, desk: Desk) -> Reply:
    """Put a meeting into the calendar, or all sittings of one; without a group or a date the form asks."""
    desk.require(Operation.CALENDAR)
    places: list[tuple[Sitting | None, date]] = [(sitting, sitting.day) for sitting in request.sittings]
    if not places and request.month:
        places = [(None, request.month)]
    if not request.group or not places:
        return asked("Which group meets when? `/meetings add MASG 12 Feb 10:00 to 12:00`.", request)
    group = group_for(request.group, desk)
    kind = short_line(request.kind, MAX_KIND, "A kind of meeting") or _usual_kind(group)
    begin(f"adding a {group.short_name} {_base(kind, group)}", desk)
    added = [_added(request, group, kind, place, desk) for place in places]
    if len(added) > 1:
        return receipt(f"Added {len(added)} sittings of {group.short_name}.", added, desk)
    return receipt(f"Added {name_of(added[0], desk)}.", added, desk)


def _usual_kind(group: Group) -> str:
    """What a group holds unless something else is said."""
    return "session" if group.name.casefold().endswith(("session", "sessions")) else "meeting"


def _base(kind: str, group: Group) -> str:
    return _usual_kind(group) if kind == FURTHER else kind


def _added(
    request: AddMeeting, group: Group, kind: str, place: tuple[Sitting | None, date], desk: Desk
) -> Meeting:
    """One of the sittings on its day, or the meeting of a month that is TBC."""
    sitting, month = place
    details = Details(
        start=sitting.start if sitting else None,
        end=sitting.end if sitting else None,
        venue=request.venue,
        mode=modes(request.mode),
        report_deadline=request.report_deadline,
    )
    day = sitting.day if sitting else None
    repeated = sum(one.day == day for one in request.sittings) > 1
    if day and (kind == FURTHER or repeated):
        kind = _free_kind(group, _base(kind, group), day, desk)
    return desk.books.calendar_changes.add(group, kind, day, month, details, join_link=request.join_link)


def _free_kind(group: Group, base: str, day: date, desk: Desk) -> str:
    """The kind under which one more sitting of that day can stand."""
    taken = desk.books.calendar.kinds_on(group, day)
    kinds = (base, *(f"{base} ({number} sitting)" for number in _NUMBERED))
    free = next((kind for kind in kinds if kind not in taken), None)
    if free is None:
        raise Invalid(f"{group.short_name} has too many sittings on that day. Nothing was changed.")
    return free


def move(request: MoveMeeting, desk: Desk) -> Reply:
    """Another day, or other hours of the same."""
    if not request.meeting or not (request.day or request.start):
        return asked_of("Which meeting moves to when? `/meetings move 16 June to 23 June`.", request, desk)
    return _moved(request, desk)


def confirm(request: ConfirmMeeting, desk: Desk) -> Reply:
    """Give one that is TBC its date."""
    if not request.meeting or not request.day:
        return asked_of(
            "Which meeting has got its date? `/meetings confirm March 17 March 10:00`.", request, desk
        )
    return _moved(request, desk)


def _moved(request: MoveMeeting | ConfirmMeeting, desk: Desk) -> Reply:
    meeting = meeting_for(request.meeting, desk)
    day, hours = request.day or meeting.day, Hours(request.start, request.end)
    if day is None:
        raise Invalid("That meeting has no day yet. Nothing was changed; say the day, too.")
    before, changes = view(meeting, desk.books.zone), desk.books.calendar_changes
    begin(f"moving {called(before)} to {full_day(day)}", desk)
    confirming = isinstance(request, ConfirmMeeting)
    left = (changes.confirm if confirming else changes.move)(meeting, day, hours)
    after = view(meeting, desk.books.zone)
    return receipt(how_moved(before, after), [meeting], desk, *_numbers(meeting, desk), left=left)


def how_moved(before: MeetingView, after: MeetingView) -> str:
    """What happened to a meeting's date and hours, as a sentence."""
    name = f"{before.group} {before.kind}"
    if before.day == after.day:
        return f"Changed the hours of {called(after)}."
    if before.day is None and before.month == after.month:
        return f"Confirmed the {name} for {when(after)}."
    return f"Moved the {name} from {when(before)} to {when(after)}."


def _numbers(meeting: Meeting, desk: Desk) -> tuple[Part, ...]:
    """References that the meeting has given out stay what they are."""
    count = desk.books.calendar_changes.minuted(meeting)
    if not count:
        return ()
    points = "1 action point stands" if count == 1 else f"{count} action points stand"
    return (Note(f"{points} in its register under numbers given out already, which stay."),)


def postpone(request: PostponeMeeting, desk: Desk) -> Reply:
    """No new date yet: it is to be confirmed in a month."""
    if not request.meeting or not request.month:
        return asked_of(
            "Which meeting is postponed, and to which month? `/meetings postpone June to July`.",
            request,
            desk,
        )
    meeting = meeting_for(request.meeting, desk)
    before = view(meeting, desk.books.zone)
    month = month_name(request.month.year, request.month.month)
    begin(f"postponing {called(before)} to {month}", desk)
    left = desk.books.calendar_changes.postpone(meeting, request.month)
    said = f"Postponed {called(before)}: its date is to be confirmed in {month}."
    return receipt(said, [meeting], desk, *_numbers(meeting, desk), left=left)


def cancel(request: CancelMeeting, desk: Desk) -> Reply:
    """Call a meeting off. The reason is for the channel and the history."""
    if not request.meeting:
        return asked_of(
            "Which meeting is cancelled? `/meetings cancel 16 June Too few papers`.", request, desk
        )
    meeting, reason = meeting_for(request.meeting, desk), short_line(request.reason, MAX_REASON, "A reason")
    name = name_of(meeting, desk)
    begin(with_reason(f"cancelling {name}", reason), desk)
    desk.books.calendar_changes.cancel(meeting)
    because = f": {reason.rstrip('.')}" if reason else ""
    return receipt(f"Cancelled {name}{because}.", [meeting], desk, *_numbers(meeting, desk))


def reinstate(request: ReinstateMeeting, desk: Desk) -> Reply:
    """A cancelled meeting takes place after all."""
    desk.require(Operation.CALENDAR)
    if not request.meeting:
        raise Invalid(
            "Say which meeting takes place after all: `/meetings reinstate 16 June`. Nothing was changed."
        )
    meeting = cancelled_for(request.meeting, desk)
    name = name_of(meeting, desk)
    begin(f"reinstating {name}", desk)
    desk.books.calendar_changes.reinstate(meeting)
    return receipt(f"Reinstated {name}.", [meeting], desk)
