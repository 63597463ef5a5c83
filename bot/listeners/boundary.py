"""The boundary: nothing escapes a listener, and whoever asked always gets a sentence.

A failure that nobody foresaw is logged under a number, with where it happened but without its words, and the
same number is shown.
"""

import secrets
from collections.abc import Callable
from time import perf_counter

from slack_bolt import Ack, BoltContext
from slack_sdk.errors import SlackApiError

from bot.answering import Answering, Spot
from bot.blocks.reminders import MARK
from bot.refusals import word_of
from bot.services import LOG, Body, Finder, Services
from scheduler.ticker import without_words
from store.errors import BookError

Work = Callable[[Services, Ack, Body], None]
Tell = Callable[[Services, Ack, Body, str], None]


def bound(find: Finder, work: Work, tell: Tell) -> Callable[[Ack, Body, BoltContext], None]:
    """The listener that Bolt calls: `work` with a net below it; `tell` says what went wrong on that surface."""
    surface = work.__module__.rpartition(".")[2]

    def listener(ack: Ack, body: Body, context: BoltContext) -> None:
        began, services = perf_counter(), find(context)
        guarded(lambda: work(services, ack, body), lambda sentence: tell(services, ack, body, sentence))
        services.meter.replied(surface, perf_counter() - began)

    return listener


def guarded(work: Callable[[], object], tell: Callable[[str], None]) -> None:
    """Run `work`; turn whatever goes wrong into one sentence for `tell`."""
    try:
        work()
    except BookError as error:
        _tell(tell, str(error))
    except SlackApiError as error:
        LOG.warning("Slack refused %s", word_of(error))
        _tell(tell, _SLACK.get(word_of(error), _SLACK_SAID_NO))
    except Exception as error:  # noqa: BLE001 - the boundary: whatever it was, the person gets a sentence
        number = secrets.token_hex(4)
        LOG.error("failure %s: %s", number, without_words(error))
        _tell(tell, _FAILED.format(number=number))


_FAILED = (
    "Something went wrong that should not have. It is in the log as {number}; please tell the secretariat."
    " Look at `/actions` to see whether it was done before you try again."
)
_SLACK_SAID_NO = "Slack would not take my answer, but the books are as you left them. Please try again."
_SLACK = {
    "not_in_channel": "I am not in this channel. Invite me with `/invite`, or write to me directly.",
    "channel_not_found": "I cannot see this channel. Invite me with `/invite`, or write to me directly.",
    "is_archived": "This channel is archived, so I cannot post in it.",
    "expired_trigger_id": "That took too long to open. Please press again.",
}


def _tell(tell: Callable[[str], None], sentence: str) -> None:
    try:
        tell(sentence)
    except (SlackApiError, OSError) as error:
        LOG.warning("could not tell: %s", type(error).__name__)
    except Exception as error:  # noqa: BLE001 - a payload that has no place for the sentence
        LOG.error("failure to tell: %s", without_words(error))


def tell_in_ack(_services: Services, ack: Ack, _body: Body, sentence: str) -> None:
    """For slash commands: the acknowledgement carries the sentence."""
    ack(text=sentence, response_type="ephemeral")


def tell_at(services: Services, ack: Ack, body: Body, sentence: str) -> None:
    """For everything else: acknowledge, and say it where the person is."""
    ack()
    Answering(services).say(sentence, spot_of(body))


def spot_of(body: Body) -> Spot:
    """Where a payload comes from, whichever surface it is of."""
    if event := body.get("event"):
        return Spot(
            user=str(event.get("user", "")),
            channel=str(event.get("channel", "")),
            thread=event.get("thread_ts") or "",
        )
    container, said = body.get("container") or {}, body.get("message") or {}
    hidden = bool(container.get("is_ephemeral")) or said.get("subtype") == "ephemeral"
    return Spot(
        user=str((body.get("user") or {}).get("id", "")),
        channel=(body.get("channel") or {}).get("id") or "",
        ts=str(container.get("message_ts") or said.get("ts") or ""),
        thread=str(said.get("thread_ts") or ""),
        response_url=body.get("response_url") or "",
        ephemeral=hidden,
        reminder=str((said.get("blocks") or [{}])[0].get("block_id", "")).startswith(MARK),
    )
