"""When people are reminded: the policy of a partnership as plain data."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Kind(StrEnum):
    """What a reminder is about."""

    DEADLINE = "deadline"  # papers for a meeting are due; posted in the group's channel
    SESSION = "session"  # a meeting or session is near; posted in the group's channel
    NUDGE = (
        "nudge"  # unfinished action points before the Board's report deadline; a direct message to each owner
    )


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
    """The timing of every kind of reminder."""

    deadline: Timing = Timing((14, 7, 2, 0))
    session: Timing = Timing((7, 1, 0))
    nudge: Timing = Timing((7, 1))

    def timing(self, kind: Kind) -> Timing:
        """When reminders of that kind are given."""
        return {Kind.DEADLINE: self.deadline, Kind.SESSION: self.session, Kind.NUDGE: self.nudge}[kind]
