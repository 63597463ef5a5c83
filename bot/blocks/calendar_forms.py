"""The forms that change the calendar: a new meeting, all there is to one, and what a command left open."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Setting
from handlers.calendar_changes import FURTHER
from handlers.meeting_requests import (
    AddMeeting,
    CancelMeeting,
    ConfirmMeeting,
    EditMeeting,
    MoveMeeting,
    PostponeMeeting,
    PutGroup,
    SetDeadline,
    SetLink,
    SetVenue,
    Sitting,
)
from handlers.requests import Request
from store.calendar import coming
from store.dates import clock_time, month_name, parse_time
from store.deadlines import CALLED
from store.meeting_names import handle, label, meetings_called
from store.tables import Mode
from store.views import Deadline, MeetingView

Choices = list[tuple[str, str]]
Given = Mapping[str, str]
MONTHS_AHEAD = 24


def _meetings(setting: Setting, start: str) -> Choices:
    """The one that was named, in the words that name it; else those still to come."""
    named = [m for m in setting.words.meetings if handle(m) == start]
    named = named or (meetings_called(start, setting.words, setting.today) if start else [])
    if len(named) == 1:
        return [(label(named[0]), start)]
    said = [(start, start)] if start else []
    return [*said, *_listed(coming(setting.words.meetings, setting.today))]


def _undated(setting: Setting, start: str) -> Choices:
    """The one that was named, else those whose date is to be confirmed; all to come where there is none."""
    tbc = [m for m in coming(setting.words.meetings, setting.today) if m.day is None]
    return _listed(tbc) if tbc and not start else _meetings(setting, start)


def _listed(meetings: list[MeetingView]) -> Choices:
    return [(label(meeting), handle(meeting)) for meeting in meetings[:100]]


def _groups(setting: Setting, start: str) -> Choices:
    """Each by its short name, or as it was said."""
    return [
        (group.name, start if start in (group.name, group.short_name) else group.short_name)
        for group in setting.words.groups
    ]


def _kinds(setting: Setting, _start: str) -> Choices:
    known = {meeting.kind for meeting in setting.words.meetings if "(" not in meeting.kind}
    kinds = ("meeting", "development session", "session", *sorted(known))
    named = [(kind.capitalize(), kind) for kind in dict.fromkeys(kinds)]
    return [*named, ("One more sitting of that day", FURTHER)]


def _modes(_setting: Setting, _start: str) -> Choices:
    return [(mode.value.capitalize(), mode.value) for mode in Mode]


def _months(setting: Setting, _start: str) -> Choices:
    first = setting.today.year * 12 + setting.today.month - 1
    months = [divmod(first + ahead, 12) for ahead in range(MONTHS_AHEAD)]
    return [(month_name(year, month + 1), f"{year:04}-{month + 1:02}-01") for year, month in months]


def _deadlines(_setting: Setting, _start: str) -> Choices:
    return [(CALLED[what], what.value) for what in Deadline]


_MEETING = Field("meeting", "Meeting", "menu", choices=_meetings)
_DAY = Field("day", "Date", "date")
_START = Field("start", "Starts at", "time", optional=True)
_END = Field("end", "Ends at", "time", optional=True)
_VENUE = Field("venue", "Venue", optional=True)
_MODE = Field("mode", "How people take part", "menu", optional=True, choices=_modes)
_LINK = Field("join_link", "Link to join", optional=True, hint="It begins with https://.")
_REPORTS = Field(
    "report_deadline",
    "Report deadline",
    "date",
    optional=True,
    hint="Only where it is not 14 days before the Board.",
)
_MONTH = Field("month", "Month", "menu", choices=_months)


def _date(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _shown(request: Any) -> Given:
    """What a request says already, field by field."""
    given = {name: getattr(request, name) for name in request.__struct_fields__}
    return {name: _as_text(value) for name, value in given.items() if value is not None}


def _as_text(value: Any) -> str:
    if isinstance(value, time):
        return clock_time(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _added(_request: AddMeeting, given: Given) -> AddMeeting:
    day = _date(given["day"])
    sitting = Sitting(day, parse_time(given["start"]), parse_time(given["end"])) if day else None
    return AddMeeting(
        given["group"],
        (sitting,) if sitting else (),
        None if sitting else _date(given["month"]),
        given["kind"],
        given["venue"],
        given["mode"],
        given["join_link"],
        _date(given["report_deadline"]),
    )


def _new(request: AddMeeting) -> Given:
    """The form of a new meeting with what was said of it."""
    first = request.sittings[0] if request.sittings else None
    shown = {**_shown(request), **(_shown(first) if first else {})}
    return {name: value for name, value in shown.items() if name != "sittings"}


def _no_date(given: Given) -> dict[str, str]:
    return (
        {}
        if given["day"] or given["month"]
        else {"day": "Please give the date, or below only the month while it is TBC."}
    )


def _when(request: Any, given: Given) -> Any:
    """A move or a confirmed date."""
    hours = {"start": parse_time(given["start"]), "end": parse_time(given["end"])}
    return replace(request, meeting=given["meeting"], day=_date(given["day"]), **hours)


def _postponed(_request: PostponeMeeting, given: Given) -> PostponeMeeting:
    return PostponeMeeting(given["meeting"], _date(given["month"]))


def _deadline(_request: SetDeadline, given: Given) -> SetDeadline:
    what = Deadline(given["what"]) if given["what"] else None
    return SetDeadline(given["meeting"], what, _date(given["day"]), parse_time(given["at"]))


def _edited(request: EditMeeting, given: Given) -> EditMeeting:
    """Only what was changed in the form: somebody else may have changed the rest meanwhile."""
    shown = _shown(request)
    new = {name: said for name, said in given.items() if said != shown.get(name, "")}
    return EditMeeting(
        request.meeting,
        _date(new.get("day", "")),
        parse_time(new.get("start", "")),
        parse_time(new.get("end", "")),
        new.get("venue"),
        new.get("mode"),
        new.get("join_link"),
        _date(new.get("report_deadline", "")),
    )


def _named(_request: PutGroup, given: Given) -> PutGroup:
    return PutGroup(given["name"], given["short_name"], given["channel"] or None)


CALENDAR_FORMS: dict[type[Request], Form] = {
    AddMeeting: Form(
        "Add a meeting",
        "Add",
        (
            Field("group", "Group", "menu", choices=_groups),
            Field("kind", "What it is", "menu", optional=True, choices=_kinds),
            Field("day", "Date", "date", optional=True),
            Field(
                "month",
                "Or only the month",
                "menu",
                optional=True,
                hint="While the date is TBC.",
                choices=_months,
            ),
            *(_START, _END, _VENUE, _MODE, _LINK, _REPORTS),
        ),
        _added,
        _new,
        _no_date,
    ),
    EditMeeting: Form(
        "Change a meeting",
        "Save",
        (
            Field("day", "Date", "date", optional=True),
            *(_START, _END, _VENUE, _MODE, _LINK, _REPORTS),
        ),
        _edited,
        _shown,
    ),
    MoveMeeting: Form("Move a meeting", "Move", (_MEETING, _DAY, _START, _END), _when, _shown),
    ConfirmMeeting: Form(
        "Confirm a date",
        "Confirm",
        (Field("meeting", "Meeting", "menu", choices=_undated), _DAY, _START, _END),
        _when,
        _shown,
    ),
    PostponeMeeting: Form("Postpone a meeting", "Postpone", (_MEETING, _MONTH), _postponed, _shown),
    CancelMeeting: Form(
        "Cancel a meeting",
        "Cancel the meeting",
        (_MEETING, Field("reason", "Why?", optional=True, hint="The channel is told.")),
        lambda _request, given: CancelMeeting(given["meeting"], given["reason"]),
        _shown,
    ),
    SetVenue: Form(
        "Venue",
        "Save",
        (_MEETING, _VENUE, _MODE),
        lambda _request, given: SetVenue(given["meeting"], given["venue"], given["mode"]),
        _shown,
        lambda given: (
            {}
            if given["venue"].strip() or given["mode"]
            else {"venue": "Please say where it is, or how people take part."}
        ),
    ),
    SetLink: Form(
        "Link to join",
        "Save",
        (_MEETING, Field("link", "Link to join", hint="It begins with https://.")),
        lambda _request, given: SetLink(given["meeting"], given["link"] or None),
        _shown,
    ),
    SetDeadline: Form(
        "Deadline",
        "Save",
        (
            _MEETING,
            Field("what", "Which deadline", "menu", choices=_deadlines),
            _DAY,
            Field("at", "Time", "time", optional=True, hint="Only public questions have one."),
        ),
        _deadline,
        _shown,
    ),
    PutGroup: Form(
        "Add a group",
        "Add",
        (
            Field("name", "Name", hint="“Riverside Task and Finish Group”"),
            Field("short_name", "Short name", optional=True, hint="One word, such as Riverside."),
            Field("channel", "Channel", "channel", optional=True),
        ),
        _named,
        _shown,
    ),
}
