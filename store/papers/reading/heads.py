"""The head of an agenda or of minutes: which body meets, when, where and how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from store.dates import parse_time
from store.papers.paper import MeetingHead, QuestionDeadline
from store.papers.reading.blocks import Block
from store.papers.reading.due import dates_in, on_or_after
from store.tables.meetings import Mode

_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)|\d{1,2}[:.]\d{2}(?:\s?(?:hrs|hours))?|\d{4}\s?(?:hrs|hours)|(?:12\s)?noon|midday)"
# The dash between start and end is often lost; the first time may leave its half of the day to the second.
TIMES = re.compile(
    rf"(?<![\d:.])(?P<start>{_CLOCK}|\d{{1,2}}(?=\s?(?:[–—-]|to)\s?\d{{1,2}}(?:[:.]\d\d)?\s?[ap]m))"
    rf"(?:\s*(?:[–—-]|to|until|till)\s*|\s+)(?P<end>{_CLOCK})(?![\d:])",
    re.IGNORECASE,
)
ONE_TIME = re.compile(rf"(?<![\d:.])(?P<start>{_CLOCK})(?![\d:])", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:partnership|board|committee|group|forum|panel|executive|council|network|csp)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?P<label>date(?:\s*(?:and|&|/)\s*time)?|day|time|venue|location|place|where|when|held\s+(?:at|on)|meeting|chair|minutes|"
    r"note\s*taker)\s*[:–—-]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:(?:public|draft|final|unconfirmed|confirmed|approved)\s+)*(?:agenda|minutes|action\s+(?:points?|log|notes)|notes)"
    r"(?:\s+(?:pack|and\s+papers|of\s+(?:the\s+)?(?:meeting|last\s+meeting)|of\s+a\s+meeting))?\W*",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:online|virtual(?:ly)?|teams|zoom|webex|remote(?:ly)?|video\s*conference|by\s+video)\b",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\bhybrid\b|\b(?:and|or)\s+(?:via\s+|on\s+|by\s+)?(?:(?:microsoft|ms)\s+)?(?:online|teams|zoom)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:room|hall|centre|center|station|house|building|chamber|office|offices|suite|street|road|place|square|library|"
    r"guildhall|college|school|hotel|church|campus|floor|[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2})\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LENGTH = 25


@dataclass
class _Found:
    """What has been read so far, block by block."""

    titles: list[str] = field(default_factory=list)
    day: date | None = None
    printed: str = ""
    start: time | None = None
    end: time | None = None
    times: str = ""
    venue: list[str] = field(default_factory=list)
    question: str = ""
    last: str = ""


def read_head(blocks: Sequence[Block]) -> MeetingHead | None:
    """The head in the first blocks given, or None where there is no body or no date."""
    found = _Found()
    for block in blocks[:_LENGTH]:
        _take(found, block)
    if not found.day or not found.titles:
        return None
    title = next((text for text in found.titles if _BODY.search(text)), found.titles[0])
    venue = " ".join(found.venue)
    return MeetingHead(
        title=title,
        partnership=title,
        date=found.day,
        date_printed=found.printed,
        start=found.start,
        end=found.end,
        time_printed=found.times,
        venue=place_of(venue),
        mode=mode_of(venue),
        public_question_deadline=_question(found.question, found.day) if found.question else None,
        line=blocks[0].line,
    )


def _take(found: _Found, block: Block) -> None:
    text = block.text
    label = _LABEL.fullmatch(text)
    value = label["value"] if label else text
    if re.search(r"\bquestions?\b", text, re.IGNORECASE) and ("@" in text or ONE_TIME.search(text)):
        found.question, found.last = text, "question"
    elif label and re.match(r"venue|location|place|where|held at", label["label"], re.IGNORECASE):
        found.venue, found.last = [value], "venue"
    elif _KIND.fullmatch(text) or len(text) > 300:
        found.last = ""
    elif not _take_dates(found, value, labelled=bool(label)):
        _take_words(found, block)


def _take_dates(found: _Found, text: str, *, labelled: bool) -> bool:
    """The date and times of a line; what is left of it may be the title before them or the venue behind them."""
    dated = next(dates_in(text), None) if found.day is None else None
    before, rest = "", text
    if dated and (day := on_or_after(re.sub(r"^the\s+", "", dated[0]), None)):
        found.day, found.printed = day, dated[0]
        before, rest = text[: dated[1].start()], text[dated[1].end() :]
        _take_title(found, before)
    alone = bool(dated) or labelled or len(rest) < 40
    timed = TIMES.search(rest) or (ONE_TIME.search(rest) if alone else None)
    earlier = None if timed else TIMES.search(before) or ONE_TIME.search(before)
    if found.start is None and (printed := timed or earlier):
        found.times = printed.group().strip()
        found.start, found.end = start_and_end(printed)
        if timed:
            rest = f"{rest[: timed.start()]} {rest[timed.end() :]}" if dated else rest[timed.end() :]
    elif not dated:
        return False
    _take_place(found, rest)
    found.last = "time"
    return True


def _take_title(found: _Found, before: str) -> None:
    title = re.sub(
        r"^(?:(?:draft|unconfirmed)\s+)?(?:minutes|agenda|notes)\s+(?:of|for)\s+(?:the\s+|a\s+)?(?:meeting\s+of\s+(?:the\s+)?)?",
        "",
        before,
        flags=re.IGNORECASE,
    )
    title = re.sub(
        r"\W*\b(?:(?:meeting\s+)?held(?:\s+on)?|meeting(?:\s+on)?|on|at|date)?\W*$",
        "",
        title,
        flags=re.IGNORECASE,
    )
    if len(title) > 3:
        found.titles.append(title)


def _take_place(found: _Found, rest: str) -> None:
    place = re.sub(r"^[\s,.;:–—-]*(?:(?:from|at|in|via|on|held)\s+(?:the\s+)?(?=\w))*", "", rest).strip(
        " ,.;–—-"
    )
    if len(place) > 3 and not found.venue and (_PLACE.search(place) or _ONLINE.search(place)):
        found.venue = [place]


def _take_words(found: _Found, block: Block) -> None:
    text = block.text
    starts_venue = not found.venue and (
        _PLACE.search(text)
        or _ONLINE.search(text)
        or _HYBRID.search(text)
        or (found.last == "time" and block.bullet)
    )
    if found.last == "venue" and not block.apart and not block.bullet:
        found.venue.append(text)
    elif found.day and starts_venue and len(text) < 200:
        found.venue, found.last = [text], "venue"
    elif len(text) < 150 and not found.day:
        found.titles.append(text)
        found.last = "title"
    else:
        found.last = ""


def start_and_end(match: re.Match[str]) -> tuple[time | None, time | None]:
    """The times of a match of `TIMES`; a start without am or pm takes the end's, unless it would lie after it."""
    printed, last = match["start"], match.groupdict().get("end")
    end = parse_time(last) if last else None
    start = parse_time(printed)
    if start is None and last and (half := re.search(r"[ap]\.?m\.?$", last, re.IGNORECASE)):
        start = parse_time(f"{printed}{half.group()}")
        if start and end and start > end:
            start = parse_time(f"{printed}am")
    return start, end


