"""One said twice, two that are one, one promise under several numbers."""

from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import Conversation

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
TWICE = "/actions add Farah Qureshi to set out how the walk-home scheme could run out of term time"


def test_one_that_resembles_an_open_one_is_asked_about_before_it_is_logged(bot: Conversation) -> None:
    asked = bot.command(SECRETARIAT, TWICE)

    assert asked.text.startswith("That is much like 02/02, which is still open: “Farah Qureshi to set out")
    assert asked.labels == ["Log it anyway", "Note it on 02/02", "Cancel"]
    assert "There is no 02/11" in bot.command(SECRETARIAT, "/actions 02/11").text


def test_it_can_be_logged_anyway(bot: Conversation) -> None:
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, TWICE), "Log it anyway")

    assert bot.point("02/11").owners == ("Farah Qureshi",)


def test_or_noted_on_the_one_there_is(bot: Conversation) -> None:
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, TWICE), "Note it on 02/02")

    assert bot.point("02/02").status is Status.IN_PROGRESS
    assert bot.point("02/02").note.endswith("out of term time")


def test_a_form_that_resembles_an_open_one_asks_too(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions add")
    answer = bot.fills(SECRETARIAT, text=TWICE.removeprefix("/actions add "))

    assert answer == {}
    assert bot.responses[-1][1]["text"].startswith("That is much like 02/02")


def test_two_that_are_one_are_merged(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions merge 02/09 into 02/10")

    assert heard.text.startswith("Merged 02/09 into 02/10.")
    assert bot.point("02/09").note == "Merged into 02/10."
    assert bot.point("02/10").owners == ("Tom Adisa", "Daniel Kowalczyk")
    bot.press(SECRETARIAT, heard, "Undo")
    assert bot.point("02/09").status is Status.OPEN
    assert bot.point("02/10").owners == ("Tom Adisa",)


def test_what_cannot_be_merged_or_linked_is_said(bot: Conversation) -> None:
    assert bot.command(SECRETARIAT, "/actions merge 02/09 into 02/09").text == (
        "02/09 cannot be merged with itself. Nothing was changed."
    )
    assert bot.command(SECRETARIAT, "/actions link 10/05 to 02/02").text == (
        "02/02 is not earlier than 10/05. Nothing was changed."
    )
    assert bot.command(OWNER, "/actions merge 02/09 into 02/10").private


def test_one_promise_under_two_numbers_is_proposed_and_linked(bot: Conversation) -> None:
    carried = "Daniel Kowalczyk to find out why noise complaints from Tanner's Row doubled"
    bot.clock.step(timedelta(weeks=4))
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, f"/actions add {carried}"), "Log it anyway")

    proposed = bot.command(SECRETARIAT, "/actions links")
    assert "2026-06/01 may carry on 2026-02/09" in proposed.text
    bot.press(SECRETARIAT, proposed, "Link 06/01 to 02/09")

    assert bot.point("02/09").carried_to == "2026-06/01"
    assert bot.command(SECRETARIAT, "/actions links").text.startswith("No action point looks like one")


@pytest.mark.parametrize("line", ["merge 02/08 into 02/07", "merge 02/07 into 02/08", "link 02/08 to 02/07"])
def test_what_is_confidential_is_not_merged_or_linked_with_what_is_not(bot: Conversation, line: str) -> None:
    """Its text, or at least its number, would stand in one that everybody reads."""
    heard = bot.command(SECRETARIAT, f"/actions {line}")

    assert heard.text == (
        "02/08 is confidential and 02/07 is not, so whoever may read the one would learn of the other."
        " Nothing was changed; `/actions confidential 02/07` comes first."
    )
    assert heard.private
    assert bot.point("02/07").unfinished


def test_two_confidential_ones_are_merged_in_private(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions confidential 02/07")

    heard = bot.command(SECRETARIAT, "/actions merge 02/07 into 02/08")

    assert heard.text.startswith("Merged 02/07 into 02/08.")
    assert heard.private
