"""Delivering reminders to Slack, each with its mark in the block id of its first block and in its metadata.

By that mark one that an interrupted attempt has left is found again in the channel's history. Nothing here is tried twice: whether to try again, and what may stand there already, is the sweep's business.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPException
from time import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answering import upload
from bot.assistant import Assistant
from bot.blocks.message import message
from bot.blocks.reminders import block_id, shown_by
from bot.refusals import asked_to_wait
from bot.saying import STANDING, saying
from handlers.exports import register_file
from handlers.replies import File
from handlers.requests import encode
from scheduler.content import (
    Addressee,
    Channel,
    Correction,
    Notice,
    Reminder,
)
from scheduler.errands import Errand, Undelivered
from scheduler.policy import Kind
from scheduler.troubles import Trouble
from store.history import Author

PAGE = 200  # messages of a channel's history that are asked for at once
# So much the machine's clock may differ from Slack's, and from itself when it is put right.
SKEW = timedelta(days=1)
_MACHINE = Author("the reminders")
MARKED = "partnership_reminder"  # the type of the metadata

# https://docs.slack.dev/reference/methods/chat.postMessage and conversations.open, under "Errors"
_TROUBLES = {
    "channel_not_found": Trouble.NO_CHANNEL,
    "not_in_channel": Trouble.NOT_A_MEMBER,
    "is_archived": Trouble.ARCHIVED,
    **dict.fromkeys(
        (
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel",
            "channel_is_limited",
            "access_denied",
            "message_limit_exceeded",
            "posting_to_general_channel_denied",
        ),
        Trouble.RESTRICTED,
    ),
    **dict.fromkeys(("ratelimited", "rate_limited"), Trouble.TOO_FAST),
    **dict.fromkeys(
        (
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "team_added_to_org",
            "org_login_required",
            "team_access_not_granted",
            "ekm_access_denied",
        ),
        Trouble.NO_ACCESS,
    ),
    **dict.fromkeys(
        ("missing_scope", "no_permission", "not_allowed_token_type", "messages_tab_disabled"),
        Trouble.NO_PERMISSION,
    ),
    **dict.fromkeys(("user_not_found", "users_not_found", "user_not_visible"), Trouble.UNKNOWN_PERSON),
    **dict.fromkeys(("cannot_dm_bot", "user_disabled"), Trouble.CLOSED_TO_US),
    **dict.fromkeys(
        ("invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text"),
        Trouble.NOT_TAKEN,
    ),
}
_FINAL = frozenset({Trouble.UNKNOWN_PERSON, Trouble.CLOSED_TO_US, Trouble.NOT_TAKEN})
# What was to be corrected stays as it is, and nobody has to put that right: chat.update, under "Errors".
_UNCHANGEABLE = frozenset({"message_not_found", "edit_window_closed", "cant_update_message"})
# "It's possible some aspect of the operation succeeded before the error was raised."
_UNCERTAIN = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way to Slack, as `scheduler.errands.Outlet` has it.

    `clients` gives that of a partnership's workspace, or raises Undelivered; none of them may try again by itself.
    """

    assistant: Assistant
    clients: Callable[[int], WebClient]

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        """The channel, or the conversation with the person."""
        if isinstance(recipient, Channel):
            return recipient.id
        with _undelivered():
            client = self.clients(errand.partnership_id)
            user = recipient.slack_user or self._by_email(recipient.email, client)
            return str(client.conversations_open(users=user)["channel"]["id"])

    @staticmethod
    def _by_email(email: str | None, client: WebClient) -> str:
        if email is None:
            raise Undelivered(
                "no Slack user and no e-mail address", trouble=Trouble.UNKNOWN_PERSON, final=True
            )
        return str(client.users_lookupByEmail(email=email)["user"]["id"])

    def find(self, place: str, errand: Errand) -> str | None:
        """Looked for in all that was said there since it was due."""
        since = time() - (errand.age + SKEW).total_seconds()
        with _undelivered():
            said = _history(self.clients(errand.partnership_id), place, since)
            return next((str(m["ts"]) for m in said if _bears(errand.mark, m)), None)

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        """With its mark; when it is late it says so."""
        body, client = self._body(notice, errand), self.clients(errand.partnership_id)
        if isinstance(notice, Correction):
            with _undelivered(posting=True):
                client.chat_update(channel=place, ts=notice.ts, **body)
            return notice.ts
        marked = {"event_type": MARKED, "event_payload": {"mark": errand.mark}}
        with _undelivered(posting=True):
            posted = client.chat_postMessage(channel=place, link_names=False, metadata=marked, **body)
            return str(posted["ts"])

    def attach(self, place: str, ts: str, notice: Notice, errand: Errand) -> None:
        """The register as a paper, under the post that speaks of it."""
        if not isinstance(notice, Reminder) or notice.kind is not Kind.EXPORT:
            return
        with _undelivered():  # a refused file leaves the message where it is
            client = self.clients(errand.partnership_id)
            replies = client.conversations_replies(channel=place, ts=ts, limit=PAGE)["messages"]
            if any(reply.get("files") for reply in replies):
                return
            file = self._register(notice.meeting.id, errand.partnership_id)
            if file is not None:
                upload(client, file, file.write(), place, ts)

    def _register(self, meeting_id: int, partnership_id: int) -> File | None:
        with self.assistant.books.open(partnership_id, _MACHINE, writes=False) as books:
            meeting = books.calendar.meeting(meeting_id)
            return register_file(meeting, books) if meeting else None

    def _body(self, notice: Notice, errand: Errand) -> dict[str, Any]:
        """The message, with the mark by which it is known again."""
        said, request = saying(notice, errand, self.assistant)
        body = message(said, errand.zone, request)
        body["blocks"][0]["block_id"] = block_id(errand.mark)
        return body

    def draws(self, _place: str, notice: Notice) -> str | None:
        """For what shows how something stands."""
        return encode(shown_by(notice)) if isinstance(notice, STANDING) else None


