"""Small invented books: one partnership with a Board, a steering group and a handful of people, and a clock that stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, inspect, select

from store.books import Books, OpenBooks, commit
from store.clock import StoppedClock
from store.history import Author
from store.names import Party
from store.reference import Reference
from store.tables import ActionPoint, Base, Capacity, Group, Meeting, Partnership, Recorded
from store.vocabulary import Vocabulary

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 5, 26, 9, 0, tzinfo=LONDON)
MEETINGS = {
    "Board": (date(2025, 9, 9), date(2026, 2, 10), date(2026, 5, 12), date(2026, 9, 15)),
    "HSG": (date(2025, 2, 3), date(2026, 5, 20), date(2026, 7, 8)),
}
# Who sits for whom, in which capacity and role.
PEOPLE = {
    "Ada Okafor": ("Harbour Council", Capacity.BOARD, "Chair"),
    "Ben Lindqvist": ("Harbour Fire Service", Capacity.BOARD, "Vice Chair"),
    "Carys Pugh": ("Harbour Council", Capacity.OFFICER, "Support Officer"),
    "Dev Anand": ("Northcliff Constabulary", Capacity.BOARD, None),
    "Esme Trott": ("Quay Homes", Capacity.MEMBER, "Tenancy lead"),
    "Femi Balogun": ("Harbour Traders", Capacity.GUEST, None),
}
_numbers = count(1)


@dataclass
class SmallBooks:
    """One partnership in a database; several may stand side by side in it."""

    engine: Engine
    name: str = field(default_factory=lambda: f"Harbour Community Safety Partnership {next(_numbers)}")

    def __post_init__(self) -> None:
        self.clock = StoppedClock(NOW)
        self.books = Books(self.engine, self.clock)
        with self.books.session(writes=True) as session:
            mine = Partnership(name=self.name, short_name="Harbour CSP", created_at=NOW)
            session.add(mine)
            session.commit()
            self.id = mine.id
        self.people: dict[str, int] = {}
        with self.changing() as books:
            self._groups(books)
            self._people(books)

    def _groups(self, books: OpenBooks) -> None:
        board = books.directory.add_group("Harbour Board", "Board", is_board=True)
        steering = books.directory.add_group("Harbour Steering Group", "HSG")
        for group in (board, steering):
            for day in MEETINGS[group.short_name]:
                books.calendar.add(group, day, day)

    def _people(self, books: OpenBooks) -> None:
        for name, (organisation, capacity, role) in PEOPLE.items():
            person = books.directory.add_person(name)
            self.people[name] = person.id
            seat = books.directory.organisation_named(organisation)
            seat = seat or books.directory.add_organisation(organisation)
            books.directory.add_membership(person, seat, capacity, None, role=role)

    @contextmanager
    def changing(self, by: str = "Carys Pugh", what: str = "") -> Iterator[OpenBooks]:
        """The books, open for a change by somebody that is committed in the end."""
        author = Author(by, self.people.get(by))
        with self.books.open(self.id, author, writes=True) as books:
            books.recorder.what = what
            yield books
            commit(books)

    @contextmanager
    def reading(self) -> Iterator[OpenBooks]:
        with self.books.open(self.id, Author("Carys Pugh"), writes=False) as books:
            yield books

    @contextmanager
    def trying(self) -> Iterator[OpenBooks]:
        """To change, and then not to commit."""
        with self.books.open(self.id, Author("Carys Pugh"), writes=True) as books:
            yield books

    @property
    def words(self) -> Vocabulary:
        return self.books.vocabulary(self.id)

    def party(self, name: str) -> Party:
        """Somebody of the directory as an owner."""
        return Party("person", self.people[name], name)

    def organisation(self, name: str) -> Party:
        with self.reading() as books:
            found = books.directory.organisation_named(name)
            assert found is not None
            return Party("organisation", found.id, found.name)

    def add(
        self,
        text: str = "Share the lighting plan",
        *owners: Party,
        at: date = MEETINGS["Board"][2],
        group: str = "Board",
        by: str = "Carys Pugh",
        due: date | None = None,
    ) -> Reference:
        """Minute an action point at a meeting; its full reference."""
        with self.changing(by, "add") as books:
            point = books.register.add(text, list(owners), meeting_of(books, at, group), due)
            return Reference(point.month, point.number, point.year, None if group == "Board" else group)

    def close(self, ref: Reference, note: str = "", by: str = "Carys Pugh") -> None:
        with self.changing(by, f"close {ref.full}") as books:
            books.register.close(books.register.get(ref), note)

    def carry(self, ref: Reference, to: date = MEETINGS["Board"][3], by: str = "Carys Pugh") -> Reference:
        """Carry it over to the Board's meeting of that day; its new reference."""
        with self.changing(by, f"carry {ref.full}") as books:
            successor = books.register.carry_over(books.register.get(ref), meeting_of(books, to))
            return Reference(successor.month, successor.number, successor.year)

    def undo_last(self, by: str = "Carys Pugh") -> None:
        with self.changing(by) as books:
            books.undoing.undo(books.past.last_of(self.people[by]))

    def make_confidential(self, ref: Reference) -> None:
        with self.changing() as books:
            books.register.set_confidential(books.register.get(ref), confidential=True)


def group_of(books: OpenBooks, name: str = "Board") -> Group:
    found = books.directory.group_named(name)
    assert found is not None
    return found


def meeting_of(books: OpenBooks, day: date, group: str = "Board") -> Meeting:
    found = books.calendar.on(group_of(books, group), day)
    assert found is not None
    return found


def columns(row: Base) -> dict[str, object]:
    """All columns of a row by name."""
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}


def points(books: OpenBooks) -> list[ActionPoint]:
    """Every action point of the partnership, withdrawn ones too, in the order of their making."""
    mine = select(ActionPoint).where(ActionPoint.partnership_id == books.partnership.id)
    return list(books.session.scalars(mine.order_by(ActionPoint.id)))


def recorded_rows(books: OpenBooks) -> dict[tuple[str, int], dict[str, object]]:
    """Every row that the history follows, by table and id, with the columns that it follows."""
    mapped: list[type[Any]] = [mapper.class_ for mapper in Base.registry.mappers]
    followed: list[type[Any]] = [table for table in mapped if issubclass(table, Recorded)]
    return {
        (table.__tablename__, row.id): {k: v for k, v in columns(row).items() if k not in table.unrecorded}
        for table in followed
        for row in books.session.scalars(select(table).where(table.partnership_id == books.partnership.id))
    }
