"""What a question asks papers for: its words, the ways in which papers may write each, and how near they stand together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from store.lookup import COMMON
from store.texts import unaccented
from store.topics import stem

LONGEST = 300  # characters of a question; nobody asks one thing in more
_MOST = 7  # the longest words of a question, which say the most; each one more doubles what is looked for
_JOINED = 6  # letters from which on a word may be two that others write apart
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Those of PostgreSQL's English that are not common here: its index lacks them, so they can find nothing there.
_STOPPED = frozenset(
    "again against all am because been before being below between both but don during each few further he her here hers"
    " herself him himself his into itself more most myself no nor not now off only other ours ourselves out over own same she"
    " some such theirs themselves then through too until very while yours yourself yourselves above after down doing having"
    " just once".split()
)
_OF_ASKING = frozenset(
    "agree agreed agreement approved board committee concerning decide decided decision discuss discussed endorsed group"
    " issue issues item matter matters meeting meetings minute minuted minutes paper papers partnership please point"
    " question regarding resolve resolved said something stuff thing things topic us we whole".split()
)
_PASSED_OVER = COMMON | _STOPPED
_AGREED = re.compile(
    r"\b(?:agreed?|agreement|resolved?|approved?|endorsed?|decided?|decisions?)\b", re.IGNORECASE
)

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word of a question, in its parts: "e-scooter" has two."""

    parts: Phrase

    @cached_property
    def stem(self) -> str:
        """Without its ending and its hyphens."""
        return _stem("".join(self.parts))

    @property
    def spelt(self) -> tuple[Phrase, ...]:
        """As it was asked for, and in one where that was in several."""
        return (self.parts,) if len(self.parts) == 1 else (self.parts, ("".join(self.parts),))

    @property
    def apart(self) -> tuple[Phrase, ...]:
        """The two words that it may be: "escooter" is "e scooter", and for all that anybody knows "esc ooter"."""
        whole = self.parts[0]
        if len(self.parts) > 1 or len(whole) < _JOINED or not whole.isalpha():
            return ()
        parts = ((whole[:at], whole[at:]) for at in range(1, len(whole) - 2))
        return tuple(pair for pair in parts if _PASSED_OVER.isdisjoint(pair))


@lru_cache(maxsize=4_096)
def _stem(word: str) -> str:
    return stem(word)


def words_in(question: str) -> tuple[Word, ...]:
    """The words that carry a question, the longest ones where it has many, in their order."""
    said = re.sub(r"['’]s\b", "", unaccented(question[:LONGEST]))
    every = [
        word for word in dict.fromkeys(_WORD.findall(said)) if len(word) > 1 and word not in _PASSED_OVER
    ]
    carrying = [word for word in every if word not in _OF_ASKING] or every
    longest = sorted(carrying, key=len, reverse=True)[:_MOST]
    return tuple(Word(tuple(_TOKEN.findall(word))) for word in carrying if word in longest)


def speaks_of_agreeing(said: str) -> bool:
    """Whether a question asks for what was agreed, or a paragraph says that something was."""
    return bool(_AGREED.search(said))


def together(words: Sequence[Word], said: str) -> float:
    """How near each other the words stand in a text: 1 where all follow each other, less where some are missing or scattered."""
    places = list(_places(words, _TOKEN.findall(unaccented(said))))
    held = {stem for _, stem in places}
    if not held:
        return 0
    shortest, window = 1_000, dict[str, int]()
    for place, which in places:
        window[which] = place
        if len(window) == len(held):
            shortest = min(shortest, place - min(window.values()) + 1)
    return len(held) / len(words) * len(held) / max(shortest, len(held))


def _places(words: Sequence[Word], tokens: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where the words stand, also where two tokens make one of them."""
    stems = {word.stem for word in words}
    heads = {word[:2] for word in stems}
    for place, token in enumerate(tokens):
        if token[:2] in heads and _stem(token) in stems:
            yield place, _stem(token)
        elif len(token) <= 2 or token[:2] in heads:
            both = _stem(token + tokens[place + 1]) if place + 1 < len(tokens) else ""
            if both in stems:
                yield place, both
