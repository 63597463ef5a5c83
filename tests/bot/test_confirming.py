"""What is said freely is offered to be confirmed only to whom it is allowed."""

import pytest

from tests.conversation import Conversation


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("add e-scooter fires to the june agenda", "change agendas"),
        ("farah has left", "change the directory"),
        ("take ASB out of the handbook", "change the handbook"),
        ("let farah act as secretariat until 12 june", "let somebody act as secretariat"),
    ],
)
def test_who_may_not_change_it_is_told_at_once_and_not_after_confirm(
    bot: Conversation, said: str, may: str
) -> None:
    refused = bot.writes("Tom Adisa", said)

    assert refused.text == f"Only the secretariat may {may}. Nothing was changed."
    assert "Confirm" not in refused.labels
    assert bot.writes("Nadia Rahimi", said).labels[0] == "Confirm"
