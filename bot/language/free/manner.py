"""Whether a line asks, or tells."""

import re

from bot.language.free.tokens import Token

_SOMEBODY = frozenset(
    "i we you they he she it the any anyone anybody someone somebody all people my our".split()
)
_ASK = frozenset(
    "who whos whom whose what whats when whens where wheres which how hows is are am has have did does do was were any anything show list".split()
)
_FOR_SOMETHING = re.compile(
    r"\W*(?:please\b|pls\b|can|could|would|will)\s*(?:you|u|we|i|someone|somebody)?\b", re.IGNORECASE
)


def asks(line: str, tokens: tuple[Token, ...]) -> bool:
    """Whether it is a question by its mark or its first word; “can you …” asks for something to be done."""
    if _FOR_SOMETHING.match(line):
        return False
    first = tokens[0].word if tokens else ""
    second = tokens[1].word if len(tokens) > 1 else ""
    if first in ("have", "had") and second not in _SOMEBODY:
        first = ""  # “have chased the paper”, “have Tom act as secretariat”
    if first == "were" and tokens[0].text.casefold() != "were":
        first = ""  # “we're”
    if first == "am" and second != "i":
        first = ""  # “am on leave”
    return line.rstrip().endswith("?") or first in _ASK
