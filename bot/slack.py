"""The Slack app, put together: clients, Bolt and listeners."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.assistant import Assistant
from bot.config import Config
from bot.identity import Identity
from bot.listeners import register
from bot.logs import of_library
from bot.meter import NOBODY_LOOKS, Meter
from bot.metered import FailedAgain, MeteredClient, PacedAgain
from bot.pictures import Pictures
from bot.redrawing import Redrawer
from bot.refusals import word_of
from bot.services import LOG, Body, Finder, Services, always, this_process
from scheduler.redrawing import Redrawing
from scheduler.ticker import without_words
from store.errors import BookError

QUICK = 2  # seconds that looking somebody up may take inside an acknowledgement
POSTED_WITHIN = 10  # seconds for one call; what takes longer may have been posted all the same
SLOW_WORKERS = 4


class Unreachable(BookError):
    """Slack does not answer, or does not want this token."""


def web_client(
    config: Config, *, timeout: int = 30, meter: Meter = NOBODY_LOOKS, token: str | None = None
) -> WebClient:
    """A client that waits as long as Slack says when it is told to slow down; with the one bot token, or another."""
    client = MeteredClient(
        meter, token=token or config.bot_token, base_url=config.slack_api_url, timeout=timeout
    )
    client.retry_handlers.append(PacedAgain(meter, times=3))
    client.retry_handlers.append(FailedAgain(meter, times=2))
    return client


def posting_client(
    config: Config, *, timeout: float = POSTED_WITHIN, meter: Meter = NOBODY_LOOKS, token: str | None = None
) -> WebClient:
    """A client for the reminders, which never tries again by itself: a post that got no answer may stand there already.

    It waits for no pace either, since one place must not hold up the others (`scheduler.pace`).
    """
    return MeteredClient(
        meter,
        token=token or config.bot_token,
        base_url=config.slack_api_url,
        timeout=timeout,  # urllib takes parts of seconds as well
        retry_handlers=[],
    )


def who_am_i(client: WebClient) -> AuthorizeResult:
    """Ask Slack who the token belongs to. Raises Unreachable with the remedy."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise Unreachable(_REMEDIES.get(word_of(error), _REFUSED)) from error
    except OSError as error:
        raise Unreachable(
            f"Slack cannot be reached at {client.base_url}. Check the network and SLACK_API_URL; the books are untouched."
        ) from error
    return AuthorizeResult.from_auth_test_response(bot_token=client.token, auth_test_response=answer)


_REFUSED = "Slack refused the bot token. Copy the Bot User OAuth Token again into SLACK_BOT_TOKEN."
_REMEDIES = {
    "account_inactive": "The app has been removed from the workspace. Install it again and set the new SLACK_BOT_TOKEN.",
    "token_revoked": "The bot token was revoked. Install the app again and set the new SLACK_BOT_TOKEN.",
}


@dataclass(frozen=True, slots=True)
class Within:
    """A workspace as the bot of a partnership works in it. `quick` waits less, for what an acknowledgement waits for."""

    client: WebClient
    quick: WebClient
    redrawing: Redrawing
    team: str = ""


def build_services(
    config: Config,
    assistant: Assistant,
    partnership_id: int,
    bot_user: str,
    later: Callable[[Callable[[], None]], None],
    *,
    meter: Meter = NOBODY_LOOKS,
    within: Within | None = None,
) -> Services:
    """What the listeners work with; `within` the one workspace there is, or another."""
    where = within or _the_one(config, assistant, meter)
    client, complete = where.client, is_complete(config)
    return Services(
        assistant,
        Identity(assistant.books, where.quick, team=where.team),
        client,
        partnership_id,
        bot_user,
        later,
        respond,
        Pictures(client, assistant.books.clock, by_id=complete),
        where.redrawing,
        pickers=complete,
        meter=meter,
        limits=config.limits,
    )


def _the_one(config: Config, assistant: Assistant, meter: Meter) -> Within:
    client = web_client(config, meter=meter)
    redrawing = Redrawing(assistant.books, Redrawer(assistant, lambda _: client), this_process())
    return Within(client, web_client(config, timeout=QUICK, meter=meter), redrawing)


def is_complete(config: Config) -> bool:
    """A Slack-compatible server on this machine draws neither menus that search nor pictures named by their id.

    Its forms ask for typed names alone, and it is given the addresses of pictures.
    """
    return urlsplit(config.slack_api_url).hostname not in ("localhost", "127.0.0.1", "::1")


def respond(url: str, body: Body) -> int:
    """Post to a `response_url`; the status says whether Slack took it."""
    return WebhookClient(url).send_dict(body).status_code


def build_app(config: Config, services: Services, me: AuthorizeResult) -> App:
    """The Bolt app with every listener.

    Listeners run in the thread that receives (`process_before_response`): they take a few milliseconds, and a
    hand-over to a pool would cost ten. Slow work goes to `services.later`.
    """
    return app_with(config, always(services), authorize=lambda: me)


def app_with(
    config: Config, find: Finder, before: Iterable[Callable[[App], None]] = (), **authorizing: Any
) -> App:
    """The same for whoever `find` finds; `authorizing` is how Bolt gets to know whose token it is.

    What is registered `before` goes before the listeners.
    """
    app = App(
        name="partnership-bot",  # else Bolt reads the source of every caller to find one
        # At its lower levels Bolt writes whole payloads. That it has no use for the token in the environment is as wanted.
        logger=of_library("bot.bolt", expected=warning_client_prioritized_and_token_skipped()),
        client=WebClient(base_url=config.slack_api_url),
        signing_secret=config.signing_secret or None,
        process_before_response=True,
        request_verification_enabled=bool(config.signing_secret),
        **authorizing,
    )
    app.error(_unreadable)
    for each in before:
        each(app)
    register(app, find)
    return app


def _unreadable(error: Exception) -> BoltResponse:
    """What goes wrong outside our own boundary is Bolt failing over a payload that is shaped like none of Slack's."""
    LOG.error("failure over a payload: %s", without_words(error))
    return BoltResponse(status=400, body="")


class SlowWork:
    """A small pool for what does not belong inside an acknowledgement."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(SLOW_WORKERS, thread_name_prefix="later")

    def __call__(self, work: Callable[[], None]) -> None:
        self.pool.submit(work)

    def finish(self) -> None:
        """Let what was accepted finish."""
        self.pool.shutdown(wait=True)


def wait_until_stopped() -> threading.Event:
    """An event that SIGINT, SIGTERM and SIGHUP set, so that everything stops in order."""
    import signal  # noqa: PLC0415 - only a main program may take signals

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopped.set())
    return stopped
