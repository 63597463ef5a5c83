"""What the digests of the days to come will say and to whom, as things stand today: if nobody answers meanwhile.

All that it needs is read once; the days are then gone through in memory.
"""

from collections.abc import Iterable
from datetime import date

from scheduler.digests import Digest, due_for_asking, overdue, personal
from scheduler.plan import Planned
from scheduler.policy import Kind, Policy
from scheduler.regular import group_of, week_before
from scheduler.weekly import weekly
from store.books import OpenBooks
from store.recipients import Everybody
from store.register_reading import State
from store.tables import Chase, Group
from store.views import PointView

NAMED = 6  # action points in one line; more are counted


class Foreseen:
    """The digests ahead. Days are asked for in their order: each asking moves the next one on."""

    def __init__(self, books: OpenBooks, policy: Policy, groups: Iterable[Group]) -> None:
        self.books = books
        self.policy = policy
        self.groups = {group.id: group for group in groups}
        self.points = books.register.points.in_state(State.OPEN).in_register_order()
        self.everybody = Everybody(books)
        known = books.chases.of([point.id for point in self.points]).values()
        # Copies of our own: what is only thought through must not be written.
        self.chases = {
            c.action_point_id: Chase(action_point_id=c.action_point_id, times=c.times, last_at=c.last_at)
            for c in known
        }

    def told(self, reminder: Planned) -> tuple[str, tuple[str, ...]] | None:
        """What a planned digest says in plain words, and who gets it directly; None when there is nothing to say."""
        day = reminder.due_at.astimezone(self.books.zone).date()
        if reminder.kind is Kind.WEEKLY:
            return self._week(self.groups[group_of(reminder.key)], day, reminder)
        digests = self._personal(day) if reminder.kind is Kind.PERSONAL else self._overdue(day)
        if not digests:
            return None
        what = (
            "The week of each: what they have open"
            if reminder.kind is Kind.PERSONAL
            else _asked(digests.values())
        )
        return what, tuple(digests[who].recipient.name for who in sorted(digests))

    def _personal(self, day: date) -> dict[int, Digest]:
        return personal(day, self.points, self.everybody.on(day))

    def _overdue(self, day: date) -> dict[int, Digest]:
        asked, unanswered = due_for_asking(day, self._late(day), self.chases, self.policy)
        digests = overdue(day, asked, unanswered, self.everybody.on(day))
        for point in {point.id for digest in digests.values() for point in digest.named}:
            self._count(point, day)
        return digests

    def _count(self, point_id: int, day: date) -> None:
        chase = self.chases.setdefault(point_id, Chase(action_point_id=point_id, times=0, last_at=day))
        chase.times, chase.last_at = chase.times + 1, day

    def _late(self, day: date) -> list[PointView]:
        return [point for point in self.points if point.due is not None and point.due < day]

    def _week(self, group: Group, day: date, reminder: Planned) -> tuple[str, tuple[str, ...]] | None:
        """Of a week that has not begun, only what is overdue by then is known."""
        mine = "" if group.is_board else group.short_name
        late = [point for point in self._late(day) if point.group == mine and not point.confidential]
        since = week_before(day, self.books.zone, self.policy)
        begun = since <= self.books.now and weekly(group.id, since, reminder.due_at, self.books) is not None
        if not late and not begun:
            return None
        return f"The week of the register of {group.name}{f', {len(late)} overdue' if late else ''}", ()


def _asked(digests: Iterable[Digest]) -> str:
    """In the form of "What is overdue, unless it is answered before: 02/01, 02/09"."""
    every = list(digests)
    unanswered = {point.id: point for digest in every for point in digest.unanswered}
    asked = {p.id: p for digest in every for p in digest.named if p.id not in unanswered}
    parts = (
        f"What is overdue, unless it is answered before: {_refs(asked.values())}" if asked else "",
        f"what nobody has answered: {_refs(unanswered.values())}" if unanswered else "",
    )
    said = "; ".join(filter(None, parts))
    return said[0].upper() + said[1:]


def _refs(points: Iterable[PointView]) -> str:
    in_order = sorted(points, key=lambda point: (point.group, point.full_ref))
    refs = [f"{point.group} {point.ref}".strip() for point in in_order]
    more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
    return ", ".join(refs[:NAMED]) + more
