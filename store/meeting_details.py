"""Hours, venues and links of meetings, as they are kept."""

from dataclasses import dataclass
from datetime import time
from urllib.parse import urlsplit

from store.dates import clock_time
from store.errors import Invalid
from store.tables import Meeting
from store.texts import short_line

MAX_VENUE, MAX_LINK = 300, 500


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when, local; None is not known, or as it was."""

    start: time | None = None
    end: time | None = None


def venue(said: str) -> str | None:
    """A venue as it is kept. Raises Invalid when it is too long."""
    return short_line(said, MAX_VENUE, "A venue") or None


def link(said: str) -> str | None:
    """An address as it is kept; None for none. Raises Invalid when it is not one of the web."""
    address = short_line(said, MAX_LINK, "A link")
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        raise Invalid(
            f"“{address[:80]}” is no address that people can open. Nothing was changed; it begins with https://."
        )
    return address


def shifted(meeting: Meeting, hours: Hours) -> Hours:
    """The hours as they are to be: what is not said stays; a new start alone keeps the length."""
    if hours.start is None:
        return Hours(meeting.start, hours.end or meeting.end)
    if hours.end or not (meeting.start and meeting.end):
        return Hours(hours.start, hours.end)
    minutes = _minutes(hours.start) + _minutes(meeting.end) - _minutes(meeting.start)
    return Hours(hours.start, time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def require_order(hours: Hours) -> None:
    """Raise Invalid for an end without a start, or not after it."""
    if hours.end and not hours.start:
        raise Invalid("An end needs a start. Nothing was changed; say it as 10:00 to 12:00.")
    if hours.start and hours.end and hours.end <= hours.start:
        raise Invalid(
            f"It would end at {clock_time(hours.end)}, which is not after its start at {clock_time(hours.start)}."
            " Nothing was changed; say it as 10:00 to 12:00."
        )
