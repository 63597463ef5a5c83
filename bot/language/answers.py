"""What needs no understanding: an answer to what was offered, and a courtesy."""

import re
from collections.abc import Sequence

from bot.language.context import Context
from handlers.helping import named as help_on
from handlers.replies import Button, Look
from handlers.requests import AnyRequest, AskBack, Confirmed, Dismiss, Greeting, Help, ShowUnanswered

LINE_LIMIT = 4_000  # a Slack message may have 40,000 characters; a request never needs more than this

_MENTION = re.compile(r"^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+")
_YES = frozenset(
    {"yes", "y", "ok", "okay", "confirm", "yes please", "please do", "go ahead", "do it", "sure"}
)
_NO = frozenset({"no", "n", "cancel", "no thanks", "stop", "leave it", "never mind", "nevermind"})
_HELLO = frozenset({"hello", "hi", "hey", "good morning", "good afternoon", "hiya", "morning"})
_THANKS = frozenset({"thanks", "thank you", "cheers", "ta", "many thanks", "thx"})
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "last": -1}
_UNANSWERED = ("unanswered", "what did you not understand", "what have you not understood")


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
        return _agreed(context.offered)
    if isinstance(context.offered[0].request, Confirmed):
        return None  # “the first one” is one of those that the question lists
    place = _place(bare)
    return context.offered[place].request if place is not None and place < len(context.offered) else None


def _agreed(offered: Sequence[Button]) -> AnyRequest:
    """“Yes” to a question; of several candidates it chooses none."""
    if offered[0].look is Look.PLAIN:
        return AskBack("Which one? Nothing was changed yet; say “the second one”, or press its button.")
    return offered[0].request


def _place(bare: str) -> int | None:
    named = re.fullmatch(r"(?:the )?(\w+)(?: one)?(?: please)?", bare)
    if named is None:
        return None
    if named[1] in _ORDINALS:
        return _ORDINALS[named[1]]
    return int(named[1]) - 1 if re.fullmatch(r"[1-9]", named[1]) else None


_HELP_ON = re.compile(
    r"(?:(?:can you |please |i need )?help(?: me)?(?: with| on| about| for)?|what can you do (?:with|about|for))\s+(?:the |my )?(?P<topic>[\w ]{2,40})"
)


def courtesy(said: str) -> AnyRequest | None:
    """“Hello”, “thanks”, “help”, and what the bot did not understand of late."""
    bare = said.casefold().strip(" .!?")
    if bare in _HELLO:
        return Greeting()
    if bare in _THANKS:
        return Greeting(thanks=True)
    if bare in _UNANSWERED:
        return ShowUnanswered()
    if bare in ("help", "?", "/help", "what can you do"):
        return Help()
    topic = help_on(asked["topic"]) if (asked := _HELP_ON.fullmatch(bare)) else ""
    return Help(topic) if topic else None
