"""The meeting calendar: the rules of the book.

Report deadline: the printed one, else 14 days before the meeting. "Next meeting" is the Board's next formal
meeting (a development session or another group's before it is mentioned beside it). TBC meetings have a month.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from store.errors import Conflict
from store.tables import AgendaItem, Attendance, Group, Meeting, MeetingStatus, Mode, Person, Presence
from store.views import MeetingView

REPORT_DEADLINE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a meeting beside its date; times are local, None is unknown."""

    title: str | None = None
    start: time | None = None
    end: time | None = None
    venue: str | None = None
    mode: Mode | None = None
    report_deadline: date | None = None
    public_questions_at: datetime | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "Details":
        """What the calendar knows of this one."""
        return cls(
            meeting.title,
            meeting.start,
            meeting.end,
            meeting.venue,
            meeting.mode,
            meeting.report_deadline,
            meeting.public_questions_at,
        )


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """A line of an agenda as it is to stand; `leads` as printed."""

    number: str | None
    title: str
    leads: tuple[str, ...]
    minutes: int | None
    closed_session: bool
    kind: str

    @classmethod
    def of(cls, item: AgendaItem) -> "ItemDetails":
        """What the agenda says there now."""
        return cls(item.number, item.title, tuple(item.leads), item.minutes, item.closed_session, item.kind)


class Calendar:
    """The calendar of one partnership over one transaction; `today` is local."""

    def __init__(self, session: Session, partnership_id: int, today: date) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today

    def every(self) -> list[MeetingView]:
        """All meetings that are not cancelled, in order of date; a TBC one stands at the end of its month."""
        meetings = self.session.scalars(self._meetings()).unique().all()
        return sorted((view(meeting) for meeting in meetings), key=_place)

    def meeting(self, meeting_id: int) -> Meeting | None:
        """The meeting with that id."""
        return self.session.scalar(self._meetings().where(Meeting.id == meeting_id))

    def on(self, group: Group, day: date) -> Meeting | None:
        """The group's meeting of that day, whatever its kind."""
        return self.session.scalar(self._meetings().where(Meeting.group_id == group.id, Meeting.day == day))

    def in_month(self, group: Group, month: date) -> list[Meeting]:
        """The group's meetings of a month (its first day), dated or TBC."""
        wanted = self._meetings().where(Meeting.group_id == group.id, Meeting.month == month)
        return list(self.session.scalars(wanted.order_by(Meeting.day.nulls_last(), Meeting.id)).unique())

    def previous(self, meeting: Meeting) -> Meeting | None:
        """The formal meeting of the same group before this one: the one whose actions its register lists."""
        return self.last_before(meeting.group, meeting.day) if meeting.day else None

    def last_before(self, group: Group, day: date) -> Meeting | None:
        """The group's last formal meeting before that day."""
        mine = self._meetings().where(Meeting.group_id == group.id, Meeting.kind == "meeting")
        return self.session.scalar(mine.where(Meeting.day < day).order_by(Meeting.day.desc()).limit(1))

    def agenda(self, meeting_id: int) -> list[AgendaItem]:
        """The items of a meeting's agenda in order."""
        mine = (AgendaItem.partnership_id == self.partnership_id, AgendaItem.meeting_id == meeting_id)
        return list(self.session.scalars(select(AgendaItem).where(*mine).order_by(AgendaItem.position)))

    def attendance(self, meeting_id: int) -> list[tuple[Attendance, str]]:
        """Who was there or sent apologies, with their names."""
        mine = (Attendance.partnership_id == self.partnership_id, Attendance.meeting_id == meeting_id)
        rows = self.session.execute(
            select(Attendance, Person.name)
            .join(Person, Person.id == Attendance.person_id)
            .where(*mine)
            .order_by(Attendance.id)
        )
        return [(row, name) for row, name in rows]

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

    def add(self, group: Group, month: date, day: date | None = None, kind: str = "meeting") -> Meeting:
        """Put a meeting into the calendar; `month` is any day of its month, `day` None while it is TBC."""
        meeting = Meeting(
            partnership_id=self.partnership_id,
            group_id=group.id,
            month=month.replace(day=1),
            day=day,
            kind=kind,
            status=MeetingStatus.PLANNED,
            group=group,
        )
        self.session.add(meeting)
        self.session.flush()
        return meeting

    def match(self, group: Group, kind: str, month: date, day: date | None) -> Meeting | None:
        """The meeting of that kind that a paper means: the one of that day, else the TBC one of the month.

        Without a day, whatever stands in the month. A cancelled one of that day counts: it is known.
        """
        mine = (Meeting.partnership_id == self.partnership_id, Meeting.group_id == group.id)
        known = self.session.scalars(
            select(Meeting)
            .where(*mine, Meeting.kind == kind, Meeting.month == month.replace(day=1))
            .order_by(Meeting.day.nulls_first(), Meeting.id)
        ).all()
        if day is None:
            return next(iter(known), None)
        dated = next((meeting for meeting in known if meeting.day == day), None)
        return dated or next((meeting for meeting in known if meeting.day is None), None)

    def confirm(self, meeting: Meeting, day: date) -> None:
        """Give a TBC meeting its day. Raises Conflict when it has another one already."""
        if meeting.day not in (None, day):
            raise Conflict("That meeting has a date already. Nothing was changed; move it instead.")
        meeting.day = day
        meeting.month = day.replace(day=1)

    def describe(self, meeting: Meeting, details: Details) -> None:
        """Put down what is known of a meeting beside its date."""
        meeting.title = details.title
        meeting.start, meeting.end = details.start, details.end
        meeting.venue, meeting.mode = details.venue, details.mode
        meeting.report_deadline = details.report_deadline
        meeting.public_questions_at = details.public_questions_at

    def put_item(self, meeting: Meeting, position: int, details: ItemDetails) -> None:
        """Write a line of a meeting's agenda, in the place of what stood at that position."""
        item = next((known for known in self.agenda(meeting.id) if known.position == position), None)
        if item is None:
            item = AgendaItem(partnership_id=self.partnership_id, meeting_id=meeting.id, position=position)
            self.session.add(item)
        item.number, item.title, item.minutes = details.number, details.title, details.minutes
        item.leads = list(details.leads)
        item.closed_session, item.kind = details.closed_session, details.kind
        self.session.flush()

    def remove_item(self, meeting: Meeting, position: int) -> None:
        """Take a line off a meeting's agenda; the others keep their positions."""
        for item in self.agenda(meeting.id):
            if item.position == position:
                self.session.delete(item)
        self.session.flush()

    def note_attendance(
        self, meeting: Meeting, person: Person, how: Presence, section: str | None, by: Person | None
    ) -> None:
        """Note how somebody was at a meeting, under which heading, and `by` whom they were represented."""
        mine = (Attendance.meeting_id == meeting.id, Attendance.person_id == person.id)
        row = self.session.scalar(select(Attendance).where(*mine))
        if row is None:
            row = Attendance(
                partnership_id=self.partnership_id, meeting_id=meeting.id, person_id=person.id, how=how
            )
            self.session.add(row)
        row.how, row.section = how, section
        row.represented_by_id = by.id if by else None
        self.session.flush()

    def _meetings(self) -> Select[Meeting]:
        planned = Meeting.status == MeetingStatus.PLANNED
        return select(Meeting).where(Meeting.partnership_id == self.partnership_id, planned)


