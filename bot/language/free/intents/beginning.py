"""Changes in free words that begin something: logging, coming to a meeting, a review, a paper; and taking back."""

import re
from typing import Literal

from bot.language.commands import logged
from bot.language.exports import EDITIONS, FORMATS
from bot.language.free.asking import clean
from bot.language.free.intent import Intent
from bot.language.free.reading import Reading
from handlers.meeting_requests import Attend, ExportAnnualReview, ExportMeetingPaper
from handlers.meetings import the_meeting
from handlers.register_requests import AddAction, ExportRegister, Mute, ProposeLinks, StartReview
from handlers.requests import AnyRequest, Confirm, Undo
from store.dates import full_day
from store.papers.writing.register_paper import Edition

_LOGGED = re.compile(
    r"^.*?\b(?:log|minute|note|agreed|capture|add|record|raise|create|put down|put|make|take|new|need)\b\s*(?:down\s+)?(?:me\s+)?(?:an?|another|one more|the|this as an?|this)?\s*(?:new\s+)?"
    r"(?:action(?:\s+points?)?|ap|task|todo|to-do)?\s*(?:on|for|that|:|-|–)?\s*(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_ACTION_FOR = re.compile(r"^.*?\b(?:action|ap)\s*(?:point)?\s*(?:on|for)\s+(?=\S)", re.IGNORECASE | re.DOTALL)


def _log(r: Reading) -> AnyRequest | None:
    """“Can you add an action for Tom to ring the school by Friday”."""
    line = clean(r.line)
    text = next((line[m.end() :] for pattern in (_ACTION_FOR, _LOGGED) if (m := pattern.match(line))), "")
    text = re.sub(r"^(?:for|on|that)\s+", "", text, flags=re.IGNORECASE)
    if not re.search(r"\w\s+to\s+\w", text) or r.refs:
        return None
    made = logged(text[:1].upper() + text[1:], r.context)
    if not isinstance(made, AddAction):
        return made
    due = f", due {full_day(made.due)}" if made.due else ""
    return Confirm(made, f"log “{made.text}”{due}")


def _export(r: Reading) -> AnyRequest | None:
    words = [token.word for token in r.tokens]
    formats = [FORMATS[word] for word in words if word in FORMATS]
    edition = next((EDITIONS[word] for word in words if word in EDITIONS), Edition.PUBLIC)
    made = formats[0] if formats else "docx"
    if "annual" in words:
        return ExportAnnualReview(made, edition=edition)
    if "minutes" in words:
        return ExportMeetingPaper("minutes", made, r.about, edition)
    if "pack" in words or "AGENDA" in r.signals:
        return ExportMeetingPaper("pack" if "pack" in words else "agenda", made, r.about, edition)
    return ExportRegister(made, r.about, edition)


_AWAY = re.compile(
    r"\b(?:apologies|can'?t|can’t|cannot|won'?t|won’t|not|unable|miss|missing|sorry)\b", re.IGNORECASE
)
_ONESELF = re.compile(r"\b(?:i|i'm|i’m|im|i'll|i’ll|ill|my|me|we|we'll|our)\b", re.IGNORECASE)


def _attend(r: Reading) -> AnyRequest | None:
    """The speaker comes, or does not. Of others the secretariat says it by command."""
    if not _ONESELF.search(r.line):
        return None
    how: Literal["attending", "apologies"] = "apologies" if _AWAY.search(r.line) else "attending"
    told = "you send apologies for" if how == "apologies" else "you attend"
    where = r.met.meeting if r.met and r.met.meeting else None
    called = the_meeting(where) if where else "the next Board meeting"
    return Confirm(
        Attend(how, about=r.about, meeting=None if r.about else r.context.meeting), f"{told} {called}"
    )


BEGINNINGS = (
    Intent(
        "Log an action point",
        ("LOG",),
        _log,
        ("can you add an action for tom to ring the school by friday week", "please log that the fire service to check the marina", "new action: imogen to visit tanners row", "minute that health to share the figures by 12 June", "action for farah to email the colleges"),
        likes=("DATE", "ACTION", "person", "body", "group", "topic", "RING", "LATER", "UPDATE", "DONE", "PAPERS", "meeting", "BOARD", "MEETING", "SEARCH", "SHOW", "OURS", "ASSIGN", "known", "DEADLINE", "PRESENT", "NEXT", "ROLE", "ALL", "DUE", "LAST", "OPEN", "MINE", "IT"),
        bars=("ref", "COUNT", "WHO", "WHEN", "CALFILE"),
        bonus=0.12,
    ),
    Intent(
        "Whether one comes",
        ("COME", "MINE|me|NOT|MEETING|BOARD|meeting|IT|SORRY"),
        _attend,
        (
            "sorry but i cant come to the june board",
            "please give my apologies for the next meeting",
            "i wont be there on 16 june",
            "ill be at the board in june",
            "im going to miss the june meeting",
        ),
        likes=("MEETING", "BOARD", "meeting", "group", "NEXT", "DATE", "MINE", "NOT", "IT", "ASSIGN", "SHOW", "THANKS", "SORRY", "LATER", "OURS", "HELLO"),
        bars=("ref", "WHO", "WHEN", "COUNT", "asked", "HANDBOOK", "WHERE", "PAPERS", "WHAT", "topic", "person"),
        bonus=0.05,
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
