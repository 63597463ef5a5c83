"""When and where: what stands behind the name of a meeting in a command, read piece by piece."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from bot.language.context import Context
from bot.language.dates import Calendar, DateProblem
from bot.language.dates.grammar import Span
from bot.language.dates.reading import find, verdict
from bot.language.due import calendar_of
from bot.language.times import take_hours
from handlers.requests import AskBack
from store.dates import month_end
from store.meeting_names import LONGEST, read_name

_TBC = re.compile(r"[(,]?\s*\b(?:date\s+)?(?:tbc|tba|to be (?:confirmed|agreed))\b\.?\)?", re.IGNORECASE)
_MODE = re.compile(r"[\s,;(]*\b(?P<mode>in[\s-]person|hybrid|online|virtual(?:ly)?)\b[\s.)]*$", re.IGNORECASE)
_LEADING = frozenset({"to", "for", "on", "in", "at", "of", "as", "the"})  # belong to what follows them
_LINK = re.compile(r"<?(?P<link>https?://[^\s<>|]+)(?:\|[^>]*)?>?", re.IGNORECASE)
_VENUE = re.compile(
    r"(?:^|[\s,;])(?:at|@|venue:?)\s+(?!noon\b|midday\b)(?=\D|\d+[a-z]?,?\s+[A-Z])(?P<venue>.+)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a month in which the day is to be confirmed; with hours where they were said."""

    day: date | None = None
    month: date | None = None
    start: time | None = None
    end: time | None = None


def read_when(said: str, context: Context) -> When | AskBack:
    """What the whole of a phrase says of when; else the question to ask back."""
    hours = take_hours(said)
    phrase = re.sub(r"^(?:to|on|for|as|is|until|in)\s+", "", hours.rest.strip(" ,"))
    if not phrase.strip() and hours.start:
        return When(start=hours.start, end=hours.end)
    read = read_day(phrase, calendar_of(context))
    if read is None:
        return AskBack(
            f"I cannot read “{said.strip()[:80]}” as a date. Nothing was changed; try “12 Feb 10:00 to 12:00”,"
            " or a month while the date is TBC."
        )
    return replace(read, start=hours.start, end=hours.end) if isinstance(read, When) else read


def read_day(phrase: str, calendar: Calendar) -> When | AskBack | None:
    """The day that a phrase says, or the month in which it is TBC; a question to ask back, or None for no date."""
    bare, tbc = _TBC.subn("", phrase)
    found = find(bare, calendar, future=True, cued=True)
    problem = verdict(found, bare, calendar, future=True)
    if isinstance(problem, DateProblem):
        return AskBack(f"{problem.sentence} Nothing was changed.")
    if not isinstance(found, Span):
        return None
    if found.start == found.end:
        return When(month=found.start.replace(day=1)) if tbc else When(found.start)
    if found.start.day == 1 and found.end == month_end(found.start):
        return When(month=found.start)
    return AskBack(f"“{bare.strip()[:60]}” has several days. Nothing was changed; please give one of them.")


def split_name(text: str, context: Context) -> tuple[str, str]:
    """The name of a meeting at the beginning of `text`, as long as it can be, and the rest; else nothing and all.

    Two digits behind a date begin what follows ("16 June 12 apologies"), and are no year.
    """
    words = list(re.finditer(r"\S+", text[:LONGEST]))
    for word in reversed(words):
        name, rest = text[: word.end()], text[word.end() :]
        whole = word[0].casefold() not in _LEADING and not re.fullmatch(r"[0-9]{1,2}", word[0])
        if whole and read_name(name, context.words):
            return name.strip(" ,:"), rest.strip(" ,:–—")
    for word in reversed(words[:4]):  # "tomorrow", "next Tuesday"
        found = find(text[: word.end()], Calendar(context.today), future=True, cued=False)
        if isinstance(found, Span) and found.start == found.end:
            return found.start.isoformat(), text[word.end() :].strip(" ,:–—")
    return "", text.strip()


def take_mode(text: str) -> tuple[str, str]:
    """`text` without the word at its end that says how people take part, and that word."""
    match = _MODE.search(text)
    if match is None:
        return text.strip(), ""
    said = match["mode"].casefold().replace("-", " ")
    return text[: match.start()].strip(" ,;"), "online" if said.startswith("virtual") else " ".join(
        said.split()
    )


def take_link(text: str) -> tuple[str, str]:
    """`text` without the first address of the web in it, and that address."""
    match = _LINK.search(text)
    if match is None:
        return text.strip(), ""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), match["link"]


def take_venue(text: str) -> tuple[str, str]:
    """`text` without the venue at its end ("at Shire Hall"), and that venue. "at 10:00" is none."""
    match = _VENUE.search(text)
    return (text[: match.start()].strip(" ,;"), match["venue"].strip(" ,;")) if match else (text.strip(), "")
