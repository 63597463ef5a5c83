"""A line as words with their places: spelt out, in lower case, and without what somebody else is quoted as saying."""

import re
from calendar import month_name
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

MOST = 90  # tokens that are looked at: nobody asks for anything in more

# How people type, and what they mean by it; a mark in front or behind is off by then.
SHORT_FORMS = MappingProxyType(
    {
        **dict.fromkeys(("w", "wiv"), "with"),
        **dict.fromkeys(("pls", "plz", "plse", "pleas"), "please"),
        **dict.fromkeys(("u", "ya"), "you"),
        **{f"{month.lower()}s": month.lower() for month in month_name if month},
        "ur": "your",
        "r": "are",
        **dict.fromkeys(("mtg", "meetin"), "meeting"),
        "mtgs": "meetings",
        **dict.fromkeys(("tmrw", "tmw", "2moro", "tomoz"), "tomorrow"),
        **dict.fromkeys(("abt", "bout"), "about"),
        **dict.fromkeys(("wot", "wat", "wht"), "what"),
        **dict.fromkeys(("wots", "wats"), "whats"),
        **dict.fromkeys(("wen", "wehn", "whne"), "when"),
        **dict.fromkeys(("hoo", "woh"), "who"),
        "ppl": "people",
        "ap": "action",
        "aps": "actions",
        "nxt": "next",
        "lst": "last",
        "cud": "could",
        "wud": "would",
        "shud": "should",
        **dict.fromkeys(("thx", "tnx", "thnx", "thanx", "ty"), "thanks"),
        **dict.fromkeys(("tel", "ph", "fone"), "phone"),
        **dict.fromkeys(("num", "nos"), "number"),
        **dict.fromkeys(("docs", "documents"), "papers"),
        "doc": "paper",
        **dict.fromkeys(("org", "organization"), "organisation"),
        "sched": "schedule",
        "cal": "calendar",
        "conf": "confidential",
        "confid": "confidential",
        "bday": "birthday",
        "hiya": "hi",
        "msg": "message",
        "tor": "terms of reference",
        "o/s": "outstanding",
        "c/f": "carried over",
        "hw": "how",
        "howmany": "how many",
        "wk": "week",
        "mth": "month",
        "dev": "development",
        "apols": "apologies",
        "mo": "moment",
        "min": "minute",
        "mins": "minutes",
        "dunno": "do not know",
        "gonna": "going to",
        "gotta": "got to",
        "wanna": "want to",
        "lemme": "let me",
        "gimme": "give me",
        "e-mail": "email",
        "re-open": "reopen",
        "o'clock": "oclock",
    }
)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|```.*?```|`[^`\n]*`|^\s*(?:&gt;|>).*$", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(r"[@#]?\w+(?:['’&/.-]\w+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it is compared, and where it stands in the line."""

    word: str
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.text[:1].isupper()


def tokens_of(line: str) -> tuple[Token, ...]:
    """The words of a line, short forms spelt out; quotations and code are left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(unquoted(line)):
        words = spelt_out(match[0]).split()
        found += [Token(word, match.start(), match.end(), match[0]) for word in words]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def unquoted(line: str) -> str:
    """The line with blanks in place of quotations and code, which are nobody's request."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)


def spelt_out(written: str) -> str:
    """A word in lower case without apostrophes, short forms in full (some are several words)."""
    word = written.casefold().lstrip("@#").rstrip(".")
    if word in SHORT_FORMS:
        return SHORT_FORMS[word]
    bare = word.replace("'", "").replace("’", "")
    return SHORT_FORMS.get(bare, bare)


@lru_cache(maxsize=4_096)
def mended(word: str, lexicon: frozenset[str]) -> str:
    """The word of the lexicon that was meant by a slip of the keyboard; the word itself where none comes near.

    One wrong letter from four letters on, two from eight; the first letter is seldom the wrong one.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    most = 2 if len(word) >= 8 else 1
    near = (
        (OSA.distance(word, known, score_cutoff=most), known)
        for known in lexicon
        if known[0] == word[0] and len(known) > 3 and abs(len(known) - len(word)) <= most
    )
    best = min(near, default=(most + 1, word))
    return best[1] if best[0] <= most else word
