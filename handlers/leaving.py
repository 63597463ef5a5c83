"""When somebody leaves: their sitting ends, and what they still owe is handed over after asking."""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.directory_desk import the_person
from handlers.register_requests import AssignAction
from handlers.replies import Button, Look, Note, Outcome, Part, PointRow, Reply, Text, Title
from handlers.requests import AnyRequest, Dismiss, LeavePerson, Several, Undo
from store.dates import full_day
from store.errors import Conflict, NotFound
from store.names import Party
from store.register_reading import State
from store.tables import Membership, Person
from store.views import PointView

HANDED_OVER = 25  # action points that one button can carry


def leave(request: LeavePerson, desk: Desk) -> Reply:
    """End every sitting of the person today, seat the successor in them, and ask about their open action points."""
    desk.require(Operation.DIRECTORY)
    person = the_person(request.name, desk)
    sittings = [m for m in desk.books.directory.memberships(person) if m.current(desk.today)]
    if not sittings:
        raise Conflict(f"{person.name} does not sit for anybody at present. Nothing was changed.")
    successor = _successor(request.successor, sittings, desk) if request.successor else None
    for sitting in sittings:
        desk.books.directory.end_membership(sitting, desk.today)
        if successor is not None:
            _seat(successor, person, sitting, desk)
    desk.books.session.flush()
    return _told(person, successor, sittings, desk)


def _successor(name: str, sittings: list[Membership], desk: Desk) -> Person:
    """Raises NotFound with how they are added first, for whoever is in no book yet."""
    try:
        return the_person(name, desk)
    except NotFound as error:
        bodies = {body.id: body.name for body in desk.words.organisations}
        body = next((bodies[s.organisation_id] for s in sittings if s.organisation_id in bodies), "")
        add = f"/contacts add {', '.join(filter(None, (name.strip()[:80], body)))}"
        raise NotFound(f"{error} `{add}` adds them first.") from error


def _seat(successor: Person, gone: Person, sitting: Membership, desk: Desk) -> None:
    """The successor takes the seat from today on, with its capacity and role."""
    desk.books.session.add(
        Membership(
            partnership_id=sitting.partnership_id,
            person_id=successor.id,
            organisation_id=sitting.organisation_id,
            group_id=sitting.group_id,
            capacity=sitting.capacity,
            role=sitting.role,
            from_date=desk.today,
            replaces_id=gone.id,
        )
    )


def _told(person: Person, successor: Person | None, sittings: list[Membership], desk: Desk) -> Reply:
    followed = f"; {successor.name} follows" if successor else ""
    title = Title(f"{person.name} sits until {full_day(desk.today)}{followed}.")
    undo = Button("Undo", Undo(desk.books.recorder.change_id))
    known = desk.books.register.points
    known = (
        known if desk.may(Operation.READ_CONFIDENTIAL) else known.public()
    )  # the reply is private anywhere
    owed = known.in_state(State.OPEN).owned_by(Party("person", person.id, person.name))
    points = owed.in_register_order()
    if not points:
        return Reply(Outcome.CHANGED, (title, Text("They owe no open action point.")), (undo,), private=True)
    rows: list[Part] = [PointRow(point, desk.today, brief=True) for point in points]
    theirs = "open action point" if len(points) == 1 else f"{len(points)} open action points"
    asked = Text(f"Who is to have their {theirs}?")
    offers = _offers(person, successor, sittings, points, desk)
    hint = Note("They stay with the one who leaves until a button is pressed.")
    about = tuple(point.full_ref for point in points)
    return Reply(Outcome.CHANGED, (title, asked, *rows, hint), (*offers, undo), about, private=True)


def _offers(
    person: Person, successor: Person | None, sittings: list[Membership], points: list[PointView], desk: Desk
) -> list[Button]:
    """To the successor, or to the organisation they sat for."""
    bodies = {body.id: body.name for body in desk.words.organisations}
    names = [successor.name] if successor else []
    names += [bodies[s.organisation_id] for s in sittings if s.organisation_id in bodies]
    offers = [
        Button(
            f"Give them to {name}",
            _handed(person.name, name, points),
            Look.MAIN if place == 0 else Look.PLAIN,
        )
        for place, name in enumerate(dict.fromkeys(names))
    ]
    return [*offers, Button("Leave them", Dismiss())]


def _handed(gone: str, to: str, points: list[PointView]) -> AnyRequest:
    """Every one to its new owner; who shares one with others keeps them."""
    return Several(
        tuple(
            AssignAction(point.reference, tuple(to if name == gone else name for name in point.owners))
            for point in points[:HANDED_OVER]
        )
    )
