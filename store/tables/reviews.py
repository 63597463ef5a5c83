"""The review of a register in the meeting: that there is one, and what was decided on each action point."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Recorded, words


class Verdict(StrEnum):
    """What a meeting decided on an action point. An accepted one had been closed before it came up."""

    CLOSED = "closed"
    ACCEPTED = "accepted"
    CARRIED = "carried over"
    UPDATED = "updated"
    SENT_BACK = "sent back"
    SKIPPED = "skipped"


class Review(Base):
    """The walk through the register of one meeting. `ended_at`: when nothing was left to decide."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("meeting_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None]


class ReviewDecision(Recorded, Base):
    """What was decided on one action point, by whom and when. It goes when the change it belongs to is undone."""

    __tablename__ = "review_decision"
    __table_args__ = (UniqueConstraint("review_id", "action_point_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    action_point_id: Mapped[int] = mapped_column(ForeignKey("action_point.id"), index=True)
    what: Mapped[Verdict] = mapped_column(words(Verdict))
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
