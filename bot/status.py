"""What the bot's own pane shows while something takes a while: a paper is read, a file is written.

Only in the direct message with the bot, which is where that pane stands. A workspace without it refuses, and loses
nothing; Slack takes the status away with the next message, and after two minutes by itself
(docs.slack.dev/reference/methods/assistant.threads.setStatus).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.refusals import word_of
from bot.services import LOG, Services

if TYPE_CHECKING:
    from bot.answering import Spot

# Each as Slack says it behind the bot's name.
READING = "is reading the file …"
BRINGING_IN = "is bringing it in …"
WRITING = "is writing the file …"


@contextmanager
def working(services: Services, spot: "Spot", status: str) -> Iterator[None]:
    """Show `status` while what is inside goes on, whatever becomes of it."""
    below = spot.thread or spot.asked or spot.ts
    shown = bool(spot.direct and below) and _set(services.identity.client, spot.channel, below, status)
    try:
        yield
    finally:
        if shown:
            _set(services.identity.client, spot.channel, below, "")


def _set(client: WebClient, channel: str, thread: str, status: str) -> bool:
    """Whether Slack shows it. The client is the one that gives up soon: nobody is to wait for this."""
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status)
    except SlackApiError as error:
        LOG.debug("no status: %s", word_of(error))
    except OSError as error:
        LOG.debug("no status: %s", type(error).__name__)
    else:
        return True
    return False
