"""Years as they are said: "2026/27", "next year", "the last calendar year"."""

import re
from datetime import date

from store.years import Year

_SAID = re.compile(
    r"\b(?P<which>last|this|next|previous|coming|current)\s+(?P<kind>calendar|financial|business|council)?\s*year\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d/-])20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?(?![\d/-])")
_AHEAD = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def take_year(said: str, today: date) -> tuple[str, str]:
    """What is left of the words without the year that they say, and its label; no label where they say none.

    A year without its number is a financial one, as plans and reviews are, unless it is called a calendar year.
    """
    if spoken := _SAID.search(said):
        calendar = (spoken["kind"] or "").casefold() == "calendar"
        now = Year(date(today.year, 1, 1)) if calendar else Year.financial(today)
        return _without(said, spoken), now.moved(_AHEAD[spoken["which"].casefold()]).label
    printed = _NUMBER.search(said)
    year = Year.parse(printed[0]) if printed else None
    return (_without(said, printed), year.label) if printed and year else (said, "")


def _without(said: str, match: re.Match[str]) -> str:
    return f"{said[: match.start()]} {said[match.end() :]}".strip()
