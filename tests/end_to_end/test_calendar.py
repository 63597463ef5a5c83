"""The calendar in the local Slack server: a change given anywhere is told in the group's channel, once."""

import pytest

from bot.sandbox import Message
from tests.end_to_end.office import BOARD, HELEN, NADIA, STEERING, Json, Office
from tests.waiting import eventually

pytestmark = pytest.mark.slack


def news(office: Office, channel: str) -> list[str]:
    """What everybody in a channel has been told by the bot."""
    return [message.text for message in office.by_bot(channel) if not message.ephemeral_to]


def settled(office: Office) -> None:
    """Wait until everything that is due has been said."""
    office.at(office.clock.at.replace(tzinfo=None).isoformat())


def test_a_move_given_elsewhere_is_announced_in_the_group_s_channel_once(office: Office) -> None:
    office.at("2026-05-26T09:00")
    before = news(office, STEERING)

    receipt = office.command(NADIA, "/meetings move the MASG meeting to 4 June 10:00", channel=BOARD)
    settled(office)
    settled(office)

    assert receipt.text.startswith(
        "Moved the MASG meeting from Thursday 28 May 2026 to Thursday 4 June 2026."
    )
    assert receipt.ephemeral_to == NADIA
    moved = (
        "The MASG meeting of Thursday 28 May 2026 is moved to Thursday 4 June 2026\n"
        "• Date: Thursday 4 June 2026 (was Thursday 28 May 2026)\n"
        "• Time: 10:00 to 11:30 (was 14:00 to 15:30)\n"
        "Changed by Nadia Rahimi."
    )
    assert [text for text in news(office, STEERING) if text not in before].count(moved) == 1
    assert moved not in news(office, BOARD)
    assert office.changes()[-1] == (
        "Nadia Rahimi",
        "moving the MASG meeting of Thursday 28 May 2026 to Thursday 4 June 2026",
    )


def test_a_posted_reminder_is_edited_and_undo_is_told(office: Office) -> None:
    office.at("2026-05-27T09:00")
    (tomorrow,) = [m for m in office.by_bot(STEERING) if m.text.startswith("MASG meeting tomorrow")]

    receipt = office.command(NADIA, "/meetings cancel 28 May Too few papers")
    assert office.redrawn(tomorrow).text == (
        "No longer so: MASG meeting on Thursday 28 May 2026\nThe MASG meeting of Thursday 28 May 2026 was cancelled."
    )

    eventually(lambda: _told(office, "The MASG meeting of Thursday 28 May 2026 is cancelled"))
    office.presses(NADIA, "Undo", receipt)
    back = eventually(lambda: _told(office, "The MASG meeting of Thursday 28 May 2026 takes place after all"))
    assert "This takes back what was said here before." in back.text
    settled(office)
    shown = next(m for m in office.by_bot(STEERING) if m.ts == tomorrow.ts)
    assert shown.text.startswith("MASG meeting tomorrow")


def _told(office: Office, beginning: str) -> Message | None:
    return next((m for m in office.by_bot(STEERING) if m.text.startswith(beginning)), None)


def test_a_meeting_by_form(office: Office) -> None:
    office.control.command(BOARD, NADIA, "/meetings", "add")
    eventually(office.control.modal)

    given: dict[str, dict[str, Json]] = {
        "group": {"group": {"type": "static_select", "selected_option": {"value": "MASG"}}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-09-03"}},
        "start": {"start": {"type": "plain_text_input", "value": "half past"}},
        "venue": {"venue": {"type": "plain_text_input", "value": "Shire Hall"}},
    }
    refused = office.control.view_submit(NADIA, given)
    assert refused.errors == {"start": "Please write a time, such as 10:00 or 2 pm."}
    given["start"]["start"]["value"] = "2 pm"
    office.control.view_submit(NADIA, given)

    eventually(lambda: _told(office, "New in the calendar: the MASG meeting of Thursday 3 September 2026"))
    with office.books() as books:
        (added,) = [m for m in books.calendar.every() if m.venue == "Shire Hall"]
    assert str(added.start) == "14:00:00"


def test_a_member_is_refused(office: Office) -> None:
    with office.nothing_changes():
        refused = office.command(HELEN, "/meetings cancel 28 May")

    assert refused.text == "Only the secretariat may change the calendar. Nothing was changed."
    assert refused.ephemeral_to == HELEN
