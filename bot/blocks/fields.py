"""What a form is made of, as data: its questions, and how the answers complete a request.

An answer is text, whatever it was given with: a date in ISO form, a meeting's id, the value of a choice, picked names with
line breaks between them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.requests import AnyRequest

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    `kind` is "text", "long text", "date", "owners", "person", "meeting" or "choice"; `choices` are the values of a choice
    with what they are called.
    """

    name: str
    label: str
    kind: str = "text"
    optional: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


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
