"""When, where and of what people are reminded: the policy of a partnership as plain data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum

from store.announcements import KIND
from store.hours import OFFICE, Hours


class Kind(StrEnum):
    """What a reminder is about."""

    DEADLINE = "deadline"  # papers for a meeting are due; posted in the group's channel
    PUBLICATION = "publication"  # agenda and reports are to be published; a direct message to the secretariat
    QUESTIONS = "questions"  # until when the public may ask; posted in the group's channel
    EXPORT = "export"  # the register as a paper, posted in the group's channel
    QUORUM = "quorum"  # too few members come to decide; a direct message to the chair and the secretariat
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
    PLAN = "plan"  # targets of the plan are due or late; a direct message to each lead
    PLAN_DIGEST = "plan_digest"  # how the plan is doing, once a month; a direct message to the secretariat
    REMARK = "remark"  # what somebody says is wrong in the directory; a direct message to the secretariat


REPORTS = frozenset({Kind.MISSED, Kind.TROUBLE, Kind.CLEARING})
"""Not reminders themselves but what the machinery tells the secretariat: no calendar calls for them."""
ABOUT_PEOPLE = frozenset({Kind.CONFIRM, Kind.REMARK})
"""The directory's own messages: no meeting and no action point is behind them."""
OF_THE_PLAN = frozenset({Kind.PLAN, Kind.PLAN_DIGEST})
"""Of the community safety plan, by the timescales of its targets."""
NEVER_LATE = REPORTS | ABOUT_PEOPLE | {Kind.CORRECTION}
"""They are of use whenever they come, so they say nothing of when they should have come."""
OF_MEETINGS = frozenset(
    {Kind.DEADLINE, Kind.PUBLICATION, Kind.QUESTIONS, Kind.EXPORT, Kind.QUORUM, Kind.SESSION, Kind.NUDGE}
)
"""Their rule says where they go: to a channel, or to people."""
TO_PEOPLE = frozenset({Kind.OVERDUE, Kind.PERSONAL}) | REPORTS | ABOUT_PEOPLE | OF_THE_PLAN
"""Planned as one row, which fans out into a direct message for each person, whatever the policy says."""
PLANNED = frozenset(Kind) - {Kind.CHANGED, Kind.CORRECTION, Kind.CLOSINGS, Kind.QUESTION} - REPORTS
"""Called for by calendar, policy and directory; the others follow from what somebody has done, or from what became of
these."""
IN_OFFICE_HOURS = TO_PEOPLE | {Kind.WEEKLY, Kind.CLOSINGS, Kind.QUESTION}
"""Said on working days and in office hours only; deadlines and sessions keep their day."""
STANDING = frozenset({Kind.OVERDUE, Kind.PERSONAL, Kind.CLOSINGS, Kind.QUESTION}) | OF_THE_PLAN
"""They show how something stands, and are drawn anew when it changes."""


