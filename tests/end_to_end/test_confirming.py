"""Confirm, Edit and Cancel in Slack: pressed twice, by others, after the form, and for many at once."""

import pytest

from bot.sandbox import Message
from store.tables import Status
from tests.end_to_end.office import BOARD, MARCUS, MENTION, NADIA, TOM, Office

pytestmark = pytest.mark.slack


def asked(office: Office, user: str, line: str) -> Message:
    answer = office.writes(user, line)
    assert answer.text.startswith("I understood: "), answer.text
    return answer


def test_confirm_pressed_twice_is_done_once(office: Office) -> None:
    question = asked(office, TOM, "progress on 02/10: asked the licensing team")
    office.presses(TOM, "Confirm", question)
    office.presses(TOM, "Confirm", question)

    assert office.redrawn(question).text.startswith("Updated 02/10: asked the licensing team.")
    assert office.changes() == [("Tom Adisa", "the update of 02/10")]


def test_edit_opens_what_was_understood_and_saving_it_settles_the_question(office: Office) -> None:
    question = asked(office, TOM, "i'm away until 12 june, helen bartosz covers")

    form = office.opens(TOM, "Edit", question)
    shown = {block["block_id"]: block["element"].get("initial_value") for block in form["blocks"]}
    assert (form["title"]["text"], shown["deputy"]) == ("Being away", "Helen Bartosz")
    assert office.submits(TOM, deputy="Farah Qureshi").still_open == []

    receipt = office.redrawn(question)
    assert receipt.text.startswith(
        "Farah Qureshi covers for Tom Adisa up to and including Friday 12 June 2026."
    )
    office.presses(TOM, "Confirm", question)
    assert office.changes() == [("Tom Adisa", "an absence")]


def test_edit_and_then_cancel_changes_nothing(office: Office) -> None:
    question = asked(office, NADIA, "please merge 02/05 into 02/02")
    with office.nothing_changes():
        assert office.opens(NADIA, "Edit", question)["title"]["text"] == "Merge 02/05"
        office.control.view_close(NADIA)
        office.presses(NADIA, "Cancel", question)

    assert office.redrawn(question).text == "Left as it was. Nothing was changed."


def test_somebody_else_can_neither_confirm_nor_edit(office: Office) -> None:
    office.says(TOM, f"{MENTION} tell nadia 02/10 is done, went out on friday", channel=BOARD)
    question = office.control.wait_for(BOARD, lambda message: message.text.startswith("I understood: "))
    with office.nothing_changes():
        for user, label in ((MARCUS, "Confirm"), (NADIA, "Edit")):
            office.presses(user, label, question)
            refused = office.control.wait_for(
                BOARD,
                lambda message, user=user: message.ephemeral_to == user,  # type: ignore[misc]  # bound for this turn
            )
            assert refused.text.startswith("Tom Adisa was asked that, and only they can answer.")
        assert office.control.modal() is None


def test_several_are_listed_and_one_that_changed_meanwhile_is_left(office: Office) -> None:
    question = asked(office, NADIA, "02/09 and 02/10 are done")
    assert "It is about 2 action points\n• 02/09 Daniel Kowalczyk to find out" in question.text
    office.command(NADIA, "/actions close 02/09 A new bar has opened there")

    office.presses(NADIA, "Confirm", question)

    receipt = office.redrawn(question)
    assert receipt.text.startswith("Closed 02/10.")
    assert "Changed since I asked, so I left it as it is: 02/09: Nadia Rahimi made a change" in receipt.text
    assert office.point("02/09").note == "A new bar has opened there"
    assert office.point("02/10").status is Status.CLOSED


def test_all_closings_are_accepted_as_listed(office: Office) -> None:
    office.command(TOM, "/actions close 02/10 Sent")
    question = asked(office, NADIA, "accept all closings")
    assert "It is about one action point\n• 02/10 Tom Adisa to draft" in question.text

    office.presses(NADIA, "Confirm", question)

    assert office.redrawn(question).text.startswith("Accepted: 02/10 stays closed.")


def test_who_may_not_is_told_before_confirm(office: Office) -> None:
    with office.nothing_changes():
        for line in (
            "please merge 02/05 into 02/02",
            "helen bartosz is away until 12 june, farah qureshi covers",
        ):
            answer = office.writes(TOM, line)
            assert answer.text.startswith("Only the secretariat may ")
            assert answer.blocks[-1]["type"] != "actions"
