"""What planning an import has at hand: the paper, the books as they stand, and the days the paper speaks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from store.books import OpenBooks
from store.errors import NotFound
from store.names import plain
from store.papers.importing.age import Seen
from store.papers.importing.groups import Groups, WantedGroup
from store.papers.importing.names import KnownBody, PrintedBody, employer, formerly, known_as, taken_apart
from store.papers.paper import Apology, Attendee, Member, Paper
from store.papers.sources import source_of
from store.tables import Capacity, Group, Organisation, Person

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Scene:
    """The paper beside the books. `bodies` are the organisations of both, `people` those of the books by name.

    `seen` is when the books know of people; an older paper changes nothing about somebody seen later.
    """

    paper: Paper
    books: OpenBooks
    groups: Groups
    bodies: tuple[KnownBody, ...]
    people: dict[str, Person]
    seen: Seen

    @property
    def told(self) -> date | None:
        """The day whose state of things the paper tells: the meeting it goes to, or the first day of a plan.

        None for a paper without a date.
        """
        heads = (self.paper.meeting, self.paper.minutes.meeting if self.paper.minutes else None)
        met = self.paper.reported_to or next((head.date for head in heads if head and head.date), None)
        return met or self.paper.valid_from

    @property
    def day(self) -> date:
        """The day on which the people listed sat: that of the minutes, else of the paper, else today."""
        minuted = self.paper.minutes.meeting.date if self.paper.minutes else None
        return minuted or self.paper.raised_at or self.told or self.books.today

    @property
    def minuting_group(self) -> WantedGroup:
        """The group whose minutes and register the paper holds: the Board unless it names another."""
        head = self.paper.minutes.meeting if self.paper.minutes else self.paper.meeting
        return self.groups.titled(head.title) if head else self.groups.board

    @cached_property
    def held(self) -> Sequence[date]:
        """The days on which that group has met up to now, as the books know them, the latest first."""
        group = self.books.directory.group_named(self.minuting_group.name)
        return self.books.calendar.held(group, self.books.today) if group else ()

    def source(self, line: int) -> str:
        """Where a line of this paper is to be found again, and the day it speaks for."""
        return source_of(self.paper.name, self.paper.place(line), self.told)

    def organisation(self, printed: str) -> str | None:
        """The name under which the books keep the organisation printed here; None where it is none."""
        body = taken_apart(printed)
        known = known_as(body, self.bodies) if body else employer(printed, self.bodies)
        return known.name if known else None

    def person(self, name: str) -> Person | None:
        """Somebody of the books by full name, title and case aside."""
        return self.people.get(plain(name))

    def is_current_for(self, person: Person | None) -> bool:
        """Whether the paper is not older than what the books know of that person."""
        last = self.seen.last.get(person.id) if person else None
        return self.told is not None and (last is None or last <= self.day)


def scene_of(paper: Paper, books: OpenBooks) -> Scene:
    """Lay the paper beside the books. Reads, writes nothing."""
    people = books.directory.by_name()
    return Scene(
        paper, books, Groups.of(paper, books), bodies_of(paper, books, people), people, Seen.of(books)
    )


def printed_organisations(paper: Paper) -> Iterable[tuple[str, str | None, int]]:
    """Every organisation that the paper's lists of people name, with who is printed beside it and the line."""
    entries: tuple[Attendee | Apology | Member, ...] = (*paper.attendance, *paper.apologies, *paper.members)
    for entry in entries:
        if entry.organisation.strip():
            yield entry.organisation, entry.name, entry.line


def bodies_of(paper: Paper, books: OpenBooks, people: dict[str, Person]) -> tuple[KnownBody, ...]:
    """The organisations of the books, and those that the paper adds, the shortest names first.

    A name without a department must be known before the name with one can be recognised as the same.
    """
    rows = books.directory.organisations()
    known = [KnownBody(row.name, tuple(filter(None, (row.short_name, *row.aliases)))) for row in rows]
    printed = [
        (body, person) for name, person, _line in printed_organisations(paper) if (body := taken_apart(name))
    ]
    names = {row.id: row.name for row in rows}
    for body, person in printed:
        sits = people[plain(person)].memberships if person and plain(person) in people else []
        seats = {names.get(m.organisation_id or 0) for m in sits if m.capacity is not Capacity.GUEST}
        known = with_new_name(known, body, [each for each in known if each.name in seats])
    for body, _person in sorted(printed, key=lambda each: (len(each[0].name), each[0].name)):
        known = with_body(known, body)
    return tuple(known)


def with_new_name(known: list[KnownBody], body: PrintedBody, held: Sequence[KnownBody]) -> list[KnownBody]:
    """The known organisations, one of them with a newer name, where the person printed beside it sits for that one."""
    before = formerly(body, held, known) if known_as(body, known) is None else None
    if before is None:
        return known
    acronym = (body.acronym,) if body.acronym else ()
    now = KnownBody(before.name, (*before.also, body.name, *acronym), renamed=body.name)
    return [now if each is before else each for each in known]


def with_body(known: list[KnownBody], body: PrintedBody) -> list[KnownBody]:
    """The known organisations with this one, or with its acronym beside the name it is known by."""
    same = known_as(body, known)
    acronym = (body.acronym,) if body.acronym else ()
    if same is None:
        return [*known, KnownBody(body.name, acronym)]
    if not acronym or same.name == body.acronym or set(acronym) <= set(same.also):
        return known
    return [replace(each, also=(*each.also, *acronym)) if each is same else each for each in known]


def the_group(books: OpenBooks, name: str) -> Group:
    """The group of that name. Raises NotFound, which an import in the order of its plan never does."""
    return _found(books.directory.group_named(name), name)


def the_person(books: OpenBooks, name: str) -> Person:
    """The person of that name. Raises NotFound."""
    return _found(books.directory.person_named(name), name)


def the_organisation(books: OpenBooks, name: str | None) -> Organisation | None:
    """The organisation of that name; None for none. Raises NotFound."""
    return _found(books.directory.organisation_named(name), name) if name else None


def _found(thing: Thing | None, name: str) -> Thing:
    if thing is None:
        raise NotFound(f"{name} is not in the books, so the import stopped. Nothing was changed.")
    return thing
