"""Whose each message is, where one workspace has several partnerships: their buttons, menus and forms say so.

A button holds a request, "close 07/02", and that reference stands in each of their registers. So what goes out bears the
partnership's id before it, and what comes back is read by it; the people who press see nothing of that.
"""

import re
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.blocks.pieces import Json

_STAMPED = re.compile(r"(\d{1,12})~(.*)", re.DOTALL)


class Stamp:
    """Puts one partnership's id on what is sent."""

    def __init__(self, partnership_id: int) -> None:
        self.before = f"{partnership_id}~"

    def __call__(self, sent: Json) -> Json:
        """A message or a form with its stamps. What is given stays as it is, since parts of it are kept."""
        stamped = dict(sent)
        if blocks := sent.get("blocks"):
            stamped["blocks"] = [self._block(block) for block in blocks]
        if view := sent.get("view"):
            stamped["view"] = self._view(view)
        return stamped

    def _view(self, view: Json) -> Json:
        stamped: Json = self({**view, "view": None})
        del stamped["view"]
        if view.get("type") == "modal":
            stamped["private_metadata"] = self.before + view.get("private_metadata", "")
        return stamped

    def _block(self, block: Json) -> Json:
        if block.get("type") == "actions":
            return {**block, "elements": [self._element(each) for each in block["elements"]]}
        if accessory := block.get("accessory"):
            return {**block, "accessory": self._element(accessory)}
        return block

    def _element(self, element: Json) -> Json:
        if element.get("type") == "button":
            return {**element, "value": self.before + element.get("value", "")}
        stamped = dict(element)
        if options := element.get("options"):
            stamped["options"] = [self._option(each) for each in options]
        if chosen := element.get("initial_option"):
            stamped["initial_option"] = self._option(chosen)
        return stamped

    def _option(self, option: Json) -> Json:
        return {**option, "value": self.before + option["value"]}


class StampingClient(WebClient):
    """The client of a workspace, for one of its partnerships."""

    def __init__(self, client: WebClient, stamp: Stamp) -> None:
        super().__init__(token=client.token, base_url=client.base_url)
        self._client, self._stamp = client, stamp

    def api_call(self, api_method: str, **values: Any) -> SlackResponse:
        if isinstance(sent := values.get("json"), dict):
            values["json"] = self._stamp(sent)
        return self._client.api_call(api_method, **values)


def unstamped(body: Json) -> int | None:
    """The partnership whose stamp a payload bears, which is taken off it; None where there is none."""
    found: int | None = None
    for action in body.get("actions") or ():
        for holder in (action, action.get("selected_option") or {}):
            found = _taken_off(holder, "value") or found
    if view := body.get("view"):
        found = _taken_off(view, "private_metadata") or found
    return found


def _taken_off(holder: Json, name: str) -> int | None:
    match = _STAMPED.fullmatch(str(holder.get(name) or ""))
    if match is None:
        return None
    holder[name] = match[2]
    return int(match[1])
