"""Reminders that have lost their use before they could be posted, and the one message that names them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.addresses import Addressee
from scheduler.called_for import current_meeting
from scheduler.changes import announcement
from scheduler.naming import title
from scheduler.nudges import addressed, planned_key
from scheduler.outbox import insert_new
from scheduler.policy import ABOUT_PEOPLE, OF_MEETINGS, Kind, Policy
from scheduler.regular import group_of
from store.books import OpenBooks
from store.tables import Outbox, OutboxState

TOLD_WITHIN = timedelta(days=14)
# What is overdue is asked about anew the next day, so nothing is lost with a day's digest of it.
NAMED = OF_MEETINGS | ABOUT_PEOPLE | {Kind.WEEKLY, Kind.PERSONAL, Kind.CHANGED, Kind.PLAN}


@dataclass(frozen=True, slots=True)
class Lost:
    """One reminder that never came. `at` is when it should have (local); `to` the person, if it was for one.

    `why` is the word with which it was refused; empty when it was never tried.
    """

    at: datetime
    what: str
    to: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """What the secretariat is told of them."""

    recipient: Addressee
    lost: tuple[Lost, ...]
    kind: Kind = Kind.MISSED


def report(session: Session, rows: Iterable[Outbox], now: datetime) -> None:
    """Have those of the rows named to the secretariats that are worth it: in one message each; the caller commits.

    What has not been told yet is told together.
    """
    lost = sorted((row for row in rows if row.kind in NAMED), key=lambda row: (row.partnership_id, row.id))
    for partnership_id, theirs in groupby(lost, key=lambda row: row.partnership_id):
        named = list(theirs)
        key = _waiting(session, partnership_id, now) or f"{Kind.MISSED}:{named[0].id}:{now:%Y%m%dT%H%M%S}"
        shared = {"partnership_id": partnership_id, "kind": Kind.MISSED.value, "days_before": 0}
        insert_new(session, [{**shared, "key": key, "due_at": now, "stale_at": now + TOLD_WITHIN}])
        for row in named:
            row.reported_in = key


def _waiting(session: Session, partnership_id: int, now: datetime) -> str | None:
    """The key of a report that nobody has begun to tell."""
    mine = (Outbox.partnership_id == partnership_id, Outbox.kind == Kind.MISSED, Outbox.person_id.is_(None))
    waiting = select(Outbox.key).where(*mine, Outbox.state == OutboxState.PENDING, Outbox.due_at <= now)
    return session.scalar(waiting.limit(1).with_for_update(skip_locked=True))


def missed(row: Outbox, books: OpenBooks, policy: Policy) -> Missed | None:
    """What a row of that kind says to its person; None when nothing that it names was called for in the end."""
    to = addressed(row.person_id, books) if row.person_id is not None else None
    named = select(Outbox).where(
        Outbox.partnership_id == row.partnership_id,
        Outbox.reported_in == planned_key(row),
        Outbox.state.in_((OutboxState.SKIPPED, OutboxState.FAILED)),
    )
    rows = books.session.scalars(named.order_by(Outbox.due_at, Outbox.id)).all()
    lost = tuple(line for each in rows if (line := _line(each, books, policy)))
    return Missed(Addressee.of(to), lost) if to and lost else None


def _line(row: Outbox, books: OpenBooks, policy: Policy) -> Lost | None:
    what = _what(row, books, policy)
    person = addressed(row.person_id, books) if row.person_id is not None else None
    if what is None or (row.person_id is not None and person is None):
        return None
    at = (row.expected_at or row.due_at).astimezone(books.zone)
    refused = row.last_error or "" if row.state is OutboxState.FAILED else ""
    return Lost(at, what, person.name if person else "", refused)


# What needs no more than its kind to be named.
_ALWAYS = {
    Kind.PERSONAL: "Weekly list of open action points",
    Kind.CONFIRM: "Yearly question whether the directory is right",
    Kind.PLAN: "Plan targets that were due or late",
    Kind.REMARK: "What somebody says is wrong in the directory, as `/contacts stale` has it",
}


def _what(row: Outbox, books: OpenBooks, policy: Policy) -> str | None:
    """What it was, in one line; None for one that would not have been posted anyway."""
    kind = Kind(row.kind)
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    if kind is Kind.WEEKLY:
        group = books.directory.group(group_of(row.key))
        return f"Week of the register of {group.name}" if group and group.channel else None
    if kind is Kind.CHANGED:
        news = announcement(row, books)
        return f"What has changed in the meetings of {news.group}" if news else None
    meeting = current_meeting(row, books, policy)
    rule = policy.rule(kind, meeting.group) if meeting else None
    if meeting is None or rule is None or not (rule.to_people or rule.channel(meeting.channel)):
        return None
    return title(kind, row.days_before, meeting)
