"""What a line asks for without any guessing: an answer, a courtesy or a command, with its book's name or without."""

import re

from bot.language.absence_words import absence_said
from bot.language.answers import LINE_LIMIT, answer, courtesy
from bot.language.attendance_words import ANSWERS, attendance_said, is_somebody
from bot.language.commands import BOOKS, STATES, actions, meetings, opening_verb
from bot.language.contact_commands import added, members, succession, who_sat
from bot.language.context import Context
from bot.language.delegating import acting
from bot.language.documents import document
from bot.language.everyday import STOP
from bot.language.handbook import named
from bot.language.meeting_commands import asked_freely
from bot.language.new_points import logged
from bot.language.paper_commands import decisions
from bot.language.plan_commands import named as planned
from bot.language.sentences import opens_a_sentence, promises
from handlers.contact_requests import WhoSat
from handlers.meeting_requests import Attend, NextMeeting
from handlers.register_requests import AddAction, AssignAction, ListActions
from handlers.requests import AnyRequest, AskBack, FindContact, Help

SEARCHES = (NextMeeting, FindContact, ListActions)
OWN_REMINDERS = ("away", "mute", "unmute", "delegate")
_BOOK = re.compile(
    r"^(actions|action points|meetings|contacts|action|meeting|contact)\b[\s:]*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_STATE_WORDS = (
    "undo",
    "closings",
    "overdue",
    "undated",
    "mine",
    "export",
    "open",
    "closed",
    "carried",
    "merge",
    "link",
    "links",
)
_SHOWN = (*_STATE_WORDS[1:], "show", "list", *STATES)
# Not every sentence that begins with it: there are reviews of other things than registers.
_REVIEW = re.compile(r"^review(?:$|(?: the)? register\b)", re.IGNORECASE)
_LOG_ONE = re.compile(r"^(?:add|log|new)(?: an?| new)*(?: action(?: point)?)?[.!]?$", re.IGNORECASE)
# “Action: …”, “new action please: …”, “log this: …”, “new: …”.
_LOG = re.compile(
    r"^(?:(?:new\s+)?action(?:\s+point)?|(?:log|add|new)(?:\s+(?:this|point))?)(?:\s+please)?\s*:\s*(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_A_REFERENCE = re.compile(r"#?(?:20\d\d-)?\d")
_FROM_ME = re.compile(r"\bfrom (?:me|us|myself)\b|^apologies but\b", re.IGNORECASE)  # said freely
_EVER = re.compile(r"\bwhen\W*$", re.IGNORECASE)


def exact(said: str, context: Context) -> AnyRequest | None:
    """The answer, courtesy or command that a line is; None when it is free words."""
    if len(said) > LINE_LIMIT:
        return AskBack(
            f"That has more than {LINE_LIMIT:,} characters, so nothing was changed. Please say it shorter."
        )
    if not said:
        return Help()
    return (
        answer(said, context)
        or courtesy(said)
        or document(said, context)
        or _in_a_book(said, context)
        or added(said, context)
        or acting(said, context)
        or named(said, context)
        or planned(said, context)
        or _bare(said, context)
        or asked_freely(said, context)
        or attendance_said(said, context)
        or absence_said(said, context)
        or _once(said, context)
        or members(said, context)
        or succession(said, context)
        or decisions(said, context)
    )


def _once(said: str, context: Context) -> AnyRequest | None:
    """Who sat at some time or at all; who sits now, and who was at a meeting, are other questions, in free words."""
    found = who_sat(said, context)
    return found if isinstance(found, WhoSat) and (found.first or _EVER.search(said)) else None


def _in_a_book(said: str, context: Context) -> AnyRequest | None:
    """A command with its book's name. Without its slash that may begin any sentence."""
    match = _BOOK.match(said)
    if match is None or _LOG.match(said):
        return None
    found = BOOKS[match[1].casefold()](match[2], context)
    words = [word.strip("?.,!'’") for word in match[2].casefold().split()]
    sentence = len(words) > 2 or any(word in STOP for word in words)
    return None if isinstance(found, SEARCHES) and sentence else found


def _bare(said: str, context: Context) -> AnyRequest | None:
    """A command without its book: "close 07/02 sent", "overdue", "undo", "action: Ada to …"."""
    if match := _LOG.match(said):
        return logged(match[1], context)
    if _LOG_ONE.match(said):
        return AddAction("")
    first = said.split(maxsplit=1)[0].casefold().rstrip(",:.!?")
    if first in ANSWERS:
        coming = meetings(said, context)
        return None if isinstance(coming, Attend) and _is_said(coming, said, context) else coming
    if first == "add" and promises(said):
        return logged(said.partition(" ")[2], context)
    found = actions(said, context) if _begins_a_command(first, said) else None
    if first in OWN_REMINDERS and isinstance(found, AskBack):
        return None  # “away till Friday - Ada has my things”
    return None if first == "give" and not to_somebody(found, context) else found


def _is_said(coming: Attend, said: str, context: Context) -> bool:
    """“Apologies for the delay”, “attending a funeral”: a sentence that only begins as the command does."""
    return bool(_FROM_ME.search(said) or (coming.person and not is_somebody(coming.person, context)))


def _begins_a_command(first: str, said: str) -> bool:
    """Whether a line begins as what stands behind `/actions` does, and is no sentence that only begins so."""
    if first in _SHOWN and (opens_a_sentence(said) or len(said.split()) > 2):
        return False
    known = first in _STATE_WORDS or first in OWN_REMINDERS or bool(opening_verb(said)[0])
    return known or bool(_REVIEW.match(said) or _A_REFERENCE.match(said))


def to_somebody(found: AnyRequest | None, context: Context) -> bool:
    """“Give 02/09 to Tom” is a command, “give 02/09 another week” is none."""
    return isinstance(found, AssignAction) and all(
        context.names.called(name, context.today) or name.casefold() == "me" for name in found.owners
    )
