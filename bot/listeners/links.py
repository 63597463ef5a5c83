"""Links back to messages."""

from msgspec.structs import replace
from slack_sdk.errors import SlackApiError

from bot.services import LOG, Services
from handlers.register_requests import AddAction
from handlers.requests import AnyRequest

_SAID = "slack:"  # "slack:C0123:1699.0001", the mark of a message until its address is known


def mark_of(channel: str, ts: str) -> str:
    """The mark of a message."""
    return f"{_SAID}{channel}:{ts}"


def linked(request: AnyRequest, services: Services) -> AnyRequest:
    """The request with the address of the message it came from, if Slack tells it quickly; else as it is.

    The address is asked for when the form is submitted: before it is opened there is no time (a trigger lives three
    seconds). The form waits, so the client that gives up after two seconds is used.
    """
    if not isinstance(request, AddAction) or not (request.source or "").startswith(_SAID):
        return request
    channel, _, ts = (request.source or "").removeprefix(_SAID).rpartition(":")
    try:
        found = services.identity.client.chat_getPermalink(channel=channel, message_ts=ts)
    except (SlackApiError, OSError) as error:
        LOG.info("no link to the message: %s", type(error).__name__)
        return request
    return replace(request, source=str(found["permalink"])[:500])
