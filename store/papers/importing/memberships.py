"""Memberships from the lists of a paper: who is new, who is seen again, and in another capacity from now on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.names import plain
from store.papers.importing.age import Ages
from store.papers.importing.lapses import lapsed, lapsing
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_organisation, the_person
from store.papers.importing.sittings import CHAIR, VICE_CHAIR, Sitting, chairs_named, sittings
from store.tables import Capacity, Group, Membership, Organisation, Person

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """For whom somebody sits, and where: `group` is None for the Board."""

    organisation: str | None
    group: str | None

    def held_by(self, person: Person | None, books: OpenBooks) -> list[Membership]:
        """The person's memberships of this place, whenever they were."""
        organisation = books.directory.organisation_named(self.organisation) if self.organisation else None
        group = self.group_row(books)
        if person is None or bool(self.organisation) != bool(organisation) or bool(self.group) != bool(group):
            return []
        wanted = (organisation.id if organisation else None, group.id if group else None)
        return [m for m in books.directory.memberships(person) if (m.organisation_id, m.group_id) == wanted]

    def group_row(self, books: OpenBooks) -> Group | None:
        """The group where the books have it; None for the Board."""
        return books.directory.group_named(self.group) if self.group else None


def place_of(scene: Scene, organisation: str | None) -> Place:
    """A seat for that organisation in the group whose minutes the paper holds."""
    group = scene.minuting_group
    return Place(organisation, None if group.is_board else group.name)


def on_day(memberships: list[Membership], on: date) -> Membership | None:
    """The one that holds on that day, the latest begun first."""
    holding = [m for m in memberships if m.current(on)]
    return max(holding, key=lambda m: (m.from_date or date.min, m.id), default=None)


def span(memberships: list[Membership], on: date) -> tuple[date | None, date | None]:
    """From when until when a membership seen `on` a day may hold beside those that do not hold then.

    Open ends are None. It ends before a later one begins, and begins on that day where an earlier one has ended.
    """
    later = [m.from_date for m in memberships if m.from_date and m.from_date > on]
    ended = any(m.until_date and m.until_date < on for m in memberships)
    return on if ended else None, min(later) - ONE_DAY if later else None


def holders(scene: Scene, role: str) -> list[tuple[Person, Membership]]:
    """Who holds a role in the books on the paper's day, or from a later one; not who has been unseen for a year."""
    ending = {m.id for _person, m in lapsing(scene)}
    return [
        (person, m)
        for person in scene.people.values()
        for m in person.memberships
        if m.role == role and (m.until_date is None or m.until_date >= scene.day) and m.id not in ending
    ]


def role_in(scene: Scene, role: str) -> str:
    """A role as the books name it: below the Board with its group, for it gives no rights over the Board's books."""
    group = scene.minuting_group
    return role if group.is_board else f"{role} of the {group.name}"[:100]


def plan_memberships(scene: Scene) -> Iterator[Entry]:
    """What becomes of each seat that the lists show."""
    again: list[int] = []
    ages = Ages.of(scene.books, "membership", [m.id for p in scene.people.values() for m in p.memberships])
    given: set[str] = set()
    undated = scene.told is None
    for seen in sittings(scene):
        sitting, remark = _with_role(_where_they_sit(seen, scene), scene, given)
        place = place_of(scene, sitting.organisation)
        held = place.held_by(scene.person(sitting.name), scene.books)
        # A list without a date may be of any age: it brings nobody back who has sat there and left.
        current = on_day(held, scene.day) or (
            max(held, key=lambda m: m.id, default=None) if undated else None
        )
        if current is None:
            since, until = span(held, scene.day)
            if until is None and scene.told and lapsed(scene.day, scene):
                until = scene.day
            seen_on = scene.day if scene.told else None
            step = partial(_start, Start(sitting, place, since, until, scene.source(sitting.line), seen_on))
            ended = f", until {day(until)}" if until else ""
            yield Entry(Section.MEMBERSHIP, Kind.ADD, f"{sitting}{ended}{remark}", sitting.line, step)
        else:
            yield _beside(sitting, current, remark, scene, ages)
            again += [current.id] if scene.told and not _seen_then(current, scene.day) else []
    if again:
        step = partial(_see, tuple(again), scene.day)
        seats = "seat that the books have is" if len(again) == 1 else "seats that the books have are"
        sentence = f"{len(again)} {seats} shown on {day(scene.day)}"
        yield Entry(Section.MEMBERSHIP, Kind.CHANGE, sentence, 0, step)


def _where_they_sit(sitting: Sitting, scene: Scene) -> Sitting:
    """Whoever is named without an organisation sits where the books have them sitting in that group on that day."""
    person = None if sitting.organisation else scene.person(sitting.name)
    if person is None:
        return sitting
    group = place_of(scene, None).group_row(scene.books)
    theirs = scene.books.directory.memberships(person)
    held = on_day([m for m in theirs if m.group_id == (group.id if group else None)], scene.day)
    if held is None or held.organisation_id is None:
        return sitting
    return replace(sitting, organisation=scene.books.session.get_one(Organisation, held.organisation_id).name)


def _seen_then(membership: Membership, on: date) -> bool:
    """Whether papers have shown it by that day and on it, or after."""
    first, last = membership.seen_first, membership.seen_last
    return first is not None and last is not None and first <= on <= last


