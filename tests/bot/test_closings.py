"""An owner's closing note reaches the secretariat, who can send it back with a question; the whole conversation."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import BOARD, Conversation, Heard
from tests.scenes import Scene

MOMENT = "2026-05-26T09:01:30"
SECRETARIAT, CHAIR, OWNER, OTHER = "Nadia Rahimi", "Marcus Ellery", "Tom Adisa", "Helen Bartosz"
SEND_BACK = "Send back with a question"
NOTE = (
    "Accepting takes note of it. A question opens it again and goes to its owners; it can be said as well:"
    " `/actions question 02/10 Who got it?`"
)
ASKED_BACK = (
    "Nadia Rahimi asked about 02/10: “Who got it?” Does your answer, “the licensing team, all of them”, close it,"
    " or shall I keep it while it stays open? Nothing has been changed yet."
)
TEXT = "02/10 Tom Adisa to draft the Partnership's answer to the consultation on street drinking."


def place(bot: Conversation, who: str) -> str:
    return f"D{bot.id(who).removeprefix('U')}"


def hears(bot: Conversation, who: str, minutes: int = 0) -> Heard:
    """The one thing that somebody is told when the clock has moved on."""
    bot.clock.step(timedelta(minutes=minutes))
    (heard,) = [heard for heard in bot.reminds() if heard.channel == place(bot, who)]
    return heard


def now(bot: Conversation, shown: Heard) -> Heard:
    posted = next(posted for posted in bot.slack.posted if posted.ts == shown.ts)
    return Heard(posted.text, posted.blocks, bool(posted.only_for), posted.ts, posted.channel)


@pytest.fixture
def morning(bot: Conversation, played: Scene) -> Conversation:
    """What is planned for nine o'clock has been said."""
    played.goes_on(bot)
    return bot


@pytest.fixture
def told(morning: Conversation) -> Heard:
    """Nadia Rahimi is told what Tom Adisa closed an hour ago."""
    morning.writes(OWNER, "close 02/10 sent it round on Friday")
    return hears(morning, SECRETARIAT, 60)


def send_back(bot: Conversation, told: Heard, question: str = "Who got it?") -> Heard:
    """Through the form that the button opens; the receipt."""
    bot.press(SECRETARIAT, told, SEND_BACK)
    assert bot.fills(SECRETARIAT, note=question) == {}
    return bot.last()


@pytest.fixture
def asked(morning: Conversation, told: Heard) -> Heard:
    """The question as Tom Adisa gets it."""
    send_back(morning, told)
    return hears(morning, OWNER)


def test_the_note_reaches_the_secretariat_with_two_ways_on(told: Heard) -> None:
    assert told.text.splitlines() == [
        "An action point was closed",
        TEXT,
        "  Closed: Sent it round on Friday",
        "Tom Adisa closed it on Tuesday 26 May 2026 at 09:01.",
        NOTE,
    ]
    assert told.labels == ["Accept 02/10", SEND_BACK]


def by_command(bot: Conversation) -> None:
    bot.command(OWNER, "/actions close 02/10 sent")


def by_reply(bot: Conversation) -> None:
    bot.replies(OWNER, "done, sent", under=bot.mentions(SECRETARIAT, "02/10"))


def by_form(bot: Conversation) -> None:
    bot.press(OWNER, bot.writes(OWNER, "02/10"), "Close 02/10")
    bot.fills(OWNER, note="sent")


def by_check_mark(bot: Conversation) -> None:
    card = bot.mentions(SECRETARIAT, "02/10")
    item = {"type": "message", "channel": card.channel, "ts": card.ts}
    bot.event("reaction_added", OWNER, reaction="white_check_mark", item=item, event_ts="1.1")


def by_the_chair(bot: Conversation) -> None:
    bot.writes(CHAIR, "close 02/10 I have signed it")


@pytest.mark.parametrize("close", [by_command, by_reply, by_form, by_check_mark, by_the_chair])
def test_however_it_is_closed_the_secretariat_hears_of_it(
    morning: Conversation, close: Callable[[Conversation], None]
) -> None:
    close(morning)
    assert morning.point("02/10").status is Status.CLOSED

    assert hears(morning, SECRETARIAT, 60).text.startswith(f"An action point was closed\n{TEXT}")


