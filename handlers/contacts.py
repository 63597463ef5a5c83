"""The contact directory: finding people, organisations and services, and linking people to Slack."""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.replies import Bullets, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.requests import FindContact, LinkPerson
from store.dates import day
from store.errors import NotFound
from store.names import one
from store.search import Hit, find, nearest
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Sitting, Vocabulary


def search(request: FindContact, desk: Desk) -> Reply:
    """People, organisations, roles and services that fit, the best first, with why where it is not plain."""
    desk.require(Operation.READ_PUBLIC)
    if not request.query.strip():
        return answered(
            Text("Whom or what do you look for? For instance `/contacts fire` or `/contacts noise`.")
        )
    members = desk.may(Operation.READ)
    hits = [hit for hit in find(request.query, desk.words, desk.today) if _may_find(hit, desk)]
    if not hits:
        return _nothing(request.query, desk, members)
    rows: list[Part] = [_row(hit, desk) for hit in hits[:8]]
    more = (
        (Text(f"{len(hits) - 8} more fit less well; say more to narrow it down."),) if len(hits) > 8 else ()
    )
    return answered(Title(f"Contacts for “{request.query.strip()[:80]}”"), *rows, *more)


def _may_find(hit: Hit, desk: Desk) -> bool:
    """Strangers find services; who may not read people's numbers does not find people by them either."""
    if isinstance(hit.entry, ServiceEntry):
        return True
    by_phone = isinstance(hit.entry, PersonEntry) and hit.why == "phone"
    return desk.may(Operation.READ) and (not by_phone or desk.may_here(Operation.READ_PHONES))


def _nothing(query: str, desk: Desk, members: bool) -> Reply:
    near = nearest(query, desk.words, desk.today, services_only=not members)
    looked = "people, organisations, roles and services" if members else "the services for the public"
    parts: list[Part] = [Text(f"Nothing among {looked} is like “{query.strip()[:80]}”.")]
    if near:
        parts.append(Bullets(tuple(near), "The nearest are"))
    return answered(*parts)


def _row(hit: Hit, desk: Desk) -> Row:
    entry = hit.entry
    why = () if hit.why in ("name", "") else (f"Found by {hit.why}",)
    if isinstance(entry, PersonEntry):
        return Row(_person_heading(entry), (*_person_lines(entry, desk), *why))
    if isinstance(entry, OrganisationEntry):
        return Row(_organisation_heading(entry), (*_organisation_lines(entry, desk.words, desk), *why))
    return Row(entry.name, (*_service_lines(entry), *why))


def _person_heading(person: PersonEntry) -> str:
    return f"{person.title} {person.name}" if person.title else person.name


def _person_lines(person: PersonEntry, desk: Desk) -> tuple[str, ...]:
    present = [s for s in person.sittings if s.current(desk.today)]
    past = [s for s in person.sittings if not s.current(desk.today)]
    lines = [_sitting(s) for s in present]
    if not present:
        lines += [f"{_sitting(s)}{f' until {day(s.until_date)}' if s.until_date else ''}" for s in past[-2:]]
        if person.followed_by:
            lines.append(f"followed by {person.followed_by}")
    mine = person.id == desk.caller.person_id
    phone = person.phone if desk.may_here(Operation.READ_PHONES, own=mine) else None
    reach = " · ".join(filter(None, (phone, person.email)))
    return (*dict.fromkeys(lines), *([reach] if reach else []))


_CAPACITIES = {"board": "Board member"}


def _sitting(sitting: Sitting) -> str:
    as_what = _CAPACITIES.get(sitting.capacity, sitting.capacity)
    role = f"{sitting.role}, " if sitting.role else ""
    place = f" for {sitting.organisation}" if sitting.organisation else ""
    return f"{role}{as_what}{place}"


def _organisation_heading(body: OrganisationEntry) -> str:
    return f"{body.name} ({body.short_name})" if body.short_name else body.name


def _organisation_lines(body: OrganisationEntry, words: Vocabulary, desk: Desk) -> tuple[str, ...]:
    seats = {
        person.name: [
            s.role or _CAPACITIES.get(s.capacity, s.capacity)
            for s in person.sittings
            if s.organisation == body.name and s.current(desk.today)
        ]
        for person in words.people
    }
    sitting = [f"{name} ({', '.join(dict.fromkeys(roles))})" for name, roles in seats.items() if roles]
    kind = "Statutory member" if body.statutory else "Member organisation"
    return (kind, *sitting[:12])


def _service_lines(service: ServiceEntry) -> tuple[str, ...]:
    return tuple(filter(None, (" / ".join(service.phones), *service.emails, *service.urls)))


def link(request: LinkPerson, desk: Desk) -> Reply:
    """Tell the bot which Slack user somebody of the directory is."""
    desk.require(Operation.DIRECTORY)
    party = one(request.name, desk.words, desk.today)
    person = desk.books.directory.person(party.id or 0) if party.kind == "person" else None
    if person is None:
        raise NotFound(f"“{request.name[:80]}” is no person of the directory. Nothing was changed.")
    desk.books.directory.link(person, request.slack_user)
    return Reply(
        Outcome.CHANGED, (Text(f"Linked: that Slack user is {person.name} from now on."),), private=True
    )
