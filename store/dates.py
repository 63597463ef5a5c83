"""Dates and times as British papers print them, working days and financial quarters.

Everything here is about a date that is written out. What people mean by "next Tuesday" or "before the
Board" is read by `bot.language.dates`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Self

from store.bank_holidays import bank_holidays

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

WEEKDAY_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(WEEKDAYS)},
    **{name[:3].lower(): number for number, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
"""Every way to write a weekday, in lower case, with `date.weekday()`'s number."""

MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
"""Every way to write a month, in lower case, with its number."""


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WEEKDAY = rf"(?:(?P<weekday>{_any_of(WEEKDAY_NUMBERS)})\.?,?\s*)?(?:the\s+)?"
_MONTH = rf"(?P<month>{_any_of(MONTH_NUMBERS)})\.?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
# "6 th" is how a raised "th" comes out of a PDF, "01-Oct-24" how a spreadsheet prints a date. A month before
# its day needs a year or a "th", because "March 24" may be a month of 2024.
_FORMS = tuple(
    re.compile(_WEEKDAY + form)
    for form in (
        rf"(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th))?[\s-]?(?:of\s)?{_MONTH}(?:[\s,-]{{0,2}}{_YEAR})?",
        rf"{_MONTH}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>[0-9]{{4}})",
        rf"{_MONTH}\s(?:the\s)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)(?P<year>)",
        r"(?P<day>[0-9]{1,2}) ?(?P<mark>[/.-]) ?(?P<number>[0-9]{1,2}) ?(?P=mark) ?(?P<year>[0-9]{4}|[0-9]{2})",
        r"(?P<year>[0-9]{4})(?P<mark>[/-])(?P<number>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})",
    )
)

# Two years' dates may lie this near together and still be told apart by a printed weekday; further away, a
# weekday that fits is more likely a slip of the pen.
_WITHIN = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """The parts of a date as they were printed, before anyone has asked whether there is such a day."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The parts of the date that the whole of `text` is, or None where it does not look like one."""
        words = " ".join(text.lower().split())
        match = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
        return cls._of(match.groupdict()) if match else None

    @classmethod
    def _of(cls, parts: dict[str, str | None]) -> Self:
        named = MONTH_NUMBERS.get(parts.get("month") or "", 0)
        return cls(
            day=int(parts["day"] or 0),
            month=named or int(parts.get("number") or 0),
            year=full_year(parts["year"]) if parts["year"] else None,
            weekday=WEEKDAY_NUMBERS[parts["weekday"]] if parts["weekday"] else None,
        )

    def in_year(self, year: int) -> date | None:
        """That day of `year`, whatever its weekday; None where there is none (31 February)."""
        return date_or_none(year, self.month, self.day)

    def fits(self, found: date) -> bool:
        """Whether `found` falls on the printed weekday, if one was printed."""
        return self.weekday is None or self.weekday == found.weekday()


def parse_date(text: str, *, near: date | None = None) -> date | None:
    """The date that the whole of `text` is, day first, or None.

    Without a printed year it is the one nearest to `near` (None when there is no `near`). A date that does
    not exist, or that falls on another weekday than the printed one, is None. Two digits are a year of
    this century.
    """
    printed = PrintedDate.parse(text)
    if printed is None:
        return None
    if printed.year is not None:
        found = printed.in_year(printed.year)
        return found if found and printed.fits(found) else None
    return _nearest(printed, near) if near else None


def _nearest(printed: PrintedDate, near: date) -> date | None:
    candidates = (printed.in_year(near.year + years) for years in (-1, 0, 1))
    fitting = [
        found for found in candidates if found and printed.fits(found) and abs(found - near) <= _WITHIN
    ]
    return min(fitting, key=lambda found: abs(found - near), default=None)


def full_year(digits: str) -> int:
    """A printed year as a number; two digits, as in "24" or "'24", are a year of this century."""
    year = digits.removeprefix("'")
    return int(year) if len(year) == 4 else 2000 + int(year)


