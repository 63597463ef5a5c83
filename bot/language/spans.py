"""When something was: a day, a month, a year or a financial year behind what is asked, as its first and last day."""

import re
from datetime import date

from store.dates import MONTH_NUMBERS, date_or_none, full_year, month_end, parse_date

Span = tuple[date, date]

_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_LAST = re.compile(
    rf"(?:^|[\s,]+)(?:(?:back\s+)?(?:in|on|during|for|at|of)\s+(?:the\s+)?)?(?P<when>"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\.?,?\s+{_YEAR}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)|{_YEAR}-\d\d-\d\d"
    rf"|(?:{_MONTH})\.?,?\s+(?:{_YEAR}|'\d\d)|{_YEAR}\s*[/–-]\s*\d\d(?!\d)|{_YEAR}|today|now|at\s+present)\s*$",
    re.IGNORECASE,
)


def split_span(said: str, today: date) -> tuple[str, Span | None]:
    """What is asked about, and when: "probation, October 2022" is probation in that month; None without a time."""
    bare = said.strip(" ?.!,")
    match = _LAST.search(bare)
    found = read_span(match["when"], today) if match else None
    if match is None or found is None:
        return bare, None
    return bare[: match.start()].strip(" ,"), found


def read_span(words: str, today: date) -> Span | None:
    """The first and last day of a day, month, year or financial year; None where there is no such time."""
    text = " ".join(words.lower().replace(",", " ").split())
    if text in ("today", "now", "at present"):
        return today, today
    if day := parse_date(text):
        return day, day
    if match := re.fullmatch(rf"({_MONTH})\.? ({_YEAR}|'\d\d)", text):
        return _month(full_year(match[2]), MONTH_NUMBERS[match[1].rstrip(".")])
    if match := re.fullmatch(rf"({_YEAR})\s*[/–-]\s*(\d\d)", text):
        first = int(match[1])
        following = (first + 1) % 100 == int(match[2])
        return (date(first, 4, 1), date(first + 1, 3, 31)) if following else None
    if re.fullmatch(_YEAR, text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def _month(year: int, month: int) -> Span | None:
    first = date_or_none(year, month, 1)
    return (first, month_end(first)) if first else None
