"""What a reply in a thread means: done, not yet, progress, hand-over, a question, or chatter.

Sure: acted on, with Undo. Unsure: asked with buttons. Chatter: left alone (None). Everything made here carries
`by_reply`, so that only an owner or the secretariat can have meant it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.answers import answer, asks_to_undo
from bot.language.attendance_words import reply_to_reminder
from bot.language.context import Context
from bot.language.due import take_due
from bot.language.plan_replying import replied_on_plan
from handlers.register_requests import Ask, AssignAction, CloseAction, SetDue, UpdateAction
from handlers.requests import AnyRequest, AskBack, Choice, Confirm, Several
from store.names import names_in
from store.phrases import listed
from store.reference import Reference

_FLAGS = re.IGNORECASE | re.DOTALL
_LEAD = r"^(?:(?:i|we|i've|we've|it|have|has|had|is|are|was|were|been|it's|that's|this|these|all|both|mine|now|already|yes|yep)[\s,]+)*"
_TICK = r"(?:✅|☑️?|✔️?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):)"

_DONE = re.compile(
    _LEAD + rf"(?:done|completed?|closed|finished|sorted|discharged|actioned|{_TICK})"
    r"(?!\s+(?:deal|and dusted|well|by|to|with|for|that)\b)(?:\s+(?:now|thanks|thank you|please|(?:it|this|that)(?: one)?))*"
    r"(?=$|[\s,.:;!–-])[\s,.:;!–-]*(?P<note>.*)$",
    _FLAGS,
)
# “Close it”: an order to the bot and no report, so it is asked about; said to the bot it is free words.
_ORDER = re.compile(
    r"^(?:(?:please|pls|ok|yes)[\s,]+)*(?:close|(?:complete|finish)\s+(?:it|this|that))\b"
    r"(?:\s+(?:now|thanks|thank you|please|(?:it|this|that)(?: one)?))*(?=$|[\s,.:;!–-])[\s,.:;!–-]*(?P<note>.*)$",
    _FLAGS,
)
_PAST = re.compile(
    _LEAD
    + r"(?:sent|shared|circulated|submitted|published|provided|e-?mailed|updated|met|spoke|arranged|uploaded"
    r"|issued|posted|agreed|signed|presented|delivered)\b",
    _FLAGS,
)
_NOT_DONE = re.compile(
    r"\b(?:not|cannot|can't|never|almost|nearly|half|partly|still|until|unless|waiting|delayed|\w+n't)\b",
    _FLAGS,
)
_NOT_YET = re.compile(
    _LEAD
    + r"(?:not (?:yet|done|quite)|still|almost|nearly|in progress|under ?way|working on (?:it|this)|waiting|delayed"
    r"|will (?:be|do|have)|it'll|i'll|we'll|should be)\b",
    _FLAGS,
)
_PROGRESS = re.compile(r"^(?:update|progress|news)\s*[:,-]\s*(?P<text>.+)$", _FLAGS)
_HAND_OVER = re.compile(
    r"^(?:please\s+)?(?:hand(?:ed|ing)?(?: it| this)? over|over|pass(?:ed)?(?: it| this)?(?: on)?|give(?: it| this)?|assign(?: it| this)?|reassign)"
    r"\s+to\s+(?P<who>[^.,;!?]+)|^(?:this is |that's |it's )?(?:now )?(?:one )?(?:with|for)\s+(?P<with>[A-Z][^.,;!?]+?)"
    r"(?:\s+now)?[.!]?$",
    re.DOTALL,
)
# “Is it done” without its mark as well; “is done” says so.
_QUESTION = re.compile(
    r"\?\s*$|^(?:(?:and|so|but|ok|hi)[\s,]+)*(?:is|are|was|were|has|have|had|did|does|do|can|could|will|would|should)"
    r"\s+(?:it|this|that|these|those|they|he|she|we|i|you|anyone|anybody|somebody|someone)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a reply: what it looks like, and the request it makes for an action point.

    It is given the words without the references, or all of them as they were said if it `quotes` them. What `is_order`
    is one to the bot, which understands it as any free words where they are addressed to it.
    """

    fits: Callable[[str], bool]
    build: Callable[[Reference, str, Context], AnyRequest]
    quotes: bool = False
    is_order: bool = False


def replied(said: str, context: Context) -> AnyRequest | None:
    """What a reply means for the action points that the thread is about; None for chatter."""
    text = " ".join(said.split())
    if settled := (answer(text, context) if context.offered else None) or asks_to_undo(text):
        return settled
    if context.targets and not context.about:
        return replied_on_plan(text, context)
    if context.meeting is not None and (coming := reply_to_reminder(text, context)):
        return coming
    return _about_points(text, context)