def date_or_none(year: int, month: int, day_of_month: int) -> date | None:
    """That date, or None where there is no such day (31 February)."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s?"
    r"(?P<half>am|pm|a\.m\.?|p\.m\.?|noon|midday|hrs|hours)?"
)
_HOURS = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})\s?(?P<half>hrs|hours|h)")


def parse_time(text: str) -> time | None:
    """The time of day that the whole of `text` is ("10.00", "2 pm", "14:30", "1430 hrs", "noon"), or None."""
    words = " ".join(text.lower().split())
    if words in {"noon", "midday"}:
        return time(12)
    match = _HOURS.fullmatch(words) or _CLOCK.fullmatch(words)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour = _hour(int(match["hour"]), (match["half"] or "").replace(".", ""))
    try:
        return time(hour, int(match["minute"] or 0))
    except ValueError:
        return None


def _hour(hour: int, half: str) -> int:
    """The hour of 24, or -1 where hour and half of the day do not go together ("14 am", "3 noon")."""
    if half in {"am", "pm"}:
        return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else -1
    if half in {"noon", "midday"}:
        return hour if hour == 12 else -1
    return hour


def day(d: date) -> str:
    """As the papers print it: "17 September 2025"."""
    return f"{d.day} {MONTHS[d.month - 1]} {d.year:04}"


def full_day(d: date) -> str:
    """With its weekday: "Wednesday 17 September 2025"."""
    return f"{WEEKDAYS[d.weekday()]} {day(d)}"


def short_day(d: date) -> str:
    """For lists, where the year is plain from the context: "Wed 17 Sept"."""
    return f"{WEEKDAYS[d.weekday()][:3]} {d.day} {_SHORT_MONTHS[d.month - 1]}"


def day_and_month(d: date) -> str:
    """For cells, as the timetables print it: "17 Sept"."""
    return f"{d.day} {_SHORT_MONTHS[d.month - 1]}"


def weekday_name(d: date) -> str:
    """The weekday in full: "Wednesday"."""
    return WEEKDAYS[d.weekday()]


def month_name(year: int, month: int) -> str:
    """A month of a year: "July 2025"."""
    return f"{MONTHS[month - 1]} {year:04}"


def clock_time(t: time) -> str:
    """On the 24-hour clock: "10:00"."""
    return f"{t.hour:02}:{t.minute:02}"


def easter(year: int) -> date | None:
    """Easter Sunday, or None in a year for which England's bank holidays are not known."""
    good_friday = next((d for d, name in bank_holidays(year).items() if name == "Good Friday"), None)
    return good_friday + timedelta(days=2) if good_friday else None


def is_working_day(d: date) -> bool:
    """Whether offices are open: neither a weekend nor a bank holiday in England."""
    return d.weekday() < 5 and d not in bank_holidays(d.year)


def working_days_before(d: date, n: int) -> date:
    """The `n`th working day before `d`, which itself is not counted; `d` when `n` is 0."""
    return _step(d, n, timedelta(days=-1))


def working_days_after(d: date, n: int) -> date:
    """The `n`th working day after `d`, which itself is not counted; `d` when `n` is 0."""
    return _step(d, n, timedelta(days=1))


def _step(d: date, n: int, by: timedelta) -> date:
    left = n
    while left > 0:
        d += by
        left -= is_working_day(d)
    return d


def month_end(d: date) -> date:
    """The last day of the month that `d` is in."""
    return d.replace(day=monthrange(d.year, d.month)[1])


def quarter_end(d: date) -> date:
    """The last day of the financial quarter that `d` is in: 30 June, 30 September, 31 December or 31 March."""
    return month_end(d.replace(day=1, month=(d.month + 2) // 3 * 3))


def quarter_of(d: date) -> tuple[int, int]:
    """The year in which the financial year began, and the quarter: (2025, 1) is April to June 2025."""
    return (d.year, (d.month - 1) // 3) if d.month > 3 else (d.year - 1, 4)
