"""The review of the register in its meeting: one message that everybody sees and that moves on with each decision."""

from handlers.access import Operation
from handlers.closings import reach
from handlers.desk import Desk
from handlers.exports import named_meeting
from handlers.register_requests import AcceptClosed, ReviewStep, ShowReview, StartReview
from handlers.replies import Outcome, Reply
from handlers.sheets import Sheet, drawn
from store.reviews import Settled
from store.tables import ActionPoint, Review


def start(request: StartReview, desk: Desk) -> Reply:
    """Start the review of the register for a meeting, the Board's next unless one is named, or go on with it."""
    desk.require(Operation.REVIEW)
    reviews = desk.books.reviews
    meeting = named_meeting(request.meeting, desk)
    review = reviews.of(meeting)
    outcome = Outcome.ANSWERED if review else Outcome.CHANGED
    return drawn(_sheet(review or reviews.start(meeting), desk), outcome=outcome)


def show(request: ShowReview, desk: Desk) -> Reply:
    """A review where it stands, or one item of it."""
    desk.require(Operation.REVIEW)
    return drawn(_sheet(desk.books.reviews.get(request.review), desk), request.at)


def step(request: ReviewStep, desk: Desk) -> Reply:
    """Decide on one item and go on to the next; what has been decided already stays, and the answer says by whom."""
    desk.require(Operation.REVIEW)
    review = desk.books.reviews.get(request.review)
    point = desk.point(request.ref, Operation.READ)
    try:
        done = _done(request, review, point, desk)
    except Settled as settled:
        return _moved_on(review, point, desk, refused=str(settled))
    reached = reach(point, desk) if request.do == "send_back" else []
    return _moved_on(review, point, desk, done=" ".join((f"{done}, by {desk.caller.name}.", *reached)))


def accept_closed(request: AcceptClosed, desk: Desk) -> Reply:
    """Accept all that was closed before it came up."""
    desk.require(Operation.REVIEW)
    review = desk.books.reviews.get(request.review)
    closed = [item for item in _sheet(review, desk).items if item.to_accept]
    if not closed:
        return drawn(_sheet(review, desk), refused="None is left to accept. Nothing was changed.")
    for item in closed:
        desk.books.reviews.accept(review, desk.point(item.point.reference, Operation.READ))
    done = f"{', '.join(item.point.ref for item in closed)} accepted as closed, by {desk.caller.name}."
    return drawn(_sheet(review, desk), done=done, outcome=Outcome.CHANGED)


def _done(request: ReviewStep, review: Review, point: ActionPoint, desk: Desk) -> str:
    """Carry out one decision; what was done. Raises Settled when somebody was faster."""
    reviews, ref = desk.books.reviews, desk.books.register.name(point)
    if request.do == "close":
        reviews.close(review, point, request.note)
        return f"{ref} closed"
    if request.do == "accept":
        reviews.accept(review, point)
        return f"{ref} accepted as closed"
    if request.do == "send_back":
        reviews.send_back(review, point, request.note, request.closing)
        return f"{ref} sent back with a question"
    if request.do == "carry":
        return f"{ref} carried over, now {desk.books.register.name(reviews.carry(review, point))}"
    if request.do == "update":
        reviews.update(review, point, request.note)
        return f"{ref} updated"
    reviews.skip(review, point)
    return f"{ref} skipped"


def _moved_on(review: Review, point: ActionPoint, desk: Desk, *, done: str = "", refused: str = "") -> Reply:
    """The first item that waits from this one on, else the first of all, else the summary."""
    sheet = _sheet(review, desk)
    here = next((at for at, item in enumerate(sheet.items) if item.point.id == point.id), 0)
    waiting = [at for at, item in enumerate(sheet.items) if item.waits]
    at = next((at for at in waiting if at >= here), waiting[0] if waiting else None)
    outcome = Outcome.CHANGED if done else Outcome.ANSWERED
    return drawn(sheet, at, done=done, refused=refused, outcome=outcome)


def _sheet(review: Review, desk: Desk) -> Sheet:
    """What the review shows here: where others read along, without the confidential ones."""
    items = desk.books.reviews.items(review)
    shown = [item for item in items if desk.sees_confidential or not item.point.confidential]
    return Sheet(
        review=review.id,
        meeting=desk.books.reviews.meeting(review),
        today=desk.today,
        items=shown,
        public=not desk.sees_confidential,
    )
