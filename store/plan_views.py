"""What is shown of the community safety plan: plain and immutable, ready to be put into words."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from store.tables.plan import Rag, TargetState

if TYPE_CHECKING:
    from store.timescales import Recurrence

REMEMBERED = "target:"  # before a target in the memory of a conversation


class PlanView(msgspec.Struct, frozen=True):
    """A plan. `newest`: bare references mean its targets."""

    id: int
    label: str
    name: str
    first: date | None
    last: date | None
    newest: bool = True


class NoteView(msgspec.Struct, frozen=True):
    """Progress that was noted on a target; `covers` is the due date that it settled."""

    at: datetime
    by: str
    text: str
    covers: date | None = None


class TargetView(msgspec.Struct, frozen=True):
    """A target as a list, a card or a paper shows it.

    `origin` says where the colour comes from when it is not by the rules. `ref` is as it is said, with its plan where that is not the newest. `led_by` are the leads as kind and id, those
    in no book left out; `recurs` as stored. `on` is the local day of the last progress.
    """

    id: int
    ref: str
    plan: str
    section: str
    text: str
    priority: str
    lead: str
    leads: tuple[str, ...]
    led_by: tuple[tuple[str, int], ...]
    timescale: str
    due: date | None
    recurs: str
    state: TargetState
    note: str
    rag: Rag
    why: str
    confidential: bool
    last: NoteView | None = None
    on: date | None = None
    origin: str = ""

    @property
    def active(self) -> bool:
        """Still to be worked on."""
        return self.state is TargetState.ACTIVE

    @property
    def recurrence(self) -> "Recurrence | None":
        """How it recurs, if it does."""
        from store.timescales import Recurrence  # noqa: PLC0415 - loaded where there is a plan

        return Recurrence.parse(self.recurs)

    @property
    def priorities(self) -> tuple[int, ...]:
        """The numbers of its priorities: (1, 2) for "Priority 1 and 2"."""
        return tuple(dict.fromkeys(int(number) for number in re.findall(r"\d{1,2}", self.priority)))

    @property
    def remembered(self) -> str:
        """How a conversation remembers it: with its plan, and told from an action point."""
        return f"{REMEMBERED}{self.ref if ' ' in self.ref else f'{self.plan} {self.ref}'}"

    def due_between(self, first: date, last: date) -> date | None:
        """The first day in that time on which it falls due; what recurs falls due again and again."""
        at = self.due if self.active else None
        recurs = self.recurrence
        while at and recurs and at < first:
            at = recurs.after(at)
        return at if at and first <= at <= last else None
