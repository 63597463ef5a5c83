"""Taking back: the last change, the last few, or that of one action point; what the words for it are, and what is meant."""

import re
from collections.abc import Iterable
from types import MappingProxyType

from bot.language.context import Context
from handlers.requests import AnyRequest, AskBack, Confirm, Dismiss, Undo
from store.reference import Reference

MOST = 10  # changes that are taken back at once

_COUNTS = MappingProxyType({"two": 2, "both": 2, "couple of": 2, "three": 3, "four": 4, "five": 5})
_IT = r"(?:that|it|this)"
_ONE = r"(?:that|it|this|them|(?:(?:the|my|that)\s+)*last(?:\s+(?:one|change|thing))?|(?:my|the) change|what i (?:just )?did(?: last| just now)?|that last (?:one|change))"
_PLEASE = r"(?:[\s,]+(?:please|pls|thanks|thank you|again|now|then|sorry))*"
_LEAD = r"(?:(?:oh|oops|ah|no|wait|sorry|hang on|hold on|ok|please|pls|can you|could you|i want to|we need to)[\s,.!–-]+)*"
_UNDO = r"(?:undo|reverse|revert|take back|put back|roll back|change back)"
_OF_ONE = r"(?:(?:the|my)\s+)?(?:clos(?:ing|ure)|update|note|change|reopening|carry(?:ing)?[ -]over|due date|handover|assignment|what i did)\s+(?:of|to|on|for|about|with)"


def _last(group: str) -> str:
    """A pattern for the last few changes, whose number stands in the group."""
    return rf"(?:(?:the|my|that|those|these)\s+)?last\s+(?P<{group}>two|couple of|three|four|five|[0-9]{{1,3}})(?:\s+(?:changes|ones|things|of (?:them|mine)))?"


_THAT = re.compile(rf"^{_IT}{_PLEASE}$", re.IGNORECASE)
# Bare, it acts; anything else is asked about.
_BARE = re.compile(rf"^(?:{_ONE})?{_PLEASE}$", re.IGNORECASE)
_SAID = re.compile(
    rf"^{_LEAD}(?:{_UNDO}\s+(?:{_last('count')}|{_ONE})|(?:take|put|roll|change|turn)\s+(?:{_last('number')}|{_ONE})\s+back(?:\s+(?:as|to what|how|the way) it was)?"
    rf"|scrap (?:that|it)|back (?:that|it) out){_PLEASE}\W*$",
    re.IGNORECASE,
)
_WRONG = re.compile(
    rf"^{_LEAD}(?:not (?:that|this) one|(?:that|it|this)(?:'?s|’s| was| is)?\s+(?:all\s+)?(?:wrong|a mistake|an error|not right|not what i (?:meant|said|wanted)|the wrong (?:one|action|number))"
    rf"|(?:the )?wrong (?:one|action)|(?:that was )?my mistake|i (?:didn'?t|didn’t|did not) mean (?:that|it|to(?: do that)?|that one)){_PLEASE}\W*$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"^{_LEAD}(?:{_UNDO}\s+(?:{_OF_ONE}\s+)?(?P<ref>\S+)|put\s+(?P<put>\S+)\s+back(?:\s+(?:as|how|the way) it was)?){_PLEASE}\W*$", re.IGNORECASE)  # fmt: skip


def undo_command(rest: str, context: Context) -> AnyRequest | None:
    """What stands behind the command: nothing that narrows it, or the action point that it is about; else None.

    “That” is what a talk is about.
    """
    if _THAT.match(rest.strip(" .!")):
        return Undo(about=tuple(filter(None, map(Reference.parse, context.about))))
    if _BARE.match(rest.strip(" .!")):
        return Undo()
    found = Reference.find(rest, context.groups)
    alone = len(found) == 1 and not (rest[: found[0][1]] + rest[found[0][2] :]).strip(" #.!")
    return Undo(about=(found[0][0],), named=True) if alone else None


def taken_back(said: str, context: Context) -> AnyRequest | None:
    """“Take that back please”, “that was wrong”, “undo the last two”, “undo the closing of 02/10”: the question about it.

    While a question is open, that something is wrong is said of it.
    """
    line = " ".join(said.split())
    if _WRONG.match(line):
        return Dismiss() if context.offered else Confirm(Undo(), "take back your last change")
    if (named := _NAMED.match(line)) and (
        ref := Reference.parse((named["ref"] or named["put"]).strip(".,!"))
    ):
        return Confirm(Undo(about=(ref,), named=True), f"take back your last change of {ref}")
    found = _SAID.match(line)
    if found is None:
        return None
    count = next((each for name, each in found.groupdict().items() if each), "")
    number = _COUNTS.get(count.casefold()) or int(count or 1)
    if not 1 <= number <= MOST:
        return AskBack(f"I take back at most {MOST} changes at once. Nothing was changed.")
    what = "your last change" if number == 1 else f"your last {number} changes"
    return Confirm(Undo(last=number), f"take back {what}")


_BELOW = re.compile(rf"^(?:undo(?:\s+{_IT})?|take\s+that\s+back){_PLEASE}[\s.!]*$", re.IGNORECASE)


def undone_below(said: str, refs: Iterable[Reference]) -> Undo | None:
    """“Undo that” below something, to nobody: one's last change, where that is about these."""
    return Undo(about=tuple(refs)) if _BELOW.match(said) else None
