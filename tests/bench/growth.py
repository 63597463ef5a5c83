"""How the cost of `/actions` follows what is stored: 30 to 300,000 action points, of one and of 1,000 partnerships.

Each size is a database of its own with the same 25 open action points for the one who asks; all the rest is closed
years of the same partnership, or other partnerships. The whole path is timed but for Slack: understand, handle, draw.
Sizes take turns within a round, so that the machine's moods reach all of them alike.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.assistant import Assistant
from bot.blocks.message import message
from handlers.desk import Caller
from store.books import Books
from store.clock import StoppedClock
from store.database import migrate, open_database
from store.tables import ActionPoint, Capacity, Group, Meeting, Membership, Owner, Partnership, Person, Status

SIZES = ((30, 1), (3_000, 1), (300_000, 1), (300_000, 1_000))
OPEN = 25
ROUNDS, CALLS = 15, 20
AIM = 1.3
_LONDON = ZoneInfo("Europe/London")
_NOW = datetime(2026, 5, 26, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """A database of one size, and somebody who asks in it."""

    name: str
    assistant: Assistant
    caller: Caller

    def ask(self) -> float:
        """Seconds that one `/actions` takes."""
        began = time.perf_counter()
        request = self.assistant.understand("/actions", self.caller)
        message(self.assistant.handle(request, self.caller), _LONDON, None)
        return time.perf_counter() - began


def site(folder: Path, points: int, partnerships: int) -> Site:
    """Build a database with so many action points over so many partnerships."""
    engine = open_database(f"sqlite:///{folder / f'{points}-{partnerships}.db'}")
    migrate(engine)
    books = Books(engine, StoppedClock(_NOW))
    with books.session(writes=True) as session:
        for start in range(1, partnerships + 1):
            for table, rows in _rows(start, points // partnerships):
                session.execute(insert(table), rows)
        session.commit()
    caller = Caller(1, 1, "Ada Okafor")
    return Site(f"{points:,} of {partnerships:,}", Assistant(books), caller)


def _rows(partnership: int, points: int) -> Iterator[tuple[type, list[dict[str, object]]]]:
    """The rows of one partnership: a Board, Ada, a meeting for every 30 action points, the last 25 points open."""
    mine: dict[str, object] = {"partnership_id": partnership}
    name = f"Partnership {partnership}"
    meetings = points // 30 + 2
    base = partnership * 1_000_000
    yield (
        Partnership,
        [
            {
                "id": partnership,
                "name": name,
                "short_name": name,
                "timezone": "Europe/London",
                "created_at": _NOW,
            }
        ],
    )
    yield (
        Group,
        [
            {
                **mine,
                "id": partnership,
                "name": "Board",
                "short_name": "Board",
                "kind": "board",
                "is_board": True,
            }
        ],
    )
    yield Person, [{**mine, "id": partnership, "name": "Ada Okafor"}]
    yield Membership, [{**mine, "person_id": partnership, "capacity": Capacity.BOARD}]
    first = date(2026, 6, 1).toordinal() - 30 * (meetings - 1)
    days = [date.fromordinal(max(1, first + 30 * place)) for place in range(meetings)][-400:]
    yield (
        Meeting,
        [
            {
                **mine,
                "id": base + place,
                "group_id": partnership,
                "month": day.replace(day=1),
                "day": day,
                "kind": "meeting",
            }
            for place, day in enumerate(days)
        ],
    )
    yield (
        ActionPoint,
        [_point(mine, base + place, place, points - 1 - place, len(days)) for place in range(points)],
    )
    yield (
        Owner,
        [
            {
                **mine,
                "action_point_id": base + place,
                "position": 1,
                "name": "Ada Okafor",
                "person_id": partnership,
            }
            for place in range(points)
        ],
    )


def _point(
    mine: dict[str, object], identity: int, place: int, after: int, meetings: int
) -> dict[str, object]:
    """The action point at `place` with so many `after` it; 900 to a meeting, so that numbers never repeat."""
    year, rest = divmod(place, 12 * 900)
    return {
        **mine,
        "id": identity,
        "group_id": mine["partnership_id"],
        "meeting_id": identity - place + max(0, meetings - 2 - after // 900),
        "year": 1990 + year,
        "month": rest // 900 + 1,
        "number": rest % 900 + 1,
        "text": "Ada Okafor to share the minutes of the last meeting with everybody.",
        "status": Status.OPEN if after < OPEN else Status.CLOSED,
        "note": "",
        "confidential": False,
        "created_at": _NOW,
    }


def run() -> bool:
    """Measure and print; whether the aim is met."""
    with tempfile.TemporaryDirectory() as folder:
        sites = [site(Path(folder), points, partnerships) for points, partnerships in SIZES]
        times = measured(sites, ROUNDS, CALLS)
    smallest = times[sites[0].name]
    worst = max(times.values()) / smallest
    for name, median in times.items():
        print(
            f"/actions, {name:>18} partnerships: median {median * 1000:5.2f} ms, {median / smallest:4.2f} of the smallest"
        )
    print(f"largest over smallest: {worst:.2f}, aim {AIM}: {'met' if worst <= AIM else 'not met'}")
    return worst <= AIM


def measured(sites: list[Site], rounds: int, calls: int) -> dict[str, float]:
    """The median seconds of one call at each site, over rounds that alternate between them."""
    taken: dict[str, list[float]] = {each.name: [] for each in sites}
    for _ in range(rounds):
        for each in sites:
            taken[each.name] += [each.ask() for _ in range(calls)]
    return {name: statistics.median(times) for name, times in taken.items()}


if __name__ == "__main__":
    run()
