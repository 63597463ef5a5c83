"""What can be done to several action points at once: the change to each, and how the question about it says it.

Every one is given the words in which it was said, what stands behind them, and the context; it may ask back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.context import Context
from bot.language.dates import DateProblem, read_date
from bot.language.due import calendar_of
from bot.language.free.asking import clean
from bot.language.free.reading import party_names, read
from bot.language.longer import COUNT, counted, longer
from bot.language.sentences import note_of
from handlers.register_requests import (
    AssignAction,
    CarryAction,
    CloseAction,
    ReopenAction,
    SetConfidential,
    SetDue,
    UpdateAction,
)
from handlers.requests import AnyRequest, AskBack
from store.calendar import next_board_meeting
from store.dates import full_day
from store.phrases import listed
from store.reference import Reference

Make = Callable[[Reference], AnyRequest]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done to each action point, and how the question says it before and behind what was selected."""

    make: Make
    verb: str
    how: str = ""


Build = Callable[[re.Match[str], str, Context], Deed | AskBack | None]


_OTHER = re.compile(r"\b(?:not?|never|only|but|except|instead|rather)\b|\d/\d", re.IGNORECASE)


def closed(_found: re.Match[str], said: str, _context: Context) -> Deed | AskBack | None:
    """What is said behind it is the note."""
    note = note_of(said)
    return Deed(lambda ref: CloseAction(ref, note), "close", f" with the note “{note}”" if note else "")


def noted(found: re.Match[str], said: str, _context: Context) -> Deed | AskBack | None:
    """The words, whether they stand behind “that” or behind a colon."""
    text = clean(found.groupdict().get("text") or "") or said
    if not text:
        return AskBack("What is to be noted? Say it behind a colon. Nothing was changed.")
    return Deed(lambda ref: UpdateAction(ref, text), "note on", f": “{text}”")


def carried_over(found: re.Match[str], said: str, context: Context) -> Deed | AskBack | None:
    """To the next meeting, which need not be said: another one is not where anything can be carried over to."""
    to = read(found.groupdict().get("to") or "", context).met
    following = next_board_meeting(context.words.meetings, context.today)
    if to and (to.meeting is None or (to.meeting.is_board and to.meeting != following)):
        return AskBack(
            "Action points are carried over to their group's next meeting, and to no later one. Nothing was changed."
        )
    return Deed(CarryAction, "carry over") if not _OTHER.search(said) else None


def reopened(_found: re.Match[str], said: str, _context: Context) -> Deed | AskBack | None:
    """Nothing else may be said of it."""
    return None if _OTHER.search(said) else Deed(ReopenAction, "reopen")


def made_confidential(found: re.Match[str], said: str, _context: Context) -> Deed | AskBack | None:
    """Or no longer, where the words deny it."""
    if _OTHER.search(said):
        return None
    off = bool(re.search(r"\b(?:no|not|non|public)\b", found.groupdict().get("how") or "", re.IGNORECASE))
    how = " no longer confidential" if off else " confidential"
    return Deed(lambda ref: SetConfidential(ref, not off), "make", how)


def given(found: re.Match[str], said: str, context: Context) -> Deed | AskBack | None:
    """Everything behind “to” has to be a name; one that nobody has is asked about as any unknown name."""
    who = read(found["who"], context)
    names = party_names(who.names) or _unknown(found["who"])
    if not names and re.fullmatch(r"me|myself", found["who"].strip(), re.IGNORECASE) and context.speaker:
        names = (context.speaker,)
    named = {i for each in who.names for i in range(each.first, each.last)}
    more = {token.word for i, token in enumerate(who.tokens) if i not in named} if named else set()
    if not names or more - _WITH_NAMES or _OTHER.search(said):
        return None
    return Deed(lambda ref: AssignAction(ref, names), "give", f" to {listed(names)}")


_WITH_NAMES = frozenset("and the our me myself".split())


def taken(_found: re.Match[str], said: str, context: Context) -> Deed | AskBack | None:
    """“I'll take all of Farah's”: by the speaker."""
    if _OTHER.search(said) or not context.speaker:
        return None
    return Deed(lambda ref: AssignAction(ref, (context.speaker,)), "give", f" to {context.speaker}")


def _unknown(who: str) -> tuple[str, ...]:
    """A name that the books do not have, as it was said."""
    return (who.strip(),) if re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}", who.strip()) else ()


_SPAN = re.compile(
    rf"^(?:(?:back|out|on|along|by|another|an?|extra|further|more|for|one|the)\s+)*(?P<count>{COUNT})?\s*(?:more\s+|extra\s+|further\s+)?"
    r"(?P<unit>day|week|fortnight|month)s?(?:\s+(?:back|out|later|longer|more))?$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"^(?:(?:back|out|on|along|to|until|till|by|for|due|be)\s+)+", re.IGNORECASE)


def made_due(found: re.Match[str], said: str, context: Context) -> Deed | AskBack | None:
    """A day for all of them, or so much longer for each."""
    when = found["when"].strip()
    if _OTHER.search(said) or re.search(r"\d", said):
        return None
    if span := _SPAN.match(when):
        return _longer(span, context)
    reading = read_date(_TOWARDS.sub("", f"{when} ").strip(), calendar_of(context), cued=True)
    if isinstance(reading, DateProblem):
        return AskBack(f"{reading.sentence} Nothing was changed.")
    if reading is None or reading.date is None:
        return None
    day = reading.date
    return Deed(lambda ref: SetDue(ref, day), "change the due date of", f" to {full_day(day)}")


def _longer(span: re.Match[str], context: Context) -> Deed:
    count, unit = counted(span["count"]), span["unit"].casefold()
    much = f"a {unit}" if count == 1 else f"{count} {unit}s"
    return Deed(
        lambda ref: SetDue(ref, longer(ref, count, unit, context)), "put back the due date of", f" by {much}"
    )
