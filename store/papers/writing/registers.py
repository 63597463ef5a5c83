"""From the books to a register paper: the register of one meeting, or the whole of it."""

from collections.abc import Callable
from types import MappingProxyType

from sqlalchemy import select

from store.books import OpenBooks
from store.papers.writing.register_paper import (
    RegisterPaper,
    RegisterRow,
    UpdateRow,
    to_csv,
    to_docx,
    to_json,
)
from store.register_reading import Points, State
from store.tables import Meeting, Status, Update
from store.views import PointView

FORMATS: MappingProxyType[str, Callable[[RegisterPaper], bytes]] = MappingProxyType(
    {"docx": to_docx, "csv": to_csv, "json": to_json}
)


def register_of_meeting(books: OpenBooks, meeting: Meeting) -> RegisterPaper:
    """The paper ACTION POINTS for `meeting`: all that the group's previous meeting minuted, with its state today.

    It is the public edition: confidential action points are not in it, and it does not say so.
    """
    previous = books.calendar.previous(meeting)
    points = books.register.points.in_state(State.ALL).public()
    rows = _rows(books, points.minuted_at(previous.id)) if previous else ()
    return RegisterPaper(
        partnership=books.partnership.name,
        group=meeting.group.name,
        meeting=meeting.day or meeting.month,
        as_at=books.today,
        rows=rows,
    )


def whole_register(books: OpenBooks, *, confidential: bool) -> RegisterPaper:
    """Every action point ever minuted, in order."""
    points = books.register.points.in_state(State.ALL)
    rows = _rows(books, points if confidential else points.public())
    return RegisterPaper(books.partnership.name, books.partnership.name, books.today, books.today, rows)


def _rows(books: OpenBooks, points: Points) -> tuple[RegisterRow, ...]:
    views = points.in_register_order()
    updates = _updates(books, [view.id for view in views])
    board = books.directory.board()
    board_name = board.name if board else books.partnership.name
    return tuple(_row(view, updates.get(view.id, ()), board_name) for view in views)


def _updates(books: OpenBooks, ids: list[int]) -> dict[int, tuple[UpdateRow, ...]]:
    """The updates of all these action points in one query, in the order they were made."""
    found: dict[int, tuple[UpdateRow, ...]] = {}
    rows = select(Update).where(Update.action_point_id.in_(ids)).order_by(Update.at, Update.id)
    for row in books.session.scalars(rows) if ids else ():
        said = UpdateRow(row.at.astimezone(books.zone), row.by, row.text)
        found[row.action_point_id] = (*found.get(row.action_point_id, ()), said)
    return found


def _row(view: PointView, updates: tuple[UpdateRow, ...], board: str) -> RegisterRow:
    return RegisterRow(
        ref=view.ref,
        full_ref=view.full_ref,
        raised=view.raised,
        group=view.group or board,
        text=view.text,
        owners=view.owners,
        due=view.due,
        status=view.status.value,
        status_text=printed_status(view),
        confidential=view.confidential,
        carried_from=view.carried_from,
        carried_to=view.carried_to,
        updates=updates,
    )


def printed_status(view: PointView) -> str:
    """What the paper prints in its third column, such as "Closed: Circulated on 14 February 2024".

    A note that came from a paper stands as it was printed; one given in Slack gets the word before it.
    """
    note = view.note.strip()
    word = {
        Status.CLOSED: "Closed",
        Status.CARRIED_OVER: "Carried over",
        Status.IN_PROGRESS: "In progress",
    }.get(view.status, "")
    if not note:
        return f"{word}." if word else ""
    if not word or note.casefold().startswith(word.casefold()) or view.status is not Status.CLOSED:
        return note
    return f"{word}: {note[0].upper()}{note[1:]}"
