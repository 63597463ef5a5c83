"""What has an exact command, said in whole sentences: the gaps of the sentence are what the command is given.

So the command's own reading is used, with its questions about dates and names. What changes a book waits for Confirm.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType

from bot.language.commands import BOOKS
from bot.language.context import Context
from bot.language.due import calendar_of
from bot.language.free.asking import clean
from bot.language.free.intent import Intent
from bot.language.free.phrases import Phrase, phrases_of
from bot.language.free.reading import Reading
from bot.language.occasions import read_day, take_mode
from bot.language.paper_commands import held_on
from bot.language.times import take_hours
from handlers.meeting_requests import Sitting
from handlers.requests import AnyRequest, AskBack, Confirm, Request
from store.dates import clock_time, full_day, parse_date
from store.meeting_names import called, groups_called, handle, meetings_called, read_name
from store.reference import Reference
from store.views import MeetingView

LONGEST = 300  # characters: nobody says one thing in more

_POLITE = re.compile(
    r"^(?:(?:hi|hiya|hello|hey|ok|okay|so|also|fyi|just|please|pls|now|bot|thanks|actually|sorry|unfortunately|well|right)[\s,:!.]+"
    r"|just to (?:say|let you know)(?: that)?\s+|(?:for info|good news|bad news)[\s,:–-]+"
    r"|(?P<modal>(?:can|could|would|will)\s+(?:you|u|we|i)(?:\s+please)?|(?:we|i)(?:'ve| have)? (?:need|want|have|had|decided) to|(?:we|i)'re (?:going|having) to|i (?:need|want|would like) to"
    r"|i'?d like (?:you )?to|we'?d like (?:you )?to|let'?s|shall we|(?:we|you) (?:can|could|should)|is it possible to|can|could)\s+(?:just\s+|please\s+)?)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The sentences of one command, which is filled in from their gaps, and how it is told."""

    phrases: tuple[Phrase, ...]
    command: str
    told: str

    def __call__(self, r: Reading) -> AnyRequest | None:
        """The request that the line asks for, or the question before it; None where no sentence is the line's."""
        gaps = self._gaps(r)
        if gaps is None:
            return None
        return answered_by(self.command, self.told, gaps, r.context)

    def _gaps(self, r: Reading) -> dict[str, str] | None:
        said = said_of(r.line)
        for phrase in self.phrases:
            if not phrase.words <= said.words or (phrase.states and said.asks):
                continue
            if found := phrase.pattern.fullmatch(said.line):
                gaps = {name: gap.strip(" ,.:;!?") for name, gap in found.groupdict().items() if gap}
                if all(_FITS[name](gap, r.context) for name, gap in gaps.items() if name in _FITS):
                    return _with_meeting(gaps, r.context)
        return None


def answered_by(command: str, told: str, gaps: dict[str, str], context: Context) -> AnyRequest | None:
    """What the command makes of the gaps: itself where it only tells, a question about it where it changes a book."""
    book, _, rest = _filled(command, gaps).partition(" ")
    request = BOOKS[book](rest, context)
    if request is None or isinstance(request, AskBack) or not request.changes:
        return request
    return Confirm(request, _filled(told, {**_shown(request), **_named(gaps, context)}))


@dataclass(frozen=True, slots=True)
class Said:
    """A line without politeness, its words, and whether it asks instead of stating."""

    line: str
    words: frozenset[str]
    asks: bool


@lru_cache(maxsize=16)
def said_of(line: str) -> Said:
    """The line as sentences are compared with it; empty where it is longer than anything that is said at once."""
    if len(line) > LONGEST:
        return Said("", frozenset(), asks=False)
    plain = " ".join(line.replace("’", "'").split())
    polite = _POLITE.match(plain)
    bare = clean(plain[polite.end() :] if polite else plain)
    words = (word.strip(" ,.:;!?()").casefold().replace("'", "") for word in bare.split())
    asks = plain.endswith("?") and not (polite and polite["modal"])
    return Said(f" {bare}", frozenset(words), asks)


def spoken(
    title: str, command: str, told: str, phrases: tuple[str, ...], examples: tuple[str, ...]
) -> Intent:
    """What is asked for with `command` (“{gap}”, and “[…]” where there may be none), in other words.

    `told` says it back: with the gaps as they were said, or what the request has in their place.
    """
    return Intent(title, (), _Spoken(phrases_of(phrases), command, told), examples, whole=True)


