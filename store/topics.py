"""What action points are about: found by the words of their texts, made once for each state of the register."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType

from rapidfuzz import fuzz, process

from store.names import plain
from store.reference import Reference
from store.views import PointView

NEAR = 84  # of 100: below this a word is another one
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e", "y")


def stem(word: str) -> str:
    """A word without its ending and its hyphens."""
    bare = word.replace("-", "").replace("'", "").replace("/", "")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare


@lru_cache(maxsize=16_384)
def stems(text: str) -> frozenset[str]:
    """The stems of a text. Remembered, so that a changed register costs only what has changed."""
    words = plain(text).split()
    parts = [part for word in words if "-" in word for part in word.split("-")]
    pairs = [f"{one}{two}" for one, two in pairwise(words) if len(one) == 1]
    return frozenset(stem(word) for word in (*words, *parts, *pairs) if len(word) > 1)


@dataclass(frozen=True)
class Topics:
    """The action points of a partnership by what they are about; `edition` is the change they were read after."""

    edition: int = 0
    points: tuple[PointView, ...] = ()

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, point in enumerate(self.points):
            for word in stems(point.text):
                found[word].append(place)
        return MappingProxyType({word: tuple(places) for word, places in found.items()})

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[str, ...]]:
        """The longer stems by their first letter, which is seldom the wrong one."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            if len(word) > 3:
                found[word[0]].append(word)
        return MappingProxyType({letter: tuple(words) for letter, words in found.items()})

    @cached_property
    def unfinished(self) -> frozenset[int]:
        """The ids of those that are still to be done."""
        return frozenset(point.id for point in self.points if point.unfinished)

    @cached_property
    def finished(self) -> frozenset[int]:
        """The ids of the others."""
        return frozenset(point.id for point in self.points) - self.unfinished

    @cached_property
    def _owned(self) -> Mapping[str, tuple[PointView, ...]]:
        found: dict[str, list[PointView]] = defaultdict(list)
        for point in self.points:
            if point.unfinished:
                for owner in point.owners:
                    found[owner].append(point)
        return MappingProxyType({owner: tuple(points) for owner, points in found.items()})

    def owned_by(self, name: str) -> tuple[PointView, ...]:
        """What somebody of that name owns and has not finished."""
        return self._owned.get(name, ())

    @cached_property
    def _numbered(self) -> Mapping[str, tuple[PointView, ...]]:
        found: dict[str, list[PointView]] = defaultdict(list)
        for point in self.points:
            found[point.ref].append(point)
        return MappingProxyType({ref: tuple(points) for ref, points in found.items()})

    def referred(self, ref: Reference) -> PointView | None:
        """The one that a reference means; of a bare one the latest."""
        same = [
            point
            for point in self._numbered.get(str(ref), ())
            if ref.year in (None, point.reference.year) and (ref.group or "") == point.group
        ]
        return max(same, key=lambda point: point.raised, default=None)

    def knows(self, word: str) -> bool:
        """Whether any action point has this word."""
        return stem(word) in self._places

    def spelt(self, word: str) -> str | None:
        """The stem that is meant by a word, slips of the keyboard included; None where none comes near."""
        wanted = stem(word)
        if wanted in self._places:
            return wanted
        if len(wanted) < 4:
            return None
        near = process.extractOne(
            wanted, self._spelt.get(wanted[0], ()), scorer=fuzz.ratio, score_cutoff=NEAR
        )
        return near[0] if near else None

    def about(self, words: Iterable[str], among: frozenset[int] | None = None) -> list[PointView]:
        """The points that these words are about, all as likely; empty where too little of it fits.

        Rare words weigh more than common ones, and words that no action point has speak against all of them.
        """
        weights: dict[int, float] = defaultdict(float)
        asked = 0.0
        for word in dict.fromkeys(words):
            known = self.spelt(word)
            weight = self._weight(known)
            asked += weight
            for place in self._places.get(known or "", ()):
                if among is None or self.points[place].id in among:
                    weights[place] += weight
        best = max(weights.values(), default=0)
        if not asked or best < asked * 0.5:
            return []
        return [self.points[place] for place, weight in weights.items() if weight >= best * 0.85]

    def _weight(self, word: str | None) -> float:
        if word is None:
            return 1.5
        return 0.5 + math.log((len(self.points) + 1) / len(self._places[word]))
