"""Commands that lack something or say too much: nothing is guessed, nothing is lost, and the answer says what to write."""

import pytest

from tests.conversation import Conversation

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
WHICH = "Say which action point: `/actions {}`. `/actions` lists yours. Nothing was changed."


@pytest.mark.parametrize(
    "said",
    [
        *("7/2", "07-02", "#07/02", "2025-07/02", "AP07/02", "AP 07/02", "action 7/2", "action point 07/02"),
        *("show 07/02", "show action 07/02"),
    ],
)
def test_whatever_is_written_before_a_reference_it_is_shown(bot: Conversation, said: str) -> None:
    heard = bot.command(SECRETARIAT, f"/actions {said}")

    assert heard.text.startswith("07/02 Tom Adisa to bring a costed proposal for a summer youth bus")
    assert heard.private


@pytest.mark.parametrize(
    "said", ["close action point 02/10 Signed", "action 02/10 done, Signed", "close AP02/10 Signed"]
)
def test_a_label_before_a_reference_does_not_keep_it_from_being_closed(bot: Conversation, said: str) -> None:
    bot.command(OWNER, f"/actions {said}")

    assert bot.point("02/10").note == "Signed"


def test_words_that_mention_another_one_are_kept_whole(bot: Conversation) -> None:
    bot.command(OWNER, "/actions close 02/10 Done together with AP 02/07")

    assert bot.point("02/10").note == "Done together with AP 02/07"


@pytest.mark.parametrize(
    ("said", "example"),
    [
        ("close", "close 07/02 Circulated on 14 February"),
        ("close the bins", "close 07/02 Circulated on 14 February"),
        ("done", "close 07/02 Circulated on 14 February"),
        ("update", "update 07/02 Waiting for the supplier"),
        ("assign it to Tom", "assign 07/02 Ada Okafor"),
        ("due", "due 07/02 12 Sept"),
        ("snooze", "snooze 07/02 for a week"),
        ("carry", "carry 07/02"),
    ],
)
def test_a_verb_without_a_reference_is_no_search(bot: Conversation, said: str, example: str) -> None:
    assert bot.command(OWNER, f"/actions {said}").text == WHICH.format(example)


@pytest.mark.parametrize("said", ["merge", "merge 02/05", "merge these two"])
def test_merging_wants_two(bot: Conversation, said: str) -> None:
    heard = bot.command(SECRETARIAT, f"/actions {said}")

    assert heard.text.startswith("Say which action points: `/actions merge 07/05 into 07/02`.")


def test_show_before_the_name_of_a_list_says_nothing_else(bot: Conversation) -> None:
    assert bot.command(OWNER, "/actions show overdue").text == bot.command(OWNER, "/actions overdue").text
    assert bot.command(OWNER, "/actions ?").text == bot.command(OWNER, "/actions help").text


def test_a_due_date_is_not_taken_away_by_leaving_it_out(bot: Conversation) -> None:
    before = bot.point("02/10").due

    heard = bot.command(OWNER, "/actions due 02/10")

    assert heard.text == (
        "By when? Say `/actions due 02/10 12 Sept`, or `next meeting` in its place. Nothing was changed."
    )
    assert bot.point("02/10").due == before


def test_what_is_closed_gets_no_due_date(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions due 02/03 1 July")

    assert heard.text == "02/03 is closed already. Nothing was changed; reopen it first."


@pytest.mark.parametrize(
    "said", ["carry 02/04", "carry 02/04 over", "carry 02/04 to the next meeting please"]
)
def test_carrying_over_goes_to_the_next_register(bot: Conversation, said: str) -> None:
    assert bot.command(SECRETARIAT, f"/actions {said}").text.startswith(
        "Carried 02/04 over to the meeting of"
    )


@pytest.mark.parametrize("said", ["carry 02/04 to the skip", "carry 02/04 waiting for the police"])
def test_carrying_over_somewhere_else_or_with_words_is_not_done_half(bot: Conversation, said: str) -> None:
    heard = bot.command(SECRETARIAT, f"/actions {said}")

    assert heard.text == (
        "I carry over to the next register, or to that of a meeting (“to October”), and take no words along. Nothing was changed; send `/actions carry 02/04`"
        " alone, and what there is to say before it with `/actions update 02/04 …`."
    )
    assert bot.point("02/04").carried_to is None


def test_another_year_or_group_is_not_answered_with_this_one(bot: Conversation) -> None:
    assert bot.command(SECRETARIAT, "/actions 1999-07/02").text.startswith(
        "There is no 1999-07/02: no meeting of"
    )
    assert bot.command(SECRETARIAT, "/actions MASG 02/01").text.startswith(
        "There is no MASG 02/01: no meeting of"
    )


@pytest.mark.parametrize("said", ["overdue?", "overdue!", "Overdue."])
def test_a_mark_behind_a_word_says_nothing_else(bot: Conversation, said: str) -> None:
    overdue = bot.command(OWNER, "/actions overdue").text

    assert bot.command(OWNER, f"/actions {said}").text == overdue
    assert bot.writes(OWNER, said).text == overdue


@pytest.mark.parametrize("said", ["add", "log an action", "new action point", "Log a new action point."])
def test_whoever_wants_to_log_one_is_asked_for_it(bot: Conversation, said: str) -> None:
    asked = bot.writes(OWNER, said)

    assert asked.text == "What is to be done, and who is to do it?"
    bot.press(OWNER, asked, "Log an action point")
    assert bot.fills(OWNER, text="Tom Adisa to paint the railings") == {}
    assert bot.point("02/11").owners == (OWNER,)


def test_what_looks_like_a_reference_and_is_none_is_said_to_be_none(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/actions close 13/45 sent")

    assert heard.text == (
        "“13/45” is no reference; they are month and number, such as 07/02. Nothing was changed."
    )
