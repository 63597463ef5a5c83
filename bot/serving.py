"""Running the bot: connected to Slack, with the reminders ticking, until it is told to stop."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bot.connecting import Connection
from bot.keeping import nightly_copies
from bot.main import House
from bot.meter import NOBODY_LOOKS, Meter
from bot.parts import Parts
from bot.reminding import start_reminders
from bot.required import require_secrets
from bot.slack import (
    QUICK,
    SlowWork,
    Unreachable,
    build_app,
    build_services,
    posting_client,
    wait_until_stopped,
    web_client,
    who_am_i,
)
from store.workspaces import settle, team_of

if TYPE_CHECKING:
    from bot.web import WebServer


def serve(house: House) -> None:
    """Connect, and stay until a signal says stop. Raises BookError with a sentence when it cannot start."""
    stopped, why = wait_until_stopped(), []

    def give_up(sentence: str) -> None:
        why.append(sentence)
        stopped.set()

    with connected(house, give_up):
        logging.getLogger("bot").info("at work")
        stopped.wait()
    if why:
        raise Unreachable(why[0])


def _go_on(_sentence: str) -> None:
    """Slack is not to be had any more; whoever looks at `/readyz` sees it."""


@contextlib.contextmanager
def connected(house: House, give_up: Callable[[str], None] = _go_on) -> Iterator[None]:
    """The bot at work for as long as the block lasts; on the way out, what was accepted is finished.

    `give_up` is told in a sentence when Slack will never again be had.
    """
    with contextlib.ExitStack() as closing:
        closing.callback(house.engine.dispose)
        require_secrets(house.config)
        later = SlowWork()
        closing.callback(later.finish)
        meter, stopping = _meter(house), threading.Event()
        parts = _parts(house, later, meter)
        for way in _ways_in(house, parts, meter, stopping, give_up):
            way.open()
            closing.callback(way.close)
        if (warmed := parts.partnership or house.books.only_partnership()) is not None:
            later(lambda: house.assistant.warm(warmed))
        reminding = start_reminders(house, parts.posting, parts.redrawing, meter)
        closing.callback(reminding.stop)
        closing.enter_context(nightly_copies(house))
        closing.callback(stopping.set)
        yield


def _parts(house: House, later: SlowWork, meter: Meter) -> Parts:
    """For many workspaces, or for the one whose token is in the environment."""
    config = house.config
    if config.many:
        from bot.many import Many  # noqa: PLC0415 - most serve one

        many = Many(house, later, meter)
        many.check_keys()
        return many.parts()
    me = who_am_i(web_client(config))
    if house.books.only_partnership() is None:
        from bot.first_run import parts_for_first_run  # noqa: PLC0415 - once in the life of the books

        return parts_for_first_run(house, me, later, meter)
    partnership = house.partnership()
    _settle(house, partnership, me.team_id)
    services = build_services(config, house.assistant, partnership, me.bot_user_id or "", later, meter=meter)
    posting = posting_client(config, meter=meter)
    return Parts(
        build_app(config, services, me),
        lambda _partnership: posting,
        services.redrawing,
        web_client(config, timeout=QUICK).auth_test,
        partnership,
    )


def _settle(house: House, partnership: int, team: str | None) -> None:
    """Note where the partnership is, so that it is found there when the bot serves many workspaces one day."""
    with house.books.session(writes=False) as session:
        known = team_of(session, partnership)
    if team and known is None:
        with house.books.session(writes=True) as session:
            settle(session, partnership, team)
            session.commit()


def _meter(house: House) -> Meter:
    """What counts, where there is a place to show it."""
    config = house.config
    if not (config.over_http or config.monitor_port):
        return NOBODY_LOOKS
    from bot.metrics import Metrics  # noqa: PLC0415 - most have nobody who looks

    return Metrics(house.books)


def _ways_in(
    house: House,
    parts: Parts,
    meter: Meter = NOBODY_LOOKS,
    stopping: threading.Event | None = None,
    give_up: Callable[[str], None] = _go_on,
) -> Iterator["Connection | WebServer"]:
    """Socket Mode when there is an app token, else Slack posts to the web server.

    The web server also gives out calendars, so with a public address it is there in Socket Mode too; and so is one for
    whoever watches, with a port for it. From when it is `stopping` they are told that it is not ready.
    """
    config = house.config
    connection = None if config.over_http else Connection(parts.app, config, meter, give_up)
    if connection:
        yield connection
    if config.over_http or config.public_url or config.monitor_port or parts.pages:
        from bot.sites import web_servers  # noqa: PLC0415 - most need no web server

        stop = stopping or threading.Event()
        yield from web_servers(house, parts, connection, meter=meter, stopping=stop)
