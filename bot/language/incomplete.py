"""Commands that lack something or say too much: what to write instead, rather than a guess."""

import re
from types import MappingProxyType

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


def without_a_reference(line: str) -> AskBack | None:
    """What to say to a verb that names no action point; None for any other line."""
    verb = line.split(maxsplit=1)[0].casefold().rstrip(",.:") if line.strip() else ""
    example = _EXAMPLES.get(verb)
    if example is None:
        return None
    which = "Say which action points" if verb in ("merge", "link") else "Say which action point"
    return AskBack(f"{which}: `/actions {example}`. `/actions` lists yours. Nothing was changed.")


def carried(ref: Reference, rest: str) -> AnyRequest:
    """Carrying over, unless the words behind “carry 07/02” ask for more than the next register."""
    if _CARRIED_HOW.match(rest.strip()):
        return CarryAction(ref)
    return AskBack(
        f"I carry over to the next register, and take no words along. Nothing was changed; send `/actions carry {ref}`"
        f" alone, and what there is to say before it with `/actions update {ref} …`."
    )
