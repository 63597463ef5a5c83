"""The history: every change of every recorded row, written in the same transaction, and undone from here.

It listens to the session instead of being called, so no rule of a book and no handler can forget it. A change
(`Change`) is one act of one person; under it stands an entry (`History`) per row with the columns before and after.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from textwrap import shorten
from typing import Any

from sqlalchemy import Select, and_, event, exists, func, insert, inspect, or_, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, UOWTransaction, selectinload

from store.errors import Conflict, NotFound
from store.quiet import point_of
from store.tables import (
    WHAT,
    ActionPoint,
    Base,
    Change,
    Closing,
    Group,
    History,
    Meeting,
    Owner,
    Plan,
    PlanTarget,
    Quiet,
    Recorded,
    TargetState,
)

# Rows whose change alters what is derived per partnership (vocabulary, planned reminders).
DERIVED_FROM = {
    *("person", "organisation", "membership", "body", "meeting", "agenda_item", "service_contact"),
    "delegation",
    "plan_target",
}
_MESSAGE = re.compile(r"(?:https?|slack):")
IMPORT = "import of "  # what bringing a paper in is called, before the name of the paper
LOOKED_BACK = 100  # changes of somebody among which one about an action point is looked for
# Rows of the community safety plan, which its reminders show.
PLANNED = {"plan_target", "target_progress", "target_lead"}


@dataclass(frozen=True, slots=True)
class Author:
    """Who is acting: `person_id` is None for the machine itself and for imports at the terminal."""

    name: str
    person_id: int | None = None
    source: str | None = None


def is_of_a_paper(source: str | None) -> bool:
    """Whether a paper that was brought in says so; what comes from a message has its address there."""
    return source is not None and not _MESSAGE.match(source)


def with_reason(what: str, reason: str) -> str:
    """What a change is called, with the reason that was given for it."""
    return f"{what}: {reason}" if reason else what


def reason_of(change: Change) -> str:
    """The reason that `with_reason` noted; nothing where none was given."""
    return change.what.partition(": ")[2]


class Recorder:
    """Writes the history of one session, all under one change, and knows what else is no longer true by it."""

    def __init__(self, session: Session, partnership_id: int, author: Author, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.author = author
        self.now = now
        self.change_id: int | None = None
        self.what = ""
        self.derived_changed = False
        self.plan_changed = False
        self.touched: set[int] = set()  # the ids of the action points about which something was recorded

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """What is recorded inside is forgotten, since it is rolled back."""
        known = (self.change_id, self.what, self.derived_changed, self.plan_changed, set(self.touched))
        try:
            yield
        finally:
            self.change_id, self.what, self.derived_changed, self.plan_changed, self.touched = known

    def follow(self) -> None:
        """Write down whatever the session changes from now on."""
        event.listen(self.session, "after_flush", self._record)

    def _record(self, session: Session, flushed: UOWTransaction) -> None:
        gone = _deleted(flushed)
        kept = [row for row in session.dirty if row not in gone]
        told = [
            *((row, _made(row)) for row in session.new),
            *((row, _changed(row)) for row in kept),
            *((row, _gone(row)) for row in gone),
        ]
        entries = [entry for _, entry in told if entry]
        if not entries:
            return
        self.touched |= {row.concerns for row, entry in told if entry and row.concerns}
        self.plan_changed |= any(entry["row_kind"] in PLANNED for entry in entries)
        self.derived_changed |= any(entry["row_kind"] in DERIVED_FROM for entry in entries)
        under = {"partnership_id": self.partnership_id, "change_id": self.header()}
        session.execute(insert(History), [{**entry, **under} for entry in entries])

    def header(self) -> int:
        """The change that everything of this transaction stands under, made with the first entry.

        What leaves no entry, such as a new secret, asks for it so that the history says who and when.
        """
        if self.change_id is None:
            header = insert(Change).values(
                partnership_id=self.partnership_id,
                at=self.now,
                person_id=self.author.person_id,
                by=self.author.name,
                what=shorten(self.what, WHAT, placeholder="…"),
                source=self.author.source,
            )
            self.change_id = self.session.execute(header.returning(Change.id)).scalar_one()
        return self.change_id


def _deleted(flushed: UOWTransaction) -> list[object]:
    """What a flush deletes, orphans too: `session.deleted` holds only what was deleted by name."""
    return [state.obj() for state, (gone, only_listed) in flushed.states.items() if gone and not only_listed]


def _made(row: object) -> dict[str, Any] | None:
    return _entry(row, None, {name: _plain(getattr(row, name)) for name in _recorded_columns(row)})


def _gone(row: object) -> dict[str, Any] | None:
    return _entry(row, {name: _plain(getattr(row, name)) for name in _recorded_columns(row)}, None)


def _changed(row: object) -> dict[str, Any] | None:
    """What happened to a row's columns in this flush, or None when nothing worth recording did."""
    attributes = inspect(row).attrs
    names = [name for name in _recorded_columns(row) if attributes[name].history.has_changes()]
    before = {name: _plain(_old(attributes[name].history.deleted)) for name in names}
    after = {name: _plain(getattr(row, name)) for name in names}
    return _entry(row, before, after) if before != after else None


