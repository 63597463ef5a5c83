"""`add MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid`: a new meeting, or several sittings of one, in one line."""

import re
from dataclasses import dataclass, replace

from bot.language.context import Context
from bot.language.dates import Calendar
from bot.language.occasions import When, read_day, read_when, take_link, take_mode, take_venue
from bot.language.times import take_hours
from handlers.calendar_changes import FURTHER
from handlers.meeting_requests import AddMeeting, Sitting
from handlers.requests import AnyRequest, AskBack

_BETWEEN = re.compile(r"(\s*[;,&]\s*|\s+and\s+)", re.IGNORECASE)
# "Tuesday, 6 October, 2026" is one date.
_WITHIN = re.compile(r"(?<=day),\s+(?=[0-9])|(?<=[a-z]),\s+(?=20[0-9]{2}\b)", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:second|third|fourth|another|further)\s+sittings?\b|\bsittings?\b", re.IGNORECASE)
_KINDS = ("development session", "training session", "planning session", "workshop", "away day", "session")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line taken apart: whose meeting of which kind, and when its sittings are."""

    group: str
    kind: str
    when: tuple[When, ...]


def add(rest: str, context: Context) -> AnyRequest:
    """The meeting that a line describes, or the question to ask back. What it does not say the form asks."""
    text, link = take_link(rest)
    text, mode = take_mode(text)
    text, venue = take_venue(text)
    if not mode:
        text, mode = take_mode(text)
    read = _taken_apart(text, context)
    if isinstance(read, AskBack):
        return read
    sittings = tuple(Sitting(each.day, each.start, each.end) for each in read.when if each.day)
    month = next((each.month for each in read.when if each.month), None)
    if month and sittings:
        return AskBack(
            "A date and a month that is TBC are two meetings. Nothing was changed; please add them one by one."
        )
    return AddMeeting(read.group, sittings, month, read.kind, venue, mode, link)


def _taken_apart(text: str, context: Context) -> _Parts | AskBack:
    pieces = _BETWEEN.split(_WITHIN.sub(" ", text))
    first, left = pieces[0], pieces[1:]
    split = _split(first, context)
    while split is None and left:  # "Task and Finish Group 4 June"
        first, left = f"{first}{left[0]}{left[1]}", left[2:]
        split = _split(first, context)
    if split is None:
        return _Parts(*_kind_of(text, context), ())
    read = [split[1], *(read_when(piece, context) for piece in left[1::2])]
    when = [each for each in read if isinstance(each, When)]
    asked = next((each for each in read if isinstance(each, AskBack)), None)
    return asked or _Parts(*_kind_of(split[0], context), tuple(_filled_up(when)))


def _split(text: str, context: Context) -> tuple[str, When | AskBack] | None:
    """The name of a group and the date behind it, or before it; None where there is no date."""
    hours, calendar = take_hours(text), Calendar(context.today)
    words = hours.rest.split()
    places = range(1, len(words))
    behind = ((words[:place], words[place:]) for place in places)
    before = ((words[place:], words[:place]) for place in reversed(places))
    for name, phrase in (*behind, *before):
        read = read_day(" ".join(phrase), calendar)
        if read is not None:
            said = replace(read, start=hours.start, end=hours.end) if isinstance(read, When) else read
            return " ".join(name), said
    return None


def _filled_up(said: list[When]) -> list[When]:
    """Each sitting with its day and hours.

    Hours alone belong to the day before them, which sits once more where it has hours; hours said once are everyone's.
    """
    sittings: list[When] = []
    for each in said:
        last = sittings[-1] if sittings else None
        if each.day or each.month or last is None:
            sittings.append(each)
        elif last.start is None:
            sittings[-1] = replace(last, start=each.start, end=each.end)
        else:
            sittings.append(replace(each, day=last.day))
    hours = {(each.start, each.end) for each in sittings if each.start}
    start, end = next(iter(hours)) if len(hours) == 1 else (None, None)
    return [each if each.start else replace(each, start=start, end=end) for each in sittings]


def _kind_of(name: str, context: Context) -> tuple[str, str]:
    """The name of the group, and the kind of meeting that stands before or behind it."""
    bare = re.sub(r"\b(?:meeting|on|in|the|a|an)\b", " ", name, flags=re.IGNORECASE)
    known = {meeting.kind for meeting in context.words.meetings if "(" not in meeting.kind} - {"meeting"}
    if _FURTHER.search(bare):
        return _without(_FURTHER.pattern, bare), FURTHER
    for kind in sorted({*_KINDS, *known}, key=len, reverse=True):
        pattern = rf"\b{re.escape(kind)}s?\b"
        if re.search(pattern, bare, re.IGNORECASE) and _without(pattern, bare):
            return _without(pattern, bare), kind
    return " ".join(bare.split()), ""


def _without(pattern: str, text: str) -> str:
    return " ".join(re.sub(pattern, " ", text, flags=re.IGNORECASE).split())
