"""Attendance: what people say before a meeting, and how they were at it.

Before it somebody attends, sends apologies, or is represented by one other person, and may change that until it is over.
Then the secretariat may, and the minutes, once imported, say what was (`store.papers.importing.attendance`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from store.dates import full_day
from store.errors import Conflict, Invalid, NotFound
from store.names import Party
from store.tables import Attendance, History, Meeting, MeetingStatus, Person, Presence
from store.texts import one_line

MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have answered what."""

    attending: int
    represented: int
    apologies: int

    def said(self, *, over: bool = False) -> str:
        """Such as "6 attending, 1 represented, 2 apologies"; nothing when nobody has answered."""
        counts = (
            (self.attending, "present" if over else "attending"),
            (self.represented, "represented"),
            (self.apologies, "apology" if self.apologies == 1 else "apologies"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count)

    @classmethod
    def of(cls, answers: Iterable[Presence | None]) -> "Tally":
        """Of some answers; None is not an answer."""
        given = list(answers)
        attending = sum(how in (Presence.ATTENDING, Presence.PRESENT) for how in given)
        return cls(attending, given.count(Presence.REPRESENTED), given.count(Presence.APOLOGIES))


NOBODY = Tally(0, 0, 0)


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting has ended by `now`, which is local; one without times lasts all day, a TBC one is ahead."""
    if meeting.day is None:
        return False
    ends = meeting.end or meeting.start
    whole_day = datetime.combine(meeting.day + timedelta(days=1), time(), now.tzinfo)
    return now >= (datetime.combine(meeting.day, ends, now.tzinfo) if ends else whole_day)


class Attendances:
    """Who comes to the meetings of one partnership, over one transaction; `now` is local."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def meeting(self, meeting_id: int) -> Meeting:
        """The meeting with that id, a cancelled one too. Raises NotFound."""
        mine = (Meeting.partnership_id == self.partnership_id, Meeting.id == meeting_id)
        meeting = self.session.scalar(select(Meeting).where(*mine))
        if meeting is None:
            raise NotFound("That meeting is no longer in the calendar. Nothing was changed.")
        return meeting

    def of(self, meeting_id: int) -> dict[int, Attendance]:
        """What is known of a meeting, by the person, in the order in which it was noted."""
        mine = (Attendance.partnership_id == self.partnership_id, Attendance.meeting_id == meeting_id)
        rows = self.session.scalars(select(Attendance).where(*mine).order_by(Attendance.id))
        return {row.person_id: row for row in rows}

    def tally(self, meeting_id: int) -> Tally:
        """How many have answered what."""
        return Tally.of(row.how for row in self.of(meeting_id).values())

    def representations(self, person_id: int, first: date, last: date) -> list[tuple[date, str]]:
        """By whom somebody was represented at the meetings from `first` to `last`, with their days."""
        by = aliased(Person)
        rows = self.session.execute(
            select(Meeting.day, by.name, Attendance.representative)
            .select_from(Attendance)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .outerjoin(by, by.id == Attendance.represented_by_id)
            .where(Attendance.partnership_id == self.partnership_id, Attendance.person_id == person_id)
            .where(Attendance.how == Presence.REPRESENTED, Meeting.day.between(first, last))
            .order_by(Meeting.day)
        )
        return [(on, name or representative or "somebody") for on, name, representative in rows if on]

    def of_history(self, entries: Iterable[History]) -> Meeting | None:
        """The meeting of the first of these entries that is about attendance."""
        for entry in entries:
            if entry.row_kind == Attendance.__tablename__:
                row = self.session.get(Attendance, entry.row_id)
                gone = {**(entry.before or {}), **(entry.after or {})}
                return self.meeting(row.meeting_id if row else gone["meeting_id"])
        return None

    def answer(self, meeting: Meeting, person: Person, how: Presence, by: Party | None = None) -> bool:
        """Note whether somebody comes, and who comes for them (`by`, for REPRESENTED); whether that is news.

        Somebody who is said to attend a meeting that is over was present. Raises Invalid or Conflict when it cannot be.
        """
        _refuse_closed(meeting)
        if by is not None:
            self._refuse_representative(meeting, person, by)
        over = how is Presence.ATTENDING and is_over(meeting, self.now)
        how = Presence.PRESENT if over else how
        known = by.id if by else None
        unknown = one_line(by.name) if by and by.id is None else None
        row = self.of(meeting.id).get(person.id)
        if row and (row.how, row.represented_by_id, row.representative) == (how, known, unknown):
            return False
        self._write(meeting, person, how, known, unknown)
        return True

    def note(
        self, meeting: Meeting, person: Person, how: Presence, section: str | None, by: Person | None
    ) -> None:
        """Note how minutes say that somebody was, under which heading, and `by` whom they were represented."""
        row = self._write(meeting, person, how, by.id if by else None, None)
        row.section = section
        self.session.flush()

    def forget(self, meeting: Meeting, person: Person) -> None:
        """Nothing is known of how somebody was at a meeting, whatever was expected."""
        if row := self.of(meeting.id).get(person.id):
            self.session.delete(row)
            self.session.flush()

    def _write(
        self, meeting: Meeting, person: Person, how: Presence, known: int | None, unknown: str | None
    ) -> Attendance:
        row = self.of(meeting.id).get(person.id)
        if row is None:
            row = Attendance(
                partnership_id=self.partnership_id, meeting_id=meeting.id, person_id=person.id, how=how
            )
            self.session.add(row)
        row.how, row.represented_by_id, row.representative = how, known, unknown
        self.session.flush()
        return row

    def _refuse_representative(self, meeting: Meeting, person: Person, by: Party) -> None:
        if by.kind not in ("person", "name"):
            raise Invalid(f"{by.name} is no person. Nothing was noted; who comes for {person.name}?")
        if by.id == person.id:
            raise Invalid(f"{person.name} cannot represent themselves. Nothing was noted; who comes?")
        name = one_line(by.name)
        if not name or len(name) > MAX_NAME:
            raise Invalid(f"A name has up to {MAX_NAME} characters. Nothing was noted; who comes?")
        theirs = self.of(meeting.id).get(by.id) if by.id else None
        if theirs and theirs.how in (Presence.APOLOGIES, Presence.REPRESENTED):
            raise Conflict(
                f"{by.name} does not come to that meeting either. Nothing was noted; who else comes?"
            )


def _refuse_closed(meeting: Meeting) -> None:
    """Raise Conflict where nobody can say that they come."""
    if meeting.status is MeetingStatus.CANCELLED:
        when = f" of {full_day(meeting.day)}" if meeting.day else ""
        raise Conflict(f"The meeting{when} has been cancelled. Nothing was noted.")
    if meeting.day is None:
        raise Conflict("That meeting has no date yet. Nothing was noted; answer when it has one.")
