"""How much longer an action point is given, however and for how many it is said."""

from datetime import date

import pytest

from bot.assistant import Memory
from bot.main import House
from handlers.register_requests import SetDue
from handlers.requests import Confirm, Several
from tests.language.test_small_talk import ONE, OWNER, understood


@pytest.mark.parametrize(
    ("length", "due"),
    [
        ("another month", date(2026, 6, 28)),
        ("three more months", date(2026, 8, 28)),
        ("another fortnight", date(2026, 6, 11)),
        ("a couple of more weeks", date(2026, 6, 11)),
        ("10 more days", date(2026, 6, 7)),
    ],
)
def test_it_is_counted_from_the_day_by_which_it_is_due(home: House, length: str, due: date) -> None:
    """A month later is the same day of the next month, in a talk about it, in free words and for several at once."""
    in_a_talk = understood(home, f"I need {length}", OWNER, ONE, addressed=True)
    by_reference = understood(home, f"02/10 needs {length}", OWNER, Memory(), addressed=True)
    for_all = understood(home, f"give all of mine {length}", OWNER, Memory(), addressed=True)

    assert isinstance(in_a_talk, Confirm)
    assert isinstance(by_reference, Confirm)
    assert isinstance(for_all, Confirm)
    assert isinstance(for_all.do, Several)
    made = (in_a_talk.do, by_reference.do, *for_all.do.requests)
    assert [one.due for one in made if isinstance(one, SetDue)] == [due] * 3


def test_what_is_late_is_given_it_from_today(home: House) -> None:
    request = understood(
        home, "push everything overdue back a month", "Nadia Rahimi", Memory(), addressed=True
    )

    assert isinstance(request, Confirm)
    assert isinstance(request.do, Several)
    assert {one.due for one in request.do.requests if isinstance(one, SetDue)} == {date(2026, 6, 26)}


def test_a_few_weeks_are_no_number_of_them(home: House) -> None:
    request = understood(home, "push everything back a few weeks", "Nadia Rahimi", Memory(), addressed=True)

    assert request is not None
    assert not isinstance(request, Confirm)
    assert not request.changes
