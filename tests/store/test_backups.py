"""Copies of the books: made beside people at work, and put back only whole, sound and where there are none."""

import shutil
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from store.backups import (
    PG_DUMP,
    PG_RESTORE,
    Damaged,
    back_up,
    checksum_of,
    digest_of,
    forget,
    restore,
    verify,
)
from store.database import open_database
from store.errors import BookError, Conflict, Invalid, NotFound
from tests.databases import migrated, postgres_tools, postgres_url
from tests.store.small_books import SmallBooks


@pytest.fixture
def books(tmp_path: Path) -> Iterator[SmallBooks]:
    (tmp_path / "here").mkdir()
    with migrated("sqlite", tmp_path / "here") as engine:
        yield SmallBooks(engine)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    """A place that holds no books yet, nor a file."""
    engine = open_database(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def copy(books: SmallBooks, tmp_path: Path) -> Path:
    books.add("Count the lamps", books.party("Dev Anand"))
    back_up(books.engine, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def dump(engine: Engine) -> list[str]:
    """All that a database holds."""
    with sqlite3.connect(engine.url.database or "") as connection:
        return list(connection.iterdump())


def test_what_is_put_back_is_what_was_copied(books: SmallBooks, copy: Path, empty: Engine) -> None:
    before = dump(books.engine)

    restore(empty, copy)

    assert dump(empty) == before
    with empty.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_copy_is_one_file_that_only_its_owner_reads(copy: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(file.name for file in copy.parent.iterdir()) == ["copy.db", "copy.db.sha256", "here"]


def test_its_checksum_is_checked_by_any_machine(copy: Path) -> None:
    checked = ["sha256sum", "--check", checksum_of(copy).name]

    assert (
        subprocess.run(checked, cwd=copy.parent, capture_output=True, check=True).stdout == b"copy.db: OK\n"
    )


def test_a_copy_is_of_one_instant_whoever_writes_meanwhile(books: SmallBooks, tmp_path: Path) -> None:
    """Each change writes two tables; a copy between them would have one without the other."""
    done = threading.Event()

    def write() -> None:
        for number in range(40):
            books.add(f"Count lamp {number}")
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    sizes, number = [], 0
    while not done.is_set():
        number += 1
        back_up(books.engine, tmp_path / f"{number}.db")
        with sqlite3.connect(tmp_path / f"{number}.db") as connection:
            counted = "SELECT (SELECT count(*) FROM action_point), count(*) FROM change WHERE what = 'add'"
            points, changes = connection.execute(counted).fetchone()
        assert points == changes
        sizes.append(points)
    writer.join()
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 1


def test_a_copy_never_takes_the_place_of_a_file(books: SmallBooks, copy: Path) -> None:
    before = digest_of(copy)
    with pytest.raises(Conflict, match=r"copy\.db is there already, so no copy was made"):
        back_up(books.engine, copy)
    assert digest_of(copy) == before


def test_where_nothing_can_be_written_nothing_is_left(books: SmallBooks, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"cannot be read or written: No such file or directory"):
        back_up(books.engine, tmp_path / "nowhere" / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == ["here"]


def refused(engine: Engine, copy: Path, kind: type[BookError]) -> str:
    """With which sentence it is not restored; nothing is changed by that."""
    before = dump(engine)
    with pytest.raises(kind) as said:
        restore(engine, copy)
    assert dump(engine) == before
    return str(said.value)


def test_a_changed_copy_is_refused(copy: Path, empty: Engine) -> None:
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)

    assert refused(empty, copy, Damaged).startswith("copy.db is not what copy.db.sha256 says was copied")


def test_without_its_checksum_it_is_refused_with_the_remedy(copy: Path, empty: Engine) -> None:
    checksum_of(copy).unlink()

    assert "`sha256sum copy.db > copy.db.sha256` makes one" in refused(empty, copy, NotFound)
    forget(copy)
    assert refused(empty, copy, NotFound) == f"There is no {copy}, so nothing was done."


def rewritten(copy: Path, statement: str) -> None:
    """Change what a copy says, and its checksum with it."""
    with sqlite3.connect(copy) as connection:
        connection.execute(statement)
    connection.close()
    checksum_of(copy).write_text(f"{digest_of(copy)}  {copy.name}\n", encoding="utf-8")


def test_a_newer_version_is_refused(copy: Path, empty: Engine) -> None:
    rewritten(copy, "UPDATE alembic_version SET version_num = '9999'")

    assert refused(empty, copy, Conflict).startswith("copy.db was made by a newer version of the bot")


def test_what_is_no_copy_is_refused(copy: Path, empty: Engine) -> None:
    rewritten(copy, "DROP TABLE alembic_version")
    assert refused(empty, copy, Invalid) == "copy.db is no copy of the books, so nothing was restored."

    copy.write_bytes(b"no database at all" * 100)
    checksum_of(copy).write_text(f"{digest_of(copy)}  {copy.name}\n", encoding="utf-8")
    assert refused(empty, copy, Invalid) == "copy.db is no copy of the books, so nothing was restored."


def test_books_are_never_written_over(books: SmallBooks, copy: Path) -> None:
    assert refused(books.engine, copy, Conflict).startswith("There are books already")


def test_what_belongs_to_something_else_is_not_written_over(copy: Path, empty: Engine) -> None:
    with empty.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("CREATE TABLE photographs (name TEXT)"))
        connection.execute(text("INSERT INTO photographs VALUES ('quay')"))

    assert refused(empty, copy, Conflict).startswith("There are books already")


def test_books_that_were_opened_but_are_empty_may_be_filled(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with migrated("sqlite", tmp_path / "new") as engine:
        restore(engine, copy)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM action_point")).scalar() == 1


def test_a_damaged_database_is_not_copied_silently(books: SmallBooks, tmp_path: Path) -> None:
    for number in range(60):
        books.add(f"Count lamp {number} " + "x" * 500)
    file = Path(books.engine.url.database or "")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'action_point'"
        ).fetchone()
    connection.close()
    books.engine.dispose()
    with file.open("r+b") as content:
        content.seek((page - 1) * 4096)
        content.write(b"\xff" * 4096)

    with pytest.raises(BookError, match="so nothing was"):
        back_up(books.engine, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_verifying_says_nothing_when_all_is_well(copy: Path) -> None:
    verify(copy)


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    """And the lines that are named do it, from one database into another."""
    tools = postgres_tools()
    with postgres_url() as other:
        elsewhere = open_database(other)
        with migrated("postgresql", tmp_path) as full:
            small = SmallBooks(full)
            small.add("Count the lamps")
            for act in (back_up, restore):
                with pytest.raises(
                    Invalid, match=r"^The books are in PostgreSQL, so nothing was done\..*pg_"
                ):
                    act(full, tmp_path / "copy.db")
            run(PG_DUMP, tools, full.url.render_as_string(hide_password=False), tmp_path)
            run(PG_RESTORE, tools, other, tmp_path)
        with elsewhere.connect() as connection:
            assert connection.execute(text("SELECT text FROM action_point")).scalar() == "Count the lamps"
        elsewhere.dispose()


def run(line: str, tools: Path, url: str, folder: Path) -> None:
    environment = {"PATH": str(tools), "DATABASE_URL": url.replace("+psycopg", "")}
    subprocess.run([shutil.which("sh") or "sh", "-c", line], cwd=folder, env=environment, check=True)
