"""Books with at least one row in every table, whatever tables there are, and somebody named in every text of them."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Column, Table, insert, select, update
from sqlalchemy.orm import Session

from store.held import is_text, row_of, tables
from tests.store.small_books import SmallBooks

AT = datetime(2026, 5, 26, 8, tzinfo=UTC)


def filled(small: SmallBooks) -> None:
    """A row in each table that has none."""
    small.add("Count the lamps", small.party("Dev Anand"))
    with small.books.session(writes=True) as session:
        for table in tables():
            if session.execute(select(table).where(table.c.partnership_id == small.id)).first() is None:
                session.execute(insert(table).values(_row(table, small.id, session)))
        session.commit()


def _row(table: Table, partnership: int, session: Session) -> dict[str, Any]:
    needed = (column for column in table.columns if not column.nullable and column.name != "id")
    return {column.name: _value(column, partnership, session) for column in needed}


def _value(column: Column[Any], partnership: int, session: Session) -> Any:
    """Anything that the column takes; of another table its first row."""
    if column.name == "partnership_id":
        return partnership
    for key in column.foreign_keys:
        other = key.column.table
        mine = select(other.c.id).where(other.c.partnership_id == partnership)
        return session.execute(mine.order_by(other.c.id)).scalars().first()
    if isinstance(column.type, JSON):
        return []
    if enums := getattr(column.type, "enums", None):
        return enums[0]
    kind = column.type.python_type
    return {str: "x", int: 1, bool: False, date: AT.date(), time: AT.time(), datetime: AT}[kind]


def name_everywhere(small: SmallBooks, said: str) -> int:
    """Write `said` into every text column of every row; how many rows were changed."""
    count = 0
    with small.books.session(writes=True) as session:
        for table in tables():
            texts = [column for column in table.columns if is_text(column) and table.name != "person"]
            mine = select(table).where(table.c.partnership_id == small.id)
            for number, row in enumerate(session.execute(mine).mappings().all() if texts else (), start=1):
                values = {column.name: _said(column, said, number) for column in texts}
                session.execute(update(table).where(row_of(table, row)).values(values))
                count += 1
        session.commit()
    return count


def _said(column: Column[Any], said: str, number: int) -> Any:
    if isinstance(column.type, JSON):
        return {"deep": [said, {"deeper": f"{number}: {said}"}]}
    return f"{said} {number}"[: getattr(column.type, "length", None) or 1_000]


def everything(small: SmallBooks) -> str:
    """All that the tables say, as one text; in what order they say it is no matter of theirs."""
    with small.books.session(writes=False) as session:
        rows = [
            str(dict(row))
            for table in tables()
            for row in session.execute(select(table).where(table.c.partnership_id == small.id)).mappings()
        ]
    return "\n".join(sorted(rows))
