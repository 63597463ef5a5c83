"""The outbox: one row for each reminder and recipient, and what becomes of it.

Any number of processes may work on it; each row is claimed by at most one of them. Nothing here commits: the caller
does. What a holder does with its row it does for its claim, and nothing happens when that has passed to another.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from scheduler.claims import Claim
from scheduler.policy import Kind
from store.tables import Instant, Outbox, OutboxState, Partnership

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60))
"""How long to wait after each failed attempt; the last one is repeated for as long as the reminder is of use."""
SETTLING = timedelta(days=1)
"""How long after its use is over a message is still looked for that may have been posted."""
LONGEST_ERROR = 300

STALE = "It had lost its use before it could be posted."
UNTRUE = "It was no longer true, or had nobody to go to, when it was due."
DIED = "The process that was to post it has ended over it."


def insert_new(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write those of the `rows` (columns of Outbox) whose key is not there yet."""
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 3 MB that SQLite has no use for

        session.execute(postgresql.insert(Outbox).on_conflict_do_nothing(), rows)
    else:
        session.execute(sqlite.insert(Outbox).on_conflict_do_nothing(), rows)


def claim(session: Session, now: datetime, token: str, *, but: Collection[int] = ()) -> Outbox | None:
    """Take the oldest row that is due, under a token of at most 60 characters that is never used again.

    Rows of the partnerships in `but` are left alone.

    It counts as an attempt at once, so that one which kills its process is tried ever less often. The session must
    have been opened for writing: SQLite then lets other writers wait, PostgreSQL lets them take other rows.
    """
    taken = {"now": now, "token": token}
    row: Outbox | None = (
        session.scalar(_CLAIM_OF_OTHERS, {**taken, "but": list(but)})
        if but
        else session.scalar(_CLAIM, taken)
    )
    return row


def left_to_all(now: Any) -> ColumnElement[bool]:
    """Nothing holds it back. A wait that began in the future is none: the clock has been put right since."""
    return or_(Outbox.lease_until.is_(None), Outbox.lease_until <= now, Outbox.held_since > now)


def claims(session: Session) -> list[Claim]:
    """Every claim that stands."""
    held = select(Outbox.id, Outbox.claimed_by).where(Outbox.state == OutboxState.CLAIMED)
    return [Claim(*row) for row in session.execute(held)]


def lapsed(session: Session, now: datetime) -> bool:
    """Whether there are rows that have lost their use."""
    return session.scalar(select(Outbox.id).where(_lapsed(now)).limit(1)) is not None


def _lapsed(now: datetime) -> ColumnElement[bool]:
    """What nobody is delivering; one that may have been posted is looked for first, for a day."""
    over = and_(Outbox.stale_at <= now, or_(Outbox.channel.is_(None), Outbox.stale_at <= now - SETTLING))
    return and_(Outbox.state == OutboxState.PENDING, Outbox.due_at <= now, over)


def put_aside(session: Session, now: datetime, limit: int) -> list[Outbox]:
    """Settle up to `limit` rows that have lost their use: skipped, or failed where it was tried in vain."""
    rows = list(
        session.scalars(select(Outbox).where(_lapsed(now)).limit(limit).with_for_update(skip_locked=True))
    )
    for row in rows:
        _put_aside(row)
    return rows


def too_late(session: Session, claim: Claim) -> Outbox | None:
    """The same for one that was claimed to be looked for, and is not there."""
    row = _held(session, claim)
    if row is not None:
        row.attempts -= 1
        _put_aside(row)
    return row


def _put_aside(row: Outbox) -> None:
    tried = row.last_error is not None
    _settle(row, OutboxState.FAILED if tried else OutboxState.SKIPPED, row.last_error or STALE)


def release(session: Session, claim: Claim, now: datetime) -> None:
    """The holder of that claim is gone: a failed attempt like any other, which may have got as far as posting."""
    failed(session, claim, DIED, now, final=False, certain=False)


def stands(session: Session, claim: Claim) -> bool:
    """Whether the claim still stands, so that what is done twice without harm may be done."""
    return _held(session, claim) is not None


def tried_at(session: Session, claim: Claim, channel: str, draws: str | None, now: datetime) -> bool:
    """Note where it is going to be posted at once; whether the claim still stands, so that it may be.

    `draws` is the request that draws it anew, if it is one that shows how something stands.
    """
    values = {"row": claim.row_id, "by": claim.token, "where": channel, "anew": draws, "now": now}
    return session.execute(_TRY, values).scalar() is not None


def sent(session: Session, row_id: int, channel: str | None, ts: str | None, now: datetime) -> None:
    """It has been posted, as `ts` in `channel`. That is so whoever holds the row by now; the first one counts.

    One that an earlier attempt had posted was sent then: what it shows is of that moment.
    """
    session.execute(_SENT, {"row": row_id, "where": channel, "ts": ts, "now": now})


