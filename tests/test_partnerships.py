"""The bench of neighbours in its short form: that the copies are whole, and that both sides do what is timed."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.tables import Base
from tests.bench.copies import copy, stored
from tests.bench.partnerships import LINES, POINTS, measured, site
from tests.databases import BACKENDS


@pytest.mark.parametrize("backend", BACKENDS)
def test_each_copy_has_all_that_the_first_has_but_what_waits(tmp_path: Path, backend: str) -> None:
    with site(backend, tmp_path / "books", 1) as alone:
        engine = alone.books.engine
        copy(engine, 3)
        assert stored(engine) == (3, 3 * POINTS)
        with engine.connect() as connection:
            for name, table in Base.metadata.tables.items():
                if name in ("partnership", "outbox") or "partnership_id" not in table.c:
                    continue
                owner = table.c.partnership_id
                rows = connection.execute(select(owner, func.count()).group_by(owner)).all()
                counts = {int(row[0]): int(row[1]) for row in rows}
                assert len(set(counts.values())) <= 1, name
                assert set(counts) in (set(), {1, 2, 3}), name


def test_all_is_done_in_both_and_the_sweeps_post_the_same(tmp_path: Path) -> None:
    with site("sqlite", tmp_path / "one", 1) as alone, site("sqlite", tmp_path / "many", 4) as among:
        found = measured([alone, among], rounds=1, calls=1)

        assert len(found) == len(LINES) + 2
        assert all(min(times) > 0 and len(times) == 2 for times in found.values())
        assert alone.posted == among.posted != {0}


def test_postgresql_plans_what_members_ask_once_and_for_all(tmp_path: Path) -> None:
    """Planning the list of action points anew takes ten times as long as running it, and grows with the neighbours.

    After five times the server goes on with one plan for all values, unless that looks dearer than knowing them: a
    `LIMIT` or a state that is only told with each call is enough for it.
    """
    with site("postgresql", tmp_path / "books", 40) as here:
        here.books.engine.dispose()
        for line in (*LINES, "/actions overdue", "/actions closed", "/actions mine", "/actions 02/10"):
            for _ in range(8):
                here.ask(line)

        with here.books.engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements"
            ).all()
        assert any("action_point" in row.statement for row in found)
        assert [row.statement for row in found if row.custom_plans > 5] == []
