"""The forms of the directory: somebody new, somebody's details, and one's own."""

from typing import Any

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, Setting, needs
from handlers.contact_requests import AddPerson, CorrectDetails, EditPerson
from handlers.request import Request
from store.contact_details import email_of, phone_of
from store.errors import Invalid
from store.tables import Capacity

Choices = list[tuple[str, str]]


def _capacities(_setting: Setting, _start: str) -> Choices:
    return [
        ("Board member" if each is Capacity.BOARD else each.capitalize(), each.value) for each in Capacity
    ]


def _organisations(setting: Setting, start: str) -> Choices:
    """What was said, then those that there are now, at most as many as a menu holds; any other can be typed below it."""
    living = [body.name for body in setting.words.organisations if body.until_date is None]
    named = [start] if start else []
    return [(name, name) for name in dict.fromkeys((*named, *living))][:100]


def _groups(setting: Setting, _start: str) -> Choices:
    return [(group.name, group.short_name) for group in setting.words.groups]


_NAME = Field("name", "Name")
_TITLE = Field("title", "Title", optional=True, hint="Such as Dr, Councillor or Chief Inspector.")
_EMAIL = Field("email", "E-mail address", optional=True, hint="It is how people are recognised in Slack.")
_PHONE = Field("phone", "Telephone", optional=True)
_ORGANISATION = Field("organisation", "Organisation", "menu", optional=True, choices=_organisations)
_ANOTHER = Field("another", "Or one that is new", optional=True)
_CAPACITY = Field("capacity", "Capacity", "menu", optional=True, choices=_capacities)
_ROLE = Field("role", "Role", optional=True, hint="Such as Chair, Support Officer or Priority 1 lead.")
_GROUP = Field("group", "Group", "menu", optional=True, choices=_groups)
_REMARK = Field(
    "remark",
    "What else is wrong?",
    "long text",
    optional=True,
    hint="Name, organisation, capacity and role are changed by the secretariat, who will read this.",
)


def _shown(request: Any) -> Given:
    """What a request says already, field by field."""
    given = {name: getattr(request, name) for name in request.__struct_fields__}
    return {name: str(value) for name, value in given.items() if value not in (None, True, False)}


def _added(request: AddPerson, given: Given) -> AddPerson:
    new = given["another"].strip()
    return replace(
        request,
        name=given["name"],
        title=given["title"],
        organisation=new or given["organisation"],
        new_organisation=bool(new),
        capacity=Capacity(given["capacity"]) if given["capacity"] else None,
        role=given["role"],
        group=given["group"],
        email=given["email"],
        phone=given["phone"],
    )


def _edited(request: EditPerson, given: Given) -> EditPerson:
    """Only what was changed in the form: somebody else may have changed the rest meanwhile."""
    changed = {
        "new_name": _if_new(request.new_name, given["name"]),
        "title": _if_new(request.title, given["title"]),
        "email": _if_new(request.email, given["email"]),
        "phone": _if_new(request.phone, given["phone"]),
        "role": given["role"].strip() or None,
        "capacity": Capacity(given["capacity"]) if given["capacity"] else None,
    }
    return EditPerson(request.name, **changed)  # type: ignore[arg-type]  # built by name above


def _corrected(request: CorrectDetails, given: Given) -> CorrectDetails:
    names = ("title", "email", "phone", "remark")
    return CorrectDetails(**{name: _if_new(getattr(request, name), given[name]) for name in names})


def _if_new(before: str | None, now: str) -> str | None:
    return None if now.strip() == (before or "") else now.strip()


def _wrong(given: Given) -> dict[str, str]:
    """Addresses and numbers that are none."""
    errors = {}
    for name, read in (("email", email_of), ("phone", phone_of)):
        if said := given[name].strip():
            try:
                read(said)
            except Invalid as error:
                errors[name] = str(error)
    return errors


def _wrong_or_nameless(given: Given) -> dict[str, str]:
    return {**_wrong(given), **needs("name", "Please give the name.")(given)}


CONTACT_FORMS: dict[type[Request], Form] = {
    AddPerson: Form(
        "Add somebody",
        "Add",
        (_NAME, _TITLE, _ORGANISATION, _ANOTHER, _CAPACITY, _ROLE, _GROUP, _EMAIL, _PHONE),
        _added,
        _shown,
        _wrong_or_nameless,
    ),
    EditPerson: Form(
        "Details",
        "Save",
        (
            _NAME,
            _TITLE,
            _EMAIL,
            _PHONE,
            Field("role", "New role from today on", optional=True, hint="Left empty, it stays as it is."),
            Field("capacity", "New capacity from today on", "menu", optional=True, choices=_capacities),
        ),
        _edited,
        lambda r: {
            "name": r.new_name or r.name,
            "title": r.title or "",
            "email": r.email or "",
            "phone": r.phone or "",
        },
        _wrong,
    ),
    CorrectDetails: Form(
        "Your details", "Save", (_TITLE, _EMAIL, _PHONE, _REMARK), _corrected, _shown, _wrong
    ),
}
