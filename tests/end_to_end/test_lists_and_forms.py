"""Slash commands, the buttons of what they show, and the forms these open."""

import pytest

from bot.sandbox import Message
from store.tables import Status
from tests.end_to_end.office import BOARD, MARCUS, NADIA, TOM, Office
from tests.waiting import eventually

pytestmark = pytest.mark.slack


def test_my_action_points_are_shown_to_me_alone(office: Office) -> None:
    answer = office.command(TOM, "/actions")

    assert answer.text == (
        "Your open action points: 1\n"
        "02/10 Tom Adisa to draft the Partnership's answer to the consultation on street drinking.\n"
        "  due Thu 28 May\n"
        "  In progress: Draft with the Chair."
    )
    assert (answer.subtype, answer.ephemeral_to) == ("ephemeral", TOM)
    assert [block["type"] for block in answer.blocks] == ["header", "actions", "section"]


def test_close_by_button_and_form(office: Office) -> None:
    listed = office.command(NADIA, "/actions overdue")
    assert listed.text.startswith("Overdue action points: 3\n02/09 Daniel Kowalczyk to find out why")

    form = office.opens(NADIA, "Close 02/09", listed)
    assert (form["title"]["text"], [block["block_id"] for block in form["blocks"]]) == (
        "Close 02/09",
        ["note"],
    )
    assert office.submits(NADIA, note="A new bar has opened there").still_open == []

    receipt = office.after(listed)
    assert receipt.text.startswith("Closed 02/09: A new bar has opened there.\n02/09 Daniel Kowalczyk")
    assert (receipt.channel, receipt.ephemeral_to) == (BOARD, "")
    assert office.redrawn(listed).text.startswith("Overdue action points: 2\n02/01 Helen Bartosz")
    point = office.point("02/09")
    assert (point.status, point.note) == (Status.CLOSED, "A new bar has opened there")
    assert office.changes() == [("Nadia Rahimi", "closing 02/09")]


def test_a_receipt_takes_its_change_back(office: Office) -> None:
    before = office.point("02/09")
    receipt = office.command(NADIA, "/actions close 02/09 A new bar has opened there")
    assert office.point("02/09").status is Status.CLOSED

    office.presses(NADIA, "Undo", receipt)

    assert office.redrawn(receipt).text == "Undone: closing 02/09."
    assert office.point("02/09") == before


def test_the_second_of_two_who_close_the_same_learns_of_the_first(office: Office) -> None:
    first, second = (office.command(user, "/actions overdue") for user in (NADIA, MARCUS))
    office.opens(NADIA, "Close 02/09", first)
    office.submits(NADIA, note="A new bar has opened there")

    office.opens(MARCUS, "Close 02/09", second)
    refused = office.submits(MARCUS, note="Nobody complains any more")

    assert refused.errors == {"note": "02/09 was closed by Nadia Rahimi on 26 May 2026. Nothing was changed."}
    assert len(refused.still_open) == 1
    assert office.point("02/09").note == "A new bar has opened there"
    assert office.changes() == [("Nadia Rahimi", "closing 02/09")]


def test_a_new_one_by_form(office: Office) -> None:
    office.control.command(BOARD, TOM, "/actions", "add")
    eventually(office.control.modal)

    with office.nothing_changes():
        assert office.submits(TOM, text="  ", owners="").errors == {"text": "This needs a few words."}
    logged = office.submits(TOM, text="Helen Gorringe to count the doors", owners="", due="2026-06-09")

    assert logged.still_open == []
    receipt = office.control.wait_for(BOARD, lambda message: message.text.startswith("Logged 02/11."))
    assert "due Tue 9 June" in receipt.text
    assert office.point("02/11").owners == ("Helen Gorringe",)


def test_all_buttons_of_a_card_lead_somewhere(office: Office) -> None:
    card = office.command(NADIA, "/actions 02/06")

    for label, title in (
        ("Close 02/06", "Close 02/06"),
        ("Update", "Update 02/06"),
        ("Change due date", "Due date 02/06"),
        ("Hand over", "Hand over 02/06"),
    ):
        assert office.opens(NADIA, label, card)["title"]["text"] == title
        office.control.view_close(NADIA)
    office.presses(NADIA, "Carry over", card)

    assert office.after(card).text.startswith("Carried 02/06 over to the meeting of Tuesday 16 June 2026")
    assert office.redrawn(card).text.startswith("02/06 Averdale Homes")
    assert office.point("02/06").carried_to == "2026-06/01"


def test_hostile_words_stay_words(office: Office) -> None:
    said = "Tom Adisa to tell <!channel> & *all* of <http://elsewhere.example|us> :tada: =1+1"

    receipt = office.command(NADIA, f"/actions add {said}")

    assert "Tom Adisa to tell &lt;!channel&gt; &amp; " in receipt.text
    assert "<" not in receipt.text
    assert not any("<" in text for text in shown(receipt))
    assert office.point("02/11").text == said.replace(
        "<http://elsewhere.example|us>", "http://elsewhere.example"
    )


def shown(message: Message) -> list[str]:
    """Every text of the message that Slack would interpret."""
    sections = [block["text"]["text"] for block in message.blocks if block["type"] == "section"]
    contexts = [
        part["text"] for block in message.blocks if block["type"] == "context" for part in block["elements"]
    ]
    return [*sections, *contexts]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "close 09/09 sent",
            "There is no 09/09: no meeting of that month has given out a number. `/actions all` lists those there are.",
        ),
        (
            "close 02/77 sent",
            "There is no 02/77 to be seen in the register; the references of that month end at 02/10. `/actions all` lists them.",
        ),
        (
            "close 13/45 sent",
            "“13/45” is no reference; they are month and number, such as 07/02. Nothing was changed.",
        ),
        (
            "due 02/09 31 Feb",
            "31 February is not a date. Please give the day first, then the month. Nothing was changed.",
        ),
        (
            "add Tom Adisa to count by 31 Feb",
            "31 February is not a date. Please give the day first, then the month. Nothing was logged.",
        ),
        ("update 02/09", "An update needs a text. Nothing was changed."),
        (
            "add Tom Adisa to " + "count " * 400,
            "That text has 2,412 characters; the register takes 2,000. Nothing was changed; please shorten it or attach the rest as a paper.",
        ),
        (
            "add Tom Adisa to " + "count " * 1700,
            "That has more than 4,000 characters, so nothing was changed. Please say it shorter.",
        ),
    ],
    ids=lambda text: text[:24],
)
def test_what_cannot_be_done_is_said_in_a_sentence(office: Office, line: str, answer: str) -> None:
    with office.nothing_changes():
        said = office.command(NADIA, f"/actions {line}")

    assert (said.text, said.ephemeral_to) == (answer, NADIA)


def test_a_note_that_is_too_long_stays_in_the_form(office: Office) -> None:
    office.opens(NADIA, "Close 02/09", office.command(NADIA, "/actions overdue"))

    with office.nothing_changes():
        refused = office.submits(NADIA, note="very " * 2000)

    assert refused.errors == {
        "note": "That text has 9,999 characters; the register takes 2,000. Nothing was changed; please shorten it or"
        " attach the rest as a paper."
    }
    assert len(refused.still_open) == 1
