"""Changing the calendar by hand: meetings are added, moved, postponed, confirmed, cancelled and told more of.

Every change raises a `BookError` with a sentence when it cannot be made, and then has made none of it. Imports
go their own way (`store.papers.importing`): they bring in the past, which nobody changes here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select

from store.calendar import Calendar, Details, view
from store.clashes import remarks
from store.dates import clock_time, full_day, month_end, month_name
from store.dates import day as day_in_words
from store.deadlines import QUESTIONS_AT, deadlines
from store.errors import Conflict, Invalid
from store.meeting_details import Hours, link, require_order, shifted, venue
from store.meeting_names import called
from store.tables import ActionPoint, Attendance, Group, Meeting, MeetingStatus, Mode, Status
from store.views import Deadline, DeadlineView

_COLUMNS = {
    Deadline.REPORTS: "report_deadline",
    Deadline.PUBLICATION: "publication_on",
    Deadline.QUESTIONS: "public_questions_at",
    Deadline.EXPORT: "export_on",
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What belonged to the day that a meeting had: deadlines of its own, and how many had said whether they come."""

    deadlines: tuple[DeadlineView, ...] = ()
    answers: int = 0


NOTHING_LEFT = LeftBehind()


class CalendarChanges:
    """What may be changed in the calendar of one partnership, over its transaction."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.session = calendar.session
        self.today = calendar.today

    def add(
        self,
        group: Group,
        kind: str,
        day: date | None,
        month: date,
        details: Details,
        *,
        join_link: str = "",
    ) -> Meeting:
        """Put a meeting into the calendar; `month` is any day of its month, `day` None while it is TBC."""
        self._require_ahead(day, month)
        require_order(Hours(details.start, details.end))
        if day:
            self._require_free(group, kind, day)
        meeting = Meeting(
            partnership_id=self.calendar.partnership_id,
            group_id=group.id,
            group=group,
            kind=kind,
            day=day,
            month=month.replace(day=1),
            status=MeetingStatus.PLANNED,
            start=details.start,
            end=details.end,
            venue=venue(details.venue or ""),
            mode=details.mode,
            join_link=link(join_link),
        )
        if details.report_deadline:
            self.set_deadline(meeting, Deadline.REPORTS, details.report_deadline)
        self.session.add(meeting)
        self.session.flush()
        return meeting

    def move(self, meeting: Meeting, day: date, hours: Hours) -> LeftBehind:
        """Give a meeting another day, or a TBC one its day, or other hours.

        Deadlines of its own belonged to the old day, and so did what people had said about coming: the first give way to
        those by the rules, the second are asked anew.
        """
        self._require_open(meeting)
        hours = shifted(meeting, hours)
        if (day, hours.start, hours.end) == (meeting.day, meeting.start, meeting.end):
            raise Conflict(
                f"{_sentence(meeting, self.calendar)} is on that day already. Nothing was changed."
            )
        require_order(hours)
        left = NOTHING_LEFT
        if day != meeting.day:
            self._require_ahead(day, day)
            self._require_free(meeting.group, meeting.kind, day)
            answers = self._ask_again(meeting)
            own = self._give_up(meeting, lambda own: meeting.day is not None or own.day >= day)
            left = LeftBehind(own, answers)
        meeting.day, meeting.month = day, day.replace(day=1)
        meeting.start, meeting.end = hours.start, hours.end
        return left

    def confirm(self, meeting: Meeting, day: date, hours: Hours) -> LeftBehind:
        """Give a TBC meeting its day. Raises Conflict when it has one already."""
        if meeting.day is not None:
            raise Conflict(
                f"{_sentence(meeting, self.calendar)} has its date already. Nothing was changed; move it instead."
            )
        return self.move(meeting, day, hours)

    def postpone(self, meeting: Meeting, month: date) -> LeftBehind:
        """Take a meeting's day away: it is to be confirmed in a month (any day of it)."""
        self._require_open(meeting)
        self._require_ahead(None, month)
        if meeting.day is None and meeting.month == month.replace(day=1):
            raise Conflict(
                f"{_sentence(meeting, self.calendar)} is to be confirmed there already. Nothing was changed."
            )
        answers = self._ask_again(meeting)
        left = LeftBehind(self._give_up(meeting, lambda _: True), answers)
        meeting.day, meeting.month = None, month.replace(day=1)
        return left

    def cancel(self, meeting: Meeting) -> None:
        """Call a meeting off. It stays known as cancelled, with all that hangs on it."""
        self._require_open(meeting)
        meeting.status = MeetingStatus.CANCELLED

    def reinstate(self, meeting: Meeting) -> None:
        """Put a cancelled meeting back on its day. Raises Conflict when it is not cancelled, Invalid when that is past."""
        if meeting.status is not MeetingStatus.CANCELLED:
            raise Conflict(f"{_sentence(meeting, self.calendar)} is not cancelled. Nothing was changed.")
        self._require_ahead(meeting.day, meeting.month)
        meeting.status = MeetingStatus.PLANNED

    def set_venue(self, meeting: Meeting, said: str) -> None:
        """Where it is; nothing: not known. One that was online is held there now. Raises Invalid when it is too long."""
        meeting.venue = venue(said)
        if meeting.venue and meeting.mode is Mode.ONLINE:
            meeting.mode = Mode.IN_PERSON

    def set_mode(self, meeting: Meeting, mode: Mode) -> None:
        """How people take part; online there is no venue."""
        meeting.mode = mode
        if mode is Mode.ONLINE:
            meeting.venue = None

    def set_link(self, meeting: Meeting, said: str) -> None:
        """The address to join at; nothing takes it away. Raises Invalid when it is none on the web."""
        meeting.join_link = link(said)

    def set_deadline(self, meeting: Meeting, what: Deadline, day: date, at: time | None = None) -> None:
        """Give a meeting a deadline of its own. Raises Invalid when that is over, or not before it."""
        last = meeting.day or month_end(meeting.month)
        if last < self.today:
            raise Conflict(
                f"{full_day(last)} is over, so nothing is due for it any more. Nothing was changed."
            )
        if day >= last:
            raise Invalid(
                f"{full_day(day)} is not before the meeting of {full_day(last)}. Nothing was changed; give an earlier day."
            )
        if day < self.today:
            raise Invalid(f"{full_day(day)} has passed already. Nothing was changed; which day is meant?")
        if what is Deadline.QUESTIONS:
            local = datetime.combine(day, at or QUESTIONS_AT, self.calendar.zone)
            meeting.public_questions_at = local.astimezone(UTC)
        else:
            setattr(meeting, _COLUMNS[what], day)

    def follow_rule(self, meeting: Meeting, what: Deadline) -> None:
        """Take a deadline of its own away from a meeting: the rule counts again."""
        setattr(meeting, _COLUMNS[what], None)

    def remarks(self, meeting: Meeting) -> tuple[str, ...]:
        """What speaks against its day: other meetings, weekends, bank holidays, a deadline that has passed."""
        return remarks(meeting, self.calendar.of_month(meeting.month), self.today)

    def minuted(self, meeting: Meeting) -> int:
        """How many action points have been given a number in that meeting's register."""
        mine = (ActionPoint.meeting_id == meeting.id, ActionPoint.status != Status.WITHDRAWN)
        return self.session.scalar(select(func.count(ActionPoint.id)).where(*mine)) or 0

    def _require_open(self, meeting: Meeting) -> None:
        """Raise Conflict for one that is cancelled, or that has been held."""
        name = _sentence(meeting, self.calendar)
        if meeting.status is MeetingStatus.CANCELLED:
            raise Conflict(
                f"{name} is cancelled. Nothing was changed; `/meetings reinstate {_day_of(meeting)}` puts it back first."
            )
        if meeting.day and meeting.day < self.today and self.minuted(meeting):
            raise Conflict(
                f"{name} has been held, and action points were minuted there. Nothing was changed."
            )

    def _require_ahead(self, day: date | None, month: date) -> None:
        last = day or month_end(month)
        if last < self.today:
            passed = full_day(day) if day else month_name(month.year, month.month)
            raise Invalid(
                f"{passed} has passed. Nothing was changed; give a date from today on."
                " Meetings of the past come into the books with their papers: `python -m bot import`."
            )

    def _require_free(self, group: Group, kind: str, day: date) -> None:
        """A group has one meeting of a kind on a day; raise Conflict with the way out when there is one."""
        mine = (Meeting.group_id == group.id, Meeting.kind == kind, Meeting.day == day)
        standing = self.session.scalar(select(Meeting).where(*mine))
        if standing is None:
            return
        name = _sentence(standing, self.calendar)
        if standing.status is MeetingStatus.CANCELLED:
            raise Conflict(
                f"{name} is in the calendar as cancelled. Nothing was changed;"
                f" `/meetings reinstate {_day_of(standing)}` puts it back."
            )
        hours = f", {clock_time(standing.start)}" if standing.start else ""
        raise Conflict(
            f"{name}{hours} is in the calendar already. Nothing was changed; move that one, or add this one as"
            f" another sitting: `/meetings add {group.short_name} second sitting {day_in_words(day)} …`."
        )

    def _ask_again(self, meeting: Meeting) -> int:
        """Take away what people had said about the old day; how many had."""
        rows = self.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
        for row in rows:
            self.session.delete(row)
        return len(rows)

    def _give_up(self, meeting: Meeting, which: Callable[[DeadlineView], bool]) -> tuple[DeadlineView, ...]:
        """Take away the deadlines of its own that no longer fit."""
        own = [each for each in deadlines(view(meeting, self.calendar.zone)) if each.own and which(each)]
        for each in own:
            self.follow_rule(meeting, each.what)
        return tuple(own)


def _sentence(meeting: Meeting, calendar: Calendar) -> str:
    return called(view(meeting, calendar.zone), capital=True)


def _day_of(meeting: Meeting) -> str:
    """Its group and day as they are typed."""
    month = month_name(meeting.month.year, meeting.month.month)
    return f"{meeting.group.short_name} {day_in_words(meeting.day) if meeting.day else month}"
