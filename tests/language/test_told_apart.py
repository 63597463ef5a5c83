"""Lines that sound like one request and are another, or none."""

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import AddItem, Presenters, ShowAgenda
from handlers.requests import AnyRequest, Confirm
from tests.language.test_free_words import context_of

SECRETARIAT = "Nadia Rahimi"


def meant(home: House, said: str) -> AnyRequest | None:
    """What the line asks for, behind the question before it."""
    request = understand(said, context_of(home, SECRETARIAT))
    return request.do if isinstance(request, Confirm) else request


@pytest.mark.parametrize(
    ("said", "title", "about"),
    [
        ("agenda item for october: burglary", "Burglary", "October 2026"),
        ("agenda item: taxi ranks", "Taxi ranks", ""),
        ("an extra agenda item for the june board - drones", "Drones", "2026-06-16"),
        ("item for the june agenda: knife bins", "Knife bins", "2026-06-16"),
    ],
)
def test_an_item_behind_its_label_is_put_on_the_agenda(
    home: House, said: str, title: str, about: str
) -> None:
    request = meant(home, said)

    assert isinstance(request, AddItem)
    assert (request.new.title, request.about) == (title, about)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("agenda items for october", ShowAgenda),
        ("october agenda", ShowAgenda),
        ("what's on the agenda: burglary?", ShowAgenda),
        ("who leads on the agenda item: burglary?", Presenters),
    ],
)
def test_what_asks_about_an_agenda_adds_nothing(home: House, said: str, kind: type) -> None:
    assert isinstance(meant(home, said), kind)


def test_an_item_by_its_number_is_no_new_one(home: House) -> None:
    assert not isinstance(meant(home, "agenda item 7: burglary"), AddItem)
