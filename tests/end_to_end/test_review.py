"""The review in the meeting, in the local Slack server: one message in the channel that moves on for everybody."""

import msgspec
import pytest

from bot.sandbox import Message
from store.tables import Status
from tests.end_to_end.office import BOARD, MARCUS, NADIA, TOM, Office

pytestmark = pytest.mark.slack


def pressed(office: Office, user: str, label: str, shown: Message) -> Message:
    """Press a button of the review, and the same message once it has moved on."""
    office.presses(user, label, shown)
    return office.redrawn(shown)


def test_the_register_is_walked_through_in_one_message(office: Office) -> None:
    office.writes(TOM, "close 02/10 The Chair has signed it")
    shown = office.command(NADIA, "/actions review")
    assert (shown.channel, shown.ephemeral_to, shown.subtype) == (BOARD, "", "")
    said_before = len(office.by_bot(BOARD))

    shown = pressed(office, NADIA, "Accept all 2 closed", shown)
    assert "2 of 9: 2 closed\n02/01 Helen Bartosz" in shown.text
    office.opens(MARCUS, "Close 02/01", shown)
    assert office.submits(MARCUS, note="Repaired last week").still_open == []
    shown = office.redrawn(shown)
    shown = pressed(office, NADIA, "Carry over", shown)
    for _ in range(4):
        shown = pressed(office, MARCUS, "Skip", shown)
    shown = pressed(office, NADIA, "Carry over", shown)

    assert "9 of 9: 3 closed, 2 carried over, 4 skipped" in shown.text
    assert "• 02/09 → 2026-06/02 Daniel Kowalczyk" in shown.text
    assert "02/08" not in shown.text
    assert len(office.by_bot(BOARD)) == said_before
    assert office.point("02/01").note == "Repaired last week"
    assert office.changes()[-6:] == [
        ("Nadia Rahimi", "carrying over 02/02"),
        ("Marcus Ellery", "skipping 02/04"),
        ("Marcus Ellery", "skipping 02/05"),
        ("Marcus Ellery", "skipping 02/06"),
        ("Marcus Ellery", "skipping 02/07"),
        ("Nadia Rahimi", "carrying over 02/09"),
    ]


def test_the_second_of_two_who_press_learns_of_the_first_and_nothing_is_done_twice(office: Office) -> None:
    shown = pressed(office, NADIA, "One by one", office.command(NADIA, "/actions review"))
    moved = pressed(office, NADIA, "Carry over", shown)

    # What Marcus still had before his eyes.
    late = pressed(office, MARCUS, "Carry over", msgspec.structs.replace(moved, blocks=shown.blocks))

    said = "02/01 was carried over by Nadia Rahimi already and now stands as 2026-06/01. Nothing was changed."
    assert late.text.startswith(
        f"{said}\nRegister review: Board, Tuesday 16 June 2026\n1 of 9: 1 carried over"
    )
    assert office.changes() == [("Nadia Rahimi", "carrying over 02/01")]


def test_a_member_is_refused_alone(office: Office) -> None:
    shown = pressed(office, NADIA, "One by one", office.command(NADIA, "/actions review"))

    with office.nothing_changes():
        office.presses(TOM, "Skip", shown)
        refused = office.after(shown)

    assert refused.ephemeral_to == TOM
    assert refused.text.startswith(
        "Only the secretariat, the chair and the vice chair may review the register."
    )
    assert next(m for m in office.by_bot(BOARD) if m.ts == shown.ts).text == shown.text
    assert office.point("02/01").status is Status.IN_PROGRESS
