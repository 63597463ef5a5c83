"""The meetings as timetables and calendars print them, and the addresses of subscriptions, on both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from store.books import OpenBooks
from store.errors import NotFound
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.papers.writing.calendars import to_ics
from store.papers.writing.timetables import timetable_of
from store.subscriptions import renew, subscribed, token
from store.tables import Change, Group, MeetingStatus, Partnership
from store.years import Year
from tests.store.small_books import MEETINGS, NOW, SmallBooks, group_of, meeting_of

SEPTEMBER = MEETINGS["Board"][3]


def entries(small: SmallBooks) -> list[CalendarEntry]:
    with small.reading() as books:
        return calendar_entries(books)


def changed(small: SmallBooks, day: date) -> datetime:
    [entry] = [entry for entry in entries(small) if entry.meeting.day == day]
    return entry.changed_at


def token_in(books: OpenBooks, group: Group | None) -> str:
    return token(books.session.get_one(Partnership, books.partnership.id), group)


def test_all_stand_in_the_order_of_the_year_cancelled_and_undated_ones_too(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting_of(books, date(2026, 5, 20), "HSG").status = MeetingStatus.CANCELLED
        books.calendar.add(group_of(books), date(2026, 5, 1))

    assert [(e.meeting.group, e.meeting.day, e.cancelled) for e in entries(small)] == [
        ("HSG", date(2025, 2, 3), False),
        ("Board", date(2025, 9, 9), False),
        ("Board", date(2026, 2, 10), False),
        ("Board", date(2026, 5, 12), False),
        ("HSG", date(2026, 5, 20), True),
        ("Board", None, False),
        ("HSG", date(2026, 7, 8), False),
        ("Board", SEPTEMBER, False),
    ]


def test_each_knows_when_it_was_last_changed_an_undo_counts(small: SmallBooks) -> None:
    assert {entry.changed_at for entry in entries(small)} == {NOW}

    small.clock.step(timedelta(hours=2))
    with small.changing() as books:
        meeting_of(books, SEPTEMBER).venue = "Guildhall"
    assert changed(small, SEPTEMBER) == NOW + timedelta(hours=2)

    small.clock.step(timedelta(days=1))
    small.undo_last()
    assert changed(small, SEPTEMBER) == NOW + timedelta(days=1, hours=2)
    assert changed(small, MEETINGS["Board"][0]) == NOW


def test_a_timetable_holds_the_meetings_of_its_year(small: SmallBooks) -> None:
    with small.reading() as books:
        paper = timetable_of(books, Year(date(2026, 4, 1)))
        empty = timetable_of(books, Year(date(2031, 1, 1)))

    assert [entry.meeting.day for entry in paper.entries] == [
        *(date(2026, 5, 12), date(2026, 5, 20), date(2026, 7, 8), SEPTEMBER),
    ]
    assert list(paper.groups.values()) == [
        ("Board", "Harbour Board"),
        ("HSG", "Harbour Steering Group"),
    ]
    assert (empty.entries, empty.rows) == ((), [])


def test_addresses_differ_by_partnership_group_and_secret(shared: Engine) -> None:
    ours, theirs = SmallBooks(shared), SmallBooks(shared)
    tokens = set()
    for small in (ours, theirs):
        with small.reading() as books:
            tokens |= {token_in(books, group) for group in (None, *books.directory.groups())}
            assert all(len(one) == 64 for one in tokens)
    assert len(tokens) == 6

    with ours.changing() as books:
        mine = token_in(books, None)
        renew(books)
        assert token_in(books, None) not in tokens
    with ours.reading() as books:
        assert subscribed(books, mine) is None
        found = subscribed(books, token_in(books, group_of(books, "HSG")))
    assert found
    assert [entry.meeting.group for entry in found.entries] == ["HSG"] * 3


@pytest.mark.parametrize("given", ["", "0" * 64, "é" * 64, "\ud800", "x" * 10_000])
def test_what_is_no_token_finds_nothing(small: SmallBooks, given: str) -> None:
    with small.reading() as books:
        assert subscribed(books, given) is None


def test_renewing_is_in_the_history_but_not_undone(small: SmallBooks) -> None:
    with small.changing(what="new calendar addresses") as books:
        renew(books)

    with small.reading() as books:
        mine = select(Change.what).where(Change.partnership_id == small.id).order_by(Change.id.desc())
        assert books.session.scalars(mine.limit(1)).one() == "new calendar addresses"
        with pytest.raises(NotFound, match="There is no change of yours to undo"):
            books.past.last_of(small.people["Carys Pugh"])


def test_the_same_books_give_the_same_file_however_often_it_is_asked_for(small: SmallBooks) -> None:
    files = set()
    for _ in range(2):
        with small.reading() as books:
            paper = subscribed(books, token_in(books, None))
            assert paper
        files.add(to_ics(paper))
        small.clock.step(timedelta(days=3))
    assert len(files) == 1
