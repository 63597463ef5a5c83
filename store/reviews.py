"""The review of a register in its meeting: item by item, each decided once, whoever presses first.

The register of a meeting is what the group's previous formal meeting minuted. A decision is a row of its own beside
the change it stands for and is undone with it; whether it still holds is read from the action point, so what
happens outside the review is seen in it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from store.calendar import Calendar
from store.closings import Closings
from store.errors import Conflict, NotFound
from store.register import Register
from store.register_reading import State
from store.tables import (
    ActionPoint,
    Change,
    Closing,
    Finding,
    History,
    Meeting,
    Review,
    ReviewDecision,
    Status,
    Verdict,
)
from store.views import PointView

_Successor = aliased(ActionPoint)


class Settled(Conflict):
    """Somebody was faster: the item has been decided, or has changed outside. Raised before anything is done."""


@dataclass(frozen=True, slots=True)
class Item:
    """An action point under review: `verdict` is None while it waits; `by` is empty for what happened outside.

    `change` is the change that decided it; `closed_by` who closed it, where that is known. Where the secretariat hears
    of that closing, `closing` is its id, and `accepted_by` whoever has taken note of it.
    """

    point: PointView
    verdict: Verdict | None = None
    by: str = ""
    at: datetime | None = None
    change: int | None = None
    closed_by: str | None = None
    closing: int | None = None
    accepted_by: str | None = None

    @property
    def settled(self) -> bool:
        """Decided for good; a skipped one can still be decided."""
        return self.verdict not in (None, Verdict.SKIPPED)

    @property
    def waits(self) -> bool:
        """Not come up yet."""
        return self.verdict is None

    @property
    def to_accept(self) -> bool:
        """Closed before it came up."""
        return self.waits and self.point.status is Status.CLOSED


class Reviews:
    """The reviews of one partnership over one transaction; what they do to an action point the register does."""

    def __init__(self, register: Register, calendar: Calendar, closings: Closings) -> None:
        self.session = register.session
        self.partnership_id = register.partnership_id
        self.register = register
        self.calendar = calendar
        self.closings = closings

    def of(self, meeting: Meeting) -> Review | None:
        """The review of that meeting, if it has been started."""
        mine = (Review.partnership_id == self.partnership_id, Review.meeting_id == meeting.id)
        return self.session.scalar(select(Review).where(*mine))

    def start(self, meeting: Meeting) -> Review:
        """Begin the review for a meeting. Raises NotFound when no earlier meeting has left anything to review."""
        review = Review(
            partnership_id=self.partnership_id,
            meeting_id=meeting.id,
            started_at=self.register.now,
            started_by=self.register.by,
        )
        if not self.items(review):
            raise NotFound(
                "The meeting before that one has left nothing to review, so no review was started."
                " `/actions review October 2026` reviews for another meeting."
            )
        self.session.add(review)
        self.session.flush()
        return review

    def get(self, review_id: int) -> Review:
        """One review. Raises NotFound when it is none of this partnership's."""
        mine = (Review.partnership_id == self.partnership_id, Review.id == review_id)
        review = self.session.scalar(select(Review).where(*mine))
        if review is None:
            raise NotFound("That review is not in the books any more. `/actions review` starts one.")
        return review

    def meeting(self, review: Review) -> Meeting:
        """The meeting it is held for."""
        return self.session.get_one(Meeting, review.meeting_id)

    def items(self, review: Review) -> list[Item]:
        """What there is to review, in register order, confidential ones too.

        Those carried over before the review began stand in the next register and are no items.
        """
        previous = self.calendar.previous(self.meeting(review))
        if previous is None:
            return []
        points = self.register.points.in_state(State.ALL).minuted_at(previous.id)
        decisions = self._decisions(review)
        changes = self._changes(decisions)
        carried, closers = self._outside(previous)
        closings = self.closings.standing_at(previous.id)
        items = [
            _closed(
                _item(view, decisions.get(view.id), changes.get(view.id)),
                closers.get(view.id),
                closings.get(view.id),
            )
            for view in points.in_register_order()
        ]
        return [item for item in items if item.at or _came_up(item, carried, review)]

    def _decisions(self, review: Review) -> dict[int, ReviewDecision]:
        if review not in self.session:
            return {}
        rows = select(ReviewDecision).where(ReviewDecision.review_id == review.id)
        return {row.action_point_id: row for row in self.session.scalars(rows)}

    def _changes(self, decisions: dict[int, ReviewDecision]) -> dict[int, int]:
        """The change that made each decision what it is, by action point."""
        points = {decision.id: point for point, decision in decisions.items()}
        rows = self.session.execute(
            select(History.row_id, func.max(Change.id))
            .join(Change, Change.id == History.change_id)
            .where(History.partnership_id == self.partnership_id)
            .where(History.row_kind == ReviewDecision.__tablename__, History.row_id.in_(points))
            .where(Change.undone_by_id.is_(None), Change.undoes_id.is_(None))
            .group_by(History.row_id)
        )
        return {points[row_id]: change for row_id, change in rows}

    def _outside(self, meeting: Meeting) -> tuple[dict[int, datetime], dict[int, str | None]]:
        """When each of the meeting's action points was carried over, and who closed it."""
        rows = self.session.execute(
            select(ActionPoint.id, ActionPoint.closed_by, _Successor.created_at)
            .outerjoin(_Successor, _Successor.carried_from_id == ActionPoint.id)
            .where(ActionPoint.meeting_id == meeting.id)
        ).all()
        return {id_: at for id_, _, at in rows if at}, {id_: by for id_, by, _ in rows}

    def close(self, review: Review, point: ActionPoint, note: str) -> None:
        """Close it with the note that the paper prints."""
        self._refuse_settled(review, point)
        self.register.close(point, note)
        self._decide(review, point, Verdict.CLOSED)

    def accept(self, review: Review, point: ActionPoint) -> None:
        """Take note that it was closed before it came up."""
        item = self.item(review, point)
        if item.settled:
            raise _decided(item)
        if sentence := self.closings.why_not_closed(point):
            raise Settled(sentence)
        self.closings.accept_if_waiting(point)
        self._decide(review, point, Verdict.ACCEPTED)

    def send_back(
        self, review: Review, point: ActionPoint, question: str, closing_id: int | None = None
    ) -> Closing:
        """The meeting does not take it for done: its owners are asked, and it is in progress again."""
        item = self.item(review, point)
        if item.settled:
            raise _decided(item)
        try:
            closing = self.closings.send_back(point, question, closing_id)
        except Conflict as conflict:
            raise Settled(str(conflict)) from conflict
        self._decide(review, point, Verdict.SENT_BACK)
        return closing

    def carry(self, review: Review, point: ActionPoint) -> ActionPoint:
        """Carry it over to the register of the meeting that reviews it."""
        self._refuse_settled(review, point)
        meeting = self.meeting(review)
        if meeting.month <= date(point.year, point.month, 1):  # two meetings in one month share a numbering
            meeting = self.register.meeting_to_carry_to(point)
        successor = self.register.carry_over(point, meeting)
        self._decide(review, point, Verdict.CARRIED)
        return successor

    def update(self, review: Review, point: ActionPoint, text: str) -> None:
        """Note progress; it stays open where it is."""
        self._refuse_settled(review, point)
        self.register.update(point, text)
        self._decide(review, point, Verdict.UPDATED)

    def skip(self, review: Review, point: ActionPoint) -> None:
        """Go on without a decision; one can still be made."""
        item = self.item(review, point)
        if not item.waits:
            raise _decided(item)
        self._decide(review, point, Verdict.SKIPPED)

    def item(self, review: Review, point: ActionPoint) -> Item:
        """An action point as an item of the review. Raises NotFound when it is none."""
        found = next((item for item in self.items(review) if item.point.id == point.id), None)
        if found is None:
            raise NotFound(f"{self.register.name(point)} is no part of this review. Nothing was changed.")
        return found

    def _refuse_settled(self, review: Review, point: ActionPoint) -> None:
        item = self.item(review, point)
        if item.settled:
            raise _decided(item)
        if point.status is Status.CLOSED:
            raise _closed_meanwhile(item)

    def _decide(self, review: Review, point: ActionPoint, what: Verdict) -> None:
        decision = self._decisions(review).get(point.id)
        if decision is None:
            decision = ReviewDecision(
                partnership_id=self.partnership_id, review_id=review.id, action_point_id=point.id
            )
            self.session.add(decision)
        decision.what, decision.by, decision.at = what, self.register.by, self.register.now
        self.session.flush()
        left = any(item.waits for item in self.items(review))
        review.ended_at = None if left else self.register.now


