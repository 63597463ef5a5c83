"""The reminders at work: ticking, and delivering what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from slack_sdk import WebClient

from bot.delivery import Delivery
from bot.main import House
from bot.meter import Meter
from bot.metered import MeteredOutlet
from bot.policies import policy_of
from bot.services import this_process
from scheduler.clearing import Clearer
from scheduler.errands import Outlet
from scheduler.handing_back import hand_back
from scheduler.redrawing import Redrawing
from scheduler.sweep import Sweep
from scheduler.ticker import Ticker, guarded

EVERY_HOUR = 3_600  # seconds between looks at whether a month has begun


@dataclass(frozen=True, slots=True)
class Reminding:
    """The reminders at work."""

    sweep: Sweep
    ticker: Ticker
    clearing: Ticker

    def stop(self) -> None:
        """No further reminder; the one on its way arrives, and what this process still holds others may take at once."""
        self.sweep.stopping.set()
        self.ticker.stop()
        self.clearing.stop()
        guarded(lambda: hand_back(self.sweep.books, self.sweep.watch))


def start_reminders(
    house: House, clients: Callable[[int], WebClient], redrawing: Redrawing, meter: Meter
) -> Reminding:
    """Sweep now and every few seconds until it is stopped, and draw anew what was not drawn at once.

    `clients` gives what posts for a partnership, see `bot.delivery`.
    """
    periods = house.config.retention
    policy, entitled = policy_of(house.config), house.assistant.entitled
    outlet = MeteredOutlet(_outlet(house, clients), meter)
    sweep = Sweep(house.books, policy, outlet, this_process(), entitled, periods)

    def tick() -> timedelta | None:
        again = sweep.run()
        redrawing.run()
        return again

    ticker, clearing = Ticker(), Ticker()
    ticker.start(tick, house.config.reminders.every_seconds)
    clearing.start(Clearer(house.books, periods).run, EVERY_HOUR)
    return Reminding(sweep, ticker, clearing)


def _outlet(house: House, clients: Callable[[int], WebClient]) -> Outlet:
    """The way to Slack; and by mail, which is loaded only where there is a mail server."""
    config = house.config
    slack = Delivery(house.assistant, clients)
    if not config.mail.host:
        return slack
    from bot.mail import Mailer, SlackOrMail  # noqa: PLC0415

    return SlackOrMail(slack, house.assistant, Mailer(config.mail, config.mail_password))
