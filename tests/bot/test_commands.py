"""Slash commands, as members type them."""

import pytest

from bot.assistant import Assistant
from handlers.desk import Caller
from handlers.replies import Reply
from handlers.requests import AnyRequest
from store.tables import Status
from tests.conversation import Conversation

SECRETARIAT, OWNER, CHAIR = "Nadia Rahimi", "Tom Adisa", "Marcus Ellery"


def test_actions_shows_mine_for_the_caller_alone(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/actions")

    assert heard.private
    assert heard.text.splitlines()[0] == "Your open action points: 1"
    assert "02/10 Tom Adisa to draft" in heard.text
    assert heard.labels == ["Close 02/10"]


def test_actions_shows_the_partnerships_to_whom_owns_none(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions")

    assert heard.text.startswith("You own no open action points.")
    assert "Open action points: 9, 3 overdue" in heard.text


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("/actions overdue", "Overdue action points: 3"),
        ("/actions open", "Open action points: 9, 3 overdue"),
        ("/actions all October 2025", "Action points of the meeting of 14 October 2025: 8"),
        ("/actions closed Jonathan", "Closed action points of Jonathan Sibanda-Price: 1"),
        ("/actions open constabulary", "Open action points of Avershire Constabulary: 1, 1 overdue"),
        ("/actions open MASG", "Open action points of Multi-Agency Steering Group: 1"),
        ("/actions lighting", "Action points that mention “lighting”: 3"),
        ("/actions carried", "Carried-over action points: 4"),
        ("/actions due this week", "Open action points due by Friday 29 May 2026: 5, 3 overdue"),
        ("/actions due before the board", "Open action points due by Monday 15 June 2026: 7, 3 overdue"),
        ("/actions nobody", "Open action points that nobody owns: 1"),
        ("/actions undated", "Undated action points: 2"),
        ("/actions undated Averdale Homes", "Undated action points of Averdale Homes: 1"),
    ],
)
def test_lists_by_state_name_organisation_meeting_and_words(bot: Conversation, line: str, title: str) -> None:
    assert bot.command(SECRETARIAT, line).text.splitlines()[0] == title


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/actions due 31 Feb", "31 February is not a date"),
        ("/actions due fishcakes", "I cannot read “fishcakes” as a date"),
        ("/actions due", "Say which action point"),
        ("/actions due 02/10", "By when?"),
    ],
)
def test_what_is_due_by_no_day_is_asked_about(bot: Conversation, line: str, says: str) -> None:
    heard = bot.command(SECRETARIAT, line)

    assert says in heard.text
    assert "Nothing was changed" in heard.text


