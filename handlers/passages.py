"""What the papers say, quoted word for word with paper, day and paragraph; never in other words."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from handlers.access import Operation
from handlers.desk import Desk
from handlers.paper_requests import AskPapers
from handlers.replies import Button, Note, Part, Reply, Text, Title, answered
from handlers.requests import Help, LookUp
from store.dates import day
from store.passage_words import speaks_of_agreeing
from store.tables import Passage

_LONGEST = 1_200  # characters of a quotation; a longer one says so where it is cut
_MANY = 10  # paragraphs of one meeting
_NAMED = 80  # characters of the question in the answer


def quoted(request: AskPapers, desk: Desk) -> Reply:
    """The two or three paragraphs that hold the most of the question; else that none does, and what is nearest."""
    desk.require(Operation.READ)
    asked = " ".join(request.query.split())
    closed = desk.may_here(Operation.READ_CLOSED)
    passages = desk.books.passages
    secrets = passages.secrets(desk.sees, closed=closed)
    if not asked and request.on:
        return _agreed(request.on, passages.minuted(request.on, closed=closed, secrets=secrets))
    if not asked:
        return answered(Text(_how(desk, closed=closed)))
    found = passages.find(asked, closed=closed, secrets=secrets)
    quotations = tuple(part for row in found.passages for part in _quoted(row))
    private = any(row.closed for row in found.passages)
    if found.passages and not found.near:
        return replace(answered(*quotations), private=private)
    hint = (Text("The nearest that they say, perhaps about something else:"),) if quotations else ()
    said = (
        f"The papers say nothing about “{_shortened(asked, _NAMED)}” that I could quote, and I do not guess."
    )
    nothing = answered(
        Text(said),
        Note(_looked_in(desk, closed=closed)),
        *hint,
        *quotations,
        buttons=(Button("Look in the handbook", LookUp(asked[:300])), Button("Help", Help())),
    )
    return replace(nothing, private=private, unanswered=asked)


def _agreed(on: date, minuted: list[Passage]) -> Reply:
    """The paragraphs of a meeting's minutes that say so, in their order."""
    agreed = [row for row in minuted if speaks_of_agreeing(row.text)]
    if not minuted:
        return answered(
            Text(f"I have not been given the minutes of {day(on)}, so I cannot quote what was agreed.")
        )
    if not agreed:
        return answered(Text(f"No paragraph of the minutes of {day(on)} says that something was agreed."))
    more = len(agreed) - _MANY
    told = answered(
        Title(f"Agreed on {day(on)}, as the minutes have it"),
        *(part for row in agreed[:_MANY] for part in _quoted(row)),
        *([Note(f"{more} more paragraphs say so; ask what was agreed about something.")] if more > 0 else []),
    )
    return replace(told, private=any(row.closed for row in agreed[:_MANY]))


def _quoted(row: Passage) -> Iterator[Part]:
    yield Text(f"“{_shortened(row.text, _LONGEST)}”")
    source = [row.paper or "A paper without a name"]
    source += [day(row.dated)] if row.dated else []
    source += [f"paragraph {row.number}" if row.number else row.place]
    under = f" ({row.section})" if row.section else ""
    yield Note(f"{', '.join(source)}{under}.{' Closed session.' if row.closed else ''}")


def _shortened(said: str, length: int) -> str:
    return said if len(said) <= length else f"{said[: length - 2].rstrip()} …"


def _looked_in(desk: Desk, *, closed: bool) -> str:
    some, newest = desk.books.passages.newest(closed=closed)
    if not some:
        return "No paper has been brought in yet whose text I could look through."
    return f"I looked in all the papers that I was given{f', the newest of {day(newest)}' if newest else ''}."


def _how(desk: Desk, *, closed: bool) -> str:
    some, newest = desk.books.passages.newest(closed=closed)
    said = "What are the papers to be asked? Say `/actions papers street lighting`, or “what was agreed about street lighting?”."
    if not some:
        return f"{said} No paper has been brought in yet, so there is nothing to be found."
    return f"{said}{f' The newest that I have is of {day(newest)}.' if newest else ''}"
