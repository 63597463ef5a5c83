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
