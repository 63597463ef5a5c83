"""Attendance: what people may say and until when, the list as the minutes print it, and the quorum."""

from datetime import date, datetime, time

import pytest

from store.attendance import Tally, is_over
from store.books import OpenBooks
from store.errors import BookError, Conflict, Invalid
from store.names import Party
from store.quorum import Quorum, counted, quorum_forecast, rule
from store.roll import BOARD, Line, apologies, roll
from store.tables import Capacity, HandbookEntry, Meeting, MeetingStatus, Person, Presence
from tests.store.small_books import LONDON, MEETINGS, SmallBooks, meeting_of

DAY, PAST = MEETINGS["Board"][3], MEETINGS["Board"][2]
IVO = Party("name", None, "Ivo Brandt")


def person(books: OpenBooks, small: SmallBooks, name: str) -> Person:
    found = books.directory.person(small.people[name])
    assert found is not None
    return found


def says(small: SmallBooks, name: str, how: Presence, by: Party | None = None, day: date = DAY) -> bool:
    with small.changing(name, "an answer") as books:
        return books.attendances.answer(meeting_of(books, day), person(books, small, name), how, by)


def listed(
    small: SmallBooks, day: date = DAY, group: str = "Board"
) -> dict[str, tuple[str, Presence | None, str | None]]:
    with small.reading() as books:
        return {
            line.name: (line.section, line.how, line.by)
            for line in roll(meeting_of(books, day, group), books)
        }


def quorum(small: SmallBooks) -> Quorum:
    with small.reading() as books:
        found = quorum_forecast(meeting_of(books, DAY), books)
        assert found is not None
        return found


def test_the_list_has_everybody_who_is_expected_by_section_and_surname(small: SmallBooks) -> None:
    assert list(listed(small).items()) == [
        ("Dev Anand", ("Board", None, None)),
        ("Ben Lindqvist", ("Board", None, None)),
        ("Ada Okafor", ("Board", None, None)),
        ("Carys Pugh", ("Members", None, None)),
        ("Esme Trott", ("Members", None, None)),
    ]


def test_a_guest_is_listed_once_something_is_noted(small: SmallBooks) -> None:
    says(small, "Femi Balogun", Presence.ATTENDING)

    assert listed(small)["Femi Balogun"] == ("Guests", Presence.ATTENDING, None)


def test_a_group_below_the_board_expects_its_own_and_has_guests(small: SmallBooks) -> None:
    with small.changing() as books:
        seat = books.directory.organisation_named("Quay Homes")
        steering = books.directory.group_named("HSG")
        books.directory.add_membership(
            person(books, small, "Esme Trott"), seat, Capacity.MEMBER, None, group=steering
        )
    day = MEETINGS["HSG"][2]
    with small.changing() as books:
        meeting = meeting_of(books, day, "HSG")
        books.attendances.answer(meeting, person(books, small, "Ada Okafor"), Presence.ATTENDING)
        assert quorum_forecast(meeting, books) is None

    assert listed(small, day, "HSG") == {
        "Esme Trott": ("Members", None, None),
        "Ada Okafor": ("Guests", Presence.ATTENDING, None),
    }


def test_who_leaves_before_the_meeting_is_not_expected(small: SmallBooks) -> None:
    with small.changing() as books:
        dev = person(books, small, "Dev Anand")
        books.directory.end_membership(dev.memberships[0], date(2026, 8, 31))

    assert "Dev Anand" not in listed(small)
    assert quorum(small).unanswered == 2


def test_an_answer_can_be_changed_and_undone(small: SmallBooks) -> None:
    assert says(small, "Dev Anand", Presence.ATTENDING)
    assert not says(small, "Dev Anand", Presence.ATTENDING)
    assert says(small, "Dev Anand", Presence.REPRESENTED, IVO)
    assert listed(small)["Dev Anand"] == ("Board", Presence.REPRESENTED, "Ivo Brandt")
    assert says(small, "Dev Anand", Presence.APOLOGIES)
    assert listed(small)["Dev Anand"] == ("Board", Presence.APOLOGIES, None)

    small.undo_last("Dev Anand")
    assert listed(small)["Dev Anand"] == ("Board", Presence.REPRESENTED, "Ivo Brandt")


def test_who_is_said_to_attend_a_meeting_that_is_over_was_there(small: SmallBooks) -> None:
    says(small, "Dev Anand", Presence.ATTENDING, day=PAST)

    assert listed(small, PAST)["Dev Anand"] == ("Board", Presence.PRESENT, None)


@pytest.mark.parametrize(
    ("by", "error", "why"),
    [
        (Party("organisation", 1, "Quay Homes"), Invalid, "Quay Homes is no person. Nothing was noted; who comes for Dev Anand?"),
        (Party("name", None, "x" * 101), Invalid, "A name has up to 100 characters. Nothing was noted; who comes?"),
        (Party("name", None, " \x00"), Invalid, "A name has up to 100 characters. Nothing was noted; who comes?"),
    ],
)  # fmt: skip
def test_who_cannot_represent_anybody(small: SmallBooks, by: Party, error: type[BookError], why: str) -> None:
    with pytest.raises(error) as refused:
        says(small, "Dev Anand", Presence.REPRESENTED, by)

    assert str(refused.value) == why
    assert listed(small)["Dev Anand"] == ("Board", None, None)


def test_nobody_is_represented_by_themselves_or_by_somebody_who_does_not_come(small: SmallBooks) -> None:
    with pytest.raises(Invalid, match="Dev Anand cannot represent themselves"):
        says(small, "Dev Anand", Presence.REPRESENTED, small.party("Dev Anand"))
    says(small, "Esme Trott", Presence.APOLOGIES)
    with pytest.raises(Conflict, match="Esme Trott does not come to that meeting either"):
        says(small, "Dev Anand", Presence.REPRESENTED, small.party("Esme Trott"))


