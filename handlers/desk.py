"""The desk of a handler: what it has at hand for one request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from handlers.access import Access, Operation, Role
from handlers.replies import Reply
from handlers.request import Request
from handlers.roles import role_of
from store.books import OpenBooks
from store.errors import Conflict, NotAllowed, NotFound, about
from store.names import ONESELF, Party, names_in, one
from store.phrases import listed
from store.recipients import Named
from store.reference import Reference
from store.seats import company
from store.standing import is_chair
from store.tables import Absence, ActionPoint, Change
from store.views import PointView
from store.vocabulary import PersonEntry, Vocabulary


class Audience(StrEnum):
    """Who will see the answer."""

    PRIVATE = "private"  # the person alone: an ephemeral answer, a direct message, the terminal
    CHANNEL = "channel"  # whoever is in the channel


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, from where.

    `delivery` identifies what arrived: a repeated one is answered again, not done again. `place` is the
    conversation ("C123" or "C123:1699.0001"); `source` a link to what was said, for the history. `saw` is the last change
    there was when somebody began to fill in a form: what others changed since, they have not seen.
    """

    partnership_id: int
    person_id: int | None
    name: str
    audience: Audience = Audience.PRIVATE
    delivery: str | None = None
    place: str | None = None
    source: str | None = None
    saw: int | None = None


class Meanwhile(Conflict):
    """Others have changed the action point `ref` while somebody filled in a form about it."""

    def __init__(self, ref: Reference, changes: list[Change]) -> None:
        who = listed(dict.fromkeys(change.by for change in changes))
        what = ", ".join(change.what for change in changes)
        super().__init__(
            f"While this form was open, {who} made a change: {what}. Nothing of yours was saved."
            " This is how it stands now; send the form again if you still mean it."
        )
        self.ref, self.newest = ref, changes[-1].id


Handlers = Mapping[type[Request], Callable[[Any, "Desk"], Reply]]
"""Which function answers which request."""


