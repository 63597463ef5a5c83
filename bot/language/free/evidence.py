"""Which request the words of a line speak for: learnt from the ways to say each, by counting.

A word speaks for a request as much as it stands more often in the ways to say that than in those to say anything else
(naive Bayes over words, pairs of words and what words stand for). So a sentence that nobody wrote down is still
understood when its words are those of one request, and why can be told: the words, with what each of them counts.
"""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from math import log
from types import MappingProxyType

from bot.language.free.concepts import COMMON, PHRASES, STOP
from bot.language.free.labels import label_of, labels
from bot.language.free.patterns import END, START, Counts, count
from bot.language.free.reading import Reading
from bot.language.free.tokens import mended
from bot.language.free.ways import ways
from store.topics import stem

SMOOTH = 0.25  # of a word that was never seen in the ways of a request
MOST = 3.0  # what one word may count against a request; for it, one more
HALF = 0.5
LITTLE = 0.4  # what a word that carries no meaning of its own counts beside one that does
CLEARLY = 4.0  # what at least one word has to count for a request, on a scale from 0 to 7
MISSED = 1.0  # how far a word that is missing counts beside one that is there
ALWAYS = 0.95  # no word stands in every way to say something
NAMED = 4.0  # more, against a request in whose ways nothing of that kind is ever named
_NAMED_GAPS = frozenset("<ref> <person> <body> <item> <phone> <email> <link> <user>".split())
RARE = 2  # a word in the ways of so few requests may also be what an action point is about
Features = Mapping[str, float]


QUESTION, STATEMENT = "#asked", "#stated"
_ASKING = frozenset(
    map(
        stem,
        "who whos whom whose what whats when whens where wheres which how hows is are am has have did does do was were any anything will".split(),
    )
)


class Evidence:
    """What was counted in the ways to say everything."""

    def __init__(self, written: Mapping[str, tuple[str, ...]]) -> None:
        self.titles = tuple(written)
        counted = {title: _counted(said) for title, said in written.items()}
        self._weights, spread = _weighted(counted, written)
        self._absent = {title: _absent(each, len(written[title])) for title, each in counted.items()}
        self.words = frozenset(filter(_is_word, spread))
        self.rare = frozenset(word for word in self.words if spread[word] <= RARE)
        self._own = {title: frozenset(each) for title, each in counted.items()}

    @cached_property
    def _lexicon(self) -> frozenset[str]:
        return frozenset(word for word in self.words if len(word) > 3 and word.isalpha())

    def known(self, label: str) -> str:
        """The label as it was counted: a slip put right, `<topic>` for what the books know, `<new>` for all else."""
        topical, word = label.startswith("?"), label.removeprefix("?")
        if word in self.words and not (topical and word in self.rare):
            return word
        if topical:
            return "<topic>"
        better = mended(word, self._lexicon) if len(word) > 4 and word not in COMMON else word
        return better if better != word else "<new>"

    def of(self, title: str) -> frozenset[str]:
        """The words in which a request is said: what is none of them is what the line brings along."""
        return self._own.get(title, frozenset())

    def explains(self, r: Reading, title: str) -> float:
        """How much of what a line says stands in the ways of a request, from 0 to 1; of what the line brings along half."""
        own = self.of(title)
        free = HALF if "<new>" in own else 0.0  # what the line brings along may have any words
        told = all_of_it = 0.0
        for label in labels(r, self.known):
            carries = LITTLE if label in STOP else 1.0
            told += carries * (1.0 if label in own and label != "<new>" else free)
            all_of_it += carries
        speaks = max((weight for feature, weight in self.why(r, title) if _tells(feature)), default=0.0)
        return told / all_of_it if all_of_it and speaks >= CLEARLY else 0.0

    def features(self, r: Reading) -> tuple[str, ...]:
        """What is counted of a line: its words, those that follow each other, and what they stand for."""
        row = (START, *labels(r, self.known), END)
        also = [word for word in (stem(r.tokens[place].word) for place in r.left) if word in self.rare]
        pairs = [f"{one} {two}" for one, two in itertools.pairwise(row)]
        concepts = [f"#{concept}" for sense in r.senses for concept in sense.concepts]
        asks = ["?"] if r.line.rstrip().endswith("?") else []
        how = [QUESTION if row[1] in _ASKING or asks else STATEMENT]
        return tuple(dict.fromkeys([*row[1:-1], *also, *pairs, *concepts, *asks, *how]))

    def weighed(self, r: Reading) -> dict[str, float]:
        """How much the line speaks for each request."""
        sums = dict(self._absent)
        for feature in self.features(r):
            for title, weight in self._weights.get(feature, ()):
                sums[title] += weight
        return sums

    def why(self, r: Reading, title: str) -> list[tuple[str, float]]:
        """The words of a line that speak for a request, with what each counts, most first."""
        found = [(f, dict(self._weights.get(f, ())).get(title, 0.0)) for f in self.features(r)]
        return sorted((each for each in found if each[1] > 0), key=lambda each: -each[1])


