"""Reading the register: selections of action points, and what hangs on one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Result, func, select
from sqlalchemy.orm import Session, selectinload

from store import register_statements as statements
from store.names import Party
from store.reference import Reference
from store.register_statements import Listed, State
from store.tables import ActionPoint, Group
from store.views import PointView

__all__ = ["Page", "Points", "RegisterReading", "State", "Tally"]

MOST_WORDS = 12  # of a search
SHORT = 4  # letters of a word that stands within too many others
COLUMNS = len(Listed._fields)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a selection. `number` is which (from 1); `total` and `overdue` count the whole selection."""

    views: list[PointView]
    number: int = 1
    total: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What has become of the action points that a meeting minuted."""

    minuted: int
    open: int
    closed: int

    @property
    def carried(self) -> int:
        """Those that stand under a newer number."""
        return self.minuted - self.open - self.closed


@dataclass(frozen=True, slots=True)
class Points:
    """A selection of action points, narrowed step by step (once in each way) and read a page at a time."""

    session: Session
    partnership_id: int
    today: date
    conditions: tuple[ColumnElement[bool], ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    def _with(self, condition: ColumnElement[bool], **values: object) -> "Points":
        if said_before := self.values.keys() & values.keys():
            raise ValueError(f"This selection is narrowed by {', '.join(said_before)} already.")
        return replace(self, conditions=(*self.conditions, condition), values={**self.values, **values})

    def in_state(self, state: State) -> "Points":
        """Only those that a list of that name shows."""
        return self._with(statements.IN_STATE[state])

    def owned_by(self, party: Party) -> "Points":
        """Only those that the person, organisation or group owns; an organisation through its people as well."""
        return self._with(statements.OWNED_BY[party.kind], party=party.id)

    def owned_by_any_of(self, organisations: list[int]) -> "Points":
        """Only those that one of these organisations owns, through its people as well."""
        return self._with(statements.OWNED_BY_ANY_OF, organisations=organisations)

    def logged_by(self, person_id: int) -> "Points":
        """Only those that this person put into the register, by the history."""
        return self._with(statements.LOGGED_BY, logged_by=person_id)

    def owned_by_nobody(self) -> "Points":
        """Only those that nobody has taken on."""
        return self._with(statements.OWNED_BY_NOBODY)

    def due_by(self, day: date) -> "Points":
        """Only those that are due on that day or before it; without a date of their own at their group's next meeting."""
        return self._with(statements.DUE_BY, due_by=day)

    def at_any_of(self, meetings: list[int]) -> "Points":
        """Only those of these meetings."""
        return self._with(statements.MINUTED_AT_ANY_OF, meetings=meetings)

    def minuted_at(self, meeting_id: int) -> "Points":
        """Only those of one meeting."""
        return self._with(statements.MINUTED_AT, meeting=meeting_id)

    def saying(self, words: str) -> "Points":
        """Only those whose text, note or owners hold every word; case does not matter.

        A short word has to begin one there: "red" is not meant to find what is to be repaired.
        """
        narrowed = self
        for number, word in enumerate(words.split()[:MOST_WORDS]):
            says = statements.says(number, begins=len(word) <= SHORT)
            narrowed = narrowed._with(says, **{f"word{number}": _literally(word)})
        return narrowed

    def public(self) -> "Points":
        """Without the confidential ones."""
        return self._with(statements.PUBLIC)

    def these(self, ids: list[int]) -> "Points":
        """Only those with one of these ids."""
        return self._with(statements.ONE_OF, ids=ids)

    def page(self, number: int, size: int) -> Page:
        """Page `number`, or the last one where there are fewer.

        First what is to be done, by its due date, then the finished ones, the latest first.
        """
        number = max(1, number)
        skipped = {} if number == 1 else {"skip": (number - 1) * size}
        rows = self._rows(statements.page(self.conditions, first=number == 1), size=size, **skipped)
        if rows:
            return Page(_views(rows), number, rows[0].total, rows[0].overdue)
        if number == 1:
            return Page([])
        return self.page(-(-self.page(1, size).total // size), size)

    def in_register_order(self) -> list[PointView]:
        """All of them in the order of the paper."""
        return _views(self._rows(statements.in_register_order(self.conditions)))

    def tallies(self) -> dict[int, Tally]:
        """What has become of them, by the id of the meeting that minuted them; withdrawn ones are for the caller to leave out."""
        rows = self._rows(statements.tally(self.conditions))
        return {row.meeting_id: Tally(row.minuted, row.open, row.closed) for row in rows}

    def _rows(self, statement: statements.Rows, **more: object) -> list[Any]:
        mine = {"partnership": self.partnership_id, "today": self.today, **self.values, **more}
        return list(_run(self.session, statement, mine).all())


def _run(session: Session, statement: statements.Rows, values: Mapping[str, object]) -> Result[Any]:
    """Rows of plain columns, past the ORM, whose part of running a statement takes as long as all the rest."""
    session.flush()
    return session.connection().execute(statement, values)


def _literally(word: str) -> str:
    """What people type is no pattern: "/" escapes the wildcards."""
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _views(rows: list[Any]) -> list[PointView]:
    """Action points from a row for each of their owners, in the order of the rows."""
    each = (list(of_one) for _, of_one in groupby(rows, itemgetter(0)))
    return [
        _view(Listed(*owned[0][:COLUMNS]), tuple(row.owner for row in owned if row.owner is not None))
        for owned in each
    ]


def _view(row: Listed, owners: tuple[str, ...]) -> PointView:
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
        return self.points.these([point.id]).page(1, 1).views[0]

    def chain(self, point: ActionPoint) -> list[PointView]:
        """The action point with all it was carried over from and to, the origin first."""
        linked = self.linked(point)
        views = self.points.these(linked).page(1, len(linked)).views
        return sorted(views, key=lambda seen: linked.index(seen.id))

    def linked(self, point: ActionPoint) -> list[int]:
        """The ids of that chain, in its order."""
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
        return linked

    def given_out(self, ref: Reference) -> list[ActionPoint]:
        """All that the meetings of that month gave a number to; of the latest year that gave out any when none is said.

        Of one group when it is named, else of all of them.
        """
        mine = [ActionPoint.partnership_id == self.partnership_id, ActionPoint.month == ref.month]
        if ref.group is not None:
            mine.append(ActionPoint.group_id.in_(select(Group.id).where(Group.short_name == ref.group)))
        latest = select(func.max(ActionPoint.year)).where(*mine).scalar_subquery()
        of_year = ActionPoint.year == (ref.year or latest)
        points = select(ActionPoint).where(*mine, of_year).options(selectinload(ActionPoint.owners))
        return list(self.session.scalars(points))
