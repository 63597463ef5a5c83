"""The community safety plan in conversation: lists, progress by its leads, colours, changes, and replies to reminders."""

from datetime import timedelta

import pytest

from tests.conversation import Conversation, Heard

SECRETARIAT, MEMBER, LEAD, STRANGER = "Nadia Rahimi", "Farah Qureshi", "Tom Adisa", "A Visitor"


def refs(text: str) -> list[str]:
    """The targets that a list names."""
    return [line.split(" · ")[0] for line in text.splitlines() if " · " in line and line[0].isdigit()]


def presses(bot: Conversation, who: str, heard: Heard, label: str) -> Heard:
    """Press a button, and what is said then."""
    bot.press(who, heard, label)
    return bot.last()


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("/actions plan priority 2", ["2.1", "2.2", "2.3"]),
        ("/actions plan lead Fire", ["3.2"]),
        ("/actions plan lead Tom", ["1.3", "3.4"]),
        ("/actions plan overdue", ["1.2", "2.2"]),
        ("/actions plan red", ["1.2", "2.2"]),
        ("/actions plan due this quarter", ["1.2", "1.3", "2.2", "3.2"]),
        ("/actions plan due next quarter", ["1.1", "1.3", "2.2", "3.1", "3.2", "3.3"]),
        ("/actions plan Q2", ["1.1", "1.3", "2.2", "3.1", "3.2", "3.3"]),
        ("/actions plan quarterly", ["3.2"]),
        ("/actions plan ongoing", ["2.3", "0.2"]),
        ("/actions plan complete", ["3.4"]),
        ("/actions plan bicycle marking", ["3.1"]),
        ("/actions plan priority 1 red", ["1.2"]),
    ],
)
def test_it_is_listed_by_lead_priority_timescale_and_colour(
    bot: Conversation, said: str, listed: list[str]
) -> None:
    assert refs(bot.command(MEMBER, said).text) == listed


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("what's due this quarter in the plan", ["1.2", "1.3", "2.2", "3.2"]),
        ("which plan targets does the fire service lead on", ["3.2"]),
        ("how are we doing on priority 2", ["2.1", "2.2", "2.3"]),
        ("which plan targets do I lead on?", ["1.3", "3.4"]),
        ("which targets are red", ["1.2", "2.2"]),
    ],
)
def test_it_is_asked_in_free_words(bot: Conversation, said: str, listed: list[str]) -> None:
    assert refs(bot.writes(LEAD, said).text) == listed


def test_long_lists_have_pages(bot: Conversation) -> None:
    first = bot.writes(MEMBER, "plan targets")
    assert "Page 1 of 2" in first.text
    assert refs(presses(bot, MEMBER, first, "Next").text) == ["0.2", "3.4"]


def test_nobody_sees_it_who_is_no_member(bot: Conversation) -> None:
    assert "I do not know you as a member yet" in bot.command(STRANGER, "/actions plan").text


def test_its_lead_notes_progress_and_nobody_elses(bot: Conversation) -> None:
    assert "Only its leads" in bot.writes(MEMBER, "plan progress 1.3 Walked").text

    noted = bot.writes(LEAD, "plan progress 1.3 Walked half of it")
    assert noted.text.startswith("Noted on target 1.3")
    assert "Last noted: Tue 26 May, Tom Adisa: Walked half of it" in noted.text
    presses(bot, LEAD, noted, "Undo")
    assert "Walked half of it" not in bot.writes(LEAD, "plan 1.3").text


def test_done_reports_on_what_recurs_and_completes_what_does_not(bot: Conversation) -> None:
    assert "Reported on target 1.3; next by 30 June 2026" in bot.writes(LEAD, "plan done 1.3 All walked").text
    assert "Target 3.3 is complete" in bot.writes(SECRETARIAT, "plan done 3.3 Published").text
    assert "Target 3.3 is taken up again" in bot.writes(SECRETARIAT, "plan reopen 3.3").text


def test_free_words_change_nothing_before_confirm(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "the target about bicycle marking: first two sessions delivered")
    assert "note on the target about bicycle marking: “first two sessions delivered”. Shall I?" in asked.text
    assert "3.1 · Green" in asked.text
    assert "first two sessions" not in bot.writes(SECRETARIAT, "plan 3.1").text

    asked = bot.writes(SECRETARIAT, "the target about bicycle marking: first two sessions delivered")
    assert presses(bot, SECRETARIAT, asked, "Confirm").text.startswith("Noted on target 3.1")


def test_several_that_fit_are_asked_about(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "the target about the town centre: all well")
    assert "may be several targets. Which do you mean? Nothing was changed." in asked.text


