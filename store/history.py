"""The history: every change of every recorded row, written in the same transaction.

It listens to the session instead of being called, so no rule of a book and no handler can forget it. A change
(`Change`) is one act of one person; under it stands an entry (`History`) per row with the columns before and after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from textwrap import shorten
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session, UOWTransaction

from store.tables import (
    WHAT,
    Base,
    Change,
    History,
    Recorded,
)

# Rows whose change alters what is derived per partnership (vocabulary, planned reminders).
DERIVED_FROM = {
    *("person", "organisation", "membership", "body", "meeting", "agenda_item", "service_contact"),
    "delegation",
    "plan_target",
}
IMPORT = "import of "  # what bringing a paper in is called, before the name of the paper
# Rows of the community safety plan, which its reminders show.
PLANNED = {"plan_target", "target_progress", "target_lead"}


@dataclass(frozen=True, slots=True)
class Author:
    """Who is acting: `person_id` is None for the machine itself and for imports at the terminal."""

    name: str
    person_id: int | None = None
    source: str | None = None


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
    return _entry(row, None, {name: plain(getattr(row, name)) for name in recorded_columns(row)})


def _gone(row: object) -> dict[str, Any] | None:
    return _entry(row, {name: plain(getattr(row, name)) for name in recorded_columns(row)}, None)


def _changed(row: object) -> dict[str, Any] | None:
    """What happened to a row's columns in this flush, or None when nothing worth recording did."""
    attributes = inspect(row).attrs
    names = [name for name in recorded_columns(row) if attributes[name].history.has_changes()]
    before = {name: plain(_old(attributes[name].history.deleted)) for name in names}
    after = {name: plain(getattr(row, name)) for name in names}
    return _entry(row, before, after) if before != after else None


def _entry(row: object, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any] | None:
    if not isinstance(row, Recorded) or not isinstance(row, Base):
        return None
    return {"row_kind": row.__tablename__, "row_id": row.id, "before": before, "after": after}  # type: ignore[attr-defined]  # every recorded table has an id


def recorded_columns(row: object) -> list[str]:
    """The columns that the history follows; none of a row that it does not follow."""
    if not isinstance(row, Recorded):
        return []
    return [column.key for column in inspect(type(row)).column_attrs if column.key not in row.unrecorded]


def _old(deleted: Any) -> Any:
    return deleted[0] if deleted else None


def plain(value: Any) -> Any:
    """A column's value as JSON: dates and times as ISO text, words of an enumeration as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value
