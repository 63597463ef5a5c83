"""Weeks, months, quarters and years.

The week ends on its Friday, quarters are financial (Q1 is April to June), and a period is due on its last day.
"""

from datetime import date, timedelta
from functools import partial

from bot.language.dates.calendar import DateProblem
from bot.language.dates.days import DAY, WEEK, coming, monday_of, month_away
from bot.language.dates.grammar import ORDINALS, Found, Kind, Parts, Reader, Span, rule
from store.dates import (
    MONTH_NUMBERS,
    MONTHS,
    full_year,
    month_end,
    month_name,
    quarter_of,
)

_FRIDAY = timedelta(days=4)


def _period(start: date, end: date) -> Span:
    return Span(start, end, Kind.PERIOD)


def week_of(d: date) -> Span:
    """Monday to Friday of the week that `d` is in."""
    return _period(monday_of(d), monday_of(d) + _FRIDAY)


def month_of(d: date) -> Span:
    """The month that `d` is in."""
    return _period(d.replace(day=1), month_end(d))


def _quarter(financial_year: int, n: int) -> Span:
    start = month_away(date(financial_year, 1, 1), 3 * n)
    return _period(start, month_end(month_away(start, 2)))


def _calendar_year(year: int) -> Span:
    return _period(date(year, 1, 1), date(year, 12, 31))


def _financial_year(year: int) -> Span:
    return _period(date(year, 4, 1), date(year + 1, 3, 31))


def _week(_: Parts, reader: Reader, *, ahead: int) -> Found:
    span = week_of(reader.today + ahead * WEEK)
    over = ahead == 0 and span.end < reader.today and reader.future
    return week_of(reader.today + WEEK) if over else span


def _weekend(_: Parts, reader: Reader, *, ahead: int) -> Found:
    saturday = coming("saturday", monday_of(reader.today)) + ahead * WEEK
    return _period(saturday, saturday + DAY)


def _month(_: Parts, reader: Reader, *, ahead: int) -> Found:
    return month_of(month_away(reader.today, ahead))


def _this_quarter(_: Parts, reader: Reader, *, ahead: int) -> Found:
    year, n = quarter_of(reader.today)
    return _quarter(year, n + ahead)


def _end_of_financial_year(parts: Parts, _: Reader) -> Found | None:
    """Such as "year end 2026", which is in March, or "year end 2025/26"."""
    year = _first_year(parts["financial"]) if parts.get("financial") else int(parts["year"]) - 1
    return Span.day(_financial_year(year).end) if year else None


def _this_year(_: Parts, reader: Reader, *, ahead: int) -> Found:
    return _calendar_year(reader.today.year + ahead)


def _this_financial_year(_: Parts, reader: Reader, *, ahead: int) -> Found:
    return _financial_year(quarter_of(reader.today)[0] + ahead)


def _year_end(_: Parts, reader: Reader) -> Found:
    return Span.day(_financial_year(quarter_of(reader.today)[0]).end)


def _named_month(parts: Parts, reader: Reader) -> Found:
    number = MONTH_NUMBERS[parts["month"]]
    if parts.get("year"):
        return month_of(date(max(full_year(parts["year"]), 1), number, 1))
    return _nearest_on(reader, [month_of(date(reader.today.year + years, number, 1)) for years in (-1, 0, 1)])


def _nearest_on(reader: Reader, spans: list[Span]) -> Span:
    """The first of `spans` (in order) that is not over yet; looking back, the last that has begun."""
    if reader.future:
        return next((span for span in spans if span.end >= reader.today), spans[-1])
    return next((span for span in reversed(spans) if span.start <= reader.today), spans[0])


def _month_of_year(parts: Parts, reader: Reader, *, ahead: int) -> Found:
    return month_of(date(reader.today.year + ahead, MONTH_NUMBERS[parts["month"]], 1))


def _next_named_month(parts: Parts, reader: Reader) -> Found:
    """Such as "next October": plain only when this year's October is here or over."""
    number = MONTH_NUMBERS[parts["month"]]
    year = reader.today.year
    if number <= reader.today.month:
        return month_of(date(year + 1, number, 1))
    return DateProblem(f"Do you mean {month_name(year, number)} or {month_name(year + 1, number)}?")


def _month_or_day(parts: Parts, reader: Reader) -> Found | None:
    """Such as "Oct 25": the 25th, and in many a plan also October 2025."""
    month, number = MONTH_NUMBERS[parts["month"]], int(parts["number"])
    as_day = reader.inner(f"{number} {parts['month']}")
    as_month = month_of(date(2000 + number, month, 1))
    if isinstance(as_day, DateProblem):
        return as_month
    if as_month.end < reader.today:
        return as_day
    return DateProblem(
        f"Do you mean {number} {MONTHS[month - 1]} or the month of {month_name(2000 + number, month)}?"
    )


def _numbered_quarter(parts: Parts, reader: Reader) -> Found | None:
    n = ORDINALS.get(parts["n"]) or int(parts["n"])
    n = 4 if n == -1 else n
    if parts.get("financial"):
        year = _first_year(parts["financial"])
        return _quarter(year, n) if year else None
    this_year = quarter_of(reader.today)[0]
    return _nearest_on(reader, [_quarter(this_year + years, n) for years in (-1, 0, 1)])


