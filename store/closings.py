"""Closings as the secretariat hears of them: told once with their note, then accepted, or sent back with a question.

A closing has a row of its own when somebody closed an action point of which the secretariat is to hear, or when one
was sent back. Whether it still is how the action point stands is read from the action point, so that what is
reopened, undone or closed anew elsewhere is seen here. Who is told and asked, and when, is the scheduler's business.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import selectinload

from store.errors import Conflict
from store.phrases import quoted
from store.register import Register, checked
from store.tables import ActionPoint, Closing, Finding, Outbox, OutboxState, Person, Status, Update


class Closings:
    """The closings of one partnership over one transaction; what they do to an action point the register does."""

    def __init__(self, register: Register) -> None:
        self.session = register.session
        self.partnership_id = register.partnership_id
        self.register = register

    def note(self, point: ActionPoint) -> Closing:
        """The secretariat is to hear how it has just been closed."""
        closing = self._as_it_stands(point)
        closing.news_at = self.register.now
        return closing

    def _as_it_stands(self, point: ActionPoint) -> Closing:
        closing = Closing(
            partnership_id=self.partnership_id,
            action_point_id=point.id,
            at=point.closed_at or self.register.now,
            by=point.closed_by or "",
            note=point.note,
            question="",
            answer="",
            times_asked=0,
        )
        self.session.add(closing)
        self.session.flush()
        return closing

    def these(self, ids: Iterable[int]) -> list[tuple[Closing, ActionPoint]]:
        """These closings of the partnership with their action points, in the order in which they were made."""
        rows = self.session.execute(
            select(Closing, ActionPoint)
            .join(ActionPoint, ActionPoint.id == Closing.action_point_id)
            .where(Closing.partnership_id == self.partnership_id, Closing.id.in_(list(ids)))
            .order_by(Closing.id)
            .options(selectinload(ActionPoint.owners), selectinload(ActionPoint.updates))
        )
        return [(closing, point) for closing, point in rows]

    def waiting(self) -> list[tuple[Closing, ActionPoint]]:
        """Those that nobody has looked at yet."""
        mine = (Closing.partnership_id == self.partnership_id, Closing.finding.is_(None))
        return self.these(self.session.scalars(select(Closing.id).where(*mine)))

    def told_in(self, key: str) -> list[tuple[Closing, ActionPoint]]:
        """Those of which the reminders with that key tell."""
        mine = (Closing.partnership_id == self.partnership_id, Closing.told_in == key)
        return self.these(self.session.scalars(select(Closing.id).where(*mine)))

    def news(self) -> list[Closing]:
        """Those of which there is something to tell, the oldest news first."""
        mine = (Closing.partnership_id == self.partnership_id, Closing.news_at.is_not(None))
        return list(self.session.scalars(select(Closing).where(*mine).order_by(Closing.news_at, Closing.id)))

    def to_ask(self) -> list[tuple[Closing, ActionPoint]]:
        """Those whose question waits to be put to the owners."""
        mine = (Closing.partnership_id == self.partnership_id, Closing.ask_at.is_not(None))
        return self.these(self.session.scalars(select(Closing.id).where(*mine)))

    def latest(self, point: ActionPoint) -> Closing | None:
        """The last closing of which there is a row."""
        mine = select(Closing).where(Closing.action_point_id == point.id)
        return self.session.scalar(mine.order_by(Closing.id.desc()).limit(1))

    def current(self, point: ActionPoint) -> Closing | None:
        """The closing by which it stands closed, if it does and the secretariat has heard or is to hear of it."""
        latest = self.latest(point)
        return latest if latest is not None and self.stands(latest, point) else None

    def standing_at(self, meeting_id: int) -> dict[int, Closing]:
        """The closings by which the action points of a meeting stand closed, by action point."""
        rows = (
            select(Closing)
            .join(ActionPoint, ActionPoint.id == Closing.action_point_id)
            .where(ActionPoint.meeting_id == meeting_id, ActionPoint.status == Status.CLOSED)
            .where(Closing.at == ActionPoint.closed_at)
            .where(or_(Closing.finding.is_(None), Closing.finding != Finding.SENT_BACK))
            .order_by(Closing.id)
        )
        return {closing.action_point_id: closing for closing in self.session.scalars(rows)}

    def stands(self, closing: Closing, point: ActionPoint) -> bool:
        """Whether the action point is closed by that very closing, and nobody has sent it back."""
        closed = point.status is Status.CLOSED and point.closed_at == closing.at
        return closed and closing.finding is not Finding.SENT_BACK

    def open_question(self, point: ActionPoint) -> Closing | None:
        """The closing whose question waits for an answer: sent back, and closed again only to be reopened."""
        if point.status not in (Status.OPEN, Status.IN_PROGRESS):
            return None
        return self._sent_back(Closing.action_point_id == point.id)

    def question_before(self, closing: Closing) -> Closing | None:
        """The closing of the same action point that was sent back before this one answered it."""
        return self._sent_back(Closing.action_point_id == closing.action_point_id, Closing.id < closing.id)

    def _sent_back(self, *which: ColumnElement[bool]) -> Closing | None:
        """The last of these that anybody looked at, if it was sent back."""
        looked_at = select(Closing).where(*which, Closing.finding.is_not(None))
        last = self.session.scalar(looked_at.order_by(Closing.id.desc()).limit(1))
        return last if last is not None and last.finding is Finding.SENT_BACK else None

    def accept(self, point: ActionPoint, closing_id: int | None = None) -> Closing:
        """Take note of it; it stays closed. Raises Conflict when that is done, or it does not stand so any more."""
        closing = self._looked_at(point, closing_id)
        ref = self.register.name(point)
        if closing is None:
            raise Conflict(f"{ref} waits for nobody's acceptance. Nothing was changed.")
        if closing.finding is Finding.ACCEPTED:
            raise Conflict(f"{ref} was accepted by {closing.looked_by} already. Nothing was changed.")
        self._found(closing, Finding.ACCEPTED)
        return closing

    def accept_if_waiting(self, point: ActionPoint) -> None:
        """The meeting has taken note of it, so nobody else need."""
        closing = self.current(point)
        if closing is not None and closing.finding is None:
            self._found(closing, Finding.ACCEPTED)

    def send_back(self, point: ActionPoint, question: str, closing_id: int | None = None) -> Closing:
        """Reopen it as in progress; what the owner had said stays among its updates, and so does the question.

        `closing_id` is the closing that the question is about, where that is known. Raises Conflict, saying who was
        faster, when it is not closed any more or has been closed anew since; Invalid without a question.
        """
        asked = checked(question, "Sending it back needs a question")
        closing = self._looked_at(point, closing_id) or self._as_it_stands(point)
        point.updates.append(self._what_was_said(point))
        self.register.reopen(point)
        self.register.update(point, f"Question: {asked}")
        self._found(closing, Finding.SENT_BACK)
        closing.question, closing.ask_at = asked, self.register.now
        return closing

    def _looked_at(self, point: ActionPoint, closing_id: int | None) -> Closing | None:
        if sentence := self.why_not_closed(point):
            raise Conflict(sentence)
        closing = self.current(point)
        if closing_id is not None and (closing is None or closing.id != closing_id):
            by = f" by {point.closed_by}" if point.closed_by else ""
            note = f": {quoted(point.note)}" if point.note else "."
            raise Conflict(
                f"{self.register.name(point)} has been closed anew{by} meanwhile{note} Nothing was changed."
            )
        return closing

    def why_not_closed(self, point: ActionPoint) -> str:
        """What to say to somebody who took it for closed; empty when it is."""
        if point.status is Status.CLOSED:
            return ""
        ref, sent_back = self.register.name(point), self.open_question(point)
        if sent_back is not None:
            return (
                f"{ref} is not closed any more: {sent_back.looked_by} has sent it back with a question,"
                f" {quoted(sent_back.question)} Nothing was changed."
            )
        return f"{ref} is {point.status}, not closed. Nothing was changed."

    def _what_was_said(self, point: ActionPoint) -> Update:
        """The closing as an update, at its own time and by whoever closed it; a paper prints the word itself."""
        printed = point.note.casefold().startswith(Status.CLOSED)
        return Update(
            partnership_id=self.partnership_id,
            action_point_id=point.id,
            at=point.closed_at or self.register.now,
            by=point.closed_by or "the register",
            text=point.note
            if printed
            else f"Closed: {point.note}"
            if point.note
            else "Closed without a note.",
        )

    def _found(self, closing: Closing, finding: Finding) -> None:
        register = self.register
        closing.finding, closing.looked_at = finding, register.now
        closing.looked_by, closing.looked_by_id = register.by, register.by_id
        closing.news_at = None  # whoever looks at it has heard of it
        self.session.flush()

    def answered(self, point: ActionPoint, text: str) -> None:
        """An owner has said something that does not close it; where a question waits, that is news for whoever asked."""
        closing = self.open_question(point)
        if closing is not None:
            closing.answer, closing.answered_by = text, self.register.by
            closing.news_at = self.register.now

    def unreached(self, closing: Closing) -> list[str]:
        """The names of those whom its question could not be delivered to."""
        rows = (
            select(Person.name)
            .join(Outbox, Outbox.person_id == Person.id)
            .where(Outbox.partnership_id == self.partnership_id)
            .where(Outbox.key.startswith(f"{asking_key(closing)}:", autoescape=True))
            .where(Outbox.state.in_((OutboxState.FAILED, OutboxState.SKIPPED)))
        )
        return list(self.session.scalars(rows.order_by(Person.name)))


def asking_key(closing: Closing) -> str:
    """What the reminders that put its question to the owners have in common; asked again, they are new ones."""
    return f"question:{closing.id}.{closing.times_asked}"
