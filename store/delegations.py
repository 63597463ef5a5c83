"""Who acts as secretariat until when."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.dates import full_day
from store.errors import Conflict, Invalid
from store.tables import Delegation, Person


class Delegations:
    """The delegations of one partnership over one transaction; `today` is local, the last day counts."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    def lasting(self) -> list[tuple[int, date]]:
        """Who acts today or later, each with the last day, in the order in which it was said."""
        mine = (Delegation.partnership_id == self.partnership_id, Delegation.until >= self.today)
        rows = select(Delegation.person_id, Delegation.until).where(*mine).order_by(Delegation.id)
        return [(person_id, until) for person_id, until in self.session.execute(rows)]

    def set(self, person: Person, until: date) -> None:
        """Somebody acts as secretariat up to and including `until`; what was said before about them is replaced.

        Raises Invalid for a day that has passed.
        """
        if until < self.today:
            raise Invalid(f"{full_day(until)} has passed already. Nothing was changed; until when is it?")
        row = self._of(person) or Delegation(partnership_id=self.partnership_id, person_id=person.id)
        row.until = until
        self.session.add(row)
        self.session.flush()

    def end(self, person: Person) -> None:
        """They act as secretariat no longer. Raises Conflict when they do not."""
        row = self._of(person)
        if row is None or row.until < self.today:
            raise Conflict(f"{person.name} does not act as secretariat. Nothing was changed.")
        self.session.delete(row)
        self.session.flush()

    def _of(self, person: Person) -> Delegation | None:
        mine = (Delegation.partnership_id == self.partnership_id, Delegation.person_id == person.id)
        return self.session.scalar(select(Delegation).where(*mine))
