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


@pytest.mark.parametrize(
    "said",
    [
        "no, not that one",
        "not that one, sorry",
        "that was wrong",
        "that's a mistake",
        "put it back",
        "put that back how it was",
        "please roll that back",
        "oops, wrong one",
        "can you reverse that",
    ],
)
def test_words_that_take_back_are_asked_about_by_the_name_of_the_change(bot: Conversation, said: str) -> None:
    bot.writes(OWNER, "close 02/10 Signed")

    asked = bot.writes(OWNER, said)

    assert asked.text.startswith("I understood: take back your last change, closing 02/10. Shall I?")
    assert not bot.point("02/10").unfinished
    bot.press(OWNER, asked, "Confirm")
    assert bot.point("02/10").unfinished
    assert bot.last().text.startswith("Undone: closing 02/10.")


@pytest.mark.parametrize(
    "said", ["undo the last two", "take my last two changes back", "undo the last 2 changes please"]
)
def test_the_last_two_are_taken_back_together(bot: Conversation, said: str) -> None:
    bot.writes(SECRETARIAT, "close 02/06 Mended")
    bot.writes(SECRETARIAT, "due 02/07 1 July")
    bot.writes(SECRETARIAT, "close 02/09 Answered")

    asked = bot.writes(SECRETARIAT, said)
    assert asked.text.startswith(
        "I understood: take back your last 2 changes, closing 02/09 and the new due date of 02/07. Shall I?"
    )
    bot.command(SECRETARIAT, "/actions close 02/05 Recommended")
    bot.press(SECRETARIAT, asked, "Confirm")

    assert bot.last().text.startswith("Undone: closing 02/09 and the new due date of 02/07.")
    assert [bot.point(ref).unfinished for ref in ("02/09", "02/06", "02/05")] == [True, False, False]
    assert str(bot.point("02/07").due) != "2026-07-01"


@pytest.mark.parametrize(
    "said", ["undo the closing of 02/06", "put 02/06 back as it was", "reverse my change to 02/06"]
)
def test_of_one_that_is_named_the_last_change_is_meant(bot: Conversation, said: str) -> None:
    bot.writes(SECRETARIAT, "close 02/06 Mended")
    bot.writes(SECRETARIAT, "close 02/09 Answered")

    asked = bot.writes(SECRETARIAT, said)

    assert asked.text.startswith("I understood: take back your last change of 02/06, closing 02/06. Shall I?")
    bot.press(SECRETARIAT, asked, "Confirm")
    assert [bot.point(ref).unfinished for ref in ("02/06", "02/09")] == [True, False]


def test_the_command_takes_a_reference(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/06 Mended")
    bot.command(SECRETARIAT, "/actions close 02/09 Answered")

    assert bot.command(SECRETARIAT, "/actions undo 02/06").text.startswith("Undone: closing 02/06.")
    assert bot.command(SECRETARIAT, "/actions undo 02/06").text.endswith("Nothing was changed.")
    assert not bot.point("02/09").unfinished


def test_of_an_action_point_ones_own_latest_is_taken_back_whatever_it_was(bot: Conversation) -> None:
    bot.command(OWNER, "/actions update 02/10 Half of it")
    bot.command(OWNER, "/actions snooze 02/10 until 1 July")
    bot.command(SECRETARIAT, "/actions update 02/10 Seen")

    assert bot.command(OWNER, "/actions undo 02/10").text == "Undone: snoozing 02/10."
    assert bot.point("02/10").note == "Seen"


@pytest.mark.parametrize("said", ["undo what Farah did", "undo the agenda of June", "undo the last twenty"])
def test_what_names_another_change_does_not_take_back_the_last_one_at_once(
    bot: Conversation, said: str
) -> None:
    bot.writes(OWNER, "close 02/10 Signed")

    bot.writes(OWNER, said)

    assert not bot.point("02/10").unfinished


def test_while_a_question_is_open_that_it_is_wrong_is_said_of_the_question(bot: Conversation) -> None:
    bot.writes(OWNER, "update 02/10 Sent it to the Chair")
    bot.writes(OWNER, "the consultation one is done")

    assert bot.writes(OWNER, "no, not that one").text == "Left as it was. Nothing was changed."
    assert bot.point("02/10").note == "Sent it to the Chair"


def test_below_something_only_a_change_of_that_is_taken_back(bot: Conversation) -> None:
    shown = bot.mentions(SECRETARIAT, "02/09")
    bot.command(SECRETARIAT, "/actions close 02/06 Mended")

    told = bot.replies(SECRETARIAT, "undo that", shown)

    assert told is not None
    assert told.text.startswith(
        "Your last change, closing 02/06, is about something else than we speak of here."
    )
    assert not bot.point("02/06").unfinished


def test_fewer_than_were_meant_are_not_taken_back(bot: Conversation) -> None:
    bot.writes(OWNER, "close 02/10 Signed")

    assert bot.writes(OWNER, "undo the last three").text.startswith("Of yours there is 1 to undo, and not 3.")
    assert not bot.point("02/10").unfinished
