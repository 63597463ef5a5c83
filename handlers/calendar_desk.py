"""What all changes of the calendar have in common: which meeting is meant, how the change is called, what is asked."""

from typing import Any

import msgspec

from handlers.access import Operation
from handlers.desk import Desk
from handlers.meeting_requests import (
    AddMeeting,
    CancelMeeting,
    ConfirmMeeting,
    EditMeeting,
    MoveMeeting,
    PostponeMeeting,
    PutGroup,
    ReinstateMeeting,
    SetDeadline,
    SetLink,
    SetVenue,
)
from handlers.replies import Button, Look, Outcome, Reply, Text
from handlers.requests import AnyRequest
from store.calendar import view
from store.errors import Ambiguous, Conflict, NotFound
from store.meeting_names import called, fitting, handle, label, one_group, one_meeting, read_name
from store.tables import Group, Meeting
from store.views import MeetingView

CHANGES = (
    *(AddMeeting, MoveMeeting, PostponeMeeting, ConfirmMeeting, CancelMeeting, ReinstateMeeting),
    *(SetVenue, SetLink, SetDeadline, EditMeeting, PutGroup),
)
"""Every request that changes the calendar."""


def meeting_for(said: str, desk: Desk) -> Meeting:
    """The meeting that a change means, if the caller may change the calendar.

    Raises Ambiguous or NotFound, and Conflict when what is called so has been cancelled.
    """
    desk.require(Operation.CALENDAR)
    name = read_name(said, desk.words)
    if name and not fitting(name, desk.words.meetings, desk.today) and (gone := _cancelled(said, desk)):
        raise Conflict(
            f"{called(gone[0], capital=True)} is cancelled. Nothing was changed;"
            f" `/meetings reinstate {said}` puts it back first."
        )
    found = one_meeting(said, desk.words, desk.today)
    return desk.books.session.get_one(Meeting, found.id)


def cancelled_for(said: str, desk: Desk) -> Meeting:
    """The cancelled meeting that is meant, if the caller may change the calendar. Raises Ambiguous or NotFound."""
    desk.require(Operation.CALENDAR)
    found = _cancelled(said, desk)
    if not found:
        planned = one_meeting(said, desk.words, desk.today)
        raise Conflict(f"{called(planned, capital=True)} is not cancelled. Nothing was changed.")
    if len(found) > 1:
        choices, means = [label(meeting) for meeting in found], [handle(meeting) for meeting in found]
        raise Ambiguous(f"“{said}” may be several that were cancelled.", said, choices, means)
    return desk.books.session.get_one(Meeting, found[0].id)


def _cancelled(said: str, desk: Desk) -> list[MeetingView]:
    name = read_name(said, desk.words)
    return fitting(name, tuple(desk.books.calendar.cancelled()), desk.today) if name else []


def group_for(said: str, desk: Desk) -> Group:
    """The group that a change means. Raises Ambiguous or NotFound with the nearest names."""
    group = desk.books.directory.group(one_group(said, desk.words).id)
    if group is None:
        raise NotFound(f"The group “{said[:80]}” is no longer in the books. Nothing was changed.")
    return group


def name_of(meeting: Meeting, desk: Desk) -> str:
    """What it is called in a sentence, as it stands now."""
    return called(view(meeting, desk.books.zone))


def begin(what: str, desk: Desk) -> None:
    """Say what the change is called in the history and when it is undone, before anything of it is written."""
    desk.books.recorder.what = what


def asked(sentence: str, request: AnyRequest) -> Reply:
    """Ask for what is missing: in a form, where there are forms."""
    button = Button("Fill in a form", request, Look.MAIN, form=True)
    said = Text(f"{sentence} Nothing has been changed yet.")
    return Reply(Outcome.ANSWERED, (said,), (button,), private=True, asks=request)


def asked_of(sentence: str, request: Any, desk: Desk) -> Reply:
    """The same for something about a meeting: the form shows the one that was named."""
    desk.require(Operation.CALENDAR)
    named = f"#{meeting_for(request.meeting, desk).id}" if request.meeting else ""
    return asked(sentence, msgspec.structs.replace(request, meeting=named))


def filled_in(meeting: MeetingView) -> EditMeeting:
    """The form of a meeting as it stands."""
    return EditMeeting(
        handle(meeting),
        meeting.day,
        meeting.start,
        meeting.end,
        meeting.venue or "",
        meeting.mode or "",
        meeting.join_link or "",
        meeting.report_deadline if meeting.printed_deadline else None,
    )
