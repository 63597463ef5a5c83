"""Who is nudged about which action points before the Board's report deadline.

A planned nudge stands in the outbox once. When it is due it fans out into a row for each owner, so that each
direct message is delivered, retried and accounted for on its own.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from scheduler.outbox import insert_new
from store.books import OpenBooks
from store.names import Party
from store.quiet import NUDGES, snoozed
from store.recipients import Covered, is_present
from store.register_reading import Points, State
from store.tables import Outbox, Owner, Person
from store.views import MeetingView, PointView


def person_key(key: str, person_id: int) -> str:
    """The key of the row for one person that comes from the planned one with `key`."""
    return f"{key}:{person_id}"


def planned_key(row: Outbox) -> str:
    """The key of the planned reminder that a row is, or comes from."""
    return row.key if row.person_id is None else row.key.removesuffix(f":{row.person_id}")


def fan_out(row: Outbox, people: list[int], books: OpenBooks) -> None:
    """Write a row for each of the people. Doing it again writes nothing new."""
    copied = ("kind", "partnership_id", "meeting_id", "days_before", "due_at", "stale_at", "expected_at")
    shared = {name: getattr(row, name) for name in copied}
    insert_new(
        books.session,
        [{**shared, "key": person_key(row.key, person), "person_id": person} for person in people],
    )


def nudged(meeting: MeetingView, books: OpenBooks) -> list[int]:
    """Who gets the nudges of a meeting: the owners, or whoever covers for them."""
    absences, quiet = books.absences, books.quiet.now()
    standing = dict.fromkeys(absences.stand_in(person.id) for person in owners(meeting, books))
    return [person for person in standing if (person, NUDGES) not in quiet and addressed(person, books)]


def told(
    person: Person, meeting: MeetingView, books: OpenBooks
) -> tuple[tuple[PointView, ...], tuple[Covered, ...]]:
    """What a nudge tells somebody: their own action points, unless they are away, and those that they cover."""
    absences, quiet = books.absences, books.quiet.now()
    own = points_of(person, meeting, books) if absences.stand_in(person.id) == person.id else ()
    seen = {point.id for point in own}
    covered = []
    for absence in absences.covered_by(person.id):
        absent = addressed(absence.person_id, books)
        theirs = points_of(absent, meeting, books) if absent else ()
        new = [p for p in theirs if p.id not in seen and (person.id, snoozed(p.id)) not in quiet]
        seen |= {point.id for point in new}
        if absent and new:
            covered.append(Covered(absent.name, absence.until, tuple(new)))
    return own, tuple(covered)


def owners(meeting: MeetingView, books: OpenBooks) -> list[Person]:
    """The people, present ones only, who own something unfinished that is due in that meeting's register."""
    ids = [point.id for point in _due_in(books.register.points.in_state(State.OPEN), meeting)]
    owning = select(Owner.person_id).where(Owner.action_point_id.in_(ids), Owner.person_id.is_not(None))
    people = books.session.scalars(
        select(Person)
        .where(Person.partnership_id == books.partnership.id, Person.id.in_(owning))
        .order_by(Person.id)
        .options(selectinload(Person.memberships))
    )
    return [person for person in people if is_present(person, books.today)]


def addressed(person_id: int, books: OpenBooks) -> Person | None:
    """The person that a row is for; None when they have left, since then nothing of it is theirs to read."""
    person = books.directory.person(person_id)
    return person if person is not None and is_present(person, books.today) else None


def points_of(person: Person, meeting: MeetingView, books: OpenBooks) -> tuple[PointView, ...]:
    """The person's own unfinished action points due in that meeting's register and not snoozed, in its order."""
    mine = Party("person", person.id, person.name)
    due = _due_in(books.register.points.in_state(State.OPEN).owned_by(mine), meeting)
    quiet = books.quiet.now() if due else set()
    return tuple(point for point in due if (person.id, snoozed(point.id)) not in quiet)


def _due_in(points: Points, meeting: MeetingView) -> list[PointView]:
    """Those due at the meeting or before; one whose date is not known is asked about as well."""
    last = meeting.day or meeting.report_deadline or date.max
    return [point for point in points.in_register_order() if point.due is None or point.due <= last]
