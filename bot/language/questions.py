"""Free text: what members ask in their own words, by patterns that stand next to what they lead to.

Questions are answered; what would change a book becomes a Confirm that says what was understood.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.contact_commands import who_sat
from bot.language.context import Context
from handlers.requests import (
    AnyRequest,
    CloseAction,
    Confirm,
    FindContact,
    ListActions,
    LookUp,
    MyActions,
    NextMeeting,
    ShowAction,
    ShowAgenda,
    Timetable,
)
from store.reference import Reference
from store.register_reading import State


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to ask: the pattern, and what its groups lead to."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], AnyRequest]


def _phrase(pattern: str, build: Callable[[re.Match[str]], AnyRequest]) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE | re.DOTALL), build)


def _rest(match: re.Match[str]) -> str:
    return (match["rest"] or "").strip(" ?.!,")


PHRASES = (
    _phrase(r"\b(?:my|mine|i owe|do i owe|i have to do)\b.*\b(?:actions?|points?|list)?\b(?!.*\bclose)", lambda _: MyActions()),
    _phrase(r"\b(?:what'?s|what is|whats|anything|who is|who's)\b.*\boverdue\b", lambda _: ListActions(State.OVERDUE)),
    _phrase(r"\b(?:what'?s|whats|what is|which|list|show)\b.*\b(?:open|outstanding)\b(?:.*\b(?:for|by|from|of)\b(?P<rest>.+))?",
            lambda m: ListActions(State.OPEN, _rest(m))),
    _phrase(r"\b(?:papers?|reports?|rd|report deadline|deadline)\b.*\b(?:in|due|by|deadline|when|for)\b|\bdeadline\b", lambda _: NextMeeting()),
    _phrase(r"\bagenda\b(?:.*\b(?:for|of)\b(?P<rest>.+))?", lambda m: ShowAgenda(_rest(m))),
    _phrase(r"\b(?:timetable|calendar|all (?:the )?(?:dates|meetings))\b", lambda _: Timetable()),
    _phrase(r"\b(?:when|where|next|what time)\b.*\b(?:meeting|board|meet|session)\b", lambda _: NextMeeting()),
    _phrase(r"\b(?:who (?:do|should|can) (?:i|we) (?:ring|call|phone|contact|ask|email|e-mail)(?: about| for)?|(?:phone|number|contact|e-?mail)(?: number| details)? (?:for|of))\s+(?P<rest>.+)",
            lambda m: FindContact(_rest(m))),
    _phrase(r"^(?:who is|who's|whos|who are) (?P<rest>.+)", lambda m: FindContact(_rest(m))),
    _phrase(r"^(?:what is|what's|whats|what are|define|explain)(?: an?| the)? (?P<rest>.+)", lambda m: LookUp(_rest(m))),
    _phrase(r"^(?P<rest>quorum|priorities|terms of reference|glossary)\??$", lambda m: LookUp(_rest(m))),
)  # fmt: skip

_DONE = re.compile(
    r"\b(?:is|are|was|has been|now)?\s*(?:done|completed?|finished|closed|sorted)\b[\s,:;.-]*(?P<note>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT = re.compile(r"\b(?:not|n't|never|isnt|almost|nearly|half|when|will be|to be)\b", re.IGNORECASE)


def question(said: str, context: Context) -> AnyRequest | None:
    """The request behind a line in free words; a Confirm where it would change a book; None when it is not clear."""
    found = Reference.find(said, context.groups)
    if found:
        return _about(said, *found[0])
    if past := who_sat(said, context):
        return past
    for phrase in PHRASES:
        if match := phrase.pattern.search(said):
            return phrase.build(match)
    return None


def _about(said: str, ref: Reference, _start: int, end: int) -> AnyRequest:
    """A sentence with a reference: said to be done, it asks before closing; anything else shows it."""
    done = _DONE.search(said[end:])
    if done and not _NOT.search(said) and not said.rstrip().endswith("?"):
        note = done["note"].strip()
        return Confirm(CloseAction(ref, note), f"close {ref}" + (f" with the note “{note}”" if note else ""))
    return ShowAction(ref)
