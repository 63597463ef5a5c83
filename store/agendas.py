"""Agendas: their items in order, as somebody puts them together and as papers print them.

Numbers follow from the order: each item has the next one, but breaks and whatever a paper prints without one. Those
that a paper prints stand until somebody changes the order.
"""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from store.agenda_items import BREAK, Item, ItemDetails, changed_fields, checked
from store.agenda_template import CLOSING, NEXT_MEETING, Standing
from store.errors import Conflict, NotFound
from store.names import plain
from store.tables import AgendaItem, Paper


class Agendas:
    """The agendas of one partnership over one transaction."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self.session = session
        self.partnership_id = partnership_id

    def items(self, meeting_id: int) -> list[AgendaItem]:
        """The items of a meeting's agenda in order."""
        mine = (AgendaItem.partnership_id == self.partnership_id, AgendaItem.meeting_id == meeting_id)
        return list(self.session.scalars(select(AgendaItem).where(*mine).order_by(AgendaItem.position)))

    def item(self, item_id: int) -> AgendaItem:
        """One item. Raises NotFound when somebody has taken it off its agenda."""
        mine = (AgendaItem.partnership_id == self.partnership_id, AgendaItem.id == item_id)
        row = self.session.scalar(select(AgendaItem).where(*mine))
        if row is None:
            raise NotFound("That item is no longer on the agenda. Nothing was changed.")
        return row

    def find(self, meeting_id: int, said: str) -> AgendaItem:
        """The item that a number or the beginning of a title means. Raises NotFound, naming what there is."""
        items, wanted = self.items(meeting_id), plain(said)
        numbered = [item for item in items if item.number and item.number.casefold() == wanted]
        found = numbered or [item for item in items if wanted and plain(item.title).startswith(wanted)]
        if len(found) == 1:
            return found[0]
        numbers = [item.number for item in items if item.number]
        there = f"its items are {numbers[0]} to {numbers[-1]}" if numbers else "it has no numbered items"
        if found:
            raise NotFound(f"Several items begin with “{said[:80]}”. Nothing was changed; say its number.")
        raise NotFound(f"That agenda has no item “{said[:80]}”; {there}. Nothing was changed.")

    def start(self, meeting_id: int, template: list[Standing]) -> None:
        """Begin an agenda with the standing items. Raises Conflict when there is one already."""
        if known := self.items(meeting_id):
            raise Conflict(
                f"That meeting has an agenda already, with {len(known)} items. Nothing was changed; add to it instead."
            )
        rows = [self._new(meeting_id, Item(one.title, one.leads, one.minutes, one.kind)) for one in template]
        self._arrange(rows)

    def add(self, meeting_id: int, item: Item) -> AgendaItem:
        """Put an item on the agenda: last, but before any other business and the date of the next meeting."""
        items = self.items(meeting_id)
        row = self._new(meeting_id, checked(item))
        at = len(items)
        while at and _closing(items[at - 1]) > _closing(row):
            at -= 1
        self._arrange([*items[:at], row, *items[at:]])
        return row

    def clash(self, row: AgendaItem, was: Item, to: Item) -> tuple[str, ...]:
        """What stands otherwise now than `was` and than it shall stand: the names of these fields of Item."""
        now = Item.of(row)
        return tuple(
            name
            for name in changed_fields(was, to)
            if getattr(now, name) not in (getattr(was, name), getattr(to, name))
        )

    def change(self, row: AgendaItem, was: Item, to: Item) -> bool:
        """Write what `to` says otherwise than `was`, and leave the rest as it stands; whether that changes anything."""
        now = Item.of(row)
        wanted = msgspec.structs.replace(now, **{name: getattr(to, name) for name in changed_fields(was, to)})
        self._write(row, checked(wanted))
        numbered = row.number is not None
        if numbered is (row.kind == BREAK):
            row.number = None if numbered else ""
            self._arrange(self.items(row.meeting_id))
        self.session.flush()
        return Item.of(row) != now

    def remove(self, row: AgendaItem) -> None:
        """Take an item off its agenda; those after it move up."""
        left = self._others(row)
        self.session.delete(row)
        self.session.flush()
        self._arrange(left)

    def move(self, row: AgendaItem, steps: int) -> None:
        """Move an item down by so many places, or up when it is negative. Raises Conflict at the end of the agenda."""
        others = self._others(row)
        at = self.items(row.meeting_id).index(row) + steps
        if not 0 <= at <= len(others):
            end = "first" if steps < 0 else "last"
            raise Conflict(f"“{row.title[:80]}” is the {end} item already. Nothing was changed.")
        self._arrange([*others[:at], row, *others[at:]])

    def mark(self, row: AgendaItem, paper: Paper | None) -> None:
        """Note where the paper of an item stands; None: none is due. Raises Conflict when that is known."""
        if Item.of(row).paper == paper:
            known = f"noted as {paper} already" if paper else "not due anyway"
            raise Conflict(f"The paper for “{row.title[:80]}” is {known}. Nothing was changed.")
        self._write(row, msgspec.structs.replace(Item.of(row), paper=paper))
        self.session.flush()

    def put(self, meeting_id: int, position: int, details: ItemDetails, item_id: int | None) -> None:
        """Write a line as a paper prints it, over a known item or as a new one at that position, from 1.

        What is known of a paper for it stays.
        """
        row = self.item(item_id) if item_id else self._new(meeting_id, Item(details.title))
        if item_id is None:
            others = self._others(row)
            at = sum(other.position < position for other in others)
            self._arrange([*others[:at], row, *others[at:]], numbers=False)
        row.number, row.title, row.minutes = details.number, details.title, details.minutes
        row.leads = list(details.leads)
        row.closed_session, row.kind = details.closed_session, details.kind
        self.session.flush()

    def order(self, meeting_id: int, titles: list[str]) -> None:
        """Bring the items with these titles into their order, what has another title behind them; numbers stay."""
        places = {title: place for place, title in reversed(list(enumerate(titles)))}
        rows = self.items(meeting_id)
        self._arrange(sorted(rows, key=lambda row: places.get(row.title, len(rows))), numbers=False)

    def drop(self, item_id: int) -> None:
        """Take off a line that a corrected paper no longer prints; the numbers stay as printed."""
        self.session.delete(self.item(item_id))
        self.session.flush()

    def _others(self, row: AgendaItem) -> list[AgendaItem]:
        """The agenda without that item."""
        return [item for item in self.items(row.meeting_id) if item is not row]

    def _new(self, meeting_id: int, item: Item) -> AgendaItem:
        """An item that has no place yet; it gets one before the next flush."""
        row = AgendaItem(partnership_id=self.partnership_id, meeting_id=meeting_id)
        row.number = None if item.kind == BREAK else ""
        self._write(row, item)
        return row

    @staticmethod
    def _write(row: AgendaItem, item: Item) -> None:
        row.title, row.leads, row.minutes = item.title, list(item.leads), item.minutes
        row.kind, row.closed_session, row.paper_confidential = item.kind, item.closed, item.confidential
        row.paper_due, row.paper = item.paper is not None, item.paper or Paper.AWAITED

    def _arrange(self, rows: list[AgendaItem], *, numbers: bool = True) -> None:
        """Bring the items into that order, and number them anew.

        No two may stand in one place even for a moment, so those that take each other's step aside first.
        """
        moving = [(row, place) for place, row in enumerate(rows, 1) if row.position != place]
        held = {row.position for row, _ in moving}
        self.session.add_all(rows)
        if any(place in held for _, place in moving):
            for row, place in moving:
                row.position = -place
            self.session.flush()
        for row, place in moving:
            row.position = place
        counted = (row for row in rows if row.number is not None)
        for number, row in enumerate(counted, 1) if numbers else ():
            row.number = str(number)
        self.session.flush()


def _closing(item: AgendaItem) -> int:
    """How far at the end of every agenda it belongs, 0 for an item like any other."""
    if item.kind == NEXT_MEETING:
        return len(CLOSING)
    title = plain(item.title)
    return next((place for place, begins in enumerate(CLOSING, 1) if title.startswith(begins)), 0)
