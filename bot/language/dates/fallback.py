"""What our own phrases do not know is left to the `dateparser` library, on a short lead.

Left alone it finds dates in "Sgt March", "£10,000" and "2 of 4", so it only sees phrases of nothing but date
words that hold a number and a unit, or a month and a full year.
"""

import re
from datetime import date, datetime, time

from bot.language.dates.grammar import Found, Parts, Reader, Span, rule
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS

_UNITS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})
_LITTLE_WORDS = frozenset(
    {"in", "and", "from", "now", "at", "of", "the", "am", "pm", "ago", "hours", "minutes"}
)
_DATE_WORDS = _UNITS | _LITTLE_WORDS | MONTH_NUMBERS.keys() | WEEKDAY_NUMBERS.keys()
_WORD = re.compile(r"[a-z]+|[0-9]+(?:st|nd|rd|th)?")


def _is_plain(text: str) -> bool:
    words = _WORD.findall(text)
    known = all(word in _DATE_WORDS or word[0].isdigit() for word in words)
    dated = MONTH_NUMBERS.keys() & words and re.search(r"\b20[0-9]{2}\b", text)
    counted = _UNITS & set(words) and re.search(r"\bin .*[0-9]|[0-9].*(?:from now|ago)\b", text)
    return known and bool(dated or counted) and not re.search(r"[^a-z0-9 ,:.-]", text)


def _by_library(parts: Parts, reader: Reader) -> Found | None:
    if reader.depth or not _is_plain(parts["x"]):
        return None
    found = _parsed(parts["x"], reader.today)
    return Span.day(found) if found else None


def _parsed(text: str, today: date) -> date | None:
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; slow to import, rarely needed

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if found else None


RULES = rule(_by_library, "{x}")
