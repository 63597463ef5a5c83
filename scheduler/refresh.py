"""Keeping the outbox in step with the calendar: what is planned for the next weeks is in it, and nothing else."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from scheduler import plan_targets, yearly
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

REVIVED = frozenset({OutboxState.PENDING, OutboxState.WITHDRAWN, OutboxState.SKIPPED})
UNPLANNED = "Calendar or policy have changed, and it is planned no more."


def stale_partnerships(session: Session, now: datetime, limit: int) -> list[int]:
    """Up to `limit` partnerships that are to be planned anew, those whose calendar has changed first.

    A plan also runs out, and one that reaches further than any made now is of a clock that has been put back since.
    """
    until = Partnership.planned_until
    # One after the other: each of them is found along an index of its own.
    reasons = (
        (Partnership.planned_edition != Partnership.edition, Partnership.id),
        (until.is_(None), Partnership.id),
        (until < _needed(now), until),
        (until > now + HORIZON, until),
    )
    found: dict[int, None] = {}
    for reason, first in reasons:
        if len(found) < limit:
            ids = select(Partnership.id).where(reason).order_by(first).limit(limit)
            found.update(dict.fromkeys(session.scalars(ids)))
    return list(found)[:limit]


def refresh(session: Session, partnership_id: int, policy: Policy, now: datetime) -> None:
    """Bring the outbox of one partnership up to date, if it is not; the caller commits.

    Reminders that have become due but not useless while nobody planned (a meeting was moved, the bot was off)
    are planned too and so go out at once. None is planned that was due before the partnership had its books.
    """
    partnership = _turn(session, partnership_id)
    if partnership is None or not _is_stale(partnership, now):
        return
    zone = ZoneInfo(partnership.timezone)
    plan = {reminder.key: reminder for reminder in _plan(session, partnership, zone, policy, now)}
    known = _known(session, partnership.id, plan.keys())
    for row in known:
        _bring_in_step(row, plan.get(row.key), now)
    keys = {row.key for row in known}
    new = (reminder for reminder in plan.values() if reminder.key not in keys)
    insert_new(session, [row_of(reminder, partnership, now) for reminder in new])
    insert_new(session, corrections(session, partnership.id, now, zone))
    partnership.planned_edition, partnership.planned_until = partnership.edition, now + HORIZON


def _plan(
    session: Session, partnership: Partnership, zone: ZoneInfo, policy: Policy, now: datetime
) -> Iterable[Planned]:
    """What is of use now or will be, and what has lost its use while nobody planned: that is to be missed."""
    until, began = now + HORIZON, partnership.created_at
    meetings = Calendar(session, partnership.id, now.astimezone(zone).date(), zone).every()
    reached = partnership.planned_until or now
    calendar = planned(meetings, zone, policy, began, until)
    lately = max(began, now - RENEWED)
    digests = regular(_posting(session, partnership.id, policy), zone, policy, lately, until)
    directory = (
        *yearly.planned(zone, policy, lately, until),
        *yearly.remarks(_remarking(session, partnership.id), now),
    )
    plan = plan_targets.planned(plan_targets.active(session, partnership.id), zone, policy, lately, until)
    return (r for r in (*calendar, *digests, *directory, *plan) if r.stale_at > now or r.due_at >= reached)


def _posting(session: Session, partnership_id: int, policy: Policy) -> list[int]:
    """The groups that have a channel to post in, and their week posted."""
    mine = (Group.partnership_id == partnership_id, Group.channel.is_not(None))
    groups = session.execute(select(Group.id, Group.short_name).where(*mine).order_by(Group.id))
    return [identity for identity, name in groups if policy.has_weekly(name)]


def _remarking(session: Session, partnership_id: int) -> list[Person]:
    """Those who say that something is wrong with their entry."""
    mine = (Person.partnership_id == partnership_id, Person.remark.is_not(None))
    return list(session.scalars(select(Person).where(*mine).order_by(Person.id)))


def row_of(reminder: Planned, partnership: Partnership, now: datetime) -> dict[str, Any]:
    """The columns of a new row of the outbox."""
    return {
        "partnership_id": partnership.id,
        "key": reminder.key,
        "kind": reminder.kind.value,
        "meeting_id": reminder.meeting_id,
        "days_before": reminder.days_before,
        "due_at": reminder.due_at,
        "stale_at": reminder.stale_at,
        "expected_at": now if _is_new(reminder, partnership, now) else None,
    }


def _is_new(reminder: Planned, partnership: Partnership, now: datetime) -> bool:
    """Due already, and not for want of planning: the calendar has only now come to call for it."""
    return reminder.due_at < min(now, partnership.planned_until or now)


def _turn(session: Session, partnership_id: int) -> Partnership | None:
    """The partnership, locked against other planners but not against its users; None while one is at it."""
    mine = select(Partnership).where(Partnership.id == partnership_id)
    return session.scalar(mine.with_for_update(key_share=True, skip_locked=True))


def _is_stale(partnership: Partnership, now: datetime) -> bool:
    until = partnership.planned_until
    unchanged = partnership.planned_edition == partnership.edition
    return not (unchanged and until is not None and _needed(now) <= until <= now + HORIZON)


def _needed(now: datetime) -> datetime:
    """How far a plan has to reach."""
    return now + HORIZON - RENEWAL


def _known(session: Session, partnership_id: int, keys: Iterable[str]) -> list[Outbox]:
    """Planned rows that wait, and those of the plan in any state, but none that is being claimed just now.

    Rows for one person are left alone: they follow from a planned one, and are checked when they are delivered.
    """
    kinds = Outbox.kind.in_([kind.value for kind in PLANNED])
    mine = and_(Outbox.partnership_id == partnership_id, Outbox.person_id.is_(None), kinds)
    wanted = or_(Outbox.state == OutboxState.PENDING, Outbox.key.in_(keys))
    return list(session.scalars(select(Outbox).where(mine, wanted).with_for_update(skip_locked=True)))


def _bring_in_step(row: Outbox, reminder: Planned | None, now: datetime) -> None:
    """Withdraw what is planned no more, revive what is planned again, and follow changed times.

    What has lost its use is left to be put aside, unless it has its use again: a meeting begins later than it was to,
    or the clock was wrong. What may have been posted already is left to be looked for.
    """
    if row.channel is not None:
        return
    if reminder is None:
        if row.state is OutboxState.PENDING and row.stale_at > now:
            row.state, row.last_error = OutboxState.WITHDRAWN, UNPLANNED
        return
    if row.state not in REVIVED or (row.state is not OutboxState.PENDING and reminder.stale_at <= now):
        return
    if row.state is OutboxState.WITHDRAWN:
        row.expected_at = now if reminder.due_at < now else None
    row.due_at, row.stale_at = reminder.due_at, reminder.stale_at
    if row.state is not OutboxState.PENDING:
        row.state, row.last_error = OutboxState.PENDING, None
