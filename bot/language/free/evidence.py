"""Which request the words of a line speak for.

A sentence that nobody wrote down is understood when its words are those of one request, and why can be told: the words,
with what each of them counts.
"""

import itertools
from functools import cache, cached_property

from bot.language.everyday import COMMON, STOP
from bot.language.free.counted import Counted
from bot.language.free.kept import lessons
from bot.language.free.labels import labels
from bot.language.free.learning import ASKING, QUESTION, STATEMENT
from bot.language.free.patterns import END, START
from bot.language.free.reading import Reading
from bot.language.free.tokens import mended
from store.topics import stem

HALF = 0.5  # what words count that the line brings along, where some may be
LITTLE = 0.4  # what a word that carries no meaning of its own counts beside one that does
CLEARLY = 4.0  # what at least one word has to count for a request, on a scale from 0 to 7
RARE = 2  # a word in the ways of so few requests may also be what an action point is about


class Evidence:
    """What was counted in the ways to say everything, as a line is compared with it."""

    def __init__(self, counted: Counted) -> None:
        self.counted = counted
        self._number = {title: number for number, title in enumerate(counted.titles)}
        self.words = frozenset(counted.words)
        self._last: Spoken | None = None

    @cached_property
    def _lexicon(self) -> frozenset[str]:
        return frozenset(word for word in self.words if len(word) > 3 and word.isalpha())

    def _is_rare(self, word: str) -> bool:
        return word in self.words and len(self.counted.row(word)) <= RARE

    def known(self, label: str) -> str:
        """The label as it was counted: a slip put right, `<topic>` for what the books know, `<new>` for all else."""
        topical, word = label.startswith("?"), label.removeprefix("?")
        if word in self.words and not (topical and self._is_rare(word)):
            return word
        if topical:
            return "<topic>"
        better = mended(word, self._lexicon) if len(word) > 4 and word not in COMMON else word
        return better if better != word else "<new>"

    def has(self, title: str, label: str) -> bool:
        """Whether a request is said with that word: what it is not said with is what a line brings along."""
        return self.place(title) in self.counted.owners(label)

    def of(self, r: Reading) -> "Spoken":
        """What a line speaks for; of the line that was asked about last it is known."""
        if self._last is None or self._last.reading is not r:
            self._last = Spoken(self, r)
        return self._last

    def place(self, title: str) -> int:
        """Where a request stands among all that were counted; -1 for none of them."""
        return self._number.get(title, -1)

    def features(self, r: Reading, row: tuple[str, ...]) -> tuple[str, ...]:
        """What is counted of a line: its words, those that follow each other, and what they stand for."""
        whole = (START, *row, END)
        also = [word for word in (stem(r.tokens[place].word) for place in r.left) if self._is_rare(word)]
        pairs = [f"{one} {two}" for one, two in itertools.pairwise(whole)]
        concepts = [f"#{concept}" for sense in r.senses for concept in sense.concepts]
        asks = ["?"] if r.line.rstrip().endswith("?") else []
        how = [QUESTION if whole[1] in ASKING or asks else STATEMENT]
        return tuple(dict.fromkeys([*row, *also, *pairs, *concepts, *asks, *how]))


class Spoken:
    """One line compared with what was counted."""

    def __init__(self, evidence: Evidence, r: Reading) -> None:
        self.reading = r
        self._evidence = evidence
        self._labels = labels(r, evidence.known)
        features = evidence.features(r, self._labels)
        self._rows = {feature: dict(evidence.counted.row(feature)) for feature in features}

    @cached_property
    def weighed(self) -> dict[str, float]:
        """How much the line speaks for each request."""
        counted = self._evidence.counted
        sums = list(counted.absent)
        for row in self._rows.values():
            for place, weight in row.items():
                sums[place] += weight
        return dict(zip(counted.titles, sums, strict=True))

    def explains(self, title: str) -> float:
        """How much of what the line says stands in the ways of a request, from 0 to 1; of what it brings along half."""
        place = self._evidence.place(title)
        telling = (row[place] for feature, row in self._rows.items() if place in row and _tells(feature))
        if max(telling, default=0.0) < CLEARLY:
            return 0.0
        free = (
            HALF if self._evidence.has(title, "<new>") else 0.0
        )  # what the line brings along may have any words
        told = all_of_it = 0.0
        for label in self._labels:
            carries = LITTLE if label in STOP else 1.0
            told += carries * (1.0 if label != "<new>" and place in self._rows[label] else free)
            all_of_it += carries
        return told / all_of_it if all_of_it else 0.0

    def why(self, title: str) -> list[tuple[str, float]]:
        """The words of the line that speak for a request, with what each counts, most first."""
        place = self._evidence.place(title)
        found = [(feature, row[place]) for feature, row in self._rows.items() if row.get(place, 0.0) > 0]
        return sorted(found, key=lambda each: -each[1])


def _tells(feature: str) -> bool:
    """Whether a feature can be what a request is known by: not a gap, a little word, or how a sentence begins."""
    first, _, second = feature.partition(" ")
    if second:
        return not {START, END, "<new>", "<topic>"} & {first, second}
    return feature not in (QUESTION, STATEMENT, "?") and feature[0] != "<" and feature not in STOP


@cache
def evidence() -> Evidence:
    """What the texts teach, compared with lines."""
    return Evidence(lessons())
