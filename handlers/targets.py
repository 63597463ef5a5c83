"""The targets of the plan: lists by lead, priority, timescale and colour, and one with all there is to say."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from handlers.access import Operation
from handlers.desk import Desk
from handlers.plan_desk import facts, may_note, row_of, sees, sentence, state_of, target_of, visible
from handlers.plan_requests import (
    ChangeTarget,
    ExportPlan,
    FindTarget,
    NoteProgress,
    ReopenTarget,
    ShowRag,
    ShowTarget,
)
from handlers.replies import Bullets, Button, Heading, Note, Outcome, Part, Reply, Text, Title, answered
from handlers.requests import LookUp
from store.dates import clock_time, day, month_end, quarter_end, quarter_of
from store.names import ONESELF, Party, candidates, doubtful, plain
from store.plan_views import TargetView
from store.tables import Plan, PlanTarget, Rag
from store.tables.plan import TargetState
from store.timescales import read_timescale
from store.topics import stems
from store.years import Year

PAGE = 10  # rows with a button each stay well under Slack's 50 blocks
_RECURRING = {
    "monthly": 12,
    "quarterly": 4,
    "termly": 3,
    "half-yearly": 2,
    "yearly": 1,
    "annually": 1,
    "annual": 1,
}
_WITHOUT = ("ongoing", "as required", "no date", "undated", "without a date")


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which something is to fall due. `overdue`: what is late already belongs to it."""

    first: date
    last: date
    words: str
    overdue: bool = False


