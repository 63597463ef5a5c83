"""The bench itself: that it runs against a real server, and that its verdicts follow from the figures."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.bench.__main__ import run
from tests.bench.measuring import Effort, Round, percentile
from tests.bench.report import MEASURES, report
from tests.sandboxing import slack_binary

__all__ = ["slack_binary"]

BARE = Round(
    connected_seconds=0.2,
    acknowledged=12.0,
    acknowledged_p99=16.0,
    replied=12.0,
    replied_p99=16.0,
    per_second=800.0,
    processor=0.5,
    resident=32.0,
    proportional=24.0,
)


@pytest.mark.slack
def test_a_handful_of_commands_gives_every_figure_of_both_bots(slack_binary: Path) -> None:
    mine, other = run(slack_binary, 1, Effort(one_by_one=4, at_once=40, warm_up=2))

    for figures in (*map(asdict, mine), *map(asdict, other)):
        assert all(value > 0 for name, value in figures.items() if name != "processor"), figures
    assert len(list(report(mine, other))) == len(MEASURES) + 1


def test_an_aim_is_met_up_to_its_limit_and_not_beyond() -> None:
    at_the_limit = replace(BARE, acknowledged=6.0, per_second=640.0, resident=80.0, connected_seconds=1.0)
    beyond = replace(BARE, acknowledged=6.1, per_second=639.0, resident=80.1, connected_seconds=1.01)

    assert _verdicts(at_the_limit) == ["met"] * 4
    assert _verdicts(beyond) == ["not met"] * 4


def test_a_line_says_both_figures_their_ratio_and_the_aim() -> None:
    lines = list(report([replace(BARE, per_second=1000.0)], [BARE]))

    assert lines[0].split() == ["ours", "bare", "Bolt", "ratio", "aim"]
    line = next(line for line in lines if line.startswith("20 at once"))
    assert line == "20 at once                   1000 /s      800 /s    1.25   at least 0.8: met"


def test_a_figure_is_the_median_of_the_rounds() -> None:
    slow, middling, quick = (replace(BARE, per_second=value) for value in (100.0, 400.0, 1600.0))

    line = next(line for line in report([slow, quick, middling], [BARE]) if line.startswith("20 at once"))

    assert line.split()[3:5] == ["400", "/s"]


@pytest.mark.parametrize(("count", "found"), [(1, 1.0), (50, 50.0), (100, 99.0), (300, 297.0)])
def test_a_percentile_is_a_value_that_occurred(count: int, found: float) -> None:
    assert percentile([float(n) for n in range(count, 0, -1)], 99) == found


def _verdicts(mine: Round) -> list[str]:
    told = [line.rpartition(": ")[2] for line in report([mine], [BARE]) if ": " in line]
    return [verdict for verdict in told if verdict in ("met", "not met")]
