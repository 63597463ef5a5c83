"""When people may be written to: on working days, in the hours of the office, on the partnership's wall."""

from dataclasses import dataclass
from datetime import date, datetime, time

from store.dates import is_working_day, working_days_after, working_days_before

_NINE = time(9)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when (exclusive) people may be written to on a working day; outside of that it is quiet.

    Raises ValueError for a day that ends before it begins.
    """

    opens: time = time(8)
    closes: time = time(18)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("The hours in which people may be written to end after they begin.")

    @property
    def first(self) -> time:
        """When that is said which had to wait: at nine, if that is in these hours."""
        return _NINE if self.include(_NINE) else self.opens

    def include(self, at: time) -> bool:
        """Whether it is a time of day at which people may be written to."""
        return self.opens <= at < self.closes

    def opening(self, now: datetime) -> datetime | None:
        """When people may be written to again; None when they may be now. `now` is local, and so is the answer."""
        if is_working_day(now.date()) and self.include(now.time()):
            return None
        today_still = is_working_day(now.date()) and now.time() < self.opens
        day = now.date() if today_still else working_days_after(now.date(), 1)
        return datetime.combine(day, self.first, now.tzinfo)


OFFICE = Hours()


def day_before(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    return day if is_working_day(day) else working_days_before(day, 1)


def day_after(day: date) -> date:
    """The day itself when it is a working day, else the next one."""
    return day if is_working_day(day) else working_days_after(day, 1)
