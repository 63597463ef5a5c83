"""Everything a person can ask for, as plain data. The docstring of each is its help line.

A request travels: in the value of a button, in a form's private data, in the answer of `ask --json`. `decode`
checks what comes back. `changes` tells whether the request may change a book (its transaction then writes, and
its delivery is remembered); people are named in their own words, and resolved in the books.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal

import msgspec

from store.reference import Reference
from store.register_reading import State


class Request(msgspec.Struct, frozen=True, tag_field="request", omit_defaults=True):
    """The base of all requests."""

    changes: ClassVar[bool] = False


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
    """`/actions mute`, `/actions unmute`: the weekly list of one's own action points."""

    changes: ClassVar[bool] = True
    muted: bool = True


class ShowDigest(Request, frozen=True, tag="digest.show"):
    """A digest of overdue action points as it stands now; `unanswered` ones only the secretariat is told."""

    refs: tuple[Reference, ...] = ()
    unanswered: tuple[Reference, ...] = ()


class Undo(Request, frozen=True, tag="undo"):
    """`/actions undo`: take back your last change, or the one that a button names."""

    changes: ClassVar[bool] = True
    change: int | None = None


class ExportRegister(Request, frozen=True, tag="actions.export"):
    """`/actions export [docx|csv|json] [meeting]`: the register of a meeting as a paper."""

    format: str = "docx"
    meeting: str = ""


class StartReview(Request, frozen=True, tag="review.start"):
    """`/actions review [meeting]`: go through the register in the meeting, item by item."""

    changes: ClassVar[bool] = True
    meeting: str = ""


class ReviewStep(Request, frozen=True, tag="review.step"):
    """Decide on one action point of a review; `note` is that of the closing, or the news."""

    changes: ClassVar[bool] = True
    review: int
    ref: Reference
    do: Literal["close", "accept", "carry", "update", "skip"]
    note: str = ""


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
    """`/meetings timetable`: everything still to come."""


class ShowAgenda(Request, frozen=True, tag="meetings.agenda"):
    """`/meetings agenda [meeting]`: the items, their leads and minutes."""

    about: str = ""


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
    kind: Literal["terms", "duty", "priority", "glossary"] = "glossary"


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


class NotUnderstood(Request, frozen=True, tag="not_understood"):
    """What was said leads nowhere; the answer shows what can be asked."""

    said: str = ""
    hint: str = ""


AnyRequest = (
    ListActions
    | MyActions
    | ShowAction
    | AddAction
    | CloseAction
    | UpdateAction
    | CarryAction
    | ReopenAction
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
    | Undo
    | ExportRegister
    | StartReview
    | ReviewStep
    | AcceptClosed
    | ShowReview
    | NextMeeting
    | Timetable
    | ShowAgenda
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
    | Choice
    | Confirm
    | Dismiss
    | AskBack
    | NotUnderstood
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
