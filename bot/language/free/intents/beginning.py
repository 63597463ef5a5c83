"""Changes in free words that begin something: coming to a meeting, a review, a paper; and taking back."""

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

from bot.language.exports import EDITIONS, FORMATS
from bot.language.free.filling import fill
from bot.language.free.gaps import Gaps
from bot.language.free.intent import Intent
from bot.language.free.loosely import built
from bot.language.free.reading import Reading, party_names
from bot.language.representing import in_full, represents
from bot.language.undoing import taken_back
from handlers.meeting_requests import Attend, ExportAnnualReview, ExportMeetingPaper
from handlers.meetings import the_meeting
from handlers.register_requests import ExportRegister, Mute, ProposeLinks, StartReview
from handlers.requests import AnyRequest, Confirm, Undo
from store.papers.writing.register_paper import Edition
from store.register_reading import State

STATES = MappingProxyType(
    {"UNDATED": State.UNDATED, "OVERDUE": State.OVERDUE, "OPEN": State.OPEN, "CARRIED": State.CARRIED}
)


def _export(r: Reading) -> AnyRequest | None:
    words = [token.word for token in r.tokens]
    formats = [FORMATS[word] for word in words if word in FORMATS]
    edition = next((EDITIONS[word] for word in words if word in EDITIONS), Edition.PUBLIC)
    made = formats[0] if formats else "docx"
    if "annual" in words:
        return ExportAnnualReview(made, edition=edition)
    if "minutes" in words:
        return ExportMeetingPaper("minutes", made, fill(Gaps(r, ""), "held"), edition)
    if "pack" in words or "AGENDA" in r.signals:
        return ExportMeetingPaper("pack" if "pack" in words else "agenda", made, r.about, edition)
    state = next((state for cue, state in STATES.items() if cue in r.signals), None)
    if state is not None and not r.met:
        return ExportRegister(
            made, edition=edition, state=state, about=next(iter(party_names(r.parties)), "")
        )
    return ExportRegister(made, r.about, edition)


_WILL_COME = re.compile(
    r"\b(?:shall|will|should|[iw]e?['’]ll|ill|can|am|are able to|able to|happy to|glad to|intend to|plan to)\s+(?:\w+ly\s+|now\s+|also\s+)?"
    r"(?:be\s+(?:present|there|in attendance|attending|coming|along|joining|with you)|(?:be able to )?(?:attend|come|make (?:it|the|that)|join))\b"
    r"|\b(?:i['’]?m|we['’]?re)\s+in\s+(?:for|on)\b|\bcount\s+(?:me|us)\s+in\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:not|never|nor|no longer|cannot|cant|wont|unable|apolog\w+|apols|miss|missing|absent|\w+n['’]t)\b",
    re.IGNORECASE,
)
_WILL_NOT_MISS = re.compile(r"\b(?:not|never|won['’]?t|wouldn['’]?t)\s+(?:be\s+)?miss", re.IGNORECASE)


def _says_no(line: str) -> bool:
    """“I shall not be there”, however the rest of its words is like those of people who come."""
    return bool(_WILL_NOT.search(line)) and not _WILL_NOT_MISS.search(line)


def _says_yes(line: str) -> bool:
    """“I shall be present”, and no word that denies it."""
    return bool(_WILL_COME.search(line)) and not _says_no(line)


_SAID_OTHERWISE: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {"attending": _says_no, "apologies": _says_yes}
)


_OF_ONESELF = re.compile(
    r"\b(?:i|im|ill|i['’](?:ll|m|ve|d)|we|we['’](?:ll|re|ve)|me|us|my|our|will|wont|cant|can['’]?t|won['’]?t|apolog\w*)\b",
    re.IGNORECASE,
)


# “Farah will be at the June Board” says nothing of the speaker.
_IN_PLACE_OF = re.compile(
    r"\b(?:i|im|ill|ive|id|i['’]\w+|we|we['’]\w+|me|my|us|our|can['’]?t|instead|rather|represent\w*|stand\w*|place|stead|behalf|deput\w*|send\w*|sent"
    r"|cover\w*|sub\w*|swap|delegate\w*|proxy|replac\w*|it['’]?ll)\b",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"\bapolog(?:ies|y|ise)\s+(?:for|about|if|that)\b(?!\s+(?:the\s+)?(?:next|it|that|this)\b)", re.IGNORECASE
)
# “I'll be in Leeds on the 16th”: not there.
_IN_A_PLACE = re.compile(
    r"\bbe\s+in\s+(?!attendance\b|person\b|for\b|on\b|at\b|the\s+(?:room|meeting|building)\b)\w",
    re.IGNORECASE,
)
_UP_TO = frozenset("by until till til before".split())