def test_the_secretariat_keeps_it(bot: Conversation) -> None:
    assert "Target 3.2 has another lead" in bot.writes(SECRETARIAT, "plan lead 3.2 Gurpreet Sandhu").text
    assert "Monthly, next by 31 May 2026" in bot.writes(SECRETARIAT, "plan timescale 3.2 Monthly").text
    assert "· Priority 1" in bot.writes(SECRETARIAT, "plan priority 3.2 1").text
    assert "Amber: set by Nadia Rahimi on 26 May 2026: Too few visits" in (
        bot.writes(SECRETARIAT, "plan rag 3.2 amber Too few visits").text
    )
    assert "Amber: due on 31 May 2026, and nothing" in bot.writes(SECRETARIAT, "plan rag 3.2 auto").text
    assert "Target 3.2 is dropped" in bot.writes(SECRETARIAT, "plan drop 3.2 No money").text
    added = bot.writes(SECRETARIAT, "plan add Paint the underpass, lead Tom Adisa, by March 2027, priority 3")
    assert "Added to the plan 2026/27 as 3.5" in added.text
    assert "Tom Adisa · March 2027 · Priority 3" in added.text
    assert "may change the community safety plan" in bot.writes(MEMBER, "plan drop 3.5 Never").text


def test_whom_the_directory_does_not_know_is_said(bot: Conversation) -> None:
    told = bot.writes(SECRETARIAT, "plan lead 3.2 Riverside Choir").text
    assert (
        "The directory knows nobody called Riverside Choir; reminders go to the secretariat instead." in told
    )


def test_a_new_plan_takes_over_what_is_unfinished(bot: Conversation) -> None:
    begun = bot.writes(SECRETARIAT, "plan new 2027/28")
    assert "The plan 2027/28 is begun: Community safety plan 2027/28" in begun.text

    assert "11 targets were carried into the plan 2027/28" in (
        presses(bot, SECRETARIAT, begun, "Carry over what is unfinished of 2026/27").text
    )
    assert "Plan 2027/28" in bot.writes(SECRETARIAT, "plan 1.2").text
    assert "Target 2026/27 1.2: Carried into a newer plan" in bot.writes(SECRETARIAT, "plan 2026/27 1.2").text


def test_how_it_is_doing_is_told_with_the_rules(bot: Conversation) -> None:
    told = bot.command(MEMBER, "/actions plan rag")
    assert "the plan has 12 targets: 2 red, 1 amber, 6 green, 2 grey and 1 complete" in told.text
    assert "• Priority 1: 1 red and 2 green" in told.text
    assert "Amber: due within 28 days with nothing noted in the last 28" in told.text


def test_a_confidential_target_is_not_for_a_channel_and_not_for_others(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "plan confidential 1.2")

    assert "There is no target 1.2 in the plan 2026/27" in bot.writes(MEMBER, "plan 1.2").text
    assert "11 targets" in bot.writes(MEMBER, "plan rag").text
    assert "Target 1.2: Red (confidential)" in bot.writes("Gurpreet Sandhu", "plan 1.2").text
    assert "There is no target 1.2" in bot.mentions(SECRETARIAT, "plan 1.2").text


def test_a_form_asks_for_progress_and_shows_a_target_to_be_changed(bot: Conversation) -> None:
    shown = bot.writes(SECRETARIAT, "plan 1.3")
    bot.press(SECRETARIAT, shown, "Edit")
    bot.fills(SECRETARIAT, timescale="Quarterly")
    assert bot.last().text.startswith("Target 1.3 has another timescale")

    bot.press(SECRETARIAT, shown, "Note progress")
    assert "What is the news of target 1.3?" in str(bot.fills(SECRETARIAT, text=""))
    bot.fills(SECRETARIAT, text="Walked again")
    assert "Walked again" in bot.last().text


@pytest.fixture
def reminded(bot: Conversation) -> Heard:
    """What Tom Adisa is told on Friday 29 May, the working day before what is due on the 31st."""
    bot.clock.step(timedelta(days=3, minutes=1))
    return next(
        heard for heard in bot.reminds() if "Your plan targets" in heard.text and "1.3 · " in heard.text
    )


def drawn_anew(bot: Conversation, heard: Heard) -> str:
    """What stands in its place now."""
    return next(posted.text for posted in bot.slack.posted if posted.ts == heard.ts)


def test_leads_are_reminded_and_report_by_replying(bot: Conversation, reminded: Heard) -> None:
    assert reminded.text.startswith("Your plan targets: 1 to report on\n1.3 · Amber")
    assert reminded.labels == ["Note progress on 1.3", "Report done 1.3", "No reminders before dates"]

    said = bot.writes(LEAD, "done, walked on Thursday")
    assert said.text.startswith("Reported on target 1.3; next by 30 June 2026")
    assert "Thursday" in drawn_anew(bot, reminded)


