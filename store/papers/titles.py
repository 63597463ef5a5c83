"""Titles as different papers have them: an agenda's item and the section of the minutes that it became."""

import re

from rapidfuzz import fuzz

_SAME = 85  # of 100: "Premises under watch" in minutes as "Premises under watch (closed)"


def alike(section: str, title: str) -> bool:
    """Whether a section of a paper is about that item of an agenda; a single word has to be all of it."""
    bare = re.sub(r"^\d{1,2}[.):]?\s+", "", section).casefold()
    if not bare:
        return False
    compared = fuzz.token_set_ratio if len(title.split()) > 1 else fuzz.ratio
    return compared(bare, title.casefold()) >= _SAME
