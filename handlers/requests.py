"""Everything a person can ask for, as plain data. The docstring of each is its help line.

A request travels: in the value of a button, in a form's private data, in the answer of `ask --json`. `decode`
checks what comes back. `changes` tells whether the request may change a book (its transaction then writes, and
its delivery is remembered); people are named in their own words, and resolved in the books.
"""

from datetime import date, time
from enum import StrEnum
from typing import Any, ClassVar, Literal

import msgspec

from handlers import request
from handlers.contact_requests import ContactRequest
from handlers.paper_requests import PaperRequest
from store.agenda_items import Item
from store.papers.writing.register_paper import Edition
from store.reference import Reference
from store.register_reading import State
from store.tables import Paper
from store.views import Deadline

Request = request.Request


class Whose(StrEnum):
    """Whose action points a list is narrowed to, seen from the person who asks."""

    ANYBODY = "anybody"
    MY_ORGANISATION = "my organisation"
    LOGGED_BY_ME = "minuted by me"


class ListActions(Request, frozen=True, tag="actions.list"):
    """`/actions open|overdue|closed|carried|all [name, organisation, meeting or words]`: a list of action points."""

    state: State = State.OPEN
    about: str = ""
    page: int = 1
    whose: Whose = Whose.ANYBODY


class MyActions(Request, frozen=True, tag="actions.mine"):
    """`/actions`: yours, or the group's open ones when you own none."""

    page: int = 1


class CountActions(Request, frozen=True, tag="actions.count"):
    """`how many are overdue`: a number, and whose."""

    state: State = State.OPEN
    about: str = ""
    whose: Whose = Whose.ANYBODY


class ShowAction(Request, frozen=True, tag="actions.show"):
    """`/actions 07/02`: one action point with its history."""

    ref: Reference


class AddAction(Request, frozen=True, tag="actions.add"):
    """`/actions add Ada Okafor to share the profile by 12 Sept`: log an action point."""

    changes: ClassVar[bool] = True
    text: str
    owners: tuple[str, ...] = ()
    due: date | None = None
    source: str | None = None
    meeting: int | None = None  # whose minutes it goes into; None: the one that the register would choose
    sure: bool = False  # asked before whether it is not another one said twice


class CloseAction(Request, frozen=True, tag="actions.close"):
    """`/actions close 07/02 Circulated on 14 February`: mark an action point as done, with what was done."""

    changes: ClassVar[bool] = True
    ref: Reference
    note: str = ""
    by_reply: bool = False  # said in a thread: only an owner or the secretariat can have meant it


class UpdateAction(Request, frozen=True, tag="actions.update"):
    """`/actions update 07/02 Waiting for the supplier`: note progress."""

    changes: ClassVar[bool] = True
    ref: Reference
    text: str = ""
    by_reply: bool = False


class CarryAction(Request, frozen=True, tag="actions.carry"):
    """`/actions carry 07/02`: carry an unfinished action over to the next register."""

    changes: ClassVar[bool] = True
    ref: Reference


class ReopenAction(Request, frozen=True, tag="actions.reopen"):
    """`/actions reopen 07/02`: take a closing back."""

    changes: ClassVar[bool] = True
    ref: Reference
    by_reply: bool = False
    mine: bool = False  # a check mark taken away: it can only have meant one's own closing


class SendBack(Request, frozen=True, tag="actions.send_back"):
    """`/actions question 07/02 Who got it?`: send a closing back to the owners with a question; it is open again.

    `closing` is the one that the question is about, where that is known: another one since is not meant.
    """

    changes: ClassVar[bool] = True
    ref: Reference
    question: str = ""
    closing: int | None = None


class AcceptClosing(Request, frozen=True, tag="actions.accept"):
    """`/actions accept 07/02`: the secretariat takes note of a closing."""

    changes: ClassVar[bool] = True
    ref: Reference
    closing: int | None = None


