"""The action-point register: what it means to ask for, and to change, an action point."""

from msgspec import structs

from handlers.access import Operation, Role
from handlers.desk import Desk
from handlers.register_requests import (
    AcceptClosing,
    AddAction,
    Ask,
    AssignAction,
    CarryAction,
    CloseAction,
    ReopenAction,
    SendBack,
    SetConfidential,
    SetDue,
    ShowAction,
    UpdateAction,
)
from handlers.replies import Button, Card, Look, Note, Outcome, Part, PointRow, Reply, Text, Title
from handlers.requests import AnyRequest, Request, Undo
from store.dates import full_day, month_name
from store.errors import Invalid, NotAllowed, NotFound, about
from store.meeting_names import called, one_meeting
from store.names import owners_in
from store.phrases import listed
from store.point_history import events_of
from store.tables import (
    ActionPoint,
    Meeting,
    Status,
)
from store.views import PointView, UpdateView

# What somebody must be allowed to do for each of these, so that it can be asked before it is tried.
OPERATIONS: dict[type[Request], Operation] = {
    CloseAction: Operation.CLOSE,
    UpdateAction: Operation.UPDATE,
    CarryAction: Operation.CARRY,
    ReopenAction: Operation.REOPEN,
    SendBack: Operation.SEND_BACK,
    AcceptClosing: Operation.SEND_BACK,
    Ask: Operation.UPDATE,
    AssignAction: Operation.ASSIGN,
    SetDue: Operation.SET_DUE,
    SetConfidential: Operation.SET_CONFIDENTIAL,
}


def show(request: ShowAction, desk: Desk) -> Reply:
    """One action point with its chain, updates and history."""
    point = desk.point(request.ref, Operation.READ)
    seen, chain = desk.view(point), _chain(point, desk)
    card = Card(
        point=seen,
        today=desk.today,
        chain=chain,
        updates=tuple(UpdateView(u.at, u.by, u.text) for u in point.updates),
        events=events_of(point, desk.books.past),
        source=_address(point),
    )
    offers = _offers(point, seen, desk)
    if seen.carried_to and chain[-1].id != seen.id:
        offers = (Button(f"Show {chain[-1].ref}", ShowAction(chain[-1].reference)),)
    return Reply(Outcome.ANSWERED, (card,), offers, (seen.full_ref,), private=seen.confidential)


def _address(point: ActionPoint) -> str:
    """Where the message is that it was logged from; an import notes its paper there, which is no address."""
    source = point.source or ""
    return source if source.startswith(("https://", "http://")) else ""


def _chain(point: ActionPoint, desk: Desk) -> tuple[PointView, ...]:
    """What it was carried over from and to. Who may see a confidential one may see all of its chain."""
    seen = point.confidential or desk.sees_confidential
    return tuple(view for view in desk.books.register.chain(point) if seen or not view.confidential)


def _offers(point: ActionPoint, seen: PointView, desk: Desk) -> tuple[Button, ...]:
    """The buttons that the caller may press on this action point."""
    ref, own = seen.reference, desk.owns(point)
    offers: list[tuple[Operation, Button]] = []
    if seen.unfinished:
        offers = [
            (Operation.CLOSE, Button(f"Close {seen.ref}", CloseAction(ref), Look.MAIN, form=True)),
            (Operation.UPDATE, Button("Update", UpdateAction(ref), form=True)),
            (Operation.SET_DUE, Button("Change due date", SetDue(ref), form=True)),
            (Operation.ASSIGN, Button("Hand over", AssignAction(ref), form=True)),
            (Operation.CARRY, Button("Carry over", CarryAction(ref))),
        ]
    elif seen.status is Status.CLOSED:
        closing = desk.books.closings.current(point)
        known = closing.id if closing else None
        offers = [
            (Operation.REOPEN, Button(f"Reopen {seen.ref}", ReopenAction(ref))),
            (
                Operation.SEND_BACK,
                Button("Send back with a question", SendBack(ref, closing=known), form=True),
            ),
        ]
    return tuple(button for operation, button in offers if desk.may(operation, own=own))


def add(request: AddAction, desk: Desk) -> Reply:
    """Minute a new action point of the Board; without a text, offer the form."""
    desk.require(Operation.LOG)
    if not request.text.strip():
        log = Button("Log an action point", request, Look.MAIN, form=True)
        return Reply(
            Outcome.ANSWERED, (Text("What is to be done, and who is to do it?"),), (log,), asks=request
        )
    group = desk.books.directory.board()
    if group is None:
        raise Invalid("There is no group in the books yet, so nothing was logged. Import a paper first.")
    meeting = _minuting(request, desk) or desk.books.register.meeting_for_new(group)
    company = desk.company(meeting.group_id)
    owners = desk.parties(request.owners) or owners_in(request.text, desk.words, desk.today, company)
    _refuse_past(request, desk)
    point = desk.books.register.add(request.text, owners, meeting, request.due)
    point.source = request.source
    logged = changed(f"Logged {desk.books.register.name(point)}", point, desk)
    return logged if owners else _nobodys(logged, point, desk)


def _nobodys(logged: Reply, point: ActionPoint, desk: Desk) -> Reply:
    """What was logged without an owner is the partnership's; who may give it to somebody is offered that."""
    said = "It names no owner I know, so it is the partnership's."
    if not desk.may(Operation.ASSIGN, own=desk.owns(point)):
        note = Note(f"{said} The secretariat can give it to somebody.")
        return structs.replace(logged, parts=(*logged.parts, note))
    give = Button("Hand over", AssignAction(desk.view(point).reference), form=True)
    note = Note(f"{said} “Hand over” gives it to somebody.")
    return structs.replace(logged, parts=(*logged.parts, note), buttons=(*logged.buttons, give))


