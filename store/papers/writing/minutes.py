"""From the books to the skeleton of a meeting's minutes: who was there, its items, and the action points at their places.

An action point stands under the item that its paragraph names; without one, under the item that is about the same or is
led by its owner, where only one is; else behind all items, for somebody to place. What was carried over stands under the
review of the register.

What the meeting agreed is what papers say of it, and what was noted on its day or the working day after, while the
secretariat types it up. What was logged later under its numbers is in its register, but was not agreed there as far as
anybody has said: it stands at the end by itself, with the day, for the secretariat to place or leave out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from store.agenda_items import is_withheld, kept_title
from store.attendance import is_over
from store.books import OpenBooks
from store.calendar import view
from store.dates import clock_time, day, month_end, working_days_after
from store.errors import Conflict
from store.papers.sources import is_of_a_paper
from store.papers.writing.minutes_paper import MinutedItem, MinutesPaper, Paragraph, Present, Section
from store.papers.writing.public_edition import without_numbers
from store.papers.writing.register_paper import Edition
from store.papers.writing.registers import printed_status
from store.phrases import listed
from store.register_reading import State
from store.roll import SECTIONS, Line, apologies, roll
from store.tables import ActionPoint, AgendaItem, Meeting, Presence, Status
from store.topics import stems
from store.views import PointView

_UNPLACED = "Action points to be placed"
_LATER = "Logged after the meeting, to be placed only if it was agreed there"
_COMMON = 2  # words that an action point shares at the least with the item that it is about
_WITHOUT_AGENDA = ("Welcome, introductions and apologies", "Action points: Review", "Any other business")


@dataclass(slots=True)
class _Item:
    """An item while its paragraphs are put together."""

    number: str
    title: str
    leads: tuple[str, ...]
    paragraphs: list[Paragraph]

    def has(self, word: str) -> bool:
        """Whether its title speaks of that."""
        return word in self.title.casefold()


def minutes_of(books: OpenBooks, meeting: Meeting, *, edition: Edition) -> MinutesPaper:
    """The skeleton of the minutes of a meeting. Raises Conflict while it is to come."""
    if not is_over(meeting, books.now.astimezone(books.zone)) and meeting.day != books.today:
        when = day(meeting.day) if meeting.day else f"{meeting.month:%B %Y}"
        raise Conflict(
            f"The meeting of {when} is to come, so there is nothing to minute yet. Nothing was written."
        )
    lines = roll(meeting, books)
    items = list(_items(books.agendas.items(meeting.id), public=edition is Edition.PUBLIC))
    _fill(items, lines, meeting, books, public=edition is Edition.PUBLIC)
    return MinutesPaper(
        partnership=books.partnership.name,
        group=meeting.group.name,
        meeting=meeting.day or meeting.month,
        as_at=books.today,
        facts=tuple(_facts(meeting, books)),
        sections=tuple(_sections(lines)),
        items=tuple(MinutedItem(item.number, item.title, tuple(item.paragraphs)) for item in items),
        edition=edition,
    )


def _facts(meeting: Meeting, books: OpenBooks) -> Iterator[str]:
    """Date, hours and place as minutes print them."""
    seen = view(meeting, books.zone)
    yield day(meeting.day or meeting.month)
    if seen.start:
        yield "-".join(clock_time(at) for at in (seen.start, seen.end) if at)
    place = seen.venue or "venue to be added"
    yield f"Hybrid at {place}" if seen.mode == "hybrid" else "Online" if seen.mode == "online" else place


def _sections(lines: list[Line]) -> Iterator[Section]:
    """Those who were there, under the three headings; who came for somebody stands in that person's section."""
    for title in SECTIONS:
        people = [
            Present(f"{f'{line.title} ' if line.title else ''}{line.name}", line.organisation)
            for line in lines
            if line.section == title and line.how in (Presence.PRESENT, Presence.ATTENDING)
        ]
        here = {one.name for one in people}
        people += [
            Present(f"{line.by} (for {line.name})", line.organisation)
            for line in lines
            if line.section == title and line.comes and line.by and line.by not in here
        ]
        if people:
            yield Section(title, tuple(people))


def _items(rows: list[AgendaItem], *, public: bool) -> Iterator[_Item]:
    """The items that have a number; without an agenda those that every meeting has."""
    if not rows:
        for at, title in enumerate(_WITHOUT_AGENDA, 1):
            yield _Item(str(at), title, (), [])
    for row in rows:
        withheld = public and is_withheld(row)
        if row.number:
            title = kept_title(row) if withheld else row.title
            yield _Item(row.number, title, () if withheld else tuple(row.leads), [])


