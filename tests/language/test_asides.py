"""What is said beside a request, what is nothing of ours, and words that say the opposite."""

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import Attend, NextMeeting, ShowAttendance
from handlers.register_requests import AddAction, AssignAction, ExportRegister, ShowAction
from handlers.requests import Answers, Confirm, NotUnderstood
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
