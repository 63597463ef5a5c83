"""What keeps the promises: history, the outbox of reminders, processed deliveries, and open conversations."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, index_of, words

WHAT = 300  # characters that a change may be called


class Change(Base):
    """One act of one person: the header under which its history entries stand, and the unit of undoing."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_person", "partnership_id", "person_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(WHAT))
    source: Mapped[str | None] = mapped_column(String(500))
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"))


class History(Base):
    """What one change did to one row: the columns before and after. Written by `store.history` alone."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_row", "partnership_id", "row_kind", "row_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    row_kind: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class OutboxState(StrEnum):
    """Where a reminder stands on its way."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    FAILED = "failed"


class Outbox(Base):
    """One reminder to one recipient. `key` is unique: whatever computes it twice writes it once.

    `due_at` is when it is to be posted, `stale_at` when it has lost its use; `expected_at` when the calendar first
    called for it, if that was only after it was due. A row that waits is left alone from `held_since` until
    `lease_until`. `channel` and `sent_at` without `posted_ts` are where and when it was tried, so it may stand there.
    `draws` is the request that draws it anew, for one that shows how something stands; `outdated_at` is set while what
    it shows is no longer so. `reported_in` is the key of the report that names it as missed.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("partnership_id", "key"),
        Index("ix_outbox_due", "state", "due_at"),
        index_of("ix_outbox_reported_in", "reported_in", "reported_in IS NOT NULL"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    # A reminder has no life without what it is about: undoing an added meeting takes its reminders along.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    days_before: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    stale_at: Mapped[datetime]
    expected_at: Mapped[datetime | None]
    state: Mapped[OutboxState] = mapped_column(words(OutboxState), default=OutboxState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(60))
    held_since: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(300))
    channel: Mapped[str | None] = mapped_column(String(32))
    posted_ts: Mapped[str | None] = mapped_column(String(32))
    sent_at: Mapped[datetime | None]
    draws: Mapped[str | None]
    outdated_at: Mapped[datetime | None] = mapped_column(index=True)
    reported_in: Mapped[str | None] = mapped_column(String(200))


class ShownPoint(Base):
    """An action point that a reminder shows, so that the message is found when the action point changes."""

    __tablename__ = "shown_point"
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True)
    action_point_id: Mapped[int] = mapped_column(
        ForeignKey("action_point.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Delivery(Base):
    """A delivery that changed the books, with the answer it got: a redelivered one gets the same again."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("partnership_id", "key"),
        Index("ix_delivery_at", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    reply: Mapped[str]


class Conversation(Base):
    """What a thread or direct message is about, and what was last offered in it.

    `key` is the channel, or channel and thread. `about` holds full references; `offered` the buttons shown,
    so that "yes" or "the second one" can be said instead of pressed.
    """

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("partnership_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    key: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    about: Mapped[list[str]] = mapped_column(JSON, default=list)
    offered: Mapped[str | None]
