"""Who acts as secretariat while the secretariat is away."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Recorded


class Delegation(Recorded, Base):
    """Somebody acts as secretariat up to and including the day `until`."""

    __tablename__ = "delegation"
    __table_args__ = (UniqueConstraint("partnership_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    until: Mapped[date]