def test_what_a_reply_tells_of_progress_is_asked_about_first(bot: Conversation, reminded: Heard) -> None:
    assert reminded.text
    asked = bot.writes(LEAD, "half of the route is walked so far")
    assert "note on target 2026/27 1.3: “half of the route is walked so far”. Shall I?" in asked.text
    assert "Noted on target 1.3" in bot.writes(LEAD, "yes").text


def test_a_question_under_a_reminder_is_a_question(bot: Conversation, reminded: Heard) -> None:
    assert reminded.text
    assert "16 June 2026" in bot.writes(LEAD, "when is the next board meeting?").text


def test_the_secretariat_hears_once_a_month_how_it_is_doing(bot: Conversation) -> None:
    bot.clock.step(timedelta(days=6, minutes=1))  # Monday 1 June
    (told,) = (heard for heard in bot.reminds() if heard.text.startswith("The plan 2026/27 in June 2026"))

    assert "12 targets: 3 red" in told.text
    assert "Red: 3\n• 1.2 Train the staff" in told.text
    assert "Due by the end of the quarter, 30 June 2026: 1\n• 3.2" in told.text


def test_the_plan_comes_as_a_paper(bot: Conversation) -> None:
    told = bot.writes(MEMBER, "plan export pdf")
    assert told.text.startswith("Community safety plan 2026/27: how its targets are doing.")
    assert bot.slack.files[-1]["filename"] == "Community safety plan 2026-27.pdf"
    assert "may export what is confidential" in bot.writes(MEMBER, "plan export internal docx").text


def ticks(bot: Conversation, who: str, under: Heard, at: str, kind: str = "added") -> None:
    """A check mark comes under a message, or goes."""
    item = {"type": "message", "channel": under.channel, "ts": under.ts}
    bot.event(f"reaction_{kind}", who, reaction="white_check_mark", item=item, event_ts=at)


def test_a_check_mark_by_a_lead_reports_and_taking_it_away_takes_that_back(
    bot: Conversation, reminded: Heard
) -> None:
    ticks(bot, MEMBER, reminded, "1")
    assert "next by 31 May 2026" in bot.writes(LEAD, "plan 1.3").text

    ticks(bot, LEAD, reminded, "2")
    assert bot.last().text.startswith("Reported on target 1.3; next by 30 June 2026")
    assert "Undo" in bot.last().labels
    ticks(bot, SECRETARIAT, reminded, "3")
    assert "Tom Adisa has reported on target 1.3 today already" in bot.last().text
    assert "next by 30 June 2026" in bot.writes(LEAD, "plan 1.3").text

    said = len(bot.slack.posted)
    ticks(bot, SECRETARIAT, reminded, "4", "removed")
    assert len(bot.slack.posted) == said
    ticks(bot, LEAD, reminded, "5", "removed")
    assert bot.last().text.startswith("Target 1.3 is not reported on after all")
    assert "next by 31 May 2026" in bot.writes(LEAD, "plan 1.3").text


def test_a_check_mark_completes_what_does_not_recur(bot: Conversation) -> None:
    shown = bot.mentions(SECRETARIAT, "plan 2.2")
    ticks(bot, MEMBER, shown, "1")
    assert "complete" not in bot.writes(SECRETARIAT, "plan 1.2").text

    one = bot.mentions(SECRETARIAT, "plan 1.2")
    ticks(bot, SECRETARIAT, one, "2")
    assert bot.last().text.startswith("Target 1.2 is complete")
    ticks(bot, SECRETARIAT, one, "3", "removed")
    assert "Red" in bot.writes(SECRETARIAT, "plan 1.2").text


def test_its_reminders_can_be_muted_by_button_command_and_in_words(
    bot: Conversation, reminded: Heard
) -> None:
    off = presses(bot, LEAD, reminded, "No reminders before dates")
    assert off.text.splitlines()[0] == "You no longer get the reminders of plan targets before their dates."
    assert presses(bot, LEAD, off, "Undo").text.startswith("Undone")

    assert "no longer get the reminders of plan targets" in bot.command(LEAD, "/actions mute plan").text
    assert (
        "get the reminders of plan targets before their dates again"
        in bot.command(LEAD, "/actions unmute plan").text
    )

    asked = bot.writes(LEAD, "please stop reminding me about my plan targets")
    assert "send you no reminders of plan targets before their dates. Shall I?" in asked.text
    assert "no longer get" in bot.writes(LEAD, "yes").text
