"""Reminders that were true when they were posted: what the calendar has changed since is put right where they stand.

Whenever the calendar has changed, each posted reminder of a meeting that has changed since it was posted gets a row of
its own in the outbox. What the row makes of the message is worked out when it is delivered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.nudges import planned_key
from scheduler.plan import spoken_of
from scheduler.policy import OF_MEETINGS, Kind
from store.books import OpenBooks
from store.calendar import view
from store.dates import month_end
from store.tables import Change, History, Meeting, Outbox, OutboxState
from store.views import MeetingView

READ_AGAIN = timedelta(days=60)  # nobody scrolls further back for a date
USEFUL = timedelta(days=7)
BETWEEN = timedelta(minutes=2)  # working out what a reminder says, and noting that it was posted
# The columns of a meeting that its reminders show: all of them these, and those of one deadline its own.
_SHOWN = frozenset(
    {"month", "day", "start", "end", "venue", "mode", "join_link", "status", "report_deadline"}
)
_OWN = {Kind.PUBLICATION: "publication_on", Kind.QUESTIONS: "questions_at", Kind.EXPORT: "export_on"}


@dataclass(frozen=True, slots=True)
class _Changed:
    """One change of a meeting, and the columns that it changed."""

    at: datetime
    id: int
    columns: frozenset[str]


def corrections(session: Session, partnership_id: int, now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """The rows of the outbox that put right what was posted; those that are there already are among them."""
    meetings = _still_to_come(session, partnership_id, now, zone)
    posted = _posted(session, meetings, now)
    changes = _changes(session, partnership_id, {row.meeting_id for row in posted}, now)
    found = ((row, _latest(row, changes.get(row.meeting_id or 0, []))) for row in posted)
    return [_row_of(row, change_id, now) for row, change_id in found if change_id is not None]


def _still_to_come(session: Session, partnership_id: int, now: datetime, zone: ZoneInfo) -> list[int]:
    """Cancelled meetings too: whoever would come has to know."""
    today = now.astimezone(zone).date()
    mine = (Meeting.partnership_id == partnership_id, Meeting.month >= today.replace(day=1))
    meetings = session.scalars(select(Meeting).where(*mine)).unique()
    return [meeting.id for meeting in meetings if (meeting.day or month_end(meeting.month)) >= today]


def _posted(session: Session, meetings: list[int], now: datetime) -> list[Outbox]:
    sent = (Outbox.state == OutboxState.SENT, Outbox.posted_ts.is_not(None))
    recent = (Outbox.meeting_id.in_(meetings), Outbox.sent_at > now - READ_AGAIN)
    kinds = Outbox.kind.in_([kind.value for kind in OF_MEETINGS])
    return list(session.scalars(select(Outbox).where(*sent, *recent, kinds).order_by(Outbox.id)))


def _changes(
    session: Session, partnership_id: int, meetings: Iterable[int | None], now: datetime
) -> dict[int, list[_Changed]]:
    """What was changed of each meeting, when and by which change; its making is no change of it."""
    ids = [identity for identity in meetings if identity is not None]
    if not ids:
        return {}
    rows = session.execute(
        select(History.row_id, Change.at, Change.id, History.before)
        .join(Change, Change.id == History.change_id)
        .where(History.partnership_id == partnership_id, History.row_kind == Meeting.__tablename__)
        .where(History.row_id.in_(ids), Change.at > now - READ_AGAIN - BETWEEN)
        .order_by(History.id)
    )
    found: dict[int, list[_Changed]] = {}
    made: set[tuple[int, int]] = set()
    for meeting_id, at, change_id, before in rows:
        if before is None:
            made.add((meeting_id, change_id))
        elif (meeting_id, change_id) not in made:
            found.setdefault(meeting_id, []).append(_Changed(at, change_id, frozenset(before)))
    return found


def _latest(row: Outbox, changes: list[_Changed]) -> int | None:
    """The last change of what a posted reminder shows that it has not seen."""
    shown = _SHOWN | {_OWN.get(Kind(row.kind), "day")}
    since = [c.id for c in changes if c.columns & shown and row.sent_at and c.at > row.sent_at - BETWEEN]
    return since[-1] if since else None


def _row_of(posted: Outbox, change_id: int, now: datetime) -> dict[str, Any]:
    return {
        "partnership_id": posted.partnership_id,
        "key": f"{Kind.CORRECTION}:{posted.id}:{change_id}",
        "kind": Kind.CORRECTION.value,
        "meeting_id": posted.meeting_id,
        "days_before": posted.days_before,
        "due_at": now,
        "stale_at": now + USEFUL,
    }


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A posted reminder, the date that it spoke of, and its meeting as it is now."""

    row: Outbox
    spoke_of: date
    meeting: MeetingView

    @property
    def date_now(self) -> date | None:
        """What it would speak of now."""
        return spoken_of(Kind(self.row.kind), self.meeting)

    @property
    def still_so(self) -> bool:
        """Its date has not changed, only what else it shows."""
        return self.date_now == self.spoke_of and not self.meeting.cancelled


def lapsed(row: Outbox, books: OpenBooks) -> Lapsed | None:
    """What a row is to put right; None when the reminder or its meeting is gone."""
    posted = books.session.get(Outbox, int(row.key.split(":")[1]))
    meeting = books.calendar.known(posted.meeting_id) if posted and posted.meeting_id else None
    if posted is None or meeting is None:
        return None
    spoke_of = date.fromisoformat(planned_key(posted).rpartition(":")[2])
    return Lapsed(posted, spoke_of, view(meeting, books.zone))
