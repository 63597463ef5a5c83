"""Keeping the people of the directory: adding, correcting, moving, and merging two entries of one person."""

from datetime import date

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from handlers.access import Operation
from handlers.contact_requests import (
    AddPerson,
    EditPerson,
    MergeOrganisations,
    MergePeople,
    MovePerson,
    ProposeDuplicates,
)
from handlers.contacts import person_lines
from handlers.desk import Desk
from handlers.directory_desk import form_for, near_organisations, settled, the_organisation, the_person
from handlers.replies import (
    Button,
    Look,
    Note,
    Outcome,
    Part,
    Reply,
    Row,
    Text,
    Title,
    answered,
)
from handlers.requests import AnyRequest, Dismiss
from handlers.sittings import sitting_line
from store.contact_details import digits_of
from store.errors import Conflict, Invalid, NotFound
from store.names import plain, told_apart
from store.tables import Capacity, Membership, Organisation, Person
from store.twins import Twins, twins
from store.upkeep import Details
from store.vocabulary import OrganisationEntry, PersonEntry, Vocabulary

SHOWN = 8
HELD_BY_ONE = ("chair", "vice chair", "independent chair")


def add(request: AddPerson, desk: Desk) -> Reply:
    """Somebody new with their seat; asked first when they, or the organisation, seem to be in the books already."""
    desk.require(Operation.DIRECTORY)
    if not request.name.strip():
        how = "Whom? For instance `/contacts add Ada Okafor, Fire Service, Board member, ada@fire.example`."
        return form_for(request, "Add somebody", how)
    known = [] if request.sure else _known_already(request, desk)
    if known:
        return _is_it(known[0], request, desk)
    organisation = _organisation(request, desk)
    if isinstance(organisation, Reply):
        return organisation
    person = desk.books.directory.add_person(request.name, request.title or None)
    desk.books.upkeep.describe(person, Details(request.name, request.title, request.email, request.phone))
    seat = _seat(request, person, organisation, desk)
    where = f", {_told(seat, organisation)}" if seat else ", without a seat: they may read what everybody may"
    return settled(f"Added {person.name}{where}.", desk, *_chairs(seat, person, desk))


def _known_already(request: AddPerson, desk: Desk) -> list[PersonEntry]:
    """Those who bear that name, give or take a letter, or have that address or number."""
    name, email = plain(request.name), request.email.strip().casefold()
    digits = digits_of(request.phone)
    return [
        person
        for person in desk.words.people
        if any(OSA.distance(plain(each), name, score_cutoff=1) <= 1 for each in person.names)
        or (email and (person.email or "").casefold() == email)
        or (digits and digits == digits_of(person.phone or "") and plain(person.name)[:1] == name[:1])
    ]


def _is_it(known: PersonEntry, request: AddPerson, desk: Desk) -> Reply:
    said = f"{known.name} is in the directory already. Nothing was added; is {request.name.strip()} somebody else?"
    sits = next((sitting_line(s) for s in known.sittings[::-1]), "")
    row = Row(known.name, tuple(filter(None, (sits, " · ".join(filter(None, (known.phone, known.email)))))))
    buttons = (
        Button("Somebody else, add them", replace(request, sure=True), Look.MAIN),
        Button(f"Edit {known.name}", edit_of(known, desk.words), form=True),
        Button("Cancel", Dismiss()),
    )
    return Reply(Outcome.CONFIRM, (Text(said), row), buttons, private=True)


def _organisation(request: AddPerson, desk: Desk) -> Organisation | Reply | None:
    """The organisation, a new one where that was said, or the question which one it is."""
    name = request.organisation.strip()
    if not name:
        return None
    try:
        return the_organisation(name, desk)
    except NotFound:
        if request.new_organisation:
            return desk.books.upkeep.add_organisation(name, (), statutory=False)
        return _which_organisation(request, desk)


def _which_organisation(request: AddPerson, desk: Desk) -> Reply:
    name = request.organisation.strip()
    near = near_organisations(name, desk)
    offers = [Button(body, replace(request, organisation=body)) for body in near]
    new = Button(f"Add “{name[:40]}” as a new organisation", replace(request, new_organisation=True))
    said = f"“{name[:80]}” is no organisation of the directory. Nothing was added; which is it?"
    return Reply(Outcome.CHOOSE, (Text(said),), (*offers, new, Button("Cancel", Dismiss())), private=True)


