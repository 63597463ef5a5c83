"""What the digests to one person say: what is overdue and to be asked about today, and once a week all that is open.

An overdue action point is asked about at growing intervals, and no more than so many times without an answer; then
the secretariat is told, once. It counts as asked when it has been posted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.addresses import Addressee
from scheduler.policy import Kind, Policy
from store.books import OpenBooks
from store.chases import next_asking
from store.quiet import WEEKLY
from store.recipients import Circle, Covered, Everybody, Told
from store.register_reading import State
from store.tables import Chase
from store.views import PointView


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told: their own, what they cover, and for the secretariat what nobody has answered.

    Confidential ones are among them, so it only ever goes to that person.
    """

    kind: Kind
    today: date
    recipient: Addressee
    points: tuple[PointView, ...]
    covered: tuple[Covered, ...] = ()
    unanswered: tuple[PointView, ...] = ()

    @property
    def named(self) -> tuple[PointView, ...]:
        """Every action point that it names."""
        return (*self.points, *(p for one in self.covered for p in one.points), *self.unanswered)


def digests(kind: Kind, day: date, books: OpenBooks, policy: Policy) -> dict[int, Digest]:
    """The digests of a day by the person who gets them; empty, and quickly so, when there is nothing to tell."""
    if kind is Kind.PERSONAL:
        points = books.register.points.in_state(State.OPEN).in_register_order()
        return personal(day, points, Everybody(books).on(books.today)) if points else {}
    late = books.register.points.in_state(State.OVERDUE).in_register_order()
    chases = books.chases.of([point.id for point in late]) if late else {}
    asked, unanswered = due_for_asking(day, late, chases, policy)
    return overdue(day, asked, unanswered, Everybody(books).on(books.today)) if asked or unanswered else {}


def personal(day: date, points: list[PointView], circle: Circle) -> dict[int, Digest]:
    """The weekly lists of all that these people have open of `points`."""
    told = circle.told(points, fall_back=False)
    return {
        who: _digest(Kind.PERSONAL, day, one)
        for who, one in told.items()
        if one.all and (who, WEEKLY) not in circle.quiet
    }


def overdue(
    day: date, asked: list[PointView], unanswered: list[PointView], circle: Circle
) -> dict[int, Digest]:
    """Who is asked about which, and for the secretariat what nobody has answered."""
    told = circle.told(asked, fall_back=True)
    found = {who: _digest(Kind.OVERDUE, day, one) for who, one in told.items() if one.all}
    for who in circle.books_keepers if unanswered else ():
        own = told.get(who) or Told(circle.present[who], (), ())
        found[who] = _digest(Kind.OVERDUE, day, own, tuple(unanswered))
    return found


def due_for_asking(
    day: date, late: list[PointView], chases: Mapping[int, Chase], policy: Policy
) -> tuple[list[PointView], list[PointView]]:
    """Those of the overdue action points to be asked about on that day, and those on which asking has come to its end.

    Those of which somebody has been told on that very day are still among them, for the others to be told.
    """
    most = len(policy.overdue)
    asked: list[PointView] = []
    unanswered: list[PointView] = []
    for point in late:
        chase = chases.get(point.id)
        times = chase.times if chase else 0
        today_already = chase is not None and times > 0 and chase.last_at == day
        following = next_asking(point.due or day, chase, policy.overdue, policy.secretariat_after)
        if today_already:
            (asked if times <= most else unanswered).append(point)
        elif following is not None and following <= day:
            (asked if times < most else unanswered).append(point)
    return asked, unanswered


def _digest(kind: Kind, day: date, told: Told, unanswered: tuple[PointView, ...] = ()) -> Digest:
    return Digest(kind, day, Addressee.of(told.person), told.points, told.covered, unanswered)
