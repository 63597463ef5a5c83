"""The secretariat's work in other hands for a while, and who may do what."""

from handlers.access import May, Operation, Role
from handlers.desk import Desk
from handlers.replies import Bullets, Button, Note, Outcome, Part, Reply, Text, Title, answered
from handlers.requests import Delegate, EndDelegation, ShowAccess, Undo
from handlers.roles import role_of
from store.dates import full_day
from store.errors import Conflict, Invalid, NotAllowed
from store.names import one
from store.tables import Person


def delegate(request: Delegate, desk: Desk) -> Reply:
    """Let somebody who sits on the partnership act as secretariat up to and including a day."""
    _refuse_passing_on(desk)
    person = _person(request.name, desk)
    if not any(sitting.current(desk.today) for sitting in person.memberships):
        raise Invalid(f"{person.name} does not sit on the partnership today. Nothing was changed; who is it?")
    acting = desk.words.acting(person.id, desk.today)
    if acting is None and role_of(desk.words.person(person.id), desk.words, desk.today) is Role.SECRETARIAT:
        raise Conflict(f"{person.name} is the secretariat already. Nothing was changed.")
    desk.books.delegations.set(person, request.until)
    return _settled(
        f"{person.name} acts as secretariat up to and including {full_day(request.until)}.",
        desk,
        Note(
            f"Until then {person.name} may do all that the secretariat may, except hand it on."
            f" `/actions delegate {person.name} off` ends it before."
        ),
    )


def end(request: EndDelegation, desk: Desk) -> Reply:
    """End it before its day: the secretariat for anybody, whoever acts for themselves."""
    desk.require(Operation.READ)
    person = _person(request.name or "me", desk)
    if person.id != desk.caller.person_id:
        _refuse_passing_on(desk)
    desk.books.delegations.end(person)
    return _settled(f"{person.name} acts as secretariat no longer.", desk)


def _refuse_passing_on(desk: Desk) -> None:
    desk.require(Operation.DELEGATE)
    if until := desk.words.acting(desk.caller.person_id, desk.today):
        raise NotAllowed(
            f"You act as secretariat until {full_day(until)} yourself; only the secretariat can hand that on."
            " Nothing was changed."
        )


def _person(name: str, desk: Desk) -> Person:
    party = desk.me if name.casefold() in ("me", "myself", "i") else one(name, desk.words, desk.today)
    person = desk.books.directory.person(party.id) if party.kind == "person" and party.id else None
    if person is None:
        raise Invalid(f"{party.name} is no person, so nothing was changed. Give somebody's name.")
    return person


def _settled(sentence: str, desk: Desk, *more: Part) -> Reply:
    way_back = Button("Undo", Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, (Text(sentence), *more), (way_back,))


def shown(_request: ShowAccess, desk: Desk) -> Reply:
    """What the caller may do by their role, and who acts as secretariat."""
    cells = {operation: desk.access.cells[desk.role, operation] for operation in Operation}
    always = tuple(operation.value for operation, cell in cells.items() if cell is May.YES)
    own = tuple(operation.value for operation, cell in cells.items() if cell is May.OWN)
    parts: list[Part] = [
        Title(f"To the partnership you are: {desk.role.value}"),
        Bullets(always, "You may"),
    ]
    parts += [Bullets(own, "With what is your own you may")] if own else []
    return answered(*parts, *who_acts(desk))


def who_acts(desk: Desk) -> tuple[Note, ...]:
    """Who acts as secretariat today, for those who may read the directory."""
    if not desk.may(Operation.READ):
        return ()
    acting = ((desk.words.person(person_id), until) for person_id, until in desk.words.delegates)
    return tuple(
        Note(f"{person.name} acts as secretariat until {full_day(until)}.")
        for person, until in acting
        if person and until >= desk.today
    )
