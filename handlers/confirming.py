"""Asking before doing: a change is tried out, shown with what it would touch, and then done just so, once.

Trying it out is doing it and taking it back (a savepoint), so who may not, and what cannot be done, is told before anybody
is asked, by the same rules in the same words, whatever the request is. What is asked carries what was seen then: what
others have changed since is said, and not changed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from textwrap import shorten
from typing import Any

from msgspec.structs import replace

from handlers.desk import Desk
from handlers.editing import has_a_form
from handlers.leaving_out import possible
from handlers.plan_requests import TARGETED
from handlers.register_requests import AcceptClosings, SetDue
from handlers.replies import Bullets, Button, Look, Note, Outcome, Part, Reply, Text
from handlers.requests import Amend, AnyRequest, Confirm, Confirmed, Dismiss, Several, Undo, encode
from handlers.trying import touched, tried
from store.books import OpenBooks
from store.dates import clock_time, full_day
from store.errors import Conflict, Invalid, NotAllowed, NotFound
from store.phrases import listed
from store.reference import Reference
from store.tables import ActionPoint, Change

LASTS = timedelta(days=1)  # then it is asked again, since much may have changed
LISTED = 15  # action points that a question names
ROOM = 1_950  # characters of what the button of a question carries
SHORT = 100  # characters of what an action point says
SAID = 300  # characters of what was understood that a question brings along, to be asked again


def confirm(request: Confirm, desk: Desk) -> Reply:
    """Show what was understood and what it would touch, and wait; refuse what could not be done anyway."""
    request, left_out = possible(request, desk) if request.leaves_out else (request, ())
    would = tried(request.do, desk)
    if would.reply.outcome is Outcome.CONFIRM:  # it asks something of its own before it is done
        understood = Text(f"I understood: {request.said}.")
        return replace(would.reply, parts=(understood, *would.reply.parts))
    if would.reply.outcome is not Outcome.CHANGED:
        return would.reply
    do, shown = _just_that(would.reply.exactly or request.do, desk)
    said = f"{request.said}{_which(do, desk)}"
    question = _question(do, said, would.points, desk)
    edit = (Button("Edit", Amend(question)),) if has_a_form(do) else ()
    parts = (
        Text(f"I understood: {said}. Shall I? Nothing has been changed yet."),
        *shown,
        *_touching(do, would.points, desk),
        *left_out,
    )
    buttons = (Button("Confirm", question, Look.MAIN), *edit, Button("Cancel", Dismiss()))
    return Reply(Outcome.CONFIRM, parts, buttons, private=would.reply.private)


def _just_that(do: AnyRequest, desk: Desk) -> tuple[AnyRequest, tuple[Part, ...]]:
    """A target of the plan by its reference, and how it stands: it may have been named by what it is about."""
    if not isinstance(do, TARGETED):
        return do, ()
    from handlers.plan_desk import pinned  # noqa: PLC0415 - few keep a plan

    return pinned(do, desk)


def _which(do: AnyRequest, desk: Desk) -> str:
    """Which changes they are that are taken back."""
    if not isinstance(do, Undo) or do.change is None:
        return ""
    return f", {listed(desk.books.past.change(change).what for change in (do.change, *do.older))}"


def _question(do: AnyRequest, said: str, points: tuple[int, ...], desk: Desk) -> Confirmed:
    at, saw = int(desk.books.now.timestamp()), desk.books.past.latest()
    by = desk.caller.person_id
    name = blake2b(encode([do, by, saw, desk.books.now.isoformat()]).encode(), digest_size=6).hexdigest()
    template, refs = _folded(do)
    kept = shorten(said, SAID, placeholder=" …")
    question = Confirmed(template, name, by, at, saw, points, refs, kept)
    if isinstance(do, Several) and len(encode(question)) > ROOM:
        raise Invalid(
            "That is more than fits into one question. Nothing was changed; please say it in parts, or with a shorter note."
        )
    return question


def _folded(do: AnyRequest) -> tuple[AnyRequest, tuple[str, ...]]:
    """The same done to several action points as one and their references: a button holds 2,000 characters."""
    several: Any = do.requests if isinstance(do, Several) else ()
    refs = [getattr(one, "ref", None) for one in several]
    found = [ref for ref in refs if isinstance(ref, Reference)]
    if len(found) < len(several) or len(several) <= 1:
        return do, ()
    if any(replace(one, ref=found[0]) != several[0] for one in several):
        return do, ()
    return several[0], tuple(ref.full for ref in found)


def what_to_do(request: Confirmed) -> AnyRequest:
    """The request that was asked about, in full."""
    first: Any = request.do
    refs = [ref for ref in map(Reference.parse, request.refs) if ref]
    if not refs or not isinstance(getattr(first, "ref", None), Reference):
        return request.do
    return Several(tuple(replace(first, ref=ref) for ref in refs))


def _touching(do: AnyRequest, ids: Sequence[int], desk: Desk) -> tuple[Part, ...]:
    """The action points that it would touch, unless it is the one that the request names."""
    if not ids or (len(ids) == 1 and hasattr(do, "ref")):
        return ()
    points = desk.books.register.these(ids)
    seen = [point for point in points if desk.sees(point)]
    dates = _dates(do, desk)
    lines = [f"{_line(point, desk)}{dates.get(point.id, '')}" for point in seen[:LISTED]]
    if more := len(seen) - len(lines):
        lines.append(f"and {more} more")
    if unseen := len(points) - len(seen):
        lines.append(f"and {unseen} that I cannot name here")
    count = "one action point" if len(points) == 1 else f"{len(points)} action points"
    return (Bullets(tuple(lines), f"It is about {count}"),)


def _dates(do: AnyRequest, desk: Desk) -> dict[int, str]:
    """The new due dates by the ids of the action points, where not all of several get the same."""
    due = [one for one in do.requests if isinstance(one, SetDue)] if isinstance(do, Several) else []
    if len({one.due for one in due}) <= 1:
        return {}
    return {
        desk.books.register.get(one.ref, desk.sees).id: f", due {full_day(one.due)}" for one in due if one.due
    }


def _line(point: ActionPoint, desk: Desk) -> str:
    owners = listed([owner.name for owner in point.owners] or ["the partnership"])
    text = shorten(point.text, SHORT, placeholder="…")
    return f"{desk.books.register.name(point)} {text} ({owners})"


def confirmed(request: Confirmed, desk: Desk) -> Reply:
    """Do what was asked about, as it was asked; what is no longer as it was then is said, and asked again or left."""
    _refuse_others(request, desk)
    do = what_to_do(request)
    if request.edited:
        return desk.carry_out(do)
    if desk.books.now.timestamp() - request.at > LASTS.total_seconds():
        return _again(request, do, f"I asked that on {_when(request.at, desk)}, so I ask again.", desk)
    if isinstance(do, Several):
        return _but_for_changed(request, do, desk)
    settles_itself = isinstance(do, AcceptClosings)  # it leaves out what was dealt with, and says so
    if not settles_itself and (changes := desk.books.past.since(request.saw, set(request.points))):
        return _again(request, do, f"Since I asked, {_what(changes)}.", desk)
    return _no_more_than(request, desk.carry_out(do), desk)


def amend(request: Amend, desk: Desk) -> Reply:
    """The form of what was asked about, for whoever was asked, while it has not been done."""
    question = request.question
    _refuse_others(question, desk)
    if desk.books.deliveries.answer_to(f"asked:{question.question}"):
        raise Conflict("That has been done already, so there is nothing to edit. Nothing more was changed.")
    if question.refs or not has_a_form(question.do):
        raise Conflict("There is no form for that. Nothing was changed; cancel it, and say it anew.")
    form = Button("Fill in a form", question, Look.MAIN, form=True)
    said = Text("Change it in the form and send that. Nothing has been changed yet.")
    return Reply(Outcome.ANSWERED, (said,), (form,), private=True, asks=question)


def given_before(reply: Reply, books: OpenBooks) -> Reply:
    """The answer to a question that was answered before: the same, unless what was done has been taken back since."""
    ids = [
        one.request.change for one in reply.buttons if isinstance(one.request, Undo) and one.request.change
    ]
    if all(books.past.change(identity).undone_by_id is None for identity in ids):
        return reply
    return Reply(
        Outcome.REFUSED,
        (
            Text(
                "That was done, and has been taken back since. Nothing was changed; say it again if you mean it."
            ),
        ),
        private=True,
    )


def _refuse_others(request: Confirmed, desk: Desk) -> None:
    """“Mine” and “your last change” are whoever was asked's: nobody answers for somebody else."""
    if desk.caller.person_id == request.by:
        return
    asked = desk.words.person(request.by)
    raise NotAllowed(
        f"{asked.name if asked else 'Somebody else'} was asked that, and only they can answer. Nothing was changed; say"
        " it to me yourself if you mean it, too."
    )


