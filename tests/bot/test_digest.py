"""The digest of what is overdue: answered by buttons, drawn anew in its place."""

from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import Conversation, Heard

SECRETARIAT, OWNER = "Nadia Rahimi", "Helen Bartosz"
TITLE = "One action point of yours is overdue"


@pytest.fixture
def digest(bot: Conversation) -> Heard:
    """What Helen Bartosz is told at nine about 02/01, which was due on 15 May."""
    bot.clock.step(timedelta(minutes=1))
    return next(heard for heard in bot.reminds() if heard.text.startswith(TITLE) and "02/01" in heard.text)


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
