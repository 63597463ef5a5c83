"""What a paper states of how targets do: beside what the books have, and never over what is newer there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.papers.importing.age import Ages
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import Target
from store.plan_standings import Stated, colours, is_noted, notes_of, state
from store.register import MAX_TEXT
from store.tables import PlanTarget, TargetProgress
from store.tables.plan import Rag
from store.texts import one_line

_STANDING = frozenset({"state", "note", "ended_on", "rag", "rag_reason", "rag_by", "rag_on"})
_OTHERS = frozenset(column.key for column in PlanTarget.__table__.columns) - _STANDING
_LONGEST = 120  # characters of progress in the sentence of an entry


@dataclass(frozen=True, slots=True)
class Standings:
    """How the targets of a plan stand in the books, beside which a paper is laid."""

    scene: Scene
    ages: Ages
    notes: dict[int, list[TargetProgress]]

    @classmethod
    def of(cls, scene: Scene, rows: Sequence[PlanTarget]) -> "Standings":
        """From all targets of the plan, in two queries."""
        ages = Ages.of(scene.books, PlanTarget.__tablename__, [row.id for row in rows], _OTHERS)
        return cls(scene, ages, notes_of(scene.books.plans, rows))

    @property
    def told(self) -> date | None:
        """The day of which the paper says that it tells how things stood, else that of its meeting."""
        paper = self.scene.paper
        return paper.as_at or paper.reported_to or (self.scene.told if not paper.valid_from else None)

    def stated(self, target: Target) -> Stated | None:
        """What the paper says of a target; None when it says nothing."""
        if not (target.colour or target.progress):
            return None
        on = min(self.told or self.scene.books.today, self.scene.books.today)
        rag = Rag(target.colour) if target.colour else None
        return Stated(self.scene.paper.name, on, rag, one_line(target.progress or "")[:MAX_TEXT])

    def beside(self, target: Target, row: PlanTarget, kind: Kind) -> Entry | None:
        """What becomes of what the paper states of a target of the books; None when nothing does.

        `kind` is CHANGE, or UNSURE where it is not sure that this is the target.
        """
        stated = self.stated(target)
        if stated is None:
            return None
        coloured = colours(stated, row)
        newer = self._newer(row) if coloured else ""
        noted = is_noted(stated, self.notes[row.id])
        says = [
            *([] if noted else [_progress(stated)]),
            *([_colour(stated, row)] if coloured and not newer else []),
        ]
        left = f"; its colour is left: {newer}" if newer else ""
        if not says:
            said = f"{row.ref} stated as {stated.rag}, left: {newer}" if newer else ""
            return Entry(Section.TARGET, Kind.SAME, said, target.line) if said else None
        undated = coloured and not newer and self.told is None and (row.rag or row.rag_by)
        doubt = " (the paper gives no date)" if undated else ""
        step = partial(_state, row.id, stated, coloured=coloured and not newer)
        return Entry(
            Section.TARGET,
            Kind.UNSURE if undated else kind,
            f"{row.ref} {'; '.join(says)}{left}{doubt}",
            target.line,
            step,
        )

    def _newer(self, row: PlanTarget) -> str:
        """Why the colour of the books stays, whatever the paper states."""
        by_hand = self.ages.by_hand([row.id])
        if self.told is None:
            return "it was set by hand, and the paper gives no date" if by_hand else ""
        if by_hand and by_hand >= self.told:
            return f"it was set by hand on {day(by_hand)}"
        if row.rag_on and row.rag_on > self.told:
            return f"{row.rag_by} is newer, of {day(row.rag_on)}"
        return ""


def _progress(stated: Stated) -> str:
    said = stated.progress
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} …"
    return f"progress noted for {day(stated.on)}: “{short}”"


def _colour(stated: Stated, row: PlanTarget) -> str:
    if row.rag is None:
        before = "by the rules"
    else:
        before = f"{row.rag}, set by {row.rag_by}" if row.rag_reason else f"{row.rag}, stated in {row.rag_by}"
    recurs = ", since it recurs and goes on" if stated.rag is Rag.COMPLETE and row.recurs else ""
    return f"colour: {before} -> {stated.colour_for(row)}{recurs}"


def _state(target_id: int, stated: Stated, books: OpenBooks, *, coloured: bool) -> None:
    target = books.plans.by_id(target_id)
    if target is not None:
        state(books.plans, target, stated, coloured=coloured)