def _fill(items: list[_Item], lines: list[Line], meeting: Meeting, books: OpenBooks, *, public: bool) -> None:
    """Put what is known into the items, and a place to write into the others."""
    opening = (item for word in _OPENING for item in items if item.has(word))
    welcome = next(opening, items[0] if items else None)
    for item in items:
        item.paragraphs.append(Paragraph("[What was said.]"))
    if welcome:
        chair = "[Who chaired the meeting, and who was welcomed.]"
        noted = any(line.how is not None for line in lines)
        away = apologies(lines) if noted else "[Who was present, and who sent apologies.]"
        welcome.paragraphs[:] = [Paragraph(chair), Paragraph(away)]
    review = next((item for item in items if item.has("action point")), None)
    if review:
        review.paragraphs[:] = list(_reviewed(meeting, books, public=public)) or review.paragraphs
    points = books.register.points.in_state(State.ALL)
    minuted = (points.public() if public else points).minuted_at(meeting.id).in_register_order()
    new = [point for point in minuted if not point.carried_from or review is None]
    later = _logged_later(new, meeting, books)
    _place([point for point in new if point.id not in later], items, books, public=public)
    items += _afterwards([point for point in new if point.id in later], later, public=public)


_OPENING = ("apolog", "welcome", "introduction")  # what the item is called under which a meeting begins


def _logged_later(points: list[PointView], meeting: Meeting, books: OpenBooks) -> dict[int, date]:
    """Those that did not come out of the meeting, as far as the books know, with the days on which they were logged."""
    typed_up = working_days_after(meeting.day or month_end(meeting.month), 1)
    ids = [point.id for point in points]
    rows = books.session.scalars(select(ActionPoint).where(ActionPoint.id.in_(ids)))
    logged = {
        row.id: row.created_at.astimezone(books.zone).date()
        for row in rows
        if row.paragraph is None and not is_of_a_paper(row.source)
    }
    return {identity: on for identity, on in logged.items() if on > typed_up}


def _afterwards(points: list[PointView], later: dict[int, date], *, public: bool) -> Iterator[_Item]:
    """The item behind all others for what was logged later."""
    if points:
        yield _Item("", _LATER, (), [_logged(point, later[point.id], public=public) for point in points])


def _logged(point: PointView, on: date, *, public: bool) -> Paragraph:
    said = without_numbers(point.text) if public else point.text
    return Paragraph(f"Logged on {day(on)}: {said}", (point.ref,))


def _reviewed(meeting: Meeting, books: OpenBooks, *, public: bool) -> Iterator[Paragraph]:
    """What became of the action points of the meeting before, in the words of the packs."""
    previous = books.calendar.previous(meeting)
    if previous is None:
        return
    points = books.register.points.in_state(State.ALL)
    before = (points.public() if public else points).minuted_at(previous.id).in_register_order()
    closed = [point for point in before if point.status is Status.CLOSED]
    going_on = [point for point in before if point.status is not Status.CLOSED]
    if not before:
        return
    whole = f"The action points of the meeting of {day(previous.day or previous.month)}"
    if not going_on:
        yield Paragraph(f"{whole} were closed.")
    elif closed:
        yield Paragraph(
            f"{whole} were closed apart from {listed(point.ref for point in going_on)}.", _onward(going_on)
        )
    else:
        yield Paragraph(f"{whole} remain open.", _onward(going_on))
    for point in closed:
        said = printed_status(point)
        yield Paragraph(f"{point.ref} {without_numbers(said) if public else said}")


def _onward(points: Iterable[PointView]) -> tuple[str, ...]:
    """The numbers under which they go on."""
    return tuple(point.carried_to.rpartition("-")[2] for point in points if point.carried_to)


def _place(points: list[PointView], items: list[_Item], books: OpenBooks, *, public: bool) -> None:
    paragraphs = _paragraphs(points, books)
    left = _Item("", _UNPLACED, (), [])
    for point in points:
        said = without_numbers(point.text) if public else point.text
        item = _item_of(point, paragraphs.get(point.id), items) or left
        item.paragraphs.append(Paragraph(f"It was agreed: {said}", (point.ref,)))
    if left.paragraphs:
        items.append(left)


def _paragraphs(points: list[PointView], books: OpenBooks) -> dict[int, str]:
    """The paragraph in which each was minuted, where that is known: "7.2"."""
    ids = [point.id for point in points]
    known = select(ActionPoint.id, ActionPoint.paragraph).where(ActionPoint.id.in_(ids))
    return {row.id: row.paragraph for row in books.session.execute(known) if row.paragraph}


def _item_of(point: PointView, paragraph: str | None, items: list[_Item]) -> _Item | None:
    """The item under which an action point stands, if it can be told."""
    if paragraph and (number := re.match(r"\d+[a-z]?", paragraph)):
        return next((item for item in items if item.number == number[0]), None)
    words = stems(point.text)
    shared = {item.number: len(words & stems(item.title)) for item in items}
    most = max(shared.values(), default=0)
    about = [item for item in items if shared[item.number] == most]
    if most >= _COMMON and len(about) == 1:
        return about[0]
    led = [item for item in items if set(item.leads) & set(point.owners)]
    return led[0] if len(led) == 1 else None
