"""The action-point register: the rules of the book. Changes here; reading in `store.register_reading`.

Every change raises a `BookError` with a sentence when it cannot be made. History is written by the session.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from store.chases import Chases
from store.dates import day
from store.errors import Ambiguous, Conflict, Invalid, NotFound
from store.history import Author
from store.names import Party
from store.point_history import before_closing
from store.reference import Reference
from store.register_reading import RegisterReading
from store.tables import UNFINISHED, ActionPoint, Group, Meeting, MeetingStatus, Owner, Status, Update
from store.texts import one_line

MAX_TEXT = 2_000  # of an action, a note or an update; the longest in the papers has 240 characters


class Register(RegisterReading):
    """The register of one partnership over one transaction. `today` is local, `now` an instant, `by` who acts."""

    def __init__(
        self, session: Session, partnership_id: int, today: date, now: datetime, author: Author
    ) -> None:
        super().__init__(session, partnership_id, today)
        self.now = now
        self.by, self.by_id = author.name, author.person_id

    def get(self, ref: Reference, seen: Callable[[ActionPoint], bool] = lambda _: True) -> ActionPoint:
        """The action point that a reference means: a bare one the latest meeting of that month that has it.

        `seen` tells what the asker may see. Raises NotFound saying where it looked, Ambiguous when two groups
        below the Board gave it out in the same month.
        """
        found = self.session.execute(
            select(ActionPoint, Group.short_name, Group.is_board)
            .join(Group, Group.id == ActionPoint.group_id)
            .where(ActionPoint.partnership_id == self.partnership_id)
            .where(ActionPoint.month == ref.month, ActionPoint.number == ref.number)
            .where(ActionPoint.status != Status.WITHDRAWN)
            .where(ActionPoint.year == ref.year if ref.year else ActionPoint.year.is_not(None))
            .where(Group.short_name == ref.group if ref.group else Group.short_name.is_not(None))
            .order_by(ActionPoint.year.desc(), Group.is_board.desc(), Group.short_name)
            .options(selectinload(ActionPoint.owners), selectinload(ActionPoint.updates))
        ).all()
        if not found:
            raise self.not_found(ref, seen)
        newest = [row for row in found if row[0].year == found[0][0].year]
        newest = newest[:1] if newest[0][2] else newest
        newest = [row for row in newest if seen(row[0])]
        if not newest:
            raise self.not_found(ref, seen)
        if len(newest) > 1:
            choices = [Reference(ref.month, ref.number, row[0].year, row[1]).full for row in newest]
            raise Ambiguous(f"{ref} stands in the registers of several groups.", ref.full, choices)
        point: ActionPoint = newest[0][0]
        return point

    def these(self, ids: Iterable[int]) -> list[ActionPoint]:
        """The action points with these ids, in the order in which they were minuted."""
        mine = (ActionPoint.partnership_id == self.partnership_id, ActionPoint.id.in_(list(ids)))
        loaded = (selectinload(ActionPoint.owners), selectinload(ActionPoint.updates))
        return list(
            self.session.scalars(select(ActionPoint).where(*mine).options(*loaded).order_by(ActionPoint.id))
        )

    def not_found(self, ref: Reference, seen: Callable[[ActionPoint], bool] = lambda _: True) -> NotFound:
        """What to say when a reference leads nowhere, or to something that the asker may not see.

        Where the references end is told by those that are `seen`, or the last would be betrayed by it.
        """
        said = ref.full if ref.year or ref.group else str(ref)
        numbers = [point.number for point in self.given_out(ref) if seen(point)]
        if not numbers:
            return NotFound(
                f"There is no {said}: no meeting of that month has given out a number. `/actions all` lists those there are."
            )
        last = Reference(ref.month, max(numbers), group=ref.group).full
        return NotFound(
            f"There is no {said} to be seen in the register; the references of that month end at {last}. `/actions all` lists them."
        )

    def add(self, text: str, owners: list[Party], meeting: Meeting, due: date | None = None) -> ActionPoint:
        """Minute an action point at `meeting` under its next number. An action without owners is the partnership's.

        Without a due date it is due at the group's next meeting, which is worked out when it is shown.
        """
        number = Reference(meeting.month.month, self._next_number(meeting))
        point = self._minuted(meeting, number, checked(text, "An action point needs a text"))
        point.due = due
        self._set_owners(point, owners)
        self.session.add(point)
        self.session.flush()
        return point

    def _minuted(self, meeting: Meeting, ref: Reference, text: str) -> ActionPoint:
        return ActionPoint(
            partnership_id=self.partnership_id,
            group_id=meeting.group_id,
            meeting_id=meeting.id,
            year=meeting.month.year,
            month=ref.month,
            number=ref.number,
            text=text,
            created_at=self.now,
            status=Status.OPEN,
            note="",
            confidential=False,
            owners=[],
            updates=[],
        )

    def successor(self, point: ActionPoint) -> ActionPoint | None:
        """What it was carried over to, if it was."""
        return self.session.scalar(select(ActionPoint).where(ActionPoint.carried_from_id == point.id))

    def merge(self, gone: ActionPoint, kept: ActionPoint) -> None:
        """Two that are one: `gone` is closed with a word about it; `kept` notes what it said and gains its owners.

        Raises Conflict when either is finished or stands under a newer number, or only one is confidential.
        """
        self.refuse_betrayal(gone, kept)
        self._refuse_carried(kept)
        if kept.status not in UNFINISHED:
            raise Conflict(f"{self.name(kept)} is {kept.status}, so nothing can be merged into it.")
        self.close(gone, f"Merged into {self.name(kept)}.")
        self.update(kept, f"Merged with {self.name(gone)}: {gone.text}"[:MAX_TEXT])
        known = {(owner.kind, owner.party_id, owner.name) for owner in kept.owners}
        added = [o for o in gone.owners if (o.kind, o.party_id, o.name) not in known]
        if added:
            self._set_owners(kept, parties_of([*kept.owners, *added]))

    def link(self, point: ActionPoint, successor: ActionPoint) -> None:
        """A paper shows `point` carried over under a new number: the two become one chain.

        Raises Conflict when either is part of another chain.
        """
        if successor.carried_from_id == point.id:
            return
        self._refuse_carried(point)
        if successor.carried_from_id is not None:
            raise Conflict(f"{self.name(successor)} continues another action. Nothing was changed.")
        successor.carried_from_id = point.id
        point.status, point.closed_at = Status.CARRIED_OVER, None
        self.session.flush()

    def _next_number(self, meeting: Meeting) -> int:
        """The next number of the meeting; one given out is never reused, so withdrawn ones count.

        Writers stand in line here: SQLite by BEGIN IMMEDIATE, PostgreSQL by locking the group's row.
        """
        self.session.execute(select(Group.id).where(Group.id == meeting.group_id).with_for_update())
        highest = self.session.scalar(
            select(func.max(ActionPoint.number)).where(
                ActionPoint.group_id == meeting.group_id,
                ActionPoint.year == meeting.month.year,
                ActionPoint.month == meeting.month.month,
            )
        )
        return (highest or 0) + 1

    def close(self, point: ActionPoint, note: str, at: datetime | None = None) -> None:
        """Close with the note that the paper will print ("Closed: …"), now unless it was done `at` another instant.

        Raises Conflict when it is closed already (with when), or stands under a newer number by now.
        """
        self._refuse_carried(point)
        if point.status is Status.CLOSED:
            raise Conflict(f"{self.name(point)} {_closed_already(point)}. Nothing was changed.")
        point.status = Status.CLOSED
        point.note = checked(note, None)
        point.closed_at = at or self.now
        point.closed_by = self.by

    def update(self, point: ActionPoint, text: str) -> None:
        """Note progress: kept among its updates, printed in the paper, and an open action is now in progress."""
        self._refuse_carried(point)
        said = checked(text, "An update needs a text")
        point.updates.append(
            Update(
                partnership_id=self.partnership_id,
                action_point_id=point.id,
                at=self.now,
                by=self.by,
                text=said,
            )
        )
        if point.status is Status.OPEN:
            point.status = Status.IN_PROGRESS
        if point.status is not Status.CLOSED:
            point.note = said

    def reopen(self, point: ActionPoint) -> None:
        """Take a closing back: it stands as it did before. Raises Conflict when it is not closed."""
        if point.status is not Status.CLOSED:
            raise Conflict(f"{self.name(point)} is {point.status}, not closed. Nothing was changed.")
        point.status, point.note = before_closing(point, self.session)
        point.closed_at = None
        point.closed_by = None
        self._answered(point)

    def assign(self, point: ActionPoint, owners: list[Party]) -> None:
        """Give it to other owners. Raises Invalid without any."""
        self._refuse_carried(point)
        if not owners:
            raise Invalid("Who is to own it was not understood. Nothing was changed; give a name.")
        self._set_owners(point, owners)
        self._answered(point)

    def set_due(self, point: ActionPoint, due: date | None) -> None:
        """Set the day by which it is due; None: at the group's next meeting. Raises Conflict when it is closed."""
        self._refuse_carried(point)
        if point.status is Status.CLOSED:
            raise Conflict(
                f"{self.name(point)} {_closed_already(point)}. Nothing was changed; reopen it first."
            )
        point.due = due
        point.due_words = None
        self._answered(point)

    def set_confidential(self, point: ActionPoint, confidential: bool) -> None:
        """Keep it from channels, public papers and people who may not see it, or lift that.

        With it goes all it was carried over from and to: the same promise stands there.
        """
        chain = select(ActionPoint).where(ActionPoint.id.in_(self.linked(point)))
        for link in self.session.scalars(chain):
            link.confidential = confidential

    def carry_over(self, point: ActionPoint, meeting: Meeting) -> ActionPoint:
        """Move an unfinished action to `meeting`'s register under its next number; the two are linked.

        Raises Conflict when it is finished, carried over before, or `meeting` is not after its own.
        """
        self._refuse_carried(point)
        if point.status not in UNFINISHED:
            raise Conflict(f"{self.name(point)} is {point.status}, so there is nothing to carry over.")
        if meeting.month <= date(point.year, point.month, 1):
            raise Conflict(
                f"{self.name(point)} was minuted at that meeting; it can be carried to a later one."
            )
        # After its meeting the old date has passed; without one it falls due at the next meeting.
        due = point.due if point.due and point.due >= self.today else None
        successor = self.add(point.text, parties_of(point.owners), meeting, due)
        successor.carried_from_id = point.id
        successor.confidential = point.confidential
        point.status = Status.CARRIED_OVER
        self.session.flush()
        return successor

    def meeting_for_new(self, group: Group) -> Meeting:
        """Where an action said now is minuted: the group's latest meeting up to today, else its next one.

        Raises NotFound when the calendar has no meeting of the group.
        """
        dated = (
            select(Meeting)
            .where(Meeting.partnership_id == self.partnership_id, Meeting.group_id == group.id)
            .where(Meeting.kind == "meeting")
            .where(Meeting.day.is_not(None), Meeting.status == MeetingStatus.PLANNED)
        )
        held = dated.where(Meeting.day <= self.today).order_by(Meeting.day.desc()).limit(1)
        coming = dated.where(Meeting.day > self.today).order_by(Meeting.day).limit(1)
        meeting = self.session.scalar(held) or self.session.scalar(coming)
        if meeting is None:
            raise NotFound(f"The calendar has no meeting of {group.name} yet, so no number can be given out.")
        return meeting

    def meeting_to_carry_to(self, point: ActionPoint) -> Meeting:
        """The register an action moves to: the group's latest meeting up to today if later, else its next one.

        Raises NotFound when the calendar has none.
        """
        later = (
            select(Meeting)
            .where(Meeting.group_id == point.group_id, Meeting.kind == "meeting")
            .where(Meeting.day.is_not(None), Meeting.status == MeetingStatus.PLANNED)
            .where(Meeting.month > date(point.year, point.month, 1))
        )
        held = later.where(Meeting.day <= self.today).order_by(Meeting.day.desc()).limit(1)
        coming = later.where(Meeting.day > self.today).order_by(Meeting.day).limit(1)
        meeting = self.session.scalar(held) or self.session.scalar(coming)
        if meeting is None:
            raise NotFound(
                f"The calendar has no meeting after the one that minuted {self.name(point)},"
                " so there is no register to carry it to. Add the next meeting first."
            )
        return meeting

    def _answered(self, point: ActionPoint) -> None:
        """New owners and new dates have not been asked about yet, whoever set them."""
        Chases(self.session, self.partnership_id, self.today).answered(point.id)

    def refuse_betrayal(self, one: ActionPoint, other: ActionPoint) -> None:
        """What a confidential one says, or that there is one, must not be read in another. Raises Conflict."""
        if one.confidential is not other.confidential:
            secret, public = (one, other) if one.confidential else (other, one)
            raise Conflict(
                f"{self.name(secret)} is confidential and {self.name(public)} is not, so whoever may read the one would"
                f" learn of the other. Nothing was changed; `/actions confidential {self.name(public)}` comes first."
            )

    def _refuse_carried(self, point: ActionPoint) -> None:
        successor = self.successor(point)
        if successor is not None:
            raise Conflict(
                f"{self.name(point)} was carried over and now stands as {self.name(successor)}."
                " Nothing was changed; use the newer reference."
            )

    def _set_owners(self, point: ActionPoint, owners: list[Party]) -> None:
        point.owners[:] = [
            Owner(
                partnership_id=self.partnership_id,
                position=position,
                name=party.name,
                person_id=party.id if party.kind == "person" else None,
                organisation_id=party.id if party.kind == "organisation" else None,
                group_id=party.id if party.kind == "group" else None,
            )
            for position, party in enumerate(owners, start=1)
        ]

    @staticmethod
    def name(point: ActionPoint) -> str:
        """How replies call it: the bare reference."""
        return str(Reference(point.month, point.number))


def _closed_already(point: ActionPoint) -> str:
    by = f" by {point.closed_by}" if point.closed_by else ""
    return f"was closed{by} on {day(point.closed_at.date())}" if point.closed_at else "is closed already"


def parties_of(owners: list[Owner]) -> list[Party]:
    """The owners of an action point as parties, in order."""
    return [Party(owner.kind, owner.party_id, owner.name) for owner in owners]


def checked(text: str, needed: str | None) -> str:
    """`text` on one line, without what cannot be printed. Raises Invalid when it is empty but needed, or too long to print."""
    said = one_line(text)
    if not said and needed:
        raise Invalid(f"{needed}. Nothing was changed.")
    if len(said) > MAX_TEXT:
        raise Invalid(
            f"That text has {len(said):,} characters; the register takes {MAX_TEXT:,}."
            " Nothing was changed; please shorten it or attach the rest as a paper."
        )
    return said
