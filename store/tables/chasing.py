"""Who covers for whom, what somebody does not want to hear of, and how often an action point was asked about."""

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Recorded


class Absence(Recorded, Base):
    """Somebody is away up to and including the day `until`, and the deputy covers."""

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("partnership_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    until: Mapped[date]


class Quiet(Recorded, Base):
    """Something that a person is not reminded of before the day `until`; None: until they want it again.

    `what` is a key of `store.quiet`: the personal weekly digest, or one action point ("point:12").
    """

    POINT: ClassVar[str] = "point:"

    __tablename__ = "quiet"
    __table_args__ = (UniqueConstraint("person_id", "what"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str] = mapped_column(String(40))
    until: Mapped[date | None]

    @property
    def concerns(self) -> int | None:
        return int(self.what.removeprefix(self.POINT)) if self.what.startswith(self.POINT) else None


class Chase(Base):
    """How many times an overdue action point was asked about without an answer.

    `last_at` is the local day of the last exchange about it, whichever side it came from.
    """

    __tablename__ = "chase"
    __table_args__ = (UniqueConstraint("action_point_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    action_point_id: Mapped[int] = mapped_column(ForeignKey("action_point.id"))
    times: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[date]
