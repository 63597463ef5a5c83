"""Drawing posted reminders anew, in their place, when what they show has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from msgspec import MsgspecError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.assistant import Assistant
from bot.blocks.message import message
from handlers.desk import Caller
from handlers.replies import Outcome
from handlers.requests import AnyRequest, decode
from scheduler.redrawing import Undrawable
from store.tables import Outbox

# What no further attempt of ours can change.
_FINAL = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found", "is_archived"}
)


@dataclass(frozen=True, slots=True)
class Redrawer:
    """Asks the request that draws a message anew, as the person it was sent to, and puts the answer in its place.

    `clients` gives that of a partnership's workspace.
    """

    assistant: Assistant
    clients: Callable[[int], WebClient]

    def __call__(self, row: Outbox) -> None:
        """Draw it. Raises Undrawable when that cannot be done, now or ever."""
        words = self.assistant.words(row.partnership_id)
        reader = words.person(row.person_id)
        if reader is None or row.draws is None:
            raise Undrawable("its reader is no longer in the directory")
        request = _request(row.draws)
        reply = self.assistant.handle(request, Caller(row.partnership_id, reader.id, reader.name))
        if reply.outcome is Outcome.REFUSED:
            raise Undrawable("its reader may not see it any more")
        body = message(reply, ZoneInfo(words.timezone), request)
        try:
            self.clients(row.partnership_id).chat_update(
                channel=str(row.channel), ts=str(row.posted_ts), **body
            )
        except SlackApiError as error:
            if error.response.get("error") in _FINAL:
                raise Undrawable(str(error.response.get("error"))) from error
            raise


def _request(draws: str) -> AnyRequest:
    try:
        return decode(draws)
    except MsgspecError as error:
        raise Undrawable("another version of the bot has posted it") from error
