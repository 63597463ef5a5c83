"""The statements that read the register: conditions that narrow a selection, and what is read of it.

They are put together once for each kind of selection and kept; with values for their parameters they are then run
as they are. Building them anew for each list would take four times as long as running them. A condition is told
from another by its identity, so those that are kept are made here and only here.
"""

from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from store.tables import (
    UNFINISHED,
    ActionPoint,
    Change,
    Group,
    History,
    Meeting,
    MeetingStatus,
    Membership,
    Owner,
    Status,
)

Conditions = tuple[ColumnElement[bool], ...]
Rows = Select[*tuple[Any, ...]]

_Successor = aliased(ActionPoint)
_Origin = aliased(ActionPoint)
_Raising = aliased(Meeting)
_TODAY = bindparam("today", type_=Date)
_PARTY = bindparam("party", type_=Integer)


class State(StrEnum):
    """The lists that people ask for. "Carried" ones are open too; "all" has everything but withdrawn ones.

    "Undated" ones are open and were given no date of their own.
    """

    OPEN = "open"
    OVERDUE = "overdue"
    UNDATED = "undated"
    CLOSED = "closed"
    CARRIED = "carried"
    ALL = "all"


# Without a due date an action is due at its group's first meeting after the one that minuted it.
_DUE = func.coalesce(
    ActionPoint.due,
    select(Meeting.day)
    .where(Meeting.group_id == ActionPoint.group_id, Meeting.kind == literal_column("'meeting'"))
    .where(Meeting.status == literal_column(f"'{MeetingStatus.PLANNED}'", Meeting.status.type))
    .where(
        Meeting.day
        > select(func.coalesce(_Raising.day, _Raising.month))
        .where(_Raising.id == ActionPoint.meeting_id)
        .correlate(ActionPoint)
        .scalar_subquery()
    )
    .order_by(Meeting.day)  # the first along the index of the group's days, however many there are
    .limit(1)
    .correlate(ActionPoint)
    .scalar_subquery(),
)


def _is(*statuses: Status) -> ColumnElement[bool]:
    """The status is one of these, which stand in the statement as they are.

    PostgreSQL plans a statement once and for all only where that looks as cheap as knowing its values each time. Not `in_`:
    its list would be written into the statement anew each time it is run.
    """
    return or_(
        *(ActionPoint.status == literal_column(f"'{status}'", ActionPoint.status.type) for status in statuses)
    )


_UNFINISHED = and_(_is(*UNFINISHED), _Successor.id.is_(None))

IN_STATE: MappingProxyType[State, ColumnElement[bool]] = MappingProxyType(
    {
        State.OPEN: _UNFINISHED,
        State.OVERDUE: and_(_UNFINISHED, _TODAY > _DUE),
        State.UNDATED: and_(_UNFINISHED, ActionPoint.due.is_(None)),
        State.CLOSED: _is(Status.CLOSED),
        State.CARRIED: _is(Status.CARRIED_OVER),
        State.ALL: ~_is(Status.WITHDRAWN),
    }
)


def _owner_is(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Owner.action_point_id == ActionPoint.id, *conditions)


_SITS_FOR = select(Membership.person_id).where(
    Membership.organisation_id == _PARTY,
    or_(Membership.until_date.is_(None), Membership.until_date >= _TODAY),
)
# By the kind of the party `party`; an organisation owns through its people as well, a mere name owns nothing.
OWNED_BY: MappingProxyType[str, ColumnElement[bool]] = MappingProxyType(
    {
        "person": _owner_is(Owner.person_id == _PARTY),
        "organisation": _owner_is(or_(Owner.organisation_id == _PARTY, Owner.person_id.in_(_SITS_FOR))),
        "group": _owner_is(Owner.group_id == _PARTY),
        "name": false(),
    }
)
_ORGANISATIONS = bindparam("organisations", type_=Integer, expanding=True)
_SIT_FOR_ANY = select(Membership.person_id).where(
    Membership.organisation_id.in_(_ORGANISATIONS),
    or_(Membership.until_date.is_(None), Membership.until_date >= _TODAY),
)
OWNED_BY_ANY_OF = _owner_is(or_(Owner.organisation_id.in_(_ORGANISATIONS), Owner.person_id.in_(_SIT_FOR_ANY)))
# Who made the row, as the history has it: an entry without a state before. JSON keeps "nothing" as a null of its own.
_MADE = or_(History.before.is_(null()), cast(History.before, String) == "null")
LOGGED_BY = ActionPoint.id.in_(
    select(History.row_id)
    .join(Change, Change.id == History.change_id)
    .where(Change.partnership_id == bindparam("partnership"), Change.person_id == bindparam("logged_by"))
    .where(History.row_kind == ActionPoint.__tablename__, _MADE)
)
DUE_BY = bindparam("due_by", type_=Date) >= _DUE
OWNED_BY_NOBODY = ~_owner_is()
MINUTED_AT = ActionPoint.meeting_id == bindparam("meeting")
MINUTED_AT_ANY_OF = ActionPoint.meeting_id.in_(bindparam("meetings", expanding=True))
PUBLIC = ActionPoint.confidential.is_(False)
ONE_OF = ActionPoint.id.in_(bindparam("ids", expanding=True))


