"""Two people with a form open about the same action point: the second is told what changed, and keeps the text."""

from typing import Any

import pytest

from store.dates import parse_date
from store.tables import Status
from tests.conversation import Conversation, Heard
from tests.fake_slack import Json

SECRETARIAT, OWNER, OTHER = "Nadia Rahimi", "Farah Qureshi", "Helen Bartosz"
POINT = "02/02"


@pytest.fixture
def card(bot: Conversation) -> Heard:
    return bot.mentions(SECRETARIAT, f"actions {POINT}")


def told(answer: Json) -> str:
    """What stands above the fields of a form that came back."""
    assert answer["response_action"] == "update", answer
    return "\n".join(
        block["text"]["text"] for block in answer["view"]["blocks"] if block["type"] == "section"
    )


def start_of(answer: Json, field: str) -> Any:
    element = next(b["element"] for b in answer["view"]["blocks"] if b.get("block_id") == field)
    return next((element[key] for key in element if key.startswith("initial_")), None)


def test_a_second_update_is_told_of_the_first_and_can_be_sent_all_the_same(
    bot: Conversation, card: Heard
) -> None:
    bot.press(OWNER, card, "Update")
    bot.command(SECRETARIAT, f"/actions update {POINT} The Union has agreed")

    answer = bot.fills(OWNER, text="The Union has a question")

    assert told(answer).splitlines()[0] == (
        "While this form was open, Nadia Rahimi made a change: the update of 02/02. Nothing of yours was saved."
        " This is how it stands now; send the form again if you still mean it."
    )
    assert "The Union has agreed" in told(answer)
    assert start_of(answer, "text") == "The Union has a question"
    assert bot.point(POINT).note == "The Union has agreed"
    assert bot.fills(OWNER) == {}
    assert bot.point(POINT).note == "The Union has a question"


def test_a_second_due_date_does_not_write_over_the_first_unseen(bot: Conversation, card: Heard) -> None:
    bot.press(OWNER, card, "Change due date")
    bot.command(SECRETARIAT, f"/actions due {POINT} 1 August")

    answer = bot.fills(OWNER, due="2026-07-07")

    assert "due Sat 1 Aug" in told(answer)
    assert bot.point(POINT).due == parse_date("2026-08-01")
    assert start_of(answer, "due") == "2026-07-07"
    assert bot.fills(OWNER) == {}
    assert bot.point(POINT).due == parse_date("2026-07-07")


def test_a_third_change_is_told_of_again(bot: Conversation, card: Heard) -> None:
    bot.press(OWNER, card, "Change due date")
    bot.command(SECRETARIAT, f"/actions due {POINT} 1 August")
    told(bot.fills(OWNER, due="2026-07-07"))
    bot.command(SECRETARIAT, f"/actions assign {POINT} Farah Qureshi and Helen Bartosz")

    assert "Nadia Rahimi made a change: the new owners of 02/02." in told(bot.fills(OWNER))
    assert bot.fills(OWNER) == {}


@pytest.mark.parametrize("pickers", [True, False])
def test_picked_and_typed_owners_are_kept(bot: Conversation, card: Heard, *, pickers: bool) -> None:
    bot.services.pickers = pickers
    bot.press(SECRETARIAT, card, "Hand over")
    bot.command(OWNER, f"/actions assign {POINT} Helen Bartosz and Farah Qureshi")

    if pickers:
        answer = bot.fills(SECRETARIAT, people=["Tom Adisa"], owners="MASG and the Chair")
        assert [option["value"] for option in start_of(answer, "people")] == ["Tom Adisa"]
        assert start_of(answer, "owners") == "MASG and the Chair"
    else:
        answer = bot.fills(SECRETARIAT, owners="Tom Adisa, MASG and the Chair")
        assert start_of(answer, "owners") == "Tom Adisa, MASG and the Chair"
    assert bot.fills(SECRETARIAT) == {}
    assert bot.point(POINT).owners == ("Tom Adisa", "Multi-Agency Steering Group", "Marcus Ellery")


def test_what_the_books_refuse_is_the_better_reason(bot: Conversation, card: Heard) -> None:
    bot.press(OWNER, card, f"Close {POINT}")
    bot.command(SECRETARIAT, f"/actions close {POINT} Settled at the Union")

    answer = bot.fills(OWNER, note="My long text")

    assert answer == {
        "response_action": "errors",
        "errors": {"note": "02/02 was closed by Nadia Rahimi on 26 May 2026. Nothing was changed."},
    }


def test_closing_is_told_of_news_first(bot: Conversation, card: Heard) -> None:
    bot.press(OWNER, card, f"Close {POINT}")
    bot.command(SECRETARIAT, f"/actions update {POINT} The Union wants it in writing")

    answer = bot.fills(OWNER, note="Told them on the telephone")

    assert "The Union wants it in writing" in told(answer)
    assert bot.point(POINT).unfinished
    assert bot.fills(OWNER) == {}
    assert (bot.point(POINT).status, bot.point(POINT).note) == (
        Status.CLOSED,
        "Told them on the telephone",
    )


def test_ones_own_change_and_changes_to_others_do_not_come_between(bot: Conversation, card: Heard) -> None:
    bot.press(OWNER, card, "Update")
    bot.command(OWNER, f"/actions due {POINT} 1 August")
    bot.command(SECRETARIAT, "/actions update 02/01 They have the key")

    assert bot.fills(OWNER, text="The Union has a question") == {}


def test_what_happened_before_the_form_was_opened_has_been_seen(bot: Conversation, card: Heard) -> None:
    bot.command(SECRETARIAT, f"/actions update {POINT} The Union has agreed")
    bot.press(OWNER, card, "Update")

    assert bot.fills(OWNER, text="The Union has a question") == {}


def test_a_form_may_be_made_empty_again(bot: Conversation, card: Heard) -> None:
    """What it showed is not put back: an emptied due date is the next meeting."""
    bot.press(OWNER, card, "Change due date")
    bot.command(SECRETARIAT, f"/actions due {POINT} 1 August")
    told(bot.fills(OWNER, due="2026-07-07"))

    assert bot.fills(OWNER, due="") == {}
    assert bot.point(POINT).due == parse_date("2026-06-16")


def test_where_fields_left_alone_come_back_empty_they_keep_what_they_showed(
    bot: Conversation, card: Heard
) -> None:
    bot.services.pickers = False
    bot.press(OWNER, card, "Change due date")
    bot.command(SECRETARIAT, f"/actions due {POINT} 1 August")
    told(bot.fills(OWNER, due="2026-07-07"))

    assert bot.fills(OWNER, due="") == {}
    assert bot.point(POINT).due == parse_date("2026-07-07")