def test_what_the_secretariat_closes_it_is_not_told(morning: Conversation) -> None:
    morning.writes(SECRETARIAT, "close 02/10 The Chair has signed")
    morning.clock.step(timedelta(minutes=60))

    assert morning.reminds() == []


def test_a_slip_of_the_hand_that_is_undone_in_time_is_not_told(morning: Conversation) -> None:
    morning.press(OWNER, morning.writes(OWNER, "close 02/10"), "Undo")
    morning.clock.step(timedelta(minutes=60))

    assert morning.reminds() == []


def test_the_whole_conversation(morning: Conversation, told: Heard) -> None:
    receipt = send_back(morning, told)
    assert receipt.text.splitlines() == [
        "Sent 02/10 back with a question: Who got it?",
        TEXT,
        "  due Thu 28 May · in progress",
        "Tom Adisa gets it as a direct message.",
        "By Nadia Rahimi.",
    ]
    assert now(morning, told).text.splitlines() == [
        "Nothing here waits for you",
        "02/10 was sent back by Nadia Rahimi: “Who got it?” Its owners are asked.",
    ]
    asked = hears(morning, OWNER)
    assert asked.text.splitlines() == [
        "A question about 02/10",
        "Nadia Rahimi asks: “Who got it?”",
        TEXT,
        "  due Thu 28 May · in progress",
        "Tom Adisa had closed it: “sent it round on Friday”.",
        "Reply here in your own words: “done, Ada Okafor got it on Friday” closes it again. Until then it is open.",
    ]
    assert asked.labels == ["Close 02/10", "Answer, keep it open", "Hand over"]

    answer = morning.replies(OWNER, "done, the licensing team got it on Friday", under=asked)

    assert answer is not None
    assert answer.text.startswith("Closed 02/10: the licensing team got it on Friday.")
    assert now(morning, asked).text.splitlines() == [
        "This question is settled",
        "02/10 is closed: the licensing team got it on Friday",
    ]
    again = hears(morning, SECRETARIAT, 60)
    assert (
        "Tom Adisa closed it on Tuesday 26 May 2026 at 10:01.\nNadia Rahimi had asked: “Who got it?”"
        in again.text
    )
    morning.press(SECRETARIAT, again, "Accept 02/10")
    assert morning.last().text.startswith("Accepted: 02/10 stays closed.")
    assert now(morning, again).text == "Nothing here waits for you\n02/10 was accepted by Nadia Rahimi."
    assert morning.reminds() == []


def test_the_card_tells_all_of_it(morning: Conversation, asked: Heard) -> None:
    morning.replies(OWNER, "done, the licensing team got it", under=asked)
    morning.writes(SECRETARIAT, "accept 02/10")

    lines = morning.writes(OWNER, "02/10").text.splitlines()

    assert lines[-7:] == [
        "  26 May 2026, Tom Adisa: Closed: sent it round on Friday",
        "  26 May 2026, Nadia Rahimi: Question: Who got it?",
        "  26 May 2026, 08:59: loading the sample partnership, by the demo",
        "  26 May 2026, 09:01: closing 02/10, by Tom Adisa",
        "  26 May 2026, 10:01: sending back 02/10, by Nadia Rahimi",
        "  26 May 2026, 10:01: closing 02/10, by Tom Adisa",
        "  26 May 2026, 10:01: accepting the closing of 02/10, by Nadia Rahimi",
    ]


@pytest.mark.parametrize(
    "said", ["done, my team got it on Friday", "02/10 done, when the board met they got the report"]
)
def test_an_answer_in_words_that_sound_like_a_question_to_the_bot_still_closes_it(
    morning: Conversation, asked: Heard, said: str
) -> None:
    channel = place(morning, OWNER)
    morning.event("message", OWNER, text=said, channel=channel, channel_type="im", thread_ts=asked.ts)

    assert morning.last().text.startswith("Closed 02/10: ")


