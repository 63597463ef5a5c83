"""Several action points in one line: all of them are meant, all of them or none, and one Undo for all."""

import pytest

from store.tables import Status
from tests.conversation import Conversation

SECRETARIAT = "Nadia Rahimi"


@pytest.mark.parametrize(
    "said",
    [
        "close 02/06 and 02/07 Settled at the drop-in",
        "close 02/06, 02/07 Settled at the drop-in",
        "close 02/06 & 02/07: Settled at the drop-in",
        "close 02/06, and 02/07, Settled at the drop-in",
        "02/06 and 02/07 done, Settled at the drop-in",
    ],
)
def test_a_command_closes_all_that_it_names(bot: Conversation, said: str) -> None:
    heard = bot.command(SECRETARIAT, f"/actions {said}")

    assert heard.text.splitlines() == [
        "Closed 02/06: Settled at the drop-in.",
        "Closed 02/07: Settled at the drop-in.",
    ]
    assert bot.command(SECRETARIAT, "/actions undo").text == "Undone: closing 02/06, closing 02/07."
    assert bot.point("02/06").unfinished
    assert bot.point("02/07").unfinished


def test_a_reference_within_the_note_stays_in_the_note(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/06 Settled with 02/07 and 02/05")

    assert bot.point("02/06").note == "Settled with 02/07 and 02/05"
    assert bot.point("02/07").unfinished


def test_all_or_none(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions close 02/06 and 02/03 Settled")

    assert heard.text == "02/03 is closed already. Nothing was changed."
    assert bot.point("02/06").unfinished


def test_other_verbs_too(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions assign 02/06, 02/07 Tom Adisa and Farah Qureshi")
    bot.command(SECRETARIAT, "/actions due 02/06 and 02/07 1 July")

    for ref in ("02/06", "02/07"):
        point = bot.point(ref)
        assert (point.owners, str(point.due)) == (("Tom Adisa", "Farah Qureshi"), "2026-07-01")


def test_what_is_wrong_with_the_words_is_asked_once(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions due 02/06 and 02/07 whenever")

    assert heard.text.startswith("I cannot read “whenever” as a date. Nothing was changed;")


def test_a_sentence_asks_about_all_that_it_names(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "I think 02/06 and 02/07 are done, settled at the drop-in")

    assert asked.text.startswith(
        "I understood: close 02/06 and 02/07 with the note “settled at the drop-in”. Shall I? Nothing has been changed"
        " yet.\nIt is about 2 action points\n• 02/06 "
    )
    assert asked.labels == ["Confirm", "Cancel"]
    bot.press(SECRETARIAT, asked, "Confirm")
    assert [bot.point(ref).status for ref in ("02/06", "02/07")] == [Status.CLOSED] * 2


def test_very_many_at_once_are_refused(bot: Conversation) -> None:
    many = ", ".join(f"02/{number:02}" for number in range(1, 40))

    heard = bot.command(SECRETARIAT, f"/actions close {many} All settled")

    assert heard.text == "I change at most 20 at once. Nothing was changed; please say it in two parts."