def view(meeting: Meeting) -> MeetingView:
    """A meeting as it is shown, with its report deadline computed where none is printed."""
    return MeetingView(
        id=meeting.id,
        group=meeting.group.short_name,
        group_name=meeting.group.name,
        is_board=meeting.group.is_board,
        kind=meeting.kind,
        title=meeting.title,
        month=meeting.month,
        day=meeting.day,
        start=meeting.start,
        end=meeting.end,
        venue=meeting.venue,
        mode=meeting.mode.value if meeting.mode else None,
        report_deadline=report_deadline(meeting),
        printed_deadline=meeting.report_deadline is not None,
        channel=meeting.group.channel,
    )


def report_deadline(meeting: Meeting) -> date | None:
    """The printed one; else 14 days before a Board meeting or session. Other groups have one only if printed.

    The timetables print RDs for the Board and its development sessions and none for the groups below it.
    """
    if meeting.report_deadline or meeting.day is None:
        return meeting.report_deadline
    return meeting.day - REPORT_DEADLINE if meeting.group.is_board else None


def _place(meeting: MeetingView) -> tuple[date, int]:
    """Where it stands in the year: on its day, or after all dated ones of its month."""
    if meeting.day:
        return (meeting.day, 0)
    return ((meeting.month + timedelta(days=31)).replace(day=1) - timedelta(days=1), 1)


def modes(text: str | None) -> Mode | None:
    """The mode that a printed word means, or None."""
    return next((mode for mode in Mode if text and mode.value == text.strip().lower()), None)


def next_board_meeting(meetings: tuple[MeetingView, ...], today: date) -> MeetingView | None:
    """The Board's next formal meeting; one of today counts."""
    coming = (m for m in meetings if m.is_board and m.kind == "meeting" and m.day and m.day >= today)
    return next(coming, None)


def coming(meetings: tuple[MeetingView, ...], today: date) -> list[MeetingView]:
    """Everything still to come, TBC ones of this month and later included."""
    return [m for m in meetings if _place(m)[0] >= today]


def next_report_deadline(meetings: tuple[MeetingView, ...], today: date) -> MeetingView | None:
    """The meeting whose report deadline is the next to come; a deadline of today counts."""
    waiting = [m for m in meetings if m.report_deadline and m.report_deadline >= today]
    return min(waiting, key=lambda m: m.report_deadline or date.max, default=None)
