"""One line becomes one Request: the same for every door, which only adds its context.

An exact command acts. Free text that would change a book becomes a Confirm. What leads nowhere is admitted.
"""

import re

from bot.language.attendance_words import ANSWERS, attendance_said
from bot.language.calendars import OWN_CALENDAR
from bot.language.commands import BOOKS, STATES, actions, logged, meetings, opening_verb
from bot.language.contact_commands import added, members, who_sat
from bot.language.context import Context
from bot.language.delegating import acting
from bot.language.free import freely, nearest
from bot.language.free.concepts import STOP
from bot.language.handbook import named
from bot.language.incomplete import without_a_reference
from bot.language.meeting_commands import asked_freely
from bot.language.plan_commands import named as planned
from handlers.contact_requests import WhoSat
from handlers.meeting_requests import Attend, NextMeeting
from handlers.register_requests import AddAction, AssignAction, ListActions
from handlers.requests import (
    AnyRequest,
    AskBack,
    Choice,
    Confirm,
    Dismiss,
    FindContact,
    Greeting,
    Help,
    ShowUnanswered,
    Undo,
)
from store.register_reading import State

LINE_LIMIT = 4_000  # a Slack message may have 40,000 characters; a request never needs more than this

_MENTION = re.compile(r"^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+")
_BOOK = re.compile(
    r"^/?(actions|action points|meetings|contacts|action|meeting|contact)\b[\s:]*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_YES = frozenset(
    {"yes", "y", "ok", "okay", "confirm", "yes please", "please do", "go ahead", "do it", "sure"}
)
_NO = frozenset({"no", "n", "cancel", "no thanks", "stop", "leave it", "never mind", "nevermind"})
_HELLO = frozenset({"hello", "hi", "hey", "good morning", "good afternoon", "hiya", "morning"})
_THANKS = frozenset({"thanks", "thank you", "cheers", "ta", "many thanks", "thx"})
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "last": -1}
_STATE_WORDS = ("undo", "overdue", "mine", "export", "open", "closed", "carried", "merge", "link", "links")


def _to_somebody(found: AnyRequest | None, context: Context) -> bool:
    """“Give 02/09 to Tom” is a command, “give 02/09 another week” is none."""
    return isinstance(found, AssignAction) and all(
        context.names.called(name, context.today) or name.casefold() == "me" for name in found.owners
    )


