"""The handbook asked in Slack: the answer with its source, for whoever is there."""

import pytest

from tests.end_to_end.office import BOARD, MENTION, NADIA, TOM, Office

pytestmark = pytest.mark.slack


def test_a_question_is_answered_with_its_source_in_the_channel_and_alone(office: Office) -> None:
    public = office.after(office.says(TOM, f"{MENTION} who votes in a tie?"))
    private = office.writes(TOM, "who votes in a tie?")

    assert public.text == private.text
    assert public.text.startswith("Voting\nEach organisation on the Board has one vote")
    assert public.text.endswith("Source: Terms of Reference 6b, 8 July 2025.")
    assert not public.ephemeral_to


def test_what_the_secretariat_adds_is_known_at_once(office: Office) -> None:
    added = office.command(NADIA, "/actions handbook add MARAC: Multi-Agency Risk Assessment Conference")

    assert added.text.startswith("Added to the handbook: MARAC\n")
    assert office.writes(TOM, "what is MARAC?").text.startswith(
        "MARAC\nMulti-Agency Risk Assessment Conference"
    )
    assert any("Added to the handbook" in message.text for message in office.by_bot(BOARD))
