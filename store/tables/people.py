"""Who there is: the partnership, its groups, organisations, people, and who sits for whom from when until when."""

from datetime import date, datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Connection, ForeignKey, Index, String, UniqueConstraint, event, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.tables.base import Base, Recorded, index_of, words


class Capacity(StrEnum):
    """In which capacity a person sits, as the minutes and the plan list them."""

    BOARD = "board"
    MEMBER = "member"
    GUEST = "guest"
    OFFICER = "officer"
    IN_ATTENDANCE = "in attendance"


class Partnership(Base):
    """The tenant: everything else belongs to exactly one."""

    __tablename__ = "partnership"
    __table_args__ = (
        # Whose calendar has changed and whose plan is running out is found without reading everybody
        # (scheduler.refresh).
        index_of("ix_partnership_unplanned", "id", "planned_edition <> edition"),
        Index("ix_partnership_planned_until", "planned_until"),
        index_of("ix_partnership_away", "id", "away_since IS NOT NULL"),
        Index("ix_partnership_uid", "uid"),
        # Two workspaces may each have one of that name, and must not learn of each other by it.
        UniqueConstraint("slack_team", "name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(40))
    timezone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    # Its workspace, and since when the bot has not been there; none where there is only one workspace.
    slack_team: Mapped[str | None] = mapped_column(String(32))
    away_since: Mapped[datetime | None]
    # Stands in the ids of its meetings in other people's calendars, which must never change.
    uid: Mapped[str] = mapped_column(String(32), default=lambda: uuid4().hex)
    # What the addresses of its calendar subscriptions are made from; a new one ends all of them.
    calendar_secret: Mapped[str] = mapped_column(String(64), default=token_urlsafe)
    # Goes up with every change of directory or calendar: what is derived from them is rebuilt only then.
    edition: Mapped[int] = mapped_column(default=1)
    # Reminders are planned for this edition and up to this instant (see scheduler.plan).
    planned_edition: Mapped[int] = mapped_column(default=0)
    planned_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


HIGHEST = "user_version"
"""The pragma in which an SQLite file keeps the highest id of a partnership whose books were deleted from it."""


@event.listens_for(Partnership, "before_insert")
def _number_never_used(_mapper: Any, connection: Connection, partnership: Partnership) -> None:
    """SQLite would give the highest number anew once its row is gone; what others still remember by it is of the old one."""
    if connection.dialect.name != "sqlite":
        return
    deleted = connection.exec_driver_sql(f"PRAGMA {HIGHEST}").scalar() or 0
    highest = connection.scalar(select(func.max(Partnership.id))) or 0
    if deleted > highest:
        partnership.id = deleted + 1


class Group(Recorded, Base):
    """A body of the partnership that meets: the Board, a steering group, a task and finish group."""

    __tablename__ = "body"  # "group" is a reserved word of SQL
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40), default="group")
    is_board: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str | None] = mapped_column(String(32))


class Organisation(Recorded, Base):
    """A body that sits in the partnership; statutory ones have a duty to, and each has one vote.

    One that was abolished or merged has a last day, and perhaps a successor. Earlier names are among its aliases.
    """

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str | None] = mapped_column(String(60))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    statutory: Mapped[bool] = mapped_column(default=False)
    until_date: Mapped[date | None]
    succeeded_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))


class Person(Recorded, Base):
    """Somebody of the directory. `slack_user` is set once known; e-mail finds it the first time.

    `confirmed_on` is the day on which their details were last confirmed or corrected, `remark` what they say is wrong
    with them. Two entries that were one person keep the second as a name of the first (`merged_into_id`): the
    history still knows who did what.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("partnership_id", "slack_user"),
        Index("ix_person_partnership_name", "partnership_id", "name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str | None] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(60))
    slack_user: Mapped[str | None] = mapped_column(String(32))
    confirmed_on: Mapped[date | None]
    remark: Mapped[str | None] = mapped_column(String(300))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", foreign_keys="Membership.person_id", lazy="raise", order_by="Membership.id"
    )


class Membership(Recorded, Base):
    """Who sits for which organisation, in which capacity and role, from when until when.

    Papers seldom say when somebody began: `seen_first` and `seen_last` are the days on which they show the person in
    this seat, and None for a seat that was entered by hand.
    """

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_partnership_until", "partnership_id", "until_date"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    capacity: Mapped[Capacity] = mapped_column(words(Capacity))
    role: Mapped[str | None] = mapped_column(String(100))
    from_date: Mapped[date | None]
    until_date: Mapped[date | None]
    seen_first: Mapped[date | None]
    seen_last: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(String(300))
    person: Mapped[Person] = relationship(
        back_populates="memberships", foreign_keys=[person_id], lazy="raise"
    )
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")

    def current(self, on: date) -> bool:
        """Whether the person sits on that day; open ends count as always."""
        started = self.from_date is None or self.from_date <= on
        return started and (self.until_date is None or on <= self.until_date)


class ServiceContact(Recorded, Base):
    """A number or page for the public: "noise: 01632 960 123"."""

    __tablename__ = "service_contact"
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    name: Mapped[str] = mapped_column(String(300))
    phones: Mapped[list[str]] = mapped_column(JSON, default=list)
    emails: Mapped[list[str]] = mapped_column(JSON, default=list)
    urls: Mapped[list[str]] = mapped_column(JSON, default=list)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    source: Mapped[str | None] = mapped_column(String(300))


class HandbookEntry(Recorded, Base):
    """Something the partnership has agreed about itself: a term of reference, a priority, a glossary entry.

    `heading` and `clause` are where its document has it: "Voting", "7d". `dated` is the day it is known to hold.
    """

    __tablename__ = "handbook_entry"
    __table_args__ = (UniqueConstraint("partnership_id", "kind", "title"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str]
    heading: Mapped[str | None] = mapped_column(String(200))
    clause: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(String(300))
    dated: Mapped[date | None]
