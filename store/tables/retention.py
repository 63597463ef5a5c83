"""What was cleared away month by month."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class Clearing(Base):
    """The clearing of one month: how many of each kind went. `month` is its first day."""

    __tablename__ = "clearing"
    __table_args__ = (UniqueConstraint("partnership_id", "month"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    month: Mapped[date]
    at: Mapped[datetime]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
