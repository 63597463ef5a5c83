"""A line without its politeness, as what is read from end to end is compared with it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.language.free.asking import clean

LONGEST = 300  # characters: nobody says one thing in more

_POLITE = re.compile(
    r"^(?:(?:hi|hiya|hello|hey|ok|okay|so|also|fyi|just|please|pls|now|bot|thanks|actually|sorry|unfortunately|well|right)[\s,:!.]+"
    r"|just to (?:say|let you know)(?: that)?\s+|(?:for info|good news|bad news)[\s,:–-]+"
    r"|(?P<modal>(?:can|could|would|will)\s+(?:you|u|we|i)(?:\s+please)?|(?:we|i)(?:'ve| have)? (?:need|want|have|had|decided) to|(?:we|i)'re (?:going|having) to|i (?:need|want|would like) to"
    r"|i'?d like (?:you )?to|we'?d like (?:you )?to|let'?s|shall we|(?:we|you) (?:can|could|should)|is it possible to|can|could)\s+(?:just\s+|please\s+)?)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A line without politeness, its words, and whether it asks instead of stating."""

    line: str
    words: frozenset[str]
    asks: bool


@lru_cache(maxsize=16)
def said_of(line: str) -> Said:
    """The line as sentences are compared with it; empty where it is longer than anything that is said at once."""
    if len(line) > LONGEST:
        return Said("", frozenset(), asks=False)
    plain = " ".join(line.replace("’", "'").split())
    polite = _POLITE.match(plain)
    bare = clean(plain[polite.end() :] if polite else plain)
    words = (word.strip(" ,.:;!?()").casefold().replace("'", "") for word in bare.split())
    asks = plain.endswith("?") and not (polite and polite["modal"])
    return Said(f" {bare}", frozenset(words), asks)
