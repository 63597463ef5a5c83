"""A line as a row of labels: what of the books or of which shape stands there, and every other word by its stem.

So “no masg on 28 may” and “no riverside meeting this friday” are the same row, and what was learnt from one way to say
something holds for all names, dates and numbers.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from bot.language.free.label import label_of
from bot.language.free.mentions import Named
from bot.language.free.reading import Reading
from store.names import plain
from store.topics import stem

_SHAPES = MappingProxyType(
    {
        "<link>": re.compile(r"https?://[^\s<>|]{3,400}", re.IGNORECASE),
        "<email>": re.compile(r"[^\s@,;:<]{1,64}@[^\s@,;>]{1,180}[^\s@,;.!?>]"),
        "<user>": re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>"),
        "<phone>": re.compile(r"(?<![/\w-])\+?[0-9][0-9 ()-]{7,18}[0-9](?![/\w-])"),
        "<item>": re.compile(r"(?<=\bitem )#?[0-9]{1,3}[a-z]?\b|(?<=\bitems )#?[0-9]{1,3}\b", re.IGNORECASE),
    }
)


_OF_A_MEETING = frozenset({"on", "of", "in", "for", "the"})
_BEFORE_REFERENCE = frozenset({"action", "point", "ap", "number"})


def labels(r: Reading, known: Callable[[str], str]) -> tuple[str, ...]:
    """The labels of a line in their order. `known` puts an unknown word right, or says what kind it is."""
    marked = _marked(r)
    found: list[str] = []
    for place, token in enumerate(r.tokens):
        label = marked.get(place) or label_of(token.word)
        if not label.startswith("<"):
            label = known(label) if not _topical(r, place) else known(f"?{label}")
        if label == "<ref>":
            while found and found[-1] in _BEFORE_REFERENCE:
                found.pop()
        if label == "<meeting>":
            _join_to_meeting(found)
        if not (found and found[-1] == label and label.startswith("<")):
            found.append(label)
    return tuple(found)


def _join_to_meeting(found: list[str]) -> None:
    """“The board on the 16th” is one meeting: what stands between its two parts goes."""
    between = 0
    while between < len(found) and found[-1 - between] in _OF_A_MEETING:
        between += 1
    if 0 < between < len(found) and found[-1 - between] == "<meeting>":
        del found[-between:]


def _topical(r: Reading, place: int) -> bool:
    """Whether an action point or the directory has the word."""
    word = r.tokens[place].word
    return r.context.topics.knows(word) or stem(word) in r.context.names.known_words


_KINDS = MappingProxyType(
    {"person": "<person>", "name": "<person>", "organisation": "<body>", "group": "<meeting>"}
)


def _is_service(named: Named, r: Reading) -> bool:
    """Whether an office is said in the words of a number for the public: “trading standards”."""
    said = plain(named.said)
    told = any(_SHAPES[shape].search(r.line) for shape in ("<phone>", "<email>"))
    return told and any(said == plain(each.name) for each in r.context.words.services)


def _marked(r: Reading) -> dict[int, str]:
    """The label of every token that names something of the books, or has a shape of its own."""
    found: dict[int, str] = {}
    if r.met:
        found |= dict.fromkeys(r.met.tokens, "<meeting>" if r.met.meeting else "<date>")
    for each in r.names:
        if _is_service(each, r):
            continue
        found |= dict.fromkeys(range(each.first, each.last), _KINDS[each.parties[0].kind])
    for each_ref in r.refs:
        found |= dict.fromkeys(each_ref.tokens, "<ref>")
    for label, shape in _SHAPES.items():
        for match in shape.finditer(r.line):
            found |= {
                place: label
                for place, token in enumerate(r.tokens)
                if token.start < match.end() and match.start() < token.end
            }
    return found
