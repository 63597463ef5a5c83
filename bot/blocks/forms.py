"""Forms: what is missing from a request is asked for in a small modal, and read back into the request.

Each form is data: its title, the fields with their labels, and how the answers complete the request.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blocks.pieces import Json, date_picker, plain_text, question, text_input
from handlers.requests import AddAction, AnyRequest, AssignAction, CloseAction, Request, SetDue, UpdateAction
from store.register import MAX_TEXT

FORM_CALLBACK = "form"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `kind` is "text", "long text" or "date"."""

    name: str
    label: str
    kind: str = "text"
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A small modal for one kind of request."""

    title: str
    submit: str
    fields: tuple[Field, ...]
    complete: Callable[[Any, Mapping[str, str]], AnyRequest]
    start: Callable[[Any], Mapping[str, str]] = lambda _request: {}


def _close(request: CloseAction, given: Mapping[str, str]) -> AnyRequest:
    return CloseAction(request.ref, given["note"])


def _update(request: UpdateAction, given: Mapping[str, str]) -> AnyRequest:
    return UpdateAction(request.ref, given["text"])


def _due(request: SetDue, given: Mapping[str, str]) -> AnyRequest:
    return SetDue(request.ref, date.fromisoformat(given["due"]) if given["due"] else None)


def _assign(request: AssignAction, given: Mapping[str, str]) -> AnyRequest:
    return AssignAction(request.ref, _names(given["owners"]))


def _add(request: AddAction, given: Mapping[str, str]) -> AnyRequest:
    due = date.fromisoformat(given["due"]) if given["due"] else None
    return AddAction(given["text"], _names(given["owners"]), due, request.source)


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.replace(" and ", ",").split(",") if name.strip())


_NOTE = Field(
    "note", "What was done?", "long text", optional=True, hint="The paper prints it after “Closed:”."
)
_DUE = Field("due", "Due date", "date", optional=True, hint="Without one it is due at the next meeting.")
_OWNERS = Field("owners", "Owners", hint="Names or organisations, with commas between them.")

FORMS: dict[type[Request], Form] = {
    CloseAction: Form("Close", "Close", (_NOTE,), _close, lambda r: {"note": r.note}),
    UpdateAction: Form("Update", "Save", (Field("text", "What is the news?", "long text"),), _update),
    SetDue: Form("Due date", "Save", (_DUE,), _due, lambda r: {"due": r.due.isoformat() if r.due else ""}),
    AssignAction: Form("Hand over", "Hand over", (_OWNERS,), _assign),
    AddAction: Form(
        "Log an action point",
        "Log",
        (
            Field("text", "What is to be done?", "long text", hint="“Ada Okafor to share the profile”"),
            Field("owners", "Owners", optional=True, hint="Only if the text does not begin with them."),
            _DUE,
        ),
        _add,
        lambda r: {"text": r.text, "owners": ", ".join(r.owners), "due": r.due.isoformat() if r.due else ""},
    ),
}


def form(request: AnyRequest, private_metadata: str) -> Json:
    """The modal that asks for what `request` lacks."""
    wanted = FORMS[type(request)]
    ref = getattr(request, "ref", None)
    start = wanted.start(request)
    return {
        "type": "modal",
        "callback_id": FORM_CALLBACK,
        "title": plain_text(f"{wanted.title} {ref}" if ref else wanted.title, 24),
        "submit": plain_text(wanted.submit, 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": private_metadata,
        "blocks": [_input(field, start.get(field.name, "")) for field in wanted.fields],
    }


def _input(field: Field, start: str) -> Json:
    if field.kind == "date":
        element = date_picker(field.name, start)
    else:
        element = text_input(field.name, start, long=field.kind == "long text", limit=MAX_TEXT)
    return question(field.label, field.name, element, optional=field.optional, hint=field.hint)


def submitted(request: AnyRequest, view: Json) -> AnyRequest:
    """The request as completed by what was filled in. A field left alone keeps what it showed."""
    wanted = FORMS[type(request)]
    shown = wanted.start(request)
    values = view["state"]["values"]
    given = {
        field.name: _given(values.get(field.name, {}).get(field.name) or {}, shown.get(field.name, ""))
        for field in wanted.fields
    }
    return wanted.complete(request, given)


def _given(answer: Json, shown: str) -> str:
    said = answer.get("selected_date") if "selected_date" in answer else answer.get("value")
    return shown if said is None else str(said)


def missing(request: AnyRequest, view: Json) -> dict[str, str]:
    """What must be put right before the form can be taken, by field."""
    completed = submitted(request, view)
    if isinstance(completed, AddAction | UpdateAction) and not completed.text.strip():
        return {"text": "This needs a few words."}
    if isinstance(completed, AssignAction) and not completed.owners:
        return {"owners": "Please name at least one owner."}
    return {}
