"""The one door. Everything that must hold for every request holds here, once."""

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from textwrap import shorten
from typing import Any

import msgspec

from handlers import (
    contact_requests,
    meeting_requests,
    paper_requests,
    plan_requests,
    register_requests,
    requests,
)
from handlers.access import STANDARD, Access, Operation
from handlers.confirming import given_before, what_to_do
from handlers.desk import Caller, Desk, Meanwhile
from handlers.replies import Button, Outcome, PointRow, Reply, Text, recalled, refused, remembered
from handlers.requests import Request
from store.books import Books, OpenBooks, commit
from store.errors import Ambiguous, BookError, NotAllowed
from store.history import Author
from store.reference import Reference

LONGEST = 300  # characters of what a change is called

Handler = Callable[[Any, Desk], Reply]


class Door:
    """The handlers by the request they answer, and the rules of the house for all of them."""

    def __init__(self, handlers: dict[type[Request], Handler], access: Access = STANDARD) -> None:
        self.handlers = handlers
        self.access = access

    def handle(self, request: Request, books: Books, caller: Caller) -> Reply:
        """Answer one request in one transaction; a redelivered one gets its first answer again.

        What the books refuse becomes a sentence here, after the transaction has been rolled back. One that a database
        has broken off, which is being restarted, is tried again, unless it may have been kept and could be kept twice.
        """
        try:
            return books.patience(
                lambda: self._in_one_transaction(request, books, caller),
                lambda away: not away.in_doubt or delivery_of(request, caller) is not None,
            )
        except Meanwhile as meanwhile:
            return self._to_be_seen(meanwhile, books, caller)
        except Ambiguous as doubt:
            return _choice(request, doubt)
        except BookError as error:
            return refused(str(error), forbidden=isinstance(error, NotAllowed), field=error.field)

    def _in_one_transaction(self, request: Request, books: Books, caller: Caller) -> Reply:
        author = Author(caller.name, caller.person_id, caller.source)
        writes, delivery = request.changes or requests.asks_first(request), delivery_of(request, caller)
        with books.open(caller.partnership_id, author, writes=writes) as opened:
            if request.changes and (first := opened.deliveries.answer_to(delivery)):
                reply = recalled(first)
                return given_before(reply, opened) if isinstance(request, requests.Confirmed) else reply
            opened.recorder.what = describe(request)
            desk = self._desk(opened, books, caller)
            reply = desk.carry_out(request)
            if request.changes:
                desk.refuse_unseen()  # what the books refuse comes first: it is the better reason
                if not (isinstance(request, requests.Confirmed) and reply.outcome is Outcome.CONFIRM):
                    opened.deliveries.remember(delivery, remembered(reply))
                commit(opened)
        return reply

    def _desk(self, opened: OpenBooks, books: Books, caller: Caller) -> Desk:
        words = books.words_of(opened.session, opened.partnership)
        return Desk(opened, caller, words, self.access, self.handlers)

    def _to_be_seen(self, meanwhile: Meanwhile, books: Books, caller: Caller) -> Reply:
        """What others did while a form was open, and how the action point stands by it."""
        with books.open(caller.partnership_id, Author(caller.name), writes=False) as opened:
            desk = self._desk(opened, books, caller)
            stands = PointRow(desk.view(desk.point(meanwhile.ref, Operation.READ)), desk.today)
        return Reply(
            Outcome.REFUSED, (Text(str(meanwhile)), stands), private=True, to_be_seen=meanwhile.newest
        )


def delivery_of(request: Request, caller: Caller) -> str | None:
    """What is done once under: the question that is answered, however often and by whichever door, else the delivery."""
    return f"asked:{request.question}" if isinstance(request, requests.Confirmed) else caller.delivery


