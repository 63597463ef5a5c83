"""The commands that change the calendar, read against a small calendar: what is meant, and what is asked back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.context import Context
from bot.language.free.lines import BEYOND
from bot.language.times import take_hours
from bot.language.understanding import understand
from handlers.meeting_requests import (
    AddMeeting,
    CancelMeeting,
    ConfirmMeeting,
    EditMeeting,
    MoveMeeting,
    PostponeMeeting,
    PutGroup,
    ReinstateMeeting,
    SetDeadline,
    SetLink,
    SetVenue,
    Sitting,
)
from handlers.requests import AnyRequest, AskBack, Confirm, NotUnderstood, Undo
from store.views import Deadline, MeetingView
from store.vocabulary import GroupEntry, Vocabulary

TODAY = date(2026, 5, 26)
BOARD = GroupEntry(1, "Testford Community Safety Partnership Board", "Board", True, None)
STEERING = GroupEntry(2, "Multi-Agency Steering Group", "MASG", False, None)
CYCLES = GroupEntry(3, "Cycle Crime Task and Finish Group", "CycleCrime", False, None)
GROUPS = (BOARD, STEERING, CYCLES)


def meeting(
    identity: int, group: GroupEntry, month: date, day: date | None, kind: str = "meeting"
) -> MeetingView:
    """A meeting as the vocabulary has it."""
    return MeetingView(
        id=identity,
        group=group.short_name,
        group_name=group.name,
        is_board=group.is_board,
        kind=kind,
        title=None,
        month=month,
        day=day,
        start=None,
        end=None,
        venue=None,
        mode=None,
        report_deadline=None,
        printed_deadline=False,
        channel=None,
    )


MEETINGS = (
    meeting(1, STEERING, date(2026, 5, 1), date(2026, 5, 28)),
    meeting(2, BOARD, date(2026, 6, 1), date(2026, 6, 16)),
    meeting(3, BOARD, date(2026, 10, 1), None),
    meeting(4, BOARD, date(2026, 12, 1), date(2026, 12, 1), "development session"),
)
WORDS = Vocabulary(1, 1, "Testford CSP", "CSP", "Europe/London", (), (), GROUPS, (), MEETINGS)
CONTEXT = Context(WORDS, TODAY)
TEN, TWELVE, TWO, FOUR = time(10), time(12), time(14), time(16)


def reading(line: str) -> AnyRequest | None:
    return understand(line, CONTEXT)


def masg(*sittings: Sitting, **more: str) -> AddMeeting:
    return AddMeeting("MASG", sittings, **more)  # type: ignore[arg-type]  # texts only


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid",
            masg(Sitting(date(2027, 2, 12), TEN, TWELVE), venue="Shire Hall", mode="hybrid"),
        ),
        ("MASG 12 Feb", masg(Sitting(date(2027, 2, 12)))),
        ("MASG on Friday 12 February 2027, 10am-12", masg(Sitting(date(2027, 2, 12), TEN, TWELVE))),
        ("12 Feb MASG 2-4pm", masg(Sitting(date(2027, 2, 12), TWO, FOUR))),
        (
            "MASG on 12 Feb at 10:00 at Shire Hall, Room 2.30 in person",
            masg(Sitting(date(2027, 2, 12), TEN), venue="Shire Hall, Room 2.30", mode="in person"),
        ),
        (
            "MASG 12 Feb from noon online https://meet.example/a?b=1",
            masg(Sitting(date(2027, 2, 12), TWELVE), mode="online", join_link="https://meet.example/a?b=1"),
        ),
        ("MASG March TBC", AddMeeting("MASG", month=date(2027, 3, 1))),
        ("MASG in March", AddMeeting("MASG", month=date(2027, 3, 1))),
        (
            "Cycle Crime Task and Finish Group 4 June 14:00",
            AddMeeting("Cycle Crime Task and Finish Group", (Sitting(date(2026, 6, 4), TWO),)),
        ),
        (
            "development session Board 2 December 10:00",
            AddMeeting("Board", (Sitting(date(2026, 12, 2), TEN),), kind="development session"),
        ),
        ("MASG second sitting 28 May 16:00", masg(Sitting(date(2026, 5, 28), FOUR), kind="sitting")),
        ("", AddMeeting()),
        ("MASG", AddMeeting("MASG")),
    ],
)
def test_a_new_meeting_in_one_line(said: str, expected: AddMeeting) -> None:
    assert reading(f"/meetings add {said}") == expected


def test_several_sittings_of_one_session() -> None:
    several = reading(
        "/meetings add Champions sessions 6 Oct 10:00-12:00, 16 Oct 14:00-16:00 and 21 Oct 12:00-14:00 online"
    )
    twice_a_day = reading("/meetings add Champions session Tuesday, 6 October 10:00-12:00 and 14:00-16:00")
    same_hours = reading("/meetings add Champions session 6 Oct, 16 Oct and 21 Oct 10:00-12:00")

    days = (date(2026, 10, 6), date(2026, 10, 16), date(2026, 10, 21))
    hours = ((TEN, TWELVE), (TWO, FOUR), (TWELVE, TWO))
    sittings = tuple(Sitting(day, *span) for day, span in zip(days, hours, strict=True))
    assert several == AddMeeting("Champions", sittings, kind="session", mode="online")
    both = (Sitting(days[0], TEN, TWELVE), Sitting(days[0], TWO, FOUR))
    assert twice_a_day == AddMeeting("Champions", both, kind="session")
    assert same_hours == AddMeeting(
        "Champions", tuple(Sitting(day, TEN, TWELVE) for day in days), kind="session"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("move 16 June to 23 June", MoveMeeting("16 June", date(2026, 6, 23))),
        ("move MASG March to 9 April 14:00", MoveMeeting("MASG March", date(2027, 4, 9), TWO)),
        ("move the Board meeting on 16 June to the 23rd", MoveMeeting("the Board meeting on 16 June", date(2026, 6, 23))),
        ("move 16 June to 14:00", MoveMeeting("16 June", start=TWO)),
        ("reschedule 16 June to 23 June 10:00 to 12:00", MoveMeeting("16 June", date(2026, 6, 23), TEN, TWELVE)),
        ("move Thursday to Friday", MoveMeeting("2026-05-28", date(2026, 5, 29))),
        ("move June to July", PostponeMeeting("June", date(2026, 7, 1))),
        ("move", MoveMeeting()),
        ("move June", MoveMeeting("June")),
        ("postpone June to July", PostponeMeeting("June", date(2026, 7, 1))),
        ("postpone June to September 2027", PostponeMeeting("June", date(2027, 9, 1))),
        ("postpone 16 June to 23 June", MoveMeeting("16 June", date(2026, 6, 23))),
        ("postpone 16 June", PostponeMeeting("16 June")),
        (
            "confirm October 17 October 10:00-12:30",
            ConfirmMeeting("October", date(2026, 10, 17), TEN, time(12, 30)),
        ),
        (
            "confirm the meeting in October for Friday 9 October",
            ConfirmMeeting("the meeting in October", date(2026, 10, 9)),
        ),
        ("cancel 16 June Too few papers", CancelMeeting("16 June", "Too few papers")),
        ("cancel the MASG meeting because of the strike", CancelMeeting("the MASG meeting", "the strike")),
        ("cancel Board development session in December", CancelMeeting("Board development session in December")),
        ("cancel next", CancelMeeting("next")),
        ("cancel 16 June 12 apologies", CancelMeeting("16 June", "12 apologies")),
        ("cancel the milk", CancelMeeting("the milk")),
        ("reinstate 16 June", ReinstateMeeting("16 June")),
        ("venue 16 June Town Hall, Room 2", SetVenue("16 June", "Town Hall, Room 2")),
        ("venue Board at the Guildhall hybrid", SetVenue("Board", "the Guildhall", "hybrid")),
        ("venue 16 June online", SetVenue("16 June", mode="online")),
        ("mode MASG in-person", SetVenue("MASG", mode="in person")),
        ("link 16 June https://meet.example/x", SetLink("16 June", "https://meet.example/x")),
        ("link 16 June <https://meet.example/x|meet>", SetLink("16 June", "https://meet.example/x")),
        ("link 16 June off", SetLink("16 June", "")),
        ("link 16 June javascript:alert(1)", SetLink("16 June", "javascript:alert(1)")),
        ("link 16 June", SetLink("16 June")),
        ("deadline 16 June papers 2 June", SetDeadline("16 June", Deadline.REPORTS, date(2026, 6, 2))),
        ("deadline June RD 2 June", SetDeadline("June", Deadline.REPORTS, date(2026, 6, 2))),
        (
            "deadline 16 June public questions 12 June 12:00",
            SetDeadline("16 June", Deadline.QUESTIONS, date(2026, 6, 12), TWELVE),
        ),
        ("deadline 16 June publication by 8 June", SetDeadline("16 June", Deadline.PUBLICATION, date(2026, 6, 8))),
        ("deadline 16 June export 12 June", SetDeadline("16 June", Deadline.EXPORT, date(2026, 6, 12))),
        ("deadline 16 June papers by the rule", SetDeadline("16 June", Deadline.REPORTS, by_rule=True)),
        ("deadline 16 June papers", SetDeadline("16 June", Deadline.REPORTS)),
        ("deadline 16 June", SetDeadline("16 June")),
        ("edit 16 June", EditMeeting("16 June")),
        ("group Riverside Task and Finish Group (River) <#C0NEW12345|river>", PutGroup("Riverside Task and Finish Group", "River", "C0NEW12345")),
        ("group MASG C0NEW12345", PutGroup("MASG", channel="C0NEW12345")),
        ("group MASG no channel", PutGroup("MASG", channel="")),
        ("group Old Town Forum", PutGroup("Old Town Forum")),
        ("undo", Undo()),
    ],
)  # fmt: skip
def test_changes_of_the_calendar(line: str, expected: AnyRequest) -> None:
    assert reading(f"/meetings {line}") == expected
    assert reading(f"meetings {line}") == expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "add MASG 31 Feb 10:00",
            "31 February is not a date. Please give the day first, then the month. Nothing was changed.",
        ),
        (
            "add MASG 12 Feb 2025",
            "Wednesday 12 February 2025 has passed. Please give a date from today (26 May 2026) on. Nothing was changed.",
        ),
        (
            "add MASG 12 Feb 2030",
            "12 February 2030 is more than two years away. Please check the year. Nothing was changed.",
        ),
        (
            "add MASG next week",
            "“next week” has several days. Nothing was changed; please give one of them.",
        ),
        (
            "add MASG 12 Feb and April",
            "A date and a month that is TBC are two meetings. Nothing was changed; please add them one by one.",
        ),
        (
            "move 16 June to 31 June",
            "31 June is not a date. Please give the day first, then the month. Nothing was changed.",
        ),
        (
            "move 16 June to Monday 23 June",
            "23 June 2026 is a Tuesday, not a Monday. Please say which of the two you mean. Nothing was changed.",
        ),
        (
            "move 16 June to Timbuktu",
            "I cannot read “Timbuktu” as a date. Nothing was changed; try “12 Feb 10:00 to 12:00”, or a month while the date is TBC.",
        ),
        ("confirm October to November", "“November” is a month. Nothing was changed; please give the day."),
        ("deadline 16 June papers in May", "“in May” is no day. Nothing was changed; please give the day."),
        (
            "group MASG #masg",
            "I cannot tell which channel “#masg” is here. Nothing was changed; say it in Slack, or give the id that stands at the end of the channel's details (C0…).",
        ),
    ],
)
def test_what_cannot_be_read_is_asked_back(line: str, sentence: str) -> None:
    assert reading(f"/meetings {line}") == AskBack(sentence)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "please move the June Board meeting to 23 June 2pm",
            Confirm(
                MoveMeeting("the June Board meeting", date(2026, 6, 23), TWO),
                "move the Board meeting of Tuesday 16 June 2026 to Tuesday 23 June 2026, 14:00",
            ),
        ),
        (
            "can we postpone June to July?",
            Confirm(
                PostponeMeeting("June", date(2026, 7, 1)),
                "postpone the Board meeting of Tuesday 16 June 2026 to July 2026, date TBC",
            ),
        ),
        (
            "cancel the MASG meeting because nobody is free",
            Confirm(
                CancelMeeting("the MASG meeting", "nobody is free"),
                "cancel the MASG meeting of Thursday 28 May 2026, because: nobody is free",
            ),
        ),
        ("move the June meeting", MoveMeeting("the June meeting")),
        ("cancel the milk", NotUnderstood("cancel the milk", BEYOND)),
        ("move on", NotUnderstood("move on")),
    ],
)
def test_free_words_are_shown_before_they_change_anything(said: str, expected: AnyRequest) -> None:
    assert reading(said) == expected


@pytest.mark.parametrize(
    ("text", "rest", "start", "end"),
    [
        ("12 Feb 10:00 to 12:00", "12 Feb", TEN, TWELVE),
        ("12 Feb 10.00-12.00", "12 Feb", TEN, TWELVE),
        ("12 Feb 2-4pm", "12 Feb", TWO, FOUR),
        ("12 Feb 10am-12", "12 Feb", TEN, TWELVE),
        ("12 Feb 11-1pm", "12 Feb", time(11), time(13)),
        ("12 Feb 11am-1", "12 Feb", time(11), time(13)),
        ("from 10:00 until noon on 12 Feb", "on 12 Feb", TEN, TWELVE),
        ("12/02/2026 2pm", "12/02/2026", TWO, None),
        ("2026-06-16 10:00-12:30", "2026-06-16", TEN, time(12, 30)),
        ("16 June 1430 hrs", "16 June", time(14, 30), None),
        ("12.02.2026", "12.02.2026", None, None),
        ("12 Feb 10 to 12", "12 Feb 10 to 12", None, None),
        ("12 Feb 25:00", "12 Feb 25:00", None, None),
    ],
)
def test_hours_are_taken_off_a_line(text: str, rest: str, start: time | None, end: time | None) -> None:
    said = take_hours(text)

    assert (said.rest, said.start, said.end) == (rest, start, end)


@given(
    st.text(max_size=120), st.sampled_from(["add", "move", "cancel", "venue", "deadline", "confirm", "group"])
)
def test_whatever_is_typed_becomes_a_request(text: str, verb: str) -> None:
    assert understand(f"/meetings {verb} {text}", CONTEXT) is not None
