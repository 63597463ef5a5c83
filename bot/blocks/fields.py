"""What forms are made of: plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.requests import AnyRequest
from store.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `kind` is "text", "long text", "date", "owners", "meeting" or "menu".

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
    """A small modal for one kind of request."""

    title: str
    submit: str
    fields: tuple[Field, ...]
    complete: Callable[[Any, Mapping[str, str]], AnyRequest]
    start: Callable[[Any], Mapping[str, str]] = lambda _request: {}
    lacks: Callable[[Any], Mapping[str, str]] = lambda _completed: {}
    """What must be put right before a completed request can be taken, by field."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form is drawn from beside its request. `pickers`: whether the server draws menus that search."""

    words: Vocabulary
    today: date
    pickers: bool = True
