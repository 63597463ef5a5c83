"""Who may read which mark, by the table that the tests have written out, and apart from the code that is tested."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import msgspec
import pdfplumber
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from handlers.access import May, Operation
from handlers.desk import Audience
from handlers.replies import File
from handlers.requests import encode
from handlers.roles import role_of
from store.tables import (
    Absence,
    ActionPoint,
    AgendaItem,
    Closing,
    Owner,
    Passage,
    Person,
    PlanTarget,
    TargetLead,
)
from store.vocabulary import PersonEntry, Vocabulary
from tests.handlers.test_access import CELLS
from tests.leaks.secret_books import KEY, MARK, SecretBooks


@dataclass(frozen=True)
class State:
    """The books as they stand, read once."""

    points: list[ActionPoint]
    closings: list[Closing]
    items: list[AgendaItem]
    passages: list[Passage]
    targets: list[PlanTarget]
    people: list[Person]
    absences: dict[int, Absence]
    vocabulary: Vocabulary
    today: date
    kept: dict[tuple[int | None, Audience], frozenset[str]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, small: SecretBooks) -> "State":
        whole = (selectinload(ActionPoint.owners), selectinload(ActionPoint.updates))
        of_target = (selectinload(PlanTarget.leads), selectinload(PlanTarget.progress))
        with small.reading() as books:
            read = books.session.scalars
            return cls(
                list(read(select(ActionPoint).where(ActionPoint.partnership_id == small.id).options(*whole))),
                list(read(select(Closing).where(Closing.partnership_id == small.id))),
                list(read(select(AgendaItem).where(AgendaItem.partnership_id == small.id))),
                list(read(select(Passage).where(Passage.partnership_id == small.id))),
                list(
                    read(select(PlanTarget).where(PlanTarget.partnership_id == small.id).options(*of_target))
                ),
                list(read(select(Person).where(Person.partnership_id == small.id))),
                books.absences.current,
                small.words,
                books.today,
            )

    def everything(self) -> set[str]:
        """All marks and keys that there are."""
        told = [text for point in self.points for text in self.texts_of(point)]
        told += [item.title for item in self.items]
        told += [passage.text for passage in self.passages]
        told += [text for target in self.targets for text in self.texts_of_target(target)]
        told += [way or "" for person in self.people for way in (person.phone, person.email)]
        return found_in(told)

    def texts_of_target(self, target: PlanTarget) -> list[str]:
        """All that is written of a target of the plan."""
        noted = [row.text for row in target.progress]
        return [target.text, target.section, target.lead, target.note, target.rag_reason, *noted]

    def texts_of(self, point: ActionPoint) -> list[str]:
        """All that is written of an action point."""
        said = [point.text, point.note, point.source or "", *(update.text for update in point.updates)]
        for closing in self.closings:
            if closing.action_point_id == point.id:
                said += [closing.note, closing.question, closing.answer]
        return said


@dataclass(frozen=True)
class Reader:
    """Somebody in front of an answer; `person` is None for a stranger."""

    state: State
    person: PersonEntry | None
    audience: Audience

    @classmethod
    def of(cls, state: State, person_id: int | None, audience: Audience) -> "Reader":
        return cls(state, state.vocabulary.person(person_id), audience)

    def may(self, operation: Operation, *, own: bool = False) -> bool:
        """Whether the table says so."""
        cell = CELLS[role_of(self.person, self.state.vocabulary, self.state.today), operation]
        return cell is May.YES or (cell is May.OWN and own)

    def in_private(self, operation: Operation, *, own: bool = False) -> bool:
        """Whether the table says so, and nobody reads along."""
        return self.audience is Audience.PRIVATE and self.may(operation, own=own)

    def readable(self) -> frozenset[str]:
        """Every mark and key that may stand in an answer; looked for once in books that stand still."""
        who = (self.person.id if self.person else None, self.audience)
        if who not in self.state.kept:
            self.state.kept[who] = frozenset(self._readable())
        return self.state.kept[who]

    def _readable(self) -> set[str]:
        if not self.may(Operation.READ):
            return set()
        secret = [point for point in self.state.points if point.confidential]
        open_ones = [point for point in self.state.points if not point.confidential]
        # What is copied from a confidential one to another stays what it was.
        public = self._texts_of(open_ones) - self._texts_of(secret)
        seen = [p for p in secret if self.in_private(Operation.READ_CONFIDENTIAL, own=self._owns(p))]
        quoted = found_in([*self._papers()])
        return public | self._texts_of(seen) | found_in([*self._others()]) | quoted

    def _texts_of(self, points: list[ActionPoint]) -> set[str]:
        return found_in([self.state.texts_of(point) for point in points])

    def _papers(self) -> Iterator[str]:
        """What papers say of their own; what they repeat is the register's and the agenda's to tell."""
        theirs = found_in([self.state.texts_of(point) for point in self.state.points])
        theirs |= found_in([item.title for item in self.state.items])
        for passage in self.state.passages:
            if not found_in(passage.text) & theirs and (
                not passage.closed or self.in_private(Operation.READ_CLOSED)
            ):
                yield passage.text

    def _others(self) -> Iterator[str]:
        for item in self.state.items:
            leads = self.person is not None and self.person.name in item.leads
            public = not item.closed_session and not item.paper_confidential
            if public or self.in_private(Operation.READ_CLOSED, own=leads):
                yield item.title
        for target in self.state.targets:
            own = self._is_any_of(target.leads)
            if not target.confidential or self.in_private(Operation.READ_CONFIDENTIAL, own=own):
                yield from self.state.texts_of_target(target)
        for person in self.state.people:
            yield person.email or ""
            mine = self.person is not None and person.id == self.person.id
            if self.in_private(Operation.READ_PHONES, own=mine):
                yield person.phone or ""

    def _owns(self, point: ActionPoint) -> bool:
        """In person, through the organisation, as the chair of the group, or for somebody who is away."""
        return self._is_any_of(point.owners)

    def _is_any_of(self, owners: Sequence[Owner] | Sequence[TargetLead]) -> bool:
        if self.person is None:
            return False
        mine = {self.person.id}
        mine |= {a.person_id for a in self.state.absences.values() if a.deputy_id == self.person.id}
        return any(
            self._is_owner(person, owners) for person in self.state.vocabulary.people if person.id in mine
        )

    def _is_owner(self, person: PersonEntry, owners: Sequence[Owner] | Sequence[TargetLead]) -> bool:
        sittings = [sitting for sitting in person.sittings if sitting.current(self.state.today)]
        bodies = {sitting.organisation_id for sitting in sittings} - {None}
        board = next(group.id for group in self.state.vocabulary.groups if group.is_board)
        chaired = {sitting.group_id or board for sitting in sittings if sitting.role == "Chair"}
        return any(
            owner.person_id == person.id or owner.organisation_id in bodies or owner.group_id in chaired
            for owner in owners
        )


def to_ask_for(found: set[str]) -> list[str]:
    """Those of some marks and keys by which something may be asked for."""
    return sorted(word for word in found if not word.startswith("mark"))


def found_in(thing: object) -> set[str]:
    """The marks and keys in whatever is sent."""
    said = "\n".join(_texts_in(thing))
    return {*MARK.findall(said), *KEY.findall(said)}


def _texts_in(thing: object) -> Iterator[str]:
    """Every text in whatever is sent, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for one in thing.values():
            yield from _texts_in(one)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _texts_in(one)
    elif isinstance(thing, msgspec.Struct):
        yield encode(thing)


def written_in(file: File) -> str:
    """What a file says, whatever it is packed in."""
    content = file.write()
    if content.startswith(b"%PDF"):
        with pdfplumber.open(BytesIO(content)) as paper:
            return " ".join(page.extract_text() for page in paper.pages)
    if not zipfile.is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
