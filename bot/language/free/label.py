"""The label of one word: dates, numbers and meetings by what they are, every other word by its stem."""

import re

from bot.language.free.tokens import spelt_out
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS
from store.topics import stem

_MEETINGS = frozenset("meeting meetings board boards csp session sessions".split())
_DATES = frozenset(
    {*MONTH_NUMBERS, *WEEKDAY_NUMBERS} - {"may", "march", "sat", "sun", "second"}
    | set(
        "today tomorrow yesterday week weeks fortnight month months day days year christmas xmas easter tonight noon".split()
    )
)
_HOUR = re.compile(r"\d{1,2}([:.]\d\d)?([ap]m)|\d{1,2}:\d\d")
_DAY = re.compile(r"\d{1,2}(st|nd|rd|th)|20\d\d|\d{1,2}/\d{1,2}/\d{2,4}|20\d\d-\d\d-\d\d|20\d\d/\d\d")


def label_of(word: str) -> str:
    """The label of a word that stands by itself, in a line and in the texts alike; a gap is its own."""
    if word.startswith("<"):
        return word
    bare = spelt_out(word)
    if bare in _MEETINGS:
        return "<meeting>"
    if bare in _DATES or _HOUR.fullmatch(bare) or _DAY.fullmatch(bare):
        return "<date>"
    if bare[:1].isdigit():
        return "<n>"
    return stem(bare)
