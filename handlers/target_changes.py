"""What is done to the plan: progress by leads, everything else by the secretariat."""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.plan_desk import settled, target_of
from handlers.plan_requests import (
    CALLED,
    AddTarget,
    CarryTargets,
    ChangeTarget,
    DropTarget,
    FindTarget,
    HideTarget,
    NoteProgress,
    ReopenTarget,
    SetColour,
    StartPlan,
)
from handlers.replies import Button, Look, Note, Outcome, Part, Reply, Text, Title
from handlers.requests import AnyRequest, Undo
from store.dates import day
from store.errors import Conflict, NotAllowed, NotFound, about
from store.names import Party, candidates, doubtful, names_in
from store.plan_leads import MOST, leads_in
from store.plan_reference import TargetReference
from store.plans import Wanted, is_report, period_of
from store.tables import PlanTarget, Rag, TargetProgress, TargetState


def progress(request: NoteProgress, desk: Desk) -> Reply:
    """Note progress on a target; done, a recurring one is due next time, any other is complete."""
    target = target_of(request.ref, Operation.PLAN_PROGRESS, desk, by_reply=request.by_reply)
    plans = desk.books.plans
    if request.how == "note" and not request.text.strip():
        return _asks(f"What is the news of target {target.ref}?", request)
    _called(request, target, desk)
    if request.how == "complete":
        plans.complete(target, request.text)
        return settled(f"Target {target.ref} is complete", target, desk)
    if request.by_reply and request.how == "done":
        _refuse_twice(target, desk)
    row = plans.note(target, request.text, done=request.how == "done")
    if row.covers and target.due:
        return settled(f"Reported on target {target.ref}; next by {day(target.due)}", target, desk)
    if target.state is TargetState.COMPLETE:
        return settled(f"Target {target.ref} is complete", target, desk)
    return settled(f"Noted on target {target.ref}", target, desk)


def _refuse_twice(target: PlanTarget, desk: Desk) -> None:
    """Two leads who both say “done” today mean the same report, and not the next one as well."""
    last = desk.books.plans.last_note(target)
    if last and last.covers and last.at.astimezone(desk.books.zone).date() == desk.today:
        raise Conflict(
            f"{last.by} has reported on target {target.ref} today already; it is due next"
            f" {f'by {day(target.due)}' if target.due else 'later'}. Nothing was changed."
        )


def _called(request: AnyRequest, target: PlanTarget, desk: Desk) -> None:
    """In the history a target is called by its number, however it was said."""
    desk.books.recorder.what = f"{CALLED[type(request)]} {target.ref}"


def _asks(sentence: str, request: AnyRequest) -> Reply:
    button = Button("Fill in a form", request, Look.MAIN, form=True)
    said = Text(f"{sentence} Nothing has been changed yet.")
    return Reply(Outcome.ANSWERED, (said,), (button,), private=True, asks=request)


def reopen(request: ReopenTarget, desk: Desk) -> Reply:
    """Take up again what was complete or dropped."""
    if request.mine:
        return _taken_back(request, desk)
    target = target_of(request.ref, Operation.PLAN, desk)
    _called(request, target, desk)
    desk.books.plans.reopen(target)
    return settled(f"Target {target.ref} is taken up again", target, desk)


def _taken_back(request: ReopenTarget, desk: Desk) -> Reply:
    """What the caller's check mark reported is no more reported."""
    target = target_of(request.ref, Operation.PLAN_PROGRESS, desk, by_reply=True)
    last = desk.books.plans.last_note(target)
    changes = (
        [change for change, _ in desk.books.past.of(TargetProgress.__tablename__, last.id)] if last else []
    )
    if last is None or not changes or last.by != desk.caller.name or not is_report(last, target):
        raise NotAllowed(f"Target {target.ref} was not reported on by that check mark. Nothing was changed.")
    _called(request, target, desk)
    desk.books.undoing.undo(changes[0])
    return settled(f"Target {target.ref} is not reported on after all", target, desk)


def drop(request: DropTarget, desk: Desk) -> Reply:
    """Give a target up; the reason stays with it."""
    target = target_of(request.ref, Operation.PLAN, desk)
    if not request.reason.strip():
        return _asks(f"Why is target {target.ref} dropped?", request)
    _called(request, target, desk)
    desk.books.plans.drop(target, request.reason)
    return settled(f"Target {target.ref} is dropped", target, desk)


def carry(request: CarryTargets, desk: Desk) -> Reply:
    """One unfinished target, or all of the plan before, into the newest plan."""
    desk.require(Operation.PLAN)
    plans = desk.books.plans
    newest = plans.labelled("")
    if request.ref:
        ref = TargetReference.parse(request.ref)
        if ref and not ref.plan and len(plans.every()) > 1:
            request = CarryTargets(f"{plans.every()[1].label} {ref}")
        rows = [target_of(request.ref, Operation.PLAN, desk)]
    else:
        before = plans.every()[1:2]
        rows = [row for plan in before for row in plans.rows(plan) if row.state is TargetState.ACTIVE]
        if not rows:
            raise NotFound(
                f"No unfinished target stands in a plan before {newest.label}. Nothing was changed."
            )
    carried = [plans.carry(row, newest) for row in rows]
    if len(carried) == 1:
        return settled(
            f"Carried into the plan {newest.label}, where it is {carried[0].ref}", carried[0], desk
        )
    parts: tuple[Part, ...] = (
        Title(f"{len(carried)} targets were carried into the plan {newest.label}"),
        Text("Their timescales went along; what is over by now shows as red until it is given another."),
    )
    undo = Button("Undo", Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, parts, (Button("See them", FindTarget()), undo), private=True)


