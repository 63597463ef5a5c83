"""What people said to the bot that it did not understand."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base

LONGEST = 200  # characters that are kept of one line


class UnansweredLine(Base):
    """One line that led nowhere: its text and when it was said, and nothing of who said it or where."""

    __tablename__ = "unanswered_line"
    __table_args__ = (Index("ix_unanswered_line_at", "partnership_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(String(LONGEST))
