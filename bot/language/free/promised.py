"""A promise as people tell it, taken apart: who is to do what by when, wherever in the line each stands.

“Put Farah and me down to ring the school by Friday”, “new one for the Borough – mend the gate”, “I said I'd ring them,
can you log that”. Whoever is named is masked first, so that one pattern holds for all names.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.due import take_due
from bot.language.free.asking import clean
from bot.language.free.kept import written
from bot.language.free.reading import Reading
from bot.language.which_meeting import meeting_on, names_meeting
from handlers.requests import AskBack
from store.dates import MONTH_NUMBERS
from store.phrases import listed

_OWNER, _END = "\ue000", "\ue001"
_WHO = rf"{_OWNER}(?P<who>[\d,]+){_END}"
_ONESELF = frozenset({"me", "myself", "i", "ill", "im", "id", "ive"})
_PUT = r"(?:add|log|minute|note|record|create|raise|capture|make|put|write|jot|take|stick|need|pop|open|start|want|have|get|set up|assign)"
_POINT = r"(?:one more|another|a new one|action points?|action|ap|task|to-?do|one|1|job|point|promise)"
_KIND = rf"(?:(?:an?|the|this|another|one more|one|a new|new|next|more|as|another new|a further|further)\s+)*(?:{_POINT})"
_WILL = (
    r"(?:to|2|will|['’]ll|would|['’]d|should|shall|must|has to|have to|needs? to|(?:is|['’]s|are|['’]re|am|['’]m)\s+(?:going\s+)?to"
    r"|(?:has\s+|have\s+|['’]ve\s+)?(?:agreed|offered|promised|volunteered|undertaken|undertook)\s+to"
    r"|(?:said|says|promised|agreed)\s+(?:that\s+)?(?:s?he|they|i|we)(?:['’]?(?:d|ll)|\s+would|\s+will))"
)
_PRONOUN = r"(?:s?he|they|i|we|who)(?:\s+|(?=['’]))"
_BEFORE_WHAT = rf"\s*(?:please\b|pls\b|thanks\b)?[\s,]*(?:[:–—-]+\s*|,\s*)?(?:{_PRONOUN})?(?:{_WILL}\s+)?"
_LEADS = (
    r"^\W*(?:(?:hi|hiya|hello|ok|okay|please|pls|so|and|also|right|then|there['’]?s|there is|here['’]?s|here is|can|could|would|you|u|we|i|someone"
    r"|somebody|just|need|have|want|agreed|minuted?|thanks|one|more|thing|sorry|as agreed|as discussed|for the register)\b\W*)*"
)
_TAIL = re.compile(
    r"[\s,;.:–—-]+(?:(?:can|could|would|will)\s+(?:you|u|we|someone|somebody)\s+)?(?:please\s+|pls\s+)?(?:just\s+)?"
    r"(?:add|log|minute|record|note|put|pop|get|capture|stick|write|jot)\s+(?:that|it|this)\b(?P<rest>.*)$"
    r"|[\s,;.–—-]*\bone for the register\b(?P<other>.*)$",
    re.IGNORECASE,
)
_HINTED = re.compile(r"^(?:by|due|before|until|for)\b", re.IGNORECASE)
# The frames in which a line says itself that it is an action point; the first that fits is taken.
_SURE = tuple(
    re.compile(said, re.IGNORECASE | re.DOTALL)
    for said in (
        rf"(?:^.*?\b{_PUT}\s+(?:down\s+)?|{_LEADS}){_KIND}\s*(?:please\s*)?(?:(?:on|for|to|from)\s+|[:–—-]\s*)?{_WHO}{_BEFORE_WHAT}(?P<what>\S.*)$",
        rf"^.*?\b(?:give|hand|assign)\s+{_WHO}\s+{_KIND}{_BEFORE_WHAT}(?P<what>\S.*)$",
        rf"^.*?\b(?:put|stick|get|mark|pencil|sign|write)\s+(?:{_WHO}\s+down|down\s+{_OWNER}(?P<down>[\d,]+){_END})\s+(?:to|for|as)\s+(?P<what>\S.*)$",
        (
            rf"^.*?\b{_PUT}\s+(?:down\s+)?{_KIND}\b\s*(?:please\b)?\s*(?:[:–—-]\s*|to\s+)?(?P<what>\w.*?)"
            rf"(?:\s*[,;–—-]+\s*(?:for\s+)?|\s*\(\s*|[\s,;–—-]+(?:owner|owned by|assigned to|to be done by|lead|action for)\s*:?\s*)"
            rf"{_WHO}(?:\s+to\s+(?:own|do|lead)(?:\s+it)?)?[\s)]*(?P<behind>(?:[\s,;–—-]*(?:(?:by|due|before|until)\b)?[^,;]*)?)$"
        ),
    )
)
_TOLD = re.compile(
    rf"^(?P<lead>.*?){_WHO}(?:\s*,?\s*{_PRONOUN})?\s*,?\s*{_WILL}\s+(?P<what>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(
    rf"^.*?\bthat\s+{_WHO}\s+(?P<what>[a-z]{{2,14}}(?<![su])s\s+\w.*)$", re.IGNORECASE | re.DOTALL
)
_JOINS = re.compile(r"^\s*(?:,|&|and|,\s*and|plus|with)?\s*(?:the\s+)?$", re.IGNORECASE)
_NO_DEED = re.compile(
    r"^(?:about|on|regarding|re|at|in|of|is|are|was|were|has|have|and|or|who|when|where|what|that)\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"^(?:not\b|be\b|attend|come\b|miss\b|join\b|represent|stand in|sit\b|meet\b|replace|leave\b|deputise|chair\b)",
    re.IGNORECASE,
)

MOST_SHORT = 5  # letters: “bring” is a verb, and “ring” is one as well


@dataclass(frozen=True, slots=True)
class Promised:
    """Who is to do what, by when; `sure`: the line says itself that it is to be an action point.

    `owners` are the names in the books, or as they were said where they may be several people's. `due` may be the
    question to ask back.
    """

    owners: tuple[str, ...]
    what: str
    due: date | AskBack | None
    sure: bool

    @property
    def text(self) -> str:
        """The sentence as the register writes it: “Ada Okafor to share the profile”."""
        return f"{listed(self.owners)} to {self.what}"


def promised(r: Reading) -> Promised | None:
    """What the line promises; None where it names nobody, or is not told as a promise."""
    masked, owners = _masked(r.line, r)
    masked = clean(masked)
    if not owners or r.refs or r.asking:
        return None
    masked, tail, logs = _without_tail(masked)
    found = next((match for frame in _SURE if (match := frame.match(masked))), None)
    sure = found is not None
    says = None if found or _TOLD.match(masked) else _SAYS.match(masked)
    found = found or says or _TOLD.match(masked)
    if found is None:
        return None
    parts = found.groupdict()
    numbers = (parts.get("who") or parts.get("down") or "").split(",")
    what, due = _due(parts, masked[: found.start("what")], tail, r)
    what = _as_a_verb(_unmasked(what, owners), says=bool(says))
    if not _is_a_deed(what, r):
        return None
    names = tuple(dict.fromkeys(owners[int(n)][1] for n in numbers))
    return Promised(names, what, due, sure or logs)


def _is_a_deed(what: str, r: Reading) -> bool:
    """Whether somebody is to do that, other than to come to a meeting."""
    words = what.casefold().split()
    groups = {each.said.casefold() for each in r.names if each.parties[0].kind == "group"}
    rest = " ".join(words[1:])
    of_a_meeting = words[:1] == ["do"] and (
        names_meeting(rest, r.context)
        or meeting_on(rest, r.context) is not None
        or bool({"board", "meeting", "session", *MONTH_NUMBERS, *groups} & set(words))
    )
    return len(words) > 1 and not (of_a_meeting or _COMES.match(what) or _NO_DEED.match(what))


def _masked(line: str, r: Reading) -> tuple[str, list[tuple[str, str]]]:
    """The line with a mark in place of everybody who is named; those together, “Ada and me”, share one."""
    spans = [(r.tokens[n.first].start, r.tokens[n.last - 1].end, n.name) for n in r.names if n.last]
    spans += [
        (t.start, t.end, r.context.speaker) for t in r.tokens if t.word in _ONESELF and r.context.speaker
    ]
    owners: list[tuple[str, str]] = []
    made, place = "", 0
    for start, end, name in sorted(spans):
        if start < place or end > len(line):
            continue
        said, rest = _bare(line[start:end])
        between, article = _without_article(line[place:start])
        owners.append((f"{article}{said}", name[:1].upper() + name[1:]))
        if made.endswith(_END) and _JOINS.match(between):
            made = f"{made[:-1]},{len(owners) - 1}{_END}{rest}"
        else:
            made += f"{between}{_OWNER}{len(owners) - 1}{_END}{rest}"
        place = end
    return made + line[place:], owners


def _without_article(between: str) -> tuple[str, str]:
    article = re.search(r"\b(?:the|our)\s+$", between, re.IGNORECASE)
    return (between[: article.start()], article[0]) if article else (between, "")


def _bare(said: str) -> tuple[str, str]:
    """“Farah's” and “I'll” as the name and what hangs on it."""
    hangs = re.search(r"['’](?:s|ll|d|m|ve|re)$", said, re.IGNORECASE)
    return (said[: hangs.start()], hangs[0]) if hangs else (said, "")


def _unmasked(text: str, owners: list[tuple[str, str]]) -> str:
    """The words again with those who are named in them, as they were said."""

    def names(match: re.Match[str]) -> str:
        return listed(owners[int(n)][0] for n in match["who"].split(","))

    return re.sub(_WHO, names, text)


def _without_tail(masked: str) -> tuple[str, str, bool]:
    """“…, can you log that for me by Friday”: the words before it, those behind it, and whether it was said."""
    tail = _TAIL.search(masked, masked.find(_OWNER))
    if tail is None:
        return masked, "", False
    return masked[: tail.start()], (tail["rest"] or tail["other"] or "").strip(), True


def _due(parts: dict[str, str | None], lead: str, tail: str, r: Reading) -> tuple[str, date | AskBack | None]:
    """What is to be done without the words that say by when: they may stand behind it, in front of it or in the tail."""
    what = (parts["what"] or "").strip(" .,;:–—-")
    head, colon, rest = what.partition(":")
    if colon and _HINTED.match(head):
        _, due = take_due(f"x {head}", r.context)
        if due:
            return rest.strip(), due
    bare, due = take_due(what, r.context)
    before = re.sub(rf"{_OWNER}[\d,]+{_END}|[^\w\s/]", " ", lead)
    behind = (parts.get("behind") or "").strip(" ,;–—-")
    for said in (behind if _HINTED.match(behind) else f"by {behind}", tail, before):
        if due is None and len(said) > len("by "):
            _, due = take_due(f"x {_dated(said)}", r.context)
    return bare.strip(" .,;:–—-"), due


def _dated(said: str) -> str:
    """A stretch of words up to the date in it, which ends before whatever follows."""
    return re.sub(
        r"(?:\s+(?:log|that|for|please|minute|note|add|to|will|down))+\s*$",
        "",
        said.strip(" .,;:()–—-"),
        flags=re.IGNORECASE,
    )


def _as_a_verb(what: str, *, says: bool) -> str:
    """“Writing to the landlords” and, if it `says` so, “writes to …” as “write to …”; its first letter a small one."""
    first, _, rest = what.partition(" ")
    if says:
        first = _base(first)
    elif first.casefold().endswith("ing") and len(first) > MOST_SHORT and rest:
        stem = first[:-3].casefold()
        forms = (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
        first = next((form for form in forms if form in written()), first)
    elif first.casefold() in ("the", "a", "an", "our"):
        return f"do {what}"
    if first[1:].islower() and first.istitle():
        first = first.casefold()
    return f"{first} {rest}".strip()


def _base(verb: str) -> str:
    """“asks” as “ask”, “carries” as “carry”."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x|zz|o)es$", verb) else verb[:-1]
