"""Running the bot: connected to Slack, with the reminders ticking, until it is told to stop."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from slack_bolt import App

from bot.config import Config
from bot.keeping import nightly_copies
from bot.main import House
from bot.meter import NOBODY_LOOKS, Meter
from bot.reminding import start_reminders
from bot.slack import (
    Connection,
    SlowWork,
    build_app,
    build_services,
    wait_until_stopped,
    web_client,
    who_am_i,
)
from store.errors import Invalid

if TYPE_CHECKING:
    from bot.web import WebServer


def serve(house: House) -> None:
    """Connect, and stay until a signal says stop. Raises BookError with a sentence when it cannot start."""
    stopped = wait_until_stopped()
    with connected(house):
        logging.getLogger("bot").info("connected")
        stopped.wait()


@contextlib.contextmanager
def connected(house: House) -> Iterator[None]:
    """The bot at work for as long as the block lasts; on the way out, what was accepted is finished."""
    _require_secrets(house.config)
    partnership = house.partnership()
    me = who_am_i(web_client(house.config))
    later = SlowWork()
    meter, stopping = _meter(house), threading.Event()
    services = build_services(
        house.config, house.assistant, partnership, me.bot_user_id or "", later, meter=meter
    )
    with contextlib.ExitStack() as closing:
        closing.callback(house.engine.dispose)
        closing.callback(later.finish)
        for way in _ways_in(house, partnership, build_app(house.config, services, me), meter, stopping):
            way.open()
            closing.callback(way.close)
        later(lambda: house.assistant.warm(partnership))
        reminding = start_reminders(house, services)
        closing.callback(reminding.stop)
        closing.enter_context(nightly_copies(house))
        closing.callback(stopping.set)
        yield


def _require_secrets(config: Config) -> None:
    """Raise Invalid when what the way to Slack needs is missing."""
    if not config.bot_token:
        raise Invalid("SLACK_BOT_TOKEN must be set in the environment. The README says where to find it.")
    if config.over_http and not config.signing_secret:
        raise Invalid(
            "SLACK_APP_TOKEN must be set in the environment, or SLACK_SIGNING_SECRET if Slack is to post to this bot's"
            " web server. The README says where to find them."
        )


def _meter(house: House) -> Meter:
    """What counts, where there is a place to show it."""
    config = house.config
    if not (config.over_http or config.monitor_port):
        return NOBODY_LOOKS
    from bot.metrics import Metrics  # noqa: PLC0415 - most have nobody who looks

    return Metrics(house.books)


def _ways_in(
    house: House,
    partnership: int,
    app: App,
    meter: Meter = NOBODY_LOOKS,
    stopping: threading.Event | None = None,
) -> Iterator["Connection | WebServer"]:
    """Socket Mode when there is an app token, else Slack posts to the web server.

    The web server also gives out calendars, so with a public address it is there in Socket Mode too; and so is one for
    whoever watches, with a port for it. From when it is `stopping` they are told that it is not ready.
    """
    config = house.config
    connection = None if config.over_http else Connection(app, config, meter)
    if connection:
        yield connection
    if config.over_http or config.public_url or config.monitor_port:
        from bot.sites import web_servers  # noqa: PLC0415 - most need no web server

        stop = stopping or threading.Event()
        yield from web_servers(house, partnership, app, connection, meter=meter, stopping=stop)
