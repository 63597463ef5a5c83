"""`/actions papers …`: what they are asked about, or the meeting whose decisions are asked for."""

import re
from datetime import date

from bot.language.context import Context
from handlers.paper_requests import AskPapers
from store.meeting_names import fitting, read_name

_LAST = re.compile(r"\b(?:last|latest|previous|most recent)\b\s*", re.IGNORECASE)
_MEETING = re.compile(r"(?:the\s+)?(?:board\s+)?meeting|(?:the\s+)?board|time", re.IGNORECASE)


def ask_papers(rest: str, context: Context) -> AskPapers:
    """Words to look for; a meeting that has been, or its day, alone stands for what was agreed there."""
    said = rest.strip(" ?.,!")
    on = held_on(said, context)
    return AskPapers("", on) if on else AskPapers(said)


_DECISIONS = re.compile(
    r"^(?:(?:can\s+i\s+see|show(?:\s+me)?|list|what\s+(?:are|were))\s+)?(?:the\s+|all\s+)*(?:decisions?|resolutions?|agreements?)\s+(?:(?:that\s+were\s+)?(?:taken|made|reached)\s+)?(?:of|at|from|in|by)\s+(?P<of>.+)$"
    r"|^what\s+(?:was|were|did\s+(?:we|they|you|the\s+board))\s+(?:decided?|agreed?|resolved?)\s+(?:at|in|on|during)\s+(?P<at>.+)$",
    re.IGNORECASE,
)


def decisions(said: str, context: Context) -> AskPapers | None:
    """“Decisions of the February meeting”: what was agreed there; None for anything else."""
    match = _DECISIONS.match(said.strip(" ?.,!"))
    on = (
        held_on(re.sub(r"^the\s+", "", match["of"] or match["at"], flags=re.IGNORECASE), context)
        if match
        else None
    )
    return AskPapers("", on) if on else None


def held_on(said: str, context: Context) -> date | None:
    """The day of the past meeting that is named: by its day or month, or as the last one. None for anything else."""
    past = tuple(
        meeting for meeting in context.words.meetings if meeting.day and meeting.day <= context.today
    )
    bare, last = _LAST.subn("", said)
    if last and _MEETING.fullmatch(bare.strip()):
        return max((meeting.day for meeting in past if meeting.is_board and meeting.day), default=None)
    name = read_name(bare, context.words)
    if name is None or not (last or name.day or name.month):
        return None
    days = [meeting.day for meeting in fitting(name, past, context.today) if meeting.day]
    return max(days, default=None)