def _entry(row: object, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any] | None:
    if not isinstance(row, Recorded) or not isinstance(row, Base):
        return None
    return {"row_kind": row.__tablename__, "row_id": row.id, "before": before, "after": after}  # type: ignore[attr-defined]  # every recorded table has an id


def _recorded_columns(row: object) -> list[str]:
    """The columns that the history follows; none of a row that it does not follow."""
    if not isinstance(row, Recorded):
        return []
    return [column.key for column in inspect(type(row)).column_attrs if column.key not in row.unrecorded]


def _old(deleted: Any) -> Any:
    return deleted[0] if deleted else None


def _plain(value: Any) -> Any:
    """A column's value as JSON: dates and times as ISO text, words of an enumeration as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


class Past:
    """Reading the history, and taking the last change back."""

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
        closings = set(self.session.scalars(select(Closing.id).where(Closing.action_point_id == point_id)))
        changes = self._changes_of_rows(ActionPoint.__tablename__, {point_id})
        changes |= self._changes_of_rows(Closing.__tablename__, closings) if closings else set()
        changes |= self._changes_of_owners(point_id)
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

    def last_about(self, person_id: int, points: set[int]) -> Change:
        """The latest that says something about one of these action points. Raises NotFound when there is none of late."""
        for change in self.session.scalars(self._standing(person_id).limit(LOOKED_BACK)):
            if points & set(self._ids(change)):
                return change
        raise NotFound("Of late you changed nothing there that I could undo. Nothing was changed.")

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
        found = (self.session.get(ActionPoint, point_id) for point_id in self._ids(change))
        return [point for point in found if point is not None]

    def _ids(self, change: Change) -> list[int]:
        return sorted(set(filter(None, map(self._point_of, self.entries(change)))))

    def _point_of(self, entry: History) -> int | None:
        """The id of the action point that an entry says something about."""
        if entry.row_kind == ActionPoint.__tablename__:
            return entry.row_id
        row = self.session.get(_recorded_tables()[entry.row_kind], entry.row_id)
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
        return [change for change in self.session.scalars(later) if points & set(self._ids(change))]

    def is_personal(self, change: Change) -> bool:
        """Whether it is only about what its author wants to be reminded of."""
        return {entry.row_kind for entry in self.entries(change)} <= {Quiet.__tablename__}

    def around(self, entry: History) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """The columns of a row as they were before an entry and after it; None where it did not exist."""
        table = _recorded_tables()[entry.row_kind]
        if entry.before is None or entry.after is None:
            made, gone = (_typed(table, columns or {}) for columns in (entry.after, entry.before))
            return (None, made) if entry.before is None else (gone, None)
        row = self.session.get(table, entry.row_id)
        columns = {name: _plain(getattr(row, name)) for name in _recorded_columns(row)} if row else {}
        mine = (History.partnership_id == self.partnership_id, History.row_kind == entry.row_kind)
        later = select(History).where(*mine, History.row_id == entry.row_id, History.id > entry.id)
        for following in self.session.scalars(later.order_by(History.id.desc())):
            columns |= following.before or {}
        return _typed(table, columns | entry.before), _typed(table, columns)

    def undo(self, change: Change) -> None:
        """Take a change back.

        Raises Conflict when that has been done, or when somebody has changed the same thing since (it says
        who) or built upon it, because their change would be lost with it.
        """
        if change.undone_by_id is not None:
            raise Conflict(f"“{change.what}” has been undone already. Nothing was changed.")
        self._refuse_if_changed_since(change)
        entries = list(reversed(self.entries(change)))
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
        carried_on = select(ActionPoint.id).where(ActionPoint.carried_from_id.in_(self._ids(change)))
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
        table = _recorded_tables()[entry.row_kind]
        row = self.session.get(table, entry.row_id)
        if entry.before is None:
            if row is not None:
                self._take_back(row)
        elif entry.after is None:
            self.session.add(table(**_typed(table, entry.before)))
        elif row is not None:
            for name, value in _typed(table, entry.before).items():
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


def _recorded_tables() -> dict[str, type[Base]]:
    tables: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return {table.__tablename__: table for table in tables if issubclass(table, Recorded)}


def _typed(table: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a history entry as the columns want them again."""
    columns = inspect(table).columns
    return {name: _column_value(columns[name].type.python_type, value) for name, value in values.items()}


def _column_value(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
