"""Deadlines: what follows from the day of a meeting by the rules, and what a meeting has been given of its own."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import is_working_day
from store.deadlines import deadlines, papers_published, questions_due, register_exported, reports_due
from store.tables import Meeting
from store.views import Deadline, DeadlineView
from tests.store.small_books import LONDON, MEETINGS, SmallBooks, group_of, meeting_of

SEPTEMBER = MEETINGS["Board"][3]


def of(small: SmallBooks, day: date, group: str = "Board") -> tuple[DeadlineView, ...]:
    """The deadlines of the group's meeting of that day."""
    with small.reading() as books:
        (meeting,) = (m for m in books.calendar.every() if m.day == day and m.group == group)
        return deadlines(meeting)


@pytest.mark.parametrize(
    ("meeting", "reports", "published", "day_before"),
    [
        (date(2026, 9, 15), date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 14)),
        # a Tuesday after a bank holiday: the working day before is the Friday
        (date(2026, 9, 1), date(2026, 8, 18), date(2026, 8, 24), date(2026, 8, 28)),
        # over Christmas 2026, whose substitute day is the 28th
        (date(2026, 12, 30), date(2026, 12, 16), date(2026, 12, 21), date(2026, 12, 29)),
        # a Monday
        (date(2026, 6, 15), date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 12)),
        # Easter: Good Friday is 3 April, Easter Monday 6 April
        (date(2026, 4, 7), date(2026, 3, 24), date(2026, 3, 27), date(2026, 4, 2)),
    ],
)
def test_the_rules_count_back_from_the_day(
    meeting: date, reports: date, published: date, day_before: date
) -> None:
    assert reports_due(meeting) == reports
    assert papers_published(meeting) == published
    assert questions_due(meeting) == datetime.combine(day_before, time(10))
    assert register_exported(meeting) == day_before


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_computed_deadline_comes_before_its_meeting_and_on_a_working_day_where_it_says_so(
    day: date,
) -> None:
    assert reports_due(day) < day
    assert papers_published(day) < questions_due(day).date() == register_exported(day) < day
    assert is_working_day(papers_published(day))
    assert is_working_day(register_exported(day))


def test_a_formal_meeting_of_the_board_has_all_of_them_in_order(small: SmallBooks) -> None:
    assert of(small, SEPTEMBER) == (
        DeadlineView(Deadline.REPORTS, date(2026, 9, 1)),
        DeadlineView(Deadline.PUBLICATION, date(2026, 9, 8)),
        DeadlineView(Deadline.QUESTIONS, date(2026, 9, 14), time(10)),
        DeadlineView(Deadline.EXPORT, date(2026, 9, 14)),
    )


def test_a_development_session_has_only_the_report_deadline(small: SmallBooks) -> None:
    with small.changing() as books:
        books.calendar.add(group_of(books), date(2026, 7, 21), date(2026, 7, 21), "development session")

    assert of(small, date(2026, 7, 21)) == (DeadlineView(Deadline.REPORTS, date(2026, 7, 7)),)


def test_a_group_below_the_board_has_only_what_it_has_been_given(small: SmallBooks) -> None:
    steering = MEETINGS["HSG"][2]
    assert of(small, steering, "HSG") == ()

    with small.changing() as books:
        _give_all(meeting_of(books, steering, "HSG"))

    assert of(small, steering, "HSG") == (
        DeadlineView(Deadline.QUESTIONS, date(2026, 7, 1), time(17), own=True),
        DeadlineView(Deadline.REPORTS, date(2026, 7, 1), own=True),
        DeadlineView(Deadline.PUBLICATION, date(2026, 7, 2), own=True),
        DeadlineView(Deadline.EXPORT, date(2026, 7, 3), own=True),
    )


def test_one_of_its_own_comes_before_the_rule_and_is_local(small: SmallBooks) -> None:
    with small.changing() as books:
        _give_all(meeting_of(books, SEPTEMBER))

    assert {each.what for each in of(small, SEPTEMBER) if each.own} == set(Deadline)
    assert of(small, SEPTEMBER)[0] == DeadlineView(Deadline.QUESTIONS, date(2026, 7, 1), time(17), own=True)


def test_one_without_a_day_has_no_deadline_but_its_own(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting = books.calendar.add(group_of(books), date(2026, 10, 1))
        meeting.report_deadline = date(2026, 9, 22)

    with small.reading() as books:
        (meeting_view,) = (m for m in books.calendar.every() if m.day is None)
    assert deadlines(meeting_view) == (DeadlineView(Deadline.REPORTS, date(2026, 9, 22), own=True),)


def _give_all(meeting: Meeting) -> None:
    meeting.report_deadline = date(2026, 7, 1)
    meeting.publication_on = date(2026, 7, 2)
    meeting.export_on = date(2026, 7, 3)
    meeting.public_questions_at = datetime(2026, 7, 1, 16, tzinfo=ZoneInfo("UTC"))
    assert meeting.public_questions_at.astimezone(LONDON).time() == time(17)
