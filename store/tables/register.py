"""The action-point register: action points, their owners and the updates on them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.tables.base import Base, Recorded, words


class Status(StrEnum):
    """Where an action point stands. Withdrawn ones were taken back and only keep their number from reuse."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    CARRIED_OVER = "carried over"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


UNFINISHED = (Status.OPEN, Status.IN_PROGRESS, Status.CARRIED_OVER)


class ActionPoint(Recorded, Base):
    """A promise minuted at a meeting.

    Its reference is stored, not derived: a number once given out stays, even when the meeting is moved.
    `note` is what the paper prints in its third column after the status ("Circulated on 14 February").
    """

    __tablename__ = "action_point"
    __table_args__ = (
        UniqueConstraint("group_id", "year", "month", "number"),
        CheckConstraint("number > 0 AND month BETWEEN 1 AND 12", name="reference"),
        # The lists: what is unfinished, and what a meeting minuted, without reading the closed years.
        Index("ix_action_point_state", "partnership_id", "status", "due"),
        Index("ix_action_point_reference", "partnership_id", "month", "number"),
    )
    withdrawn: ClassVar[dict[str, Any] | None] = {"status": Status.WITHDRAWN, "carried_from_id": None}

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    year: Mapped[int]
    month: Mapped[int]
    number: Mapped[int]
    text: Mapped[str]
    status: Mapped[Status] = mapped_column(words(Status), default=Status.OPEN)
    note: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    due_words: Mapped[str | None] = mapped_column(String(200))
    confidential: Mapped[bool] = mapped_column(default=False)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("action_point.id"), unique=True)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(200))
    paragraph: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
    owners: Mapped[list["Owner"]] = relationship(
        lazy="raise", order_by="Owner.position", cascade="all, delete-orphan"
    )
    updates: Mapped[list["Update"]] = relationship(
        lazy="raise", order_by="Update.at, Update.id", cascade="all, delete-orphan"
    )

    @property
    def concerns(self) -> int:
        return self.id


class Owner(Recorded, Base):
    """Who owns an action point: one person, organisation or group. `name` is how the paper prints it."""

    __tablename__ = "owner"
    __table_args__ = (
        CheckConstraint(
            "person_id IS NULL AND organisation_id IS NULL"
            " OR person_id IS NULL AND group_id IS NULL"
            " OR organisation_id IS NULL AND group_id IS NULL",
            name="one_kind",
        ),
        Index("ix_owner_action_point", "action_point_id", "position"),
        # Both columns: by the owner alone, SQLite would read all they ever owned for each action point of a list.
        Index("ix_owner_person", "person_id", "action_point_id"),
        Index("ix_owner_organisation", "organisation_id", "action_point_id"),
        Index("ix_owner_group", "group_id", "action_point_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    action_point_id: Mapped[int] = mapped_column(ForeignKey("action_point.id"))
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))

    @property
    def kind(self) -> str:
        """What kind of owner: "person", "organisation", "group", or "name" when it is in no book."""
        kinds = {"person": self.person_id, "organisation": self.organisation_id, "group": self.group_id}
        return next((kind for kind, identity in kinds.items() if identity), "name")

    @property
    def party_id(self) -> int | None:
        """The id within that kind."""
        return self.person_id or self.organisation_id or self.group_id


class Update(Recorded, Base):
    """Something said about an action point, by whom and when."""

    __tablename__ = "action_update"  # "update" is a reserved word of SQL
    __table_args__ = (Index("ix_action_update_action_point", "action_point_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    action_point_id: Mapped[int] = mapped_column(ForeignKey("action_point.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(200))
    text: Mapped[str]
