"""What must hold of the calendar after any sequence of changes and undoings, refused ones among them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from store.books import OpenBooks
from store.calendar import Details, view
from store.calendar_changes import CalendarChanges
from store.deadlines import deadlines
from store.errors import BookError
from store.meeting_details import Hours
from store.tables import Meeting, Mode
from store.views import Deadline
from tests.store.small_books import LONDON, NOW, SmallBooks, group_of, recorded_rows
from tests.store.test_sequences import check_history

Rows = dict[tuple[str, int], dict[str, object]]
TODAY = NOW.date()
# Few days, so that meetings come in each other's way.
DAYS = tuple(TODAY + timedelta(days=days) for days in (0, 1, 7, 16, 30, 45))
BY = "Carys Pugh"

CHANGES: dict[str, Callable[[CalendarChanges, Meeting, date], object]] = {
    "move": lambda changes, meeting, day: changes.move(meeting, day, Hours()),
    "confirm": lambda changes, meeting, day: changes.confirm(meeting, day, Hours()),
    "postpone": lambda changes, meeting, day: changes.postpone(meeting, day),
    "cancel": lambda changes, meeting, _day: changes.cancel(meeting),
    "reinstate": lambda changes, meeting, _day: changes.reinstate(meeting),
    "deadline": lambda changes, meeting, day: changes.set_deadline(meeting, Deadline.REPORTS, day),
    "questions": lambda changes, meeting, day: changes.set_deadline(meeting, Deadline.QUESTIONS, day),
    "online": lambda changes, meeting, _day: changes.set_mode(meeting, Mode.ONLINE),
    "venue": lambda changes, meeting, day: changes.set_venue(meeting, f"Room {day.day}"),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "tbc", "undo", "undo", "move", *CHANGES]),
        st.integers(0, 6),
        st.sampled_from(DAYS),
    ),
    min_size=3,
    max_size=16,
)


@dataclass
class Story:
    """One calendar through a sequence of changes, with how it stood before each of them."""

    small: SmallBooks
    before: dict[int, Rows] = field(default_factory=dict)
    sequences: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self._rows()

    def tell(self, kind: str, number: int, day: date) -> None:
        """Take one step; a refused one must leave everything as it was."""
        undone, change = None, None
        try:
            with self.small.changing(BY, kind) as books:
                undone = self._act(kind, number, day, books)
                books.session.flush()
                change = books.recorder.change_id
        except BookError:
            assert self._rows() == self.now
            return
        stood, self.now = self.now, self._rows()
        if change is not None:
            self.before[change] = stood
        if undone is not None:
            assert self.now == self.before[undone]
        self.check()

    @staticmethod
    def _act(kind: str, number: int, day: date, books: OpenBooks) -> int | None:
        """Do it; the id of the change that it takes back, if it does."""
        if kind == "undo":
            change = books.past.last_of(books.recorder.author.person_id or 0)
            books.undoing.undo(change)
            return change.id
        group = group_of(books, ("Board", "HSG")[number % 2])
        if kind in ("add", "tbc"):
            what = ("meeting", "development session")[number % 3 == 0]
            books.calendar_changes.add(group, what, day if kind == "add" else None, day, Details())
            return None
        meetings = all_meetings(books)
        CHANGES[kind](books.calendar_changes, meetings[number % len(meetings)], day)
        return None

    def _rows(self) -> Rows:
        with self.small.reading() as books:
            return recorded_rows(books)

    def check(self) -> None:
        """What always holds."""
        with self.small.reading() as books:
            meetings = all_meetings(books)
            dated = [(m.group_id, m.day, m.kind) for m in meetings if m.day]
            assert len(dated) == len(set(dated))
            for meeting in meetings:
                assert meeting.sequence >= self.sequences.get(meeting.id, 0)
                assert meeting.month.day == 1
                assert meeting.day is None or meeting.day.replace(day=1) == meeting.month
                assert not (meeting.mode is Mode.ONLINE and meeting.venue)
                for deadline in deadlines(view(meeting, LONDON)):
                    assert meeting.day is None or deadline.day < meeting.day
            self.sequences = {meeting.id: meeting.sequence for meeting in meetings}


def all_meetings(books: OpenBooks) -> list[Meeting]:
    """Cancelled ones too, in the order of their making."""
    mine = select(Meeting).where(Meeting.partnership_id == books.partnership.id)
    return list(books.session.scalars(mine.order_by(Meeting.id)).unique())


@settings(max_examples=10, deadline=None)
@given(steps=STEPS)
@example(steps=[("move", 3, DAYS[4]), ("add", 0, DAYS[4]), ("undo", 0, TODAY), ("undo", 0, TODAY)])
@example(steps=[("cancel", 3, TODAY), ("add", 2, DAYS[5]), ("undo", 0, TODAY), ("undo", 0, TODAY)])
@example(steps=[("deadline", 3, DAYS[2]), ("move", 3, DAYS[1]), ("undo", 0, TODAY), ("undo", 0, TODAY)])
@example(steps=[("tbc", 2, DAYS[4]), ("postpone", 3, DAYS[5]), ("confirm", 3, DAYS[5]), ("undo", 0, TODAY)])
def test_the_calendar_holds_together_whatever_is_done(
    shared: Engine, steps: list[tuple[str, int, date]]
) -> None:
    story = Story(SmallBooks(shared))
    for kind, number, day in steps:
        story.tell(kind, number, day)

    with story.small.reading() as books:
        check_history(books)


@settings(max_examples=5, deadline=None)
@given(steps=STEPS)
def test_undoing_everything_leaves_the_calendar_as_it_was(
    shared: Engine, steps: list[tuple[str, int, date]]
) -> None:
    story = Story(SmallBooks(shared))
    beginning = story.now
    for kind, number, day in steps:
        story.tell(kind, number, day)
    for _ in range(len(steps)):
        story.tell("undo", 0, TODAY)

    assert story.now == beginning
