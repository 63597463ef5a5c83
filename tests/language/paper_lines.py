"""Lines about the real papers: ways to ask, whose gaps are filled with what the loaded books hold.

What the papers say stays in them: here stand only the ways. Request, slots and fact are worked out from the books, past
all understanding, and each way is filled several times, each time with somebody or something else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

from bot.importing import Talk, bring_in
from bot.knowing import READER
from bot.language.everyday import COMMON, STOP
from bot.main import House
from handlers.access import Role
from handlers.roles import role_of
from store.calendar import next_board_meeting
from store.dates import full_day
from store.tables import AgendaItem, HandbookEntry
from store.topics import stem, stems
from store.views import MeetingView, PointView
from store.vocabulary import PersonEntry, Vocabulary
from tests.language.lines import Meaning

NOW = "2025-10-06T09:30"
EACH = 2  # how often a way is filled


def load(house: House, folder: Path) -> None:
    """The papers of one partnership, taken as `import --yes` takes them."""
    files = sorted(folder.glob("cambridge-*.md"))
    bring_in(
        house,
        files,
        Talk(_quiet, lambda: True, lambda _row: False, lambda _page, _pages: None),
        details=False,
    )


def _quiet(_line: str) -> None: ...


@dataclass(frozen=True)
class Filling:
    """What fills the gaps of a way, and what is then expected."""

    gaps: dict[str, str]
    slots: dict[str, Any]
    fact: str = ""


@dataclass(frozen=True)
class Books:
    """What the loaded books hold, as far as it is asked for."""

    words: Vocabulary
    today: date
    points: tuple[PointView, ...]
    handbook: Sequence[HandbookEntry]
    items: Sequence[AgendaItem]
    secretariat: str

    @classmethod
    def of(cls, house: House) -> "Books":
        partnership = house.partnership()
        words = house.assistant.words(partnership)
        today = house.books.today(words.timezone)
        with house.books.open(partnership, READER, writes=False) as books:
            entries = tuple(books.handbook.every())
            coming = next_board_meeting(words.meetings, today)
            items = tuple(books.agendas.items(coming.id)) if coming else ()
        keeps = (p for p in words.people if role_of(p, words, today) is Role.SECRETARIAT)
        points = house.books.topics(partnership).points
        return cls(words, today, points, entries, items, next((p.name for p in keeps), words.people[0].name))

    @property
    def sitting(self) -> list[PersonEntry]:
        """Who sits for a body today, and shares neither first name nor surname with anybody."""
        alone = _once(name for person in self.words.people for name in set(person.name.split()))
        return [
            person
            for person in self.words.people
            if person.current(self.today)
            and all(name in alone for name in person.name.split())
            and any(sitting.current(self.today) and sitting.organisation for sitting in person.sittings)
        ]

    @property
    def unfinished(self) -> list[PointView]:
        return [point for point in self.points if point.unfinished]

    @property
    def latest(self) -> list[PointView]:
        """Those that a bare reference means."""
        newest = {point.ref: point for point in self.points}
        return list(newest.values())

    @property
    def boards(self) -> list[MeetingView]:
        """Formal meetings of the Board with a day, no more than one of a month's name in a year and a half."""
        return [m for m in self.words.meetings if m.is_board and m.day and m.kind == "meeting"]


def _once(names: Iterable[str]) -> set[str]:
    found = list(names)
    return {name for name in found if found.count(name) == 1}


def _body(person: PersonEntry, today: date) -> str:
    return next(s.organisation for s in person.sittings if s.current(today) and s.organisation)


def people(books: Books) -> Iterator[Filling]:
    for person in books.sitting:
        first, surname = person.name.split()[0], person.name.split()[-1]
        yield Filling(
            {
                "name": person.name,
                "lower": person.name.casefold(),
                "first": first,
                "surname": surname.casefold(),
            },
            {"query": person.name},
            _body(person, books.today),
        )


def misspelt(books: Books) -> Iterator[Filling]:
    """The same with a letter of a long surname left out, which leaves nobody else's name."""
    for filling in people(books):
        surname = filling.gaps["surname"]
        if len(surname) > 5:
            slip = f"{filling.gaps['first'].casefold()} {surname[:3]}{surname[4:]}"
            yield Filling({"name": slip}, {}, str(filling.slots["query"]))