# How a change is called in the history and when it is undone; the reference follows.
_CALLED: dict[type[Request], str] = {
    register_requests.AddAction: "logging an action point",
    register_requests.CloseAction: "closing",
    register_requests.UpdateAction: "the update of",
    register_requests.CarryAction: "carrying over",
    register_requests.ReopenAction: "reopening",
    register_requests.SendBack: "sending back",
    register_requests.AcceptClosing: "accepting the closing of",
    register_requests.AcceptClosings: "accepting closings",
    register_requests.AssignAction: "the new owners of",
    register_requests.SetDue: "the new due date of",
    register_requests.SetConfidential: "the confidentiality of",
    requests.LinkPerson: "linking somebody to Slack",
    requests.LeavePerson: "the leaving of somebody",
    register_requests.MergeActions: "merging",
    register_requests.LinkActions: "linking",
    requests.AddEntry: "adding to the handbook",
    requests.EditEntry: "the new wording in the handbook",
    requests.RemoveEntry: "taking out of the handbook",
    register_requests.StartReview: "starting a review",
    register_requests.AcceptClosed: "accepting what was closed",
    register_requests.SetAway: "an absence",
    requests.Delegate: "letting somebody act as secretariat",
    requests.EndDelegation: "the end of acting as secretariat",
    register_requests.Back: "the end of an absence",
    register_requests.Snooze: "snoozing",
    register_requests.Mute: "the weekly list",
    meeting_requests.RenewSubscriptions: "new calendar addresses",
    meeting_requests.AddMeeting: "adding a meeting",
    meeting_requests.MoveMeeting: "moving a meeting",
    meeting_requests.ConfirmMeeting: "confirming a date",
    meeting_requests.PostponeMeeting: "postponing a meeting",
    meeting_requests.CancelMeeting: "cancelling a meeting",
    meeting_requests.ReinstateMeeting: "reinstating a meeting",
    meeting_requests.SetVenue: "the venue of a meeting",
    meeting_requests.SetLink: "the link of a meeting",
    meeting_requests.SetDeadline: "a deadline of a meeting",
    meeting_requests.EditMeeting: "changing a meeting",
    meeting_requests.PutGroup: "a group",
    requests.Undo: "an undo",
    meeting_requests.StartAgenda: "starting an agenda",
    meeting_requests.AddItem: "adding an agenda item",
    meeting_requests.ChangeItem: "changing an agenda item",
    meeting_requests.RemoveItem: "removing an agenda item",
    meeting_requests.MoveItem: "moving an agenda item",
    meeting_requests.MarkPaper: "the paper of an agenda item",
    **contact_requests.CALLED,
    **paper_requests.CALLED,
    **plan_requests.CALLED,
}
_STEPS = {
    "close": "closing",
    "accept": "accepting the closing of",
    "send_back": "sending back",
    "carry": "carrying over",
    "update": "the update of",
    "skip": "skipping",
}


_ANSWERS = {"attending": "attending", "apologies": "apologies", "represented": "sending a representative"}


def describe(request: Request) -> str:
    """What a change is called in the history: "closing 07/02"."""
    if isinstance(request, requests.Confirmed):
        return describe(what_to_do(request))
    if isinstance(request, requests.Several):
        return shorten(", ".join(dict.fromkeys(map(describe, request.requests))), LONGEST, placeholder=" …")
    step = _STEPS[request.do] if isinstance(request, register_requests.ReviewStep) else ""
    step = _ANSWERS[request.how] if isinstance(request, meeting_requests.Attend) else step
    called = step or _CALLED.get(type(request), "")
    ref = getattr(request, "ref", None)
    return " ".join(filter(None, (called, str(ref) if ref else "")))


def _choice(request: Request, doubt: Ambiguous) -> Reply:
    """Ask which one: the same request again, with each name in the place of the doubtful one."""
    choices = list(zip(doubt.choices, doubt.means, strict=True))[:5]
    buttons = tuple(Button(label, _clearer(request, doubt.said, name)) for label, name in choices)
    parts = (Text(f"{doubt} Which do you mean? Nothing was changed."),)
    return Reply(Outcome.CHOOSE, parts, buttons, private=True, field=doubt.field)


def _clearer(request: Any, said: str, choice: str) -> Any:
    """The request with what was `said` replaced by the `choice`: where it stands alone, else wherever it stands."""
    fields = {name: getattr(request, name) for name in request.__struct_fields__}
    if alone := {name: choice for name, value in fields.items() if value == said}:
        return msgspec.structs.replace(request, **alone)
    return msgspec.structs.replace(
        request, **{name: _cleared(value, said, choice) for name, value in fields.items()}
    )


def _cleared(value: Any, said: str, choice: str) -> Any:
    if isinstance(value, msgspec.Struct):
        return _clearer(value, said, choice)
    if isinstance(value, tuple):
        return tuple(_cleared(part, said, choice) for part in value)
    if isinstance(value, Reference):
        return _reference(choice) if value.full == said else value
    if isinstance(value, str) and not isinstance(value, StrEnum) and not Reference.parse(said):
        # As a name stands: whole, and before the next name or what is to be done.
        named = rf"(?<!\w){re.escape(said)}(?=\s*(?:[,;&/]|\band\b|\bto\b|$))"
        return re.sub(named, lambda _: choice, value, count=1)
    return value


def _reference(choice: str) -> Reference:
    """The reference that a choice names, with all that stands before it for its group."""
    ref, start, _ = Reference.find(choice)[0]
    return replace(ref, group=choice[:start].strip() or None)
