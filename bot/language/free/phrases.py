"""Sentences with gaps: `<meeting> is now (at|in) <venue>`, as a pattern that finds what fills the gaps.

`[now]` may be left out, `(at|in)` stands for either, `<venue>` is a gap; all else stands as it is. A sentence that
begins with what it speaks of states something: with a question mark behind it, it asks, and is no such sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

_PIECE = re.compile(r"\[[^\]]*\]|\([^)]*\)|<[a-z]+>|[^\s\[(<]+")
_APART = r"(?:[,:;]| [-–—])? "  # between two words
_STATES = re.compile(r"<|my |the |i'm |i am |\[the\]|\[here")
_MEETING_BEHIND = " @meeting"
_BEHIND = " (for|of|on|at|from|in) <meeting>"

# What may fill a gap; the books say of the others whether they can be that.
_GAPS = MappingProxyType(
    {
        "phone": r"\+?[0-9][0-9 ()-]{6,18}[0-9]",
        "email": r"[^\s@,;]{1,64}@[^\s@,;]{1,180}[^\s@,;.!?]",
        "link": r"<?https?://[^\s<>]{3,400}>?",
        "item": r"[0-9]{1,3}[a-z]?",
        "to": r"[0-9]{1,3}[a-z]?|up|down",
        "ref": r"#?(?:[0-9]{4}-)?[0-9]{1,2}/[0-9]{1,3}",
        "other": r"#?(?:[0-9]{4}-)?[0-9]{1,2}/[0-9]{1,3}",
        "mode": r"in[ -]person|hybrid|online|virtual(?:ly)?",
        "what": r"papers?|reports?|(?:public )?questions?",
        "format": r"word|docx|pdf|excel|xlsx|html|csv|vcf|vcard|spreadsheet",
    }
)
_ANYTHING = r".{1,160}?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence: its pattern, the words without which it cannot be meant, and whether it states something."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    states: bool


def phrases_of(written: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Sentences as they are written in a table; “@meeting” at the end: with the name of a meeting there or without."""
    return tuple(_phrase(each) for one in written for each in _with_and_without(one))


def _with_and_without(written: str) -> Iterator[str]:
    if written.endswith(_MEETING_BEHIND):
        bare = written.removesuffix(_MEETING_BEHIND)
        yield bare + _BEHIND
        yield bare
    else:
        yield written


def _phrase(written: str) -> Phrase:
    pieces, words = [], set[str]()
    for found in _PIECE.finditer(written):
        piece = found[0]
        joined = found.start() and written[found.start() - 1] != " "
        apart = "" if joined else _APART
        if piece.startswith("["):
            pieces.append(f"(?:{apart}(?:{_literal(piece[1:-1])}))?")
        elif piece.startswith("("):
            pieces.append(f"{apart}(?:{_literal(piece[1:-1])})")
        elif piece.startswith("<"):
            name = piece[1:-1]
            pieces.append(f"{apart}(?P<{name}>{_GAPS.get(name, _ANYTHING)})")
        else:
            pieces.append(apart + _literal(piece))
            if not joined:
                words.add(piece.strip(",:").replace("'", ""))
    pattern = re.compile("".join(pieces) + r"[\s.!?,]*", re.IGNORECASE)
    return Phrase(pattern, frozenset(words), bool(_STATES.match(written)))


def _literal(said: str) -> str:
    return "|".join(re.escape(each).replace("'", "'?").replace(r"\ ", " ") for each in said.split("|"))
