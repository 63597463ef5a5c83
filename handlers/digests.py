"""The digests to one person: what is overdue, and what they have open, each as it stands when it is asked for.

Posting one (`bot.delivery`) and drawing it anew after each answer are the same request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.access import Operation, Role
from handlers.actions import became, elsewhere
from handlers.desk import Desk
from handlers.lists import covered_heading
from handlers.register_requests import AssignAction, CloseAction, SetDue, ShowDigest, ShowWeek, Snooze
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
from store.dates import full_day
from store.errors import BookError
from store.phrases import listed
from store.quiet import snoozed
from store.recipients import Everybody
from store.reference import Reference
from store.standing import is_secretariat
from store.tables import ActionPoint
from store.views import PointView

MOST = 15  # action points in one digest, with their buttons two blocks each
MOST_OF_A_WEEK = 40  # action points in one weekly list, with their button one block each


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


def shown(request: ShowDigest, desk: Desk) -> Reply:
    """What is overdue, first the reader's own, then what they cover, last what nobody has answered.

    What is settled says what became of it.
    """
    desk.require(Operation.READ)
    lines = [_line(ref, desk) for ref in request.refs]
    unanswered = [_line(ref, desk, asked=False) for ref in request.unanswered]
    parts: list[Part] = [Title(_title(lines, unanswered))]
    parts += _under_headings(lines, lambda line: _answerable(line, desk.today))
    if request.more:
        parts.append(Note(f"{request.more} more are overdue; `/actions overdue` lists all."))
    parts += _unanswered(unanswered, desk.today)
    if any(not line.settled for line in lines):
        parts.append(Note("You can also answer in your own words: “07/02 done, circulated on 14 Feb”."))
    return Reply(Outcome.ANSWERED, tuple(parts), about=_about([*lines, *unanswered]), private=True)


def week(request: ShowWeek, desk: Desk) -> Reply:
    """Somebody's week: all that they have open, and what they cover."""
    desk.require(Operation.READ)
    lines = [_line(ref, desk, until_finished=True) for ref in request.refs]
    parts: list[Part] = [
        Title(_week_title(lines, request.more, desk.today)),
        *_under_headings(lines, lambda line: [_closable(line, desk.today)]),
        Note(
            "`/actions` lists all. `/actions mute` ends this weekly list, `/actions snooze 07/02 for a week` one of it."
        ),
    ]
    return Reply(Outcome.ANSWERED, tuple(parts), about=_about(lines), private=True)


def _week_title(lines: list[Line], more: int, today: date) -> str:
    points = [line.point for line in lines if line.point and not line.settled]
    late = sum(point.due is not None and point.due < today for point in points)
    count = len(points) + more
    overdue = f", {late} overdue" if late else ""
    return f"Your week: {count or 'no'} open action point{'' if count == 1 else 's'}{overdue}"


def _under_headings(lines: list[Line], drawn: Callable[[Line], list[Part]]) -> list[Part]:
    """The lines, those that are told for somebody who is away under a heading that says so."""
    parts: list[Part] = []
    for of in dict.fromkeys(line.of for line in lines):
        parts += [Heading(of)] if of else []
        parts += [part for line in lines if line.of == of for part in drawn(line)]
    return parts


def _about(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.point.full_ref for line in lines if line.point and not line.settled)


def _closable(line: Line, today: date) -> Part:
    if line.settled or line.point is None:
        return Text(line.settled)
    close = Button(f"Close {line.point.ref}", CloseAction(line.point.reference), form=True)
    return PointRow(line.point, today, close if Operation.CLOSE in line.may else None)


def _title(lines: list[Line], unanswered: list[Line]) -> str:
    late = [line for line in lines if not line.settled]
    if not lines and unanswered:
        return "Nobody answers about what is overdue"
    if not late:
        return "All of this is settled"
    own = all(not line.of for line in late)
    one = "One action point of yours is" if own else "One action point is"
    many = f"{len(late)} action points of yours are" if own else f"{len(late)} action points are"
    return f"{one if len(late) == 1 else many} overdue"


def _answerable(line: Line, today: date) -> list[Part]:
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


def _unanswered(lines: list[Line], today: date) -> list[Part]:
    """For the secretariat: who was asked in vain, and about what."""
    if not lines:
        return []
    said = Text("Their owners were asked as often as I ask and have not answered:")
    rows: list[Part] = [Heading("Without an answer"), said]
    for line in lines:
        rows += [Text(line.settled)] if line.settled or line.point is None else [PointRow(line.point, today)]
        if line.point and not line.settled:
            rows.append(Text(f"Owned by {listed(line.point.owners or ['the partnership'])}."))
    return rows


def _line(ref: Reference, desk: Desk, *, asked: bool = True, until_finished: bool = False) -> Line:
    """`asked`: the reader answers for it; `until_finished`: it stays in the list whatever else is said of it."""
    try:
        point = desk.point(ref, Operation.READ)
    except BookError:
        return Line(ref, None, settled=f"{ref} is no longer yours to see.")
    seen = desk.view(point)
    of = _told_for(point, desk)
    own = desk.owns(point) or bool(of) or _falls_to(point, desk)
    settled = became(seen) if until_finished else _became(point, seen, desk)
    if asked and not own:
        settled = elsewhere(seen)
    owns = desk.owns(point)
    allowed = frozenset(operation for operation in Operation if desk.may(operation, own=owns))
    return Line(ref, seen, of, settled, allowed)


def _falls_to(point: ActionPoint, desk: Desk) -> bool:
    """Whether it is the secretariat's to answer for, since nobody else does."""
    return desk.role is Role.SECRETARIAT and _nobody_answers(point, desk)


def _nobody_answers(point: ActionPoint, desk: Desk) -> bool:
    return not Everybody(desk.books).on(desk.today).answering(point.owners)


def _told_for(point: ActionPoint, desk: Desk) -> str:
    """The heading for what is told in the place of an owner who is away, or of the secretariat that is."""
    absent = desk.owned_through(point)
    if absent is None and not desk.owns(point):
        secretariat = (pair for pair in desk.covers if any(is_secretariat(s) for s in pair[0].sittings))
        absent = next(secretariat, None) if _nobody_answers(point, desk) else None
    return covered_heading(absent[0].name, absent[1].until) if absent else ""


def _became(point: ActionPoint, seen: PointView, desk: Desk) -> str:
    """What became of it; empty while it is overdue."""
    if finished := became(seen):
        return finished
    until = desk.books.quiet.until(desk.caller.person_id or 0, snoozed(point.id))
    if until:
        return f"{seen.ref}: I remind you again from {full_day(until)}."
    if seen.due and seen.due >= desk.today:
        return f"{seen.ref} is now due on {full_day(seen.due)}."
    return ""
