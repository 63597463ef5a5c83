"""The agenda of a paper's own meeting."""

from collections.abc import Iterator
from functools import partial

from store.books import OpenBooks
from store.calendar import ItemDetails
from store.papers.importing.age import Ages
from store.papers.importing.meetings import WantedMeeting, the_meeting
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import AgendaEntry, Lead
from store.tables import AgendaItem


def plan_agenda(scene: Scene) -> Iterator[Entry]:
    """What becomes of each line of the agenda, position by position; lines a corrected agenda no longer has go."""
    head = scene.paper.meeting
    if head is None or head.date is None or not scene.paper.agenda:
        return
    meeting = WantedMeeting(scene.groups.titled(head.title), head.date, head.date)
    row = meeting.row(scene.books)
    items = {item.position: item for item in scene.books.calendar.agenda(row.id)} if row else {}
    ages = Ages.of(scene.books, "agenda_item", [item.id for item in items.values()])
    for entry in scene.paper.agenda:
        yield _entry(entry, items.pop(entry.position, None), meeting, scene, ages)
    for item in items.values():
        yield _surplus(item, meeting, scene, ages)


def _entry(
    entry: AgendaEntry, item: AgendaItem | None, meeting: WantedMeeting, scene: Scene, ages: Ages
) -> Entry:
    wanted = ItemDetails(
        number=entry.number,
        title=entry.title,
        leads=tuple(_lead(lead) for lead in entry.leads),
        minutes=entry.minutes,
        closed_session=entry.closed_session,
        kind=entry.kind,
    )
    shown = f"{entry.number}. {entry.title}" if entry.number else entry.title
    step = partial(_put, meeting, entry.position, wanted)
    if item is None:
        return Entry(Section.AGENDA, Kind.ADD, shown, entry.line, step)
    before = ItemDetails.of(item)
    if before == wanted:
        return Entry(Section.AGENDA, Kind.SAME, shown, entry.line)
    if _is_newer(item, scene, ages):
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


def _is_newer(item: AgendaItem, scene: Scene, ages: Ages) -> bool:
    """An agenda belongs to one paper and its corrections, so only what was changed by hand is newer."""
    return scene.told is None or ages.by_hand([item.id]) is not None


def _surplus(item: AgendaItem, meeting: WantedMeeting, scene: Scene, ages: Ages) -> Entry:
    shown = _words(ItemDetails.of(item))
    if _is_newer(item, scene, ages):
        return Entry(Section.AGENDA, Kind.SAME, f"{shown}, left: the books are newer")
    step = partial(_remove, meeting, item.position)
    return Entry(Section.AGENDA, Kind.CHANGE, f"{shown} -> no longer on the agenda", 0, step)


def _put(meeting: WantedMeeting, position: int, details: ItemDetails, books: OpenBooks) -> None:
    books.calendar.put_item(the_meeting(meeting, books), position, details)


def _remove(meeting: WantedMeeting, position: int, books: OpenBooks) -> None:
    books.calendar.remove_item(the_meeting(meeting, books), position)