def mode_of(venue: str) -> Mode | None:
    """How people take part, from the words about the venue; None when there are none."""
    if _HYBRID.search(venue):
        return Mode.HYBRID
    if _ONLINE.search(venue):
        return Mode.ONLINE
    return (
        Mode.IN_PERSON
        if re.search(r"\w", venue) and not re.fullmatch(r"\W*tb[cad]\W*", venue, re.IGNORECASE)
        else None
    )


def place_of(venue: str) -> str:
    """The place alone, without "hybrid" and the like; empty for a meeting that is only online."""
    place = re.sub(r"^\W*hybrid\b\W*(?:meeting\s+)?(?:at|in|from)?\s*", "", venue, flags=re.IGNORECASE)
    place = re.sub(r"[\s,;(]+(?:with\s+(?:an?\s+)?)?hybrid\b.*$", "", place, flags=re.IGNORECASE)
    place = re.sub(
        r"[\s,;(]+(?:and|or)\s+(?:via\s+|on\s+|by\s+)?(?:online|(?:microsoft\s+|ms\s+)?teams|zoom)\b.*$",
        "",
        place,
        flags=re.IGNORECASE,
    )
    online_only = mode_of(venue) is Mode.ONLINE
    return "" if online_only or re.fullmatch(r"\W*tb[cad]\W*", place, re.IGNORECASE) else place.strip(" ,;")


def _question(text: str, day: date) -> QuestionDeadline:
    match = re.search(
        rf"\b(?:before|by|until|no later than)\s+(?:{_CLOCK})?.*?(?=\s+(?:to|via|by)\s|[.;]|$)",
        text,
        re.IGNORECASE,
    )
    printed = match.group().strip() if match else text
    dated = next(dates_in(printed), None)
    clock = ONE_TIME.search(printed)
    email = _EMAIL.search(text)
    return QuestionDeadline(
        printed=printed,
        date=_last_before(dated[0], day) if dated else None,
        time=parse_time(clock["start"]) if clock else None,
        email=email.group() if email else "",
    )


def _last_before(printed: str, day: date) -> date | None:
    """A printed date; without a year, its last occurrence up to `day`."""
    whole = on_or_after(printed, None)
    tries = (on_or_after(f"{printed} {year}", None) for year in (day.year, day.year - 1))
    return whole or next((found for found in tries if found and found <= day), None)
