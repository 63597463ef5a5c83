"""What a reply means where plan targets are spoken of: done, progress, or neither."""

import re

from bot.language.context import Context
from bot.language.reply_words import Report, denies, report
from handlers.plan_requests import NoteProgress
from handlers.requests import AnyRequest, AskBack, Confirm
from store.plan_reference import TargetReference
from store.plan_views import REMEMBERED

_FLAGS = re.IGNORECASE | re.DOTALL
# What is done with a target, and with no action point, where nothing else is said or the rest stands apart from it.
_ACHIEVED = re.compile(
    r"^(?:(?:it|this|that|all|both|is|are|was|now|already|yes|yep|we|i|have|has|'s)[\s,]+)*(?:achieved|delivered|reported)(?:\s+(?:now|it|this))*"
    r"(?:\s*[,.:;!–—]+\s*|\s+-\s+|$)(?P<note>.*)$",
    _FLAGS,
)
_PROGRESS = re.compile(r"^(?:progress|update|note|news)\s*[:,–-]\s*(?P<text>.+)$", _FLAGS)
_QUESTION = re.compile(
    r"\?\s*$|^(?:who|what|when|where|why|which|how|is|are|can|could|do|does|did|show|list)\b", re.IGNORECASE
)
# What tells how something goes: a word for what was done, or is on its way.
_TELLS = re.compile(
    r"\b(?:\w{2,}ed|held|met|sent|spoke|begun|ran|taken|made|built|got|given|written|under ?way|going|planned|now|so far|yet|delay|waiting|progress)\b",
    re.IGNORECASE,
)
_WORDS = 3  # fewer are no report


def replied_on_plan(text: str, context: Context) -> AnyRequest | None:
    """What a reply surely means for the targets that the talk is about; None for anything else."""
    opened = TargetReference.opening(text)
    if opened is not None:
        ref = _of_talk(str(opened[0]), context)
        return _said(ref, opened[1]) if opened[1] else None
    if not _PROGRESS.match(text) and not _reported(text):
        return None
    if len(context.targets) > 1:
        first = bare(context.targets[0])
        return AskBack(
            f"Which target do you mean? Say its number first: “{first} {text[:60]}”. Nothing was changed."
        )
    return _said(bare(context.targets[0]), text)


def told_on_plan(text: str, targets: tuple[str, ...]) -> AnyRequest | None:
    """Words that nothing else understands, where one target is spoken of: progress on it, if they tell of any."""
    if len(targets) != 1 or _QUESTION.search(text) or len(text.split()) < _WORDS or not _TELLS.search(text):
        return None
    ref = bare(targets[0])
    return Confirm(NoteProgress(ref, text, by_reply=True), f"note on target {ref}: “{text}”")


def bare(target: str) -> str:
    """The reference of a target that a conversation remembers."""
    return target.removeprefix(REMEMBERED)


def _of_talk(ref: str, context: Context) -> str:
    """A bare reference means the target of that number that was spoken of, which may be of an older plan."""
    found = (bare(target) for target in context.targets)
    return next((full for full in found if full.rpartition(" ")[2] == ref), ref)


def _said(ref: str, words: str) -> AnyRequest:
    done, progress = _reported(words), _PROGRESS.match(words)
    if done and not done.clear:
        return Confirm(
            NoteProgress(ref, words, "done", by_reply=True), f"report target {ref} as done: “{words}”"
        )
    if done:
        return NoteProgress(ref, done.note, "done", by_reply=True)
    return NoteProgress(ref, progress["text"].strip() if progress else words, by_reply=True)


def _reported(words: str) -> Report | None:
    """What is reported as done, and whether that is clear enough to act upon."""
    if denies(words):
        return None
    achieved = _ACHIEVED.match(words)
    return Report(achieved["note"].strip(), clear=True) if achieved else report(words, None)
