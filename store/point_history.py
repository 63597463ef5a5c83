"""What the history has of one action point: its events in words, and how it stood before it was closed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from store.dates import full_day
from store.past import Past
from store.phrases import listed
from store.tables import ActionPoint, History, Owner, Status
from store.views import EventView

_POINT, _OWNER = ActionPoint.__tablename__, Owner.__tablename__
Columns = dict[str, Any] | None


def events_of(point: ActionPoint, past: Past) -> tuple[EventView, ...]:
    """Who did what when, oldest first; a change of date or owners says which."""
    changes = [change for change in past.changes_of(point.id) if change.what]
    entries = _entries(point, [change.id for change in changes], past.session)
    return tuple(
        EventView(change.at, change.by, "; ".join([change.what, *_details(entries.get(change.id, []))]))
        for change in changes
    )


def _entries(point: ActionPoint, changes: list[int], session: Session) -> dict[int, list[History]]:
    """What these changes did to the action point itself and to its owners."""
    itself = and_(History.row_kind == _POINT, History.row_id == point.id)
    rows = session.scalars(
        select(History)
        .where(History.change_id.in_(changes), or_(itself, History.row_kind == _OWNER))
        .order_by(History.id)
    )
    found: dict[int, list[History]] = {}
    for row in rows:
        if row.row_kind == _POINT or (row.after or row.before or {}).get("action_point_id") == point.id:
            found.setdefault(row.change_id, []).append(row)
    return found


def _details(entries: list[History]) -> Iterator[str]:
    for entry in entries:
        if entry.row_kind == _POINT and entry.before is not None and entry.after is not None:
            yield from _dated(entry.before, entry.after)
    was = _names(entry.before for entry in entries if entry.row_kind == _OWNER)
    now = _names(entry.after for entry in entries if entry.row_kind == _OWNER)
    if was and now != was:
        yield f"{listed(now) if now else 'nobody'}, until then {listed(was)}"


def _dated(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    if "due" in after and after["due"] != before.get("due"):
        now, was = _day(after["due"]), _day(before.get("due"))
        yield f"due on {now or 'no day'}, until then {was or 'none'}"


def _day(said: str | None) -> str:
    return full_day(date.fromisoformat(said)) if said else ""


def _names(columns: Iterator[Columns]) -> list[str]:
    return [str(each["name"]) for each in columns if each is not None and "name" in each]


def before_closing(point: ActionPoint, session: Session) -> tuple[Status, str]:
    """How it stood before it was last closed, and with which note; open, without one, where nobody knows."""
    entries = session.scalars(
        select(History)
        .where(History.partnership_id == point.partnership_id)
        .where(History.row_kind == _POINT, History.row_id == point.id)
        .order_by(History.id.desc())
    )
    for entry in entries:
        if entry.before is not None and entry.after and entry.after.get("status") == Status.CLOSED:
            return Status(entry.before["status"]), str(entry.before.get("note", point.note))
    return Status.OPEN, ""
