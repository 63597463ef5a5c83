"""From when until when: the hours that stand in a line ("10:00 to 12:00", "2-4pm", "at 14:00")."""

import re
from dataclasses import dataclass
from datetime import time

from store.dates import parse_time

_ONE = r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?)?|[0-9]{4}\s?(?:hrs|hours)|noon|midday)"
# Never inside a date: not beside another digit, a slash, or the dots and dashes of "12.02.2026" and "2026-06-16".
_BEFORE, _AFTER = r"(?<![\w/.:-])", r"(?![\w/:-]|\.[0-9])"
_SPAN = re.compile(
    rf"{_BEFORE}(?:(?:from|at)\s+)?(?P<start>{_ONE})\s*(?:-|–|—|to|until|till)\s*(?P<end>{_ONE}){_AFTER}",
    re.IGNORECASE,
)
_START = re.compile(rf"{_BEFORE}(?:(?P<cue>from|at|@)\s*)?(?P<start>{_ONE}){_AFTER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """The hours of a line, and the line without them."""

    rest: str
    start: time | None = None
    end: time | None = None


def take_hours(text: str) -> Said:
    """The last hours that `text` says, and what is left of it. A bare number is no hour: "12" needs "12:00" or "12pm"."""
    for pattern in (_SPAN, _START):
        for match in reversed(list(pattern.finditer(text))):
            hours = _hours(match)
            if hours is not None:
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                return Said(" ".join(rest.split()).strip(" ,;"), *hours)
    return Said(text.strip())


def _hours(match: re.Match[str]) -> tuple[time, time | None] | None:
    """Start and end. A half of the day that only one of them names holds for both, unless that turns them round."""
    first, last = match["start"].casefold(), (match.groupdict().get("end") or "").casefold()
    if not last:
        start = parse_time(first)
        return (start, None) if start else None
    start, end = parse_time(first) or _alike(first, last), parse_time(last) or _alike(last, first)
    if start is None or end is None:
        return None
    if end <= start and first.isdecimal():  # 11-1pm
        start = start.replace(hour=start.hour % 12)
    if end <= start and last.isdecimal():  # 11am-1
        end = end.replace(hour=end.hour % 12 + 12)
    return start, end


def _alike(bare: str, marked: str) -> time | None:
    """A bare hour, "10" of "10-12:30" or "2" of "2-4pm", read like the one that is marked."""
    if not bare.isdecimal() or len(bare) > 2 or parse_time(marked) is None:
        return None
    half = re.search(r"[ap]\.?m", marked)
    return parse_time(f"{bare}{half[0].replace('.', '')}" if half else f"{bare}:00")
