"""The papers of a meeting beside its register: its agenda, and the pack that goes out before it."""

from functools import partial
from types import MappingProxyType

from handlers.access import Operation
from handlers.agendas import meant
from handlers.desk import Desk
from handlers.exports import refuse_internal
from handlers.meetings import one_line
from handlers.replies import File, Note, Outcome, Part, Reply, Text
from handlers.requests import ExportMeetingPaper
from store.papers.writing.agendas import PAPERS
from store.papers.writing.meeting_writers import known, write
from store.papers.writing.register_paper import Edition
from store.papers.writing.writers import refuse_wrong_template

_CALLED = MappingProxyType({"agenda": "Agenda", "pack": "Meeting pack"})


def export(request: ExportMeetingPaper, desk: Desk) -> Reply:
    """The paper as a file beside the reply; an internal edition goes to the person alone."""
    desk.require(Operation.EXPORT)
    refuse_internal(request.edition, desk)
    refuse_wrong_template(known(request.format), desk.books.settings.templates, request.paper)
    seen = meant(request.about, request.meeting, desk)
    called = _CALLED[request.paper]
    paper = PAPERS[request.paper](
        desk.books, desk.books.attendances.meeting(seen.id), edition=request.edition
    )
    internal = request.edition is Edition.INTERNAL
    name = f"{called} {seen.day or seen.month:%Y-%m-%d}{' (internal)' if internal else ''}.{request.format}"
    parts: tuple[Part, ...] = (Text(f"{called} for {one_line(seen)}."),)
    if internal:
        parts = (
            *parts,
            Note("This is the internal edition, with what is confidential. It comes to you alone."),
        )
    content = partial(write, paper, request.format, desk.books.settings.templates)
    file = File(name, f"{called}, {one_line(seen)}", content, personal=internal)
    return Reply(Outcome.ANSWERED, parts, file=file, private=internal)
