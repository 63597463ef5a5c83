"""What the digests to one person say: what is overdue and to be asked about today, and once a week all that is open.

An overdue action point is asked about at growing intervals, and no more than so many times without an answer; then
the secretariat is told, once. It counts as asked when it has been posted.
"""

from dataclasses import dataclass
from datetime import date

from scheduler.addresses import Addressee
from scheduler.policy import Kind, Policy
from scheduler.recipients import Circle, Covered, Told
from store.books import OpenBooks
from store.chases import next_asking
from store.quiet import WEEKLY
from store.register_reading import State
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
    return _personal(day, books) if kind is Kind.PERSONAL else _overdue(day, books, policy)


def _personal(day: date, books: OpenBooks) -> dict[int, Digest]:
    points = books.register.points.in_state(State.OPEN).in_register_order()
    if not points:
        return {}
    circle = Circle(books)
    told = circle.told(points, fall_back=False)
    return {
        who: _digest(Kind.PERSONAL, day, one)
        for who, one in told.items()
        if one.all and (who, WEEKLY) not in circle.quiet
    }


def _overdue(day: date, books: OpenBooks, policy: Policy) -> dict[int, Digest]:
    asked, unanswered = due_for_asking(day, books, policy)
    if not asked and not unanswered:
        return {}
    circle = Circle(books)
    told = circle.told(asked, fall_back=True)
    found = {who: _digest(Kind.OVERDUE, day, one) for who, one in told.items() if one.all}
    for who in {circle.stand_in(person) for person in circle.secretariat} if unanswered else ():
        own = told.get(who) or Told(circle.present[who], (), ())
        found[who] = _digest(Kind.OVERDUE, day, own, tuple(unanswered))
    return found


def due_for_asking(day: date, books: OpenBooks, policy: Policy) -> tuple[list[PointView], list[PointView]]:
    """The overdue action points to be asked about on that day, and those on which asking has come to its end.

    Those of which somebody has been told on that very day are still among them, for the others to be told.
    """
    late = books.register.points.in_state(State.OVERDUE).in_register_order()
    chases = books.chases.of([point.id for point in late]) if late else {}
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
