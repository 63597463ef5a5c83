"""Ids of rows that never come back: on SQLite a table has to say so; PostgreSQL's sequences do it anyway.

SQLite gives a new row the highest id there is and one more, so that of a row which undoing took away is given again. Ids
travel, though: in buttons, in calendars that somebody subscribes to, and in the history, where the past of the row that
went would be that of the new one. AUTOINCREMENT remembers the highest id there ever was
(https://www.sqlite.org/autoinc.html). No table of the code declares it, since only migrations make tables: one that adds a
table, or alters one, calls `never_given_again` at its end, and a test holds every table to it.
"""

import re

from sqlalchemy import Connection, text

_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%PRIMARY KEY (id)%'"
_KEY, _KEPT = "PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)"
_NUMBERED = re.compile(r"\bid INTEGER\b")
_ON_IT = "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type IN ('index', 'trigger') AND sql IS NOT NULL"
_COLUMNS = "SELECT name FROM pragma_table_xinfo(:table) WHERE hidden = 0"  # what is computed cannot be copied
_GONE = "SELECT row_kind, max(row_id) FROM history GROUP BY row_kind"


def never_given_again(connection: Connection) -> None:
    """Let every table of a SQLite database remember the highest id it ever gave, as far as its history knows.

    Foreign keys have to be off, as they are while migrating. A table that remembers already is left as it is.
    """
    if connection.dialect.name != "sqlite":
        return
    gone = {str(kind): int(highest) for kind, highest in connection.execute(text(_GONE))}
    for name, sql in connection.execute(text(_TABLES)).all():
        if _NUMBERED.search(sql):
            _copy(connection, name, sql)
            _count_on(connection, name, gone.get(name, 0))


def _copy(connection: Connection, name: str, sql: str) -> None:
    """Another table in its place with the same rows, indexes and triggers: there is no other way to alter a key.

    In the order that https://www.sqlite.org/lang_altertable.html, section 7, prescribes.
    """
    head = re.compile(rf'CREATE TABLE "?{re.escape(name)}"?')
    on_it = connection.scalars(text(_ON_IT), {"table": name}).all()
    columns = ", ".join(f'"{column}"' for column in connection.scalars(text(_COLUMNS), {"table": name}))
    for statement in (
        head.sub(f'CREATE TABLE "_new_{name}"', sql, count=1).replace(_KEY, _KEPT),
        f'INSERT INTO "_new_{name}" ({columns}) SELECT {columns} FROM "{name}"',  # noqa: S608 - names from the database
        f'DROP TABLE "{name}"',
        f'ALTER TABLE "_new_{name}" RENAME TO "{name}"',
        *on_it,
    ):
        connection.exec_driver_sql(statement)


def _count_on(connection: Connection, name: str, highest: int) -> None:
    """From the last row there was, which undoing may have taken away before anybody remembered its id."""
    mine = {"name": name, "highest": highest}
    there = "SELECT max(seq) FROM sqlite_sequence WHERE name = :name"
    if highest > (connection.scalar(text(there), mine) or 0):
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), mine)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :highest)"), mine)
