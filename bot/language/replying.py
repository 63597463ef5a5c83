"""What a reply in a thread means: done, not yet, progress, hand-over, a question, or chatter.

Sure: acted on, with Undo. Unsure: asked with buttons. Chatter: left alone (None). Everything made here carries
`by_reply`, so that only an owner or the secretariat can have meant it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.answers import answer
from bot.language.attendance_words import reply_to_reminder
from bot.language.context import Context
from bot.language.dates import DateProblem
from bot.language.due import calendar_of
from bot.language.plan_replying import replied_on_plan
from bot.language.reply_wishes import wished
from bot.language.reply_words import PAST, asks, denies, outlook, report
from bot.language.representing import in_full
from bot.language.undoing import undone_below
from handlers.register_requests import Ask, AssignAction, CloseAction, SetDue, UpdateAction
from handlers.requests import AnyRequest, AskBack, Choice, Confirm, Dismiss, Several
from store.dates import full_day
from store.names import names_in
from store.phrases import listed
from store.reference import Reference

_FLAGS = re.IGNORECASE | re.DOTALL
# “Close it”: an order to the bot and no report, so it is asked about; said to the bot it is free words.
_ORDER = re.compile(
    r"^(?:(?:please|pls|ok|yes)[\s,]+)*(?:close|(?:complete|finish)\s+(?:it|this|that))\b"
    r"(?P<it>(?:\s+(?:now|thanks|thank you|please|(?:it|this|that)(?: one)?))*)(?=$|[\s,.:;!–-])[\s,.:;!–-]*(?P<note>.*)$",
    _FLAGS,
)
_PROGRESS = re.compile(r"^(?:update|progress|news)\s*[:,-]\s*(?P<text>.+)$", _FLAGS)
_HAND_OVER = re.compile(
    r"^(?i:(?:(?:please|actually|ok|no|yes|sorry|can you|could you)[\s,]+)*"
    r"(?:hand(?:ed|ing)?(?: it| this)? over|over|pass(?:ed)?(?: it| this)?(?: on)?|give(?: it| this)?|assign(?: it| this)?|reassign(?: it| this)?))"
    r"\s+to\s+(?P<who>[^.,;!?]+)|^(?:this is |that's |it's )?(?:now )?(?:one )?(?:with|for)\s+(?P<with>[A-Z][^.,;!?]+?)"
    r"(?:\s+now)?[.!]?$"
    r"|^(?i:(?:(?:this|that|it)(?:\s+one)?(?:['’]?s|\s+is)?\s+)?not\s+(?:mine|for me)[\s,;.–-]+(?:(?:but|it['’]?s|it is|try|ask|give it to)\s+)*(?:for\s+|with\s+)?)(?P<not_mine>[^.,;!?]+)[.!]*$"
    r"|^(?i:(?:it\s+|this\s+|that\s+)?should\s+be\s+(?:with|for|down to|given to)\s+)(?P<should>[^.,;!?]+)[.!]*$"
    r"|^(?P<has>[\w'’-]+(?: [\w'’-]+){0,2})(?i:\s+(?:has|took|takes|is (?:taking|doing|dealing with|picking up)|picked up|will (?:take|do))\s+(?:this|it|that)(?:\s+one)?(?:\s+(?:on|over|up))?(?:\s+now)?)[.!]*$",
    re.DOTALL,
)
_CAPITALS = re.compile(r"[A-Z][\w'’&-]*(?: (?:and |of |the |& )?[A-Z][\w'’&-]*)*")
_POLITE = re.compile(r"\s+(?:please|instead|now|thanks|then)$", re.IGNORECASE)

Build = Callable[[Reference, str, Context], AnyRequest | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a reply: the request it makes for an action point, or None where the words say something else.

    It is given the words without the references, or all of them as they were said if it `quotes` them. What `is_order`
    is one to the bot, which understands it as any free words where they are addressed to it.
    """

    build: Build
    quotes: bool = False
    is_order: bool = False


def replied(said: str, context: Context) -> AnyRequest | None:
    """What a reply means for the action points that the thread is about; None for chatter."""
    text = " ".join(said.split())
    about = (_reference(full, context) for full in context.about)
    if settled := (answer(text, context) if context.offered else None) or undone_below(text, about):
        return settled
    if context.targets and not context.about:
        return replied_on_plan(text, context)
    if context.meeting is not None and (coming := reply_to_reminder(text, context)):
        return coming
    return _about_points(text, context)


