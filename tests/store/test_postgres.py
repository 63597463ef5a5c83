"""How PostgreSQL is reached: one host or several, directly or through a pooler, with so many connections and no more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from store.books import Books
from store.clock import StoppedClock
from store.database import Unavailable, open_database
from store.history import Author
from store.postgres import CONNECTIONS, of_several_hosts
from tests.databases import migrated
from tests.line import Line
from tests.pooler import missing, pooled
from tests.ports import free_port
from tests.store.small_books import MEETINGS, NOW, SmallBooks, meeting_of, points

BUSY = (
    "The books are busy with many other requests, so nothing was changed. Please try again in a minute; if it stays so,"
    " tell the secretariat."
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Engine]:
    with migrated("postgresql", tmp_path) as engine:
        yield engine


def address(engine: Engine) -> str:
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("postgresql://bot:pw@one/books", "postgresql://bot:pw@one/books"),
        ("postgresql://bot:pw@one:1,two:2/books", "postgresql://bot:pw@/books?host=one:1&host=two:2"),
        (
            "postgresql://bot@one,two/books?target_session_attrs=read-write",
            "postgresql://bot@/books?target_session_attrs=read-write&host=one&host=two",
        ),
        ("sqlite:////srv/a,b.db", "sqlite:////srv/a,b.db"),
    ],
)
def test_several_hosts_are_named_as_libpq_has_them(said: str, meant: str) -> None:
    assert of_several_hosts(said) == meant
    assert make_url(meant).database


def test_the_host_that_can_be_written_to_is_taken(server: Engine) -> None:
    """The first is not there, the second is a standby, as far as the driver can see."""
    where = f"{server.url.query['host']}/.s.PGSQL.5432"
    with server.connect() as connection:
        name = connection.scalar(text("SELECT current_database()"))
    with Line(where) as only_reads, Line(where) as writes:
        hosts = f"127.0.0.1:{free_port()},127.0.0.1:{only_reads.port},127.0.0.1:{writes.port}"
        engine = open_database(
            f"postgresql://postgres@{hosts}/{name}?target_session_attrs=read-write&connect_timeout=2"
        )
        SmallBooks(engine)
        assert (only_reads.calls, writes.calls) == (1, 0)
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
            connection.commit()
        only_reads.drop()

        engine.dispose()
        with pytest.raises(Unavailable):
            SmallBooks(engine)
        assert (only_reads.calls, writes.calls) == (2, 1), "both are asked whether they can be written to"
        engine.dispose()


def test_it_has_so_many_connections_and_whoever_finds_none_free_is_told(server: Engine) -> None:
    engine = open_database(f"{address(server)}&connections=2")
    engine.pool._timeout = 0.01  # type: ignore[attr-defined]  # nobody waits in a test
    small = SmallBooks(engine)

    with engine.connect(), engine.connect(), pytest.raises(Unavailable) as refused, small.reading():
        pass

    assert str(refused.value) == BUSY
    engine.dispose()


def test_unless_it_is_said_they_are_fifteen(server: Engine) -> None:
    engine = open_database(address(server))
    engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    held = [engine.connect() for _ in range(CONNECTIONS)]

    with pytest.raises(Unavailable), Books(engine, StoppedClock(NOW)).session(writes=False):
        pass
    for connection in held:
        connection.close()
    engine.dispose()


def prepared(engine: Engine) -> int:
    """How many prepared statements a connection keeps after it has run one many times."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(20):
            connection.execute(text("SELECT count(*) FROM partnership"))
        return int(connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")) or 0)


def test_statements_are_prepared_where_no_pooler_stands_between(server: Engine) -> None:
    engine = open_database(address(server))
    assert prepared(engine) > 0
    engine.dispose()


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_through_a_pooler_many_work_over_a_few_connections(server: Engine) -> None:
    """Two processes' engines take turns at two connections, each transaction at whichever is free."""
    with pooled(server.url, size=2) as url:
        engines = [open_database(url.render_as_string(hide_password=False)) for _ in range(2)]
        assert [prepared(engine) for engine in engines] == [0, 0]
        small = SmallBooks(engines[0])
        books = [Books(engine, StoppedClock(NOW)) for engine in engines]

        def add(number: int) -> int:
            with books[number % 2].open(small.id, Author("Carys Pugh"), writes=True) as opened:
                meeting = meeting_of(opened, MEETINGS["Board"][2])
                point = opened.register.add(f"Point {number}", [], meeting)
                opened.session.commit()
                return point.number

        with ThreadPoolExecutor(8) as pool:
            numbers = list(pool.map(add, range(40)))

        assert sorted(numbers) == list(range(1, 41))
        with small.reading() as opened:
            assert sorted(point.text for point in points(opened)) == sorted(f"Point {n}" for n in range(40))
        assert {words.vocabulary(small.id).partnership_id for words in books} == {small.id}
        for engine in engines:
            engine.dispose()
