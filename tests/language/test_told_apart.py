"""Lines that sound like one request and are another, or none."""

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import AddItem, Attend, Presenters, RenewSubscriptions, SetVenue, ShowAgenda
from handlers.register_requests import (
    AcceptClosing,
    AddAction,
    CarryAction,
    CloseAction,
    CountActions,
    ListActions,
    Mute,
)
from handlers.requests import AnyRequest, Confirm, FindContact, NotUnderstood, Several
from store.reference import Reference
from store.register_reading import State
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


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("close 02/10, carry over 02/09", [("CloseAction", 10, ""), ("CarryAction", 9, None)]),
        ("close 02/10 sent to all, carry 02/09", [("CloseAction", 10, "sent to all"), ("CarryAction", 9, None)]),
        ("carry over 02/09, then close 02/10", [("CarryAction", 9, None), ("CloseAction", 10, "")]),
        ("carry over 02/09, 02/10, close 02/01", [("CarryAction", 9, None), ("CarryAction", 10, None), ("CloseAction", 1, "")]),
    ],
)  # fmt: skip
def test_a_second_command_behind_a_comma_is_one_of_its_own(
    home: House, said: str, made: list[tuple[str, int, str | None]]
) -> None:
    request = meant(home, said)

    assert isinstance(request, Several)
    assert [
        (type(one).__name__, one.ref.number, getattr(one, "note", None))
        for one in request.requests
        if isinstance(one, CloseAction | CarryAction)
    ] == made


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("on behalf of Nadia: close 02/10", CloseAction(Reference(2, 10))),
        ("for helen, close 02/10", CloseAction(Reference(2, 10))),
        ("on behalf of tom, carry over 02/10", CarryAction(Reference(2, 10))),
        ("on behalf of the board I accept the closing of 02/10", AcceptClosing(Reference(2, 10))),
    ],
)
def test_for_whom_it_is_asked_does_not_change_what_is_asked(
    home: House, said: str, wanted: AnyRequest
) -> None:
    assert meant(home, said) == wanted


@pytest.mark.parametrize(
    "said", ["undo your seatbelt", "undo last week's damage", "/actions undo your seatbelt"]
)
def test_not_everything_that_is_undone_is_a_reminder_or_a_change(home: House, said: str) -> None:
    assert isinstance(meant(home, said), NotUnderstood | ListActions)


def test_reminders_and_addresses_are_named_by_whoever_wants_them_changed(home: House) -> None:
    assert isinstance(meant(home, "undo the mute"), Mute)
    assert isinstance(meant(home, "I don't want the old webcal to work any more"), RenewSubscriptions)
    everything = meant(home, "cancel all the meetings")
    assert everything is not None
    assert not everything.changes
    assert not isinstance(everything, RenewSubscriptions)


@pytest.mark.parametrize(
    "said", ["note that farah will be at the june board", "kwame will attend the june board"]
)
def test_whom_somebody_else_will_be_with_is_neither_a_venue_nor_ones_own_place(
    home: House, said: str
) -> None:
    assert isinstance(meant(home, said), NotUnderstood)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the june board is now at the Town Hall", SetVenue),
        ("farah will be at the june board in my place", Attend),
        ("can't be there on 16 june but farah can", Attend),
    ],
)
def test_a_venue_and_ones_own_place_are_understood_as_before(home: House, said: str, kind: type) -> None:
    assert isinstance(meant(home, said), kind)


@pytest.mark.parametrize(
    "said",
    ["we'll miss you on the 16th", "we missed you at the june board", "everyone will miss her on 16 june"],
)
def test_to_miss_somebody_is_no_change_of_a_meeting(home: House, said: str) -> None:
    assert isinstance(meant(home, said), NotUnderstood)


@pytest.mark.parametrize("said", ["I will miss the june board", "sorry I'll miss the 16th"])
def test_to_miss_a_meeting_is_to_send_apologies(home: House, said: str) -> None:
    request = meant(home, said)

    assert isinstance(request, Attend)
    assert request.how == "apologies"


@pytest.mark.parametrize(
    "said", ["put me down for the 16th", "put me down for the board on the 16th of june"]
)
def test_to_be_put_down_for_a_meeting_is_to_come(home: House, said: str) -> None:
    request = meant(home, said)

    assert isinstance(request, Attend)
    assert request.how == "attending"


@pytest.mark.parametrize("said", ["put me down for the noise survey", "put me down to draft the leaflet"])
def test_to_be_put_down_for_anything_else_is_a_promise(home: House, said: str) -> None:
    assert isinstance(meant(home, said), AddAction)


def test_how_many_altogether_counts_all(home: House) -> None:
    assert meant(home, "how many open action points have we got altogether?") == CountActions()


def test_no_item_is_made_of_what_names_no_agenda(home: House) -> None:
    assert not isinstance(meant(home, "weather looks awful for the market today"), AddItem)


def test_what_lacks_a_date_is_not_what_lacks_an_owner(home: House) -> None:
    assert meant(home, "which actions have no date against them") == ListActions(State.UNDATED)


@pytest.mark.parametrize(
    "said", ["who's doing the minutes", "who takes the minutes", "who is writing up the minutes"]
)
def test_who_takes_minutes_is_asked_of_the_directory(home: House, said: str) -> None:
    assert isinstance(meant(home, said), FindContact)


def test_who_has_the_item_on_the_minutes_is_asked_of_the_agenda(home: House) -> None:
    assert isinstance(meant(home, "who does the minutes item"), Presenters)
