"""When a plan's target is due, from the words of its timescale: once, again and again, or never by a date.

A period is named by its last day: "March 2026" is 31 March, "Q2" of the financial year 30 September, "end of 2025/26"
31 March 2026. What recurs is due at the end of each of its periods, quarters being financial ones. Seasons,
"as required" and the like are kept as words without a date.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from rapidfuzz import fuzz, process

from store.dates import MONTH_NUMBERS, MONTHS, month_end, parse_date
from store.years import Year

_TERMS = (4, 7, 12)  # the spring, summer and autumn terms end by the last day of these months
_MISSPELT = 80  # of 100: "Febuary"
_NUMBERS = {
    **{word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    "twelve": 12,
    "eighteen": 18,
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In which months something falls due, at their end, and every how many years."""

    months: tuple[int, ...]
    years: int = 1

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """What `str` wrote."""
        if not text:
            return None
        months, _, years = text.partition("/")
        return cls(tuple(int(month) for month in months.split(",")), int(years or 1))

    def __str__(self) -> str:
        """The form that is stored: "3,6,9,12", or "3/2" for every second March."""
        return ",".join(map(str, self.months)) + (f"/{self.years}" if self.years > 1 else "")

    @classmethod
    def every(cls, months: int) -> Self:
        """Every so many months, counted so that the financial year ends with one of them."""
        if months > 12:
            return cls((3,), months // 12)
        return cls(tuple(month for month in range(1, 13) if (month - 3) % months == 0))

    @property
    def words(self) -> str:
        """How often, for people."""
        named = {12: "monthly", 4: "quarterly", 3: "each term", 2: "half-yearly"}
        if len(self.months) == 1:
            return f"{'yearly' if self.years == 1 else f'every {self.years} years'}, by the end of {MONTHS[self.months[0] - 1]}"
        return named.get(len(self.months), f"{len(self.months)} times a year")

    def on_or_after(self, day: date) -> date:
        """The end of the first of its periods that ends on that day or later."""
        at = day.replace(day=1)
        while at.month not in self.months:
            at = _months_on(at, 1)
        return month_end(at.replace(year=at.year + self.years - 1))

    def after(self, day: date) -> date:
        """The one that follows the one on that day."""
        return self.on_or_after(month_end(day) + timedelta(days=1))

    def before(self, day: date) -> date:
        """The one before the one on that day: when the period began that ends then."""
        at = _months_on(day.replace(day=1), -1)
        while at.month not in self.months:
            at = _months_on(at, -1)
        return month_end(at.replace(year=at.year - self.years + 1))


@dataclass(frozen=True, slots=True)
class Timescale:
    """What a timescale means: its words, the date, how it recurs, and from when on it runs."""

    words: str
    due: date | None = None
    recurs: Recurrence | None = None
    starts: date | None = None


def said_by(due: date, words: str) -> bool:
    """Whether the words say that date themselves: the day, or the month whose last day it is."""
    month = f"{MONTHS[due.month - 1]} {due.year}"
    return f"{due.day} {month}" in words or (due == month_end(due) and month in words)


_FUZZY_YEAR = r"(?P<year>20\d\d|'?\d\d)(?!\d)"
_FINANCIAL = r"(?P<from>(?:20)?\d\d)\s*[/–-]\s*(?P<to>(?:20)?\d\d)"
_MONTH_YEAR = re.compile(rf"\b(?P<month>[a-z]{{3,10}})\.?,?\s+{_FUZZY_YEAR}")
_QUARTER = re.compile(
    rf"\b(?:q(?:uarter|tr)?\s*(?P<number>[1-4])|(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter)\b(?:\W+(?:of\s+)?(?:the\s+)?(?:{_FINANCIAL}|{_FUZZY_YEAR}))?"
)
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_YEAR_END = re.compile(
    rf"^(?:(?:by\s+)?(?:the\s+)?end\s+of\s+)?(?:the\s+)?(?:(?:financial\s+)?year\s+)?(?:{_FINANCIAL}|(?P<year>20\d\d))(?:\s+year\s+end)?$"
)
_THIS_YEAR = re.compile(
    r"^(?:by\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+|this\s+)?(?P<kind>financial\s+|calendar\s+|plan\s+)?(?:year|plan)|(?:financial\s+)?year\s+end)$"
)
_WITHIN = re.compile(
    r"^(?:with)?in\s+(?:the\s+next\s+)?(?P<count>\d{1,3}|[a-z]+)\s+(?P<unit>week|month|year)s?|^(?P<bare>\d{1,3}|[a-z]+)\s+(?P<bare_unit>week|month|year)s?$"
)
_EVERY = re.compile(r"\bevery\s+(?:(?P<count>\d{1,2}|[a-z]+)\s+)?(?P<unit>month|quarter|term|year)s?\b")
_RECURRING = (
    (re.compile(r"\b(?:bi-?monthly|two-?monthly|every other month)\b"), 2),
    (re.compile(r"\b(?:half[- ]yearly|six[- ]monthly|6[- ]monthly|bi-?annual(?:ly)?|twice a year)\b"), 6),
    (re.compile(r"\bquarterly\b|\b(?:each|per) quarter\b|\b(?:three|3)[- ]monthly\b"), 3),
    (re.compile(r"\bmonthly\b|\b(?:each|per) month\b"), 1),
    (re.compile(r"\b(?:annual(?:ly)?|yearly|(?:each|per) year|once a year)\b"), 12),
)
_TERMLY = re.compile(r"\btermly\b|\b(?:each|every|per) (?:school )?term\b")
_BEFORE = re.compile(r"^(?:before|prior to|ahead of)\s+")
_ONWARDS = re.compile(r"\bonwards?\b|^(?:from|starting|begins?|beginning)\b")
_OPENS = re.compile(
    r"^(?:(?:to be )?(?:completed?|delivered|done|due)\s+)?(?:by|before|no later than|until|due|on|in)\s+(?:the\s+)?"
)
_AT_ONCE = re.compile(r"^(?:immediate(?:ly)?|straight ?away|with immediate effect)$")


def read_timescale(words: str, since: date) -> Timescale:
    """What the words of a timescale mean for somebody who reads them on the day `since`, when the plan begins."""
    printed = " ".join(words.split())[:200]
    said = printed.casefold().strip(" .;")
    months = _months_in(said)
    if recurs := _recurrence(said):
        if months and len(recurs.months) == 1:
            recurs = Recurrence((months[-1].month,), recurs.years)
        named = _named_month(said) if len(recurs.months) == 1 and not months else None
        recurs = Recurrence((named,), recurs.years) if named else recurs
        first = months[-1] if months and len(recurs.months) == 1 else recurs.on_or_after(since)
        return Timescale(printed, first, recurs)
    if _ONWARDS.search(said) and months and not _is_range(said):
        return Timescale(printed, None, None, months[0].replace(day=1))
    starts = months[0].replace(day=1) if len(months) > 1 and _is_range(said) else None
    return Timescale(printed, _date(said, months, since), None, starts)


def _is_range(said: str) -> bool:
    return re.search(r"\s(?:to|until|[-–])\s|(?<=\d)\s?[–-]\s?(?=[a-z])", said) is not None


def _recurrence(said: str) -> Recurrence | None:
    if _TERMLY.search(said):
        return Recurrence(_TERMS)
    if every := _EVERY.search(said):
        count = _number(every["count"] or "1")
        unit = {"month": 1, "quarter": 3, "year": 12, "term": 4}[every["unit"]]
        return Recurrence.every(count * unit) if count and 12 % min(12, count * unit) == 0 else None
    return next((Recurrence.every(months) for form, months in _RECURRING if form.search(said)), None)


def _date(said: str, months: list[date], since: date) -> date | None:
    bare = _OPENS.sub("", said)
    if before := _BEFORE.match(said):
        day = _date(said[before.end() :], months, since)
        return day - timedelta(days=1) if day and parse_date(said[before.end() :], near=since) else day
    if day := _day(bare, since):
        return day
    if quarters := list(_QUARTER.finditer(said)):
        return _quarter(quarters[-1], since)
    if _AT_ONCE.match(bare):
        return since
    return _year(bare, since) or (months[-1] if months else _within(said, since) or _bare_month(bare, since))


def _day(bare: str, since: date) -> date | None:
    """A written day, with its year or the next to come; a month before two digits is a month of that year."""
    if re.fullmatch(rf"[a-z]+\.?\s+{_FUZZY_YEAR}", bare):
        return None
    day = parse_date(bare) or parse_date(bare, near=since)
    has_year = re.search(r"\d{4}|\d\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d\d|[a-z]\s*-?'?\d\d$", bare) is not None
    if day and not has_year and day < since:
        return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else None
    return day


def _months_in(said: str) -> list[date]:
    """The last days of the months that are written with their year, in the order in which they stand."""
    found = []
    for match in _MONTH_YEAR.finditer(said):
        if month := _month(match["month"]):
            year = match["year"].lstrip("'")
            found.append(month_end(date(int(year) if len(year) == 4 else 2000 + int(year), month, 1)))
    return found


def _month(word: str) -> int | None:
    """The number of a month, also of one that was misspelt; a season or any other word is none."""
    if word in MONTH_NUMBERS:
        return MONTH_NUMBERS[word]
    if len(word) < 5:
        return None
    names = [month.casefold() for month in MONTHS]
    near = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return near[2] + 1 if near else None


def _named_month(said: str) -> int | None:
    """A month named without a year: "yearly at the June board"."""
    return next(
        (MONTH_NUMBERS[word] for word in re.findall(r"[a-z]{3,9}", said) if word in MONTH_NUMBERS), None
    )


def _bare_month(bare: str, since: date) -> date | None:
    """The next month of a name without a year: "end of June"."""
    words = re.sub(r"^(?:the\s+)?(?:end|mid|middle|start)\s+(?:of\s+)?", "", bare)
    month = MONTH_NUMBERS.get(words.rstrip("."))
    return Recurrence((month,)).on_or_after(since) if month else None


def _quarter(match: re.Match[str], since: date) -> date:
    """The last day of a financial quarter, of the year named or else the next to come."""
    number = int(match["number"] or _NTH[match["nth"]])
    month = (number * 3 + 2) % 12 + 1
    if match["from"]:
        return month_end(date(_century(match["from"]) + (number == 4), month, 1))
    if match["year"]:
        return month_end(date(_century(match["year"].lstrip("'")) + (number == 4), month, 1))
    return Recurrence((month,)).on_or_after(since)


def _year(bare: str, since: date) -> date | None:
    if named := _YEAR_END.match(bare):
        if named["year"]:
            return date(int(named["year"]), 12, 31)
        year = Year.parse(f"{_century(named['from'])}/{named['to'][-2:]}")
        return year.months[-1].replace(day=31) if year else None
    if this := _THIS_YEAR.match(bare):
        calendar = (this["kind"] or "").strip() == "calendar"
        return Recurrence((12 if calendar else 3,)).on_or_after(since)
    return None


def _century(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _within(said: str, since: date) -> date | None:
    """So many weeks, months or years from when the plan begins."""
    match = _WITHIN.match(said)
    count = _number(match["count"] or match["bare"]) if match else None
    if match is None or count is None:
        return None
    unit = match["unit"] or match["bare_unit"]
    if unit == "week":
        return since + timedelta(weeks=count)
    return _months_on(since, count * (12 if unit == "year" else 1))


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def _months_on(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))
