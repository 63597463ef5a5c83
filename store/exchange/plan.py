"""What bringing in a contact file would do to the directory: planned, shown, then carried out as one change.

People are known again by their e-mail address, else by their name. What a file leaves empty stays as it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.books import OpenBooks
from store.errors import Conflict, Invalid
from store.exchange.bench import Bench, held, put_body, put_person, put_seat, put_service, same
from store.exchange.csv_files import read_csv
from store.exchange.rows import ORGANISATION, PERSON, ContactRow, Problem, refusal, several
from store.exchange.vcards import read_vcards
from store.names import plain
from store.tables import Capacity, Membership, Person

LARGEST = 5_000_000  # bytes


def read_contacts(content: bytes, name: str) -> list[ContactRow]:
    """The rows of a CSV or vCard file. Raises Invalid with a sentence where it cannot be read."""
    if len(content) > LARGEST:
        raise Invalid(f"{name} is larger than five megabytes. Nothing was changed; please send it in parts.")
    if not content.strip():
        raise Invalid(f"{name} is empty. Nothing was changed; look whether it was saved, and send it again.")
    is_card = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:11].upper() == b"BEGIN:VCARD"
    return read_vcards(content, name) if is_card else read_csv(content, name)


class Kind(StrEnum):
    """What becomes of something in a file."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"


class Section(StrEnum):
    """The parts of the directory, as a plan calls them."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEMBERSHIP = "seat"
    SERVICE_CONTACT = "service contact"


Step = Callable[[Bench], None]


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of something in a file. Lines are equal when they say the same."""

    section: Section
    kind: Kind
    sentence: str
    row: int
    step: Step | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.kind}: {self.section}: {self.sentence} (row {self.row})"


@dataclass(frozen=True, slots=True)
class ContactsPlan:
    """All that a file would add, change and leave."""

    name: str
    rows: tuple[ContactRow, ...]
    lines: tuple[Line, ...]

    @property
    def changes_anything(self) -> bool:
        """Whether carrying it out would alter the books."""
        return any(line.kind is not Kind.SAME for line in self.lines)

    def altering(self) -> list[Line]:
        """What it adds and changes."""
        return [line for line in self.lines if line.kind is not Kind.SAME]

    def summary(self) -> str:
        """In one sentence: “Adds 12 people and 3 organisations; changes 4; leaves 20 as they are”."""
        counted = [
            f"{count:,} {one if count == 1 else many}"
            for section, one, many in _CALLED
            if (count := sum(line.section is section and line.kind is Kind.ADD for line in self.lines))
        ]
        changes = sum(line.kind is Kind.CHANGE for line in self.lines)
        same = sum(line.kind is Kind.SAME for line in self.lines)
        added = " and ".join((", ".join(counted[:-1]), counted[-1]) if len(counted) > 1 else counted)
        leaves = f"; leaves {same:,} as {'it is' if same == 1 else 'they are'}" if same else ""
        return f"Adds {added or 'nothing'}; changes {f'{changes:,}' if changes else 'nothing'}{leaves}."


_CALLED = (
    (Section.PERSON, "person", "people"),
    (Section.ORGANISATION, "organisation", "organisations"),
    (Section.MEMBERSHIP, "seat", "seats"),
    (Section.SERVICE_CONTACT, "service contact", "service contacts"),
)


def plan_contacts(rows: list[ContactRow], name: str, books: OpenBooks) -> ContactsPlan:
    """What becomes of each row. Raises Invalid that names every row which does not go with the books."""
    bench = Bench(books)
    planner = _Planner(bench)
    problems = [problem for row in rows if (problem := _unfit(row, bench))]
    if problems:
        raise Invalid(refusal(name, problems))
    lines = tuple(line for row in _organisations_first(rows) for line in planner.of(row))
    return ContactsPlan(name, tuple(rows), lines)


def _organisations_first(rows: list[ContactRow]) -> list[ContactRow]:
    """What seats refer to comes before them, whatever the order of the file."""
    return sorted(rows, key=lambda row: row.kind != ORGANISATION)


def _unfit(row: ContactRow, bench: Bench) -> Problem | None:
    if row.kind == PERSON and row.group and plain(row.group) not in bench.groups:
        return Problem(row.line, f"there is no group “{row.group[:40]}”")
    if row.kind == PERSON and not row.email and plain(row.name) in bench.namesakes:
        return Problem(
            row.line, f"several people are called {row.name}; an e-mail address would tell which is meant"
        )
    return None


