"""Opening the database: SQLite in WAL by default, PostgreSQL for replicas; migrated before it is used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from store.errors import BookError
from store.postgres import is_away, of_several_hosts, open_postgres

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 5_000
_MIGRATING = 1_851_876_211  # any number, the same in every replica


class Unavailable(BookError):
    """The database cannot be read or written just now: locked, read-only, full or away."""


class Away(Unavailable):
    """The server could not be reached, or went while it was asked: another attempt may find it, or the next one.

    `in_doubt`: it went while it was told to keep a change, so that nobody knows whether it did.
    """

    def __init__(self, text: str, *, in_doubt: bool = False) -> None:
        super().__init__(text)
        self.in_doubt = in_doubt


def open_database(url: str) -> Engine:
    """An engine for `url`, set up so that writers queue instead of failing.

    SQLite's pragmas are per connection. The driver's own transaction handling is switched off and BEGIN is
    ours: a plain BEGIN that later turns into a write does not wait for its turn under WAL, so transactions
    that will write say so (`writing`) and start with BEGIN IMMEDIATE.
    """
    parsed = make_url(of_several_hosts(url))
    engine = _open_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else open_postgres(parsed)
    event.listen(engine, "before_cursor_execute", _refuse_to_write_while_reading)
    return engine


def _open_sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _refuse_to_write_while_reading(connection: Connection, _cursor: Any, _statement: str, *more: Any) -> None:
    """What was opened to read is not rolled back everywhere, so what it would write is stopped as our own mistake."""
    context = more[1]
    writes = context is not None and (context.isinsert or context.isupdate or context.isdelete)
    if writes and connection.get_execution_options().get("writes") is False:
        raise RuntimeError("What was opened to read was about to write.")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {BUSY_TIMEOUT_MS}", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN").close()


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version. Alembic is loaded only when there is something to do.

    Raises Unavailable with a sentence when the database cannot be opened or was written by a newer version.
    """
    with translated():
        if engine.dialect.name == "sqlite":
            _use_wal(engine)
        version = _version(engine)
    if version == newest_version():
        return
    known = {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    if version and version not in known:
        raise Unavailable(
            "The database was written by a newer version of the bot, so nothing was opened or changed. "
            "Install that version, or restore a backup made with this one."
        )
    _upgrade(engine)


def _use_wal(engine: Engine) -> None:
    """Outside a transaction, once: the journal mode stays with the file."""
    raw = engine.raw_connection()
    try:
        if raw.driver_connection is not None:
            raw.driver_connection.execute("PRAGMA journal_mode = WAL").close()
    finally:
        raw.close()


def rewritten(engine: Engine) -> bool:
    """Write a SQLite file anew, which else keeps what was deleted in free pages and in its log; False when it is busy.

    PostgreSQL clears up behind itself.
    """
    if engine.dialect.name != "sqlite":
        return True
    raw = engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        # An index of words keeps one that was taken out until it is put in order.
        for index in _indexes_of_words(driver):
            driver.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')").close()  # noqa: S608 - a name from the database
        driver.execute("VACUUM").close()
        (busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()
    return not busy


def _indexes_of_words(driver: Any) -> list[str]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    return [name for (name,) in driver.execute(tables).fetchall()]


def newest_version() -> str:
    """The version this code wants: migrations are files named `NNNN_what.py`, in order."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version_of(engine: Engine) -> str:
    """The version of the tables, "none" where there are none. Raises Unavailable when the database cannot be read."""
    with translated():
        return _version(engine) or "none"


def _version(engine: Engine) -> str | None:
    """What the database says it is; None for a fresh one."""
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - 10 MB that serving an up-to-date database does not need
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with (
        translated(),
        engine.connect().execution_options(writes=True) as connection,
        tables_may_be_copied(connection),
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":  # on SQLite BEGIN IMMEDIATE makes the other replicas wait
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it, and dropping the old one would take along what refers to its rows.

    Foreign keys are therefore off meanwhile, which can only be said outside a transaction
    (https://www.sqlite.org/lang_altertable.html, section 7).
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF").close()
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON").close()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors about the database's state into one sentence; nothing has been committed."""
    try:
        yield
    except DBAPIError as error:
        raise (Away if is_away(error) else Unavailable)(_sentence(str(error.orig))) from error
    except NoneFree as error:
        raise Unavailable(_sentence("busy")) from error
    except sqlite3.Error as error:  # from the driver itself, where SQLAlchemy does not stand between
        raise Unavailable(_sentence(str(error))) from error


@contextmanager
def kept() -> Iterator[None]:
    """Around a commit: when the server goes just then, it may have kept the change or not."""
    try:
        yield
    except DBAPIError as error:
        if is_away(error):
            raise Away(IN_DOUBT, in_doubt=True) from error
        raise


IN_DOUBT = (
    "The database went away while this was being saved, so it may or may not have been. Please look before you do it"
    " again; if that goes on, tell the secretariat."
)
NO_ROOM = "There is no room left on the disk"
_CAUSES = (
    ("busy", "The books are busy with many other requests"),
    ("locked", "The books are busy with another change"),
    ("unique constraint", "Somebody has just changed the same thing"),
    ("readonly", "The database can be read but not written"),
    ("read-only", "The database can be read but not written"),
    ("full", NO_ROOM),
    ("no space left", NO_ROOM),
    ("disk i/o error", "The disk takes nothing that is written to it"),
    ("unable to open", "The database file cannot be opened"),
    ("not a database", "The database file is damaged or is no database"),
)


def _sentence(said: str) -> str:
    cause = next(
        (sentence for word, sentence in _CAUSES if word in said.lower()), "The database could not be reached"
    )
    return f"{cause}, so nothing was changed. Please try again in a minute; if it stays so, tell the secretariat."