def also_called(books: Books) -> Iterator[Filling]:
    """Bodies by what the papers call them in short, with what they are called in full."""
    for body in books.words.organisations:
        for short in body.aliases:
            if re.fullmatch(r"[A-Z]{3,7}", short):
                yield Filling({"short": short, "lower": short.casefold()}, {}, body.name)


def bodies(books: Books) -> Iterator[Filling]:
    """Bodies for which somebody sits."""
    for body in books.words.organisations:
        sits = [
            p
            for p in books.words.people
            for s in p.sittings
            if s.organisation == body.name and s.current(books.today)
        ]
        if sits and len(body.name.split()) < 5:
            yield Filling(
                {"body": body.name, "lower": body.name.casefold()}, {"query": body.name}, sits[0].name
            )


def services(books: Books) -> Iterator[Filling]:
    for service in books.words.services:
        name = re.split(r"[:,(]| - ", service.name)[0].strip()
        if service.phones and len(name.split()) < 4:
            yield Filling({"service": name.casefold()}, {}, service.phones[0])


def references(books: Books) -> Iterator[Filling]:
    for point in books.latest:
        month, number = point.ref.split("/")
        sloppy = f"{int(month)}/{int(number)}"
        yield Filling({"ref": point.ref, "sloppy": sloppy}, {"ref": point.ref}, point.text[:30])


def full_references(books: Books) -> Iterator[Filling]:
    for point in books.points:
        yield Filling({"full": point.full_ref}, {"ref": point.full_ref}, point.text[:30])


def open_references(books: Books) -> Iterator[Filling]:
    for point in books.unfinished:
        if point in books.latest:
            yield Filling({"ref": point.ref}, {"ref": point.ref}, point.ref)


def owners(books: Books) -> Iterator[Filling]:
    """People with something unfinished."""
    sitting = {person.name for person in books.words.people}
    for name in dict.fromkeys(n for point in books.unfinished for n in point.owners if n in sitting):
        first = next(point.ref for point in books.unfinished if name in point.owners)
        yield Filling({"name": name, "lower": name.casefold()}, {"about": name}, first)


def topics(books: Books) -> Iterator[Filling]:
    """Action points by two words that stand side by side in their text and in no other."""
    named = {stem(w.casefold()) for p in books.words.people for w in p.name.split()}
    for point in books.points:
        others = [stems(other.text) for other in books.points if other is not point]
        words = [word.casefold() for word in re.findall(r"[A-Za-z][a-z]{4,}", point.text)]
        telling = [
            f"{one} {two}"
            for one, two in pairwise(words)
            if f"{one} {two}" in point.text.casefold()
            and not {one, two} & (STOP | COMMON)
            and not {stem(one), stem(two)} & named
            and not any({stem(one), stem(two)} & other for other in others)
        ]
        if telling:
            yield Filling({"topic": telling[0]}, {"ref": point.full_ref}, point.text[:30])


def _month(meeting: MeetingView, books: Books) -> str:
    """As it is said: the year only where the next meeting of that month is another one."""
    coming = [
        m for m in books.boards if m.day and m.day >= books.today and m.month.month == meeting.month.month
    ]
    bare = coming and coming[0] is meeting
    return f"{meeting.month:%B}" if bare else f"{meeting.month:%B %Y}"


def meetings(books: Books) -> Iterator[Filling]:
    for meeting in reversed(books.boards):
        if meeting.day:
            month = _month(meeting, books)
            short = f"{meeting.day.day} {meeting.day:%b %Y}"
            yield Filling(
                {"month": month, "lower": month.casefold(), "day": short},
                {"about": meeting.day.isoformat()},
                full_day(meeting.day),
            )


def agendas(books: Books) -> Iterator[Filling]:
    """The same; the reply has the day in short."""
    for filling, meeting in zip(meetings(books), reversed(books.boards), strict=True):
        yield Filling(
            filling.gaps, filling.slots, f"{meeting.day:%a} {meeting.day.day} " if meeting.day else ""
        )


def deadlines(books: Books) -> Iterator[Filling]:
    for meeting in reversed(books.boards):
        if meeting.day and meeting.report_deadline:
            month = _month(meeting, books)
            yield Filling(
                {"month": month, "lower": month.casefold()},
                {"about": meeting.day.isoformat()},
                full_day(meeting.report_deadline),
            )


def terms(books: Books) -> Iterator[Filling]:
    for entry in books.handbook:
        if entry.kind == "glossary" and re.fullmatch(r"[A-Z]{3,7}", entry.title):
            yield Filling({"term": entry.title, "lower": entry.title.casefold()}, {}, entry.text[:20])


