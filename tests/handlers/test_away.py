"""A database that goes away in the middle of a request: restarted, cut off, or with another host in its place."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text

from handlers.desk import Caller, Desk
from handlers.door import Door
from handlers.register_requests import AddAction, ListActions, ShowAction, UpdateAction
from handlers.replies import Outcome, Reply
from handlers.requests import Request
from handlers.table import HANDLERS
from store.database import IN_DOUBT, Away, open_database
from store.patience import PAUSES, TIRED, Patience
from tests.databases import migrated
from tests.line import Line
from tests.store.small_books import SmallBooks, points

AWAY = (
    "The database could not be reached, so nothing was changed. Please try again in a minute; if it stays so, tell the"
    " secretariat."
)


class Waiting:
    """A clock, and somebody who waits by it; `then` happens once they have waited for the first time."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.pauses: list[float] = []
        self.then: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.passed += seconds
        if len(self.pauses) == 1:
            self.then()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with migrated("postgresql", tmp_path_factory.mktemp("away")) as engine:
        yield engine


@pytest.fixture
def line(server: Engine) -> Iterator[Line]:
    with Line(f"{server.url.query['host']}/.s.PGSQL.5432") as line:
        yield line


@pytest.fixture
def small(server: Engine, line: Line) -> Iterator[SmallBooks]:
    """Books that are reached over the line."""
    there = server.url.set(host="127.0.0.1", port=line.port).difference_update_query(["host"])
    engine = open_database(there.render_as_string(hide_password=False))
    yield SmallBooks(engine)
    engine.dispose()


@pytest.fixture
def waiting(small: SmallBooks) -> Waiting:
    waiting = Waiting()
    small.books.patience = Patience(lambda: waiting.passed, waiting.sleep)
    return waiting


def ask(small: SmallBooks, request: Request, delivery: str | None = None, door: Door | None = None) -> Reply:
    caller = Caller(small.id, small.people["Carys Pugh"], "Carys Pugh", delivery=delivery)
    return (door or Door(HANDLERS)).handle(request, small.books, caller)


def texts(small: SmallBooks) -> list[str]:
    with small.reading() as books:
        return [point.text for point in points(books)]


def test_who_asks_while_it_restarts_waits_a_moment(small: SmallBooks, line: Line, waiting: Waiting) -> None:
    small.add("Count the lamps")
    line.cut()
    waiting.then = line.join

    reply = ask(small, ListActions())

    assert reply.outcome is Outcome.ANSWERED
    assert waiting.pauses == list(PAUSES[:1])
    assert [point.text for point in small.books.topics(small.id).points] == ["Count the lamps"]


def test_names_and_meetings_too(small: SmallBooks, line: Line, waiting: Waiting) -> None:
    line.cut()
    waiting.then = line.join

    assert small.words.partnership_id == small.id


def test_a_change_that_is_broken_off_is_made_once_in_the_second_attempt(
    small: SmallBooks, line: Line, waiting: Waiting
) -> None:
    breaks = [line.drop]

    def add(request: AddAction, desk: Desk) -> Reply:
        reply = HANDLERS[AddAction](request, desk)
        desk.books.session.flush()
        if breaks:
            breaks.pop()()
        return reply

    reply = ask(small, AddAction("Count the lamps"), door=Door({AddAction: add}))

    assert reply.outcome is Outcome.CHANGED
    assert texts(small) == ["Count the lamps"]
    assert waiting.pauses == list(PAUSES[:1])


def test_a_change_that_may_have_been_kept_is_not_made_twice(
    small: SmallBooks, line: Line, waiting: Waiting
) -> None:
    """It was: the server has carried the COMMIT out, and only the answer is lost."""
    line.lose_the_answer_to(b"COMMIT")

    reply = ask(small, AddAction("Count the lamps"), delivery="Ev1")

    assert reply.outcome is Outcome.CHANGED
    assert reply == ask(small, AddAction("Count the lamps"), delivery="Ev1")
    assert texts(small) == ["Count the lamps"]
    assert waiting.pauses == list(PAUSES[:1])


def test_without_a_delivery_to_know_it_by_it_is_told(small: SmallBooks, line: Line, waiting: Waiting) -> None:
    line.lose_the_answer_to(b"COMMIT")

    reply = ask(small, AddAction("Count the lamps"))

    assert (reply.outcome, reply.parts[0].text) == (Outcome.REFUSED, IN_DOUBT)  # type: ignore[union-attr]
    assert texts(small) == ["Count the lamps"]
    assert waiting.pauses == []


def test_after_a_second_and_a_half_it_is_told_and_for_a_while_nobody_else_waits(
    small: SmallBooks, line: Line, waiting: Waiting
) -> None:
    line.cut()

    reply = ask(small, ListActions())
    assert (reply.outcome, reply.parts[0].text) == (Outcome.REFUSED, AWAY)  # type: ignore[union-attr]
    assert waiting.pauses == list(PAUSES)
    assert sum(PAUSES) == 1.5

    assert ask(small, ListActions()).outcome is Outcome.REFUSED
    assert waiting.pauses == list(PAUSES), "the second was told at once"

    waiting.passed += TIRED
    assert ask(small, ListActions()).outcome is Outcome.REFUSED
    assert waiting.pauses == [*PAUSES, *PAUSES]


def test_once_it_is_back_all_is_as_before(small: SmallBooks, line: Line, waiting: Waiting) -> None:
    ref = small.add("Count the lamps")
    line.cut()
    ask(small, ListActions())
    line.join()

    assert ask(small, UpdateAction(ref, "They are forty"), "Ev2").outcome is Outcome.CHANGED
    assert len(waiting.pauses) == len(PAUSES)


@pytest.mark.usefixtures("waiting")
def test_another_host_that_takes_over_is_found(small: SmallBooks, line: Line) -> None:
    """The name stays and what stands behind it changes, as a load balancer or DNS has it."""
    ref = small.add("Count the lamps")
    assert line.calls > 0
    before = line.calls

    line.lay_to(line.server)

    assert ask(small, ShowAction(ref)).outcome is Outcome.ANSWERED
    assert line.calls == before + 1


@pytest.mark.usefixtures("waiting")
def test_a_host_that_only_reads_by_now_is_left_for_the_one_that_writes(small: SmallBooks, line: Line) -> None:
    """What was the first host before a fail-over may still answer, as a standby."""
    demoted = [True]

    def add(request: AddAction, desk: Desk) -> Reply:
        if demoted:
            demoted.pop()
            desk.books.session.execute(text("SET TRANSACTION READ ONLY"))
        return HANDLERS[AddAction](request, desk)

    before = line.calls
    assert ask(small, AddAction("Count the lamps"), door=Door({AddAction: add})).outcome is Outcome.CHANGED
    assert line.calls > before, "the connection was not used again"
    assert texts(small) == ["Count the lamps"]


def test_nobody_waits_for_what_fails_for_another_reason() -> None:
    waiting = Waiting()

    def fails() -> None:
        raise Away("gone", in_doubt=True)

    with pytest.raises(Away):
        Patience(lambda: waiting.passed, waiting.sleep)(fails, lambda away: not away.in_doubt)
    assert waiting.pauses == []
