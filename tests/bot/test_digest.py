"""The digest of what is overdue: answered by buttons, drawn anew in its place."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import Conversation, Heard
from tests.scenes import Scene

MOMENT = "2026-05-26T09:00:30"
SECRETARIAT, OWNER = "Nadia Rahimi", "Helen Bartosz"
TITLE = "One action point of yours is overdue"


@pytest.fixture
def digest(bot: Conversation, played: Scene) -> Heard:
    """What Helen Bartosz is told at nine about 02/01, which was due on 15 May."""
    return next(
        heard for heard in played.goes_on(bot) if heard.text.startswith(TITLE) and "02/01" in heard.text
    )


def drawn_anew(bot: Conversation, digest: Heard) -> str:
    """What stands in the place of the digest now."""
    return next(posted.text for posted in bot.slack.posted if posted.ts == digest.ts)


def test_it_names_what_is_overdue_with_four_answers(digest: Heard) -> None:
    assert "due Fri 15 May, 11 days overdue" in digest.text
    assert digest.labels == ["Done", "Not yet", "Hand over", "Snooze a week"]


def test_done_asks_for_the_note_and_the_line_says_what_became_of_it(bot: Conversation, digest: Heard) -> None:
    bot.press(OWNER, digest, "Done")
    bot.fills(OWNER, note="The lamps burn again")

    assert bot.point("02/01").status is Status.CLOSED
    assert drawn_anew(bot, digest).startswith("All of this is settled\n02/01 is closed: The lamps burn again")


def test_not_yet_asks_for_a_date(bot: Conversation, digest: Heard) -> None:
    bot.press(OWNER, digest, "Not yet")
    bot.fills(OWNER, due="2026-06-12")

    assert "02/01 is now due on Friday 12 June 2026." in drawn_anew(bot, digest)


def test_a_snoozed_one_says_until_when(bot: Conversation, digest: Heard) -> None:
    bot.press(OWNER, digest, "Snooze a week")

    assert "02/01: I remind you again from Tuesday 2 June 2026." in drawn_anew(bot, digest)
    bot.clock.step(timedelta(days=3))
    assert [heard for heard in bot.reminds() if heard.text.startswith(TITLE) and "02/01" in heard.text] == []


def test_it_is_asked_again_three_days_later_when_nobody_answers(bot: Conversation, digest: Heard) -> None:
    assert digest.text
    bot.clock.step(timedelta(days=2))
    assert [heard for heard in bot.reminds() if heard.text.startswith(TITLE)] == []
    bot.clock.step(timedelta(days=1))
    assert [heard for heard in bot.reminds() if heard.text.startswith(TITLE) and "02/01" in heard.text]


def test_an_update_of_the_owner_counts_and_one_of_the_secretariat_does_not(
    bot: Conversation, digest: Heard
) -> None:
    assert digest.text
    bot.clock.step(timedelta(days=1))
    bot.command(SECRETARIAT, "/actions update 02/01 Asked on the telephone")
    bot.command(OWNER, "/actions update 02/01 Waiting for the supplier")
    bot.clock.step(timedelta(days=2))

    assert [heard for heard in bot.reminds() if heard.text.startswith(TITLE) and "02/01" in heard.text] == []


def test_the_groups_week_is_posted_in_its_channel(bot: Conversation) -> None:
    bot.clock.step(timedelta(minutes=1))

    (week,) = [h for h in bot.reminds() if "week of the register" in h.text and h.channel == "C0PELBOARD"]

    assert "overdue" in week.text
    assert "02/08" not in week.text


def in_its_thread(bot: Conversation, digest: Heard) -> None:
    said = "done, the lamps burn again"
    bot.event("message", OWNER, text=said, channel=digest.channel, channel_type="im", thread_ts=digest.ts)


def plainly(bot: Conversation, _digest: Heard) -> None:
    bot.writes(OWNER, "02/01 done, the lamps burn again")


def by_command(bot: Conversation, _digest: Heard) -> None:
    bot.command(OWNER, "/actions close 02/01 the lamps burn again")


def by_the_secretariat(bot: Conversation, _digest: Heard) -> None:
    bot.writes(SECRETARIAT, "close 02/01 the lamps burn again")


@pytest.mark.parametrize("answer", [in_its_thread, plainly, by_command, by_the_secretariat])
def test_an_answer_in_words_draws_it_anew_and_undoing_that_does_too(
    bot: Conversation, digest: Heard, answer: Callable[[Conversation, Heard], None]
) -> None:
    answer(bot, digest)
    assert drawn_anew(bot, digest) == "All of this is settled\n02/01 is closed: the lamps burn again"

    bot.writes(SECRETARIAT if answer is by_the_secretariat else OWNER, "undo")

    assert drawn_anew(bot, digest) == digest.text


def test_the_undo_of_a_receipt_draws_it_anew(bot: Conversation, digest: Heard) -> None:
    bot.press(OWNER, digest, "Done")
    bot.fills(OWNER, note="The lamps burn again")
    assert drawn_anew(bot, digest).startswith("All of this is settled")

    bot.press(OWNER, bot.last(), "Undo")

    assert drawn_anew(bot, digest) == digest.text


def test_a_snooze_in_words_draws_it_anew(bot: Conversation, digest: Heard) -> None:
    bot.writes(OWNER, "snooze 02/01 until 12 June")

    assert "02/01: I remind you again from Friday 12 June 2026." in drawn_anew(bot, digest)


def test_the_digest_of_the_other_owner_is_drawn_anew_as_well(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "assign 02/01 Helen Bartosz and Tom Adisa")
    bot.clock.step(timedelta(days=3, minutes=1))
    told = [
        heard for heard in bot.reminds() if "overdue" in heard.text.splitlines()[0] and "02/01" in heard.text
    ]
    mine, theirs = (
        next(heard for heard in told if heard.channel == f"D{bot.id(who).removeprefix('U')}")
        for who in (OWNER, "Tom Adisa")
    )
    bot.press(OWNER, mine, "Done")
    bot.fills(OWNER, note="The lamps burn again")

    for digest in (mine, theirs):
        assert "02/01 is closed: The lamps burn again" in drawn_anew(bot, digest)


def test_what_nobody_owns_is_the_secretariats_until_somebody_does(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "due 02/07 28 May")
    bot.clock.step(timedelta(days=3, minutes=1))
    digest = next(
        h for h in bot.reminds() if h.channel == "D0PELNADIA" and "02/07" in h.text and "overdue" in h.text
    )
    bot.writes(SECRETARIAT, "update 02/07 The first draft is there")
    assert "02/07 The guidance on questions" in drawn_anew(bot, digest)
    assert "is now with" not in drawn_anew(bot, digest)

    bot.writes(SECRETARIAT, "assign 02/07 Tom Adisa")

    assert "02/07 is now with Tom Adisa." in drawn_anew(bot, digest)


def test_what_slack_has_lost_is_left_alone(bot: Conversation, digest: Heard) -> None:
    bot.slack.refusals["chat.update"] = "message_not_found"
    bot.writes(OWNER, "close 02/01 The lamps burn again")
    del bot.slack.refusals["chat.update"]
    bot.services.redrawing.run()

    assert drawn_anew(bot, digest) == digest.text


def test_what_slack_did_not_take_just_now_is_drawn_later(bot: Conversation, digest: Heard) -> None:
    bot.slack.refusals["chat.update"] = "ratelimited"
    bot.writes(OWNER, "close 02/01 The lamps burn again")
    assert bot.last().text.startswith("Closed 02/01")
    del bot.slack.refusals["chat.update"]
    bot.clock.step(timedelta(minutes=2))
    bot.services.redrawing.run()

    assert drawn_anew(bot, digest).startswith("All of this is settled")


def test_the_weekly_list_is_drawn_anew_as_well(bot: Conversation) -> None:
    bot.clock.step(timedelta(minutes=1))
    week = next(h for h in bot.reminds() if h.text.startswith("Your week: 1 open action point, 1 overdue"))
    assert week.labels == ["Close 02/01"]
    bot.writes(OWNER, "02/01 done, the lamps burn again")
    assert drawn_anew(bot, week).splitlines()[:2] == [
        "Your week: no open action points",
        "02/01 is closed: the lamps burn again",
    ]

    bot.writes(OWNER, "undo")

    assert drawn_anew(bot, week) == week.text


def test_a_deputy_of_the_secretariat_is_told_for_whom_what_nobody_owns(bot: Conversation) -> None:
    bot.writes("Tom Adisa", "hello")
    bot.writes(SECRETARIAT, "due 02/07 28 May")
    bot.writes(SECRETARIAT, "away until 12 June, Tom Adisa covers")
    bot.clock.step(timedelta(days=3, minutes=1))

    digest = next(
        h for h in bot.reminds() if h.channel == "D0PELTOM" and "02/07" in h.text and "overdue" in h.text
    )

    assert "For Nadia Rahimi, who is away until Friday 12 June 2026\n02/07 The guidance" in digest.text
    assert "is now with" not in digest.text


def test_what_the_board_owns_is_its_chairs(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "due 02/07 28 May")
    bot.writes(SECRETARIAT, "assign 02/07 the Board")
    bot.clock.step(timedelta(days=3, minutes=1))

    digest = next(h for h in bot.reminds() if h.channel == "D0PELMARCUS" and "02/07" in h.text)

    assert digest.text.startswith("One action point of yours is overdue\n02/07 The guidance")