def _item(view: PointView, decision: ReviewDecision | None, change: int | None) -> Item:
    if decision is not None and _holds(decision.what, view):
        return Item(view, decision.what, decision.by, decision.at, change)
    return Item(view, Verdict.CARRIED if view.carried_to else None)


def _closed(item: Item, by: str | None, closing: Closing | None) -> Item:
    """The item with who closed it and what is known of that closing."""
    if closing is None:
        return replace(item, closed_by=by)
    accepted_by = closing.looked_by if closing.finding is Finding.ACCEPTED else None
    return replace(item, closed_by=by, closing=closing.id, accepted_by=accepted_by)


def _holds(what: Verdict, view: PointView) -> bool:
    """Whether a decision is still true of the action point."""
    if view.carried_to:
        return what is Verdict.CARRIED
    if view.status is Status.CLOSED:
        return what in (Verdict.CLOSED, Verdict.ACCEPTED, Verdict.SKIPPED)
    return what in (Verdict.UPDATED, Verdict.SENT_BACK, Verdict.SKIPPED)


def _came_up(item: Item, carried: dict[int, datetime], review: Review) -> bool:
    at = carried.get(item.point.id)
    return at is None or at >= review.started_at


def _decided(item: Item) -> Settled:
    """Who decided what."""
    done = "accepted as closed" if item.verdict is Verdict.ACCEPTED else item.verdict
    by = f" by {item.by}" if item.by else ""
    where = f" and now stands as {item.point.carried_to}" if item.point.carried_to else ""
    return Settled(f"{item.point.ref} was {done}{by} already{where}. Nothing was changed.")


def _closed_meanwhile(item: Item) -> Settled:
    by = f" by {item.closed_by}" if item.closed_by else ""
    return Settled(f"{item.point.ref} has been closed{by} meanwhile. Nothing was changed.")
