"""The contact directory: people, organisations, and who sits for whom from when until when."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from store.errors import Conflict, Invalid
from store.names import plain
from store.tables import Capacity, Group, Membership, Organisation, Person, ServiceContact


class Directory:
    """The directory of one partnership over one transaction; `today` is local."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    def person(self, person_id: int) -> Person | None:
        """Somebody with their memberships."""
        mine = (Person.partnership_id == self.partnership_id, Person.id == person_id)
        return self.session.scalar(select(Person).where(*mine).options(selectinload(Person.memberships)))

    def everybody(self) -> list[Person]:
        """All people with their memberships, by name; entries that were merged into another are not people."""
        mine = select(Person).where(
            Person.partnership_id == self.partnership_id, Person.merged_into_id.is_(None)
        )
        everybody = mine.order_by(Person.name).options(selectinload(Person.memberships))
        # Memberships added in this transaction are not in the collections that were read before.
        return list(self.session.scalars(everybody.execution_options(populate_existing=True)))

    def by_name(self) -> dict[str, Person]:
        """All people by their plain names and those of entries merged into them; of namesakes the oldest entry."""
        everybody = {person.id: person for person in self.everybody()}
        named = {plain(person.name): person for person in sorted(everybody.values(), key=lambda p: -p.id)}
        merged = select(Person.name, Person.merged_into_id).where(
            Person.partnership_id == self.partnership_id, Person.merged_into_id.is_not(None)
        )
        for name, kept in self.session.execute(merged):
            if kept in everybody:
                named.setdefault(plain(name), everybody[kept])
        return named

    def memberships(self, person: Person) -> list[Membership]:
        """Every membership of somebody, the oldest entry first."""
        theirs = select(Membership).where(Membership.person_id == person.id)
        return list(self.session.scalars(theirs.order_by(Membership.id)))

    def person_on_slack(self, slack_user: str) -> Person | None:
        """Whoever is linked to that Slack user."""
        mine = (Person.partnership_id == self.partnership_id, Person.slack_user == slack_user)
        return self.session.scalar(select(Person).where(*mine))

    def person_by_email(self, email: str) -> Person | None:
        """Whoever has that e-mail address; None when nobody or several have it, since then it identifies nobody."""
        mine = (
            Person.partnership_id == self.partnership_id,
            Person.merged_into_id.is_(None),
            func.lower(Person.email) == email.strip().lower(),
        )
        found = self.session.scalars(select(Person).where(*mine).limit(2)).all()
        return found[0] if len(found) == 1 else None

    def person_named(self, name: str) -> Person | None:
        """Whoever has exactly that name, title and case aside; by the name of a merged entry, who it is now."""
        rows = self.session.scalars(
            select(Person)
            .where(Person.partnership_id == self.partnership_id)
            .order_by(Person.merged_into_id.nulls_first(), Person.id)
        )
        found = next((person for person in rows if plain(person.name) == plain(name)), None)
        while found is not None and found.merged_into_id is not None:
            found = self.session.get(Person, found.merged_into_id)
        return found

    def organisation_named(self, name: str) -> Organisation | None:
        """The organisation of that name or alias, case aside."""
        rows = self.session.scalars(
            select(Organisation).where(Organisation.partnership_id == self.partnership_id)
        )
        wanted = plain(name)
        return next(
            (o for o in rows if wanted in map(plain, (o.name, o.short_name or o.name, *o.aliases))), None
        )

    def organisations(self) -> list[Organisation]:
        """All organisations, in the order in which they came into the books."""
        mine = select(Organisation).where(Organisation.partnership_id == self.partnership_id)
        return list(self.session.scalars(mine.order_by(Organisation.id)))

    def groups(self) -> list[Group]:
        """All groups, in the order in which they came into the books."""
        mine = select(Group).where(Group.partnership_id == self.partnership_id)
        return list(self.session.scalars(mine.order_by(Group.id)))

    def group_named(self, name: str) -> Group | None:
        """The group of that name or short name, case aside."""
        rows = self.session.scalars(select(Group).where(Group.partnership_id == self.partnership_id))
        wanted = plain(name)
        return next((g for g in rows if wanted in (plain(g.name), plain(g.short_name))), None)

    def group(self, group_id: int) -> Group | None:
        """The group with that id."""
        return self.session.scalar(
            select(Group).where(Group.partnership_id == self.partnership_id, Group.id == group_id)
        )

    def board(self) -> Group | None:
        """The Board, or the first group of a partnership that has not named one."""
        mine = select(Group).where(Group.partnership_id == self.partnership_id)
        return self.session.scalar(mine.order_by(Group.is_board.desc(), Group.id).limit(1))

    def link(self, person: Person, slack_user: str) -> None:
        """Link somebody to a Slack user. Raises Conflict when either is linked to somebody else."""
        other = self.person_on_slack(slack_user)
        if other is not None and other.id != person.id:
            raise Conflict(f"That Slack user is linked to {other.name} already. Nothing was changed.")
        if person.slack_user and person.slack_user != slack_user:
            raise Conflict(f"{person.name} is linked to another Slack user already. Nothing was changed.")
        person.slack_user = slack_user

    def unlink(self, person: Person) -> None:
        """They are no Slack user that the bot knows. Raises Conflict when they were not."""
        if person.slack_user is None:
            raise Conflict(f"{person.name} is not linked to a Slack user. Nothing was changed.")
        person.slack_user = None
        self.session.flush()

    def add_group(self, name: str, short_name: str, *, is_board: bool = False, kind: str = "group") -> Group:
        """A new body that meets."""
        group = Group(
            partnership_id=self.partnership_id, name=name, short_name=short_name, is_board=is_board, kind=kind
        )
        self.session.add(group)
        self.session.flush()
        return group

    def add_organisation(self, name: str) -> Organisation:
        """A new organisation."""
        organisation = Organisation(
            partnership_id=self.partnership_id, name=name, aliases=[], statutory=False
        )
        self.session.add(organisation)
        self.session.flush()
        return organisation

    def add_person(self, name: str, title: str | None = None) -> Person:
        """Somebody new. Raises Invalid without a name."""
        if not any(map(str.isalpha, name)):
            raise Invalid("A person needs a name. Nothing was changed.")
        person = Person(partnership_id=self.partnership_id, name=name.strip(), title=title, memberships=[])
        self.session.add(person)
        self.session.flush()
        return person

    def add_membership(
        self,
        person: Person,
        organisation: Organisation | None,
        capacity: Capacity,
        since: date | None,
        *,
        until: date | None = None,
        role: str | None = None,
        group: Group | None = None,
        replaces: Person | None = None,
    ) -> Membership:
        """Somebody sits for an organisation, on the Board unless a `group` is named; `until` is the last day."""
        membership = Membership(
            partnership_id=self.partnership_id,
            person_id=person.id,
            organisation_id=organisation.id if organisation else None,
            group_id=group.id if group else None,
            capacity=capacity,
            role=role,
            from_date=since,
            until_date=until,
            replaces_id=replaces.id if replaces else None,
        )
        self.session.add(membership)
        self.session.flush()
        return membership

    def end_membership(self, membership: Membership, last_day: date) -> None:
        """Somebody no longer sits after that day. Raises Conflict when that was settled with another day."""
        if membership.until_date not in (None, last_day):
            raise Conflict("That membership has ended already. Nothing was changed.")
        membership.until_date = last_day
        self.session.flush()

    def rename_organisation(self, organisation: Organisation, name: str) -> None:
        """Call it so from now on; it still answers to its earlier names."""
        before = (organisation.name, *organisation.aliases)
        organisation.name = name
        organisation.aliases = [alias for alias in dict.fromkeys(before) if plain(alias) != plain(name)]
        self.session.flush()

    def end_organisation(
        self, organisation: Organisation, last_day: date, successor: Organisation | None
    ) -> None:
        """It is no more after that day, and `successor` has taken over. Open seats for it end with it.

        Raises Invalid for one that would follow itself, Conflict when it has ended already.
        """
        if organisation.until_date is not None:
            raise Conflict(f"{organisation.name} has ended already. Nothing was changed.")
        if successor is not None and successor.id == organisation.id:
            raise Invalid(f"{organisation.name} cannot follow itself. Nothing was changed.")
        organisation.until_date = last_day
        organisation.succeeded_by_id = successor.id if successor else None
        for seat in self.seats_for(organisation):
            if seat.until_date is None or seat.until_date > last_day:
                seat.until_date = last_day
        self.session.flush()

    def seats_for(self, organisation: Organisation) -> list[Membership]:
        """Every membership of an organisation, whenever it was."""
        mine = (
            Membership.partnership_id == self.partnership_id,
            Membership.organisation_id == organisation.id,
        )
        return list(self.session.scalars(select(Membership).where(*mine).order_by(Membership.id)))

    def add_alias(self, organisation: Organisation, alias: str) -> None:
        """Something else that an organisation is called, such as its acronym."""
        if plain(alias) not in map(plain, (organisation.name, *organisation.aliases)):
            organisation.aliases = [*organisation.aliases, alias]

    def services(self) -> list[ServiceContact]:
        """All service contacts, by name."""
        mine = select(ServiceContact).where(ServiceContact.partnership_id == self.partnership_id)
        return list(self.session.scalars(mine.order_by(ServiceContact.name)))

    def service_named(self, name: str) -> ServiceContact | None:
        """The service contact of that name, case aside."""
        rows = self.session.scalars(
            select(ServiceContact).where(ServiceContact.partnership_id == self.partnership_id)
        )
        return next((row for row in rows if plain(row.name) == plain(name)), None)

    def put_service(
        self, name: str, phones: tuple[str, ...], emails: tuple[str, ...], urls: tuple[str, ...]
    ) -> ServiceContact:
        """Write how the public reaches a service, in the place of what stood under that name."""
        service = self.service_named(name)
        if service is None:
            service = ServiceContact(partnership_id=self.partnership_id, name=name, topics=[])
            self.session.add(service)
        service.phones, service.emails, service.urls = list(phones), list(emails), list(urls)
        self.session.flush()
        return service
