"""What the secretariat hears of closings: each with its note, and whether it was accepted or sent back."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Recorded, words


class Finding(StrEnum):
    """What was found when somebody looked at a closing."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent back"


class Closing(Recorded, Base):
    """One closing of an action point. `finding` is None while nobody has looked at it; `looked_*` say who did.

    `question` is what its owners were asked when it was sent back, `answer` what one of them said to that without
    closing again. The last four columns only drive the messages: since when there is news that the secretariat has
    not been told, since when a question waits to be put to the owners, how often it was put, and the key of the
    reminder that told the latest.
    """

    __tablename__ = "closing"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"news_at", "ask_at", "times_asked", "told_in"})

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    action_point_id: Mapped[int] = mapped_column(ForeignKey("action_point.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(200))
    note: Mapped[str]
    finding: Mapped[Finding | None] = mapped_column(words(Finding))
    looked_by: Mapped[str | None] = mapped_column(String(200))
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    looked_at: Mapped[datetime | None]
    question: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str | None] = mapped_column(String(200))
    news_at: Mapped[datetime | None] = mapped_column(index=True)
    ask_at: Mapped[datetime | None] = mapped_column(index=True)
    times_asked: Mapped[int] = mapped_column(default=0)
    told_in: Mapped[str | None] = mapped_column(String(200), index=True)