def _again(request: Confirmed, do: AnyRequest, why: str, desk: Desk) -> Reply:
    reply = confirm(Confirm(do, request.said), desk)
    return replace(reply, parts=(Text(why), *reply.parts))


def _when(at: int, desk: Desk) -> str:
    local = datetime.fromtimestamp(max(at, 0), desk.books.zone)
    return f"{full_day(local.date())} at {clock_time(local.time())}"


def _what(changes: list[Change]) -> str:
    who = listed(dict.fromkeys(change.by for change in changes))
    return f"{who} made a change: {', '.join(change.what for change in changes)}"


def _no_more_than(request: Confirmed, reply: Reply, desk: Desk) -> Reply:
    """What was asked is all that may be touched. Raises Conflict, which takes everything back."""
    desk.books.session.flush()
    if further := touched(desk) - set(request.points):
        points = desk.books.register.these(further)
        names = [desk.books.register.name(point) for point in points if desk.sees(point)]
        raise Conflict(
            f"That would touch {listed(names or ['more'])} as well by now, which I had not asked about. Nothing was changed;"
            " please say it again."
        )
    return reply


def _but_for_changed(request: Confirmed, do: Several, desk: Desk) -> Reply:
    """All but those that anybody has changed since; these are named where they may be."""
    kept: list[AnyRequest] = []
    left: list[str] = []
    hidden = 0
    for one in do.requests:
        try:
            changes = _since(request, one, desk)
        except NotFound:  # made confidential or withdrawn since
            hidden += 1
            continue
        if changes:
            left.append(f"{_named(one, desk)}: {_what(changes)}")
        else:
            kept.append(one)
    if hidden:
        left.append(f"{'one' if hidden == 1 else hidden} that I cannot name here")
    if not kept:
        raise Conflict(f"All of them have changed since I asked ({'; '.join(left)}). Nothing was changed.")
    reply = _no_more_than(request, desk.carry_out(Several(tuple(kept))), desk)
    note = (Note(f"Changed since I asked, so I left it as it is: {'; '.join(left)}."),) if left else ()
    return replace(reply, parts=(*reply.parts, *note))


def _since(request: Confirmed, one: AnyRequest, desk: Desk) -> list[Change]:
    """What has become of the action point that one of several is about."""
    ref: Reference | None = getattr(one, "ref", None)
    if not isinstance(ref, Reference):
        return []
    point = desk.books.register.get(ref, desk.sees)
    return desk.books.past.since(request.saw, {point.id}, by_anybody=True)


def _named(one: AnyRequest, desk: Desk) -> str:
    ref: Any = getattr(one, "ref", None)
    return desk.books.register.name(desk.books.register.get(ref, desk.sees))
