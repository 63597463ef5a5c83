"""One round: a fresh server, a fresh process, a few hundred commands one by one, then many at once."""

import math
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.sample.loading import sample, workspace
from bot.sandbox import LocalSlack
from tests.bench.asking import Member, Question, all_at_once
from tests.bench.bots import Bot, started
from tests.bench.process import processor_seconds, proportional_mib, resident_mib
from tests.bench.watching import Watch

AT_ONCE = 20
SETTLE = 1.0  # seconds for the bot's start to be over before anything is timed


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked in a round."""

    one_by_one: int = 300
    at_once: int = 600
    warm_up: int = 20


@dataclass(frozen=True, slots=True)
class Round:
    """What came out. Times in milliseconds unless the name says seconds, memory in MiB."""

    connected_seconds: float
    acknowledged: float
    acknowledged_p99: float
    replied: float
    replied_p99: float
    per_second: float
    processor: float
    resident: float
    proportional: float


def measure(bot: Bot, binary: Path, effort: Effort) -> Round:
    """Measure one bot once."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as scratch,
        LocalSlack(binary, workspace(sample()), Path(scratch)) as slack,
    ):
        return _against(slack, bot, Path(scratch), effort)


def _against(slack: LocalSlack, bot: Bot, folder: Path, effort: Effort) -> Round:
    question = _question(slack)
    with Watch(slack.base_url) as watch:
        began = time.perf_counter()
        with started(bot, slack, folder) as process:
            watch.wait(lambda seen: seen.hello is not None, "connected")
            connected = (watch.hello or began) - began
            time.sleep(SETTLE)
            _one_by_one(slack, watch, question, effort.warm_up)
            before = processor_seconds(process.pid)
            times = _one_by_one(slack, watch, question, effort.one_by_one)
            took = all_at_once(slack.base_url, question, effort.at_once, AT_ONCE)
            used = processor_seconds(process.pid) - before
            acknowledged, replied = [a for a, _ in times], [r for _, r in times]
            return Round(
                connected_seconds=connected,
                acknowledged=statistics.median(acknowledged),
                acknowledged_p99=percentile(acknowledged, 99),
                replied=statistics.median(replied),
                replied_p99=percentile(replied, 99),
                per_second=effort.at_once / took,
                processor=used * 1000 / (effort.one_by_one + effort.at_once),
                resident=resident_mib(process.pid),
                proportional=proportional_mib(process.pid),
            )


def _question(slack: LocalSlack) -> Question:
    """The list of open action points, in the Board's channel, by the first of its members."""
    channel = next(c for c in slack.workspace.channels if c.name != "general")
    return Question(channel.id, channel.members[0], "/actions", "open")


def _one_by_one(slack: LocalSlack, watch: Watch, question: Question, count: int) -> list[tuple[float, float]]:
    """Milliseconds from the POST of a command to its acknowledgement in the server, and to the visible reply."""
    times = []
    with Member(slack.base_url, question) as member:
        for _ in range(count):
            watch.forget()
            asked = time.perf_counter()
            member.ask()
            watch.wait(lambda seen: bool(seen.acknowledged and seen.answered), "answered")
            acknowledged, answered = watch.acknowledged or 0.0, watch.answered or 0.0
            times.append(((acknowledged - asked) * 1000, (answered - asked) * 1000))
    return times


def percentile(values: list[float], of: int) -> float:
    """By nearest rank: the smallest value that `of` per cent are not above."""
    return sorted(values)[math.ceil(len(values) * of / 100) - 1]
