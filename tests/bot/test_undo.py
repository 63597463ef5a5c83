"""Taking back in a conversation: what is said, and who reads it."""

import pytest

from tests.conversation import Conversation

SECRETARIAT, CHAIR, OWNER = "Nadia Rahimi", "Marcus Ellery", "Tom Adisa"


@pytest.mark.parametrize(
    "line",
    [
        "/actions update 02/08 The family has read it",
        "/actions assign 02/08 Tom Adisa",
        "/actions due 02/08 1 July",
        "/actions close 02/08 Shared",
        "/actions carry 02/08",
    ],
)
def test_undoing_what_was_done_to_a_confidential_one_stays_private(bot: Conversation, line: str) -> None:
    assert bot.command(CHAIR, line).private

    undone = bot.command(CHAIR, "/actions undo")

    assert undone.text.startswith("Undone: ")
    assert undone.private


def test_undoing_an_update_of_a_closed_confidential_one_stays_private(bot: Conversation) -> None:
    """Such an update changes nothing but itself."""
    bot.command(CHAIR, "/actions close 02/08 Shared")
    bot.command(CHAIR, "/actions update 02/08 The family has thanked us")

    undone = bot.command(CHAIR, "/actions undo")

    assert (undone.text, undone.private) == ("Undone: the update of 02/08.", True)


@pytest.mark.parametrize(
    "line", ["/actions mute", "/actions snooze 02/10", "/actions snooze 02/10 until 3 July"]
)
def test_what_somebody_wants_to_hear_is_undone_for_their_eyes_alone(bot: Conversation, line: str) -> None:
    bot.command(OWNER, "/actions snooze 02/10 until 1 July")
    bot.command(OWNER, line)

    assert bot.command(OWNER, "/actions undo").private


def test_undoing_says_which_number_it_was(bot: Conversation) -> None:
    bot.command(OWNER, "/actions add Tom Adisa to paint the railings")

    undone = bot.command(OWNER, "/actions undo")

    assert (undone.text, undone.private) == ("Undone: logging an action point (02/11).", False)


def test_the_history_says_what_was_undone(bot: Conversation) -> None:
    bot.command(OWNER, "/actions close 02/10 Signed")
    bot.command(OWNER, "/actions undo")

    assert [change.what for change in bot.changes("02/10")][-2:] == [
        "closing 02/10",
        "undoing “closing 02/10”",
    ]
    assert "undoing “closing 02/10”, by Tom Adisa" in bot.command(OWNER, "/actions 02/10").text


def test_news_of_a_closed_one_is_said_back_as_it_was_said(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions update 02/03 Two members asked for more")

    assert heard.text.startswith("Updated 02/03: Two members asked for more.\n")
    assert bot.point("02/03").note == "Closed: Circulated on 12 February 2026."
