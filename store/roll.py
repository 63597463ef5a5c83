"""The list of attendance as the minutes print it: Board, Members, Guests, each with their organisation.

Who is expected sits for somebody in the group on the day of the meeting; who sits elsewhere and comes is a guest of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from store.books import OpenBooks
from store.names import plain
from store.tables import Attendance, Capacity, Meeting, Membership, Person, Presence

BOARD, MEMBERS, GUESTS = SECTIONS = ("Board", "Members", "Guests")
_SECTIONS = {
    Capacity.BOARD: BOARD,
    Capacity.MEMBER: MEMBERS,
    Capacity.OFFICER: MEMBERS,
    Capacity.IN_ATTENDANCE: GUESTS,
    Capacity.GUEST: GUESTS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the list. `how` is None without an answer; `by` is who represents them.

    `stands` is False for somebody whose representative does not come either.
    """

    person_id: int
    name: str
    organisation: str
    section: str
    title: str | None = None
    how: Presence | None = None
    by: str | None = None
    by_id: int | None = None
    stands: bool = True

    @property
    def comes(self) -> bool:
        """Whether the person is or will be in the room, or somebody for them."""
        return self.how in (Presence.ATTENDING, Presence.PRESENT) or (
            self.how is Presence.REPRESENTED and self.stands
        )

    @property
    def printed(self) -> str:
        """Who it is as the minutes print it: "Dr Ada Okafor (Harbour Council)"."""
        place = f" ({self.organisation})" if self.organisation else ""
        return f"{f'{self.title} ' if self.title else ''}{self.name}{place}"


def roll(meeting: Meeting, books: OpenBooks) -> list[Line]:
    """Everybody who is expected at a meeting or has answered: Board first, each section by surname as minutes list it."""
    rows = books.attendances.of(meeting.id)
    people = books.session.scalars(
        select(Person)
        .where(Person.partnership_id == books.partnership.id)
        .options(selectinload(Person.memberships).joinedload(Membership.organisation))
    ).all()
    names = {person.id: person.name for person in people}
    lines = [line for person in people if (line := _line(person, meeting, rows, names, books.today))]
    return sorted(lines, key=_place)


def _place(line: Line) -> tuple[int, list[str]]:
    return SECTIONS.index(line.section), plain(line.name).split()[::-1]


def _line(
    person: Person, meeting: Meeting, rows: dict[int, Attendance], names: dict[int, str], today: date
) -> Line | None:
    row, seat = rows.get(person.id), seat_of(person, meeting, today)
    if row is None and (seat is None or _SECTIONS[seat.capacity] == GUESTS):
        return None
    place = seat or next((s for s in person.memberships if s.current(meeting.day or today)), None)
    organisation = place.organisation.name if place and place.organisation else ""
    section = _printed(row) or (_SECTIONS[seat.capacity] if seat else GUESTS)
    if row is None:
        return Line(person.id, person.name, organisation, section, person.title)
    theirs = rows.get(row.represented_by_id or 0)
    return Line(
        person_id=person.id,
        name=person.name,
        organisation=organisation,
        section=section,
        title=person.title,
        how=row.how,
        by=names.get(row.represented_by_id or 0) or row.representative,
        by_id=row.represented_by_id,
        stands=theirs is None or theirs.how not in (Presence.APOLOGIES, Presence.REPRESENTED),
    )


def seat_of(person: Person, meeting: Meeting, today: date) -> Membership | None:
    """The seat with which somebody belongs to a meeting on its day: in its group, a seat without a group the Board's.

    Who has several has the one that counts most, a Board member's first.
    """
    groups = {meeting.group_id, None} if meeting.group.is_board else {meeting.group_id}
    seats = [s for s in person.memberships if s.group_id in groups and s.current(meeting.day or today)]
    order = list(_SECTIONS)
    return min(seats, key=lambda seat: (order.index(seat.capacity), seat.id), default=None)


def _printed(row: Attendance | None) -> str | None:
    """The section under which the minutes list somebody, where it is one of the three."""
    heading = (row.section or "").casefold() if row else ""
    return next((section for section in SECTIONS if heading.startswith(section.casefold().rstrip("s"))), None)


def apologies(lines: Iterable[Line]) -> str:
    """The sentence of the minutes about who sent apologies, whether or not somebody came for them."""
    away = [line for line in lines if line.how in (Presence.APOLOGIES, Presence.REPRESENTED)]
    said: list[str] = []
    for section, one, several in (
        (BOARD, "a Board member", "Board members"),
        (MEMBERS, "a member", "members"),
        (GUESTS, "a guest", "guests"),
    ):
        names = [_away(line) for line in away if line.section == section]
        begins = "There were apologies from" if said else "Apologies were received from"
        if names:
            said.append(f"{begins} {one if len(names) == 1 else several}: {listed(names)}.")
    return " ".join(said) or "No apologies were received."


def _away(line: Line) -> str:
    return f"{line.printed} represented by {line.by}" if line.by else line.printed


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
