"""The few Block Kit pieces that are used, within Slack's limits.

They are plain dictionaries: the SDK's classes check what is fixed here anyway, at a fiftieth of the speed, and a
list of action points has some forty pieces.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from bot.blocks.escaping import shortened

Json = dict[str, Any]

SECTION_LIMIT = 2_900
HEADER_LIMIT = 150
LABEL_LIMIT = 75
CONTEXT_LIMIT = 1_900
ALT_LIMIT = 2_000
BLOCKS_LIMIT = 50
HOME_LIMIT = 100
BUTTONS_LIMIT = 25
OPTIONS_LIMIT = 100
OPTION_VALUE_LIMIT = 150


def plain_text(text: str, limit: int) -> Json:
    """Text that Slack does not interpret."""
    return {"type": "plain_text", "text": shortened(text, limit), "emoji": False}


def markdown(text: str, limit: int) -> Json:
    """Text with our own few marks; people's words in it are escaped before."""
    return {"type": "mrkdwn", "text": shortened(text, limit), "verbatim": True}


def header(text: str, block_id: str) -> Json:
    """A title line."""
    return {"type": "header", "block_id": block_id, "text": plain_text(text, HEADER_LIMIT)}


def section(text: str, block_id: str, beside: Json | None = None) -> Json:
    """A paragraph, with a button beside it where there is one."""
    block: Json = {"type": "section", "block_id": block_id, "text": markdown(text, SECTION_LIMIT)}
    return {**block, "accessory": beside} if beside else block


def context(text: str, block_id: str) -> Json:
    """Something said quietly."""
    return {"type": "context", "block_id": block_id, "elements": [markdown(text, CONTEXT_LIMIT)]}


def image(title: str, alt: str, block_id: str, source: Json) -> Json:
    """A picture that Slack finds at `source`; `alt` says all that it shows."""
    return {
        "type": "image",
        "block_id": block_id,
        "title": plain_text(title, HEADER_LIMIT),
        "alt_text": shortened(alt, ALT_LIMIT),
        **source,
    }


def buttons(elements: list[Json], block_id: str) -> Json:
    """A row of buttons or menus, at most `BUTTONS_LIMIT`."""
    return {"type": "actions", "block_id": block_id, "elements": elements}


def rows(elements: Iterable[Json]) -> Iterable[list[Json]]:
    """Buttons in rows that Slack takes."""
    left = iter(elements)
    while row := list(islice(left, BUTTONS_LIMIT)):
        yield row


def button(label: str, action_id: str, value: str, style: str | None) -> Json:
    """One button; its label says what it does."""
    drawn = {
        "type": "button",
        "action_id": action_id,
        "value": value,
        "text": plain_text(label, LABEL_LIMIT),
    }
    return {**drawn, "style": style} if style else drawn


def option(label: str, value: str) -> Json:
    """One line of a menu."""
    return {"text": plain_text(label, LABEL_LIMIT), "value": value}


def menu(name: str, placeholder: str, options: list[Json], chosen: Json | None) -> Json:
    """A menu of fixed options."""
    field: Json = {
        "type": "static_select",
        "action_id": name,
        "placeholder": plain_text(placeholder, 150),
        "options": options[:OPTIONS_LIMIT],
    }
    return {**field, "initial_option": chosen} if chosen else field


def picker(name: str, placeholder: str, chosen: list[Json]) -> Json:
    """A menu whose options are asked for while somebody types (`bot.listeners.pickers`); several may be chosen."""
    field: Json = {
        "type": "multi_external_select",
        "action_id": name,
        "placeholder": plain_text(placeholder, 150),
        "min_query_length": 0,
    }
    return {**field, "initial_options": chosen} if chosen else field


def person_picker(name: str, placeholder: str) -> Json:
    """The same for a single one."""
    return {
        "type": "external_select",
        "action_id": name,
        "placeholder": plain_text(placeholder, 150),
        "min_query_length": 0,
    }


def text_input(name: str, start: str, *, long: bool, limit: int) -> Json:
    """A field to type into."""
    field: Json = {"type": "plain_text_input", "action_id": name, "multiline": long, "max_length": limit}
    return {**field, "initial_value": start} if start else field


def date_picker(name: str, start: str) -> Json:
    """A field to pick a date with."""
    field: Json = {"type": "datepicker", "action_id": name}
    return {**field, "initial_date": start} if start else field


def time_picker(name: str, start: str) -> Json:
    """A field to pick a time of day with."""
    field: Json = {"type": "timepicker", "action_id": name}
    return {**field, "initial_time": start} if start else field


def channel_picker(name: str, start: str) -> Json:
    """A menu of the channels that the person is in."""
    field: Json = {
        "type": "conversations_select",
        "action_id": name,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return {**field, "initial_conversation": start} if start else field


def question(label: str, name: str, element: Json, *, optional: bool, hint: str) -> Json:
    """One labelled field of a form."""
    block: Json = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 2_000),
        "element": element,
        "optional": optional,
    }
    return {**block, "hint": plain_text(hint, 2_000)} if hint else block
