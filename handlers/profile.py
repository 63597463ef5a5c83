"""What the directory says of the caller: shown, confirmed with one press, and corrected by themselves.

How they are reached and addressed is theirs to correct. Name, organisation, capacity and role decide what somebody
may do, so that a remark about them goes to the secretariat.
"""

from datetime import date, timedelta

from handlers.access import Operation
from handlers.contact_requests import ConfirmDetails, CorrectDetails, ShowStale
from handlers.contacts import person_lines
from handlers.desk import Desk
from handlers.directory_desk import form_for, settled, the_person
from handlers.people import edit_of
from handlers.replies import Button, ButtonRow, Note, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.sittings import sitting_line
from store.dates import day
from store.errors import Conflict
from store.stale import A_YEAR, stale
from store.tables import Person
from store.upkeep import Details
from store.vocabulary import PersonEntry

SHOWN = 10


def card(desk: Desk) -> tuple[Part, ...]:
    """The caller's own entry, with a button to say that it is right and one that it is not."""
    person = desk.person
    if person is None:
        return ()
    heading = f"{person.title} {person.name}" if person.title else person.name
    offers = [Button("This is wrong", correction_of(person), form=True)]
    if not _confirmed(person, desk):
        offers.insert(0, Button("This is right", ConfirmDetails()))
    return (Row(heading, own_lines(person, desk.today)), ButtonRow(tuple(offers)))


def own_lines(person: PersonEntry, today: date) -> tuple[str, ...]:
    """What the directory says of somebody, as it is said to themselves."""
    present = [sitting_line(s) for s in person.sittings if s.current(today)]
    reach = (person.phone or "no number", person.email or "no e-mail address")
    said = (f"You say that it is wrong: {person.remark}",) if person.remark else ()
    since = (f"Confirmed on {day(person.confirmed_on)}",) if person.confirmed_on else ()
    return (
        *(dict.fromkeys(present) or ("You do not sit for anybody at present",)),
        " · ".join(reach),
        *said,
        *since,
    )


def _confirmed(person: PersonEntry, desk: Desk) -> bool:
    return person.confirmed_on is not None and person.confirmed_on > desk.today - timedelta(days=A_YEAR)


def correction_of(person: PersonEntry) -> CorrectDetails:
    """The request to correct one's own entry, with what the form shows."""
    return CorrectDetails(person.title or "", person.email or "", person.phone or "", person.remark or "")


def confirm(request: ConfirmDetails, desk: Desk) -> Reply:
    """One's own details are right; the secretariat may say it for others."""
    person = _whose(request.name, desk)
    own = person.id == desk.caller.person_id
    desk.books.upkeep.confirm(person)
    whose = "your details are" if own else f"the details of {person.name} are"
    return settled(f"Thank you: {whose} right as of {day(desk.today)}.", desk)


def _whose(name: str, desk: Desk) -> Person:
    """The caller, or whom the secretariat names."""
    if name:
        desk.require(Operation.DIRECTORY)
        return the_person(name, desk)
    desk.require(Operation.OWN_DETAILS)
    return the_person_of(desk)


def the_person_of(desk: Desk) -> Person:
    """The caller's own row. Raises NotFound for a stranger."""
    person = desk.books.directory.person(desk.me.id or 0)
    if person is None:
        raise Conflict("Your entry has just left the directory. Nothing was changed.")
    return person


def correct(request: CorrectDetails, desk: Desk) -> Reply:
    """What is one's own to correct is corrected at once; what else is wrong is put before the secretariat."""
    desk.require(Operation.OWN_DETAILS)
    person = the_person_of(desk)
    if request.says_nothing and desk.person:
        how = "What is wrong? For instance `/contacts correct 01632 960001`, or in words."
        return form_for(correction_of(desk.person), "This is wrong", how)
    desk.books.upkeep.describe(person, Details(None, request.title, request.email, request.phone))
    corrected = desk.books.recorder.change_id is not None
    remark = " ".join((request.remark or "").split())
    told = bool(remark) and remark != person.remark
    if corrected or (request.remark == "" and person.remark):
        desk.books.upkeep.confirm(person)
    if remark:
        desk.books.upkeep.remark(person, remark)
    if desk.books.recorder.change_id is None:
        raise Conflict("That is what the directory says already. Nothing was changed.")
    parts: list[Part] = [Note(f"The secretariat is told: {remark}")] if told else []
    reach = " · ".join(filter(None, (person.title, person.phone, person.email)))
    said = f"Corrected: {reach or 'nothing is kept of how you are reached'}." if corrected else "Noted."
    return settled(said, desk, *parts)


def show_stale(_request: ShowStale, desk: Desk) -> Reply:
    """Whose details nobody has confirmed for a year, with what is wrong with them, the worst first."""
    desk.require(Operation.DIRECTORY)
    entries = stale(desk.words, desk.today)
    if not entries:
        return answered(Text("Everybody's details were confirmed within the last year."))
    rows = [
        Row(
            entry.person.name,
            (entry.why, *person_lines(entry.person, desk)),
            Button("Edit", edit_of(entry.person, desk.words), form=True),
        )
        for entry in entries[:SHOWN]
    ]
    left = len(entries) - SHOWN
    more = (
        (Text(f"{left} more come after these; `/contacts export csv` has all of them."),) if left > 0 else ()
    )
    note = Note("`/contacts confirm Ada Okafor` says that somebody's details are right.")
    title = Title(f"Details to look at: {len(entries)}")
    return Reply(Outcome.ANSWERED, (title, *rows, *more, note), private=True)
