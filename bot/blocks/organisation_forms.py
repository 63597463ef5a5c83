"""The forms of the directory about organisations, the public's numbers, and who takes whose place."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, all_of, fixed, needs
from handlers.contact_requests import (
    AddOrganisation,
    AlterOrganisation,
    EndOrganisation,
    MergeOrganisations,
    MergePeople,
    MovePerson,
    PutService,
    RenameOrganisation,
)
from handlers.request import Request
from handlers.requests import LeavePerson, LinkPerson

_YES, _NO, _AS_IT_IS = "yes", "no", "as it is"
_STATUTORY = Field(
    "statutory", "Statutory", "menu", choices=fixed((_NO, "No"), (_YES, "Yes: it has a duty to sit"))
)
_ALSO = Field("also", "Also called", optional=True, hint="Short names, with commas between them.")
_COMMAS = "With commas between several."
_ORGANISATION = needs("name", "Please give the name of the organisation.")
_PERSON = needs("name", "Please give the name of the person.")


def _listed(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in said.split(",") if part.strip())


def _start(request: Any) -> dict[str, str]:
    """What a request says, field by field; several with commas between them."""
    given = {name: getattr(request, name) for name in request.__struct_fields__}
    return {name: _text(value) for name, value in given.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _filled(request: Any, given: Given) -> Any:
    """The request with whatever was filled in; a part that is several is read as such."""
    return replace(
        request,
        **{
            name: _listed(said) if isinstance(getattr(request, name), tuple) else said.strip()
            for name, said in given.items()
        },
    )


def _added(_request: AddOrganisation, given: Given) -> AddOrganisation:
    return AddOrganisation(given["name"], _listed(given["also"]), given["statutory"] == _YES)


def _altered(_request: AlterOrganisation, given: Given) -> AlterOrganisation:
    statutory = None if given["statutory"] == _AS_IT_IS else given["statutory"] == _YES
    return AlterOrganisation(given["name"], _listed(given["also"]), statutory)


def _ended(_request: EndOrganisation, given: Given) -> EndOrganisation:
    last_day = date.fromisoformat(given["last_day"])
    return EndOrganisation(given["name"], last_day, given["successor"].strip())


def _merging(title: str, label: str) -> Form:
    return Form(
        title,
        "Merge",
        (
            Field("name", label),
            Field("into", "Is one with", hint="This name stays, and answers to both."),
        ),
        _filled,
        _start,
        all_of(needs("name", "Please give the name."), needs("into", "Please give the name.")),
    )


ORGANISATION_FORMS: dict[type[Request], Form] = {
    LeavePerson: Form(
        "Somebody leaves",
        "Save",
        (Field("name", "Who leaves?"), Field("successor", "Who takes their place?", optional=True)),
        _filled,
        _start,
        _PERSON,
    ),
    LinkPerson: Form(
        "Who a Slack user is",
        "Save",
        (Field("name", "Who is it?", hint="A person of the directory."),),
        _filled,
        _start,
        _PERSON,
    ),
    MovePerson: Form(
        "Another organisation",
        "Save",
        (
            Field("name", "Who?"),
            Field("organisation", "Sits from today on for"),
            Field("leaving", "Leaves", optional=True, hint="Where they sit for several."),
        ),
        _filled,
        _start,
        all_of(_PERSON, needs("organisation", "Please name the organisation.")),
    ),
    MergePeople: _merging("Two that are one", "Person"),
    MergeOrganisations: _merging("Two that are one", "Organisation"),
    AddOrganisation: Form(
        "Add an organisation",
        "Add",
        (Field("name", "Name"), _ALSO, _STATUTORY),
        _added,
        _start,
        _ORGANISATION,
    ),
    AlterOrganisation: Form(
        "An organisation",
        "Save",
        (
            Field("name", "Organisation"),
            _ALSO,
            Field(
                "statutory",
                "Statutory",
                "menu",
                choices=fixed((_AS_IT_IS, "As it is"), (_NO, "No"), (_YES, "Yes: it has a duty to sit")),
            ),
        ),
        _altered,
        lambda r: {**_start(r), "statutory": _AS_IT_IS if r.statutory is None else _text(r.statutory)},
        _ORGANISATION,
    ),
    RenameOrganisation: Form(
        "Rename",
        "Rename",
        (Field("name", "Organisation"), Field("to", "Is called from now on")),
        _filled,
        _start,
        all_of(_ORGANISATION, needs("to", "Please give the new name.")),
    ),
    EndOrganisation: Form(
        "The end of one",
        "Save",
        (
            Field("name", "Organisation"),
            Field("last_day", "Its last day", "date"),
            Field("successor", "Who follows?", optional=True),
        ),
        _ended,
        _start,
        all_of(_ORGANISATION, needs("last_day", "Please give its last day.")),
    ),
    PutService: Form(
        "For the public",
        "Save",
        (
            Field("name", "Name", hint="Such as Noise at night."),
            Field("phones", "Telephone", optional=True, hint=_COMMAS),
            Field("emails", "E-mail address", optional=True, hint=_COMMAS),
            Field("urls", "Page", optional=True, hint=_COMMAS),
            Field("topics", "What it is for", optional=True, hint=_COMMAS),
        ),
        _filled,
        _start,
        needs("name", "Please give it a name."),
    ),
}
