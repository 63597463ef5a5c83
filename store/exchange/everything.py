"""All that a partnership's books hold, in open formats, for whatever comes after this product.

One ZIP file: `everything.json` with each table as it is, the same as one CSV file for each table, for spreadsheets, and
`about.txt`. Tables are walked, so one that comes later leaves as well unless it is named here with the reason.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import IO, Any

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, Table, select

from store.database import translated
from store.held import tables
from store.papers.writing.register_data import csv_text
from store.tables import Base, Partnership

# The bot's own machinery: of no meaning without it, and gone after some days in it.
STAYS = frozenset({"chosen_books", "conversation", "delivery", "outbox", "shown_point"})
# Keys, which open something for whoever has them.
SECRET = frozenset({"partnership.calendar_secret"})
_AT_ONCE = 1_000  # rows in memory
_ABOUT = """\
Everything that the books of this partnership hold, as of {now} (UTC).

everything.json   each table as a list of rows, by the names of its columns
tables/*.csv      the same for spreadsheets: UTF-8; a text that a spreadsheet would run has an apostrophe before it
Instants are in UTC. A column that ends in _id holds the id of a row of another table; "history" says what each
change did, with the columns before and after. Not in here: {stays}, which only serve the bot,
and the key of the calendar addresses.
"""


def write_everything(engine: Engine, partnership_id: int, now: datetime, out: IO[bytes]) -> int:
    """Write the ZIP file to `out`, as everything stands at one instant; how many rows it has."""
    count = 0
    with (
        translated(),
        _snapshot(engine) as connection,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        about = _ABOUT.format(now=f"{now:%Y-%m-%d %H:%M}", stays=", ".join(sorted(STAYS)))
        file.writestr("about.txt", about)
        with file.open("everything.json", "w", force_zip64=True) as entry:
            _write_json(connection, partnership_id, entry)
        for table in leaving():
            with file.open(f"tables/{table.name}.csv", "w", force_zip64=True) as entry:
                count += _write_csv(connection, table, partnership_id, entry)
    return count


def leaving() -> list[Table]:
    """The tables that can leave the product: the partnership, and what belongs to it."""
    return [Base.metadata.tables[Partnership.__tablename__], *(t for t in tables() if t.name not in STAYS)]


def columns_of(table: Table) -> list[str]:
    """The columns of a table that can leave."""
    return [column.name for column in table.columns if f"{table.name}.{column.name}" not in SECRET]


def _snapshot(engine: Engine) -> Connection:
    """A connection that sees one instant, however long it reads; SQLite's always do."""
    sqlite = engine.dialect.name == "sqlite"
    return engine.connect().execution_options(
        stream_results=True, **({} if sqlite else {"isolation_level": "REPEATABLE READ"})
    )


def _rows(connection: Connection, table: Table, partnership_id: int) -> Iterator[Row[Any]]:
    return iter(connection.execution_options(yield_per=_AT_ONCE).execute(_theirs(table, partnership_id)))


def _theirs(table: Table, partnership_id: int) -> Select[Any]:
    owner = table.c.id if table.name == Partnership.__tablename__ else table.c.partnership_id
    columns = (table.c[name] for name in columns_of(table))
    return select(*columns).where(owner == partnership_id).order_by(*table.primary_key)


def _write_json(connection: Connection, partnership_id: int, entry: IO[bytes]) -> None:
    encoder = msgspec.json.Encoder(enc_hook=str)
    before = b"{"
    for table in leaving():
        entry.write(before + encoder.encode(table.name) + b": [")
        for number, row in enumerate(_rows(connection, table, partnership_id)):
            entry.write((b",\n" if number else b"\n") + encoder.encode(dict(row._mapping)))  # noqa: SLF001 - public by its documentation
        entry.write(b"]")
        before = b",\n"
    entry.write(b"}\n")


def _write_csv(connection: Connection, table: Table, partnership_id: int, entry: IO[bytes]) -> int:
    count = 0
    with io.TextIOWrapper(entry, "utf-8-sig", newline="", write_through=True) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns_of(table))
        for row in _rows(connection, table, partnership_id):
            writer.writerow([_cell(value) for value in row])
            count += 1
    return count


def _cell(value: Any) -> str:
    """What a spreadsheet is given: texts that stay texts, lists and the like as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return csv_text(str(value.value))
    return csv_text(value if isinstance(value, str) else msgspec.json.encode(value).decode())
