import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import Calendar, DateProblem, DateReading, MeetingDay, read_date, split_due
from store.dates import day, full_day
from tests.language.date_phrases import PHRASES, WEDNESDAY

BOARD = "Harbour Community Safety Partnership"
STEERING = "Multi-Agency Steering Group (MASG)"
MEETINGS = (
    MeetingDay(BOARD, date(2025, 7, 1), date(2025, 6, 17), main=True),
    MeetingDay(BOARD, date(2025, 10, 21), date(2025, 10, 6), main=True),
    MeetingDay(BOARD, date(2026, 2, 24), None, main=True),
    MeetingDay(STEERING, date(2025, 9, 16), None, main=False),
    MeetingDay(STEERING, date(2025, 11, 18), None, main=False),
    MeetingDay("Champions sessions", date(2025, 10, 6), None, main=False),
)
TODAY = date.fromisoformat(WEDNESDAY)
CALENDAR = Calendar(TODAY, MEETINGS)


def outcome(reading: DateReading | DateProblem | None) -> str:
    match reading:
        case None:
            return "none"
        case DateProblem():
            return "ask"
        case DateReading(date=None):
            return "words"
        case _:
            return str(reading.date)


@pytest.mark.parametrize(("phrase", "said_on", "expected"), PHRASES)
def test_what_a_phrase_means(phrase: str, said_on: str, expected: str) -> None:
    assert outcome(read_date(phrase, Calendar(date.fromisoformat(said_on), MEETINGS))) == expected


def test_the_table_is_as_long_as_promised_and_says_nothing_twice() -> None:
    said = [(phrase, said_on) for phrase, said_on, _ in PHRASES]
    assert len(set(said)) == len(said) >= 150


@pytest.mark.parametrize(
    "month", ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"]
)
def test_short_months_with_and_without_a_full_stop(month: str) -> None:
    assert (
        outcome(read_date(f"12 {month}", CALENDAR)) == outcome(read_date(f"12 {month}.", CALENDAR)) != "none"
    )


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("31 February", "31 February is not a date. Please give the day first, then the month."),
        (
            "Wednesday",
            "Today is Wednesday 3 September 2025. Do you mean today or Wednesday 10 September 2025?",
        ),
        (
            "1 Aug 2025",
            "Friday 1 August 2025 has passed. Please give a date from today (3 September 2025) on.",
        ),
        ("5 May 2030", "5 May 2030 is more than two years away. Please check the year."),
        (
            "Monday 12 Sept 2025",
            "12 September 2025 is a Friday, not a Monday. Please say which of the two you mean.",
        ),
    ],
)
def test_a_problem_is_a_sentence_to_show(phrase: str, sentence: str) -> None:
    assert getattr(read_date(phrase, CALENDAR), "sentence", None) == sentence


def test_an_unknown_meeting_is_answered_with_what_is_known() -> None:
    assert read_date("the March meeting", CALENDAR) == DateProblem(
        "I know of no such meeting for “march”. The last Board meeting I know of is on Tuesday 24 February 2026. "
        "Please give the date."
    )


def test_a_deadline_that_is_over_comes_with_the_next_one() -> None:
    problem = read_date("the RD", Calendar(date(2025, 10, 10), MEETINGS))

    assert problem == DateProblem(
        "The report deadline for the meeting on 21 October 2025 was 6 October 2025. The next one is 10 February 2026. "
        "Please say which date you mean.",
        past=True,
    )


def test_the_phrase_is_kept_as_it_was_said() -> None:
    assert read_date(" by  Friday. ", CALENDAR) == DateReading(date(2025, 9, 5), "by  Friday")
    assert read_date("Autumn 2026", CALENDAR) == DateReading(None, "Autumn 2026", words=True)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("14 February", "2025-02-14"),
        ("Friday", "2025-08-29"),
        ("yesterday", "2025-09-02"),
        ("last Friday", "2025-08-29"),
        ("the 14th", "2025-08-14"),
        ("July", "2025-07-31"),
        ("Christmas", "2024-12-25"),
        ("2 weeks ago", "2025-08-20"),
        ("the July meeting", "2025-07-01"),
        ("the last meeting", "2025-07-01"),
        ("19 July 2022", "2022-07-19"),
        ("12 September 2025", "2025-09-12"),
    ],
)
def test_looking_back(phrase: str, expected: str) -> None:
    assert outcome(read_date(phrase, CALENDAR, future=False)) == expected


def test_two_numbers_are_a_date_only_after_a_cue() -> None:
    assert read_date("12/9", CALENDAR) is None
    assert read_date("12/9", CALENDAR, cued=True) == DateReading(date(2025, 9, 12), "12/9")


def test_without_meetings_the_board_is_asked_for() -> None:
    assert outcome(read_date("the next Board", Calendar(TODAY))) == "ask"


def test_a_name_that_two_groups_share_is_asked_back() -> None:
    second = MeetingDay("Prevent Steering Group", date(2025, 9, 30), None, main=False)
    problem = read_date("the next steering group", Calendar(TODAY, (*MEETINGS, second)))
    assert problem == DateProblem(f"Which group do you mean: {STEERING} or Prevent Steering Group?")


