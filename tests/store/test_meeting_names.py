"""Names of meetings: by day, month, group and kind; those to come first; two that fit are both returned."""

from datetime import date

import pytest

from store.errors import Ambiguous, NotFound
from store.meeting_names import called, groups_called, meetings_called, one_group, one_meeting, read_name
from store.tables import MeetingStatus
from store.vocabulary import Vocabulary
from tests.store.small_books import MEETINGS, NOW, SmallBooks, group_of, meeting_of

TODAY = NOW.date()
SEPTEMBER, JULY = MEETINGS["Board"][3], MEETINGS["HSG"][2]


@pytest.fixture
def words(small: SmallBooks) -> Vocabulary:
    with small.changing() as books:
        board = group_of(books)
        books.calendar.add(board, date(2026, 9, 22), date(2026, 9, 22), "development session")
        books.calendar.add(board, date(2026, 11, 1))
        books.calendar.add(group_of(books, "HSG"), date(2027, 7, 7), date(2027, 7, 7))
        cancelled = books.calendar.add(board, date(2026, 10, 6), date(2026, 10, 6))
        cancelled.status = MeetingStatus.CANCELLED
    return small.words


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("15 September", [SEPTEMBER]),
        ("15/09/2026", [SEPTEMBER]),
        ("2026-09-15", [SEPTEMBER]),
        ("the Board meeting on Tuesday 15 September 2026", [SEPTEMBER]),
        ("September", [SEPTEMBER, date(2026, 9, 22)]),
        ("the September Board", [SEPTEMBER, date(2026, 9, 22)]),
        ("the development session in September", [date(2026, 9, 22)]),
        ("sessions", [date(2026, 9, 22)]),
        ("next", [SEPTEMBER]),
        ("the next meeting", [SEPTEMBER]),
        ("Board", [SEPTEMBER]),
        ("next HSG", [JULY]),
        ("HSG", [JULY]),
        ("HSG July", [JULY]),
        ("the HSG's meeting in July 2027", [date(2027, 7, 7)]),
        ("November TBC", [None]),
        ("May", [MEETINGS["Board"][2], MEETINGS["HSG"][1]]),  # over, and of one month
        ("February", [MEETINGS["Board"][1]]),
        ("9 September 2025", [MEETINGS["Board"][0]]),
        ("16 September", []),
        ("Monday 15 September 2026", []),
        ("6 October", []),  # cancelled
        ("#999999", []),
    ],
)
def test_what_a_name_means(words: Vocabulary, said: str, days: list[date | None]) -> None:
    assert [meeting.day for meeting in meetings_called(said, words, TODAY)] == days


@pytest.mark.parametrize(
    "said", ["", "the", "Town Hall", "16 June Town Hall", "15 September in September", "HSG HSG", "x" * 200]
)
def test_what_is_no_name(words: Vocabulary, said: str) -> None:
    assert read_name(said, words) is None


def test_every_meeting_has_a_name_that_means_it_alone(words: Vocabulary) -> None:
    for meeting in words.meetings:
        assert meetings_called(f"#{meeting.id}", words, TODAY) == [meeting]


def test_two_that_fit_are_asked_about(words: Vocabulary) -> None:
    with pytest.raises(Ambiguous) as doubt:
        one_meeting("September", words, TODAY)

    assert str(doubt.value) == (
        "“September” may be the Board meeting of Tuesday 15 September 2026 or"
        " the Board development session of Tuesday 22 September 2026."
    )
    assert doubt.value.choices == [
        "Board: Tuesday 15 September 2026",
        "Board development session: Tuesday 22 September 2026",
    ]
    ids = [meeting.id for meeting in meetings_called("September", words, TODAY)]
    assert doubt.value.means == [f"#{identity}" for identity in ids]


def test_one_that_is_not_there_says_what_comes_next(words: Vocabulary) -> None:
    with pytest.raises(NotFound) as missing:
        one_meeting("16 September", words, TODAY)

    assert str(missing.value) == (
        "The calendar has no meeting “16 September”. Next come the HSG meeting of Wednesday 8 July 2026, the Board"
        " meeting of Tuesday 15 September 2026, the Board development session of Tuesday 22 September 2026;"
        " `/meetings timetable` shows all. Nothing was changed."
    )


def test_a_group_is_known_by_its_names_and_by_words_of_them(words: Vocabulary) -> None:
    for said in ("HSG", "hsg", "Harbour Steering Group", "the steering group", "steering"):
        assert [group.short_name for group in groups_called(said, words)] == ["HSG"], said
    for said in ("Board", "the Board", "CSP"):
        assert [group.short_name for group in groups_called(said, words)] == ["Board"], said
    assert groups_called("group", words) == []


def test_an_unknown_group_is_answered_with_the_nearest(words: Vocabulary) -> None:
    with pytest.raises(
        NotFound, match=r"No group is called “HGS”\. There are HSG, Board\. Nothing was changed"
    ):
        one_group("HGS", words)


def test_a_name_says_the_date_in_full(small: SmallBooks) -> None:
    with small.reading() as books:
        meeting = meeting_of(books, SEPTEMBER)
        (seen,) = (m for m in books.calendar.every() if m.id == meeting.id)

    assert called(seen) == "the Board meeting of Tuesday 15 September 2026"
    assert called(seen, capital=True).startswith("The Board")
