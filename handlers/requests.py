"""Everything a person can ask for, as plain data. The docstring of each is its help line.

A request travels: in the value of a button, in a form's private data, in the answer of `ask --json`. `decode`
checks what comes back. `changes` tells whether the request may change a book (its transaction then writes, and
its delivery is remembered); people are named in their own words, and resolved in the books.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import msgspec

from handlers import register_requests, request
from handlers.contact_requests import ContactRequest
from handlers.meeting_requests import MeetingRequest
from handlers.paper_requests import PaperRequest
from handlers.plan_requests import PlanRequest
from handlers.register_requests import RegisterRequest
from store.reference import Reference

Request = request.Request


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


class Undo(Request, frozen=True, tag="undo"):
    """`/actions undo`, `undo 07/02`: take back your last change, your last one of an action point, or the one that a button names.

    `last`: so many of them; `older` are those that were before `change`. `about`: the action points that the talk is about,
    and the last change has to be, or with `named` the one whose last change is meant.
    """

    changes: ClassVar[bool] = True
    change: int | None = None
    last: int = 1
    older: tuple[int, ...] = ()
    about: tuple[Reference, ...] = ()
    named: bool = False


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
    """Show what was understood, and ask before doing it.

    `leaves_out`: of several, those that cannot be done are named with the reason and not asked about, where otherwise one
    of them refuses all. `everything` was meant, so what could not be selected is told.
    """

    do: "AnyRequest"
    said: str = ""
    leaves_out: bool = False
    everything: bool = False


class Confirmed(Request, frozen=True, tag="confirmed"):
    """What was asked about is to be done, just as it was asked: once, by whoever was asked, while it still holds.

    `question` is the name of that question, `by` who was asked and `at` when, in seconds since 1970. `saw` is the last
    change there was then, and `points` are the ids of the action points that it was said to touch. With `refs`, `do` is
    done to each of these. One that has been `edited` since is what its form says, whatever had been asked.
    """

    changes: ClassVar[bool] = True
    do: "AnyRequest"
    question: str
    by: int | None = None
    at: int = 0
    saw: int = 0
    points: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    said: str = ""
    edited: bool = False


class Amend(Request, frozen=True, tag="amend"):
    """`edit`: change what was understood in a form, before it is done."""

    question: Confirmed


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


if TYPE_CHECKING:
    AnyRequest = (
        Request  # as a union of so many it would take longer to check than all the rest of the project
    )
else:
    AnyRequest = (
        RegisterRequest
        | MeetingRequest
        | Delegate
        | EndDelegation
        | ShowAccess
        | Undo
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
        | Confirmed
        | Amend
        | Dismiss
        | AskBack
        | NotUnderstood
        | ShowUnanswered
        | ContactRequest
        | PaperRequest
        | PlanRequest
    )


def asks_first(request: Request) -> bool:
    """Whether answering it is asking about a change, which is tried out for that in a transaction that writes."""
    if isinstance(request, Answers):
        return any(map(asks_first, request.requests))
    return isinstance(request, Confirm | register_requests.Ask)


def meant(request: "AnyRequest") -> "AnyRequest":
    """The request that is asked about, or was; any other as it is."""
    return request.do if isinstance(request, Confirm | Confirmed) else request


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
