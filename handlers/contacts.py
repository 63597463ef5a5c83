"""The contact directory: finding people, organisations and services, and linking people to Slack."""

from handlers.access import Operation
from handlers.contact_requests import AddPerson, EditPerson, UnlinkPerson
from handlers.desk import Desk
from handlers.directory_desk import settled, the_person
from handlers.replies import Bullets, Button, Note, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.requests import FindContact, LinkPerson
from handlers.sittings import CAPACITIES, past_line, sitting_line
from store.dates import day
from store.names import told_apart
from store.search import Hit, find, is_past, nearest
from store.seats import Seat
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry

SHOWN = 8


def search(request: FindContact, desk: Desk) -> Reply:
    """People, organisations, roles and services that fit, the best first, with why where it is not plain."""
    desk.require(Operation.READ_PUBLIC)
    query = request.query.strip()
    if not query:
        return answered(
            Text("Whom or what do you look for? For instance `/contacts fire` or `/contacts noise`.")
        )
    members = desk.may(Operation.READ)
    hits = [hit for hit in find(query, desk.words, desk.today) if _may_find(hit, desk)]
    if not hits:
        return _nothing(query, desk, members)
    rows = [_row(hit, desk) for hit in hits[:SHOWN]]
    left = len(hits) - SHOWN
    more = (Text(f"{left} more fit less well; say more to narrow it down."),) if left > 0 else ()
    tied = _tied(hits, desk)
    if not tied:
        return answered(Title(f"Contacts for “{query[:80]}”"), *rows, *more)
    names = tuple(
        Button(told_apart(person, desk.words), FindContact(told_apart(person, desk.words)))
        for hit in tied[:5]
        if isinstance(person := hit.entry, PersonEntry)
    )
    asked = Title(f"{len(tied)} people fit “{query[:80]}” equally well")
    return Reply(Outcome.CHOOSE, (asked, *rows, *more), names)


def _tied(hits: list[Hit], desk: Desk) -> list[Hit]:
    """Those who bear the name equally, when they come before all others and are not one alone."""
    best = hits[0].score
    first = [hit for hit in hits if hit.score == best and hit.why == "name"]
    people = [
        hit for hit in first if isinstance(hit.entry, PersonEntry) and not is_past(hit.entry, desk.today)
    ]
    return people if len(people) == len(first) > 1 else []


def _may_find(hit: Hit, desk: Desk) -> bool:
    """Strangers find services; who may not read people's numbers does not find people by them either."""
    if isinstance(hit.entry, ServiceEntry):
        return True
    by_phone = isinstance(hit.entry, PersonEntry) and hit.why == "phone"
    return desk.may(Operation.READ) and (not by_phone or desk.may_here(Operation.READ_PHONES))


def _nothing(query: str, desk: Desk, members: bool) -> Reply:
    near = nearest(query, desk.words, desk.today, services_only=not members)
    looked = "people, organisations, roles and services" if members else "the services for the public"
    parts: list[Part] = [Text(f"Nothing among {looked} is like “{query[:80]}”.")]
    if near:
        parts.append(Bullets(tuple(near), "The nearest are"))
    if not desk.may(Operation.DIRECTORY):
        parts += [Text("The secretariat adds whoever is missing.")] if members else []
        return answered(*parts)
    parts.append(
        Text("To add somebody: `/contacts add Ada Okafor, Fire Service, Board member, ada@fire.example`.")
    )
    return answered(*parts, buttons=(Button("Add somebody", AddPerson(), form=True),))


def _row(hit: Hit, desk: Desk) -> Row:
    entry = hit.entry
    why = () if hit.why in ("name", "") else (f"Found by {hit.why}",)
    if isinstance(entry, PersonEntry):
        name = told_apart(entry, desk.words)
        edit = Button(
            "Edit",
            EditPerson(name, entry.name, entry.title or "", entry.email or "", entry.phone or ""),
            form=True,
        )
        # The form shows the number.
        shows = desk.may_here(Operation.READ_PHONES) and desk.may(Operation.DIRECTORY)
        offer = edit if shows else None
        return Row(_person_heading(entry), (*person_lines(entry, desk), *why), offer)
    if isinstance(entry, OrganisationEntry):
        return Row(_organisation_heading(entry), (*_organisation_lines(entry, desk), *why))
    return Row(entry.name, (*_service_lines(entry), *why))


def _person_heading(person: PersonEntry) -> str:
    return f"{person.title} {person.name}" if person.title else person.name


def person_lines(person: PersonEntry, desk: Desk) -> tuple[str, ...]:
    """For whom they sit, or sat and who followed, and how they are reached."""
    present = [s for s in person.sittings if s.current(desk.today)]
    lines = [sitting_line(s) for s in present]
    if not present:
        lines += [past_line(Seat(person, s), desk.words) for s in person.sittings[-2:]]
    mine = person.id == desk.caller.person_id
    phone = person.phone if desk.may_here(Operation.READ_PHONES, own=mine) else None
    reach = " · ".join(filter(None, (phone, person.email)))
    also = (f"also in the books as {', '.join(person.also)}",) if person.also else ()
    return (*dict.fromkeys(lines), *([reach] if reach else []), *also)


def _organisation_heading(body: OrganisationEntry) -> str:
    return f"{body.name} ({body.short_name})" if body.short_name else body.name


def _organisation_lines(body: OrganisationEntry, desk: Desk) -> tuple[str, ...]:
    seats = {
        person.name: [
            s.role or CAPACITIES.get(s.capacity, s.capacity)
            for s in person.sittings
            if s.organisation_id == body.id and s.current(desk.today)
        ]
        for person in desk.words.people
    }
    sitting = [f"{name} ({', '.join(dict.fromkeys(roles))})" for name, roles in seats.items() if roles]
    kind = "Statutory member" if body.statutory else "Member organisation"
    also = (f"also called {', '.join(body.aliases)}",) if body.aliases else ()
    return (_ended(body, desk) or kind, *also, *sitting[:12])


def _ended(body: OrganisationEntry, desk: Desk) -> str:
    if body.until_date is None:
        return ""
    following = desk.words.organisation(body.succeeded_by_id)
    return f"Until {day(body.until_date)}{f', followed by {following.name}' if following else ''}"


def _service_lines(service: ServiceEntry) -> tuple[str, ...]:
    return tuple(filter(None, (" / ".join(service.phones), *service.emails, *service.urls)))


def link(request: LinkPerson, desk: Desk) -> Reply:
    """Tell the bot which Slack user somebody of the directory is."""
    desk.require(Operation.DIRECTORY)
    person = the_person(request.name, desk)
    desk.books.directory.link(person, request.slack_user)
    return Reply(
        Outcome.CHANGED, (Text(f"Linked: that Slack user is {person.name} from now on."),), private=True
    )


def unlink(request: UnlinkPerson, desk: Desk) -> Reply:
    """Somebody is no longer that Slack user; their words then are a stranger's, until they are linked again."""
    desk.require(Operation.DIRECTORY)
    person = the_person(request.name, desk)
    desk.books.directory.unlink(person)
    note = "If Slack knows them by the address that stands here, their next word links them again."
    more = (Note(note),) if person.email else ()
    return settled(f"Unlinked: no Slack user is {person.name} any more.", desk, *more)