def _of_no_meeting(gaps: Gaps) -> bool:
    """Whether it is said of a day on which nothing meets, of what is to be done by one, or of something done wrong."""
    named, tokens = gaps.occasion.tokens, gaps.r.tokens
    if _IN_A_PLACE.search(gaps.r.line):
        return True
    if _SORRY.search(gaps.r.line) and not (named or gaps.r.met):
        return True
    if any(tokens[i - 1].word in _UP_TO for i in named if i):
        return True
    return bool(gaps.occasion.days) and not (named and gaps.occasion.meeting)


def _attend(how: Literal["attending", "apologies", "represented"]) -> Callable[[Reading], AnyRequest | None]:
    """What the speaker says about coming. Of others the secretariat says it by command."""

    def build(r: Reading) -> AnyRequest | None:
        gaps = Gaps(r, "")
        meeting = gaps.meeting
        by = gaps.people[0] if gaps.people else ""
        if (
            bool(by) != (how == "represented")
            or r.refs
            or (how in _SAID_OTHERWISE and _SAID_OTHERWISE[how](r.line))
            or (by and not _IN_PLACE_OF.search(r.line))
            or _of_no_meeting(gaps)
            or not (r.met or gaps.occasion.tokens or r.context.meeting or _OF_ONESELF.search(r.line))
        ):
            return None
        called = the_meeting(meeting) if meeting else "the next Board meeting"
        told = {
            "apologies": f"you send apologies for {called}",
            "attending": f"you attend {called}",
            "represented": represents(by, called, r.context),
        }[how]
        about = (
            r.about
            if r.met
            else (meeting.day.isoformat() if meeting and meeting.day and gaps.occasion.tokens else "")
        )
        return Confirm(
            Attend(how, about, in_full(by, r.context), meeting=None if about else r.context.meeting), told
        )

    return build


BEGINNINGS = (
    built(
        "Apologies",
        _attend("apologies"),
        ("sorry but i cant come to the june board", "please give my apologies for the next meeting", "i wont be there on 16 june", "im going to miss the june meeting", "can't do the 16th of june sorry"),
    ),
    built(
        "I am coming",
        _attend("attending"),
        ("ill be at the board in june", "yes i'll be there", "count me in for the 16th of june", "i can make the june board after all", "put me down for the june board"),
    ),
    built(
        "Somebody for me",
        _attend("represented"),
        ("farah is representing me at the june board", "farah will come instead of me", "i can't come, farah is going in my place", "farah will stand in for me at the board", "can farah attend the june board for me"),
    ),
    Intent(
        "Taking back",
        (),
        lambda r: taken_back(r.line, r.context),
        ("take that back please", "that was wrong", "put it back", "undo the last two", "undo the closing of 02/10"),
        whole=True,
    ),
    Intent(
        "Undo",
        ("UNDO",),
        lambda _: Confirm(Undo(), "take back your last change"),
        ("oops, undo that", "take that back", "revert that please", "sorry my mistake, undo", "scrap that"),
        likes=("IT", "LAST", "THANKS", "OPEN"),
        bars=("ref", "topic", "WHO", "WHEN", "WHAT", "person"),
        bonus=0.05,
    ),
    Intent(
        "Review",
        ("REVIEW",),
        lambda r: Confirm(StartReview(r.about), "start the review of the register, for everybody to see"),
        ("lets go through the actions", "start the review for the june board", "run through the register", "can we walk through the action points", "review the actions please"),
        likes=("ACTION", "MEETING", "BOARD", "meeting", "ALL", "LAST", "NEXT", "OPEN", "SHOW", "BULK"),
        bars=("ref", "person", "topic"),
        bonus=0.05,
    ),
    Intent(
        "Export",
        ("EXPORT",),
        _export,
        ("can i get the register as word", "export the actions as csv", "download the register for june", "send me a copy of the action points", "i need the committee paper"),
        likes=("ACTION", "MEETING", "BOARD", "meeting", "ALL", "SHOW", "NEXT", "PAPERS", "LAST", "RING", "DEADLINE", "OPEN", "MINE", "AGENDA"),
        bars=("ref", "person"),
        bonus=0.06,
    ),
    Intent(
        "No weekly list",
        ("MUTE",),
        lambda _: Confirm(Mute(muted=True), "send you no weekly list of your action points"),
        ("stop the weekly list please", "can you stop sending me the weekly email", "mute the monday message", "no more weekly digest", "stop the digest"),
        likes=("NOT", "MINE", "SHOW", "ACTION", "DEADLINE"),
        bars=("ref",),
        bonus=0.1,
    ),
    Intent(
        "Twice in the register",
        ("LINKED",),
        lambda _: ProposeLinks(),
        ("are there any duplicates in the register", "which actions are the same thing", "any doubles?", "show duplicate actions", "are any said twice"),
        likes=("ACTION", "SHOW", "WHAT", "COUNT", "ALL", "SEARCH"),
        bars=("ref",),
        bonus=0.06,
    ),
)  # fmt: skip
