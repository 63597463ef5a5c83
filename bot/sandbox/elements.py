"""Find a button or menu in a message's blocks, and say it was used as the page says it."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import SandboxError
from bot.sandbox.shapes import Json


def press(blocks: list[Json], action_id: str, value: str | None = None) -> Json:
    """The action of pressing the button `action_id`; `value` tells equal buttons apart.

    Raises SandboxError, naming what is there, when no such button is shown.
    """
    for block_id, element in _elements(blocks):
        if element.get("action_id") == action_id and value in {None, element.get("value")}:
            return _used(block_id, element, value=element.get("value"), text=element.get("text"))
    raise _missing(blocks, action_id)


def choose(blocks: list[Json], action_id: str, value: str) -> Json:
    """The action of choosing the option with `value` in the menu `action_id` (static select or overflow)."""
    for block_id, element in _elements(blocks):
        for option in element.get("options", []):
            if element.get("action_id") == action_id and option["value"] == value:
                return _used(block_id, element, selected_option=option)
    raise _missing(blocks, action_id)


def _elements(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    for block in blocks:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
        for element in elements:
            if element:
                yield block.get("block_id", ""), element


def _used(block_id: str, element: Json, **what: Any) -> Json:
    return {"type": element["type"], "action_id": element["action_id"], "block_id": block_id, **what}


def _missing(blocks: list[Json], action_id: str) -> SandboxError:
    there = ", ".join(str(element.get("action_id")) for _, element in _elements(blocks)) or "none"
    return SandboxError(f"Nothing like {action_id} can be used here; what can be: {there}.")
