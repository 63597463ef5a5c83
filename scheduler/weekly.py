"""What a group's channel is told once a week: what was done, what was carried over, and what is overdue."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, select

from scheduler.addresses import Channel
from scheduler.policy import Kind
from store.books import OpenBooks
from store.register_reading import State
from store.tables import ActionPoint, Group, Status, Update
from store.views import PointView


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week of one group's register, without anything confidential. `carried` are the new entries."""

    group: str
    today: date
    recipient: Channel
    closed: tuple[PointView, ...]
    carried: tuple[PointView, ...]
    logged: tuple[PointView, ...]
    updated: tuple[PointView, ...]
    overdue: tuple[PointView, ...]
    still_open: int
    kind: Kind = Kind.WEEKLY


def weekly(group_id: int, since: datetime, until: datetime, books: OpenBooks) -> Weekly | None:
    """The week from `since` to just before `until`; None without a channel or without anything to tell."""
    group = books.directory.group(group_id)
    if group is None or group.channel is None:
        return None
    made = and_(ActionPoint.created_at >= since, ActionPoint.created_at < until)
    closed = and_(ActionPoint.closed_at >= since, ActionPoint.closed_at < until)
    told = exists().where(Update.action_point_id == ActionPoint.id, Update.at >= since, Update.at < until)
    of_group = _Week(books, group)
    # Told apart here: SQLite would look for those that were not carried over along the index of those that were, in
    # which all that ever were logged stand for nothing.
    new = of_group.those(made)
    week = Weekly(
        group=group.name,
        today=books.today,
        recipient=Channel(group.channel),
        closed=of_group.those(closed, ActionPoint.status == Status.CLOSED),
        carried=tuple(point for point in new if point.carried_from),
        logged=tuple(point for point in new if not point.carried_from),
        updated=of_group.those(told, ActionPoint.status != Status.CLOSED),
        overdue=of_group.in_state(State.OVERDUE),
        still_open=len(of_group.in_state(State.OPEN)),
    )
    return week if any((week.closed, week.carried, week.logged, week.updated, week.overdue)) else None


@dataclass(frozen=True, slots=True)
class _Week:
    """The public action points of one group."""

    books: OpenBooks
    group: Group

    def those(self, *conditions: ColumnElement[bool]) -> tuple[PointView, ...]:
        """Those that fulfil all conditions, in the order of the register."""
        mine = (ActionPoint.group_id == self.group.id, ActionPoint.confidential.is_(False))
        known = ActionPoint.status != Status.WITHDRAWN
        ids = list(self.books.session.scalars(select(ActionPoint.id).where(*mine, known, *conditions)))
        if not ids:
            return ()
        return tuple(self.books.register.points.these(ids).in_register_order())

    def in_state(self, state: State) -> tuple[PointView, ...]:
        """Those that a list of that name shows."""
        group = "" if self.group.is_board else self.group.short_name
        listed = self.books.register.points.public().in_state(state).in_register_order()
        return tuple(point for point in listed if point.group == group)
