"""What has an exact command and is told in passing: some words of a kind, and what the books or its shape let find.

Looser than whole sentences: “Gurpreet has now sent me the paper for item 7” has a paper, an item and something that
says it came. So it never answers a question, and what changes a book waits for Confirm like everything said freely.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

from bot.language.free.intent import Intent
from bot.language.free.reading import Reading, is_person
from bot.language.free.spoken import answered_by, said_of
from handlers.requests import AnyRequest
from store.calendar import next_board_meeting

_SHAPES = MappingProxyType(
    {
        "item": re.compile(r"\bitem\s+#?(?P<found>[0-9]{1,3}[a-z]?)\b", re.IGNORECASE),
        "phone": re.compile(r"(?<![/\w-])(?P<found>\+?[0-9][0-9 ()-]{7,18}[0-9])(?![/\w-])"),
        "email": re.compile(r"(?P<found>[^\s@,;:<]{1,64}@[^\s@,;>]{1,180}[^\s@,;.!?>])"),
        "link": re.compile(r"(?P<found>https?://[^\s<>|]{3,400})", re.IGNORECASE),
        "mode": re.compile(r"\b(?P<found>in[ -]person|hybrid|online|virtual)\b", re.IGNORECASE),
        "format": re.compile(
            r"\b(?P<found>word|docx|pdf|excel|xlsx|csv|vcf|vcard|spreadsheet)\b", re.IGNORECASE
        ),
    }
)


@dataclass(frozen=True, slots=True)
class _Noted:
    """Of each group of `cues` one has to be said, none of `bars`, and each of `finds` has to be there once."""

    cues: tuple[frozenset[str], ...]
    bars: frozenset[str]
    finds: tuple[str, ...]
    command: str
    told: str

    def __call__(self, r: Reading) -> AnyRequest | None:
        """The request that is meant, or the question before it; None where something of it is not said."""
        said = said_of(r.line)
        asks = (said.asks or r.asking) and "question" not in self.finds and not _WE_ARE.match(r.line)
        if asks or not said.line or self._elsewhere(r) or any(_says(said.line, bar) for bar in self.bars):
            return None
        if not all(any(_says(said.line, cue) for cue in group) for group in self.cues):
            return None
        found = {name: _found(name, self.finds, r) for name in self.finds}
        gaps = {name: gap for name, gap in found.items() if gap}
        return answered_by(self.command, self.told, gaps, r.context) if len(gaps) == len(found) else None

    def _elsewhere(self, r: Reading) -> bool:
        """Whether an item is of another agenda than the one that a command without a meeting is about."""
        if "item" not in self.finds or "meeting" in self.finds or r.met is None or r.met.meeting is None:
            return False
        following = next_board_meeting(r.context.words.meetings, r.context.today)
        return following is None or r.met.meeting.id != following.id


_WE_ARE = re.compile(r"\s*we['’]re\b", re.IGNORECASE)  # no “were we …”
_QUESTION = re.compile(r"(?:\bask(?:ing)?(?: them)?|:)\s+(?P<found>.{3,300})$", re.IGNORECASE)


def _says(line: str, cue: str) -> bool:
    return cue in line.casefold() and re.search(rf"\b{re.escape(cue)}\b", line, re.IGNORECASE) is not None


def _found(name: str, wanted: tuple[str, ...], r: Reading) -> str:
    """What fills a gap, wherever it stands; nothing where it is not there, or more than once."""
    if name == "meeting":
        return f"#{r.met.meeting.id}" if r.met and r.met.meeting else ""
    if name == "person":
        people = {each.name for each in r.parties if any(is_person(party) for party in each.parties)}
        return people.pop() if len(people) == 1 else ""
    if name in ("ref", "other"):
        refs = [str(each.ref) for each in r.refs]
        return refs[name == "other"] if len(refs) == (2 if "other" in wanted else 1) else ""
    if name == "question":
        asked = _QUESTION.search(r.line)
        return asked["found"].strip() if asked else ""
    if name == "until":
        place = next((i for i, token in enumerate(r.tokens) if token.word in ("until", "till")), None)
        reading = None if place is None else r.date_after(place)
        day = getattr(reading, "date", None)
        return day.isoformat() if day else ""
    there = {match["found"].strip() for match in _SHAPES[name].finditer(r.line)}
    return there.pop() if len(there) == 1 else ""


def noted(  # noqa: PLR0917 - an entry of a table
    title: str,
    command: str,
    told: str,
    cues: tuple[str, ...],
    finds: tuple[str, ...],
    examples: tuple[str, ...],
    *,
    bars: str = "",
) -> Intent:
    """An entry: each of `cues` and `bars` are words with “|” between them."""
    groups = tuple(frozenset(group.split("|")) for group in cues)
    build = _Noted(groups, frozenset(filter(None, bars.split("|"))), finds, command, told)
    return Intent(title, (), build, examples, whole=True)
