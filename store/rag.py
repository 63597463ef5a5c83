"""How a plan's target is doing: complete, green, amber, red or grey, by rules that can be said aloud."""

from dataclasses import dataclass
from datetime import date

from store.dates import day
from store.tables.plan import PlanTarget, Rag, TargetState

SOON, QUIET = 28, 92  # days: about to be due, and as long as a quarter
RULES = (
    "Complete: it is marked as complete.",
    "Red: its date has passed; of a recurring one, a report has not come.",
    f"Amber: due within {SOON} days with nothing noted in the last {SOON}, or nothing noted for more than {QUIET} days.",
    "Grey: it begins later, or it has no date and nothing was noted yet.",
    "Green: everything else.",
    "The secretariat may set another colour, with a reason that is shown beside it.",
)
ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY, Rag.COMPLETE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A colour and why."""

    rag: Rag
    why: str


def judged(target: PlanTarget, last: date | None, counted_from: date, today: date) -> Judgement:
    """The colour of a target; `last` is the day of its last progress, `counted_from` when it came into the books."""
    if target.state is TargetState.COMPLETE:
        return Judgement(
            Rag.COMPLETE, f"complete since {day(target.ended_on)}" if target.ended_on else "complete"
        )
    if target.rag is not None:
        on = f" on {day(target.rag_on)}" if target.rag_on else ""
        return Judgement(target.rag, f"set by {target.rag_by}{on}: {target.rag_reason}")
    return _ruled(target, last, counted_from, today)


def _ruled(target: PlanTarget, last: date | None, counted_from: date, today: date) -> Judgement:
    if target.due and target.due < today:
        said = "the report was due" if target.recurs else "it was due"
        return Judgement(Rag.RED, f"{said} on {day(target.due)}")
    if target.starts and target.starts > today:
        return Judgement(Rag.GREY, f"it begins on {day(target.starts)}")
    if target.due is None and last is None:
        return Judgement(Rag.GREY, "it has no date, and nothing was noted yet")
    quiet = (today - (last or counted_from)).days
    if target.due and (target.due - today).days <= SOON and (last is None or quiet > SOON):
        noted = f"nothing was noted since {day(last)}" if last else "nothing was noted yet"
        return Judgement(Rag.AMBER, f"due on {day(target.due)}, and {noted}")
    if quiet > QUIET:
        since = f"since {day(last)}" if last else f"in the {quiet} days that it is in the books"
        return Judgement(Rag.AMBER, f"nothing was noted {since}")
    noted = f"progress was noted on {day(last)}" if last else f"in the books since {day(counted_from)}"
    return Judgement(Rag.GREEN, f"due on {day(target.due)}; {noted}" if target.due else noted)
