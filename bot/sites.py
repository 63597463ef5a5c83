"""Which web servers a bot has, and what each shows to whom."""

from collections.abc import Iterator
from threading import Event

from bot.connecting import Connection
from bot.main import House
from bot.meter import NOBODY_LOOKS, Meter
from bot.monitoring import Accepted, Monitoring
from bot.parts import Parts
from bot.web import Pages, Site, WebServer

_WATCHERS = 2  # threads: somebody may look while somebody else is


def web_servers(
    house: House, parts: Parts, connection: Connection | None, *, meter: Meter, stopping: Event
) -> Iterator[WebServer]:
    """The one that others reach; and one for whoever watches over the bot alone, where there is a port for it.

    Without such a port the first shows both in HTTP mode. Without a `connection` Slack posts to it.
    """
    config = house.config
    slack = connection.is_open if connection else Accepted(parts.accepted)
    watched = Monitoring(house.books, meter, slack, stopping)
    if connection is None or config.public_url or parts.pages:
        more = () if config.monitor_port or meter is NOBODY_LOOKS else watched.rules()
        slack_posts = None if connection else parts.app
        site = Site(house.books, parts.partnership, slack_posts, meter, (*parts.pages, *more))
        yield WebServer(site, config.port, config.listeners)
    if config.monitor_port:
        yield WebServer(Pages(watched.alone()), config.monitor_port, _WATCHERS)
