"""The one door. Everything that must hold for every request holds here, once."""

from collections.abc import Callable
from typing import Any

import msgspec

from handlers import requests
from handlers.desk import Caller, Desk
from handlers.replies import Button, Outcome, Reply, Text, recalled, refused, remembered
from handlers.requests import Request
from store.books import Books, commit
from store.errors import Ambiguous, BookError, NotAllowed
from store.history import Author
from store.reference import Reference

Handler = Callable[[Any, Desk], Reply]


class Door:
    """The handlers by the request they answer."""

    def __init__(self, handlers: dict[type[Request], Handler]) -> None:
        self.handlers = handlers

    def handle(self, request: Request, books: Books, caller: Caller) -> Reply:
        """Answer one request in one transaction; a redelivered one gets its first answer again.

        What the books refuse becomes a sentence here, after the transaction has been rolled back.
        """
        try:
            return self._in_one_transaction(request, books, caller)
        except Ambiguous as doubt:
            return _choice(request, doubt)
        except BookError as error:
            return refused(str(error), forbidden=isinstance(error, NotAllowed))

    def _in_one_transaction(self, request: Request, books: Books, caller: Caller) -> Reply:
        author = Author(caller.name, caller.person_id, caller.source)
        with books.open(caller.partnership_id, author, writes=request.changes) as opened:
            if request.changes and (first := opened.deliveries.answer_to(caller.delivery)):
                return recalled(first)
            opened.recorder.what = describe(request)
            reply = self.handlers[type(request)](
                request, Desk(opened, caller, books.words_of(opened.session, opened.partnership))
            )
            if request.changes:
                opened.deliveries.remember(caller.delivery, remembered(reply))
                commit(opened)
        return reply


# How a change is called in the history and when it is undone; the reference follows.
_CALLED: dict[type[Request], str] = {
    requests.AddAction: "logging an action point",
    requests.CloseAction: "closing",
    requests.UpdateAction: "the update of",
    requests.CarryAction: "carrying over",
    requests.ReopenAction: "reopening",
    requests.AssignAction: "the new owners of",
    requests.SetDue: "the new due date of",
    requests.SetConfidential: "the confidentiality of",
    requests.LinkPerson: "linking somebody to Slack",
    requests.Undo: "an undo",
}


def describe(request: Request) -> str:
    """What a change is called in the history: "closing 07/02"."""
    if isinstance(request, requests.Several):
        return ", ".join(describe(one) for one in request.requests)
    ref = getattr(request, "ref", None)
    return " ".join(filter(None, (_CALLED.get(type(request), ""), str(ref) if ref else "")))


def _choice(request: Request, doubt: Ambiguous) -> Reply:
    """Ask which one: the same request again, with each name in the place of the doubtful one."""
    buttons = tuple(Button(choice, _clearer(request, doubt.said, choice)) for choice in doubt.choices[:5])
    parts = (Text(f"{doubt} Which do you mean? Nothing was changed."),)
    return Reply(Outcome.CHOOSE, parts, buttons, private=True)


def _clearer(request: Any, said: str, choice: str) -> Any:
    """The request with what was `said` replaced by the `choice`, wherever it stands."""
    changed: dict[str, Any] = {}
    for name in request.__struct_fields__:
        value = getattr(request, name)
        if isinstance(value, Reference) and value.full == said:
            changed[name] = Reference.find(choice, frozenset(choice.split()[:1]))[0][0]
        elif isinstance(value, str) and said in value:
            changed[name] = value.replace(said, choice, 1)
        elif isinstance(value, tuple):
            changed[name] = tuple(choice if part == said else part for part in value)
    return msgspec.structs.replace(request, **changed)
