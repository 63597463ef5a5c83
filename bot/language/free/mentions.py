"""What of the books a line speaks of: references, people and bodies, meetings. Each with the words that name it."""

import re
from dataclasses import dataclass

from bot.language.context import Context
from bot.language.everyday import COMMON, STOP
from bot.language.free.concepts import KNOWN
from bot.language.free.tokens import Token, unquoted
from store.name_index import LONGEST
from store.names import Party
from store.reference import Reference

# First names that are everyday words as well: only with a capital, or after a word that leads to a person.
_ALSO_WORDS = frozenset(
    "will mark may rose hope grant frank bill rob sue pat grace dean miles drew art jack joy ray guy chase grove"
    " young long price brown white green black day best case cross field hall hand hill king lane law love moss park"
    " page piper pool rich robin short stone street strong sharp summer sunny waters wood woods cook board chair the".split()
)
_LEADS_TO_NAME = frozenset(
    "for to with is from about by ring call email phone contact tell ask and who whos when has hows of remind to at".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words from token `first` up to `last` (without it), and whom they may mean, all as likely."""

    first: int
    last: int
    parties: tuple[Party, ...]
    said: str

    @property
    def name(self) -> str:
        """The name in the books where it is one alone, else as it was said, to be asked about."""
        return self.parties[0].name if len(self.parties) == 1 else self.said


@dataclass(frozen=True, slots=True)
class Referred:
    """A reference and the tokens in which it stands."""

    ref: Reference
    tokens: frozenset[int]


def references(line: str, tokens: tuple[Token, ...], context: Context) -> tuple[Referred, ...]:
    """References outside of quotations. After “by” or “due” two numbers are a date."""
    found = []
    plain_line = unquoted(line)
    for ref, start, end in Reference.find(plain_line, context.groups):
        if re.search(r"\b(?:by|due|until|till|before) $", plain_line[:start], re.IGNORECASE):
            continue
        within = frozenset(i for i, token in enumerate(tokens) if token.start < end and start < token.end)
        found.append(Referred(ref, within))
    return tuple(found)


def named(tokens: tuple[Token, ...], taken: set[int], context: Context) -> list[Named]:
    """People, organisations, groups and offices, the longest names first come first served."""
    found: list[Named] = []
    free = [i for i in range(len(tokens)) if i not in taken]
    for length in range(LONGEST, 0, -1):
        for first in free:
            span = range(first, first + length)
            if span.stop > len(tokens) or any(i in taken for i in span):
                continue
            if parties := _exactly(tokens, span, context):
                said = " ".join(tokens[i].text[:-2] if _genitive(tokens[i]) else tokens[i].text for i in span)
                found.append(Named(span.start, span.stop, parties, said))
                taken.update(span)
    return sorted(found, key=lambda each: each.first)


def _exactly(tokens: tuple[Token, ...], span: range, context: Context) -> tuple[Party, ...]:
    if not _may_stand_for_a_name(tokens, span, context):
        return ()
    called, today = context.names.called, context.today
    words = (tokens[i].word.removesuffix("s") if _genitive(tokens[i]) else tokens[i].word for i in span)
    said, last = " ".join(words), tokens[span.stop - 1].word
    if found := called(said, today):
        return found
    if last.endswith("s") and last not in KNOWN:
        found = called(said.removesuffix("s"), today)  # “toms actions”; but “fires” are no fire service
        if found and found[0].kind != "organisation":
            return found
    text = tokens[span.start].text
    if len(span) == 1 and re.fullmatch(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?", text):
        return context.names.initialled(text.replace(".", ""), today)
    return ()


def _may_stand_for_a_name(tokens: tuple[Token, ...], span: range, context: Context) -> bool:
    """No name begins with an article, and single words may be anything."""
    if tokens[span.start].word in ("the", "our", "a", "an") or _of_a_topic(tokens, span, context):
        return False
    return len(span) > 1 or _may_be_a_name(tokens, span.start)


def _of_a_topic(tokens: tuple[Token, ...], span: range, context: Context) -> bool:
    """A word that names a group, but stands in “the riverside path”, which action points are about."""
    if len(span) > 1 or span.stop >= len(tokens):
        return False
    knows, here, behind = context.topics.knows, tokens[span.start].word, tokens[span.stop].word
    if behind in STOP or {party.kind for party in context.names.called(here, context.today)} != {"group"}:
        return False
    return (
        knows(here)
        and knows(behind)
        and behind not in KNOWN - COMMON
        and not tokens[span.stop].word.startswith("group")
    )


def _genitive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s")) and token.word.endswith("s")


def _may_be_a_name(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if len(token.word) < 2 or token.word.isdigit():
        return False
    if token.word not in _ALSO_WORDS and token.word not in STOP:
        return True
    if token.word == "chair":
        return True
    before = tokens[place - 1].word if place else ""
    return (token.capital and place > 0) or (
        before in _LEADS_TO_NAME and token.word not in STOP and token.word != "board"
    )


def nearly_named(tokens: tuple[Token, ...], left: list[int], context: Context) -> list[Named]:
    """Names spelt nearly right among the words that nothing else explains."""
    found: list[Named] = []
    for place in left:
        token = tokens[place]
        if token.word in KNOWN or len(token.word) < 4 or any(n.first <= place < n.last for n in found):
            continue
        both = (
            f"{token.word} {tokens[place + 1].word}" if place + 1 < len(tokens) and place + 1 in left else ""
        )
        parties = context.names.nearly(both, context.today) if both else ()
        end = place + 2 if parties else place + 1
        parties = parties or context.names.nearly(token.word.removesuffix("s"), context.today)
        if parties:
            found.append(Named(place, end, parties, " ".join(t.text for t in tokens[place:end])))
    return found
