"""Who is meant by the words for a lead: several names, some of bodies that are in no book."""

import re
from datetime import date

from store.names import Party, candidates, names_in
from store.vocabulary import Vocabulary

# "East Mere Council (EMC) on behalf of the CSP", "CSP leading with the parish councils".
_FOR = re.compile(r"\s+on behalf of\b.*$", re.IGNORECASE)
_LEADING = re.compile(r"\s+(?:to lead|leading|leads?)\b", re.IGNORECASE)
_SHORT = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[A-Z][A-Za-z&]{1,9})\)$")
_APART = re.compile(r"\s*[,;/&]\s*(?![^()]*\))")
MOST = 8


def leads_in(said: str, words: Vocabulary, today: date) -> tuple[Party, ...]:
    """Those whom a printed lead names; whoever the books do not know, or know twice, as a name only.

    An "and" between words that are all unknown may be part of one name, so those stay together.
    """
    bare = _LEADING.sub("", _FOR.sub("", said)).strip()
    whole = _party(bare, words, today)
    if not bare or whole.kind != "name":
        return (whole,) if bare else ()
    pieces = [piece for piece in _APART.split(bare) if piece]
    return tuple(dict.fromkeys(party for piece in pieces[:MOST] for party in _parties(piece, words, today)))


def _parties(piece: str, words: Vocabulary, today: date) -> list[Party]:
    whole = _party(piece, words, today)
    if whole.kind != "name":
        return [whole]
    several = [_party(name, words, today) for name in names_in(piece, words)]
    return several if any(one.kind != "name" for one in several) else [whole]


def _party(name: str, words: Vocabulary, today: date) -> Party:
    short = _SHORT.match(name)
    tried = (name, *((short["name"], short["short"]) if short else ()))
    for way in tried:
        found = candidates(way, words, today)
        if len(found) == 1:
            return found[0]
    return Party("name", None, name[:200])
