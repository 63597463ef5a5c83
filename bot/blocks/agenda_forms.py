"""The form of an agenda item: a new one, and one that is changed."""

import re

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, all_of, fixed, needs
from handlers.meeting_requests import AddItem, ChangeItem, MarkPaper, MoveItem
from handlers.requests import AnyRequest, Request
from store.agenda_items import KINDS, Item
from store.tables import Paper

_NONE, _YES, _NO = "none", "yes", "no"
_CALLED = {"item": "An item like any other", "next_meeting": "Date of the next meeting"}
_PAPERS = (
    (_NONE, "No paper is due"),
    (Paper.AWAITED.value, "Awaited"),
    (Paper.CHASED.value, "Chased"),
    (Paper.RECEIVED.value, "Received"),
)


_FIELDS = (
    Field("title", "Title"),
    Field("leads", "Leads", optional=True, hint="People, groups or roles, with commas between them."),
    Field("minutes", "Minutes", optional=True, hint="A whole number, such as 25."),
    Field(
        "kind",
        "Kind",
        "menu",
        choices=fixed(*((kind, _CALLED.get(kind, kind.capitalize())) for kind in (*KINDS, "next_meeting"))),
    ),
    Field(
        "session", "Session", "menu", choices=fixed((_NO, "Open"), (_YES, "Closed: Board and members only"))
    ),
    Field("paper", "Paper", "menu", choices=fixed(*_PAPERS)),
    Field(
        "confidential",
        "Is the paper confidential?",
        "menu",
        choices=fixed((_NO, "No"), (_YES, "Yes: the item is not named in channels")),
    ),
)


def _started(item: Item) -> Given:
    return {
        "title": item.title,
        "leads": ", ".join(item.leads),
        "minutes": str(item.minutes or ""),
        "kind": item.kind,
        "session": _YES if item.closed else _NO,
        "paper": item.paper.value if item.paper else _NONE,
        "confidential": _YES if item.confidential else _NO,
    }


def _item(given: Given, before: Item) -> Item:
    """The item as filled in. Leads that were left alone stay as they are, commas inside them too."""
    leads = tuple(name.strip() for name in re.split(r"[,;\n]", given["leads"]) if name.strip())
    return Item(
        title=given["title"],
        leads=before.leads if given["leads"] == ", ".join(before.leads) else leads,
        minutes=_minutes(given),
        kind=given["kind"],
        closed=given["session"] == _YES,
        paper=None if given["paper"] == _NONE else Paper(given["paper"]),
        confidential=given["confidential"] == _YES,
    )


def _minutes(given: Given) -> int | None:
    said = given["minutes"].strip()
    return int(said) if re.fullmatch(r"[0-9]{1,6}", said) else None


def _check(given: Given) -> dict[str, str]:
    wrong = needs("title", "An agenda item needs a title.")(given)
    if given["minutes"].strip() and _minutes(given) is None:
        wrong["minutes"] = "Minutes are a whole number, such as 25."
    return wrong


def _add(request: AddItem, given: Given) -> AnyRequest:
    return replace(request, new=_item(given, request.new))


def _change(request: ChangeItem, given: Given) -> AnyRequest:
    return replace(request, to=_item(given, request.was))


_WHICH = Field("which", "Item", hint="Its number, such as 7, or words of its title.")
_ABOUT = Field("about", "Meeting", optional=True, hint="Left empty, the Board's next one.")
_NAMED = needs("which", "Please say which item.")


def _named(request: MarkPaper | MoveItem, given: Given) -> dict[str, str | int | None]:
    """Which item is meant; one that a button knew is known no more when another is named."""
    return {
        "which": given["which"],
        "about": given["about"].strip(),
        "item": request.item if given["which"] == request.which else None,
    }


def _marked(request: MarkPaper, given: Given) -> AnyRequest:
    paper = None if given["paper"] == _NONE else Paper(given["paper"])
    return replace(request, paper=paper, **_named(request, given))


def _moved(request: MoveItem, given: Given) -> AnyRequest:
    return replace(request, to=given["to"].strip(), **_named(request, given))


AGENDA_FORMS: dict[type[Request], Form] = {
    AddItem: Form("Add an agenda item", "Add", _FIELDS, _add, lambda r: _started(r.new), _check),
    ChangeItem: Form("Edit an agenda item", "Save", _FIELDS, _change, lambda r: _started(r.was), _check),
    MarkPaper: Form(
        "The paper of an item",
        "Save",
        (_WHICH, _ABOUT, Field("paper", "Paper", "menu", choices=fixed(*_PAPERS))),
        _marked,
        lambda r: {
            "which": r.which,
            "about": r.about,
            "paper": r.paper.value if r.paper else _NONE,
        },
        _NAMED,
    ),
    MoveItem: Form(
        "Move an agenda item",
        "Move",
        (_WHICH, _ABOUT, Field("to", "Where to", hint="up, down, or the number whose place it takes.")),
        _moved,
        lambda r: {"which": r.which, "about": r.about, "to": r.to},
        all_of(_NAMED, needs("to", "Please say where to.")),
    ),
}
