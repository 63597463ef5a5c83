"""The evaluation: `python -m tests.language.evaluation` says how many lines are understood, and what was taken for what.

The lines are split once, by a fixed seed, into those to work on and those that are looked at only before finishing.
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import dateparser  # type: ignore[import-untyped]

from bot.blocks.plain import plain
from bot.language.dates import Calendar, read_date
from bot.main import LONDON, House, clock, house
from bot.sample.loading import CLOCK, load, sample
from handlers.desk import Caller
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest, Confirm, slots
from store.clock import StoppedClock
from store.names import one
from tests.conftest import config_for
from tests.language import paper_lines
from tests.language.date_phrases import PHRASES
from tests.language.fresh_lines import FRESH
from tests.language.keeping_lines import KEEPING, UNSEEN
from tests.language.lines import MEANINGS, Meaning
from tests.language.test_dates import MEETINGS, outcome
from tests.papers.conftest import real_papers

SEED, HELD_OUT = 20260526, 150
PARTS = ("to work on", "held out", "fresh", "keeping the books")
RIGHT, FACTS = 0.97, 0.95  # what is aimed at


@dataclass(frozen=True)
class Case:
    """One line with its meaning."""

    said: str
    meaning: Meaning
    number: int


@dataclass(frozen=True)
class Result:
    """What came of a line: whether request and slots, and the fact in the reply, were right; what it was taken for."""

    case: Case
    taken: str
    right: bool
    fact: bool
    wrong_change: bool
    told: str


def split() -> tuple[list[Case], list[Case]]:
    """The lines to work on, and those held out."""
    cases = [
        Case(said, meaning, number)
        for number, (said, meaning) in enumerate((s, m) for m in MEANINGS for s in m.lines)
    ]
    random.Random(SEED).shuffle(cases)
    return cases[HELD_OUT:], cases[:HELD_OUT]


def fresh() -> list[Case]:
    """Lines that nothing was tuned for when they were first run."""
    return [Case(said, m, 10_000 + n) for n, (said, m) in enumerate((s, m) for m in FRESH for s in m.lines)]


def keeping() -> list[Case]:
    """Lines that keep the books: calendar, agenda, directory, handbook."""
    return [
        Case(said, m, 20_000 + n)
        for n, (said, m) in enumerate((s, m) for m in (*KEEPING, *UNSEEN) for s in m.lines)
    ]


class Room:
    """A house with the sample partnership, in which a line is said in a conversation of its own."""

    def __init__(self, built: House) -> None:
        self.house = built
        self.words = built.assistant.words(built.partnership())
        self.today = built.books.today(self.words.timezone)

    def say(self, case: Case) -> tuple[AnyRequest, Reply]:
        """What the line led to."""
        person = one(case.meaning.who, self.words, self.today)
        caller = Caller(self.house.partnership(), person.id, person.name, place=f"test:{case.number}")
        for before in case.meaning.after:
            self.house.assistant.say(before, caller)
        return self.house.assistant.say(case.said, caller)

    def result(self, case: Case) -> Result:
        """Said, and compared."""
        request, reply = self.say(case)
        asked = request.do if isinstance(request, Confirm) else request
        taken = str(type(asked).__struct_config__.tag)
        meaning, given, text = case.meaning, slots(asked), plain(reply, LONDON)
        right = taken == meaning.request and all(_same(given.get(k), v) for k, v in meaning.slots.items())
        right = right and meaning.outcome in ("", _outcome(request, reply))
        fact = meaning.fact.casefold() in text.casefold()
        changed = reply.outcome.value == "changed" and meaning.outcome != "changed"
        return Result(
            case, taken, right, fact, changed, f"{taken} {given} {reply.outcome.value}: {text[:160]!r}"
        )


def _outcome(request: AnyRequest, reply: Reply) -> str:
    """The outcome; what would have been asked about, but cannot be done in these books, counts as asked."""
    tried = isinstance(request, Confirm) and reply.outcome is Outcome.REFUSED
    return "confirm" if tried else str(reply.outcome.value)


def _same(given: object, wanted: object) -> bool:
    """References may be said with or without their year; a search does not ask for capitals."""
    if isinstance(given, str) and isinstance(wanted, str):
        given, wanted = given.casefold(), wanted.casefold()
    if isinstance(given, str) and isinstance(wanted, str) and "/" in wanted:
        return given == wanted or given.endswith(f"-{wanted}") or wanted.endswith(f"-{given}")
    return given == wanted


def of_papers(papers: Path, folder: Path) -> Iterator[Result]:
    """Lines about the real papers, said over the books that hold them, at the time of their last meeting."""
    built = house(config_for(folder), clock(paper_lines.NOW))
    paper_lines.load(built, papers)
    books = paper_lines.Books.of(built)
    room = Room(built)
    said = ((line, meaning) for meaning in paper_lines.meanings(books) for line in meaning.lines)
    for number, (line, meaning) in enumerate(said):
        yield room.result(Case(line, meaning, 30_000 + number))
    built.engine.dispose()


def results(cases: list[Case], folder: Path) -> Iterator[Result]:
    """Every line in fresh books, since some change them."""
    template = folder / "books"
    template.mkdir()
    first = _house(template)
    load(first.books, sample())
    room = Room(first)
    for case in cases:
        if case.meaning.request in ("undo", "review.start"):
            fresh = folder / f"books{case.number}"
            shutil.copytree(template, fresh)
            other = _house(fresh)
            yield Room(other).result(case)
            other.engine.dispose()
        else:
            yield room.result(case)
    first.engine.dispose()


def _house(folder: Path) -> House:
    return house(config_for(folder), StoppedClock(CLOCK))


@dataclass(frozen=True)
class Score:
    """Shares of lines, from 0 to 1, and how many changed a book without having been asked to."""

    right: float
    facts: float
    wrong_changes: int


def score(found: list[Result]) -> Score:
    """The figures for one part."""
    count = len(found)
    return Score(
        sum(r.right for r in found) / count,
        sum(r.fact for r in found) / count,
        sum(r.wrong_change for r in found),
    )


def main() -> int:
    """Print figures, what was taken for what, and with `-v` every miss of the part to work on (`--all`: of all)."""
    for name, cases in zip(PARTS, (*split(), fresh(), keeping()), strict=True):
        with tempfile.TemporaryDirectory() as folder:
            _report(name, list(results(cases, Path(folder))))
    papers = real_papers()
    if papers.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            _report("about the papers", list(of_papers(papers, Path(folder))))
    else:
        print(f"about the papers: not asked, since they are not in {papers}")
    for line in dates():
        print(line)
    return 0


def _report(name: str, found: list[Result]) -> None:
    figures = score(found)
    print(
        f"{name}: {len(found)} lines, {figures.right:.1%} right request and slots, {figures.facts:.1%} right fact, {figures.wrong_changes} wrong changes"
    )
    confused = Counter((r.case.meaning.request, r.taken) for r in found if not r.right)
    for (wanted, taken), number in confused.most_common():
        print(f"  {number} × {wanted} taken for {taken}")
    if "-v" in sys.argv and (name == PARTS[0] or "--all" in sys.argv):
        for r in found:
            if not (r.right and r.fact) or r.wrong_change:
                print(f"    {r.case.said!r}: {r.told}")


def dates() -> Iterator[str]:
    """How the date phrases are read, by ours and by `dateparser` alone with British settings."""
    for name, read in (("ours", _ours), ("dateparser alone", _dateparser)):
        counts: Counter[str] = Counter()
        for phrase, said_on, expected in PHRASES:
            found = read(phrase, date.fromisoformat(said_on))
            dated = expected[0].isdigit()
            counts["right"] += found == expected if dated else not found[:1].isdigit()
            counts["wrong"] += found[:1].isdigit() and found != expected
        none = len(PHRASES) - counts["right"] - counts["wrong"]
        yield (
            f"{len(PHRASES)} date phrases, {name}: {counts['right'] / len(PHRASES):.1%} right,"
            f" {counts['wrong']} read as another day, {none} not read"
        )


def _ours(phrase: str, said_on: date) -> str:
    return outcome(read_date(phrase, Calendar(said_on, MEETINGS)))


def _dateparser(phrase: str, said_on: date) -> str:
    found = dateparser.parse(
        phrase,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(said_on, time(12)),
        },
    )
    return str(found.date()) if found else "none"


if __name__ == "__main__":
    sys.exit(main())
