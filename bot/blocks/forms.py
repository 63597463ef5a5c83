"""Forms: what is missing from a request is asked for in a small modal, and read back into the request.

Each form is data: its title, the fields with their labels, and how the answers complete the request. An answer is
text, whatever it was given with: a date in ISO form, a meeting's id, picked names with line breaks between them.
"""

from collections.abc import Mapping
from datetime import date

from bot.blocks.contact_forms import CONTACT_FORMS
from bot.blocks.fields import Field, Form, Setting
from bot.blocks.owners import OWNERS, owners_named
from bot.blocks.pieces import Json, date_picker, menu, option, picker, plain_text, question, text_input
from handlers.requests import (
    AddAction,
    AnyRequest,
    AssignAction,
    CloseAction,
    Request,
    ReviewStep,
    SetDue,
    UpdateAction,
)
from store.dates import full_day, month_name
from store.register import MAX_TEXT
from store.views import MeetingView
from store.vocabulary import Vocabulary

FORM_CALLBACK = "form"
HELD, AHEAD = 3, 3  # meetings to choose from


def _close(request: CloseAction, given: Mapping[str, str]) -> AnyRequest:
    return CloseAction(request.ref, given["note"])


def _update(request: UpdateAction, given: Mapping[str, str]) -> AnyRequest:
    return UpdateAction(request.ref, given["text"])


def _due(request: SetDue, given: Mapping[str, str]) -> AnyRequest:
    return SetDue(request.ref, date.fromisoformat(given["due"]) if given["due"] else None)


def _assign(request: AssignAction, given: Mapping[str, str]) -> AnyRequest:
    return AssignAction(request.ref, _owners(given))


def _add(request: AddAction, given: Mapping[str, str]) -> AnyRequest:
    due = date.fromisoformat(given["due"]) if given["due"] else None
    meeting = int(given["meeting"]) if given["meeting"].isdecimal() else None
    return AddAction(given["text"], _owners(given), due, request.source, meeting)


def _step(request: ReviewStep, given: Mapping[str, str]) -> AnyRequest:
    return ReviewStep(request.review, request.ref, request.do, given["note"])


def _owners(given: Mapping[str, str]) -> tuple[str, ...]:
    """Who was picked, then who was typed, each once."""
    return tuple(dict.fromkeys((*given["people"].splitlines(), *_names(given["owners"]))))


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.replace(" and ", ",").split(",") if name.strip())


_NOTE = Field(
    "note", "What was done?", "long text", optional=True, hint="The paper prints it after “Closed:”."
)
_DUE = Field("due", "Due date", "date", optional=True, hint="Without one it is due at the next meeting.")
_PEOPLE = Field("people", "Owners", "owners", optional=True)
_OWNERS = Field(
    "owners",
    "Or type names",
    optional=True,
    hint="People, organisations or groups, with commas between them.",
)
_MEETING = Field("meeting", "Minuted at", "meeting", optional=True)

FORMS: dict[type[Request], Form] = {
    CloseAction: Form("Close", "Close", (_NOTE,), _close, lambda r: {"note": r.note}),
    UpdateAction: Form("Update", "Save", (Field("text", "What is the news?", "long text"),), _update),
    SetDue: Form("Due date", "Save", (_DUE,), _due, lambda r: {"due": r.due.isoformat() if r.due else ""}),
    AssignAction: Form("Hand over", "Hand over", (_PEOPLE, _OWNERS), _assign),
    AddAction: Form(
        "Log an action point",
        "Log",
        (
            Field("text", "What is to be done?", "long text", hint="“Ada Okafor to share the profile”"),
            _PEOPLE,
            _OWNERS,
            _MEETING,
            _DUE,
        ),
        _add,
        lambda r: {
            "text": r.text,
            "people": "\n".join(r.owners),
            "due": r.due.isoformat() if r.due else "",
            "meeting": str(r.meeting or ""),
        },
    ),
    **CONTACT_FORMS,
}


_STEPS = {
    "close": Form("Close", "Close", (_NOTE,), _step, lambda r: {"note": r.note}),
    "update": Form("Update", "Save", (Field("note", "What is the news?", "long text"),), _step),
}


def _form_of(request: AnyRequest) -> Form:
    return _STEPS[request.do] if isinstance(request, ReviewStep) else FORMS[type(request)]


