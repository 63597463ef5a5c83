"""Taking over what papers print: action points with the number, the state and the owners that stand there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from store.errors import Conflict
from store.names import Party
from store.reference import Reference
from store.register import Register, checked, parties_of
from store.tables import ActionPoint, Group, Meeting, Owner, Status


@dataclass(frozen=True, slots=True)
class Printed:
    """An action point as a paper prints it: `note` is its third column, `source` the paper and its line."""

    text: str
    owners: tuple[Party, ...]
    status: Status
    note: str = ""
    due: date | None = None
    due_words: str | None = None
    paragraph: str | None = None
    source: str | None = None
    closed_at: datetime | None = None


class PrintedRegister(Register):
    """The register as an import sees it: what is printed counts, and is not worked out anew."""

    def numbered(self, group: Group, year: int, ref: Reference) -> ActionPoint | None:
        """Whatever has that number, a withdrawn action too; the year is the meeting's."""
        return self.session.scalar(
            select(ActionPoint)
            .where(ActionPoint.partnership_id == self.partnership_id, ActionPoint.group_id == group.id)
            .where(ActionPoint.year == year, ActionPoint.month == ref.month)
            .where(ActionPoint.number == ref.number)
            .options(selectinload(ActionPoint.owners), selectinload(ActionPoint.updates))
        )

    def last_number(self, group: Group, month: date) -> int:
        """The highest number given out for that month, by an action since withdrawn too; 0 for none."""
        mine = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.group_id == group.id)
        own = (ActionPoint.year == month.year, ActionPoint.month == month.month)
        return self.session.scalar(select(func.max(ActionPoint.number)).where(*mine, *own)) or 0

    def minuted_at(self, meeting_id: int) -> list[ActionPoint]:
        """What a meeting minuted and was not withdrawn, in order, with its owners."""
        mine = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.meeting_id == meeting_id)
        rows = select(ActionPoint).where(*mine, ActionPoint.status != Status.WITHDRAWN)
        return list(
            self.session.scalars(rows.order_by(ActionPoint.number).options(selectinload(ActionPoint.owners)))
        )

    def known_by_name(self) -> list[tuple[Owner, ActionPoint]]:
        """Owners who were in no book when their action was minuted and are kept by name, with the action."""
        nobody = (Owner.person_id.is_(None), Owner.organisation_id.is_(None), Owner.group_id.is_(None))
        mine = select(Owner, ActionPoint).join(ActionPoint, ActionPoint.id == Owner.action_point_id)
        rows = self.session.execute(
            mine.where(Owner.partnership_id == self.partnership_id, *nobody).order_by(Owner.id)
        )
        return [(owner, point) for owner, point in rows]

    def enter(self, meeting: Meeting, ref: Reference | None, printed: Printed) -> ActionPoint:
        """Take over an action point that a paper has minuted, under the number printed there, else the next.

        One that was withdrawn is taken up again. Raises Conflict when the number stands for an action already.
        """
        ref = ref or Reference(meeting.month.month, self._next_number(meeting))
        known = self.numbered(meeting.group, meeting.month.year, ref)
        if known is not None and known.status is not Status.WITHDRAWN:
            raise Conflict(f"{ref} stands in the register already. Nothing was changed.")
        point = known or self._minuted(meeting, ref, printed.text)
        point.meeting_id = meeting.id
        self._state(point, printed)
        point.status, point.closed_at = printed.status, printed.closed_at
        self.session.add(point)
        self.session.flush()
        return point

    def restate(self, point: ActionPoint, printed: Printed) -> None:
        """Take over what a newer paper says of an action point. One carried over stays carried over."""
        self._state(point, printed)
        if self.successor(point) is None:
            was_closed = point.status is printed.status is Status.CLOSED
            point.closed_at = point.closed_at if was_closed else printed.closed_at
            point.status = printed.status
        self.session.flush()

    def _state(self, point: ActionPoint, printed: Printed) -> None:
        point.text = checked(printed.text, "An action point needs a text")
        point.note = checked(printed.note, None)
        point.due, point.due_words = printed.due, printed.due_words
        point.paragraph, point.source = printed.paragraph, printed.source
        if parties_of(point.owners) != list(printed.owners):
            self._set_owners(point, list(printed.owners))

    def recognise(self, owner: Owner, party: Party) -> None:
        """An owner kept by name is in the books by now. The printed name stays."""
        owner.person_id = party.id if party.kind == "person" else None
        owner.organisation_id = party.id if party.kind == "organisation" else None
        owner.group_id = party.id if party.kind == "group" else None
