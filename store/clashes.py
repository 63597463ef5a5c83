"""What speaks against the day of a meeting: pointed out, not forbidden."""

from collections.abc import Iterator
from datetime import date

from store.bank_holidays import bank_holidays
from store.dates import WEEKDAYS, clock_time, full_day, month_name
from store.deadlines import report_deadline
from store.tables import Meeting, MeetingStatus


def remarks(meeting: Meeting, others: list[Meeting], today: date) -> tuple[str, ...]:
    """Sentences about the day of a meeting; `others` are the partnership's planned ones of its day or month."""
    if meeting.status is MeetingStatus.CANCELLED:
        return ()
    return tuple(_each(meeting, [other for other in others if other is not meeting], today))


def _each(meeting: Meeting, others: list[Meeting], today: date) -> Iterator[str]:
    if meeting.day is None:
        yield from (_twice_tbc(other) for other in others if _is_same_one(meeting, other))
        return
    yield from _off_days(meeting.day)
    for other in others:
        if other.day == meeting.day and (sentence := _together(meeting, other)):
            yield sentence
        elif _is_same_one(meeting, other):
            yield _perhaps_this(other)
    deadline = report_deadline(meeting)
    if deadline and deadline < today <= meeting.day:
        yield f"Its report deadline, {full_day(deadline)}, has passed already."


def _off_days(day: date) -> Iterator[str]:
    if day.weekday() >= 5:
        yield f"{full_day(day)} is at a weekend: it is a {WEEKDAYS[day.weekday()]}."
    if name := bank_holidays(day.year).get(day):
        yield f"{full_day(day)} is a bank holiday: {name}."


def _together(meeting: Meeting, other: Meeting) -> str:
    """What to say of another meeting of that day; nothing of sittings and of other groups that do not overlap."""
    known = bool(meeting.start and meeting.end and other.start and other.end)
    apart = known and not overlap(meeting, other)
    what = f"{other.group.short_name} {other.kind}{_hours(other)}"
    if other.group_id == meeting.group_id:
        return "" if apart and not (meeting.formal or other.formal) else f"On the same day is the {what}."
    if apart:
        return ""
    return f"It overlaps with the {what}." if known else f"On the same day is the {what}."


def overlap(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings of one day sit at the same time; of none whose hours are not known."""
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.start < other.end and other.start < one.end


def _hours(meeting: Meeting) -> str:
    if not meeting.start:
        return ""
    end = f" to {clock_time(meeting.end)}" if meeting.end else ""
    return f", {clock_time(meeting.start)}{end}"


def _is_same_one(meeting: Meeting, other: Meeting) -> bool:
    """Whether the other, whose date is to be confirmed, may be the same meeting."""
    same = (meeting.group_id, meeting.kind, meeting.month) == (other.group_id, other.kind, other.month)
    return same and other.day is None


def _twice_tbc(other: Meeting) -> str:
    return (
        f"{other.group.short_name} has another {other.kind} in {_month(other)} whose date is to be confirmed."
    )


def _perhaps_this(other: Meeting) -> str:
    return (
        f"{other.group.short_name} also has a {other.kind} in {_month(other)} whose date is to be confirmed."
        " If that is this one, undo this and confirm its date instead."
    )


def _month(meeting: Meeting) -> str:
    return month_name(meeting.month.year, meeting.month.month)
