"""Taking back: one's last change, the last few, that of one action point, or the one that a button names."""

from handlers.access import Operation
from handlers.announcing import tell_channels
from handlers.attendance import refuse_late
from handlers.desk import Desk
from handlers.replies import Note, Outcome, Part, Reply, Text
from handlers.requests import Undo
from handlers.taken_back import taken_back
from store.errors import Conflict, NotAllowed
from store.history import PLANNED
from store.phrases import listed
from store.tables import ActionPoint, AgendaItem, Attendance, Change, Group, History, Meeting, PlanTarget


def undo(request: Undo, desk: Desk) -> Reply:
    """Take back what was meant, the latest first; the reply names it.

    What concerns something confidential, or only what its author wants to hear of, is nobody else's to read.
    """
    changes = _meant(request, desk)
    desk.books.recorder.what = f"undoing “{listed(change.what for change in changes)}”"
    told, hidden, redraws = [], False, None
    for change in changes:
        concerned = desk.books.past.concerned(change)
        entries = desk.books.past.entries(change)
        meeting, quiet = _take_back(change, entries, concerned, desk)
        told.append(taken_back(change, entries, concerned, desk))
        hidden |= quiet
        redraws = meeting.id if meeting else redraws
    news = tell_channels(desk)
    parts: tuple[Part, ...] = (Text(f"Undone: {listed(told)}."), *((Note(news),) if news else ()))
    first, *older = (change.id for change in changes)
    return Reply(
        Outcome.CHANGED, parts, private=hidden, redraws=redraws, exactly=Undo(first, older=tuple(older))
    )


def _meant(request: Undo, desk: Desk) -> list[Change]:
    """The changes that are to be taken back, the latest first. Raises NotFound, NotAllowed or Conflict."""
    past, person = desk.books.past, desk.me.id or 0
    if request.change is not None:
        changes = [past.change(identity) for identity in (request.change, *request.older)]
        for change in changes:
            if change.person_id != person and not desk.may(Operation.SET_CONFIDENTIAL):
                raise NotAllowed(f"Only {change.by} or the secretariat may undo that. Nothing was changed.")
        return changes
    points = [desk.books.register.get(ref, desk.sees).id for ref in request.about]
    if request.named:
        return [past.last_about(person, points[0])]
    changes = past.last_few_of(person, request.last)
    concerned = {point.id for point in past.concerned(changes[0])}
    if points and concerned and concerned.isdisjoint(points):
        raise Conflict(
            f"Your last change, {changes[0].what}, is about something else than we speak of here. Nothing was changed; to take"
            " it back, say `/actions undo`."
        )
    return changes


def _take_back(
    change: Change, entries: list[History], concerned: list[ActionPoint], desk: Desk
) -> tuple[Meeting | None, bool]:
    """Do it; the meeting whose attendance it concerned, and whether it is nobody else's to read."""
    meeting = desk.books.attendances.of_history(entries)
    if meeting is not None:
        refuse_late(meeting, desk)
    hidden = desk.books.past.is_personal(change) or any(entry.row_kind in _QUIET for entry in entries)
    hidden |= any(point.confidential for point in concerned) or _of_hidden_targets(entries, desk)
    desk.books.undoing.undo(change)
    hidden |= any(point.confidential for point in concerned) or _of_hidden_targets(entries, desk)
    return meeting, hidden


def _of_hidden_targets(entries: list[History], desk: Desk) -> bool:
    """Whether a change concerns a confidential target of the plan."""
    ids = {
        entry.row_id
        if entry.row_kind == PlanTarget.__tablename__
        else (entry.after or entry.before or {}).get("target_id")
        for entry in entries
        if entry.row_kind in PLANNED
    } - {None}
    found = (desk.books.session.get(PlanTarget, identity) for identity in ids)
    return any(target.confidential for target in found if target)


# Changes of which only who made them was told, or a group's channel in its own words.
_QUIET = {AgendaItem.__tablename__, Attendance.__tablename__, Meeting.__tablename__, Group.__tablename__}
