import logging
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.steady import SteadyJobs
from scheduler.ticker import Ticker, guarded, without_words

SOON = 10  # seconds; a tick comes within milliseconds, so this only bounds a failure
WORDS = "Ada Okafor, 01632 960 123"


def fail() -> None:
    raise LookupError(WORDS)


def test_it_ticks_at_once_and_stops() -> None:
    ticked = Event()
    ticker = Ticker()

    ticker.start(ticked.set, seconds=3600)

    assert ticked.wait(SOON)
    ticker.stop()
    ticker.stop()


def test_it_ticks_again_after_a_tick_that_failed() -> None:
    again = Event()
    calls: list[None] = []

    def tick() -> None:
        calls.append(None)
        if len(calls) == 1:
            fail()
        again.set()

    ticker = Ticker()
    ticker.start(tick, seconds=1)

    assert again.wait(SOON)
    ticker.stop()


def test_it_ticks_sooner_when_the_tick_wants_to() -> None:
    again = Event()
    calls: list[None] = []

    def tick() -> timedelta | None:
        calls.append(None)
        if len(calls) == 1:
            return timedelta(milliseconds=1)
        again.set()
        return None

    ticker = Ticker()
    ticker.start(tick, seconds=3600)

    assert again.wait(SOON)
    ticker.stop()


def test_a_clock_that_is_put_back_delays_no_tick() -> None:
    """The scheduler wakes up by a clock of its own, and asks what is due at the time that the machine's clock shows."""
    jobs = SteadyJobs()
    scheduler = BackgroundScheduler(jobstores={"default": jobs}, timezone=UTC)
    scheduler.start(paused=True)
    noon = datetime(2026, 5, 5, 12, tzinfo=UTC)
    scheduler.add_job(fail, "interval", seconds=20, next_run_time=noon + timedelta(seconds=20), id="tick")

    assert jobs.get_due_jobs(noon) == []
    assert [job.id for job in jobs.get_due_jobs(noon - timedelta(hours=1))] == ["tick"]
    scheduler.shutdown()


def test_stopping_waits_for_the_tick_that_is_running() -> None:
    begun, finish, done = Event(), Event(), Event()

    def tick() -> None:
        begun.set()
        finish.wait(SOON)
        done.set()

    ticker = Ticker()
    ticker.start(tick, seconds=3600)
    assert begun.wait(SOON)
    finish.set()

    ticker.stop()

    assert done.is_set()


def test_an_error_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        guarded(fail)

    assert "The tick failed: LookupError" in caplog.text
    assert "in fail" in caplog.text
    assert WORDS not in caplog.text


def test_an_error_that_was_never_raised_has_only_its_name() -> None:
    assert without_words(KeyError("Ada")) == "KeyError"
