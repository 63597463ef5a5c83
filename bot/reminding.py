"""Reminders: the policy that the configuration asks for, and the ticking that delivers what is due."""

from dataclasses import dataclass
from datetime import time, timedelta

from bot.config import Config
from bot.delivery import Delivery
from bot.main import House
from bot.services import Services, this_process
from bot.slack import posting_client
from scheduler.clearing import Clearer
from scheduler.policy import Policy, Timing
from scheduler.sweep import Sweep
from scheduler.ticker import Ticker
from store.dates import parse_date
from store.errors import Invalid

EVERY_HOUR = 3_600  # seconds between looks at whether a month has begun


def policy_of(config: Config) -> Policy:
    """The policy of the configuration. Raises Invalid when its time is none."""
    said = config.reminders
    try:
        at = time.fromisoformat(said.at)
        return Policy(
            deadline=Timing(said.report_deadline, at),
            session=Timing(said.session, at),
            nudge=Timing(said.nudge, at),
            overdue=said.overdue,
            secretariat_after=said.secretariat_after,
            weekly=said.weekly,
            personal=said.personal,
            closings=said.closings,
            confirm=_day_of_the_year(said.confirm),
            digest_at=at,
        )
    except ValueError as error:
        raise Invalid(
            f"[reminders] in the configuration is wrong: {error}. Compare it with config.example.toml."
        ) from error


def _day_of_the_year(said: str) -> tuple[int, int] | None:
    """“1 October” as month and day. Raises ValueError for what is no day of every year."""
    if not said.strip():
        return None
    found = parse_date(f"{said} 2023")
    if found is None:
        raise ValueError(f"“{said[:40]}” is no day of the year, such as 1 October")
    return found.month, found.day


@dataclass(frozen=True, slots=True)
class Reminding:
    """The reminders at work."""

    sweep: Sweep
    ticker: Ticker
    clearing: Ticker

    def stop(self) -> None:
        """No further reminder; the one on its way arrives."""
        self.sweep.stopping.set()
        self.ticker.stop()
        self.clearing.stop()


def start_reminders(house: House, services: Services) -> Reminding:
    """Sweep now and every few seconds until it is stopped, and draw anew what was not drawn at once."""
    delivery = Delivery(house.assistant, posting_client(house.config))
    periods = house.config.retention
    kept = timedelta(days=periods.deliveries) if periods.deliveries else None
    entitled = house.assistant.entitled
    sweep = Sweep(house.books, policy_of(house.config), delivery, this_process(), entitled, kept)

    def tick() -> timedelta | None:
        again = sweep.run()
        services.redrawing.run()
        return again

    ticker, clearing = Ticker(), Ticker()
    ticker.start(tick, house.config.reminders.every_seconds)
    clearing.start(Clearer(house.books, periods).run, EVERY_HOUR)
    return Reminding(sweep, ticker, clearing)