def listing(request: FindTarget, desk: Desk) -> Reply:
    """The targets of the plan that fit all of what is asked; those that have ended come last, unless asked for."""
    desk.require(Operation.READ)
    plans = desk.books.plans
    if not plans.every():
        return _no_plan()
    plan = plans.labelled(request.plan)
    rows = {row.id: row for row in visible(plans.rows(plan), desk)}
    views = plans.views(list(rows.values()), plans.view_of(plan))
    chosen, which = _chosen(request, views, desk)
    title = f"Targets of the plan {plan.label}{which}"
    if not chosen:
        return answered(
            Title(f"{title}: none"),
            Text(_nothing(views, plan)),
            buttons=(Button("All targets", FindTarget(plan=request.plan)), *_ways(request)),
        )
    pages = -(-len(chosen) // PAGE)
    page = min(max(1, request.page), pages)
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    parts: list[Part] = [Title(f"{title}: {len(chosen)}"), *_rows(shown, rows, desk)]
    if pages > 1:
        parts.append(Note(f"Page {page} of {pages}."))
    turn = [Button("Previous", replace(request, page=page - 1))] if page > 1 else []
    turn += [Button("Next", replace(request, page=page + 1))] if page < pages else []
    private = any(view.confidential for view in shown)
    return Reply(
        Outcome.ANSWERED,
        tuple(parts),
        (*turn, *_ways(request)),
        tuple(view.remembered for view in shown),
        private=private,
    )


def _no_plan() -> Reply:
    said = (
        "No community safety plan is in the books yet, so I know of no targets. The secretariat can send me one as a"
        " paper, or begin one: `/actions plan new 2026/27`. The priorities stand in the handbook."
    )
    return answered(Text(said), buttons=(Button("Priorities", LookUp("priorities")),))


def _nothing(views: list[TargetView], plan: Plan) -> str:
    return f"The plan {plan.label} has {len(views)} target{'' if len(views) == 1 else 's'}, but none of that kind."


def _ways(request: FindTarget) -> tuple[Button, ...]:
    due = (
        []
        if request.when
        else [Button("Due this quarter", FindTarget(when="this quarter", plan=request.plan))]
    )
    return (*due, Button("How it is doing", ShowRag(request.plan)))


def _rows(shown: list[TargetView], rows: dict[int, PlanTarget], desk: Desk) -> list[Part]:
    """Under a heading for each priority; with it the button to note progress for whoever may."""
    parts: list[Part] = []
    for heading, group in groupby(shown, lambda view: view.priority or "No priority"):
        of_it = [row_of(view, desk.today, notes=may_note(rows[view.id], desk), under=True) for view in group]
        parts += [Heading(heading), *of_it]
    return parts


def _chosen(request: FindTarget, views: list[TargetView], desk: Desk) -> tuple[list[TargetView], str]:
    """The views that fit, and what they are in words."""
    which = ""
    if request.colour:
        views = [view for view in views if _has_colour(view, request.colour)]
        which += f" that are {request.colour}"
    if request.priority is not None:
        views = [view for view in views if request.priority in (view.priorities or (0,))]
        which += f" under priority {request.priority}" if request.priority else " under no priority"
    if request.lead:
        views, name = led_by(request.lead, views, desk)
        which += f" that {name} leads on"
    if request.when:
        views, said = _timed(request.when, views, desk.today)
        which += f" {said}"
    if request.query:
        views = _saying(request.query, views)
        which += f" about “{request.query[:80]}”"
    ended = request.colour == Rag.COMPLETE or not (request.colour or request.when)
    order = sorted(views, key=lambda view: (not view.active, view.priority or "~", view.section))
    return [view for view in order if view.active or ended], which


def _has_colour(view: TargetView, colour: str) -> bool:
    if colour == Rag.COMPLETE:
        return view.state is TargetState.COMPLETE
    return view.active and view.rag == colour


def led_by(said: str, views: list[TargetView], desk: Desk) -> tuple[list[TargetView], str]:
    """Those that somebody leads on; an organisation also through its people, a name in no book by its words.

    Raises Ambiguous when the name may be several.
    """
    if said.casefold() in ONESELF and desk.person is not None:
        parties = [Party("person", desk.person.id, desk.person.name)]
    else:
        parties = candidates(said, desk.words, desk.today)
    printed = [view for view in views if f" {plain(said)} " in f" {plain(view.lead)} "]
    if len(parties) > 1 and not printed:
        raise doubtful(said, parties, desk.words)
    if len(parties) != 1:
        return printed, said
    party = parties[0]
    meant = {(party.kind, party.id)} | _through(party, desk)
    return [view for view in views if meant & set(view.led_by) or view in printed], party.name


def _through(party: Party, desk: Desk) -> set[tuple[str, int | None]]:
    """Whoever else counts: the people of an organisation, the organisations for which somebody sits."""
    today = desk.today
    if party.kind == "organisation":
        return {
            ("person", person.id)
            for person in desk.words.people
            if any(
                sitting.organisation_id == party.id and sitting.current(today) for sitting in person.sittings
            )
        }
    person = desk.words.person(party.id) if party.kind == "person" else None
    sittings = person.sittings if person else ()
    return {("organisation", s.organisation_id) for s in sittings if s.organisation_id and s.current(today)}


def _timed(when: str, views: list[TargetView], today: date) -> tuple[list[TargetView], str]:
    said = " ".join(when.casefold().split())
    if said in _WITHOUT:
        return [v for v in views if v.active and v.due is None], "without a date"
    if said in _RECURRING:
        times = _RECURRING[said]
        return [v for v in views if v.recurrence and len(v.recurrence.months) == times], f"that recur {said}"
    found = window(said, today)
    late = [view for view in views if found.overdue and view.active and view.due and view.due < today]
    due = [view for view in views if view.due_between(found.first, found.last) and view not in late]
    return [*late, *due], found.words


def window(said: str, today: date) -> Window:
    """The time that words mean; the present one has what is overdue in it. Raises nothing: what is no time is now."""
    if said in ("overdue", "late", "red"):
        return Window(today, date.min, "that are overdue", overdue=True)
    if span := _spans(today).get(said.removeprefix("due ").removeprefix("in ").removeprefix("the ")):
        return span
    end = read_timescale(said, today).due or quarter_end(today)
    if re.search(r"\bq(?:uarter)?\s*\d|quarter", said):
        first = end.replace(day=1, month=end.month - 2)
        return Window(
            first,
            end,
            f"due in quarter {quarter_of(end)[1]} of {Year.financial(end).label}",
            first <= today <= end,
        )
    if end == month_end(end) and not re.search(r"\d{1,2}(?:st|nd|rd|th)?\s+[a-z]", said):
        return Window(end.replace(day=1), end, f"due in {said}", end.replace(day=1) <= today <= end)
    return Window(today, end, f"due by {day(end)}", overdue=True)


def _spans(today: date) -> dict[str, Window]:
    """The times that are counted from today."""
    quarter, month = quarter_end(today), month_end(today)
    year = Year.financial(today)
    next_quarter, next_month = quarter_end(_after(quarter)), month_end(_after(month))
    ends = month_end(year.months[-1])
    number, label = quarter_of(quarter)[1], year.label
    now = f"due this quarter (quarter {number} of {label}, to {day(quarter)})"
    return {
        "this quarter": Window(today, quarter, now, overdue=True),
        "quarter": Window(today, quarter, now, overdue=True),
        "next quarter": Window(_after(quarter), next_quarter, f"due next quarter (to {day(next_quarter)})"),
        "this month": Window(today, month, f"due this month (to {day(month)})", overdue=True),
        "next month": Window(_after(month), next_month, f"due next month (to {day(next_month)})"),
        "this year": Window(today, ends, f"due this year ({label}, to {day(ends)})", overdue=True),
        "next year": Window(_after(ends), month_end(year.moved(2).first.replace(month=3)), "due next year"),
    }


def _after(last: date) -> date:
    return date.fromordinal(last.toordinal() + 1)


def _saying(query: str, views: list[TargetView]) -> list[TargetView]:
    """Those that hold every word; else those that hold the most of them."""
    wanted = stems(query)
    scored = [(len(wanted & stems(f"{v.text} {v.section} {v.lead}")), v) for v in views]
    best = max((score for score, _ in scored), default=0)
    return [view for score, view in scored if score == best and best * 2 >= len(wanted)]


def show(request: ShowTarget, desk: Desk) -> Reply:
    """One target: what it says, how it does, everything noted on it, and what became of it."""
    target = target_of(request.ref, Operation.READ, desk)
    plans = desk.books.plans
    view = plans.view(target)
    secret = " (confidential)" if view.confidential else ""
    told = [facts(view, desk.today), f"Plan {view.plan}{f', under “{view.section}”' if view.section else ''}"]
    parts: list[Part] = [
        Title(f"Target {view.ref}: {state_of(view)}{secret}"),
        Text(view.text),
        Bullets(tuple(told)),
    ]
    if view.active:
        parts.append(Text(sentence(f"{state_of(view)}: {view.why}")))
    elif view.note:
        parts.append(Text(view.note))
    if notes := plans.progress(target):
        zone = desk.books.zone
        lines = tuple(f"{day(n.at.astimezone(zone).date())}, {n.by}: {n.text}" for n in reversed(notes[-15:]))
        parts.append(Bullets(lines, "Progress"))
    parts += _chain(target, desk)
    parts.append(Note(_history(target, desk)))
    return Reply(
        Outcome.ANSWERED,
        tuple(parts),
        _buttons(view, target, desk),
        (view.remembered,),
        private=view.confidential,
    )


def _chain(target: PlanTarget, desk: Desk) -> list[Part]:
    """Where it came from, if it was carried."""
    before = desk.books.plans.by_id(target.carried_from_id) if target.carried_from_id else None
    if before is None or not sees(before, desk):
        return []
    earlier = desk.books.plans.view(before)
    return [Note(f"Carried over from {earlier.ref}.")]


def _history(target: PlanTarget, desk: Desk) -> str:
    changes = [change for change, _ in desk.books.past.of(PlanTarget.__tablename__, target.id)][-8:]
    zone = desk.books.zone
    lines = []
    for change in dict.fromkeys(changes):
        at = change.at.astimezone(zone)
        lines.append(f"{day(at.date())}, {clock_time(at.time())}: {change.what}, by {change.by}")
    return "\n".join(lines)


def _buttons(view: TargetView, target: PlanTarget, desk: Desk) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if view.active and may_note(target, desk):
        buttons.append(Button("Note progress", NoteProgress(view.ref), form=True))
        done = "Report done" if view.recurs else "Done"
        buttons.append(Button(done, NoteProgress(view.ref, how="done"), form=True))
    if desk.may(Operation.PLAN):
        buttons.append(Button("Edit", edited(view), form=True))
        if not view.active and view.state is not TargetState.CARRIED:
            buttons.append(Button("Reopen", ReopenTarget(view.ref)))
    if not view.confidential and desk.may(Operation.EXPORT):
        buttons.append(Button("Plan as a paper", ExportPlan(plan=view.plan)))
    return tuple(buttons)


def edited(view: TargetView) -> ChangeTarget:
    """The request whose form shows a target as it stands."""
    return ChangeTarget(view.ref, view.text, view.lead, view.timescale, view.priority, view.section)