def presented(books: Books) -> Iterator[Filling]:
    """Items of the next agenda by a word of their title that no other item has, with who leads them."""
    titles = [stems(item.title) for item in books.items]
    named = {stem(w.casefold()) for p in books.words.people for w in re.split(r"[\s-]", p.name)}
    for item in books.items:
        words = [word.casefold() for word in re.findall(r"[A-Za-z][a-z]{5,}", item.title)]
        telling = (word for word in words if word not in STOP | COMMON and stem(word) not in named)
        alone = [word for word in telling if sum(stem(word) in other for other in titles) == 1]
        if item.leads and alone:
            yield Filling({"item": alone[0]}, {}, item.leads[0])


def given_to(books: Books) -> Iterator[Filling]:
    """An unfinished action point, and somebody who may take it."""
    for one, person in zip(open_references(books), cycle(books.sitting), strict=False):
        yield Filling(
            {**one.gaps, "name": person.name, "first": person.name.split()[0]},
            {**one.slots, "owners": [person.name]},
            person.name,
        )


def promised(books: Books) -> Iterator[Filling]:
    for person in books.sitting:
        yield Filling({"name": person.name, "lower": person.name.casefold()}, {}, person.name)


@dataclass(frozen=True)
class Ways:
    """Ways to ask for one thing. `slots` beside those of the filling; `fact` where it is always the same."""

    request: str
    fill: Callable[[Books], Iterator[Filling]]
    ways: tuple[str, ...]
    slots: dict[str, Any] = field(default_factory=dict)
    outcome: str = "answered"
    after: tuple[str, ...] = ()


