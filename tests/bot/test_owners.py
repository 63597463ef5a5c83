"""Giving action points to somebody: names as people write them, by every door."""

import pytest

from tests.conversation import Conversation

SECRETARIAT, MEMBER, OWNER = "Nadia Rahimi", "Farah Qureshi", "Helen Bartosz"
FIRE = "Avershire Fire and Rescue Service"


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        (FIRE, (FIRE,)),
        (f"the {FIRE}", (FIRE,)),
        (f"{FIRE} and Tom Adisa", (FIRE, "Tom Adisa")),
        (f"Tom Adisa, {FIRE} and MASG", ("Tom Adisa", FIRE, "Multi-Agency Steering Group")),
        ("Tom, Farah & Gurpreet", ("Tom Adisa", "Farah Qureshi", "Gurpreet Sandhu")),
        ("Tom and Tom Adisa", ("Tom Adisa",)),
    ],
)
def test_a_body_whose_name_has_an_and_in_it_is_one_owner(
    bot: Conversation, said: str, owners: tuple[str, ...]
) -> None:
    heard = bot.command(SECRETARIAT, f"/actions assign 02/06 {said}")

    assert bot.point("02/06").owners == owners, heard.text
    bot.command(SECRETARIAT, f"/actions add {said} to count the lamps on the quay")
    assert bot.point("02/11").owners == owners
    bot.services.pickers = False
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, "/actions 02/07"), "Hand over")
    assert bot.fills(SECRETARIAT, owners=said) == {}
    assert bot.point("02/07").owners == owners


def test_three_owners_are_told_as_a_list(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions assign 02/06 Tom, Farah & Gurpreet")

    assert heard.text.startswith("02/06 is now with Tom Adisa, Farah Qureshi and Gurpreet Sandhu.\n")


def test_a_reply_hands_over_to_such_a_body(bot: Conversation) -> None:
    receipt = bot.mentions(OWNER, "update 02/01 They have the key")

    asked = bot.replies(OWNER, f"hand over to {FIRE} and Tom Adisa", receipt)

    assert asked is not None
    assert f"give 02/01 to {FIRE} and Tom Adisa" in asked.text
    bot.press(OWNER, asked, "Confirm")
    assert bot.point("02/01").owners == (FIRE, "Tom Adisa")


def test_a_doubtful_name_among_several_is_asked_about_and_the_others_stay(bot: Conversation) -> None:
    asked = bot.command(SECRETARIAT, f"/actions assign 02/06 {FIRE}, Helen and Tom Adisa")

    bot.press(SECRETARIAT, asked, "Helen Gorringe")

    assert bot.point("02/06").owners == (FIRE, "Helen Gorringe", "Tom Adisa")


def test_only_names_that_come_near_are_suggested(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions assign 02/06 nobody")

    assert heard.text == "Nobody in the directory is called “nobody”. Nothing was changed."
    assert (
        "The nearest name is Daniel Kowalczyk."
        in bot.command(SECRETARIAT, "/actions assign 02/06 Kowalski").text
    )
