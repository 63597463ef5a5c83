"""Reminders of the community safety plan: to leads by the timescales of their targets, each month to the secretariat.

A day on which anything is to be said has one row, which fans out into a direct message for each lead; what it names
is looked up when it is delivered. What recurs is spoken of before each of its dates, whether or not the one before
was reported on; what is late again and again until somebody says how it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.addresses import Addressee
from scheduler.plan import Planned
from scheduler.policy import Kind, Policy
from scheduler.troubles import secretariat
from store.books import OpenBooks
from store.hours import day_after, day_before
from store.quiet import PLAN
from store.recipients import Circle, Everybody, is_present
from store.tables import Capacity, Outbox, Person, PlanTarget, TargetState
from store.views import PointView

_LASTS = timedelta(days=3)
_DIGEST_LASTS = timedelta(days=14)
LATE = 6  # times that what is late is spoken of


@dataclass(frozen=True, slots=True)
class DueTargets:
    """What a lead is reminded of, by the ids of the targets, the most urgent first."""

    recipient: Addressee
    targets: tuple[int, ...]
    kind: Kind = Kind.PLAN
    named: tuple[PointView, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDigest:
    """How the plan stands, for one of the secretariat."""

    recipient: Addressee
    kind: Kind = Kind.PLAN_DIGEST
    named: tuple[PointView, ...] = ()


def planned(
    rows: Sequence[PlanTarget], zone: ZoneInfo, policy: Policy, since: datetime, until: datetime
) -> list[Planned]:
    """The reminders of active targets that fall due from `since` to just before `until`; none without a plan."""
    if not rows:
        return []
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    days = sorted({day for row in rows for day in _days(row, policy, last) if first <= day <= last})
    told = [_row(Kind.PLAN, day, zone, policy, _LASTS) for day in days]
    told += [
        _row(Kind.PLAN_DIGEST, day, zone, policy, _DIGEST_LASTS)
        for day in _months(first, last)
        if policy.plan_digest
    ]
    return [row for row in told if since <= row.due_at < until]


def active(session: Session, partnership_id: int) -> list[PlanTarget]:
    """The targets of all plans that are still to be worked on."""
    mine = (PlanTarget.partnership_id == partnership_id, PlanTarget.state == TargetState.ACTIVE)
    return list(session.scalars(select(PlanTarget).where(*mine).options(selectinload(PlanTarget.leads))))


def _days(target: PlanTarget, policy: Policy, last: date) -> Iterator[date]:
    """The working days on which a target is spoken of: before each of its dates, then while it is late."""
    if target.due is None:
        return
    for due in _dates(target, last + timedelta(days=max(policy.plan, default=0))):
        yield from (day_before(due - timedelta(days=days)) for days in policy.plan)
    if policy.plan_overdue:
        times = range(1, LATE + 1)
        yield from (day_after(target.due + timedelta(days=policy.plan_overdue * count)) for count in times)


def _dates(target: PlanTarget, last: date) -> Iterator[date]:
    """The date that waits for a report and, of what recurs, those that follow it."""
    from store.timescales import Recurrence  # noqa: PLC0415 - loaded where there is a plan

    at, recurs = target.due, Recurrence.parse(target.recurs)
    while at is not None:
        yield at
        at = recurs.after(at) if recurs and at <= last else None


def _months(first: date, last: date) -> Iterator[date]:
    """The first working day of each month."""
    at = first.replace(day=1)
    while at <= last:
        yield day_after(at)
        at = (at + timedelta(days=31)).replace(day=1)


def _row(kind: Kind, day: date, zone: ZoneInfo, policy: Policy, lasts: timedelta) -> Planned:
    due = datetime.combine(day, policy.digests_at, zone).astimezone(UTC)
    return Planned(f"{kind}:{day}", kind, None, 0, due, due + lasts)


def recipients(row: Outbox, books: OpenBooks, policy: Policy) -> list[int]:
    """The people for whom a planned row fans out; nobody when nothing is to be said any more."""
    if row.kind == Kind.PLAN_DIGEST:
        wanted = policy.plan_digest and active(books.session, books.partnership.id)
        return secretariat(books) if wanted else []
    return sorted(_told(_day(row, books), books, policy))


def _day(row: Outbox, books: OpenBooks) -> date:
    return row.due_at.astimezone(books.zone).date()


def _told(day: date, books: OpenBooks, policy: Policy) -> dict[int, list[PlanTarget]]:
    """The targets that are spoken of on that day, by whoever is told of them."""
    rows = [row for row in active(books.session, books.partnership.id) if day in _days(row, policy, day)]
    return told_to(rows, Everybody(books).on(books.today), day) if rows else {}


def told_to(rows: Iterable[PlanTarget], circle: Circle, day: date) -> dict[int, list[PlanTarget]]:
    """Who is told of which targets: their leads, or whoever covers; the secretariat of those that nobody answers for.

    Who has muted these reminders is told of what is late all the same. Of an organisation those who sit for it on the Board, where nobody does its members.
    """
    found: dict[int, list[PlanTarget]] = {}
    for row in sorted(rows, key=lambda row: (row.due or date.max, row.chapter, row.number)):
        leading = circle.answering(row.leads) or _members(row, circle) or circle.books_keepers
        late = row.due is not None and row.due < day
        for person in dict.fromkeys(map(circle.stand_in, leading)):
            if late or (person, PLAN) not in circle.quiet:
                found.setdefault(person, []).append(row)
    return found


def _members(row: PlanTarget, circle: Circle) -> list[int]:
    bodies = {lead.organisation_id for lead in row.leads} - {None}
    sitting = (s for s in circle.sittings if s.organisation_id in bodies and s.capacity is not Capacity.GUEST)
    return list(dict.fromkeys(s.person_id for s in sitting))


def notice(row: Outbox, books: OpenBooks, policy: Policy) -> DueTargets | PlanDigest | None:
    """What a row for one person says now; None when it was settled meanwhile, or they have left."""
    reader = books.directory.person(row.person_id or 0)
    if reader is None or not is_present(reader, books.today):
        return None
    if row.kind == Kind.PLAN_DIGEST:
        return PlanDigest(Addressee.of(reader)) if reader.id in recipients(row, books, policy) else None
    targets = _told(_day(row, books), books, policy).get(reader.id, [])
    return DueTargets(Addressee.of(reader), tuple(target.id for target in targets)) if targets else None


def refs_of(notice: DueTargets | PlanDigest, books: OpenBooks) -> list[str]:
    """How a thread below it remembers the targets that it names."""
    targets = notice.targets if isinstance(notice, DueTargets) else ()
    found = (books.plans.by_id(target) for target in targets)
    views = [books.plans.view(target) for target in found if target]
    return [view.remembered for view in views]


def foretold(reminder: Planned, books: OpenBooks, policy: Policy) -> tuple[str, tuple[str, ...]] | None:
    """What a planned row will say in plain words, and to whom, as things stand; None when nobody is told anything."""
    day = reminder.due_at.astimezone(books.zone).date()
    if reminder.kind is Kind.PLAN_DIGEST:
        names = [person.name for person in _people(secretariat(books), books)]
        return ("How the community safety plan is doing", tuple(names)) if names else None
    told = _told(day, books, policy)
    refs = sorted({target.ref for targets in told.values() for target in targets})
    names = [person.name for person in _people(sorted(told), books)]
    return (
        (f"Plan targets, unless they are reported on before: {', '.join(refs)}", tuple(names))
        if names
        else None
    )


def _people(ids: list[int], books: OpenBooks) -> Iterator[Person]:
    found = (books.directory.person(person) for person in ids)
    return (person for person in found if person)
