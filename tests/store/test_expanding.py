"""Each migration only adds, so that a replica of the version before works on over the new tables until it is replaced.

What a version no longer uses may go with the version after it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Integer,
    MetaData,
    Table,
    Time,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from store.database import MIGRATIONS, open_database
from tests.databases import postgres_url

VERSIONS = sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
# These wanted something of every new row, before anybody ran the bot; from then on nothing does without a default.
BEFORE_THE_RULE = {"0004"}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def empty() -> Iterator[Engine]:
    """A database that is brought up one version after the other."""
    with postgres_url() as url:
        engine = open_database(url)
        yield engine
        engine.dispose()


def upgrade(engine: Engine, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


class OldReplica:
    """What a process does that knows the tables as they were: it writes, reads and deletes rows with those columns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = MetaData()
        self.tables.reflect(engine)
        self.tables.remove(self.tables.tables["alembic_version"])
        self._numbers = count(1)

    def works(self) -> None:
        """Raises what the database says when it does not."""
        with self.engine.connect() as connection:
            rows: dict[str, Row] = {}
            for table in self.tables.sorted_tables:
                rows[table.name] = row = self._row(table, rows)
                given = connection.execute(insert(table).values(row).returning(*table.c)).one()
                row |= dict(zip(table.c.keys(), given, strict=True))
            for table in reversed(self.tables.sorted_tables):
                mine = [column == rows[table.name][column.name] for column in table.primary_key]
                kept = {name: rows[table.name][name] for name in self._row(table, rows)}
                connection.execute(update(table).where(*mine).values(kept))
                assert connection.execute(select(table).where(*mine)).one()
                assert connection.execute(delete(table).where(*mine)).rowcount == 1
            connection.rollback()

    def _row(self, table: Table, rows: dict[str, Row]) -> Row:
        given = (column for column in table.c if not (column.primary_key and column.server_default))
        columns = [column for column in given if column.computed is None]
        return {column.name: self._value(column, rows) for column in columns}

    def _value(self, column: Column[Any], rows: dict[str, Row]) -> Any:
        for key in column.foreign_keys:
            return None if column.nullable else rows[key.column.table.name][key.column.name]
        samples: dict[type, Any] = {
            Boolean: False,
            Integer: 1,
            DateTime: datetime(2026, 5, 26, 9, tzinfo=UTC),
            Date: date(2026, 5, 26),
            Time: time(9),
            JSON: [],
        }
        found = (value for kind, value in samples.items() if isinstance(column.type, kind))
        return next(found, f"x{next(self._numbers)}"[: getattr(column.type, "length", None) or 20])


def test_each_version_lets_the_one_before_work_on(empty: Engine) -> None:
    upgrade(empty, VERSIONS[0])
    hindered = set()
    for version in VERSIONS[1:]:
        old = OldReplica(empty)
        old.works()
        upgrade(empty, version)
        try:
            old.works()
        except DBAPIError:
            hindered.add(version)
    OldReplica(empty).works()
    assert hindered == BEFORE_THE_RULE
