"""The bench of searching in its short form: that all three are asked, and that a slip still finds the name first."""

import random

import pytest

from tests.bench.searching import directory, found_first, lines, measured, with_a_slip


def test_the_bench_asks_all_three_and_counts_what_comes_first() -> None:
    figures = measured(40, calls=2, of_difflib=1)

    assert {way: len(times) for way, times in figures.times.items()} == {
        "ours": 2,
        "rapidfuzz": 2,
        "difflib": 1,
    }
    told = list(lines(figures))
    assert len(told) == 4
    assert told[-1].startswith("     40 contacts, a slip in every name: ")


@pytest.mark.parametrize("size", [50, 1_000])
def test_a_slip_in_any_name_still_finds_it_first(size: int) -> None:
    assert found_first(directory(size)) >= 98


def test_a_slip_is_one_letter_wrong_or_missing() -> None:
    chance = random.Random(1)
    for _ in range(200):
        typed = with_a_slip("Ada Okafor", chance)
        assert typed != "Ada Okafor"
        assert len(typed) in (9, 10)
        assert typed.count(" ") == 1
