"""Single days: today, weekdays, and dates as they are written."""

from datetime import date, timedelta
from functools import partial

from bot.language.dates.calendar import DateProblem
from bot.language.dates.grammar import Found, Parts, Reader, Span, rule
from store.dates import (
    MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    PrintedDate,
    date_or_none,
    day,
    full_day,
    weekday_name,
)
from store.reference import Reference

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def monday_of(d: date) -> date:
    """The Monday of the week that `d` is in."""
    return d - d.weekday() * DAY


def coming(weekday: str, today: date) -> date:
    """The next such weekday; today counts."""
    return today + (WEEKDAY_NUMBERS[weekday] - today.weekday()) % 7 * DAY


def _from_today(_: Parts, reader: Reader, *, days: int) -> Found:
    return Span.day(reader.today + days * DAY)


def _bare_weekday(parts: Parts, reader: Reader) -> Found:
    found = coming(parts["weekday"], reader.today)
    if found > reader.today:
        return Span.day(found if reader.future else found - WEEK)
    return DateProblem(f"Today is {full_day(found)}. Do you mean today or {full_day(found + WEEK)}?")


def _this_weekday(parts: Parts, reader: Reader) -> Found:
    return Span.day(coming(parts["weekday"], reader.today))


def _in_week(parts: Parts, reader: Reader, *, weeks: int) -> Found:
    return Span.day(coming(parts["weekday"], monday_of(reader.today) + weeks * WEEK))


def _weekday_after_next(parts: Parts, reader: Reader) -> Found:
    first = coming(parts["weekday"], reader.today + DAY) + WEEK
    return DateProblem(
        f"“{weekday_name(first)} after next” is said of two days. "
        f"Do you mean {full_day(first)} or {full_day(first + WEEK)}?"
    )


def _weekday_gone(parts: Parts, reader: Reader) -> Found:
    return Span.day(coming(parts["weekday"], reader.today - WEEK))


def _written(parts: Parts, reader: Reader) -> Found | None:
    """A date as the papers print it; without a year the next to come (the last gone by, looking back)."""
    printed = PrintedDate.parse(parts["x"])
    return _on_calendar(printed, reader) if printed else None


def _on_calendar(printed: PrintedDate, reader: Reader) -> Found:
    """The day that was written, or what is wrong with it."""
    found = _in_its_year(printed, reader)
    if found is None:
        return DateProblem(f"{_said(printed)} is not a date. Please give the day first, then the month.")
    if printed.weekday is not None and not printed.fits(found):
        return DateProblem(
            f"{day(found)} is a {weekday_name(found)}, not a {WEEKDAYS[printed.weekday]}. "
            "Please say which of the two you mean."
        )
    return Span.day(found)


def _said(printed: PrintedDate) -> str:
    if 1 <= printed.month <= 12:
        return " ".join(
            str(part) for part in (printed.day, MONTHS[printed.month - 1], printed.year) if part is not None
        )
    return "/".join(str(part) for part in (printed.day, printed.month, printed.year) if part is not None)


def _in_its_year(printed: PrintedDate, reader: Reader) -> date | None:
    if printed.year is not None:
        return printed.in_year(printed.year)
    # Nine years, because two 29 Februaries may lie eight apart (2096 and 2104).
    years = range(
        reader.today.year, reader.today.year + (9 if reader.future else -9), 1 if reader.future else -1
    )
    return next((d for year in years if (d := printed.in_year(year)) and _to_come(d, reader)), None)


def _to_come(d: date, reader: Reader) -> bool:
    """Whether `d` lies where the reader looks: ahead, or back; today is both."""
    return d >= reader.today if reader.future else d <= reader.today


def _numbers(parts: Parts, reader: Reader) -> Found | None:
    """Such as "12/9": a date with a cue, a reference without one."""
    printed = PrintedDate(int(parts["day"]), int(parts["number"]))
    if reader.cued:
        return _on_calendar(printed, reader)
    found = None if Reference.parse(parts["said"]) else _in_its_year(printed, reader)
    return Span.day(found) if found else None


def _day_of_month(parts: Parts, reader: Reader) -> Found:
    """Such as "the 14th": of this month, or of the nearest one that has such a day and in which it is to come."""
    number = int(parts["day"])
    weekday = WEEKDAY_NUMBERS.get(parts.get("weekday", ""))
    for months in range(3):
        month = month_away(reader.today, months if reader.future else -months)
        found = date_or_none(month.year, month.month, number)
        if found and _to_come(found, reader):
            return _on_calendar(PrintedDate(number, found.month, found.year, weekday), reader)
    return DateProblem(f"No month has {number} days. Please give the date.")


def month_away(d: date, months: int) -> date:
    """The first of the month so many months from the one `d` is in."""
    count = d.year * 12 + d.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


_THIS_MOMENT = "today|tonight|now|this (?:very )?(?:morning|afternoon|evening)"
# A dash only between two pairs of digits, as in references: "7-2" is a score.
_TWO_NUMBERS = "(?P<said>(?P<day>[0-9]{1,2})(?:/|(?<=[0-9]{2})-(?=[0-9]{2}))(?P<number>[0-9]{1,2}))"

RULES = (
    *rule(partial(_from_today, days=0), _THIS_MOMENT),
    *rule(partial(_from_today, days=1), "tomorrow"),
    *rule(partial(_from_today, days=2), "(?:the )?day after tomorrow|overmorrow"),
    *rule(partial(_from_today, days=-1), "yesterday|last night"),
    *rule(partial(_from_today, days=-2), "(?:the )?day before yesterday"),
    *rule(_written, "(?:the )?(?P<x>.*[0-9].*)"),
    *rule(_numbers, _TWO_NUMBERS),
    *rule(
        _day_of_month,
        "(?:{weekday},? )?(?:the )?(?P<day>[0-9]{1,2}) ?(?:st|nd|rd|th)(?: of (?:the|this) month)?",
    ),
    *rule(_bare_weekday, "{weekday}"),
    *rule(_this_weekday, "(?:this|this coming|the coming|coming) {weekday}", "{weekday} (?:of )?this week"),
    *rule(partial(_in_week, weeks=1), "next {weekday}", "{weekday},? (?:of )?next week"),
    *rule(partial(_in_week, weeks=1), "next week,? (?:on )?{weekday}"),
    *rule(partial(_in_week, weeks=2), "{weekday},? (?:of )?(?:the )?week after next"),
    *rule(partial(_in_week, weeks=2), "(?:the )?week after next,? (?:on )?{weekday}"),
    *rule(partial(_in_week, weeks=-1), "{weekday},? (?:of )?last week"),
    *rule(_weekday_after_next, "(?:the )?{weekday} after next"),
    *rule(_weekday_gone, "last {weekday}", "{weekday} (?:last|gone|just gone)"),
)
