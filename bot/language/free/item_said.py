"""An item for an agenda as people ask for it: its title, its minutes, who leads and whether a paper comes, in any order.

“15 minutes for Farah on burglary at the June Board”, “put a paper on burglary on the October agenda, lead Farah”. What is
known is masked by marks of the same length and cut out; the title is what is left, as it was written.
"""

import re
from dataclasses import dataclass

from bot.language.agenda_commands import read_minutes
from bot.language.free.gaps import Gaps
from store.agenda_items import KINDS, Item
from store.tables import Paper

_MEETING, _PERSON, _BODY, _CUT = "\ue010", "\ue011", "\ue012", "\ue013"
_CORE = rf"(?:{_MEETING}+(?:['’]s)?|boards?|meetings?|session)"
_SMALL = r"(?:the|our|next|coming|of|on|in|csp|partnership|[,-])"
_MEET = rf"(?:{_SMALL}\s+)*{_CORE}(?:\s*(?:{_SMALL}\s+)*{_CORE})*"
_TO = r"(?:to|on|onto|for|at|in|into|of|during|from)"
_PREPOSITIONS = frozenset("to on onto for at in into of during from the".split())
_LEADERS = rf"(?:the\s+)?(?:{_PERSON}|{_BODY})+(?:\s*(?:,|and|&|/)\s*(?:the\s+)?(?:{_PERSON}|{_BODY})+)*"
_PEOPLE = rf"{_PERSON}+(?:\s*(?:,|and|&|/)\s*{_PERSON}+)*"
_TIME = (
    r"(?:[0-9]{1,3}\s*-?\s*(?:minutes?|mins?|m)|(?:half an|an|one|two|[0-9])\s+hours?|a quarter of an hour)"
)
_MINUTES = re.compile(
    rf"[\s(,]*(?:\b(?:for|of|with|about|around|taking|lasting|allow|allowing)\s+)?\b(?P<time>{_TIME})\b(?:\s+(?:slot|item)\b)?[\s)]*(?:please\b)?",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    rf"(?:\b(?:be|go|goes)\s+)?(?:\b{_TO}\s+)?\b(?:(?:the|our)\s+)?(?:{_MEET}\s+)?(?:board\s+)?agenda\b(?:\s+(?:items?|points?)\b)?(?:\s+(?:{_TO}\s+)?{_MEET})?"
    rf"|(?:\bdown\s+)?\b{_TO}\s+{_MEET}(?![\w-])",
    re.IGNORECASE,
)
_LED = (
    re.compile(
        rf"[\s,;(–-]*\b(?:lead(?:ing)?(?:\s+officers?)?|leads|(?:to\s+be\s+)?led\s+by|presented\s+by|presenters?|presenting|owner)\b\s*(?:is\b)?:?\s*(?P<who>{_LEADERS})[)\s]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[\s,;(–-]*(?P<who>{_LEADERS})\s+(?:to\s+lead|leading|leads|to\s+present|presenting|presents|will\s+(?:lead|present)|is\s+(?:leading|presenting))\b(?:\s+(?:on\s+)?it\b)?(?:\s+on\b)?[)\s]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^.{{0,20}}?(?P<who>{_LEADERS})\s+(?:to\s+)?(?:have|give|do|talk|speak|take|bring|get)\b(?:\s+(?:about|on|us|to)\b)*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*\b(?:by|with|from|for)\s+(?P<who>{_PEOPLE})(?=\s*(?:$|[,;)]|{_CUT}|on\b|about\b))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[\s,;(–-]+)(?<=[\s,;(–{_CUT}-])(?P<who>{_PEOPLE})(?=\s*(?:$|[,;)]|{_CUT}))", re.IGNORECASE
    ),
)
_VERB = (
    r"(?:add|put|place|stick|pop|get|have|include|slot|squeeze|fit|schedule|allot|allow|give|book|discuss|cover|talk|look|raise|bring|insert|see"
    r"|chuck|list|find|set aside|make|create|need|want|record)"
)
_OPENS = re.compile(
    rf"^[\s,;:.()–—-]*(?:(?:hi|hello|hey|ok|okay|please|pls|also|and|just|so|as well)\b[\s,]*)*"
    rf"(?:(?:can|could|would|may|shall|should)\s+(?:we|you|u|i|someone|somebody)\b\s*|(?:we|i)(?:['’]d)?\s+(?:would\s+|all\s+)?(?:like|want|need|have|should)\b\s*(?:to\b\s*)?"
    rf"|let['’]?s\s+|(?:can|could|may)\s+)?(?:please\s+|just\s+|also\s+)*(?:{_VERB}\b\s*(?:(?:in|about|at|up|to)\b\s*)?)?"
    rf"(?:(?:(?:an?|the|one|another|one more|new)\s+)*(?:agenda\s+)?(?:items?|slot|something|time|room|space)\b\s*)?"
    rf"(?:(?:to\s+)?(?:talk|speak)\s+)?(?:(?:on|about|for|regarding|called|titled|with)\b\s*)?[\s:,–-]*",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"(?:\s|\b(?:an?|the|one|more|another|new|extra|additional|further)\b)*", re.IGNORECASE
)
_CLOSES = re.compile(
    r"(?:[\s,;:.()–—-]|\b(?:to|on|onto|for|at|in|with|by|and|please|pls|thanks|go|goes|be|is|up|added|put|discussed|covered|raised|down|needs?|should|ought"
    r"|must|has|item|of|the)(?=[\s,;:.()–—-]*$))+$",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<kind>paper|report|presentation|discussion)\s+(?:on|about|of|regarding)\s+(?=\w)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<title>[^”\"]{2,200})[”\"]")


