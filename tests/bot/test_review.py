"""The review in the meeting: one message for all, that moves on with every decision."""

import pytest

from handlers.register_requests import StartReview
from store.tables import Status
from tests.conversation import BOARD, Conversation, Heard

SECRETARIAT, CHAIR, VICE_CHAIR, OWNER = "Nadia Rahimi", "Marcus Ellery", "Siân Prothero", "Tom Adisa"
HEADING = "Register review: Board, Tuesday 16 June 2026"
HIDDEN = "What is confidential is not shown here; `/actions review` in a direct message to me shows all."
CLOSED = (
    "• 02/03 Nadia Rahimi to circulate the evaluation of Night Welcome's first season."
    " Closed: Circulated on 12 February 2026."
)


@pytest.fixture
def review(bot: Conversation) -> Heard:
    return bot.mentions(SECRETARIAT, "review the register")


def press(bot: Conversation, who: str, shown: Heard, label: str) -> Heard:
    """Press a button of the review, and the same message as it stands then; nothing else has been said."""
    before = len(bot.slack.posted)
    bot.press(who, shown, label)
    assert len(bot.slack.posted) == before, bot.last().text
    return now(bot, shown)


def now(bot: Conversation, shown: Heard) -> Heard:
    posted = next(posted for posted in bot.slack.posted if posted.ts == shown.ts)
    return Heard(posted.text, posted.blocks, bool(posted.only_for), posted.ts, posted.channel)


def write(bot: Conversation, who: str, shown: Heard, label: str, note: str) -> Heard:
    """The same through the form that the button opens."""
    press(bot, who, shown, label)
    before = len(bot.slack.posted)
    assert bot.fills(who, note=note) == {}
    assert len(bot.slack.posted) == before, bot.last().text
    return now(bot, shown)


def lines(shown: Heard) -> list[str]:
    return shown.text.splitlines()