def _about_points(text: str, context: Context) -> AnyRequest | None:
    refs, words = _meant(text, context)
    reading = next((reading for reading in _READINGS if reading.fits(words)), None)
    if reading is None or (reading.is_order and context.addressed):
        return None
    words = text if reading.quotes else words
    if refs:
        return _together([reading.build(ref, words, context) for ref in refs])
    mine = tuple(reading.build(_reference(full, context), words, context) for full in context.own)
    if mine and isinstance(mine[0], AskBack):  # what is wrong with the words is wrong whichever is meant
        return mine[0]
    return Choice(mine, "Which of yours do you mean?") if mine else None


def _together(made: list[AnyRequest]) -> AnyRequest:
    """One request for all the action points that a reply names; one question for all of them, too."""
    if len(made) == 1:
        return made[0]
    first = made[0]
    if isinstance(first, AskBack):
        return first
    if isinstance(first, Ask):
        noted = tuple(
            UpdateAction(ask.ref, ask.question, by_reply=True) for ask in made if isinstance(ask, Ask)
        )
        refs = listed(str(one.ref) for one in noted)
        return Confirm(
            Several(noted), f"note your question on {refs} for the secretariat: “{first.question}”"
        )
    if isinstance(first, Confirm):
        asked = [one for one in made if isinstance(one, Confirm)]
        return Confirm(Several(tuple(one.do for one in asked)), "; ".join(one.said for one in asked))
    return Several(tuple(made))


def _done(ref: Reference, words: str, _context: Context) -> AnyRequest:
    found = _DONE.match(words)
    return CloseAction(ref, found["note"].strip() if found else "", by_reply=True)


def _ordered(ref: Reference, words: str, _context: Context) -> AnyRequest:
    found = _ORDER.match(words)
    note = found["note"].strip() if found else ""
    with_note = f" with the note “{note}”" if note else ""
    return Confirm(CloseAction(ref, note, by_reply=True), f"close {ref}{with_note}")


def _past(ref: Reference, words: str, _context: Context) -> AnyRequest:
    return Confirm(CloseAction(ref, words, by_reply=True), f"close {ref} with the note “{words}”")


def _not_yet(ref: Reference, words: str, context: Context) -> AnyRequest:
    """With a new date it is clear enough to act: the words are noted and the date is set."""
    _, due = take_due(words, context)
    if isinstance(due, AskBack):
        return due
    noted = UpdateAction(ref, words, by_reply=True)
    if due is None:
        return Confirm(noted, f"note on {ref}: “{words}”")
    return Several((noted, SetDue(ref, due, by_reply=True)))


def _progress(ref: Reference, words: str, _context: Context) -> AnyRequest:
    found = _PROGRESS.match(words)
    return UpdateAction(ref, found["text"].strip() if found else words, by_reply=True)


def _hand_over(ref: Reference, words: str, context: Context) -> AnyRequest:
    found = _HAND_OVER.match(words)
    names = (found["who"] or found["with"]).strip() if found else ""
    owners = tuple(names_in(names, context.words))
    return Confirm(AssignAction(ref, owners, by_reply=True), f"give {ref} to {listed(owners)}")


def _asked(ref: Reference, words: str, _context: Context) -> AnyRequest:
    return Ask(ref, words)


def _says(pattern: re.Pattern[str], *but: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a reply fits the pattern, and none of those that it must not fit."""
    return lambda words: bool(pattern.match(words)) and not any(each.search(words) for each in but)


# In this order: the first that fits is taken.
_READINGS = (
    Reading(_says(_ORDER, _NOT_DONE, _QUESTION), _ordered, is_order=True),
    Reading(_says(_DONE, _NOT_DONE, _QUESTION), _done),
    Reading(_says(_PROGRESS), _progress),
    Reading(_says(_NOT_YET, _QUESTION), _not_yet),
    Reading(_says(_PAST, _NOT_DONE, _QUESTION), _past),
    Reading(_says(_HAND_OVER), _hand_over),
    Reading(lambda words: bool(_QUESTION.search(words)), _asked, quotes=True),
)


def _meant(text: str, context: Context) -> tuple[list[Reference], str]:
    """Which of the thread's action points the reply is about, and the rest of its words."""
    about = [_reference(full, context) for full in context.about]
    found = Reference.find(text, context.groups)
    if not found:
        meant = context.own if len(about) > 1 else context.about
        return ([_reference(full, context) for full in meant] if len(meant) == 1 else [], text)
    words = text
    for _, start, end in reversed(found):
        words = f"{words[:start]} {words[end:]}"
    words = re.sub(r"^[\s,;:–-]*(?:(?:and|&|,|;|are|is)[\s,;:–-]+)*", "", " ".join(words.split()))
    return [_of_thread(ref, about) for ref, _, _ in found], words.strip(" ,:-–")


def _reference(full: str, context: Context) -> Reference:
    return Reference.find(full, context.groups)[0][0]


def _of_thread(named: Reference, about: list[Reference]) -> Reference:
    """A bare reference in a thread means the thread's own action point of that number."""
    return next((ref for ref in about if (ref.month, ref.number) == (named.month, named.number)), named)
