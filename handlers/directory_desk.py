"""What changes of the directory have in common: whom they mean, how they are receipted, and what asks back."""

from rapidfuzz.distance import OSA

from handlers.desk import Desk
from handlers.replies import Button, Outcome, Part, Reply, Text
from handlers.requests import AnyRequest, Undo
from store.errors import NotFound
from store.names import Party, doubtful, nearest_names, one, plain
from store.tables import Organisation, Person


def the_person(name: str, desk: Desk) -> Person:
    """The one person that is meant. Raises Ambiguous with the choices, NotFound with the nearest names."""
    party = one(name, desk.words, desk.today)
    person = desk.books.directory.person(party.id) if party.kind == "person" and party.id else None
    if person is None:
        raise NotFound(f"“{name[:80]}” is no person of the directory. Nothing was changed.")
    return person


def the_organisation(name: str, desk: Desk) -> Organisation:
    """The one organisation that is meant, by any of its names or with one letter wrong in it.

    Raises Ambiguous with the choices, NotFound with the nearest names.
    """
    exactly = desk.books.directory.organisation_named(name)
    if exactly is not None:
        return exactly
    meant = [
        body.name
        for body in desk.words.organisations
        if any(OSA.distance(plain(name), plain(called), score_cutoff=1) <= 1 for called in body.names)
    ]
    if len(meant) > 1:
        raise doubtful(name.strip(), [Party("organisation", None, body) for body in meant], desk.words)
    found = desk.books.directory.organisation_named(meant[0]) if meant else None
    if found is None:
        near = near_organisations(name, desk)
        hint = f" The nearest are {' and '.join(near)}." if near else ""
        raise NotFound(
            f"“{name.strip()[:80]}” is no organisation of the directory.{hint} Nothing was changed."
        )
    return found


def near_organisations(name: str, desk: Desk) -> list[str]:
    """Names of organisations like it, the best first."""
    bodies = {body.name for body in desk.words.organisations if body.until_date is None}
    return [near for near in nearest_names(name, desk.words, count=12) if near in bodies][:3]


def settled(sentence: str, desk: Desk, *more: Part, buttons: tuple[Button, ...] = ()) -> Reply:
    """What was done, and the way back. Details of people are nobody else's business, so it is private."""
    change = desk.books.recorder.change_id
    way_back = (Button("Undo", Undo(change)),) if change is not None else ()
    return Reply(Outcome.CHANGED, (Text(sentence), *more), (*buttons, *way_back), private=True)


def form_for(request: AnyRequest, label: str, sentence: str) -> Reply:
    """What is missing is asked for in a form, where there are forms; elsewhere the sentence says how."""
    button = Button(label, request, form=True)
    return Reply(Outcome.ANSWERED, (Text(sentence),), (button,), private=True, asks=request)