def _first_year(printed: str) -> int | None:
    """2025 of "2025/26" and of "25/26"; None where the two do not follow each other."""
    first, last = (full_year(digits.strip()) for digits in printed.replace("-", "/").split("/"))
    return first if last == first + 1 else None


def _quarter_of_year(parts: Parts, _: Reader) -> Found:
    """A quarter of a plain year: "Q2 2025" is in the financial year that begins in 2025; Q4 might be at either end of it."""
    n, year = int(parts["n"]), int(parts["year"])
    if n < 4:
        return _quarter(max(year, 1), n)
    return DateProblem(
        f"Quarter 4 of which year? It ends on 31 March {year} in {year - 1}/{year % 100:02}, "
        f"and on 31 March {year + 1} in {year}/{(year + 1) % 100:02}."
    )


def _numbered_half(parts: Parts, reader: Reader) -> Found:
    this_year = quarter_of(reader.today)[0]
    first = 1 if parts["n"] == "1" else 3
    years = [this_year + years for years in (-1, 0, 1)]
    return _nearest_on(reader, [_period(_quarter(y, first).start, _quarter(y, first + 1).end) for y in years])


def _printed_financial_year(parts: Parts, reader: Reader) -> Found | None:
    """Such as "2025/26"; two digits alone ("07/08") are a reference, unless something is said of the year."""
    year = _first_year(parts["financial"])
    named = parts["fy"] or reader.depth or parts["financial"].startswith("20")
    return _financial_year(year) if year and named else None


def _bare_year(parts: Parts, reader: Reader) -> Found | None:
    year = int(parts["year"])
    if reader.depth:
        return _calendar_year(max(year, 1))
    if reader.cued and abs(year - reader.today.year) < 10:
        return DateProblem(f"Do you mean the beginning or the end of {year}? Please give the date.")
    return None


_QUARTER = "(?:q|quarter |qtr )(?P<n>[1-4])"
_NTH_QUARTER = "(?:the )?(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter"
_YEAR_END = "(?:(?:the )?(?:financial )?year[ -]end|(?:the )?end of (?:the )?(?:financial year|fy)|fye)"
_OPTIONAL_FY = "(?:,? (?:of )?(?:fy ?)?{financial})?"

RULES = (
    *rule(partial(_week, ahead=0), "(?:the|this)? ?(?:working |coming )?week|eow"),
    *rule(partial(_week, ahead=1), "(?:the )?(?:next|following) week"),
    *rule(partial(_week, ahead=2), "(?:the )?week after next"),
    *rule(partial(_week, ahead=-1), "last week"),
    *rule(partial(_weekend, ahead=0), "(?:the|this|this coming) weekend|weekend"),
    *rule(partial(_weekend, ahead=1), "next weekend"),
    *rule(partial(_month, ahead=0), "(?:the|this|this coming)? ?(?:calendar )?month|eom"),
    *rule(partial(_month, ahead=1), "(?:the )?(?:next|following) month"),
    *rule(partial(_month, ahead=2), "(?:the )?month after next"),
    *rule(partial(_month, ahead=-1), "last month"),
    *rule(partial(_this_quarter, ahead=0), "(?:the )?(?:this |current )?quarter"),
    *rule(partial(_this_quarter, ahead=1), "(?:the )?(?:next|following) quarter"),
    *rule(partial(_this_quarter, ahead=-1), "last quarter"),
    *rule(_end_of_financial_year, f"{_YEAR_END} {{financial}}", f"{_YEAR_END} (?P<year>20[0-9]{{2}})"),
    *rule(_year_end, _YEAR_END),
    *rule(partial(_this_year, ahead=0), "(?:the )?(?:this |current )?(?:calendar )?year"),
    *rule(partial(_this_year, ahead=1), "next (?:calendar )?year"),
    *rule(partial(_this_year, ahead=-1), "last (?:calendar )?year"),
    *rule(partial(_this_financial_year, ahead=0), "(?:the )?(?:this |current )?(?:financial year|fy)"),
    *rule(partial(_this_financial_year, ahead=1), "(?:the )?next (?:financial year|fy)"),
    *rule(partial(_this_financial_year, ahead=-1), "last (?:financial year|fy)"),
    *rule(
        _named_month,
        "(?:the )?(?:month of )?(?:this )?{month}",
        "(?:the )?(?:month of )?{month},? (?:of )?{year}",
    ),
    *rule(partial(_month_of_year, ahead=0), "{month} this year"),
    *rule(partial(_month_of_year, ahead=1), "{month} next year"),
    *rule(partial(_month_of_year, ahead=-1), "{month} last year"),
    *rule(_next_named_month, "next {month}"),
    *rule(_month_or_day, "{month}\\.? (?P<number>[0-9]{2})"),
    *rule(_numbered_quarter, _QUARTER + _OPTIONAL_FY, _NTH_QUARTER + _OPTIONAL_FY, "{financial} " + _QUARTER),
    *rule(_quarter_of_year, _QUARTER + ",? (?:of )?(?P<year>20[0-9]{2})"),
    *rule(_numbered_half, "h(?P<n>[12])"),
    *rule(_printed_financial_year, "(?P<fy>fy ?|(?:the )?financial year )?{financial}"),
    *rule(_bare_year, "(?P<year>20[0-9]{2})"),
)
