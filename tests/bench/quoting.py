"""How fast papers are asked: a question over 1,000, 10,000 and 100,000 paragraphs, beside going through them with LIKE.

Each size is a database of its own with the papers of one partnership; beside the largest stands one with as many again of
999 neighbours. The whole path is timed but for Slack: understand, find, rank, draw. LIKE looks for the same words,
letter for letter, and only counts what it finds. Sizes take turns within a round. `python -m tests.bench.quoting` runs
it alone.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, insert, select

from bot.assistant import Assistant
from bot.blocks.message import message
from handlers.desk import Caller
from store.books import Books
from store.clock import StoppedClock
from store.database import migrate, open_database
from store.tables import Capacity, Membership, Partnership, Passage, Person
from tests.bench.measuring import percentile

SIZES = ((1_000, 0), (10_000, 0), (100_000, 0), (100_000, 100_000))
NEIGHBOURS = 999
ROUNDS = 5
AIM_MS, AIM_TIMES = 50.0, 5.0
_LONDON = ZoneInfo("Europe/London")
_NOW = datetime(2026, 5, 26, 9, tzinfo=UTC)
# What everybody writes about, from the most frequent to the rarest: the n-th stands in every (n + 3)rd paragraph or so.
_WORDS = (
    "police council community report update centre harbour youth noise funding lighting wardens cycling market shelters"
    " burglary training housing festival vandalism parking allotments lifeboat skateboards scooters fireworks graffiti"
    " towpath boathouse lighthouse"
).split()
_FILLERS = [
    f"{one}{two}" for one in "bcdfglmnprst" for two in ("arrow", "essen", "indle", "oller", "undry", "aster")
]
QUESTIONS = (
    ("what was agreed about scooters on the towpath?", ("scooter", "towpath")),
    ("what do the minutes say on noise", ("noise",)),
    ("what did the board decide about funding for the lifeboat", ("funding", "lifeboat")),
    ("what was agreed about police training in the community centre", ("police", "training", "communit", "centre")),
    ("what was said about the boathouse in the minutes?", ("boathouse",)),
    ("what was agreed about unicorns", ("unicorn",)),
)  # fmt: skip


def paragraph(chance: random.Random) -> str:
    """An invented sentence of a minute, some thirty words long."""
    words = [word for place, word in enumerate(_WORDS) if chance.random() < 1 / (place + 3)]
    words += chance.sample(_FILLERS, 24)
    chance.shuffle(words)
    return f"{chance.choice(('It was agreed that', 'It was noted that', 'Members heard that'))} {' '.join(words)}."


@dataclass(frozen=True, slots=True)
class Site:
    """A database of one size, and somebody who asks in it."""

    name: str
    engine: Engine
    assistant: Assistant
    caller: Caller
    zone: ZoneInfo = _LONDON

    def ask(self, question: str) -> None:
        """All that happens between the words and the message."""
        request = self.assistant.understand(question, self.caller)
        message(self.assistant.handle(request, self.caller), self.zone, None)

    def go_through(self, words: tuple[str, ...]) -> int:
        """How many paragraphs hold all of the words, one looked at after the other."""
        found = select(func.count()).where(Passage.partnership_id == self.caller.partnership_id)
        with self.engine.connect() as connection:
            return connection.scalar(found.where(*(Passage.text.icontains(word) for word in words))) or 0


def site(url: str, passages: int, of_neighbours: int) -> Site:
    """Build a database with so many paragraphs, and so many of neighbours about the same."""
    engine = open_database(url)
    migrate(engine)
    books = Books(engine, StoppedClock(_NOW))
    chance = random.Random(passages)
    with books.session(writes=True) as session:
        for number in range(1, (NEIGHBOURS if of_neighbours else 0) + 2):
            session.execute(insert(Partnership), [_partnership(number)])
        session.execute(insert(Person), [{"id": 1, "partnership_id": 1, "name": "Ada Okafor"}])
        seat = {"partnership_id": 1, "person_id": 1, "capacity": Capacity.BOARD}
        session.execute(insert(Membership), [seat])
        for rows in _rows(passages, of_neighbours, chance):
            session.execute(insert(Passage), rows)
        session.commit()
    name = f"{passages:>7,} paragraphs{f' beside {of_neighbours:,}' if of_neighbours else ''}"
    return Site(name, engine, Assistant(books), Caller(1, 1, "Ada Okafor"))


def _partnership(number: int) -> dict[str, object]:
    name = f"Partnership {number}"
    return {"id": number, "name": name, "short_name": name, "timezone": "Europe/London", "created_at": _NOW}


def _rows(passages: int, of_neighbours: int, chance: random.Random) -> Iterator[list[dict[str, object]]]:
    """Packs of two hundred paragraphs, four a year; those of neighbours in between."""
    every = [1] * (passages // 200) + [2 + at % NEIGHBOURS for at in range(of_neighbours // 200)]
    chance.shuffle(every)
    for pack, partnership in enumerate(every):
        dated = date(1990, 1, 9) + timedelta(days=pack % 140 * 91)
        yield [
            {
                "partnership_id": partnership,
                "paper": f"pack {pack}.pdf",
                "dated": dated,
                "number": f"{at // 10 + 1}.{at % 10 + 1}",
                "section": f"{at // 10 + 1}. {chance.choice(_WORDS).capitalize()}",
                "place": f"page {at // 10 + 1}",
                "text": paragraph(chance),
                "closed": False,
            }
            for at in range(200)
        ]


def measured(sites: list[Site], rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of the questions, and of LIKE for their words, by site."""
    times: dict[str, tuple[list[float], list[float]]] = {site.name: ([], []) for site in sites}
    for each in sites:
        each.ask(QUESTIONS[0][0])  # what is loaded with the first question
    for _ in range(rounds):
        for question, words in QUESTIONS:
            for each in sites:
                began = time.perf_counter()
                each.ask(question)
                between = time.perf_counter()
                each.go_through(words)
                times[each.name][0].append((between - began) * 1000)
                times[each.name][1].append((time.perf_counter() - between) * 1000)
    return times


def lines(times: dict[str, tuple[list[float], list[float]]]) -> Iterator[str]:
    """The figures, for people; the aims are for the largest."""
    for name, (asked, through) in times.items():
        ours, theirs = statistics.median(asked), statistics.median(through)
        told = f"{name}: median {ours:7.2f} ms, p95 {percentile(asked, 95):7.2f} ms"
        verdict = ""
        if name.startswith("100,000"):
            met = ours <= AIM_MS and theirs >= AIM_TIMES * ours
            verdict = f"; aim at most {AIM_MS:g} ms and {AIM_TIMES:g} times as fast as LIKE: {'met' if met else 'not met'}"
        yield f"{told}; with LIKE {theirs:8.2f} ms, {theirs / ours:5.1f} times that{verdict}"


def run() -> None:
    """Measure and print."""
    print("Papers asked (the whole path but for Slack), beside LIKE over the same paragraphs:")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sites = [site(f"sqlite:///{Path(folder) / f'{n}.db'}", *size) for n, size in enumerate(SIZES)]
        for line in lines(measured(sites, ROUNDS)):
            print(line)
        for each in sites:
            each.engine.dispose()


if __name__ == "__main__":
    run()
