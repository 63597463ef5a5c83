"""The load bench in its short form: that its figures come from real processes, and that its verdicts follow from them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.driving import NO_ANSWER, Answer, Tally
from tests.bench.load import Effort, Measured, Overloaded, Saturated, judged, line, measure
from tests.bench.replicas import HTTP, SOCKET
from tests.sandboxing import slack_binary

__all__ = ["slack_binary"]

MUCH = Saturated(per_second=800.0, median=12.0, p99=30.0, errors=0, processor=1.2)
OVER = Overloaded(offered=1600.0, answered=5000, shed=4600, latest=1.9, errors=0, kept=500, lost=0)
WELL = Measured(HTTP, 2, MUCH, replace(MUCH, per_second=1000.0), OVER)


@pytest.mark.slack
@pytest.mark.parametrize(("way", "processes"), [(HTTP, 2), (SOCKET, 1)])
def test_nothing_fails_and_nothing_that_was_answered_is_lost(
    slack_binary: Path, way: str, processes: int
) -> None:
    found = measure(slack_binary, way, processes, Effort(warm_up=5, saturating=60, seconds=1.0))

    assert (found.processes, found.ours.errors, found.bare.errors) == (processes, 0, 0)
    assert min(found.ours.per_second, found.bare.per_second, found.ours.median, found.bare.p99) > 0
    assert found.ours.processor > 0
    over = found.overloaded
    assert over.answered > 0
    assert (over.errors, over.lost) == (0, 0)
    assert 0 < over.kept <= over.answered / 5


@pytest.mark.parametrize(
    "worse",
    [
        replace(WELL, ours=replace(MUCH, per_second=799.0)),
        replace(WELL, ours=replace(MUCH, errors=1)),
        replace(WELL, overloaded=replace(OVER, latest=3.1)),
        replace(WELL, overloaded=replace(OVER, errors=1)),
        replace(WELL, overloaded=replace(OVER, lost=1)),
    ],
)
def test_all_that_is_promised_has_to_hold(worse: Measured) -> None:
    assert WELL.well
    assert line(WELL).endswith("500    0   met")
    assert not worse.well
    assert line(worse).endswith("not met")


def test_calls_are_told_apart_by_what_became_of_them() -> None:
    answers = [
        Answer(200, 0.5, "one", b"noted"),
        Answer(200, 1.5, "two", b"noted"),
        Answer(200, 0.1, "three", b"The books are busy, so nothing was changed."),
        Answer(200, 0.1, "", b"a list"),
        Answer(503, 0.1, "four", b""),
        Answer(200, 5.0, "five", b'{"ok":true}'),
        Answer(NO_ANSWER, 15.0, "six", b""),
        Answer(500, 0.1, "seven", b""),
    ]

    found = judged(Tally(answers), 100.0, lambda: ["one", "two", "two"])

    assert (found.answered, found.shed, found.errors) == (4, 2, 2)
    assert found.latest == 1.5
    assert (found.kept, found.lost) == (2, 1), "what stands there twice is no better"
