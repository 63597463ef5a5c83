"""The years that timetables are made for: a calendar year ("2026") or a financial one ("2026/27", April to March)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from store.dates import MONTHS, quarter_of

_PRINTED = re.compile(r"(?P<first>20[0-9]{2})(?:\s*[/–-]\s*(?P<second>(?:20)?[0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months from the first of January or of April."""

    first: date

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The year that the whole of `text` is; None for anything else, "2026/28" among it."""
        match = _PRINTED.fullmatch(text.strip())
        if match is None:
            return None
        number = int(match["first"])
        if match["second"] is None:
            return cls(date(number, 1, 1))
        follows = int(match["second"]) % 100 == (number + 1) % 100
        return cls(date(number, 4, 1)) if follows else None

    @classmethod
    def financial(cls, day: date) -> Self:
        """The financial year that a day is in."""
        return cls(date(quarter_of(day)[0], 4, 1))

    @property
    def label(self) -> str:
        """As it is printed: "2026" or "2026/27"."""
        number = self.first.year
        return f"{number}" if self.first.month == 1 else f"{number}/{(number + 1) % 100:02}"

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        start = self.first.year * 12 + self.first.month - 1
        return tuple(date(at // 12, at % 12 + 1, 1) for at in range(start, start + 12))

    def holds(self, day: date) -> bool:
        """Whether the day is in it."""
        return self.first <= day < self.moved(1).first

    def moved(self, years: int) -> Self:
        """The same kind of year, so many years later."""
        return type(self)(self.first.replace(year=self.first.year + years))


def quarter_heading(day: date) -> str:
    """The financial quarter of a day: “Quarter 1, 2026/27: April to June 2026”."""
    financial_year, number = quarter_of(day)
    start = (day.month - 1) // 3 * 3
    months = f"{MONTHS[start]} to {MONTHS[start + 2]} {day.year}"
    return f"Quarter {number}, {Year(date(financial_year, 4, 1)).label}: {months}"
