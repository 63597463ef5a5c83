"""What looks like one person or organisation under two names: for a person to decide, never merged by itself.

Two people are put side by side when an address or number is the same, when they have the same surname and first names
of which one may be short for the other, or when their names differ by a letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from store.contact_details import digits_of
from store.names import plain
from store.search_index import asked_words
from store.vocabulary import OrganisationEntry, PersonEntry, Vocabulary

MOST = 500  # people who share a surname or a number; more of them is no sign of anything


@dataclass(frozen=True, slots=True)
class Twins:
    """Two entries and why they look like one. `kept` is the one that says more of itself."""

    gone: PersonEntry | OrganisationEntry
    kept: PersonEntry | OrganisationEntry
    why: str


def twins(words: Vocabulary) -> list[Twins]:
    """All pairs, people before organisations, each once."""
    found: dict[frozenset[int], Twins] = {}
    for one, other, why in _people(words.people):
        found.setdefault(frozenset((one.id, other.id)), _pair(one, other, why))
    return [*found.values(), *_bodies(words.organisations)]


def _people(people: Iterable[PersonEntry]) -> Iterator[tuple[PersonEntry, PersonEntry, str]]:
    everybody = list(people)
    for side, why in ((_email, "the same e-mail address"), (_number, "the same number")):
        for group in _alike((side(person), person) for person in everybody):
            yield from ((one, other, why) for one, other in combinations(group, 2))
    for group in _alike((plain(person.name).split()[-1:], person) for person in everybody):
        for one, other in combinations(group, 2):
            if _same_first(one, other):
                yield one, other, "nearly the same name"
    for group in _alike((plain(person.name).split()[:1], person) for person in everybody):
        for one, other in combinations(group, 2):
            if OSA.distance(plain(one.name), plain(other.name), score_cutoff=1) <= 1:
                yield one, other, "one letter apart"


def _email(person: PersonEntry) -> str:
    return (person.email or "").casefold()


def _number(person: PersonEntry) -> str:
    """The digits of a number; an office may share one, so that the surname must begin alike too."""
    digits = digits_of(person.phone or "")
    return f"{digits} {plain(person.name).split()[-1][:1]}" if digits else ""


def _alike(keyed: Iterable[tuple[str | list[str], PersonEntry]]) -> Iterator[list[PersonEntry]]:
    groups: dict[str, list[PersonEntry]] = {}
    for key, person in keyed:
        if key:
            groups.setdefault("".join(key), []).append(person)
    return (group for group in groups.values() if 1 < len(group) <= MOST)


def _same_first(one: PersonEntry, other: PersonEntry) -> bool:
    """Whether one first name is the beginning of the other or a letter away: Jo and Joanna, Sian and Sián."""
    first, second = sorted((plain(one.name).split()[0], plain(other.name).split()[0]), key=len)
    return second.startswith(first) or OSA.distance(first, second, score_cutoff=1) <= 1


def _pair(one: PersonEntry, other: PersonEntry, why: str) -> Twins:
    def said(person: PersonEntry) -> tuple[bool, int, int]:
        known = (person.email, person.phone, person.title, person.slack_user)
        return (bool(person.slack_user), len(person.sittings) + sum(map(bool, known)), -person.id)

    gone, kept = sorted((one, other), key=said)
    return Twins(gone, kept, why)


def _bodies(bodies: Iterable[OrganisationEntry]) -> Iterator[Twins]:
    """Organisations that share all words of the shorter name, or differ by a letter or two."""
    living = [body for body in bodies if body.until_date is None]
    taken = {body.id: set(asked_words(plain(body.name))) for body in living}
    sharing: dict[str, list[OrganisationEntry]] = {}
    for body in living:
        for word in (*sorted(taken[body.id]), f"{plain(body.name)[:3]}…"):
            sharing.setdefault(word, []).append(body)
    seen: set[frozenset[int]] = set()
    for group in sharing.values():
        for one, other in combinations(group, 2) if len(group) <= MOST else ():
            key = frozenset((one.id, other.id))
            shorter, longer = sorted((one, other), key=lambda body: (len(plain(body.name)), body.id))
            if key not in seen and _alike_bodies(shorter, longer, taken):
                seen.add(key)
                yield Twins(shorter, longer, "nearly the same name")


def _alike_bodies(shorter: OrganisationEntry, longer: OrganisationEntry, taken: dict[int, set[str]]) -> bool:
    inside = len(taken[shorter.id]) > 2 and taken[shorter.id] <= taken[longer.id]
    return inside or OSA.distance(plain(shorter.name), plain(longer.name), score_cutoff=2) <= 2
