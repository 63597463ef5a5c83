"""The forms of the calendar: a new meeting, all there is to one, and what a command left open."""

import pytest

from tests.bot.test_calendar import SECRETARIAT, meetings, says
from tests.conversation import Conversation
from tests.fake_slack import Json


def field(bot: Conversation, name: str) -> Json:
    """A field of the form that is open."""
    found: Json = next(b["element"] for b in bot.slack.modals[-1]["blocks"] if b["block_id"] == name)
    return found


def submitted(bot: Conversation, **values: str) -> str:
    """Submit the form and tell what was said then, or the error in it."""
    answer = bot.fills(SECRETARIAT, **values)
    if errors := answer.get("errors"):
        return str(errors)
    return str(bot.responses[-1][1]["text"])


def test_a_new_meeting_by_form(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings add")
    assert [option["text"]["text"] for option in field(bot, "group")["options"]] == [
        "Pellingford Community Safety Partnership Board",
        "Multi-Agency Steering Group",
        "Riverside Task and Finish Group",
    ]
    assert (field(bot, "day")["type"], field(bot, "start")["type"]) == ("datepicker", "timepicker")

    assert submitted(bot, group="MASG") == (
        "{'day': 'Please give the date, or below only the month while it is TBC.'}"
    )
    said = submitted(
        bot, group="MASG", day="2026-09-03", start="10:00", end="12:00", venue="Shire Hall", mode="hybrid"
    )
    assert said.startswith("Added the MASG meeting of Thursday 3 September 2026.")
    added = meetings(bot)["MASG meeting 2026-09-03"]
    assert (str(added.start), added.venue, added.mode) == ("10:00:00", "Shire Hall", "hybrid")


def test_what_the_command_said_stands_in_the_form(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings add MASG")

    assert field(bot, "group")["initial_option"]["text"]["text"] == "Multi-Agency Steering Group"
    assert submitted(bot, month="2026-11-01").startswith("Added the MASG meeting of November 2026, date TBC.")


def test_the_edit_form_is_filled_from_the_meeting_and_changes_only_what_was_changed(
    bot: Conversation,
) -> None:
    bot.command(SECRETARIAT, "/meetings edit 16 June")
    assert field(bot, "day")["initial_date"] == "2026-06-16"
    assert field(bot, "start")["initial_time"] == "10:00"
    assert field(bot, "venue")["initial_value"] == "The Corn Hall, Market Place, Pellingford"
    assert field(bot, "mode")["initial_option"]["value"] == "hybrid"
    assert field(bot, "report_deadline")["initial_date"] == "2026-06-02"
    says(bot, "link 16 June https://meet.example/1")  # somebody is faster with something else

    said = submitted(bot, day="2026-06-23", venue="Guildhall")

    assert said.startswith("Moved the Board meeting from Tuesday 16 June 2026 to Tuesday 23 June 2026.")
    moved = meetings(bot)["Board meeting 2026-06-23"]
    assert (moved.venue, moved.join_link) == ("Guildhall", "https://meet.example/1")
    assert says(bot, "undo").startswith("Undone: changing the Board meeting of Tuesday 16 June 2026.")
    assert meetings(bot)["Board meeting 2026-06-16"].venue == "The Corn Hall, Market Place, Pellingford"


def test_a_form_keeps_its_text_when_the_books_refuse(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings edit 16 June")

    assert "is not before the meeting" in submitted(bot, report_deadline="2026-06-20")
    assert "What is to be changed?" in submitted(bot)


@pytest.mark.parametrize(
    ("line", "values", "said"),
    [
        ("move 16 June", {"day": "2026-06-23"}, "Moved the Board meeting from Tuesday 16 June 2026"),
        ("confirm", {"meeting": "October", "day": "2026-10-09"}, "Confirmed the Board meeting for Friday 9 October"),
        ("postpone 16 June", {"month": "2026-07-01"}, "Postponed the Board meeting of Tuesday 16 June 2026"),
        ("cancel", {"meeting": "28 May", "reason": "Strike"}, "Cancelled the MASG meeting of Thursday 28 May 2026: Strike."),
        ("venue 16 June", {"venue": "Guildhall"}, "Changed the venue of the Board meeting"),
        ("link 16 June", {"link": "https://meet.example/1"}, "Set the link of the Board meeting"),
        ("deadline 16 June", {"what": "papers", "day": "2026-06-01"}, "Report deadline for the Board meeting of"),
        ("group", {"name": "Old Town Forum", "channel": "C0NEW12345"}, "Added the group Old Town Forum, OldTown for short."),
    ],
)  # fmt: skip
def test_what_a_command_left_open_is_asked_for_in_a_form(
    bot: Conversation, line: str, values: dict[str, str], said: str
) -> None:
    bot.command(SECRETARIAT, f"/meetings {line}")

    assert submitted(bot, **values).startswith(said)


def test_without_a_meeting_the_edit_form_is_offered_for_each(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings edit")
    assert heard.labels[:3] == [
        "MASG: Thursday 28 May 2026, 14:00",
        "Riverside: Wednesday 3 June 2026, 13:30",
        "Board: Tuesday 16 June 2026, 10:00",
    ]

    bot.press(SECRETARIAT, heard, "Riverside: Wednesday 3 June 2026, 13:30")
    assert submitted(bot, start="14:00", end="15:00").startswith("Changed the hours of the Riverside meeting")


def test_where_there_are_no_forms_the_sentence_says_how(bot: Conversation) -> None:
    heard = bot.writes(SECRETARIAT, "meetings move")

    assert heard.text == (
        "Which meeting moves to when? `/meetings move 16 June to 23 June`. Nothing has been changed yet."
    )
    assert heard.labels == ["Fill in a form"]
