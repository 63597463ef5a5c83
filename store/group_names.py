"""What a new group is called for short, and what kind of group its name says it is."""

import re

from store.errors import Invalid
from store.names import plain
from store.texts import one_line

MAX_NAME = 200
_GENERIC = re.compile(
    r"\s*\b(?:task\s+and\s+finish|steering|working|delivery|multi-agency)?\s*"
    r"(?:(?:sub-?)?groups?|panel|forum|network|sessions?)\s*$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{1,15}")
_KINDS = ("task and finish group", "steering group", "working group", "delivery group", "panel", "forum")
MINOR_WORDS = frozenset({"of", "the", "for", "and", "in", "to", "a", "on"})


def bare_name(printed: str) -> str:
    """A printed name without what stands in brackets."""
    return " ".join(re.sub(r"\s*\([^()]*\)", "", printed).split())[:MAX_NAME]


def kind_of(name: str) -> str:
    """The kind of group that a name says."""
    return next((kind for kind in _KINDS if kind in name.casefold()), "group")


def short_name_of(printed: str, full: str | None = None) -> str:
    """A short name that can stand before a reference: one word, the printed acronym if there is one.

    "Riverside Task and Finish Group" is Riverside, "Market Hall Panel" MarketHall, "Street Aid (SA) Sessions" SA.
    """
    if full and _ACRONYM.fullmatch(printed):
        return printed
    shortened = re.sub(r".*\((?P<acronym>[A-Z]{2,8})\)", r"\g<acronym>", printed)
    own = _GENERIC.sub("", bare_name(shortened)) or bare_name(shortened)
    joined = "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z&]+", own))
    return joined if _ACRONYM.fullmatch(joined) else initials(bare_name(printed))[:16]


def initials(name: str) -> str:
    """The acronym that a name would have: "NCSP" for the Northford Community Safety Partnership."""
    words = re.findall(r"[a-z'0-9]+", plain(bare_name(name).replace("&", " and ")))
    return "".join(word[0].upper() for word in words if word not in MINOR_WORDS)


def checked_short_name(said: str) -> str:
    """A short name that somebody chose. Raises Invalid when it cannot stand before a reference ("MASG 07/02")."""
    name = one_line(said)
    if not _ACRONYM.fullmatch(name):
        raise Invalid(
            f"“{name[:40]}” cannot be a short name: it is one word of 2 to 16 letters with a capital first, so that"
            " it can stand before a reference. Nothing was changed."
        )
    return name