def _minuting(request: AddAction, desk: Desk) -> Meeting | None:
    """The meeting that the request names. Raises NotFound when it has left the calendar meanwhile."""
    if request.meeting is None:
        return None
    meeting = desk.books.calendar.meeting(request.meeting)
    with about("meeting"):
        if meeting is None:
            raise NotFound(
                "That meeting is no longer in the calendar. Nothing was logged; choose another one."
            )
    return meeting


def _refuse_past(request: AddAction | SetDue, desk: Desk) -> None:
    with about("due"):
        if request.due and request.due < desk.today:
            raise Invalid(
                f"{full_day(request.due)} has passed already. Nothing was changed; which date is meant?"
            )


def close(request: CloseAction, desk: Desk) -> Reply:
    """Close it with the note that the paper will print."""
    point = desk.point(request.ref, Operation.CLOSE, by_reply=request.by_reply)
    desk.books.register.close(point, request.note)
    if desk.role is not Role.SECRETARIAT:
        desk.books.closings.note(point)
    note = f": {point.note}" if point.note else ""
    return changed(f"Closed {desk.books.register.name(point)}{note}", point, desk)


def update(request: UpdateAction, desk: Desk) -> Reply:
    """Note progress."""
    point = desk.point(request.ref, Operation.UPDATE, by_reply=request.by_reply)
    desk.books.register.update(point, request.text)
    if desk.owns(point):
        desk.books.chases.answered(point.id)
        desk.books.closings.answered(point, point.note)
    return changed(f"Updated {desk.books.register.name(point)}: {point.updates[-1].text}", point, desk)


def carry(request: CarryAction, desk: Desk) -> Reply:
    """Carry it over to the next register, where it gets the next number."""
    point = desk.point(request.ref, Operation.CARRY)
    meeting = _register_named(request.to, point, desk) or desk.books.register.meeting_to_carry_to(point)
    successor = desk.books.register.carry_over(point, meeting)
    when = full_day(meeting.day) if meeting.day else month_name(meeting.month.year, meeting.month.month)
    old, new = desk.books.register.name(point), desk.books.register.name(successor)
    return changed(f"Carried {old} over to the meeting of {when}, where it is {new}", successor, desk)


def _register_named(said: str, point: ActionPoint, desk: Desk) -> Meeting | None:
    """The meeting into whose register it is to go: one of the group that minuted it. Raises NotFound and Invalid."""
    if not said:
        return None
    view = one_meeting(said, desk.words, desk.today)
    meeting = desk.books.calendar.meeting(view.id)
    if meeting is None or meeting.group_id != point.group_id or view.kind != "meeting":
        raise Invalid(
            f"{called(view, capital=True)} does not go through the register that {desk.books.register.name(point)} is in,"
            " so it was not carried over. Name a meeting of its own group, or none for the next register."
        )
    return meeting


def reopen(request: ReopenAction, desk: Desk) -> Reply:
    """Take a closing back."""
    point = desk.point(request.ref, Operation.REOPEN, by_reply=request.by_reply)
    if request.mine and (point.status is not Status.CLOSED or point.closed_by != desk.caller.name):
        raise NotAllowed(f"{request.ref} was not closed by that check mark. Nothing was changed.")
    desk.books.register.reopen(point)
    return changed(f"Reopened {desk.books.register.name(point)}", point, desk)


def assign(request: AssignAction, desk: Desk) -> Reply:
    """Give it to other owners."""
    point = desk.point(request.ref, Operation.ASSIGN, by_reply=request.by_reply)
    desk.books.register.assign(point, desk.parties(request.owners))
    names = listed(owner.name for owner in point.owners)
    return changed(f"{desk.books.register.name(point)} is now with {names}", point, desk)


def set_due(request: SetDue, desk: Desk) -> Reply:
    """Set its due date."""
    point = desk.point(request.ref, Operation.SET_DUE, by_reply=request.by_reply)
    _refuse_past(request, desk)
    desk.books.register.set_due(point, request.due)
    when = full_day(request.due) if request.due else "at the next meeting"
    return changed(
        f"{desk.books.register.name(point)} is now due {'on ' if request.due else ''}{when}", point, desk
    )


def set_confidential(request: SetConfidential, desk: Desk) -> Reply:
    """Keep it from channels and public papers, or lift that."""
    point = desk.point(request.ref, Operation.SET_CONFIDENTIAL)
    desk.books.register.set_confidential(point, request.confidential)
    now = "confidential now" if request.confidential else "no longer confidential"
    reply = changed(f"{desk.books.register.name(point)} is {now}", point, desk)
    return Reply(reply.outcome, reply.parts, reply.buttons, reply.about, private=True)


def changed(sentence: str, point: ActionPoint, desk: Desk) -> Reply:
    """What was done, the action point as it stands now, and the way back."""
    seen = desk.view(point)
    said = sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
    parts: tuple[Part, ...] = (
        Title(said),
        PointRow(seen, desk.today, brief=True),
        Note(f"By {desk.caller.name}."),
    )
    way_back: AnyRequest = Undo(desk.books.recorder.change_id)
    return Reply(
        Outcome.CHANGED, parts, (Button("Undo", way_back),), (seen.full_ref,), private=seen.confidential
    )


def became(seen: PointView) -> str:
    """What ended it, as a message says it that once asked about it; empty while it is to be done."""
    if seen.status is Status.CLOSED:
        return f"{seen.ref} is closed{f': {seen.note}' if seen.note else '.'}"
    return f"{seen.ref} was carried over and is now {seen.carried_to}." if seen.carried_to else ""


def elsewhere(seen: PointView) -> str:
    """Who owns it now, for somebody who does no more."""
    return f"{seen.ref} is now with {' and '.join(seen.owners) or 'the partnership'}."
