"""What people do not want to be reminded of for a while, or at all."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from store.errors import Conflict
from store.tables import Quiet

WEEKLY = "weekly"  # the personal weekly digest
NUDGES = "nudges"  # what comes before the Board's report deadline
PLAN = "plan"  # what comes before the dates of plan targets
MUTABLE = {
    WEEKLY: "the weekly list of your action points",
    NUDGES: "the reminders before the report deadline",
    PLAN: "the reminders of plan targets before their dates",
}
"""What people may do without, and how it is called before them. What is overdue they are asked about all the same."""


def snoozed(point_id: int) -> str:
    """The key of one action point."""
    return f"{Quiet.POINT}{point_id}"


def point_of(key: str) -> int | None:
    """The id of the action point whose key that is; None for any other."""
    kind, _, number = key.partition(":")
    return int(number) if kind == "point" and number.isdecimal() else None


class Quieted:
    """What is quiet in one partnership over one transaction; `today` is local."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    def now(self) -> set[tuple[int, str]]:
        """The persons and keys of all that is quiet today."""
        return {(person_id, what) for person_id, what, _ in self.lasting()}

    def lasting(self) -> list[tuple[int, str, date | None]]:
        """The same, each with the day on which it comes again."""
        lasting = or_(Quiet.until.is_(None), Quiet.until > self.today)
        mine = select(Quiet.person_id, Quiet.what, Quiet.until).where(
            Quiet.partnership_id == self.partnership_id
        )
        return [
            (person_id, what, until) for person_id, what, until in self.session.execute(mine.where(lasting))
        ]

    def is_set(self, person_id: int, what: str) -> bool:
        """Whether it was muted for good, or snoozed for a while that may be over."""
        return self._row(person_id, what) is not None

    def until(self, person_id: int, what: str) -> date | None:
        """The day on which it comes again, when it is quiet today and that day is known."""
        row = self._row(person_id, what)
        return row.until if row and row.until and row.until > self.today else None

    def set(self, person_id: int, what: str, until: date | None) -> None:
        """Say nothing of it before `until` (None: never again); what was said before is replaced."""
        row = self._row(person_id, what) or Quiet(
            partnership_id=self.partnership_id, person_id=person_id, what=what
        )
        row.until = until
        self.session.add(row)
        self.session.flush()

    def end(self, person_id: int, what: str) -> None:
        """Say it again. Raises Conflict when it was not quiet."""
        row = self._row(person_id, what)
        if row is None:
            raise Conflict(f"You get {MUTABLE[what]} already. Nothing was changed.")
        self.session.delete(row)
        self.session.flush()

    def _row(self, person_id: int, what: str) -> Quiet | None:
        mine = (Quiet.partnership_id == self.partnership_id, Quiet.person_id == person_id)
        return self.session.scalar(select(Quiet).where(*mine, Quiet.what == what))
