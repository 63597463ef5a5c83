"""The figures side by side: the median over the rounds, the ratio, and whether the aim is met."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.measuring import Round


@dataclass(frozen=True, slots=True)
class Aim:
    """A limit for the ratio of ours to the bare app, or with `alone` for ours by itself."""

    limit: float
    at_least: bool = False
    alone: bool = False

    def met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.limit:g}{' s' if self.alone else ''}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the report: a figure of `Round`, and how it is written."""

    figure: str
    name: str
    unit: str
    aim: Aim | None = None


MEASURES = (
    Measure("acknowledged", "acknowledged, median", "ms", Aim(0.5)),
    Measure("acknowledged_p99", "acknowledged, p99", "ms"),
    Measure("replied", "visible reply, median", "ms"),
    Measure("replied_p99", "visible reply, p99", "ms"),
    Measure("per_second", "20 at once", "/s", Aim(0.8, at_least=True)),
    Measure("processor", "processor per command", "ms"),
    Measure("resident", "memory after that, RSS", "MiB", Aim(2.5)),
    Measure("proportional", "memory after that, PSS", "MiB"),
    Measure("connected_seconds", "connected after start", "s", Aim(1.0, alone=True)),
)


def report(ours: Sequence[Round], bare: Sequence[Round]) -> Iterator[str]:
    """The lines, for people."""
    yield f"{'':24}{'ours':>12}{'bare Bolt':>12}{'ratio':>8}   aim"
    for measure in MEASURES:
        mine, other = _median(ours, measure.figure), _median(bare, measure.figure)
        ratio = mine / other if other else float("inf")
        told = f"{measure.name:24}{_written(mine, measure):>12}{_written(other, measure):>12}{ratio:8.2f}"
        yield f"{told}   {_verdict(measure.aim, mine, ratio)}".rstrip()


def _verdict(aim: Aim | None, mine: float, ratio: float) -> str:
    if aim is None:
        return ""
    return f"{aim}: {'met' if aim.met(mine if aim.alone else ratio) else 'not met'}"


def _median(rounds: Sequence[Round], figure: str) -> float:
    return float(statistics.median(getattr(one, figure) for one in rounds))


def _written(value: float, measure: Measure) -> str:
    return f"{value:.{0 if value >= 100 else 2 if value < 10 else 1}f} {measure.unit}"
