"""One line becomes one Request: the same for every door, which only adds its context.

An exact command acts. Free text that would change a book becomes a Confirm. What leads nowhere is admitted.
"""

import re

from bot.language.commands import BOOKS, VERBS, actions, logged
from bot.language.context import Context
from bot.language.delegating import acting
from bot.language.handbook import named
from bot.language.questions import question
from handlers.requests import (
    AnyRequest,
    AskBack,
    Dismiss,
    Greeting,
    Help,
    ListActions,
    NotUnderstood,
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
_OWN_REMINDERS = ("away", "mute", "unmute", "delegate")
_MALFORMED = re.compile(r"\b\d{1,4}/\d{1,4}\b")
# Not every sentence that begins with it: there are reviews of other things than registers.
_REVIEW = re.compile(r"^review(?:$|(?: the)? register\b)", re.IGNORECASE)
_LOG = re.compile(r"^(?:action|new action|log|add)\s*(?:point)?\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


def understand(line: str, context: Context) -> AnyRequest:
    """What a line asks for. Never raises; pure in its arguments."""
    said = _MENTION.sub("", line[: LINE_LIMIT + 1]).strip()
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
        or acting(said, context)
        or named(said, context)
        or _bare(said, context)
        or question(said, context)
        or NotUnderstood(said)
    )


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
    return Help() if bare in ("help", "?", "/help", "what can you do") else None


def _in_a_book(said: str, context: Context) -> AnyRequest | None:
    """A command with its book's name, with or without the slash."""
    match = _BOOK.match(said)
    if match is None or (_LOG.match(said) and not said.startswith("/")):
        return None
    book, rest = match[1].casefold(), match[2]
    found = BOOKS[book](rest, context)
    if found or not said.startswith("/") or book != "actions":
        return found
    return question(rest, context) or _searched(rest)


def _searched(rest: str) -> AnyRequest:
    """`/actions` with words that are no command looks for action points with these words."""
    if malformed := _MALFORMED.search(rest):
        return AskBack(
            f"“{malformed[0]}” is no reference; they are month and number, such as 07/02. Nothing was changed."
        )
    return ListActions(State.ALL, rest)


def _bare(said: str, context: Context) -> AnyRequest | None:
    """A command without its book: "close 07/02 sent", "overdue", "undo", "action: Ada to …"."""
    if match := _LOG.match(said):
        return logged(match[1], context)
    first = said.split(maxsplit=1)[0].casefold().rstrip(",:")
    if (
        first in ("undo", "overdue", "mine", "export", "open", "closed", "carried", "merge", "link", "links")
        or first in _OWN_REMINDERS
        or first in VERBS
    ):
        return actions(said, context)
    if _REVIEW.match(said):
        return actions(said, context)
    if first == "add" and " " in said:
        return logged(said.partition(" ")[2], context)
    return actions(said, context) if re.match(r"#?(?:20\d\d-)?\d", said) else None


def asks_to_undo(said: str) -> AnyRequest | None:
    """Whether “undo that” was said under a receipt."""
    return (
        Undo() if said.casefold().strip(" .!") in ("undo", "undo that", "undo it", "take that back") else None
    )
