"""Who can own an action point: the people who sit now, organisations and groups, however spelt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.names import candidates, plain
from store.search import Entry, find
from store.vocabulary import OrganisationEntry, PersonEntry, Vocabulary


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to give an action point to. `kind` is "person", "organisation" or "group"; `seat` for whom they sit."""

    kind: str
    name: str
    seat: str = ""


def choices(query: str, words: Vocabulary, today: date) -> list[Choice]:
    """Everybody that `query` may mean, the best first; all of them for an empty one.

    What somebody can be rung or written to under is no way to find them here.
    """
    if not plain(query):
        return list(_everybody(words, today).values())
    groups = [
        Choice("group", group.name)
        for group in words.groups
        if any(_begins(plain(query), plain(name)) for name in (group.name, group.short_name))
    ]
    hits = (hit.entry for hit in find(query, words, today) if hit.why not in ("e-mail", "phone"))
    found = [choice for entry in hits if (choice := _choice(entry, today))]
    return [*groups, *found] or choices_named([query], words, today)


def choices_named(names: Iterable[str], words: Vocabulary, today: date) -> list[Choice]:
    """Those that the names mean, as far as they are in the books and leave no doubt."""
    everybody = _everybody(words, today)
    found = (candidates(name, words, today) for name in names)
    keys = ((party[0].kind, party[0].id) for party in found if len(party) == 1)
    return [everybody[key] for key in dict.fromkeys(keys) if key in everybody]


def _everybody(words: Vocabulary, today: date) -> dict[tuple[str, int | None], Choice]:
    people = {("person", person.id): _choice(person, today) for person in words.people}
    bodies = {("organisation", body.id): _choice(body, today) for body in words.organisations}
    groups = {("group", group.id): Choice("group", group.name) for group in words.groups}
    return {key: choice for key, choice in {**people, **bodies, **groups}.items() if choice}


def _choice(entry: Entry, today: date) -> Choice | None:
    """An entry of the directory; None for whoever has left, and for services, which own nothing."""
    if isinstance(entry, OrganisationEntry):
        return Choice("organisation", entry.name)
    if isinstance(entry, PersonEntry) and entry.current(today):
        seats = (sitting.organisation for sitting in entry.sittings if sitting.current(today))
        return Choice("person", entry.name, next(filter(None, seats), ""))
    return None


def _begins(wanted: str, name: str) -> bool:
    """Whether every word that was typed begins one of the name's."""
    return all(any(word.startswith(part) for word in name.split()) for part in wanted.split())
