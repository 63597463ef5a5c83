"""Reading the register: selections of action points, and what hangs on one."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from store.names import Party
from store.reference import Reference
from store.tables import UNFINISHED, ActionPoint, Group, Meeting, MeetingStatus, Membership, Owner, Status
from store.views import PointView

_Successor = aliased(ActionPoint)
_Origin = aliased(ActionPoint)
_Later = aliased(ActionPoint)
_Raising = aliased(Meeting)


class State(StrEnum):
    """The lists that people ask for. "Carried" ones are open too; "all" has everything but withdrawn ones."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    CARRIED = "carried"
    ALL = "all"


# Without a due date an action is due at its group's first meeting after the one that minuted it.
_DUE = func.coalesce(
    ActionPoint.due,
    select(func.min(Meeting.day))
    .where(Meeting.group_id == ActionPoint.group_id, Meeting.kind == "meeting")
    .where(Meeting.status == MeetingStatus.PLANNED)
    .where(
        Meeting.month
        > select(_Raising.month)
        .where(_Raising.id == ActionPoint.meeting_id)
        .correlate(ActionPoint)
        .scalar_subquery()
    )
    .correlate(ActionPoint)
    .scalar_subquery(),
)
_CARRIED_ON = exists().where(_Later.carried_from_id == ActionPoint.id)
_UNFINISHED = and_(ActionPoint.status.in_(UNFINISHED), ~_CARRIED_ON)


@dataclass(frozen=True, slots=True)
class Points:
    """A selection of action points, narrowed step by step and read a page at a time."""

    session: Session
    partnership_id: int
    today: date
    conditions: tuple[ColumnElement[bool], ...] = ()

    def _with(self, condition: ColumnElement[bool]) -> "Points":
        return replace(self, conditions=(*self.conditions, condition))

    def in_state(self, state: State) -> "Points":
        """Only those that a list of that name shows."""
        if state is State.OPEN:
            return self._with(_UNFINISHED)
        if state is State.OVERDUE:
            return self._with(and_(_UNFINISHED, self.today > _DUE))
        if state is State.CLOSED:
            return self._with(ActionPoint.status == Status.CLOSED)
        if state is State.CARRIED:
            return self._with(ActionPoint.status == Status.CARRIED_OVER)
        return self._with(ActionPoint.status != Status.WITHDRAWN)

    def owned_by(self, party: Party) -> "Points":
        """Only those that the person, organisation or group owns; an organisation through its people as well."""
        if party.kind == "organisation":
            return self._with(self._of_organisation(party.id))
        column = {"person": Owner.person_id, "group": Owner.group_id, "name": Owner.person_id}[party.kind]
        return self._with(exists().where(Owner.action_point_id == ActionPoint.id, column == party.id))

    def _of_organisation(self, organisation_id: int | None) -> ColumnElement[bool]:
        sits = select(Membership.person_id).where(
            Membership.organisation_id == organisation_id,
            or_(Membership.until_date.is_(None), Membership.until_date >= self.today),
        )
        owns = or_(Owner.organisation_id == organisation_id, Owner.person_id.in_(sits))
        return exists().where(Owner.action_point_id == ActionPoint.id, owns)

    def minuted_at(self, meeting_id: int) -> "Points":
        """Only those of one meeting."""
        return self._with(ActionPoint.meeting_id == meeting_id)

    def saying(self, words: str) -> "Points":
        """Only those whose text, note or owners hold every word; case does not matter."""
        return self._with(and_(*(self._says(word) for word in words.split()[:12])))

    @staticmethod
    def _says(word: str) -> ColumnElement[bool]:
        owner = exists().where(
            Owner.action_point_id == ActionPoint.id, Owner.name.icontains(word, autoescape=True)
        )
        return or_(
            ActionPoint.text.icontains(word, autoescape=True),
            ActionPoint.note.icontains(word, autoescape=True),
            owner,
        )

    def public(self) -> "Points":
        """Without the confidential ones."""
        return self._with(ActionPoint.confidential.is_(False))

    def count(self) -> int:
        """How many there are in all."""
        return self.session.scalar(self._narrow(select(func.count(ActionPoint.id)))) or 0

    def page(self, number: int, size: int) -> list[PointView]:
        """Page `number` (from 1): what is to be done by its due date, then the finished ones, the latest first."""
        finished = case((_UNFINISHED, 0), else_=1)
        due = case((_UNFINISHED, _DUE))
        latest = (ActionPoint.year.desc(), ActionPoint.month.desc(), ActionPoint.number)
        rows = self._narrow(_columns()).order_by(finished, due.is_(None), due, *latest)
        return self._views(rows.limit(size).offset((number - 1) * size))

    def in_register_order(self) -> list[PointView]:
        """All of them in the order of the paper."""
        rows = self._narrow(_columns())
        return self._views(
            rows.order_by(ActionPoint.year, ActionPoint.month, Group.is_board.desc(), ActionPoint.number)
        )

    def _narrow(self, rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        return rows.where(ActionPoint.partnership_id == self.partnership_id, *self.conditions)

    def _views(self, rows: Select[*tuple[Any, ...]]) -> list[PointView]:
        found = self.session.execute(rows).all()
        owners = owner_names(self.session, [row.id for row in found])
        return [_view(row, owners.get(row.id, ())) for row in found]


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ActionPoint.id,
            ActionPoint.year,
            ActionPoint.month,
            ActionPoint.number,
            func.coalesce(Meeting.day, Meeting.month).label("raised"),
            Group.short_name.label("group"),
            Group.is_board,
            ActionPoint.text,
            ActionPoint.status,
            ActionPoint.note,
            _DUE.label("due"),
            ActionPoint.due_words,
            ActionPoint.confidential,
            _Origin.year.label("from_year"),
            _Origin.month.label("from_month"),
            _Origin.number.label("from_number"),
            _Successor.year.label("to_year"),
            _Successor.month.label("to_month"),
            _Successor.number.label("to_number"),
        )
        .select_from(ActionPoint)
        .join(Meeting, Meeting.id == ActionPoint.meeting_id)
        .join(Group, Group.id == ActionPoint.group_id)
        .outerjoin(_Origin, _Origin.id == ActionPoint.carried_from_id)
        .outerjoin(_Successor, _Successor.carried_from_id == ActionPoint.id)
    )