class _Planner:
    """Goes through the rows in order and knows what earlier ones add."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.new: set[tuple[str, str]] = set()

    def of(self, row: ContactRow) -> Iterator[Line]:
        if row.kind == ORGANISATION:
            yield self._organisation(row)
        elif row.kind == PERSON:
            yield from self._person(row)
        else:
            yield self._service(row)

    def _first(self, kind: str, name: str) -> bool:
        key = (kind, plain(name))
        if key in self.new:
            return False
        self.new.add(key)
        return True

    def _organisation(self, row: ContactRow) -> Line:
        body = self.bench.bodies.get(plain(row.name))
        if body is None:
            sentence = f"{row.name}{_much_like(row.name, self.bench)}"
            return Line(Section.ORGANISATION, Kind.ADD, sentence, row.line, lambda b: put_body(row, b))
        known = {plain(name) for name in (body.name, body.short_name or "", *body.aliases)}
        new = [name for name in row.also if plain(name) not in known]
        duty = row.statutory and not body.statutory
        if not new and not duty:
            return Line(Section.ORGANISATION, Kind.SAME, body.name, row.line)
        told = [f"also called {', '.join(new)}"] if new else []
        told += ["a statutory member"] if duty else []
        sentence = f"{body.name}: {'; '.join(told)}"
        return Line(Section.ORGANISATION, Kind.CHANGE, sentence, row.line, lambda b: put_body(row, b))

    def _person(self, row: ContactRow) -> Iterator[Line]:
        person = self.bench.person(row)
        unknown = row.organisation and plain(row.organisation) not in self.bench.bodies
        if unknown and self._first(ORGANISATION, row.organisation):
            new = ContactRow(row.line, ORGANISATION, row.organisation)
            sentence = f"{row.organisation}{_much_like(row.organisation, self.bench)}"
            yield Line(Section.ORGANISATION, Kind.ADD, sentence, row.line, lambda b: put_body(new, b))
        if person is None and self._first(PERSON, row.name):
            yield Line(Section.PERSON, Kind.ADD, row.name, row.line, lambda b: put_person(row, b))
        elif person is not None:
            yield self._details(row, person)
        if row.organisation or row.capacity or row.role:
            yield self._seat(row, person)

    def _details(self, row: ContactRow, person: Person) -> Line:
        told = [
            f"{what}: {before or 'none'} -> {after}"
            for what, before, after in (
                ("name", person.name, row.name),
                ("title", person.title, row.title),
                ("e-mail", person.email, row.email),
                ("phone", person.phone, row.phone),
            )
            if after and not same(what, before or "", after)
        ]
        if not told:
            return Line(Section.PERSON, Kind.SAME, person.name, row.line)
        sentence = f"{person.name}, {'; '.join(told)}"
        return Line(Section.PERSON, Kind.CHANGE, sentence, row.line, lambda b: put_person(row, b))

    def _seat(self, row: ContactRow, person: Person | None) -> Line:
        said = f"{row.name}, {_called(row)}"
        seat = held(row, person, self.bench) if person else None
        if seat is None:
            return Line(Section.MEMBERSHIP, Kind.ADD, said, row.line, lambda b: put_seat(row, b))
        changes = _seat_changes(row, seat)
        if not changes:
            return Line(Section.MEMBERSHIP, Kind.SAME, said, row.line)
        sentence = f"{row.name}: {'; '.join(changes)}"
        return Line(Section.MEMBERSHIP, Kind.CHANGE, sentence, row.line, lambda b: put_seat(row, b))

    def _service(self, row: ContactRow) -> Line:
        service = self.bench.services.get(plain(row.name))
        after = ", ".join((*several(row.phone), *several(row.email), *row.web))
        if service is None:
            sentence = f"{row.name}: {after}"
            return Line(Section.SERVICE_CONTACT, Kind.ADD, sentence, row.line, lambda b: put_service(row, b))
        before = ", ".join((*service.phones, *service.emails, *service.urls))
        topics = row.topics and list(row.topics) != service.topics
        if before == after and not topics:
            return Line(Section.SERVICE_CONTACT, Kind.SAME, service.name, row.line)
        sentence = f"{service.name}: {before or 'nothing'} -> {after}"
        if topics:
            sentence += f" (for {', '.join(row.topics)})"
        return Line(Section.SERVICE_CONTACT, Kind.CHANGE, sentence, row.line, lambda b: put_service(row, b))


def _much_like(name: str, bench: Bench) -> str:
    """A word about the organisation of the books whose name has one letter otherwise; short ones always have."""
    found = process.extractOne(
        plain(name), bench.bodies.keys(), scorer=OSA.distance, score_cutoff=1 if len(name) > 4 else 0
    )
    return f", spelt much like {bench.bodies[found[0]].name}" if found else ""


def _called(row: ContactRow) -> str:
    capacity = row.capacity or Capacity.MEMBER
    role = f"{row.role}, " if row.role else ""
    place = f" for {row.organisation}" if row.organisation else ""
    group = f" in {row.group}" if row.group else ""
    until = f", until {row.until.isoformat()}" if row.until else ""
    return f"{role}{capacity}{place}{group}{until}"


def _seat_changes(row: ContactRow, held: Membership) -> list[str]:
    said = []
    if row.capacity and row.capacity is not held.capacity:
        said.append(f"{held.capacity} -> {row.capacity}")
    if row.role and row.role != (held.role or ""):
        said.append(f"role: {held.role or 'none'} -> {row.role}")
    if row.since and row.since != held.from_date:
        said.append(f"from: {held.from_date or 'unknown'} -> {row.since}")
    if row.until and row.until != held.until_date:
        said.append(f"until: {held.until_date or 'open'} -> {row.until}")
    return said


def apply_contacts(plan: ContactsPlan, books: OpenBooks) -> None:
    """Make it so within the caller's transaction. Raises Conflict when the books have changed since it was planned."""
    now = plan_contacts(list(plan.rows), plan.name, books)
    if now.lines != plan.lines:
        raise Conflict(
            f"The directory has changed since {plan.name} was shown. Nothing was changed; please look at it again."
        )
    bench = Bench(books)
    with books.session.no_autoflush:
        for line in now.lines:
            if line.step and line.kind is not Kind.SAME:
                line.step(bench)
    books.session.flush()
