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
from bot.blocks.reminders import MARK, reply_of, shown_by
from handlers.desk import Caller
from handlers.replies import Outcome, Reply
from handlers.requests import encode
from scheduler.content import (
    Addressee,
    Channel,
    Closings,
    Correction,
    Digest,
    Notice,
    Question,
    Remark,
    Weekly,
    Yearly,
)
from scheduler.sweep import Errand, Posted, Undelivered
from store.history import Author
from store.register_reading import State

LOOK_BACK = 200  # messages of a channel that are looked through for the key of an interrupted attempt
# What no further attempt of ours can change.
_FINAL = frozenset(
    {
        *("is_archived", "user_not_found", "users_not_found", "account_inactive", "cannot_dm_bot"),
        *("message_not_found", "edit_window_closed", "cant_update_message"),
    }
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Posts reminders and remembers what the conversations below them are about."""

    assistant: Assistant
    client: WebClient

    def __call__(self, reminder: Notice, errand: Errand) -> Posted:
        """Post it, unless it is there already. Raises Undelivered with Slack's own word for why not."""
        try:
            if isinstance(reminder, Correction):
                return self._correct(reminder, errand)
            channel = self._channel(reminder.recipient)
            ts = (errand.repeated and self._found(channel, errand.key)) or self._post(
                reminder, channel, errand
            )
        except SlackApiError as error:
            why = str(error.response.get("error"))
            raise Undelivered(why, final=why in _FINAL) from error
        self._remember(reminder, channel, ts, errand.partnership_id)
        draws = encode(shown_by(reminder)) if isinstance(reminder, Digest | Closings | Question) else None
        return Posted(channel, ts, draws)

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
        body = self._body(reminder, errand, errand.key)
        return str(self.client.chat_postMessage(channel=channel, link_names=False, **body)["ts"])

    def _correct(self, correction: Correction, errand: Errand) -> Posted:
        """Edit what was posted; doing it twice does no harm."""
        channel, ts = correction.recipient.id, correction.ts
        self.client.chat_update(channel=channel, ts=ts, **self._body(correction, errand, correction.key))
        return Posted(channel, ts)

    def _body(self, reminder: Notice, errand: Errand, key: str) -> dict[str, Any]:
        """The message, with the key by which it is known again."""
        zone = ZoneInfo(self.assistant.words(errand.partnership_id).timezone)
        if isinstance(reminder, Digest | Closings | Question):
            body = message(self._shown(reminder, errand.partnership_id), zone, shown_by(reminder))
        else:
            body = message(reply_of(reminder), zone)
        body["blocks"][0]["block_id"] = _mark(key)
        return body

    def _shown(self, notice: Digest | Closings | Question, partnership_id: int) -> Reply:
        """The answer to the very request that draws it anew later, asked as its recipient."""
        to = notice.recipient
        reply = self.assistant.handle(shown_by(notice), Caller(partnership_id, to.person_id, to.name))
        if reply.outcome is Outcome.REFUSED:
            raise Undelivered("the recipient may not see it", final=True)
        return reply

    def _found(self, channel: str, key: str) -> str | None:
        """The message that an earlier attempt left, if it did."""
        history: list[dict[str, Any]] = self.client.conversations_history(channel=channel, limit=LOOK_BACK)[
            "messages"
        ]
        marked = (m for m in history if m.get("blocks") and m["blocks"][0].get("block_id") == _mark(key))
        return next((str(m["ts"]) for m in marked), None)

    def _remember(self, reminder: Notice, channel: str, ts: str, partnership_id: int) -> None:
        if isinstance(reminder, Yearly | Remark):  # a reply to it is no word about action points
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
    return f"{MARK}{key}"
