"""Keeping the outbox in step with the calendar: what is planned for the next weeks is in it, and nothing else."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session

from scheduler import yearly
from scheduler.corrections import corrections
from scheduler.outbox import insert_new
from scheduler.plan import Planned, planned
from scheduler.policy import PLANNED, Policy
from scheduler.regular import regular
from store.calendar import Calendar
from store.tables import Group, Outbox, OutboxState, Partnership, Person

HORIZON = timedelta(days=45)
RENEWAL = timedelta(days=1)  # a plan is drawn up anew daily, so a changed policy takes effect within a day
RENEWED = timedelta(days=7)  # no regular digest is of use for longer

UNPLANNED = "Calendar or policy have changed, and it is planned no more."


def stale_partnerships(session: Session, now: datetime, limit: int) -> list[int]:
    """Up to `limit` partnerships whose calendar has changed since it was planned, or whose plan is running out."""
    changed = Partnership.planned_edition != Partnership.edition
    running_out = or_(Partnership.planned_until.is_(None), Partnership.planned_until < _needed(now))
    ids = select(Partnership.id).where(or_(changed, running_out))
    changed_first = case((changed, 0), else_=1)
    return list(session.scalars(ids.order_by(changed_first, Partnership.planned_until).limit(limit)))


def refresh(session: Session, partnership_id: int, policy: Policy, now: datetime) -> None:
    """Bring the outbox of one partnership up to date, if it is not; the caller commits.

    Reminders that have become due but not useless while nobody planned (a meeting was moved, the bot was off)
    are planned too and so go out at once. None is planned that was due before the partnership had its books.
    """
    partnership = _turn(session, partnership_id)
    if partnership is None or not _is_stale(partnership, now):
        return
    zone, until = ZoneInfo(partnership.timezone), now + HORIZON
    meetings = Calendar(session, partnership.id, now.astimezone(zone).date(), zone).every()
    plan = planned(meetings, zone, policy, partnership.created_at, until)
    plan += regular(
        _posting(session, partnership.id), zone, policy, max(partnership.created_at, now - RENEWED), until
    )
    plan += yearly.planned(zone, policy, max(partnership.created_at, now - RENEWED), until)
    plan += yearly.remarks(_remarking(session, partnership.id), now)
    useful = {reminder.key: reminder for reminder in plan if reminder.stale_at > now}
    known = _known(session, partnership.id, useful)
    for row in known:
        _bring_in_step(row, useful.get(row.key), now)
    keys = {row.key for row in known}
    insert_new(session, [row_of(r, partnership.id) for r in useful.values() if r.key not in keys])
    insert_new(session, corrections(session, partnership.id, now, zone))
    partnership.planned_edition, partnership.planned_until = partnership.edition, until


def _posting(session: Session, partnership_id: int) -> list[int]:
    """The groups that have a channel to post in."""
    mine = (Group.partnership_id == partnership_id, Group.channel.is_not(None))
    return list(session.scalars(select(Group.id).where(*mine).order_by(Group.id)))


def _remarking(session: Session, partnership_id: int) -> list[Person]:
    """Those who say that something is wrong with their entry."""
    mine = (Person.partnership_id == partnership_id, Person.remark.is_not(None))
    return list(session.scalars(select(Person).where(*mine).order_by(Person.id)))


def row_of(reminder: Planned, partnership_id: int) -> dict[str, Any]:
    """The columns of a new row of the outbox."""
    return {
        "partnership_id": partnership_id,
        "key": reminder.key,
        "kind": reminder.kind.value,
        "meeting_id": reminder.meeting_id,
        "days_before": reminder.days_before,
        "due_at": reminder.due_at,
        "stale_at": reminder.stale_at,
    }


def _turn(session: Session, partnership_id: int) -> Partnership | None:
    """The partnership, locked against other planners but not against its users; None while one is at it."""
    mine = select(Partnership).where(Partnership.id == partnership_id)
    return session.scalar(mine.with_for_update(key_share=True, skip_locked=True))


def _is_stale(partnership: Partnership, now: datetime) -> bool:
    until = partnership.planned_until
    return partnership.planned_edition != partnership.edition or until is None or until < _needed(now)


def _needed(now: datetime) -> datetime:
    """How far a plan has to reach."""
    return now + HORIZON - RENEWAL


def _known(session: Session, partnership_id: int, useful: dict[str, Planned]) -> list[Outbox]:
    """Planned rows that wait, and those of the plan in any state, but none that is being claimed just now.

    Rows for one person are left alone: they follow from a planned one, and are checked when they are delivered.
    """
    kinds = Outbox.kind.in_([kind.value for kind in PLANNED])
    mine = and_(Outbox.partnership_id == partnership_id, Outbox.person_id.is_(None), kinds)
    wanted = or_(Outbox.state == OutboxState.PENDING, Outbox.key.in_(useful))
    return list(session.scalars(select(Outbox).where(mine, wanted).with_for_update(skip_locked=True)))


def _bring_in_step(row: Outbox, reminder: Planned | None, now: datetime) -> None:
    """Withdraw what is planned no more, revive what is planned again, and follow changed times."""
    if row.state not in (OutboxState.PENDING, OutboxState.WITHDRAWN):
        return
    if reminder is None:
        if row.stale_at > now:  # the others are left to be skipped
            row.state, row.last_error = OutboxState.WITHDRAWN, UNPLANNED
        return
    row.due_at, row.stale_at = reminder.due_at, reminder.stale_at
    if row.state is OutboxState.WITHDRAWN:
        row.state, row.last_error = OutboxState.PENDING, None
