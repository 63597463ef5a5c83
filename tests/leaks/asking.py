"""Requests of every kind, made from the fields that the kind has: what a new kind asks for has to be said here."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from handlers.actions import OPERATIONS
from handlers.requests import AnyRequest, Request
from store.papers.writing.registers import FORMATS
from tests.leaks.secret_books import SecretBooks

KINDS: tuple[type[Request], ...] = get_args(AnyRequest)
DATES = (date(2026, 5, 12), date(2026, 6, 30), date(2026, 9, 15), date(2027, 1, 3))


class Asking:
    """What may be asked of some books. `keys` are the words by which it may be asked for."""

    def __init__(self, small: SecretBooks, keys: Sequence[str], random: Random) -> None:
        self.random = random
        self.references = small.references()
        names = (*small.people, "Quay Homes", "Northcliff Constabulary", "the chair", "me", "Zoe Nobody")
        words = (*keys, "", "", "lamps")
        self.texts: dict[str, Sequence[str]] = {
            # What is written into the books may not be what is looked for in answers.
            **dict.fromkeys(("text", "note"), ("", "Count the lamps", "Ring the depot")),
            **dict.fromkeys(("said", "hint", "question", "sentence"), words),
            **dict.fromkeys(("name", "deputy", "person", "successor", "owners"), names),
            "about": ("", "", "HSG", "September", "12 May 2026", "May", *words, *names),
            "query": (*words, *names, "police", "quorum", "harbour"),
            "meeting": ("", "", "September 2026", "12 May 2026", "HSG", "lamps"),
            "format": (*FORMATS, "odt"),
            "topic": ("", "actions", "meetings", "contacts"),
            "title": ("MARAC", "Quorum", "", *names[:2]),
            "slack_user": ("U0SOMEBODY", *(f"U{small.id}X{number}" for number in range(3))),
            "source": ("https://slack.example/1",),
        }
        self.numbers: dict[str, Sequence[int]] = {
            "page": (1, 1, 2),
            "at": range(4),
            "review": range(1, 4),
            "change": small.changes(),
            "meeting": range(1, 9),
        }

    def of(self, kind: type[Request]) -> Any:
        """A request of that kind."""
        fields = msgspec.structs.fields(kind)
        return kind(**{field.name: self._value(kind, field.name, field.type) for field in fields})

    def _value(self, kind: type[Request], name: str, wanted: Any) -> Any:
        """What a field may hold, by its type; texts and numbers by its name."""
        if wanted == AnyRequest:
            return self.of(self.random.choice([*OPERATIONS]))
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin in (UnionType, Union):
            return self._value(kind, name, self.random.choice(inside))
        if origin is tuple:
            return tuple(self._value(kind, name, inside[0]) for _ in range(self.random.randint(1, 3)))
        return self.random.choice(self._choices(kind, name, wanted))

    def _choices(self, kind: type[Request], name: str, wanted: Any) -> Sequence[Any]:
        if get_origin(wanted) is Literal:
            return get_args(wanted)
        if isinstance(wanted, type) and issubclass(wanted, StrEnum):
            return list(wanted)
        if wanted in (NoneType, bool, date):
            return {NoneType: (None,), bool: (False, True), date: DATES}[wanted]
        known: Mapping[str, Sequence[Any]] = {name: self.references}
        if wanted in (str, int):
            known = self.texts if wanted is str else self.numbers
        assert name in known, f"tests/leaks/asking.py has to say what {kind.__name__}.{name} may hold"
        return known[name]
