"""The draft of an annual review: meetings, attendance, and what became of action points, with charts."""

from functools import partial

from handlers.access import Operation
from handlers.desk import Desk
from handlers.exports import refuse_internal
from handlers.meeting_requests import ExportAnnualReview
from handlers.replies import File, Note, Outcome, Part, Reply, Text
from store.errors import Invalid
from store.papers.writing.annual import annual_of
from store.papers.writing.meeting_writers import known, write
from store.papers.writing.register_paper import Edition
from store.papers.writing.writers import refuse_wrong_template
from store.years import Year


def export(request: ExportAnnualReview, desk: Desk) -> Reply:
    """The draft as a file beside the reply; its figures in a few lines."""
    desk.require(Operation.EXPORT)
    refuse_internal(request.edition, desk)
    refuse_wrong_template(known(request.format), desk.books.settings.templates, "annual")
    paper = annual_of(desk.books, _year(request.year, desk), edition=request.edition)
    internal = request.edition is Edition.INTERNAL
    parts: list[Part] = [Text(f"{paper.title}. {'. '.join(paper.summary)}.")]
    if internal:
        parts.append(Note("This is the internal edition, with what is confidential. It comes to you alone."))
    year = paper.year.replace("/", "-")
    name = f"Annual review {year}{' (internal)' if internal else ''}.{request.format}"
    content = partial(write, paper, request.format, desk.books.settings.templates)
    file = File(name, paper.document_title, content, personal=internal)
    return Reply(Outcome.ANSWERED, tuple(parts), file=file, private=internal)


def _year(said: str, desk: Desk) -> Year:
    """The year that is meant; the last financial one that has ended where none is. Raises Invalid."""
    year = Year.parse(said) if said else Year.financial(desk.today).moved(-1)
    if year is None:
        raise Invalid(
            f"“{said[:40]}” is no year that I know. Write 2026 for January to December, or 2026/27 for April to March."
        )
    return year
