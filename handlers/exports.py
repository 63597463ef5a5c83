"""The register of a meeting as a committee paper."""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.meetings import find_meeting, one_line
from handlers.replies import File, Outcome, Reply, Text
from handlers.requests import ExportRegister
from store.books import OpenBooks
from store.calendar import next_board_meeting, view
from store.errors import Invalid, NotFound
from store.meeting_names import called
from store.papers.writing.register_paper import RegisterPaper
from store.papers.writing.registers import FORMATS, register_of_meeting
from store.tables import Meeting


def export(request: ExportRegister, desk: Desk) -> Reply:
    """The public edition of a meeting's register, as a file beside the reply."""
    desk.require(Operation.EXPORT)
    if request.format not in FORMATS:
        raise Invalid(f"I cannot write “{request.format[:20]}”; I can write {', '.join(FORMATS)}.")
    meeting = named_meeting(request.meeting, desk)
    paper = register_of_meeting(desk.books, meeting)
    file = _file(paper, meeting, request.format, one_line_of(meeting, desk))
    count = len(paper.rows)
    said = f"The register for {one_line_of(meeting, desk)}: {count} action point{'' if count == 1 else 's'}."
    return Reply(Outcome.ANSWERED, (Text(said),), file=file)


def register_file(meeting: Meeting, books: OpenBooks) -> File:
    """The public edition as a Word paper, as it is posted before the meeting."""
    return _file(register_of_meeting(books, meeting), meeting, "docx", called(view(meeting, books.zone)))


def _file(paper: RegisterPaper, meeting: Meeting, form: str, title: str) -> File:
    name = f"Action points {meeting.day or meeting.month:%Y-%m-%d}.{form}"
    return File(name, f"Action points for {title}", FORMATS[form](paper))


def named_meeting(about: str, desk: Desk) -> Meeting:
    """The meeting whose register is meant: the Board's next unless one is named. Raises NotFound."""
    found = find_meeting(about, desk) if about else next_board_meeting(desk.words.meetings, desk.today)
    meeting = desk.books.calendar.meeting(found.id) if found else None
    if meeting is None:
        raise NotFound(
            "The calendar holds no further meeting of the Board; say which meeting's register you want."
        )
    return meeting


def one_line_of(meeting: Meeting, desk: Desk) -> str:
    """The meeting on one line, from the vocabulary."""
    return next((one_line(m) for m in desk.words.meetings if m.id == meeting.id), str(meeting.day))
