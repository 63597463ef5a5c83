"""The community safety plan: plans of a period, their targets, who leads on them, and the progress noted."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.tables.base import Base, Recorded, words


class TargetState(StrEnum):
    """Where a target stands. Withdrawn ones were taken back and only keep their number from reuse."""

    ACTIVE = "active"
    COMPLETE = "complete"
    DROPPED = "dropped"
    CARRIED = "carried into a newer plan"
    WITHDRAWN = "withdrawn"


class Rag(StrEnum):
    """How a target is doing, as a Board is shown it."""

    COMPLETE = "complete"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Plan(Recorded, Base):
    """A plan of a period. `label` is what it is called for short ("2025/26"); the period may be unknown."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("partnership_id", "label"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    label: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    first: Mapped[date | None]
    last: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]


class PlanTarget(Recorded, Base):
    """A line of a plan.

    Its reference, `chapter.number`, is given once and stays: the chapter is the priority under which it came, 0 for
    none. `lead` and `timescale` are as printed; `due` is the date that follows from the timescale, of a recurring
    one the next that has not been reported on, and `recurs` in which months it falls due (see `store.timescales`).
    `rag` is the colour that somebody has set, for `rag_reason`, instead of the one that follows from the rules. Without a
    reason it is a paper, named in `rag_by`, that states it, or without a colour that the target is complete.
    """

    __tablename__ = "plan_target"
    __table_args__ = (
        UniqueConstraint("plan_id", "chapter", "number"),
        CheckConstraint("number > 0 AND chapter >= 0", name="reference"),
        Index("ix_plan_target_due", "partnership_id", "state", "due"),
    )
    withdrawn: ClassVar[dict[str, Any] | None] = {"state": TargetState.WITHDRAWN, "carried_from_id": None}

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    chapter: Mapped[int]
    number: Mapped[int]
    section: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str]
    priority: Mapped[str | None] = mapped_column(String(100))
    lead: Mapped[str] = mapped_column(String(400), default="")
    timescale: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date | None]
    recurs: Mapped[str | None] = mapped_column(String(40))
    starts: Mapped[date | None]
    state: Mapped[TargetState] = mapped_column(words(TargetState), default=TargetState.ACTIVE)
    note: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    rag: Mapped[Rag | None] = mapped_column(words(Rag))
    rag_reason: Mapped[str] = mapped_column(default="")
    rag_by: Mapped[str] = mapped_column(String(200), default="")
    rag_on: Mapped[date | None]
    confidential: Mapped[bool] = mapped_column(default=False)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("plan_target.id"), unique=True)
    source: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
    plan: Mapped[Plan] = relationship(lazy="raise")
    leads: Mapped[list["TargetLead"]] = relationship(
        lazy="raise", order_by="TargetLead.position", cascade="all, delete-orphan"
    )
    progress: Mapped[list["TargetProgress"]] = relationship(
        lazy="raise", order_by="TargetProgress.at, TargetProgress.id", cascade="all, delete-orphan"
    )

    @property
    def ref(self) -> str:
        """As it is said: "1.3"."""
        return f"{self.chapter}.{self.number}"


class TargetLead(Recorded, Base):
    """Who leads on a target: one person, organisation or group, or a name that is in no book."""

    __tablename__ = "target_lead"
    __table_args__ = (
        CheckConstraint(
            "person_id IS NULL AND organisation_id IS NULL"
            " OR person_id IS NULL AND group_id IS NULL"
            " OR organisation_id IS NULL AND group_id IS NULL",
            name="one_kind",
        ),
        Index("ix_target_lead_target", "target_id", "position"),
        Index("ix_target_lead_person", "person_id"),
        Index("ix_target_lead_organisation", "organisation_id"),
        Index("ix_target_lead_group", "group_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("plan_target.id"))
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))


class TargetProgress(Recorded, Base):
    """Progress noted on a target, by whom and when; `covers` is the due date that it settles of a recurring one."""

    __tablename__ = "target_progress"
    __table_args__ = (Index("ix_target_progress_target", "target_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("plan_target.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(200))
    text: Mapped[str]
    covers: Mapped[date | None]