ASKED = "Ada Okafor to share the profile"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (" by 12 Sept", "2025-09-12"),
        (" by 12 Sept.", "2025-09-12"),
        (" (by 12 Sept)", "2025-09-12"),
        (", due 12/9", "2025-09-12"),
        (" - deadline: Friday", "2025-09-05"),
        (" before papers go out", "2025-10-06"),
        (" before the next meeting", "2025-10-20"),
        (" for the October meeting", "2025-10-21"),
        (" until the end of October", "2025-10-31"),
        (" no later than 3 working days before the Board", "2025-10-16"),
        (" within 5 working days", "2025-09-10"),
        (" in 3 weeks", "2025-09-24"),
        (" on Friday", "2025-09-05"),
        (" tomorrow", "2025-09-04"),
        (" next Friday", "2025-09-12"),
        (" by the end of Q3", "2025-12-31"),
        (" w/c 15 September", "2025-09-15"),
        (" by close of play Friday please", "2025-09-05"),
        (" ahead of the October Board", "2025-10-20"),
    ],
)
def test_a_due_date_is_taken_off_the_sentence(phrase: str, expected: str) -> None:
    text, due = split_due(ASKED + phrase, CALENDAR)

    assert (text, outcome(due)) == (ASKED, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ASKED} by 31 Feb", "ask"),
        (f"{ASKED} by Wednesday", "ask"),
        (f"{ASKED} by early October", "ask"),
        (f"{ASKED} due yesterday", "ask"),
        (f"{ASKED} by 12 Sept 2031", "ask"),
        (f"{ASKED} by the summer", "words"),
        (f"{ASKED} asap", "words"),
        (ASKED, "none"),
        ("Report to be approved by the Board", "none"),
        ("Report to be approved by the steering group", "none"),
        ("Ada Okafor to sort the list by group", "none"),
        ("Ada Okafor to prepare a leaflet for Christmas", "none"),
        ("Ada Okafor to plan for the summer", "none"),
        ("Ada Okafor to draft plans for next week", "none"),
        ("Ada Okafor to run the campaign for two weeks", "none"),
        ("Ada Okafor to cut response times by 3 days", "none"),
        ("Ada Okafor to cut burglary by 10%", "none"),
        ("Ada Okafor to hold an event in October", "none"),
        ("Ada Okafor to close the road due to flooding", "none"),
        ("Patrols to continue until further notice", "none"),
        ("Ada Okafor to correct the minutes of 1 July", "none"),
        ("Ada Okafor to review 07/02", "none"),
        ("Ada Okafor to report on 07/02", "none"),
        ("Ada Okafor to ask for papers", "none"),
        ("Profile shared on 14 February 2024", "none"),
        ("", "none"),
    ],
)
def test_a_sentence_stays_whole_when_no_due_date_can_be_taken_off(sentence: str, expected: str) -> None:
    text, due = split_due(sentence, CALENDAR)

    assert (text, outcome(due)) == (sentence, expected)


def test_a_reference_before_the_due_date_stays() -> None:
    assert split_due("Ada Okafor to review 07/02 by 08/10", CALENDAR) == (
        "Ada Okafor to review 07/02",
        DateReading(date(2025, 10, 8), "by 08/10"),
    )


def test_a_group_that_acts_stays_when_the_day_is_named() -> None:
    assert split_due("Report to be approved by the Board on 21 October", CALENDAR) == (
        "Report to be approved by the Board",
        DateReading(date(2025, 10, 21), "on 21 October"),
    )


TODAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
VOCABULARY = sorted(
    {word for phrase, _, _ in PHRASES for word in phrase.split()} | {"and", "from", "0", "31"}
)
SALAD = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)


@given(text=st.one_of(st.text(max_size=250), SALAD), today=TODAYS, future=st.booleans(), cued=st.booleans())
def test_nothing_that_is_typed_raises(text: str, today: date, future: bool, cued: bool) -> None:
    reading = read_date(text, Calendar(today, MEETINGS), future=future, cued=cued)

    if isinstance(reading, DateReading):
        assert reading.words is (reading.date is None)
        assert not future or reading.date is None or reading.date >= today


@given(start=st.one_of(st.text(max_size=60), SALAD), phrase=SALAD, today=TODAYS)
def test_splitting_never_raises_and_only_takes_from_the_end(start: str, phrase: str, today: date) -> None:
    sentence = f"{start} by {phrase}"
    text, due = split_due(sentence, Calendar(today, MEETINGS))

    assert sentence.startswith(text)
    assert (text == sentence) or (isinstance(due, DateReading) and due.date is not None)


@given(today=TODAYS, ahead=st.integers(0, 700))
def test_a_full_date_means_itself(today: date, ahead: int) -> None:
    meant = date.fromordinal(today.toordinal() + ahead)
    for said in (day(meant), full_day(meant), meant.isoformat(), f"by {day(meant)}"):
        assert outcome(read_date(said, Calendar(today))) == str(meant)


def test_nested_phrases_cost_little() -> None:
    started = time.perf_counter()
    for nested in ("before ", "a week after ", "friday before ", "end of ", "at 5pm on ", "between a and "):
        read_date((nested * 40)[:190] + "friday", CALENDAR)

    assert time.perf_counter() - started < 1
