"""What the papers say, quoted word for word with paper, day and paragraph; never in other words."""

from collections.abc import Iterator

from msgspec.structs import replace

from handlers.access import Operation
from handlers.desk import Desk
from handlers.paper_requests import AskPapers
from handlers.replies import Button, Note, Part, Reply, Text, answered
from handlers.requests import Help, LookUp
from store.dates import day
from store.tables import Passage


def quoted(request: AskPapers, desk: Desk) -> Reply:
    """The two or three paragraphs that hold the most of the question, or that none does."""
    desk.require(Operation.READ)
    asked = request.query.strip()
    if not asked:
        return answered(
            Text(
                "What are the papers to be asked? Say `/actions papers street lighting`, or “what was agreed about …”."
            )
        )
    closed = desk.may_here(Operation.READ_CLOSED)
    passages = desk.books.passages
    found = passages.find(asked, closed=closed, secrets=passages.secrets(desk.sees, closed=closed))
    if found:
        told = answered(*(part for row in found for part in _quoted(row)))
        return replace(told, private=True) if any(row.closed for row in found) else told
    nothing = answered(
        Text(
            f"The papers that I have say nothing about “{asked[:80]}” that I could quote, and I do not guess."
        ),
        buttons=(Button("Look in the handbook", LookUp(asked)), Button("Help", Help())),
    )
    return replace(nothing, unanswered=asked)


def _quoted(row: Passage) -> Iterator[Part]:
    yield Text(f"“{row.text}”")
    where = f"paragraph {row.number}" if row.number else row.place
    under = f" ({row.section})" if row.section else ""
    closed = " Closed session." if row.closed else ""
    when = f", {day(row.dated)}" if row.dated else ""
    yield Note(f"{row.paper or 'A paper without a name'}{when}, {where}{under}.{closed}")
