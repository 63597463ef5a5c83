"""From the books to a register paper: the register of one meeting, a choice of action points, or all of them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from store.books import OpenBooks
from store.papers.writing.happenings import Subject, happenings
from store.papers.writing.public_edition import public_happening, public_row
from store.papers.writing.register_paper import Edition, HappeningRow, RegisterPaper, RegisterRow, UpdateRow
from store.register_reading import Points, State
from store.tables import Meeting, Status, Update
from store.views import PointView

_AT_ONCE = 1_000  # ids in one statement: databases set limits


def register_of_meeting(
    books: OpenBooks, meeting: Meeting, *, edition: Edition = Edition.PUBLIC, history: bool = False
) -> RegisterPaper:
    """The paper ACTION POINTS for `meeting`: all that the group's previous meeting minuted, with its state today.

    What has changed is told since that meeting; `history`: with all that ever happened.
    """
    previous = books.calendar.previous(meeting)
    points = books.register.points.in_state(State.ALL)
    paper = RegisterPaper(
        partnership=books.partnership.name,
        group=meeting.group.name,
        meeting=meeting.day or meeting.month,
        as_at=books.today,
        rows=(),
        edition=edition,
    )
    if previous is None:
        return paper
    return _filled(paper, points.minuted_at(previous.id), previous.day, books, history=history)


def chosen_register(
    books: OpenBooks, points: Points, chosen: str, *, edition: Edition, history: bool = False
) -> RegisterPaper:
    """A choice of action points as a paper; `chosen` says which ("open action points of Quay Homes")."""
    board = books.directory.board()
    previous = books.calendar.last_before(board, books.today) if board else None
    name = books.partnership.name
    paper = RegisterPaper(name, name, None, books.today, (), edition, chosen)
    return _filled(paper, points, previous.day if previous else None, books, history=history)


def whole_register(books: OpenBooks, *, confidential: bool, history: bool = False) -> RegisterPaper:
    """Every action point ever minuted, in order."""
    edition = Edition.INTERNAL if confidential else Edition.PUBLIC
    points = books.register.points.in_state(State.ALL)
    return chosen_register(books, points, "all action points", edition=edition, history=history)


def _filled(
    paper: RegisterPaper, points: Points, previous: date | None, books: OpenBooks, *, history: bool
) -> RegisterPaper:
    """The paper with its rows and what happened to them, as its edition may have them."""
    views = (points if paper.internal else points.public()).in_register_order()
    rows = _rows(books, views)
    subjects = [Subject(view.id, view.ref, view.full_ref) for view in views]
    since = _after(previous, books) if previous else None
    told = happenings(books, subjects, since=None if history else since, public=not paper.internal)
    lines = told if paper.internal else tuple(map(public_happening, told))
    return replace(
        paper,
        rows=rows if paper.internal else tuple(map(public_row, rows)),
        previous=previous,
        changes=tuple(line for line in lines if _is_news(line, since, paper)) if since else (),
        history=lines if history else (),
    )


def _after(day: date, books: OpenBooks) -> datetime:
    """The end of a meeting's day: what was done in it stands in its minutes."""
    return datetime.combine(day + timedelta(days=1), time(), books.zone)


def _is_news(line: HappeningRow, since: datetime, paper: RegisterPaper) -> bool:
    """Whether a meeting has not heard of it. That it minuted its own action points is no news to it."""
    return line.at >= since and not (paper.meeting and line.kind == "raised")


def _rows(books: OpenBooks, views: list[PointView]) -> tuple[RegisterRow, ...]:
    updates = _updates(books, [view.id for view in views])
    board = books.directory.board()
    board_name = board.name if board else books.partnership.name
    return tuple(_row(view, updates.get(view.id, ()), board_name) for view in views)


def _updates(books: OpenBooks, ids: list[int]) -> dict[int, tuple[UpdateRow, ...]]:
    """The updates of all these action points, in the order they were made."""
    found: dict[int, tuple[UpdateRow, ...]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        mine = Update.action_point_id.in_(ids[at : at + _AT_ONCE])
        for row in books.session.scalars(select(Update).where(mine).order_by(Update.at, Update.id)):
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
    return as_printed(view.status, view.note)


def as_printed(status: Status, note: str) -> str:
    """The same from a status and its note."""
    note = note.strip()
    word = {
        Status.CLOSED: "Closed",
        Status.CARRIED_OVER: "Carried over",
        Status.IN_PROGRESS: "In progress",
    }.get(status, "")
    if not note:
        return f"{word}." if word else ""
    if not word or note.casefold().startswith(word.casefold()) or status is not Status.CLOSED:
        return note
    return f"{word}: {note[0].upper()}{note[1:]}"
