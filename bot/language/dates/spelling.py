"""A phrase as the tables are written: lower case, single spaces, words spelt out and spelt right."""

import re

from rapidfuzz import fuzz, process

from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS

_SHORT_FORMS = {
    "nxt": "next",
    "mtg": "meeting",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "2moro": "tomorrow",
    "wk": "week",
    "wks": "weeks",
    "mth": "month",
    "mths": "months",
    "yr": "year",
    "yrs": "years",
    "hr": "hour",
    "hrs": "hours",
    "xmas": "christmas",
    "wkend": "weekend",
}
# Short names have too many neighbours ("march", "merch"), and Augusta is a person.
_LONG_WORDS = sorted(
    {
        name
        for name in (*WEEKDAY_NUMBERS, *MONTH_NUMBERS, "tomorrow", "fortnight", "christmas")
        if len(name) > 5
    }
    - {"august"}
)
_CLOSE = 85
_WORD = re.compile(r"[a-z]+")
_MARKS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u2011": "-"})
_POLITE = re.compile(
    r",? (?:please|thanks|thank you|at the (?:very )?latest|latest|if (?:at all )?possible"
    r"|or (?:sooner|earlier|before))$"
)


def plain(text: str) -> str:
    """`text` in the tables' spelling, without politeness and the marks around it."""
    said = " ".join(text.translate(_MARKS).lower().split()).strip(".,;:!?()[]*_\"' ")
    return _WORD.sub(lambda word: _spelt(word[0]), _POLITE.sub("", said))


def _spelt(word: str) -> str:
    """The word in full; a slip in a long name is put right, but "Mondays" is not a Monday."""
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    if len(word) < 6 or word in _LONG_WORDS or word.removesuffix("s") in _LONG_WORDS:
        return word
    best = process.extractOne(word, _LONG_WORDS, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return best[0] if best else word
