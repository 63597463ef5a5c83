"""Every name of a partnership by the words it is said in, made once for each vocabulary.

`store.names` goes through the whole directory for one name; here the names in a line are found among a thousand
people without going through any.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from rapidfuzz import fuzz, process

from store.names import MARGIN, THRESHOLD, Party, plain
from store.topics import stem, stems
from store.vocabulary import PersonEntry, Sitting, Vocabulary

LONGEST = 7  # words of a name
_SEATS = frozenset(
    {"lead", "rep", "representative", "officer", "person", "member", "contact", "guy", "woman"}
)


@dataclass(frozen=True)
class NameIndex:
    """Who or what is meant by words, looked up and not searched for."""

    words: Vocabulary

    @cached_property
    def people(self) -> Mapping[int, PersonEntry]:
        """Everybody by their id."""
        return MappingProxyType({person.id: person for person in self.words.people})

    @cached_property
    def spelt(self) -> Mapping[str, tuple[Party, ...]]:
        """Full names, first names, surnames, what bodies are called, and offices, in plain spelling."""
        found: dict[str, list[Party]] = defaultdict(list)
        for name, party in self._names():
            for key in {name, name.replace("-", " ")}:
                if party not in found[key]:
                    found[key].append(party)
        own = {plain(name): body.id for body in self.words.organisations for name in body.names}
        return MappingProxyType({key: _own_first(key, parties, own) for key, parties in found.items()})

    @cached_property
    def initials(self) -> Mapping[str, tuple[Party, ...]]:
        """People by the first letters of their names."""
        found: dict[str, list[Party]] = defaultdict(list)
        for person in self.words.people:
            letters = "".join(part[0] for part in plain(person.name).replace("-", " ").split())
            found[letters].append(_of(person))
        return MappingProxyType({key: tuple(parties) for key, parties in found.items()})

    @cached_property
    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """What a slip of the keyboard is compared with, by its first letter, which is seldom the wrong one."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.spelt:
            if len(key) > 3:
                found[key[0]].append(key)
        return MappingProxyType({letter: tuple(keys) for letter, keys in found.items()})

    @cached_property
    def offices(self) -> tuple[tuple[frozenset[str], PersonEntry, Sitting], ...]:
        """Every office with the stems of its name, who holds or held it, and for whom."""
        return tuple(
            (stems(seat.role), person, seat)
            for person in self.words.people
            for seat in person.sittings
            if seat.role
        )

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every word that stands in a name: none of them is mended into a cue."""
        return frozenset(word for key in self.spelt for word in key.split())

    @cached_property
    def known_words(self) -> Mapping[str, str]:
        """The words by which the directory finds somebody (names, offices, bodies, services, topics), by their stems."""
        services = " ".join(" ".join((each.name, *each.topics)) for each in self.words.services)
        groups = {word for group in self.words.groups for word in plain(group.name).split()}
        words = (*(self.name_words - groups), *plain(services).split())
        return MappingProxyType({stem(word): word for word in words})

    def _names(self) -> Iterable[tuple[str, Party]]:
        for person in self.words.people:
            party, name = _of(person), plain(person.name)
            parts = name.split()
            yield name, party
            for part in parts:
                yield part, party
                for piece in part.split("-"):
                    yield piece, party
            if len(parts) > 1:
                yield f"{parts[0]} {parts[-1][0]}", party
            yield from ((plain(seat.role), party) for seat in person.sittings if seat.role)
        for body in self.words.organisations:
            party = Party("organisation", body.id, body.name)
            yield from ((said, party) for name in body.names for said in _said_for(name))
        for group in self.words.groups:
            party = Party("group", group.id, group.name)
            parts = plain(group.name).split()
            ends = (" ".join(parts[place:]) for place in range(1, len(parts) - 1))
            short = plain(group.short_name)
            for said in (plain(group.name), short, f"{short} group", f"{short} tfg", f"{short} board", *ends):
                yield said, party

    def called(self, said: str, today: date) -> tuple[Party, ...]:
        """Whoever is called exactly so, those who sit today before those who sat."""
        wanted = plain(said)
        found = self.spelt.get(wanted) or self._office(wanted, today)
        return self.present(found, today)

    def initialled(self, letters: str, today: date) -> tuple[Party, ...]:
        """Whoever has these initials."""
        return self.present(self.initials.get(letters.casefold(), ()), today)

    def nearly(self, said: str, today: date) -> tuple[Party, ...]:
        """Whoever is spelt nearly so; several when two are as near."""
        wanted = plain(said)
        if len(wanted) < 4:
            return ()
        keys = self.keys.get(wanted[0], ())
        near = process.extract(wanted, keys, scorer=fuzz.ratio, limit=4, score_cutoff=THRESHOLD)
        if not near:
            return ()
        best = near[0][1]
        close = [party for key, score, _ in near if score > best - MARGIN for party in self.spelt[key]]
        return self.present(tuple(dict.fromkeys(close)), today)

    def _office(self, wanted: str, today: date) -> tuple[Party, ...]:
        """An office in other words: “police lead”, “fire rep”, “secretariat”: who sits for that body today."""
        if wanted in ("secretariat", "secretary", "clerk"):
            return self.spelt.get("support officer", ())
        *first, last = wanted.split() or [""]
        if last not in _SEATS or not first:
            return ()
        bodies = {p.id for p in self.spelt.get(" ".join(first), ()) if p.kind == "organisation"}
        return self.sitting_for(frozenset(filter(None, bodies)), today)

    def sitting_for(self, bodies: frozenset[int], today: date) -> tuple[Party, ...]:
        """Who sits for these organisations today, Board members alone where there are any."""
        seats = [
            (person, seat)
            for person in self.words.people
            for seat in person.sittings
            if seat.organisation_id in bodies and seat.current(today)
        ]
        board = [person for person, seat in seats if seat.capacity == "board"]
        return tuple(dict.fromkeys(_of(person) for person in (board or [person for person, _ in seats])))

    def with_role(self, asked: frozenset[str], today: date) -> tuple[Party, ...]:
        """Who holds an office whose name has all of these stems."""
        holders = (p for words, p, seat in self.offices if asked <= words and seat.current(today))
        return tuple(dict.fromkeys(map(_of, holders)))

    def present(self, found: tuple[Party, ...], today: date) -> tuple[Party, ...]:
        """Of several people those who sit today, if any do."""
        if len(found) < 2:
            return found
        now = tuple(p for p in found if p.kind != "person" or self.people[p.id or 0].current(today))
        return now or found


# What people call a body whose name ends, or begins, with these words.
_OFTEN_CALLED = MappingProxyType(
    {
        "constabulary": ("police", "the police", "constabulary"),
        "fire and rescue service": ("fire service", "fire", "fire brigade", "fire and rescue"),
        "fire and rescue authority": ("fire authority",),
        "probation service": ("probation",),
        "integrated care board": ("icb", "health", "nhs"),
        "county council": ("county council", "county"),
        "city council": ("city council", "city"),
        "borough council": ("borough council", "borough"),
        "district council": ("district council", "district"),
        "police and crime commissioner": ("pcc", "opcc", "commissioner"),
    }
)


def _said_for(name: str) -> Iterable[str]:
    """A name, and what is said for names of its kind where it is the only one."""
    whole = plain(name)
    yield whole
    for ending, said in _OFTEN_CALLED.items():
        if whole.endswith(f" {ending}") or (whole.startswith(ending) and " " in whole):
            yield from said


def _own_first(key: str, parties: list[Party], own: dict[str, int]) -> tuple[Party, ...]:
    """Whoever bears a name comes before those who are only often called so."""
    bearing = [party for party in parties if party.kind == "organisation" and party.id == own.get(key)]
    others = [party for party in parties if party.kind != "organisation"]
    return tuple([*bearing, *others] if bearing else parties)


def _of(person: PersonEntry) -> Party:
    return Party("person", person.id, person.name)
