"""Which action points belong together: one said twice, two that are one, and one promise under several numbers."""

from handlers.access import Operation
from handlers.actions import changed
from handlers.desk import Desk
from handlers.register_requests import AddAction, LinkActions, MergeActions, ProposeLinks, UpdateAction
from handlers.replies import Button, Look, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.requests import Dismiss
from store.dates import day
from store.errors import Conflict
from store.likeness import carried_on, resembling
from store.register_reading import State
from store.tables import Status
from store.views import PointView

LONGEST_ASKED = 1_200  # characters; a longer text is logged at once, since no question could carry it along
SHOWN = 8


def said_before(request: AddAction, desk: Desk) -> Reply | None:
    """The question to ask when a new action point resembles an open one; None when it does not."""
    if request.sure or len(request.text) > LONGEST_ASKED:
        return None
    points = desk.books.register.points.in_state(State.OPEN)
    open_ones = points if desk.sees_confidential else points.public()
    twin = resembling(request.text, open_ones.in_register_order())
    if twin is None:
        return None
    said = f"That is much like {twin.ref}, which is still open: “{twin.text}” Nothing was logged yet."
    anyway = AddAction(request.text, request.owners, request.due, request.source, request.meeting, sure=True)
    buttons = (
        Button("Log it anyway", anyway, Look.MAIN),
        Button(f"Note it on {twin.ref}", UpdateAction(twin.reference, request.text)),
        Button("Cancel", Dismiss()),
    )
    return Reply(Outcome.CONFIRM, (Text(said),), buttons, (twin.full_ref,), private=twin.confidential)


def merge(request: MergeActions, desk: Desk) -> Reply:
    """Two that are one: the first is closed with a word about it, the second keeps what it said and its owners."""
    gone, kept = desk.point(request.ref, Operation.MERGE), desk.point(request.into, Operation.MERGE)
    if gone.id == kept.id:
        raise Conflict(f"{request.ref} cannot be merged with itself. Nothing was changed.")
    register = desk.books.register
    register.merge(gone, kept)
    return changed(f"Merged {register.name(gone)} into {register.name(kept)}", kept, desk)


def link(request: LinkActions, desk: Desk) -> Reply:
    """One promise under two numbers: the later carries on the earlier."""
    later, earlier = desk.point(request.ref, Operation.MERGE), desk.point(request.earlier, Operation.MERGE)
    if (earlier.year, earlier.month, earlier.number) >= (later.year, later.month, later.number):
        raise Conflict(f"{request.earlier} is not earlier than {request.ref}. Nothing was changed.")
    if earlier.status is Status.CLOSED:
        raise Conflict(f"{request.earlier} is closed, so it was not carried on. Reopen it first if it was.")
    register = desk.books.register
    register.refuse_betrayal(earlier, later)
    register.link(earlier, later)
    return changed(f"{register.name(later)} carries on {register.name(earlier)}", later, desk)


def propose(_request: ProposeLinks, desk: Desk) -> Reply:
    """What looks like one promise under two numbers, for a person to confirm one by one."""
    desk.require(Operation.MERGE)
    points = desk.books.register.points.in_state(State.ALL)
    visible = points if desk.sees_confidential else points.public()
    pairs = [pair for pair in carried_on(visible.in_register_order()) if pair[0].status is not Status.CLOSED]
    if not pairs:
        return answered(Text("No action point looks like one that was carried on under a new number."))
    rows: list[Part] = [_pair(earlier, later) for earlier, later in pairs[:SHOWN]]
    more = (Text(f"{len(pairs) - SHOWN} more come after these."),) if len(pairs) > SHOWN else ()
    return answered(Title("One promise under two numbers?"), *rows, *more)


def _pair(earlier: PointView, later: PointView) -> Row:
    return Row(
        f"{later.full_ref} may carry on {earlier.full_ref}",
        (f"{day(earlier.raised)}: {earlier.text}", f"{day(later.raised)}: {later.text}"),
        Button(
            f"Link {later.ref} to {earlier.ref}", LinkActions(later.reference, earlier.reference), Look.MAIN
        ),
    )
