"""Due dates in commands: ours for what the partnership means, read back as dates or asked back."""

from collections.abc import Callable
from datetime import date

from bot.language.context import Context
from bot.language.dates import Calendar, DateProblem, MeetingDay, read_date, split_due
from handlers.requests import AnyRequest, AskBack


def calendar_of(context: Context) -> Calendar:
    """What dates are read against: today, and the formal meetings that they may be counted from."""
    board = context.words.board
    meetings = tuple(
        MeetingDay(m.group, m.day, m.report_deadline, m.is_board)
        for m in context.words.meetings
        if m.day and m.kind == "meeting"
    )
    return Calendar(context.today, meetings if board else ())


def read_due(said: str, context: Context, build: Callable[[date | None], AnyRequest]) -> AnyRequest:
    """The request that `build` makes of the date that was said; else the question to ask back."""
    if not said.strip():
        return build(None)
    reading = read_date(said.removeprefix("by ").removeprefix("on "), calendar_of(context), cued=True)
    if isinstance(reading, DateProblem):
        return AskBack(f"{reading.sentence} Nothing was changed.")
    if reading is None or reading.date is None:
        return AskBack(
            f"I cannot read “{said[:80]}” as a date. Nothing was changed; try “12 Sept” or “next meeting”."
        )
    return build(reading.date)


def take_due(text: str, context: Context) -> tuple[str, date | AskBack | None]:
    """A sentence without the phrase that says by when, and that date; or the question to ask back."""
    bare, reading = split_due(text, calendar_of(context))
    if isinstance(reading, DateProblem):
        return text, AskBack(f"{reading.sentence} Nothing was logged.")
    if reading is None or reading.date is None:
        return text, None
    return bare, reading.date