def _see(ids: tuple[int, ...], on: date, books: OpenBooks) -> None:
    """A capacity that changed meanwhile has begun a seat of its own, which has its own day."""
    for membership_id in ids:
        membership = books.session.get_one(Membership, membership_id)
        if membership.until_date is None or on <= membership.until_date:
            saw(membership, on)
    books.session.flush()


def saw(membership: Membership, on: date) -> None:
    """A paper shows the seat on that day."""
    membership.seen_first = min(filter(None, (membership.seen_first, on)))
    membership.seen_last = max(filter(None, (membership.seen_last, on)))


def _with_role(sitting: Sitting, scene: Scene, given: set[str]) -> tuple[Sitting, str]:
    """The sitting with the role it may have, and a remark where somebody else holds that role.

    Whoever takes the chair or the minutes once does not become Chair or Support Officer beside the one there is.
    """
    if sitting.role is None:
        return sitting, ""
    role = role_in(scene, sitting.role)
    leaving = {plain(succession.left) for succession in scene.paper.successions}
    others = [
        person.name
        for person, _membership in holders(scene, role)
        if plain(person.name) != plain(sitting.name) and plain(person.name) not in leaving
    ]
    if others and plain(sitting.name) in chairs_named(scene):
        return replace(sitting, role=None), ""  # it changes hands: see `import_successions.plan_roles`
    if others or role in given:
        remark = f"; {others[0]} stays {role}" if others else f"; somebody else is {role}"
        return replace(sitting, role=None), remark
    given.add(role)
    return replace(sitting, role=role), ""


def _beside(sitting: Sitting, current: Membership, remark: str, scene: Scene, ages: Ages) -> Entry:
    """A seat that the books have: its capacity where the paper is newer, and a role that is missing."""
    by_hand = ages.by_hand([current.id])
    may_change = scene.is_current_for(scene.person(sitting.name)) and not (by_hand and by_hand >= scene.day)
    capacity, role = current.capacity, current.role
    otherwise = not sitting.weak and capacity is not sitting.capacity
    if otherwise and scene.told and (may_change or capacity is Capacity.IN_ATTENDANCE):
        capacity = sitting.capacity
    if role is None and not by_hand:
        role = sitting.role
    if (capacity, role) == (current.capacity, current.role):
        left = ", left: the books are newer" if otherwise else ""
        chaired = "; took the chair" if (role, sitting.role) == (VICE_CHAIR, CHAIR) else ""
        shown = str(replace(sitting, role=role, capacity=capacity))
        return Entry(Section.MEMBERSHIP, Kind.SAME, f"{shown}{left}{chaired}{remark}", sitting.line)
    said = [f"{current.capacity} -> {capacity}"] if capacity is not current.capacity else []
    said += [f"role: {current.role or 'none'} -> {role}"] if role != current.role else []
    place = place_of(scene, sitting.organisation)
    step = partial(_amend, Amendment(sitting.name, place, scene.day, capacity, role))
    sentence = f"{sitting.name}, {sitting.organisation or 'no organisation'}: {'; '.join(said)}{remark}"
    return Entry(Section.MEMBERSHIP, Kind.CHANGE, sentence, sitting.line, step)


@dataclass(frozen=True, slots=True)
class Start:
    """A seat that is new to the books."""

    sitting: Sitting
    place: Place
    since: date | None
    until: date | None
    source: str
    seen_on: date | None


def _start(start: Start, books: OpenBooks) -> None:
    membership = books.directory.add_membership(
        the_person(books, start.sitting.name),
        the_organisation(books, start.place.organisation),
        start.sitting.capacity,
        start.since,
        until=start.until,
        role=start.sitting.role,
        group=start.place.group_row(books),
    )
    membership.source = start.source[:300]
    membership.seen_first = membership.seen_last = start.seen_on
    books.session.flush()


@dataclass(frozen=True, slots=True)
class Amendment:
    """What becomes of the seat that somebody has on that day."""

    name: str
    place: Place
    day: date
    capacity: Capacity
    role: str | None


def _amend(amendment: Amendment, books: OpenBooks) -> None:
    """Another capacity begins with the meeting that shows it, if papers have shown the earlier one before."""
    current = seat(amendment.name, amendment.place, amendment.day, books)
    if current is None:
        return
    another = current.capacity is not amendment.capacity
    if another and current.seen_first is not None and current.seen_first < amendment.day:
        current = begun_anew(current, the_person(books, amendment.name), amendment.day, books)
    current.capacity, current.role = amendment.capacity, amendment.role
    books.session.flush()


def begun_anew(held: Membership, person: Person, on: date, books: OpenBooks) -> Membership:
    """The same seat as a new entry without role from that day, the old one ending the day before."""
    if held.from_date == on:
        held.role = None
        return held
    until, seen = held.until_date, held.seen_last
    held.until_date = on - ONE_DAY
    held.seen_last = min(seen, on - ONE_DAY) if seen else None
    renewed = books.directory.add_membership(person, None, held.capacity, on, until=until)
    renewed.organisation_id, renewed.group_id = held.organisation_id, held.group_id
    renewed.seen_first = renewed.seen_last = max(seen, on) if seen else on
    renewed.source = held.source
    books.session.flush()
    return renewed


def seat(name: str, place: Place, on: date, books: OpenBooks) -> Membership | None:
    """The membership of that place which somebody holds on that day, as the books have it by now."""
    return on_day(place.held_by(the_person(books, name), books), on)
