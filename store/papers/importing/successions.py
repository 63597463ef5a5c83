"""Who followed whom, who left, and who was elected: what minutes say of seats, each on the day of the meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.names import plain
from store.papers.importing.memberships import (
    ONE_DAY,
    Place,
    begun_anew,
    holders,
    on_day,
    place_of,
    role_in,
    saw,
    seat,
    span,
)
from store.papers.importing.people import succession_is_clear
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_organisation, the_person
from store.papers.importing.sittings import Sitting, chairs_named, role_of, sittings
from store.papers.paper import RoleChange, Succession
from store.tables import Capacity, Membership, Person

NAMED = "named"  # the kind of a change that no minutes tell: somebody else is called so from now on


@dataclass(frozen=True, slots=True)
class Handover:
    """One person in the place of another from a meeting on. `fresh`: the books know of no earlier sitting."""

    joined: str
    left: str
    place: Place
    capacity: Capacity
    day: date
    fresh: bool
    source: str


def plan_successions(scene: Scene) -> Iterator[Entry]:
    """What becomes of each "X replaced Y": Y's seat ends the day before the meeting, X's begins with it."""
    for succession in scene.paper.successions:
        said = f"{succession.joined} replaced {succession.left}"
        if not succession_is_clear(scene, succession.joined, succession.left, succession.organisation):
            sentence = f"{said}: the paper does not say for which organisation"
            yield Entry(Section.SUCCESSION, Kind.UNSURE, sentence, succession.line)
            continue
        yield _succession(said, _handover(succession, scene), scene, succession.line)


def _handover(succession: Succession, scene: Scene) -> Handover:
    listed = _listed(succession.joined, scene)
    leaver = _seat_of(scene.person(succession.left), scene.day - ONE_DAY, scene)
    organisation = (
        scene.organisation(succession.organisation)
        or (listed.organisation if listed else None)
        or (_organisation_of(leaver, scene) if leaver else None)
    )
    capacity = leaver.capacity if leaver else Capacity.MEMBER
    joined = scene.person(succession.joined)
    first = scene.seen.first.get(joined.id) if joined else None
    return Handover(
        succession.joined,
        succession.left,
        place_of(scene, organisation),
        listed.capacity if listed and not listed.weak else capacity,
        scene.day,
        fresh=first is None or first >= scene.day,
        source=scene.source(succession.line)[:300],
    )


def _listed(name: str, scene: Scene) -> Sitting | None:
    return next((s for s in sittings(scene) if plain(s.name) == plain(name)), None)


def _seat_of(person: Person | None, on: date, scene: Scene) -> Membership | None:
    return on_day(scene.books.directory.memberships(person), on) if person else None


def _organisation_of(membership: Membership, scene: Scene) -> str | None:
    rows = scene.books.directory.organisations()
    return next((row.name for row in rows if row.id == membership.organisation_id), None)


def _succession(said: str, handover: Handover, scene: Scene, line: int) -> Entry:
    left, joined = scene.person(handover.left), scene.person(handover.joined)
    theirs = on_day(handover.place.held_by(joined, scene.books), handover.day)
    gone = left is not None and on_day(handover.place.held_by(left, scene.books), handover.day) is None
    shown = f"{said}{f' for {handover.place.organisation}' if handover.place.organisation else ''}"
    if gone and left and theirs and theirs.replaces_id == left.id:
        return Entry(Section.SUCCESSION, Kind.SAME, shown, line)
    last = scene.seen.last.get(left.id) if left else None
    if scene.told is None or (last is not None and last >= handover.day):
        return Entry(Section.SUCCESSION, Kind.SAME, f"{shown}, left: the books are newer", line)
    kind = Kind.CHANGE if left or theirs else Kind.ADD
    sentence = f"{shown} from {day(handover.day)}"
    return Entry(Section.SUCCESSION, kind, sentence, line, partial(_hand_over, handover))


def _hand_over(handover: Handover, books: OpenBooks) -> None:
    left, joined = the_person(books, handover.left), the_person(books, handover.joined)
    organisation = the_organisation(books, handover.place.organisation)
    group = handover.place.group_row(books)
    last_day = handover.day - ONE_DAY
    before = seat(handover.left, handover.place, last_day, books)
    if before is None:
        before = books.directory.add_membership(
            left, organisation, handover.capacity, None, until=last_day, group=group
        )
        before.source = handover.source
        saw(before, last_day)
    elif before.until_date is None:
        books.directory.end_membership(before, last_day)
    after = seat(handover.joined, handover.place, handover.day, books)
    if after is None:
        _since, until = span(handover.place.held_by(joined, books), handover.day)
        after = books.directory.add_membership(
            joined, organisation, handover.capacity, handover.day, until=until, group=group
        )
        after.source = handover.source
    elif after.from_date is None and handover.fresh:
        after.from_date = handover.day
    after.replaces_id = left.id
    saw(after, handover.day)
    books.session.flush()


def plan_departures(scene: Scene) -> Iterator[Entry]:
    """What becomes of each "X, who had stepped down": their seats in this group end the day before the meeting."""
    for departure in scene.paper.departures:
        person = scene.person(departure.left)
        place = place_of(scene, scene.organisation(departure.organisation))
        theirs = scene.books.directory.memberships(person) if person else []
        seats = place.held_by(person, scene.books) if place.organisation else theirs
        held = [m for m in seats if m.until_date is None]
        shown = f"{departure.left} left{f' {departure.organisation}' if departure.organisation else ''}"
        last = scene.seen.last.get(person.id) if person else None
        if not held or scene.told is None or (last is not None and last >= scene.day):
            yield Entry(Section.SUCCESSION, Kind.SAME, shown, departure.line)
        else:
            last_day = scene.day - ONE_DAY
            step = partial(_leave, tuple(m.id for m in held), last_day)
            yield Entry(Section.SUCCESSION, Kind.CHANGE, f"{shown} by {day(last_day)}", departure.line, step)


def _leave(ids: tuple[int, ...], last_day: date, books: OpenBooks) -> None:
    for membership_id in ids:
        books.directory.end_membership(books.session.get_one(Membership, membership_id), last_day)


def plan_roles(scene: Scene) -> Iterator[Entry]:
    """What becomes of each election: the new holder's seat begins with the meeting, the old one's role ends."""
    elected = set()
    for change in scene.paper.role_changes:
        role = role_in(scene, role_of(change.role) or change.role)[:100]
        elected.add(role)
        yield _election(change, role, scene, frozenset())
    chairs = chairs_named(scene)
    for sitting in sittings(scene):
        named = chairs.get(plain(sitting.name))
        role = role_in(scene, named) if named else ""
        if role and role not in elected and (former := _others(role, sitting.name, scene)):
            # Nobody minuted that the former holders left, so they keep their seats.
            yield _election(RoleChange(role, sitting.name, NAMED, line=sitting.line), role, scene, former)


def _others(role: str, name: str, scene: Scene) -> frozenset[str]:
    others = {plain(holder.name) for holder, _membership in holders(scene, role)}
    return frozenset(others - {plain(name)})


def _election(change: RoleChange, role: str, scene: Scene, staying: frozenset[str]) -> Entry:
    sitting = _listed(change.person, scene)
    person = scene.person(change.person)
    shown = f"{role}: {change.person}"
    if sitting is None and person is None:
        sentence = f"{shown}, who is in no list and not in the directory"
        return Entry(Section.ROLE, Kind.UNSURE, sentence, change.line)
    holding = holders(scene, role)
    if any(plain(holder.name) == plain(change.person) for holder, _membership in holding):
        return Entry(Section.ROLE, Kind.SAME, shown, change.line)
    if scene.told is None or any(_later(holder, membership, scene) for holder, membership in holding):
        return Entry(Section.ROLE, Kind.SAME, f"{shown}, left: the books are newer", change.line)
    before = " and ".join(holder.name for holder, _membership in holding)
    listed = {plain(each.name) for each in sittings(scene)}
    stay = staying | (frozenset(plain(holder.name) for holder, _m in holding) & listed)
    place = place_of(scene, sitting.organisation) if sitting else None
    source = scene.source(change.line)[:300]
    minuted = change.kind != NAMED
    step = partial(_elect, Election(role, change.person, place, scene.day, stay, source, minuted))
    sentence = f"{role}: {before or 'nobody'} -> {change.person} from {day(scene.day)}"
    return Entry(Section.ROLE, Kind.CHANGE, sentence, change.line, step)


def _later(holder: Person, membership: Membership, scene: Scene) -> bool:
    """Whether the books have somebody in the role on word of a later day than the paper's."""
    last = scene.seen.last.get(holder.id)
    return bool(membership.from_date and membership.from_date > scene.day) or bool(last and last > scene.day)


