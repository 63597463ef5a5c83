"""How long understanding a line takes in a large partnership: 1,000 people, 3,000 open action points, 200 meetings."""

import random
import statistics
import time
from datetime import date, timedelta

from bot.language.context import Context, Told
from bot.language.understanding import understand
from store.name_index import NameIndex
from store.tables import Capacity
from store.tables.register import Status
from store.topics import Topics
from store.views import MeetingView, PointView
from store.vocabulary import GroupEntry, OrganisationEntry, PersonEntry, ServiceEntry, Sitting, Vocabulary
from tests.language.lines import MEANINGS

PEOPLE, POINTS, MEETINGS, ROUNDS = 1_000, 3_000, 200, 3
TODAY = date(2026, 5, 26)
_SYLLABLES = (
    "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo".split()
)


def run() -> None:
    """Measure and print."""
    context = large()
    began = time.perf_counter()
    understand("what's happening with the lighting near the station", context)
    first = time.perf_counter() - began
    understand("move 07/02 to 3 working days after Christmas", context)  # as a bot does when it starts
    took = []
    for _ in range(ROUNDS):
        for meaning in MEANINGS:
            for said in meaning.lines:
                began = time.process_time()  # of the processor: a busy machine does not count
                understand(said, context)
                took.append((time.process_time() - began) * 1_000)
    took.sort()
    changed = _after_a_change(context)
    print(f"Understanding a line, {PEOPLE:,} people, {POINTS:,} open action points, {MEETINGS} meetings:")
    print(f"  first line {first * 1_000:.0f} ms, median {statistics.median(took):.2f} ms,"
          f" 99th percentile {took[int(len(took) * 0.99)]:.2f} ms, longest {took[-1]:.1f} ms")  # fmt: skip
    print(f"  first line after a change of the register {changed:.0f} ms\n")


def _after_a_change(context: Context) -> float:
    fresh = Context(
        context.words,
        TODAY,
        known=Told(Topics(2, context.topics.points)),
        index=context.names,
        speaker=context.speaker,
    )
    began = time.perf_counter()
    understand("what's happening with the lighting near the station", fresh)
    return (time.perf_counter() - began) * 1_000


def large() -> Context:
    """A partnership as large as the aims say, of made-up names."""
    chance = random.Random(7)
    bodies = tuple(
        OrganisationEntry(n, f"{_name(chance)} Council", f"{_name(chance)}", (), False) for n in range(60)
    )
    people = tuple(_person(n, chance, bodies) for n in range(PEOPLE))
    group = GroupEntry(1, "Community Safety Partnership Board", "Board", True, None)
    words = Vocabulary(
        1, 1, "Community Safety Partnership", "CSP", "Europe/London", people, bodies, (group,),
        (ServiceEntry(1, "Noise complaints", ("01632 960201",), (), (), ("noise",)),),
        tuple(_meeting(n) for n in range(MEETINGS)),
    )  # fmt: skip
    points = tuple(_point(n, chance, people) for n in range(POINTS))
    return Context(
        words, TODAY, known=Told(Topics(1, points)), index=NameIndex(words), speaker=people[0].name
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def _person(number: int, chance: random.Random, bodies: tuple[OrganisationEntry, ...]) -> PersonEntry:
    body = chance.choice(bodies)
    sitting = Sitting(body.id, body.name, Capacity.MEMBER, f"{_name(chance)} lead", None, None)
    return PersonEntry(number, f"{_name(chance)} {_name(chance)}", None, None, None, None, (sitting,))


def _meeting(number: int) -> MeetingView:
    day = TODAY + timedelta(days=7 * (number - 150))
    return MeetingView(
        number, "Board", "Community Safety Partnership Board", True, "meeting", None, day.replace(day=1), day,
        None, None, None, None, day - timedelta(days=14), False, None,
    )  # fmt: skip


_WORDS = (
    "report share review lighting station market parking bridge schools fund survey training patrol shops taxi licence cycle lockers bins"
    " housing tenancy noise river estate festival hostel outreach poster campaign map statistics protocol referral pathway consultation"
).split()


def _point(number: int, chance: random.Random, people: tuple[PersonEntry, ...]) -> PointView:
    text = " ".join(
        [chance.choice(people).name, "to", *(chance.choice(_WORDS) for _ in range(8)), _name(chance)]
    )
    year, place = 2000 + number // 300, number % 300
    month = place // 30 + 1
    ref = f"{month:02}/{place % 30 + 1:02}"
    return PointView(number, ref, f"{year}-{ref}", date(year, month, 1), "", text, Status.OPEN, "", None, None, False)  # fmt: skip


if __name__ == "__main__":
    run()
