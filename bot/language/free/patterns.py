"""A way to say something as it is written in the texts, taken apart: which words it has, and which follow each other.

A way with its alternatives stands for very many sentences. None of them is written out: how often a word stands in
them, and how often one follows another, is counted along the way.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_PIECE = re.compile(r"[\[\]()|]\??|[^\s\[\]()|]+")
START, END = "^", "$"

# Gaps that a few words fill, and what the unknown words of a line may be.
_FILLED = MappingProxyType(
    {
        "<mode>": "(online|hybrid|in person|virtual|virtually|teams|zoom|face to face|remote)",
        "<what>": "(papers|reports|paper|public questions|questions)",
        "<format>": "(word|pdf|csv|excel|spreadsheet|vcf|docx|word document)",
        "<service>": "<topic>",
    }
)
_NEW = MappingProxyType(
    {"<new>": (("<new>", 0.6), ("<topic>", 0.4)), "<topic>": (("<topic>", 0.7), ("<new>", 0.3))}
)


@dataclass
class Counts:
    """How often each word, and each pair of words that follow each other, stands in what was counted."""

    words: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    pairs: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))


Before = Mapping[str, float]  # how likely each word stands right before


def count(way: str, label: Callable[[str], str], counts: Counts) -> None:
    """Add the sentences that `way` stands for, all together as one; words are counted by their label."""
    for gap, words in _FILLED.items():
        way = way.replace(gap, words)
    pieces = _PIECE.findall(way)
    ends, left = _sequence(pieces, {START: 1.0}, 1.0, _Counting(label, counts))
    if left:
        raise ValueError(f"“{way}” has a bracket too many.")
    for word, chance in ends.items():
        counts.pairs[word, END] += chance


@dataclass
class _Counting:
    label: Callable[[str], str]
    counts: Counts


def _sequence(
    pieces: list[str], before: Before, chance: float, counting: _Counting
) -> tuple[Before, list[str]]:
    """What stands before whatever follows the sequence, and the pieces behind it."""
    while pieces and pieces[0] not in ("|", ")", "]", ")?", "|?", "]?"):
        piece, pieces = pieces[0], pieces[1:]
        if piece in ("(", "["):
            ways, pieces, closed = _alternatives(pieces, piece)
            before = _either(ways, before, chance, counting, left_out=closed != ")")
        else:
            before = _word(piece, before, chance, counting)
    return before, pieces


def _alternatives(pieces: list[str], opened: str) -> tuple[list[list[str]], list[str], str]:
    """The alternatives between brackets, the pieces behind them, and how they were closed."""
    ways: list[list[str]] = [[]]
    depth = 0
    for place, piece in enumerate(pieces):
        if piece in ("(", "["):
            depth += 1
        elif piece[0] in ")]":
            if not depth:
                return ways, pieces[place + 1 :], piece
            depth -= 1
        if piece == "|" and not depth:
            ways.append([])
        else:
            ways[-1].append(piece)
    raise ValueError(f"“{opened}” is never closed.")


def _either(
    ways: list[list[str]], before: Before, chance: float, counting: _Counting, *, left_out: bool
) -> Before:
    share = (0.5 if left_out else 1.0) / len(ways)
    after: dict[str, float] = defaultdict(float)
    if left_out:
        for word, likely in before.items():
            after[word] += likely / 2
    for way in ways:
        ends, _ = _sequence(way, before, chance * share, counting)
        for word, likely in ends.items():
            after[word] += likely * share
    return after


def _word(piece: str, before: Before, chance: float, counting: _Counting) -> Before:
    after = {}
    for word, share in _NEW.get(piece, ((counting.label(piece), 1.0),)):
        if word == "":
            return before
        counting.counts.words[word] += chance * share
        for previous, likely in before.items():
            if previous != word:
                counting.counts.pairs[previous, word] += chance * share * likely
        after[word] = share
    return after
