"""“Which one?”: what was said in free words is confirmed after it; an exact command acts on the press."""

import pytest

from tests.conversation import Conversation

SECRETARIAT = "Nadia Rahimi"


def among_two(bot: Conversation) -> None:
    """Two that the same words fit, in other words."""
    bot.writes(SECRETARIAT, "add Farah Qureshi to paint the boathouse railings")
    bot.writes(SECRETARIAT, "add Tom Adisa to insure the boathouse")


def test_a_press_after_free_words_asks_and_changes_nothing(bot: Conversation) -> None:
    among_two(bot)
    which = bot.writes(SECRETARIAT, "the boathouse one is done, all settled")
    label = next(label for label in which.labels if label.startswith("02/12"))

    bot.press(SECRETARIAT, which, label)

    assert bot.point("02/12").unfinished
    asked = bot.last()
    assert asked.text.startswith("I understood: close 02/12 (“Tom Adisa to insure the boathouse”)")
    bot.press(SECRETARIAT, asked, "Confirm")
    assert not bot.point("02/12").unfinished
    assert bot.point("02/11").unfinished


@pytest.mark.parametrize("said", ["the second one", "2"])
def test_nor_do_words(bot: Conversation, said: str) -> None:
    among_two(bot)
    bot.writes(SECRETARIAT, "the boathouse one is done, all settled")

    asked = bot.writes(SECRETARIAT, said)

    assert asked.text.startswith("I understood: close 02/12")
    assert bot.point("02/12").unfinished


def test_yes_chooses_none_of_several(bot: Conversation) -> None:
    among_two(bot)
    bot.writes(SECRETARIAT, "the boathouse one is done, all settled")

    assert bot.writes(SECRETARIAT, "yes").text.startswith("Which one? Nothing was changed yet;")


def test_the_first_one_of_a_list_is_no_confirm(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "I think 02/06 and 02/07 are done, settled at the drop-in")

    bot.writes(SECRETARIAT, "the first one")

    assert bot.point("02/06").unfinished
    assert bot.point("02/07").unfinished


def test_an_exact_command_with_a_name_of_two_acts_on_the_press(bot: Conversation) -> None:
    which = bot.writes(SECRETARIAT, "assign 02/07 Helen")

    bot.press(SECRETARIAT, which, "Helen Gorringe")

    assert bot.point("02/07").owners == ("Helen Gorringe",)
