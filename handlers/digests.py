"""The digest of overdue action points: how it reads when it is posted, and drawn anew after each answer.

Posting it (`bot.blocks.reminders`) and drawing it anew (the request `ShowDigest`) use the same words.
"""

from dataclasses import dataclass
from datetime import date

from handlers.access import Operation
from handlers.desk import Desk
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
from handlers.requests import AnyRequest, AssignAction, CloseAction, SetDue, ShowDigest, Snooze
from store.dates import full_day
from store.errors import BookError
from store.quiet import snoozed
from store.reference import Reference
from store.tables import ActionPoint, Status
from store.views import PointView

MOST = 15  # action points in one digest, with their buttons two blocks each


@dataclass(frozen=True, slots=True)
class Line:
    """One action point of a digest. `of` is the absent owner it is told for; `settled` what became of it.

    `may` are the operations offered to the reader.
    """

    ref: Reference
    point: PointView | None
    of: str = ""
    settled: str = ""
    may: frozenset[Operation] = frozenset(Operation)


def digest(lines: list[Line], today: date, unanswered: tuple[Line, ...] = ()) -> Reply:
    """What is overdue, first the reader's own, then what they cover, last what nobody has answered."""
    shown, left = lines[:MOST], len(lines) - MOST
    parts: list[Part] = [Title(_title(lines, unanswered))]
    for of in dict.fromkeys(line.of for line in shown):
        parts += [Heading(of)] if of else []
        parts += [part for line in shown if line.of == of for part in _parts(line, today)]
    if left > 0:
        parts.append(Note(f"{left} more are overdue; `/actions overdue` lists all."))
    parts += _unanswered(unanswered, today)
    if any(not line.settled for line in shown):
        parts.append(Note("You can also answer in your own words: “07/02 done, circulated on 14 Feb”."))
    about = tuple(line.point.full_ref for line in (*lines, *unanswered) if line.point and not line.settled)
    return Reply(Outcome.ANSWERED, tuple(parts), about=about, private=True)


def _title(lines: list[Line], unanswered: tuple[Line, ...]) -> str:
    late = [line for line in lines if not line.settled]
    if not lines and unanswered:
        return "Nobody answers about what is overdue"
    if not late:
        return "All of this is settled"
    own = all(not line.of for line in late)
    one = "One action point of yours is" if own else "One action point is"
    many = f"{len(late)} action points of yours are" if own else f"{len(late)} action points are"
    return f"{one if len(late) == 1 else many} overdue"


def _parts(line: Line, today: date) -> list[Part]:
    if line.settled or line.point is None:
        return [Text(line.settled)]
    ref = line.point.reference
    offers: list[tuple[Operation, Button]] = [
        (Operation.CLOSE, Button("Done", CloseAction(ref), Look.MAIN, form=True)),
        (Operation.SET_DUE, Button("Not yet", SetDue(ref), form=True)),
        (Operation.ASSIGN, Button("Hand over", AssignAction(ref), form=True)),
        (Operation.UPDATE, Button("Snooze a week", Snooze(ref))),
    ]
    buttons = tuple(button for operation, button in offers if operation in line.may)
    return [PointRow(line.point, today), *([ButtonRow(buttons)] if buttons else [])]


def _unanswered(lines: tuple[Line, ...], today: date) -> list[Part]:
    """For the secretariat: who was asked in vain, and about what."""
    if not lines:
        return []
    said = Text("Their owners were asked as often as I ask and have not answered:")
    rows: list[Part] = [Heading("Without an answer"), said]
    for line in lines[:MOST]:
        rows += [Text(line.settled)] if line.settled or line.point is None else [PointRow(line.point, today)]
        if line.point and not line.settled:
            rows.append(Text(f"Owned by {' and '.join(line.point.owners) or 'the partnership'}."))
    return rows


def shown(request: ShowDigest, desk: Desk) -> Reply:
    """The digest as it stands now: what is settled says what became of it."""
    desk.require(Operation.READ)
    lines = [_line(ref, desk) for ref in request.refs]
    unanswered = tuple(_line(ref, desk, asked=False) for ref in request.unanswered)
    return digest(lines, desk.today, unanswered)


def _line(ref: Reference, desk: Desk, *, asked: bool = True) -> Line:
    try:
        point = desk.point(ref, Operation.READ)
    except BookError:
        return Line(ref, None, settled=f"{ref} is no longer yours to see.")
    seen = desk.view(point)
    own = desk.owns(point)
    settled = _became(point, seen, desk) if not asked or own else _elsewhere(seen)
    allowed = frozenset(operation for operation in Operation if desk.may(operation, own=own))
    return Line(ref, seen, _told_for(point, desk), settled, allowed)


def _told_for(point: ActionPoint, desk: Desk) -> str:
    absent = desk.owned_through(point)
    return covered_heading(absent[0].name, absent[1].until) if absent else ""


def covered_heading(name: str, until: date) -> str:
    """Above what somebody is told because they cover."""
    return f"For {name}, who is away until {full_day(until)}"


def _became(point: ActionPoint, seen: PointView, desk: Desk) -> str:
    """What became of it; empty while it is overdue."""
    if seen.status is Status.CLOSED:
        return f"{seen.ref} is closed{f': {seen.note}' if seen.note else '.'}"
    if seen.carried_to:
        return f"{seen.ref} was carried over and is now {seen.carried_to}."
    until = desk.books.quiet.until(desk.caller.person_id or 0, snoozed(point.id))
    if until:
        return f"{seen.ref}: I remind you again from {full_day(until)}."
    if seen.due and seen.due >= desk.today:
        return f"{seen.ref} is now due on {full_day(seen.due)}."
    return ""


def _elsewhere(seen: PointView) -> str:
    return f"{seen.ref} is now with {' and '.join(seen.owners) or 'the partnership'}."


def drawn_by(refs: tuple[PointView, ...], unanswered: tuple[PointView, ...]) -> AnyRequest:
    """The request that draws such a digest anew."""
    return ShowDigest(tuple(p.reference for p in refs[:MOST]), tuple(p.reference for p in unanswered[:MOST]))
