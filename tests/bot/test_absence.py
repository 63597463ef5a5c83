"""Being away, coming back, and wanting to hear less."""

from datetime import timedelta

import pytest

from store.tables import Status
from tests.conversation import Conversation

SECRETARIAT, OWNER, DEPUTY = "Nadia Rahimi", "Tom Adisa", "Helen Bartosz"


def test_who_covers_until_when_is_said_in_full(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")

    assert heard.text.startswith(
        "Helen Bartosz covers for Tom Adisa up to and including Friday 12 June 2026."
    )
    assert heard.labels == ["Undo"]


def test_a_deputy_counts_as_an_owner_while_it_lasts(bot: Conversation) -> None:
    assert "Only its owners" in bot.command(DEPUTY, "/actions close 02/10 sent").text
    bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")

    assert bot.command(DEPUTY, "/actions close 02/10 sent").text.startswith("Closed 02/10: sent.")
    assert bot.point("02/10").owners == (OWNER,)
    bot.command(DEPUTY, "/actions undo")
    bot.clock.step(timedelta(days=18))
    assert "Only its owners" in bot.command(DEPUTY, "/actions close 02/10 sent").text


def test_the_nudge_goes_to_the_deputy_who_closes_by_replying(bot: Conversation) -> None:
    bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")
    bot.clock.step(timedelta(minutes=1))

    heard = [h for h in bot.reminds() if "For Tom Adisa, who is away until Friday 12 June 2026" in h.text]

    assert heard
    assert all("02/10 Tom Adisa to draft" in h.text for h in heard)
    answer = bot.writes(DEPUTY, "02/10 done, sent it round")
    if answer.labels == ["Confirm", "Edit", "Cancel"]:
        bot.press(DEPUTY, answer, "Confirm")
    assert bot.point("02/10").status is Status.CLOSED


def test_back_ends_it(bot: Conversation) -> None:
    bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")

    assert bot.command(OWNER, "/actions back").text == "Welcome back. Your reminders come to you again."
    assert "Only its owners" in bot.command(DEPUTY, "/actions close 02/10 sent").text
    assert bot.command(OWNER, "/actions back").text == (
        "Tom Adisa is not away as far as I know. Nothing was changed."
    )


def test_undoing_an_absence_ends_it_too(bot: Conversation) -> None:
    bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")

    assert bot.command(OWNER, "/actions undo").text == "Undone: an absence."
    assert "Only its owners" in bot.command(DEPUTY, "/actions close 02/10 sent").text


def test_the_secretariat_says_it_for_somebody_else_and_nobody_else_does(bot: Conversation) -> None:
    line = "/actions away Tom until 12 June, Helen Bartosz covers"

    assert bot.command(DEPUTY, line).text.startswith(
        "Only the secretariat may say that somebody else is away."
    )
    assert bot.command(SECRETARIAT, line).text.startswith("Helen Bartosz covers for Tom Adisa")
    assert bot.command(SECRETARIAT, "/actions back Tom").text == (
        "Tom Adisa is back, and gets their own reminders again."
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/actions away", "Say until when, and who covers"),
        ("/actions away until 12 June", "You are away until Friday 12 June 2026, and nothing was changed."),
        ("/actions away until 12 June, Tom covers", "Tom Adisa cannot cover for themselves."),
        ("/actions away until 12 June, Zebedee Quill covers", "Nobody in the directory is called"),
        ("/actions away until 31 Feb, Helen Bartosz covers", "31 February is not a date."),
        ("/actions away until 12 June, the Fire Service covers", "Avershire Fire and Rescue Service is no person"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_changes_nothing(bot: Conversation, line: str, said: str) -> None:
    heard = bot.command(OWNER, line)

    assert heard.text.startswith(said)
    assert "othing was changed" in heard.text


def test_two_who_are_away_do_not_cover_for_each_other(bot: Conversation) -> None:
    bot.command(DEPUTY, "/actions away until 20 June, Tom covers")

    heard = bot.command(OWNER, "/actions away until 12 June, Helen Bartosz covers")

    assert heard.text.startswith("Helen Bartosz is away until Saturday 20 June 2026, too.")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("/actions snooze 02/10", "Tuesday 2 June 2026"),
        ("/actions snooze 02/10 until 12 June", "Friday 12 June 2026"),
        ("/actions snooze 02/10 for a week", "Tuesday 2 June 2026"),
        ("/actions snooze 02/10 for 3 days", "Friday 29 May 2026"),
    ],
)
def test_snoozing_says_when_it_comes_again(bot: Conversation, line: str, day: str) -> None:
    heard = bot.command(OWNER, line)

    assert heard.private
    assert heard.text == f"I remind you of 02/10 again from {day}; it stays as it is."
    bot.clock.step(timedelta(minutes=1))
    assert not [
        h for h in bot.reminds() if h.text.startswith("One action point of yours") and "02/10" in h.text
    ]


def test_only_what_is_ones_own_can_be_snoozed(bot: Conversation) -> None:
    assert bot.command(SECRETARIAT, "/actions snooze 02/10").text.startswith("02/10 is not yours")
    assert bot.command(OWNER, "/actions snooze 02/10 until 1 May 2026").text.startswith(
        "Friday 1 May 2026 has passed."
    )


def test_the_weekly_list_can_be_ended_and_had_again(bot: Conversation) -> None:
    bot.command(OWNER, "/actions mute")
    bot.clock.step(timedelta(minutes=1))
    place = f"D{bot.id(OWNER).removeprefix('U')}"
    assert [h for h in bot.reminds() if h.channel == place and h.text.startswith("Your week")] == []

    assert bot.command(OWNER, "/actions unmute").text.startswith("You get the weekly list")
    bot.clock.step(timedelta(days=6))
    assert [h for h in bot.reminds() if h.channel == place and h.text.startswith("Your week")] != []


def test_whoever_covers_finds_it_in_their_own_list(bot: Conversation) -> None:
    bot.command(OWNER, f"/actions away until 3 June, {SECRETARIAT} covers")

    heard = bot.command(SECRETARIAT, "/actions")

    assert f"For {OWNER}, who is away until Wednesday 3 June 2026" in heard.text
    assert "02/10" in heard.text.partition("For ")[2]
    assert "Close 02/10" in heard.labels
    bot.command(OWNER, "/actions back")
    assert "who is away" not in bot.command(SECRETARIAT, "/actions").text


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("I'm on a course on friday", "No meeting is on Friday 29 May 2026, so there are no apologies to note"),
        ("off sick tomorrow", "No meeting is on Wednesday 27 May 2026, so there are no apologies to note"),
        ("back on 3 june", "You are away until Tuesday 2 June 2026, and nothing was changed."),
        ("I'll be back in the office on 3 june", "You are away until Tuesday 2 June 2026, and nothing was changed."),
        ("I'll be on leave until 17 june", "You are away until Wednesday 17 June 2026, and nothing was changed."),
        ("out of office from 8 june to 12 june", "You are away until Friday 12 June 2026, and nothing was changed."),
    ],
)  # fmt: skip
def test_who_is_away_without_a_meeting_then_is_told_how_to_hand_over_reminders(
    bot: Conversation, said: str, heard: str
) -> None:
    bot.writes(OWNER, "02/10")
    before = len(bot.changes("02/10"))

    told = bot.writes(OWNER, said).text

    assert told.startswith(heard)
    assert "/actions away until " in told
    assert len(bot.changes("02/10")) == before


def test_being_away_names_the_meetings_that_are_missed(bot: Conversation) -> None:
    told = bot.writes(OWNER, "I'm on leave until 17 june").text

    assert "the MASG meeting of Thursday 28 May 2026" in told
    assert "the Board meeting of Tuesday 16 June 2026" in told


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("send the reminders to Farah until 12 june", "I understood: send your reminders to Farah Qureshi until Friday 12 June 2026."),
        ("tom is away until 12 june, farah covers", "I understood: send Tom Adisa's reminders to Farah Qureshi until Friday 12 June 2026."),
        ("send the reminders to Farah", "Until when is Farah Qureshi to get your reminders?"),
    ],
)  # fmt: skip
def test_whose_reminders_are_handed_over_is_said(bot: Conversation, said: str, heard: str) -> None:
    assert bot.writes(SECRETARIAT, said).text.startswith(heard)


def test_somebody_else_is_back(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "away Tom Adisa until 12 June, Farah Qureshi covers")

    asked = bot.writes(SECRETARIAT, "tom is back from his holiday")

    assert asked.text.startswith("I understood: send the reminders of Tom Adisa to themselves again.")
    assert bot.writes(SECRETARIAT, "yes").text.startswith("Tom Adisa is back")
