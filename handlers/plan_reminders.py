"""What leads and the secretariat are told of the plan, as it stands when it is asked for.

Posting it (`bot.delivery`) and drawing it anew after each change are the same request.
"""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.plan_desk import COLOURS, facts, may_note, noted, sees, state_of, visible
from handlers.plan_requests import FindTarget, NoteProgress, ShowDueTargets, ShowPlanDigest, ShowRag
from handlers.register_requests import Mute
from handlers.replies import Bullets, Button, ButtonRow, Look, Note, Outcome, Part, Reply, Row, Text, Title
from store.dates import day, month_name, quarter_end
from store.errors import NotFound
from store.papers.writing.plan_paper import told
from store.plan_views import TargetView
from store.quiet import PLAN
from store.tables import Plan, PlanTarget, Rag, TargetState

NAMED = 10  # targets of one kind in the secretariat's digest


def due(request: ShowDueTargets, desk: Desk) -> Reply:
    """The targets a lead was reminded of; what was reported on since says so."""
    desk.require(Operation.READ)
    plans = desk.books.plans
    found = (plans.by_id(target) for target in request.targets)
    rows = [row for row in found if row is not None and sees(row, desk)]
    if not rows:
        raise NotFound("These targets are no longer in the plan.")
    views = [plans.view(row) for row in rows]
    late = sum(bool(view.due and view.due < desk.today) for view in views if view.active)
    title = f"Your plan targets: {len(views)} to report on{f', {late} overdue' if late else ''}"
    parts: list[Part] = [Title(title)]
    for row, view in zip(rows, views, strict=True):
        parts += _one(row, view, desk)
    if request.more:
        parts.append(Note(f"{request.more} more are due: `/actions plan lead me`."))
    parts.append(
        Note(
            "Reply here in your own words: “first two sessions delivered” notes it, “done” reports on it."
            " With several, say which: “1.3 done, all six held”."
        )
    )
    return Reply(
        Outcome.ANSWERED,
        tuple(parts),
        (Button("No reminders before dates", Mute(what=(PLAN,))),),
        about=tuple(view.remembered for view in views if view.active),
        private=True,
    )


def _one(row: PlanTarget, view: TargetView, desk: Desk) -> list[Part]:
    lines = [view.text, facts(view, desk.today)]
    if not view.active:
        lines = [view.text, f"It is {view.state} now{f': {view.note}' if view.note else '.'}"]
    elif view.last:
        lines.append(f"Last noted: {noted(view, desk.today)}")
    parts: list[Part] = [Row(f"{view.ref} · {state_of(view)}", tuple(lines))]
    if view.active and may_note(row, desk):
        done = "Report done" if view.recurs else "Done"
        buttons = (
            Button(f"Note progress on {view.ref}", NoteProgress(view.ref), Look.MAIN, form=True),
            Button(f"{done} {view.ref}", NoteProgress(view.ref, how="done"), form=True),
        )
        parts.append(ButtonRow(buttons))
    return parts


def digest(_request: ShowPlanDigest, desk: Desk) -> Reply:
    """How the plan stands at the beginning of a month: colours, what is red, due this quarter, and led by nobody."""
    desk.require(Operation.PLAN)
    plans = desk.books.plans
    plan = _at_work(desk)
    views = plans.views(visible(plans.rows(plan), desk), plans.view_of(plan))
    active = [view for view in views if view.active]
    counts = {
        rag: sum(view.rag is rag for view in views if view.active or rag is Rag.COMPLETE) for rag in Rag
    }
    last = quarter_end(desk.today)
    kinds = (
        ("Red", [view for view in active if view.rag is Rag.RED]),
        ("Amber", [view for view in active if view.rag is Rag.AMBER]),
        (
            f"Due by the end of the quarter, {day(last)}",
            [v for v in active if v.due and desk.today <= v.due <= last],
        ),
        ("Nobody of the directory leads on", [view for view in active if not view.led_by]),
    )
    parts: list[Part] = [
        Title(f"The plan {plan.label} in {month_name(desk.today.year, desk.today.month)}"),
        Text(f"{len(views)} targets: {told(counts)}."),
    ]
    for heading, those in kinds:
        parts += _named(heading, those)
    buttons = (
        Button("How it is doing", ShowRag()),
        Button("Due this quarter", FindTarget(when="this quarter")),
    )
    return Reply(Outcome.ANSWERED, tuple(parts), buttons, private=True)


def _at_work(desk: Desk) -> Plan:
    """The newest plan with anything to do in it: one that is only just begun says nothing yet."""
    plans = desk.books.plans
    busy = (p for p in plans.every() if any(row.state is TargetState.ACTIVE for row in plans.rows(p)))
    return next(busy, None) or plans.labelled("")


def _named(heading: str, views: list[TargetView]) -> list[Part]:
    if not views:
        return []
    lines = [
        f"{view.ref} {_short(view.text)} ({view.lead or 'no lead'}): {_why(view)}" for view in views[:NAMED]
    ]
    if len(views) > NAMED:
        lines.append(f"{len(views) - NAMED} more")
    return [Bullets(tuple(lines), f"{heading}: {len(views)}")]


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119].rstrip()}…"


def _why(view: TargetView) -> str:
    return view.why if view.rag in (Rag.RED, Rag.AMBER) else COLOURS[view.rag].lower()
