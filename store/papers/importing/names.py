"""Knowing a body again however a paper prints its name: acronyms, departments, and short forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.group_names import MINOR_WORDS
from store.names import plain
from store.papers.reading.people import looks_like_body

_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z]*")
_LAST_BRACKET = re.compile(r"(?P<before>.*?)\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")
_ANY_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_DIVIDER = re.compile(r"\s+[–—-]\s+|\s+/\s+|,\s+")
# What may stand before or behind an organisation's name and is still part of that organisation.
_DEPARTMENT = re.compile(
    r"(?!(?:for|of|and|in|on)\b).*\b(?:team|unit|department|directorate|division|section|office|commissioning|"
    r"research group|working group|help|hub|worker|officer|lead|manager|nurse|adviser|analyst|co-?ordinator)s?",
    re.IGNORECASE,
)
_POST = re.compile(
    r".*\b(?:chair|officer|lead|manager|nurse|worker|adviser|co-?ordinator|director|representative)"
    r"|(?:vice[\s-]|deputy\s|acting\s)?(?:chair|head|lead|director|manager)\s(?:of|for)\b.*",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A body's name for comparing: without case, articles, stray marks and the difference of "&" and "and"."""
    return " ".join(word for word in plain(name.replace("&", " and ")).split() if word != "the")


def abbreviates(short: str, full: str) -> bool:
    """Whether `short` stands for `full`: "NCSP" or "Northford CSP" for the Northford Community Safety Partnership.

    It must hold an acronym, end where the full name ends, and may leave words of it out.
    """
    tokens = re.findall(r"[A-Za-z'’]+", short)
    shortened = any(token.isupper() and len(token) > 1 for token in tokens)
    return shortened and _fits(tokens, _significant(full))


def _significant(name: str) -> list[str]:
    words = re.findall(r"[a-z'0-9]+", key(_ANY_BRACKET.sub("", name)))
    return [word for word in words if word not in MINOR_WORDS]


def _fits(tokens: Sequence[str], words: Sequence[str]) -> bool:
    if not tokens:
        return not words
    head, rest = tokens[0], tokens[1:]
    for at, word in enumerate(words):
        if word == head.casefold() and _fits(rest, words[at + 1 :]):
            return True
        taken = "".join(each[0] for each in words[at : at + len(head)])
        if head.isupper() and taken == head.casefold() and _fits(rest, words[at + len(head) :]):
            return True
    return False


@dataclass(frozen=True, slots=True)
class PrintedBody:
    """A printed organisation taken apart: its own name, the acronym beside it, and the name as a whole."""

    name: str
    acronym: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class KnownBody:
    """An organisation with all that it is called, its own name first; `renamed` is what a paper calls it from now on."""

    name: str
    also: tuple[str, ...] = ()
    renamed: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key(name) for name in (self.name, *self.also))


def taken_apart(printed: str) -> PrintedBody | None:
    """The organisation in a printed text, without department, post and acronym; None where it names none.

    "Borough Council (Community Safety Team)", "CSP Chair / Borough Council" and "Lead Nurse (Borough Council)" are
    all the Borough Council; "Independent Chair" is nobody's name.
    """
    for part in _parts(printed):
        bare, acronym = _without_brackets(part)
        if bare and not _POST.fullmatch(bare) and (looks_like_body(bare) or part == printed.strip()):
            return PrintedBody(bare, acronym, printed.strip())
    return None


def _parts(printed: str) -> Iterator[str]:
    """What may be the organisation: each side of a dash, slash or comma, what is in brackets, last the whole."""
    whole = printed.strip()
    pieces = _divided(whole)
    yield from pieces if len(pieces) > 1 else ()
    bracket = _LAST_BRACKET.fullmatch(whole)
    if bracket and not looks_like_body(bracket["before"]) and looks_like_body(bracket["inside"]):
        yield from () if _ACRONYM.fullmatch(bracket["inside"]) else (bracket["inside"],)
    yield whole


