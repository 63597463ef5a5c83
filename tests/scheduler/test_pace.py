from datetime import timedelta

import pytest

from scheduler.pace import APART, CALM_AFTER, Pace

HERE, THERE = "C0HERE", "C0THERE"
NOW = timedelta()


class Paced(Pace):
    """With a clock that the test turns."""

    def __init__(self) -> None:
        self.passed = 500.0
        super().__init__(lambda: self.passed)

    def turns(self, place: str, count: int) -> list[float]:
        return [self.turn(place).total_seconds() for _ in range(count)]


@pytest.fixture
def pace() -> Paced:
    return Paced()


def test_nobody_waits_where_nobody_was_refused(pace: Paced) -> None:
    pace.written(HERE)

    assert pace.turns(HERE, 3) == [0, 0, 0]
    assert pace.next_turn() is None


def test_after_a_refusal_each_has_a_turn_of_their_own_a_second_apart(pace: Paced) -> None:
    pace.slow_down(HERE, timedelta(seconds=30))

    assert pace.turns(HERE, 3) == [30, 31, 32]
    assert pace.turns(THERE, 1) == [0]
    assert pace.next_turn() == timedelta(seconds=30)


def test_whose_turn_has_come_may_write_and_the_next_a_second_later(pace: Paced) -> None:
    pace.slow_down(HERE, timedelta(seconds=30))
    pace.turns(HERE, 2)

    pace.passed += 30
    assert pace.turn(HERE) == NOW
    pace.written(HERE)
    assert pace.next_turn() == timedelta(seconds=APART)
    pace.passed += APART
    assert pace.turn(HERE) == NOW


def test_a_refusal_without_a_time_means_a_second(pace: Paced) -> None:
    pace.slow_down(HERE, timedelta())

    assert pace.turns(HERE, 1) == [APART]


def test_after_a_calm_minute_a_place_is_written_to_freely_again(pace: Paced) -> None:
    pace.slow_down(HERE, timedelta(seconds=1))
    pace.passed += CALM_AFTER
    pace.written(HERE)

    assert pace.turns(HERE, 2) == [0, 0]
    assert pace.next_turn() is None