def form(request: AnyRequest, private_metadata: str, setting: Setting) -> Json:
    """The modal that asks for what `request` lacks."""
    wanted = _form_of(request)
    ref = getattr(request, "ref", None)
    drawn = (_input(field, wanted.start(request), setting) for field in wanted.fields)
    return {
        "type": "modal",
        "callback_id": FORM_CALLBACK,
        "title": plain_text(f"{wanted.title} {ref}" if ref else wanted.title, 24),
        "submit": plain_text(wanted.submit, 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": private_metadata,
        "blocks": [block for block in drawn if block],
    }


def _input(field: Field, shown: Mapping[str, str], setting: Setting) -> Json | None:
    """A question of the form; None when there is nothing to choose from, or nothing to choose with."""
    start = shown.get(field.name, "")
    label, element = field.label, _element(field, start, setting)
    if field.name == _OWNERS.name and not setting.pickers:
        label, start = _PEOPLE.label, ", ".join(shown.get(_PEOPLE.name, "").splitlines())
        element = text_input(field.name, start, long=False, limit=MAX_TEXT)
    if element is None:
        return None
    return question(label, field.name, element, optional=field.optional, hint=field.hint)


def _element(field: Field, start: str, setting: Setting) -> Json | None:
    if field.kind == "date":
        return date_picker(field.name, start)
    if field.kind == "owners":
        names = start.splitlines()
        return (
            picker(OWNERS, "Type a name", owners_named(names, setting.words, setting.today))
            if setting.pickers
            else None
        )
    if field.kind == "meeting":
        return _meetings(field, start, setting)
    if field.kind == "menu":
        return _choices(field, start, setting)
    return text_input(field.name, start, long=field.kind == "long text", limit=MAX_TEXT)


def _choices(field: Field, start: str, setting: Setting) -> Json | None:
    """The choices of a menu, with what it shows at first chosen."""
    choices = {value: option(label, value) for label, value in field.choices(setting, start)}
    return menu(field.name, field.label, list(choices.values()), choices.get(start)) if choices else None


def _meetings(field: Field, start: str, setting: Setting) -> Json | None:
    """The last meetings held and the next; first the one in whose minutes the register would put it."""
    choices = {str(m.id): option(_called(m), str(m.id)) for m in minuting(setting.words, setting.today)}
    if not choices:
        return None
    chosen = choices.get(start) or next(iter(choices.values()))
    return menu(field.name, "Which meeting?", list(choices.values()), chosen)


def _called(meeting: MeetingView) -> str:
    when = full_day(meeting.day) if meeting.day else month_name(meeting.month.year, meeting.month.month)
    return f"{when}: {meeting.group} {meeting.kind}"


def minuting(words: Vocabulary, today: date) -> list[MeetingView]:
    """The Board's meetings that may minute something new: the last held, the latest first, then the next.

    The first is the one that `Register.meeting_for_new` takes.
    """
    board = words.board
    dated = [m for m in words.meetings if m.day and board and m.group == board.short_name]
    held = [m for m in dated if m.day and m.day <= today]
    ahead = [m for m in dated if m.day and m.day > today]
    return [*reversed(held[-HELD:]), *ahead[:AHEAD]]


def submitted(request: AnyRequest, view: Json) -> AnyRequest:
    """The request as completed by what was filled in. A field left alone keeps what it showed.

    A field that was not drawn has been given nothing: who would be in it stands in another.
    """
    wanted = _form_of(request)
    shown = wanted.start(request)
    values = view["state"]["values"]
    drawn = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    given = {field.name: _given(field, values, drawn, shown.get(field.name, "")) for field in wanted.fields}
    return wanted.complete(request, given)


def _given(field: Field, values: Json, drawn: Json, shown: str) -> str:
    if field.name not in drawn:
        return "" if field.kind == "owners" else shown
    element = drawn[field.name]
    answer = values.get(field.name, {}).get(element["action_id"]) or {}
    if field.kind == "owners":
        picked = answer.get("selected_options")
        return shown if picked is None else "\n".join(option["value"] for option in picked)
    if element["type"] == "static_select":
        return str((answer.get("selected_option") or element.get("initial_option") or {}).get("value", shown))
    said = answer.get("selected_date") if "selected_date" in answer else answer.get("value")
    return str(element.get("initial_value", shown) if said is None else said)


def missing(request: AnyRequest, view: Json) -> dict[str, str]:
    """What must be put right before the form can be taken, by field."""
    completed = submitted(request, view)
    if lacking := _form_of(request).lacks(completed):
        return dict(lacking)
    if isinstance(completed, AddAction | UpdateAction) and not completed.text.strip():
        return {"text": "This needs a few words."}
    if isinstance(completed, ReviewStep) and completed.do == "update" and not completed.note.strip():
        return {"note": "This needs a few words."}
    if isinstance(completed, AssignAction) and not completed.owners:
        return {"owners": "Please name at least one owner."}
    return {}
