"""How an agenda looks: to read, line by line, and to edit, with a button on each item. One message, fit for a phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from handlers.access import Operation
from handlers.desk import Desk
from handlers.meeting_requests import (
    AddItem,
    ChangeItem,
    EditAgenda,
    MarkPaper,
    MoveItem,
    RemoveItem,
    StartAgenda,
)
from handlers.meetings import one_line, the_meeting
from handlers.replies import Bullets, Button, Look, Note, Outcome, Part, Reply, Row, Text, Title, answered
from handlers.requests import Undo
from store.agenda_items import KINDS, Item, is_withheld, length, paper_state, starts, titled
from store.dates import clock_time
from store.names import candidates
from store.tables import AgendaItem, Paper
from store.views import MeetingView


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the caller may see it here: `named` its title and leads, `paper` where its paper stands."""

    item: AgendaItem
    starts: time | None
    named: bool
    paper: str

    @property
    def heading(self) -> str:
        """When it begins and what it is."""
        at = f"{clock_time(self.starts)} " if self.starts else ""
        already = self.item.title.casefold().startswith("closed session")
        if not self.named or already or not self.item.closed_session:
            return f"{at}{titled(self.item, withheld=not self.named)}"
        number = f"{self.item.number}. " if self.item.number else ""
        return f"{at}{number}Closed session: {self.item.title}"

    @property
    def facts(self) -> Iterator[str]:
        """The rest of it, one by one."""
        if self.item.minutes:
            yield f"{self.item.minutes} min"
        if self.item.kind in KINDS[1:-1]:
            yield self.item.kind
        if self.paper:
            yield self.paper

    def __str__(self) -> str:
        leads = f" ({', '.join(self.item.leads)})" if self.item.leads and self.named else ""
        return ", ".join((f"{self.heading}{leads}", *self.facts))


def lines(items: list[AgendaItem], meeting: MeetingView, desk: Desk) -> list[Line]:
    """The items as the caller may see them here.

    What is confidential, or in closed session, is named to those whom the table names, where nobody reads along; where a
    confidential paper stands is for those who may read what is confidential, and for whoever leads it.
    """
    begins = starts(items, meeting.start)
    return [_line(item, at, meeting, desk) for item, at in zip(items, begins, strict=True)]


def _line(item: AgendaItem, at: time | None, meeting: MeetingView, desk: Desk) -> Line:
    state = paper_state(item, meeting.report_deadline, desk.today)
    if not may_read(item, desk):
        return Line(item, at, named=False, paper="")
    if not item.paper_confidential:
        return Line(item, at, named=True, paper=f"paper {state}" if state else "")
    entitled = desk.may_here(Operation.READ_CONFIDENTIAL, own=leads(item, desk))
    known = f"confidential paper {state}".rstrip() if entitled else "confidential paper"
    return Line(item, at, named=True, paper=known)


def may_read(item: AgendaItem, desk: Desk) -> bool:
    """Whether the caller may read here what an item is about."""
    return not is_withheld(item) or desk.may_here(Operation.READ_CLOSED, own=leads(item, desk))


def leads(item: AgendaItem, desk: Desk) -> bool:
    """Whether the caller is one of the leads, who are kept as the agenda prints them."""
    return desk.person is not None and any(
        [party.id for party in candidates(lead, desk.words, desk.today) if party.kind == "person"]
        == [desk.person.id]
        for lead in item.leads
    )


def shown(meeting: MeetingView, items: list[AgendaItem], desk: Desk, *, edits: bool) -> Reply:
    """An agenda to read; `edits`: the caller may change it."""
    if not items:
        return answered(
            Text(f"There is no agenda yet for {one_line(meeting, desk.today)}."),
            buttons=_beginnings(meeting) if edits else (),
        )
    seen = lines(items, meeting, desk)
    parts: list[Part] = [
        Title(f"Agenda, {one_line(meeting, desk.today)}"),
        Bullets(tuple(map(str, seen))),
        Text(lasts(items, meeting)),
    ]
    if any(not line.named for line in seen):
        parts.append(
            Note("What is confidential is not named here; members read the titles in a direct message to me.")
        )
    edit = (Button("Edit the agenda", EditAgenda(meeting=meeting.id)),) if edits else ()
    return answered(*parts, buttons=edit)