def test_free_words_under_a_question_are_asked_about_and_kept_or_close_it(
    morning: Conversation, asked: Heard
) -> None:
    question = morning.writes(OWNER, "the licensing team, all of them")
    assert question.text.splitlines() == [
        ASKED_BACK,
        "Close 02/10 / Keep as an answer / Cancel",
    ]
    morning.press(OWNER, question, "Keep as an answer")
    assert morning.point("02/10").status is Status.IN_PROGRESS
    assert "Tom Adisa has answered: “the licensing team, all of them”." in now(morning, asked).text

    news = hears(morning, SECRETARIAT, 60)

    assert news.text.splitlines() == [
        "About what was sent back",
        TEXT,
        "  due Thu 28 May · in progress",
        "02/10 was sent back by Nadia Rahimi: “Who got it?”",
        "Tom Adisa answers: “the licensing team, all of them”.",
    ]
    assert news.labels == ["Close 02/10"]
    morning.writes(OWNER, "the licensing team and the police")
    assert morning.writes(OWNER, "yes").text.startswith("Closed 02/10: the licensing team and the police.")


def test_the_buttons_under_a_question_answer_it(morning: Conversation, asked: Heard) -> None:
    morning.press(OWNER, asked, "Answer, keep it open")
    morning.fills(OWNER, text="The shops still wait")
    assert morning.point("02/10").note == "The shops still wait"
    morning.press(OWNER, asked, "Close 02/10")
    morning.fills(OWNER, note="All have it")

    assert now(morning, asked).text == "This question is settled\n02/10 is closed: All have it"


@pytest.mark.parametrize(
    "line",
    [
        "/actions question 02/10 Who got it?",
        "/actions send back 02/10 Who got it?",
        "/actions 02/10 send back: Who got it?",
        "/actions query 02/10 Who got it?",
    ],
)
def test_it_can_be_said_and_needs_no_message_before_it(morning: Conversation, line: str) -> None:
    morning.command(OWNER, "/actions close 02/10 sent")

    receipt = morning.command(SECRETARIAT, line)

    assert not receipt.private
    assert receipt.text.startswith("Sent 02/10 back with a question: Who got it?")
    assert hears(morning, OWNER).text.startswith("A question about 02/10\nNadia Rahimi asks: “Who got it?”")


def test_a_question_in_reply_is_asked_about_and_then_sent_back(morning: Conversation, told: Heard) -> None:
    channel = place(morning, SECRETARIAT)
    morning.event(
        "message", SECRETARIAT, text="Who got it?", channel=channel, channel_type="im", thread_ts=told.ts
    )
    question = morning.last()
    assert question.text.startswith("I understood: send 02/10 back with the question “Who got it?”. Shall I?")
    morning.press(SECRETARIAT, question, "Confirm")

    assert hears(morning, OWNER).text.startswith("A question about 02/10")


def test_without_a_question_nothing_happens(morning: Conversation, told: Heard) -> None:
    assert morning.command(SECRETARIAT, "/actions question 02/10").text == (
        "Sending it back needs a question. Nothing was changed."
    )
    morning.press(SECRETARIAT, told, SEND_BACK)
    assert morning.fills(SECRETARIAT, note=" ") == {
        "response_action": "errors",
        "errors": {"note": "This needs a question."},
    }
    assert morning.point("02/10").status is Status.CLOSED


@pytest.mark.parametrize("line", ["/actions question 02/10 Who got it?", "/actions accept 02/10"])
def test_an_owner_may_neither_question_nor_accept(morning: Conversation, line: str) -> None:
    morning.command(OWNER, "/actions close 02/10 sent")

    for who in (OWNER, OTHER):
        heard = morning.command(who, line)
        assert heard.private
        assert heard.text == (
            "Only the secretariat, the chair and the vice chair may accept closings or send them back."
            " Nothing was changed."
        )


