"""When people may be written to: on working days, in office hours, on the partnership's wall."""

from datetime import date, datetime, time

from store.dates import is_working_day, working_days_after, working_days_before

OPENS, CLOSES = time(8), time(18)
FIRST = time(9)  # what had to wait is said then


def in_hours(at: time) -> bool:
    """Whether it is a time of day at which people may be written to."""
    return OPENS <= at < CLOSES


def day_before(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    return day if is_working_day(day) else working_days_before(day, 1)


def day_after(day: date) -> date:
    """The day itself when it is a working day, else the next one."""
    return day if is_working_day(day) else working_days_after(day, 1)


def opening(now: datetime) -> datetime | None:
    """When people may be written to again; None when they may be now. `now` is local, and so is the answer."""
    if is_working_day(now.date()) and in_hours(now.time()):
        return None
    today_still = is_working_day(now.date()) and now.time() < OPENS
    day = now.date() if today_still else working_days_after(now.date(), 1)
    return datetime.combine(day, FIRST, now.tzinfo)
