"""An item of an agenda: what it says, when it begins, and where the paper for it stands."""

from dataclasses import dataclass
from datetime import date, time

import msgspec

from store.errors import Invalid
from store.tables import AgendaItem, Paper
from store.texts import one_line

MAX_TITLE, MAX_LEADS, MAX_LEAD = 300, 8, 100  # so that a button can carry an item
MAX_MINUTES = 480  # a working day
BREAK = "break"
KINDS = ("item", "for agreement", "to note", "presentation", "for discussion", BREAK)
"""What somebody may say that an item is. A paper brings "next_meeting" besides, for the line that gives its date."""


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an agenda says of an item, beside its place and number. `paper` is None where none is due."""

    title: str
    leads: tuple[str, ...] = ()
    minutes: int | None = None
    kind: str = KINDS[0]
    closed: bool = False
    paper: Paper | None = None
    confidential: bool = False

    @classmethod
    def of(cls, row: AgendaItem) -> "Item":
        """What the agenda says there now."""
        return cls(
            title=row.title,
            leads=tuple(row.leads),
            minutes=row.minutes,
            kind=row.kind,
            closed=row.closed_session,
            paper=row.paper if row.paper_due else None,
            confidential=row.paper_confidential,
        )


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """A line of an agenda as a paper prints it; it says nothing of where papers stand."""

    number: str | None
    title: str
    leads: tuple[str, ...]
    minutes: int | None
    closed_session: bool
    kind: str

    @classmethod
    def of(cls, item: AgendaItem) -> "ItemDetails":
        """What the agenda says there now."""
        return cls(item.number, item.title, tuple(item.leads), item.minutes, item.closed_session, item.kind)


@dataclass(frozen=True, slots=True)
class Length:
    """How long an agenda is, in minutes, beside how long its meeting is; None while that is unknown."""

    total: int
    meeting: int | None

    @property
    def over(self) -> int:
        """By how many minutes the items take longer than the meeting."""
        return max(0, self.total - self.meeting) if self.meeting is not None else 0


def starts(items: list[AgendaItem], start: time | None) -> list[time | None]:
    """When each item begins if all before it take their minutes, breaks too; local like `start`, None without one."""
    if start is None:
        return [None] * len(items)
    at, begins = start.hour * 60 + start.minute, []
    for item in items:
        begins.append(time(at // 60 % 24, at % 60))
        at += item.minutes or 0
    return list(begins)


def length(items: list[AgendaItem], start: time | None, end: time | None) -> Length:
    """What the items take together, beside the meeting from `start` to `end` (local)."""
    known = start is not None and end is not None and start < end
    slot = (end.hour - start.hour) * 60 + end.minute - start.minute if known and start and end else None
    return Length(sum(item.minutes or 0 for item in items), slot)


def paper_state(item: AgendaItem, deadline: date | None, today: date) -> str:
    """Where the paper of an item stands: received, chased, awaited, or missing once the report deadline has passed."""
    if not item.paper_due:
        return ""
    if item.paper is Paper.RECEIVED or deadline is None or deadline >= today:
        return item.paper.value
    return "missing, chased" if item.paper is Paper.CHASED else "missing"


def owed(items: list[AgendaItem]) -> list[AgendaItem]:
    """The items whose paper has not come yet."""
    return [item for item in items if item.paper_due and item.paper is not Paper.RECEIVED]


def is_withheld(item: AgendaItem) -> bool:
    """Whether it is kept from whoever is not named: in closed session, or with a confidential paper."""
    return item.closed_session or item.paper_confidential


def kept_title(item: AgendaItem) -> str:
    """What stands in place of a title that is withheld."""
    return "Closed session" if item.closed_session else "Confidential item"


def titled(item: AgendaItem, *, withheld: bool = False) -> str:
    """An item by number and title; `withheld`: before people who are not to read what is confidential."""
    title = kept_title(item) if withheld else item.title
    return f"{item.number}. {title}" if item.number else title


def changed_fields(was: Item, to: Item) -> tuple[str, ...]:
    """The names of the fields in which both differ."""
    return tuple(name for name in was.__struct_fields__ if getattr(was, name) != getattr(to, name))


def checked(item: Item) -> Item:
    """The item with its words on one line each. Raises Invalid when it cannot stand on an agenda."""
    title = one_line(item.title)
    if not title:
        raise Invalid("An agenda item needs a title. Nothing was changed.")
    leads = tuple(filter(None, map(one_line, item.leads)))
    longest = max((len(lead) for lead in leads), default=0)
    if len(title) > MAX_TITLE:
        raise Invalid(
            f"That title has {len(title):,} characters; an agenda takes {MAX_TITLE}. Nothing was changed; please shorten it."
        )
    if len(leads) > MAX_LEADS or longest > MAX_LEAD:
        raise Invalid(
            f"An item takes up to {MAX_LEADS} leads with {MAX_LEAD} characters each. Nothing was changed; please name fewer."
        )
    if item.minutes is not None and not 0 < item.minutes <= MAX_MINUTES:
        raise Invalid(
            f"An item takes between 1 and {MAX_MINUTES} minutes, not {item.minutes:,}. Nothing was changed."
        )
    return msgspec.structs.replace(item, title=title, leads=leads, kind=one_line(item.kind)[:40] or KINDS[0])
