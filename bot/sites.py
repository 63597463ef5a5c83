"""Which web servers a bot has, and what each shows to whom."""

from collections.abc import Iterator
from threading import Event

from slack_bolt import App

from bot.main import House
from bot.meter import NOBODY_LOOKS, Meter
from bot.monitoring import Accepted, Monitoring
from bot.slack import QUICK, Connection, web_client
from bot.web import Pages, Site, WebServer

_WATCHERS = 2  # threads: somebody may look while somebody else is


def web_servers(
    house: House, partnership: int, app: App, connection: Connection | None, *, meter: Meter, stopping: Event
) -> Iterator[WebServer]:
    """The one that others reach; and one for whoever watches over the bot alone, where there is a port for it.

    Without such a port the first shows both in HTTP mode. Without a `connection` Slack posts to it.
    """
    config = house.config
    slack = connection.is_open if connection else Accepted(web_client(config, timeout=QUICK))
    watched = Monitoring(house.books, meter, slack, stopping)
    if connection is None or config.public_url:
        more = () if config.monitor_port or meter is NOBODY_LOOKS else watched.rules()
        site = Site(house.books, partnership, None if connection else app, meter, more)
        yield WebServer(site, config.port, config.listeners)
    if config.monitor_port:
        yield WebServer(Pages(watched.alone()), config.monitor_port, _WATCHERS)
