"""Random books full of marked words.

Every text has a key, by which it may be asked for, and a mark, which no request ever holds: a mark in an answer was
read from the books.
"""

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import Engine, select

from handlers.access import Role
from handlers.desk import Audience, Caller
from store.agenda_items import Item
from store.names import Party
from store.plans import Wanted
from store.reference import Reference
from store.tables import ActionPoint, AgendaItem, Base, Passage, Rag
from tests.handlers.test_access import WHO
from tests.store.small_books import MEETINGS, PEOPLE, SmallBooks, group_of, meeting_of

MARK = re.compile(r"mark[a-z]\d\d\w+|07700\d{6}|\b\w+@kept\.example")
KEY = re.compile(r"key\w\d\d")
OWNERS = (
    *("Ada Okafor", "Ben Lindqvist", "Dev Anand", "Esme Trott", "Femi Balogun"),
    *("Northcliff Constabulary", "Quay Homes", "Board", "HSG"),
)
STATES = ("open", "overdue", "in progress", "closed", "sent back", "carried over")


@dataclass(frozen=True)
class PlannedPoint:
    """An action point to be: who owns it, and what becomes of it."""

    owners: tuple[str, ...]
    confidential: bool
    state: str
    board: bool


@dataclass(frozen=True)
class PlannedItem:
    """A line of the agenda to be."""

    lead: str
    closed: bool
    confidential: bool
    paper_due: bool

    @property
    def secret(self) -> bool:
        """Whether its title is for those whom the table names."""
        return self.closed or self.confidential


@dataclass(frozen=True)
class PlannedTarget:
    """A target of the community safety plan to be."""

    leads: tuple[str, ...]
    confidential: bool
    timescale: str
    noted: bool


@dataclass(frozen=True)
class Plan:
    """Books to be; the same plan with other words gives other books of the same shape."""

    points: tuple[PlannedPoint, ...]
    items: tuple[PlannedItem, ...]
    targets: tuple[PlannedTarget, ...]
    away: tuple[str, str] | None


def plan_of(random: Random) -> Plan:
    """Any books."""
    deputy = random.choice(("Dev Anand", "Esme Trott"))
    absent = random.choice((None, "Carys Pugh", "Carys Pugh", "Ada Okafor"))
    return Plan(
        points=tuple(
            PlannedPoint(
                owners=tuple(random.sample(OWNERS, random.randint(0, 2))),
                confidential=random.random() < 0.6,
                state=random.choice(STATES),
                board=random.random() < 0.7,
            )
            for _ in range(8)
        ),
        items=tuple(
            PlannedItem(random.choice([*PEOPLE]), *(random.random() < share for share in (0.35, 0.35, 0.7)))
            for _ in range(5)
        ),
        targets=tuple(
            PlannedTarget(
                leads=tuple(random.sample(OWNERS, random.randint(0, 2))),
                confidential=random.random() < 0.6,
                timescale=random.choice(("April 2026", "Quarterly", "March 2027", "As required")),
                noted=random.random() < 0.5,
            )
            for _ in range(6)
        ),
        away=(absent, deputy) if absent else None,
    )