def _about_points(text: str, context: Context) -> AnyRequest | None:
    refs, words = _meant(text, context)
    own = [] if refs else [_reference(full, context) for full in context.own]
    for reading in _READINGS:
        said = text if reading.quotes else words
        made = [found for ref in refs or own if (found := reading.build(ref, said, context))]
        if made and reading.is_order and context.addressed:
            return None
        if made:
            return _together(made) if refs else _one_of(made)
    return None


def _one_of(made: list[AnyRequest]) -> AnyRequest:
    """Which of one's own is meant; what is wrong with the words is wrong whichever it is."""
    first = made[0]
    return (
        first if isinstance(first, AskBack | Dismiss) else Choice(tuple(made), "Which of yours do you mean?")
    )


def _together(made: list[AnyRequest]) -> AnyRequest:
    """One request for all the action points that a reply names; one question for all of them, too."""
    if len(made) == 1:
        return made[0]
    first = made[0]
    if isinstance(first, AskBack | Dismiss):
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
        return Confirm(_all_of([one.do for one in asked]), "; ".join(one.said for one in asked))
    return _all_of(made)


def _all_of(made: list[AnyRequest]) -> Several:
    parts = (one.requests if isinstance(one, Several) else (one,) for one in made)
    return Several(tuple(each for part in parts for each in part))


def _ordered(ref: Reference, words: str, _context: Context) -> AnyRequest | None:
    found = _ORDER.match(words)
    if found is None or denies(words):
        return None
    note = found["note"].strip()
    if words.casefold().startswith("close ") and note and not found["it"]:
        return None  # “close of play on Friday”
    with_note = f" with the note “{note}”" if note else ""
    return Confirm(CloseAction(ref, note, by_reply=True), f"close {ref}{with_note}")


def _done(ref: Reference, words: str, context: Context) -> AnyRequest | None:
    """A clear report acts; what merely sounds like one is its own note, and asked about."""
    said = None if denies(words) else report(words, context.topics.referred(ref))
    if said is None:
        return None
    return CloseAction(ref, said.note, by_reply=True) if said.clear else _closing(ref, words)


def _past(ref: Reference, words: str, _context: Context) -> AnyRequest | None:
    return _closing(ref, words) if PAST.match(words) and not denies(words) else None


def _closing(ref: Reference, words: str) -> AnyRequest:
    return Confirm(CloseAction(ref, words, by_reply=True), f"close {ref} with the note “{words}”")


def _not_yet(ref: Reference, words: str, context: Context) -> AnyRequest | None:
    """A clear promise acts: the words are noted and the date is set. Anything else about it is asked about."""
    said = None if asks(words) else outlook(words, context.topics.referred(ref), calendar_of(context))
    if said is None:
        return None
    if isinstance(said.due, DateProblem):
        return AskBack(f"{said.due.sentence} Nothing was changed.")
    noted = UpdateAction(ref, words, by_reply=True)
    if said.due is None:
        return Confirm(noted, f"note on {ref}: “{words}”")
    both = Several((noted, SetDue(ref, said.due, by_reply=True)))
    return (
        both
        if said.clear
        else Confirm(both, f"note on {ref}: “{words}”, and make it due on {full_day(said.due)}")
    )


def _progress(ref: Reference, words: str, _context: Context) -> AnyRequest | None:
    found = _PROGRESS.match(words)
    return UpdateAction(ref, found["text"].strip(), by_reply=True) if found else None


def _hand_over(ref: Reference, words: str, context: Context) -> AnyRequest | None:
    found = _HAND_OVER.match(words)
    if found is None:
        return None
    owners = tuple(names_in(_POLITE.sub("", next(filter(None, found.groups())).strip()), context.words))
    if not all(context.names.called(name, context.today) or _CAPITALS.fullmatch(name) for name in owners):
        return None  # “over to Spain on Friday”
    told = listed(in_full(name, context) for name in owners)
    return Confirm(AssignAction(ref, owners, by_reply=True), f"give {ref} to {told}")


def _asked(ref: Reference, words: str, _context: Context) -> AnyRequest | None:
    return Ask(ref, words) if asks(words) else None


# In this order: the first that fits is taken.
_READINGS = (
    Reading(_ordered, is_order=True),
    Reading(_done),
    Reading(_progress),
    Reading(_not_yet),
    Reading(wished),
    Reading(_past),
    Reading(_hand_over),
    Reading(_asked, quotes=True),
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
