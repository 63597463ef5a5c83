"""The status of an action point from the words a paper prints beside it."""

import re

from store.tables.register import Status

_DONE = (
    r"(?:closed?|complete[ds]?|completion|done|discharged|actioned|achieved|finished|fulfilled|resolved|"
    r"concluded|implemented|delivered)"
)
_CARRIED = (
    r"(?:carr(?:y|ied)(?:\s+it)?[\s-]*(?:over|forward)|c/f(?:wd)?|b/f(?:wd)?|deferred|defer|postponed|"
    r"rolled\s+(?:over|forward))"
)
_GOING = (
    r"(?:in[\s-]progress|on[\s-]?going|under\s?way|in\s+hand|started|commenced|progressing|being\s+\w+ed|"
    r"(?:part|partly|partially|nearly|almost|\d{1,2}\s?%)\s+\w+|on\s+track|wip|awaiting|pending)"
)
_PROPOSED = (
    r"\b(?:propos|recommend|request|suggest|ready|for|to)\w*\s+(?:to\s+be\s+|to\s+|for\s+|that\s+\w+\s+be\s+)?"
    r"clos(?:e|ed|ure|ing)\b"
)
_TICK = re.compile(r"[✓✔☑✅]")


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# The first rule that fits counts. "Propose to close" comes early: the meeting has not agreed yet.
_RULES = (
    (_rule(r"\bagreed\s+(?:to\s+close|closure|as\s+closed|to\s+be\s+closed)\b"), Status.CLOSED),
    (_rule(_PROPOSED), Status.IN_PROGRESS),
    (_rule(rf"^\W*{_CARRIED}(?!\w)"), Status.CARRIED_OVER),
    (_rule(rf"^\W*{_DONE}(?![\w-]|\s+session)"), Status.CLOSED),
    (_rule(rf"^\W*{_GOING}(?!\w)"), Status.IN_PROGRESS),
    (_rule(r"^\W*(?:open|new|outstanding|overdue|not\s+(?:yet\s+)?\w+)\b"), Status.OPEN),
    (
        _rule(rf"(?:\b(?:action|item|now|this|is|was|been|and|status:?)\s+|[.;:–-]\s*){_CARRIED}(?!\w)"),
        Status.CARRIED_OVER,
    ),
    (
        _rule(rf"(?:\b(?:action|item|now|been|and|status:?)\s+|[.;:–-]\s*){_DONE}\s*(?:[.!;:–-]|$)"),
        Status.CLOSED,
    ),
    (_rule(rf"(?<!not )(?<!not yet )\b{_GOING}(?!\w)"), Status.IN_PROGRESS),
)


def read_status(note: str, *, struck: bool = False) -> Status:
    """The status that a note, or a status column, tells; open when it tells none.

    A struck-through row is closed. The first word decides ("Carried over … In progress" is carried over).
    """
    if struck or _TICK.search(note):
        return Status.CLOSED
    return next((status for words, status in _RULES if words.search(note)), Status.OPEN)


def tells_status(text: str) -> bool:
    """Whether a text begins with a word that tells a status."""
    return any(words.match(text[:80]) for words, _ in _RULES[2:6])
