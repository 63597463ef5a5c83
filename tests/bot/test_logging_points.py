"""Logging action points: who is meant, what is kept of the words, and what is offered when something is missing."""

import pytest

from tests.conversation import BOARD, Conversation

SECRETARIAT, MEMBER, OTHER = "Nadia Rahimi", "Tom Adisa", "Gurpreet Sandhu"


@pytest.mark.parametrize(
    ("said", "text", "owners"),
    [
        ("me to buy a lock for the gate", "Tom Adisa to buy a lock for the gate", ("Tom Adisa",)),
        ("I will buy a lock for the gate", "Tom Adisa to buy a lock for the gate", ("Tom Adisa",)),
        ("I’ll buy a lock for the gate", "Tom Adisa to buy a lock for the gate", ("Tom Adisa",)),
        (
            "Farah and me to buy a lock for the gate",
            "Farah and Tom Adisa to buy a lock for the gate",
            ("Farah Qureshi", "Tom Adisa"),
        ),
        ("remind me to buy a lock", "remind me to buy a lock", ()),
        ("Farah to remind me to buy a lock", "Farah to remind me to buy a lock", ("Farah Qureshi",)),
    ],
)
def test_a_paper_has_no_i(bot: Conversation, said: str, text: str, owners: tuple[str, ...]) -> None:
    bot.command(MEMBER, f"/actions add {said}")

    assert (bot.point("02/11").text, bot.point("02/11").owners) == (text, owners)


def test_in_a_message_that_is_logged_i_am_who_wrote_it(bot: Conversation) -> None:
    bot.command(OTHER, "/actions")  # now the bot knows who that is in Slack
    bot.dispatch(
        {
            "type": "message_action",
            "callback_id": "log_as_action_point",
            "trigger_id": "t",
            "user": {"id": bot.id(SECRETARIAT)},
            "team": {"id": "T1"},
            "channel": {"id": BOARD},
            "response_url": "https://response",
            "message": {"text": "I will share the rota", "ts": "1.1", "user": bot.id(OTHER)},
        }
    )
    bot.fills(SECRETARIAT)

    assert bot.point("02/11").text == "Gurpreet Sandhu to share the rota"
    assert bot.point("02/11").owners == ("Gurpreet Sandhu",)


def test_whoever_is_mentioned_is_found_though_they_have_never_spoken(bot: Conversation) -> None:
    """Slack writes the mention as an id; their e-mail address says who that is."""
    bot.command(MEMBER, f"/actions add <@{bot.id(OTHER)}|gurpreet> to share the rota by Friday")
    bot.mentions(SECRETARIAT, f"add <@{bot.id('Farah Qureshi')}> to count the lamps")

    assert bot.point("02/11").text == "Gurpreet Sandhu to share the rota"
    assert bot.point("02/11").owners == ("Gurpreet Sandhu",)
    assert bot.point("02/12").owners == ("Farah Qureshi",)


def test_a_mention_of_nobody_in_the_directory_stays_a_name(bot: Conversation) -> None:
    bot.command(MEMBER, "/actions add <@U0ELSEWHERE|robin.vale> to share the rota")

    assert bot.point("02/11").text == "@robin.vale to share the rota"


@pytest.mark.parametrize("said", ["\u200b\u200b", "\u202e\u202c", "\ufeff", "\u2066 \u2069"])
def test_what_has_no_width_is_no_text(bot: Conversation, said: str) -> None:
    heard = bot.command(MEMBER, f"/actions add {said}")

    assert heard.text == "An action point needs a text. Nothing was changed."


def test_nothing_in_a_text_turns_the_direction_of_what_follows(bot: Conversation) -> None:
    bot.command(
        MEMBER,
        "/actions add Tom Adisa to read \u202esdrawkcab\u200b and 👩\u200d👩\u200d👧 شارع\u200f forwards",
    )

    assert bot.point("02/11").text == "Tom Adisa to read sdrawkcab and 👩\u200d👩\u200d👧 شارع\u200f forwards"


def test_without_an_owner_whoever_may_is_offered_to_give_it_to_somebody(bot: Conversation) -> None:
    logged = bot.command(SECRETARIAT, "/actions add the lamps to be counted by July")

    assert logged.labels == ["Undo", "Hand over"]
    assert "“Hand over” gives it to somebody." in logged.text
    bot.press(SECRETARIAT, logged, "Hand over")
    bot.fills(SECRETARIAT, owners="Farah Qureshi")
    assert bot.point("02/11").owners == ("Farah Qureshi",)


def test_without_an_owner_whoever_may_not_is_told_who_can(bot: Conversation) -> None:
    logged = bot.command(MEMBER, "/actions add the lamps to be counted by July")

    assert logged.labels == ["Undo"]
    assert logged.text.endswith("so it is the partnership's. The secretariat can give it to somebody.")


def test_a_command_replies_to_nothing_that_was_spoken_of(bot: Conversation) -> None:
    bot.command(MEMBER, "/actions 02/10")

    assert bot.command(MEMBER, "/actions all minuted by me").text.startswith("Action points minuted by you")
