"""Who is away until when, and who covers meanwhile."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.dates import full_day
from store.errors import Conflict, Invalid
from store.tables import Absence, Person


def stand_in(person_id: int, away: Mapping[int, Absence]) -> int:
    """Who hears what is for that person: they themselves, or whoever covers, or covers for whoever covers.

    `away` are the absences of the day by the person who is away. When all of them are away for each other, it is the
    person again.
    """
    asked, seen = person_id, {person_id}
    while absence := away.get(asked):
        asked = absence.deputy_id
        if asked in seen:
            return person_id
        seen.add(asked)
    return asked


class Absences:
    """The absences of one partnership over one transaction; `today` is local, the last day away counts."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    @cached_property
    def current(self) -> dict[int, Absence]:
        """The absences of today by the person who is away."""
        mine = (Absence.partnership_id == self.partnership_id, Absence.until >= self.today)
        return {absence.person_id: absence for absence in self.session.scalars(select(Absence).where(*mine))}

    def stand_in(self, person_id: int) -> int:
        """Who hears today what is for that person."""
        return stand_in(person_id, self.current)

    def covered_by(self, person_id: int) -> list[Absence]:
        """The absences during which that person covers today."""
        return [
            absence
            for absent, absence in self.current.items()
            if absent != person_id and self.stand_in(absent) == person_id
        ]

    def set(self, person: Person, until: date, deputy: Person) -> Absence:
        """Somebody is away up to and including `until`; what was said before about them is replaced.

        Raises Invalid for a day that has passed and for somebody who covers for themselves, Conflict when the
        deputy is away as well.
        """
        if until < self.today:
            raise Invalid(f"{full_day(until)} has passed already. Nothing was changed; until when is it?")
        if deputy.id == person.id:
            raise Invalid(f"{person.name} cannot cover for themselves. Nothing was changed; who covers?")
        if away := self.current.get(deputy.id):
            raise Conflict(
                f"{deputy.name} is away until {full_day(away.until)}, too. Nothing was changed; who else covers?"
            )
        absence = self._of(person) or Absence(partnership_id=self.partnership_id, person_id=person.id)
        absence.deputy_id, absence.until = deputy.id, until
        self.session.add(absence)
        self._changed()
        return absence

    def end(self, person: Person) -> None:
        """They are back. Raises Conflict when they were not away."""
        absence = self.current.get(person.id)
        if absence is None:
            raise Conflict(f"{person.name} is not away as far as I know. Nothing was changed.")
        self.session.delete(absence)
        self._changed()

    def _of(self, person: Person) -> Absence | None:
        """What is noted of them, even if it is over."""
        mine = (Absence.partnership_id == self.partnership_id, Absence.person_id == person.id)
        return self.session.scalar(select(Absence).where(*mine))

    def _changed(self) -> None:
        self.session.flush()
        self.__dict__.pop("current", None)
