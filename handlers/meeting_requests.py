"""What can be asked of the meeting calendar, agendas and attendance. The docstring of each is its help line."""

from datetime import date, time
from typing import ClassVar, Literal

import msgspec

from handlers.request import Request
from store.agenda_items import Item
from store.papers.writing.register_paper import Edition
from store.tables import Paper
from store.views import Deadline


class NextMeeting(Request, frozen=True, tag="meetings.next"):
    """`/meetings`: what is next, with venue and deadlines."""

    about: str = ""


class Timetable(Request, frozen=True, tag="meetings.timetable"):
    """`/meetings timetable [2026 or 2026/27]`: everything still to come, or all of a year, by quarters."""

    year: str = ""


class ExportTimetable(Request, frozen=True, tag="meetings.timetable.export"):
    """`/meetings timetable docx|pdf [2026/27]`: the timetable of a year as a paper."""

    format: str = "docx"
    year: str = ""


class CalendarFile(Request, frozen=True, tag="meetings.ics"):
    """`/meetings ics [meeting or group]`: a file for one's own calendar; `meeting` is the id of a certain one."""

    about: str = ""
    meeting: int | None = None


class Subscribe(Request, frozen=True, tag="meetings.subscribe"):
    """`/meetings subscribe [group]`: the address at which calendars keep up with the meetings by themselves."""

    group: str = ""


class RenewSubscriptions(Request, frozen=True, tag="meetings.subscribe.renew"):
    """`/meetings subscribe renew`: end every address that was given out; `sure` once that has been confirmed."""

    changes: ClassVar[bool] = True
    sure: bool = False


class ShowAgenda(Request, frozen=True, tag="meetings.agenda"):
    """`/meetings agenda [meeting]`: the items, their leads and minutes."""

    about: str = ""


class Sitting(msgspec.Struct, frozen=True, omit_defaults=True):
    """A day on which a group meets, and from when until when."""

    day: date
    start: time | None = None
    end: time | None = None


class ExportMeetingPaper(Request, frozen=True, tag="meetings.paper"):
    """`/meetings pack [docx|pdf|html] [internal] [meeting]`, `/meetings agenda pdf [meeting]`, `/meetings minutes pdf [meeting]`.

    Minutes are a skeleton of those of the last meeting, where none is named.
    """

    paper: Literal["agenda", "pack", "minutes"] = "pack"
    format: str = "docx"
    about: str = ""
    edition: Edition = Edition.PUBLIC
    meeting: int | None = None


class ExportAnnualReview(Request, frozen=True, tag="annual.export"):
    """`/meetings annual [docx|html|pdf] [2025/26]`: the draft of the review of a year, the last one that has ended."""

    format: str = "docx"
    year: str = ""
    edition: Edition = Edition.PUBLIC


class AddMeeting(Request, frozen=True, tag="calendar.add"):
    """`/meetings add MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid`: add a meeting, or several sittings of one."""

    changes: ClassVar[bool] = True
    group: str = ""
    sittings: tuple[Sitting, ...] = ()
    month: date | None = None  # its first day, while the date is TBC
    kind: str = ""
    venue: str = ""
    mode: str = ""
    join_link: str = ""
    report_deadline: date | None = None


class MoveMeeting(Request, frozen=True, tag="calendar.move"):
    """`/meetings move 16 June to 23 June 14:00`: another day, or other hours."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None


class PostponeMeeting(Request, frozen=True, tag="calendar.postpone"):
    """`/meetings postpone June to July`: no new date yet, it is to be confirmed in a month."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    month: date | None = None


class ConfirmMeeting(Request, frozen=True, tag="calendar.confirm"):
    """`/meetings confirm March 17 March 10:00-12:30`: give one that is TBC its date."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None


class CancelMeeting(Request, frozen=True, tag="calendar.cancel"):
    """`/meetings cancel 16 June Too few papers`: call it off, with a reason for the channel."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    reason: str = ""


class ReinstateMeeting(Request, frozen=True, tag="calendar.reinstate"):
    """`/meetings reinstate 16 June`: a cancelled one takes place after all."""

    changes: ClassVar[bool] = True
    meeting: str = ""


class SetVenue(Request, frozen=True, tag="calendar.venue"):
    """`/meetings venue 16 June Town Hall, Room 2`, `/meetings mode 16 June hybrid`: where it is, or how."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    venue: str = ""
    mode: str = ""


class SetLink(Request, frozen=True, tag="calendar.link"):
    """`/meetings link 16 June https://…`: where to join; `off` takes it away."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    link: str | None = None


