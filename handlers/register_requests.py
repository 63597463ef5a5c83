"""What can be asked of the action-point register, its review, and the reminders of it. The docstring of each is its help line."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from handlers.request import Request
from store.papers.writing.register_paper import Edition
from store.reference import Reference
from store.register_reading import State


class Whose(StrEnum):
    """Whose action points a list is narrowed to, seen from the person who asks."""

    ANYBODY = "anybody"
    MY_ORGANISATION = "my organisation"
    LOGGED_BY_ME = "minuted by me"
    NOBODY = "nobody"


class ListActions(Request, frozen=True, tag="actions.list"):
    """`/actions open|overdue|closed|carried|all [name, organisation, meeting or words]`: a list of action points.

    `by`: only those that are due on or before that day, as in `/actions due this week`.
    """

    state: State = State.OPEN
    about: str = ""
    page: int = 1
    whose: Whose = Whose.ANYBODY
    by: date | None = None


class MyActions(Request, frozen=True, tag="actions.mine"):
    """`/actions`: yours, or the group's open ones when you own none."""

    page: int = 1


class CountActions(Request, frozen=True, tag="actions.count"):
    """`how many are overdue`: a number, and whose."""

    state: State = State.OPEN
    about: str = ""
    whose: Whose = Whose.ANYBODY


class ShowAction(Request, frozen=True, tag="actions.show"):
    """`/actions 07/02`: one action point with its history."""

    ref: Reference


class AddAction(Request, frozen=True, tag="actions.add"):
    """`/actions add Ada Okafor to share the profile by 12 Sept`: log an action point."""

    changes: ClassVar[bool] = True
    text: str
    owners: tuple[str, ...] = ()
    due: date | None = None
    source: str | None = None
    meeting: int | None = None  # whose minutes it goes into; None: the one that the register would choose
    sure: bool = False  # asked before whether it is not another one said twice


class CloseAction(Request, frozen=True, tag="actions.close"):
    """`/actions close 07/02 Circulated on 14 February`: mark an action point as done, with what was done."""

    changes: ClassVar[bool] = True
    ref: Reference
    note: str = ""
    by_reply: bool = False  # said in a thread: only an owner or the secretariat can have meant it


class UpdateAction(Request, frozen=True, tag="actions.update"):
    """`/actions update 07/02 Waiting for the supplier`: note progress."""

    changes: ClassVar[bool] = True
    ref: Reference
    text: str = ""
    by_reply: bool = False


class CarryAction(Request, frozen=True, tag="actions.carry"):
    """`/actions carry 07/02 [to October]`: carry an unfinished action over to the next register, or to that of a meeting."""

    changes: ClassVar[bool] = True
    ref: Reference
    to: str = ""  # the meeting; empty for the next register


class ReopenAction(Request, frozen=True, tag="actions.reopen"):
    """`/actions reopen 07/02`: take a closing back."""

    changes: ClassVar[bool] = True
    ref: Reference
    by_reply: bool = False
    mine: bool = False  # a check mark taken away: it can only have meant one's own closing


class SendBack(Request, frozen=True, tag="actions.send_back"):
    """`/actions question 07/02 Who got it?`: send a closing back to the owners with a question; it is open again.

    `closing` is the one that the question is about, where that is known: another one since is not meant.
    """

    changes: ClassVar[bool] = True
    ref: Reference
    question: str = ""
    closing: int | None = None


class AcceptClosing(Request, frozen=True, tag="actions.accept"):
    """`/actions accept 07/02`: the secretariat takes note of a closing."""

    changes: ClassVar[bool] = True
    ref: Reference
    closing: int | None = None


class AcceptClosings(Request, frozen=True, tag="closings.accept"):
    """`accept all closings`: take note of all these that nobody has looked at yet; with none named, of all there are."""

    changes: ClassVar[bool] = True
    closings: tuple[int, ...]


class ShowClosings(Request, frozen=True, tag="closings.show"):
    """`/actions closings`: what the secretariat was told of closings, as it stands now; with none named, all that wait."""

    closings: tuple[int, ...]


class ShowQuestion(Request, frozen=True, tag="question.show"):
    """What an owner was asked about a closing that was sent back, as it stands now."""

    closing: int


class AnswerQuestion(Request, frozen=True, tag="question.answer"):
    """Free words under a question: ask whether they close the action point or only answer."""

    ref: Reference
    text: str


class Ask(Request, frozen=True, tag="actions.ask"):
    """A question said in a reply: sent back to the owners by whoever may, else noted for the secretariat."""

    ref: Reference
    question: str


class AssignAction(Request, frozen=True, tag="actions.assign"):
    """`/actions assign 07/02 Ada Okafor and the Fire Service`: give it to other owners."""

    changes: ClassVar[bool] = True
    ref: Reference
    owners: tuple[str, ...] = ()
    by_reply: bool = False


