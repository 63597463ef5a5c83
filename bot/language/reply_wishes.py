"""What somebody wishes of the action point that they talk about with the bot: more time, peace for a while, or nothing.

Only where it is said to the bot: “make it Friday” among people of a channel may be about anything; and after a question about
a meeting it is about that.
"""

import re
from datetime import date

from bot.language.context import Context
from bot.language.dates import DateReading, read_date
from bot.language.due import calendar_of
from bot.language.longer import COUNT, counted, longer
from handlers.meeting_requests import MeetingRequest
from handlers.register_requests import SetDue, Snooze
from handlers.requests import AnyRequest, AskBack, Confirm, Dismiss
from store.dates import full_day
from store.reference import Reference

_END = r"(?:\s+(?:please|thanks|then|for (?:this|that|it)|on (?:this|it)|to finish(?:\s+it)?))*[\s.!?]*$"
_MORE = re.compile(
    r"^(?:(?:please|sorry|i|we|i['’]?ll|we['’]?ll|will|would|could|can|may|just)\s+)*(?:need|want|like|have|use|do with|get|take|add|(?:give|allow)(?:\s+(?:me|us))?|extend(?:\s+(?:it|this))?\s+by)\s+"
    rf"(?:another|an extra|one more|a further|an additional|(?P<count>{COUNT})\s+(?:more|extra))\s+(?P<unit>day|week|fortnight|month)s?{_END}",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"^(?:please\s+)?(?:(?:can|could)\s+(?:you|we|i)\s+)?(?:(?:extend|delay|postpone|push|move|make|put|shift|change|defer)(?:\s+(?:it|this|that|the (?:due )?date|the deadline))?(?:\s+(?:back|out|on))?(?:\s+(?:to|until|till|for|by))?"
    rf"|have\s+(?:it\s+)?(?:until|till))\s+(?P<when>\S.*?){_END}",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"^(?:please\s+)?(?:(?:not now|later)[\s,–-]+(?=\w+ me\b))?(?:(?:remind|ask|nag|chase|ping)\s+me(?:\s+(?:again|about\s+(?:it|this|that)))*|snooze(?:\s+(?:it|this))?|not now|later)"
    rf"(?:[\s,]+(?:for\s+)?(?P<when>\S.*?))?{_END}",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^(?:please\s+)?(?:keep|leave)(?:\s+(?:it|this))?(?:\s+(?:open|as\s+(?:it\s+)?is|alone|for now|where it is))+[\s.!]*$",
    re.IGNORECASE,
)
_NOT_MINE = re.compile(
    r"^(?:(?:this|that|it)(?:\s+one)?(?:['’]?s|\s+is)?\s+)?(?:isn['’]?t|not)\s+(?:mine|for me|ours|my (?:job|action|one))[\s.!]*$",
    re.IGNORECASE,
)


def wished(ref: Reference, words: str, context: Context) -> AnyRequest | None:
    """The question whether to do it; None where nothing of the kind is said, or not to the bot."""
    if not context.addressed or isinstance(context.last, MeetingRequest):
        return None
    if _KEPT.match(words):
        return Dismiss()
    if _NOT_MINE.match(words):
        return AskBack(f"Whose is {ref}? Say “give it to” and the name. Nothing was changed.")
    if later := _LATER.match(words):
        return _snoozed(ref, later["when"], context)
    due = _moved(ref, words, context)
    return Confirm(SetDue(ref, due, by_reply=True), f"make {ref} due on {full_day(due)}") if due else None


def _snoozed(ref: Reference, when: str | None, context: Context) -> AnyRequest | None:
    until = _day(when, context) if when else None
    if when and until is None:
        return None  # “remind me to buy milk”
    return Confirm(
        Snooze(ref, until),
        f"send no reminder of {ref} {f'before {full_day(until)}' if until else 'for a week'}",
    )


def _moved(ref: Reference, words: str, context: Context) -> date | None:
    """The new day: the one that is said, or so much later than it is due, or than today where that has passed."""
    if more := _MORE.match(words):
        return longer(ref, counted(more["count"]), more["unit"], context)
    moved = _MOVED.match(words)
    return _day(moved["when"], context) if moved else None


def _day(said: str, context: Context) -> date | None:
    read = read_date(said, calendar_of(context), cued=True)
    return read.date if isinstance(read, DateReading) else None
