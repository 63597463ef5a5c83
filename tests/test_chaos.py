"""`make chaos` in its short form: killed at each step that anybody else can see, over a bad line, on a full disk."""

import random
from pathlib import Path

import pytest

from tests.chaos.failing import over_a_bad_line
from tests.chaos.full_disk import Filling, on_a_full_disk
from tests.chaos.killing import EFFECTS, at_every_step
from tests.chaos.town import Found, Town
from tests.sandboxing import slack_binary

__all__ = ["slack_binary"]

pytestmark = pytest.mark.slack


def test_killed_at_every_step_each_reminder_is_posted_once(slack_binary: Path) -> None:
    town = Town(groups=14, people=13)

    outcome = at_every_step(slack_binary, "sqlite", town, range(1, EFFECTS + 1), effects_only=True)

    assert outcome.found == Found(town.reminders, missing=0, double=0)
    assert outcome.kills >= EFFECTS - 4  # on a slow machine one may find its time over before its step


def test_over_a_bad_line_each_reminder_is_posted_once(slack_binary: Path) -> None:
    town = Town(groups=26, people=3)

    failures = over_a_bad_line(slack_binary, "sqlite", town, random.Random(2))

    assert failures.outcome.found == Found(town.reminders, missing=0, double=0)
    assert len(failures.faults) == 7


def test_on_a_full_disk_nothing_is_half_done_and_it_goes_on_by_itself(slack_binary: Path) -> None:
    outcome = on_a_full_disk(slack_binary, Filling(requests=120, members=4, times=1), random.Random(3))

    assert outcome.well, "\n".join(outcome.lines())
