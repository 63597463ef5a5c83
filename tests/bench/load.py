"""`python -m tests.bench.load`: what 1, 2 and 4 processes over one PostgreSQL bear, beside as many bare Bolt apps.

First as much as they can, so many calls at a time; then twice as many calls a second as that was, of which each tenth
writes into the books. What is then not answered in time has to be refused, and what is answered has to be kept.
"""

import argparse
import asyncio
import itertools
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bot.main import House
from bot.sandbox import SandboxError, fetch
from store.tables import Update
from tests.bench.bots import ROOT
from tests.bench.driving import NO_ANSWER, Answer, Call, Driver, Tally
from tests.bench.measuring import percentile
from tests.bench.process import processor_seconds
from tests.bench.replicas import HTTP, SOCKET, Site, books, site

PROCESSES = (1, 2, 4)
AT_ONCE = 20
AIM, LATEST = 0.8, 3.0
GIVES_UP = 4.9  # seconds after which the local Slack server has given up a bot
_REFUSED = b"nothing was changed"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked of each."""

    warm_up: int = 100
    saturating: int = 2_500
    seconds: float = 6.0


@dataclass(frozen=True, slots=True)
class Saturated:
    """As much as they can. Times in milliseconds; `processor` is what one call costs the bot's own processes."""

    per_second: float
    median: float
    p99: float
    errors: int
    processor: float


@dataclass(frozen=True, slots=True)
class Overloaded:
    """Twice as much as they can. Times in seconds."""

    offered: float
    answered: int
    shed: int
    latest: float
    errors: int
    kept: int
    lost: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of so many processes."""

    way: str
    processes: int
    ours: Saturated
    bare: Saturated
    overloaded: Overloaded

    @property
    def well(self) -> bool:
        """Whether all that is promised holds."""
        enough = self.ours.per_second >= AIM * self.bare.per_second
        held = self.overloaded.latest <= LATEST and not self.overloaded.lost
        return enough and held and not self.ours.errors and not self.overloaded.errors


def _driven(calls: Coroutine[None, None, Tally]) -> Tally:
    """Driven in a thread of its own, since whoever measures may be within a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, calls).result()


def saturated(here: Site, effort: Effort, numbers: Iterator[int]) -> Saturated:
    """So many lists of what is open, a fixed number at a time."""

    def call() -> Call:
        return here.call(next(numbers), "open")

    at_once = AT_ONCE * len(here.ports)
    _driven(Driver(here.ports, call).at_a_time(effort.warm_up * len(here.ports), at_once))
    before = _used(here)
    tally = _driven(Driver(here.ports, call).at_a_time(effort.saturating, at_once))
    used = _used(here) - before
    times = [answer.seconds * 1000 for answer in tally.answers]
    return Saturated(
        per_second=len(times) / tally.seconds,
        median=statistics.median(times),
        p99=percentile(times, 99),
        errors=len(times) - len([answer for answer in tally.with_status(200) if _in_time(answer)]),
        processor=used * 1000 / len(times),
    )


def _used(here: Site) -> float:
    return sum(processor_seconds(pid) for pid in here.pids)


def overloaded(here: Site, house: House, rate: float, effort: Effort, numbers: Iterator[int]) -> Overloaded:
    """So many calls a second, of which each tenth is a change."""

    def call() -> Call:
        number = next(numbers)
        note = f"load {number}" if number % 10 == 0 else ""
        return here.call(number, f"update 02/10 {note}" if note else "open", note)

    tally = _driven(Driver(here.ports, call).a_second(rate, effort.seconds))
    return judged(tally, rate, lambda: _noted(house))


def judged(tally: Tally, rate: float, noted: Callable[[], list[str]]) -> Overloaded:
    """What became of the calls, and of what they wrote."""
    answered = [answer for answer in tally.with_status(200) if _in_time(answer)]
    shed = [*tally.with_status(503), *(answer for answer in tally.with_status(200) if not _in_time(answer))]
    changes = [answer.note for answer in answered if answer.note and _REFUSED not in answer.body]
    standing = noted()
    return Overloaded(
        offered=rate,
        answered=len(answered),
        shed=len(shed),
        latest=max((answer.seconds for answer in answered), default=0.0),
        errors=len(tally.answers) - len(answered) - len(shed),
        kept=len(changes),
        lost=sum(standing.count(note) != 1 for note in changes),
    )


