"""All that can leave the product: every table, of one partnership alone, without a key."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from store.exchange.everything import SECRET, STAYS, columns_of, leaving, write_everything
from store.held import tables
from store.tables import Base, Partnership
from tests.store.full_books import AT, filled, name_everywhere
from tests.store.small_books import SmallBooks


def written(engine: Engine, partnership: int) -> zipfile.ZipFile:
    out = io.BytesIO()
    write_everything(engine, partnership, AT, out)
    return zipfile.ZipFile(out)


def as_json(file: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(file.read("everything.json"))
    return found


def as_csv(file: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read(f"tables/{table}.csv").decode("utf-8-sig"), newline="")))


@pytest.fixture
def full(small: SmallBooks) -> SmallBooks:
    filled(small)
    return small


def test_every_table_leaves_but_the_machinery(full: SmallBooks) -> None:
    found = as_json(written(full.engine, full.id))

    assert set(found) == {"partnership", *(table.name for table in tables())} - STAYS
    assert [table for table, rows in found.items() if not rows] == []
    assert {table.name for table in tables()} > STAYS


def test_each_row_is_whole_in_both_formats(full: SmallBooks) -> None:
    file = written(full.engine, full.id)
    for table in leaving():
        rows = as_json(file)[table.name]
        assert [list(row) for row in rows] == [columns_of(table)] * len(rows)
        assert [row["id"] for row in rows if "id" in row] == [
            int(row["id"]) for row in as_csv(file, table.name) if "id" in row
        ]
        assert len(as_csv(file, table.name)) == len(rows)


def test_no_key_leaves(full: SmallBooks) -> None:
    with full.books.session(writes=False) as session:
        key = session.get_one(Partnership, full.id).calendar_secret
    file = written(full.engine, full.id)

    assert not [name for name in file.namelist() if key.encode() in file.read(name)]
    for name in SECRET:
        table, _, column = name.partition(".")
        assert column in Base.metadata.tables[table].columns


def test_nothing_of_another_partnership_leaves(full: SmallBooks) -> None:
    other = SmallBooks(full.engine)
    filled(other)
    name_everywhere(other, "Wilhelmina Quist")
    file = written(full.engine, full.id)

    assert not [name for name in file.namelist() if b"Quist" in file.read(name)]
    ids = {row.get("partnership_id", full.id) for rows in as_json(file).values() for row in rows}
    assert ids == {full.id}


def test_a_spreadsheet_runs_nothing_of_it(full: SmallBooks) -> None:
    name_everywhere(full, "=HYPERLINK(1)")
    file = written(full.engine, full.id)

    cells = [cell for table in leaving() for row in as_csv(file, table.name) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert [row["text"] for row in as_json(file)["action_point"]] == ["=HYPERLINK(1) 1"]


def test_it_is_of_one_instant(full: SmallBooks) -> None:
    """What is written while it is read, here between the JSON and the first CSV, is in none of them."""

    class Writing(io.BytesIO):
        added = False

        def write(self, content: Any) -> int:
            if not self.added and b"tables/" in content:
                self.added = True
                full.add("Added meanwhile")
            return super().write(content)

    out = Writing()
    write_everything(full.engine, full.id, AT, out)
    file = zipfile.ZipFile(out)

    assert out.added
    assert b"meanwhile" not in file.read("tables/action_point.csv")
    with full.reading() as books:
        assert books.session.scalar(
            select(text("count(*)")).select_from(Base.metadata.tables["action_point"])
        )
