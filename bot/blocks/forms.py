"""Forms: what is missing from a request is asked for in a small modal, and read back into the request.

Each form is data: its title, the fields with their labels, and how the answers complete the request. An answer is
text, whatever it was given with: a date in ISO form, a meeting's id, picked names with line breaks between them.
"""

from datetime import date

from msgspec.structs import replace

from bot.blocks.agenda_forms import AGENDA_FORMS
from bot.blocks.attendance_forms import ANSWER, ATTENDANCE_FORMS
from bot.blocks.calendar_forms import CALENDAR_FORMS
from bot.blocks.contact_forms import CONTACT_FORMS
from bot.blocks.editing import as_it_is, edited, may_stay_empty
from bot.blocks.fields import Field, Form, Given, Setting, needs
from bot.blocks.organisation_forms import ORGANISATION_FORMS
from bot.blocks.owners import OWNERS, PEOPLE, owners_named
from bot.blocks.pieces import (
    Json,
    channel_picker,
    date_picker,
    menu,
    option,
    person_picker,
    picker,
    plain_text,
    question,
    text_input,
    time_picker,
)
from bot.blocks.plan_forms import PLAN_FORMS
from bot.blocks.register_forms import REGISTER_FORMS
from handlers.meeting_requests import Attend
from handlers.register_requests import (
    AddAction,
    AssignAction,
    CloseAction,
    ReviewStep,
    SendBack,
    SetDue,
    UpdateAction,
)
from handlers.requests import AnyRequest, Confirmed, Request, meant
from store.dates import full_day, month_name, parse_time
from store.phrases import listed
from store.register import MAX_TEXT
from store.views import MeetingView
from store.vocabulary import Vocabulary

FORM_CALLBACK = "form"
HELD, AHEAD = 3, 3  # meetings to choose from


def _close(request: CloseAction, given: Given) -> AnyRequest:
    return replace(request, note=given["note"])


def _update(request: UpdateAction, given: Given) -> AnyRequest:
    return replace(request, text=given["text"])


def _send_back(request: SendBack, given: Given) -> AnyRequest:
    return SendBack(request.ref, given["note"], request.closing)


def _due(request: SetDue, given: Given) -> AnyRequest:
    return replace(request, due=date.fromisoformat(given["due"]) if given["due"] else None)


def _assign(request: AssignAction, given: Given) -> AnyRequest:
    return replace(request, owners=_owners(given))


def _add(request: AddAction, given: Given) -> AnyRequest:
    due = date.fromisoformat(given["due"]) if given["due"] else None
    meeting = int(given["meeting"]) if given["meeting"].isdecimal() else None
    owners = _owners(given)
    return AddAction(_named_in(given["text"], request, owners), owners, due, request.source, meeting)


def _named_in(text: str, request: AddAction, owners: tuple[str, ...]) -> str:
    """The text with its new owners, where the old ones stand in it as they were understood."""
    before = f"{listed(request.owners)} to " if request.owners else ""
    handed_on = before and owners and owners != request.owners and text.startswith(before)
    return f"{listed(owners)} to {text.removeprefix(before)}" if handed_on else text


def _step(request: ReviewStep, given: Given) -> AnyRequest:
    return replace(request, note=given["note"])


def _owners(given: Given) -> tuple[str, ...]:
    """Who was picked, each once, then whatever was typed, which the books tell apart."""
    typed = given["owners"].strip(" ,")
    return (*dict.fromkeys(given["people"].splitlines()), *([typed] if typed else []))


def _check_owners(given: Given) -> dict[str, str]:
    return {} if _owners(given) else {"owners": "Please name at least one owner."}


_NOTE = Field(
    "note", "What was done?", "long text", optional=True, hint="The paper prints it after “Closed:”."
)
_QUESTION = Field(
    "note",
    "What do you want to know?",
    "long text",
    hint="It goes to the owners as a direct message, and stays among the updates with what was said at the closing.",
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
    UpdateAction: Form(
        "Update",
        "Save",
        (Field("text", "What is the news?", "long text"),),
        _update,
        lambda r: {"text": r.text},
        needs("text"),
    ),
    SendBack: Form(
        "Send back",
        "Send back",
        (_QUESTION,),
        _send_back,
        lambda r: {"note": r.question},
        needs("note", "This needs a question."),
    ),
    SetDue: Form("Due date", "Save", (_DUE,), _due, lambda r: {"due": r.due.isoformat() if r.due else ""}),
    AssignAction: Form(
        "Hand over",
        "Hand over",
        (_PEOPLE, _OWNERS),
        _assign,
        lambda r: {"people": "\n".join(r.owners)},
        _check_owners,
    ),
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
        needs("text"),
    ),
    **CALENDAR_FORMS,
    **AGENDA_FORMS,
    **ATTENDANCE_FORMS,
    **CONTACT_FORMS,
    **ORGANISATION_FORMS,
    **PLAN_FORMS,
    **REGISTER_FORMS,
}


_STEPS = {
    "close": Form("Close", "Close", (_NOTE,), _step, lambda r: {"note": r.note}),
    "send_back": Form("Send back", "Send back", (_QUESTION,), _step, check=needs("note")),
    "update": Form(
        "Update", "Save", (Field("note", "What is the news?", "long text"),), _step, check=needs("note")
    ),
}


def _form_of(request: AnyRequest) -> Form:
    if isinstance(request, Attend) and not (request.how == "represented" and not request.by):
        return ANSWER
    return _STEPS[request.do] if isinstance(request, ReviewStep) else FORMS[type(request)]


