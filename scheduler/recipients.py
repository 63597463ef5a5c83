"""Who is told about an action point today: its owners, whoever covers for them, and not whom it bothers.

An organisation's action goes to those who sit for it on the Board, a group's to its chair, and what nobody else
answers for to the secretariat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from store.books import OpenBooks
from store.quiet import snoozed
from store.standing import is_chair, is_secretariat
from store.tables import Capacity, Group, Membership, Owner, Person
from store.views import PointView


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


class Circle:
    """The people of a partnership on one day."""

    def __init__(self, books: OpenBooks) -> None:
        self.books = books
        self.absences = books.absences
        self.quiet = books.quiet.now()
        everybody = books.directory.everybody()
        self.present = {person.id: person for person in everybody if is_present(person, books.today)}
        self.sittings = [
            sitting
            for person in self.present.values()
            for sitting in person.memberships
            if sitting.current(books.today)
        ]
        self.secretariat = self._holding(s for s in self.sittings if is_secretariat(s))

    def stand_in(self, person_id: int) -> int:
        """Whoever covers for that person and is there, else the person."""
        covering = self.absences.stand_in(person_id)
        return covering if covering in self.present else person_id

    def told(self, points: list[PointView], *, fall_back: bool) -> dict[int, Told]:
        """Who is told about which of `points`; `fall_back`: what nobody answers for goes to the secretariat."""
        owners = self._owners([point.id for point in points])
        own: dict[int, list[PointView]] = {}
        covered: dict[int, dict[int, list[PointView]]] = {}
        for point in points:
            answering = self._answering(owners.get(point.id, [])) or (self.secretariat if fall_back else [])
            for owner in answering:
                if (owner, snoozed(point.id)) in self.quiet:
                    continue
                if self.stand_in(owner) == owner:
                    own.setdefault(owner, []).append(point)
                else:
                    covered.setdefault(self.stand_in(owner), {}).setdefault(owner, []).append(point)
        return {who: self._told(who, own.get(who, []), covered.get(who, {})) for who in own.keys() | covered}

    def _told(self, who: int, own: list[PointView], covered: dict[int, list[PointView]]) -> Told:
        """Nothing twice: what is one's own is not told for another as well."""
        seen = {point.id for point in own}
        sections = []
        for absent, points in covered.items():
            new = [p for p in points if p.id not in seen and (who, snoozed(p.id)) not in self.quiet]
            seen |= {point.id for point in new}
            if new:
                until = self.absences.current[absent].until
                sections.append(Covered(self.present[absent].name, until, tuple(new)))
        return Told(self.present[who], tuple(own), tuple(sections))

    def _owners(self, ids: list[int]) -> dict[int, list[Owner]]:
        owners: dict[int, list[Owner]] = {}
        for owner in self.books.session.scalars(
            select(Owner).where(Owner.action_point_id.in_(ids)).order_by(Owner.position)
        ):
            owners.setdefault(owner.action_point_id, []).append(owner)
        return owners

    def _answering(self, owners: list[Owner]) -> list[int]:
        """The people who answer for it, each once."""
        return list(dict.fromkeys(person for owner in owners for person in self._people(owner)))

    def _people(self, owner: Owner) -> list[int]:
        if owner.person_id is not None:
            return [owner.person_id] if owner.person_id in self.present else []
        if owner.organisation_id is not None:
            sitting = (s for s in self.sittings if s.organisation_id == owner.organisation_id)
            return self._holding(s for s in sitting if s.capacity is Capacity.BOARD)
        if owner.group_id is not None:
            return self._chairs(owner.group_id)
        return []

    def _chairs(self, group_id: int) -> list[int]:
        group = self.books.session.get_one(Group, group_id)
        named = {group_id, None} if group.is_board else {group_id}
        return self._holding(s for s in self.sittings if is_chair(s) and s.group_id in named)

    @staticmethod
    def _holding(sittings: Iterable[Membership]) -> list[int]:
        return list(dict.fromkeys(sitting.person_id for sitting in sittings))
