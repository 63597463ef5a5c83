"""From the books to the draft of an annual review.

An action point counts where it was first minuted: what was carried over is the same promise under a newer number, and
is closed when the last of its numbers is. Which priority it belongs to its text says ("Priority 1"), or the words that it
shares with the title of just one of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from store.books import OpenBooks
from store.dates import day
from store.errors import NotFound
from store.papers.writing.annual_paper import AnnualPaper, HeldMeeting, Seat, Work
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.papers.writing.public_edition import without_numbers
from store.papers.writing.register_paper import Edition
from store.papers.writing.timetables import name_of
from store.register_reading import State
from store.roll import BOARD, MEMBERS, Line, roll
from store.tables import ActionPoint, Status
from store.topics import stems
from store.views import PointView
from store.years import Year

_NUMBERED = re.compile(r"\bpriority\s*(?P<number>\d{1,2})\b", re.IGNORECASE)
_COMMON = 2  # words that an action point shares at the least with the priority that it is about
NONE_NAMED = "No priority named"


@dataclass(frozen=True, slots=True)
class _Promise:
    """An action point from the meeting that first minuted it to its last number."""

    first: PointView
    last: PointView
    closed_on: date | None

    @property
    def closed(self) -> bool:
        return self.last.status is Status.CLOSED


def annual_of(books: OpenBooks, year: Year, *, edition: Edition) -> AnnualPaper:
    """The draft of a year's review. Raises NotFound where the calendar holds no meeting of that year yet."""
    entries = [
        entry
        for entry in calendar_entries(books)
        if entry.meeting.day
        and year.holds(entry.meeting.day)
        and entry.meeting.day <= books.today
        and not entry.cancelled
    ]
    if not entries:
        raise NotFound(
            f"No meeting was held in {year.label} as far as the calendar knows, so there is nothing to review."
        )
    rolls = {entry.meeting.id: _roll(entry, books) for entry in entries}
    boards = [entry for entry in entries if entry.meeting.is_board and entry.meeting.kind == "meeting"]
    known = [lines for entry in boards if (lines := rolls[entry.meeting.id])]
    promises = list(_promises(books, public=edition is Edition.PUBLIC))
    mine = [promise for promise in promises if year.holds(promise.first.raised)]
    return AnnualPaper(
        partnership=books.partnership.name,
        year=year.label,
        as_at=books.today,
        meetings=tuple(_held(entry, rolls[entry.meeting.id], edition) for entry in entries),
        seats=tuple(_seats(known)),
        known=len(known),
        boards=len(boards),
        whole=_work("All", mine),
        closings=sum(bool(promise.closed_on and year.holds(promise.closed_on)) for promise in promises),
        carried=_carried(books, year, public=edition is Edition.PUBLIC),
        by_meeting=tuple(_by_meeting(mine)),
        by_priority=tuple(_by_priority(mine, books)),
        edition=edition,
    )


def _roll(entry: CalendarEntry, books: OpenBooks) -> list[Line]:
    """Who was there; nothing where nobody has noted any of it."""
    meeting = books.calendar.meeting(entry.meeting.id)
    lines = roll(meeting, books) if meeting else []
    return lines if any(line.how for line in lines) else []


def _held(entry: CalendarEntry, lines: list[Line], edition: Edition) -> HeldMeeting:
    venue = entry.meeting.venue or ("Online" if entry.meeting.mode == "online" else "")
    said = without_numbers(venue) if edition is Edition.PUBLIC else venue
    present = sum(line.comes for line in lines) if lines else None
    return HeldMeeting(entry.meeting.day or entry.meeting.month, name_of(entry), said, present)


def _seats(rolls: list[list[Line]]) -> Iterator[Seat]:
    """Each organisation that sits on the Board or is a member, by how often somebody of it came."""
    attended: dict[str, int] = {}
    expected: dict[str, int] = {}
    for lines in rolls:
        mine = [line for line in lines if line.section in (BOARD, MEMBERS) and line.organisation]
        for name in {line.organisation for line in mine}:
            expected[name] = expected.get(name, 0) + 1
        for name in {line.organisation for line in mine if line.comes}:
            attended[name] = attended.get(name, 0) + 1
    seats = [Seat(name, attended.get(name, 0), of) for name, of in expected.items()]
    yield from sorted(seats, key=lambda seat: (-seat.attended / seat.of, seat.organisation))


def _promises(books: OpenBooks, *, public: bool) -> Iterator[_Promise]:
    """Every promise of the register, from its first number to its last."""
    points = books.register.points.in_state(State.ALL)
    views = (points.public() if public else points).in_register_order()
    by_ref = {view.full_ref: view for view in views}
    closed = select(ActionPoint.id, ActionPoint.closed_at).where(
        ActionPoint.partnership_id == books.partnership.id, ActionPoint.closed_at.is_not(None)
    )
    closed_at = {row.id: row.closed_at.astimezone(books.zone).date() for row in books.session.execute(closed)}
    for first in views:
        if first.carried_from in by_ref:
            continue
        last, seen = first, {first.id}
        while last.carried_to in by_ref and by_ref[last.carried_to].id not in seen:
            last = by_ref[last.carried_to]
            seen.add(last.id)
        yield _Promise(first, last, closed_at.get(last.id) if last.status is Status.CLOSED else None)


def _carried(books: OpenBooks, year: Year, *, public: bool) -> int:
    """How often one was carried over to a meeting of the year."""
    points = books.register.points.in_state(State.ALL)
    views = (points.public() if public else points).in_register_order()
    return sum(bool(view.carried_from) and year.holds(view.raised) for view in views)


def _work(name: str, promises: Iterable[_Promise]) -> Work:
    all_of_them = list(promises)
    closed = [promise for promise in all_of_them if promise.closed]
    took = [max(0, (one.closed_on - one.first.raised).days) for one in closed if one.closed_on]
    from statistics import median  # noqa: PLC0415 - a megabyte for one review a year

    days = round(median(took)) if took else None
    return Work(name, len(all_of_them), len(closed), len(all_of_them) - len(closed), days, len(took))


def _by_meeting(promises: list[_Promise]) -> Iterator[Work]:
    meetings = dict.fromkeys((one.first.raised, one.first.group) for one in promises)
    for raised, group in sorted(meetings):
        name = f"{group}, {day(raised)}" if group else day(raised)
        yield _work(name, (one for one in promises if (one.first.raised, one.first.group) == (raised, group)))


def _by_priority(promises: list[_Promise], books: OpenBooks) -> Iterator[Work]:
    titles = sorted(entry.title for entry in books.handbook.every() if entry.kind == "priority")
    placed: dict[str, list[_Promise]] = {title: [] for title in titles}
    for promise in promises:
        placed.setdefault(_priority(promise.first.text, titles), []).append(promise)
    for title in sorted(placed, key=lambda title: (title == NONE_NAMED, title)):
        yield _work(title, placed[title])


def _priority(text: str, titles: list[str]) -> str:
    """The priority that an action point names, by its number or by its words."""
    if named := _NUMBERED.search(text):
        whole = f"Priority {named['number']}"
        return next((title for title in titles if re.match(rf"{whole}\b", title, re.IGNORECASE)), whole)
    words = stems(text)
    shared = {title: len(words & (stems(title) - stems("Priority"))) for title in titles}
    most = max(shared.values(), default=0)
    about = [title for title in titles if shared[title] == most]
    return about[0] if most >= _COMMON and len(about) == 1 else NONE_NAMED