def form(asked: AnyRequest, private_metadata: str, setting: Setting) -> Json:
    """The modal that asks for what a request lacks, or shows what was understood."""
    request = meant(asked)
    wanted = _form_of(request)
    ref = getattr(request, "ref", None)
    fields = as_it_is(asked, wanted.fields)
    drawn = (_input(field, wanted.start(request), setting) for field in fields)
    return {
        "type": "modal",
        "callback_id": FORM_CALLBACK,
        "title": plain_text(f"{wanted.title} {ref}" if ref else wanted.title, 24),
        "submit": plain_text(wanted.submit, 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": private_metadata,
        "blocks": [block for block in drawn if block],
    }


def _input(field: Field, shown: Given, setting: Setting) -> Json | None:
    """A question of the form; None when there is nothing to choose from, or nothing to choose with."""
    start = shown.get(field.name, "")
    if field.name == _OWNERS.name:
        start = ", ".join(_to_be_typed(shown.get(_PEOPLE.name, "").splitlines(), setting))
    label, element = field.label, _element(field, start, setting)
    if field.name == _OWNERS.name and not setting.pickers:
        label = _PEOPLE.label
    if element is None:
        return None
    return question(label, field.name, element, optional=field.optional, hint=field.hint)


def _to_be_typed(names: list[str], setting: Setting) -> list[str]:
    """Those names that the menu has no option for; all of them where there is no menu."""
    menu = setting.pickers
    return [name for name in names if not (menu and owners_named([name], setting.words, setting.today))]


def _element(field: Field, start: str, setting: Setting) -> Json | None:
    if draw := _DRAWN.get(field.kind):
        return draw(field, start, setting)
    return text_input(field.name, start, long=field.kind == "long text", limit=MAX_TEXT)


def _time(field: Field, start: str, setting: Setting) -> Json:
    """A time of day; typed where the server draws no picker for it."""
    if setting.pickers:
        return time_picker(field.name, start)
    return text_input(field.name, start, long=False, limit=20)


def _channel(field: Field, start: str, setting: Setting) -> Json | None:
    return channel_picker(field.name, start) if setting.pickers else None


def _people(_field: Field, start: str, setting: Setting) -> Json | None:
    if not setting.pickers:
        return None
    return picker(OWNERS, "Type a name", owners_named(start.splitlines(), setting.words, setting.today))


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


def _person(_field: Field, _start: str, setting: Setting) -> Json | None:
    return person_picker(PEOPLE, "Type a name") if setting.pickers else None


_DRAWN = {
    "person": _person,
    "date": lambda field, start, _setting: date_picker(field.name, start),
    "time": _time,
    "channel": _channel,
    "menu": _choices,
    "owners": _people,
    "meeting": _meetings,
}


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


def as_shown(view: Json) -> Json:
    """The view as Slack would send it, from a server that sends a field left alone as empty, whatever it showed."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: _left_alone(block, view["state"]["values"])}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {**view, "state": {"values": values}}


def _left_alone(block: Json, values: Json) -> Json:
    element = block["element"]
    answer = values.get(block["block_id"], {}).get(element["action_id"]) or {}
    shown = {key: element.get(start) for key, start in _STARTS.items()}
    return {key: answer.get(key) or start for key, start in shown.items()}


# What an answer is called, and what it starts from.
_STARTS = {
    "value": "initial_value",
    "selected_date": "initial_date",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
}


def submitted(asked: AnyRequest, view: Json) -> AnyRequest:
    """The request as completed by what was filled in; what had been asked about becomes that, and is done."""
    request = meant(asked)
    made = _form_of(request).complete(request, _answers(request, view))
    return edited(asked, made) if isinstance(asked, Confirmed) else made


def _answers(request: AnyRequest, view: Json) -> dict[str, str]:
    """What was filled in, by field; an empty field has been left or made empty.

    A field that was not drawn has been given nothing: who would be in it stands in another.
    """
    wanted = _form_of(request)
    shown = wanted.start(request)
    values = view["state"]["values"]
    drawn = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return {field.name: _given(field, values, drawn, shown.get(field.name, "")) for field in wanted.fields}


def _given(field: Field, values: Json, drawn: Json, shown: str) -> str:
    if field.name not in drawn:
        return "" if field.kind == "owners" else shown
    element = drawn[field.name]
    answer = values.get(field.name, {}).get(element["action_id"]) or {}
    if field.kind == "owners":
        return "\n".join(option["value"] for option in answer.get("selected_options") or ())
    if element["type"] in ("static_select", "external_select"):
        return str((answer.get("selected_option") or element.get("initial_option") or {}).get("value", ""))
    return str(next((answer[name] for name in _ANSWERS if answer.get(name)), ""))


# Where the different fields put what was given.
_ANSWERS = ("selected_date", "selected_time", "selected_conversation", "value")


def missing(asked: AnyRequest, view: Json) -> dict[str, str]:
    """What must be put right before the form can be taken, by field."""
    request = meant(asked)
    wanted, given = _form_of(request), _answers(request, view)
    wrong = _unread_hours(wanted, view) or wanted.check(given)
    return {name: said for name, said in wrong.items() if given.get(name) or not may_stay_empty(asked)}


def _unread_hours(wanted: Form, view: Json) -> dict[str, str]:
    """Hours that were typed and are none."""
    values = view["state"]["values"]
    typed = ((f.name, values.get(f.name, {}).get(f.name) or {}) for f in wanted.fields if f.kind == "time")
    said = ((name, str(answer.get("value") or "").strip()) for name, answer in typed)
    return {
        name: "Please write a time, such as 10:00 or 2 pm." for name, at in said if at and not parse_time(at)
    }
