"""One line becomes one Request: the same for every door, which only adds its context.

An exact command acts. In a talk a clear reply of an owner acts as well. Any other free words that would change a book
become a question. What leads nowhere is admitted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.language.answers import bare_words
from bot.language.context import Context
from bot.language.everyday import STOP
from bot.language.exact import exact
from bot.language.follow_ups import followed
from bot.language.freely import freely, nearest, stands_alone
from bot.language.handbook import asked
from bot.language.plan_replying import told_on_plan
from bot.language.replying import replied
from bot.language.slash import Slash, behind_slash, commanded, in_its_book
from handlers.register_requests import AnswerQuestion, Ask, CloseAction, SendBack, UpdateAction
from handlers.requests import (
    Answers,
    AnyRequest,
    AskBack,
    Choice,
    Confirm,
    FindContact,
    LookUp,
    NotUnderstood,
)
from store.dates import full_day
from store.lookup import find
from store.reference import Reference
from store.search import find as in_directory

_ASKS_AS_WELL = re.compile(
    r"[,.;]?\s(?:and|also|btw)[\s,]+(?:also\s+|btw\s+)?(?P<question>(?:when|what|who|where|which|how)(?:'?s|’s)?\b[^?]*\?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A way to take a line, and what comes of it; `weighed` are the free words that were weighed for it."""

    how: str
    request: AnyRequest | None
    weighed: str = ""


def understand(line: str, context: Context) -> AnyRequest | None:
    """What a line asks for: never None for one that was said to the bot, None for talk that is not for it.

    Never raises; pure in its arguments.
    """
    taken = None
    for step in steps(line, context):
        taken = step.request or taken
    return taken


def steps(line: str, context: Context) -> Iterator[Step]:
    """The ways in which a line is taken, one after the other: the last of which something comes is what it means."""
    if not context.addressed:
        reply = replied(line, context)
        yield Step("a reply to what the thread is about", reply)
        if context.goes_on and (reply is None or isinstance(reply, Ask)):
            yield Step("what follows an answer of the bot", followed(line, context))
        return
    said = bare_words(line)
    slash = behind_slash(said)
    words = slash.rest if slash else said
    if both := _command_and_question(words, context):
        yield Step("an exact command, and a question behind it", both)
    elif (command := (commanded(slash, context) if slash else None) or exact(words, context)) and not (
        isinstance(command, CloseAction | UpdateAction)
        and _ASKS_AS_WELL.search(words)  # a question is no note
    ):
        yield Step("an exact command", command)
    elif context.spoken_of and not slash:  # who names a book does not reply
        yield from _in_talk(words, context)
    else:
        yield from _freely(words, context, slash)


def _command_and_question(said: str, context: Context) -> AnyRequest | None:
    """“Close 02/10 sent it, and when is the next Board?”: the command is asked about, the question answered."""
    apart = _ASKS_AS_WELL.search(said)
    command = exact(said[: apart.start()], context) if apart else None
    if apart is None or command is None or not command.changes or isinstance(command, SendBack):
        return None
    question = freely(apart["question"], context)
    if (
        question is None
        or question.changes
        or isinstance(question, AskBack | Choice | Confirm | NotUnderstood)
    ):
        return None
    due = getattr(command, "due", None)
    told = f" ({full_day(due)})" if isinstance(due, date) else ""
    return Answers((Confirm(command, f"{said[: apart.start()].strip(' ,.;')}{told}"), question))


def _in_talk(said: str, context: Context) -> Iterator[Step]:
    """A reply to what is spoken of, then a question to the bot, and last an answer to what an owner was asked."""
    reply = replied(said, context)
    yield Step("a reply to what is spoken of", reply)
    if reply and not isinstance(reply, Ask):
        return
    request = None
    for step in _freely(said, context, None):
        request = step.request or request
        yield step
    unclear = isinstance(request, FindContact | LookUp | NotUnderstood)
    if context.targets and unclear:
        yield Step("progress on the target that is spoken of", told_on_plan(said, context.targets))
    elif isinstance(request, NotUnderstood) or not stands_alone(said, context):
        yield Step("words on the action point that is spoken of", reply or _answered(said, context))


def _answered(said: str, context: Context) -> AnyRequest | None:
    """An answer of the owner, where one was asked about the action point that is spoken of."""
    ref = Reference.parse(context.about[0]) if len(context.about) == 1 else None
    return AnswerQuestion(ref, said) if ref and context.known.asked else None


def _freely(said: str, context: Context, slash: Slash | None) -> Iterator[Step]:
    """Free words, as far as they are clear; what the handbook has; and what comes nearest."""
    found = freely(said, context)
    yield Step("free words", found, weighed=said)
    question = asked(said) if _leaves_open(found, context) else None
    if question and find(question.query, context.known.handbook):
        yield Step("a question that the handbook answers", question)
    elif slash and not (found is None and _is_nothing_of_ours(said, context)):
        yield Step(f"what `/{slash.book}` makes of it", in_its_book(slash, found, context))
    elif found is None or isinstance(found, NotUnderstood):
        near = found or nearest(said, context)
        lost = question is not None and not (near.nearest or near.hint or context.about)
        yield Step("what comes nearest", question if lost else near)


def _is_nothing_of_ours(said: str, context: Context) -> bool:
    """Whether a whole sentence asks for what the bot is not for; mere words are looked for in the command's book."""
    return any(word in STOP for word in said.casefold().split()) and bool(nearest(said, context).hint)


def _leaves_open(found: AnyRequest | None, context: Context) -> bool:
    """Whether the handbook may know better: nothing else is understood, or nobody in the directory is called so."""
    if isinstance(found, FindContact):
        return not in_directory(found.query, context.words, context.today)
    return found is None or isinstance(found, LookUp | NotUnderstood)