class AcceptClosings(Request, frozen=True, tag="closings.accept"):
    """Take note of all these closings that nobody has looked at yet."""

    changes: ClassVar[bool] = True
    closings: tuple[int, ...]


class ShowClosings(Request, frozen=True, tag="closings.show"):
    """What the secretariat was told of closings, as it stands now."""

    closings: tuple[int, ...]


class ShowQuestion(Request, frozen=True, tag="question.show"):
    """What an owner was asked about a closing that was sent back, as it stands now."""

    closing: int


class AnswerQuestion(Request, frozen=True, tag="question.answer"):
    """Free words under a question: ask whether they close the action point or only answer."""

    ref: Reference
    text: str


class Ask(Request, frozen=True, tag="actions.ask"):
    """A question said in a reply: sent back to the owners by whoever may, else noted for the secretariat."""

    ref: Reference
    question: str


class AssignAction(Request, frozen=True, tag="actions.assign"):
    """`/actions assign 07/02 Ada Okafor and the Fire Service`: give it to other owners."""

    changes: ClassVar[bool] = True
    ref: Reference
    owners: tuple[str, ...] = ()
    by_reply: bool = False


class SetDue(Request, frozen=True, tag="actions.due"):
    """`/actions due 07/02 12 Sept`: set the date by which it is due."""

    changes: ClassVar[bool] = True
    ref: Reference
    due: date | None = None
    by_reply: bool = False


class SetConfidential(Request, frozen=True, tag="actions.confidential"):
    """`/actions confidential 07/02 [off]`: keep an action point from channels and public papers."""

    changes: ClassVar[bool] = True
    ref: Reference
    confidential: bool = True


class MergeActions(Request, frozen=True, tag="actions.merge"):
    """`/actions merge 07/05 into 07/02`: two that are one."""

    changes: ClassVar[bool] = True
    ref: Reference
    into: Reference


class LinkActions(Request, frozen=True, tag="actions.link"):
    """`/actions link 07/02 to 02/01`: one promise under two numbers."""

    changes: ClassVar[bool] = True
    ref: Reference
    earlier: Reference


class ProposeLinks(Request, frozen=True, tag="actions.links"):
    """`/actions links`: what looks like one promise under two numbers."""


class SetAway(Request, frozen=True, tag="absence.set"):
    """`/actions away until 3 January, Ada covers`: reminders go to whoever covers; `person` is somebody else."""

    changes: ClassVar[bool] = True
    until: date
    deputy: str
    person: str = ""


class Back(Request, frozen=True, tag="absence.end"):
    """`/actions back`: reminders come to oneself again."""

    changes: ClassVar[bool] = True
    person: str = ""


class Delegate(Request, frozen=True, tag="access.delegate"):
    """`/actions delegate Ada until 3 January`: Ada acts as secretariat until then, which ends by itself."""

    changes: ClassVar[bool] = True
    until: date
    name: str


class EndDelegation(Request, frozen=True, tag="access.end"):
    """`/actions delegate Ada off`: Ada acts as secretariat no longer; without a name, oneself."""

    changes: ClassVar[bool] = True
    name: str = ""


class ShowAccess(Request, frozen=True, tag="access.show"):
    """`/actions access`, `who may do what`: what one may do by one's role, and who acts as secretariat."""


class Snooze(Request, frozen=True, tag="actions.snooze"):
    """`/actions snooze 07/02 until 3 Jan`: no reminder of it before that day, or for a week."""

    changes: ClassVar[bool] = True
    ref: Reference
    until: date | None = None


class Mute(Request, frozen=True, tag="digest.mute"):
    """`/actions mute [weekly|nudges|everything]`, `/actions unmute …`: the reminders that one can do without.

    `what` holds keys of `store.quiet.MUTABLE`.
    """

    changes: ClassVar[bool] = True
    muted: bool = True
    what: tuple[str, ...] = ("weekly",)


