"""How fast a contact is found however it is spelt, among 50, 5,000 and 100,000: beside `difflib` and plain `rapidfuzz`.

All are asked the same: a name with one wrong or missing letter. Ours searches people, organisations, roles, topics,
numbers and addresses and ranks them; the other two get the bare names. Then every name is asked for once with a
random slip, to count how often it comes first. `python -m tests.bench.searching` runs it alone.
"""

import difflib
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process

from store.search import find
from store.search_index import Index
from store.tables import Capacity
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Sitting, Vocabulary
from tests.bench.measuring import percentile

SIZES = (50, 5_000, 100_000)
CALLS = 200
OF_DIFFLIB = {50: 200, 5_000: 10, 100_000: 2}  # it takes seconds
AIM_MS, AIM_FIRST = 30.0, 98.0
TODAY = date(2026, 5, 26)

_FIRST = """
Abigail Ada Adil Agnes Ahmed Aisha Alan Alasdair Amara Amit Andrea Angus Anita Anwen Arthur Asha Astrid Barnaby
Beatrice Ben Bethan Bridget Bruno Callum Carys Catherine Cedric Chloe Clara Colin Cordelia Craig Daphne Deepa Delia
Dermot Desmond Dilys Dominic Edith Edmund Eirlys Elspeth Emeka Eric Esme Eugene Farah Felix Femi Fergus Fiona Fraser
Freya Gareth Gemma Gilbert Giles Gwen Hamish Harriet Hassan Hazel Hector Helen Hilda Hugo Imogen Ingrid Iris Isla
Ivor Jacob Jasmin Jerome Jocelyn Josef Julian Kamal Keir Kerry Kirsty Kofi Lachlan Leila Lewis Lionel Lorna Lucy
Magnus Mairi Malcolm Marcus Martha Maya Meera Miles Miriam Morag Nadia Nathan Nerys Ngozi Niall Nigel Nora Olga
Oliver Orla Oscar Owen Patricia Percy Petra Philippa Priya Quentin Rashid Rhiannon Rosalind Rowan Rupert Ruth Samuel
Selma Shabnam Sian Silas Sofia Stella Stuart Sunita Sylvia Tamsin Theo Tobias Trevor Una Ursula Vaughan Vera Victor
Viola Wanda Wesley Winifred Xenia Yasmin Yusuf Zainab Zelda
""".split()
_HEADS = """
Alder Apple Ash Barrow Birch Black Bram Bridge Brook Carr Castle Chester Church Clay Cold Cran Crow Dray East Elder
Ever Fair Farn Fern Glen Gold Grange Green Hal Hart Haw Hazel Hether Holt Kings Kirk Lang Lark Lind Long Mal Marsh
Mill Moor Nether North Oak Over Penn Pem Quarr Rav Red Rook Rush Salt Sel Silver Stan Sted Stoke Sut Thorn Under
Upp Wake Wal West Whit Wil Wind Winter Wood Wy Yar
""".split()
_TAILS = """
bank beck borough bourne bridge brook burgh bury by combe cott cross croft dale den don ditch fell field ford garth
gate grove ham hampton haven hay head hill holm hurst ing lake land law lay leigh ley low man marsh mere mond mont
more ness pool port ridge rigg sett shaw shore side son stead stow thorpe thwaite ton vale wall ward water way well
wick wood worth
""".split()
_BODIES = (
    "Council",
    "Constabulary",
    "Fire Service",
    "Housing Trust",
    "Health Trust",
    "College",
    "Youth Service",
)
_ROLES = ("Community safety lead", "Housing manager", "Prevention officer", "Town centre manager", None, None)