@dataclass(frozen=True, slots=True)
class Election:
    """Somebody takes a role on a day. Those of the former holders who `stay` keep a seat without it."""

    role: str
    name: str
    place: Place | None
    day: date
    stay: frozenset[str]
    source: str
    minuted: bool


def _elect(election: Election, books: OpenBooks) -> None:
    former = None
    for person in books.directory.everybody():
        held = on_day([m for m in person.memberships if m.role == election.role], election.day)
        if held is not None and plain(person.name) != plain(election.name):
            former = person
            _end_role(held, person, election, books)
    person = the_person(books, election.name)
    seats = election.place.held_by(person, books) if election.place else books.directory.memberships(person)
    current = on_day(seats, election.day)
    if current is None:
        current = books.directory.add_membership(person, None, Capacity.BOARD, election.day)
    elif current.from_date is None and current.seen_first == election.day:
        # First seen at this very meeting: nothing tells of a seat without the role before it.
        current.from_date = election.day if election.minuted else None
    elif current.from_date != election.day:
        current = begun_anew(current, person, election.day, books)
    saw(current, election.day)
    current.role, current.source = election.role, election.source
    current.replaces_id = former.id if former else current.replaces_id
    books.session.flush()


def _end_role(held: Membership, person: Person, election: Election, books: OpenBooks) -> None:
    if plain(person.name) in election.stay:
        begun_anew(held, person, election.day, books).source = election.source
    elif held.until_date is None:
        books.directory.end_membership(held, election.day - ONE_DAY)
