"""Where there are no books yet, or it cannot be told whose are meant: whoever writes to the bot is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from slack_bolt import BoltResponse

from bot.blocks.pieces import Json
from bot.blocks.setting_up import SET_UP
from bot.listeners.boundary import guarded
from bot.services import Body, Recent
from bot.setting_up import Place, tell


def sets_up(body: Body) -> bool:
    """Whether a payload is the button or the form that begins books."""
    if (body.get("view") or {}).get("callback_id") == SET_UP:
        return True
    return any(action.get("action_id") == SET_UP for action in body.get("actions") or ())


@dataclass(frozen=True, slots=True)
class Inviting:
    """Answers what is said to the bot with a question of its own; anything else is acknowledged."""

    later: Callable[[Callable[[], None]], None]
    seen: Recent = field(default_factory=Recent)

    def answer(self, place: Place, body: Body, message: Json) -> BoltResponse:
        """In the acknowledgement of a command, else a little later where it was said."""
        if "command" in body:
            return answered(body, message)
        event = body.get("event") or {}
        if _opens_home(event):
            self._later(lambda: _home(place, event["user"], message))
        elif _speaks(event) and self.seen.first_time(f"{event['channel']}:{event.get('ts')}"):
            self._later(lambda: _say(place, event, message))
        elif body.get("type") in ("shortcut", "message_action"):
            self._later(lambda: tell(place, body["user"]["id"], **message))
        return BoltResponse(status=200, body="")

    def _later(self, work: Callable[[], None]) -> None:
        self.later(lambda: guarded(work, lambda _sentence: None))


def answered(body: Body, message: Json) -> BoltResponse:
    """A message in the acknowledgement of a command; anything else is acknowledged."""
    if "command" not in body:
        return BoltResponse(status=200, body="")
    said = {"response_type": "ephemeral", **message}
    return BoltResponse(status=200, body=msgspec.json.encode(said).decode())


def _opens_home(event: Body) -> bool:
    return event.get("type") == "app_home_opened" and event.get("tab", "home") == "home"


def _speaks(event: Body) -> bool:
    """Whether somebody says something to the bot."""
    if event.get("bot_id") or event.get("subtype") or not event.get("user") or not event.get("channel"):
        return False
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    return direct or event.get("type") == "app_mention"


def _say(place: Place, event: Body, message: Json) -> None:
    thread = (event.get("thread_ts") or event["ts"]) if event["type"] == "app_mention" else None
    place.client.chat_postMessage(channel=event["channel"], thread_ts=thread, **message)


def _home(place: Place, user: str, message: Json) -> None:
    place.client.views_publish(user_id=user, view={"type": "home", "blocks": message["blocks"]})
