"""One partnership made into many: every row of the database again for each, so that what is measured differs in number alone."""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    String,
    Table,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    true,
)

from store.tables import Base, OutboxState

_OWN = frozenset({"name", "uid", "calendar_secret", "slack_team"})  # what no two partnerships share
_PARTNERSHIP = "partnership"


def copy(engine: Engine, partnerships: int, *, without_pending: bool = True) -> None:
    """Stand `partnerships` there where there is one, with the id 1.

    `without_pending`: what waits to be posted is copied to none of them, so that only the first has something due.
    """
    tables = [table for table in Base.metadata.sorted_tables if _owner(table) is not None]
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        strides = {table.name: _stride(connection, table) for table in tables}
        for table in tables:
            columns = [column for column in table.c if column.computed is None]
            rows = _copies(table, columns, strides, partnerships)
            if table.name == "outbox" and without_pending:
                rows = rows.where(table.c.state != OutboxState.PENDING)
            connection.execute(insert(table).from_select([column.name for column in columns], rows))
        if engine.dialect.name == "postgresql":
            _go_on_counting(connection, tables)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _owner(table: Table) -> Column[Any] | None:
    """The column that says whose a row is."""
    return table.c.id if table.name == _PARTNERSHIP else table.c.get("partnership_id")


def _stride(connection: Connection, table: Table) -> int:
    """By how much the ids of one copy are above those of the one before."""
    if table.name == _PARTNERSHIP or "id" not in table.c:
        return 1
    return int(connection.scalar(select(func.max(table.c.id))) or 0) + 1


def _copies(
    table: Table, columns: list[Column[Any]], strides: dict[str, int], partnerships: int
) -> Select[Any]:
    """The rows of the first partnership once for each of the others."""
    numbers = select(literal(1).label("number")).cte("numbers", recursive=True)
    more = select(numbers.c.number + 1).where(numbers.c.number < partnerships - 1)
    numbers = numbers.union_all(more)
    values = [_value(column, numbers.c.number, strides) for column in columns]
    owner = _owner(table)
    assert owner is not None
    return (
        select(*values)
        .select_from(table.join(numbers, true()))
        .where(owner == 1, numbers.c.number < partnerships)
    )


def _value(column: Column[Any], number: ColumnElement[int], strides: dict[str, int]) -> ColumnElement[Any]:
    """The column as it is in that copy."""
    for key in column.foreign_keys:
        return column + number * strides[key.column.table.name]
    if column.primary_key:
        return column + number * strides[column.table.name]
    if column.table.name == _PARTNERSHIP and column.name in _OWN:
        return literal("copy ", String) + cast(number, String)
    return column


def _go_on_counting(connection: Connection, tables: list[Table]) -> None:
    """What is written from now on gets ids above those of the copies."""
    for table in tables:
        if "id" in table.c:
            most = select(func.max(table.c.id)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, func.coalesce(most, 1))))


def stored(engine: Engine) -> tuple[int, int]:
    """How many partnerships and how many action points there are."""
    tables = Base.metadata.tables
    with engine.connect() as connection:
        counts = [
            int(connection.scalar(select(func.count()).select_from(tables[name])) or 0)
            for name in (_PARTNERSHIP, "action_point")
        ]
    return counts[0], counts[1]
