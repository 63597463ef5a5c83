"""Finding what can be used in blocks, and saying it was used as the page says it."""

from typing import Any

import pytest

from bot.sandbox import SandboxError
from bot.sandbox.elements import choose, press
from bot.sandbox.wire import form

LABEL = {"type": "plain_text", "text": "Close"}
LATER = {"text": LABEL, "value": "later"}
BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": LABEL},
    {
        "type": "section",
        "block_id": "first",
        "accessory": {"type": "overflow", "action_id": "more", "options": [LATER]},
    },
    {
        "type": "actions",
        "block_id": "second",
        "elements": [
            {"type": "button", "action_id": "close", "value": "03/01", "text": LABEL},
            {"type": "button", "action_id": "close", "value": "03/02", "text": LABEL},
        ],
    },
]


def test_a_press_says_which_button_in_which_block() -> None:
    assert press(BLOCKS, "close")["value"] == "03/01"
    assert press(BLOCKS, "close", "03/02") == {
        "type": "button",
        "action_id": "close",
        "block_id": "second",
        "value": "03/02",
        "text": LABEL,
    }


def test_a_choice_says_the_whole_option() -> None:
    assert choose(BLOCKS, "more", "later") == {
        "type": "overflow",
        "action_id": "more",
        "block_id": "first",
        "selected_option": LATER,
    }


def test_what_is_not_shown_cannot_be_used() -> None:
    with pytest.raises(
        SandboxError, match="Nothing like close can be used here; what can be: more, close, close"
    ):
        press(BLOCKS, "close", "03/03")
    with pytest.raises(SandboxError, match="what can be: none"):
        choose(BLOCKS[:1], "more", "later")


def test_a_file_name_cannot_break_out_of_the_form() -> None:
    body = form("edge", {"user": "U1"}, 'a"\r\nX: y', b"\x00\xff")
    assert b'filename="a%22X: y"\r\n' in body
    assert body.endswith(b"\r\n\r\n\x00\xff\r\n--edge--\r\n")
