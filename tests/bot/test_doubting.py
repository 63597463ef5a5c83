"""Commands whose own words leave them in doubt do not act, and those that only sound so do."""

import pytest

from tests.conversation import Conversation

SECRETARIAT = "Nadia Rahimi"


@pytest.mark.parametrize("door", ["", "/actions "])
@pytest.mark.parametrize(
    "said",
    [
        "close 02/10 not yet",
        "close 02/10 and 02/09 not",
        "close 02/10?",
        "close 02/10 if the chair agrees",
        "close 02/10 once Tom has sent it",
        "close 02/10 as soon as it is signed",
        "close 02/10 tomorrow",
        "close 02/10 - no wait, 02/09",
        "close 02/10 sorry, 02/09",
        "02/10 done but 02/09 is not",
        "02/10 close the loop with health",
        "close 02/10 and carry over 02/09",
        "close 02/10 sent\nclose 02/09 answered",
        "close 02/10. Reopen 02/03",
        "close 02/10 sent, then close 02/09",
        "update 02/10 asked them\nclose 02/09",
        "confidential 02/10?",
        "reopen 02/03 not",
    ],
)
def test_nothing_acts_at_once(bot: Conversation, door: str, said: str) -> None:
    refs = ("02/03", "02/09", "02/10")
    before = [len(bot.changes(ref)) for ref in refs]

    heard = bot.writes(SECRETARIAT, f"{door}{said}")

    assert [len(bot.changes(ref)) for ref in refs] == before
    assert heard.text


def test_two_commands_in_one_line_are_one_question(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "close 02/10 sent; close 02/09 answered")

    bot.press(SECRETARIAT, asked, "Confirm")

    assert [bot.point(ref).note for ref in ("02/10", "02/09")] == ["sent", "answered"]


@pytest.mark.parametrize(
    "note",
    [
        "No further action needed",
        "Not needed any more",
        "Sent when the Board met",
        "Nobody complains any more",
        "Settled with 02/07 and 02/05",
        "The draft was signed",
        "After discussion with Marcus it was agreed to close it",
    ],
)
def test_a_note_may_say_what_it_likes(bot: Conversation, note: str) -> None:
    bot.writes(SECRETARIAT, f"close 02/10 {note}")

    assert bot.point("02/10").note == note
