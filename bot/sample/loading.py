"""Load the sample partnership from its file into empty books, and tell the sandbox who is in its workspace."""

import tomllib
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.shapes import Channel, User, Workspace
from store.books import Books, OpenBooks, commit
from store.calendar import modes
from store.history import Author
from store.names import Party
from store.papers.reading.reader import read_paper
from store.plans import Wanted
from store.reference import Reference
from store.tables import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Capacity,
    Group,
    HandbookEntry,
    Meeting,
    MeetingStatus,
    Membership,
    Organisation,
    Partnership,
    Person,
    Plan,
    Presence,
    Rag,
    ServiceContact,
    Status,
    Update,
)

Data = dict[str, Any]
FILE = Path(__file__).parent / "partnership.toml"
PACK = Path(__file__).parent / "pack.md"
CLOCK = datetime(2026, 5, 26, 8, 59, 30, tzinfo=ZoneInfo("Europe/London"))  # see the top of the file


def sample() -> Data:
    """The file as it stands."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def workspace(data: Data) -> Workspace:
    """The people and channels of the sandbox; the bot is in every channel."""
    people = {person["name"]: person for person in data["people"]}
    ids = {user["person"]: user["id"] for user in data["slack"]["users"]}
    users = tuple(
        User(id=identity, name=name.lower().replace(" ", "."), real_name=name, email=people[name]["email"])
        for name, identity in ids.items()
    )
    empty = Workspace(name=data["partnership"]["short_name"], users=(), channels=())
    channels = tuple(
        Channel(c["id"], c["name"], (*(ids[name] for name in c["members"]), empty.app.bot_user_id))
        for c in data["slack"]["channels"]
    )
    return Workspace(name=empty.name, users=users, channels=channels)


def load(books: Books, data: Data) -> int:
    """Put the sample into the books and return the partnership's id. The books must not have it yet."""
    with books.session(writes=True) as session:
        partnership = Partnership(**data["partnership"], created_at=books.clock.now())
        session.add(partnership)
        session.commit()
    with books.open(partnership.id, Author("the demo"), writes=True) as opened:
        opened.recorder.what = "loading the sample partnership"
        _Loader(opened, data).load()
        opened.passages.bring(read_paper(PACK.read_text(encoding="utf-8"), "Agenda pack, February 2026"))
        commit(opened)
    return partnership.id


def at_noon(meeting: Meeting, zone: tzinfo) -> datetime:
    """When its action points were noted: on its day."""
    return datetime.combine(meeting.day or meeting.month, time(12), zone)


