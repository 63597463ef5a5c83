"""Papers that were sent: what one would change is shown by sections, unsure rows are chosen, then it is brought in.

What plans an import is loaded when there is a paper: serving starts without it.
"""

from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING

from handlers.access import Operation
from handlers.desk import Desk
from handlers.directory_desk import settled
from handlers.paper_requests import (
    ApplyPaper,
    ChooseRow,
    HowToImport,
    LeavePaper,
    MayImport,
    ShowPaper,
    TakePaper,
)
from handlers.replies import (
    Bullets,
    Button,
    Heading,
    Look,
    Note,
    Outcome,
    Part,
    Reply,
    Row,
    Text,
    Title,
    answered,
)
from store.papers.inbox import unpacked
from store.reference import Reference
from store.tables import PaperInHand

if TYPE_CHECKING:
    from store.papers.importing.plan import Entry, ImportPlan

TEXT_NEW = "Its paragraphs will be kept to be quoted."
TEXT_KEPT = "Its paragraphs can be asked for: `/actions papers …`."
_LINES = 5  # of each section, in short
_DOUBTS = 8  # unsure rows that are shown at once
_ON_A_BUTTON = 40  # characters of what it is about
_A_PAGE = 20  # rows of the details
_LONGEST = 300  # characters of a row


def how(_request: HowToImport, desk: Desk) -> Reply:
    """How papers are brought in."""
    desk.require(Operation.IMPORT)
    return answered(
        Text(
            "Send me the paper as a file, in a direct message, with a mention of me in a channel, or under something that I"
            " posted: Word, PDF, Excel, CSV, HTML, Markdown or text. I show what it would change; nothing is changed before you press Apply."
        )
    )


def may(request: MayImport, desk: Desk) -> Reply:
    """That the paper is being read, said before it is, since that may take a while."""
    desk.require(Operation.IMPORT)
    return Reply(Outcome.ANSWERED, (Note(f"I am reading {request.name} …"),), private=True)


def take(request: TakePaper, desk: Desk) -> Reply:
    """Keep a paper in hand and show it."""
    desk.require(Operation.IMPORT)
    row = desk.books.inbox.take(unpacked(request.content))
    return _shown(row, desk)


def show(request: ShowPaper, desk: Desk) -> Reply:
    """A paper in hand, in short or a page of its rows."""
    desk.require(Operation.IMPORT)
    return _shown(desk.books.inbox.get(request.paper), desk, request.page)


def choose(request: ChooseRow, desk: Desk) -> Reply:
    """An unsure row is to be taken, or left."""
    desk.require(Operation.IMPORT)
    row = desk.books.inbox.get(request.paper)
    desk.books.inbox.choose(row, [request.key], take=request.take)
    return _shown(row, desk, request.page)


def apply(request: ApplyPaper, desk: Desk) -> Reply:
    """Bring it in: all of it or nothing, and one Undo for all. What has changed since it was shown is shown first."""
    from store.papers.importing.importer import apply_import  # noqa: PLC0415

    desk.require(Operation.IMPORT)
    row = desk.books.inbox.get(request.paper)
    plan = _plan(row, desk)
    if plan.digest != request.digest:
        news = Text(
            "The books have changed since this was shown, and nothing was imported. It now means this:"
        )
        return _shown(row, desk, before=(news,))
    chosen = frozenset(row.chosen)
    apply_import(plan, desk.books, chosen)
    desk.books.inbox.put_away(row)
    taken = sum(entry.key in chosen for entry in plan.doubtful)
    also = f" {taken} unsure row{' was' if taken == 1 else 's were'} taken as well." if taken else ""
    text = f" {TEXT_KEPT}" if plan.new_text else ""
    return settled(f"Imported {plan.paper.name}. {plan.summary()}{also}{text}", desk)


def leave(request: LeavePaper, desk: Desk) -> Reply:
    """Put it away."""
    desk.require(Operation.IMPORT)
    row = desk.books.inbox.get(request.paper)
    desk.books.inbox.put_away(row)
    return Reply(Outcome.ANSWERED, (Text(f"{row.name} was put away. Nothing was changed."),), private=True)


def _plan(row: PaperInHand, desk: Desk) -> "ImportPlan":
    from store.papers.importing.importer import plan_import  # noqa: PLC0415

    return plan_import(unpacked(row.content), desk.books)


def _shown(row: PaperInHand, desk: Desk, page: int = 0, before: tuple[Part, ...] = ()) -> Reply:
    """The message of a paper in hand, which its buttons draw anew."""
    plan, chosen = _plan(row, desk), frozenset(row.chosen)
    if not plan.changes_anything and not plan.doubtful:
        said = (*_stuck(plan), *_unread(plan), Note("There is nothing to bring in."))
        parts = (Title(row.name), Text(plan.summary()), *said)
        return Reply(Outcome.ANSWERED, (*before, *parts), private=True)
    warned = (Text(plan.warning),) if plan.warning else ()
    rows = _rows(plan, page) if page else _in_short(plan)
    parts = (Title(row.name), *warned, Text(plan.summary()), *rows)
    doubts = _doubts(plan, chosen, row.id, page)
    text = f" {TEXT_NEW}" if plan.new_text else ""
    note = Note(f"Nothing has been changed yet.{text}")
    offers = tuple(_offers(plan, chosen, row.id, page))
    live = ShowPaper(row.id, page)
    said = (*before, *parts, *doubts, *_stuck(plan), *_unread(plan), note)
    return Reply(Outcome.CONFIRM, said, offers, private=True, live=live)


