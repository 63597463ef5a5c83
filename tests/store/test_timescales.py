"""Timescales of plans read into dates: once, again and again, or words without a date."""

from datetime import date

import pytest

from store.timescales import Recurrence, read_timescale

SINCE = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("March 2026", date(2026, 3, 31)),
        ("September 25", date(2025, 9, 30)),
        ("Febuary 2026", date(2026, 2, 28)),
        ("by 12 September 2025", date(2025, 9, 12)),
        ("31/03/2026", date(2026, 3, 31)),
        ("12 September", date(2025, 9, 12)),
        ("1 February", date(2026, 2, 1)),
        ("before 1 May 2026", date(2026, 4, 30)),
        ("Q2", date(2025, 9, 30)),
        ("quarter 4", date(2026, 3, 31)),
        ("Q4 2026/27", date(2027, 3, 31)),
        ("Q1 to Q3 2025/26", date(2025, 12, 31)),
        ("third quarter of 2025", date(2025, 12, 31)),
        ("end of 2025/26", date(2026, 3, 31)),
        ("2026/27", date(2027, 3, 31)),
        ("end of 2026", date(2026, 12, 31)),
        ("by the end of the financial year", date(2026, 3, 31)),
        ("by the end of the calendar year", date(2025, 12, 31)),
        ("Ongoing March 2026", date(2026, 3, 31)),
        ("within six months", date(2025, 10, 1)),
        ("6 weeks", date(2025, 5, 13)),
        ("2 years", date(2027, 4, 1)),
        ("by end of June", date(2025, 6, 30)),
        ("Immediately", SINCE),
    ],
)
def test_once(words: str, due: date) -> None:
    read = read_timescale(words, SINCE)
    assert (read.words, read.due, read.recurs) == (words, due, None)


@pytest.mark.parametrize(
    ("words", "due", "following", "often"),
    [
        ("Quarterly", date(2025, 6, 30), date(2025, 9, 30), "quarterly"),
        ("Ongoing/quarterly", date(2025, 6, 30), date(2025, 9, 30), "quarterly"),
        ("Monthly", date(2025, 4, 30), date(2025, 5, 31), "monthly"),
        ("Review every 6 months", date(2025, 9, 30), date(2026, 3, 31), "half-yearly"),
        ("Termly", date(2025, 4, 30), date(2025, 7, 31), "each term"),
        ("Annually", date(2026, 3, 31), date(2027, 3, 31), "yearly, by the end of March"),
        ("Yearly March 2026", date(2026, 3, 31), date(2027, 3, 31), "yearly, by the end of March"),
        ("Yearly, at the June board", date(2025, 6, 30), date(2026, 6, 30), "yearly, by the end of June"),
        ("Every 2 years", date(2027, 3, 31), date(2029, 3, 31), "every 2 years, by the end of March"),
        ("every two months", date(2025, 5, 31), date(2025, 7, 31), "6 times a year"),
    ],
)
def test_again_and_again(words: str, due: date, following: date, often: str) -> None:
    read = read_timescale(words, SINCE)
    assert read.recurs is not None
    assert (read.due, read.recurs.after(due), read.recurs.words) == (due, following, often)
    assert Recurrence.parse(str(read.recurs)) == read.recurs
    assert read.recurs.after(read.recurs.before(due)) == due


@pytest.mark.parametrize(
    "words",
    [
        "As required",
        "Ongoing",
        "All year round",
        "Day to day business",
        "Autumn 2025",
        "tbc",
        "Set in the grant",
        "",
    ],
)
def test_what_has_no_date_stays_words(words: str) -> None:
    read = read_timescale(words, SINCE)
    assert (read.words, read.due, read.recurs, read.starts) == (words, None, None, None)


@pytest.mark.parametrize(
    ("words", "starts", "due"),
    [
        ("June 2025 onwards", date(2025, 6, 1), None),
        ("from April 2026", date(2026, 4, 1), None),
        ("April 2025 - March 2026", date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_what_begins_on_a_day(words: str, starts: date, due: date | None) -> None:
    read = read_timescale(words, SINCE)
    assert (read.starts, read.due) == (starts, due)
