"""What is said beside a request, what is nothing of ours, and words that say the opposite."""

from datetime import date

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import Attend, ConfirmMeeting, MoveItem, NextMeeting, ShowAttendance
from handlers.register_requests import (
    AddAction,
    AssignAction,
    CloseAction,
    ExportRegister,
    ListActions,
    ShowAction,
)
from handlers.requests import Answers, Confirm, NotUnderstood
from store.reference import Reference
from store.register_reading import State
from tests.language.test_free_words import context_of


def test_an_aside_is_not_taken_for_a_second_request(home: House) -> None:
    found = understand("When is the next board? I should have it in my head.", context_of(home))

    assert isinstance(found, NextMeeting)


def test_a_clause_that_names_nothing_leans_on_the_one_before(home: House) -> None:
    found = understand("Could you show me 02/06, what has to be done", context_of(home))

    assert isinstance(found, ShowAction)


def test_two_questions_are_still_two(home: House) -> None:
    found = understand("Where is the June board and who is coming?", context_of(home))

    assert isinstance(found, Answers)
    assert [type(each) for each in found.requests] == [NextMeeting, ShowAttendance]


@pytest.mark.parametrize(
    "said",
    [
        "is the ring road clear this evening",
        "could somebody mend the photocopier again",
        "who do you fancy for the snooker",
        "my cat has been sick on the carpet",
    ],
)
def test_what_is_nothing_of_ours_is_not_taken_for_anything_weak(home: House, said: str) -> None:
    assert isinstance(understand(said, context_of(home)), NotUnderstood)


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("I shall be present at the June board", "attending"),
        ("I'm in for the June board", "attending"),
        ("We will certainly attend the June board", "attending"),
        ("I shall not be present at the June board", "apologies"),
        ("I will be unable to attend the June board", "apologies"),
    ],
)
def test_who_says_that_they_come_is_not_noted_as_missing(home: House, said: str, how: str) -> None:
    found = understand(said, context_of(home))

    assert isinstance(found, Confirm)
    assert isinstance(found.do, Attend)
    assert found.do.how == how


def test_whoever_is_given_it_is_not_who_it_was_first_thought_to_be_with(home: House) -> None:
    found = understand("02/09 should sit with averdale homes not us, reassign to Tom Adisa", context_of(home))

    assert isinstance(found, Confirm)
    assert isinstance(found.do, AssignAction)
    assert found.do.owners == ("Tom Adisa",)


@pytest.mark.parametrize(
    "said",
    [
        "new action farah qureshi 2 ring the colleges by 5 june",
        "It should be an action that Farah Qureshi rings the colleges by 5 June",
    ],
)
def test_a_promise_is_logged_however_its_verb_is_joined(home: House, said: str) -> None:
    found = understand(said, context_of(home))

    assert isinstance(found, Confirm)
    assert isinstance(found.do, AddAction)
    assert found.do.text.casefold() == "farah qureshi to ring the colleges"


def test_a_choice_of_the_register_is_exported_as_it_was_said(home: House) -> None:
    found = understand("can I have the overdue actions in excel", context_of(home))

    assert isinstance(found, ExportRegister)
    assert (found.format, found.state) == ("xlsx", State.OVERDUE)


def test_a_question_behind_a_command_is_no_note(home: House) -> None:
    found = understand("close 02/10 sent it off, and when is the next board?", context_of(home))

    assert isinstance(found, Answers)
    asked, answered = found.requests
    assert isinstance(asked, Confirm)
    assert isinstance(asked.do, CloseAction)
    assert asked.do.note == "sent it off"
    assert isinstance(answered, NextMeeting)


def test_what_asks_nothing_stays_in_the_note(home: House) -> None:
    found = understand("close 02/10 sent, and they know when to answer", context_of(home))

    assert found == CloseAction(Reference(2, 10), "sent, and they know when to answer")


def test_a_number_before_an_hour_is_an_hour_and_no_year(home: House) -> None:
    found = understand(
        "the october board has a date, it is confirmed for 20 October 10 till 12.30", context_of(home)
    )

    assert isinstance(found, Confirm)
    assert isinstance(found.do, ConfirmMeeting)
    assert found.do.day == date(2026, 10, 20)


def test_an_item_goes_up_to_a_place(home: House) -> None:
    found = understand("please move item 8 up to 3 on the June agenda", context_of(home))

    assert isinstance(found, Confirm)
    assert isinstance(found.do, MoveItem)
    assert (found.do.which, found.do.to) == ("8", "3")
    assert found.said == "move item 8 to 3"


def test_what_has_not_been_done_is_open(home: House) -> None:
    found = understand("kindly list the action points that have not been completed", context_of(home))

    assert isinstance(found, ListActions)
    assert found.state is State.OPEN


@pytest.mark.parametrize(
    "begins",
    ["action", "new action please", "New", "log this"],
)
def test_what_is_logged_may_be_announced_in_several_ways(home: House, begins: str) -> None:
    found = understand(f"{begins}: Tom Adisa to redraw the map, due 1 Sept", context_of(home))

    assert isinstance(found, AddAction)
    assert (found.text, found.due) == ("Tom Adisa to redraw the map", date(2026, 9, 1))


def test_a_date_may_be_set(home: House) -> None:
    assert understand("set due 02/10 22 June", context_of(home)) == understand(
        "due 02/10 22 June", context_of(home)
    )
