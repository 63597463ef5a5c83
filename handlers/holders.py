"""Who sat for whom and when: “who sat for probation in October 2022?”, “who was the chair in 2023?”."""

import re
from datetime import date

from msgspec.structs import replace

from handlers.access import Operation
from handlers.contact_requests import WhoSat
from handlers.contacts import search
from handlers.desk import Desk
from handlers.replies import Button, Note, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.requests import FindContact
from handlers.sittings import sitting_line, span
from store.dates import day, month_end, month_name
from store.names import candidates, plain
from store.search import find
from store.seats import Seat, every, followed_by, here, in_order, in_role, is_role, lineage, of_bodies
from store.tables import Capacity
from store.vocabulary import OrganisationEntry, PersonEntry

MOST = 25


def sat(request: WhoSat, desk: Desk) -> Reply:
    """The holders of a role, the people of an organisation, the members of a group, or somebody's own seats."""
    desk.require(Operation.READ)
    about = request.about.strip(" ?.")
    if is_role(desk.words, _role(about)):
        return _told(f"{_capital(_role(about))}", in_role(_role(about), desk.words), request, desk)
    found = candidates(about, desk.words, desk.today)
    groups = [party for party in found if party.kind == "group"]
    if len(found) == 1 and groups:
        return _told(groups[0].name, _members(groups[0].id or 0, desk), request, desk)
    bodies = _bodies(about, desk)
    if len(bodies) > 1:
        return _which(about, bodies, request)
    if bodies:
        return _of_body(bodies[0], request, desk)
    people = [party for party in found if party.kind == "person"]
    if len(people) == 1 and (person := desk.words.person(people[0].id)):
        return _told(person.name, [Seat(person, s) for s in person.sittings], request, desk)
    short = _SEAT.sub("", about)
    return sat(replace(request, about=short), desk) if short != about else search(FindContact(about), desk)


# “The police lead” was whoever sat for the police.
_SEAT = re.compile(r"\s+(?:lead|rep|representative|member|seat)$", re.IGNORECASE)


def _role(about: str) -> str:
    return plain(about).removeprefix("our ")


def _capital(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split())


def _members(group_id: int, desk: Desk) -> list[Seat]:
    """Those who have a say in a group: not guests, nor whoever only attends."""
    groups = here(desk.words, group_id)
    passing = (Capacity.GUEST, Capacity.IN_ATTENDANCE)
    board = None in groups
    wanted = {Capacity.BOARD} if board else {c for c in Capacity if c not in passing}
    return in_order(
        seat
        for seat in every(desk.words)
        if seat.sitting.group_id in groups and seat.sitting.capacity in wanted
    )


def _bodies(about: str, desk: Desk) -> list[OrganisationEntry]:
    """The organisations that are meant: the one that bears the name, else all that fit equally well."""
    hits = [hit for hit in find(about, desk.words, desk.today) if isinstance(hit.entry, OrganisationEntry)]
    best = max((hit.score for hit in hits), default=0)
    bodies = [hit.entry for hit in hits if hit.score == best and isinstance(hit.entry, OrganisationEntry)]
    return list({lineage(body, desk.words)[-1].id: body for body in bodies}.values())


def _which(about: str, bodies: list[OrganisationEntry], request: WhoSat) -> Reply:
    buttons = tuple(Button(b.name, WhoSat(b.name, request.first, request.last)) for b in bodies[:5])
    names = " or ".join(body.name for body in bodies[:5])
    return Reply(Outcome.CHOOSE, (Text(f"“{about[:80]}” may be {names}. Which do you mean?"),), buttons)


def _of_body(body: OrganisationEntry, request: WhoSat, desk: Desk) -> Reply:
    chain = lineage(body, desk.words)
    changed = tuple(
        f"{each.name} until {day(each.until_date)}{_then(each, desk)}" for each in chain if each.until_date
    )
    return _told(chain[-1].name, of_bodies(chain, desk.words), request, desk, changed)


def _then(body: OrganisationEntry, desk: Desk) -> str:
    following = desk.words.organisation(body.succeeded_by_id)
    return f", then {following.name}" if following else ""


def _told(name: str, seats: list[Seat], request: WhoSat, desk: Desk, notes: tuple[str, ...] = ()) -> Reply:
    """The seats that hold at any time in the span; when there are none, what was before and after."""
    when = _when(request.first, request.last)
    title = f"{name}{f', {when}' if when else ''}"
    holding = [seat for seat in seats if seat.sitting.overlaps(request.first, request.last)]
    quiet = [Note(f"{note}.") for note in notes]
    if not holding:
        return answered(Title(title), *_around(seats, request), *quiet)
    rows: list[Part] = [_row(seat, request, desk) for seat in holding[:MOST]]
    if len(holding) > MOST:
        quiet.append(Note(f"{len(holding) - MOST} more are not shown; name a date to narrow it down."))
    return answered(Title(title), *rows, *quiet)


def _row(seat: Seat, request: WhoSat, desk: Desk) -> Row:
    when = span(seat.sitting)
    after = followed_by(seat, desk.words)
    lines = [f"{sitting_line(seat.sitting)}{f', {when}' if when else ''}"]
    lines += [f"followed by {after.person.name}"] if after else []
    lines += _represented(seat.person, request, desk)
    return Row(
        f"{seat.person.title} {seat.person.name}" if seat.person.title else seat.person.name, tuple(lines)
    )


def _represented(person: PersonEntry, request: WhoSat, desk: Desk) -> list[str]:
    """By whom they were represented at meetings of that time; for a whole history that would be too much."""
    if request.first is None:
        return []
    return [
        f"represented by {by} on {day(on)}"
        for on, by in desk.books.attendances.representations(
            person.id, request.first, request.last or desk.today
        )
    ]


def _around(seats: list[Seat], request: WhoSat) -> list[Part]:
    """The books name nobody for that time: who was there last before, and who first after."""
    if not seats:
        return [Text("The books have nobody in that place.")]
    first, last = request.first or date.min, request.last or date.max
    before = [s for s in seats if s.sitting.until_date and s.sitting.until_date < first]
    after = [s for s in seats if s.sitting.since and s.sitting.since > last]
    latest = max(before, key=lambda s: s.sitting.until_date or date.min, default=None)
    parts: list[Part] = [Text("The books name nobody for that time.")]
    parts += [Row(f"Before: {latest.person.name}", (_said(latest),))] if latest else []
    parts += [Row(f"After: {after[0].person.name}", (_said(after[0]),))] if after else []
    return parts


def _said(seat: Seat) -> str:
    when = span(seat.sitting)
    return f"{sitting_line(seat.sitting)}{f', {when}' if when else ''}"


def _when(first: date | None, last: date | None) -> str:
    """A span as people say it: a day, a month, a year, or from when to when."""
    if first is None or last is None:
        return ""
    if first == last:
        return day(first)
    if first.day == 1 and last == month_end(first):
        return month_name(first.year, first.month)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{day(first)} to {day(last)}"
