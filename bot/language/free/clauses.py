"""The parts of a line: which of them asks, which is only said beside it, and which leans on the one before."""

import re
from collections.abc import Iterator

from bot.language.free.reading import Reading, read

MOST_PARTS = 3

_JOINED = re.compile(r"^\s*(?:and|but|so|also|then|or)\s+", re.IGNORECASE)
_PARTS = re.compile(r"(?<!\d)[,;.!?]+\s+|[,;.!?]+\s+(?!\d)|\s+[–—-]+\s+|\n+")


def part_that_asks(whole: Reading) -> Reading | None:
    """The one part of a line that asks something, where nothing beside it names what is asked about.

    “What has health got open, they are on at me again”: the rest is an aside, and its words are not the request's.
    """
    parts = [part for part in _PARTS.split(whole.line) if part.strip(" ?.,!")]
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    marks = [whole.line[at : at + 1] for at in _ends(parts, whole.line)]
    readings = [
        read(_JOINED.sub("", part) + ("?" if mark == "?" else ""), whole.context)
        for part, mark in zip(parts, marks, strict=True)
    ]
    asking = [reading for reading in readings if reading.asking]
    if len(asking) != 1:
        return None
    known = not _names(asking[0], topics=True)
    if any(_names(reading, topics=known) for reading in readings if reading is not asking[0]):
        return None
    return asking[0]


def _ends(parts: list[str], line: str) -> Iterator[int]:
    """Where each of these parts ends in the line."""
    end = 0
    for part in parts:
        end = line.index(part, end) + len(part)
        yield end


_OF_THE_BOOKS = frozenset(
    "ACTION MEETING BOARD SESSION AGENDA PAPERS DEADLINE TIMETABLE RING PLAN HANDBOOK QUESTIONS EXPORT LOG CALFILE DATE".split()
)


def _names(reading: Reading, *, topics: bool) -> bool:
    """Whether it names something of the books, or a book; with `topics`, or has a word of the register."""
    known = topics and any(reading.known_topic(place) for place in reading.left)
    return bool(reading.refs or reading.names or reading.met or known or reading.signals & _OF_THE_BOOKS)


def says_something(reading: Reading) -> bool:
    """Whether a clause is more than a word of asking."""
    return len(reading.tokens) > 1 and bool(reading.content or reading.signals - _OF_ANYTHING)


# What is asked of anything, and nothing that is asked about.
_OF_ANYTHING = frozenset(
    "WHO WHAT WHEN WHERE STATUS SHOW IT DEFINE HELLO THANKS SORRY OCCUR NOT asked told CLOSED DONE DATE DUE".split()
)
_SPOKEN_OF = frozenset("i we he she it they this thats my our there were ive im weve hes shes theyre".split())
_WISHES = frozenset("need want like love wonder wondering could".split())


def aside(reading: Reading) -> bool:
    """“I ought to remember”, “it is my first time here”: said of the speaker or of it, and nothing is asked."""
    words = [token.word for token in reading.tokens]
    return bool(words) and words[0] in _SPOKEN_OF and not reading.asking and not _WISHES & set(words[:4])


def leans(reading: Reading) -> bool:
    """“What must be done”: asks of what the clause before it named, and names nothing itself."""
    named = reading.refs or reading.names or reading.met or reading.left
    return not named and not reading.signals - _OF_ANYTHING