_SHOWN = (*_STATE_WORDS[1:], "show", "list", *STATES)
# “Open it again”, “closed the lighting one yesterday”, “export the actions as csv”: a verb and no list.
_A_SENTENCE = re.compile(
    r"^\w+\s+(?:it|that|this|the|them|those|up|on|again|over|please|pls|actions?|for|a)\b", re.IGNORECASE
)
_OWN_REMINDERS = ("away", "mute", "unmute", "delegate")
_MALFORMED = re.compile(r"\b\d{1,4}/\d{1,4}\b")
# Not every sentence that begins with it: there are reviews of other things than registers.
_REVIEW = re.compile(r"^review(?:$|(?: the)? register\b)", re.IGNORECASE)
_UNANSWERED = ("unanswered", "what did you not understand", "what have you not understood")
_LOG_ONE = re.compile(r"^(?:add|log|new)(?: an?| new)*(?: action(?: point)?)?[.!]?$", re.IGNORECASE)
_LOG = re.compile(r"^(?:action|new action|log|add)\s*(?:point)?\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


def understand(line: str, context: Context) -> AnyRequest:
    """What a line asks for. Never raises; pure in its arguments."""
    if found := exact(line, context):
        return found
    said = bare_words(line)
    return _freely_in_a_book(said, context) or freely(said, context) or nearest(said, context)


def exact(line: str, context: Context) -> AnyRequest | None:
    """What a line asks for without any guessing: an answer, a courtesy or a command; None when it is free words."""
    said = bare_words(line)
    if len(said) > LINE_LIMIT:
        return AskBack(
            f"That has more than {LINE_LIMIT:,} characters, so nothing was changed. Please say it shorter."
        )
    if not said:
        return Help()
    return (
        answer(said, context)
        or _courtesy(said)
        or _in_a_book(said, context)
        or added(said, context)
        or acting(said, context)
        or named(said, context)
        or planned(said, context)
        or _bare(said, context)
        or asked_freely(said, context)
        or attendance_said(said, context)
        or _once(said, context)
        or members(said, context)
    )


_EVER = re.compile(r"\bwhen\W*$", re.IGNORECASE)


def _once(said: str, context: Context) -> AnyRequest | None:
    """Who sat at some time or at all; who sits now, and who was at a meeting, are other questions, in free words."""
    found = who_sat(said, context)
    return found if isinstance(found, WhoSat) and (found.first or _EVER.search(said)) else None


def bare_words(line: str) -> str:
    """A line without the mention of the bot that it may begin with; of one too long, enough to see that it is."""
    return _MENTION.sub("", line[: LINE_LIMIT + 1]).strip()


def answer(said: str, context: Context) -> AnyRequest | None:
    """An answer to what was offered: "yes", "cancel", "the second one", "2", or a button's own words."""
    bare = said.casefold().strip(" .!")
    if not context.offered:
        return Dismiss() if bare in ("cancel", "never mind") else None
    for offer in context.offered:
        if offer.label.casefold() == bare:
            return offer.request
    if bare in _NO:
        return Dismiss()
    if bare in _YES:
        return context.offered[0].request
    place = _place(bare)
    return context.offered[place].request if place is not None and place < len(context.offered) else None


def _place(bare: str) -> int | None:
    named = re.fullmatch(r"(?:the )?(\w+)(?: one)?(?: please)?", bare)
    if named is None:
        return None
    if named[1] in _ORDINALS:
        return _ORDINALS[named[1]]
    return int(named[1]) - 1 if re.fullmatch(r"[1-9]", named[1]) else None


def _courtesy(said: str) -> AnyRequest | None:
    bare = said.casefold().strip(" .!?")
    if bare in _HELLO:
        return Greeting()
    if bare in _THANKS:
        return Greeting(thanks=True)
    if bare in _UNANSWERED:
        return ShowUnanswered()
    return Help() if bare in ("help", "?", "/help", "what can you do") else None


def _in_a_book(said: str, context: Context) -> AnyRequest | None:
    """A command with its book's name, with or without the slash."""
    match = _BOOK.match(said)
    if match is None or (_LOG.match(said) and not said.startswith("/")):
        return None
    found = BOOKS[match[1].casefold()](match[2], context)
    searches = isinstance(found, NextMeeting | FindContact | ListActions)
    return None if searches and _in_words(match[2], slash=said.startswith("/")) else found


def _in_words(rest: str, *, slash: bool) -> bool:
    """Whether what is looked for is a sentence and no name. Without its slash a book's name may begin any sentence."""
    words = [word.strip("?.,!'’") for word in rest.casefold().split()]
    if slash:
        return len(words) > 2 and words[0] in _QUESTION_WORDS
    return len(words) > 2 or any(word in STOP for word in words)


_QUESTION_WORDS = frozenset(
    "who whos when whens where wheres what whats how is are do does can could who's when's where's what's which any".split()
)


def _freely_in_a_book(said: str, context: Context) -> AnyRequest | None:
    """Free words behind a slash command, and what the command makes of them where they are none."""
    match = _BOOK.match(said)
    if match is None or not said.startswith("/"):
        return None
    book, rest = match[1].casefold(), match[2]
    if book in ("actions", "action", "action points"):
        found = freely(rest, context)
        asks = isinstance(found, Confirm | Choice)
        command = None if asks else _no_reference(rest) or without_a_reference(rest)
        return command or found or ListActions(State.ALL, rest)
    return freely(rest, context) or BOOKS[book](rest, context)


def _no_reference(rest: str) -> AnyRequest | None:
    """What to say to something that looks like a reference and is none: “13/45”."""
    malformed = _MALFORMED.search(rest)
    if malformed is None:
        return None
    return AskBack(
        f"“{malformed[0]}” is no reference; they are month and number, such as 07/02. Nothing was changed."
    )


def _bare(said: str, context: Context) -> AnyRequest | None:
    """A command without its book: "close 07/02 sent", "overdue", "undo", "action: Ada to …"."""
    if match := _LOG.match(said):
        return logged(match[1], context)
    if _LOG_ONE.match(said):
        return AddAction("")
    first = said.split(maxsplit=1)[0].casefold().rstrip(",:.!?")
    if first in ANSWERS:
        coming = meetings(said, context)
        return None if isinstance(coming, Attend) and _FROM_ME.search(said) else coming
    if (
        first == "add"
        and _TO_ADD.match(said)
        and _PROMISES.search(said)
        and not (OWN_CALENDAR.search(said) or _INTO_A_BOOK.match(said))
    ):
        return logged(said.partition(" ")[2], context)
    found = actions(said, context) if _begins_a_command(first, said) else None
    if first in _OWN_REMINDERS and isinstance(found, AskBack):
        return None  # “away till Friday - Ada has my things”
    return None if first == "give" and not _to_somebody(found, context) else found


def _begins_a_command(first: str, said: str) -> bool:
    """Whether a line begins as what stands behind `/actions` does, and is no sentence that only begins so."""
    if first in _SHOWN and (_A_SENTENCE.match(said) or len(said.split()) > 2):
        return False
    known = first in _STATE_WORDS or first in _OWN_REMINDERS or bool(opening_verb(said)[0])
    return known or bool(_REVIEW.match(said) or _A_REFERENCE.match(said))


_A_REFERENCE = re.compile(r"#?(?:20\d\d-)?\d")
_FROM_ME = re.compile(r"\bfrom (?:me|us|myself)\b|^apologies but\b", re.IGNORECASE)  # said freely
_PROMISES = re.compile(r"^add\s+(?!to\b|in\b|into\b|on\b).*?\bto\s+\w", re.IGNORECASE | re.DOTALL)
# “Add a note to 02/10”, “add an action for Tom to …”: said freely.
_TO_ADD = re.compile(
    r"^add\s+(?!(?:an?|another|it|this|that|me|new|note|action|my|one|some|update|comment)\b)(?!.*\d/\d)\S",
    re.IGNORECASE | re.DOTALL,
)

# “Add MARAC to the handbook: …”, “add bicycles to the June agenda”, “add Harbour Watch as an organisation”.
_INTO_A_BOOK = re.compile(
    r"^add\s+(?:(?!\bto\b).){1,160}?\s+(?:to|in|into|on|onto)\s+(?:\S+\s+){0,5}?(?:handbook|glossary|agenda)\b"
    r"|^add\s+.{1,160}?\s+as\s+(?:an?\s+)?(?:new\s+)?(?:contact|person|organisation)\W*$",
    re.IGNORECASE,
)


def asks_to_undo(said: str) -> AnyRequest | None:
    """Whether “undo that” was said under a receipt."""
    return (
        Undo() if said.casefold().strip(" .!") in ("undo", "undo that", "undo it", "take that back") else None
    )
