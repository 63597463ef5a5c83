"""Papers that somebody has sent and nobody has applied yet, and the text of those that were brought in."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Recorded


class PaperInHand(Base):
    """A paper as it was read, while it is looked at: `content` is all of it, `chosen` the unsure rows to be taken.

    It is no book, so it has no history; what is brought in of it has.
    """

    __tablename__ = "paper_in_hand"
    __table_args__ = (Index("ix_paper_in_hand_at", "partnership_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    content: Mapped[str]
    chosen: Mapped[list[str]] = mapped_column(JSON, default=list)


class Passage(Recorded, Base):
    """A paragraph of a paper that was brought in, word for word; `closed` is told to those whom the table names.

    What finds it by its words belongs to the database, which keeps it up by itself: see its migration.
    """

    __tablename__ = "passage"
    __table_args__ = (
        Index("ix_passage_paper", "partnership_id", "paper"),
        Index("ix_passage_dated", "partnership_id", "dated"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    paper: Mapped[str] = mapped_column(String(200))
    dated: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(20))
    section: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    closed: Mapped[bool]