class SetDeadline(Request, frozen=True, tag="calendar.deadline"):
    """`/meetings deadline 16 June papers 2 June`: a deadline of its own; `by the rule` takes it away."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    what: Deadline | None = None
    day: date | None = None
    at: time | None = None
    by_rule: bool = False


class EditMeeting(Request, frozen=True, tag="calendar.edit"):
    """`/meetings edit 16 June`: a form with all there is to a meeting; None is left as it is."""

    changes: ClassVar[bool] = True
    meeting: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    venue: str | None = None
    mode: str | None = None
    join_link: str | None = None
    report_deadline: date | None = None


class PutGroup(Request, frozen=True, tag="calendar.group"):
    """`/meetings group Riverside Task and Finish Group #riverside`: add a group that meets, or set its channel."""

    changes: ClassVar[bool] = True
    name: str = ""
    short_name: str = ""
    channel: str | None = None  # None: none, or as it was


class StartAgenda(Request, frozen=True, tag="agenda.start"):
    """`/meetings agenda start [meeting]`, or `from template`: begin an agenda with the standing items."""

    changes: ClassVar[bool] = True
    about: str = ""
    meeting: int | None = None


class EditAgenda(Request, frozen=True, tag="agenda.edit"):
    """`/meetings agenda edit [meeting] [7]`: the agenda with a button on each item, or one item with all its buttons."""

    about: str = ""
    which: str = ""
    meeting: int | None = None
    item: int | None = None


class AddItem(Request, frozen=True, tag="agenda.add"):
    """`/meetings agenda add 16 June E-scooter fires, Ada Okafor, 25 minutes, presentation, paper`: one more item."""

    changes: ClassVar[bool] = True
    new: Item = Item("")
    about: str = ""
    meeting: int | None = None


class ChangeItem(Request, frozen=True, tag="agenda.change"):
    """An item as it is to stand, beside how it stood when somebody began to change it."""

    changes: ClassVar[bool] = True
    item: int
    was: Item
    to: Item | None = None


class RemoveItem(Request, frozen=True, tag="agenda.remove"):
    """`/meetings agenda remove [16 June] 7`: take an item off the agenda."""

    changes: ClassVar[bool] = True
    about: str = ""
    which: str = ""
    item: int | None = None


class MoveItem(Request, frozen=True, tag="agenda.move"):
    """`/meetings agenda move [16 June] 7 up|down|to 4`: give an item another place."""

    changes: ClassVar[bool] = True
    to: str
    about: str = ""
    which: str = ""
    item: int | None = None


class MarkPaper(Request, frozen=True, tag="agenda.paper"):
    """`/meetings agenda received|chased|awaited|none [16 June] 7`: where the paper for an item stands."""

    changes: ClassVar[bool] = True
    paper: Paper | None = None
    about: str = ""
    which: str = ""
    item: int | None = None


class Attend(Request, frozen=True, tag="attendance.answer"):
    """`/meetings attending|apologies|represent [16 June] [Ben Idowu]`: whether you come, or who comes for you.

    `person` is somebody else, for whom the secretariat answers. A button knows the `meeting`, and the `day` it was
    on then.
    """

    changes: ClassVar[bool] = True
    how: Literal["attending", "apologies", "represented"]
    about: str = ""
    by: str = ""
    person: str = ""
    meeting: int | None = None
    day: date | None = None


class ShowAttendance(Request, frozen=True, tag="attendance.show"):
    """`/meetings attendance [meeting]`: who comes, who sends apologies, and whether there is a quorum."""

    about: str = ""
    meeting: int | None = None


class ShowSession(Request, frozen=True, tag="attendance.session"):
    """The reminder of a meeting that was posted on a day, with the answers as they are now."""

    meeting: int
    posted: date


class ReportDeadline(Request, frozen=True, tag="meetings.deadline"):
    """`when do papers need to be in for October`: the report deadline of a meeting, the next one when none is named."""

    about: str = ""


class Presenters(Request, frozen=True, tag="meetings.presenters"):
    """`who presents the youth report`: who leads the items of an agenda that are about it, or all of them."""

    query: str = ""
    about: str = ""


class PublicQuestions(Request, frozen=True, tag="meetings.questions"):
    """`when do public questions have to be in`: until when the public may send questions to a meeting, and the rule."""

    about: str = ""


MeetingRequest = (
    NextMeeting
    | Timetable
    | ExportTimetable
    | CalendarFile
    | Subscribe
    | RenewSubscriptions
    | ShowAgenda
    | ExportMeetingPaper
    | ExportAnnualReview
    | AddMeeting
    | MoveMeeting
    | PostponeMeeting
    | ConfirmMeeting
    | CancelMeeting
    | ReinstateMeeting
    | SetVenue
    | SetLink
    | SetDeadline
    | EditMeeting
    | PutGroup
    | StartAgenda
    | EditAgenda
    | AddItem
    | ChangeItem
    | RemoveItem
    | MoveItem
    | MarkPaper
    | Attend
    | ShowAttendance
    | ShowSession
    | ReportDeadline
    | Presenters
    | PublicQuestions
)
"""What concerns the meetings."""
