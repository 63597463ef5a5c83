"""When the groups meet, what is on the agenda, and who was there."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, Connection, ForeignKey, Index, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from store.tables.base import Base, Recorded, words
from store.tables.people import Group


class MeetingStatus(StrEnum):
    """Where a meeting stands. Whether a planned one has been held follows from its date."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """How people take part."""

    IN_PERSON = "in person"
    HYBRID = "hybrid"
    ONLINE = "online"


class Meeting(Recorded, Base):
    """One sitting of a group. `month` is its first day and always known; `day` is null while it is TBC.

    `start` and `end` are wall-clock times in the partnership's zone. Deadlines that are null follow from the date by
    the rules of the terms of reference (`store.deadlines`). `sequence` goes up with each change that calendars of
    others must take over (RFC 5545, 3.8.7.4), an undone one too, by itself.
    """

    unrecorded: ClassVar[frozenset[str]] = frozenset({"sequence"})
    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("group_id", "day", "kind"),
        Index("ix_meeting_partnership_month", "partnership_id", "month"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    month: Mapped[date]
    day: Mapped[date | None]
    kind: Mapped[str] = mapped_column(String(60), default="meeting")
    title: Mapped[str | None] = mapped_column(String(200))
    start: Mapped[time | None]
    end: Mapped[time | None]
    venue: Mapped[str | None] = mapped_column(String(300))
    mode: Mapped[Mode | None] = mapped_column(words(Mode))
    status: Mapped[MeetingStatus] = mapped_column(words(MeetingStatus), default=MeetingStatus.PLANNED)
    join_link: Mapped[str | None] = mapped_column(String(500))
    report_deadline: Mapped[date | None]
    public_questions_at: Mapped[datetime | None]
    publication_on: Mapped[date | None]
    export_on: Mapped[date | None]
    sequence: Mapped[int] = mapped_column(default=0)
    source: Mapped[str | None] = mapped_column(String(300))
    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)

    @property
    def formal(self) -> bool:
        """A meeting proper, as against a development session."""
        return self.kind == "meeting"


_IN_CALENDARS = frozenset(
    (
        "month",
        "day",
        "start",
        "end",
        "venue",
        "mode",
        "join_link",
        "status",
        "title",
        "kind",
        "report_deadline",
    )
)


@event.listens_for(Meeting, "before_update")
def _raise_sequence(_mapper: Mapper[Meeting], _connection: Connection, meeting: Meeting) -> None:
    """Whoever changes what stands in other people's calendars raises it, once for each time the change is flushed."""
    attributes = inspect(meeting).attrs
    if any(attributes[name].history.has_changes() for name in _IN_CALENDARS):
        meeting.sequence += 1


class Paper(StrEnum):
    """Where the paper of an agenda item stands."""

    AWAITED = "awaited"
    CHASED = "chased"
    RECEIVED = "received"


class AgendaItem(Recorded, Base):
    """A line of an agenda; `leads` are the names as printed, `minutes` the time allotted.

    `paper` and `paper_confidential` speak of the paper that is due where `paper_due`.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(12))
    title: Mapped[str]
    leads: Mapped[list[str]] = mapped_column(JSON, default=list)
    minutes: Mapped[int | None]
    closed_session: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(40), default="item")
    paper_due: Mapped[bool] = mapped_column(default=False)
    paper: Mapped[Paper] = mapped_column(words(Paper), default=Paper.AWAITED)
    paper_confidential: Mapped[bool] = mapped_column(default=False)


class Presence(StrEnum):
    """How somebody was at a meeting, or, while it is to come, says that they will be: attending."""

    ATTENDING = "attending"
    PRESENT = "present"
    APOLOGIES = "apologies"
    REPRESENTED = "represented"


class Attendance(Recorded, Base):
    """Who was or will be at a meeting, who sends apologies, and who comes for them.

    A representative who is in no directory is kept by name alone (`representative`).
    """

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    how: Mapped[Presence] = mapped_column(words(Presence))
    section: Mapped[str | None] = mapped_column(String(40))
    represented_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    representative: Mapped[str | None] = mapped_column(String(200))