def test_two_at_once_ask_one_question_and_the_second_is_told(morning: Conversation, told: Heard) -> None:
    morning.press(SECRETARIAT, told, SEND_BACK)
    morning.writes(CHAIR, "question 02/10 Did the Chair sign?")

    answer = morning.fills(SECRETARIAT, note="Who got it?")

    said = (
        "02/10 is not closed any more: Marcus Ellery has sent it back with a question, “Did the Chair sign?”"
        " Nothing was changed."
    )
    assert answer == {"response_action": "errors", "errors": {"note": said}}
    assert "Marcus Ellery asks: “Did the Chair sign?”" in hears(morning, OWNER).text


def test_what_was_closed_anew_is_looked_at_before_it_is_questioned(
    morning: Conversation, told: Heard
) -> None:
    morning.writes(CHAIR, "question 02/10 Did the Chair sign?")
    morning.writes(OWNER, "close 02/10 He did")

    morning.press(SECRETARIAT, told, SEND_BACK)
    answer = morning.fills(SECRETARIAT, note="Who got it?")

    said = "02/10 has been closed anew by Tom Adisa meanwhile: “He did”. Nothing was changed."
    assert answer["errors"] == {"note": said}


def test_undoing_takes_the_question_back_before_their_eyes(morning: Conversation, asked: Heard) -> None:
    receipt = next(posted for posted in morning.slack.posted if posted.text.startswith("Sent 02/10 back"))
    morning.press(
        SECRETARIAT, Heard(receipt.text, receipt.blocks, ts=receipt.ts, channel=receipt.channel), "Undo"
    )

    assert (morning.point("02/10").status, morning.point("02/10").note) == (
        Status.CLOSED,
        "sent it round on Friday",
    )
    assert now(morning, asked).text == "This question is settled\nThe question about 02/10 was taken back."
    first = next(
        posted for posted in morning.slack.posted if posted.text.startswith("An action point was closed")
    )
    assert "Tom Adisa closed it" in first.text


def test_the_owner_who_undoes_after_it_was_accepted_is_told_why_not(
    morning: Conversation, told: Heard
) -> None:
    morning.press(SECRETARIAT, told, "Accept 02/10")

    assert morning.writes(OWNER, "undo").text == (
        "“closing 02/10” cannot be undone: Nadia Rahimi has changed the same thing since"
        " (“accepting the closing of 02/10”). Nothing was changed."
    )


def test_all_that_was_closed_is_accepted_in_one_press(morning: Conversation) -> None:
    morning.writes(OWNER, "close 02/10 sent")
    morning.writes(OTHER, "close 02/01 Repaired")
    told = hears(morning, SECRETARIAT, 60)
    assert told.text.startswith("2 action points were closed")
    assert told.labels == ["Accept 02/10", SEND_BACK, "Accept 02/01", SEND_BACK, "Accept all 2"]
    morning.press(SECRETARIAT, told, "Accept 02/10")

    morning.press(SECRETARIAT, told, "Accept all 2")

    assert morning.last().text == (
        "Accepted: 02/01 stays closed.\nDealt with meanwhile, so I left it as it is: 02/10.\nBy Nadia Rahimi."
    )
    morning.press(SECRETARIAT, told, "Accept all 2")
    assert morning.last().text == "None is left to accept. Nothing was changed."
    assert now(morning, told).text.startswith("Nothing here waits for you")


def test_the_receipt_says_whom_the_question_will_not_reach(morning: Conversation) -> None:
    morning.writes("Gurpreet Sandhu", "close 02/04 Agreed with all")

    receipt = morning.writes(SECRETARIAT, "question 02/04 With whom?")

    assert "Gurpreet Sandhu gets it as a direct message." in receipt.text
    assert (
        "Jonathan Sibanda-Price has not used me yet: I look for them in Slack by e-mail address, and tell you if that"
        " fails." in receipt.text
    )
    assert hears(morning, "Gurpreet Sandhu").text.startswith("A question about 02/04")
    told = hears(morning, SECRETARIAT, 60)
    assert (
        "The question did not reach Jonathan Sibanda-Price: please ask them yourself."
        in told.text.splitlines()
    )


