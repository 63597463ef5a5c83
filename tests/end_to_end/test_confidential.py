"""02/08 is confidential: whatever is done to it, nobody reads of it in a channel."""

import pytest

from store.tables import Status
from tests.end_to_end.office import BOARD, HELEN, MARCUS, MENTION, NADIA, Office

pytestmark = pytest.mark.slack


def public(office: Office) -> str:
    """All that everybody in the Board's channel can read of the bot: texts, blocks, buttons."""
    return " ".join(str(message) for message in office.by_bot(BOARD) if not message.ephemeral_to)


def test_who_may_see_it_does_so_alone(office: Office) -> None:
    seen = office.command(NADIA, "/actions 02/08")
    closed = office.command(NADIA, "/actions close 02/08 Shared with both")
    hidden = office.command(HELEN, "/actions 02/08")

    assert "the learning from the death review" in seen.text
    assert closed.text.startswith("Closed 02/08: Shared with both.")
    assert "There is no 02/08 to be seen in the register" in hidden.text
    assert "02/08" not in public(office)
    assert office.point("02/08").status is Status.CLOSED


def test_in_a_channel_it_is_not_there_for_the_chair_either(office: Office) -> None:
    one = office.after(office.says(MARCUS, f"{MENTION} 02/08"))
    every = office.after(office.says(MARCUS, f"{MENTION} open"))

    assert one.text.startswith("There is no 02/08 to be seen in the register")
    assert one.ephemeral_to == MARCUS
    assert every.text.startswith("Open action points: 8, 3 overdue")
    assert "02/08" not in public(office)


def test_a_list_in_a_channel_stays_without_it_when_it_is_redrawn(office: Office) -> None:
    listed = office.after(office.says(MARCUS, f"{MENTION} open"))
    office.opens(MARCUS, "Close 02/09", listed)

    office.submits(MARCUS, note="Nobody complains any more")

    assert "02/09" not in office.redrawn(listed).text
    assert "02/08" not in public(office)


def test_taking_back_a_change_to_it_is_told_to_nobody_else(office: Office) -> None:
    office.command(NADIA, "/actions close 02/08 Shared with both")

    undone = office.command(NADIA, "/actions undo")

    assert undone.text.startswith("Undone")
    assert "02/08" not in public(office)
