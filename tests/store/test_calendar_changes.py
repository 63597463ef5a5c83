"""Changing the calendar by hand: what each change does, and the sentence with which it is refused."""

from datetime import date, datetime, time

import pytest

from store.books import OpenBooks
from store.calendar import Details
from store.calendar_changes import NOTHING_LEFT
from store.errors import BookError, Conflict, Invalid
from store.meeting_details import Hours
from store.tables import Meeting, MeetingStatus, Mode
from store.views import Deadline
from tests.store.small_books import LONDON, MEETINGS, SmallBooks, group_of, meeting_of

SEPTEMBER, JULY, MAY = MEETINGS["Board"][3], MEETINGS["HSG"][2], MEETINGS["Board"][2]
SAME = Hours()
TEN, TWELVE, TWO = time(10), time(12), time(14)


def add(
    books: OpenBooks,
    day: date | None,
    month: date | None = None,
    kind: str = "meeting",
    group: str = "Board",
    **more: time,
) -> Meeting:
    """Add a meeting by hand."""
    when = month or day or date.max
    return books.calendar_changes.add(group_of(books, group), kind, day, when, Details(**more))  # type: ignore[arg-type]  # hours only


def refused(
    small: SmallBooks, change: str, *arguments: object, of: date = SEPTEMBER, group: str = "Board"
) -> str:
    """The sentence with which a change of a meeting is refused; nothing of it has been made."""
    with small.reading() as books:
        before = [(m.day, m.month, m.sequence) for m in [meeting_of(books, of, group)]]
    with pytest.raises(BookError) as why, small.changing() as books:
        getattr(books.calendar_changes, change)(meeting_of(books, of, group), *arguments)
    with small.reading() as books:
        assert before == [(m.day, m.month, m.sequence) for m in [meeting_of(books, of, group)]]
    return str(why.value)


