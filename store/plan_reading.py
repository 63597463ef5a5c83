"""Reading the plan: which plans there are, and their targets with leads, colour and last progress."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from store.errors import Ambiguous, NotFound
from store.plan_reference import TargetReference
from store.plan_views import NoteView, PlanView, TargetView
from store.rag import judged
from store.tables.plan import Plan, PlanTarget, TargetLead, TargetProgress, TargetState
from store.topics import stems

_LISTED = 5  # targets named when several fit
_FEW = 60  # characters of a target in a question


@dataclass
class PlanReading:
    """The plans of one partnership over one transaction; days are local."""

    session: Session
    partnership_id: int
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def every(self) -> list[Plan]:
        """All plans, the newest first."""
        mine = select(Plan).where(Plan.partnership_id == self.partnership_id)
        return sorted(self.session.scalars(mine), key=self._began, reverse=True)

    def _began(self, plan: Plan) -> tuple[date, int]:
        return plan.first or plan.created_at.astimezone(self.zone).date(), plan.id

    def newest(self) -> Plan | None:
        """The plan that bare references mean: the one that begins last."""
        return next(iter(self.every()), None)

    def labelled(self, label: str) -> Plan:
        """The plan of that label, the newest for an empty one. Raises NotFound."""
        plans = self.every()
        wanted = " ".join(label.split()).casefold()
        found = [plan for plan in plans if wanted in ("", plan.label.casefold(), plan.name.casefold())]
        if not plans:
            raise NotFound(
                "No community safety plan is in the books yet, so there are no targets. The secretariat can bring"
                " one in as a paper, or begin one: `/actions plan new 2026/27`."
            )
        if not found:
            known = ", ".join(plan.label for plan in plans)
            raise NotFound(f"There is no plan “{label[:40]}”; there is {known}. Nothing was changed.")
        return found[0]

    def view_of(self, plan: Plan) -> PlanView:
        newest = self.newest()
        is_newest = newest is not None and newest.id == plan.id
        return PlanView(plan.id, plan.label, plan.name, plan.first, plan.last, is_newest)

    def get(self, ref: TargetReference, seen: Callable[[PlanTarget], bool] = lambda _: True) -> PlanTarget:
        """The target of that reference. Raises NotFound, for one that is not `seen` in the same words."""
        plan = self.labelled(ref.plan)
        mine = (PlanTarget.chapter == ref.chapter, PlanTarget.number == ref.number)
        found = self._rows(PlanTarget.plan_id == plan.id, *mine)
        if not found or not seen(found[0]):
            raise NotFound(
                f"There is no target {ref} in the plan {plan.label}. Nothing was changed; `/actions plan` lists those there are."
            )
        return found[0]

    def about(self, words: str, seen: Callable[[PlanTarget], bool]) -> PlanTarget:
        """The target of the newest plan that these words are about.

        Raises NotFound when none is, Ambiguous when several are as much.
        """
        wanted = stems(words) - _COMMON
        plan = self.labelled("")
        rows = [row for row in self._rows(PlanTarget.plan_id == plan.id) if seen(row)]
        scored = [(len(wanted & stems(f"{row.text} {row.section}")), row) for row in rows]
        best = max((score for score, _ in scored), default=0)
        if not wanted or best * 2 < len(wanted) or not best:
            raise NotFound(
                f"No target of the plan {plan.label} is about “{words[:80]}”. Nothing was changed; `/actions plan` lists them."
            )
        found = [row for score, row in scored if score == best]
        active = [row for row in found if row.state is TargetState.ACTIVE] or found
        if len(active) > 1:
            means = [row.ref for row in active[:_LISTED]]
            labels = [f"{row.ref} {row.text[:_FEW]}" for row in active[:_LISTED]]
            raise Ambiguous(f"“{words[:80]}” may be several targets.", words, labels, means)
        return active[0]

    def by_id(self, target_id: int) -> PlanTarget | None:
        """The target of that id, if it is this partnership's."""
        return next(iter(self._rows(PlanTarget.id == target_id)), None)

    def rows(self, plan: Plan) -> list[PlanTarget]:
        """The targets of a plan in its order."""
        return self._rows(PlanTarget.plan_id == plan.id)

    def _rows(self, *which: ColumnElement[bool]) -> list[PlanTarget]:
        return list(
            self.session.scalars(
                select(PlanTarget)
                .where(PlanTarget.partnership_id == self.partnership_id, *which)
                .where(PlanTarget.state != TargetState.WITHDRAWN)
                .order_by(PlanTarget.chapter, PlanTarget.number)
                .options(selectinload(PlanTarget.leads))
            )
        )

    def targets(self, plan: Plan) -> list[TargetView]:
        """The targets of a plan as they are shown."""
        return self.views(self.rows(plan), self.view_of(plan))

    def view(self, target: PlanTarget) -> TargetView:
        """One target as it is shown."""
        plan = self.session.get_one(Plan, target.plan_id)
        return self.views([target], self.view_of(plan))[0]

    def views(self, rows: list[PlanTarget], plan: PlanView) -> list[TargetView]:
        last = self._last([row.id for row in rows])
        return [self._view(row, plan, last.get(row.id)) for row in rows]

    def _last(self, ids: list[int]) -> dict[int, TargetProgress]:
        """The last progress of each: what a paper told of an earlier day may have been noted later."""
        newest_first = (TargetProgress.at.desc(), TargetProgress.id.desc())
        turn = func.row_number().over(partition_by=TargetProgress.target_id, order_by=newest_first)
        turns = (
            select(TargetProgress.id, turn.label("turn")).where(TargetProgress.target_id.in_(ids)).subquery()
        )
        rows = select(TargetProgress).join(turns, turns.c.id == TargetProgress.id).where(turns.c.turn == 1)
        return {row.target_id: row for row in self.session.scalars(rows)}

    def _view(self, row: PlanTarget, plan: PlanView, last: TargetProgress | None) -> TargetView:
        on = last.at.astimezone(self.zone).date() if last else None
        began = row.created_at.astimezone(self.zone).date()
        counted = max(began, plan.first) if plan.first and plan.first <= self.today else began
        judgement = judged(row, on, counted, self.today)
        return TargetView(
            id=row.id,
            ref=row.ref if plan.newest else f"{plan.label} {row.ref}",
            plan=plan.label,
            section=row.section,
            text=row.text,
            priority=row.priority or "",
            lead=row.lead,
            leads=tuple(lead.name for lead in row.leads),
            led_by=tuple(filter(None, map(_party, row.leads))),
            timescale=row.timescale,
            due=row.due,
            recurs=row.recurs or "",
            state=row.state,
            note=row.note,
            rag=judgement.rag,
            why=judgement.why,
            confidential=row.confidential,
            last=note_view(last) if last else None,
            on=on,
            origin=judgement.origin,
        )

    def last_note(self, target: PlanTarget) -> TargetProgress | None:
        """The last progress that was noted on a target."""
        return self._last([target.id]).get(target.id)

    def progress(self, target: PlanTarget) -> list[NoteView]:
        """All that was noted on a target, oldest first."""
        rows = select(TargetProgress).where(TargetProgress.target_id == target.id)
        ordered = rows.order_by(TargetProgress.at, TargetProgress.id)
        return [note_view(row) for row in self.session.scalars(ordered)]


def note_view(row: TargetProgress) -> NoteView:
    """Progress as it is shown."""
    return NoteView(row.at, row.by, row.text, row.covers)


def _party(lead: TargetLead) -> tuple[str, int] | None:
    ids = {"person": lead.person_id, "organisation": lead.organisation_id, "group": lead.group_id}
    return next(((kind, identity) for kind, identity in ids.items() if identity), None)


_COMMON = stems(
    "the a an target targets plan about of for on with and to in our this that one smart priority"
)
