"""Requests of every kind, made from the fields that the kind has: what a new kind asks for has to be said here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from handlers.actions import OPERATIONS
from handlers.calendar_desk import CHANGES
from handlers.meeting_requests import Attend, Sitting
from handlers.paper_requests import TakePaper
from handlers.plan_requests import TARGETED
from handlers.requests import (
    Amend,
    Answers,
    AnyRequest,
    Choice,
    Confirm,
    Confirmed,
    NotUnderstood,
    Request,
    Several,
)
from store.agenda_items import Item
from store.papers.inbox import packed
from store.papers.reading.reader import read_paper
from store.papers.writing.writers import FORMATS
from store.quiet import MUTABLE
from store.reference import Reference
from store.tables import ActionPoint, AgendaItem, Base, Change, Closing, Meeting, PaperInHand, PlanTarget
from tests.leaks.secret_books import SecretBooks
from tests.papers.invented import MINUTES

KINDS: tuple[type[Request], ...] = get_args(AnyRequest)
ON_POINTS: tuple[type[Request], ...] = (*OPERATIONS,)
_NESTED = (Amend, Answers, Choice, Confirm, Confirmed, NotUnderstood, Several)
READING = tuple(kind for kind in KINDS if not kind.changes and kind not in _NESTED)
# What stands in a request that holds others; elsewhere it is something about an action point.
INSIDE: dict[type[msgspec.Struct], tuple[type[Request], ...]] = {
    Answers: READING,
    NotUnderstood: READING,
    Confirm: (*ON_POINTS, *CHANGES, *TARGETED, Attend),
    Confirmed: (*ON_POINTS, *CHANGES, *TARGETED, Attend),
}
TIMES = (time(10), time(14, 30))
FILES = (
    b"name,organisation,phone\nIvo Brandt,Quay Homes,01632 960777\n",
    b"name;email\nDev Anand;new@harbour.example\n",
    b"no table",
)
DATES = (date(2026, 5, 12), date(2026, 6, 30), date(2026, 9, 15), date(2027, 1, 3))
OTHERS: Mapping[Any, Sequence[Any]] = {
    NoneType: (None,),
    bool: (False, True),
    bytes: FILES,
    date: DATES,
    time: TIMES,
}


@dataclass(frozen=True)
class There:
    """What some books hold that a request can name, read once."""

    references: Sequence[Reference]
    ids: Mapping[type[Base], Sequence[int]]
    items: Sequence[Item]

    @classmethod
    def of(cls, small: SecretBooks) -> "There":
        tables: tuple[type[Base], ...] = (
            *(ActionPoint, Change, Meeting, AgendaItem, Closing),
            *(PaperInHand, PlanTarget),
        )
        ids = {table: small.ids(table) for table in tables}
        return cls(small.references(), ids, small.agenda_items())


class Asking:
    """What may be asked of some books. `keys` are the words by which it may be asked for."""

    def __init__(
        self, small: SecretBooks, keys: Sequence[str], random: Random, there: There | None = None
    ) -> None:
        there = there or There.of(small)
        self.random = random
        self.references = there.references
        names = (*small.people, "Quay Homes", "Northcliff Constabulary", "the chair", "me", "Zoe Nobody")
        words = (*keys, "", "", "lamps")
        self.texts: dict[str, Sequence[str]] = {
            # What is written into the books may not be what is looked for in answers.
            **dict.fromkeys(("text", "note", "reason"), ("", "Count the lamps", "Ring the depot")),
            **dict.fromkeys(("said", "hint", "question", "sentence", "labels", "which"), (*words, "1", "2")),
            **dict.fromkeys(("name", "deputy", "person", "successor", "owners", "by", "leads"), names),
            **dict.fromkeys(("into", "new_name", "also", "organisation", "leaving"), names),
            **dict.fromkeys(("role", "remark"), ("", "Chair", "lead on lamps")),
            **dict.fromkeys(("email", "emails"), ("", "new@harbour.example")),
            **dict.fromkeys(("phone", "phones"), ("", "01632 960777")),
            **dict.fromkeys(("urls", "topics"), ("", "lamps")),
            **dict.fromkeys(("file", "digest"), ("", "F0FILE")),
            **dict.fromkeys(("venue", "mode", "short_name"), ("", "Old Customs House", "hybrid")),
            **dict.fromkeys(("link", "join_link"), ("", "https://meet.example/1")),
            "group": ("", "HSG", "Board", "Old Town Forum"),
            "channel": ("C0TOWN",),
            "kind": ("", "meeting", "development session", "item", "to note"),
            "year": ("", "2026", "2026/27", "May"),
            "to": ("up", "down", "to 2", "3"),
            "what": (*MUTABLE,),
            "key": ("", "row"),
            "about": ("", "", "HSG", "September", "12 May 2026", "May", *words, *names),
            "query": (*words, *names, "police", "quorum", "harbour"),
            "meeting": ("", "", "September 2026", "12 May 2026", "HSG", "lamps"),
            "format": (*FORMATS, "odt"),
            "topic": ("", "actions", "meetings", "contacts"),
            "title": ("MARAC", "Quorum", "Count the lamps", "", *names[:2]),
            "slack_user": ("U0SOMEBODY", *(f"U{small.id}X{number}" for number in range(3))),
            # Of the community safety plan.
            "ref": ("1.1", "1.2", "1.3", "0.1", "lamps", "Target", *keys),
            "lead": ("", *names),
            "timescale": ("", "Quarterly", "March 2027", "Ongoing"),
            "priority": ("", "1", "Priority 2"),
            "section": ("", "Lamps"),
            "label": ("2027/28", "2026/27"),
            "plan": ("", "2026/27"),
            "when": ("", "", "this quarter", "overdue", "quarterly"),
            "colour": ("", "", "red", "green", "grey"),
            "source": ("https://slack.example/1",),
            "refs": ("", *(str(ref) for ref in self.references[:3])),
        }
        self.numbers: dict[str, Sequence[int]] = {
            "page": (1, 1, 2),
            "at": range(4),
            "review": range(1, 4),
            "by": (*small.people.values(),),
            "saw": (0, *there.ids[Change]),
            "points": (*there.ids[ActionPoint],),
            **dict.fromkeys(("change", "older"), there.ids[Change]),
            "last": (1, 2),
            "meeting": (*there.ids[Meeting], *range(1, 4)),
            "item": (*there.ids[AgendaItem], *range(1, 4)),
            **dict.fromkeys(("closing", "closings"), (*there.ids[Closing], *range(1, 4))),
            "minutes": (5, 20),
            "paper": (*there.ids[PaperInHand], 1),
            "more": (0, 2),
            "priority": (0, 1, 2),
            "targets": (*there.ids[PlanTarget], 1),
        }
        self.items = there.items

    def of(self, kind: type[msgspec.Struct]) -> Any:
        """A request of that kind, or what stands in one."""
        fields = msgspec.structs.fields(kind)
        return kind(**{field.name: self._value(kind, field.name, field.type) for field in fields})

    def _value(self, kind: type[msgspec.Struct], name: str, wanted: Any) -> Any:  # noqa: PLR0911 - a line for each sort of thing
        """What a field may hold, by its type; texts and numbers by its name."""
        if wanted == AnyRequest:
            return self.of(self.random.choice(INSIDE.get(kind, ON_POINTS)))
        if wanted is Item:  # as it stands, as a form has it, or another one
            return self.random.choice([*self.items, self.of(Item)])
        if kind is TakePaper:
            return packed(read_paper(MINUTES, "minutes.md"))
        if wanted in (Sitting, Confirmed):
            return self.of(wanted)
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin in (UnionType, Union):
            return self._value(kind, name, self.random.choice(inside))
        if origin is tuple:
            return tuple(self._value(kind, name, inside[0]) for _ in range(self.random.randint(1, 3)))
        return self.random.choice(self._choices(kind, name, wanted))

    def _choices(self, kind: type[msgspec.Struct], name: str, wanted: Any) -> Sequence[Any]:
        if get_origin(wanted) is Literal:
            return get_args(wanted)
        if isinstance(wanted, type) and issubclass(wanted, StrEnum):
            return list(wanted)
        if wanted in OTHERS:
            return OTHERS[wanted]
        known: Mapping[str, Sequence[Any]] = {name: self.references}
        if wanted in (str, int):
            known = self.texts if wanted is str else self.numbers
        assert name in known, f"tests/leaks/asking.py has to say what {kind.__name__}.{name} may hold"
        return known[name]
