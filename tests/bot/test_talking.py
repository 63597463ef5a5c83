"""Direct messages, mentions, replies in threads, buttons, forms, shortcuts and Home."""

from datetime import date, timedelta

import pytest

from store.tables import Status
from tests.conversation import BOARD, Conversation, Heard

SECRETARIAT, OWNER, CHAIR = "Nadia Rahimi", "Tom Adisa", "Marcus Ellery"
TO_NINE = timedelta(minutes=1)


def posted_list(bot: Conversation) -> Heard:
    return bot.mentions(SECRETARIAT, "02/10")


def test_a_command_can_be_said_in_a_direct_message(bot: Conversation) -> None:
    assert bot.writes(OWNER, "actions overdue").text.startswith("Overdue action points: 3")
    assert bot.writes(OWNER, "close 02/10 sent").text.startswith("Closed 02/10: sent.")
    assert bot.writes(OWNER, "undo").text == "Undone: closing 02/10."


def test_a_mention_is_answered_in_its_thread(bot: Conversation) -> None:
    heard = bot.mentions(SECRETARIAT, "actions overdue", ts="1600000001.000001")

    assert heard.text.startswith("Overdue action points: 3")
    assert bot.slack.posted[-1].thread == "1600000001.000001"


def test_a_confidential_action_point_is_no_ones_business_in_a_channel(bot: Conversation) -> None:
    assert "02/08" in bot.command(SECRETARIAT, "/actions open").text
    assert "02/08" not in bot.mentions(SECRETARIAT, "actions open").text
    hidden, missing = bot.mentions(SECRETARIAT, "02/08").text, bot.mentions(SECRETARIAT, "02/88").text
    assert hidden.replace("02/08", "02/88") == missing


def test_somebodys_number_is_told_only_where_nobody_reads_along(bot: Conversation) -> None:
    assert "01632 960120" in bot.command(OWNER, "/contacts Siân Prothero").text
    in_the_channel = bot.mentions(OWNER, "contacts Siân Prothero").text
    assert "sian.prothero@" in in_the_channel
    assert "01632" not in in_the_channel


def test_an_owner_closes_by_replying_under_a_card(bot: Conversation) -> None:
    card = posted_list(bot)

    heard = bot.replies(OWNER, "done, sent it round on Friday", under=card)

    assert heard is not None
    assert heard.text.startswith("Closed 02/10: sent it round on Friday.")
    assert bot.point("02/10").status is Status.CLOSED
    assert bot.changes("02/10")[-1].by == OWNER
    assert heard.labels == ["Undo"]


def test_an_owner_closes_by_replying_under_a_reminder(bot: Conversation) -> None:
    bot.clock.step(TO_NINE)
    reminder = next(heard for heard in bot.reminds() if "02/10" in heard.text)

    heard = bot.writes(OWNER, "done, sent it round on Friday", thread_ts=reminder.ts)

    assert heard.text.startswith("Closed 02/10: sent it round on Friday.")
    assert bot.point("02/10").note == "sent it round on Friday"


def test_a_bare_answer_to_the_nudge_in_the_direct_message_closes_too(bot: Conversation) -> None:
    bot.clock.step(TO_NINE)
    bot.reminds()

    assert bot.writes(OWNER, "done!").text.startswith("Closed 02/10.")


@pytest.mark.parametrize(
    "said", ["nice one everybody", "done deal :)", "when is it done?", "not done yet I think", "thanks"]
)
def test_chatter_is_left_alone(bot: Conversation, said: str) -> None:
    card = posted_list(bot)

    bot.replies("Siân Prothero", said, under=card)

    assert bot.point("02/10").status is Status.IN_PROGRESS


@pytest.mark.parametrize("who", [CHAIR, "Siân Prothero", "A Visitor"])
def test_only_owners_and_the_secretariat_close_by_replying(bot: Conversation, who: str) -> None:
    card = posted_list(bot)

    assert bot.replies(who, "done", under=card) is None
    assert bot.point("02/10").status is Status.IN_PROGRESS