def _seat(
    request: AddPerson, person: Person, organisation: Organisation | None, desk: Desk
) -> Membership | None:
    if organisation is None and request.capacity is None and not request.role:
        return None
    group = desk.books.directory.group_named(request.group) if request.group else None
    if request.group and group is None:
        raise NotFound(f"There is no group “{request.group[:60]}”. Nothing was added.")
    capacity = request.capacity or _usual(request.role)
    return desk.books.upkeep.seat(
        person, organisation, capacity, request.role, None if group is None or group.is_board else group
    )


def _usual(role: str) -> Capacity:
    """The capacity of a role where none was said."""
    if plain(role) in HELD_BY_ONE:
        return Capacity.BOARD
    return Capacity.OFFICER if plain(role) in ("support officer", "secretariat") else Capacity.MEMBER


def _told(seat: Membership, organisation: Organisation | None) -> str:
    role = f"{seat.role}, " if seat.role else ""
    capacity = "Board member" if seat.capacity is Capacity.BOARD else str(seat.capacity)
    return f"{role}{capacity}{f' for {organisation.name}' if organisation else ''}"


def _chairs(seat: Membership | None, person: Person, desk: Desk) -> tuple[Part, ...]:
    """A word when somebody else has a role that only one can have."""
    if seat is None or plain(seat.role or "") not in HELD_BY_ONE:
        return ()
    others = [
        other.name
        for other in desk.words.people
        for sitting in other.sittings
        if other.id != person.id
        and sitting.current(desk.today)
        and sitting.group_id == seat.group_id
        and plain(sitting.role or "") == plain(seat.role or "")
    ]
    if not others:
        return ()
    return (Note(f"{others[0]} is {seat.role} as well; `/contacts edit {others[0]}, no role` ends that."),)


def edit_of(person: PersonEntry, words: Vocabulary) -> EditPerson:
    """The request to edit somebody, with all that the form shows."""
    name = told_apart(person, words)
    return EditPerson(name, person.name, person.title or "", person.email or "", person.phone or "")


def edit(request: EditPerson, desk: Desk) -> Reply:
    """Other details, and from today on another capacity or role; with a name alone the form asks."""
    desk.require(Operation.DIRECTORY)
    person = the_person(request.name, desk)
    entry = desk.words.person(person.id)
    if request.says_nothing and entry:
        how = f"What is to be changed of {person.name}? For instance `/contacts edit {person.name}, 01632 960001`."
        return form_for(edit_of(entry, desk.words), f"Edit {person.name}", how)
    desk.books.upkeep.describe(person, Details(request.new_name, request.title, request.email, request.phone))
    notes = _new_standing(request, person, desk)
    if desk.books.recorder.change_id is None:
        raise Conflict(f"That is what the directory says of {person.name} already. Nothing was changed.")
    desk.books.upkeep.confirm(person)
    reach = " · ".join(filter(None, (person.phone, person.email)))
    row = Row(f"{person.title} {person.name}" if person.title else person.name, (reach,) if reach else ())
    return settled(f"Changed: {person.name}.", desk, row, *notes)


def _new_standing(request: EditPerson, person: Person, desk: Desk) -> tuple[Part, ...]:
    """Another capacity or role begins today; what was stays in the history of the seat."""
    if request.capacity is None and request.role is None:
        return ()
    seat = _present_seat(person, desk)
    capacity = request.capacity or seat.capacity
    role = seat.role if request.role is None else request.role or None
    if (capacity, role) == (seat.capacity, seat.role):
        return ()
    renewed = desk.books.upkeep.stand(seat, person, capacity, role)
    return (Text(f"From today on {person.name} is {_told(renewed, None)}."), *_chairs(renewed, person, desk))


def _present_seat(person: Person, desk: Desk) -> Membership:
    """The seat that is meant: on the Board before one elsewhere. Raises Conflict for whoever sits nowhere."""
    board = {None, desk.words.board.id if desk.words.board else None}
    seats = [m for m in desk.books.directory.memberships(person) if m.current(desk.today)]
    if not seats:
        raise Conflict(
            f"{person.name} does not sit for anybody at present. Nothing was changed; `/contacts move"
            f" {person.name} to …` seats them."
        )
    return next((m for m in seats if m.group_id in board), seats[0])


