"""How long things are kept that nobody needs for good, and clearing away what has had its time.

A period of no days keeps a kind for good. The register, its history and the handbook are the partnership's record and
have no period; people can be forgotten one by one (`store.forgetting`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update

from store.books import OpenBooks
from store.forgetting import forget_details
from store.tables import Clearing, Conversation, Membership, Outbox, OutboxState, Partnership, Person

_FOR_REPEATS = 2  # days: Slack repeats a delivery for a day, and it must be known then
_CONTACT = ("email", "phone", "slack_user", "remark")


@dataclass(frozen=True, slots=True)
class Periods:
    """Days for each kind. Raises ValueError for what is no period.

    `deliveries` and `unanswered` lines are forgotten daily, the others monthly. `former_people`: how long after their last
    seat the contact details of people are kept. `removed_workspaces`: how long after a workspace has removed the bot its
    books are.
    """

    deliveries: int = 7
    unanswered: int = 30
    conversations: int = 30
    reminders: int = 90
    former_people: int = 365
    removed_workspaces: int = 0

    def __post_init__(self) -> None:
        removed = ("removed_workspaces", self.removed_workspaces)
        for kind, days in (*self.daily.items(), *self.monthly.items(), removed):
            if days < 0:
                raise ValueError(f"{kind} = {days}: nothing can be kept for less than no days")
        if 0 < self.deliveries < _FOR_REPEATS:
            raise ValueError(
                f"deliveries = {self.deliveries}: Slack repeats them for a day, keep them for two"
            )

    @property
    def daily(self) -> dict[str, int]:
        """The days by kind, of what is forgotten day by day."""
        return {"deliveries": self.deliveries, "unanswered": self.unanswered}

    @property
    def monthly(self) -> dict[str, int]:
        """The days by kind, of what is cleared away once a month."""
        return {kind: getattr(self, kind) for kind in _AWAY}


def clear(books: OpenBooks, periods: Periods, month: date) -> dict[str, int] | None:
    """Clear away what has had its time; how many of each kind went. None when that month (its first day) was done.

    In the caller's transaction, which `store.books.commit` ends.
    """
    done = select(Clearing.id).where(Clearing.partnership_id == books.partnership.id, Clearing.month == month)
    if books.session.scalar(done) is not None:
        return None
    counts = {
        kind: _AWAY[kind](books, books.now - timedelta(days=days))
        for kind, days in periods.monthly.items()
        if days
    }
    gone = {kind: count for kind, count in counts.items() if count}
    books.session.add(Clearing(partnership_id=books.partnership.id, month=month, at=books.now, counts=gone))
    books.session.flush()
    return gone


def uncleared(month: date, begun: datetime) -> Select[int]:
    """The partnerships that had their books when the month had `begun` and have not been cleared in it."""
    done = exists().where(Clearing.partnership_id == Partnership.id, Clearing.month == month)
    return select(Partnership.id).where(Partnership.created_at < begun, ~done).order_by(Partnership.id)


def _conversations(books: OpenBooks, before: datetime) -> int:
    return _deleted(books, Conversation, Conversation.at < before)


def _reminders(books: OpenBooks, before: datetime) -> int:
    """Those that are settled and have lost their use, so that none of them could be planned anew."""
    waiting = Outbox.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
    return _deleted(books, Outbox, ~waiting & (Outbox.stale_at < before))


def _deleted(books: OpenBooks, table: Any, condition: ColumnElement[bool]) -> int:
    old = (table.partnership_id == books.partnership.id) & condition
    count = books.session.scalar(select(func.count()).select_from(table).where(old)) or 0
    books.session.execute(delete(table).where(old).execution_options(synchronize_session=False))
    return int(count)


def _former_people(books: OpenBooks, before: datetime) -> int:
    """Contact details of those who have left, in the history as well; their names stay in the record."""
    mine = Person.partnership_id == books.partnership.id
    last_seat = select(func.max(func.coalesce(Membership.until_date, date.max))).where(
        Membership.person_id == Person.id
    )
    long_ago = before.astimezone(books.zone).date()
    left = select(Person.id).where(mine, last_seat.scalar_subquery() < long_ago)
    reachable = or_(*(getattr(Person, way).is_not(None) for way in _CONTACT))
    # An entry that was merged has no seats of its own any more.
    theirs = or_(Person.id.in_(left), Person.merged_into_id.in_(left))
    entries = books.session.execute(
        select(Person.id, func.coalesce(Person.merged_into_id, Person.id)).where(mine, reachable, theirs)
    ).all()
    ids = [entry for entry, _person in entries]
    for person_id in ids:
        gone = update(Person).where(Person.id == person_id).values(dict.fromkeys(_CONTACT))
        books.session.execute(gone.execution_options(synchronize_session=False))
        forget_details(person_id, books, _CONTACT)
    books.recorder.derived_changed |= bool(ids)
    return len({person for _entry, person in entries})


_AWAY: MappingProxyType[str, Callable[[OpenBooks, datetime], int]] = MappingProxyType(
    {"conversations": _conversations, "reminders": _reminders, "former_people": _former_people}
)
