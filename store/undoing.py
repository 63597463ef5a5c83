"""Taking a change back, row by row, and recording that as any other change."""

from typing import Any

from sqlalchemy import and_, or_, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from store.errors import Conflict
from store.past import Past, recorded_tables, typed
from store.tables import ActionPoint, Change, Group, History, Meeting, Plan, PlanTarget, TargetState


class Undoing:
    """Takes changes of one partnership back, in the transaction whose recorder says who does."""

    def __init__(self, past: Past) -> None:
        self.past, self.session, self.recorder = past, past.session, past.recorder
        self.partnership_id = past.partnership_id

    def undo(self, change: Change) -> None:
        """Take a change back.

        Raises Conflict when that has been done, or when somebody has changed the same thing since (it says
        who) or built upon it, because their change would be lost with it.
        """
        if change.undone_by_id is not None:
            raise Conflict(f"“{change.what}” has been undone already. Nothing was changed.")
        self._refuse_if_changed_since(change)
        entries = list(reversed(self.past.entries(change)))
        what = change.what  # a failed flush rolls back, and expires it
        try:
            for entry in entries:
                self._revert(entry)
                self.session.flush()  # one by one: what came last goes first, because it stands on the rest
        except IntegrityError as error:
            raise Conflict(
                f"“{what}” cannot be undone: what it added is in use by now. Nothing was changed."
            ) from error
        if self.recorder.change_id is not None:
            change.undone_by_id = self.recorder.change_id
            self.session.get_one(Change, self.recorder.change_id).undoes_id = change.id

    def _refuse_if_changed_since(self, change: Change) -> None:
        """Whether it touched the same row, or carried on what this change says something about: that stands as it was."""
        touched = select(History.row_kind, History.row_id).where(History.change_id == change.id)
        carried_on = select(ActionPoint.id).where(
            ActionPoint.carried_from_id.in_(self.past.points_of(change))
        )
        later = self.session.scalar(
            select(Change)
            .join(History, History.change_id == Change.id)
            .where(
                or_(
                    tuple_(History.row_kind, History.row_id).in_(touched),
                    and_(History.row_kind == ActionPoint.__tablename__, History.row_id.in_(carried_on)),
                )
            )
            .where(History.partnership_id == self.partnership_id, Change.id > change.id)
            .where(Change.undone_by_id.is_(None), Change.undoes_id.is_(None))
            .order_by(Change.id.desc())
            .limit(1)
        )
        if later is not None:
            raise Conflict(
                f"“{change.what}” cannot be undone: {later.by} has changed the same thing since"
                f" (“{later.what}”). Nothing was changed."
            )

    def _revert(self, entry: History) -> None:
        table = recorded_tables()[entry.row_kind]
        row = self.session.get(table, entry.row_id)
        if entry.before is None:
            if row is not None:
                self._take_back(row)
        elif entry.after is None:
            self.session.add(table(**typed(table, entry.before)))
        elif row is not None:
            for name, value in typed(table, entry.before).items():
                setattr(row, name, value)

    def _take_back(self, row: Any) -> None:
        """Undo a creation: what carries a number is withdrawn, what gave one out stays, anything else goes."""
        if isinstance(row, Plan):
            self._take_targets_along(row)
        for name, value in (row.withdrawn or {}).items():
            setattr(row, name, value)
        if row.withdrawn is None and not self._gave_out_numbers(row):
            self.session.delete(row)

    def _take_targets_along(self, plan: Plan) -> None:
        """A plan that goes takes the numbers along that were given out in it; one that stands in the way stays."""
        loaded = (selectinload(PlanTarget.leads), selectinload(PlanTarget.progress))
        gone = (PlanTarget.plan_id == plan.id, PlanTarget.state == TargetState.WITHDRAWN)
        for target in self.session.scalars(select(PlanTarget).where(*gone).options(*loaded)):
            self.session.delete(target)
        self.session.flush()

    def _gave_out_numbers(self, row: object) -> bool:
        """Whether it is a meeting or a group under which a number was given out, withdrawn ones too."""
        if isinstance(row, Meeting):
            under = ActionPoint.meeting_id == row.id
        elif isinstance(row, Group):
            under = ActionPoint.group_id == row.id
        else:
            return False
        return self.session.scalar(select(ActionPoint.id).where(under).limit(1)) is not None
