"""The register as a committee paper: that of a meeting, a choice of action points, or all of it."""

from functools import partial

from handlers.access import Operation
from handlers.desk import Desk
from handlers.lists import TITLES
from handlers.meetings import find_meeting, one_line
from handlers.narrowing import narrowed_to
from handlers.register_requests import ExportRegister
from handlers.replies import File, Note, Outcome, Part, Reply, Text
from store.books import OpenBooks
from store.calendar import next_board_meeting
from store.errors import NotAllowed, NotFound
from store.papers.writing.register_paper import Edition, RegisterPaper
from store.papers.writing.registers import chosen_register, register_of_meeting
from store.papers.writing.writers import WITH_HISTORY, known, refuse_wrong_template, write
from store.register_reading import Points, State
from store.tables import Meeting


def export(request: ExportRegister, desk: Desk) -> Reply:
    """The register as a file beside the reply. What holds anything confidential goes to the person alone."""
    desk.require(Operation.EXPORT)
    refuse_internal(request.edition, desk)
    templates = desk.books.settings.templates
    refuse_wrong_template(known(request.format), templates)
    paper, called = _paper(request, desk)
    internal = request.edition is Edition.INTERNAL
    name = f"{_named(request, paper)}{' (internal)' if internal else ''}.{request.format}"
    content = partial(write, paper, request.format, templates)
    count = len(paper.rows)
    said = f"{called}: {count} action point{'' if count == 1 else 's'}."
    parts: tuple[Part, ...] = (Text(said),)
    if internal:
        parts = (
            *parts,
            Note("This is the internal edition, with what is confidential. It comes to you alone."),
        )
    file = File(name, paper.title, content, personal=internal)
    return Reply(Outcome.ANSWERED, parts, file=file, private=internal)


def refuse_internal(edition: Edition, desk: Desk) -> None:
    """Raise NotAllowed where somebody may not have an internal paper, or others would read along."""
    if edition is Edition.PUBLIC:
        return
    desk.require(Operation.EXPORT_INTERNAL)
    if not desk.sees_confidential:
        raise NotAllowed(
            "An internal paper is not for a channel, so nothing was written. Ask me in a direct message,"
            " or with `/actions export`."
        )


def _paper(request: ExportRegister, desk: Desk) -> tuple[RegisterPaper, str]:
    """The paper, and what it is called in a reply."""
    history = request.format in WITH_HISTORY
    if request.state is None and not request.refs:
        meeting = named_meeting(request.meeting, desk)
        paper = register_of_meeting(desk.books, meeting, edition=request.edition, history=history)
        return paper, f"The register for {one_line_of(meeting, desk)}"
    points, chosen = _chosen(request, desk)
    paper = chosen_register(desk.books, points, chosen, edition=request.edition, history=history)
    return paper, chosen[:1].upper() + chosen[1:]


def _chosen(request: ExportRegister, desk: Desk) -> tuple[Points, str]:
    """The action points that are wanted, and what they are."""
    points = desk.books.register.points
    if request.refs:
        ids = [desk.point(ref, Operation.READ).id for ref in request.refs]
        return points.these(ids), f"action points {', '.join(map(str, request.refs))}"
    state = request.state or State.ALL
    points = points.in_state(state)
    chosen = TITLES[state].lower() if state is not State.ALL or request.about else "all action points"
    if not request.about:
        return points, chosen
    narrowed, which = narrowed_to(request.about, points, desk.words, desk.today)
    return narrowed, f"{chosen} {which}"


def _named(request: ExportRegister, paper: RegisterPaper) -> str:
    """What the file is called: the paper, and the day it is for."""
    if paper.meeting:
        return f"Action points {paper.meeting:%Y-%m-%d}"
    what = TITLES[request.state or State.ALL] if not request.refs else "Chosen action points"
    return f"{what} {paper.as_at:%Y-%m-%d}"


def register_file(meeting: Meeting, books: OpenBooks) -> File:
    """The public edition as a Word paper, as it is posted before the meeting."""
    paper = register_of_meeting(books, meeting)
    name = f"Action points {meeting.day or meeting.month:%Y-%m-%d}.docx"
    return File(name, paper.title, partial(write, paper, "docx", books.settings.templates))


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
    return next(
        (one_line(m, desk.today) for m in desk.words.meetings if m.id == meeting.id), str(meeting.day)
    )
