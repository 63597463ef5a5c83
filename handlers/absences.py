"""Being away, and wanting to hear less: what each person may settle about their own reminders."""

from datetime import date, timedelta

from handlers.access import Operation
from handlers.desk import Desk
from handlers.register_requests import Back, Mute, SetAway, Snooze
from handlers.replies import Button, Note, Outcome, Part, Reply, Text
from handlers.requests import Undo
from store.dates import full_day
from store.errors import Invalid
from store.names import Party, one
from store.phrases import listed
from store.quiet import MUTABLE, snoozed
from store.tables import Person

A_WEEK = timedelta(days=7)


def away(request: SetAway, desk: Desk) -> Reply:
    """Note until when somebody is away and who covers; for others than oneself the secretariat does that."""
    person = _whose(request.person, desk)
    deputy = _person(_party(request.deputy, desk), desk)
    if not any(sitting.current(desk.today) for sitting in deputy.memberships):
        raise Invalid(
            f"{deputy.name} does not sit on the partnership today. Nothing was changed; who covers?"
        )
    desk.books.absences.set(person, request.until, deputy)
    return _settled(
        f"{deputy.name} covers for {person.name} up to and including {full_day(request.until)}.",
        desk,
        Note(
            f"Until then {deputy.name} gets the reminders of {person.name} and may change what they own."
            f" Lists and papers still name {person.name}. `/actions back` ends it."
        ),
    )


def back(request: Back, desk: Desk) -> Reply:
    """Somebody is back before the day that was said."""
    person = _whose(request.person, desk)
    desk.books.absences.end(person)
    if person.id == desk.caller.person_id:
        return _settled("Welcome back. Your reminders come to you again.", desk)
    return _settled(f"{person.name} is back, and gets their own reminders again.", desk)


def snooze(request: Snooze, desk: Desk) -> Reply:
    """Remind the caller of one of their action points no more before a day: that is an answer, too."""
    point = desk.point(request.ref, Operation.UPDATE)
    ref = desk.books.register.name(point)
    if not desk.owns(point):
        raise Invalid(f"{ref} is not yours, so you are not reminded of it. Nothing was changed.")
    until = _later(request.until or desk.today + A_WEEK, desk)
    desk.books.quiet.set(desk.me.id or 0, snoozed(point.id), until)
    desk.books.chases.answered(point.id)
    settled = _settled(f"I remind you of {ref} again from {full_day(until)}; it stays as it is.", desk)
    return Reply(settled.outcome, settled.parts, settled.buttons, (desk.view(point).full_ref,), private=True)


def _later(until: date, desk: Desk) -> date:
    if until <= desk.today:
        raise Invalid(f"{full_day(until)} is not in the future. Nothing was changed; until when is it?")
    return until


def mute(request: Mute, desk: Desk) -> Reply:
    """Opt out of the personal weekly digest and of the nudges, or back in."""
    desk.require(Operation.READ)
    me, quiet = desk.me.id or 0, desk.books.quiet
    for what in request.what:
        if what not in MUTABLE:
            raise Invalid(
                f"You can do without {listed(sorted(MUTABLE), 'or')}, not “{what[:40]}”. Nothing was changed."
            )
    called = listed([MUTABLE[what] for what in request.what])
    if request.muted:
        for what in request.what:
            quiet.set(me, what, None)
        words = " ".join(request.what)
        note = Note(f"What is overdue I still tell you. `/actions unmute {words}` brings this back.")
        return _private(_settled(f"You no longer get {called}.", desk, note))
    muted = [what for what in request.what if quiet.is_set(me, what)] or request.what[:1]
    for what in muted:
        quiet.end(me, what)
    return _private(_settled(f"You get {listed([MUTABLE[what] for what in muted])} again.", desk))


def _whose(name: str, desk: Desk) -> Person:
    """The person who is meant: the caller, or whom the secretariat names."""
    desk.require(Operation.READ)
    party = _party(name, desk) if name else desk.me
    if party.id != desk.caller.person_id:
        desk.require(Operation.ABSENCE)
    return _person(party, desk)


def _party(name: str, desk: Desk) -> Party:
    return desk.me if name.casefold() in ("me", "myself", "i") else one(name, desk.words, desk.today)


def _person(party: Party, desk: Desk) -> Person:
    person = desk.books.directory.person(party.id) if party.kind == "person" and party.id else None
    if person is None:
        raise Invalid(f"{party.name} is no person, so nothing was changed. Give somebody's name.")
    return person


def _settled(sentence: str, desk: Desk, *more: Part) -> Reply:
    way_back = Button("Undo", Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, (Text(sentence), *more), (way_back,))


def _private(reply: Reply) -> Reply:
    return Reply(reply.outcome, reply.parts, reply.buttons, private=True)