def lasts(items: list[AgendaItem], meeting: MeetingView, agenda: str = "The agenda") -> str:
    """How long an agenda takes, and a warning where that is longer than the meeting."""
    long = length(items, meeting.start, meeting.end)
    if long.meeting is None or meeting.start is None or meeting.end is None:
        return f"{agenda} takes {long.total} minutes in all."
    slot = f"from {clock_time(meeting.start)} to {clock_time(meeting.end)}"
    if not long.over:
        return f"{agenda} takes {long.total} of the {long.meeting} minutes {slot}."
    return f"{agenda} is too long: it takes {long.total} minutes, {long.over} more than there are {slot}."


def _beginnings(meeting: MeetingView) -> tuple[Button, ...]:
    return (
        Button("Start with the standing items", StartAgenda(meeting=meeting.id), Look.MAIN),
        Button("Add an item", AddItem(meeting=meeting.id), form=True),
    )


def screen(meeting: MeetingView, items: list[AgendaItem], desk: Desk, done: str = "") -> Reply:
    """The agenda to edit: a button on each item, and what can be done with all of it.

    `done` says what has just been changed.
    """
    rows = [_row(line, meeting) for line in lines(items, meeting, desk)]
    title = Title(f"Editing the agenda of {the_meeting(meeting)}")
    parts: list[Part] = [title, *rows, Text(lasts(items, meeting) if items else "It has no items yet.")]
    add = Button("Add an item", AddItem(meeting=meeting.id), Look.MAIN, form=True)
    return _live(parts, (add,) if items else _beginnings(meeting), EditAgenda(meeting=meeting.id), desk, done)


def item_screen(
    row: AgendaItem, meeting: MeetingView, items: list[AgendaItem], desk: Desk, done: str = ""
) -> Reply:
    """One item with all that can be done with it."""
    line = next(line for line in lines(items, meeting, desk) if line.item is row)
    parts: list[Part] = [
        Title(f"Editing the agenda of {the_meeting(meeting)}"),
        Row(line.heading, tuple(_told(line))),
        Text(lasts(items, meeting)),
    ]
    item = Item.of(row)
    ways = [Button("Edit", ChangeItem(row.id, item), Look.MAIN, form=True)]
    ways += [Button(label, MarkPaper(state, item=row.id)) for label, state in _papers(item)]
    ways += [Button("Move up", MoveItem("up", item=row.id))] if row is not items[0] else []
    ways += [Button("Move down", MoveItem("down", item=row.id))] if row is not items[-1] else []
    ways += [
        Button("Remove", RemoveItem(item=row.id), Look.RISKY),
        Button("Back to the agenda", EditAgenda(meeting=meeting.id)),
    ]
    return _live(parts, tuple(ways), EditAgenda(meeting=meeting.id, item=row.id), desk, done)


def _papers(item: Item) -> Iterable[tuple[str, Paper | None]]:
    """What can be noted about its paper next."""
    if item.paper is None:
        return (("Paper due", Paper.AWAITED),)
    states = (
        ("Paper received", Paper.RECEIVED),
        ("Paper chased", Paper.CHASED),
        ("Paper awaited", Paper.AWAITED),
    )
    return (offer for offer in states if offer[1] is not item.paper)


def _row(line: Line, meeting: MeetingView) -> Row:
    name = line.item.number or f"“{line.item.title[:30]}”"
    change = EditAgenda(meeting=meeting.id, item=line.item.id)
    return Row(line.heading, tuple(_told(line)), Button(f"Change {name}", change))


def _told(line: Line) -> Iterator[str]:
    """An item in two short lines: who and how long, then the paper."""
    facts = [", ".join(line.item.leads), *line.facts] if line.named else [*line.facts]
    if told := " · ".join(filter(None, facts)):
        yield told


def _live(parts: list[Part], buttons: tuple[Button, ...], live: EditAgenda, desk: Desk, done: str) -> Reply:
    """A message that changes in its place; what was just done can be taken back."""
    change = desk.books.recorder.change_id if done else None
    if change:
        parts = [*parts, Note(f"{done} By {desk.caller.name}.")]
        buttons = (*buttons, Button("Undo", Undo(change)))
    outcome = Outcome.CHANGED if change else Outcome.ANSWERED
    return Reply(outcome, tuple(parts), buttons, private=True, live=live)
