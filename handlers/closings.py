"""What the secretariat makes of a closing: taking note of it, or sending it back to its owners with a question.

Posting the message about closings (`bot.delivery`) and drawing it anew are the same request, `ShowClosings`.
"""

from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from handlers.access import Operation
from handlers.actions import changed
from handlers.desk import Desk
from handlers.register_requests import AcceptClosing, AcceptClosings, CloseAction, SendBack, ShowClosings
from handlers.replies import (
    Button,
    ButtonRow,
    Look,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Text,
    Title,
)
from handlers.requests import Undo
from store.dates import clock_time, full_day
from store.errors import Conflict
from store.phrases import listed, quoted
from store.recipients import Everybody
from store.tables import ActionPoint, Closing, Finding, Person
from store.views import PointView


def accept(request: AcceptClosing, desk: Desk) -> Reply:
    """Take note of a closing; it stays closed."""
    point = desk.point(request.ref, Operation.SEND_BACK)
    desk.books.closings.accept(point, request.closing)
    return changed(f"Accepted: {desk.books.register.name(point)} stays closed", point, desk)


def accept_told(request: AcceptClosings, desk: Desk) -> Reply:
    """Take note of all that are left, or with none named of all that wait; what was dealt with meanwhile stays as it is."""
    desk.require(Operation.SEND_BACK)
    closings = desk.books.closings
    left = [
        (closing, point)
        for closing, point in (closings.these(request.closings) if request.closings else closings.waiting())
        if closing.finding is None and closings.stands(closing, point) and desk.sees(point)
    ]
    if not left:
        raise Conflict("None is left to accept. Nothing was changed.")
    for closing, point in left:
        closings.accept(point, closing.id)
    views = [desk.view(point) for _, point in left]
    accepted = tuple(closing.id for closing, _ in left)
    stay = "stays" if len(views) == 1 else "stay"
    parts: tuple[Part, ...] = (
        Title(f"Accepted: {listed([view.ref for view in views])} {stay} closed."),
        *_left_out(request, accepted, desk),
        Note(f"By {desk.caller.name}."),
    )
    return Reply(
        Outcome.CHANGED,
        parts,
        (Button("Undo", Undo(desk.books.recorder.change_id)),),
        tuple(view.full_ref for view in views),
        private=any(view.confidential for view in views),
        exactly=AcceptClosings(accepted),
    )


def _left_out(request: AcceptClosings, accepted: tuple[int, ...], desk: Desk) -> tuple[Note, ...]:
    """Those that were named, and have been dealt with meanwhile."""
    gone = [each for each in request.closings if each not in accepted]
    names = [
        desk.books.register.name(point) for _, point in desk.books.closings.these(gone) if desk.sees(point)
    ]
    if not names:
        return ()
    return (Note(f"Dealt with meanwhile, so I left it as it is: {listed(dict.fromkeys(names))}."),)


def send_back(request: SendBack, desk: Desk) -> Reply:
    """Reopen it as in progress and ask its owners; the receipt says whom the question will not reach."""
    point = desk.point(request.ref, Operation.SEND_BACK)
    closing = desk.books.closings.send_back(point, request.question, request.closing)
    name = desk.books.register.name(point)
    receipt = changed(f"Sent {name} back with a question: {closing.question}", point, desk)
    title, row, by = receipt.parts
    return replace(receipt, parts=(title, row, *(Text(line) for line in reach(point, desk)), by))


def reach(point: ActionPoint, desk: Desk) -> list[str]:
    """In sentences, whom a question about an action point reaches as things stand, when, and whom it does not."""
    circle = Everybody(desk.books).on(desk.today)
    if not point.owners:
        return ["It has no owner, so nobody is asked. “Hand over” gives it to somebody."]
    told = circle.told([desk.view(point)], fall_back=False, even_snoozed=True)
    people = [told[who].person for who in sorted(told)]
    covered = {who: [one.name for one in told[who].covered] for who in told}
    linked = [_for(person, covered) for person in people if person.slack_user]
    by_mail = [_for(person, covered) for person in people if not person.slack_user and person.email]
    never = [_for(person, covered) for person in people if not person.slack_user and not person.email]
    never += circle.silent(point.owners)
    lines = [f"{listed(linked)} {_gets(linked)} it as a direct message{_when(desk)}."] if linked else []
    if by_mail:
        have = "has" if len(by_mail) == 1 else "have"
        lines.append(
            f"{listed(by_mail)} {have} not used me yet: I look for them in Slack by e-mail address, and tell you if"
            " that fails."
        )
    if never:
        lines.append(
            f"It does not reach {listed(never)}, whom I do not know in Slack: please ask them yourself."
        )
    return lines


def _for(person: Person, covered: dict[int, list[str]]) -> str:
    away = covered[person.id]
    return (
        f"{person.name} (for {listed(away)}, who {'is' if len(away) == 1 else 'are'} away)"
        if away
        else person.name
    )


def _gets(names: list[str]) -> str:
    return "gets" if len(names) == 1 else "get"


