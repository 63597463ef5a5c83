"""App Home: drawn when it is opened, and anew with every press."""

from typing import Any
from urllib.request import urlopen

import pytest

from tests.end_to_end.office import BOARD, NADIA, TOM, Office, button_labelled
from tests.waiting import eventually

pytestmark = pytest.mark.slack

BUTTONS = ("Log an action point", "Open action points", "Overdue", "Timetable", "Help")


def heading(view: dict[str, Any]) -> str:
    """The first words of a Home."""
    return str(view["blocks"][0]["text"]["text"])


def home(office: Office) -> dict[str, Any]:
    office.control.open_home(TOM)
    return shown(office, "Pellingford Community Safety Partnership")


def shown(office: Office, title: str) -> dict[str, Any]:
    """Tom's Home once it begins with that."""

    def look() -> dict[str, Any] | None:
        view = office.control.home(TOM)
        return view if view and heading(view).startswith(title) else None

    view: dict[str, Any] = eventually(look)
    return view


def press(office: Office, label: str) -> None:
    button = button_labelled(label, (office.control.home(TOM) or {"blocks": []})["blocks"])
    office.control.press_home(TOM, button["action_id"], button["value"])


def test_home_has_what_is_mine_and_what_is_next(office: Office) -> None:
    view = home(office)

    said = " ".join(str(block) for block in view["blocks"])
    assert "Tuesday 16 June 2026, 10:00 to 13:00" in said
    assert "Tom Adisa to draft the Partnership" in said
    for label in ("Close 02/10", *BUTTONS):
        assert button_labelled(label, view["blocks"])


def test_the_register_is_a_picture_once_it_is_uploaded(office: Office) -> None:
    # Figures that no other test has: the bot remembers their pictures, which the server has forgotten since.
    office.command(NADIA, "/actions add The Board to paint the railings")
    home(office)

    picture: dict[str, Any] = eventually(lambda: pictured(office))

    assert "February 2026: 9 open of 10, 1 closed" in picture["alt_text"]
    with urlopen(picture["image_url"]) as drawn:  # noqa: S310 - an address of the server on this machine
        assert drawn.headers["Content-Type"] == "image/png"
        assert drawn.read().startswith(b"\x89PNG")
    again = home(office)
    assert picture["image_url"] in str(again), "it is uploaded once"
    assert not any(m.files for m in office.by_bot(BOARD)), "and nobody is shown the file itself"


def pictured(office: Office) -> dict[str, Any] | None:
    """The picture in Tom's Home, if it has one."""
    blocks = (office.control.home(TOM) or {"blocks": []})["blocks"]
    return next((block for block in blocks if block["type"] == "image"), None)


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Open action points", "Open action points: 8, 3 overdue"),
        ("Overdue", "Overdue action points: 3"),
        ("Timetable", "Pellingford CSP timetable"),
        ("Help", "What I can do for Pellingford CSP"),
    ],
)
def test_every_screen_has_a_way_back(office: Office, label: str, title: str) -> None:
    home(office)
    press(office, label)
    shown(office, title)

    press(office, "Back to Home")

    shown(office, "Pellingford Community Safety Partnership")


def test_closing_from_home_draws_it_anew(office: Office) -> None:
    home(office)
    press(office, "Close 02/10")
    eventually(office.control.modal)

    office.submits(TOM, note="The Chair has signed it")

    eventually(lambda: "You own no open action points" in str(office.control.home(TOM)))
    assert office.point("02/10").note == "The Chair has signed it"
    assert not any(office.by_bot(channel.id) for channel in office.control.state().channels)
