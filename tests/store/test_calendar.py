"""The meeting calendar: report deadlines, what is next, what was before, and dates still to be confirmed."""

from datetime import date

import pytest

from store.calendar import coming, modes, next_board_meeting, next_report_deadline
from store.errors import Conflict
from store.tables import Meeting, MeetingStatus, Mode
from store.views import MeetingView
from tests.store.small_books import MEETINGS, SmallBooks, group_of, meeting_of

TODAY = date(2026, 5, 26)
SEPTEMBER = MEETINGS["Board"][3]


def calendar(small: SmallBooks) -> tuple[MeetingView, ...]:
    with small.reading() as books:
        return tuple(books.calendar.every())


def place(
    small: SmallBooks, month: date, day: date | None = None, kind: str = "meeting", group: str = "Board"
) -> int:
    with small.changing() as books:
        return books.calendar.add(group_of(books, group), month, day, kind).id


def on(small: SmallBooks, day: date) -> MeetingView:
    (found,) = (meeting for meeting in calendar(small) if meeting.day == day)
    return found


def test_the_report_deadline_is_fourteen_days_before_unless_one_is_printed(small: SmallBooks) -> None:
    assert on(small, SEPTEMBER).report_deadline == date(2026, 9, 1)
    assert on(small, SEPTEMBER).printed_deadline is False

    with small.changing() as books:
        meeting_of(books, SEPTEMBER).report_deadline = date(2026, 8, 28)

    assert on(small, SEPTEMBER).report_deadline == date(2026, 8, 28)
    assert on(small, SEPTEMBER).printed_deadline is True


def test_groups_below_the_board_have_a_report_deadline_only_where_one_is_printed(small: SmallBooks) -> None:
    steering = MEETINGS["HSG"][2]
    assert on(small, steering).report_deadline is None

    with small.changing() as books:
        meeting_of(books, steering, "HSG").report_deadline = date(2026, 7, 1)

    assert on(small, steering).report_deadline == date(2026, 7, 1)


def test_a_development_session_of_the_board_has_a_report_deadline_too(small: SmallBooks) -> None:
    place(small, date(2026, 7, 21), date(2026, 7, 21), "development session")

    assert on(small, date(2026, 7, 21)).report_deadline == date(2026, 7, 7)


def test_one_to_be_confirmed_has_none_and_stands_at_the_end_of_its_month(small: SmallBooks) -> None:
    place(small, date(2026, 9, 1))
    place(small, date(2026, 9, 30), date(2026, 9, 30), "development session")

    ahead = [(m.month, m.day, m.report_deadline) for m in calendar(small) if m.month >= date(2026, 9, 1)]

    assert ahead == [
        (date(2026, 9, 1), SEPTEMBER, date(2026, 9, 1)),
        (date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 16)),
        (date(2026, 9, 1), None, None),
    ]


def test_the_next_meeting_is_the_board_s_next_formal_one_and_one_of_today_counts(small: SmallBooks) -> None:
    place(small, date(2026, 6, 9), date(2026, 6, 9), "development session")
    place(small, date(2026, 7, 1))  # to be confirmed

    def following(today: date) -> date | None:
        meeting = next_board_meeting(calendar(small), today)
        return meeting.day if meeting else None

    assert following(TODAY) == SEPTEMBER
    assert following(SEPTEMBER) == SEPTEMBER
    assert following(date(2026, 9, 16)) is None


def test_what_is_coming_holds_everything_still_to_come_in_order(small: SmallBooks) -> None:
    place(small, date(2026, 6, 9), date(2026, 6, 9), "development session")
    place(small, TODAY)  # to be confirmed, this month
    place(small, date(2026, 4, 1))  # was never confirmed
    place(small, TODAY, TODAY, "workshop")

    ahead = [(meeting.month.month, meeting.day) for meeting in coming(calendar(small), TODAY)]

    assert ahead == [
        (5, TODAY),
        (5, None),
        (6, date(2026, 6, 9)),
        (7, MEETINGS["HSG"][2]),
        (9, SEPTEMBER),
    ]


def test_the_next_report_deadline_may_be_that_of_a_later_meeting(small: SmallBooks) -> None:
    place(small, date(2026, 6, 2), date(2026, 6, 2), "development session")

    meeting = next_report_deadline(calendar(small), TODAY)
    assert meeting is not None
    assert (meeting.day, meeting.report_deadline) == (SEPTEMBER, date(2026, 9, 1))

    last_day = next_report_deadline(calendar(small), date(2026, 9, 1))
    assert last_day is not None
    assert next_report_deadline(calendar(small), date(2026, 9, 2)) is None


def test_cancelled_meetings_are_not_in_the_calendar(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting_of(books, SEPTEMBER).status = MeetingStatus.CANCELLED

    assert SEPTEMBER not in [meeting.day for meeting in calendar(small)]
    with small.reading() as books:
        assert books.calendar.on(group_of(books), SEPTEMBER) is None


def test_the_meeting_before_is_the_last_formal_one_of_the_same_group(small: SmallBooks) -> None:
    place(small, date(2026, 7, 21), date(2026, 7, 21), "development session")
    to_be_confirmed = place(small, date(2026, 12, 1))

    def before(meeting: Meeting | None) -> date | None:
        assert meeting is not None
        earlier = books.calendar.previous(meeting)
        return earlier.day if earlier else None

    with small.reading() as books:
        assert before(meeting_of(books, SEPTEMBER)) == MEETINGS["Board"][2]
        assert before(meeting_of(books, MEETINGS["HSG"][2], "HSG")) == MEETINGS["HSG"][1]
        assert before(meeting_of(books, MEETINGS["Board"][0])) is None
        assert before(books.calendar.meeting(to_be_confirmed)) is None


def test_the_meetings_of_a_month_come_dated_ones_first_on_every_database(small: SmallBooks) -> None:
    unconfirmed = place(small, date(2026, 9, 1))

    with small.reading() as books:
        board = group_of(books)
        assert [m.day for m in books.calendar.in_month(board, date(2026, 9, 1))] == [SEPTEMBER, None]
        without_a_day = books.calendar.match(board, "meeting", date(2026, 9, 1), None)
        assert without_a_day is not None
        assert without_a_day.id == unconfirmed


def test_a_date_is_confirmed_once(small: SmallBooks) -> None:
    place(small, date(2026, 12, 1))
    with small.changing() as books:
        (meeting,) = books.calendar.in_month(group_of(books), date(2026, 12, 1))
        books.calendar.confirm(meeting, date(2027, 1, 12))

    assert on(small, date(2027, 1, 12)).month == date(2027, 1, 1)
    with small.reading() as books, pytest.raises(Conflict) as error:
        books.calendar.confirm(meeting_of(books, date(2027, 1, 12)), date(2027, 1, 13))
    assert str(error.value) == "That meeting has a date already. Nothing was changed; move it instead."


@pytest.mark.parametrize(
    ("printed", "mode"),
    [
        ("Hybrid", Mode.HYBRID),
        (" in person ", Mode.IN_PERSON),
        ("online", Mode.ONLINE),
        ("by fax", None),
        (None, None),
    ],
)
def test_modes_are_read_as_printed(printed: str | None, mode: Mode | None) -> None:
    assert modes(printed) is mode
