from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.bank_holidays import bank_holidays
from store.dates import (
    clock_time,
    day,
    easter,
    full_day,
    is_working_day,
    month_end,
    month_name,
    parse_date,
    parse_time,
    quarter_end,
    quarter_of,
    short_day,
    working_days_after,
    working_days_before,
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("16 July 2024", date(2024, 7, 16)),
        ("01 July 2025", date(2025, 7, 1)),
        ("6th October 2025", date(2025, 10, 6)),
        ("6 th October 2025", date(2025, 10, 6)),
        ("1st of October '24", date(2024, 10, 1)),
        ("Tuesday 1 October 2024", date(2024, 10, 1)),
        ("Tues. the 1st of October, 2024", date(2024, 10, 1)),
        ("1/10/2024", date(2024, 10, 1)),
        ("01.10.24", date(2024, 10, 1)),
        ("1-10-24", date(2024, 10, 1)),
        ("01-Oct-24", date(2024, 10, 1)),
        ("2024-10-01", date(2024, 10, 1)),
        ("October 1, 2024", date(2024, 10, 1)),
        ("17 Sept 2025", date(2025, 9, 17)),
        ("17 Sep 2025", date(2025, 9, 17)),
        ("17 Sep. 2025", date(2025, 9, 17)),
        ("17\u00a0September\n2025", date(2025, 9, 17)),
        ("29 February 2024", date(2024, 2, 29)),
        ("29 February 2025", None),
        ("31 Feb 2024", None),
        ("1/13/2024", None),
        ("Monday 1 October 2024", None),
        ("07/02", None),
        ("17 Sept", None),
        ("July 2025", None),
        ("on 16 July 2024", None),
        ("١٦ July 2024", None),
        ("", None),
    ],
)
def test_a_printed_date(printed: str, expected: date | None) -> None:
    assert parse_date(printed) == expected


@pytest.mark.parametrize(
    ("printed", "near", "expected"),
    [
        ("17 Sept", date(2025, 9, 3), date(2025, 9, 17)),
        ("2 January", date(2024, 12, 20), date(2025, 1, 2)),
        ("20 December", date(2025, 1, 5), date(2024, 12, 20)),
        ("Monday 15 July", date(2024, 7, 16), date(2024, 7, 15)),
        ("Monday 15 July", date(2025, 1, 14), date(2024, 7, 15)),
        ("Tuesday 15 July", date(2025, 1, 10), date(2025, 7, 15)),
        ("Friday 15 July", date(2024, 7, 16), None),
        ("29 February", date(2024, 3, 1), date(2024, 2, 29)),
        ("29 February", date(2026, 3, 1), None),
        ("16 July 2021", date(2025, 3, 1), date(2021, 7, 16)),
    ],
)
def test_a_date_without_a_year_is_the_one_nearby(printed: str, near: date, expected: date | None) -> None:
    assert parse_date(printed, near=near) == expected


@given(st.dates())
def test_what_is_printed_can_be_read_again(d: date) -> None:
    assert parse_date(day(d)) == parse_date(full_day(d)) == parse_date(d.isoformat()) == d


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31)))
def test_a_short_day_is_found_again_from_nearby(d: date) -> None:
    assert parse_date(short_day(d), near=d) == d


@given(st.text(max_size=60), st.none() | st.dates())
def test_no_text_raises(text: str, near: date | None) -> None:
    assert parse_date(text, near=near) is None or any(sign.isdigit() for sign in text)
    assert parse_time(text) is None or text.strip()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("10:00", time(10)),
        ("10.00", time(10)),
        ("10am", time(10)),
        ("2 pm", time(14)),
        ("2.30 p.m.", time(14, 30)),
        ("14:30", time(14, 30)),
        ("10.00 hrs", time(10)),
        ("1430 hrs", time(14, 30)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("Midday", time(12)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("13pm", None),
        ("0am", None),
        ("3 noon", None),
        ("24:00", None),
        ("10:60", None),
        ("10", None),
        ("1430", None),
        ("", None),
    ],
)
def test_a_printed_time(printed: str, expected: time | None) -> None:
    assert parse_time(printed) == expected


@given(st.times())
def test_a_time_can_be_read_again(t: time) -> None:
    assert parse_time(clock_time(t)) == time(t.hour, t.minute)


def test_how_dates_are_printed() -> None:
    wednesday = date(2025, 9, 17)

    assert day(wednesday) == "17 September 2025"
    assert full_day(wednesday) == "Wednesday 17 September 2025"
    assert short_day(wednesday) == "Wed 17 Sept"
    assert month_name(2025, 7) == "July 2025"
    assert clock_time(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("before", "days", "expected"),
    [
        (date(2025, 10, 21), 3, date(2025, 10, 16)),
        (date(2025, 10, 20), 1, date(2025, 10, 17)),
        (date(2025, 10, 19), 1, date(2025, 10, 17)),
        (date(2025, 4, 23), 2, date(2025, 4, 17)),
        (date(2026, 1, 5), 3, date(2025, 12, 30)),
        (date(2025, 10, 21), 0, date(2025, 10, 21)),
    ],
)
def test_working_days_before(before: date, days: int, expected: date) -> None:
    assert working_days_before(before, days) == expected


@pytest.mark.parametrize(
    ("after", "days", "expected"),
    [
        (date(2025, 10, 17), 1, date(2025, 10, 20)),
        (date(2025, 12, 23), 3, date(2025, 12, 30)),
        (date(2025, 12, 24), 1, date(2025, 12, 29)),
        (date(2025, 4, 17), 1, date(2025, 4, 22)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day is a Saturday: its substitute is the 28th
        (date(2025, 4, 17), 0, date(2025, 4, 17)),
    ],
)
def test_working_days_after(after: date, days: int, expected: date) -> None:
    assert working_days_after(after, days) == expected


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 30))
def test_working_days_there_and_back(d: date, n: int) -> None:
    after = working_days_after(d, n)

    assert is_working_day(after)
    assert working_days_before(after, n) <= d
    assert working_days_after(working_days_before(after, n), n) == after


def test_bank_holidays_are_those_of_england() -> None:
    assert bank_holidays(2025)[date(2025, 8, 25)] == "Late Summer Bank Holiday"
    assert date(2025, 8, 4) not in bank_holidays(2025)  # Scotland
    assert date(2025, 7, 12) not in bank_holidays(2025)  # Northern Ireland


@pytest.mark.parametrize(
    "sunday", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)]
)
def test_easter(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize(
    ("d", "end", "quarter"),
    [
        (date(2025, 4, 1), date(2025, 6, 30), (2025, 1)),
        (date(2025, 9, 30), date(2025, 9, 30), (2025, 2)),
        (date(2025, 10, 21), date(2025, 12, 31), (2025, 3)),
        (date(2025, 12, 31), date(2025, 12, 31), (2025, 3)),
        (date(2026, 1, 1), date(2026, 3, 31), (2025, 4)),
        (date(2026, 3, 31), date(2026, 3, 31), (2025, 4)),
    ],
)
def test_financial_quarters(d: date, end: date, quarter: tuple[int, int]) -> None:
    assert quarter_end(d) == end
    assert quarter_of(d) == quarter


def test_the_end_of_a_month() -> None:
    assert month_end(date(2028, 2, 10)) == date(2028, 2, 29)
