"""Somebody's own appointments, which are no sitting of a group: “meeting with Helen on 3 June at 2pm”."""

from bot.language.free.occasions_said import occasion, with_whom
from bot.language.free.reading import Reading
from handlers.meeting_requests import Timetable
from handlers.requests import FindContact, NotUnderstood

_OPENS = frozenset(
    "i im ive we weve got having have in a my meeting call appointment lunch coffee interview chat".split()
)


def own_appointment(r: Reading) -> NotUnderstood | None:
    """An admission, for a line that tells of one: the partnership's calendar is not changed by it."""
    whom = with_whom(r)
    if not whom or r.refs or occasion(r).meeting or r.tokens[0].word not in _OPENS:
        return None
    return NotUnderstood(
        r.line[:200],
        "I keep the partnership's calendar, and nobody's own.",
        (FindContact(whom), Timetable()),
        (f"Contacts for {whom[:50]}", "Timetable"),
    )
