"""Copies of the books in one file: made while the bot works, and put back only where they do no harm.

Beside each copy stands its checksum, as `sha256sum` writes it, so that a copy can be checked without the bot:
`sha256sum --check books.db.sha256`. PostgreSQL has tools of its own for this, which are better than ours could be.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from store.database import migrate, newest_version, translated
from store.errors import BookError, Conflict, Invalid, NotFound

PG_DUMP = 'pg_dump --format=custom --no-owner --file=books.dump "$DATABASE_URL"'
PG_RESTORE = 'pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_URL" books.dump'
_HEX = 64  # digits of a SHA-256


class Damaged(BookError):
    """A copy, or the books themselves, are not what they should be."""


def back_up(engine: Engine, target: Path) -> str:
    """Copy the books as they stand at one instant; the copy's checksum. Nobody who writes meanwhile has to wait.

    The copy appears under its name when it is whole, readable by this user alone. Raises Conflict when there is such a
    file, Invalid when it cannot be written, Damaged when the books are.
    """
    _only_sqlite(engine, f"Their copy is made by its own tool: {PG_DUMP}")
    if target.exists():
        raise Conflict(f"{target} is there already, so no copy was made. Name another file.")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    with _on_disk(target):
        try:
            part.touch(mode=0o600)
            _copy(engine, part)
            digest = digest_of(part)
            checksum_of(target).write_text(f"{digest}  {target.name}\n", encoding="utf-8")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return digest


def _copy(engine: Engine, part: Path) -> None:
    """With SQLite's backup API, in one reading transaction. The copy is one file, without a write-ahead log."""
    with translated(), closing(engine.raw_connection()) as books, closing(sqlite3.connect(part)) as copy:
        source: Any = books.driver_connection
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").close()
        _require_sound(copy, "The books")
    with part.open("rb") as written:
        os.fsync(written.fileno())


def restore(engine: Engine, source: Path) -> None:
    """Put a copy in the place of books that are empty, all of it or nothing, and bring it to this version.

    Raises NotFound without the copy or its checksum; Damaged when it is not what was copied; Conflict when there are
    books already, or when it was made by a newer version.
    """
    _only_sqlite(engine, f"Theirs are put back by its own tool, into a new database: {PG_RESTORE}")
    verify(source)
    with (
        _on_disk(source),
        translated(),
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy,
        closing(engine.raw_connection()) as books,
    ):
        _require_known(copy, source)
        _require_sound(copy, source.name)
        target: Any = books.driver_connection
        _require_empty(target)
        copy.backup(target)
    migrate(engine)


def verify(copy: Path) -> None:
    """Whether a copy is what was copied, by the checksum beside it. Raises NotFound or Damaged."""
    beside = checksum_of(copy)
    for file in (copy, beside):
        if not file.is_file():
            remedy = f" If you trust the copy, `sha256sum {copy.name} > {beside.name}` makes one."
            raise NotFound(f"There is no {file}, so nothing was done.{remedy if file is beside else ''}")
    with _on_disk(copy):
        said = beside.read_text(encoding="utf-8", errors="replace")[:_HEX]
        if said != digest_of(copy):
            raise Damaged(
                f"{copy.name} is not what {beside.name} says was copied: it is damaged or was changed. Nothing was done;"
                " take another copy."
            )


def checksum_of(copy: Path) -> Path:
    """Where the checksum of a copy stands."""
    return copy.with_name(f"{copy.name}.sha256")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _only_sqlite(engine: Engine, remedy: str) -> None:
    if engine.dialect.name != "sqlite":
        raise Invalid(f"The books are in PostgreSQL, so nothing was done. {remedy}")


def _require_known(copy: sqlite3.Connection, source: Path) -> None:
    """Raise when the file holds no books, or those of a version that this one does not know."""
    try:
        found = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise Invalid(f"{source.name} is no copy of the books, so nothing was restored.") from error
    if not found or found[0] > newest_version():
        raise Conflict(
            f"{source.name} was made by a newer version of the bot, so nothing was restored. Install that version first."
        )


def _require_sound(connection: sqlite3.Connection, what: str) -> None:
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise Damaged(
            f"{what} failed SQLite's own check, so nothing was done. Take the last copy that passes it."
        )


def _require_empty(books: sqlite3.Connection) -> None:
    """Raise when any table but the note of the version holds a row."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        " AND name NOT LIKE 'words^_of^_%' ESCAPE '^'"  # what an index of words needs when it is empty, too
        " AND name <> 'sqlite_sequence'"  # which ids were given
    )
    for (table,) in books.execute(listed).fetchall():
        if books.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():  # noqa: S608 - a name from the database
            raise Conflict(
                "There are books already, so nothing was restored. Move them away first, or name an empty database in"
                " DATABASE_URL."
            )


@contextmanager
def _on_disk(file: Path) -> Iterator[None]:
    """What the disk refuses as a sentence."""
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise Invalid(f"{file} cannot be read or written: {why}. The books are untouched.") from error


def forget(copy: Path) -> None:
    """Remove a copy and its checksum."""
    for file in (copy, checksum_of(copy)):
        with suppress(FileNotFoundError):
            file.unlink()
