"""Keeping the organisations and the service contacts of the directory."""

from handlers.access import Operation
from handlers.contact_requests import (
    AddOrganisation,
    AlterOrganisation,
    EndOrganisation,
    MergeOrganisations,
    MovePerson,
    PutService,
    RemoveOrganisation,
    RemoveService,
    RenameOrganisation,
)
from handlers.desk import Desk
from handlers.directory_desk import settled, the_organisation
from handlers.replies import Bullets, Button, Note, Part, Reply
from handlers.requests import Several
from store.contact_details import email_of, phone_of
from store.dates import day, full_day
from store.errors import Conflict, Invalid, NotFound
from store.search import find
from store.tables import Organisation, ServiceContact
from store.vocabulary import ServiceEntry

MOVED = 20  # people whom one button can move


def add(request: AddOrganisation, desk: Desk) -> Reply:
    """A new organisation."""
    desk.require(Operation.DIRECTORY)
    body = desk.books.upkeep.add_organisation(request.name, request.also, statutory=request.statutory)
    return settled(f"Added {_called(body)}, a {_kind(body)}.", desk)


def alter(request: AlterOrganisation, desk: Desk) -> Reply:
    """Whether it has a duty to sit, and what else it is called."""
    desk.require(Operation.DIRECTORY)
    body = the_organisation(request.name, desk)
    if request.statutory is not None:
        body.statutory = request.statutory
    desk.books.upkeep.call_also(body, request.also)
    if desk.books.recorder.change_id is None:
        raise Conflict(f"That is what the directory says of {body.name} already. Nothing was changed.")
    return settled(f"{_called(body)} is a {_kind(body)}.", desk)


def _called(body: Organisation) -> str:
    also = [name for name in (body.short_name, *body.aliases) if name]
    return f"{body.name} ({', '.join(also)})" if also else body.name


def _kind(body: Organisation) -> str:
    return "statutory member" if body.statutory else "member organisation"


def rename(request: RenameOrganisation, desk: Desk) -> Reply:
    """Another name; whoever uses the old one is still understood."""
    desk.require(Operation.DIRECTORY)
    body = the_organisation(request.name, desk)
    before = body.name
    desk.books.upkeep.rename_organisation(body, request.to)
    note = Note(f"It still answers to “{before}”. What was minuted before keeps the words of its papers.")
    return settled(f"{before} is called {body.name} from now on.", desk, note)


def merge(request: MergeOrganisations, desk: Desk) -> Reply:
    """Two entries that are one organisation."""
    desk.require(Operation.DIRECTORY)
    gone, kept = the_organisation(request.name, desk), the_organisation(request.into, desk)
    name = gone.name
    desk.books.upkeep.merge_organisations(gone, kept)
    note = Note("Its people and action points have moved along, and it answers to both names.")
    return settled(f"{name} and {kept.name} are one from now on: {kept.name}.", desk, note)


def end(request: EndOrganisation, desk: Desk) -> Reply:
    """It was abolished, or another has taken over: its seats end with it, and its open action points move on."""
    desk.require(Operation.DIRECTORY)
    body = the_organisation(request.name, desk)
    successor = the_organisation(request.successor, desk) if request.successor else None
    points = desk.books.upkeep.owed_by(body)
    if points and successor is None:
        raise Conflict(
            f"{body.name} owns {points} open action point{'' if points == 1 else 's'}. Nothing was changed;"
            f" say who follows: `/contacts organisation end {body.name} on {day(request.last_day)}, followed by …`."
        )
    sitting = desk.words.sitting_for(body.id, desk.today)
    desk.books.directory.end_organisation(body, request.last_day, successor)
    if successor is not None:
        desk.books.upkeep.hand_over(body, successor)
    return _ended(body, successor, sitting, points, desk)


def _ended(
    body: Organisation, successor: Organisation | None, sitting: list[str], points: int, desk: Desk
) -> Reply:
    follows = f"; {successor.name} follows" if successor else ""
    last_day = full_day(body.until_date) if body.until_date else ""
    parts: list[Part] = []
    if points and successor:
        said = "open action point is" if points == 1 else f"{points} open action points are"
        parts.append(Note(f"Its {said} {successor.name}'s now."))
    over = body.until_date is not None and body.until_date < desk.today
    if sitting:
        heading = "They sat for it, and no longer sit" if over else "They sit for it until then"
        parts.append(Bullets(tuple(sitting[:MOVED]), heading))
    buttons: tuple[Button, ...] = ()
    if successor and sitting and over:
        moves = tuple(MovePerson(name, successor.name, body.name) for name in sitting[:MOVED])
        buttons = (Button(f"Let them sit for {successor.name}", Several(moves)),)
    return settled(f"{body.name} is no more after {last_day}{follows}.", desk, *parts, buttons=buttons)


def remove(request: RemoveOrganisation, desk: Desk) -> Reply:
    """Take out one that was entered by mistake; one with people or action points stays."""
    desk.require(Operation.DIRECTORY)
    body = the_organisation(request.name, desk)
    name = body.name
    desk.books.upkeep.remove_organisation(body)
    return settled(f"{name} is out of the directory.", desk)


def put_service(request: PutService, desk: Desk) -> Reply:
    """A number, address or page for the public; one of that name is replaced."""
    desk.require(Operation.DIRECTORY)
    name = " ".join(request.name.split())
    if not name:
        raise Invalid("A service contact needs a name. Nothing was changed.")
    phones = tuple(phone_of(phone) for phone in request.phones)
    emails = tuple(email_of(email) for email in request.emails)
    if not (phones or emails or request.urls):
        raise Invalid(
            f"How is {name[:60]} reached? Give a number, an address or a page. Nothing was changed."
        )
    known = desk.books.directory.service_named(name)
    service = desk.books.directory.put_service(name[:300], phones, emails, request.urls)
    if request.topics:
        service.topics = list(request.topics)
        desk.books.session.flush()
    return settled(f"{'Changed' if known else 'Added'} {service.name}: {_reached(service)}.", desk)


def _reached(service: ServiceContact) -> str:
    reach = ", ".join((*service.phones, *service.emails, *service.urls))
    return f"{reach} (for {', '.join(service.topics)})" if service.topics else reach


def remove_service(request: RemoveService, desk: Desk) -> Reply:
    """Take a service contact out."""
    desk.require(Operation.DIRECTORY)
    service = desk.books.directory.service_named(request.name) or _nearest_service(request.name, desk)
    name = service.name
    desk.books.upkeep.remove_service(service)
    return settled(f"{name} is out of the directory.", desk)


def _nearest_service(name: str, desk: Desk) -> ServiceContact:
    hits = [hit for hit in find(name, desk.words, desk.today) if isinstance(hit.entry, ServiceEntry)]
    best = [hit for hit in hits if hit.score == hits[0].score]
    found = desk.books.directory.service_named(best[0].entry.name) if len(best) == 1 else None
    if found is None:
        raise NotFound(f"There is no service contact “{name[:80]}”. Nothing was changed.")
    return found