def _in_time(answer: Answer) -> bool:
    """Whether the bot answered: the local Slack server says the same when it has waited for five seconds in vain."""
    return answer.status != NO_ANSWER and answer.seconds < GIVES_UP


def _noted(house: House) -> list[str]:
    with house.books.session(writes=False) as session:
        return list(session.scalars(select(Update.text)))


def measure(binary: Path, way: str, processes: int, effort: Effort) -> Measured:
    """Both, one after the other, on fresh servers and books."""
    numbers = itertools.count(time.time_ns() // 1_000)
    with tempfile.TemporaryDirectory(prefix="bench-") as name, books(Path(name)) as house:
        folder = Path(name)
        with site(binary, folder, way, processes, None) as here:
            bare = saturated(here, effort, numbers)
        address = house.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with site(binary, folder, way, processes, address) as here:
            ours = saturated(here, effort, numbers)
            over = overloaded(here, house, 2 * ours.per_second, effort, numbers)
    return Measured(way, processes, ours, bare, over)


HEADING = (
    f"{'':12}{'processes':>9}{'':>4}{'per second':>22}{'median':>18}{'p99':>18}{'processor':>18}{'errors':>8}   twice as much\n"
    f"{'':25}{'ours':>8}{'bare':>8}{'ratio':>6}{'ours':>9}{'bare':>9}{'ours':>9}{'bare':>9}{'ours':>9}{'bare':>9}{'':8}   "
    f"{'answered':>8}{'refused':>8}{'latest':>8}{'errors':>7}{'kept':>6}{'lost':>5}"
)


def line(found: Measured) -> str:
    """The figures of so many processes, for people."""
    ours, bare, over = found.ours, found.bare, found.overloaded
    ratio = ours.per_second / bare.per_second
    return (
        f"{found.way:12}{found.processes:>9}{'':4}{ours.per_second:8.0f}{bare.per_second:8.0f}{ratio:6.2f}"
        f"{ours.median:6.1f} ms{bare.median:6.1f} ms{ours.p99:6.0f} ms{bare.p99:6.0f} ms"
        f"{ours.processor:6.2f} ms{bare.processor:6.2f} ms{ours.errors:8}   "
        f"{over.answered:8}{over.shed:8}{over.latest:6.2f} s{over.errors:7}{over.kept:6}{over.lost:5}"
        f"   {'met' if found.well else 'not met'}"
    )


def run(binary: Path, effort: Effort, processes: tuple[int, ...] = PROCESSES) -> bool:
    """Measure and print; whether all is as promised."""
    print(
        f"Load, on {os.cpu_count()} processors that all share (load {os.getloadavg()[0]:.1f}), {AT_ONCE} calls at a time"
        f" for each process. “Processor” is what a call costs the bot alone: where it stays the same from one process to four,\n"
        f"they do not wait for each other but for a processor.\nAims: at least {AIM} of the bare app's, no error; at twice as much no answer after {LATEST:g} s,"
        " nothing answered lost."
    )
    print(HEADING, flush=True)
    found = []
    for way in (HTTP, SOCKET):
        for count in processes:
            found.append(measure(binary, way, count, effort))
            print(line(found[-1]), flush=True)
    return all(each.well for each in found)


def _as_many_connections_as_there_may_be() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 16_384), most))


def main() -> int:
    """Run it; 1 when something is not as promised."""
    usual = Effort()
    asked = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    asked.add_argument(
        "--calls", type=int, default=usual.saturating, help="by so many processes, as fast as they can"
    )
    asked.add_argument("--seconds", type=float, default=usual.seconds, help="of twice as many calls")
    asked.add_argument("--processes", type=int, nargs="*", default=PROCESSES)
    told = asked.parse_args()
    try:
        binary = fetch(ROOT / ".sandbox", say=print)
    except SandboxError as error:
        print(error, file=sys.stderr)
        return 1
    _as_many_connections_as_there_may_be()
    effort = Effort(saturating=told.calls, seconds=told.seconds)
    return 0 if run(binary, effort, tuple(told.processes)) else 1


if __name__ == "__main__":
    sys.exit(main())