def _filled(template: str, gaps: Mapping[str, str]) -> str:
    """The template with its gaps filled; what stands in brackets only where all of its gaps are."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(gaps.get(name) for name in _NAME.findall(part[1])) else ""

    return _NAME.sub(lambda name: gaps.get(name[1], ""), re.sub(r"\[([^\]]*)\]", optional, template)).strip()


_NAME = re.compile(r"\{([a-z_]+)\}")


def _with_meeting(gaps: dict[str, str], context: Context) -> dict[str, str]:
    """`meeting` as a name that no other has; `about`: as the commands of agendas and papers take it."""
    found = _meetings(gaps["meeting"], context) if "meeting" in gaps else []
    if not found:
        return gaps
    day = found[0].day
    sure = {"meeting": handle(found[0])} if len(found) == 1 else {}
    return {**gaps, **sure, "about": day.isoformat() if day else f"{found[0].month:%B %Y}"}


def _meetings(said: str, context: Context) -> list[MeetingView]:
    """The meetings that are called so; the Board's next one may be “the next one”."""
    return meetings_called(said, context.words, context.today)


def _named(gaps: dict[str, str], context: Context) -> dict[str, str]:
    """The gaps as a question says them: a meeting in full."""
    found = _meetings(gaps["meeting"], context) if "meeting" in gaps else []
    named = {"meeting": called(found[0])} if len(found) == 1 else {}
    return {**gaps, **named}


def _shown(request: Request) -> dict[str, str]:
    """What the request has, as a question says it: `day_told` is the day in full."""
    had = ((name, getattr(request, name)) for name in request.__struct_fields__)
    return {f"{name}_told": _in_full(value) for name, value in had if value}


def _in_full(value: object) -> str:
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, Sitting):
        hours = f", {clock_time(value.start)}" if value.start else ""
        return f"{full_day(value.day)}{hours}{f' to {clock_time(value.end)}' if value.end else ''}"
    if isinstance(value, tuple):
        return " and ".join(_in_full(each) for each in value)
    return str(value)


def _is_when(said: str, context: Context) -> bool:
    """Whether it says a day, a month or hours; a day that cannot be does as well, and is asked about."""
    hours = take_hours(said)
    rest = re.sub(r"^(?:to|on|for|as|is|until|in|at)\s+", "", hours.rest.strip(" ,"))
    return bool(hours.start) if not rest.strip() else read_day(rest, calendar_of(context)) is not None


def _is_place(said: str, context: Context) -> bool:
    return not _is_when(said, context) and bool(take_mode(said)[0]) and not said.startswith("http")


def _is_somebody(said: str, context: Context) -> bool:
    found = context.names.called(said, context.today) or context.names.nearly(said, context.today)
    return any(party.kind != "organisation" for party in found)


def _is_title(said: str, context: Context) -> bool:
    """“Ada to put it on” is what somebody is to do, and no title."""
    somebody = re.match(r"(?P<who>.{1,60}?) to \w", said)
    return somebody is None or not _is_somebody(somebody["who"], context)


def _is_body(said: str, context: Context) -> bool:
    bare = re.sub(r"^the\s+", "", said, flags=re.IGNORECASE)
    found = context.names.called(bare, context.today) or context.names.nearly(bare, context.today)
    return any(party.kind == "organisation" for party in found)


def _is_matter(said: str, _context: Context) -> bool:
    """“What was said about 07/02” asks for an action point and “on 12 May” for a meeting; the books know those better."""
    return not Reference.find(said) and parse_date(said) is None


def _is_meeting(said: str, context: Context) -> bool:
    return bool(_meetings(said, context))


_FITS: MappingProxyType[str, Callable[[str, Context], bool]] = MappingProxyType(
    {
        "meeting": _is_meeting,
        "matter": _is_matter,
        "occasion": lambda said, context: held_on(said, context) is not None,
        "called": lambda said, context: read_name(said, context.words) is not None,
        "group": lambda said, context: bool(
            groups_called(re.sub(r"^the\s+", "", said, flags=re.IGNORECASE), context.words)
        ),
        "person": _is_somebody,
        "successor": _is_somebody,
        "body": _is_body,
        "into": _is_body,
        "title": _is_title,
        "when": _is_when,
        "until": _is_when,
        "venue": _is_place,
    }
)
"""What the books, or the calendar, must know of what fills a gap."""
