"""Finding contacts: one ranked answer over people, organisations, roles and services, however spelt.

Whole words count most, the beginnings of words next, near spellings last; what matched is told. Those who sit
now come before those who sat.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from store.names import THRESHOLD, plain
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Vocabulary

Entry = PersonEntry | OrganisationEntry | ServiceEntry
MIN_NEAR = 50  # below this the "nearest" would only puzzle


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits, how well (0 to 100), and by which of its sides."""

    entry: Entry
    score: float
    why: str


def find(query: str, words: Vocabulary, today: date) -> list[Hit]:
    """Everything that fits `query`, the best first; empty when nothing comes near."""
    wanted = plain(query)
    digits = "".join(filter(str.isdigit, query))
    hits: dict[tuple[str, int], Hit] = {}
    for entry, why, side in _sides(words):
        score = _score(wanted, side) if not (why == "phone" and digits) else _digits(digits, side)
        key = (type(entry).__name__, entry.id)
        if score >= THRESHOLD and (key not in hits or hits[key].score < score):
            hits[key] = Hit(entry, score, why)
    return sorted(hits.values(), key=lambda hit: _rank(hit, today))


def _rank(hit: Hit, today: date) -> tuple[float, bool, bool, str]:
    """Whoever sits before who sat, and what bears the name before what belongs to it."""
    past = isinstance(hit.entry, PersonEntry) and not hit.entry.current(today)
    return (-hit.score + (10 if past else 0), past, hit.why != "name", hit.entry.name)


def _sides(words: Vocabulary) -> Iterator[tuple[Entry, str, str]]:
    """Every side by which an entry can be found: (entry, what it is, the text)."""
    for person in words.people:
        yield person, "name", person.name
        for sitting in person.sittings:
            if sitting.role:
                yield person, "role", sitting.role
            yield person, "organisation", sitting.organisation
        yield person, "e-mail", person.email or ""
        yield person, "phone", person.phone or ""
    for body in words.organisations:
        for name in body.names:
            yield body, "name", name
    for service in words.services:
        yield service, "name", service.name
        for topic in service.topics:
            yield service, "topic", topic
        for phone in service.phones:
            yield service, "phone", phone
        for url in service.urls:
            yield service, "page", _slug(url)


def _slug(url: str) -> str:
    """The words of a page's address, which often say what the service's name does not."""
    return re.sub(r"[-_/.]+", " ", url.partition("://")[2].partition("/")[2])


def _score(wanted: str, side: str) -> float:
    """100 for the same, 95 when every word asked for stands there, 90 for beginnings, below that near spellings.

    A near spelling of the whole or of a word comes to 84 to 89, one of each of several words to 84 or 85.
    """
    text = plain(side)
    if not wanted or not text:
        return 0
    if wanted == text:
        return 100
    asked, there = wanted.split(), text.split()
    if all(word in there for word in asked):
        return 95
    if all(any(word.startswith(part) for word in there) for part in asked):
        return 90
    return _near(wanted, text, asked, there) if len(wanted) >= 4 else 0


def _near(wanted: str, text: str, asked: list[str], there: list[str]) -> float:
    near = max((fuzz.ratio(wanted, word) for word in (text, *there)), default=0)
    if near >= THRESHOLD:
        return THRESHOLD + 5 * (near - THRESHOLD) / (100 - THRESHOLD)
    worst = _all_near(asked, there)
    return THRESHOLD + (worst - THRESHOLD) / (100 - THRESHOLD) if worst >= THRESHOLD else 0


def _all_near(asked: list[str], there: list[str]) -> float:
    """How near the worst of several words is to its best match; short words must be right."""
    scores = [max((fuzz.ratio(part, word) for word in there), default=0) for part in asked if len(part) > 2]
    return min(scores, default=0) if len(asked) > 1 else 0


def _digits(asked: str, phone: str) -> float:
    """Numbers are compared by their digits; a fragment of four or more will do, or the whole of a short one."""
    there = "".join(filter(str.isdigit, phone))
    return 95 if asked == there or (len(asked) >= 4 and asked in there) else 0


def nearest(query: str, words: Vocabulary, today: date, *, services_only: bool, count: int = 3) -> list[str]:
    """The names most like it, for an answer that has to admit it found nothing."""
    entries = [
        e
        for e, why, _ in _sides(words)
        if why == "name" and (isinstance(e, ServiceEntry) or not services_only)
    ]
    names = list(
        dict.fromkeys(
            entry.name for entry in entries if not isinstance(entry, PersonEntry) or entry.current(today)
        )
    )
    found = process.extract(
        plain(query), [plain(n) for n in names], scorer=fuzz.WRatio, limit=count, score_cutoff=MIN_NEAR
    )
    return [names[place] for _key, _score_, place in found]
