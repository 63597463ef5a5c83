"""Everything that is held about a person: found by walking all tables, so that none can be left out."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, RowMapping, String, Table, Text, and_, select
from sqlalchemy.orm import Session

from store.tables import ActionPoint, Base, Owner, Person

Row = dict[str, Any]


def tables() -> list[Table]:
    """Every table that belongs to partnerships, in an order in which none comes before what it refers to."""
    return [table for table in Base.metadata.sorted_tables if "partnership_id" in table.columns]


def row_of(table: Table, row: RowMapping) -> ColumnElement[bool]:
    """Which row of a table it is."""
    return and_(*(column == row[column.name] for column in table.primary_key))


def refers_to_person(column: Column[Any]) -> bool:
    """Whether a column names somebody by id."""
    return any(key.target_fullname == "person.id" for key in column.foreign_keys)


def is_text(column: Column[Any]) -> bool:
    """Whether a column can hold words of people: texts and JSON, but no words of an enumeration."""
    kind = column.type
    return isinstance(kind, JSON) or (isinstance(kind, String | Text) and not hasattr(kind, "enums"))


def entries_of(session: Session, person: Person) -> list[Person]:
    """Somebody's entry, and those that turned out to be the same person."""
    merged = select(Person).where(Person.merged_into_id == person.id).order_by(Person.id)
    return [person, *session.scalars(merged)]


def ways_of(entries: list[Person]) -> list[str]:
    """Whatever identifies somebody in a text: names, addresses, numbers, Slack ids."""
    ways = [way for one in entries for way in (one.name, one.email, one.phone, one.slack_user)]
    return list(dict.fromkeys(filter(None, ways)))


def pattern_of(ways: list[str]) -> re.Pattern[str]:
    """Finds any of them as a whole, whatever its case and however a number is spaced."""
    spelt = (
        r"\s*".join(map(re.escape, way.split())) if re.search(r"\d{3}", way) else re.escape(way)
        for way in ways
    )
    return re.compile("|".join(rf"(?<!\w){way}(?!\w)" for way in spelt), re.IGNORECASE)


def held(session: Session, person: Person) -> dict[str, list[Row]]:
    """All rows about somebody by table: theirs by id, and those in whose texts they are named."""
    entries = entries_of(session, person)
    ids, named = {entry.id for entry in entries}, pattern_of(ways_of(entries))
    owned = select(Owner.action_point_id).where(Owner.person_id == person.id)
    theirs = set(session.scalars(owned))
    found: dict[str, list[Row]] = {}
    for table in tables():
        mine = (
            select(table).where(table.c.partnership_id == person.partnership_id).order_by(*table.primary_key)
        )
        for row in session.execute(mine).mappings():
            is_theirs = table.name == ActionPoint.__tablename__ and row["id"] in theirs
            if is_theirs or _concerns(row, table, ids, named):
                found.setdefault(table.name, []).append({name: _plain(value) for name, value in row.items()})
    return found


def _concerns(row: Any, table: Table, ids: set[int], named: re.Pattern[str]) -> bool:
    if table.name == Person.__tablename__:
        return row["id"] in ids
    if any(row[column.name] in ids for column in table.columns if refers_to_person(column)):
        return True
    return any(
        named.search(text)
        for column in table.columns
        if is_text(column)
        for text in texts_in(row[column.name])
    )


def texts_in(value: Any) -> Iterator[str]:
    """The texts in a column, however deep in its JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def readable(found: dict[str, list[Row]]) -> str:
    """The same for reading: each table under its name, each row with what it says."""
    parts = []
    for table, rows in found.items():
        parts.append(f"{table.replace('_', ' ')} ({len(rows)})")
        for row in rows:
            said = (
                f"{name.replace('_', ' ')}: {value}"
                for name, value in row.items()
                if _is_worth_reading(name, value)
            )
            parts.append(f"  {'; '.join(said)}")
    return "\n".join(parts)


def _is_worth_reading(name: str, value: object) -> bool:
    """Ids tell a person nothing, and what is empty neither."""
    return value not in (None, "", [], {}) and name != "id" and not name.endswith("_id")
