"""The directory kept from Slack, on the local server: commands, forms, files and Home."""

from typing import Any

import pytest

from tests.end_to_end.office import NADIA, TOM, Office, button_labelled
from tests.waiting import eventually

pytestmark = pytest.mark.slack


def names(office: Office) -> set[str]:
    with office.books() as books:
        return {person.name for person in books.directory.everybody()}


def test_somebody_is_added_found_moved_and_leaves(office: Office) -> None:
    added = office.command(
        NADIA, "/contacts add Ada Okafor, Fire Service, Board member, ada@avershirefire.example, 01632 960001"
    )
    assert added.text == "Added Ada Okafor, Board member for Avershire Fire and Rescue Service."

    found = office.command(TOM, "/contacts okafer")
    assert found.text.split("\n")[1:4] == [
        "Ada Okafor",
        "  Board member for Avershire Fire and Rescue Service",
        "  01632 960001 · ada@avershirefire.example",
    ]
    moved = office.command(NADIA, "/contacts move Ada Okafor to the University")
    assert moved.text.startswith("Ada Okafor sits for University of Pellingford from today on")
    left = office.command(NADIA, "/contacts leave Ada Okafor")
    assert left.text.startswith("Ada Okafor sits until Tuesday 26 May 2026.")


def test_the_form_adds_somebody(office: Office) -> None:
    office.control.command("C0PELBOARD", NADIA, "/contacts", "add")
    form = eventually(office.control.modal)
    assert form["title"]["text"] == "Add somebody"

    submitted = office.control.view_submit(
        NADIA,
        {
            "name": {"name": {"type": "plain_text_input", "value": "Ben Idowu"}},
            "another": {"another": {"type": "plain_text_input", "value": "Night Owls"}},
            "capacity": {"capacity": {"type": "static_select", "selected_option": {"value": "guest"}}},
        },
    )

    assert submitted.errors == {}
    eventually(lambda: "Ben Idowu" in names(office))


def test_who_sat_when_is_asked_in_words(office: Office) -> None:
    answer = office.writes(TOM, "who sat for the police in March 2024?")

    assert "Chief Inspector Alan Rudge" in answer.text
    assert "until 14 September 2025" in answer.text


def test_a_file_in_a_direct_message_is_shown_and_brought_in(office: Office) -> None:
    direct = office.control.direct_message(NADIA)
    sent = office.control.upload(
        direct, NADIA, "contacts.csv", b"name;organisation\nAda Okafor;Fire Service\n"
    )

    shown = office.after(sent)
    assert shown.text.startswith("contacts.csv\nAdds 1 person and 1 seat; changes nothing.")
    assert "Ada Okafor" not in names(office)

    office.presses(NADIA, "Apply", shown)
    assert office.redrawn(shown).text.startswith("Brought in contacts.csv.")
    assert "Ada Okafor" in names(office)
    assert office.changes()[-1] == ("Nadia Rahimi", "importing contacts")


def test_the_directory_is_handed_out_in_a_direct_message(office: Office) -> None:
    office.command(NADIA, "/contacts export csv")

    direct = office.control.direct_message(NADIA)
    message = office.control.wait_for(direct, lambda m: bool(m.files))
    assert message.files[0].name == "Contacts of the Pellingford CSP 2026-05-26.csv"


def test_home_shows_who_one_is_and_takes_one_press_to_confirm(office: Office) -> None:
    office.control.open_home(TOM)
    shown: dict[str, Any] = eventually(lambda: office.control.home(TOM))
    assert "01632 960102" in str(shown["blocks"])
    right = button_labelled("This is right", shown["blocks"])

    office.control.press_home(TOM, right["action_id"], right["value"])

    eventually(lambda: "Confirmed on 26 May 2026" in str((office.control.home(TOM) or {}).get("blocks")))
    with office.books() as books:
        tom = books.directory.person_named("Tom Adisa")
        assert tom is not None
        assert str(tom.confirmed_on) == "2026-05-26"


def test_unlinking_makes_a_stranger(office: Office) -> None:
    answer = office.command(NADIA, "/contacts unlink Tom Adisa")

    assert answer.text.startswith("Unlinked: no Slack user is Tom Adisa any more.")
    with office.books() as books:
        tom = books.directory.person_named("Tom Adisa")
        assert tom is not None
        assert tom.slack_user is None
