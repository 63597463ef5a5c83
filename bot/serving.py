"""Running the bot: connected to Slack, with the reminders ticking, until it is told to stop."""

import contextlib
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from slack_bolt import App

from bot.config import Config
from bot.keeping import nightly_copies
from bot.main import House
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
    services = build_services(house.config, house.assistant, partnership, me.bot_user_id or "", later)
    with contextlib.ExitStack() as closing:
        closing.callback(house.engine.dispose)
        closing.callback(later.finish)
        for way in _ways_in(house, partnership, build_app(house.config, services, me)):
            way.open()
            closing.callback(way.close)
        later(lambda: house.assistant.warm(partnership))
        reminding = start_reminders(house, services)
        closing.callback(reminding.stop)
        closing.enter_context(nightly_copies(house))
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


def _ways_in(house: House, partnership: int, app: App) -> Iterator["Connection | WebServer"]:
    """Socket Mode when there is an app token, else Slack posts to the web server.

    The web server also gives out calendars, so with a public address it is there in Socket Mode too.
    """
    config = house.config
    if not config.over_http:
        yield Connection(app, config)
    if config.over_http or config.public_url:
        from bot.web import Site, WebServer  # noqa: PLC0415 - most need no web server

        site = Site(house.books, partnership, app if config.over_http else None)
        yield WebServer(site, config.port, config.listeners)