def _in_short(plan: "ImportPlan") -> Iterator[Part]:
    """The first rows of each section that would change something."""
    from store.papers.importing.plan import Section, headed  # noqa: PLC0415

    for section in Section:
        altering = [entry for entry in plan.altering if entry.section is section]
        if altering:
            lines = [_line(plan, entry) for entry in altering[:_LINES]]
            more = [f"and {len(altering) - _LINES} more"] if len(altering) > _LINES else []
            yield Bullets((*lines, *more), headed(section, len(altering)))


def _rows(plan: "ImportPlan", page: int) -> Iterator[Part]:
    """A page of all rows, also of those that stay the same."""
    entries = plan.entries[(page - 1) * _A_PAGE : page * _A_PAGE]
    lines = tuple(f"{entry.kind}: {entry.section}: {_line(plan, entry)}" for entry in entries)
    yield Bullets(lines, f"Page {page} of {_pages(plan)}")


def _pages(plan: "ImportPlan") -> int:
    return -(-len(plan.entries) // _A_PAGE)


def _line(plan: "ImportPlan", entry: "Entry") -> str:
    place = f" ({plan.paper.place(entry.line)})" if entry.line else ""
    said = (
        entry.sentence if len(entry.sentence) <= _LONGEST else f"{entry.sentence[: _LONGEST - 2].rstrip()} …"
    )
    return f"{said}{place}"


def _doubts(plan: "ImportPlan", chosen: frozenset[str], paper: int, page: int) -> Iterator[Part]:
    """Each unsure row with its button; those that are taken already go last."""
    doubts = sorted(plan.doubtful, key=lambda entry: entry.key in chosen)
    if doubts:
        yield Heading(_unsure(len(doubts), sum(entry.key in chosen for entry in doubts)))
    for entry in doubts[:_DOUBTS]:
        taken = entry.key in chosen
        what = f"{'Leave' if taken else 'Take'} {_called(entry)}"
        button = Button(what, ChooseRow(paper, entry.key, not taken, page))
        yield Row(_line(plan, entry), ("will be taken" if taken else "will be left",), button)
    if len(doubts) > _DOUBTS:
        yield Note(f"{len(doubts) - _DOUBTS} more are shown when these are decided.")


def _stuck(plan: "ImportPlan") -> Iterator[Part]:
    """What nobody can choose, with what is wrong with it."""
    from store.papers.importing.plan import Kind  # noqa: PLC0415

    stuck = [entry for entry in plan.entries if entry.kind is Kind.UNSURE and entry.step is None]
    if stuck:
        more = [f"and {len(stuck) - _LINES} more"] if len(stuck) > _LINES else []
        lines = (*(_line(plan, entry) for entry in stuck[:_LINES]), *more)
        yield Bullets(lines, f"Cannot be brought in as it stands: {len(stuck)}")


def _unsure(number: int, taken: int) -> str:
    """Such as "2 rows to decide: 1 will be taken, 1 left"."""
    rows = f"{number} row{'' if number == 1 else 's'} to decide"
    if not taken:
        return f"{rows}: none will be taken unless you choose it"
    left = f", {number - taken} left" if taken < number else ""
    return f"{rows}: {taken} will be taken{left}"


def _called(entry: "Entry") -> str:
    """What a row is called on its button, so that no two look or sound the same: its number, else its first words."""
    found = Reference.find(entry.sentence)
    if found and found[0][1] == 0:
        return str(found[0][0])
    return shorten(entry.sentence, _ON_A_BUTTON, placeholder="…")


def _unread(plan: "ImportPlan") -> Iterator[Part]:
    lines = tuple(f"{plan.paper.place(u.line)}: {u.text[:100]} ({u.why})" for u in plan.unread[:_LINES])
    if lines:
        yield Bullets(lines, f"Could not be read: {len(plan.unread)}")


def _offers(plan: "ImportPlan", chosen: frozenset[str], paper: int, page: int) -> Iterator[Button]:
    if plan.changes_anything or any(entry.key in chosen for entry in plan.doubtful):
        yield Button("Apply", ApplyPaper(paper, plan.digest), Look.MAIN)
    if page:
        yield Button("In short", ShowPaper(paper))
    if page < _pages(plan):
        yield Button("Next page" if page else "Details", ShowPaper(paper, page + 1))
    yield Button("Cancel", LeavePaper(paper))
