"""What the words of a line stand for, once slips of the keyboard are put right."""

from dataclasses import dataclass

from bot.language.context import Context
from bot.language.free.concepts import KNOWN, LEXICON, LONGEST, PHRASES
from bot.language.free.kept import written
from bot.language.free.tokens import Token, mended
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS
from store.texts import unaccented
from store.topics import stem


@dataclass(frozen=True, slots=True)
class Sense:
    """Words from token `first` up to `last` (without it), and the concepts they may stand for."""

    concepts: frozenset[str]
    first: int
    last: int


def put_right(tokens: tuple[Token, ...], context: Context) -> tuple[Token, ...]:
    """Slips of the keyboard in cue words put right; words of names, topics and everyday ones stay."""

    def meant(token: Token) -> Token:
        word = token.word
        if (
            word in KNOWN
            or word in written()
            or word in MONTH_NUMBERS
            or word in WEEKDAY_NUMBERS
            or unaccented(word) in context.names.name_words
        ):
            return token
        if (token.capital and token.start > 0) or context.topics.knows(word):
            return token
        if stem(unaccented(word)) in context.names.known_words:
            return token
        better = mended(word, LEXICON)
        return token if better == word else Token(better, token.start, token.end, token.text)

    return tuple(meant(token) for token in tokens)


_IT = frozenset({"IT"})
_TIMES = frozenset(
    "week month year morning afternoon evening meeting board quarter time term summer spring autumn winter coming".split()
)
_NUMBER = frozenset({"DATE"})  # days, years, and the numbers of items


def senses_of(tokens: tuple[Token, ...], taken: set[int], *, several: bool = False) -> list[Sense]:
    """The cues of a line, the longest phrase at each place; `several`: only those of several words."""
    found: list[Sense] = []
    place = 0
    while place < len(tokens):
        for length in range(LONGEST, 1 if several else 0, -1):
            span = range(place, place + length)
            if span.stop > len(tokens) or any(i in taken for i in span):
                continue
            concepts = PHRASES.get(tuple(tokens[i].word for i in span))
            if (
                length == 1
                and concepts == _IT
                and span.stop < len(tokens)
                and tokens[span.stop].word in _TIMES
            ):
                continue  # “this week”
            if concepts is None and length == 1 and tokens[place].word[0].isdigit():
                concepts = _NUMBER
            if concepts:
                found.append(Sense(concepts, span.start, span.stop))
                place = span.stop - 1
                break
        place += 1
    return found