def test_owners_whom_nobody_answers_for_are_named(morning: Conversation) -> None:
    for ref in ("02/06", "02/07"):
        morning.writes(CHAIR, f"close {ref} Seen to")

    assert (
        "It does not reach Averdale Homes, whom I do not know in Slack: please ask them yourself."
        in morning.writes(SECRETARIAT, "question 02/06 By whom?").text
    )
    assert (
        "It has no owner, so nobody is asked. “Hand over” gives it to somebody."
        in morning.writes(SECRETARIAT, "question 02/07 By whom?").text
    )


def test_whoever_covers_is_asked_and_may_answer(morning: Conversation, told: Heard) -> None:
    morning.writes(OTHER, "hello")
    morning.writes(OWNER, "away until 12 June, Helen Bartosz covers")

    assert "Helen Bartosz (for Tom Adisa, who is away) gets it" in send_back(morning, told).text
    asked = hears(morning, OTHER)
    assert "For Tom Adisa, who is away until Friday 12 June 2026" in asked.text
    morning.replies(OTHER, "done, the licensing team", under=asked)
    assert morning.point("02/10").status is Status.CLOSED


def test_late_in_the_evening_the_receipt_says_when_it_is_asked(morning: Conversation, told: Heard) -> None:
    morning.clock.step(timedelta(hours=9))

    assert (
        "Tom Adisa gets it as a direct message on Wednesday 27 May 2026 at 09:00."
        in send_back(morning, told).text
    )
    assert morning.reminds() == []


def test_what_is_confidential_stays_between_those_who_may_see_it(morning: Conversation) -> None:
    morning.writes(SECRETARIAT, "confidential 02/10")
    morning.writes(OWNER, "close 02/10 The family has it")
    told = hears(morning, SECRETARIAT, 60)
    assert "(confidential)" in told.text
    assert "There is no 02/10 to be seen" in morning.mentions(SECRETARIAT, "question 02/10 Who got it?").text

    receipt = morning.command(SECRETARIAT, "/actions question 02/10 Who got it?")

    assert receipt.private
    asked = hears(morning, OWNER)
    assert "Who got it?" in asked.text
    seen = [posted for posted in morning.slack.posted if posted.channel == BOARD and not posted.only_for]
    assert not [posted for posted in seen if "Who got it?" in posted.text or "street drinking" in posted.text]
    assert (
        "There is no 02/10" in morning.writes(OTHER, "question 02/10 Who got it?").text
        or "Only the" in morning.last().text
    )


def test_a_question_to_somebody_who_owns_it_no_more_is_no_longer_theirs(
    morning: Conversation, asked: Heard
) -> None:
    morning.writes(SECRETARIAT, "assign 02/10 Helen Bartosz")
    assert now(morning, asked).text == "This question is settled\n02/10 is now with Helen Bartosz."
    morning.writes(SECRETARIAT, "confidential 02/10")

    assert now(morning, asked).text == "This question is settled\nIt is no longer yours to see."


def test_in_the_review_it_is_sent_back_and_counts_as_that(morning: Conversation) -> None:
    morning.writes(OWNER, "close 02/10 sent it round on Friday")
    review = morning.mentions(SECRETARIAT, "review")
    morning.press(SECRETARIAT, review, "One by one")
    for _ in range(8):
        morning.press(SECRETARIAT, now(morning, review), "Skip")
    shown = now(morning, review)
    assert "Closed by Tom Adisa." in shown.text
    assert shown.labels == ["Accept 02/10", SEND_BACK, "Reopen", "Skip", "Back"]
    morning.press(CHAIR, shown, SEND_BACK)
    assert morning.fills(CHAIR, note="Who got it?") == {}

    shown = now(morning, review)

    assert "9 of 9: 1 sent back, 8 skipped" in shown.text
    assert (
        "02/10 sent back with a question, by Marcus Ellery. Tom Adisa gets it as a direct message."
        in shown.text
    )
    assert "Marcus Ellery asks: “Who got it?”" in hears(morning, OWNER).text
    morning.writes(OWNER, "done, the licensing team")
    morning.press(SECRETARIAT, shown, "Back")
    assert "8 of 9: 8 skipped" in now(morning, review).text
    assert now(morning, review).labels == ["Accept 02/10", SEND_BACK, "Reopen", "Skip", "Back"]
    assert hears(morning, CHAIR, 60).text.startswith("An action point was closed")


