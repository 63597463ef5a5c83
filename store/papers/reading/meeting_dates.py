"""All dates of meetings in a paper put together: the timetable with its times, and the dates of sessions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store.papers.paper import TimetableEntry, Unread
from store.papers.reading.blocks import Block, Kind
from store.papers.reading.due import MONTH
from store.papers.reading.meeting_table import read_table
from store.papers.reading.timetable import dated_times, read_grid

_SESSIONS = re.compile(
    r"(?P<name>(?:[A-Z][\w'’]*|\([A-Z]+\)|and|of|the)(?:\s+(?:[A-Z][\w'’]*|\([A-Z]+\)|and|of))*\s+[Ss]essions?)\b"
)
_TITLE = re.compile(
    r"\b(?:timetable|meeting\s+dates|dates\s+of\s+(?:future\s+)?meetings|calendar\s+of\s+meetings|schedule\s+of\s+meetings|meetings?\s+to\s+be\s+held)\b",
    re.IGNORECASE,
)
# "The July sessions" does not say which sessions these are, "the October Champions sessions" does.
_GENERAL = re.compile(rf"^(?:(?:the|these|those|and|of|dates|for|{MONTH})\s+)+", re.IGNORECASE)
_REACH = 14  # a list of dates belongs to what was said at most so many blocks above it


def read_meeting_dates(
    blocks: Sequence[Block], partnership: str, near: date | None
) -> tuple[list[TimetableEntry], list[TimetableEntry], list[Unread]]:
    """The timetable, the dates of sessions (champions, training), and what of them could not be read."""
    grid, unread = read_grid(blocks)
    rows, unclear = read_table(blocks, partnership, near)
    timetable, sessions = [*grid, *rows], list[TimetableEntry]()
    for at, block in enumerate(blocks):
        for entry, behind in () if block.is_row else dated_times(block, near):
            name = _session_above(blocks, at)
            if name:
                sessions.append(replace(entry, group=name))
            elif block.bullet or _titled(blocks, at):
                timetable = _with_times(timetable, replace(entry, group=behind or partnership))
    return sorted(timetable, key=_order), sessions, [*unread, *unclear]


def _order(entry: TimetableEntry) -> tuple[str, int]:
    return (str(entry.date or entry.month), entry.line)


def _with_times(timetable: list[TimetableEntry], listed: TimetableEntry) -> list[TimetableEntry]:
    """The timetable with a listed date's times at the meeting of that day, or with the date as a meeting of its own.

    Of several meetings on one day it is the one whose group stands behind the times.
    """
    same = [at for at, entry in enumerate(timetable) if entry.date == listed.date]
    if not same:
        return [*timetable, listed]
    named = [at for at in same if timetable[at].group.casefold() == listed.group.casefold()]
    at = (named or same)[0]
    timed = replace(
        timetable[at], start=timetable[at].start or listed.start, end=timetable[at].end or listed.end
    )
    return [*timetable[:at], timed, *timetable[at + 1 :]]


def _titled(blocks: Sequence[Block], at: int) -> bool:
    return any(_TITLE.search(block.text) for block in blocks[max(0, at - _REACH) : at + 1])


def _session_above(blocks: Sequence[Block], at: int) -> str | None:
    """The name of the sessions that the lines above speak of, nearest first; a timetable's heading ends the search."""
    if blocks[at].bullet:
        return None
    for block in reversed(blocks[max(0, at - _REACH) : at + 1]):
        if block.is_row or _TITLE.search(block.text):
            return None
        names = [_GENERAL.sub("", match["name"]) for match in _SESSIONS.finditer(block.text)]
        if named := [name for name in names if len(name.split()) > 1]:
            return named[0]
        if block.kind is Kind.HEADING and not names:
            return None
    return None
