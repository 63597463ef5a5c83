"""What a form is made of, as data: its questions, and how the answers complete a request.

An answer is text, whatever it was given with: a date in ISO form, a meeting's id, the value of a menu, picked names
with line breaks between them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.requests import AnyRequest
from store.vocabulary import Vocabulary

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    `kind` is "text", "long text", "date", "time", "channel", "owners", "person", "meeting" or "menu".
    `choices` are those of a menu for what it shows at first: each a label with what it stands for.
    """

    name: str
    label: str
    kind: str = "text"
    optional: bool = False
    hint: str = ""
    choices: Callable[["Setting", str], list[tuple[str, str]]] = lambda _setting, _start: []


@dataclass(frozen=True, slots=True)
class Form:
    """A small modal for one kind of request. `check` names what must be put right before the answers can be taken."""

    title: str
    submit: str
    fields: tuple[Field, ...]
    complete: Callable[[Any, Given], AnyRequest]
    start: Callable[[Any], Given] = lambda _request: {}
    check: Callable[[Given], dict[str, str]] = lambda _given: {}


def needs(name: str, sentence: str = "This needs a few words.") -> Callable[[Given], dict[str, str]]:
    """The check that a field has been filled in."""
    return lambda given: {} if given[name].strip() else {name: sentence}


def all_of(*checks: Callable[[Given], dict[str, str]]) -> Callable[[Given], dict[str, str]]:
    """Several checks as one."""
    return lambda given: {name: wrong for check in checks for name, wrong in check(given).items()}


def fixed(*choices: tuple[str, str]) -> Callable[["Setting", str], list[tuple[str, str]]]:
    """The choices of a menu that are always the same: the value of each with what it is called."""
    return lambda _setting, _start: [(called, value) for value, called in choices]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form is drawn from beside its request. `pickers`: whether the server draws menus that search."""

    words: Vocabulary
    today: date
    pickers: bool = True
