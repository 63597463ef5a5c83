"""What the ways to say each request teach, by counting: how much every word of them speaks for which request.

A word speaks for a request as much as it stands more often in the ways to say that than in those to say anything else
(naive Bayes over words, pairs of words and what words stand for).
"""

from collections import defaultdict
from collections.abc import Mapping
from math import log
from types import MappingProxyType

from bot.language.free.concepts import PHRASES
from bot.language.free.counted import Counted
from bot.language.free.label import label_of
from bot.language.free.patterns import START, Counts, count
from bot.language.free.ways import words_of
from store.topics import stem

SMOOTH = 0.25  # of a word that was never seen in the ways of a request
MOST = 3.0  # what one word may count against a request; for it, one more
MISSED = 1.0  # how far a word that is missing counts beside one that is there
ALWAYS = 0.95  # no word stands in every way to say something
NAMED = 4.0  # more, against a request in whose ways nothing of that kind is ever named
_NAMED_GAPS = frozenset("<ref> <person> <body> <item> <phone> <email> <link> <user>".split())

QUESTION, STATEMENT = "#asked", "#stated"
ASKING = frozenset(
    map(
        stem,
        "who whos whom whose what whats when whens where wheres which how hows is are am has have did does do was were any anything will".split(),
    )
)


def _counted(said: tuple[str, ...]) -> dict[str, float]:
    """How often each feature stands in the ways of one request."""
    counts = Counts()
    for way in said:
        count(way, label_of, counts)
    found = dict(counts.words)
    found |= {f"{one} {two}": number for (one, two), number in counts.pairs.items()}
    asked = sum(number for (one, two), number in counts.pairs.items() if one == START and two in ASKING)
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


def learnt(written: Mapping[str, tuple[str, ...]], heard: Mapping[str, tuple[str, ...]]) -> Counted:
    """What the ways to say each request teach, and what people wrote, which has much in it that is only their own."""
    said = {title: (*written.get(title, ()), *heard.get(title, ())) for title in {**written, **heard}}
    counted = {title: _counted(each) for title, each in said.items()}
    sizes = {title: len(each) for title, each in said.items()}
    weights, spread = _weighted(counted, said)
    return Counted.of(
        tuple((title, _absent(here, sizes[title])) for title, here in counted.items()),
        weights,
        own=frozenset((feature, title) for title, each in written.items() for feature in _counted(each)),
        words=tuple(filter(_is_word, spread)),
        written=tuple(sorted(words_of(said))),
    )
