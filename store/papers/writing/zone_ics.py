"""A time zone as calendars of others want it: its offsets with the yearly rules by which they change.

icalendar's own (7.3, `Timezone.from_tzid`) begins summer time an hour late, because it looks for the change on the
wall's clock, and lists days instead of rules; Outlook takes only rules ([MS-STANOICAL] 2.2.47), and without them
shows every meeting of the summer an hour off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_AHEAD = 5  # years for which a rule must hold after the last that is asked for
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Onset:
    """The beginning of an offset from UTC: the instant, and what held just before and holds from then on."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def wall(self) -> datetime:
        """What the clocks show that still go by the offset before: how RFC 5545 (3.6.5) writes it."""
        return (self.at + self.before).replace(tzinfo=None)


def timezone_of(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The zone from the year before `first` on; `last` is the last day that is asked for."""
    beginning, *changes = _onsets(zone, first.year - 1, last.year + _AHEAD)
    # The changes of the year before are in force when the first day comes; a zone without any is what it always was.
    settled = any(change.at.year < first.year for change in changes)
    onsets = changes if settled else [beginning, *changes]
    made = Timezone()
    made.add("TZID", zone.key)
    kinds = dict.fromkeys((onset.before, onset.after, onset.name, onset.summer) for onset in onsets)
    for kind in kinds:
        same = [onset for onset in onsets if (onset.before, onset.after, onset.name, onset.summer) == kind]
        made.add_component(_observance(same))
    return made


def _onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[Onset]:
    """How the period begins, and every change of the offset within it."""
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    offset = _offset(zone, day)
    yield _onset(zone, day, offset)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(zone, following) != offset:
            yield _onset(zone, _change(zone, day, following), offset)
            offset = _offset(zone, following)
        day = following


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first instant of the new offset, to the second."""
    old = _offset(zone, before)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _onset(zone: ZoneInfo, at: datetime, before: timedelta) -> Onset:
    local = at.astimezone(zone)
    return Onset(at, before, _offset(zone, at), local.tzname() or zone.key, bool(local.dst()))


def _observance(onsets: list[Onset]) -> TimezoneStandard | TimezoneDaylight:
    first, *more = onsets
    made = TimezoneDaylight() if first.summer else TimezoneStandard()
    made.DTSTART = first.wall
    made.TZOFFSETFROM, made.TZOFFSETTO = first.before, first.after
    made.add("TZNAME", first.name)
    if rule := _yearly([onset.wall for onset in onsets]):
        made.add("RRULE", rule)
    elif more:
        made.add("RDATE", [onset.wall for onset in more])
    return made


def _yearly(walls: list[datetime]) -> vRecur | None:
    """The rule of changes that come every year on the same weekday of a month: its last, or its nth."""
    first = walls[0]
    years = [wall.year for wall in walls] == list(range(first.year, first.year + len(walls)))
    same = {(wall.month, wall.weekday(), wall.time()) for wall in walls}
    if not years or len(walls) < _AHEAD or len(same) > 1:
        return None
    places = {(wall.day - 1) // 7 + 1 for wall in walls}
    if all((wall + timedelta(days=7)).month != wall.month for wall in walls):
        places = {-1}
    if len(places) > 1:
        return None
    return vRecur(FREQ="YEARLY", BYMONTH=first.month, BYDAY=f"{places.pop()}{_DAYS[first.weekday()]}")
