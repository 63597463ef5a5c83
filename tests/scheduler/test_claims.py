from datetime import timedelta

import pytest

from scheduler.claims import Claim, Watch

LEASE = timedelta(seconds=120)


class Seconds:
    """A clock that nobody can set."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def elapsed() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(elapsed: Seconds) -> Watch:
    return Watch("one", elapsed, LEASE)


def test_a_claim_is_abandoned_when_it_was_seen_unchanged_for_a_whole_lease(
    watch: Watch, elapsed: Seconds
) -> None:
    claim = Claim(7, "two#1")

    assert watch.abandoned([claim]) == []
    elapsed.passed += 119
    assert watch.abandoned([claim]) == []
    elapsed.passed += 1
    assert watch.abandoned([claim]) == [claim]


def test_a_new_attempt_at_the_same_row_is_a_new_claim(watch: Watch, elapsed: Seconds) -> None:
    watch.abandoned([Claim(7, "two#1")])
    elapsed.passed += 200

    assert watch.abandoned([Claim(7, "two#2")]) == []


def test_a_claim_that_was_settled_and_stands_again_is_watched_from_the_beginning(
    watch: Watch, elapsed: Seconds
) -> None:
    watch.abandoned([Claim(7, "two#1")])
    watch.abandoned([])
    elapsed.passed += 200

    assert watch.abandoned([Claim(7, "two#1")]) == []


def test_the_lease_of_one_claim_says_nothing_about_another(watch: Watch, elapsed: Seconds) -> None:
    old, young = Claim(7, "two#1"), Claim(8, "three#1")
    watch.abandoned([old])
    elapsed.passed += 60
    watch.abandoned([old, young])
    elapsed.passed += 60

    assert watch.abandoned([old, young]) == [old]


def test_ones_own_are_lost_at_once_and_nobody_elses_whose_name_begins_alike(watch: Watch) -> None:
    own, others = Claim(7, watch.token()), Claim(8, "one of others#1")

    assert watch.abandoned([own, others]) == [own]


def test_no_two_attempts_of_a_process_are_equal(watch: Watch) -> None:
    assert len({watch.token() for _ in range(100)}) == 100