ALL = (
    Ways(
        "contacts.find",
        people,
        (
            "who is {name}", "whats {lower}s number", "how do i get hold of {name}?", "have you got an email for {lower}", "who does {name} work for",
            "contact details for {first} {surname} pls", "need to ring {surname}, have we got a number", "can you tell me where {first} is from",
            "{lower}", "who's {first} again?", "which organisation is {name} with", "phone number for {surname} please",
        ),
    ),
    Ways(
        "contacts.find",
        bodies,
        (
            "who is our contact at {body}", "who represents {lower} on the board", "whos who at {body}", "who do we have from {lower}?", "anyone at {body} i can ring",
            "who sits for {body}", "need a name at {lower} please", "contacts for {body}", "who should i speak to at {lower}",
        ),
    ),
    Ways(
        "contacts.find",
        services,
        ("number for {service}", "how does a resident reach {service}", "who do i ring for {service}", "contact for {service} pls", "{service} phone number?"),
    ),
    Ways(
        "actions.show",
        references,
        (
            "what's happening with {ref}", "wheres {sloppy} up to", "who owns {ref}", "is {ref} done yet", "remind me what {sloppy} was", "any news on {ref}?",
            "whats the latest w {sloppy}", "can i see {ref} please", "when was {ref} due", "show me the history of {ref}", "did anyone ever do {sloppy}",
        ),
    ),
    Ways(
        "actions.show",
        full_references,
        ("what was {full} about", "has {full} been closed?", "pull up {full} please", "who had {full}", "status of {full}"),
    ),
    Ways(
        "actions.show",
        topics,
        (
            "whats happening with the {topic} one", "where are we with {topic}", "any update on {topic}?", "who is doing the {topic} action", "what did we agree to do about {topic}, which action is it",
            "is the {topic} thing finished", "status of the {topic} action please", "how is the {topic} action getting on", "show me the action about {topic}",
        ),
    ),
    Ways(
        "actions.list",
        owners,
        (
            "what does {name} owe", "whats {lower} got outstanding", "anything open for {name}?", "show me {lower}s actions", "what is {name} meant to be doing", "actions for {lower} please",
            "what has {lower} still got to do",
        ),
    ),
    Ways(
        "meetings.next",
        meetings,
        (
            "when is the {month} board", "what date is the {lower} meeting", "when do we meet in {month}?", "where is the {month} board being held", "what time does the {lower} board start",
            "details of the {month} meeting pls", "the board on {day}, where is it",
        ),
    ),
    Ways(
        "meetings.deadline",
        deadlines,
        (
            "when do papers need to be in for {month}", "deadline for {lower} papers?", "by when do you need my report for the {month} board", "whats the RD for {lower}", "last day for sending papers for {month} please",
            "when are reports due for the {lower} meeting",
        ),
    ),
    Ways(
        "meetings.agenda",
        agendas,
        ("whats on the agenda for {month}", "agenda for the {lower} board please", "what are we discussing in {month}", "what did the {lower} board have on its agenda", "can i see the {month} agenda"),
    ),
    Ways(
        "handbook.find",
        terms,
        ("what does {term} stand for", "what is {term}?", "whats a {lower}", "remind me what {term} means pls", "{term} - meaning?", "what on earth is {term}"),
    ),
    Ways(
        "actions.close",
        open_references,
        ("{ref} is done", "please mark {ref} as complete", "can you close {ref}, it went out last week", "we've finished {ref} now", "{ref} can come off the list, all sorted", "tell everyone {ref} is finished"),
        outcome="confirm",
    ),
    Ways(
        "actions.due",
        open_references,
        ("push {ref} to 12 December 2025", "can {ref} have until 12 december", "move {ref} back to 12 Dec please", "{ref} wont be ready till 12 december, can you change the date", "new date for {ref}: 12 December"),
        slots={"due": "2025-12-12"},
        outcome="confirm",
    ),
    Ways(
        "actions.assign",
        given_to,
        ("{ref} should be with {first} now", "can {name} take on {ref} please", "reassign {ref} to {name}", "pass {ref} over to {first}"),
        outcome="confirm",
    ),
    Ways(
        "actions.carry",
        open_references,
        ( "we'll have to carry {ref} forward", "{ref} needs to roll over to the next meeting", "can {ref} be carried over"),
        outcome="confirm",
    ),
    Ways(
        "actions.update",
        open_references,
        ("note on {ref}: still waiting for the supplier", "add an update to {ref} saying we met on tuesday", "for {ref} please record that the draft is with legal"),
        outcome="confirm",
    ),
    Ways(
        "actions.add",
        promised,
        ("log an action for {name} to ring the venue by 12 December", "can you add an action for {lower} to ring the venue please", "please minute that {name} is to ring the venue"),
        outcome="confirm",
    ),
    Ways(
        "contacts.find",
        misspelt,
        ("who is {name}", "number for {name} please", "how do i reach {name}", "{name} email?", "whats {name}s role"),
    ),
    Ways(
        "contacts.find",
        also_called,
        ("who sits for {short}", "who is our {lower} rep", "contact at {lower} please", "who do we have from {short}", "who do i speak to at {lower}?"),
    ),
    Ways(
        "actions.show",
        full_references,
        ("who's got that one", "when is it due", "what's happening with it?", "is it done", "and who owns it"),
        after=("{full}",),
    ),
    Ways(
        "meetings.presenters",
        presented,
        ("who is presenting on {item}", "who does the {item} item", "whos leading on {item} at the board?", "who is speaking about {item} at the next meeting"),
    ),
    Ways(
        "actions.close",
        open_references,
        ("close it", "that one is finished, it went out in september", "you can mark it as done please"),
        outcome="confirm",
        after=("{ref}",),
    ),
    Ways(
        "actions.list",
        owners,
        ("and for {name}?", "what about {lower}", "same for {name} please"),
        after=("what is overdue",),
    ),
    Ways(
        "meetings.deadline",
        deadlines,
        ("and when are papers due for {month}?", "what about {lower}"),
        after=("when do papers need to be in",),
    ),
    Ways(
        "meetings.next",
        meetings,
        ("and {month}?", "what about the {lower} one"),
        after=("when is the next board",),
    ),
    Ways(
        "answers",
        owners,
        ("when is the next board and what does {name} owe", "whats on the agenda and what has {lower} got outstanding?", "what does {name} owe, and when are papers due"),
    ),
    Ways(
        "answers",
        references,
        ("what's {ref} about and when do we meet next", "who is the chair? and where are we with {ref}"),
    ),
)  # fmt: skip


def meanings(books: Books) -> Iterator[Meaning]:
    """Each way with each of its fillings, as what it should lead to."""
    for each in ALL:
        fillings = list(each.fill(books))
        for number, way in enumerate(each.ways):
            start = number * EACH % max(len(fillings), 1)
            for filling in islice(cycle(fillings), start, start + EACH) if fillings else ():
                yield Meaning(
                    each.request,
                    (way.format(**filling.gaps),),
                    {**filling.slots, **each.slots} if each.request != "answers" else {},
                    filling.fact,
                    each.outcome,
                    books.secretariat,
                    tuple(before.format(**filling.gaps) for before in each.after),
                )
