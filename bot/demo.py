"""The sandbox: a Slack-compatible workspace in the browser, the sample partnership, and the bot in it.

Its clock starts three weeks before a meeting and can be moved on, so that tomorrow's reminders are seen today.
"""

import os
import re
import sys
import threading
from datetime import timedelta
from pathlib import Path

from bot.config import Config, Reminders
from bot.main import House, house
from bot.sample.loading import CLOCK, load, sample, workspace
from bot.sandbox import LocalSlack, SandboxError, fetch
from bot.serving import connected
from bot.slack import wait_until_stopped
from store.clock import SetClock
from store.dates import clock_time, full_day
from store.errors import Invalid

FOLDER = Path(".sandbox")
STEP = FOLDER / "step"  # where another process says how far to move the clock
_STEP = re.compile(r"\+?(\d{1,4})\s*([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def run(port: int) -> None:
    """Start everything, say where it is and what to try, and stay until Ctrl-C."""
    stopped = wait_until_stopped()
    try:
        binary = fetch(FOLDER, say=print)
        data = sample()
        with LocalSlack(binary, workspace(data), FOLDER / "slack", port) as slack:
            clock = SetClock(CLOCK)
            here = house(_config(slack), clock)
            load(here.books, data)
            with connected(here):
                _welcome(slack.base_url, here)
                _watch(clock, stopped)
                stopped.wait()
    except SandboxError as error:
        raise Invalid(str(error)) from error
    print("\nStopped.")


def _config(slack: LocalSlack) -> Config:
    """A fresh database, and the sandbox's own tokens."""
    database = FOLDER / "demo.db"
    for old in FOLDER.glob("demo.db*"):
        old.unlink()
    app = slack.workspace.app
    return Config(
        database_url=f"sqlite:///{database}",
        log_level="WARNING",
        listeners=20,
        reminders=Reminders(every_seconds=1),
        slack_api_url=slack.api_url,
        bot_token=app.bot_token,
        app_token=app.app_token,
        signing_secret="",
        port=0,
    )


def _welcome(address: str, here: House) -> None:
    words = here.assistant.words(here.partnership())
    print(
        f"""
{words.name} is at {address}  (the page lets you be each of its members)

Three things to try, in #pellingford-csp:
  1. Type  /actions overdue  and press Close on one of them.
  2. Reply “done, sent it round on Friday” in the thread under a reminder, as its owner.
  3. Type  /contacts noise  or  /meetings

The clock stands at {_now(here)}. Type +1d and Enter to move it on a day (+2h, +30m);
from another terminal: python -m bot demo --step 1d. Ctrl-C stops all of it.
""",
        flush=True,
    )


def _now(here: House) -> str:
    local = here.books.clock.now().astimezone(CLOCK.tzinfo)
    return f"{clock_time(local.time())} on {full_day(local.date())}"


def step(by: str) -> None:
    """Tell the running demo to move its clock."""
    if not FOLDER.exists():
        raise Invalid("No demo has been started here. Start one with: make demo")
    stretch(by)
    STEP.write_text(by, encoding="utf-8")


def stretch(text: str) -> timedelta:
    """The stretch of time that "1d", "+2h" or "30m" means. Raises Invalid for anything else."""
    said = _STEP.fullmatch(text.strip())
    if said is None:
        raise Invalid(
            f"“{text.strip()[:20]}” is no stretch of time; write 1d, 2h or 30m. The clock was not moved."
        )
    return timedelta(**{_UNITS[said[2]]: int(said[1])})


def _watch(clock: SetClock, stopped: threading.Event) -> None:
    """Move the clock when somebody types so here, or leaves word in the folder."""
    threading.Thread(target=_from_keyboard, args=(clock,), daemon=True).start()
    threading.Thread(target=_from_folder, args=(clock, stopped), daemon=True).start()


def _from_keyboard(clock: SetClock) -> None:
    if sys.stdin is None or sys.stdin.closed or not os.isatty(0):
        return
    for line in sys.stdin:
        if line.strip():
            _move(clock, line)


def _from_folder(clock: SetClock, stopped: threading.Event) -> None:
    while not stopped.wait(0.3):
        if STEP.exists():
            said = STEP.read_text(encoding="utf-8")
            STEP.unlink()
            _move(clock, said)


def _move(clock: SetClock, said: str) -> None:
    try:
        clock.step(stretch(said))
    except Invalid as error:
        print(error, flush=True)
        return
    local = clock.now().astimezone(CLOCK.tzinfo)
    print(f"The clock stands at {clock_time(local.time())} on {full_day(local.date())}.", flush=True)