class ShowDigest(Request, frozen=True, tag="digest.show"):
    """A digest of overdue action points as it stands now; `unanswered` ones only the secretariat is told.

    `more` are those for which it had no room.
    """

    refs: tuple[Reference, ...] = ()
    unanswered: tuple[Reference, ...] = ()
    more: int = 0


class ShowWeek(Request, frozen=True, tag="digest.week"):
    """The weekly list of what somebody has open as it stands now; `more` are those for which it had no room."""

    refs: tuple[Reference, ...]
    more: int = 0


class Undo(Request, frozen=True, tag="undo"):
    """`/actions undo`: take back your last change, or the one that a button names."""

    changes: ClassVar[bool] = True
    change: int | None = None


class ExportRegister(Request, frozen=True, tag="actions.export"):
    """`/actions export [docx|pdf|xlsx|csv|html|json] [internal] [meeting]`: the register of a meeting as a paper.

    With a `state` it is a choice instead of a meeting's: `/actions export xlsx open fire`, or of `refs` alone.
    """

    format: str = "docx"
    meeting: str = ""
    edition: Edition = Edition.PUBLIC
    state: State | None = None
    about: str = ""
    refs: tuple[Reference, ...] = ()


class StartReview(Request, frozen=True, tag="review.start"):
    """`/actions review [meeting]`: go through the register in the meeting, item by item."""

    changes: ClassVar[bool] = True
    meeting: str = ""


class ReviewStep(Request, frozen=True, tag="review.step"):
    """Decide on one action point of a review; `note` is that of the closing, the news, or the question to its owners.

    `closing` is the one that is sent back, where that is known.
    """

    changes: ClassVar[bool] = True
    review: int
    ref: Reference
    do: Literal["close", "accept", "send_back", "carry", "update", "skip"]
    note: str = ""
    closing: int | None = None


class AcceptClosed(Request, frozen=True, tag="review.accept"):
    """Accept at once all that was closed before the review came to it."""

    changes: ClassVar[bool] = True
    review: int


class ShowReview(Request, frozen=True, tag="review.show"):
    """A review where it stands, or its item number `at`, counted from 0."""

    review: int
    at: int | None = None


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


class FindTarget(Request, frozen=True, tag="plan.find"):
    """`what are the plan targets for noise`: the targets of the community safety plan."""

    query: str = ""


class FindContact(Request, frozen=True, tag="contacts.find"):
    """`/contacts fire`: people, organisations, roles and services, however spelt."""

    query: str = ""


class LinkPerson(Request, frozen=True, tag="contacts.link"):
    """`/contacts link @user Ada Okafor`: tell the bot who a Slack user is."""

    changes: ClassVar[bool] = True
    slack_user: str
    name: str


class LeavePerson(Request, frozen=True, tag="contacts.leave"):
    """`/contacts leave Ada Okafor, replaced by Ben Idowu`: somebody no longer sits; their action points are asked about."""

    changes: ClassVar[bool] = True
    name: str
    successor: str = ""


class LookUp(Request, frozen=True, tag="handbook.find"):
    """`what is MARAC`, `quorum`: what the partnership has agreed, and what words mean; nothing: what there is."""

    query: str = ""


class AddEntry(Request, frozen=True, tag="handbook.add"):
    """`/actions handbook add MARAC: …`: write something into the handbook; `kind` is that of its tables."""

    changes: ClassVar[bool] = True
    title: str
    text: str
    kind: Literal["terms", "public", "duty", "priority", "glossary"] = "glossary"


class EditEntry(Request, frozen=True, tag="handbook.edit"):
    """`/actions handbook edit MARAC: …`: another wording for an entry."""

    changes: ClassVar[bool] = True
    title: str
    text: str


class RemoveEntry(Request, frozen=True, tag="handbook.remove"):
    """`/actions handbook remove MARAC`: take an entry out."""

    changes: ClassVar[bool] = True
    title: str


class Help(Request, frozen=True, tag="help"):
    """`/actions help`: what can be asked."""

    topic: str = ""


