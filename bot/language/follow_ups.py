"""What whoever asked the bot something in a thread says there next, without naming it: only what is clearly for it.

People of a channel talk to each other below an answer too. So a follow-up is a command with its reference, the last question
about somebody else, or an order or a question that begins as one and is understood without doubt; all else is left alone.
"""

import re
from dataclasses import replace

from bot.language.answers import bare_words
from bot.language.context import Context
from bot.language.exact import exact
from bot.language.freely import surely
from handlers.meeting_requests import Attend, Presenters
from handlers.register_requests import SetAway
from handlers.requests import (
    AnyRequest,
    AskBack,
    Choice,
    Confirm,
    Dismiss,
    FindContact,
    Greeting,
    Help,
    LookUp,
    NotUnderstood,
)
from store.reference import Reference

_LEADS = r"^(?:(?:and|ok|so|now|then|please|also|actually|no|oh|sorry|wait)[\s,]+)*"
_OPENS = re.compile(
    rf"{_LEADS}(?:(?:can|could) you[\s,]+)?"
    r"(?:who|what|when|where|which|how many|show|list|close|reopen|undo|carry|(?:give|hand)(?!\s+(?:me|us)\b)|move|assign|note|remind|chase|open|overdue|closed|carried|mine|accept"
    r"|(?:the )?(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) one)(?:['’]?s)?\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:and|what about|how about|same for|also for|now for)\b", re.IGNORECASE)
_TO_PEOPLE = re.compile(
    r"\b(?:you|your|yours|u|lunch|coffee|pub|weekend)\b|^@|^\w+,\s", re.IGNORECASE
)  # but for “can you”
_ASKED = re.compile(rf"{_LEADS}(?:(?:can|could|will|would) you\s+)?", re.IGNORECASE)
_OF_AN_AGENDA = re.compile(r"\b(?:present\w*|speak\w*|items?|agenda|papers?)\b", re.IGNORECASE)
# Said to everybody, or answers of its own.
_NOT_THESE = (Attend, SetAway, AskBack, Dismiss, FindContact, Greeting, Help, LookUp, NotUnderstood)


def followed(line: str, context: Context) -> AnyRequest | None:
    """The request that clearly goes on with what the bot was asked in the thread; None for talk among people."""
    said = bare_words(line)
    goes_on = bool(context.last and _GOES_ON.match(said))
    if not (goes_on or _OPENS.match(said) or Reference.find(said, context.groups)):
        return None
    if _TO_PEOPLE.search(_ASKED.sub("", said)):
        return None
    here = replace(context, addressed=True)
    request = exact(said, here) or surely(said, here)
    meant = request.do if isinstance(request, Confirm) else request
    if isinstance(meant, Presenters) and not _OF_AN_AGENDA.search(said):
        return None  # “who is bringing cake”
    left = isinstance(meant, _NOT_THESE) and not (goes_on and isinstance(meant, FindContact))
    return None if left or (isinstance(request, Choice) and not request.changes and not goes_on) else request