def change(request: ChangeTarget, desk: Desk) -> Reply:
    """Another wording, lead, timescale or priority; what is left out, or is as it stands, is left."""
    target = target_of(request.ref, Operation.PLAN, desk)
    _called(request, target, desk)
    changed = list(_changed(request, target, desk))
    if not changed:
        raise Conflict(f"Target {target.ref} says that already. Nothing was changed.")
    names = ", ".join(changed)
    desk.books.recorder.what = f"another {names} of plan target {target.ref}"
    return settled(f"Target {target.ref} has another {names}", target, desk, *_unknown(target))


def _changed(request: ChangeTarget, target: PlanTarget, desk: Desk) -> list[str]:
    """Carry out what differs; the names of it."""
    plans = desk.books.plans
    done = []
    if request.text is not None and request.text.strip() != target.text:
        with about("text"):
            plans.reword(target, request.text)
        done.append("wording")
    if request.lead is not None and request.lead.strip() != target.lead:
        with about("lead"):
            plans.give(target, request.lead, meant(request.lead, desk))
        done.append("lead")
    if request.timescale is not None and request.timescale.strip() != target.timescale:
        plans.schedule(target, request.timescale)
        done.append("timescale")
    if request.priority is not None and _priority(request.priority) != (target.priority or ""):
        plans.prioritise(target, _priority(request.priority))
        done.append("priority")
    if request.section is not None and request.section.strip() != target.section:
        plans.move(target, request.section)
        done.append("heading")
    return done


def _priority(said: str) -> str:
    """As plans print it: "2" is "Priority 2"."""
    bare = said.strip()
    return f"Priority {bare}" if bare[:1].isdigit() else bare


def meant(said: str, desk: Desk) -> tuple[Party, ...]:
    """Those whom the words for a lead mean. Raises Ambiguous when one may be several."""
    for name in names_in(said, desk.words)[:MOST]:
        found = candidates(name, desk.words, desk.today, desk.company())
        if len(found) > 1:
            raise doubtful(name, found, desk.words)
    return leads_in(said, desk.words, desk.today)


def _unknown(target: PlanTarget) -> tuple[Part, ...]:
    """Whom the directory does not know, who gets no reminder."""
    names = [
        lead.name for lead in target.leads if not (lead.person_id or lead.organisation_id or lead.group_id)
    ]
    if not names:
        return ()
    return (
        Note(
            f"The directory knows nobody called {', '.join(names)}; reminders go to the secretariat instead."
        ),
    )


def colour(request: SetColour, desk: Desk) -> Reply:
    """Another colour than by the rules, for a reason; or the rules again."""
    target = target_of(request.ref, Operation.PLAN, desk)
    _called(request, target, desk)
    if request.colour == "auto":
        desk.books.plans.colour(target, None, "")
        return settled(f"Target {target.ref} has its colour by the rules again", target, desk)
    if not request.reason.strip():
        return _asks(f"Why is target {target.ref} {request.colour}?", request)
    desk.books.plans.colour(target, Rag(request.colour), request.reason)
    return settled(f"Target {target.ref} is {request.colour}", target, desk)


def hide(request: HideTarget, desk: Desk) -> Reply:
    """Keep a target from channels and public papers, or no longer."""
    desk.require(Operation.SET_CONFIDENTIAL)
    target = target_of(request.ref, Operation.PLAN, desk)
    if target.confidential == request.confidential:
        raise Conflict(f"Target {target.ref} is that already. Nothing was changed.")
    _called(request, target, desk)
    target.confidential = request.confidential
    said = "is confidential now" if request.confidential else "is confidential no more"
    return settled(f"Target {target.ref} {said}", target, desk)


def add(request: AddTarget, desk: Desk) -> Reply:
    """A new target of the newest plan."""
    desk.require(Operation.PLAN)
    plan = desk.books.plans.labelled("")
    if not request.text.strip():
        return _asks("What is the target?", request)
    with about("lead"):
        leads = meant(request.lead, desk)
    wanted = Wanted(
        request.text, request.lead, leads, request.timescale, _priority(request.priority), request.section
    )
    target = desk.books.plans.add(plan, wanted, desk.caller.source)
    desk.books.recorder.what = f"a new plan target {target.ref}"
    return settled(f"Added to the plan {plan.label} as {target.ref}", target, desk, *_unknown(target))


def start(request: StartPlan, desk: Desk) -> Reply:
    """Begin a plan; from now on bare references mean its targets."""
    desk.require(Operation.PLAN)
    before = desk.books.plans.newest()
    plan = desk.books.plans.start(request.label, request.name, period_of(request.label))
    parts: list[Part] = [Title(f"The plan {plan.label} is begun: {plan.name}")]
    buttons = [Button("Add a target", AddTarget(""), form=True)]
    if before is not None:
        parts.append(
            Text(
                f"From now on “1.3” means a target of it; those of the plan before are said with their year,"
                f" “{before.label} 1.3”."
            )
        )
        buttons.append(Button(f"Carry over what is unfinished of {before.label}", CarryTargets()))
    undo = Button("Undo", Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, tuple(parts), (*buttons, undo))
