"""The owners' side of a closing that was sent back: what they are asked, and what their words under it mean."""

from handlers.access import Operation
from handlers.actions import became, elsewhere
from handlers.confirming import confirm
from handlers.desk import Desk
from handlers.general import not_understood
from handlers.lists import covered_heading
from handlers.register_requests import (
    AnswerQuestion,
    Ask,
    AssignAction,
    CloseAction,
    SendBack,
    ShowQuestion,
    UpdateAction,
)
from handlers.replies import (
    Button,
    ButtonRow,
    Heading,
    Look,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Text,
    Title,
)
from handlers.requests import Confirm, Dismiss, NotUnderstood
from store.errors import BookError
from store.phrases import quoted
from store.tables import ActionPoint, Closing, Finding, Status
from store.views import PointView


def shown(request: ShowQuestion, desk: Desk) -> Reply:
    """The question as it stands now: what settles it says what became of it."""
    desk.require(Operation.READ)
    found = desk.books.closings.these([request.closing])
    if not found:
        return _ended("It was taken back.")
    closing, point = found[0]
    if not desk.sees(point):
        return _ended("It is no longer yours to see.")
    seen = desk.view(point)
    if settled := _settled(closing, point, seen, desk):
        return _ended(settled)
    absent = desk.owned_through(point)
    covered = (Heading(covered_heading(absent[0].name, absent[1].until)),) if absent else ()
    parts: tuple[Part, ...] = (
        Title(f"A question about {seen.ref}"),
        *covered,
        Text(f"{closing.looked_by} asks: {quoted(closing.question)}"),
        PointRow(seen, desk.today, brief=True),
        Text(_said_so_far(closing)),
        ButtonRow(_ways(point, seen, desk)),
        Note(
            "Reply here in your own words: “done, Ada Okafor got it on Friday” closes it again. Until then it is open."
        ),
    )
    return Reply(Outcome.ANSWERED, parts, about=(seen.full_ref,), private=True)


def _ended(why: str) -> Reply:
    return Reply(Outcome.ANSWERED, (Title("This question is settled"), Text(why)), private=True)


def _settled(closing: Closing, point: ActionPoint, seen: PointView, desk: Desk) -> str:
    """What became of it; empty while the reader is asked."""
    if desk.books.closings.open_question(point) is not closing:
        taken_back = closing.finding is not Finding.SENT_BACK
        anew = f"{seen.ref} has been asked about anew since."
        return f"The question about {seen.ref} was taken back." if taken_back else became(seen) or anew
    return "" if desk.owns(point) else elsewhere(seen)


def _said_so_far(closing: Closing) -> str:
    by = closing.by or "The register"
    closed = (
        f"{by} had closed it: {quoted(closing.note)}"
        if closing.note
        else f"{by} had closed it without a note."
    )
    return (
        f"{closed} {closing.answered_by} has answered: {quoted(closing.answer)}" if closing.answer else closed
    )


def _ways(point: ActionPoint, seen: PointView, desk: Desk) -> tuple[Button, ...]:
    ref, own = seen.reference, desk.owns(point)
    offers = (
        (Operation.CLOSE, Button(f"Close {seen.ref}", CloseAction(ref), Look.MAIN, form=True)),
        (Operation.UPDATE, Button("Answer, keep it open", UpdateAction(ref), form=True)),
        (Operation.ASSIGN, Button("Hand over", AssignAction(ref), form=True)),
    )
    return tuple(button for operation, button in offers if desk.may(operation, own=own))


def answered(request: AnswerQuestion, desk: Desk) -> Reply:
    """Free words of somebody who was asked: do they close it, or only answer? Anything else was not understood."""
    said = NotUnderstood(request.text)
    try:
        point = desk.point(request.ref, Operation.UPDATE, by_reply=True)
    except BookError:
        return not_understood(said, desk)
    closing, ref = desk.books.closings.open_question(point), desk.books.register.name(point)
    if closing is None or not desk.owns(point):
        return not_understood(said, desk)
    words = (
        f"{closing.looked_by} asked about {ref}: “{closing.question}” Does your answer, “{request.text}”, close it,"
        " or shall I keep it while it stays open? Nothing has been changed yet."
    )
    buttons = (
        Button(f"Close {ref}", CloseAction(request.ref, request.text, by_reply=True), Look.MAIN),
        Button("Keep as an answer", UpdateAction(request.ref, request.text, by_reply=True)),
        Button("Cancel", Dismiss()),
    )
    return Reply(Outcome.CONFIRM, (Text(words),), buttons, private=point.confidential)


def asked(request: Ask, desk: Desk) -> Reply:
    """A question about what is closed goes back to its owners, if the caller may ask; any other is noted."""
    point = desk.point(request.ref, Operation.READ)
    ref, question = desk.books.register.name(point), request.question
    if point.status is Status.CLOSED and desk.may(Operation.SEND_BACK):
        do = SendBack(request.ref, question)
        return confirm(Confirm(do, f"send {ref} back with the question “{question}”"), desk)
    noted = UpdateAction(request.ref, question, by_reply=True)
    return confirm(Confirm(noted, f"note your question on {ref} for the secretariat: “{question}”"), desk)