class _Loader:
    """One pass through the file; later sections refer to earlier ones by name."""

    def __init__(self, books: OpenBooks, data: Data) -> None:
        self.books = books
        self.data = data
        self.mine = books.partnership.id
        self.groups: dict[str, Group] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.points: dict[str, ActionPoint] = {}

    def load(self) -> None:
        for entry in self.data["groups"]:
            self._group(entry)
        for entry in self.data["organisations"]:
            self._organisation(entry)
        for entry in self.data["people"]:
            self._person(entry)
        for entry in self.data["people"]:
            self._memberships(entry)
        for entry in self.data["meetings"]:
            self._meeting(entry)
        for entry in self.data["contacts"]:
            self.books.session.add(ServiceContact(partnership_id=self.mine, **entry))
        for entry in self.data["handbook"]:
            self.books.session.add(HandbookEntry(partnership_id=self.mine, **entry))

        for entry in self.data["plans"]:
            self._plan(entry)

    def _plan(self, entry: Data) -> None:
        plans = self.books.plans
        plan = plans.start(entry["label"], entry["name"], (entry["first"], entry["last"]))
        plan.created_at = entry["created"].replace(tzinfo=self.books.zone)
        for printed in entry["targets"]:
            self._target(plan, printed, plan.created_at)

    def _target(self, plan: Plan, entry: Data, created: datetime) -> None:
        lead = tuple(self._party(name) for name in entry["lead"])
        plans = self.books.plans
        wanted = Wanted(
            text=entry["text"],
            lead=", ".join(entry["lead"]),
            leads=lead,
            timescale=entry["timescale"],
            priority=entry.get("priority", ""),
            section=entry["section"],
        )
        target = plans.add(plan, wanted)
        target.created_at = created
        for said in entry.get("progress", []):
            done = said.get("done", False)
            row = plans.note(target, said["text"], done=done)
            row.at, row.by = said["at"].replace(tzinfo=self.books.zone), said["by"]
            target.ended_on = said["at"].date() if target.ended_on else None
        if "rag" in entry:
            plans.colour(target, Rag(entry["rag"]), entry["rag_reason"])
            target.rag_by = "Nadia Rahimi"

    def _group(self, entry: Data) -> None:
        group = self.books.directory.add_group(
            entry["name"], entry["short_name"], is_board=entry.get("main", False), kind=entry["kind"]
        )
        group.channel = entry.get("channel")
        self.groups[group.name] = group

    def _organisation(self, entry: Data) -> None:
        organisation = self.books.directory.add_organisation(entry["name"])
        organisation.short_name = entry.get("short_name")
        organisation.aliases = entry.get("aliases", [])
        organisation.statutory = entry.get("statutory", False)
        self.organisations[organisation.name] = organisation

    def _person(self, entry: Data) -> None:
        person = self.books.directory.add_person(entry["name"], entry.get("title"))
        person.email, person.phone = entry.get("email"), entry.get("phone")
        self.people[person.name] = person

    def _memberships(self, entry: Data) -> None:
        for seat in entry.get("memberships", []):
            group = self.groups.get(seat.get("group", ""))
            replaced = self.people.get(seat.get("replaces", ""))
            self.books.session.add(
                Membership(
                    partnership_id=self.mine,
                    person_id=self.people[entry["name"]].id,
                    organisation_id=self.organisations[seat["organisation"]].id,
                    group_id=group.id if group else None,
                    capacity=Capacity(seat["capacity"]),
                    role=seat.get("role"),
                    from_date=seat.get("from"),
                    until_date=seat.get("until"),
                    replaces_id=replaced.id if replaced else None,
                )
            )

    def _meeting(self, entry: Data) -> None:
        day: date | None = entry.get("date")
        month = day or date.fromisoformat(f"{entry['month']}-01")
        meeting = self.books.calendar.add(self.groups[entry["group"]], month, day, entry["kind"])
        meeting.title, meeting.start, meeting.end = entry.get("title"), entry.get("start"), entry.get("end")
        meeting.venue, meeting.mode = entry.get("venue"), modes(entry.get("mode"))
        meeting.report_deadline = entry.get("report_deadline")
        cancelled = entry["status"] == "cancelled"
        meeting.status = MeetingStatus.CANCELLED if cancelled else MeetingStatus.PLANNED
        for position, item in enumerate(entry.get("agenda", []), start=1):
            self._agenda_item(meeting, position, item)
        for attendance in entry.get("attendance", []):
            self._attendance(meeting, attendance)
        for action in entry.get("actions", []):
            self._action(meeting, action)

    def _agenda_item(self, meeting: Meeting, position: int, item: Data) -> None:
        self.books.session.add(
            AgendaItem(
                partnership_id=self.mine,
                meeting_id=meeting.id,
                position=position,
                number=item.get("number"),
                title=item["title"],
                leads=item.get("leads", []),
                minutes=item.get("minutes"),
                closed_session=item.get("closed", False),
                kind=item["kind"],
                paper_due=item.get("paper_due", False),
            )
        )

    def _attendance(self, meeting: Meeting, entry: Data) -> None:
        stood_in = self.people.get(entry.get("represented_by", ""))
        self.books.session.add(
            Attendance(
                partnership_id=self.mine,
                meeting_id=meeting.id,
                person_id=self.people[entry["person"]].id,
                how=Presence(entry["how"]),
                section=entry.get("section"),
                represented_by_id=stood_in.id if stood_in else None,
            )
        )

    def _action(self, meeting: Meeting, entry: Data) -> None:
        owners = [self._party(name) for name in entry.get("owners", [])]
        point = self.books.register.add(entry["text"], owners, meeting, entry.get("due"))
        point.status, point.note = Status(entry["status"]), entry.get("status_text", "")
        point.confidential = entry.get("confidential", False)
        point.created_at = min(at_noon(meeting, self.books.zone), self.books.now)
        if origin := self.points.get(entry.get("carried_from", "")):
            point.carried_from_id = origin.id
        for said in entry.get("updates", []):
            at = said["at"].replace(tzinfo=self.books.zone)
            point.updates.append(
                Update(
                    partnership_id=self.mine,
                    action_point_id=point.id,
                    at=at,
                    by=said["by"],
                    text=said["text"],
                )
            )
        self.points[Reference(point.month, point.number, point.year).full] = point

    def _party(self, name: str) -> Party:
        for kind, known in (
            ("person", self.people),
            ("organisation", self.organisations),
            ("group", self.groups),
        ):
            if name in known:
                return Party(kind, known[name].id, name)
        return Party("name", None, name)