@dataclass(frozen=True, slots=True)
class _Left:
    """The line with marks of the same length in it, so that places stay what they are."""

    line: str
    masked: str

    def cut(self, start: int, end: int) -> "_Left":
        """The same without a stretch."""
        return _Left(self.line, self.masked[:start] + _CUT * (end - start) + self.masked[end:])

    def pieces(self) -> list[str]:
        """What is left between the cuts, as it was written."""
        found = re.finditer(rf"[^{_CUT}]+", self.masked)
        return [self.line[match.start() : match.end()] for match in found]


def item_said(g: Gaps) -> Item | None:
    """The item that a line wants on an agenda; None where no title is left."""
    left, minutes = _minutes(_masked(g))
    for match in reversed(list(_AGENDA.finditer(left.masked))):
        left = left.cut(match.start(), match.end())
    left, leads = _leads(left, g)
    title = _title(left)
    if len(title) < 2:
        return None
    title, kind, paper = _kind(title)
    return Item(title[:1].upper() + title[1:], tuple(leads), minutes, kind=kind, paper=paper)


def _masked(g: Gaps) -> _Left:
    """Marks in place of the meeting, of the people and of the bodies that are named; and of what is quoted."""
    masked = list(g.r.line)
    for n in g.r.names:
        mark = {"person": _PERSON, "name": _PERSON, "organisation": _BODY}.get(n.parties[0].kind)
        if mark:
            start, end = g.r.tokens[n.first].start, g.r.tokens[n.last - 1].end
            masked[start:end] = mark * (end - start)
    for place in g.occasion.tokens:
        token = g.r.tokens[place]
        if token.word in _PREPOSITIONS:
            continue
        masked[token.start : token.end] = _MEETING * (token.end - token.start)
    return _Left(g.r.line, "".join(masked))


def _minutes(left: _Left) -> tuple[_Left, int | None]:
    match = _MINUTES.search(left.masked)
    if match is None:
        return left, None
    said = match["time"].casefold()
    minutes = 15 if said.startswith("a quarter") else read_minutes(re.sub(r"\s*-\s*", " ", said))
    return left.cut(match.start(), match.end()), minutes


def _leads(left: _Left, g: Gaps) -> tuple[_Left, list[str]]:
    """Who leads: whoever a word says so of, or who stands alone between commas."""
    called = {g.r.tokens[n.first].start: n.name for n in g.r.names}
    leads: list[str] = []
    for form in _LED:
        while match := form.search(left.masked):
            leads += [
                name
                for start, name in sorted(called.items())
                if match.start("who") <= start < match.end("who")
            ]
            left = left.cut(match.start(), match.end())
    return left, list(dict.fromkeys(leads))


def _title(left: _Left) -> str:
    """What is left: in quotation marks, behind a colon, or the longest of the pieces without the words that ask for it."""
    if quoted := _QUOTED.search(left.line):
        return quoted["title"].strip()
    pieces = [
        _CLOSES.sub("", _OPENS.sub("", piece)).strip()
        for piece in left.pieces()
        if not _ONE_MORE.fullmatch(piece)  # of “one more agenda item: …”
    ]
    return re.sub(r"^(?:the|our|an?)\s+", "", max(pieces, key=len, default=""), flags=re.IGNORECASE)


def _kind(title: str) -> tuple[str, str, Paper | None]:
    """“A paper on burglary” is burglary, with a paper to come."""
    match = _KIND.match(title)
    if match is None:
        return title, KINDS[0], None
    said = match["kind"].casefold()
    kind = {"presentation": "presentation", "discussion": "for discussion"}.get(said, KINDS[0])
    return title[match.end() :], kind, Paper.AWAITED if said in ("paper", "report") else None
