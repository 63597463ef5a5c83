"""What can be asked of the community safety plan. The docstring of each is its help line.

A target is named by its reference ("1.3", "2024/25 1.3") or by words that it is about; `plan` is the label of a plan,
empty for the newest.
"""

from typing import ClassVar, Literal

from handlers.request import Request
from store.papers.writing.register_paper import Edition


class FindTarget(Request, frozen=True, tag="plan.find"):
    """`/actions plan [lead Fire|priority 2|due this quarter|red|words]`: the targets of the community safety plan.

    `when` is a time in words ("this quarter", "overdue", "monthly", "ongoing"); a `priority` of 0 is for none.
    """

    query: str = ""
    lead: str = ""
    priority: int | None = None
    when: str = ""
    colour: str = ""
    plan: str = ""
    page: int = 1


class ShowTarget(Request, frozen=True, tag="plan.show"):
    """`/actions plan 1.3`: one target with its progress and history."""

    ref: str


class NoteProgress(Request, frozen=True, tag="plan.progress"):
    """`/actions plan progress 1.3 First two sessions held`: note progress on a target, or that it is done.

    "done" reports on a recurring target for now, and completes any other; "complete" completes it for good.
    """

    changes: ClassVar[bool] = True
    ref: str
    text: str = ""
    how: Literal["note", "done", "complete"] = "note"
    by_reply: bool = False  # said in a thread: only a lead or the secretariat can have meant it


class ReopenTarget(Request, frozen=True, tag="plan.reopen"):
    """`/actions plan reopen 1.3`: take up again what was complete or dropped.

    `mine`: only take back what the caller reported last by a check mark, which was taken away again.
    """

    changes: ClassVar[bool] = True
    ref: str
    mine: bool = False


class DropTarget(Request, frozen=True, tag="plan.drop"):
    """`/actions plan drop 1.3 No funding this year`: give a target up, for a reason that stays with it."""

    changes: ClassVar[bool] = True
    ref: str
    reason: str = ""


class CarryTargets(Request, frozen=True, tag="plan.carry"):
    """`/actions plan carry 2025/26 1.3`: carry unfinished targets into the newest plan; without one, all of the plan before."""

    changes: ClassVar[bool] = True
    ref: str = ""


class ChangeTarget(Request, frozen=True, tag="plan.change"):
    """`/actions plan lead|timescale|priority|text 1.3 …`: change what a target says. None leaves it as it is."""

    changes: ClassVar[bool] = True
    ref: str
    text: str | None = None
    lead: str | None = None
    timescale: str | None = None
    priority: str | None = None
    section: str | None = None


class SetColour(Request, frozen=True, tag="plan.colour"):
    """`/actions plan rag 1.3 amber The supplier is late`: another colour than by the rules; `auto` ends that."""

    changes: ClassVar[bool] = True
    ref: str
    colour: Literal["green", "amber", "red", "grey", "auto"]
    reason: str = ""


class HideTarget(Request, frozen=True, tag="plan.confidential"):
    """`/actions plan confidential 1.3 [off]`: keep a target from channels and public papers."""

    changes: ClassVar[bool] = True
    ref: str
    confidential: bool = True


class AddTarget(Request, frozen=True, tag="plan.add"):
    """`/actions plan add Mark bicycles, lead Police, by March 2027, priority 2`: add a target."""

    changes: ClassVar[bool] = True
    text: str
    lead: str = ""
    timescale: str = ""
    priority: str = ""
    section: str = ""


class StartPlan(Request, frozen=True, tag="plan.start"):
    """`/actions plan new 2026/27 [name]`: begin a plan; the targets of the one before can be carried into it."""

    changes: ClassVar[bool] = True
    label: str
    name: str = ""


class ShowRag(Request, frozen=True, tag="plan.rag"):
    """`/actions plan rag`: how the plan is doing, in colours, for the Board."""

    plan: str = ""


class ShowDueTargets(Request, frozen=True, tag="plan.due"):
    """What a lead was reminded of, as it stands now, by the ids of the targets; `more` are those left out."""

    targets: tuple[int, ...] = ()
    more: int = 0


class ShowPlanDigest(Request, frozen=True, tag="plan.digest"):
    """What the secretariat hears of the plan each month, as it stands now."""


class ExportPlan(Request, frozen=True, tag="plan.export"):
    """`/actions plan export [docx|pdf|html] [internal] [2025/26]`: the plan with its colours as a paper for the Board."""

    format: str = "docx"
    plan: str = ""
    edition: Edition = Edition.PUBLIC


PlanRequest = (
    FindTarget
    | ShowTarget
    | NoteProgress
    | ReopenTarget
    | DropTarget
    | CarryTargets
    | ChangeTarget
    | SetColour
    | HideTarget
    | AddTarget
    | StartPlan
    | ShowRag
    | ShowDueTargets
    | ShowPlanDigest
    | ExportPlan
)
"""What concerns the plan."""

TARGETED = (NoteProgress, ReopenTarget, DropTarget, ChangeTarget, SetColour, HideTarget)
"""Changes of one target."""

# How each change is called in the history; the reference follows where there is one.
CALLED: dict[type[Request], str] = {
    NoteProgress: "progress on plan target",
    ReopenTarget: "reopening plan target",
    DropTarget: "dropping plan target",
    CarryTargets: "carrying plan targets into the newest plan",
    ChangeTarget: "changing plan target",
    SetColour: "the colour of plan target",
    HideTarget: "the confidentiality of plan target",
    AddTarget: "a new plan target",
    StartPlan: "beginning a plan",
}
