"""An action point from a sentence: who is to do what by when, as commands and free words log it."""

import re

from bot.language.context import Context
from bot.language.due import take_due
from handlers.register_requests import AddAction
from handlers.requests import AnyRequest, AskBack
from store.names import ONESELF, in_own_name, names_in, plain
from store.phrases import listed


def logged(text: str, context: Context) -> AnyRequest:
    """An action point from a sentence: what is to be done, without the phrase that says by when."""
    bare, owners = take_owners(text, context)
    bare, due = take_due(bare, context)
    if isinstance(due, AskBack):
        return due
    if not owners:
        bare, owners = take_owners(bare, context)
    if owners:
        return AddAction(f"{listed(owners)} to {bare}", owners, due, context.source)
    if context.speaker:
        bare = in_own_name(bare, context.speaker, context.words)
    return AddAction(bare, (), due, context.source)


# “…, owner: Ada and Ben” and “… (Ada)” at the end of what is to be done.
_OWNED_BY = re.compile(
    r"[\s,;–—-]+(?:owners?|owned by|assigned to)\s*:?\s+(?P<who>[^,;:()]{2,120})$|\s*\((?P<within>[^()]{2,120})\)$",
    re.IGNORECASE,
)


def take_owners(text: str, context: Context) -> tuple[str, tuple[str, ...]]:
    """A sentence without the words at its end that say who owns it, and their names; as it is where they name nobody."""
    said = text.rstrip(" .")
    match = _OWNED_BY.search(said)
    names = names_in(match["who"] or match["within"], context.words) if match else []
    known = [owner for name in names if (owner := _owner(name, context))]
    if match is None or len(known) < len(names):
        return text, ()
    return said[: match.start()], tuple(dict.fromkeys(known))


def _owner(name: str, context: Context) -> str:
    """The name in the books, or as it was said where it may be several people's; nothing for whoever is in none."""
    if name.casefold() in ONESELF:
        return context.speaker
    found = context.names.called(plain(name), context.today)
    return found[0].name if len(found) == 1 else name if found else ""
