"""The meeting calendar: the rules of the book.

Deadlines follow from the day (`store.deadlines`). "Next meeting" is the Board's next formal meeting (a development
session or another group's before it is mentioned beside it). TBC meetings have a month.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from store.deadlines import report_deadline
from store.errors import Conflict
from store.tables import Group, Meeting, MeetingStatus, Mode
from store.views import MeetingView


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


class Calendar:
    """The calendar of one partnership over one transaction; `today` is local in its `zone`."""

    def __init__(self, session: Session, partnership_id: int, today: date, zone: ZoneInfo) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.today = today
        self.zone = zone

    def every(self) -> list[MeetingView]:
        """All meetings that are not cancelled, in order of date; a TBC one stands at the end of its month."""
        meetings = self.session.scalars(self._meetings()).unique().all()
        return sorted((view(meeting, self.zone) for meeting in meetings), key=_place)

    def meeting(self, meeting_id: int) -> Meeting | None:
        """The meeting with that id."""
        return self.session.scalar(self._meetings().where(Meeting.id == meeting_id))

    def known(self, meeting_id: int) -> Meeting | None:
        """The meeting with that id, a cancelled one too."""
        mine = (Meeting.partnership_id == self.partnership_id, Meeting.id == meeting_id)
        return self.session.scalar(select(Meeting).where(*mine))

    def kinds_on(self, group: Group, day: date) -> set[str]:
        """The kinds of meeting that the group has on that day, cancelled ones too."""
        mine = (Meeting.partnership_id == self.partnership_id, Meeting.group_id == group.id)
        return set(self.session.scalars(select(Meeting.kind).where(*mine, Meeting.day == day)))

    def on(self, group: Group, day: date) -> Meeting | None:
        """The group's meeting of that day, whatever its kind."""
        return self.session.scalar(self._meetings().where(Meeting.group_id == group.id, Meeting.day == day))

    def in_month(self, group: Group, month: date) -> list[Meeting]:
        """The group's meetings of a month (its first day), dated or TBC."""
        wanted = self._meetings().where(Meeting.group_id == group.id, Meeting.month == month)
        return list(self.session.scalars(wanted.order_by(Meeting.day.nulls_last(), Meeting.id)).unique())

    def of_month(self, month: date) -> list[Meeting]:
        """The meetings of all groups in a month (its first day), dated or TBC."""
        wanted = self._meetings().where(Meeting.month == month)
        return list(self.session.scalars(wanted.order_by(Meeting.day.nulls_last(), Meeting.id)).unique())

    def cancelled(self) -> list[MeetingView]:
        """The meetings that have been cancelled, in order of date."""
        mine = (Meeting.partnership_id == self.partnership_id, Meeting.status == MeetingStatus.CANCELLED)
        meetings = self.session.scalars(select(Meeting).where(*mine)).unique()
        return sorted((view(meeting, self.zone) for meeting in meetings), key=_place)

    def previous(self, meeting: Meeting) -> Meeting | None:
        """The formal meeting of the same group before this one: the one whose actions its register lists."""
        return self.last_before(meeting.group, meeting.day) if meeting.day else None

    def last_before(self, group: Group, day: date) -> Meeting | None:
        """The group's last formal meeting before that day."""
        mine = self._meetings().where(Meeting.group_id == group.id, Meeting.kind == "meeting")
        return self.session.scalar(mine.where(Meeting.day < day).order_by(Meeting.day.desc()).limit(1))

    def held(self, group: Group, until: date) -> list[date]:
        """The days up to that one on which a group has met formally, the latest first."""
        days = select(Meeting.day).where(Meeting.group_id == group.id, Meeting.kind == "meeting")
        held = days.where(Meeting.day <= until, Meeting.status == MeetingStatus.PLANNED)
        return [day for day in self.session.scalars(held.order_by(Meeting.day.desc())) if day]

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

    def _meetings(self) -> Select[Meeting]:
        planned = Meeting.status == MeetingStatus.PLANNED
        return select(Meeting).where(Meeting.partnership_id == self.partnership_id, planned)


def view(meeting: Meeting, zone: ZoneInfo) -> MeetingView:
    """A meeting as it is shown, with its deadlines computed where it has none of its own; local in the zone."""
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
        publication_on=meeting.publication_on,
        questions_at=meeting.public_questions_at.astimezone(zone) if meeting.public_questions_at else None,
        export_on=meeting.export_on,
        join_link=meeting.join_link,
        cancelled=meeting.status is MeetingStatus.CANCELLED,
    )


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
