"""The gaps that are filled with the line's own words: a question, a title, a reason, what is looked for."""

import re

from bot.language.free.asking import clean
from bot.language.free.gaps import Gaps

_QUESTION = re.compile(
    r"(?:\bask(?:ing)?(?: (?:them|her|him))?|:|–|—| - )\s*(?P<found>\S.{2,300})$", re.IGNORECASE
)
_SENT_BACK = re.compile(
    r"^(?:(?:back|to|them|him|her|the|its|owners?|and|please|ask(?:ing)?|isn.?t|is|not|really|done|send|it)\b[\s,:;.–-]*|[\s,:;.–-]+)+",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because(?: of)?|due to|owing to)\s+(?P<found>.{3,200})$", re.IGNORECASE)
_MEANS = re.compile(
    r":\s+|\s+(?:means|stands for|meaning|which means|is short for|to say|should (?:say|read|be)|=)\s+",
    re.IGNORECASE,
)
_IN_THE_BOOK = re.compile(r"\b(?:in|into|to) (?:the )?(?:handbook|glossary) (?:to|as|that)\s+", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:called|named|known as|renamed(?: to| as)?|name to|become|becoming|itself|rebranded as|goes by|now)\s+(?P<found>\S.{1,120})$|\b(?:to|as)\s+(?P<to>\S.{1,120})$",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:about|on|regarding|over|concerning|around|mention(?:ing)?|of|for)\s+(?!the\s+(?:minutes|papers|notes)\b)(?P<found>(?:(?!\babout\b|\bon\b|\bregarding\b).)+)$",
    re.IGNORECASE,
)
_IN_PAPERS = re.compile(
    r"\s+(?:in (?:the|our) (?:minutes|papers|notes)|at the (?:last )?meeting|by the board)\W*$", re.IGNORECASE
)


def question(g: Gaps) -> str:
    """What the owners are asked: behind “ask” or a colon, or the words behind the reference."""
    asked = _QUESTION.search(g.r.line)
    if asked:
        return asked["found"].strip()
    behind = max((max(each.tokens) for each in g.r.refs), default=-1)
    return clean(_SENT_BACK.sub("", g.r.text_after(behind)))


def colon(g: Gaps) -> tuple[str, str]:
    """What stands before and behind a colon, or a word that explains."""
    line = re.sub(
        r"^\W*(?:new )?(?:for the )?(?:glossary|handbook)(?: entry)?\s*[:,–-]\s*",
        "",
        g.r.line,
        flags=re.IGNORECASE,
    )
    parts = _MEANS.split(line, maxsplit=1)
    if len(parts) < 2:
        parts = _IN_THE_BOOK.split(g.r.line, maxsplit=1)
    if len(parts) < 2:
        return g.r.line, ""
    text = re.sub(
        r"[\s,;–-]*\b(?:(?:can|could) you )?(?:please )?(?:add|put|write) (?:it|that|this) .*$",
        "",
        parts[1],
        flags=re.IGNORECASE,
    )
    return parts[0], clean(text)


def matter(g: Gaps) -> str:
    """What is asked about: behind the last “about” or the like, the words that are left, or else a meeting that has been."""
    behind = list(_MATTER.finditer(g.r.line))
    held = g.r.met.meeting.day if g.r.met and g.r.met.meeting else None
    over = held if held and held <= g.r.context.today else None
    if over and not behind:
        return over.isoformat()
    if g.r.refs or (g.occasion.days and not over):
        return ""
    return clean(_IN_PAPERS.sub("", behind[-1]["found"])) if behind else g.free()


def entry(g: Gaps) -> str:
    """The word that the handbook explains: what is left before the colon, or of the whole line."""
    before, text = colon(g)
    until = g.place_at(g.r.line.find(before) + len(before)) if text else None
    known = g.free(until=until)
    if known:
        return known
    named = [each.said for each in g.r.names if until is None or each.first < until]
    return named[0] if named else ""


def words(g: Gaps) -> str:
    """Everything behind a colon, or the words that are left."""
    return colon(g)[1] or g.free()


def name(g: Gaps) -> str:
    """A new name: behind “called” and the like, else what is left behind the organisation that gets it."""
    named = _CALLED.search(g.r.line)
    if named:
        return clean(re.sub(r"\s+now$", "", named["found"] or named["to"]))
    behind = max((each.last - 1 for each in g.r.names), default=-1)
    return g.free(beyond=behind) or g.free()


def reason(g: Gaps) -> str:
    """What stands behind “because”."""
    said = _REASON.search(g.r.line)
    return clean(said["found"]) if said else ""
