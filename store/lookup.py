"""Finding entries of the handbook: what a question asks for, every word of which an entry must hold.

Endings of words do not count, and a word misread by one letter ("guorum") is found. Rare words count more than those
that stand everywhere, titles more than texts. What holds only some of the words is no answer, at most a hint.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from store.tables import HandbookEntry

MISREAD = 80  # of 100: one letter of six, measured on "quorum" read as "guorum" (83)
CLOSE = 0.12  # an answer this near to the best one is told beside it
_PERIOD = re.compile(r"\b(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b")
_PLACE = re.compile(r"\b\d{1,2}[a-z]\b")  # of a clause, in a source
_WORD = re.compile(r"[a-z0-9]+(?:-\d\d)?")
_ENDINGS = ("ing", "ed", "es", "s", "e")
COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about an and any are as at be by can clause define definition did do does explain for from had has have how"
        " if in is it its many mean means meaning may me must need needed of on one or our say says shall should so stand"
        " stands tell than that the their them there these they this those to under up us was we were what when where"
        " which who whom whose why will with you your",
    )
)
# What else the texts call what is asked for.
_ALSO = {
    "quorate": ("quorum",),
    "casting": ("deciding", "decides"),
    "tie": ("equal",),
    "tied": ("tie", "equal"),
    "votes": ("vote",),
    "voting": ("vote",),
    "chairperson": ("chair",),
}
_KINDS = {
    "priority": frozenset({"priority", "priorities"}),
    "duty": frozenset({"duty", "duties", "role", "responsible", "responsibility", "responsibilities", "job"}),
    "terms": frozenset({"terms", "reference", "tor"}),
    "glossary": frozenset({"glossary", "acronym", "acronyms", "abbreviation", "abbreviations"}),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers, and how well (0 to 2; an exact title is above 1)."""

    entry: HandbookEntry
    score: float


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry, taken into words."""

    entry: HandbookEntry
    title: frozenset[str]
    heading: frozenset[str]
    place: frozenset[str]
    text: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.title | self.heading | self.place | self.text


def find(query: str, entries: Sequence[HandbookEntry]) -> list[Hit]:
    """The entries that answer, the best first; those of one section together, in its order. Empty: nothing does."""
    exact = [entry for entry in entries if _tidy(entry.title) == _tidy(query)]
    if exact:
        return [Hit(entry, 2) for entry in exact]
    kind, wanted = _kind_of(words_of(query))
    of_kind = [entry for entry in entries if entry.kind == kind]
    hits = (_latest(of_kind) if not wanted else _best(wanted, of_kind)) if of_kind else []
    return hits or _best(words_of(query), entries)


def nearest(query: str, entries: Sequence[HandbookEntry], count: int = 3) -> list[HandbookEntry]:
    """Entries that hold some of the words, to be offered where nothing answers."""
    wanted = words_of(query)
    scored = [(_coverage(wanted, known), known.entry) for known in map(_known, entries)]
    scored.sort(key=lambda pair: -pair[0])
    return [entry for score, entry in scored[:count] if score > 0]


def _tidy(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", text).casefold().split())


def words_of(text: str) -> list[str]:
    """The words that carry a question, periods as "2025-27"; each once."""
    plain = _PERIOD.sub(r"\1-\2", text.casefold().replace("’", "'")).replace("'s ", " ")
    return list(dict.fromkeys(word for word in _WORD.findall(plain) if word not in COMMON))


def _kind_of(words: list[str]) -> tuple[str | None, list[str]]:
    """The kind of entry that a question names, and the words beside that."""
    for kind, names in _KINDS.items():
        if named := [word for word in words if word in names]:
            return kind, [word for word in words if word not in named]
    return None, words


def _known(entry: HandbookEntry) -> _Known:
    clauses = " ".join(_PLACE.findall(entry.source or ""))
    place = f"{entry.clause or ''} {clauses} {entry.kind} {period_of(entry)}"
    return _Known(entry, _stems(entry.title), _stems(entry.heading or ""), _stems(place), _stems(entry.text))


def period_of(entry: HandbookEntry) -> str:
    """The years for which something is agreed, as "2025-27", by what it stands under or where it is from."""
    found = _PERIOD.search(entry.heading or "") or _PERIOD.search(entry.source or "")
    return f"{found[1]}-{found[2]}" if found else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, words_of(text)))


def _stem(word: str) -> str:
    word = re.sub(r"(?:ies|y)$", "i", word) if len(word) > 3 else word
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word.removesuffix(ending)


def _best(wanted: list[str], entries: Sequence[HandbookEntry]) -> list[Hit]:
    """Those that hold every word, as far as they are nearly as good as the best."""
    known = [_known(entry) for entry in entries]
    if not wanted or not known:
        return []
    held = Counter(stem for one in known for stem in one.all)
    scored = [Hit(one.entry, _score(wanted, one, held, len(known))) for one in known]
    hits = sorted((hit for hit in scored if hit.score > 0), key=_rank)
    best = hits[0].score if hits else 0
    return [hit for hit in hits if hit.score >= best - CLOSE]


def _rank(hit: Hit) -> tuple[float, int, str]:
    """The best first, the newest of several, then as the document has them."""
    return (
        -round(hit.score, 2),
        -(hit.entry.dated.toordinal() if hit.entry.dated else 0),
        hit.entry.clause or "",
    )


def _score(wanted: list[str], known: _Known, held: Counter[str], entries: int) -> float:
    """Zero unless every word is held; else how well, rare words weighing more."""
    total = weight = 0.0
    for word in wanted:
        match = max(_match(_stem(one), known) for one in (word, *_ALSO.get(word, ())))
        if match == 0:
            return 0
        rarity = math.log(1 + entries / (1 + held[_stem(word)])) + 0.1
        total, weight = total + rarity * match, weight + rarity
    exact = known.heading == frozenset(map(_stem, wanted))
    return total / weight + (0.5 if exact else 0)


def _coverage(wanted: list[str], known: _Known) -> float:
    return sum(_match(_stem(word), known) for word in wanted) / len(wanted) if wanted else 0


def _match(stem: str, known: _Known) -> float:
    return max(
        _in(stem, known.title),
        0.95 * _in(stem, known.heading | known.place),
        0.75 * _in(stem, known.text),
    )


def _in(stem: str, stems: Iterable[str]) -> float:
    """1 for the word itself, 0.9 for its beginning, 0.8 for a misreading, 0 for nothing like it."""
    there = frozenset(stems)
    if stem in there or _years_within(stem, there):
        return 1
    if len(stem) >= 4 and any(word.startswith(stem) for word in there):
        return 0.9
    near = len(stem) >= 5 and any(fuzz.ratio(stem, word) >= MISREAD for word in there)
    return 0.8 if near else 0


def _years_within(stem: str, there: frozenset[str]) -> bool:
    """Whether a single year lies in a period that is named: 2026 in 2025-27."""
    if not re.fullmatch(r"20\d\d", stem):
        return False
    periods = (re.fullmatch(r"(20\d\d)-(\d\d)", word) for word in there)
    return any(p and int(p[1]) <= int(stem) <= int(p[1][:2] + p[2]) for p in periods)


def _latest(entries: Sequence[HandbookEntry]) -> list[Hit]:
    """All of a kind; of what is agreed for a period, the last period."""
    latest = max(map(period_of, entries), default="")
    return [Hit(entry, 1) for entry in entries if period_of(entry) in (latest, "")]
