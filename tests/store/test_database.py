"""The database that cannot be used: each time one sentence, and nothing was changed."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, text
from sqlalchemy.exc import StatementError

from store.database import Unavailable, migrate, open_database
from store.register import MAX_TEXT
from store.tables import Meeting, Partnership
from tests.databases import sqlite_url
from tests.store.small_books import NOW, SmallBooks

AGAIN = ", so nothing was changed. Please try again in a minute; if it stays so, tell the secretariat."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file with small books in it."""
    engine = open_database(sqlite_url(tmp_path))
    migrate(engine)
    SmallBooks(engine)
    engine.dispose()
    return tmp_path / "books.db"


@pytest.fixture
def impatient(file: Path) -> Iterator[Engine]:
    """An engine that waits for other writers no longer than a test likes to."""
    engine = open_database(f"sqlite:///{file}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 20"))
    yield engine
    engine.dispose()


def refused(engine: Engine) -> str:
    """What is said when somebody writes, or brings the database up to date."""
    with pytest.raises(Unavailable) as error:
        SmallBooks(engine)
    return str(error.value)


def not_migrated(url: str) -> str:
    engine = open_database(url)
    with pytest.raises(Unavailable) as error:
        migrate(engine)
    engine.dispose()
    return str(error.value)


def test_a_database_that_somebody_else_writes_to_is_busy(file: Path, impatient: Engine) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert refused(impatient) == f"The books are busy with another change{AGAIN}"

    other.rollback()
    other.close()
    SmallBooks(impatient)  # the same engine, once the other is done


def test_readers_do_not_wait_for_a_writer(file: Path, impatient: Engine) -> None:
    small = SmallBooks(impatient)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with small.reading() as books:
        assert books.directory.board() is not None
    other.close()


def test_a_database_that_can_only_be_read_is_read(file: Path) -> None:
    engine = open_database(f"sqlite:///file:{file}?mode=ro&uri=true")
    migrate(engine)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM partnership")) == 1
    assert refused(engine) == f"The database can be read but not written{AGAIN}"
    engine.dispose()


def test_a_disk_without_room_is_a_sentence(impatient: Engine) -> None:
    def fill(connection: Any, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    small = SmallBooks(impatient)
    impatient.dispose()
    event.listen(impatient, "connect", fill)

    with pytest.raises(Unavailable) as error:
        fill_up(small)
    assert str(error.value) == f"There is no room left on the disk{AGAIN}"


def fill_up(small: SmallBooks) -> None:
    for _ in range(100):
        small.add("x" * MAX_TEXT)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    said = not_migrated(f"sqlite:///{tmp_path / 'missing' / 'books.db'}")

    assert said == f"The database file cannot be opened{AGAIN}"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_a_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "books.db"
    letter.write_text("Dear colleagues, " * 100, encoding="utf-8")

    assert not_migrated(sqlite_url(tmp_path)) == f"The database file is damaged or is no database{AGAIN}"
    assert letter.read_text(encoding="utf-8") == "Dear colleagues, " * 100


def test_a_server_that_is_away_is_a_sentence() -> None:
    assert (
        not_migrated("postgresql://nobody@127.0.0.1:1/books") == f"The database could not be reached{AGAIN}"
    )


def test_a_database_of_a_newer_version_is_not_touched(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Unavailable) as error:
        migrate(engine)

    assert str(error.value) == (
        "The database was written by a newer version of the bot, so nothing was opened or changed. "
        "Install that version, or restore a backup made with this one."
    )


def test_sqlite_writes_ahead_and_keeps_its_references(impatient: Engine) -> None:
    with impatient.connect() as connection:
        pragmas = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}


def test_what_belongs_to_nothing_is_not_stored(shared: Engine) -> None:
    small = SmallBooks(shared)
    nowhere = Meeting(partnership_id=small.id, group_id=-1, month=NOW.date())

    with pytest.raises(Unavailable), small.changing() as books:
        books.session.add(nowhere)


def test_instants_are_stored_in_utc_and_come_back_aware(shared: Engine) -> None:
    small = SmallBooks(shared)
    with small.reading() as books:
        made = books.session.get_one(Partnership, small.id).created_at

    assert made == NOW
    assert made.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(shared: Engine) -> None:
    naive = datetime(2026, 5, 26, 9)  # noqa: DTZ001 - what must not get in
    values = {"name": "No zone", "short_name": "No", "created_at": naive, "edition": 1, "planned_edition": 0}

    with shared.begin() as connection, pytest.raises(StatementError, match="without a zone"):
        connection.execute(insert(Partnership).values(**values))
