"""Follow-ups in a channel's thread: whoever asked the bot there goes on without naming it; talk among people is theirs."""

from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import Conversation, Heard

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
TS = "1600000001.000001"


def asked(bot: Conversation, line: str = "overdue", who: str = SECRETARIAT) -> Heard:
    """Asked by mention; what comes back is in its thread."""
    heard = bot.mentions(who, line, ts=TS)
    return Heard(heard.text, heard.blocks, heard.private, TS, heard.channel)


def test_a_follow_up_needs_no_mention_and_means_the_list_that_was_shown_last(bot: Conversation) -> None:
    thread = asked(bot)

    again = bot.replies(SECRETARIAT, "and open?", under=thread)
    assert again is not None
    assert again.text.startswith("Open action points")
    closed = bot.replies(SECRETARIAT, "what about overdue?", under=thread)
    assert closed is not None
    order = bot.replies(SECRETARIAT, "close the second one", under=thread)

    assert order is not None
    assert order.text.startswith("I understood: close 02/01 ")
    done = bot.replies(SECRETARIAT, "yes", under=thread)
    assert done is not None
    assert done.text.startswith("Closed 02/01")
    assert bot.point("02/01").status is Status.CLOSED


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("when is the masg", "MASG meeting: Thursday 28 May 2026"),
        ("02/09", "02/09 Daniel Kowalczyk"),
        ("can you show me the closed ones", "Closed action points"),
        ("show the first one", "02/09 Daniel Kowalczyk"),
        ("close 02/09 sorted", "Closed 02/09: sorted."),
        ("what about helen's?", "“helen” may be Helen Bartosz or Helen Gorringe."),
    ],
)
def test_what_is_clearly_for_the_bot_is_answered(bot: Conversation, said: str, heard: str) -> None:
    told = bot.replies(SECRETARIAT, said, under=asked(bot))

    assert told is not None
    assert told.text.startswith(heard)


@pytest.mark.parametrize("said", ["actually reopen it", "sorry, undo that", "no wait, reopen that please"])
def test_what_was_just_done_can_be_taken_back_there(bot: Conversation, said: str) -> None:
    thread = asked(bot, "close 02/10 Sent off", OWNER)
    assert bot.point("02/10").status is Status.CLOSED

    told = bot.replies(OWNER, said, under=thread)

    assert told is not None
    if "Confirm" in told.labels:
        bot.press(OWNER, told, "Confirm")
    assert bot.point("02/10").unfinished


@pytest.mark.parametrize(
    "said",
    [
        "actually I am off", "no, move your car", "thanks", "ok great", "who is bringing cake on friday", "I'll be there on the 16th", "who's coming for lunch",
        "tom, can you take 02/09", "what do you think?", "did you see the match?", "I'm off sick on thursday", "hello all",
        "what a day", "give me a minute", "hope helen is better", "can we talk about it tomorrow",
    ],
)  # fmt: skip
def test_talk_among_people_is_left_alone(bot: Conversation, said: str) -> None:
    assert bot.replies(SECRETARIAT, said, under=asked(bot)) is None


def test_after_ten_minutes_the_bot_is_named_again(bot: Conversation) -> None:
    thread = asked(bot)
    bot.clock.step(timedelta(minutes=11))

    assert bot.replies(SECRETARIAT, "when is the masg", under=thread) is None


def test_others_are_not_answered_who_have_not_asked(bot: Conversation) -> None:
    thread = asked(bot)

    assert bot.replies(OWNER, "when is the masg", under=thread) is None


def test_the_last_list_counts_where_it_is_empty_too(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "overdue")
    assert "there are none" in bot.writes(SECRETARIAT, "open actions for the fire service").text

    assert bot.writes(SECRETARIAT, "close the second one").text.startswith("I have shown no list here")


def test_a_place_beyond_the_list_is_said(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "what does farah have open?")

    assert bot.writes(SECRETARIAT, "close the second one").text.startswith(
        "The list that was shown last has only one."
    )


@pytest.mark.parametrize("said", ["who is doing that", "who's on it?", "and who has that one"])
def test_who_does_that_is_asked_of_the_action_point_that_was_shown(bot: Conversation, said: str) -> None:
    bot.writes(SECRETARIAT, "02/01")

    assert bot.writes(SECRETARIAT, said).text.startswith("02/01 Helen Bartosz")


def test_who_comes_to_another_meeting_keeps_its_question(bot: Conversation) -> None:
    assert bot.writes(SECRETARIAT, "whos coming").text.startswith("Attendance, Tue 16 June")
    assert bot.writes(SECRETARIAT, "and to the masg?").text.startswith("Attendance, Thu 28 May")
    assert bot.writes(SECRETARIAT, "and to the board?").text.startswith("Attendance, Tue 16 June")


@pytest.mark.parametrize(
    "said", ["when's the masg and who's chairing it", "when is masg, and who chairs it?"]
)
def test_the_second_question_is_of_the_group_that_the_first_names(bot: Conversation, said: str) -> None:
    told = bot.writes(SECRETARIAT, said).text

    assert told.startswith("MASG meeting: Thursday 28 May 2026")
    assert "Siân Prothero" in told
    assert "Marcus Ellery" not in told
