"""Act in the sandbox as its people do, and see what they see, over the server's control API."""

import time
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from bot.sandbox import elements
from bot.sandbox.errors import SandboxError
from bot.sandbox.page import PageSocket
from bot.sandbox.shapes import Json, LogEntry, Message, Page, State
from bot.sandbox.wire import Wire

_POLL = 0.02


class Submission(Struct):
    """What became of a submitted modal: errors by block id, and the views still open (last on top)."""

    errors: dict[str, str] = field(default_factory=dict)
    still_open: list[Json] = field(default_factory=list)


class _Posted(Struct):
    message: Message


class _Messages(Struct):
    messages: list[Message]


class _Log(Struct):
    log: list[LogEntry]


class _Opened(Struct):
    channel: dict[str, Any]


class Control:
    """One client for all people; every call says who acts. Channels by id or name, people by id.

    Calls that reach the bot return when it has acknowledged. The server keeps one stack of modals for the whole
    workspace, shows ephemeral messages to all, and keeps the last 1,000 entries of its log.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._wire = Wire(base_url)

    def message(self, channel: str, user: str, text: str, thread_ts: str = "") -> Message:
        """Someone writes in a conversation, or with `thread_ts` replies in that thread."""
        said = {"channel": channel, "user": user, "text": text, "thread_ts": thread_ts or None}
        return self._wire.post("_control/message", said, _Posted).message

    def command(self, channel: str, user: str, command: str, text: str = "") -> None:
        """Someone runs a slash command. An answer in the acknowledgement is in `messages` on return."""
        self._post("command", {"channel": channel, "user": user, "command": command, "text": text})

    def interact(self, channel: str, message_ts: str, user: str, action: Json) -> None:
        """Someone uses an element of a message: `action` as Slack has it, with type, action_id and block_id."""
        self._post("interact", {"channel": channel, "messageTs": message_ts, "user": user, "action": action})

    def press(self, message: Message, user: str, action_id: str, value: str | None = None) -> None:
        """Someone presses a button of this message; SandboxError when it shows none such."""
        action = elements.press(message.blocks, action_id, value)
        self.interact(message.channel, message.ts, user, action)

    def choose(self, message: Message, user: str, action_id: str, value: str) -> None:
        """Someone chooses from a menu of this message; SandboxError when it offers none such."""
        self.interact(message.channel, message.ts, user, elements.choose(message.blocks, action_id, value))

    def reaction(self, channel: str, ts: str, user: str, name: str, *, present: bool = True) -> None:
        """Someone puts an emoji under a message, or with `present=False` takes theirs away."""
        self._post("reaction", {"channel": channel, "ts": ts, "user": user, "name": name, "present": present})

    def edit_message(self, channel: str, ts: str, user: str, text: str) -> Message:
        """Someone edits their own message; SandboxError when it is another's or is gone."""
        edit = {"channel": channel, "ts": ts, "user": user, "text": text}
        return self._wire.post("_control/edit-message", edit, _Posted).message

    def delete_message(self, channel: str, ts: str, user: str) -> None:
        """Someone deletes their own message; SandboxError when it is another's or is gone."""
        self._post("delete-message", {"channel": channel, "ts": ts, "user": user})

    def upload(
        self, channel: str, user: str, name: str, content: bytes, *, text: str = "", thread_ts: str = ""
    ) -> Message:
        """Someone shares a file, with words to it if any."""
        fields = {"channel": channel, "user": user, "text": text, "thread_ts": thread_ts}
        said = {key: value for key, value in fields.items() if value}
        return self._wire.upload("_control/upload", said, name, content, _Posted).message

    def open_home(self, user: str) -> None:
        """Someone opens the bot's Home; what it publishes is in `home`."""
        self._post("open-home", {"user": user})

    def reset(self) -> None:
        """Back to the workspace's beginning: no messages, direct messages, modals, Homes or log."""
        self._post("reset", {})

    def direct_message(self, user: str) -> str:
        """The id of this person's conversation with the bot, opened if need be."""
        return str(self._wire.post("api/conversations.open", {"users": user}, _Opened).channel["id"])

    def messages(self, channel: str) -> list[Message]:
        """All of a conversation (by id), oldest first, replies and ephemeral messages among them."""
        return self._wire.get(f"_control/messages/{channel}", _Messages).messages

    def wait_for(self, channel: str, wanted: Callable[[Message], bool], seconds: float = 60.0) -> Message:
        """The first message in `channel` that is `wanted`, which may still be on its way."""
        deadline = time.monotonic() + seconds
        while True:
            if found := next(filter(wanted, self.messages(channel)), None):
                return found
            if time.monotonic() > deadline:
                raise SandboxError(f"No such message appeared in {channel} within {seconds:g} seconds.")
            time.sleep(_POLL)

    def log(self) -> list[LogEntry]:
        """The traffic between server and bot, oldest first."""
        return self._wire.get("_control/log", _Log).log

    def state(self) -> State:
        """People and conversations, direct messages among them."""
        return self._wire.get("_control/state", State)

    def page(self) -> Page:
        """What the browser page shows beyond messages: modals, Homes, whether the bot is connected."""
        with PageSocket(self.base_url) as socket:
            return socket.shown

    def connected(self) -> bool:
        """Whether a bot has a Socket Mode connection open."""
        return any(app.connected for app in self.page().apps)

    def modal(self) -> Json | None:
        """The modal on top, if one is open."""
        stack = self.page().modal_stack
        return stack[-1] if stack else None

    def home(self, user: str) -> Json | None:
        """The Home that was last published to this person."""
        return next(iter(self.page().home_views.get(user, {}).values()), None)

    def view_submit(self, user: str, values: dict[str, dict[str, Json]]) -> Submission:
        """Someone submits the modal on top: block id, action id, then what Slack's `state.values` has there.

        For instance `{"due": {"date": {"type": "datepicker", "selected_date": "2031-03-04"}}}`. Unlike Slack, the
        server sends a field that is left out as empty even when the form prefilled it. SandboxError when no
        modal is open.
        """
        with PageSocket(self.base_url) as socket:
            _require_modal(socket.shown)
            socket.send({"t": "view_submit", "user": user, "values": values})
            settled = socket.outcome()
        return Submission(
            errors=settled.get("errors", {}), still_open=settled.get("stack", socket.shown.modal_stack)
        )

    def view_close(self, user: str) -> None:
        """Someone closes the modal; the bot hears of it if it asked to."""
        with PageSocket(self.base_url) as socket:
            _require_modal(socket.shown)
            socket.send({"t": "view_close", "user": user})
            if socket.shown.modal_stack[-1].get("notify_on_close"):
                socket.acknowledged()
            else:
                socket.outcome()

    def block_action(self, user: str, action: Json, channel: str = "", message_ts: str = "") -> None:
        """Someone uses an element as the page does it: without channel and message it stands in their Home."""
        with PageSocket(self.base_url) as socket:
            frame = {"t": "block_action", "channel": channel, "messageTs": message_ts, "user": user}
            socket.send({**frame, "action": action, "appId": socket.shown.apps[0].app_id})
            socket.acknowledged()

    def press_home(self, user: str, action_id: str, value: str | None = None) -> None:
        """Someone presses a button in their Home; SandboxError when it shows none such."""
        home = self.home(user) or {"blocks": []}
        self.block_action(user, elements.press(home["blocks"], action_id, value))

    def _post(self, what: str, body: Json) -> None:
        self._wire.post(f"_control/{what}", body, dict[str, Any])


def _require_modal(page: Page) -> None:
    if not page.modal_stack:
        raise SandboxError("No modal is open.")
