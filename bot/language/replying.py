"""A reply in a thread under something about action points: done, not yet, progress, or chatter.

Sure: acted on, with Undo. Unsure: asked with buttons. Chatter: left alone (None).
"""

import re

from bot.language.context import Context
from bot.language.understanding import answer, asks_to_undo
from handlers.requests import AnyRequest, CloseAction, Confirm, UpdateAction
from store.reference import Reference

_DONE = re.compile(
    r"^(?:(?:that'?s|this is|it'?s|all|mine is|now|is|has been|been)\s+)*"
    r"(?:done|completed?|closed?|finished|sorted|discharged|✅|✔️?|:white_check_mark:|:heavy_check_mark:)"
    r"(?:\s+(?:now|today|thanks|thank you))?(?!\s+(?:deal|and dusted|well|by|to|with|for)\b)(?=$|[\s,.:;!–-])[\s,.:;!–-]*(?P<note>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PAST = re.compile(
    r"^(?:(?:i|we|i've|we've|i have|we have|have|has been|was|were|it was|already)\s+)*"
    r"(?:sent|shared|circulated|submitted|published|provided|e-?mailed|updated|met|spoke|arranged|uploaded|issued|posted)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|n't|cannot|never|almost|nearly|half|partly|still|until|unless|waiting|delayed)\b|\?\s*$",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"^(?:not yet|still|in progress|working on it|waiting|delayed|update\s*:)", re.IGNORECASE
)


def replied(said: str, context: Context) -> AnyRequest | None:
    """What a reply means for the action point that the thread is about; None for chatter."""
    text = " ".join(said.split())
    if settled := (answer(text, context) if context.offered else None) or asks_to_undo(text):
        return settled
    meant = _meant(text, context)
    if meant is None:
        return None
    ref, words = meant
    done = _DONE.match(words)
    if done and not _NOT_DONE.search(words):
        return CloseAction(ref, done["note"].strip(), by_reply=True)
    if _PAST.match(words) and not _NOT_DONE.search(words):
        return Confirm(CloseAction(ref, words, by_reply=True), f"close {ref} with the note “{words}”")
    if _PROGRESS.match(words):
        return Confirm(UpdateAction(ref, words), f"note on {ref}: “{words}”")
    return None


def _meant(text: str, context: Context) -> tuple[Reference, str] | None:
    """Which of the thread's action points the reply is about, and the rest of its words."""
    about = [Reference.find(full, context.groups)[0][0] for full in context.about]
    found = Reference.find(text, context.groups)
    if found:
        named, start, end = found[0]
        matching = [ref for ref in about if (ref.month, ref.number) == (named.month, named.number)]
        rest = f"{text[:start]} {text[end:]}".strip(" ,:-–")
        return (matching[0] if matching else named, rest)
    return (about[0], text) if len(about) == 1 else None
