"""The papers of a meeting beside its register: its agenda, and the pack that goes out before it."""

from functools import partial
from types import MappingProxyType

from handlers.access import Operation
from handlers.agendas import meant
from handlers.desk import Desk
from handlers.exports import refuse_internal
from handlers.meeting_requests import ExportMeetingPaper
from handlers.meetings import one_line
from handlers.narrowing import meetings_named
from handlers.replies import File, Note, Outcome, Part, Reply, Text
from store.errors import NotFound
from store.papers.writing.meeting_papers import PAPERS
from store.papers.writing.meeting_writers import known, write
from store.papers.writing.register_paper import Edition
from store.papers.writing.writers import refuse_wrong_template
from store.views import MeetingView

_CALLED = MappingProxyType({"agenda": "Agenda", "pack": "Meeting pack", "minutes": "Draft minutes"})


def export(request: ExportMeetingPaper, desk: Desk) -> Reply:
    """The paper as a file beside the reply; an internal edition goes to the person alone."""
    desk.require(Operation.EXPORT)
    refuse_internal(request.edition, desk)
    refuse_wrong_template(known(request.format), desk.books.settings.templates, request.paper)
    seen = _held(request, desk) if request.paper == "minutes" else meant(request.about, request.meeting, desk)
    called = _CALLED[request.paper]
    paper = PAPERS[request.paper](
        desk.books, desk.books.attendances.meeting(seen.id), edition=request.edition
    )
    internal = request.edition is Edition.INTERNAL
    name = f"{called} {seen.day or seen.month:%Y-%m-%d}{' (internal)' if internal else ''}.{request.format}"
    parts: tuple[Part, ...] = (Text(f"{called} for {one_line(seen, desk.today)}."),)
    if internal:
        parts = (
            *parts,
            Note("This is the internal edition, with what is confidential. It comes to you alone."),
        )
    content = partial(write, paper, request.format, desk.books.settings.templates)
    file = File(name, f"{called}, {one_line(seen, desk.today)}", content, personal=internal)
    return Reply(Outcome.ANSWERED, parts, file=file, private=internal)


def _held(request: ExportMeetingPaper, desk: Desk) -> MeetingView:
    """The meeting that is minuted: the last one held of those that are meant, the Board's last where none is named."""
    if request.meeting is not None:
        return meant("", request.meeting, desk)
    board = tuple(m for m in desk.words.meetings if m.is_board and m.kind == "meeting")
    named = meetings_named(request.about, desk.words.meetings, desk.today) if request.about else board
    held = [m for m in named if m.day and m.day <= desk.today]
    if not held and request.about:
        return meant(request.about, None, desk)
    if not held:
        raise NotFound(
            "No meeting of the Board has been held yet, as far as the calendar knows. Say which you mean."
        )
    return max(held, key=lambda m: (m.day or m.month, m.is_board))
