"""The directory laid out for bringing in a contact file, and what each kind of row does to it."""

from collections.abc import Iterable

from store.books import OpenBooks
from store.contact_details import digits_of
from store.errors import Conflict
from store.exchange.rows import ContactRow, several
from store.names import plain
from store.tables import Capacity, Group, Membership, Organisation, Person, ServiceContact


class Bench:
    """The directory laid out by name, so that no row costs a query; new things are laid beside it as they are made."""

    def __init__(self, books: OpenBooks) -> None:
        self.books = books
        directory = books.directory
        self.people = directory.by_name()
        self.everybody = list({person.id: person for person in self.people.values()}.values())
        self.namesakes = _repeated(plain(person.name) for person in directory.everybody())
        self.emails = {p.email.casefold(): p for p in self.everybody if p.email}
        self.bodies = {
            plain(name): body
            for body in reversed(directory.organisations())
            for name in (*body.aliases, *filter(None, (body.short_name,)), body.name)
        }
        self.groups = {
            plain(name): group for group in directory.groups() for name in (group.short_name, group.name)
        }
        self.services = {plain(service.name): service for service in directory.services()}

    def person(self, row: ContactRow) -> Person | None:
        """Whoever is meant: by address, else by name."""
        return (self.emails.get(row.email.casefold()) if row.email else None) or self.people.get(
            plain(row.name)
        )

    def group(self, row: ContactRow) -> Group | None:
        """The group of a seat; None for the Board."""
        group = self.groups.get(plain(row.group)) if row.group else None
        return None if group is None or group.is_board else group


def _repeated(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]  # set.add


def same(what: str, before: str, after: str) -> bool:
    """Whether two details say the same: numbers by their digits, names without titles, addresses without case."""
    if what == "phone":
        return digits_of(before) == digits_of(after)
    if what == "name":
        return plain(before) == plain(after)
    return before.casefold() == after.casefold() if what == "e-mail" else before == after


def held(row: ContactRow, person: Person, bench: Bench) -> Membership | None:
    """The seat that a row means: of that organisation and group, the one that begins then, or holds then."""
    body, group = bench.bodies.get(plain(row.organisation)), bench.group(row)
    if row.organisation and body is None:
        return None
    place = (body.id if body else None, group.id if group else None)
    seats = [m for m in person.memberships if (m.organisation_id, m.group_id) == place]
    on = row.since or row.until or bench.books.today
    exact = [m for m in seats if m.from_date == row.since and m.until_date == row.until]
    holding = [m for m in seats if m.current(on)]
    return next(iter((*exact, *holding)), None)


def put_body(row: ContactRow, bench: Bench) -> None:
    """Add an organisation, or what else it is called and whether it has a duty to sit."""
    body = bench.bodies.get(plain(row.name))
    if body is None:
        body = Organisation(
            partnership_id=bench.books.partnership.id, name=row.name, aliases=[], statutory=False
        )
        bench.books.session.add(body)
        bench.bodies[plain(row.name)] = body
    known = {plain(name) for name in (body.name, body.short_name or "", *body.aliases)}
    new = [name for name in row.also if plain(name) not in known]
    for name in new:
        bench.bodies.setdefault(plain(name), body)
    if new:
        body.aliases = [*body.aliases, *new]
    body.statutory = body.statutory or row.statutory


def put_person(row: ContactRow, bench: Bench) -> None:
    """Add somebody, or correct how they are called and reached."""
    person = bench.person(row)
    if person is None:
        person = Person(partnership_id=bench.books.partnership.id, name=row.name, memberships=[])
        bench.books.session.add(person)
        bench.people[plain(row.name)] = person
    if plain(person.name) != plain(row.name):
        person.name = row.name
        bench.people[plain(row.name)] = person
    for column, said in (("title", row.title), ("email", row.email), ("phone", row.phone)):
        if said and not same(_WHAT[column], getattr(person, column) or "", said):
            setattr(person, column, said)
    if row.email:
        bench.emails[row.email.casefold()] = person


_WHAT = {"title": "title", "email": "e-mail", "phone": "phone"}


def put_seat(row: ContactRow, bench: Bench) -> None:
    """Let somebody sit, from today on where no day is given, or correct the seat they have."""
    person = bench.person(row)
    if person is None:
        raise Conflict(f"{row.name} is not in the directory any more. Nothing was changed.")
    seat = held(row, person, bench) if person.id else None
    if seat is None:
        group = bench.group(row)
        seat = Membership(
            partnership_id=bench.books.partnership.id,
            person=person,
            organisation=bench.bodies.get(plain(row.organisation)),
            group_id=group.id if group else None,
            capacity=row.capacity or Capacity.MEMBER,
            from_date=row.since or (None if row.until else bench.books.today),
            source=None,
        )
        bench.books.session.add(seat)
    seat.capacity = row.capacity or seat.capacity
    seat.role = row.role or seat.role
    seat.from_date, seat.until_date = row.since or seat.from_date, row.until or seat.until_date


def put_service(row: ContactRow, bench: Bench) -> None:
    """Write how the public reaches a service."""
    service = bench.services.get(plain(row.name))
    if service is None:
        service = ServiceContact(partnership_id=bench.books.partnership.id, name=row.name, topics=[])
        bench.books.session.add(service)
        bench.services[plain(row.name)] = service
    service.phones, service.emails = list(several(row.phone)), list(several(row.email))
    service.urls = list(row.web)
    if row.topics:
        service.topics = list(row.topics)
