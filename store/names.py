"""Who is meant by a name: people, organisations and groups, however they are written.

The rules, first that finds anybody wins: the full name; what an organisation or group is called; a role ("the
chair"); a first name, surname or initials; last, the nearest spelling. Those who sit now come before those who
sat. Several that fit equally are all returned, and whoever asked must ask back.

A first name or initials may be several people's: then those count who are in the `company` of whoever speaks, the
people of the group that meets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from store.errors import Ambiguous, NotFound
from store.phrases import listed
from store.texts import unaccented
from store.vocabulary import PersonEntry, Vocabulary

THRESHOLD = 84  # below this a spelling is another word, measured on names with one wrong letter
NEAR = 55  # below this a name is not worth suggesting: chance likenesses of the sample reach 54
MARGIN = 5  # nearer together than this, two candidates are a tie
LONGEST = 4  # parts that the name of one body may have between its commas and "and"s

_TITLES = re.compile(
    r"^(?:(?:chief|detective|temporary|deputy|assistant)\s+)*"
    r"(?:cllr|councillor|inspector|insp|superintendent|supt|sergeant|sgt|constable|pc|dr|mr|mrs|ms|miss|prof|professor)\.?\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:the|our)\s+|@\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever can own an action point. `kind` is "person", "organisation", "group", or "name" for nobody known."""

    kind: str
    id: int | None
    name: str


def plain(text: str) -> str:
    """A name without titles, articles, case, accents and stray marks, for comparing."""
    bare = _TITLES.sub("", _ARTICLE.sub("", text.strip()))
    return " ".join(re.sub(r"[^\w\s'’&-]", " ", unaccented(bare)).replace("’", "'").split())


def split_title(text: str) -> tuple[str | None, str]:
    """A typed name as its title and the name without it."""
    match = _TITLES.match(text.strip())
    return (match[0].strip(), text.strip()[match.end() :]) if match else (None, text.strip())


def candidates(
    name: str, words: Vocabulary, today: date, company: frozenset[int] = frozenset()
) -> list[Party]:
    """Everybody that `name` may mean, all equally likely; empty when nobody comes near."""
    wanted = plain(name)
    if not wanted:
        return []
    for rule in (_full_names, _told_apart, _bodies, _roles, _parts, _initials):
        found = list(rule(name.strip(), wanted, words, today))
        if found:
            return _of_company(_present_first(found, words, today), company)
    return _of_company(_nearest(wanted, words, today), company)


def _of_company(found: list[Party], company: frozenset[int]) -> list[Party]:
    """Of several people, the one who is in the company; when none or several are, it stays in doubt."""
    near = [party for party in found if party.kind == "person" and party.id in company]
    people = all(party.kind == "person" for party in found)
    return near if people and len(near) == 1 else found


def one(name: str, words: Vocabulary, today: date, company: frozenset[int] = frozenset()) -> Party:
    """The one party that `name` means. Raises Ambiguous with the choices, NotFound with the nearest names."""
    found = candidates(name, words, today, company)
    if len(found) == 1:
        return found[0]
    if found:
        raise doubtful(name.strip(), found, words)
    near = nearest_names(name, words)
    hint = f" The nearest name{'s are' if len(near) > 1 else ' is'} {listed(near, 'or')}." if near else ""
    raise NotFound(f"Nobody in the directory is called “{name.strip()[:80]}”.{hint} Nothing was changed.")


def doubtful(said: str, found: list[Party], words: Vocabulary) -> Ambiguous:
    """The question to ask back when what was said may be any of them."""
    people = (words.person(party.id) if party.kind == "person" else None for party in found)
    choices = [
        told_apart(person, words) if person else party.name
        for party, person in zip(found, people, strict=True)
    ]
    return Ambiguous(f"“{said}” may be {listed(choices, 'or')}.", said, choices)


def told_apart(person: PersonEntry, words: Vocabulary) -> str:
    """The name, or where others bear it "Ada Okafor (Fire Service)", or at last the number of the entry."""
    namesakes = [p for p in words.people if p.id != person.id and plain(p.name) == plain(person.name)]
    if not namesakes:
        return person.name
    bodies = {s.organisation for other in namesakes for s in other.sittings}
    own = next(
        (s.organisation for s in person.sittings if s.organisation and s.organisation not in bodies), ""
    )
    return f"{person.name} ({own or f'no. {person.id}'})"


_APART = re.compile(r"(?P<name>.+?)\s*\((?P<by>[^()]+)\)")


def _told_apart(said: str, _wanted: str, words: Vocabulary, _today: date) -> Iterator[Party]:
    """A namesake by what tells them apart."""
    match = _APART.fullmatch(said)
    for person in words.people if match else ():
        by = [f"no. {person.id}", *(s.organisation for s in person.sittings)]
        if match and plain(person.name) == plain(match["name"]) and match["by"] in by:
            yield _person(person)


def nearest_names(name: str, words: Vocabulary, count: int = 3) -> list[str]:
    """The names most like it, best first, for a reply that has to admit it found nobody."""
    known = [person.name for person in words.people] + [body.name for body in words.organisations]
    keys = {known_name: plain(known_name) for known_name in known}
    found = process.extract(plain(name), keys, scorer=fuzz.WRatio, limit=count, score_cutoff=NEAR)
    return [known_name for _key, _score, known_name in found]


def _full_names(_said: str, wanted: str, words: Vocabulary, _today: date) -> Iterator[Party]:
    return (_person(person) for person in words.people if any(plain(n) == wanted for n in person.names))


def _bodies(_said: str, wanted: str, words: Vocabulary, _today: date) -> Iterator[Party]:
    for group in words.groups:
        if wanted in (plain(group.name), plain(group.short_name)):
            yield Party("group", group.id, group.name)
    for body in words.organisations:
        if any(plain(name) == wanted for name in body.names):
            yield Party("organisation", body.id, body.name)
    if wanted in (plain(words.name), plain(words.short_name)) and words.board:
        yield Party("group", words.board.id, words.board.name)


