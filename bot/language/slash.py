"""Lines behind a slash command, whose book is one more thing that is known of them."""

import re
from dataclasses import dataclass

from bot.language.answers import LINE_LIMIT
from bot.language.commands import BOOKS, STATES
from bot.language.context import Context
from bot.language.documents import document
from bot.language.everyday import STOP
from bot.language.exact import OWN_REMINDERS, SEARCHES, to_somebody
from bot.language.incomplete import without_a_reference
from bot.language.sentences import adds, opens_a_sentence, promises
from handlers.register_requests import AddAction, AssignAction, ExportRegister, ListActions
from handlers.requests import AnyRequest, AskBack, Choice, Confirm, NotUnderstood
from store.reference import Reference
from store.register_reading import State

_SLASH = re.compile(
    r"^/(actions|meetings|contacts|action|meeting|contact)\b[\s:]*(.*)$", re.IGNORECASE | re.DOTALL
)
_MALFORMED = re.compile(r"\b\d{1,4}/\d{1,4}\b")
_QUESTION_WORDS = frozenset(
    "who whos when whens where wheres what whats how is are do does can could who's when's where's what's which any".split()
)
_POINTS = frozenset("actions action points ones items owes".split())


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command: its book, and the words behind it."""

    book: str
    rest: str


def behind_slash(said: str) -> Slash | None:
    """The command that a line begins with; None for any other line."""
    match = _SLASH.match(said) if len(said) <= LINE_LIMIT else None
    return Slash(match[1].casefold().removesuffix("s") + "s", match[2].strip()) if match else None


def commanded(slash: Slash, context: Context) -> AnyRequest | None:
    """What the command does; None where its words are rather a sentence, or nothing that it knows."""
    if paper := document(_with_its_noun(slash), context):
        return paper
    found = BOOKS[slash.book](slash.rest, context)
    return None if found is None or _is_spoken(slash.rest, found, context) else found


def _with_its_noun(slash: Slash) -> str:
    """“`/actions export june pdf`” names the register by its book, “`/contacts export pdf`” the directory."""
    first, _, rest = slash.rest.partition(" ")
    noun = {"actions": "register", "contacts": "directory"}.get(slash.book, "")
    alone = first.casefold() == "export" and noun
    named = alone and not re.search(
        r"\b(?:register|directory|actions|contacts|plan|agenda|pack|minutes)\b", rest, re.IGNORECASE
    )
    return f"export {noun} {rest}" if named else slash.rest


def _is_spoken(rest: str, found: AnyRequest, context: Context) -> bool:
    first = rest.split(maxsplit=1)[0].casefold().rstrip(",:.!?") if rest else ""
    if isinstance(found, SEARCHES):
        return _in_words(rest, context)
    if isinstance(found, AddAction):
        return bool(found.text) and not (
            promises(f"add {rest.partition(' ')[2]}") if first == "new" else adds(rest)
        )
    if isinstance(found, ExportRegister):
        return opens_a_sentence(rest)
    if isinstance(found, AssignAction):
        return first == "give" and not to_somebody(found, context)
    return first in OWN_REMINDERS and isinstance(found, AskBack) and len(rest.split()) > 1


def _in_words(rest: str, context: Context) -> bool:
    """Whether what is looked for is a sentence, and neither a name nor words that may stand in a book."""
    words = [word.strip("?.,!'’") for word in rest.casefold().split()]
    looked_for = words[1:] if words and words[0] in (*STATES, "show", "list") else words
    if not looked_for or context.names.called(" ".join(looked_for), context.today):
        return False
    if looked_for is words:
        return len(words) > 1 and words[0] in _QUESTION_WORDS
    return any(word in STOP or word in _POINTS for word in looked_for)


def in_its_book(slash: Slash, found: AnyRequest | None, context: Context) -> AnyRequest | None:
    """What the command says to words of which nothing clear is understood: what is missing, or what it finds."""
    if isinstance(found, Confirm | Choice):
        return found
    unclear = len(slash.rest.split()) < 2 or found is None or isinstance(found, AskBack | NotUnderstood)
    if slash.book == "actions" and unclear and (missing := _missing(slash.rest, context)):
        return missing
    if found is not None:
        return found
    return BOOKS[slash.book](slash.rest, context) or ListActions(State.ALL, slash.rest)


def _missing(rest: str, context: Context) -> AnyRequest | None:
    malformed = None if Reference.find(rest, context.groups) else _MALFORMED.search(rest)
    if malformed is None:
        return without_a_reference(rest)
    return AskBack(
        f"“{malformed[0]}” is no reference; they are month and number, such as 07/02. Nothing was changed."
    )
