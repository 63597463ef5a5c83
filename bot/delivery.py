"""Delivering reminders to Slack, each exactly once: its key stands in the block id of its first block.

When an attempt may have been posted before its process died, the key is looked for in the channel's history first.
"""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.assistant import Assistant
from bot.blocks.message import message
from bot.blocks.reminders import drawn_anew_by, reply_of
from scheduler.content import Addressee, Channel, Notice, Report, Weekly
from scheduler.sweep import Errand, Posted, Undelivered
from store.history import Author
from store.register_reading import State

LOOK_BACK = 200  # messages of a channel that are looked through for the key of an interrupted attempt
# What no further attempt of ours can change.
_FINAL = frozenset({"is_archived", "user_not_found", "users_not_found", "account_inactive", "cannot_dm_bot"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """Posts reminders and remembers what the conversations below them are about."""

    assistant: Assistant
    client: WebClient

    def __call__(self, reminder: Notice, errand: Errand) -> Posted:
        """Post it, unless it is there already. Raises Undelivered with Slack's own word for why not."""
        try:
            channel = self._channel(reminder.recipient)
            ts = (errand.repeated and self._found(channel, errand.key)) or self._post(
                reminder, channel, errand
            )
        except SlackApiError as error:
            why = str(error.response.get("error"))
            raise Undelivered(why, final=why in _FINAL) from error
        self._remember(reminder, channel, ts, errand.partnership_id)
        return Posted(channel, ts)

    def _channel(self, recipient: Channel | Addressee) -> str:
        if isinstance(recipient, Channel):
            return recipient.id
        user = recipient.slack_user or self._by_email(recipient.email)
        return str(self.client.conversations_open(users=user)["channel"]["id"])

    def _by_email(self, email: str | None) -> str:
        if email is None:
            raise Undelivered("no Slack user and no e-mail address", final=True)
        return str(self.client.users_lookupByEmail(email=email)["user"]["id"])

    def _post(self, reminder: Notice, channel: str, errand: Errand) -> str:
        zone = ZoneInfo(self.assistant.words(errand.partnership_id).timezone)
        body = message(reply_of(reminder), zone, drawn_anew_by(reminder))
        body["blocks"][0]["block_id"] = _mark(errand.key)
        return str(self.client.chat_postMessage(channel=channel, link_names=False, **body)["ts"])

    def _found(self, channel: str, key: str) -> str | None:
        """The message that an earlier attempt left, if it did."""
        history: list[dict[str, Any]] = self.client.conversations_history(channel=channel, limit=LOOK_BACK)[
            "messages"
        ]
        marked = (m for m in history if m.get("blocks") and m["blocks"][0].get("block_id") == _mark(key))
        return next((str(m["ts"]) for m in marked), None)

    def _remember(self, reminder: Notice, channel: str, ts: str, partnership_id: int) -> None:
        if isinstance(reminder, Report):
            return
        named = () if isinstance(reminder, Weekly) else reminder.named
        about = [point.full_ref for point in named] or self._register(partnership_id)
        if not about:
            return
        self.assistant.remember_about(partnership_id, f"{channel}:{ts}", about, None)
        if isinstance(reminder.recipient, Addressee):
            self.assistant.remember_about(partnership_id, channel, about, None)

    def _register(self, partnership_id: int) -> list[str]:
        """A post in a channel is about the whole register: an owner's “done” under it means their own."""
        with self.assistant.books.open(partnership_id, Author("the reminders"), writes=False) as books:
            open_ones = books.register.points.in_state(State.OPEN).public()
            return [point.full_ref for point in open_ones.in_register_order()]


def _mark(key: str) -> str:
    return f"reminder|{key}"