def _roles(_said: str, wanted: str, words: Vocabulary, today: date) -> Iterator[Party]:
    for person in words.people:
        roles = {plain(s.role) for s in person.sittings if s.role and s.current(today)}
        if wanted in roles or (wanted == "secretariat" and "support officer" in roles):
            yield _person(person)


def _parts(_said: str, wanted: str, words: Vocabulary, _today: date) -> Iterator[Party]:
    """First names, surnames, and a first name with the surname's beginning ("Ada O")."""
    for person in words.people:
        parts = plain(person.name).split()
        asked = wanted.split()
        if wanted in parts or (
            len(asked) > 1
            and asked[0] == parts[0]
            and parts[-1].startswith(asked[-1])
            and len(asked) <= len(parts)
        ):
            yield _person(person)


def _initials(said: str, wanted: str, words: Vocabulary, _today: date) -> Iterator[Party]:
    if not re.fullmatch(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?", said):
        return
    letters = wanted.replace(" ", "").replace(".", "")
    for person in words.people:
        if "".join(part[0] for part in re.split(r"[\s-]+", plain(person.name)) if part) == letters:
            yield _person(person)


def _nearest(wanted: str, words: Vocabulary, today: date) -> list[Party]:
    """The nearest spelling over full names, parts of names, and what bodies are called."""
    spelt: list[tuple[str, Party]] = []
    for person in words.people:
        name = plain(person.name)
        spelt += [(form, _person(person)) for form in {name, *(p for p in name.split() if len(p) > 3)}]
    for body in words.organisations:
        spelt += [(plain(name), Party("organisation", body.id, body.name)) for name in body.names]
    for group in words.groups:
        spelt += [
            (plain(name), Party("group", group.id, group.name)) for name in (group.name, group.short_name)
        ]
    scores: dict[Party, float] = {}
    found = process.extract(
        wanted, [form for form, _ in spelt], scorer=fuzz.ratio, limit=8, score_cutoff=THRESHOLD
    )
    for _form, score, place in found:
        party = spelt[place][1]
        scores[party] = max(score, scores.get(party, 0))
    if not scores:
        return []
    best = max(scores.values())
    return _present_first([party for party, score in scores.items() if score > best - MARGIN], words, today)


def _present_first(found: list[Party], words: Vocabulary, today: date) -> list[Party]:
    """Of several people, those who sit now, if any do; everybody else as found, each once."""
    unique = list(dict.fromkeys(found))
    if len(unique) < 2:
        return unique
    sitting = {person.id for person in words.people if person.current(today)}
    present = [party for party in unique if party.kind != "person" or party.id in sitting]
    return present or unique


def _person(person: PersonEntry) -> Party:
    return Party("person", person.id, person.name)


# "Ada Okafor and the Fire Service to update …": who stands before the first " to " with a verb after it.
_OWNED = re.compile(r"^(?P<who>.{2,120}?)\s+to\s+(?P<what>[a-z].*)$", re.DOTALL)
_AND = re.compile(r"\s*(?:,\s*and\s+|,|;|&|\s+and\s+|\s*/\s*)\s*")


def names_in(said: str, words: Vocabulary) -> list[str]:
    """The names of a list, as written: “A, B and C”. A body whose own name has an “and” in it is one of them."""
    bodies = {plain(name) for name in _names_of_bodies(words)}
    marks = [
        (mark.start(), mark.end()) for mark in _AND.finditer(said) if not _in_brackets(said, mark.start())
    ]
    starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(said)]
    names, place = [], 0
    while place < len(starts):
        last = max(
            end
            for end in range(place, min(place + LONGEST, len(ends)))
            if end == place or plain(said[starts[place] : ends[end]]) in bodies
        )
        names.append(said[starts[place] : ends[last]].strip())
        place = last + 1
    return [name for name in names if name]


def _in_brackets(said: str, place: int) -> bool:
    """What tells namesakes apart, “Ada Okafor (Fire and Rescue)”, is no list."""
    return said.count("(", 0, place) > said.count(")", 0, place)


def _names_of_bodies(words: Vocabulary) -> Iterator[str]:
    for group in words.groups:
        yield from (group.name, group.short_name)
    for body in words.organisations:
        yield from body.names


_I_WILL = re.compile(r"^I(?:['’]ll| will| shall| am going to)\s+")
ONESELF = frozenset({"me", "myself", "i"})


def in_own_name(text: str, name: str, words: Vocabulary) -> str:
    """“I will share it” and “me and Ada to share it” with the name of whoever says it, since a paper has no “I”."""
    said = _I_WILL.sub(lambda _: f"{name} to ", text.strip())
    match = _OWNED.match(said)
    who = names_in(match["who"], words) if match else []
    if match is None or not ONESELF & {one.casefold() for one in who}:
        return said
    return f"{listed(name if one.casefold() in ONESELF else one for one in who)} to {match['what']}"


def owners_in(
    text: str, words: Vocabulary, today: date, company: frozenset[int] = frozenset()
) -> list[Party]:
    """The owners that a text names: who stands before “to do something”.

    Raises Ambiguous when a name may be several people. Whoever is in no book is no owner: such an action is
    the partnership's.
    """
    match = _OWNED.match(text.strip())
    if match is None:
        return []
    whole = candidates(match["who"], words, today)
    if len(whole) == 1:
        return whole
    parties = []
    for name in names_in(match["who"], words):
        found = candidates(name, words, today, company)
        if len(found) > 1:
            raise doubtful(name, found, words)
        parties += found
    return list(dict.fromkeys(parties))
