"""Commands that lack something or say too much: what to write instead, rather than a guess."""

import re
from types import MappingProxyType

from bot.language.context import Context
from bot.language.which_meeting import meeting_said
from handlers.register_requests import CarryAction
from handlers.requests import AnyRequest, AskBack
from store.reference import Reference

# How each verb of `/actions` goes on.
_EXAMPLES = MappingProxyType(
    {
        **dict.fromkeys(("close", "done", "complete", "finish"), "close 07/02 Circulated on 14 February"),
        **dict.fromkeys(("update", "progress"), "update 07/02 Waiting for the supplier"),
        **dict.fromkeys(("carry", "defer"), "carry 07/02"),
        **dict.fromkeys(("reopen", "re-open"), "reopen 07/02"),
        **dict.fromkeys(("assign", "give"), "assign 07/02 Ada Okafor"),
        "due": "due 07/02 12 Sept",
        "confidential": "confidential 07/02",
        "snooze": "snooze 07/02 for a week",
        "merge": "merge 07/05 into 07/02",
        "link": "link 07/02 to 02/01",
    }
)
_CARRIED_HOW = re.compile(
    r"^(?:over|forward)?\s*(?:to (?:the )?next (?:meeting|register|board))?\s*(?:please)?[.!]?$",
    re.IGNORECASE,
)


_CARRIED_TO = re.compile(
    r"^(?:it\s+)?(?:over|forward|across)?\s*(?:to|until|till|into|for)\s+(?P<meeting>\S.{1,80}?)(?:\s+(?:register|please))*[.!]?$",
    re.IGNORECASE,
)


def without_a_reference(line: str) -> AskBack | None:
    """What to say to a verb that names no action point; None for any other line."""
    verb = line.split(maxsplit=1)[0].casefold().rstrip(",.:") if line.strip() else ""
    example = _EXAMPLES.get(verb)
    if example is None:
        return None
    which = "Say which action points" if verb in ("merge", "link") else "Say which action point"
    return AskBack(f"{which}: `/actions {example}`. `/actions` lists yours. Nothing was changed.")


def carried(ref: Reference, rest: str, context: Context) -> AnyRequest:
    """Carrying over to the next register or to that of the meeting named, unless there is more behind “carry 07/02”."""
    if _CARRIED_HOW.match(rest.strip()):
        return CarryAction(ref)
    named = _CARRIED_TO.match(rest.strip())
    if named and (meeting := meeting_said(named["meeting"], context)) is not None:
        return CarryAction(ref, meeting)
    return AskBack(
        f"I carry over to the next register, or to that of a meeting (“to October”), and take no words along. Nothing was changed; send `/actions carry {ref}`"
        f" alone, and what there is to say before it with `/actions update {ref} …`."
    )
