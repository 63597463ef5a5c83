"""Finding contacts: one ranked answer over people, organisations, roles and services, however spelt.

Whole words count most, the beginnings of words next, near spellings last; what matched is told. Those who sit
now come before those who sat.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from rapidfuzz import fuzz, process

from store.contact_details import digits_of
from store.names import candidates, plain
from store.search_index import (
    FLOOR,
    WORDS,
    Entry,
    Index,
    asked_words,
    matches,
    scores,
)
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Vocabulary

__all__ = ["Entry", "Hit", "find", "nearest"]

MIN_NEAR = 50  # below this the "nearest" would only puzzle
MOST = 2_000  # hits; a query that fits more says nothing
_INITIALS = 94.0
_TOGETHER = 86.0  # words of several sides: "Ada council"
_IN_PART = 70.0  # below FLOOR: half of what was asked, for services alone


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits, how well (0 to 100), and by which of its sides."""

    entry: Entry
    score: float
    why: str


def find(query: str, words: Vocabulary, today: date) -> list[Hit]:
    """Everything that fits `query`, the best first; empty when nothing comes near."""
    told = candidates(query, words, today) if "(" in query else []
    if len(told) == 1 and (person := words.person(told[0].id)) and told[0].kind == "person":
        return [Hit(person, 100.0, "name")]  # a namesake by what tells them apart
    wanted, index = plain(query), Index.of(words)
    hits: dict[tuple[type[Entry], int], Hit] = {}
    for hit in islice(_hits(query, wanted, index), MOST):
        key = (type(hit.entry), hit.entry.id)
        if key not in hits or hits[key].score < hit.score:
            hits[key] = hit
    return sorted(hits.values(), key=lambda hit: _rank(hit, wanted, today))


def _hits(query: str, wanted: str, index: Index) -> Iterator[Hit]:
    digits = digits_of(query)
    if digits and not re.search(r"[^\W\d_]{2}", query):
        yield from _by_phone(digits, index)
    elif re.fullmatch(r"\S*[@.]\S+|\S+@", query.strip()):
        yield from (
            Hit(entry, WORDS, "e-mail") for entry, _ in index.emails.holding(query.strip().casefold())
        )
    if "@" in query or not wanted:
        return
    found = scores(wanted, index.texts)
    best_first = sorted(found.items(), key=lambda pair: -pair[1])
    for place, score in best_first:
        yield from (Hit(entry, score, why) for entry, why in index.texts.holders[place])
    if re.fullmatch(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?", query.strip()):
        people = index.initials.get(re.sub(r"\W", "", wanted), ())
        yield from (Hit(person, _INITIALS, "initials") for person in people)
    yield from (Hit(body, _INITIALS, "initials") for body in index.acronyms.get(wanted, ()))
    if not found:
        yield from _together(wanted, index)
        yield from _whole(wanted, index)
        yield from _in_part(wanted, index)


def _by_phone(digits: str, index: Index) -> Iterator[Hit]:
    """Numbers are compared by their digits; a fragment of four or more will do, or the whole of a short one."""
    for entry, number in index.phones.holding(digits):
        if len(digits) >= 4 or digits == number:
            yield Hit(entry, WORDS, "phone")


def _together(wanted: str, index: Index) -> Iterator[Hit]:
    """Entries in which every word stands somewhere, in the name or in what belongs to it."""
    asked = asked_words(wanted)
    if len(asked) < 2:
        return
    holding = []
    for word in asked:
        places = matches(word, index.texts, alone=False)
        holding.append({(type(e), e.id): e for place in places for e, _ in index.texts.holders[place]})
    smallest = min(holding, key=len)
    for key, entry in smallest.items():
        if all(key in each for each in holding):
            yield Hit(entry, _TOGETHER, "name and organisation")


def _whole(wanted: str, index: Index) -> Iterator[Hit]:
    """The nearest spelling of the whole, for words that were run together or taken apart."""
    if len(wanted) < 4:
        return
    length = range(len(wanted) - 2, len(wanted) + 3)
    alike = [text for text in index.texts.places if len(text) in length]
    for text, ratio, _ in process.extract(wanted, alike, scorer=fuzz.ratio, score_cutoff=FLOOR, limit=8):
        score = FLOOR + (ratio - FLOOR) / (100 - FLOOR)
        yield from (Hit(entry, score, why) for entry, why in index.texts.holders[index.texts.places[text]])


def _in_part(wanted: str, index: Index) -> Iterator[Hit]:
    """Services that at least half of the words lead to: "hate crime at night"."""
    asked = asked_words(wanted)
    counts: dict[int, int] = {}
    for word in asked:
        for place in matches(word, index.texts, alone=False):
            counts[place] = counts.get(place, 0) + 1
    for place, count in counts.items():
        if 2 * count >= len(asked) > 1:
            score = _IN_PART + 10 * count / len(asked)
            yield from (
                Hit(entry, score, why)
                for entry, why in index.texts.holders[place]
                if isinstance(entry, ServiceEntry)
            )


def _rank(hit: Hit, wanted: str, today: date) -> tuple[float, bool, bool, float, str]:
    """Whoever sits before who sat, what bears the name before what belongs to it, and the likest name first."""
    past = is_past(hit.entry, today)
    unlike = -fuzz.ratio(wanted, plain(hit.entry.name)) if hit.score < WORDS else 0.0
    return (-hit.score + (10 if past else 0), past, hit.why != "name", unlike, hit.entry.name)


def is_past(entry: Entry, today: date) -> bool:
    """Whether they sat and sit no more, or it is an organisation that has ended."""
    if isinstance(entry, PersonEntry):
        return not entry.current(today)
    return isinstance(entry, OrganisationEntry) and entry.until_date is not None and entry.until_date < today


def nearest(query: str, words: Vocabulary, today: date, *, services_only: bool, count: int = 3) -> list[str]:
    """The names most like it, for an answer that has to admit it found nothing."""
    entries: list[Entry] = [*words.services]
    if not services_only:
        entries += [*words.people, *words.organisations]
    names = list(dict.fromkeys(entry.name for entry in entries if not is_past(entry, today)))
    found = process.extract(
        plain(query), [plain(n) for n in names], scorer=fuzz.WRatio, limit=count, score_cutoff=MIN_NEAR
    )
    return [names[place] for _key, _score_, place in found]