def directory(count: int) -> Vocabulary:
    """An invented directory of that size, the same each time: one organisation to twenty people, and forty services."""
    chance = random.Random(count)
    surnames = [head + tail for head in _HEADS for tail in _TAILS]
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{chance.choice(_FIRST)} {chance.choice(surnames)}"] = None
    bodies = [
        OrganisationEntry(n, f"{chance.choice(surnames)} {chance.choice(_BODIES)} {n}", None, (), False)
        for n in range(1, count // 20 + 2)
    ]
    people = tuple(_person(n, name, chance.choice(bodies), chance) for n, name in enumerate(names, 1))
    services = tuple(
        ServiceEntry(n, f"{chance.choice(surnames)} helpline", (f"01632 {n:06}",), (), (), (f"topic {n}",))
        for n in range(1, 41)
    )
    return Vocabulary(1, 1, "A partnership", "CSP", "Europe/London", people, tuple(bodies), (), services, ())


def _person(number: int, name: str, body: OrganisationEntry, chance: random.Random) -> PersonEntry:
    sitting = Sitting(body.id, body.name, Capacity.BOARD, chance.choice(_ROLES), None, None)
    email = f"{name.lower().replace(' ', '.')}@partnership.example"
    return PersonEntry(number, name, None, email, f"01632 {number:06}", None, (sitting,))


def with_a_slip(name: str, chance: random.Random) -> str:
    """The name with one letter wrong or missing, anywhere but between its words."""
    place = chance.choice([at for at, letter in enumerate(name) if letter.isalpha()])
    others = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != name[place].lower()]
    return name[:place] + chance.choice(["", chance.choice(others)]) + name[place + 1 :]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size: milliseconds by who searched, and of how many names each came first."""

    size: int
    built: float
    times: dict[str, list[float]]
    first: float


def measured(size: int, calls: int, of_difflib: int) -> Figures:
    """Ask all three in turn, so that the machine's moods reach them alike; then each name once."""
    words = directory(size)
    began = time.perf_counter()
    Index.of(words)
    built = (time.perf_counter() - began) * 1000
    names = [person.name for person in words.people]
    chance = random.Random(7)
    ways: dict[str, Callable[[str], object]] = {
        "ours": lambda query: find(query, words, TODAY),
        "rapidfuzz": lambda query: process.extract(query, names, limit=8),
        "difflib": lambda query: difflib.get_close_matches(query, names, 8),
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for call in range(calls):
        query = with_a_slip(chance.choice(names), chance)
        for way, ask in ways.items():
            if way != "difflib" or call < of_difflib:
                times[way].append(_milliseconds(ask, query))
    return Figures(size, built, times, found_first(words))


def _milliseconds(ask: Callable[[str], object], query: str) -> float:
    began = time.perf_counter()
    ask(query)
    return (time.perf_counter() - began) * 1000


def found_first(words: Vocabulary) -> float:
    """Of a hundred names with a slip, how many come first; every name is asked for."""
    chance = random.Random(11)
    hits = 0
    for person in words.people:
        found = find(with_a_slip(person.name, chance), words, TODAY)
        hits += bool(found) and found[0].entry.id == person.id and isinstance(found[0].entry, PersonEntry)
    return 100 * hits / len(words.people)


def lines(figures: Figures) -> Iterator[str]:
    """The figures of one size, for people."""
    for way, times in figures.times.items():
        told = f"{figures.size:>7,} contacts, {way:9}: median {statistics.median(times):9.2f} ms"
        yield f"{told}, p99 {percentile(times, 99):9.2f} ms"
    verdict = "met" if figures.first >= AIM_FIRST else "not met"
    yield (
        f"{figures.size:>7,} contacts, a slip in every name: {figures.first:.1f} of 100 first, aim {AIM_FIRST:g}: {verdict};"
        f" index made in {figures.built:.0f} ms"
    )


def run() -> bool:
    """Measure and print; whether the aims are met."""
    met = True
    for size in SIZES:
        figures = measured(size, CALLS, OF_DIFFLIB[size])
        for line in lines(figures):
            print(line, flush=True)
        median = statistics.median(figures.times["ours"])
        met &= median <= AIM_MS and figures.first >= AIM_FIRST
    print(f"median at {SIZES[-1]:,}: {median:.2f} ms, aim {AIM_MS:g} ms: {'met' if met else 'not met'}")
    return met


if __name__ == "__main__":
    run()
