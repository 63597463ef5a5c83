"""When people are reminded: the policy of a partnership as plain data."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from store.announcements import KIND


class Kind(StrEnum):
    """What a reminder is about."""

    DEADLINE = "deadline"  # papers for a meeting are due; posted in the group's channel
    SESSION = "session"  # a meeting or session is near; posted in the group's channel
    NUDGE = (
        "nudge"  # unfinished action points before the Board's report deadline; a direct message to each owner
    )
    OVERDUE = "overdue"  # what is overdue, at growing intervals; a direct message to each owner
    WEEKLY = "weekly"  # a week of the register; posted in the group's channel
    PERSONAL = "personal"  # a person's open action points, once a week; a direct message
    CHANGED = KIND  # a group's meetings have changed; posted in its channel
    CORRECTION = "correction"  # a reminder that is no longer so; edited where it was posted
    CLOSINGS = "closings"  # what was closed, gathered for a while; a direct message to the secretariat
    QUESTION = "question"  # a closing was sent back with a question; a direct message to each owner
    MISSED = "missed"  # reminders that could not be posted in time; a direct message to the secretariat
    TROUBLE = "trouble"  # what keeps reminders from arriving; a direct message to the secretariat
    CLEARING = "clearing"  # what the monthly clearing took away; a direct message to the secretariat
    CONFIRM = "confirm"  # once a year: is the directory right about you; a direct message to each member
    REMARK = "remark"  # what somebody says is wrong in the directory; a direct message to the secretariat


REPORTS = frozenset({Kind.MISSED, Kind.TROUBLE, Kind.CLEARING})
"""Not reminders themselves but what the machinery tells the secretariat: no calendar calls for them."""
ABOUT_PEOPLE = frozenset({Kind.CONFIRM, Kind.REMARK})
"""The directory's own messages: no meeting and no action point is behind them."""
NEVER_LATE = REPORTS | ABOUT_PEOPLE | {Kind.CORRECTION}
"""They are of use whenever they come, so they say nothing of when they should have come."""
TO_PEOPLE = frozenset({Kind.NUDGE, Kind.OVERDUE, Kind.PERSONAL}) | REPORTS | ABOUT_PEOPLE
"""Planned as one row, which fans out into a direct message for each person."""
PLANNED = frozenset(Kind) - {Kind.CHANGED, Kind.CORRECTION, Kind.CLOSINGS, Kind.QUESTION} - REPORTS
"""Called for by calendar, policy and directory; the others follow from what somebody has done, or from what became of
these."""
IN_OFFICE_HOURS = TO_PEOPLE | {Kind.WEEKLY, Kind.CLOSINGS, Kind.QUESTION}
"""Said on working days and in office hours only; deadlines and sessions keep their day."""
STANDING = frozenset({Kind.OVERDUE, Kind.PERSONAL, Kind.CLOSINGS, Kind.QUESTION})
"""They show how something stands, and are drawn anew when it changes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How many days before its date something is said (0 is the day itself), and at what local time.

    Raises ValueError for days after the date, and for a time that has a zone of its own.
    """

    days: tuple[int, ...]
    at: time = time(9)

    def __post_init__(self) -> None:
        if any(days < 0 for days in self.days):
            raise ValueError("A reminder comes before its date or on it: the days cannot be negative.")
        if self.at.tzinfo is not None:
            raise ValueError("The time of a reminder is on the partnership's own wall: it takes no zone.")


@dataclass(frozen=True, slots=True)
class Policy:
    """The timing of every kind of reminder.

    `overdue`: days from the due date to the first digest that names an action point, then from each to the next; none
    at all when it is empty. After the last of them the secretariat is told, `secretariat_after` so many days.
    `weekly` and `personal`: whether there are those digests; `digest_at` is the local time of all three.
    `closings`: for how many minutes closings are gathered before the secretariat is told; 0: it is not told.
    `confirm`: month and day on which members are asked once a year whether their details are right; None: never.
    """

    deadline: Timing = Timing((14, 7, 2, 0))
    session: Timing = Timing((7, 1, 0))
    nudge: Timing = Timing((7, 1))
    overdue: tuple[int, ...] = (1, 3, 7, 14, 28)
    secretariat_after: int = 7
    weekly: bool = True
    personal: bool = True
    closings: int = 60
    confirm: tuple[int, int] | None = (10, 1)
    digest_at: time = time(9)

    def __post_init__(self) -> None:
        if any(days < 1 for days in (*self.overdue, self.secretariat_after)):
            raise ValueError("What is overdue is asked about a day after it was due, or later.")
        if self.closings < 0:
            raise ValueError("Closings are gathered for some minutes, or for none when nobody is to be told.")
        if self.digest_at.tzinfo is not None:
            raise ValueError("The time of a digest is on the partnership's own wall: it takes no zone.")

    def timing(self, kind: Kind) -> Timing:
        """When reminders of that kind are given."""
        return {Kind.DEADLINE: self.deadline, Kind.SESSION: self.session, Kind.NUDGE: self.nudge}[kind]