class Greeting(Request, frozen=True, tag="greeting"):
    """`hello`, `thanks`: a short answer."""

    thanks: bool = False


class Home(Request, frozen=True, tag="home"):
    """App Home: my actions, what I owe by when, the next meeting."""


class Several(Request, frozen=True, tag="several"):
    """`07/01 and 07/05 done`: several changes as one; all of them or none, and one Undo for all."""

    changes: ClassVar[bool] = True
    requests: "tuple[AnyRequest, ...]"


class Answers(Request, frozen=True, tag="answers"):
    """`when is the next board and who chairs it`: several questions with one reply; a change among them asks first."""

    requests: "tuple[AnyRequest, ...]"


class Choice(Request, frozen=True, tag="choice"):
    """Ask which of several was meant; each option is a request of its own."""

    options: "tuple[AnyRequest, ...]"
    question: str = ""


class Confirm(Request, frozen=True, tag="confirm"):
    """Show what was understood, and ask before doing it."""

    do: "AnyRequest"
    said: str = ""


class Dismiss(Request, frozen=True, tag="dismiss"):
    """`cancel`: leave things as they are."""


class AskBack(Request, frozen=True, tag="ask_back"):
    """What was said cannot be carried out as it stands; the sentence says why and asks."""

    sentence: str


class ShowUnanswered(Request, frozen=True, tag="unanswered"):
    """`unanswered`: what was said to the bot of late that it did not understand, the most frequent first."""


class NotUnderstood(Request, frozen=True, tag="not_understood"):
    """What was said leads nowhere; the answer shows what can be asked."""

    said: str = ""
    hint: str = ""
    nearest: "tuple[AnyRequest, ...]" = ()
    labels: tuple[str, ...] = ()


AnyRequest = (
    ListActions
    | MyActions
    | CountActions
    | ShowAction
    | AddAction
    | CloseAction
    | UpdateAction
    | CarryAction
    | ReopenAction
    | SendBack
    | AcceptClosing
    | AcceptClosings
    | ShowClosings
    | ShowQuestion
    | AnswerQuestion
    | Ask
    | AssignAction
    | SetDue
    | SetConfidential
    | MergeActions
    | LinkActions
    | ProposeLinks
    | SetAway
    | Delegate
    | EndDelegation
    | ShowAccess
    | Back
    | Snooze
    | Mute
    | ShowDigest
    | ShowWeek
    | Undo
    | ExportRegister
    | StartReview
    | ReviewStep
    | AcceptClosed
    | ShowReview
    | NextMeeting
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
    | FindTarget
    | FindContact
    | LinkPerson
    | LeavePerson
    | LookUp
    | AddEntry
    | EditEntry
    | RemoveEntry
    | Help
    | Greeting
    | Home
    | Several
    | Answers
    | Choice
    | Confirm
    | Dismiss
    | AskBack
    | NotUnderstood
    | ShowUnanswered
    | ContactRequest
    | PaperRequest
)


_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[AnyRequest] = msgspec.json.Decoder(AnyRequest)


def encode(thing: Any) -> str:
    """A request, or anything made of requests, as compact JSON."""
    return _ENCODER.encode(thing).decode()


def decode(text: str) -> AnyRequest:
    """The request that `encode` wrote. Raises msgspec.MsgspecError when it is anything else."""
    return _DECODER.decode(text)


def slots(request: Request) -> dict[str, Any]:
    """What a request asks for, by name, as JSON would have it; references and inner requests in words."""
    given = ((name, getattr(request, name)) for name in request.__struct_fields__)
    return {name: _told(value) for name, value in given if value not in (None, "", (), False)}


def _told(value: Any) -> Any:
    if isinstance(value, Reference):
        return value.full
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if isinstance(value, Request):
        return {"request": str(value.__struct_config__.tag), **slots(value)}
    return msgspec.to_builtins(value)