def test_a_move_takes_the_hours_along_and_raises_the_sequence_once(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting = meeting_of(books, SEPTEMBER)
        meeting.start, meeting.end = TEN, TWELVE
    with small.changing() as books:
        books.calendar_changes.move(meeting_of(books, SEPTEMBER), date(2026, 10, 6), Hours(TWO))

    with small.reading() as books:
        moved = meeting_of(books, date(2026, 10, 6))
        assert (moved.month, moved.start, moved.end) == (date(2026, 10, 1), TWO, time(16))
        assert moved.sequence == 2  # the hours, and the move


def test_undoing_a_move_puts_all_of_it_back_and_raises_the_sequence_again(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting_of(books, SEPTEMBER).report_deadline = date(2026, 8, 28)
    with small.changing(what="moving") as books:
        given_up = books.calendar_changes.move(meeting_of(books, SEPTEMBER), date(2026, 10, 6), SAME)
        assert [(own.what, own.day) for own in given_up.deadlines] == [(Deadline.REPORTS, date(2026, 8, 28))]
    with small.reading() as books:
        assert meeting_of(books, date(2026, 10, 6)).report_deadline is None

    small.undo_last()

    with small.reading() as books:
        back = meeting_of(books, SEPTEMBER)
        assert (back.report_deadline, back.month, back.sequence) == (date(2026, 8, 28), date(2026, 9, 1), 3)


def test_other_hours_of_the_same_day_leave_its_deadlines_alone(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting_of(books, SEPTEMBER).report_deadline = date(2026, 8, 28)
        assert (
            books.calendar_changes.move(meeting_of(books, SEPTEMBER), SEPTEMBER, Hours(TWO)) == NOTHING_LEFT
        )

    with small.reading() as books:
        assert meeting_of(books, SEPTEMBER).report_deadline == date(2026, 8, 28)


def test_a_deadline_of_its_own_does_not_raise_the_sequence(small: SmallBooks) -> None:
    with small.changing() as books:
        books.calendar_changes.set_deadline(
            meeting_of(books, SEPTEMBER), Deadline.QUESTIONS, date(2026, 9, 11), TWELVE
        )

    with small.reading() as books:
        meeting = meeting_of(books, SEPTEMBER)
        assert meeting.public_questions_at == datetime(2026, 9, 11, 12, tzinfo=LONDON)
        assert meeting.sequence == 0


def test_postponed_it_has_a_month_only_and_no_deadline_left(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting = meeting_of(books, SEPTEMBER)
        meeting.report_deadline, meeting.export_on = date(2026, 8, 28), date(2026, 9, 10)
        identity = meeting.id
    with small.changing() as books:
        given_up = books.calendar_changes.postpone(meeting_of(books, SEPTEMBER), date(2026, 11, 17))
        assert {own.what for own in given_up.deadlines} == {Deadline.REPORTS, Deadline.EXPORT}

    with small.reading() as books:
        meeting = books.session.get_one(Meeting, identity)
        assert (meeting.day, meeting.month, meeting.report_deadline, meeting.export_on) == (
            None,
            date(2026, 11, 1),
            None,
            None,
        )


def test_a_tbc_one_gets_its_date_and_keeps_a_deadline_that_fits(small: SmallBooks) -> None:
    with small.changing() as books:
        tbc = add(books, None, date(2026, 11, 1))
        tbc.report_deadline = date(2026, 10, 20)
    with small.changing() as books:
        assert (
            books.calendar_changes.confirm(
                books.session.get_one(Meeting, tbc.id), date(2026, 11, 10), Hours(TEN)
            )
            == NOTHING_LEFT
        )

    with small.reading() as books:
        assert meeting_of(books, date(2026, 11, 10)).report_deadline == date(2026, 10, 20)


def test_cancelled_and_reinstated(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting = meeting_of(books, SEPTEMBER)
        books.calendar_changes.cancel(meeting)
        identity = meeting.id
    with small.reading() as books:
        assert books.calendar.on(group_of(books), SEPTEMBER) is None
        assert [gone.id for gone in books.calendar.cancelled()] == [identity]
    with small.changing() as books:
        gone = books.calendar.known(identity)
        assert gone is not None
        books.calendar_changes.reinstate(gone)

    with small.reading() as books:
        assert meeting_of(books, SEPTEMBER).sequence == 2


def test_a_venue_and_being_online_exclude_each_other(small: SmallBooks) -> None:
    with small.changing() as books:
        changes, meeting = books.calendar_changes, meeting_of(books, SEPTEMBER)
        changes.set_venue(meeting, "  Town\nHall ")
        assert (meeting.venue, meeting.mode) == ("Town Hall", None)
        changes.set_mode(meeting, Mode.ONLINE)
        assert (meeting.venue, meeting.mode) == (None, Mode.ONLINE)
        changes.set_venue(meeting, "Town Hall")
        assert (meeting.venue, meeting.mode) == ("Town Hall", Mode.IN_PERSON)


@pytest.mark.parametrize(
    ("change", "arguments", "sentence"),
    [
        (
            "move",
            (SEPTEMBER, SAME),
            "The Board meeting of Tuesday 15 September 2026 is on that day already. Nothing was changed.",
        ),
        (
            "move",
            (date(2026, 5, 20), SAME),
            ("Wednesday 20 May 2026 has passed. Nothing was changed; give a date from today on. Meetings of the past"
            " come into the books with their papers: `python -m bot import`."),
        ),
        (
            "move",
            (date(2026, 9, 22), Hours(TWELVE, TEN)),
            "It would end at 10:00, which is not after its start at 12:00. Nothing was changed; say it as 10:00 to 12:00.",
        ),
        (
            "move",
            (date(2026, 9, 22), Hours(end=TEN)),
            "An end needs a start. Nothing was changed; say it as 10:00 to 12:00.",
        ),
        (
            "confirm",
            (date(2026, 9, 22), SAME),
            "The Board meeting of Tuesday 15 September 2026 has its date already. Nothing was changed; move it instead.",
        ),
        (
            "postpone",
            (date(2026, 4, 1),),
            ("April 2026 has passed. Nothing was changed; give a date from today on. Meetings of the past come into the"
            " books with their papers: `python -m bot import`."),
        ),
        (
            "reinstate",
            (),
            "The Board meeting of Tuesday 15 September 2026 is not cancelled. Nothing was changed.",
        ),
        (
            "set_deadline",
            (Deadline.REPORTS, SEPTEMBER),
            ("Tuesday 15 September 2026 is not before the meeting of Tuesday 15 September 2026. Nothing was changed;"
            " give an earlier day."),
        ),
        (
            "set_deadline",
            (Deadline.REPORTS, date(2026, 5, 25)),
            "Monday 25 May 2026 has passed already. Nothing was changed; which day is meant?",
        ),
        (
            "set_venue",
            ("x" * 10_000,),
            "A venue has at most 300 characters; this has 10,000. Nothing was changed; please shorten it.",
        ),
        *(
            (
                "set_link",
                (link,),
                f"“{link}” is no address that people can open. Nothing was changed; it begins with https://.",
            )
            for link in ("meet.example/x", "javascript:alert(1)", "https://", "ftp://meet.example", "http://[::1")
        ),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_way_out(
    small: SmallBooks, change: str, arguments: tuple[object, ...], sentence: str
) -> None:
    assert refused(small, change, *arguments) == sentence


def test_a_group_meets_once_a_day_in_each_kind(small: SmallBooks) -> None:
    with pytest.raises(Conflict) as twice, small.changing() as books:
        add(books, SEPTEMBER)
    assert str(twice.value) == (
        "The Board meeting of Tuesday 15 September 2026 is in the calendar already. Nothing was changed; move that one,"
        " or add this one as another sitting: `/meetings add Board second sitting 15 September 2026 …`."
    )
    with small.changing() as books:
        books.calendar_changes.cancel(meeting_of(books, SEPTEMBER))
    with pytest.raises(Conflict) as cancelled, small.changing() as books:
        add(books, SEPTEMBER)
    assert str(cancelled.value) == (
        "The Board meeting of Tuesday 15 September 2026 is in the calendar as cancelled. Nothing was changed;"
        " `/meetings reinstate Board 15 September 2026` puts it back."
    )
    with small.changing() as books:
        add(books, SEPTEMBER, kind="meeting (second sitting)")
        add(books, SEPTEMBER, group="HSG")


def test_a_cancelled_one_is_not_moved(small: SmallBooks) -> None:
    with small.changing() as books:
        meeting = meeting_of(books, SEPTEMBER)
        books.calendar_changes.cancel(meeting)
        with pytest.raises(
            Conflict, match=r"is cancelled\. Nothing was changed; `/meetings reinstate Board 15 September"
        ):
            books.calendar_changes.move(meeting, date(2026, 9, 22), SAME)


def test_a_meeting_that_was_held_stays_where_it_is(small: SmallBooks) -> None:
    small.add(at=MAY)
    sentence = "The Board meeting of Tuesday 12 May 2026 has been held, and action points were minuted there. Nothing was changed."

    assert refused(small, "move", date(2026, 6, 2), SAME, of=MAY) == sentence
    assert refused(small, "postpone", date(2026, 6, 2), of=MAY) == sentence
    assert refused(small, "cancel", of=MAY) == sentence


def test_one_that_never_took_place_can_still_be_moved(small: SmallBooks) -> None:
    with small.changing() as books:
        books.calendar_changes.move(meeting_of(books, MAY), date(2026, 6, 2), SAME)

    with small.reading() as books:
        assert meeting_of(books, date(2026, 6, 2)).status is MeetingStatus.PLANNED


def test_references_given_out_stay_when_their_meeting_moves_to_another_month(small: SmallBooks) -> None:
    ref = small.add(at=SEPTEMBER)
    with small.changing() as books:
        books.calendar_changes.move(meeting_of(books, SEPTEMBER), date(2026, 10, 6), SAME)

    assert ref.full == "2026-09/01"
    with small.reading() as books:
        assert books.register.get(ref).meeting_id == meeting_of(books, date(2026, 10, 6)).id


def test_what_speaks_against_a_day_is_pointed_out(small: SmallBooks) -> None:
    with small.changing() as books:
        steering = meeting_of(books, JULY, "HSG")
        steering.start, steering.end = TEN, TWELVE
        changes = books.calendar_changes
        overlapping = add(books, JULY, start=time(11), end=time(13))
        assert changes.remarks(overlapping) == ("It overlaps with the HSG meeting, 10:00 to 12:00.",)
        apart = add(books, JULY, kind="development session", start=TWELVE, end=TWO)
        assert changes.remarks(apart) == ("On the same day is the Board meeting, 11:00 to 13:00.",)
        unknown = add(books, JULY, group="HSG", kind="session")
        assert len(changes.remarks(unknown)) == 3
        assert changes.remarks(add(books, date(2026, 8, 31), group="HSG")) == (
            "Monday 31 August 2026 is a bank holiday: Late Summer Bank Holiday.",
        )
        assert changes.remarks(add(books, date(2026, 8, 1), group="HSG")) == (
            "Saturday 1 August 2026 is at a weekend: it is a Saturday.",
        )
        soon = add(books, date(2026, 6, 2))
        assert changes.remarks(soon) == ("Its report deadline, Tuesday 19 May 2026, has passed already.",)


def test_sittings_of_one_day_that_follow_each_other_are_no_clash(small: SmallBooks) -> None:
    with small.changing() as books:
        add(books, JULY, kind="session", group="HSG", start=TEN, end=TWELVE)
        second = add(books, JULY, kind="session (second sitting)", group="HSG", start=TWELVE, end=TWO)
        remarks = books.calendar_changes.remarks(second)

    assert remarks == ("On the same day is the HSG meeting.",)


def test_a_tbc_one_of_the_month_may_be_the_same(small: SmallBooks) -> None:
    with small.changing() as books:
        add(books, None, date(2026, 11, 1))
        again = add(books, None, date(2026, 11, 1))
        dated = add(books, date(2026, 11, 10))
        changes = books.calendar_changes
        assert changes.remarks(again) == (
            "Board has another meeting in November 2026 whose date is to be confirmed.",
        )
        assert changes.remarks(dated)[0] == (
            "Board also has a meeting in November 2026 whose date is to be confirmed. If that is this one, undo this"
            " and confirm its date instead."
        )


def test_a_new_one_is_refused_whole(small: SmallBooks) -> None:
    with pytest.raises(Invalid), small.changing() as books:
        add(books, date(2026, 11, 10), start=TWELVE, end=TEN)
    late, day = Details(report_deadline=date(2026, 11, 11)), date(2026, 11, 10)
    with pytest.raises(Invalid), small.changing() as books:
        books.calendar_changes.add(group_of(books), "meeting", day, day, late)

    with small.reading() as books:
        assert books.calendar.on(group_of(books), date(2026, 11, 10)) is None
