"""How the plan is doing, for the Board: in colours in the conversation, and as a paper."""

from dataclasses import replace
from functools import partial

from handlers.access import Operation
from handlers.desk import Desk
from handlers.exports import refuse_internal
from handlers.plan_desk import may_note, row_of, visible
from handlers.plan_requests import ExportPlan, FindTarget, ShowRag
from handlers.replies import Bullets, Button, File, Heading, Look, Note, Outcome, Part, Reply, Text, Title
from store.dates import day
from store.papers.writing.meeting_writers import known, write
from store.papers.writing.plan_paper import PlanPaper, told
from store.papers.writing.plans import plan_of
from store.papers.writing.register_paper import Edition
from store.papers.writing.writers import refuse_wrong_template
from store.rag import RULES
from store.tables import Rag

SHOWN = 10  # red and amber targets named in the summary


def rag(request: ShowRag, desk: Desk) -> Reply:
    """The colours of each priority, what is red and amber with the reason, and the rules in words."""
    desk.require(Operation.READ)
    plans = desk.books.plans
    plan = plans.labelled(request.plan)
    rows = {row.id: row for row in visible(plans.rows(plan), desk)}
    views = plans.views(list(rows.values()), plans.view_of(plan))
    secret = any(view.confidential for view in views)
    paper = plan_of(desk.books, plan, edition=Edition.INTERNAL if secret else Edition.PUBLIC)
    if secret:  # only what this reader may see is counted
        seen = {view.ref for view in views}
        paper = _of(paper, seen)
    parts: list[Part] = [
        Title(f"How the plan {plan.label} is doing, {day(desk.today)}"),
        Text(f"{'. '.join(paper.summary)}."),
    ]
    lines = tuple(f"{name}: {told(counts)}" for name, counts in paper.by_priority)
    parts += [Bullets(lines, "By priority")] if lines else []
    troubled = [
        view for colour in (Rag.RED, Rag.AMBER) for view in views if view.active and view.rag is colour
    ]
    for view in troubled[:SHOWN]:
        parts.append(row_of(view, desk.today, notes=may_note(rows[view.id], desk)))
    if len(troubled) > SHOWN:
        parts.append(
            Note(
                f"{len(troubled) - SHOWN} more are red or amber: `/actions plan red`, `/actions plan amber`."
            )
        )
    parts += [Heading("How the colours are found"), Note("\n".join(RULES))]
    return Reply(
        Outcome.ANSWERED,
        tuple(parts),
        _buttons(request, desk),
        tuple(view.remembered for view in troubled[:SHOWN]),
        private=secret,
    )


def _of(paper: PlanPaper, refs: set[str]) -> PlanPaper:
    return replace(paper, rows=tuple(row for row in paper.rows if row.ref in refs))


def _buttons(request: ShowRag, desk: Desk) -> tuple[Button, ...]:
    papers = (
        (
            Button("As a paper (Word)", ExportPlan("docx", request.plan), Look.MAIN),
            Button("As a paper (PDF)", ExportPlan("pdf", request.plan)),
        )
        if desk.may(Operation.EXPORT)
        else ()
    )
    return (*papers, Button("Due this quarter", FindTarget(when="this quarter", plan=request.plan)))


def export(request: ExportPlan, desk: Desk) -> Reply:
    """The plan as a file beside the reply, its colours in a few lines."""
    desk.require(Operation.EXPORT)
    refuse_internal(request.edition, desk)
    templates = desk.books.settings.templates
    refuse_wrong_template(known(request.format), templates, "plan")
    paper = plan_of(desk.books, desk.books.plans.labelled(request.plan), edition=request.edition)
    internal = request.edition is Edition.INTERNAL
    parts: list[Part] = [Text(f"{paper.title}. {'. '.join(paper.summary)}.")]
    if internal:
        parts.append(Note("This is the internal edition, with what is confidential. It comes to you alone."))
    label = paper.label.replace("/", "-")
    name = f"Community safety plan {label}{' (internal)' if internal else ''}.{request.format}"
    file = File(
        name, paper.document_title, partial(write, paper, request.format, templates), personal=internal
    )
    return Reply(Outcome.ANSWERED, tuple(parts), file=file, private=internal)