def mark(uid: str, key: str) -> str:
    """The mark of the reminder with that key, of the partnership with that `uid`."""
    return hashlib.blake2s(f"{uid}:{key}".encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class SessionPost:
    """A posted reminder of a meeting: where it stands, with which mark, and when it was posted."""

    mark: str
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
    uid = session.get_one(Partnership, partnership_id).uid
    return [
        SessionPost(mark(uid, row.key), row.channel, row.posted_ts, row.sent_at)
        for row in rows
        if row.channel and row.posted_ts and row.sent_at
    ]


def session_posted_at(session: Session, partnership_id: int, channel: str, ts: str) -> int | None:
    """The meeting whose reminder is the message `ts` of a channel, if it is one."""
    mine = (Outbox.partnership_id == partnership_id, Outbox.kind == Kind.SESSION)
    there = (Outbox.channel == channel, Outbox.posted_ts == ts)
    return session.scalar(select(Outbox.meeting_id).where(*mine, *there).limit(1))


def failed(session: Session, claim: Claim, error: str, now: datetime, *, final: bool, certain: bool) -> None:
    """An attempt came to nothing: try again after a pause, or never when it is `final`.

    `error` is kept, so it must hold no text of people. `certain`: it has not been posted, so it need not be looked for.
    """
    row = _held(session, claim)
    if row is None:
        return
    _settle(row, OutboxState.FAILED if final else OutboxState.PENDING, error)
    if certain:
        _stands_nowhere(row)
    if not final:
        _hold(row, now, now + PAUSES[min(row.attempts, len(PAUSES)) - 1])


def withdrawn(session: Session, claim: Claim) -> None:
    """What was to be delivered is no longer true. Nothing was tried, so it counts as no attempt."""
    row = _held(session, claim)
    if row is not None:
        _settle(row, OutboxState.WITHDRAWN, UNTRUE)
        row.attempts -= 1
        _stands_nowhere(row)


def postponed(
    session: Session, claim: Claim, now: datetime, until: datetime, *, certain: bool = False
) -> None:
    """It has to wait, for an hour at which it may be said or for its turn. It counts as no attempt."""
    row = _held(session, claim)
    if row is not None:
        _settle(row, OutboxState.PENDING, row.last_error)
        row.attempts -= 1
        _hold(row, now, until)
        if certain:
            _stands_nowhere(row)


def _held(session: Session, claim: Claim) -> Outbox | None:
    """The row, locked, if that claim still stands; a reminder is deleted with its meeting."""
    row = session.get(Outbox, claim.row_id, with_for_update=True, populate_existing=True)
    stands = row is not None and row.state is OutboxState.CLAIMED and Claim.on(row) == claim
    return row if stands else None


def _settle(row: Outbox, state: OutboxState, why: str | None) -> None:
    """Put the row into a state in which nobody holds it."""
    row.state = state
    row.last_error = why[:LONGEST_ERROR] if why else None
    row.claimed_by = row.held_since = row.lease_until = None


def _stands_nowhere(row: Outbox) -> None:
    row.channel = row.sent_at = None


def _hold(row: Outbox, now: datetime, until: datetime) -> None:
    row.held_since, row.lease_until = now, until


# What every reminder goes through, written once, and past the ORM, which would take longer than the database.
_ROWS = Outbox.metadata.tables[Outbox.__tablename__]
_NOW = bindparam("now", type_=Instant())
_FREE = {"held_since": None, "lease_until": None}
_OLDEST = (
    select(Outbox.id)
    .where(Outbox.state == OutboxState.PENDING, Outbox.due_at <= _NOW, left_to_all(_NOW))
    .where(or_(Outbox.stale_at > _NOW, Outbox.channel.is_not(None)))
    .order_by(Outbox.due_at, Outbox.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


def _taking(oldest: Select[int]) -> Any:
    """The statement that claims that row."""
    taken: dict[str, Any] = {"state": OutboxState.CLAIMED, "claimed_by": bindparam("token"), **_FREE}
    return select(Outbox).from_statement(
        update(_ROWS)
        .where(_ROWS.c.id == oldest.scalar_subquery())
        .values(attempts=_ROWS.c.attempts + 1, **taken)
        .returning(_ROWS)
    )


_CLAIM = _taking(_OLDEST)
_CLAIM_OF_OTHERS = _taking(_OLDEST.where(Outbox.partnership_id.not_in(bindparam("but", expanding=True))))
_TRY = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("row"), _ROWS.c.state == OutboxState.CLAIMED)
    .where(_ROWS.c.claimed_by == bindparam("by"))
    .values(channel=bindparam("where"), draws=bindparam("anew"), sent_at=_NOW)
    .returning(_ROWS.c.id)
)
_SENT = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("row"), _ROWS.c.state != OutboxState.SENT)
    .values(state=OutboxState.SENT, last_error=None, claimed_by=None, **_FREE)
    .values(channel=bindparam("where"), posted_ts=bindparam("ts"))
    .values(sent_at=func.coalesce(_ROWS.c.sent_at, _NOW))
)
