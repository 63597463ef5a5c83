"""Nothing confidential reaches anybody whom the table does not name: every request, as every role, over random books."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.blocks.plain import plain
from handlers.access import Role
from handlers.desk import Audience, Caller
from handlers.register_requests import AddAction, ShowAction
from handlers.requests import Request
from tests.databases import migrated, writing_noticed
from tests.leaks.asking import KINDS, Asking, There
from tests.leaks.readers import Reader, State, found_in, to_ask_for
from tests.leaks.secret_books import SecretBooks, plan_of
from tests.leaks.watching import LONDON, Watch, offers

EVERYBODY = tuple(product(Role, Audience))
PLANS = 8  # of the books that are asked without changing anything; each is asked by every eighth kind
# A seed and the kind make the books and all that is asked of them, so there is nothing to shrink. The first seed is
# always 0: without the kind all would be asked of the same books.
RANDOM = settings(
    max_examples=int(os.environ.get("LEAKS", "1")),  # more of them find more, and take a minute each
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all of these books; which kind it is makes no difference here."""
    with migrated("sqlite", tmp_path_factory.mktemp("leaks")) as engine:
        SecretBooks(
            engine, plan_of(Random(0)), "n"
        )  # neighbours, to whom the first ids of every table belong
        yield engine


@pytest.fixture(scope="module")
def written(engine: Engine) -> Iterator[Callable[[], int]]:
    """A number that becomes another when anything is written into these books."""
    with writing_noticed(engine) as written:
        yield written


class Pairs:
    """Two houses of one plan for each seed, who stand as long as asking changes nothing."""

    def __init__(self, engine: Engine, written: Callable[[], int]) -> None:
        self.engine, self.written = engine, written
        self.standing: dict[str, tuple[SecretBooks, SecretBooks]] = {}

    @contextmanager
    def of(self, seed: str) -> Iterator[tuple[SecretBooks, SecretBooks]]:
        """The pair; whoever changes anything leaves none behind."""
        if seed not in self.standing:
            plan = plan_of(Random(seed))
            self.standing[seed] = SecretBooks(self.engine, plan, "a"), SecretBooks(self.engine, plan, "b")
        before = self.written()
        yield self.standing[seed]
        if self.written() != before:
            self.standing.clear()


@pytest.fixture(scope="module")
def pairs(engine: Engine, written: Callable[[], int]) -> Pairs:
    return Pairs(engine, written)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__struct_config__.tag))
@RANDOM
@given(seed=SEEDS)
def test_no_request_tells_anybody_what_is_not_for_them(
    engine: Engine,
    written: Callable[[], int],
    kind: type[Request],
    seed: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    random = Random(f"{seed} {kind.__name__}")
    small = SecretBooks(engine, plan_of(random))
    watch = Watch(small, written=written)
    asking = Asking(small, to_ask_for(watch.state.everything()), random)
    with caplog.at_level(logging.DEBUG):
        for role, audience in EVERYBODY * 2:
            reply = watch.ask(asking.of(kind), small.caller(role, audience))
            for offer in offers(reply)[:1]:
                other, place = random.choice(EVERYBODY)
                watch.ask(offer.request, small.caller(other, place))
        for ref in small.references() if kind.changes else ():  # what was changed may show later
            watch.ask(ShowAction(ref), small.caller(Role.GUEST, Audience.CHANNEL))
    assert not found_in(caplog.text)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if not kind.changes],
    ids=lambda kind: str(kind.__struct_config__.tag),
)
@RANDOM
@given(seed=SEEDS)
def test_no_answer_depends_on_what_is_not_for_the_reader(
    pairs: Pairs, kind: type[Request], seed: int
) -> None:
    """Two houses that differ in their secrets alone: no count, no list, no refusal tells one from the other."""
    random = Random(f"{seed} {kind.__name__}")
    with pairs.of(f"{seed} {KINDS.index(kind) % PLANS}") as houses:
        # Nothing is changed by asking, so what is there is read once.
        states, there = [State.of(house) for house in houses], [There.of(house) for house in houses]
        for role, audience in EVERYBODY:
            callers = [house.caller(role, audience) for house in houses]
            hidden = states[0].everything() - Reader.of(states[0], callers[0].person_id, audience).readable()
            asked = asked_of(kind, to_ask_for(hidden), random, houses, there)
            one, other = map(seen_alike, houses, asked, callers, states)
            assert one == other


@RANDOM
@given(seed=SEEDS)
def test_whether_something_was_said_before_is_told_of_what_the_reader_may_read(
    engine: Engine, seed: int
) -> None:
    random = Random(seed)
    plan = plan_of(random)
    role, audience = random.choice((Role.BOARD_MEMBER, Role.MEMBER)), random.choice([*Audience])
    one, other = SecretBooks(engine, plan, "a"), SecretBooks(engine, plan, "b")
    state, caller = State.of(one), one.caller(role, audience)
    hidden = state.everything() - Reader.of(state, caller.person_id, audience).readable()
    secrets = [point.text for point in state.points if found_in(point.text) & hidden]
    request = AddAction(random.choice([*secrets, "Count the lamps"]))

    assert seen_alike(one, request, caller) == seen_alike(other, request, other.caller(role, audience))


def asked_of(
    kind: type[Request],
    keys: list[str],
    random: Random,
    houses: tuple[SecretBooks, ...],
    theirs: list[There],
) -> list[Request]:
    """The same request to each of the houses, by the ids that the same things have there."""
    state = random.getstate()
    asked = []
    for house, there in zip(houses, theirs, strict=True):
        random.setstate(state)
        asked.append(Asking(house, keys, random, there).of(kind))
    return asked


def seen_alike(small: SecretBooks, request: Request, caller: Caller, state: State | None = None) -> str:
    """The answer without what its reader may read and tells these books from others."""
    watch = Watch(small, state)
    reply = watch.ask(request, caller)
    said = plain(reply, LONDON)
    for mark in found_in(request):
        said = said.replace(mark, "what was asked")
    for mark in Reader.of(watch.state, caller.person_id, Audience.PRIVATE).readable():
        said = said.replace(mark, "…")
    return said.replace(small.name, "the partnership")
