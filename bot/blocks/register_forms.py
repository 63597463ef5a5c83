"""The forms of the register beside those of one action point: two that are one, an absence, who acts, the handbook."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, all_of, fixed, needs
from handlers.register_requests import LinkActions, MergeActions, SetAway, Snooze
from handlers.request import Request
from handlers.requests import AddEntry, Delegate, EditEntry
from store.reference import Reference

_UNTIL = Field("until", "Until and including", "date")
_NO_DAY = "Please give the last day."
_REFERENCES = "Month and number, such as 07/02."
_KINDS = (
    ("glossary", "Glossary: what a word means"),
    ("terms", "Terms of reference"),
    ("public", "Information for the public"),
    ("duty", "Duties"),
    ("priority", "Priorities"),
)


def _day(said: str) -> date:
    return date.fromisoformat(said)


def _away(request: SetAway, given: Given) -> SetAway:
    return replace(
        request, until=_day(given["until"]), deputy=given["deputy"], person=given["person"].strip()
    )


def _delegated(request: Delegate, given: Given) -> Delegate:
    return replace(request, until=_day(given["until"]), name=given["name"])


def _snoozed(request: Snooze, given: Given) -> Snooze:
    return replace(request, until=_day(given["until"]) if given["until"] else None)


def _pair(first: str, second: str, labels: tuple[str, str]) -> dict[str, Any]:
    """The parts of a form about two action points, each named by its reference."""

    def complete(request: Any, given: Given) -> Any:
        return replace(request, **{name: _reference(given[name], request, name) for name in (first, second)})

    def check(given: Given) -> dict[str, str]:
        wrong = [name for name in (first, second) if Reference.parse(given[name]) is None]
        return dict.fromkeys(wrong, "Please write a reference: month and number, such as 07/02.")

    return {
        "fields": tuple(
            Field(name, label, hint=_REFERENCES) for name, label in zip((first, second), labels, strict=True)
        ),
        "complete": complete,
        "start": lambda request: {name: getattr(request, name).full for name in (first, second)},
        "check": check,
    }


def _reference(said: str, request: Any, name: str) -> Reference:
    before: Reference = getattr(request, name)
    found = Reference.parse(said)
    return before if found is None or said.strip() == before.full else found


_ENTRY = (Field("title", "Title"), Field("text", "What it says", "long text"))

REGISTER_FORMS: dict[type[Request], Form] = {
    MergeActions: Form("Merge", "Merge", **_pair("ref", "into", ("Which one is to go?", "Into which one?"))),
    LinkActions: Form("Link", "Link", **_pair("ref", "earlier", ("The later number", "The earlier number"))),
    SetAway: Form(
        "Being away",
        "Save",
        (
            Field("person", "Who is away?", optional=True, hint="Left empty, it is you."),
            _UNTIL,
            Field("deputy", "Who covers?"),
        ),
        _away,
        lambda r: {"person": r.person, "until": r.until.isoformat(), "deputy": r.deputy},
        all_of(needs("until", _NO_DAY), needs("deputy", "Please say who covers.")),
    ),
    Delegate: Form(
        "Acting as secretariat",
        "Save",
        (Field("name", "Who acts?"), _UNTIL),
        _delegated,
        lambda r: {"name": r.name, "until": r.until.isoformat()},
        all_of(needs("name", "Please say who acts."), needs("until", _NO_DAY)),
    ),
    Snooze: Form(
        "No reminders",
        "Save",
        (Field("until", "None before", "date", optional=True, hint="Left empty, none for a week."),),
        _snoozed,
        lambda r: {"until": r.until.isoformat() if r.until else ""},
    ),
    AddEntry: Form(
        "Add to the handbook",
        "Add",
        (*_ENTRY, Field("kind", "Where it belongs", "menu", choices=fixed(*_KINDS))),
        lambda request, given: replace(
            request, title=given["title"], text=given["text"], kind=given["kind"] or request.kind
        ),
        lambda r: {"title": r.title, "text": r.text, "kind": r.kind},
        all_of(needs("title"), needs("text")),
    ),
    EditEntry: Form(
        "Change the handbook",
        "Save",
        _ENTRY,
        lambda request, given: replace(request, title=given["title"], text=given["text"]),
        lambda r: {"title": r.title, "text": r.text},
        all_of(needs("title"), needs("text")),
    ),
}
