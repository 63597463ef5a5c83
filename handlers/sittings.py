"""How a seat is said: in which role and capacity, for whom, since and until when, and who followed."""

from store.dates import day
from store.seats import Seat, followed_by, lapsed
from store.vocabulary import Sitting, Vocabulary

CAPACITIES = {"board": "Board member"}


def as_what(sitting: Sitting) -> str:
    """“Vice Chair, Board member”; below the Board with the group, where the role does not name it."""
    capacity = CAPACITIES.get(sitting.capacity, str(sitting.capacity))
    if sitting.group and sitting.group not in (sitting.role or ""):
        capacity += f" of the {sitting.group}"
    return f"{sitting.role}, {capacity}" if sitting.role else capacity


def sitting_line(sitting: Sitting) -> str:
    """“Vice Chair, Board member for the Fire Service”."""
    place = f" for {sitting.organisation}" if sitting.organisation else ""
    return f"{as_what(sitting)}{place}"


def span(sitting: Sitting) -> str:
    """“from 1 May 2025 until 3 June 2026”; what only papers tell is said as that."""
    only = sitting.seen_first if sitting.from_date is None and lapsed(sitting) else None
    if only and only == sitting.until_date:
        return f"seen on {day(only)}"
    began = ""
    if sitting.from_date:
        began = f"from {day(sitting.from_date)}"
    elif sitting.seen_first:
        began = f"known since {day(sitting.seen_first)}"
    ended = ""
    if sitting.until_date:
        ended = f"{'last seen' if lapsed(sitting) else 'until'} {day(sitting.until_date)}"
    return ", ".join(filter(None, (began, ended))) if lapsed(sitting) else f"{began} {ended}".strip()


def past_line(seat: Seat, words: Vocabulary) -> str:
    """A seat that was, with who has followed."""
    when = span(seat.sitting)
    after = followed_by(seat, words)
    then = f"; followed by {after.person.name}" if after else ""
    return f"{sitting_line(seat.sitting)}{f', {when}' if when else ''}{then}"
