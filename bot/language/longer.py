"""How much longer an action point is given: “two more weeks”, “another month”."""

from datetime import date

from bot.language.context import Context
from bot.language.dates.grammar import NUMBERS, any_of
from bot.language.dates.offsets import shifted
from store.reference import Reference

COUNT = rf"{any_of(NUMBERS)}|couple of|[0-9]{{1,2}}"
"""A pattern for how many there are of a unit of time."""


def counted(said: str | None) -> int:
    """The number that `COUNT` found; one where none is said."""
    word = (said or "one").casefold()
    return NUMBERS.get(word) or NUMBERS.get(f"a {word}") or int(word)


def longer(ref: Reference, count: int, unit: str, context: Context) -> date:
    """So many days, weeks, fortnights or months from the day by which it is due, or from today where it has none or that is past."""
    point = context.topics.referred(ref)
    due = point.due if point and point.due else context.today
    return shifted(max(due, context.today), count, unit.casefold())