def test_it_begins_with_what_was_closed_since_the_last_meeting(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/actions review")

    assert not shown.private
    assert lines(shown) == [
        HEADING,
        "0 of 9 decided",
        "Closed since the last meeting",
        CLOSED,
        HIDDEN,
    ]
    assert shown.labels == ["Accept 1 closed", "One by one"]


def test_all_that_was_closed_is_accepted_in_one_press(bot: Conversation) -> None:
    bot.writes(OWNER, "close 02/10 Sent on Friday")
    shown = bot.mentions(SECRETARIAT, "review")
    assert "• 02/10 Tom Adisa to draft" in shown.text
    assert "Closed: Sent on Friday (Tom Adisa)" in shown.text

    shown = press(bot, CHAIR, shown, "Accept all 2 closed")

    assert lines(shown) == [
        HEADING,
        "2 of 9: 2 closed",
        "02/01 Helen Bartosz to report when the lighting on the riverside path will be repaired.",
        "  due Fri 15 May, 11 days overdue",
        "  In progress: Survey done, repair to be dated.",
        "02/03, 02/10 accepted as closed, by Marcus Ellery.",
        HIDDEN,
    ]
    assert shown.labels == ["Close 02/01", "Carry over", "Update", "Skip"]


def test_the_whole_walk_ends_in_a_summary(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    shown = press(bot, SECRETARIAT, shown, "Carry over")
    assert "1 closed, 1 carried over" in shown.text
    assert "02/01 carried over, now 06/01, by Nadia Rahimi." in shown.text
    shown = write(bot, CHAIR, shown, "Close 02/02", "It runs from July")
    shown = write(bot, SECRETARIAT, shown, "Update", "The supermarkets have signed")
    for _ in range(5):
        shown = press(bot, SECRETARIAT, shown, "Skip")

    assert [line for line in lines(shown) if not line.startswith("•")] == [
        HEADING,
        "9 of 9: 2 closed, 1 carried over, 1 updated, 5 skipped",
        "Closed",
        "Carried over",
        "Updated",
        "Skipped",
        "02/10 skipped, by Nadia Rahimi.",
        HIDDEN,
    ]
    assert "• 02/01 → 2026-06/01 Helen Bartosz to report" in shown.text
    assert shown.labels == ["Export the register", "Go through the skipped ones", "Back"]
    assert (bot.point("02/02").status, bot.point("02/02").note) == (Status.CLOSED, "It runs from July")
    assert bot.point("02/04").note == "The supermarkets have signed"
    assert bot.point("06/01").carried_from == "2026-02/01"
    assert [change.what for change in bot.changes("02/02")][-1] == "closing 02/02"


def test_the_summary_hands_over_the_register(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "One by one")
    for _ in range(9):
        shown = press(bot, SECRETARIAT, shown, "Skip")

    bot.press(SECRETARIAT, shown, "Export the register")

    assert [file["filename"] for file in bot.slack.files] == ["Action points 2026-06-16.docx"]
    assert now(bot, shown).text == shown.text


def test_skipped_ones_can_be_decided_in_the_end(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "One by one")
    for _ in range(9):
        shown = press(bot, SECRETARIAT, shown, "Skip")

    shown = press(bot, SECRETARIAT, shown, "Go through the skipped ones")
    assert shown.labels == ["Close 02/01", "Carry over", "Update", "Undo", "Next"]
    shown = write(bot, SECRETARIAT, shown, "Close 02/01", "Repaired")

    assert "9 of 9: 1 closed, 8 skipped" in shown.text
    assert bot.point("02/01").status is Status.CLOSED


def test_back_goes_to_the_former_item_and_next_on_from_it(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "One by one")
    shown = press(bot, SECRETARIAT, shown, "Carry over")
    second = shown.text
    assert "Back" in shown.labels

    shown = press(bot, CHAIR, shown, "Back")
    assert "Carried over by Nadia Rahimi." in shown.text
    assert shown.labels == ["Undo", "Next"]
    shown = press(bot, CHAIR, shown, "Next")

    assert shown.text == second.replace("02/01 carried over, now 06/01, by Nadia Rahimi.\n", "")


def test_two_who_press_at_once_apply_one_decision_and_see_whose(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    after_first = press(bot, SECRETARIAT, shown, "Carry over")

    after_second = press(bot, CHAIR, shown, "Carry over")  # what the chair still had before his eyes

    said = "02/01 was carried over by Nadia Rahimi already and now stands as 2026-06/01. Nothing was changed."
    assert lines(after_second)[0] == said
    assert "02/02 Farah Qureshi" in after_second.text
    assert after_second.labels == after_first.labels
    assert bot.point("06/01").carried_to is None
    assert [change.by for change in bot.changes("02/01")][-1] == SECRETARIAT


def test_a_form_that_comes_second_says_so_and_the_message_shows_the_truth(
    bot: Conversation, review: Heard
) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    press(bot, CHAIR, shown, "Close 02/01")
    press(bot, SECRETARIAT, shown, "Skip")
    write(bot, SECRETARIAT, press(bot, SECRETARIAT, now(bot, shown), "Back"), "Close 02/01", "Repaired")
    press(bot, CHAIR, shown, "Close 02/01")

    answer = bot.fills(CHAIR, note="Dated")

    said = "02/01 was closed by Nadia Rahimi already. Nothing was changed."
    assert answer == {"response_action": "errors", "errors": {"note": said}}
    assert lines(now(bot, shown))[0] == said
    assert bot.point("02/01").note == "Repaired"


def test_accepting_twice_changes_nothing(bot: Conversation, review: Heard) -> None:
    press(bot, SECRETARIAT, review, "Accept 1 closed")

    shown = press(bot, CHAIR, review, "Accept 1 closed")

    assert lines(shown)[0] == "None is left to accept. Nothing was changed."
    assert "1 of 9: 1 closed" in shown.text


def test_what_an_owner_closes_meanwhile_is_seen_and_can_be_accepted(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    bot.writes("Helen Bartosz", "close 02/01 Repaired on Monday")

    shown = press(bot, SECRETARIAT, shown, "Carry over")

    assert lines(shown)[0] == "02/01 has been closed by Helen Bartosz meanwhile. Nothing was changed."
    assert "Closed by Helen Bartosz." in shown.text
    assert shown.labels == ["Accept 02/01", "Send back with a question", "Reopen", "Skip"]
    assert "02/01 accepted as closed" in press(bot, SECRETARIAT, shown, "Accept 02/01").text


def test_a_closing_can_be_taken_back_in_the_review(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "One by one")
    for _ in range(2):
        shown = press(bot, SECRETARIAT, shown, "Skip")

    bot.press(SECRETARIAT, shown, "Reopen")

    assert bot.last().text.startswith("Reopened 02/03.")
    assert now(bot, shown).labels == ["Close 02/03", "Carry over", "Update", "Skip", "Back"]


def test_an_undone_step_is_undecided_again(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    shown = press(bot, SECRETARIAT, shown, "Carry over")
    assert bot.writes(SECRETARIAT, "undo").text == "Undone: carrying over 02/01."

    shown = press(bot, SECRETARIAT, shown, "Back")

    assert "1 of 9: 1 closed" in shown.text
    assert shown.labels == ["Close 02/01", "Carry over", "Update", "Skip"]
    assert bot.point("02/01").carried_to is None


def test_the_review_itself_offers_to_undo(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    shown = press(bot, SECRETARIAT, press(bot, SECRETARIAT, shown, "Skip"), "Back")

    bot.press(SECRETARIAT, shown, "Undo")

    assert bot.last().text == "Undone: skipping 02/01."
    assert now(bot, shown).labels == ["Close 02/01", "Carry over", "Update", "Skip"]


@pytest.mark.parametrize("label", ["Carry over", "Skip"])
def test_a_member_is_refused_alone_and_the_message_stays(
    bot: Conversation, review: Heard, label: str
) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")

    bot.press(OWNER, shown, label)

    assert bot.last().private
    assert bot.last().text.startswith("Only the secretariat, the chair and the vice chair may review")
    assert now(bot, shown).text == shown.text


def test_a_member_can_neither_turn_its_pages_nor_start_one(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "One by one")
    shown = press(bot, SECRETARIAT, shown, "Skip")
    bot.press(OWNER, shown, "Back")

    assert bot.last().private
    assert now(bot, shown).text == shown.text
    refused = bot.command(OWNER, "/actions review")
    assert refused.private
    assert refused.text.startswith("Only the secretariat")


def test_a_second_start_joins_the_same_review(bot: Conversation, review: Heard) -> None:
    press(bot, SECRETARIAT, review, "Accept 1 closed")

    shown = bot.command(VICE_CHAIR, "/actions review")

    assert not shown.private
    assert "1 of 9: 1 closed" in shown.text
    assert "02/01 Helen Bartosz" in shown.text


def test_confidential_ones_are_reviewed_in_a_direct_message(bot: Conversation) -> None:
    shown = bot.writes(SECRETARIAT, "review the register")
    assert "0 of 10 decided" in shown.text
    shown = press(bot, SECRETARIAT, shown, "One by one")
    for _ in range(7):
        shown = press(bot, SECRETARIAT, shown, "Skip")
    assert "02/08 Amina Yusuf" in shown.text

    shown = write(bot, SECRETARIAT, shown, "Close 02/08", "All have answered")

    assert bot.point("02/08").status is Status.CLOSED
    assert "02/08" not in bot.mentions(SECRETARIAT, "review").text


def test_a_confidential_one_cannot_be_decided_where_others_read_along(bot: Conversation) -> None:
    shown = press(bot, SECRETARIAT, bot.writes(SECRETARIAT, "review the register"), "One by one")
    for _ in range(7):
        shown = press(bot, SECRETARIAT, shown, "Skip")

    bot.press(SECRETARIAT, Heard(shown.text, shown.blocks, ts=shown.ts, channel=BOARD), "Carry over")

    assert bot.last().private
    assert bot.last().text.startswith("There is no 2026-02/08 to be seen in the register")
    assert bot.point("02/08").carried_to is None


def test_where_all_is_confidential_not_even_their_number_is_told(bot: Conversation) -> None:
    for number in (1, 2, 3, 4, 5, 6, 7, 9, 10):
        bot.writes(SECRETARIAT, f"confidential 02/{number:02}")

    shown = bot.command(SECRETARIAT, "/actions review")

    assert lines(shown) == [
        HEADING,
        "0 of 0 decided",
        HIDDEN,
    ]


def test_only_who_decided_and_the_secretariat_undo(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    shown = press(bot, SECRETARIAT, press(bot, SECRETARIAT, shown, "Skip"), "Back")

    bot.press(CHAIR, shown, "Undo")

    assert bot.last().private
    assert bot.last().text == "Only Nadia Rahimi or the secretariat may undo that. Nothing was changed."
    assert now(bot, shown).text == shown.text


def test_an_update_needs_words(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")
    press(bot, SECRETARIAT, shown, "Update")

    errors = {"note": "This needs a few words."}
    assert bot.fills(SECRETARIAT, note=" ") == {"response_action": "errors", "errors": errors}
    assert now(bot, shown).text == shown.text


def test_a_reply_below_the_review_closes_nothing(bot: Conversation, review: Heard) -> None:
    shown = press(bot, SECRETARIAT, review, "Accept 1 closed")

    assert bot.replies("Helen Bartosz", "done", under=shown) is None
    assert bot.point("02/01").status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("/actions review October 2025", "Register review: Board, Tuesday 14 October 2025"),
        ("/actions review the register for the October 2025 meeting", "Register review: Board, Tuesday 14"),
        ("/actions review MASG", "The meeting before that one has left nothing to review"),
        ("/actions review Atlantis", "The calendar has no meeting “Atlantis”."),
    ],
)
def test_another_meeting_can_be_named(bot: Conversation, line: str, heading: str) -> None:
    assert bot.command(SECRETARIAT, line).text.startswith(heading)


def test_not_every_sentence_about_reviews_starts_one(bot: Conversation) -> None:
    caller = bot.services.caller(bot.id(SECRETARIAT))
    asked = bot.house.assistant.understand("review of the death in May, when is it published?", caller)

    assert not isinstance(asked, StartReview)
    assert isinstance(bot.house.assistant.understand("review the register", caller), StartReview)
