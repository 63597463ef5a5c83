"""What is said of the secretariat's work in other hands: by command, and in plain words that leave no doubt."""

import re
from datetime import date

from bot.language.context import Context
from bot.language.due import read_due
from handlers.requests import AnyRequest, AskBack, Delegate, EndDelegation, ShowAccess

_HOW = "Say who and until when: `/actions delegate Ada until 3 January`. Nothing was changed."
_UNTIL = re.compile(
    r"^(?:to\s+)?(?P<who>.+?),?\s+(?:until|till|up to)\s+(?P<until>.+?)\s*\.?$", re.IGNORECASE
)
_OFF = re.compile(r"^(?P<who>.*?)[\s,]*\b(?:off|ends?|back|no longer)\s*\.?$", re.IGNORECASE)
_AS = r"(?:act|stand in|stands in|acts|acting|is acting|will act)\s+(?:as|for)\s+(?:the\s+)?(?:secretariat|support officer)"
# “Let Ada act …” is said freely, and asked about first.
_FREELY = r"(?!(?:let|have|make|can|could|may|will|would|shall|should|please|does|is|i want|we want|for)\b)"
_ACTS = re.compile(
    rf"^{_FREELY}(?P<who>.+?)\s+{_AS},?\s+(?:until|till|up to)\s+(?P<until>.+?)\s*\.?$", re.IGNORECASE
)
_WHO_MAY = re.compile(
    r"^(?:who (?:may|can) do what|what (?:may|can) i do|what am i allowed to do|access|my role)\W*$",
    re.IGNORECASE,
)


def delegate(rest: str, context: Context) -> AnyRequest:
    """`delegate Ada until 3 Jan`, `delegate Ada off`."""
    if said := _UNTIL.match(rest):
        return _until(said["who"], said["until"], context)
    if said := _OFF.match(rest):
        return EndDelegation(said["who"].strip())
    return AskBack(_HOW)


def acting(said: str, context: Context) -> AnyRequest | None:
    """“Ada acts as secretariat until 3 Jan”, “who may do what”."""
    if match := _ACTS.match(said):
        return _until(match["who"], match["until"], context)
    return ShowAccess() if _WHO_MAY.match(said) else None


def _until(who: str, until: str, context: Context) -> AnyRequest:
    def build(day: date | None) -> AnyRequest:
        return Delegate(day, _name(who)) if day else AskBack(_HOW)

    return read_due(until, context, build)


def _name(who: str) -> str:
    """The name alone: “I” is “me”."""
    return "me" if who.strip().casefold() == "i" else who.strip(" ,")
