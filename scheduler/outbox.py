"""The outbox: one row for each reminder and recipient, and who is delivering it just now.

Any number of processes may work on it. Each row is held by at most one of them, for as long as its lease; one
whose holder has died is held by the next. Nothing here commits: the caller does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from scheduler.policy import Kind
from store.tables import Outbox, OutboxState

LEASE = timedelta(minutes=2)  # longer than any delivery takes, so a row held beyond it has lost its holder
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
"""How long to wait after each failed attempt: together they outlast an outage of a working day."""
MOST_ATTEMPTS = len(PAUSES) + 1
LONGEST_ERROR = 300

STALE = "It had lost its use before it could be posted."
UNTRUE = "It was no longer true, or had nobody to go to, when it was due."
GIVEN_UP = "Every attempt ended without an answer."


def insert_new(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write those of the `rows` (columns of Outbox) whose key is not there yet."""
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 3 MB that SQLite has no use for

        session.execute(postgresql.insert(Outbox).on_conflict_do_nothing(), rows)
    else:
        session.execute(sqlite.insert(Outbox).on_conflict_do_nothing(), rows)


def claim(session: Session, now: datetime, who: str, limit: int) -> list[Outbox]:
    """Take up to `limit` rows that are due, the oldest first: they are `who`'s until the lease runs out.

    A taken row counts as an attempt at once, so that one which kills its process is given up in the end. Those
    that have lost their use meanwhile are skipped and say so. The session must have been opened for writing:
    SQLite then lets other writers wait, PostgreSQL lets them take other rows.
    """
    due = and_(_free(now), Outbox.due_at <= now)
    _put_aside(session, and_(due, Outbox.stale_at <= now), OutboxState.SKIPPED, STALE)
    _put_aside(session, and_(due, Outbox.attempts >= MOST_ATTEMPTS), OutboxState.FAILED, GIVEN_UP)
    oldest = select(Outbox).where(due).order_by(Outbox.due_at, Outbox.id).limit(limit)
    rows = list(session.scalars(oldest.with_for_update(skip_locked=True)))
    for row in rows:
        row.state = OutboxState.CLAIMED
        row.attempts += 1
        row.claimed_by = who
        row.lease_until = now + LEASE
    return rows


def _free(now: datetime) -> ColumnElement[bool]:
    """Nobody holds it, and it is not pausing after a failure."""
    waiting = Outbox.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
    return and_(waiting, or_(Outbox.lease_until.is_(None), Outbox.lease_until <= now))


def _put_aside(session: Session, which: ColumnElement[bool], state: OutboxState, why: str) -> None:
    ids = select(Outbox.id).where(which).with_for_update(skip_locked=True)
    settled = {"state": state, "last_error": why, "claimed_by": None, "lease_until": None}
    statement = update(Outbox).where(Outbox.id.in_(ids)).values(settled)
    session.execute(statement.execution_options(synchronize_session=False))


def sent(
    session: Session,
    row_id: int,
    channel: str | None,
    ts: str | None,
    now: datetime,
    *,
    draws: str | None = None,
) -> None:
    """It has been posted, as `ts` in `channel`. That is so whoever holds the row by now; the first one counts.

    `draws` is the request that draws it anew, if it is one that shows how something stands.
    """
    row = _locked(session, row_id)
    if row.state is OutboxState.SENT:
        return
    _settle(row, OutboxState.SENT, None)
    row.channel, row.posted_ts, row.sent_at, row.draws = channel, ts, now, draws


@dataclass(frozen=True, slots=True)
class SessionPost:
    """A posted reminder of a meeting: where it stands, under which key, and when it was posted."""

    key: str
    channel: str
    ts: str
    at: datetime


def posted_sessions(session: Session, partnership_id: int, meeting_id: int) -> list[SessionPost]:
    """The reminders of one meeting that stand in a channel, the latest last."""
    mine = (Outbox.partnership_id == partnership_id, Outbox.meeting_id == meeting_id)
    rows = session.scalars(
        select(Outbox)
        .where(*mine, Outbox.kind == Kind.SESSION, Outbox.state == OutboxState.SENT)
        .order_by(Outbox.due_at)
    )
    return [
        SessionPost(row.key, row.channel, row.posted_ts, row.sent_at)
        for row in rows
        if row.channel and row.posted_ts and row.sent_at
    ]


def session_posted_at(session: Session, partnership_id: int, channel: str, ts: str) -> int | None:
    """The meeting whose reminder is the message `ts` of a channel, if it is one."""
    mine = (Outbox.partnership_id == partnership_id, Outbox.kind == Kind.SESSION)
    there = (Outbox.channel == channel, Outbox.posted_ts == ts)
    return session.scalar(select(Outbox.meeting_id).where(*mine, *there).limit(1))


def failed(session: Session, row_id: int, who: str, error: str, now: datetime, *, final: bool) -> None:
    """The attempt of `who` came to nothing: try again after a pause, or never when it is `final` or the last.

    `error` is kept, so it must hold no text of people. Does nothing when the row has passed to somebody else.
    """
    row = _locked(session, row_id)
    if row.state is not OutboxState.CLAIMED or row.claimed_by != who:
        return
    if final or row.attempts >= MOST_ATTEMPTS:
        _settle(row, OutboxState.FAILED, error)
        return
    _settle(row, OutboxState.PENDING, error)
    row.lease_until = now + PAUSES[row.attempts - 1]


def withdrawn(session: Session, row_id: int, who: str) -> None:
    """What `who` was to deliver is no longer true. Nothing was tried, so it counts as no attempt.

    Does nothing when the row has passed to somebody else.
    """
    row = _locked(session, row_id)
    if row.state is OutboxState.CLAIMED and row.claimed_by == who:
        _settle(row, OutboxState.WITHDRAWN, UNTRUE)
        row.attempts -= 1


def postponed(session: Session, row_id: int, who: str, until: datetime) -> None:
    """What `who` was to deliver has to wait for an hour at which it may be said. It counts as no attempt.

    Does nothing when the row has passed to somebody else.
    """
    row = _locked(session, row_id)
    if row.state is OutboxState.CLAIMED and row.claimed_by == who:
        _settle(row, OutboxState.PENDING, None)
        row.attempts -= 1
        row.lease_until = until


def _locked(session: Session, row_id: int) -> Outbox:
    return session.get_one(Outbox, row_id, with_for_update=True, populate_existing=True)


def _settle(row: Outbox, state: OutboxState, why: str | None) -> None:
    """Put the row into a state in which nobody holds it."""
    row.state = state
    row.last_error = why[:LONGEST_ERROR] if why else None
    row.claimed_by = None
    row.lease_until = None