def _counted(said: tuple[str, ...]) -> dict[str, float]:
    """How often each feature stands in the ways of one request."""
    counts = Counts()
    for way in said:
        count(way, label_of, counts)
    found = dict(counts.words)
    found |= {f"{one} {two}": number for (one, two), number in counts.pairs.items()}
    asked = sum(number for (one, two), number in counts.pairs.items() if one == START and two in _ASKING)
    found |= {QUESTION: asked, STATEMENT: len(said) - asked} if asked < len(said) else {QUESTION: asked}
    for word, number in counts.words.items():
        for concept in PHRASES.get((word,), ()):
            found[f"#{concept}"] = found.get(f"#{concept}", 0.0) + number
    return found


def _missing(number: float, size: int) -> float:
    """What it counts against a request that a word which often stands in its ways does not stand in a line."""
    return MISSED * log(1.0 - min(number / size, ALWAYS))


def _absent(here: Mapping[str, float], size: int) -> float:
    """The same for all of its words: what a line with none of them would count."""
    return sum(_missing(number, size) for feature, number in here.items() if _is_word(feature))


def _tells(feature: str) -> bool:
    """Whether a feature can be what a request is known by: not a gap, a little word, or how a sentence begins."""
    first, _, second = feature.partition(" ")
    if second:
        return not {START, END, "<new>", "<topic>"} & {first, second}
    return feature not in (QUESTION, STATEMENT, "?") and feature[0] != "<" and feature not in STOP


def _is_word(feature: str) -> bool:
    return feature[0] != "#" and " " not in feature


Weights = Mapping[str, tuple[tuple[str, float], ...]]


def _weighted(
    counted: Mapping[str, Mapping[str, float]], written: Mapping[str, tuple[str, ...]]
) -> tuple[Weights, dict[str, int]]:
    """What each feature counts, by request, and in the ways of how many requests it stands.

    It is the logarithm of how much more often it stands there than elsewhere. Where it never stands it counts `MOST`
    against a request; since that is the same for all others, they are left at nothing and the rest is lifted.
    """
    everything = sum(map(len, written.values()))
    places: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for title, here in counted.items():
        for feature, number in here.items():
            places[feature].append((title, min(number, float(len(written[title])))))
    weights = {}
    for feature, found in places.items():
        total = sum(number for _, number in found)
        against = MOST + (NAMED if feature in _NAMED_GAPS else 0.0)
        weights[feature] = tuple(
            (
                title,
                against
                + _weight(number, total, len(written[title]), everything)
                - (_missing(number, len(written[title])) if _is_word(feature) else 0.0),
            )
            for title, number in found
        )
    return MappingProxyType(weights), {feature: len(found) for feature, found in places.items()}


def _weight(number: float, total: float, size: int, everything: int) -> float:
    there = (number + SMOOTH * total / everything) / (size + SMOOTH)
    elsewhere = (total - number + 0.5 * total / everything) / (everything - size + 0.5)
    return max(-MOST, min(MOST + 1, log(there / elsewhere)))


@cache
def evidence() -> Evidence:
    """What was learnt from the texts, once."""
    return Evidence(ways())
