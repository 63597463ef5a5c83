"""Changes to several action points at once: “carry everything over”, “give all of Tom's to Farah, he is off until May”.

What is to be done stands before the action points (“close …”) or behind them (“… can be closed”). Each line is read from
end to end, and every change waits for Confirm, which lists what it would touch and leaves out what cannot be done.
"""

import re
from dataclasses import dataclass

from bot.language.context import Context
from bot.language.free import deeds
from bot.language.free.asking import clean
from bot.language.free.deeds import Build, Deed
from bot.language.free.intent import Intent
from bot.language.free.polite import said_of
from bot.language.free.reading import Reading
from bot.language.free.selecting import Selection, selected, without
from bot.language.longer import COUNT
from handlers.requests import AnyRequest, AskBack, Confirm, Several

MOST = 100  # that are looked at for one question


@dataclass(frozen=True, slots=True)
class _Order:
    """One way to say a change: the action points stand in the group `which`; what is behind a comma goes to `build`."""

    pattern: re.Pattern[str]
    build: Build
    finished: bool = False


def _order(pattern: str, build: Build, *, finished: bool = False) -> _Order:
    return _Order(re.compile(rf"^(?:{pattern})$", re.IGNORECASE), build, finished)


_WHICH = r"(?P<which>.+?)"
_IS = r"(?:(?:is|are|was|were|has|have|can|could|should|will|must|needs?|got|may|to|be|been|now|all|both|go)\s+)+"
_TO_DATE = rf"(?P<when>(?:(?:back|out|on|along)\s+)?(?:(?:to|until|till|by|for|another|due)\s+.+|(?:another|{COUNT})\s+(?:more\s+|extra\s+|further\s+)?\w+)(?:\s+later)?)"
_DATES = r"(?:(?:the\s+)?(?:due\s+)?(?:dates?|deadlines?)\s+(?:of|for|on)\s+)?"
_OVER = r"(?:over|forward|across)"
_NEXT = r"(?P<to>\s+(?:on|in)?(?:to|for)\s+.+)?"

# In this order: the first of which the action points can be read is taken.
_ORDERS = (
    _order(rf"(?:note|update|comment|progress|add (?:an? )?(?:note|update|comment)|put (?:an? )?(?:note|comment))\s+(?:on|to|for|against|about)\s+{_WHICH}(?:\s+(?:that|saying|to say)\s+(?P<text>.+))?", deeds.noted),
    _order(rf"update\s+{_WHICH}(?:\s+(?:that|with|saying|to say)\s+(?P<text>.+))?", deeds.noted),
    _order(rf"(?:(?:tick|sign|cross|close|finish|mark|knock)\s+off|close down|close out|wrap up|close|shut|complete|finish|discharge)\s+{_WHICH}(?:\s+(?:off|down|out|now|as done))?", deeds.closed),
    _order(rf"(?:mark|put|set|record|show|tick|cross|sign|take|close)\s+{_WHICH}\s+(?:(?:as|down as|to)\s+)?(?:(?:being\s+)?(?:done|complete|completed|closed|finished|discharged)|off(?: (?:the|my|our) (?:list|register))?)", deeds.closed),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:done|closed|finished|complete|completed|sorted|closed off|ticked off|signed off|dealt with|discharged)", deeds.closed),
    _order(rf"(?:carry|roll|bring|hold)\s+{_OVER}\s+{_WHICH}{_NEXT}", deeds.carried_over),
    _order(rf"take\s+{_WHICH}\s+{_OVER}(?P<to>\s+(?:on|in)?(?:to|for)\s+.+)", deeds.carried_over),
    _order(rf"(?:carry|roll|bring|hold|move)\s+{_WHICH}\s+{_OVER}{_NEXT}", deeds.carried_over),
    _order(rf"(?:carry|roll|bring|take|hold|defer|bump|move|put|c/f)\s+{_WHICH}(?P<to>\s+(?:on|in)?(?:to|until)\s+.*\b(?:meeting|board|register|session)s?\b.*)", deeds.carried_over),
    _order(rf"(?:defer|c/f)\s+{_WHICH}", deeds.carried_over),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:carry|carried|carrying|roll|rolled|brought|held|taken)\s+{_OVER}{_NEXT}", deeds.carried_over),
    _order(rf"(?:reopen|re-open|unclose)\s+{_WHICH}", deeds.reopened, finished=True),
    _order(rf"open\s+{_WHICH}\s+(?:again|back up)", deeds.reopened, finished=True),
    _order(rf"(?:make|mark|set|keep|treat)\s+{_WHICH}\s+(?P<how>(?:as\s+)?(?:no longer\s+|not\s+|non-)?(?:confidential|private|public|restricted|secret))(?:\s+again)?", deeds.made_confidential),
    _order(rf"hide\s+{_WHICH}", deeds.made_confidential),
    _order(rf"(?:push|move|put|extend|postpone|delay|set|change|shift|reschedule|bump|slip|make|defer|give|reset)\s+{_DATES}{_WHICH}\s+{_TO_DATE}", deeds.made_due),
    _order(rf"(?:push|move|put)\s+back\s+{_DATES}{_WHICH}\s+{_TO_DATE}", deeds.made_due),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:due|pushed|moved|put|extended|postponed)\s+{_TO_DATE}", deeds.made_due),
    _order(rf"(?:i(?:'ll|'m|'ve| will| can| am| have)?\s+)?(?:take|taking|taken|pick up|picking up)\s+(?:(?:over|on|up)\s+)?{_WHICH}(?:\s+(?:over|on))?", deeds.taken),
    _order(rf"(?:(?:re)?assign|(?:re)?allocate|give|hand|pass|transfer|move|switch|shift)\s+{_WHICH}\s+(?:(?:over|on|across)\s+)?to\s+(?P<who>.+)", deeds.given),
    _order(r"(?:give|hand|pass)\s+(?!(?:me|us)\b)(?P<who>.+?)\s+(?P<which>(?:all|every|everything|each|both|the)\b.+)", deeds.given),
    _order(rf"{_WHICH}\s+(?<!\bI\s){_IS}(?:given|handed|passed|assigned|reassigned|moved|over|on|go)?\s*(?:to|with)\s+(?P<who>.+)", deeds.given),
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


def _asked(done: Deed, which: Selection) -> AnyRequest:
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