CHANNEL = "channel"
OWNERS, LEADS = "owners", "leads"
SECRETARIAT, CHAIR, VICE_CHAIR = "secretariat", "chair", "vice chair"
_CHANNEL_ID = re.compile(r"[CG](?=[A-Z0-9]*\d)[A-Z0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Rule:
    """When and where something is said.

    `days` before its date (0 is the day itself) and `at` what local time. `to` is where: `CHANNEL` (the group's own) or
    the id of another one; or people: `SECRETARIAT`, `CHAIR` and `VICE_CHAIR` of the group, `LEADS` of papers that are
    owed, anybody by name or e-mail address. With `working_days`, and to people always, what would fall on a day off
    comes on the working day before.

    Raises ValueError for days after the date, for a time that has a zone of its own, and for a channel among others.
    """

    days: tuple[int, ...]
    at: time = time(9)
    to: tuple[str, ...] = (CHANNEL,)
    working_days: bool = False

    def __post_init__(self) -> None:
        if any(days < 0 for days in self.days):
            raise ValueError("A reminder comes before its date or on it: the days cannot be negative.")
        if self.at.tzinfo is not None:
            raise ValueError("The time of a reminder is on the partnership's own wall: it takes no zone.")
        if not self.to or (len(self.to) > 1 and any(_is_channel(place) for place in self.to)):
            raise ValueError("A reminder goes to one channel or to people: `to` holds either.")

    @property
    def to_people(self) -> bool:
        """Whether it goes to people, each in a direct message."""
        return not _is_channel(self.to[0])

    def channel(self, own: str | None) -> str | None:
        """The channel that it is posted in, where the group's is `own`."""
        return own if self.to[0] == CHANNEL else self.to[0]


def _is_channel(place: str) -> bool:
    return place == CHANNEL or _CHANNEL_ID.fullmatch(place) is not None


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What is otherwise in one group: the rules of some kinds, and whether it has its weekly digest."""

    rules: Mapping[Kind, Rule] = field(default_factory=dict)
    weekly: bool | None = None


_BY_ITSELF = OfGroup()


@dataclass(frozen=True, slots=True)
class Policy:
    """The rule of every kind of reminder.

    `groups` are those in which something is otherwise, by their short name in lower case.
    `overdue`: days from the due date to the first digest that names an action point, then from each to the next; none
    at all when it is empty. After the last of them the secretariat is told, `secretariat_after` so many days.
    `weekly` and `personal`: whether there are those digests; `digest_at` is the local time of all three.
    `closings`: for how many minutes closings are gathered before the secretariat is told; 0: it is not told.
    `plan`: days before the date of a plan's target on which its leads are reminded, `plan_overdue`: after how many more,
    and again, they are while it is late (0: not); `plan_digest`: whether the secretariat has the plan's each month.
    `hours`: outside of them nobody gets a direct message.
    `confirm`: month and day on which members are asked once a year whether their details are right; None: never.
    """

    deadline: Rule = Rule((14, 7, 2, 0))
    publication: Rule = Rule((2, 0), to=(SECRETARIAT,))
    questions: Rule = Rule((7,), working_days=True)
    export: Rule = Rule((0,))
    quorum: Rule = Rule((3, 1), to=(CHAIR, SECRETARIAT))
    session: Rule = Rule((7, 1, 0))
    nudge: Rule = Rule((7, 1), to=(OWNERS,))
    groups: Mapping[str, OfGroup] = field(default_factory=dict)
    overdue: tuple[int, ...] = (1, 3, 7, 14, 28)
    secretariat_after: int = 7
    weekly: bool = True
    personal: bool = True
    closings: int = 60
    confirm: tuple[int, int] | None = (10, 1)
    plan: tuple[int, ...] = (28, 7, 0)
    plan_overdue: int = 14
    plan_digest: bool = True
    digest_at: time = time(9)
    hours: Hours = OFFICE

    def __post_init__(self) -> None:
        if any(days < 1 for days in (*self.overdue, self.secretariat_after)):
            raise ValueError("What is overdue is asked about a day after it was due, or later.")
        if any(days < 0 for days in (*self.plan, self.plan_overdue)):
            raise ValueError(
                "A reminder of a plan's target comes before its date or on it: the days cannot be negative."
            )
        if self.closings < 0:
            raise ValueError("Closings are gathered for some minutes, or for none when nobody is to be told.")
        if self.digest_at.tzinfo is not None:
            raise ValueError("The time of a digest is on the partnership's own wall: it takes no zone.")

    def rule(self, kind: Kind, group: str) -> Rule:
        """The rule of a kind `OF_MEETINGS` in the group of that short name.

        A nudge is about somebody's own action points, so it goes to their owners whatever the rule says.
        """
        rule: Rule = self._of(group).rules.get(kind) or getattr(self, kind.value)
        return replace(rule, to=(OWNERS,)) if kind is Kind.NUDGE and rule.to != (OWNERS,) else rule

    @property
    def digests_at(self) -> time:
        """When digests are given: at their time, or as soon as people may be written to."""
        return self.digest_at if self.hours.include(self.digest_at) else self.hours.first

    def has_weekly(self, group: str) -> bool:
        """Whether the group of that short name has its weekly digest."""
        own = self._of(group).weekly
        return self.weekly if own is None else own

    def _of(self, group: str) -> OfGroup:
        return self.groups.get(group.casefold(), _BY_ITSELF)
