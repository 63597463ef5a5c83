"""How targets stand as a paper states it: colours with the paper's name, progress with its date.

A colour that somebody has set has a reason, one that a paper states has none: so the two are told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from store.likeness import likeness
from store.names import plain
from store.plans import Plans
from store.register import MAX_TEXT
from store.tables.plan import PlanTarget, Rag, TargetProgress, TargetState
from store.texts import one_line

_SAME = 78  # of 100: another wording of what was noted for the same day
MAX_PAPER = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """What a paper says of a target on the day `on`: a colour, progress, or both."""

    paper: str
    on: date
    rag: Rag | None = None
    progress: str = ""

    def colour_for(self, target: PlanTarget) -> Rag | None:
        """The colour it gives a target: what recurs is never complete, it goes on and is well."""
        return Rag.GREEN if self.rag is Rag.COMPLETE and target.recurs else self.rag


def notes_of(plans: Plans, targets: Sequence[PlanTarget]) -> dict[int, list[TargetProgress]]:
    """All that was noted on some targets, in one query."""
    ids = [target.id for target in targets]
    found: dict[int, list[TargetProgress]] = {identity: [] for identity in ids}
    for row in plans.session.scalars(select(TargetProgress).where(TargetProgress.target_id.in_(ids))):
        found[row.target_id].append(row)
    return found


def is_noted(stated: Stated, notes: Sequence[TargetProgress]) -> bool:
    """Whether its progress is in the books already, or is none."""
    return not stated.progress or any(plain(row.text) == plain(stated.progress) for row in notes)


def colours(stated: Stated, target: PlanTarget) -> bool:
    """Whether it would give the target another colour than is stated or set."""
    rag = stated.colour_for(target)
    if rag is None or target.state is not TargetState.ACTIVE:
        return False
    return rag is Rag.COMPLETE or target.rag is not rag


def state(plans: Plans, target: PlanTarget, stated: Stated, *, coloured: bool = True) -> None:
    """Note the progress with the paper's day and, if it is to be `coloured`, give the target the paper's colour."""
    notes = notes_of(plans, [target])[target.id]
    if not is_noted(stated, notes):
        _note(plans, target, stated, notes)
    if coloured and colours(stated, target):
        rag = stated.colour_for(target)
        target.rag, target.rag_reason = (None if rag is Rag.COMPLETE else rag), ""
        target.rag_by, target.rag_on = stated.paper[:MAX_PAPER], stated.on
        if rag is Rag.COMPLETE:
            target.state, target.ended_on = TargetState.COMPLETE, stated.on
            target.note = stated.progress or f"Stated as complete in {stated.paper}."
    plans.session.flush()


def _note(plans: Plans, target: PlanTarget, stated: Stated, notes: Sequence[TargetProgress]) -> None:
    """A corrected paper takes the place of what it said otherwise for the same day."""
    by, said = stated.paper[:MAX_PAPER], one_line(stated.progress)[:MAX_TEXT]
    same_day = [row for row in notes if row.at.astimezone(plans.zone).date() == stated.on]
    for row in same_day:
        if row.by == by or likeness(row.text, said) >= _SAME:
            row.by, row.text = by, said
            return
    at = min(datetime.combine(stated.on, time(12), plans.zone), plans.now)
    note = TargetProgress(partnership_id=plans.partnership_id, target_id=target.id, at=at, by=by, text=said)
    plans.session.add(note)
