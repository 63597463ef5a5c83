"""What happened to action points, from the history, a line each in the words of a paper.

What was undone, and its undoing, are left out: a paper tells what stands. A public paper tells nothing from the time
when an action point was confidential, nor that it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select

from store.books import OpenBooks
from store.dates import day
from store.papers.writing.register_paper import HappeningRow
from store.tables import ActionPoint, Change, History, Owner, Status, Update

_AT_ONCE = 1_000  # ids in one statement: databases set limits
_STATUS = {
    Status.OPEN.value: "Opened again",
    Status.IN_PROGRESS.value: "In progress",
    Status.CARRIED_OVER.value: "Carried over",
    Status.CLOSED.value: "Closed",
    Status.WITHDRAWN.value: "Withdrawn",
}
_KINDS = {"Closed": "closed", "Carried over": "carried over", "Raised": "raised"}


@dataclass(frozen=True, slots=True)
class Subject:
    """An action point whose history is wanted."""

    id: int
    ref: str
    full_ref: str


def happenings(
    books: OpenBooks, subjects: Iterable[Subject], *, since: datetime | None = None, public: bool
) -> tuple[HappeningRow, ...]:
    """What happened to these after `since`, in order of time; all of it without one."""
    known = {subject.id: subject for subject in subjects}
    ids = list(known)
    parts = (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
    entries = [entry for part in parts for entry in _entries(books, part, since)]
    found = _told(entries, known, books, public=public)
    return tuple(sorted(found, key=lambda row: row.at))


def _told(
    entries: list[Row[Any]], known: Mapping[int, Subject], books: OpenBooks, *, public: bool
) -> Iterator[HappeningRow]:
    opened = _opened(entries) if public else {}
    raised = {(e.change, e.point) for e in entries if e.kind == ActionPoint.__tablename__ and _made(e)}
    said = {(e.change, (e.after or {}).get("text")) for e in entries if e.kind == Update.__tablename__}
    owners: dict[tuple[int, int], list[str]] = {}
    for entry in entries:
        within, raising = (entry.change, entry.point), (entry.change, entry.point) in raised
        if entry.id <= opened.get(entry.point, 0):
            continue
        if entry.kind == Owner.__tablename__ and not raising and entry.after:
            owners.setdefault(within, []).append(entry.after.get("name", ""))
        elif entry.kind == Update.__tablename__ and _made(entry):
            yield _said(known[entry.point], entry.after, books)
        elif entry.kind == ActionPoint.__tablename__ and (_made(entry) or not raising):
            for what in _whats(entry, public=public, said=said):
                yield _row(known[entry.point], entry, what, books)
    at = {entry.change: entry for entry in entries}
    for (change, point), names in owners.items():
        yield _row(known[point], at[change], f"Given to {', '.join(names)}", books)


def _row(subject: Subject, entry: Row[Any], what: str, books: OpenBooks) -> HappeningRow:
    kind = _KINDS.get(what.partition(":")[0], "")
    return HappeningRow(subject.full_ref, subject.ref, entry.at.astimezone(books.zone), entry.by, what, kind)


def _said(subject: Subject, after: Mapping[str, Any], books: OpenBooks) -> HappeningRow:
    """An update at its own time, which may lie long before a paper brought it in."""
    at = datetime.fromisoformat(after["at"]).astimezone(books.zone)
    return HappeningRow(subject.full_ref, subject.ref, at, after["by"], f"Update: {after['text']}")


def _opened(entries: list[Row[Any]]) -> dict[int, int]:
    """The entry with which each that was confidential ceased to be."""
    return {
        entry.point: entry.id
        for entry in entries
        if (entry.before or {}).get("confidential") and (entry.after or {}).get("confidential") is False
    }


def _made(entry: Row[Any]) -> bool:
    return entry.before is None and entry.after is not None


def _whats(entry: Row[Any], *, public: bool, said: set[tuple[int, Any]]) -> Iterator[str]:
    """What an entry of an action point says, one by one; what an update `said` in the same change is not said twice."""
    after: dict[str, Any] = dict(entry.after or {})
    if (entry.change, after.get("note")) in said:
        del after["note"]
        after.pop("status", None)
    if _made(entry):
        yield "Raised"
        return
    yield from _changed(after)
    if "confidential" in after and not public:
        yield "Confidential from now on" if after["confidential"] else "No longer confidential"


def _changed(after: Mapping[str, Any]) -> Iterator[str]:
    note = str(after.get("note") or "").strip()
    if "status" in after:
        word = _STATUS[after["status"]]
        said = note if note.casefold().startswith(word.casefold()) else f"{word}: {note}"
        yield said if note else word
    elif note:
        yield f"Noted: {note}"
    if "text" in after:
        yield f"Reworded: {after['text']}"
    if "due" in after:
        due = after["due"]
        yield f"Due {day(date.fromisoformat(due))}" if due else "Due at the next meeting"


def _entries(books: OpenBooks, ids: list[int], since: datetime | None) -> Iterator[Row[Any]]:
    """The entries about these action points, their updates and the owners they have, oldest first."""
    statements = (
        _of(ActionPoint.__tablename__, books)
        .where(History.row_id.in_(ids))
        .add_columns(History.row_id.label("point")),
        _of(Update.__tablename__, books)
        .join(Update, Update.id == History.row_id)
        .where(Update.action_point_id.in_(ids))
        .add_columns(Update.action_point_id.label("point")),
        _of(Owner.__tablename__, books)
        .join(Owner, Owner.id == History.row_id)
        .where(Owner.action_point_id.in_(ids))
        .add_columns(Owner.action_point_id.label("point")),
    )
    for statement in statements:
        later = statement.where(Change.at > since) if since else statement
        yield from books.session.execute(later.order_by(History.id))


def _of(kind: str, books: OpenBooks) -> Select[Any]:
    return (
        select(
            History.id,
            History.row_kind.label("kind"),
            History.change_id.label("change"),
            History.before,
            History.after,
            Change.at,
            Change.by,
        )
        .select_from(History)
        .join(Change, Change.id == History.change_id)
        .where(History.partnership_id == books.partnership.id, History.row_kind == kind)
        .where(Change.undone_by_id.is_(None), Change.undoes_id.is_(None))
    )
