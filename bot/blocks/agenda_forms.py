"""The form of an agenda item: a new one, and one that is changed."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, Setting, needs
from handlers.meeting_requests import AddItem, ChangeItem
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


def _fixed(*choices: tuple[str, str]) -> Callable[[Setting, str], list[tuple[str, str]]]:
    """The choices of a menu that are always the same: the value of each with what it is called."""
    return lambda _setting, _start: [(called, value) for value, called in choices]


_FIELDS = (
    Field("title", "Title"),
    Field("leads", "Leads", optional=True, hint="People, groups or roles, with commas between them."),
    Field("minutes", "Minutes", optional=True, hint="A whole number, such as 25."),
    Field(
        "kind",
        "Kind",
        "menu",
        choices=_fixed(*((kind, _CALLED.get(kind, kind.capitalize())) for kind in (*KINDS, "next_meeting"))),
    ),
    Field(
        "session", "Session", "menu", choices=_fixed((_NO, "Open"), (_YES, "Closed: Board and members only"))
    ),
    Field("paper", "Paper", "menu", choices=_fixed(*_PAPERS)),
    Field(
        "confidential",
        "Is the paper confidential?",
        "menu",
        choices=_fixed((_NO, "No"), (_YES, "Yes: the item is not named in channels")),
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


AGENDA_FORMS: dict[type[Request], Form] = {
    AddItem: Form("Add an agenda item", "Add", _FIELDS, _add, lambda r: _started(r.new), _check),
    ChangeItem: Form("Edit an agenda item", "Save", _FIELDS, _change, lambda r: _started(r.was), _check),
}