_BEFORE = (" ", "(", "-", "“")  # a word


@cache
def says(number: int, *, begins: bool) -> ColumnElement[bool]:
    """The text, the note or an owner holds `word0`, `word1` and so on, in which "/" escapes what LIKE would match.

    With `begins` a word there begins with it.
    """
    word: ColumnElement[str] = bindparam(f"word{number}", type_=String)

    def holds(said: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
        if not begins:
            return said.icontains(word, escape="/")
        whole = literal_column("' '", String).concat(said)
        return or_(
            *(
                whole.icontains(literal_column(f"'{mark}'", String).concat(word), escape="/")
                for mark in _BEFORE
            )
        )

    return or_(holds(ActionPoint.text), holds(ActionPoint.note), _owner_is(holds(Owner.name)))


class Listed(NamedTuple):
    """What a list shows of an action point: the columns of `_selected` in their order."""

    id: int
    year: int
    month: int
    number: int
    raised: date
    group_id: int
    group: str
    is_board: bool
    text: str
    status: Status
    note: str
    unfinished: bool
    due: date | None
    due_words: str | None
    confidential: bool
    from_year: int | None
    from_month: int | None
    from_number: int | None
    to_year: int | None
    to_month: int | None
    to_number: int | None


def _selected(conditions: Conditions) -> Subquery:
    """What a list shows of the selected action points, by name."""
    return (
        select(
            ActionPoint.id,
            ActionPoint.year,
            ActionPoint.month,
            ActionPoint.number,
            func.coalesce(Meeting.day, Meeting.month).label("raised"),
            Group.id.label("group_id"),
            Group.short_name.label("group"),
            Group.is_board,
            ActionPoint.text,
            ActionPoint.status,
            ActionPoint.note,
            _UNFINISHED.label("unfinished"),
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
        .where(ActionPoint.partnership_id == bindparam("partnership"), *conditions)
        .subquery()
    )


def _with_owners(selected: Subquery) -> Rows:
    """A row for each owner of what is selected, in the order of its `place`; with one owner or none it stays one row."""
    row = selected.c
    owned = Owner.action_point_id == row.id
    return (
        select(selected, Owner.name.label("owner"))
        .outerjoin(Owner, owned)
        .order_by(row.place, Owner.position)
    )


def _place(*order: ColumnElement[Any]) -> ColumnElement[int]:
    return func.row_number().over(order_by=order).label("place")


@lru_cache(maxsize=128)
def page(conditions: Conditions, *, first: bool) -> Rows:
    """`size` action points after the first `skip`, each with `total` and `overdue` of the whole selection beside it.

    First what is to be done, by its due date, then the finished ones, the latest first. A row for each owner.
    The first page skips nothing and does not say so: PostgreSQL takes a number it is not told yet for dear, and would plan
    the statement anew each time, which takes ten times as long as running it.
    """
    selected = _selected(conditions)
    row = selected.c
    late = case((and_(row.unfinished, row.due < _TODAY), literal_column("1")), else_=literal_column("0"))
    due = case((row.unfinished, row.due))
    urgency = (row.unfinished.desc(), due.is_(None), due)
    place = _place(*urgency, row.year.desc(), row.month.desc(), row.number, row.id)
    counted = select(
        selected, func.count().over().label("total"), func.sum(late).over().label("overdue"), place
    )
    limited = counted.order_by(place).limit(bindparam("size"))
    return _with_owners((limited if first else limited.offset(bindparam("skip"))).subquery())


@lru_cache(maxsize=128)
def in_register_order(conditions: Conditions) -> Rows:
    """All of them, by meeting and number, the Board's first. A row for each owner."""
    selected = _selected(conditions)
    row = selected.c
    order = (row.year, row.month, row.is_board.desc(), row.group_id, row.number)
    return _with_owners(select(selected, _place(*order)).subquery())


@lru_cache(maxsize=128)
def tally(conditions: Conditions) -> Rows:
    """How many each meeting minuted, and how many of them are open and closed by now; the rest were carried over."""
    closed = _is(Status.CLOSED)
    return (
        select(
            ActionPoint.meeting_id,
            func.count().label("minuted"),
            func.sum(case((_UNFINISHED, 1), else_=0)).label("open"),
            func.sum(case((closed, 1), else_=0)).label("closed"),
        )
        .select_from(ActionPoint)
        .outerjoin(_Successor, _Successor.carried_from_id == ActionPoint.id)
        .where(ActionPoint.partnership_id == bindparam("partnership"), *conditions)
        .group_by(ActionPoint.meeting_id)
    )
