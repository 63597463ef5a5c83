"""The agenda of a paper's own meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from store.agenda_items import ItemDetails
from store.books import OpenBooks
from store.names import plain
from store.papers.importing.age import Ages
from store.papers.importing.meetings import WantedMeeting, the_meeting
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import AgendaEntry, Lead
from store.tables import AgendaItem

# No paper speaks of these, so what people note there makes an item no newer than a paper.
_OF_PAPERS = frozenset({"paper_due", "paper", "paper_confidential"})


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the lines of a paper are held against: the meeting they are for, and how old the items in the books are."""

    meeting: WantedMeeting
    told: date | None
    ages: Ages

    def is_newer(self, item: AgendaItem) -> bool:
        """An agenda belongs to one paper and its corrections, so only what was changed by hand is newer."""
        return self.told is None or self.ages.by_hand([item.id]) is not None


def plan_agenda(scene: Scene) -> Iterator[Entry]:
    """What becomes of each line of the agenda; lines that a corrected agenda no longer has go."""
    head = scene.paper.meeting
    if head is None or head.date is None or not scene.paper.agenda:
        return
    meeting = WantedMeeting(scene.groups.titled(head.title), head.date, head.date)
    row = meeting.row(scene.books)
    items = scene.books.agendas.items(row.id) if row else []
    known = _matched(scene.paper.agenda, items)
    ages = Ages.of(scene.books, AgendaItem.__tablename__, [item.id for item in items], _OF_PAPERS)
    books = _Beside(meeting, scene.told, ages)
    for entry in scene.paper.agenda:
        yield _entry(entry, known.get(entry.position), books)
    kept = {item.id for item in known.values()}
    for item in items:
        if item.id not in kept:
            yield _surplus(item, books)
    places = [known[entry.position].position for entry in scene.paper.agenda if entry.position in known]
    if places != sorted(places) and not any(books.is_newer(item) for item in known.values()):
        step = partial(_order, meeting, [entry.title for entry in scene.paper.agenda])
        yield Entry(Section.AGENDA, Kind.CHANGE, "the items in another order", 0, step)


def _matched(entries: Iterable[AgendaEntry], items: list[AgendaItem]) -> dict[int, AgendaItem]:
    """The item that each line is, by the line's position: the one of its title, else another's in the same place."""
    listed, left = list(entries), list(items)
    matched: dict[int, AgendaItem] = {}
    for entry in listed:
        same = [item for item in left if plain(item.title) == plain(entry.title)]
        if same:
            matched[entry.position] = min(same, key=lambda item: abs(item.position - entry.position))
            left.remove(matched[entry.position])
    for entry in listed:
        place = next((item for item in left if item.position == entry.position), None)
        if place and entry.position not in matched:
            matched[entry.position] = place
            left.remove(place)
    return matched


def _entry(entry: AgendaEntry, item: AgendaItem | None, books: _Beside) -> Entry:
    wanted = ItemDetails(
        number=entry.number,
        title=entry.title,
        leads=tuple(_lead(lead) for lead in entry.leads),
        minutes=entry.minutes,
        closed_session=entry.closed_session,
        kind=entry.kind,
    )
    shown = f"{entry.number}. {entry.title}" if entry.number else entry.title
    step = partial(_put, books.meeting, entry.position, wanted, item.id if item else None)
    if item is None:
        return Entry(Section.AGENDA, Kind.ADD, shown, entry.line, step)
    before = ItemDetails.of(item)
    if before == wanted:
        return Entry(Section.AGENDA, Kind.SAME, shown, entry.line)
    if books.is_newer(item):
        return Entry(Section.AGENDA, Kind.SAME, f"{shown}, left: the books are newer", entry.line)
    return Entry(Section.AGENDA, Kind.CHANGE, f"{_words(before)} -> {_words(wanted)}", entry.line, step)


def _lead(lead: Lead) -> str:
    if lead.name and lead.organisation:
        return f"{lead.name} ({lead.organisation})"
    return lead.name or lead.organisation or ""


def _words(item: ItemDetails) -> str:
    number = f"{item.number}. " if item.number else ""
    leads = f" ({', '.join(item.leads)})" if item.leads else ""
    minutes = f", {item.minutes} min" if item.minutes else ""
    return f"{number}{item.title}{leads}{minutes}{', closed session' if item.closed_session else ''}"


def _surplus(item: AgendaItem, books: _Beside) -> Entry:
    shown = _words(ItemDetails.of(item))
    if books.is_newer(item):
        return Entry(Section.AGENDA, Kind.SAME, f"{shown}, left: the books are newer")
    step = partial(_drop, item.id)
    return Entry(Section.AGENDA, Kind.CHANGE, f"{shown} -> no longer on the agenda", 0, step)


def _put(
    meeting: WantedMeeting, position: int, details: ItemDetails, item_id: int | None, books: OpenBooks
) -> None:
    books.agendas.put(the_meeting(meeting, books).id, position, details, item_id)


def _drop(item_id: int, books: OpenBooks) -> None:
    books.agendas.drop(item_id)


def _order(meeting: WantedMeeting, titles: list[str], books: OpenBooks) -> None:
    books.agendas.order(the_meeting(meeting, books).id, titles)