def _when(desk: Desk) -> str:
    """Empty when it goes out at once."""
    at = desk.books.settings.hours.opening(desk.books.now.astimezone(desk.books.zone))
    return f" on {full_day(at.date())} at {clock_time(at.time())}" if at else ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A closing with its action point as the reader sees it; what is `settled` says what became of it."""

    closing: Closing
    point: PointView | None
    settled: str = ""
    asked: str = ""
    unreached: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Nobody has looked at it yet."""
        return not self.settled and self.closing.finding is None


def shown(request: ShowClosings, desk: Desk) -> Reply:
    """The message about these closings as it stands now."""
    desk.require(Operation.SEND_BACK)
    lines = [_line(closing, point, desk) for closing, point in _meant(request, desk)]
    waiting = [line for line in lines if line.waits]
    parts: list[Part] = [Title(_title(lines))]
    for line in lines:
        parts += _parts(line, desk)
    if undone := len(request.closings) - len(lines):
        were = "One closing was" if undone == 1 else f"{undone} closings were"
        parts.append(Text(f"{were} taken back."))
    if waiting:
        ref = waiting[0].point.ref if waiting[0].point else ""
        parts.append(
            Note(
                "Accepting takes note of it. A question opens it again and goes to its owners; it can be said as"
                f" well: `/actions question {ref} Who got it?`"
            )
        )
    all_of_them = AcceptClosings(tuple(line.closing.id for line in waiting))
    offers = (Button(f"Accept all {len(waiting)}", all_of_them),) if len(waiting) > 1 else ()
    about = tuple(line.point.full_ref for line in lines if line.point and not line.settled)
    return Reply(Outcome.ANSWERED, tuple(parts), offers, tuple(dict.fromkeys(about)), private=True)


def _meant(request: ShowClosings, desk: Desk) -> list[tuple[Closing, ActionPoint]]:
    """Those that are named, whatever became of them; with none named those that wait, and are still closed."""
    closings = desk.books.closings
    if request.closings:
        return closings.these(request.closings)
    waiting = ((closing, point) for closing, point in closings.waiting() if closings.stands(closing, point))
    return [(closing, point) for closing, point in waiting if desk.sees(point)]


def _title(lines: list[_Line]) -> str:
    waiting = sum(line.waits for line in lines)
    if waiting:
        return "An action point was closed" if waiting == 1 else f"{waiting} action points were closed"
    open_still = any(not line.settled for line in lines)
    if open_still:
        return "About what was sent back"
    return "Nothing here waits for you" if lines else "No closing waits to be accepted"


def _line(closing: Closing, point: ActionPoint, desk: Desk) -> _Line:
    if not desk.sees(point):
        return _Line(closing, None, "One of these is no longer yours to see.")
    closings, seen = desk.books.closings, desk.view(point)
    if closing.finding is Finding.ACCEPTED:
        return _Line(closing, seen, f"{seen.ref} was accepted by {closing.looked_by}.")
    if closings.stands(closing, point):
        before = closings.question_before(closing)
        return _Line(
            closing, seen, asked=f"{before.looked_by} had asked: {quoted(before.question)}" if before else ""
        )
    sent_back = closing.finding is Finding.SENT_BACK
    asked = (
        f"{seen.ref} was sent back by {closing.looked_by}: {quoted(closing.question)}" if sent_back else ""
    )
    if closings.open_question(point) is not closing:
        return _Line(closing, seen, f"{asked or f'{seen.ref} has changed since.'} {_now(seen)}")
    unreached = tuple(closings.unreached(closing))
    waits_for_us = closing.answer or unreached
    return _Line(closing, seen, "" if waits_for_us else f"{asked} Its owners are asked.", asked, unreached)


def _now(seen: PointView) -> str:
    if seen.carried_to:
        return f"It was carried over and is now {seen.carried_to}."
    return f"It is {seen.status.value} now{f': {quoted(seen.note)}' if seen.note else '.'}"


def _parts(line: _Line, desk: Desk) -> list[Part]:
    if line.settled or line.point is None:
        return [Text(line.settled)]
    closing = line.closing
    row = PointRow(line.point, desk.today, brief=not line.waits)
    if line.waits:
        without = "" if closing.note else " without a note"
        said = f"{closing.by} closed it on {_at(closing.at, desk)}{without}."
        return [row, *(Text(one) for one in (said, line.asked) if one), ButtonRow(_ways(line.point, closing))]
    told = [line.asked]
    told += [f"{closing.answered_by} answers: {quoted(closing.answer)}"] if closing.answer else []
    if line.unreached:
        told.append(f"The question did not reach {listed(line.unreached)}: please ask them yourself.")
    close = Button(f"Close {line.point.ref}", CloseAction(line.point.reference), form=True)
    return [row, *(Text(one) for one in told), ButtonRow((close,))]


def _ways(point: PointView, closing: Closing) -> tuple[Button, ...]:
    ref = point.reference
    return (
        Button(f"Accept {point.ref}", AcceptClosing(ref, closing.id), Look.MAIN),
        Button("Send back with a question", SendBack(ref, closing=closing.id), form=True),
    )


def _at(at: datetime, desk: Desk) -> str:
    local = at.astimezone(desk.books.zone)
    return f"{full_day(local.date())} at {clock_time(local.time())}"
