"""How old it is what the books say, so that an older paper never overwrites it.

What an import writes carries the date that its paper speaks for, at the end of `source`. What people change by hand
stands in the history with its own date, and is newer than the paper it came after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from store.books import OpenBooks
from store.history import IMPORT
from store.papers.sources import as_at_of
from store.tables import Attendance, Change, History, Meeting, Presence


@dataclass(frozen=True, slots=True)
class Ages:
    """The last change that stands of each of some rows."""

    books: OpenBooks
    last: dict[int, Change] = field(default_factory=dict)

    @classmethod
    def of(
        cls, books: OpenBooks, kind: str, ids: Sequence[int], beside: frozenset[str] = frozenset()
    ) -> "Ages":
        """Of the rows of one table, in one query; what was undone does not count, nor what only changed columns `beside`."""
        if not ids:
            return cls(books)
        rows = books.session.execute(
            select(History.row_id, Change, History.after)
            .join(Change, Change.id == History.change_id)
            .where(History.partnership_id == books.partnership.id)
            .where(History.row_kind == kind, History.row_id.in_(ids))
            .where(Change.undone_by_id.is_(None), Change.undoes_id.is_(None))
            .order_by(History.id)
        )
        return cls(
            books, {row.row_id: row.Change for row in rows if not row.after or set(row.after) - beside}
        )

    def by_hand(self, ids: Iterable[int]) -> date | None:
        """The local date of the latest change to these rows, if people and not an import made it."""
        changes = [self.last[row_id] for row_id in ids if row_id in self.last]
        latest = max(changes, key=lambda change: change.id, default=None)
        if latest is None or latest.what.startswith(IMPORT):
            return None
        return latest.at.astimezone(self.books.zone).date()


def newer(told: date | None, source: str | None, by_hand: date | None) -> bool:
    """Whether the books are newer than a paper that speaks for the day `told` (None: it gives no date).

    A change by hand counts from its own day, or from that of the paper before it, whichever is later.
    """
    known = as_at_of(source)
    if told is None:
        return True
    if by_hand is not None:
        return max(by_hand, known or by_hand) >= told
    return known is not None and known > told


@dataclass(frozen=True, slots=True)
class Seen:
    """When people were first and last listed in the minutes that the books hold, by the ids of people.

    What somebody says of a meeting to come is no such thing.
    `lists` are all the days of which there is a list, with the group that met.
    """

    first: dict[int, date]
    last: dict[int, date]
    lists: frozenset[tuple[int, date]] = frozenset()

    @classmethod
    def of(cls, books: OpenBooks) -> "Seen":
        """From all attendance and apologies, in one query."""
        rows = books.session.execute(
            select(Attendance.person_id, Meeting.day, Meeting.group_id, Attendance.how)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .where(Attendance.partnership_id == books.partnership.id, Meeting.day <= books.today)
            .where(Attendance.how != Presence.ATTENDING)
            .order_by(Meeting.day)
        ).all()
        known = [(person, day) for person, day, _group, _how in rows if day]
        lists = frozenset((group, day) for _p, day, group, how in rows if day and how is Presence.PRESENT)
        return cls(first=dict(reversed(known)), last=dict(known), lists=lists)