def test_an_unsure_reply_is_asked_about_and_yes_does_it(bot: Conversation) -> None:
    card = posted_list(bot)

    asked = bot.replies(OWNER, "sent it to the chair", under=card)

    assert asked is not None
    assert asked.text.startswith("I understood: close 02/10 with the note “sent it to the chair”. Shall I?")
    assert bot.point("02/10").status is Status.IN_PROGRESS
    answer = bot.replies(OWNER, "yes", under=card)
    assert answer is not None
    assert answer.text.startswith("Closed 02/10: sent it to the chair.")


def test_free_text_that_would_change_a_book_is_confirmed_first(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "tell tom 02/10 is done, went out on friday")

    assert asked.labels == ["Confirm", "Edit", "Cancel"]
    bot.press(SECRETARIAT, asked, "Confirm")
    assert bot.point("02/10").note == "went out on friday"


def test_cancel_leaves_it_as_it_was(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "02/10 is finished")
    bot.press(SECRETARIAT, asked, "Cancel")

    assert bot.last().text == "Left as it was. Nothing was changed."
    assert bot.point("02/10").status is Status.IN_PROGRESS


def test_a_reply_under_an_answer_of_a_command_finds_what_it_is_about(bot: Conversation) -> None:
    """The bot never learns the time stamp of an answer in an acknowledgement; its block ids tell."""
    answer = bot.command(SECRETARIAT, "/actions 02/10")
    shown = bot.services.client.chat_postMessage(channel=BOARD, text=answer.text, blocks=answer.blocks)

    heard = bot.replies(OWNER, "done", under=Heard(answer.text, ts=str(shown["ts"]), channel=BOARD))

    assert heard is not None
    assert heard.text.startswith("Closed 02/10.")


