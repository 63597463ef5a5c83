"""What the books know of names and meetings, as one immutable thing per partnership.

Built from directory and calendar, and again only when they have changed (`Partnership.edition`): understanding a
line, finding a contact and resolving an owner need no query of their own.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from store.calendar import Calendar
from store.tables import Capacity, Delegation, Group, Membership, Organisation, Person, ServiceContact
from store.views import MeetingView, PartnershipView


@dataclass(frozen=True, slots=True)
class Sitting:
    """One membership as it is said: "Board member for the Fire Service since 1 May 2025".

    `group` is the name of a group below the Board; empty for the Board itself.
    """

    organisation_id: int | None
    organisation: str
    capacity: Capacity
    role: str | None
    from_date: date | None
    until_date: date | None
    group_id: int | None = None
    seen_first: date | None = None
    seen_last: date | None = None
    replaces_id: int | None = None
    group: str = ""

    @property
    def since(self) -> date | None:
        """When it began, or the first day on which a paper shows it; None when nothing tells."""
        return self.from_date or self.seen_first

    def current(self, on: date) -> bool:
        """Whether it holds on that day; open ends count as always."""
        return self.overlaps(on, on)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it holds on any day from `first` to `last`; None is without end."""
        began = self.since is None or last is None or self.since <= last
        return began and (self.until_date is None or first is None or first <= self.until_date)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody of the directory, with every sitting and who followed them.

    `also` are the names of entries that were merged into this one.
    """

    id: int
    name: str
    title: str | None
    email: str | None
    phone: str | None
    slack_user: str | None
    sittings: tuple[Sitting, ...]
    followed_by: str | None = None
    also: tuple[str, ...] = ()
    confirmed_on: date | None = None
    remark: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything they answer to, their own name first."""
        return (self.name, *self.also)

    def current(self, on: date) -> bool:
        """Sits for somebody on that day; a person without any sitting counts as current."""
        return not self.sittings or any(sitting.current(on) for sitting in self.sittings)

    def bodies(self, on: date) -> dict[int, str]:
        """The organisations that they sit for on that day, by id."""
        return {
            s.organisation_id: s.organisation for s in self.sittings if s.organisation_id and s.current(on)
        }


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation and all it is called."""

    id: int
    name: str
    short_name: str | None
    aliases: tuple[str, ...]
    statutory: bool
    until_date: date | None = None
    succeeded_by_id: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it answers to, the full name first."""
        return (self.name, *([self.short_name] if self.short_name else []), *self.aliases)


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A body that meets."""

    id: int
    name: str
    short_name: str
    is_board: bool
    channel: str | None


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service contact for the public."""

    id: int
    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    urls: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything of a partnership that has a name, at one edition of its books.

    `made_of_it` keeps what is derived from it and costs something, by the name of what it is (`store.search`).
    """

    partnership_id: int
    edition: int
    name: str
    short_name: str
    timezone: str
    people: tuple[PersonEntry, ...]
    organisations: tuple[OrganisationEntry, ...]
    groups: tuple[GroupEntry, ...]
    services: tuple[ServiceEntry, ...]
    meetings: tuple[MeetingView, ...]
    delegates: tuple[tuple[int, date], ...] = ()
    """Who acts as secretariat, by id, each with the last day; those that are over may be among them."""
    made_of_it: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def acting(self, person_id: int | None, today: date) -> date | None:
        """The last day on which that person acts as secretariat; None for whoever does not today."""
        return next((until for one, until in self.delegates if one == person_id and until >= today), None)

    @property
    def board(self) -> GroupEntry | None:
        """The Board, or the first group of a partnership that has not named one."""
        return next((group for group in self.groups if group.is_board), next(iter(self.groups), None))

    def person(self, person_id: int | None) -> PersonEntry | None:
        """Whoever has that id."""
        return next((person for person in self.people if person.id == person_id), None)

    def organisation(self, organisation_id: int | None) -> OrganisationEntry | None:
        """The organisation with that id."""
        return next((body for body in self.organisations if body.id == organisation_id), None)

    def sitting_for(self, organisation_id: int, on: date) -> list[str]:
        """Who sits for that organisation on that day."""
        return [person.name for person in self.people if organisation_id in person.bodies(on)]

    @property
    def group_names(self) -> frozenset[str]:
        """Short names of the groups that may stand before a reference ("MASG 07/02")."""
        return frozenset(group.short_name for group in self.groups if not group.is_board)


def build(session: Session, partnership: PartnershipView, today: date) -> Vocabulary:
    """Read directory and calendar once: six queries whatever their size."""
    mine = partnership.id
    groups = session.scalars(select(Group).where(Group.partnership_id == mine).order_by(Group.id))
    organisations = session.scalars(
        select(Organisation).where(Organisation.partnership_id == mine).order_by(Organisation.name)
    )
    services = session.scalars(
        select(ServiceContact).where(ServiceContact.partnership_id == mine).order_by(ServiceContact.name)
    )
    return Vocabulary(
        partnership_id=mine,
        edition=partnership.edition,
        name=partnership.name,
        short_name=partnership.short_name,
        timezone=partnership.timezone,
        people=people_entries(session, mine),
        organisations=tuple(
            OrganisationEntry(
                body.id,
                body.name,
                body.short_name,
                tuple(body.aliases),
                body.statutory,
                body.until_date,
                body.succeeded_by_id,
            )
            for body in organisations
        ),
        groups=tuple(GroupEntry(g.id, g.name, g.short_name, g.is_board, g.channel) for g in groups),
        services=tuple(
            ServiceEntry(s.id, s.name, tuple(s.phones), tuple(s.emails), tuple(s.urls), tuple(s.topics))
            for s in services
        ),
        meetings=tuple(Calendar(session, mine, today, ZoneInfo(partnership.timezone)).every()),
        delegates=_delegates(session, mine),
    )


def _delegates(session: Session, partnership_id: int) -> tuple[tuple[int, date], ...]:
    mine = Delegation.partnership_id == partnership_id
    rows = session.execute(select(Delegation.person_id, Delegation.until).where(mine).order_by(Delegation.id))
    return tuple((person_id, until) for person_id, until in rows)


def people_entries(session: Session, partnership_id: int, only: int | None = None) -> tuple[PersonEntry, ...]:
    """Everybody by name; or `only` one person, of whom then is not said who followed."""
    mine = select(Person).where(Person.partnership_id == partnership_id)
    rows = session.scalars(
        (mine if only is None else mine.where(Person.id == only))
        .order_by(Person.name)
        .options(selectinload(Person.memberships).joinedload(Membership.organisation))
    ).all()
    followed = {m.replaces_id: row.name for row in rows for m in row.memberships if m.replaces_id}
    below = select(Group.id, Group.name).where(Group.partnership_id == partnership_id, ~Group.is_board)
    groups = {row.id: row.name for row in session.execute(below)}
    also: dict[int, list[str]] = {}
    for row in rows:
        if row.merged_into_id is not None:
            also.setdefault(row.merged_into_id, []).append(row.name)
    return tuple(
        PersonEntry(
            id=row.id,
            name=row.name,
            title=row.title,
            email=row.email,
            phone=row.phone,
            slack_user=row.slack_user,
            sittings=tuple(_sitting(m, groups.get(m.group_id or 0, "")) for m in row.memberships),
            followed_by=followed.get(row.id),
            also=tuple(name for name in also.get(row.id, ()) if name != row.name),
            confirmed_on=row.confirmed_on,
            remark=row.remark,
        )
        for row in rows
        if row.merged_into_id is None
    )


def _sitting(membership: Membership, group: str) -> Sitting:
    organisation = membership.organisation.name if membership.organisation else ""
    return Sitting(
        organisation_id=membership.organisation_id,
        organisation=organisation,
        group_id=membership.group_id,
        capacity=membership.capacity,
        role=membership.role,
        from_date=membership.from_date,
        until_date=membership.until_date,
        seen_first=membership.seen_first,
        seen_last=membership.seen_last,
        replaces_id=membership.replaces_id,
        group=group,
    )
