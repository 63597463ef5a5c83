"""Changes to several action points at once: “carry everything over”, “give all of Tom's to Farah, he is off until May”.

What is to be done stands before the action points (“close …”) or behind them (“… can be closed”). Each line is read from
end to end, and every change waits for Confirm, which lists what it would touch and leaves out what cannot be done.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.context import Context
from bot.language.dates import DateProblem, read_date
from bot.language.due import calendar_of
from bot.language.free.asking import clean
from bot.language.free.intent import Intent
from bot.language.free.polite import said_of
from bot.language.free.reading import Reading, party_names, read
from bot.language.free.selecting import Selection, selected, without
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
from handlers.requests import AnyRequest, AskBack, Confirm, Several
from store.calendar import next_board_meeting
from store.dates import full_day
from store.phrases import listed
from store.reference import Reference

MOST = 100  # that are looked at for one question

Make = Callable[[Reference], AnyRequest]


@dataclass(frozen=True, slots=True)
class _Done:
    """What is to be done to each: how the question says it before and behind what was selected."""

    make: Make
    verb: str
    how: str = ""


Build = Callable[[re.Match[str], str, Context], "_Done | AskBack | None"]


@dataclass(frozen=True, slots=True)
class _Order:
    """One way to say a change: the action points stand in the group `which`; what is behind a comma goes to `build`."""

    pattern: re.Pattern[str]
    build: Build
    finished: bool = False


def _order(pattern: str, build: Build, *, finished: bool = False) -> _Order:
    return _Order(re.compile(rf"^(?:{pattern})$", re.IGNORECASE), build, finished)


_OTHER = re.compile(r"\b(?:not?|never|only|but|except|instead|rather)\b|\d/\d", re.IGNORECASE)


def _close(_found: re.Match[str], said: str, _context: Context) -> _Done | AskBack | None:
    note = note_of(said)
    return _Done(lambda ref: CloseAction(ref, note), "close", f" with the note “{note}”" if note else "")


def _update(found: re.Match[str], said: str, _context: Context) -> _Done | AskBack | None:
    text = clean(found.groupdict().get("text") or "") or said
    if not text:
        return AskBack("What is to be noted? Say it behind a colon. Nothing was changed.")
    return _Done(lambda ref: UpdateAction(ref, text), "note on", f": “{text}”")


def _carry(found: re.Match[str], said: str, context: Context) -> _Done | AskBack | None:
    """To the next meeting, which need not be said: another one is not where anything can be carried over to."""
    to = read(found.groupdict().get("to") or "", context).met
    following = next_board_meeting(context.words.meetings, context.today)
    if to and (to.meeting is None or (to.meeting.is_board and to.meeting != following)):
        return AskBack(
            "Action points are carried over to their group's next meeting, and to no later one. Nothing was changed."
        )
    return _Done(CarryAction, "carry over") if not _OTHER.search(said) else None


def _reopen(_found: re.Match[str], said: str, _context: Context) -> _Done | AskBack | None:
    return None if _OTHER.search(said) else _Done(ReopenAction, "reopen")


def _confidential(found: re.Match[str], said: str, _context: Context) -> _Done | AskBack | None:
    if _OTHER.search(said):
        return None
    off = bool(re.search(r"\b(?:no|not|non|public)\b", found.groupdict().get("how") or "", re.IGNORECASE))
    how = " no longer confidential" if off else " confidential"
    return _Done(lambda ref: SetConfidential(ref, not off), "make", how)


def _assign(found: re.Match[str], said: str, context: Context) -> _Done | AskBack | None:
    """Everything behind “to” has to be a name; one that nobody has is asked about as any unknown name."""
    who = read(found["who"], context)
    names = party_names(who.names) or _unknown(found["who"])
    if not names and re.fullmatch(r"me|myself", found["who"].strip(), re.IGNORECASE) and context.speaker:
        names = (context.speaker,)
    named = {i for each in who.names for i in range(each.first, each.last)}
    more = {token.word for i, token in enumerate(who.tokens) if i not in named} if named else set()
    if not names or more - _WITH_NAMES or _OTHER.search(said):
        return None
    return _Done(lambda ref: AssignAction(ref, names), "give", f" to {listed(names)}")


_WITH_NAMES = frozenset("and the our me myself".split())


def _taken(_found: re.Match[str], said: str, context: Context) -> _Done | AskBack | None:
    """“I'll take all of Farah's”: by the speaker."""
    if _OTHER.search(said) or not context.speaker:
        return None
    return _Done(lambda ref: AssignAction(ref, (context.speaker,)), "give", f" to {context.speaker}")


def _unknown(who: str) -> tuple[str, ...]:
    """A name that the books do not have, as it was said."""
    return (who.strip(),) if re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}", who.strip()) else ()


_SPAN = re.compile(
    rf"^(?:(?:back|out|on|along|by|another|an?|extra|further|more|for|one|the)\s+)*(?P<count>{COUNT})?\s*(?:more\s+|extra\s+|further\s+)?"
    r"(?P<unit>day|week|fortnight|month)s?(?:\s+(?:back|out|later|longer|more))?$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"^(?:(?:back|out|on|along|to|until|till|by|for|due|be)\s+)+", re.IGNORECASE)


def _due(found: re.Match[str], said: str, context: Context) -> _Done | AskBack | None:
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
    return _Done(lambda ref: SetDue(ref, day), "change the due date of", f" to {full_day(day)}")


def _longer(span: re.Match[str], context: Context) -> _Done:
    count, unit = counted(span["count"]), span["unit"].casefold()
    much = f"a {unit}" if count == 1 else f"{count} {unit}s"
    return _Done(
        lambda ref: SetDue(ref, longer(ref, count, unit, context)), "put back the due date of", f" by {much}"
    )


_WHICH = r"(?P<which>.+?)"
_IS = r"(?:(?:is|are|was|were|has|have|can|could|should|will|must|needs?|got|may|to|be|been|now|all|both|go)\s+)+"
_TO_DATE = rf"(?P<when>(?:(?:back|out|on|along)\s+)?(?:(?:to|until|till|by|for|another|due)\s+.+|(?:another|{COUNT})\s+(?:more\s+|extra\s+|further\s+)?\w+)(?:\s+later)?)"
_DATES = r"(?:(?:the\s+)?(?:due\s+)?(?:dates?|deadlines?)\s+(?:of|for|on)\s+)?"
_OVER = r"(?:over|forward|across)"
_NEXT = r"(?P<to>\s+(?:on|in)?(?:to|for)\s+.+)?"

# In this order: the first of which the action points can be read is taken.
_ORDERS = (
    _order(rf"(?:note|update|comment|progress|add (?:an? )?(?:note|update|comment)|put (?:an? )?(?:note|comment))\s+(?:on|to|for|against|about)\s+{_WHICH}(?:\s+(?:that|saying|to say)\s+(?P<text>.+))?", _update),
    _order(rf"update\s+{_WHICH}(?:\s+(?:that|with|saying|to say)\s+(?P<text>.+))?", _update),
    _order(rf"(?:(?:tick|sign|cross|close|finish|mark|knock)\s+off|close down|close out|wrap up|close|shut|complete|finish|discharge)\s+{_WHICH}(?:\s+(?:off|down|out|now|as done))?", _close),
    _order(rf"(?:mark|put|set|record|show|tick|cross|sign|take|close)\s+{_WHICH}\s+(?:(?:as|down as|to)\s+)?(?:(?:being\s+)?(?:done|complete|completed|closed|finished|discharged)|off(?: (?:the|my|our) (?:list|register))?)", _close),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:done|closed|finished|complete|completed|sorted|closed off|ticked off|signed off|dealt with|discharged)", _close),
    _order(rf"(?:carry|roll|bring|hold)\s+{_OVER}\s+{_WHICH}{_NEXT}", _carry),
    _order(rf"take\s+{_WHICH}\s+{_OVER}(?P<to>\s+(?:on|in)?(?:to|for)\s+.+)", _carry),
    _order(rf"(?:carry|roll|bring|hold|move)\s+{_WHICH}\s+{_OVER}{_NEXT}", _carry),
    _order(rf"(?:carry|roll|bring|take|hold|defer|bump|move|put|c/f)\s+{_WHICH}(?P<to>\s+(?:on|in)?(?:to|until)\s+.*\b(?:meeting|board|register|session)s?\b.*)", _carry),
    _order(rf"(?:defer|c/f)\s+{_WHICH}", _carry),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:carry|carried|carrying|roll|rolled|brought|held|taken)\s+{_OVER}{_NEXT}", _carry),
    _order(rf"(?:reopen|re-open|unclose)\s+{_WHICH}", _reopen, finished=True),
    _order(rf"open\s+{_WHICH}\s+(?:again|back up)", _reopen, finished=True),
    _order(rf"(?:make|mark|set|keep|treat)\s+{_WHICH}\s+(?P<how>(?:as\s+)?(?:no longer\s+|not\s+|non-)?(?:confidential|private|public|restricted|secret))(?:\s+again)?", _confidential),
    _order(rf"hide\s+{_WHICH}", _confidential),
    _order(rf"(?:push|move|put|extend|postpone|delay|set|change|shift|reschedule|bump|slip|make|defer|give|reset)\s+{_DATES}{_WHICH}\s+{_TO_DATE}", _due),
    _order(rf"(?:push|move|put)\s+back\s+{_DATES}{_WHICH}\s+{_TO_DATE}", _due),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:due|pushed|moved|put|extended|postponed)\s+{_TO_DATE}", _due),
    _order(rf"(?:i(?:'ll|'m|'ve| will| can| am| have)?\s+)?(?:take|taking|taken|pick up|picking up)\s+(?:(?:over|on|up)\s+)?{_WHICH}(?:\s+(?:over|on))?", _taken),
    _order(rf"(?:(?:re)?assign|(?:re)?allocate|give|hand|pass|transfer|move|switch|shift)\s+{_WHICH}\s+(?:(?:over|on|across)\s+)?to\s+(?P<who>.+)", _assign),
    _order(r"(?:give|hand|pass)\s+(?!(?:me|us)\b)(?P<who>.+?)\s+(?P<which>(?:all|every|everything|each|both|the)\b.+)", _assign),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:given|handed|passed|assigned|reassigned|moved|over|on|go)?\s*(?:to|with)\s+(?P<who>.+)", _assign),
)  # fmt: skip

# What is said behind: a note, a reason; an exception belongs to what was selected.
_BEHIND = re.compile(
    r"\s*(?:[,:;]|\s[–—-])\s+(?!(?:all\s+)?(?:but|except|excepting|excluding|apart|other than|bar|save|not|without|and|or|\d)\b)",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"\b(?:that|thats|that's|which|who|whats|what)$", re.IGNORECASE)


def in_bulk(r: Reading) -> AnyRequest | None:
    """The question whether to do it to all that are meant; None for a line that is nothing of the kind."""
    polite = said_of(r.line)
    if polite.asks or r.asking or not polite.line:
        return None
    said, behind = _apart(polite.line.strip())
    of, but = without(said)
    return (but and _ordered(of, but, behind, r.context)) or _ordered(said, "", behind, r.context) or None


def _ordered(said: str, but: str, behind: str, context: Context) -> AnyRequest | None:
    """What the first order asks whose action points can be read; they may have their exception beside them."""
    for order in _ORDERS:
        found = order.pattern.match(said)
        if found is None or _WHO_IS.search(found["which"]):
            continue
        which, beside = without(found["which"])
        selection = selected(which, but or beside, context, finished=order.finished)
        done = order.build(found, behind, context) if selection else None
        if selection is None or done is None:
            continue
        if isinstance(selection, AskBack):
            return selection
        if isinstance(done, AskBack):
            return done
        return _asked(done, selection)
    return None


def _apart(line: str) -> tuple[str, str]:
    """What is asked, and what is said behind it."""
    found = _BEHIND.search(line)
    return (line[: found.start()], clean(line[found.end() :])) if found else (line, "")


def _asked(done: _Done, which: Selection) -> AnyRequest:
    what = f"{done.verb} {which.said}{done.how}"
    if which.closed and done.verb == "close":
        return AskBack(f"What is closed needs no closing ({which.said}). Nothing was changed.")
    if not which.refs:
        return AskBack(
            f"There is no action point in “{which.said}”. Nothing was changed; `/actions open` lists them."
        )
    if len(which.refs) > MOST:
        return AskBack(
            f"That would be {len(which.refs)} action points, which is more than I ask about at once. Nothing was changed;"
            " please say it in parts."
        )
    return Confirm(
        Several(tuple(map(done.make, which.refs))), what, leaves_out=True, everything=which.everything
    )


IN_BULK = (
    Intent(
        "Several at once",
        (),
        in_bulk,
        (
            "carry everything over",
            "close all of tom's",
            "give all of farah's to tom",
            "push everything of mine back a fortnight",
            "close all the overdue ones but 02/04",
        ),
        whole=True,
    ),
)
