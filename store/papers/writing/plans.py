"""From the books to the paper of a plan: what the public may read of it, or all."""

from collections.abc import Callable

from store.books import OpenBooks
from store.dates import day, quarter_end
from store.papers.writing.plan_paper import PlanPaper, TargetRow
from store.papers.writing.public_edition import without_numbers
from store.papers.writing.register_paper import Edition
from store.plan_views import TargetView
from store.tables import Plan, TargetState


def plan_of(books: OpenBooks, plan: Plan, *, edition: Edition) -> PlanPaper:
    """The plan as it stands; the public edition without confidential targets, and telephone numbers in none."""
    public = edition is Edition.PUBLIC
    views = [view for view in books.plans.targets(plan) if not (public and view.confidential)]
    bare = without_numbers if public else str
    quarter = quarter_end(books.today)
    rows = (_row(view, bare, bool(view.active and view.due and view.due <= quarter)) for view in views)
    return PlanPaper(
        partnership=books.partnership.name,
        name=plan.name if plan.label in plan.name else f"{plan.name} {plan.label}",
        label=plan.label,
        as_at=books.today,
        quarter=quarter,
        rows=tuple(sorted(rows, key=lambda row: not row.priority)),  # what has none comes last
        edition=edition,
    )


def _row(view: TargetView, bare: Callable[[str], str], now: bool) -> TargetRow:
    counted = view.state in (TargetState.ACTIVE, TargetState.COMPLETE)
    noted = f"{day(view.on)}: {view.last.text}" if view.last and view.on else ""
    return TargetRow(
        ref=view.ref,
        priority=view.priority,
        section=bare(view.section),
        text=bare(view.text),
        lead=bare(view.lead),
        timescale=bare(view.timescale),
        due=view.due if view.active else None,
        rag=view.rag if counted else None,
        state=view.state.value,
        why=bare(view.why),
        progress=bare(noted if counted else view.note),
        now=now,
        origin=view.origin,
    )
