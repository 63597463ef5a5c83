"""The charts of an annual review, each with the words that say the same."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store.charts import AMBER, INK, WHITE, Look, Stack, png
from store.papers.writing.pictures import Picture

if TYPE_CHECKING:
    from store.papers.writing.annual_paper import Seat, Work

_OPEN, _CLOSED = Look("open", INK, WHITE), Look("closed", WHITE, INK)
_ATTENDED, _MISSED = Look("attended", INK, WHITE), Look("not attended", AMBER, INK, striped=True)


def work(title: str, parts: Sequence["Work"]) -> Picture:
    """What became of the action points of each part, one bar below the other."""
    stacks = [
        Stack(
            one.name, f"{one.raised} raised, {one.closed} closed", ((_CLOSED, one.closed), (_OPEN, one.open))
        )
        for one in parts
    ]
    said = (f"{one.name}: {one.raised} raised, {one.closed} closed, {one.open} open" for one in parts)
    return _picture(title, stacks, said)


def attendance(seats: Sequence["Seat"]) -> Picture:
    """How often each organisation came."""
    stacks = [
        Stack(
            seat.organisation,
            f"{seat.attended} of {seat.of}",
            ((_ATTENDED, seat.attended), (_MISSED, seat.of - seat.attended)),
        )
        for seat in seats
    ]
    said = (f"{seat.organisation}: {seat.attended} of {seat.of}" for seat in seats)
    return _picture("Attendance by organisation", stacks, said)


def _picture(title: str, stacks: Sequence[Stack], said: Iterable[str]) -> Picture:
    return Picture(png(stacks), f"Bar chart. {title}. {'; '.join(said)}.")
