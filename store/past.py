"""Reading the history: what happened to a row, what a change did and is about, and how a row stood before it."""

from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Select, exists, func, inspect, select
from sqlalchemy.orm import Session

from store.errors import NotFound
from store.history import Recorder, plain, recorded_columns
from store.quiet import point_of, snoozed
from store.tables import ActionPoint, Base, Change, Closing, History, Owner, Quiet, Recorded


class Past:
    """The history of one partnership, as the transaction that reads it sees it."""

    def __init__(self, session: Session, partnership_id: int, recorder: Recorder) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.recorder = recorder

    def of(self, kind: str, row_id: int) -> list[tuple[Change, History]]:
        """Everything that happened to one row, oldest first."""
        rows = self.session.execute(
            select(Change, History)
            .join(History, History.change_id == Change.id)
            .where(History.partnership_id == self.partnership_id)
            .where(History.row_kind == kind, History.row_id == row_id)
            .order_by(History.id)
        )
        return [(change, entry) for change, entry in rows]

    def changes_of(self, point_id: int) -> list[Change]:
        """The changes of an action point, of its owners, and of what was made of its closings, oldest first."""
        return self._these(self._changes_of_point(point_id))

    def _changes_of_point(self, point_id: int) -> set[int]:
        closings = set(self.session.scalars(select(Closing.id).where(Closing.action_point_id == point_id)))
        changes = self._changes_of_rows(ActionPoint.__tablename__, {point_id})
        changes |= self._changes_of_rows(Closing.__tablename__, closings) if closings else set()
        return changes | self._changes_of_owners(point_id)

    def _these(self, changes: set[int]) -> list[Change]:
        return list(self.session.scalars(select(Change).where(Change.id.in_(changes)).order_by(Change.id)))

    def _changes_of_rows(self, kind: str, rows: set[int]) -> set[int]:
        """Along the index of a row's history: any other way would read as much as there are changes of everybody."""
        mine = (History.partnership_id == self.partnership_id, History.row_kind == kind)
        return set(self.session.scalars(select(History.change_id).where(*mine, History.row_id.in_(rows))))

    def _changes_of_owners(self, point_id: int) -> set[int]:
        """Found from the owners of today: whatever brought one may have taken the place of an earlier one.

        The history of a row is found along an index; that of all owners there ever were would have to be read.
        """
        new = set(self.session.scalars(select(Owner.id).where(Owner.action_point_id == point_id)))
        known: set[int] = set()
        changes: set[int] = set()
        mine = (History.partnership_id == self.partnership_id, History.row_kind == Owner.__tablename__)
        while new:
            known |= new
            changes |= self._changes_of_rows(Owner.__tablename__, new)
            entries = self.session.scalars(select(History).where(*mine, History.change_id.in_(changes)))
            gone = {row.row_id for row in entries if (row.before or {}).get("action_point_id") == point_id}
            new = gone - known
        return changes

    def last_of(self, person_id: int) -> Change:
        """The last change of this person that still stands and left an entry. Raises NotFound when there is none."""
        return self.last_few_of(person_id, 1)[0]

    def last_few_of(self, person_id: int, count: int) -> list[Change]:
        """So many of them, the latest first. Raises NotFound where there are fewer."""
        found = list(self.session.scalars(self._standing(person_id).limit(count)))
        if not found:
            raise NotFound("There is no change of yours to undo.")
        if len(found) < count:
            raise NotFound(
                f"Of yours there is {len(found)} to undo, and not {count}. Nothing was changed; say which."
            )
        return found

    def last_about(self, person_id: int, point_id: int) -> Change:
        """Their latest that says something about an action point and still stands. Raises NotFound when there is none."""
        snooze = select(Quiet.id).where(Quiet.person_id == person_id, Quiet.what == snoozed(point_id))
        asleep = self._changes_of_rows(Quiet.__tablename__, set(self.session.scalars(snooze)))
        mine = [
            change
            for change in self._these(self._changes_of_point(point_id) | asleep)
            if change.person_id == person_id and change.undone_by_id is None and change.undoes_id is None
        ]
        if not mine:
            raise NotFound("You changed nothing there that I could undo. Nothing was changed.")
        return mine[-1]

    def _standing(self, person_id: int) -> Select[Change]:
        return (
            select(Change)
            .where(Change.partnership_id == self.partnership_id, Change.person_id == person_id)
            .where(Change.undone_by_id.is_(None), Change.undoes_id.is_(None))
            .where(exists().where(History.change_id == Change.id))
            .order_by(Change.id.desc())
        )

    def change(self, change_id: int) -> Change:
        """One change. Raises NotFound when it is none of this partnership's."""
        mine = (Change.partnership_id == self.partnership_id, Change.id == change_id)
        change = self.session.scalar(select(Change).where(*mine))
        if change is None:
            raise NotFound("That change is not in the history.")
        return change

    def entries(self, change: Change) -> list[History]:
        """What a change did, row by row, in order."""
        mine = (History.partnership_id == self.partnership_id, History.change_id == change.id)
        return list(self.session.scalars(select(History).where(*mine).order_by(History.id)))

    def concerned(self, change: Change) -> list[ActionPoint]:
        """The action points that a change says something about, also by an update, an owner or a reminder."""
        found = (self.session.get(ActionPoint, point_id) for point_id in self.points_of(change))
        return [point for point in found if point is not None]

    def points_of(self, change: Change) -> list[int]:
        """The ids of those action points, in their order."""
        return sorted(set(filter(None, map(self._point_of, self.entries(change)))))

    def _point_of(self, entry: History) -> int | None:
        """The id of the action point that an entry says something about."""
        if entry.row_kind == ActionPoint.__tablename__:
            return entry.row_id
        row = self.session.get(recorded_tables()[entry.row_kind], entry.row_id)
        said = {**(entry.before or {}), **(entry.after or {})}  # the row itself may be gone by now
        named = said.get("action_point_id", getattr(row, "action_point_id", None))
        quiet = said.get("what", getattr(row, "what", "")) if entry.row_kind == Quiet.__tablename__ else ""
        return named or point_of(quiet)

    def made(self, change: Change, kind: str) -> set[int]:
        """The ids of the rows of a kind that a change has added."""
        return {entry.row_id for entry in self.entries(change) if entry.row_kind == kind and not entry.before}

    def latest(self) -> int:
        """The id of the last change of all; 0 before there is one."""
        mine = Change.partnership_id == self.partnership_id
        return self.session.scalar(select(func.max(Change.id)).where(mine)) or 0

    def since(self, change_id: int, points: set[int], *, by_anybody: bool = False) -> list[Change]:
        """What others, or with `by_anybody` the author too, have changed about these after that change, oldest first."""
        later = (
            select(Change)
            .where(Change.partnership_id == self.partnership_id, Change.id > change_id)
            .where(Change.id != (self.recorder.change_id or 0))
            .order_by(Change.id)
        )
        if not by_anybody:
            later = later.where(Change.person_id.is_distinct_from(self.recorder.author.person_id))
        return [change for change in self.session.scalars(later) if points & set(self.points_of(change))]

    def is_personal(self, change: Change) -> bool:
        """Whether it is only about what its author wants to be reminded of."""
        return {entry.row_kind for entry in self.entries(change)} <= {Quiet.__tablename__}

    def around(self, entry: History) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """The columns of a row as they were before an entry and after it; None where it did not exist."""
        table = recorded_tables()[entry.row_kind]
        if entry.before is None or entry.after is None:
            made, gone = (typed(table, columns or {}) for columns in (entry.after, entry.before))
            return (None, made) if entry.before is None else (gone, None)
        row = self.session.get(table, entry.row_id)
        columns = {name: plain(getattr(row, name)) for name in recorded_columns(row)} if row else {}
        mine = (History.partnership_id == self.partnership_id, History.row_kind == entry.row_kind)
        later = select(History).where(*mine, History.row_id == entry.row_id, History.id > entry.id)
        for following in self.session.scalars(later.order_by(History.id.desc())):
            columns |= following.before or {}
        return typed(table, columns | entry.before), typed(table, columns)


def recorded_tables() -> dict[str, type[Base]]:
    """The tables whose rows the history follows, by name."""
    tables: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return {table.__tablename__: table for table in tables if issubclass(table, Recorded)}


def typed(table: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a history entry as the columns want them again."""
    columns = inspect(table).columns
    return {name: _column_value(columns[name].type.python_type, value) for name, value in values.items()}


def _column_value(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