def test_undone_in_the_review_it_waits_for_the_meeting_again(morning: Conversation, told: Heard) -> None:
    review = morning.mentions(SECRETARIAT, "review")
    morning.press(SECRETARIAT, review, "One by one")
    for _ in range(8):
        morning.press(SECRETARIAT, now(morning, review), "Skip")
    morning.press(SECRETARIAT, now(morning, review), SEND_BACK)
    morning.fills(SECRETARIAT, note="Who got it?")
    asked = hears(morning, OWNER)
    assert now(morning, told).text.startswith("Nothing here waits for you")

    assert morning.writes(SECRETARIAT, "undo").text == "Undone: sending back 02/10."

    morning.press(SECRETARIAT, now(morning, review), "Back")
    assert "8 of 9: 8 skipped" in now(morning, review).text
    assert now(morning, asked).text.endswith("The question about 02/10 was taken back.")
    assert now(morning, told).text == told.text


def test_the_review_says_who_was_faster_outside_of_it(morning: Conversation, told: Heard) -> None:
    review = morning.mentions(SECRETARIAT, "review")
    assert "(Tom Adisa)" in review.text
    morning.press(SECRETARIAT, told, "Accept 02/10")
    assert "(Tom Adisa, accepted by Nadia Rahimi)" in morning.mentions(SECRETARIAT, "review").text
    morning.press(SECRETARIAT, review, "One by one")
    for _ in range(8):
        morning.press(SECRETARIAT, now(morning, review), "Skip")
    shown = now(morning, review)
    morning.writes(SECRETARIAT, "question 02/10 Who got it?")

    morning.press(CHAIR, shown, "Accept 02/10")

    assert now(morning, review).text.startswith(
        "02/10 is not closed any more: Nadia Rahimi has sent it back with a question, “Who got it?” Nothing was changed."
    )
    assert now(morning, review).labels == ["Close 02/10", "Carry over", "Update", "Skip", "Back"]


def test_what_the_meeting_accepts_waits_for_the_secretariat_no_more(
    morning: Conversation, told: Heard
) -> None:
    review = morning.mentions(CHAIR, "review")
    morning.press(CHAIR, review, "Accept all 2 closed")

    assert now(morning, told).text == "Nothing here waits for you\n02/10 was accepted by Marcus Ellery."


def test_a_closing_that_is_reopened_leaves_the_question_open(morning: Conversation, asked: Heard) -> None:
    morning.writes(OWNER, "done, the licensing team")
    assert now(morning, asked).text.startswith("This question is settled")
    morning.writes(OWNER, "reopen 02/10")
    assert now(morning, asked).text.startswith("A question about 02/10")
    morning.writes(OWNER, "close 02/10 All of them")

    assert "Nadia Rahimi had asked: “Who got it?”" in hears(morning, SECRETARIAT, 60).text


@pytest.mark.parametrize(
    "said", ["list the closings I have not accepted", "closings", "which closings are still to accept?"]
)
def test_what_waits_to_be_accepted_is_listed_and_not_accepted(bot: Conversation, said: str) -> None:
    bot.writes("Tom Adisa", "close 02/10 sent to all")

    heard = bot.writes("Nadia Rahimi", said)

    assert heard.text.startswith("An action point was closed")
    assert "02/10" in heard.text
    assert bot.writes("Nadia Rahimi", "accept 02/10").text.startswith("Accepted: 02/10 stays closed")
    assert bot.writes("Nadia Rahimi", said).text == "No closing waits to be accepted"


@pytest.mark.parametrize("before", ["", "02/10", "how are you", "my actions"])
def test_all_closings_are_accepted_whatever_was_spoken_of(bot: Conversation, before: str) -> None:
    bot.writes("Tom Adisa", "close 02/10 sent to all")
    if before:
        bot.writes("Nadia Rahimi", before)

    asked = bot.writes("Nadia Rahimi", "accept all closings")

    assert asked.text.startswith("I understood: take note of every closing")
    assert bot.writes("Nadia Rahimi", "yes").text.startswith("Accepted: 02/10 stays closed.")
