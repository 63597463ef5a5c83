"""When an action point is due: the phrase as printed, and its date where the paper determines one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from store.dates import MONTH_NUMBERS, date_or_none, month_end, parse_date, quarter_end

MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Satur|Sun)(?:day)?,?\s+)"
DATE = (
    rf"(?:{WEEKDAY}?(?:the\s+)?\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?{MONTH}(?:,?\s+20\d\d)?(?!\d)"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d(?!\d)|20\d\d-\d\d-\d\d)"
)
"""A printed date, for use in patterns that ignore case."""

_BY = (
    r"(?:by|before|no(?:t)?\s+later\s+than|until|in\s+time\s+for|ahead\s+of|prior\s+to|due(?:\s+(?:by|on))?)"
)
_PHRASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:at|for|to|{_BY})\s+(?:the|its|our|their)?\s*next\s+(?:[\w-]+\s+){{0,5}}?meeting(?:\s*,?\s*(?:on|of)\s+{DATE})?",
        rf"\b{_BY}\s+(?:the\s+)?(?:close\s+(?:of\s+\w+\s+)?on\s+|noon\s+on\s+)?{DATE}",
        rf"\b{_BY}\s+(?:the\s+)?(?:end\s+of\s+|mid[\s-]|early\s+|late\s+)?{MONTH}(?:\s+20\d\d)?(?!\s+\d)",
        rf"\b{_BY}\s+(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?:week|month|quarter|(?:financial\s+|calendar\s+)?year)",
        rf"\b(?:(?:at|for|to|in|{_BY})\s+)?(?:the\s+|an?\s+)?{MONTH}(?:\s+20\d\d)?\s+(?:[\w-]+\s+){{0,2}}meeting",
        rf"\bat\s+(?:the\s+)?meeting\s+(?:on|of)\s+{DATE}",
        r"\bwithin\s+(?:\d+|one|two|three|four|six)\s+(?:working\s+)?(?:days?|weeks?|months?)",
        rf"\b{_BY}\s+(?:the\s+)?(?:spring|summer|autumn|winter|christmas|easter|new\s+year)(?:\s+20\d\d)?",
        r"\b(?:as\s+soon\s+as\s+possible|asap)\b",
    )
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: the meeting that minuted the action, and the group's next one after it."""

    raised: date | None = None
    next_meeting: date | None = None


def find_due(text: str, anchor: Anchor) -> tuple[str | None, date | None]:
    """The first phrase in a sentence that says when, and its date."""
    for pattern in _PHRASES:
        if match := pattern.search(text):
            phrase = match.group().strip().rstrip(".")
            return phrase, _date_of(phrase, anchor)
    return None, None


def read_due(cell: str, anchor: Anchor) -> tuple[str | None, date | None]:
    """The same for a cell of a column of due dates, which needs no "by"."""
    if not cell or not re.search(r"\w", cell):
        return None, None
    found = _date_of(cell, anchor)
    return cell, found or find_due(f"by {cell}", anchor)[1]


def dates_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every printed date of a text, in its order."""
    for match in re.finditer(rf"(?<![\d/]){DATE}", text, re.IGNORECASE):
        yield match.group().strip(), match


def on_or_after(printed: str, first: date | None) -> date | None:
    """A printed date; without a year, its first occurrence from `first` on."""
    whole = parse_date(printed)
    if whole or not first:
        return whole
    for year in (first.year, first.year + 1):
        found = parse_date(f"{printed} {year}")
        if found and found >= first:
            return found
    return None


def _date_of(phrase: str, anchor: Anchor) -> date | None:
    before = bool(re.match(r"(?:before|ahead\s+of|prior\s+to)\b", phrase, re.IGNORECASE))
    day = (_printed_day, _next_meeting, _month_meeting)
    # A day that no calendar has is not taken for its month.
    for read in day if any(dates_in(phrase)) else (*day, _end_of, _month, _within):
        found = read(phrase, anchor)
        if found:
            return found - timedelta(days=1) if before else found
    return None


def no_such_day(phrase: str) -> str:
    """The printed day that no calendar has, such as “31 June”; empty for any other.

    Whether it is the day of the week that it says is another matter (`contradictions`).
    """
    printed = next((text for text, _match in dates_in(phrase)), "")
    said = re.sub(WEEKDAY, "", _THE.sub("", printed), flags=re.IGNORECASE)
    dated = said if re.search(r"20\d\d|[/.-]\d\d$", said) else f"{said} 2028"  # which has a 29 February
    return printed if printed and parse_date(dated) is None else ""


_THE = re.compile(r"^the\s+")


def _printed_day(phrase: str, anchor: Anchor) -> date | None:
    printed = next((text for text, _match in dates_in(phrase)), None)
    return on_or_after(_THE.sub("", printed), anchor.raised) if printed else None


def _next_meeting(phrase: str, anchor: Anchor) -> date | None:
    # Only a plain "next meeting" is the group's own; "the next Steering Group meeting" is another's.
    plain = re.search(r"\bnext\s+(?:board\s+|partnership\s+|csp\s+)?meeting\b", phrase, re.IGNORECASE)
    return anchor.next_meeting if plain else None


def _month_meeting(phrase: str, anchor: Anchor) -> date | None:
    match = re.search(rf"(?P<month>{MONTH})(?:\s+(?P<year>20\d\d))?\s+meeting", phrase, re.IGNORECASE)
    if not match or not anchor.next_meeting:
        return None
    fits = anchor.next_meeting.month == _number(match["month"])
    return anchor.next_meeting if fits and match["year"] in (None, str(anchor.next_meeting.year)) else None


def _end_of(phrase: str, anchor: Anchor) -> date | None:
    match = re.search(
        r"end\s+of\s+(?:the\s+|this\s+)?(week|month|quarter|financial\s+year|calendar\s+year|year)", phrase
    )
    if not match or not anchor.raised:
        return None
    day = anchor.raised
    if match[1] == "week":
        return day + timedelta(days=(4 - day.weekday()) % 7)
    if match[1].startswith("financial"):
        return date(day.year + (day.month > 3), 3, 31)
    ends = {"month": month_end, "quarter": quarter_end}
    return ends[match[1]](day) if match[1] in ends else date(day.year, 12, 31)


def _month(phrase: str, anchor: Anchor) -> date | None:
    """A bare month is its last day, and "before May" the day before its first."""
    match = re.search(
        rf"(?P<month>{MONTH})(?:\s+(?P<year>20\d\d))?(?P<more>\s+\w+)?\s*$", phrase, re.IGNORECASE
    )
    if not match or match["more"] or re.search(r"\b(?:mid|early|late)\b", phrase, re.IGNORECASE):
        return None
    first = _first_day(match["month"], match["year"], anchor)
    if first is None or re.match(r"before\b", phrase, re.IGNORECASE):
        return first
    return month_end(first)


def _first_day(month: str, year: str | None, anchor: Anchor) -> date | None:
    if year:
        return date_or_none(int(year), _number(month), 1)
    if not anchor.raised:
        return None
    later = _number(month) < anchor.raised.month
    return date_or_none(anchor.raised.year + later, _number(month), 1)


def _within(phrase: str, anchor: Anchor) -> date | None:
    match = re.search(r"within\s+(\w+)\s+(day|week)s?$", phrase, re.IGNORECASE)
    if not match or not anchor.raised:
        return None
    count = _NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
    days = min(count, 1000) * (7 if match[2].lower() == "week" else 1)
    return anchor.raised + timedelta(days=days) if count else None


def _number(month: str) -> int:
    return MONTH_NUMBERS[month.lower().rstrip(".")]