class SecretBooks(SmallBooks):
    """Books made after a plan. Their `salt` is in all that is not for everybody, and tells it from that of other books."""

    def __init__(self, engine: Engine, plan: Plan, salt: str = "a") -> None:
        super().__init__(engine)
        self.plan, self.salt = plan, salt
        self._reachable()
        for number, point in enumerate(plan.points):
            self._point(number, point)
        self._agenda()
        self._papers()
        self._targets()
        if plan.away:
            absent, deputy = (self.people[name] for name in plan.away)
            with self.changing() as books:
                people = [books.directory.person(absent), books.directory.person(deputy)]
                assert people[0]
                assert people[1]
                books.absences.set(people[0], date(2026, 12, 24), people[1])

    def said(self, number: int, place: str, *, secret: bool) -> str:
        """A text with its key and its mark."""
        which = f"{self.salt if secret else 'p'}{number:02}"
        return f"key{which} mark{which}{place}"

    def _reachable(self) -> None:
        with self.changing() as books:
            for number, name in enumerate(self.people):
                person = books.directory.person(self.people[name])
                assert person is not None
                person.phone = f"07700{ord(self.salt):03}{number:03}"
                person.email = f"{self.salt}{number}@kept.example"
                person.slack_user = f"U{self.id}X{number}"

    def _point(self, number: int, planned: PlannedPoint) -> None:
        at = MEETINGS["Board"][2] if planned.board else MEETINGS["HSG"][1]
        group = "Board" if planned.board else "HSG"

        def said(place: str) -> str:
            return self.said(number, place, secret=planned.confidential)

        due = date(2026, 5, 20) if planned.state == "overdue" else None
        ref = self.add(f"To do {said('text')}", *map(self.owner, planned.owners), at=at, group=group, due=due)
        with self.changing() as books:
            point = books.register.get(ref)
            point.source = f"https://slack.example/{said('source').replace(' ', '/')}"
            if planned.state in ("in progress", "closed"):
                books.register.update(point, f"News {said('update')}")
            if planned.state in ("closed", "sent back"):
                books.register.close(point, f"Done {said('note')}")
                books.closings.note(point)
            if planned.state == "sent back":
                books.closings.send_back(point, f"Who {said('question')}?")
                books.closings.answered(point, f"All {said('answer')}")
            if planned.confidential:
                books.register.set_confidential(point, confidential=True)
        if planned.state == "carried over" and planned.board:
            self.carry(ref)

    def owner(self, name: str) -> Party:
        """Whoever is called that."""
        if name in self.people:
            return self.party(name)
        if name in MEETINGS:
            with self.reading() as books:
                return Party("group", group_of(books, name).id, name)
        return self.organisation(name)

    def _agenda(self) -> None:
        with self.changing() as books:
            meeting = meeting_of(books, MEETINGS["Board"][3])
            for number, item in enumerate(self.plan.items, start=1):
                books.session.add(
                    AgendaItem(
                        partnership_id=self.id,
                        meeting_id=meeting.id,
                        position=number,
                        number=str(number),
                        title=f"Item {self.said(50 + number, 'item', secret=item.secret)}",
                        leads=[item.lead],
                        closed_session=item.closed,
                        paper_due=item.paper_due,
                        paper_confidential=item.confidential,
                    )
                )

    def _targets(self) -> None:
        with self.changing() as books:
            plan = books.plans.start("2026/27", "", None)
            for number, planned in enumerate(self.plan.targets, start=90):

                def said(place: str, number: int = number, *, secret: bool = planned.confidential) -> str:
                    return self.said(number, place, secret=secret)

                leads = tuple(map(self.owner, planned.leads))
                wanted = Wanted(
                    text=f"Target {said('target')}",
                    lead=", ".join(planned.leads),
                    leads=leads,
                    timescale=planned.timescale,
                    priority="1" if number % 2 else "",
                    section=f"Under {said('section')}",
                )
                target = books.plans.add(plan, wanted)
                if planned.noted:
                    books.plans.note(target, f"News {said('progress')}")
                    books.plans.colour(target, Rag.AMBER, f"Since {said('colour')}")
                target.confidential = planned.confidential

    def _papers(self) -> None:
        """Minutes that say what the action points and the agenda say, and something of their own in either session."""
        with self.changing() as books:
            points = books.session.scalars(select(ActionPoint).where(ActionPoint.partnership_id == self.id))
            of_agenda = select(AgendaItem).where(AgendaItem.partnership_id == self.id)
            items = books.session.scalars(of_agenda).all()
            minuted = [(f"Action: {point.text}", "Action points", False) for point in points]
            minuted += [(f"Members heard of it: {item.title}", "1. Reports", False) for item in items]
            minuted += [("It was agreed to go on with it", item.title, False) for item in items]
            for number in range(70, 76):
                closed = number % 2 == 0
                said = f"It was agreed to count lamps {self.said(number, 'minuted', secret=closed)}"
                minuted.append((said, "2. Lamps", closed))
            books.session.add_all(
                Passage(
                    partnership_id=self.id,
                    paper="minutes.docx",
                    dated=MEETINGS["Board"][3],
                    number=f"1.{place}",
                    section=section,
                    place="page 1",
                    text=text,
                    closed=closed,
                )
                for place, (text, section, closed) in enumerate(minuted, start=1)
            )

    def references(self) -> list[Reference]:
        """Every reference, however it may be written, and one that leads nowhere."""
        with self.reading() as books:
            points = books.session.scalars(
                select(ActionPoint).where(ActionPoint.partnership_id == self.id).order_by(ActionPoint.id)
            ).all()
            steering = group_of(books, "HSG").id
            return [
                *(
                    Reference(p.month, p.number, p.year, "HSG" if p.group_id == steering else None)
                    for p in points
                ),
                *(Reference(p.month, p.number) for p in points),
                Reference(5, 77),
            ]

    def ids(self, table: type[Base]) -> list[int]:
        """The ids of all its rows so far: of `Change`, of `Closing`."""
        key, mine = table.__table__.c.id, table.__table__.c.partnership_id
        with self.reading() as books:
            return list(books.session.scalars(select(key).where(mine == self.id)))

    def agenda_items(self) -> list[Item]:
        """What the agenda says."""
        with self.reading() as books:
            rows = select(AgendaItem).where(AgendaItem.partnership_id == self.id)
            return [Item.of(row) for row in books.session.scalars(rows)]

    def caller(self, role: Role, audience: Audience) -> Caller:
        """Somebody in that role, seen by that audience."""
        name = WHO[role]
        return Caller(self.id, self.people.get(name), name, audience)
