"""What the handlers of the plan have in common: a target together with what is to be done to it, and how it is shown."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from handlers.access import Operation, Role
from handlers.desk import Desk
from handlers.plan_requests import (
    NoteProgress,
    ShowTarget,
)
from handlers.replies import Button, Note, Outcome, Part, Reply, Row, Title
from handlers.requests import AnyRequest, Undo
from store.dates import day, short_day
from store.errors import NotAllowed
from store.plan_reference import TargetReference
from store.plan_views import TargetView
from store.tables import PlanTarget, Rag
from store.tables.plan import TargetState
from store.timescales import said_by


def target_of(said: str, operation: Operation, desk: Desk, *, by_reply: bool = False) -> PlanTarget:
    """The target that a reference or words mean, if the caller may do `operation` to it.

    A confidential one that the caller may not see, or not here, is not found, as if it did not exist.
    """
    desk.require(Operation.READ)
    ref = TargetReference.parse(said)
    plans = desk.books.plans

    def seen(target: PlanTarget) -> bool:
        return sees(target, desk)

    target = plans.get(ref, seen) if ref else plans.about(said, seen)
    own = desk.answers_for(target.leads)
    desk.access.require(desk.role, operation, own=own)
    if by_reply and not own and desk.role is not Role.SECRETARIAT:
        raise NotAllowed(
            f"Only its leads and the secretariat change target {target.ref} by replying. Nothing was changed."
        )
    return target


def sees(target: PlanTarget, desk: Desk) -> bool:
    """Whether the caller may see it here."""
    return not target.confidential or desk.may_here(
        Operation.READ_CONFIDENTIAL, own=desk.answers_for(target.leads)
    )


def visible(rows: list[PlanTarget], desk: Desk) -> list[PlanTarget]:
    """Those that lists may show the caller here."""
    return [row for row in rows if sees(row, desk)]


def may_note(target: PlanTarget, desk: Desk) -> bool:
    """Whether the caller may note progress on it."""
    return desk.may(Operation.PLAN_PROGRESS, own=desk.answers_for(target.leads))


COLOURS = {
    Rag.COMPLETE: "Complete",
    Rag.GREEN: "Green",
    Rag.AMBER: "Amber",
    Rag.RED: "Red",
    Rag.GREY: "Grey",
}


def row_of(view: TargetView, today: date, *, notes: bool, under: bool = False) -> Row:
    """A target in a list: what it is, whose and by when, how it does and why, and what was noted last.

    `notes`: the reader may note progress. `under`: it stands under its priority, which is not said again.
    """
    lines = [view.text, facts(view, today, priority=not under)]
    if view.active:
        lines.append(sentence(f"{COLOURS[view.rag]}: {view.why}"))
    if view.last and view.on:
        lines.append(f"Last noted: {noted(view, today)}")
    button = (
        Button(f"Note progress on {view.ref}", NoteProgress(view.ref), form=True)
        if notes and view.active
        else Button(f"Show {view.ref}", ShowTarget(view.ref))
    )
    secret = " (confidential)" if view.confidential else ""
    return Row(f"{view.ref} · {state_of(view)}{secret}", tuple(filter(None, lines)), button)


def state_of(view: TargetView) -> str:
    """One word for where it stands: its colour, or how it ended."""
    if view.state in (TargetState.DROPPED, TargetState.CARRIED):
        return view.state.value.capitalize()
    return COLOURS[view.rag]


def sentence(said: str) -> str:
    """What was said, with a full stop unless it ends by itself."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def facts(view: TargetView, today: date, *, priority: bool = True) -> str:
    """Whose it is and by when: "Fire Service · quarterly, next by 30 June 2026"."""
    named = view.priority if priority else ""
    return " · ".join(filter(None, (view.lead or "no lead", when(view, today), named)))


def when(view: TargetView, today: date) -> str:
    """The timescale, and the date that it means where its words do not say it themselves."""
    recurs = view.recurrence
    said = view.timescale or "no timescale"
    if view.due is None or not view.active:
        return said
    late = " (overdue)" if view.due < today else ""
    if said_by(view.due, said):
        return f"{said}{late}"
    if recurs:
        return f"{said}, next by {day(view.due)}{late}"
    return f"{said}, by {day(view.due)}{late}"


def noted(view: TargetView, today: date) -> str:
    """The last progress, with its day and who noted it."""
    if view.last is None or view.on is None:
        return ""
    near = short_day(view.on) if view.on.year == today.year else day(view.on)
    return f"{near}, {view.last.by}: {view.last.text}"


def settled(sentence: str, target: PlanTarget, desk: Desk, *more: Part) -> Reply:
    """What was done, the target as it stands now, and the way back."""
    desk.books.session.flush()
    view = desk.books.plans.view(target)
    parts: tuple[Part, ...] = (
        Title(sentence),
        row_of(view, desk.today, notes=False),
        *more,
        Note(f"By {desk.caller.name}."),
    )
    buttons = (Button("Undo", Undo(desk.books.recorder.change_id)),)
    return Reply(Outcome.CHANGED, parts, buttons, (view.remembered,), private=view.confidential)


def pinned(asked: AnyRequest, desk: Desk) -> tuple[AnyRequest, tuple[Part, ...]]:
    """A change of a target, by its reference even where words named it, and how the target stands."""
    operation = Operation.PLAN_PROGRESS if isinstance(asked, NoteProgress) else Operation.PLAN
    said: Any = asked
    view = desk.books.plans.view(target_of(said.ref, operation, desk))
    return replace(said, ref=view.ref), (row_of(view, desk.today, notes=False),)
