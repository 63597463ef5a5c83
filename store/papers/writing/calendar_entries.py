"""The meetings as timetables and calendars print them: cancelled ones too, with what calendars of others need."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from store.books import OpenBooks
from store.calendar import view
from store.dates import month_end
from store.tables import Change, History, Meeting
from store.views import MeetingView


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A meeting, planned or cancelled. `changed_at` is the instant of its last change."""

    meeting: MeetingView
    group_id: int
    sequence: int
    changed_at: datetime

    @property
    def cancelled(self) -> bool:
        """Whether the meeting was called off; it stays in calendars as that."""
        return self.meeting.cancelled

    @property
    def place(self) -> tuple[date, bool]:
        """Where it stands in the year: on its day, or behind all dated ones of its month."""
        return (self.meeting.day or month_end(self.meeting.month), self.meeting.day is None)


def calendar_entries(books: OpenBooks) -> list[CalendarEntry]:
    """Every meeting of the partnership, past ones too, in the order of the year. Two queries however many there are."""
    changed = _last_changes(books)
    meetings = select(Meeting).where(Meeting.partnership_id == books.partnership.id).order_by(Meeting.id)
    entries = [
        CalendarEntry(
            meeting=view(meeting, books.zone),
            group_id=meeting.group_id,
            sequence=meeting.sequence,
            changed_at=changed.get(meeting.id, books.partnership.created_at),
        )
        for meeting in books.session.scalars(meetings).unique()
    ]
    return sorted(entries, key=lambda entry: entry.place)


def _last_changes(books: OpenBooks) -> dict[int, datetime]:
    """When each meeting was last changed, as the history has it; undoing is a change too."""
    rows = books.session.execute(
        select(History.row_id, func.max(Change.at).label("at"))
        .join(Change, Change.id == History.change_id)
        .where(History.partnership_id == books.partnership.id, History.row_kind == Meeting.__tablename__)
        .group_by(History.row_id)
    )
    return {row.row_id: row.at for row in rows}
