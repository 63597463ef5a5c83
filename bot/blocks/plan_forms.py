"""The forms of the community safety plan: progress, a new target, one that is changed, one that is dropped, a colour."""

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, needs
from handlers.plan_requests import AddTarget, ChangeTarget, DropTarget, NoteProgress, SetColour
from handlers.requests import AnyRequest, Request

_LEAD = Field(
    "lead", "Lead", optional=True, hint="People, organisations or groups, with commas between them."
)
_TIMESCALE = Field(
    "timescale", "Timescale", optional=True, hint="“March 2027”, “Q2”, “Quarterly”, “Termly”, “Ongoing”"
)
_PRIORITY = Field("priority", "Priority", optional=True, hint="“2”, or “Priority 1 and 2”")
_TEXT = Field("text", "Target", "long text")
_SECTION = Field("section", "Heading in the plan", optional=True)
_PARTS = (_TEXT, _LEAD, _TIMESCALE, _PRIORITY, _SECTION)
_NAMES = tuple(field.name for field in _PARTS)


def _progress(request: NoteProgress, given: Given) -> AnyRequest:
    return replace(request, text=given["text"])


def _add(_request: AddTarget, given: Given) -> AnyRequest:
    return AddTarget(**{name: given[name] for name in _NAMES})


def _change(request: ChangeTarget, given: Given) -> AnyRequest:
    """Only what differs from what the form showed is written, so two people may change different things."""
    shown = _started(request)
    differing = {name: given[name] if given[name] != shown[name] else None for name in _NAMES}
    return ChangeTarget(request.ref, **differing)


def _started(request: AddTarget | ChangeTarget) -> dict[str, str]:
    return {name: getattr(request, name) or "" for name in _NAMES}


PLAN_FORMS: dict[type[Request], Form] = {
    NoteProgress: Form(
        "Progress",
        "Save",
        (Field("text", "What is the progress?", "long text", optional=True),),
        _progress,
        lambda r: {"text": r.text},
    ),
    AddTarget: Form("Add a plan target", "Add", _PARTS, _add, _started, needs("text")),
    ChangeTarget: Form("Edit target", "Save", _PARTS, _change, _started, needs("text")),
    DropTarget: Form(
        "Drop target",
        "Drop",
        (Field("reason", "Why?", "long text", hint="It stays with the target."),),
        lambda request, given: replace(request, reason=given["reason"]),
        lambda r: {"reason": r.reason},
        needs("reason", "This needs a reason."),
    ),
    SetColour: Form(
        "Colour of target",
        "Save",
        (Field("reason", "Why?", "long text", hint="It is shown beside the colour."),),
        lambda request, given: replace(request, reason=given["reason"]),
        lambda r: {"reason": r.reason},
        needs("reason", "This needs a reason."),
    ),
}
