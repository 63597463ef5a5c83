"""`read_date`: from a phrase as it was typed to a date, to a question, or to nothing."""

import re

from bot.language.dates import days, deadlines, fallback, feasts, meetings, offsets, parts, periods, vague
from bot.language.dates.calendar import Calendar, DateProblem, DateReading
from bot.language.dates.grammar import Found, Reader, Span, Words
from bot.language.dates.spelling import plain
from store.dates import day, full_day

LONGEST = 200
"""A phrase is never longer; a text that is, is no phrase."""

# The order decides where two tables know the same words: "may day" before "may", "early summer" (a season)
# before "early" anything, and a group's name only when nothing else fits.
RULES = (
    *days.RULES,
    *vague.RULES,
    *feasts.RULES,
    *periods.RULES,
    *deadlines.RULES,
    *offsets.RULES,
    *parts.RULES,
    *meetings.RULES,
    *fallback.RULES,
)

_CUE = re.compile(
    r"(?:(?P<strong>due(?: date)?(?: is)?|by|until|till|up to|(?:no|not) later than|latest(?: by)?|deadline(?: is)?"
    r"|(?:on|at|by) or before|in (?:good )?time for|to be (?:done|completed) by|complete(?:d)? by|completion by)"
    r"|on|at|for|in|from|during|over|around|about|some ?time|any ?time):? "
)


def read_date(
    text: str, calendar: Calendar, *, future: bool = True, cued: bool = False
) -> DateReading | DateProblem | None:
    """The date that the whole of `text` says, a problem to ask back, or None where it is no date at all.

    With `future` the date is one to come: a day without a year is the next one (today counts), and a past
    date or one more than two years away is a problem. Without, it may lie in the past, and a day without a
    year is the last one gone by. `cued` says that a word like "by" or "due" stood before it: only then
    are two numbers ("07/02") a date and not a reference.
    """
    phrase = text.strip().strip(".,;:!?()[] ")
    return verdict(find(phrase, calendar, future=future, cued=cued), phrase, calendar, future=future)


def find(text: str, calendar: Calendar, *, future: bool, cued: bool) -> Found | None:
    """What a phrase means, before anyone has asked whether that is a date to work with."""
    if len(text.strip()) > LONGEST or not (said := plain(text)):
        return None
    try:
        return _find(said, Reader(RULES, calendar, future, cued))
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return DateProblem("That is too far away for a date. Please give the day.")


def _find(said: str, reader: Reader) -> Found | None:
    """The phrase as it stands, else without the little words before it."""
    found = reader.read(said)
    cue = _CUE.match(said)
    if found is not None or cue is None:
        return found
    cued = reader.cued or bool(cue["strong"])
    return _find(said[cue.end() :], Reader(reader.rules, reader.calendar, reader.future, cued))


def verdict(
    found: Found | None, phrase: str, calendar: Calendar, *, future: bool
) -> DateReading | DateProblem | None:
    """Whether what was found can be worked with."""
    if isinstance(found, Words):
        return DateReading(None, phrase, words=True)
    if not isinstance(found, Span):
        return found
    if future and found.end < calendar.today:
        return DateProblem(
            f"{full_day(found.end)} has passed. Please give a date from today ({day(calendar.today)}) on.",
            past=True,
        )
    if future and found.end > offsets.shifted(calendar.today, 2, "years"):
        return DateProblem(f"{day(found.end)} is more than two years away. Please check the year.")
    return DateReading(found.end, phrase)
