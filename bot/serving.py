"""Running the bot: connected to Slack, with the reminders ticking, until it is told to stop."""

import contextlib
import logging
from collections.abc import Iterator

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


def serve(house: House) -> None:
    """Connect, and stay until a signal says stop. Raises BookError with a sentence when it cannot start."""
    stopped = wait_until_stopped()
    with connected(house):
        logging.getLogger("bot").info("connected")
        stopped.wait()


@contextlib.contextmanager
def connected(house: House) -> Iterator[None]:
    """The bot at work for as long as the block lasts; on the way out, what was accepted is finished."""
    config = house.config
    if not config.bot_token or not config.app_token:
        raise Invalid(
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN must be set in the environment. The README says where to find them."
        )
    partnership = house.partnership()
    me = who_am_i(web_client(config))
    later = SlowWork()
    services = build_services(config, house.assistant, partnership, me.bot_user_id or "", later)
    connection = Connection(build_app(config, services, me), config)
    connection.open()
    reminding = start_reminders(house)
    try:
        yield
    finally:
        reminding.stop()
        connection.close()
        later.finish()
        house.engine.dispose()
