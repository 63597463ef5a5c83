"""Keeping the directory: adding, correcting, moving, merging and ending, by the rules of the book.

Every refusal is a sentence and leaves the books as they were. What leads rights along (roles, capacities, the Slack
user) moves only with an entry that moves as a whole.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import UniqueConstraint, func, select

from store.contact_details import email_of, phone_of
from store.directory import Directory
from store.errors import Conflict, Invalid
from store.names import plain
from store.tables import (
    UNFINISHED,
    ActionPoint,
    Base,
    Capacity,
    Group,
    Membership,
    Organisation,
    Owner,
    Person,
    Recorded,
    ServiceContact,
)

LONGEST_NAME, LONGEST_TITLE, LONGEST_ROLE, LONGEST_REMARK = 200, 60, 100, 300
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Details:
    """How somebody is called and reached. None leaves it as it stands, an empty text takes it away."""

    name: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None


class Upkeep:
    """Changes to the directory of one partnership over one transaction; days are local."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.session = directory.session
        self.today = directory.today

    def describe(self, person: Person, details: Details) -> None:
        """Write down what is given. Raises Invalid for what is none, Conflict for an address that another has."""
        if details.name is not None:
            person.name = _short(details.name, LONGEST_NAME, "A person needs a name") or person.name
        if details.title is not None:
            person.title = _short(details.title, LONGEST_TITLE) or None
        if details.phone is not None:
            person.phone = phone_of(details.phone) if details.phone.strip() else None
        if details.email is not None:
            person.email = self._own_email(person, details.email) if details.email.strip() else None
        self.session.flush()

    def _own_email(self, person: Person, said: str) -> str:
        """An address finds people, so that no two may have the same."""
        address = email_of(said)
        others = select(Person).where(
            Person.partnership_id == self.directory.partnership_id,
            Person.merged_into_id.is_(None),
            func.lower(Person.email) == address.lower(),
            Person.id != person.id,
        )
        other = self.session.scalar(others.limit(1))
        if other is not None:
            raise Conflict(f"{other.name} has the address {address} already. Nothing was changed.")
        return address

    def confirm(self, person: Person) -> None:
        """Their details are right as of today, so that nothing they said against them counts any more."""
        person.confirmed_on, person.remark = self.today, None
        self.session.flush()

    def remark(self, person: Person, words: str) -> None:
        """What somebody says is wrong with their entry, for the secretariat to put right."""
        person.remark = _short(words, LONGEST_REMARK) or None
        self.session.flush()

    def seat(
        self,
        person: Person,
        organisation: Organisation | None,
        capacity: Capacity,
        role: str = "",
        group: Group | None = None,
    ) -> Membership:
        """Somebody sits from today on. Raises Conflict when they do already, or the organisation is no more."""
        place = (organisation.id if organisation else None, group.id if group else None)
        for held in self.directory.memberships(person):
            if (held.organisation_id, held.group_id) == place and held.current(self.today):
                body = f" for {organisation.name}" if organisation else ""
                raise Conflict(f"{person.name} sits{body} already. Nothing was changed.")
        if organisation is not None and organisation.until_date and organisation.until_date < self.today:
            raise Conflict(f"{organisation.name} is no more, so nobody sits for it. Nothing was changed.")
        words = _short(role, LONGEST_ROLE) or None
        return self.directory.add_membership(
            person, organisation, capacity, self.today, role=words, group=group
        )

    def move(self, seat: Membership, person: Person, organisation: Organisation) -> Membership:
        """The seat ends yesterday and begins anew for another organisation, with its capacity and role."""
        if seat.organisation_id == organisation.id:
            raise Conflict(f"{person.name} sits for {organisation.name} already. Nothing was changed.")
        group = self.directory.group(seat.group_id) if seat.group_id else None
        capacity, role = seat.capacity, seat.role or ""
        if seat.from_date == self.today:  # begun by mistake today, so it never was
            self.session.delete(seat)
        else:
            self.directory.end_membership(seat, self.today - ONE_DAY)
        self.session.flush()
        return self.seat(person, organisation, capacity, role, group)

    def stand(self, seat: Membership, person: Person, capacity: Capacity, role: str | None) -> Membership:
        """Another capacity or role from today on; the seat as it was ends yesterday."""
        words = _short(role or "", LONGEST_ROLE) or None
        if seat.from_date == self.today:
            seat.capacity, seat.role = capacity, words
            self.session.flush()
            return seat
        self.directory.end_membership(seat, self.today - ONE_DAY)
        renewed = self.directory.add_membership(person, None, capacity, self.today, role=words)
        renewed.organisation_id, renewed.group_id = seat.organisation_id, seat.group_id
        self.session.flush()
        return renewed

    def merge_people(self, gone: Person, kept: Person) -> None:
        """Two entries that are one person: seats, action points, attendance and the link to Slack move along.

        Raises Invalid for one with itself, Conflict when both are linked to Slack users.
        """
        if gone.id == kept.id:
            raise Invalid(f"{kept.name} cannot be merged with themselves. Nothing was changed.")
        if gone.slack_user and kept.slack_user:
            raise Conflict(
                f"{gone.name} and {kept.name} are two Slack users. Nothing was changed; unlink one of them first."
            )
        slack_user, gone.slack_user = gone.slack_user, None
        self.session.flush()
        kept.slack_user = kept.slack_user or slack_user
        kept.email, kept.phone, kept.title = (
            kept.email or gone.email,
            kept.phone or gone.phone,
            kept.title or gone.title,
        )
        self._repoint(Person, gone, kept)
        gone.merged_into_id = kept.id
        self.session.flush()

    def merge_organisations(self, gone: Organisation, kept: Organisation) -> None:
        """Two entries that are one organisation, which answers to the names of both."""
        if gone.id == kept.id:
            raise Invalid(f"{kept.name} cannot be merged with itself. Nothing was changed.")
        for name in (gone.name, gone.short_name, *gone.aliases):
            if name:
                self.directory.add_alias(kept, name)
        kept.statutory = kept.statutory or gone.statutory
        self._repoint(Organisation, gone, kept)
        if kept.succeeded_by_id == kept.id:
            kept.succeeded_by_id = None
        self.session.flush()
        self.session.delete(gone)
        self.session.flush()

    def hand_over(self, ended: Organisation, successor: Organisation) -> None:
        """The unfinished action points of an organisation that has ended are its successor's from now on."""
        for owner in self._open_owners(ended):
            if self._has_twin(Owner, owner, "organisation_id", successor.id):
                self.session.delete(owner)
            else:
                owner.organisation_id, owner.name = successor.id, successor.name
        self.session.flush()

    def owed_by(self, organisation: Organisation) -> int:
        """How many unfinished action points an organisation owns itself."""
        return len(self._open_owners(organisation))

    def _open_owners(self, organisation: Organisation) -> list[Owner]:
        open_ones = (
            select(Owner)
            .join(ActionPoint, ActionPoint.id == Owner.action_point_id)
            .where(Owner.organisation_id == organisation.id, ActionPoint.status.in_(UNFINISHED))
        )
        return list(self.session.scalars(open_ones.order_by(Owner.id)))

    def _repoint(self, kind: type[Base], gone: Any, kept: Any) -> None:
        """Everything that the history follows and that refers to the one refers to the other from now on."""
        for table in _recorded():
            for column in table.__table__.columns:
                if any(key.column is kind.__table__.c.id for key in column.foreign_keys):
                    self._repoint_column(table, column.key, gone, kept)
        self.session.flush()

    def _repoint_column(self, table: type[Any], name: str, gone: Any, kept: Any) -> None:
        rows = list(self.session.scalars(select(table).where(getattr(table, name) == gone.id)))
        for row in rows:
            if self._has_twin(table, row, name, kept.id):
                self.session.delete(row)
            else:
                setattr(row, name, kept.id)
                if isinstance(row, Owner) and plain(row.name) == plain(gone.name):
                    row.name = kept.name
            self.session.flush()

    def _has_twin(self, table: type[Any], row: Any, name: str, kept_id: int) -> bool:
        """Whether there is the same already: by a rule of the table, or as a second owner or a second seat."""
        keys = [
            [column.key for column in rule.columns]
            for rule in table.__table__.constraints
            if isinstance(rule, UniqueConstraint)
        ]
        keys += _ONCE.get(table, [])
        for key in keys:
            if name in key:
                same = [getattr(table, k) == getattr(row, k) for k in key if k != name]
                twin = select(table.id).where(getattr(table, name) == kept_id, *same, table.id != row.id)
                if self.session.scalar(twin.limit(1)) is not None:
                    return True
        return False

    def rename_organisation(self, organisation: Organisation, name: str) -> None:
        """Call it otherwise. Raises Conflict when another organisation answers to that name."""
        wanted = _short(name, LONGEST_NAME, "An organisation needs a name")
        other = self.directory.organisation_named(wanted)
        if other is not None and other.id != organisation.id:
            raise Conflict(f"{other.name} answers to “{wanted}” already. Nothing was changed.")
        self.directory.rename_organisation(organisation, wanted)

    def add_organisation(self, name: str, also: tuple[str, ...], *, statutory: bool) -> Organisation:
        """A new one. Raises Conflict when one answers to that name already."""
        wanted = _short(name, LONGEST_NAME, "An organisation needs a name")
        other = self.directory.organisation_named(wanted)
        if other is not None:
            raise Conflict(f"{other.name} is in the directory already. Nothing was changed.")
        organisation = self.directory.add_organisation(wanted)
        self.call_also(organisation, also)
        organisation.statutory = statutory
        self.session.flush()
        return organisation

    def call_also(self, organisation: Organisation, names: tuple[str, ...]) -> None:
        """Further names. Raises Conflict for one to which another organisation answers."""
        for name in names:
            wanted = _short(name, LONGEST_NAME)
            other = self.directory.organisation_named(wanted)
            if other is not None and other.id != organisation.id:
                raise Conflict(f"{other.name} answers to “{wanted}” already. Nothing was changed.")
            if wanted:
                self.directory.add_alias(organisation, wanted)
        self.session.flush()

    def remove_organisation(self, organisation: Organisation) -> None:
        """Take out one that was entered by mistake. Raises Conflict while anything refers to it."""
        owned = self.session.scalar(
            select(func.count(Owner.id)).where(Owner.organisation_id == organisation.id)
        )
        seats = len(self.directory.seats_for(organisation))
        if owned or seats:
            told = [f"owns {owned} action point{'' if owned == 1 else 's'}"] if owned else []
            told += [f"has {seats} seat{'' if seats == 1 else 's'} in the books"] if seats else []
            raise Conflict(
                f"{organisation.name} {' and '.join(told)}, so it stays. Nothing was changed; merge it into another"
                f" with `/contacts organisation merge`, or end it with `/contacts organisation end`."
            )
        self.session.delete(organisation)
        self.session.flush()

    def remove_service(self, service: ServiceContact) -> None:
        """Take a service contact out."""
        self.session.delete(service)
        self.session.flush()


# What there may be once beside the rules of the tables: an owner of an action point, an open seat.
_ONCE: dict[type[Any], list[list[str]]] = {
    Owner: [["action_point_id", "person_id"], ["action_point_id", "organisation_id"]],
    Membership: [
        ["person_id", "organisation_id", "group_id", "capacity", "until_date"],
    ],
}


def _recorded() -> list[type[Any]]:
    tables: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted(
        (table for table in tables if issubclass(table, Recorded)), key=lambda table: table.__tablename__
    )


def _short(words: str, limit: int, missing: str = "") -> str:
    """The words without runs of blanks. Raises Invalid when they are too long, or no word where one must be."""
    said = " ".join(words.split())
    if missing and not any(map(str.isalpha, said)):
        raise Invalid(f"{missing}. Nothing was changed.")
    if len(said) > limit:
        raise Invalid(f"“{said[:40]}…” is longer than {limit} characters. Nothing was changed.")
    return said
