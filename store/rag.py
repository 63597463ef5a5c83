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
    "A paper may state a colour: it counts, with the paper's name, until the target's date has passed or another is stated or set.",
)
PAPER, HAND = "from a paper", "set"  # where a colour comes from that is not by the rules
ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY, Rag.COMPLETE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A colour, why, and where it comes from; an empty `origin` are the rules."""

    rag: Rag
    why: str
    origin: str = ""


def judged(target: PlanTarget, last: date | None, counted_from: date, today: date) -> Judgement:
    """The colour of a target; `last` is the day of its last progress, `counted_from` when it came into the books."""
    if target.state is TargetState.COMPLETE:
        since = f"complete since {day(target.ended_on)}" if target.ended_on else "complete"
        stated = f", as stated in {target.rag_by}" if is_stated(target) else ""
        return Judgement(Rag.COMPLETE, f"{since}{stated}", PAPER if stated else "")
    if target.rag is not None and not _has_passed_since(target, today):
        on = f" on {day(target.rag_on)}" if target.rag_on else ""
        if is_stated(target):
            return Judgement(target.rag, f"as stated in {target.rag_by}{on}", PAPER)
        return Judgement(target.rag, f"set by {target.rag_by}{on}: {target.rag_reason}", HAND)
    return _ruled(target, last, counted_from, today)


def is_stated(target: PlanTarget) -> bool:
    """Whether a paper has stated how it stands: what people set has a reason."""
    return bool(target.rag_by) and not target.rag_reason


def _has_passed_since(target: PlanTarget, today: date) -> bool:
    """Whether its date has come and gone since a paper stated a colour."""
    stated, due = target.rag_on, target.due
    return is_stated(target) and bool(stated and due and stated <= due < today)


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
