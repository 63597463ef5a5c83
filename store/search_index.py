"""The index behind finding contacts: every text by which something can be found, word by word.

Texts that many share (an organisation, a role) stand in it once. It costs a second for 100,000 contacts and is made
when somebody first looks after a change; looking then compares words, of which there are few, and not names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.contact_details import digits_of
from store.names import plain
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Vocabulary

Entry = PersonEntry | OrganisationEntry | ServiceEntry

SAME, WORDS, BEGINNINGS, NEAR = 100.0, 95.0, 90.0, 89.4
FLOOR = 84.0
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "about", "by", "for", "from", "in", "of", "on", "the", "to", "who", "with"]
)
_EVERYDAY = re.compile(r"\bConstabulary\b", re.IGNORECASE)  # nobody asks for it otherwise than as the police
_LONG = 8  # letters of a word in which two may be wrong


@dataclass(slots=True)
class Texts:
    """Texts with the entries that they lead to, and by which of their sides."""

    places: dict[str, int] = field(default_factory=dict)
    as_written: dict[str, int | None] = field(default_factory=dict)
    holders: list[list[tuple[Entry, str]]] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=dict)
    all_words: list[str] = field(default_factory=list)

    def add(self, text: str, entry: Entry, why: str) -> None:
        """Let an entry be found by a text. Many entries share theirs, so that it is taken apart only once."""
        if text not in self.as_written:
            self.as_written[text] = self._place(plain(text))
        place = self.as_written[text]
        if place is not None:
            self.holders[place].append((entry, why))

    def _place(self, bare: str) -> int | None:
        if not bare:
            return None
        place = self.places.get(bare)
        if place is None:
            place = self.places[bare] = len(self.holders)
            self.holders.append([])
            for word in dict.fromkeys(bare.split()):
                self.words.setdefault(word, []).append(place)
        return place

    def finish(self) -> None:
        """Put the words in order; nothing is added after that."""
        self.all_words = sorted(self.words)
        self.as_written.clear()

    def beginning(self, with_: str) -> Iterator[str]:
        """The words that begin so."""
        place = bisect_left(self.all_words, with_)
        while place < len(self.all_words) and self.all_words[place].startswith(with_):
            yield self.all_words[place]
            place += 1

    def near(self, word: str) -> Iterator[tuple[str, int]]:
        """The words with a letter more, less, wrong or changed over, two in a long word; with how many of them."""
        most = 2 if len(word) >= _LONG else 1
        found = process.extract(word, self.all_words, scorer=OSA.distance, score_cutoff=most, limit=None)
        return ((other, int(edits)) for other, edits, _place in found if edits)


@dataclass(frozen=True, slots=True)
class Fragments:
    """Short texts side by side, so that one look finds all that hold a fragment."""

    joined: str
    starts: list[int]
    holders: list[Entry]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Entry]]) -> "Fragments":
        """From texts with their entries."""
        known = [(text, entry) for text, entry in pairs if text]
        lengths = accumulate((len(text) + 1 for text, _entry in known), initial=0)
        return cls("\n".join(text for text, _e in known), list(lengths)[:-1], [entry for _t, entry in known])

    def holding(self, fragment: str) -> Iterator[tuple[Entry, str]]:
        """Every entry whose text holds it, with the text."""
        at = self.joined.find(fragment)
        while at >= 0:
            place = bisect_left(self.starts, at + 1) - 1
            end = self.joined.find("\n", at)
            yield self.holders[place], self.joined[self.starts[place] : end if end >= 0 else None]
            at = self.joined.find(fragment, end) if end >= 0 else -1


@dataclass(frozen=True, slots=True)
class Index:
    """All of a vocabulary that contacts are found by."""

    texts: Texts
    phones: Fragments
    emails: Fragments
    initials: dict[str, list[PersonEntry]]
    acronyms: dict[str, list[OrganisationEntry]]

    @classmethod
    def of(cls, words: Vocabulary) -> "Index":
        """The index of this vocabulary, made once."""
        known = words.made_of_it.get("search")
        if isinstance(known, cls):
            return known
        made = words.made_of_it["search"] = cls._made(words)
        return made

    @classmethod
    def _made(cls, words: Vocabulary) -> "Index":
        texts = Texts()
        for entry, why, text in _sides(words):
            texts.add(text, entry, why)
        texts.finish()
        initials: dict[str, list[PersonEntry]] = {}
        for person in words.people:
            initials.setdefault(initials_of(person.name), []).append(person)
        acronyms: dict[str, list[OrganisationEntry]] = {}
        for body in words.organisations:
            for acronym in acronyms_of(body.name):
                acronyms.setdefault(acronym, []).append(body)
        return cls(texts, Fragments.of(_phones(words)), Fragments.of(_emails(words)), initials, acronyms)


def initials_of(name: str) -> str:
    """As minutes use them: "kj" for Keir Jessop, "jrp" for Jo-Rose Prout."""
    return "".join(part[0] for part in plain(name).replace("-", " ").split())


def acronyms_of(name: str) -> list[str]:
    """As people shorten an organisation: its initials, with the place that it is of and without ("ncab", "cab")."""
    letters = "".join(word[0] for word in plain(name).split() if word not in _SMALL_WORDS and word != "&")
    return [letters[start:] for start in range(len(letters) - 2)]


def _sides(words: Vocabulary) -> Iterator[tuple[Entry, str, str]]:
    """Every side by which an entry can be found by words: (entry, what it is, the text)."""
    for person in words.people:
        for name in person.names:
            yield person, "name", name
        for why, text in dict.fromkeys(
            (why, text)
            for sitting in person.sittings
            for why, text in (("role", sitting.role), ("organisation", sitting.organisation))
            if text
        ):
            yield person, why, text
    for body in words.organisations:
        for name in body.names:
            yield body, "name", name
            if (everyday := _EVERYDAY.sub("Police", name)) != name:
                yield body, "name", everyday
    for service in words.services:
        yield service, "name", service.name
        for topic in service.topics:
            yield service, "topic", topic
        for url in service.urls:
            yield service, "page", _slug(url)


def _slug(url: str) -> str:
    """The words of a page's address, which often say what the service's name does not."""
    path = url.partition("://")[2].partition("/")[2]
    return "".join(" " if mark in "-_/." else mark for mark in path)


def _phones(words: Vocabulary) -> Iterator[tuple[str, Entry]]:
    yield from ((digits_of(person.phone or ""), person) for person in words.people)
    yield from ((digits_of(phone), service) for service in words.services for phone in service.phones)


def _emails(words: Vocabulary) -> Iterator[tuple[str, Entry]]:
    yield from (((person.email or "").casefold(), person) for person in words.people)
    yield from ((email.casefold(), service) for service in words.services for email in service.emails)


def asked_words(wanted: str) -> list[str]:
    """The words to look for: without the small ones, unless there are no others."""
    every = wanted.split()
    return [word for word in every if word not in _SMALL_WORDS] or every


@dataclass(frozen=True, slots=True)
class Match:
    """How one word that was asked stands in a text: wrong letters, and letters left out at the end."""

    edits: int
    missing: int


def scores(wanted: str, texts: Texts) -> dict[int, float]:
    """How well each text fits that fits at all, by its place.

    100 for the same, 95 when every word asked for stands there, to 86 for beginnings of words, and to 84 with wrong
    letters: one wrong letter counts a little more than one that was left out at the end, and less than two.
    """
    asked = asked_words(wanted)
    per_word = sorted((matches(word, texts, alone=len(asked) == 1) for word in asked), key=len)
    rarest = per_word[0] if per_word else {}
    found = {
        place: _score([word[place] for word in per_word])
        for place in rarest
        if all(place in word for word in per_word)
    }
    if (same := texts.places.get(wanted)) is not None:
        found[same] = SAME
    return found


def _score(words: list[Match]) -> float:
    edits, missing = sum(word.edits for word in words), sum(word.missing for word in words)
    if edits == 0:
        return WORDS if missing == 0 else BEGINNINGS - min(missing, 8) / 2
    return max(FLOOR, NEAR - 1.3 * (edits - 1) - missing / 4)


def matches(word: str, texts: Texts, *, alone: bool) -> dict[int, Match]:
    """The texts that hold a word like this one, with the best of what they hold."""
    found: dict[int, Match] = {}
    if len(word) >= 4 or (not alone and len(word) >= 2):
        for other, edits in sorted(texts.near(word), key=lambda pair: -pair[1]):
            found.update(dict.fromkeys(texts.words[other], Match(edits, 0)))
    if len(word) >= 2:
        beginning = sorted(texts.beginning(word), key=len, reverse=True)
        for other in beginning:
            found.update(dict.fromkeys(texts.words[other], Match(0, len(other) - len(word))))
    else:
        found.update(dict.fromkeys(texts.words.get(word, ()), Match(0, 0)))
    return found
