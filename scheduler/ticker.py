"""The tick: calls something again and again in a thread of its own. What is due is not its business."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from traceback import format_tb
from typing import Any, TypeVar

Said = TypeVar("Said")

LOG = logging.getLogger(__name__)
MARGIN = timedelta(milliseconds=50)  # a tick that comes sooner than it was wanted finds nothing


class Ticker:
    """One tick at a time: ticks that a slow one has delayed are made up for by a single one."""

    def __init__(self) -> None:
        self._scheduler: Any = None

    def start(self, tick: Callable[[], timedelta | None], seconds: int) -> None:
        """Call `tick` now and every so many seconds, or sooner when it says after what time it wants to be.

        An error in one is logged and the next comes all the same.
        """
        from apscheduler.schedulers.background import BackgroundScheduler  # noqa: PLC0415 - only to serve

        from scheduler.steady import SteadyJobs  # noqa: PLC0415

        # That a tick is left out while a slow one runs is how it is meant, and no news.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        scheduler = BackgroundScheduler(jobstores={"default": SteadyJobs()}, timezone=UTC)

        def tick_and_say_when() -> None:
            again = guarded(tick)
            if again is not None and again < timedelta(seconds=seconds):
                job.modify(next_run_time=datetime.now(UTC) + again + MARGIN)

        job = scheduler.add_job(
            tick_and_say_when,
            "interval",
            seconds=seconds,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler = scheduler
        scheduler.start()

    def stop(self) -> None:
        """No further tick; waits for the one that is running."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None


def guarded(tick: Callable[[], Said]) -> Said | None:
    """Call `tick` as a job of its own: its error is logged here, since APScheduler's log would quote its text."""
    try:
        return tick()
    except Exception as error:  # noqa: BLE001 - the boundary of the job: the next tick must come
        LOG.error("The tick failed: %s", without_words(error))  # noqa: TRY400 - the text may hold words of people
        return None


def without_words(error: BaseException) -> str:
    """An error for the log: its type and where it happened, without its text, which may quote people or rows."""
    return f"{type(error).__name__}\n{''.join(format_tb(error.__traceback__))}".rstrip()
