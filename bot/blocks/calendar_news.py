"""What a channel is told of a changed calendar, and what becomes of reminders that are no longer so, as replies."""

from collections.abc import Iterator

from bot.blocks.wording import meeting_when
from handlers.meeting_requests import NextMeeting, Timetable
from handlers.replies import Bullets, Button, Heading, MeetingCard, Note, Outcome, Part, Reply, Text, Title
from scheduler.content import Announcement, Correction
from scheduler.policy import Kind
from store.announcements import MeetingChange
from store.dates import clock_time, full_day, month_name
from store.deadlines import deadline
from store.meeting_names import called, when
from store.views import Deadline, MeetingView


def announced(notice: Announcement) -> Reply:
    """A change of a group's meetings, with what was and what is."""
    several = len(notice.changes) > 1
    parts: list[Part] = [Title(f"{notice.group}: {len(notice.changes)} meetings")] if several else []
    for change in notice.changes:
        headline = _headline(change)
        parts += [Heading(headline) if several else Title(headline), *_told_of(change, notice)]
    taken_back = " This takes back what was said here before." if notice.undoes else ""
    parts.append(Note(f"Changed by {notice.by}.{taken_back}"))
    return Reply(Outcome.ANSWERED, tuple(parts), (Button("Timetable", Timetable()),))


def _told_of(change: MeetingChange, notice: Announcement) -> Iterator[Part]:
    """What there is to say of it beside the headline."""
    if change.after and change.after.cancelled:
        if notice.reason:
            yield Text(f"Reason: {notice.reason}")
    elif change.before is None or change.after is None or change.before.cancelled:
        yield MeetingCard(change.known, notice.today, tuple(_deadlines(change.known)) if change.after else ())
    else:
        yield Bullets(tuple(_differences(change.before, change.after)))
        if change.after.join_link != change.before.join_link and change.after.join_link:
            yield MeetingCard(change.after, notice.today)  # with a link that can be pressed


def _headline(change: MeetingChange) -> str:
    """What happened, in one line that says which meeting."""
    before, after = change.before, change.after
    if before is None or after is None:
        return f"{'New in' if after else 'Taken out of'} the calendar: {called(change.known)}"
    if before.cancelled != after.cancelled:
        return (
            f"{called(before, capital=True)} {'is cancelled' if after.cancelled else 'takes place after all'}"
        )
    if before.day == after.day and before.month == after.month:
        return f"{called(after, capital=True)} has changed"
    if after.day is None:
        month = month_name(after.month.year, after.month.month)
        return f"{called(before, capital=True)} is postponed; its new date is to be confirmed in {month}"
    if before.day is None:
        return f"The date of the {after.group} {after.kind} is confirmed: {when(after)}"
    return f"{called(before, capital=True)} is moved to {when(after)}"


def _differences(before: MeetingView, after: MeetingView) -> Iterator[str]:
    """Each thing that has changed, with what it was."""
    for name, old, new in (
        ("Date", when(before), when(after)),
        ("Time", _hours(before), _hours(after)),
        ("Venue", before.venue or "", after.venue or ""),
        ("How", before.mode or "", after.mode or ""),
        ("Report deadline", _deadline(Deadline.REPORTS, before), _deadline(Deadline.REPORTS, after)),
        ("Public questions", _deadline(Deadline.QUESTIONS, before), _deadline(Deadline.QUESTIONS, after)),
    ):
        if old != new:
            was = f" (was {old})" if old else ""
            yield f"{name}: {new or 'not known yet'}{was}"
    if before.join_link and not after.join_link:
        yield "There is no link to join any more."
    elif after.join_link != before.join_link:
        yield "There is a new link to join." if before.join_link else "There is a link to join."


def _hours(meeting: MeetingView) -> str:
    if not meeting.start:
        return ""
    return f"{clock_time(meeting.start)}{f' to {clock_time(meeting.end)}' if meeting.end else ''}"


def _deadline(what: Deadline, meeting: MeetingView) -> str:
    found = deadline(what, meeting)
    if found is None:
        return ""
    return f"{full_day(found.day)}{f', {clock_time(found.at)}' if found.at else ''}"


def _deadlines(meeting: MeetingView) -> Iterator[str]:
    for name, what in (("Report deadline", Deadline.REPORTS), ("Public questions", Deadline.QUESTIONS)):
        if at := _deadline(what, meeting):
            yield f"{name}: {at}"


def corrected(notice: Correction, again: Reply | None) -> Reply:
    """What stands in the place of a reminder from now on; `again` is the reminder with what is true now."""
    if again is not None:
        note = Note("Brought up to date after the calendar had changed.")
        return Reply(Outcome.ANSWERED, (*again.parts, note), again.buttons)
    heading = _spoke_of(notice) if notice.still_so else f"No longer so: {_spoke_of(notice)}"
    parts = (Title(heading[0].upper() + heading[1:]), Text(_instead(notice)))
    return Reply(Outcome.ANSWERED, parts, (Button("Next meeting", NextMeeting()),))


def _spoke_of(notice: Correction) -> str:
    meeting, day = notice.meeting, full_day(notice.spoke_of)
    named = f"{meeting.group} {meeting.kind}"
    return {
        Kind.SESSION: f"{named} on {day}",
        Kind.QUORUM: f"quorum of the {named} on {day}",
        Kind.PUBLICATION: f"publication of the papers of the {named} on {day}",
        Kind.QUESTIONS: f"public questions for the {named} until {day}",
        Kind.EXPORT: f"register for the {named}, as at {day}",
    }.get(notice.about, f"report deadline of the {named} on {day}")


def _instead(notice: Correction) -> str:
    meeting = notice.meeting
    if meeting.cancelled:
        return f"{called(meeting, capital=True)} was cancelled."
    if meeting.day is None:
        month = month_name(meeting.month.year, meeting.month.month)
        return f"The meeting was postponed; its new date is to be confirmed in {month}."
    reports = _deadline(Deadline.REPORTS, meeting)
    until = f" Papers are due by {reports}." if reports else ""
    return f"The meeting is on {meeting_when(meeting)} now.{until}"
