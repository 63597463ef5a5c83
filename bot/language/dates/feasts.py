"""Christmas, Easter, bank holidays and other days that go by a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.language.dates.calendar import DateProblem
from bot.language.dates.days import coming
from bot.language.dates.grammar import Found, Kind, Parts, Reader, Span, rule
from store.bank_holidays import bank_holidays
from store.dates import MONTH_NUMBERS, day, easter

_FIXED = {
    "(?:the )?new year(?:'?s)?(?: day)?|nyd": (1, 1),
    "valentine'?s(?: day)?": (2, 14),
    "st\\.? george'?s day": (4, 23),
    "hallowe'?en": (10, 31),
    "(?:bonfire|fireworks|guy fawkes)(?: night)?": (11, 5),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas(?: day)?": (12, 25),
    "boxing day": (12, 26),
    "new year'?s eve|nye": (12, 31),
}
_BY_EASTER = {
    "shrove tuesday|pancake day": -47,
    "ash wednesday": -46,
    "good friday": -2,
    "easter(?: sunday)?": 0,
    "easter monday": 1,
}
_BANK_HOLIDAYS = {
    "early may|may day": (5, 0),
    "late may|spring|whitsun|whit": (5, -1),
    "summer|late summer|august": (8, -1),
}


def _fixed(_: Parts, reader: Reader, *, month: int, day_of_month: int) -> Found | None:
    return _on_day(reader, lambda year: date(year, month, day_of_month))


def _moving(_: Parts, reader: Reader, *, days: int) -> Found | None:
    return _on_day(reader, lambda year: _by_easter(year, days))


def _by_easter(year: int, days: int) -> date | None:
    sunday = easter(year)
    return sunday + timedelta(days=days) if sunday else None


def _remembrance_sunday(_: Parts, reader: Reader) -> Found | None:
    """The second Sunday in November."""
    return _on_day(reader, lambda year: coming("sunday", date(year, 11, 8)))


def _on_day(reader: Reader, of_year: Callable[[int], date | None]) -> Found | None:
    """The day in the nearest year in which it is to come; looking back, in which it is over."""
    years = (0, 1) if reader.future else (0, -1)
    for ahead in years:
        found = of_year(reader.today.year + ahead)
        if found and (found >= reader.today if reader.future else found <= reader.today):
            return Span.day(found, Kind.FEAST)
    return None


def _of_year(parts: Parts, reader: Reader) -> Found | None:
    """A feast with its year: "Easter 2026"."""
    year = int(parts["year"])
    found = replace(reader, future=True).as_of(date(year, 1, 1)).inner(parts["x"])
    return found if isinstance(found, Span) and found.kind is Kind.FEAST else None


def _next_bank_holiday(_: Parts, reader: Reader) -> Found | None:
    years = (reader.today.year, reader.today.year + 1)
    found = min((d for year in years for d in bank_holidays(year) if d >= reader.today), default=None)
    return Span.day(found, Kind.FEAST) if found else None


def _bank_holiday_in(_: Parts, reader: Reader, *, month: int, place: int) -> Found | None:
    def in_year(year: int) -> date | None:
        days = sorted(d for d in bank_holidays(year) if d.month == month)
        return days[place] if days else None

    return _on_day(reader, in_year)


def _bank_holiday_of_month(parts: Parts, reader: Reader) -> Found | None:
    """Such as "the August bank holiday"; May and December have two, so they are asked back."""
    month = MONTH_NUMBERS[parts["month"]]
    year = reader.today.year + (month < reader.today.month)
    days = sorted(d for d in bank_holidays(year) if d.month == month)
    if len(days) > 1:
        return DateProblem(f"Which bank holiday do you mean: {' or '.join(day(d) for d in days)}?")
    return _bank_holiday_in(parts, reader, month=month, place=0)


_NAMED_BANK_HOLIDAYS = tuple(
    each
    for names, (month, place) in _BANK_HOLIDAYS.items()
    for each in rule(
        partial(_bank_holiday_in, month=month, place=place),
        f"(?:the )?(?:{names}) bank holiday(?: monday| weekend)?",
    )
)

RULES = (
    *(
        each
        for name, (m, d) in _FIXED.items()
        for each in rule(partial(_fixed, month=m, day_of_month=d), name)
    ),
    *(each for name, days in _BY_EASTER.items() for each in rule(partial(_moving, days=days), name)),
    *rule(_remembrance_sunday, "remembrance(?: day| sunday)?"),
    *rule(partial(_moving, days=1), "(?:the )?easter (?:bank holidays?|weekend)"),
    *rule(partial(_bank_holiday_in, month=5, place=0), "may day"),
    *_NAMED_BANK_HOLIDAYS,
    *rule(_next_bank_holiday, "(?:the )?(?:next )?bank holiday(?: monday| weekend)?"),
    *rule(_bank_holiday_of_month, "(?:the )?{month} bank holiday(?: monday| weekend)?"),
    *rule(_of_year, "{x},? (?P<year>20[0-9]{2})"),
)