@dataclass
class Desk:
    """The books over one transaction, who asks, and what the rules of the house allow whom.

    `person` is who asks, None for a stranger, and `role` what they are to the partnership today; both come from
    the vocabulary, so asking who somebody is costs no query. `handlers` are there for what carries out other requests.
    """

    books: OpenBooks
    caller: Caller
    words: Vocabulary
    access: Access
    handlers: Handlers = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.books.today

    def __post_init__(self) -> None:
        self.person = self.words.person(self.caller.person_id)
        self.role = role_of(self.person, self.words, self.today)
        self._covers: list[tuple[PersonEntry, Absence]] | None = None
        self._changing: dict[int, Reference] = {}

    def carry_out(self, request: Request) -> Reply:
        """What the handler of another request answers, within this transaction."""
        return self.handlers[type(request)](request, self)

    def afresh(self) -> "Desk":
        """The same desk, which has looked at nothing yet."""
        return Desk(self.books, self.caller, self.words, self.access, self.handlers)

    def may(self, operation: Operation, *, own: bool = False) -> bool:
        """Whether the caller may do that; `own`: to what is their own."""
        return self.access.may(self.role, operation, own=own)

    def require(self, operation: Operation) -> None:
        """Raise NotAllowed unless the caller may do that."""
        self.access.require(self.role, operation)

    def point(self, ref: Reference, operation: Operation, *, by_reply: bool = False) -> ActionPoint:
        """The action point that `ref` means, if the caller may do `operation` to it.

        `by_reply`: said in a thread, where “done” of anybody but an owner or the secretariat is talk.

        A confidential one that the caller may not see, or not here because others read along, is not found,
        in the same words as one that does not exist.
        """
        self.require(Operation.READ)
        point = self.books.register.get(ref, self.sees)
        own = self.owns(point)
        self.access.require(self.role, operation, own=own)
        if by_reply and not own and self.role is not Role.SECRETARIAT:
            raise NotAllowed(
                f"Only its owners and the secretariat change {ref} by replying. Nothing was changed."
            )
        if operation is not Operation.READ:
            self._changing[point.id] = ref
        return point

    def refuse_unseen(self) -> None:
        """Raise Meanwhile when others have changed, since `Caller.saw`, what this request changes."""
        if self.caller.saw is None:
            return
        for point_id, ref in self._changing.items():
            if unseen := self.books.past.since(self.caller.saw, {point_id}):
                raise Meanwhile(ref, unseen)

    def sees(self, point: ActionPoint) -> bool:
        """Whether the caller may see it here."""
        return not point.confidential or self.may_here(Operation.READ_CONFIDENTIAL, own=self.owns(point))

    def may_here(self, operation: Operation, *, own: bool = False) -> bool:
        """Whether the caller may, and nobody reads along: for what is confidential."""
        return self.caller.audience is Audience.PRIVATE and self.may(operation, own=own)

    def owns(self, point: ActionPoint) -> bool:
        """Whether the caller is an owner, or covers for one who is away.

        An owner is whoever is named, sits for an owning organisation, or chairs an owning group.
        """
        return self.answers_for(point.owners)

    def answers_for(self, owners: Sequence[Named]) -> bool:
        """The same of any who own or lead on something."""
        if self.person is None:
            return False
        return self._is_one(self.person, owners) or self._through(owners) is not None

    def owned_through(self, point: ActionPoint) -> tuple[PersonEntry, Absence] | None:
        """The absent owner for whom the caller covers; None when the caller is an owner, or none of both."""
        if self.person is None or self._is_one(self.person, point.owners):
            return None
        return self._through(point.owners)

    def _through(self, owners: Sequence[Named]) -> tuple[PersonEntry, Absence] | None:
        return next((pair for pair in self.covers if self._is_one(pair[0], owners)), None)

    @property
    def covers(self) -> list[tuple[PersonEntry, Absence]]:
        """Those for whom the caller covers today; looked up once, when somebody asks."""
        if self._covers is None:
            absences = self.books.absences.covered_by(self.person.id) if self.person else []
            people = ((self.words.person(absence.person_id), absence) for absence in absences)
            self._covers = [(person, absence) for person, absence in people if person is not None]
        return self._covers

    def _is_one(self, person: PersonEntry, owners: Sequence[Named]) -> bool:
        sittings = [sitting for sitting in person.sittings if sitting.current(self.today)]
        bodies = {sitting.organisation_id for sitting in sittings} - {None}
        board = self.words.board.id if self.words.board else None
        chaired = {sitting.group_id or board for sitting in sittings if is_chair(sitting)} - {None}
        return any(
            owner.person_id == person.id or owner.organisation_id in bodies or owner.group_id in chaired
            for owner in owners
        )

    @property
    def sees_confidential(self) -> bool:
        """Whether lists may show confidential action points of others here."""
        return self.may_here(Operation.READ_CONFIDENTIAL)

    @property
    def sees_own_confidential(self) -> bool:
        """Whether lists may show the caller's own confidential action points here."""
        return self.may_here(Operation.READ_CONFIDENTIAL, own=True)

    def parties(self, names: tuple[str, ...]) -> list[Party]:
        """The owners that are meant by these names, or lists of names, each once.

        Raises Ambiguous or NotFound for the first that fails.
        """
        single = (name for said in names for name in names_in(said, self.words))
        company = self.company()
        found = (
            self.me if name.casefold() in ONESELF else one(name, self.words, self.today, company)
            for name in single
        )
        with about("owners"):
            return list(dict.fromkeys(found))

    def company(self, group_id: int | None = None) -> frozenset[int]:
        """Who is likely meant by a first name: whoever sits in that group, else in those of the caller."""
        own = {s.group_id for s in self.person.sittings if s.current(self.today)} if self.person else set()
        return company(self.words, own if group_id is None else {group_id}, self.today)

    @property
    def me(self) -> Party:
        """The caller as an owner. Raises NotFound for a stranger."""
        if self.person is None:
            raise NotFound("I do not know yet who you are in the directory; the secretariat can link you.")
        return Party("person", self.person.id, self.person.name)

    def view(self, point: ActionPoint) -> PointView:
        """The action point as it stands now."""
        self.books.session.flush()
        return self.books.register.view(point)
