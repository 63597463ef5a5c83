"""What the books show of a row: plain, immutable, ready to be put into words. No lazy loading, no session."""

from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

import msgspec

from store.reference import Reference
from store.tables.register import UNFINISHED, Status


class PartnershipView(msgspec.Struct, frozen=True):
    """The partnership whose books are open.

    `edition` is that of its directory and calendar; `timezone` an IANA name; `uid` tells it from every other one.
    """

    id: int
    name: str
    short_name: str
    timezone: str
    edition: int
    created_at: datetime
    uid: str


class PointView(msgspec.Struct, frozen=True):
    """An action point as a list, a card or a paper shows it.

    `group` is the short name of the body that minuted it, empty for the Board's; `raised` the date of that
    meeting; `carried_from` and `carried_to` are full references.
    """

    id: int
    ref: str
    full_ref: str
    raised: date
    group: str
    text: str
    status: Status
    note: str
    due: date | None
    due_words: str | None
    confidential: bool
    owners: tuple[str, ...] = ()
    carried_from: str | None = None
    carried_to: str | None = None

    @property
    def unfinished(self) -> bool:
        """Still to be done, and not standing under a newer number."""
        return self.status in UNFINISHED and self.carried_to is None

    @property
    def reference(self) -> Reference:
        return _reference(self.full_ref, self.group)


@lru_cache(maxsize=1_024)
def _reference(full_ref: str, group: str) -> Reference:
    return replace(Reference.find(full_ref)[0][0], group=group or None)


class UpdateView(msgspec.Struct, frozen=True):
    """Something said about an action point."""

    at: datetime
    by: str
    text: str


class EventView(msgspec.Struct, frozen=True):
    """A line of an action point's history: who did what when."""

    at: datetime
    by: str
    what: str


class Deadline(StrEnum):
    """What has to be done before a meeting, in the order in which it usually comes."""

    REPORTS = "papers"
    PUBLICATION = "publication"
    QUESTIONS = "questions"
    EXPORT = "export"


class DeadlineView(msgspec.Struct, frozen=True):
    """A deadline of a meeting, local; `at` is None where the day is enough. `own`: it does not follow from the rule."""

    what: Deadline
    day: date
    at: time | None = None
    own: bool = False


class MeetingView(msgspec.Struct, frozen=True):
    """A meeting as it is shown. `day` is None while TBC within `month`; times are local.

    `publication_on`, `questions_at` and `export_on` are deadlines of its own, where it has been given any; all its
    deadlines, those by the rules among them, are given by `store.deadlines.deadlines`.
    """

    id: int
    group: str
    group_name: str
    is_board: bool
    kind: str
    title: str | None
    month: date
    day: date | None
    start: time | None
    end: time | None
    venue: str | None
    mode: str | None
    report_deadline: date | None
    printed_deadline: bool
    channel: str | None
    publication_on: date | None = None
    questions_at: datetime | None = None
    export_on: date | None = None
    join_link: str | None = None
    cancelled: bool = False


class PersonView(msgspec.Struct, frozen=True):
    """Somebody as the directory shows them, with every sitting, present ones first."""

    id: int
    name: str
    title: str | None
    email: str | None
    phone: str | None
    sits: tuple[str, ...]
    sat: tuple[str, ...]


class OrganisationView(msgspec.Struct, frozen=True):
    """An organisation with the people who sit for it now."""

    id: int
    name: str
    short_name: str | None
    statutory: bool
    people: tuple[str, ...]


class ServiceView(msgspec.Struct, frozen=True):
    """A service contact for the public."""

    id: int
    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    urls: tuple[str, ...]
