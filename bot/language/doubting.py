"""Whether the words behind a command leave it in doubt: a condition, “not yet”, “?”, a second command, a slip put right.

Such a line does not act: in free words it is asked about, or it says nothing that can be done.
"""

import re

_REF = r"#?(?:20\d\d-)?\d{1,2}/\d"
_OTHERWISE = re.compile(
    r"^\W*(?:(?:but\s+)?not(?:\s+(?:yet|done|finished|ready|closed|now|really|quite))?\W*$|not\s+(?:until|till|before|if|unless|when)\b"
    r"|never\W*$|no\W*$|if\b|unless\b|when\b|once\b|until\b|till\b|as\s+soon\s+as\b|only\s+(?:if|when|once)\b"
    r"|(?:tomorrow|later|soon|next\s+(?:week|month|time|meeting)|in\s+\w+\s+(?:days?|weeks?|months?))\W*$)"
    r"|\?\s*$",
    re.IGNORECASE,
)
_SLIP = re.compile(
    rf"\b(?:but|not|no|wait|sorry|i\s+mean|i\s+meant|rather|instead)(?:[\s,]+(?:not|no|wait|sorry|the|for|of|i\s+mean))*[\s,]+{_REF}",
    re.IGNORECASE,
)
COMMAND = rf"\b(?:close|done|complete|finish|update|carry(?:\s+over)?|defer|re-?open|accept|assign|give|undo|snooze)\s+(?:action\s+(?:point\s+)?)?{_REF}"
_ANOTHER = re.compile(COMMAND, re.IGNORECASE)
_TO_DO = re.compile(r"^(?:the|an?|my|your|our)\b", re.IGNORECASE)

_ENDS = frozenset({"close", "complete", "finish"})
_WITH_WORDS = frozenset(
    [*"update progress question query due snooze assign give carry defer".split(), "send back", "set due"]
)


def in_doubt(verb: str, behind: str, *, leads: bool) -> bool:
    """Whether what stands behind the reference leaves it open that `verb` is meant; `leads`: the verb stands before it.

    “02/10 close the gap first” has the verb of another sentence; what is noted or asked may say anything but a second command.
    """
    if _ANOTHER.search(behind) or _SLIP.search(behind):
        return True
    if verb in _WITH_WORDS or not behind:
        return False
    return bool(_OTHERWISE.search(behind)) or (not leads and verb in _ENDS and bool(_TO_DO.match(behind)))
