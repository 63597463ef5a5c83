"""The chaos of whole bots in its short form, and that its verdict follows from what is found."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from store.tables import Status
from store.views import PointView
from tests.chaos.judging import Judged, differences
from tests.chaos.members import Counted, Point
from tests.chaos.replicas import Effort, Outcome, amid_everything
from tests.chaos.watcher import Story
from tests.sandboxing import slack_binary

__all__ = ["slack_binary"]

SHORT = Effort(
    requests=45, members=3, replicas=2, between=0.1, database_away=0.5, slack_away=0.5, reminders_first=True
)
STORY = Story(100, 5, 3, 2, 40, 50, 13, 0)


@pytest.mark.slack
def test_the_books_are_those_of_people_who_had_no_trouble(slack_binary: Path) -> None:
    outcome = amid_everything(slack_binary, SHORT, random.Random(1))

    assert outcome.judged.differ == ()
    assert outcome.judged.counted.wrong == []
    assert outcome.judged.reminders == outcome.judged.once > 0
    assert outcome.story.missing == ()
    assert {"kill", "restart", "database", "slack"} <= outcome.done.keys()
    assert outcome.well


def view(ref: str, text: str, status: Status = Status.OPEN, note: str = "") -> PointView:
    return PointView(1, ref, f"2026-{ref}", date(2026, 2, 10), "", text, status, note, None, None, False)


WANTED = {
    "02/01": Point("Count the lamps", note="Forty", notes=["Forty"]),
    "02/02": Point("Ask the Union", closed=True),
}
FOUND = [view("02/01", "Count the lamps", note="Forty"), view("02/02", "Ask the Union", Status.CLOSED)]
NOTES = Counter(["Forty"])


def test_books_that_are_as_they_should_be_do_not_differ() -> None:
    assert list(differences(WANTED, FOUND, NOTES)) == []


@pytest.mark.parametrize(
    ("found", "notes"),
    [
        (FOUND[:1], NOTES),
        ([*FOUND, view("02/03", "Count the lamps")], NOTES),
        ([*FOUND, FOUND[0]], NOTES),
        ([FOUND[0], view("02/02", "Ask the Union")], NOTES),
        ([view("02/01", "Count the lamps", note="Four"), FOUND[1]], NOTES),
        (FOUND, Counter(["Forty", "Forty"])),
        (FOUND, Counter[str]()),
    ],
)
def test_whatever_is_lost_or_done_twice_is_found(found: list[PointView], notes: Counter[str]) -> None:
    assert len(list(differences(WANTED, found, notes))) == 1


def test_a_verdict_wants_all_of_it() -> None:
    def outcome(
        differ: tuple[str, ...] = (), once: int = 13, story: Story = STORY, wrong: str = ""
    ) -> Outcome:
        counted = Counted(wrong=[wrong] if wrong else [])
        return Outcome(Judged(counted, differ, 13, once, 13 - once), Counter(kill=1), story, 60.0)

    assert outcome().well
    assert not outcome(differ=("02/01 is not there",)).well
    assert not outcome(once=12).well
    assert not outcome(story=Story(100, 5, 0, 2, 40, 50, 13, 0)).well
    assert not outcome(story=Story(100, 5, 3, 2, 40, 50, 13, 1)).well
    assert not outcome(wrong="answered otherwise").well
