"""What the secretariat is shown of a change of the calendar: what was done, what speaks against it, and the way back.

It is for them alone: the group's channel is told in its own words (`handlers.announcing`).
"""

from handlers.announcing import tell_channels
from handlers.desk import Desk
from handlers.meeting_requests import SetDeadline
from handlers.meetings import card, moment
from handlers.replies import Bullets, Button, Note, Outcome, Part, Reply, Title
from handlers.requests import Undo
from store.calendar import view
from store.calendar_changes import NOTHING_LEFT, LeftBehind
from store.deadlines import CALLED, deadline
from store.meeting_names import handle
from store.tables import Meeting
from store.views import Deadline, DeadlineView, MeetingView


def receipt(
    sentence: str, meetings: list[Meeting], desk: Desk, *more: Part, left: LeftBehind = NOTHING_LEFT
) -> Reply:
    """What was done to these meetings of one group. `left` is what belonged to its old day."""
    desk.books.session.flush()
    views = [view(meeting, desk.books.zone) for meeting in meetings]
    parts: list[Part] = [Title(sentence), *(card(seen, desk) for seen in views), *more]
    if doubts := (*(_lost(own, views[0]) for own in left.deadlines), *_remarks(meetings, desk)):
        parts.append(Bullets(doubts, "Please look at this"))
    if left.answers:
        parts.append(Note(_asked_again(left.answers)))
    if told := tell_channels(desk):
        parts.append(Note(told))
    undo = Button("Undo", Undo(desk.books.recorder.change_id))
    offers = _offers(left.deadlines, views[0], desk)
    return Reply(Outcome.CHANGED, tuple(parts), (undo, *offers), private=True)


def _asked_again(answers: int) -> str:
    """Who had said whether they come had said it of the old day."""
    who = "1 person had" if answers == 1 else f"{answers} people had"
    return f"{who} answered for the old day. Their answers are gone with it; its next reminder asks again."


def _remarks(meetings: list[Meeting], desk: Desk) -> tuple[str, ...]:
    """What speaks against their days, each once."""
    changes = desk.books.calendar_changes
    return tuple(dict.fromkeys(line for meeting in meetings for line in changes.remarks(meeting)))


def _lost(own: DeadlineView, meeting: MeetingView) -> str:
    """A deadline that belonged to the old day, and what counts instead."""
    now = deadline(own.what, meeting)
    instead = f"by the rule it is {moment(now)} now" if now else "it has none now"
    return f"{CALLED[own.what]}: {moment(own)} had been set for the old date; {instead}."


def _offers(given_up: tuple[DeadlineView, ...], meeting: MeetingView, desk: Desk) -> tuple[Button, ...]:
    """To keep what had been set, where it still fits, and to set a report deadline where one is needed."""
    day = meeting.day
    if day is None or meeting.cancelled:
        return ()
    kept = [_keep(own, meeting) for own in given_up if desk.today <= own.day < day]
    reports = deadline(Deadline.REPORTS, meeting)
    over = reports is not None and reports.day < desk.today < day
    if over or any(own.what is Deadline.REPORTS for own in given_up):
        asking = SetDeadline(handle(meeting), Deadline.REPORTS)
        kept.append(Button("Set the report deadline", asking, form=True))
    return tuple(kept)


def _keep(own: DeadlineView, meeting: MeetingView) -> Button:
    label = f"Keep {CALLED[own.what].casefold()}: {moment(own)}"
    return Button(label, SetDeadline(handle(meeting), own.what, own.day, own.at))