def test_a_meeting_that_is_cancelled_or_has_no_date_takes_no_answer(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting_of(books, DAY).status = MeetingStatus.CANCELLED
        cancelled = books.attendances.meeting(
            books.session.query(Meeting).filter_by(day=DAY, partnership_id=small.id).one().id
        )
        undated = books.calendar.add(cancelled.group, date(2026, 11, 1))
        for meeting, why in (
            (cancelled, "The meeting of Tuesday 15 September 2026 has been cancelled. Nothing was noted."),
            (undated, "That meeting has no date yet. Nothing was noted; answer when it has one."),
        ):
            with pytest.raises(Conflict) as error:
                books.attendances.answer(meeting, person(books, small, "Dev Anand"), Presence.APOLOGIES)
            assert str(error.value) == why


@pytest.mark.parametrize(
    ("start", "end", "now", "over"),
    [
        (time(10), time(13), "12:59", False),
        (time(10), time(13), "13:00", True),
        (time(10), None, "10:00", True),
        (None, None, "23:59", False),
    ],
)
def test_when_a_meeting_is_over(start: time | None, end: time | None, now: str, over: bool) -> None:
    meeting = Meeting(day=DAY, start=start, end=end)

    assert is_over(meeting, datetime.combine(DAY, time.fromisoformat(now), LONDON)) is over
    assert not is_over(Meeting(day=None), datetime(2030, 1, 1, tzinfo=LONDON))


def test_how_many_have_answered_what() -> None:
    tally = Tally.of([Presence.ATTENDING, Presence.PRESENT, Presence.APOLOGIES, None, Presence.REPRESENTED])

    assert tally.said() == "2 attending, 1 represented, 1 apology"
    assert Tally(0, 0, 2).said(over=True) == "2 apologies"
    assert Tally.of([None]).said() == ""


def test_the_apologies_as_the_minutes_print_them() -> None:
    def away(name: str, section: str, by: str | None = None) -> Line:
        how = Presence.REPRESENTED if by else Presence.APOLOGIES
        return Line(len(name), name, "Harbour Council", section, how=how, by=by)

    lines = [
        away("Ada Okafor", "Board", "Ivo Brandt"),
        away("Dev Anand", "Board"),
        away("Ben Lindqvist", "Board"),
        away("Esme Trott", "Members"),
        Line(9, "Carys Pugh", "Harbour Council", "Members", how=Presence.ATTENDING),
    ]

    assert apologies(lines) == (
        "Apologies were received from Board members: Ada Okafor (Harbour Council) represented by Ivo Brandt,"
        " Dev Anand (Harbour Council) and Ben Lindqvist (Harbour Council)."
        " There were apologies from a member: Esme Trott (Harbour Council)."
    )
    assert apologies(lines[3:]) == "Apologies were received from a member: Esme Trott (Harbour Council)."
    assert apologies([]) == "No apologies were received."


def test_representatives_count_towards_the_quorum_and_everybody_once(small: SmallBooks) -> None:
    says(small, "Dev Anand", Presence.ATTENDING)
    says(small, "Ada Okafor", Presence.REPRESENTED, small.party("Dev Anand"))
    assert quorum(small) == Quorum(5, 1, 1, ("Harbour Council", "Northcliff Constabulary"))

    says(small, "Ada Okafor", Presence.REPRESENTED, IVO)
    assert quorum(small) == Quorum(5, 2, 1, ("Harbour Council", "Northcliff Constabulary"))


def test_a_representative_who_sends_apologies_counts_no_more(small: SmallBooks) -> None:
    says(small, "Ada Okafor", Presence.REPRESENTED, small.party("Esme Trott"))
    says(small, "Esme Trott", Presence.APOLOGIES)

    assert quorum(small) == Quorum(5, 0, 2, ())


def test_two_of_one_organisation_have_one_vote() -> None:
    lines = [Line(n, f"P{n}", body, BOARD, how=Presence.ATTENDING) for n, body in enumerate("AABC")]

    assert counted(lines, 5) == Quorum(5, 4, 0, ("A", "B", "C"))


@pytest.mark.parametrize(
    ("coming", "unanswered", "today", "danger"),
    [
        (5, 0, date(2026, 9, 14), False),
        (4, 2, date(2026, 9, 9), False),  # four working days before
        (4, 2, date(2026, 9, 10), True),
        (2, 2, date(2026, 5, 26), True),
    ],
)
def test_the_quorum_is_in_danger_near_the_meeting_or_when_it_cannot_be(
    coming: int, unanswered: int, today: date, danger: bool
) -> None:
    assert Quorum(5, coming, unanswered, ()).in_danger(DAY, today) is danger


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("A minimum of five Board members.", 5),
        ("The Board decides when seven of its members are there.", 7),
        ("At least 12 voting members must be present.", 12),
        ("Half of all organisations.", 5),
    ],
)
def test_the_handbook_may_have_another_number(small: SmallBooks, text: str, needed: int) -> None:
    with small.changing() as books:
        books.session.add(HandbookEntry(partnership_id=small.id, kind="terms", title="Quorum", text=text))

    with small.reading() as books:
        assert rule(books) == needed


def test_a_development_session_needs_no_quorum(small: SmallBooks) -> None:
    with small.changing() as books:
        board = meeting_of(books, DAY).group
        session = books.calendar.add(board, DAY, date(2026, 9, 29), "development session")
        assert quorum_forecast(session, books) is None