def _history(client: WebClient, place: str, since: float) -> Iterator[dict[str, Any]]:
    """What was said there, the latest first."""
    cursor = None
    while cursor != "":
        page = client.conversations_history(
            channel=place, oldest=f"{since:.6f}", limit=PAGE, cursor=cursor, include_all_metadata=True
        )
        yield from page.get("messages") or ()
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _bears(mark: str, message: dict[str, Any]) -> bool:
    """Metadata stay when a message is drawn anew; not every Slack-compatible server keeps them."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    blocks = message.get("blocks") or [{}]
    return payload.get("mark") == mark or blocks[0].get("block_id") == block_id(mark)


@contextmanager
def _undelivered(*, posting: bool = False) -> Iterator[None]:
    """Say of what goes wrong what it means. No answer to a post, or one in doubt, leaves it open whether it stands there."""
    try:
        yield
    except SlackApiError as error:
        raise _refused(error, posting) from error
    except (OSError, HTTPException) as error:
        raise Undelivered(type(error).__name__) from error


def _refused(error: SlackApiError, posting: bool) -> Undelivered:
    status = int(getattr(error.response, "status_code", HTTPStatus.OK))
    said = str(error.response.get("error"))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        why = "ratelimited"
    elif re.fullmatch(r"[a-z_]+", said):
        why = said
    else:  # not Slack's answer, but a page of something in between
        why = f"HTTP status {status}"
    trouble = _TROUBLES.get(why)
    in_doubt = why != said or status >= HTTPStatus.INTERNAL_SERVER_ERROR or why in _UNCERTAIN
    return Undelivered(
        why,
        final=trouble in _FINAL or why in _UNCHANGEABLE,
        trouble=trouble,
        wait=timedelta(seconds=asked_to_wait(error, 1)) if trouble is Trouble.TOO_FAST else None,
        certain=posting and (trouble is Trouble.TOO_FAST or not in_doubt),
    )