class SetDue(Request, frozen=True, tag="actions.due"):
    """`/actions due 07/02 12 Sept`: set the date by which it is due."""

    changes: ClassVar[bool] = True
    ref: Reference
    due: date | None = None
    by_reply: bool = False


class SetConfidential(Request, frozen=True, tag="actions.confidential"):
    """`/actions confidential 07/02 [off]`: keep an action point from channels and public papers."""

    changes: ClassVar[bool] = True
    ref: Reference
    confidential: bool = True


class MergeActions(Request, frozen=True, tag="actions.merge"):
    """`/actions merge 07/05 into 07/02`: two that are one."""

    changes: ClassVar[bool] = True
    ref: Reference
    into: Reference


class LinkActions(Request, frozen=True, tag="actions.link"):
    """`/actions link 07/02 to 02/01`: one promise under two numbers."""

    changes: ClassVar[bool] = True
    ref: Reference
    earlier: Reference


class ProposeLinks(Request, frozen=True, tag="actions.links"):
    """`/actions links`: what looks like one promise under two numbers."""


class SetAway(Request, frozen=True, tag="absence.set"):
    """`/actions away until 3 January, Ada covers`: reminders go to whoever covers; `person` is somebody else."""

    changes: ClassVar[bool] = True
    until: date
    deputy: str
    person: str = ""


class Back(Request, frozen=True, tag="absence.end"):
    """`/actions back`: reminders come to oneself again."""

    changes: ClassVar[bool] = True
    person: str = ""


class Snooze(Request, frozen=True, tag="actions.snooze"):
    """`/actions snooze 07/02 until 3 Jan`: no reminder of it before that day, or for a week."""

    changes: ClassVar[bool] = True
    ref: Reference
    until: date | None = None


class Mute(Request, frozen=True, tag="digest.mute"):
    """`/actions mute [weekly|nudges|plan|everything]`, `/actions unmute …`: the reminders that one can do without.

    `what` holds keys of `store.quiet.MUTABLE`.
    """

    changes: ClassVar[bool] = True
    muted: bool = True
    what: tuple[str, ...] = ("weekly",)


class ShowDigest(Request, frozen=True, tag="digest.show"):
    """A digest of overdue action points as it stands now; `unanswered` ones only the secretariat is told.

    `more` are those for which it had no room.
    """

    refs: tuple[Reference, ...] = ()
    unanswered: tuple[Reference, ...] = ()
    more: int = 0


class ShowWeek(Request, frozen=True, tag="digest.week"):
    """The weekly list of what somebody has open as it stands now; `more` are those for which it had no room."""

    refs: tuple[Reference, ...]
    more: int = 0


class ExportRegister(Request, frozen=True, tag="actions.export"):
    """`/actions export [docx|pdf|xlsx|csv|html|json] [internal] [meeting]`: the register of a meeting as a paper.

    With a `state` it is a choice instead of a meeting's: `/actions export xlsx open fire`, or of `refs` alone.
    """

    format: str = "docx"
    meeting: str = ""
    edition: Edition = Edition.PUBLIC
    state: State | None = None
    about: str = ""
    refs: tuple[Reference, ...] = ()


class StartReview(Request, frozen=True, tag="review.start"):
    """`/actions review [meeting]`: go through the register in the meeting, item by item."""

    changes: ClassVar[bool] = True
    meeting: str = ""


class ReviewStep(Request, frozen=True, tag="review.step"):
    """Decide on one action point of a review; `note` is that of the closing, the news, or the question to its owners.

    `closing` is the one that is sent back, where that is known.
    """

    changes: ClassVar[bool] = True
    review: int
    ref: Reference
    do: Literal["close", "accept", "send_back", "carry", "update", "skip"]
    note: str = ""
    closing: int | None = None


class AcceptClosed(Request, frozen=True, tag="review.accept"):
    """Accept at once all that was closed before the review came to it."""

    changes: ClassVar[bool] = True
    review: int


class ShowReview(Request, frozen=True, tag="review.show"):
    """A review where it stands, or its item number `at`, counted from 0."""

    review: int
    at: int | None = None


RegisterRequest = (
    ListActions
    | MyActions
    | CountActions
    | ShowAction
    | AddAction
    | CloseAction
    | UpdateAction
    | CarryAction
    | ReopenAction
    | SendBack
    | AcceptClosing
    | AcceptClosings
    | ShowClosings
    | ShowQuestion
    | AnswerQuestion
    | Ask
    | AssignAction
    | SetDue
    | SetConfidential
    | MergeActions
    | LinkActions
    | ProposeLinks
    | SetAway
    | Back
    | Snooze
    | Mute
    | ShowDigest
    | ShowWeek
    | ExportRegister
    | StartReview
    | ReviewStep
    | AcceptClosed
    | ShowReview
)
"""What concerns the register."""