def _divided(text: str) -> list[str]:
    pieces, start = [], 0
    for match in _DIVIDER.finditer(text):
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _without_brackets(text: str) -> tuple[str, str | None]:
    """The name without anything in brackets, and the first acronym among what stood there."""
    name = _ANY_BRACKET.sub("", _LAST_BRACKET.sub(r"\g<before>", text) if text.endswith("))") else text)
    acronyms = [m["inside"] for m in _ANY_BRACKET.finditer(text) if _ACRONYM.fullmatch(m["inside"])]
    return " ".join(name.split()), next((a for a in acronyms if _belongs(a, name)), None)


def _belongs(acronym: str, name: str) -> bool:
    """Whether the acronym may be this name's: its letters appear in order ("NORBAC" for Northford Business …)."""
    if abbreviates(acronym, name):
        return True
    letters = iter(key(name))
    return key(name)[:1] == acronym[:1].casefold() and all(letter in letters for letter in acronym.casefold())


def known_as(body: PrintedBody, known: Sequence[KnownBody]) -> KnownBody | None:
    """The known organisation that is printed here, or None. A short form counts only if it fits exactly one."""
    wanted = key(body.name)
    for rule in (_same, _same_acronym, _department_of, _short_form_of):
        found = [each for each in known if rule(wanted, body.acronym, each)]
        if len(found) == 1:
            return found[0]
        if found and rule is not _short_form_of:
            return max(found, key=lambda each: len(each.name))
    return None


def employer(printed: str, known: Sequence[KnownBody]) -> KnownBody | None:
    """The organisation behind which a post is printed ("Town Council Housing Worker (Nights)"), if it is known."""
    wanted = key(_without_brackets(printed.strip())[0])
    found = [each for each in known if _department_of(wanted, None, each)]
    return max(found, key=lambda each: len(each.name), default=None)


# A partnership has one body of each of these, so that whoever sits for it under another name sits for the same one.
_ONE_OF_ITS_KIND = frozenset(
    {"probation", "fire", "ambulance", "prison", "constabulary", "clinical", "rehabilitation"}
)


def formerly(body: PrintedBody, held: Sequence[KnownBody], known: Sequence[KnownBody]) -> KnownBody | None:
    """Of the organisations `held` by the person who is printed with this one, that which it was before it was renamed."""
    ours = _ONE_OF_ITS_KIND & set(key(body.name).split())
    for each in held:
        others = {word for other in known if other != each for word in key(other.name).split()}
        if (ours & set(key(each.name).split())) - others:
            return each
    return None


def _same(wanted: str, _acronym: str | None, known: KnownBody) -> bool:
    return wanted in known.keys or singular(wanted) in map(singular, known.keys)


def singular(name: str) -> str:
    """A key that does not mind whether "System" or "Systems" was printed."""
    words = (word[:-1] if len(word) > 4 and word[-1] == "s" != word[-2] else word for word in name.split())
    return " ".join(words)


def _same_acronym(wanted: str, acronym: str | None, known: KnownBody) -> bool:
    if acronym is None or key(acronym) not in known.keys:
        return False
    ours, theirs = set(wanted.split()), set(key(known.name).split())
    return ours <= theirs or theirs <= ours


def _department_of(wanted: str, _acronym: str | None, known: KnownBody) -> bool:
    return any(_is_around(wanted, name) for name in known.keys if len(name.split()) > 1)


def _is_around(wanted: str, name: str) -> bool:
    """Whether only a department or a post stands before or behind the name."""
    if wanted.startswith(f"{name} "):
        around = wanted.removeprefix(f"{name} ")
    else:
        around = wanted.removesuffix(f" {name}") if wanted.endswith(f" {name}") else ""
    return bool(_DEPARTMENT.fullmatch(around))


def _short_form_of(wanted: str, _acronym: str | None, known: KnownBody) -> bool:
    """Such as "City Council", where only one council's name ends so."""
    return len(wanted.split()) > 1 and singular(key(known.name)).endswith(f" {singular(wanted)}")
