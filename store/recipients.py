"""Who is told about an action point on a day: its owners, whoever covers for them, and not whom it bothers.

An organisation's action goes to those who sit for it on the Board, a group's to its chair, and what nobody else
answers for to the secretariat.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select

from store.absences import stand_in
from store.books import OpenBooks
from store.quiet import snoozed
from store.standing import is_chair, is_secretariat, is_vice_chair
from store.tables import Capacity, Group, Membership, Owner, Person, TargetLead
from store.views import PointView

Named = Owner | TargetLead
"""Whoever owns or leads on something: a person, an organisation or a group, or a name that is in no book."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What the reader is told in the place of somebody who is away until a day."""

    name: str
    until: date
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that one person is told: their own, and what they cover."""

    person: Person
    points: tuple[PointView, ...]
    covered: tuple[Covered, ...]

    @property
    def all(self) -> tuple[PointView, ...]:
        """Every action point that is named, once."""
        return (*self.points, *(point for one in self.covered for point in one.points))


def is_present(person: Person, today: date) -> bool:
    """Sits for somebody today; a person without any membership counts as present."""
    sittings = person.memberships
    return not sittings or any(sitting.current(today) for sitting in sittings)


class Everybody:
    """All people of a partnership with their absences and wishes, read once for any number of days from today on."""

    def __init__(self, books: OpenBooks) -> None:
        self.books = books
        self.people = books.directory.everybody()
        self.absences = list(books.absences.current.values())
        self.quiet = books.quiet.lasting()
        self._owners: dict[int, list[Owner]] = {}

    @cached_property
    def board_id(self) -> int | None:
        """The Board, looked up when it first matters."""
        board = self.books.directory.board()
        return board.id if board else None

    @cached_property
    def delegates(self) -> list[tuple[int, date]]:
        """Who acts as secretariat, each with the last day."""
        return self.books.delegations.lasting()

    def on(self, day: date) -> "Circle":
        """Who is there on that day, as things stand."""
        return Circle(self, day)

    def owners(self, point_ids: list[int]) -> dict[int, list[Owner]]:
        """The owners of each of these action points, in order; what has been read is not read again."""
        unread = [point_id for point_id in point_ids if point_id not in self._owners]
        self._owners |= {point_id: [] for point_id in unread}
        rows = select(Owner).where(Owner.action_point_id.in_(unread)).order_by(Owner.position)
        for owner in self.books.session.scalars(rows) if unread else ():
            self._owners[owner.action_point_id].append(owner)
        return self._owners


class Circle:
    """The people of a partnership on one day."""

    def __init__(self, everybody: Everybody, day: date) -> None:
        self.everybody, self.day = everybody, day
        self.absent = {absence.person_id: absence for absence in everybody.absences if absence.until >= day}
        self.quiet = {
            (person, what) for person, what, until in everybody.quiet if until is None or until > day
        }
        self.present = {person.id: person for person in everybody.people if is_present(person, day)}
        self.sittings = [
            sitting
            for person in self.present.values()
            for sitting in person.memberships
            if sitting.current(day)
        ]
        self.secretariat = self._holding(s for s in self.sittings if is_secretariat(s))

    @cached_property
    def acting(self) -> list[int]:
        """Who acts as secretariat on that day; only who sits does."""
        seated = {sitting.person_id for sitting in self.sittings}
        return [who for who, until in self.everybody.delegates if until >= self.day and who in seated]

    @cached_property
    def leading(self) -> frozenset[int]:
        """The secretariat, who acts as such, the chair and the vice chair of the Board: who may see all that is confidential."""
        chairing = (s for s in self.sittings if s.group_id in (None, self.everybody.board_id))
        chairs = self._holding(s for s in chairing if is_chair(s) or is_vice_chair(s))
        return frozenset((*self.secretariat, *self.acting, *chairs))

    @cached_property
    def books_keepers(self) -> list[int]:
        """Who hears what only the secretariat is told: whoever covers, if they may see all of it, else the person.

        Who acts as secretariat hears it as well.
        """
        covering = ((person, self.stand_in(person)) for person in self.secretariat)
        hearing = (deputy if deputy in self.leading else person for person, deputy in covering)
        return list(dict.fromkeys((*hearing, *self.acting)))

    def stand_in(self, person_id: int) -> int:
        """Whoever covers for that person and is there, else the person."""
        covering = stand_in(person_id, self.absent)
        return covering if covering in self.present else person_id

    def told(
        self, points: list[PointView], *, fall_back: bool, even_snoozed: bool = False
    ) -> dict[int, Told]:
        """Who is told about which of `points`; `fall_back`: what nobody answers for goes to the secretariat."""
        owners = self.everybody.owners([point.id for point in points])
        quiet = set() if even_snoozed else self.quiet
        own: dict[int, list[PointView]] = {}
        covered: dict[int, dict[int, list[PointView]]] = {}
        for point in points:
            answering = self.answering(owners[point.id]) or (self.secretariat if fall_back else [])
            for owner in answering:
                if (owner, snoozed(point.id)) in quiet:
                    continue
                if self.stand_in(owner) == owner:
                    own.setdefault(owner, []).append(point)
                else:
                    covered.setdefault(self.stand_in(owner), {}).setdefault(owner, []).append(point)
        told = own.keys() | covered
        return {who: self._told(who, own.get(who, []), covered.get(who, {}), quiet) for who in told}

    def _told(
        self,
        who: int,
        own: list[PointView],
        covered: dict[int, list[PointView]],
        quiet: set[tuple[int, str]],
    ) -> Told:
        """Nothing twice: what is one's own is not told for another as well."""
        seen = {point.id for point in own}
        sections = []
        for absent, points in covered.items():
            new = [p for p in points if p.id not in seen and (who, snoozed(p.id)) not in quiet]
            seen |= {point.id for point in new}
            if new:
                until = self.absent[absent].until
                sections.append(Covered(self.present[absent].name, until, tuple(new)))
        return Told(self.present[who], tuple(own), tuple(sections))

    def answering(self, owners: Sequence[Named]) -> list[int]:
        """The people who answer for what these own, each once."""
        return list(dict.fromkeys(person for owner in owners for person in self._people(owner)))

    def silent(self, owners: Sequence[Named]) -> list[str]:
        """The names of those owners for whom nobody answers."""
        return [owner.name for owner in owners if not self._people(owner)]

    def _people(self, owner: Named) -> list[int]:
        if owner.person_id is not None:
            return [owner.person_id] if owner.person_id in self.present else []
        if owner.organisation_id is not None:
            sitting = (s for s in self.sittings if s.organisation_id == owner.organisation_id)
            return self._holding(s for s in sitting if s.capacity is Capacity.BOARD)
        if owner.group_id is not None:
            return self._chairs(owner.group_id)
        return []

    def _chairs(self, group_id: int) -> list[int]:
        return self.leading_group(self.everybody.books.session.get_one(Group, group_id), is_chair)

    def leading_group(self, group: Group, leads: Callable[[Membership], bool]) -> list[int]:
        """Who has that role in the group; one without a group is of the Board."""
        named = {group.id, None} if group.is_board else {group.id}
        return self._holding(s for s in self.sittings if leads(s) and s.group_id in named)

    @staticmethod
    def _holding(sittings: Iterable[Membership]) -> list[int]:
        return list(dict.fromkeys(sitting.person_id for sitting in sittings))