def test_the_close_button_asks_for_the_note_and_redraws_the_list(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/actions overdue")
    bot.press(SECRETARIAT, shown, "Close 02/09")
    assert bot.slack.modals[-1]["title"]["text"] == "Close 02/09"

    assert bot.fills(SECRETARIAT, note="Counted; it was one pub") == {}

    receipt, redrawn = (body for _, body in bot.responses[-2:])
    assert receipt["text"].startswith("Closed 02/09: Counted; it was one pub.")
    assert receipt["response_type"] == "in_channel"
    assert redrawn["text"].startswith("Overdue action points: 2")
    assert redrawn["replace_original"]


def test_the_second_of_two_who_close_the_same_keeps_the_text_and_is_told(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/actions overdue")
    bot.press(SECRETARIAT, shown, "Close 02/09")
    bot.command(CHAIR, "/actions close 02/09 by the chair")

    answer = bot.fills(SECRETARIAT, note="mine")

    assert answer["response_action"] == "errors"
    assert (
        answer["errors"]["note"] == "02/09 was closed by Marcus Ellery on 26 May 2026. Nothing was changed."
    )
    assert bot.point("02/09").note == "by the chair"


def test_an_empty_form_is_not_taken(bot: Conversation) -> None:
    bot.press(SECRETARIAT, posted_list(bot), "Update")

    assert bot.fills(SECRETARIAT, text="  ") == {
        "response_action": "errors",
        "errors": {"text": "This needs a few words."},
    }


def test_undo_of_somebody_else_is_refused(bot: Conversation) -> None:
    bot.command(CHAIR, "/actions close 02/10 x")
    receipt = bot.command(OWNER, "/actions 02/02")
    undo = bot.writes(CHAIR, "close 02/09 y")

    bot.press(OWNER, undo, "Undo")

    assert receipt.private
    assert bot.last().text == "Only Marcus Ellery or the secretariat may undo that. Nothing was changed."
    assert bot.point("02/09").status is Status.CLOSED


def test_a_forged_button_is_refused(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/actions overdue")
    shown.button("Close 02/09")["value"] = '{"do":{"request":"os.system"}}'

    bot.press(SECRETARIAT, shown, "Close 02/09")

    assert bot.responses[-1][1]["text"].startswith("That button is too old for me to understand.")


def test_log_as_action_point_fills_the_form_from_the_message(bot: Conversation) -> None:
    bot.dispatch(
        {
            "type": "message_action",
            "callback_id": "log_as_action_point",
            "user": {"id": bot.id(SECRETARIAT)},
            "team": {"id": "T1"},
            "trigger_id": "t",
            "response_url": "https://response",
            "channel": {"id": BOARD},
            "message": {"ts": "1600000002.000001", "text": "Tom Adisa to ring the &lt;school&gt;"},
        }
    )
    assert bot.slack.modals[-1]["blocks"][0]["element"]["initial_value"] == "Tom Adisa to ring the <school>"

    bot.fills(SECRETARIAT)

    assert bot.point("02/11").text == "Tom Adisa to ring the <school>"
    assert bot.point("02/11").owners == (OWNER,)


def test_home_shows_mine_and_the_next_meeting(bot: Conversation) -> None:
    bot.event("app_home_opened", OWNER, tab="home", channel="D1")

    drawn = str(bot.slack.homes[bot.id(OWNER)])
    assert "Your open action points: 1" in drawn
    assert "Tuesday 16 June 2026, 10:00 to 13:00" in drawn


def test_somebody_is_known_by_e_mail_the_first_time_and_by_slack_id_from_then_on(bot: Conversation) -> None:
    bot.command(OWNER, "/actions")
    bot.slack.emails.clear()

    assert bot.command(OWNER, "/actions").text.startswith("Your open action points: 1")


def test_the_secretariat_links_a_user_by_hand(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/contacts link <@U0SECONDPHONE|x> Imogen Tate")

    assert "Imogen Tate" in str([p for p in bot.services.words().people if p.slack_user == "U0SECONDPHONE"])
    assert (
        "Only the secretariat may change the directory."
        in bot.command(OWNER, "/contacts link <@U9> Imogen Tate").text
    )


def test_an_event_delivered_twice_is_answered_once(bot: Conversation) -> None:
    bot.writes(OWNER, "close 02/10 sent", ts="1600000003.000001")
    before = len(bot.slack.posted)

    bot.event(
        "message", OWNER, text="close 02/10 sent", channel="D1", channel_type="im", ts="1600000003.000001"
    )

    assert len([p for p in bot.slack.posted[before:] if "Closed" in p.text]) == 0


def test_when_slack_refuses_the_books_are_unharmed(bot: Conversation) -> None:
    bot.slack.refusals["views.open"] = "expired_trigger_id"
    shown = bot.command(SECRETARIAT, "/actions overdue")

    bot.press(SECRETARIAT, shown, "Close 02/09")

    assert bot.responses[-1][1]["text"] == "That took too long to open. Please press again."
    assert bot.point("02/09").status is Status.OPEN


def test_everything_else_that_slack_sends_is_acknowledged(bot: Conversation) -> None:
    bot.event("reaction_added", OWNER, reaction="tada", item={"channel": BOARD, "ts": "1"})
    bot.event("message", OWNER, subtype="message_changed", channel=BOARD, channel_type="channel")
    bot.event("message", OWNER, text="hello all", channel=BOARD, channel_type="channel")

    assert bot.slack.posted == []


def test_an_owner_of_one_closes_it_under_the_report_deadline_post(bot: Conversation) -> None:
    bot.clock.step(TO_NINE)
    deadline = next(heard for heard in bot.reminds() if heard.text.startswith("Report deadline"))

    heard = bot.replies(OWNER, "done, sent it round on Friday", under=deadline)

    assert heard is not None
    assert heard.text.startswith("Closed 02/10: sent it round on Friday.")


def test_an_owner_of_several_is_asked_which(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions add Tom Adisa to ring the school")
    bot.clock.step(TO_NINE)
    deadline = next(heard for heard in bot.reminds() if heard.text.startswith("Report deadline"))

    heard = bot.replies(OWNER, "done, rang them", under=deadline)

    assert heard is not None
    assert heard.text.startswith("Which of yours do you mean?")
    again = bot.replies(OWNER, "the second one", under=deadline)
    assert again is not None
    assert again.text.startswith("Closed 02/11: rang them.")


def test_a_check_mark_by_the_owner_closes_and_taking_it_away_reopens(bot: Conversation) -> None:
    card = posted_list(bot)
    item = {"type": "message", "channel": BOARD, "ts": card.ts}

    bot.event("reaction_added", CHAIR, reaction="white_check_mark", item=item, event_ts="1")
    assert bot.point("02/10").status is Status.IN_PROGRESS
    bot.event("reaction_added", OWNER, reaction="white_check_mark", item=item, event_ts="2")
    assert bot.point("02/10").status is Status.CLOSED
    bot.event("reaction_removed", OWNER, reaction="white_check_mark", item=item, event_ts="3")
    assert bot.point("02/10").status is Status.IN_PROGRESS


def test_a_form_opened_in_a_channel_redraws_for_the_channel(bot: Conversation) -> None:
    """What only the chair may see is not drawn where everybody reads along."""
    shown = bot.mentions(CHAIR, "actions open")
    bot.press(CHAIR, shown, "Close 02/09")
    bot.fills(CHAIR, note="x")

    assert "02/08" not in str([posted.blocks for posted in bot.slack.posted])


def test_undoing_a_change_to_something_confidential_is_private(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/08 x")

    assert bot.command(SECRETARIAT, "/actions undo").private


def test_a_check_mark_taken_away_reopens_no_closing_of_somebody_else(bot: Conversation) -> None:
    """Its own closing had been refused, since a colleague was faster."""
    card = bot.mentions(SECRETARIAT, "actions 02/04")
    bot.command(SECRETARIAT, "/actions close 02/04 All fourteen have signed")
    item = {"channel": BOARD, "ts": card.ts}
    bot.event("reaction_added", "Gurpreet Sandhu", reaction="white_check_mark", item=item, event_ts="1")
    said = len(bot.slack.posted)

    bot.event("reaction_removed", "Gurpreet Sandhu", reaction="white_check_mark", item=item, event_ts="2")

    assert bot.point("02/04").note == "All fourteen have signed"
    assert len(bot.slack.posted) == said


@pytest.mark.parametrize(
    "said", ["actually give it to farah", "over to Farah please", "pass it on to farah instead"]
)
def test_handing_over_in_a_talk_is_asked_about_by_full_name(bot: Conversation, said: str) -> None:
    bot.writes(OWNER, "02/10")

    asked = bot.writes(OWNER, said)

    assert asked.text.startswith("I understood: give 02/10 to Farah Qureshi. Shall I?")
    bot.writes(OWNER, "yes")
    assert bot.point("02/10").owners == ("Farah Qureshi",)


def test_mine_is_done_closes_the_one_that_was_listed(bot: Conversation) -> None:
    bot.writes(OWNER, "my actions")

    assert bot.writes(OWNER, "mine's done, sent it round yesterday").text.startswith(
        "Closed 02/10: sent it round yesterday."
    )


@pytest.mark.parametrize("before", ["", "02/10"])
@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("progress on 1.2: two sessions held", "note on target 1.2: “two sessions held”"),
        ("1.2 is complete", "report target 1.2 as done"),
        ("1.2 done", "report target 1.2 as done"),
        (
            "1.2 is complete, all twelve sessions held",
            "report target 1.2 as done: “all twelve sessions held”",
        ),
        ("update on 1.3 - four lamps reported", "note on target 1.3: “four lamps reported”"),
    ],
)
def test_a_plan_target_is_told_of_by_its_number_alone(
    bot: Conversation, before: str, said: str, understood: str
) -> None:
    if before:
        bot.writes(SECRETARIAT, before)

    assert bot.writes(SECRETARIAT, said).text.startswith(f"I understood: {understood}. Shall I?")


@pytest.mark.parametrize("said", ["4.50 is a lot for a coffee", "see you at 1.15", "version 1.2 is out"])
def test_other_numbers_with_a_point_are_no_targets(bot: Conversation, said: str) -> None:
    assert "target" not in bot.writes(SECRETARIAT, said).text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("chase helen bartosz about 02/06", "02/06 Averdale Homes"),
        ("can you chase daniel about the noise one", "02/09 Daniel Kowalczyk"),
        ("remind the police", "02/04 Gurpreet Sandhu"),
    ],
)
def test_whoever_is_to_be_chased_is_not_written_to_and_that_is_said(
    bot: Conversation, said: str, shown: str
) -> None:
    heard = bot.writes(SECRETARIAT, said).text

    assert "so nothing was sent and nothing was changed" in heard
    assert shown in heard


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("helen bartosz flibbers", "What Helen Bartosz has open"),
        ("what's the weather on 3 june", "Riverside meeting, Wed 3 June"),
        ("noise noise noise", "02/09 Daniel Kowalczyk"),
    ],
)
def test_what_leads_nowhere_shows_what_of_the_books_comes_near(
    bot: Conversation, said: str, near: str
) -> None:
    heard = bot.writes(SECRETARIAT, said)

    assert any(label.startswith(near) for label in heard.labels), (heard.text, heard.labels)
    assert len(heard.labels) == 2


