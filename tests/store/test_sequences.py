"""What must hold of the register after any sequence of changes and undoings, refused ones among them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from store.books import OpenBooks
from store.errors import BookError
from store.names import Party
from store.reference import Reference
from store.register import Register
from store.tables import ActionPoint, History, Status
from tests.store.small_books import MEETINGS, SmallBooks, meeting_of, points, recorded_rows

Row = dict[str, object]
Rows = dict[tuple[str, int], Row]
AUTHORS = ("Ada Okafor", "Carys Pugh")
DUE = (None, date(2026, 5, 1), date(2026, 6, 30))

CHANGES: dict[str, Callable[[Register, ActionPoint, int, list[Party]], object]] = {
    "close": lambda register, point, _, __: register.close(point, "Circulated"),
    "update": lambda register, point, number, _: register.update(point, f"Heard {number}"),
    "reopen": lambda register, point, _, __: register.reopen(point),
    "carry": lambda register, point, _, __: register.carry_over(point, register.meeting_to_carry_to(point)),
    "assign": lambda register, point, number, parties: register.assign(point, parties[: number % 3]),
    "due": lambda register, point, number, _: register.set_due(point, DUE[number % 3]),
    "confidential": lambda register, point, number, _: register.set_confidential(point, bool(number % 2)),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "undo", "undo", "carry", *CHANGES]),
        st.integers(0, 5),
        st.sampled_from(AUTHORS),
    ),
    min_size=2,
    max_size=14,
)
ADA, CARYS = AUTHORS


@dataclass
class Story:
    """One partnership through a sequence of changes, with how it stood before each of them."""

    small: SmallBooks
    before: dict[int, Rows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self._rows()

    def tell(self, kind: str, number: int, author: str) -> None:
        """Take one step; a refused one must leave everything as it was."""
        self.small.clock.step(timedelta(minutes=1))
        undone, change, refused = None, None, False
        try:
            with self.small.changing(author, kind) as books:
                undone = self._act(kind, number, author, books)
                books.session.flush()
                change = books.recorder.change_id
        except BookError:
            refused = True
        stood, self.now = self.now, self._rows()
        if refused or change is None:
            assert self.now == stood
            return
        self.before[change] = stood
        self._check_carried_on(stood)
        if undone is not None:
            self._check_undone(undone)

    def _act(self, kind: str, number: int, author: str, books: OpenBooks) -> int | None:
        """Do it; the id of the change that it takes back, if it does."""
        if kind == "undo":
            change = books.past.last_of(self.small.people[author])
            books.undoing.undo(change)
            return change.id
        parties = [self.small.party("Dev Anand"), self.small.party("Esme Trott")]
        if kind == "add":
            meeting = meeting_of(books, MEETINGS["Board"][1 + number % 3])
            books.register.add(f"Promise {number}", parties[: number % 3], meeting, DUE[number % 3])
            return None
        known = points(books)
        if known:
            chosen = known[number % len(known)]
            point = books.register.get(Reference(chosen.month, chosen.number, chosen.year))
            CHANGES[kind](books.register, point, number, parties)
        return None

    def _rows(self) -> Rows:
        with self.small.reading() as books:
            return recorded_rows(books)

    def _check_carried_on(self, stood: Rows) -> None:
        """One that was carried over, and still is, has not changed; what is confidential may."""
        for key in carried_on(stood) & carried_on(self.now):
            former, present = ({**rows[key], "confidential": None} for rows in (stood, self.now))
            assert present == former
            assert hanging_on(self.now, key) == hanging_on(stood, key)

    def _check_undone(self, change: int) -> None:
        """Every row that the change touched is as it was before; what it made is gone or withdrawn."""
        with self.small.reading() as books:
            rows = select(History.row_kind, History.row_id).where(History.change_id == change)
            touched = {(kind, row_id) for kind, row_id in books.session.execute(rows)}
        now, former = self.now, self.before[change]
        for key in touched:
            if key in former:
                assert now[key] == former[key]
            else:
                assert key not in now or now[key]["status"] is Status.WITHDRAWN


def carried_on(rows: Rows) -> set[tuple[str, int]]:
    """The action points that stand under a newer number."""
    origins = (row["carried_from_id"] for (table, _), row in rows.items() if table == "action_point")
    return {("action_point", origin) for origin in origins if isinstance(origin, int)}


def hanging_on(rows: Rows, key: tuple[str, int]) -> list[Row]:
    """The owners and updates of an action point."""
    return [row for row in rows.values() if row.get("action_point_id") == key[1]]


def check_references(books: OpenBooks) -> None:
    """Numbers are unique and without a gap within each month of a group, withdrawn ones counted."""
    given: dict[tuple[int, int, int], list[int]] = {}
    for point in points(books):
        given.setdefault((point.group_id, point.year, point.month), []).append(point.number)
    for numbers in given.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def check_chains(books: OpenBooks) -> None:
    """Nothing is carried over twice, every chain runs forward in time, and only what is linked is carried over."""
    known = {point.id: point for point in points(books)}
    origins = [point.carried_from_id for point in known.values() if point.carried_from_id]
    assert len(origins) == len(set(origins))
    for point in known.values():
        if point.carried_from_id:
            origin = known[point.carried_from_id]
            assert (origin.year, origin.month) < (point.year, point.month)
            assert origin.status is Status.CARRIED_OVER
        assert (point.status is Status.CARRIED_OVER) == (point.id in origins)


def check_history(books: OpenBooks) -> None:
    """Replaying what each entry says came after gives the present rows; what came before fits at every step."""
    entries = select(History).where(History.partnership_id == books.partnership.id).order_by(History.id)
    replayed: Rows = {}
    for entry in books.session.scalars(entries):
        key = (entry.row_kind, entry.row_id)
        row = replayed.pop(key, None)
        assert (row is None) == (entry.before is None)
        for name, value in (entry.before or {}).items():
            assert row is not None
            assert row[name] == value
        if entry.after is not None:
            replayed[key] = {**(row or {}), **entry.after}
    assert replayed == {key: plain(row) for key, row in recorded_rows(books).items()}


def plain(row: Row) -> Row:
    """A row as JSON would have it."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date | time) else value


@settings(max_examples=12)
@given(steps=STEPS)
@example(
    steps=[("add", 0, ADA), ("carry", 0, ADA), ("carry", 1, CARYS), ("undo", 0, ADA), ("undo", 0, CARYS)]
)
@example(
    steps=[("add", 2, ADA), ("assign", 1, CARYS), ("undo", 0, CARYS), ("assign", 4, ADA), ("undo", 0, ADA)]
)
@example(
    steps=[("add", 1, ADA), ("update", 0, CARYS), ("undo", 0, CARYS), ("update", 1, ADA), ("undo", 0, ADA)]
)
@example(
    steps=[("add", 1, ADA), ("close", 0, ADA), ("reopen", 0, CARYS), ("undo", 0, ADA), ("undo", 0, CARYS)]
)
@example(
    steps=[("add", 0, ADA), ("assign", 1, ADA), ("carry", 0, CARYS), ("undo", 0, ADA), ("undo", 0, CARYS)]
)
def test_the_register_holds_together_whatever_is_done(
    shared: Engine, steps: list[tuple[str, int, str]]
) -> None:
    story = Story(SmallBooks(shared))
    for kind, number, author in steps:
        story.tell(kind, number, author)

    with story.small.reading() as books:
        check_references(books)
        check_chains(books)
        check_history(books)