def test_one_action_point_shows_its_chain_back_to_the_origin(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions 02/01")

    assert (
        "2025-07/03 (8 July 2025) → 2025-10/01 (14 October 2025) → 2026-02/01 (10 February 2026)"
        in heard.text
    )


def test_adding_resolves_the_owner_and_the_date(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions add Siân to share the profile by 12 Sept")

    assert not heard.private
    point = bot.point("02/11")
    assert (point.text, point.owners, str(point.due)) == (
        "Siân to share the profile",
        ("Siân Prothero",),
        "2026-09-12",
    )
    assert heard.text.startswith("Logged 02/11.")
    assert heard.labels == ["Undo"]


def test_closing_prints_the_note_and_can_be_undone(bot: Conversation) -> None:
    assert bot.command(OWNER, "/actions close 02/10 Circulated on 14 February").text.startswith(
        "Closed 02/10: Circulated on 14 February."
    )
    assert bot.point("02/10").status is Status.CLOSED
    assert bot.changes("02/10")[-1].by == OWNER

    assert bot.command(OWNER, "/actions undo").text == "Undone: closing 02/10."
    assert bot.point("02/10").status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("line", "said", "status"),
    [
        (
            "/actions update 02/02 Waiting for the rota",
            "Updated 02/02: Waiting for the rota",
            Status.IN_PROGRESS,
        ),
        (
            "/actions carry 02/02",
            "Carried 02/02 over to the meeting of Tuesday 16 June 2026, where it is 06/01",
            Status.CARRIED_OVER,
        ),
        (
            "/actions assign 02/02 the Fire Service",
            "02/02 is now with Avershire Fire and Rescue Service",
            Status.OPEN,
        ),
        ("/actions due 02/02 next meeting", "02/02 is now due on Tuesday 16 June 2026", Status.OPEN),
        ("/actions confidential 02/02", "02/02 is confidential now", Status.OPEN),
        ("/actions reopen 02/03", "Reopened 02/03", Status.OPEN),
    ],
)
def test_every_change_says_what_was_done(bot: Conversation, line: str, said: str, status: Status) -> None:
    assert bot.command(SECRETARIAT, line).text.startswith(f"{said}.")
    assert bot.point("02/03" if "02/03" in line else "02/02").status is status


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/actions 02/99", "There is no 02/99 to be seen in the register; the references of that month end at 02/10."),
        ("/actions close 12/45 x", "There is no 12/45: no meeting of that month has given out a number."),
        ("/actions 99/99", "“99/99” is no reference; they are month and number, such as 07/02. Nothing was changed."),
        ("/actions add Tom to ring by 31 Feb", "31 February is not a date. Please give the day first, then the month. Nothing was logged."),
        ("/actions due 02/02 yesterday week soon", "I cannot read “yesterday week soon” as a date. Nothing was changed; try “12 Sept” or “next meeting”."),
        ("/actions assign 02/02 Nobody Atall", "Nobody in the directory is called “Nobody Atall”."),
        ("/actions reopen 02/02", "02/02 is open, not closed. Nothing was changed."),
        ("/actions close 10/01 x", "10/01 was carried over and now stands as 02/01. Nothing was changed; use the newer reference."),
        ("/actions update 02/02", "An update needs a text. Nothing was changed."),
        ("/actions export odt", "I cannot write “odt”; I can write docx, pdf, xlsx, csv, html, json."),
        ("/actions update 02/02 " + "x" * 3_000, "That text has 3,000 characters; the register takes 2,000."),
        ("/actions add " + "x" * 10_000, "That has more than 4,000 characters, so nothing was changed. Please say it shorter."),
        ("/contacts link Ada", "Say whom to link to whom: `/contacts link @user Ada Okafor`. Nothing was changed."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_gets_a_sentence_and_changes_nothing(
    bot: Conversation, line: str, said: str
) -> None:
    before = bot.point("02/02")

    heard = bot.command(SECRETARIAT, line)

    assert heard.text.startswith(said)
    assert heard.private
    assert bot.point("02/02") == before


def test_an_ambiguous_name_is_asked_back_and_the_choice_acts(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions assign 02/02 Helen")

    assert heard.text.startswith("“Helen” may be Helen Bartosz or Helen Gorringe. Which do you mean?")
    bot.press(SECRETARIAT, heard, "Helen Gorringe")
    assert bot.point("02/02").owners == ("Helen Gorringe",)


def test_a_stranger_is_refused_politely(bot: Conversation) -> None:
    heard = bot.command("A Visitor", "/actions add Tom Adisa to ring")

    assert heard.text.startswith(
        "I do not know you as a member yet, so you may not log action points. Nothing was changed."
    )


def test_a_redelivered_command_gets_its_first_answer_and_acts_once(bot: Conversation) -> None:
    first = bot.command(SECRETARIAT, "/actions add Tom Adisa to ring", trigger="same")
    again = bot.command(SECRETARIAT, "/actions add Tom Adisa to ring", trigger="same")

    assert again == first
    assert "There is no 02/12" in bot.command(SECRETARIAT, "/actions 02/12").text


def test_peoples_text_pings_nobody(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions update 02/02 &lt;!channel&gt; & <https://x.example|x> *bold*")

    assert bot.point("02/02").note == "<!channel> & https://x.example *bold*"
    interpreted = [b["text"]["text"] for b in heard.blocks if b.get("text", {}).get("type") == "mrkdwn"]
    assert not [text for text in interpreted if "<" in text]
    assert "&lt;!channel&gt;" in heard.text


def test_add_without_a_text_opens_the_form(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions add")

    assert bot.slack.modals[-1]["title"]["text"] == "Log an action point"
    assert bot.fills(SECRETARIAT, text="Tom Adisa to ring round", due="2026-06-30") == {}
    assert str(bot.point("02/11").due) == "2026-06-30"


def test_a_list_longer_than_a_page_is_turned_in_place(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions all")
    assert "1 to 10 of 25 are shown." in heard.text

    bot.press(SECRETARIAT, heard, "Next page")

    _, redrawn = bot.responses[-1]
    assert redrawn["replace_original"]
    assert "11 to 20 of 25 are shown." in redrawn["text"]


def test_the_register_is_handed_over_as_a_file(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions export csv")

    assert heard.text.startswith("The register for Tue 16 June: Board")
    assert bot.slack.files[-1]["filename"] == "Action points 2026-06-16.csv"
    assert "02/09" in bot.slack.files[-1]["content"].decode()


def test_where_the_bot_may_not_post_the_file_comes_by_direct_message(bot: Conversation) -> None:
    bot.slack.refusals["files.upload"] = "not_in_channel"

    bot.command(SECRETARIAT, "/actions export")

    assert bot.responses[-1][1]["text"].startswith("I am not in this channel.")


class Broken(Assistant):
    """An assistant with a fault that nobody foresaw."""

    def handle(self, request: AnyRequest, caller: Caller) -> Reply:
        raise ZeroDivisionError(type(request), caller.name)


def test_a_failure_nobody_foresaw_gets_a_number_and_no_trace(
    bot: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    bot.services.assistant = Broken(bot.house.books)

    heard = bot.command(SECRETARIAT, "/actions")

    assert heard.text.startswith("Something went wrong that should not have. It is in the log as ")
    assert "ZeroDivision" not in heard.text
    assert heard.text.split()[13].rstrip(";") in caplog.text
    assert SECRETARIAT not in caplog.text


def test_a_note_that_begins_with_the_state_is_not_told_the_state_before(bot: Conversation) -> None:
    closed = bot.command(SECRETARIAT, "/actions 02/03").text.splitlines()
    carried = bot.command(SECRETARIAT, "/actions 10/01").text.splitlines()

    assert closed[1] == "  Closed: Circulated on 12 February 2026."
    assert carried[1:3] == [
        "  carried over to 2026-02/01",
        "  Carried over from October 2025 meeting. The cable survey is booked for March.",
    ]
    receipt = bot.command(SECRETARIAT, "/actions close 02/07 Rewritten").text.splitlines()
    assert receipt[0] == "Closed 02/07: Rewritten."
    assert receipt[2] == "  the partnership · closed"


def test_what_was_carried_over_leads_to_where_it_stands_now(bot: Conversation) -> None:
    card = bot.mentions(SECRETARIAT, "actions 2025-07/03")

    assert card.labels == ["Show 02/01"]
    bot.press(OWNER, card, "Show 02/01")
    assert bot.last().text.startswith("02/01 Helen Bartosz to report when the lighting")


def test_where_the_references_end_does_not_betray_the_last_when_it_is_confidential(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions confidential 02/10")

    hidden = bot.command("Farah Qureshi", "/actions 02/10").text
    missing = bot.command("Farah Qureshi", "/actions 02/11").text

    assert hidden == (
        "There is no 02/10 to be seen in the register; the references of that month end at 02/09."
        " `/actions all` lists them."
    )
    assert missing == hidden.replace("02/10", "02/11")
    assert "end at 02/10." in bot.command(SECRETARIAT, "/actions 02/11").text


def test_the_history_says_which_date_and_whose(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions due 02/02 9 June")
    bot.command(SECRETARIAT, "/actions assign 02/02 the Fire Service")

    told = bot.command(SECRETARIAT, "/actions 02/02").text

    assert "the new due date of 02/02; due on Tuesday 9 June 2026, until then " in told
    assert "the new owners of 02/02; Avershire Fire and Rescue Service, until then " in told


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/actions open lighting zebra",
            ("Open action points that mention “lighting”: ", "None of them mentions “zebra”."),
        ),
        (
            "/actions overdue zebra",
            ("Overdue action points that mention “zebra”: there are none.", "Overdue action points in all: "),
        ),
        (
            "how many actions are open about zebra?",
            ("There are no open action points that mention “zebra”.", "In all: "),
        ),
    ],
)
def test_words_that_no_action_point_has_are_told_beside_what_comes_nearest(
    bot: Conversation, line: str, answer: tuple[str, str]
) -> None:
    heard = bot.command(SECRETARIAT, line) if line.startswith("/") else bot.writes(SECRETARIAT, line)

    assert heard.text.startswith(answer[0]), heard.text
    assert answer[1] in heard.text


def test_a_short_word_begins_one(bot: Conversation) -> None:
    """What is to be repaired does not mention “red”; the walk-home scheme mentions “home”."""
    assert bot.command(SECRETARIAT, "/actions all repaired").text.startswith("Action points that mention")
    assert "mention “red”: there are none." in bot.command(SECRETARIAT, "/actions all red").text
    assert "walk-home" in bot.command(SECRETARIAT, "/actions all home").text