def test_words_that_lead_nowhere_can_be_kept_on_ones_own_action_point(bot: Conversation) -> None:
    bot.writes(OWNER, "02/10")
    heard = bot.writes(OWNER, "I'll be in leeds on friday")
    assert bot.point("02/10").due == date(2026, 5, 28)

    bot.press(OWNER, heard, "Note it on 02/10")

    assert bot.changes("02/10")[-1].by == OWNER


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("will need another week", "make 02/10 due on Thursday 4 June 2026"),
        ("could do with two more weeks please", "make 02/10 due on Thursday 11 June 2026"),
        ("can I have until the 16th?", "make 02/10 due on Tuesday 16 June 2026"),
        ("please extend to 12 june", "make 02/10 due on Friday 12 June 2026"),
        ("delay it until 12 june", "make 02/10 due on Friday 12 June 2026"),
        ("remind me on friday", "send no reminder of 02/10 before Friday 29 May 2026"),
        ("not now, ask me tomorrow", "send no reminder of 02/10 before Wednesday 27 May 2026"),
        ("snooze", "send no reminder of 02/10 for a week"),
        ("not started", "note on 02/10: “not started”"),
        ("it’s on track", "note on 02/10: “it’s on track”"),
        ("half done, map still missing", "note on 02/10: “half done, map still missing”"),
        ("did it last week", "close 02/10 with the note “did it last week”"),
        ("no longer needed", "close 02/10 with the note “no longer needed”"),
        ("that's not for me, it's for farah", "give 02/10 to Farah Qureshi"),
        ("should be with farah", "give 02/10 to Farah Qureshi"),
        ("farah has taken it", ""),
        ("Farah has this now", "give 02/10 to Farah Qureshi"),
    ],
)
def test_what_is_wished_of_ones_own_action_point_is_asked_about(
    bot: Conversation, said: str, understood: str
) -> None:
    bot.writes(OWNER, "02/10")
    before = len(bot.changes("02/10"))

    heard = bot.writes(OWNER, said).text

    assert not understood or heard.startswith(f"I understood: {understood}. Shall I?")
    assert len(bot.changes("02/10")) == before


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("keep it open", "Left as it was. Nothing was changed."),
        ("leave it open for now", "Left as it was. Nothing was changed."),
        ("not mine", "Whose is 02/10? Say “give it to” and the name."),
        ("who gave me this", "02/10 Tom Adisa to draft"),
        ("why is this mine?", "02/10 Tom Adisa to draft"),
        ("when was that agreed", "02/10 Tom Adisa to draft"),
    ],
)
def test_what_else_is_said_of_it_is_answered(bot: Conversation, said: str, heard: str) -> None:
    bot.writes(OWNER, "02/10")

    assert bot.writes(OWNER, said).text.startswith(heard)


@pytest.mark.parametrize(
    "said", ["make it friday", "later", "remind me on friday", "leave it for now", "not mine"]
)
def test_what_people_say_to_each_other_under_a_card_is_theirs(bot: Conversation, said: str) -> None:
    assert bot.replies(OWNER, said, under=posted_list(bot)) is None