def move(request: MovePerson, desk: Desk) -> Reply:
    """They sit for another organisation from today on, in the same capacity and role."""
    desk.require(Operation.DIRECTORY)
    person = the_person(request.name, desk)
    if not request.organisation.strip():
        raise Invalid(
            f"To which organisation? `/contacts move {person.name} to the Fire Service`. Nothing was changed."
        )
    organisation = the_organisation(request.organisation, desk)
    seats = [
        m for m in desk.books.directory.memberships(person) if m.current(desk.today) and m.organisation_id
    ]
    names = {body.id: body.name for body in desk.words.organisations}
    if request.leaving:
        left = the_organisation(request.leaving, desk)
        seats = [m for m in seats if m.organisation_id == left.id]
    bodies = dict.fromkeys(names.get(m.organisation_id or 0, "") for m in seats)
    if len(bodies) > 1:
        return _from_which(person, organisation, list(bodies))
    if not seats:
        ended = _last_seat(person, request.leaving, desk)
        capacity, role = (ended.capacity, ended.role or "") if ended else (Capacity.MEMBER, "")
        seat = desk.books.upkeep.seat(person, organisation, capacity, role)
        return settled(f"{person.name} sits from today on: {_told(seat, organisation)}.", desk)
    for seat in seats:
        desk.books.upkeep.move(seat, person, organisation)
    before = next(iter(bodies))
    said = f"{person.name} sits for {organisation.name} from today on, no longer for {before}."
    return settled(said, desk, Note("Capacity and role stay as they were."))


def _last_seat(person: Person, leaving: str, desk: Desk) -> Membership | None:
    """The seat on the Board that ended last, for that organisation if one is named."""
    left = the_organisation(leaving, desk) if leaving else None
    board = {None, desk.words.board.id if desk.words.board else None}
    ended = [
        m
        for m in desk.books.directory.memberships(person)
        if m.until_date and m.group_id in board and (left is None or m.organisation_id == left.id)
    ]
    return max(ended, key=lambda m: (m.until_date or date.min, m.id), default=None)


def _from_which(person: Person, to: Organisation, bodies: list[str]) -> Reply:
    said = f"{person.name} sits for {' and for '.join(bodies)}. Which do they leave? Nothing was changed."
    buttons = tuple(Button(body, MovePerson(person.name, to.name, body)) for body in bodies)
    return Reply(Outcome.CHOOSE, (Text(said),), buttons, private=True)


def merge(request: MergePeople, desk: Desk) -> Reply:
    """Two entries that are one person; the second keeps its name and answers to both."""
    desk.require(Operation.DIRECTORY)
    gone, kept = the_person(request.name, desk), the_person(request.into, desk)
    desk.books.upkeep.merge_people(gone, kept)
    said = f"{gone.name} and {kept.name} are one from now on: {kept.name}."
    note = Note("Seats, action points, attendance and the link to Slack have moved along.")
    return settled(said, desk, note)


def duplicates(_request: ProposeDuplicates, desk: Desk) -> Reply:
    """What looks like one under two names, for a person to decide one by one."""
    desk.require(Operation.DIRECTORY)
    pairs = twins(desk.words)
    if not pairs:
        return answered(Text("No two entries of the directory look like one."))
    rows: list[Part] = [_pair(pair, desk) for pair in pairs[:SHOWN]]
    more = (Text(f"{len(pairs) - SHOWN} more come after these."),) if len(pairs) > SHOWN else ()
    return Reply(Outcome.ANSWERED, (Title("One under two names?"), *rows, *more), private=True)


def _pair(pair: Twins, desk: Desk) -> Row:
    lines = [f"{pair.gone.name}: {_known(pair.gone, desk)}", f"{pair.kept.name}: {_known(pair.kept, desk)}"]
    request: AnyRequest
    if isinstance(pair.gone, PersonEntry) and isinstance(pair.kept, PersonEntry):
        request = MergePeople(told_apart(pair.gone, desk.words), told_apart(pair.kept, desk.words))
    else:
        request = MergeOrganisations(pair.gone.name, pair.kept.name)
    button = Button("Merge them", request, Look.MAIN)
    return Row(f"{pair.gone.name} and {pair.kept.name}: {pair.why}", tuple(lines), button)


def _known(entry: PersonEntry | OrganisationEntry, desk: Desk) -> str:
    if isinstance(entry, PersonEntry):
        return "; ".join(person_lines(entry, desk)) or "nothing else is known"
    return f"{len(desk.words.sitting_for(entry.id, desk.today))} sit for it"