def _view(row: Any, owners: tuple[str, ...]) -> PointView:
    group = "" if row.is_board else row.group
    return PointView(
        id=row.id,
        ref=f"{row.month:02}/{row.number:02}",
        full_ref=_full(group, row.year, row.month, row.number) or "",
        raised=row.raised,
        group=group,
        text=row.text,
        status=row.status,
        note=row.note,
        due=row.due,
        due_words=row.due_words,
        confidential=row.confidential,
        owners=owners,
        carried_from=_full(group, row.from_year, row.from_month, row.from_number),
        carried_to=_full(group, row.to_year, row.to_month, row.to_number),
    )


def _full(group: str, year: int | None, month: int | None, number: int | None) -> str | None:
    """A full reference. Carrying over stays within the group, so it is the same for both ends."""
    if year is None or month is None or number is None:
        return None
    return Reference(month, number, year, group or None).full


def owner_names(session: Session, ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The owners of each action point as the paper prints them, in order."""
    owners: dict[int, tuple[str, ...]] = {}
    if ids:
        rows = select(Owner.action_point_id, Owner.name).where(Owner.action_point_id.in_(ids))
        for point_id, name in session.execute(rows.order_by(Owner.action_point_id, Owner.position)):
            owners[point_id] = (*owners.get(point_id, ()), name)
    return owners


class RegisterReading:
    """The reading half of the register."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    @property
    def points(self) -> Points:
        """Every action point of the partnership, to be narrowed."""
        return Points(self.session, self.partnership_id, self.today)

    def view(self, point: ActionPoint) -> PointView:
        """One action point as it is shown."""
        return self.points._with(ActionPoint.id == point.id).page(1, 1)[0]  # noqa: SLF001 - its own selection

    def chain(self, point: ActionPoint) -> list[PointView]:
        """The action point with all it was carried over from and to, the origin first."""
        linked: list[int] = [point.id]
        earlier = point.carried_from_id
        while earlier:
            linked.insert(0, earlier)
            earlier = self.session.scalar(
                select(ActionPoint.carried_from_id).where(ActionPoint.id == earlier)
            )
        later: int | None = point.id
        while later := self.session.scalar(
            select(ActionPoint.id).where(ActionPoint.carried_from_id == later)
        ):
            linked.append(later)
        views = self.points._with(ActionPoint.id.in_(linked)).page(1, len(linked))  # noqa: SLF001 - its own selection
        return sorted(views, key=lambda seen: linked.index(seen.id))

    def numbers_given(self, month: int, year: int | None) -> list[int]:
        """Numbers given out by the meetings of that month; of the latest year that gave out any when none is said."""
        mine = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.month == month)
        if year is None:
            year = self.session.scalar(select(func.max(ActionPoint.year)).where(*mine))
        return list(self.session.scalars(select(ActionPoint.number).where(*mine, ActionPoint.year == year)))
