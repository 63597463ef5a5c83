"""The bench of neighbours in its short form: that the copies are whole, and that both sides do what is timed."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

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


MANY = (
    "/actions",
    "/actions overdue",
    "/actions closed",
    "/actions 02/10",
    "/actions review",
    "/actions links",
)
MORE = (
    "/meetings agenda",
    "/contacts duplicates",
    "what was agreed about lighting?",
    "plan targets",
    "who comes?",
)
CHANGES = ("/actions update 02/10 Half of it is there", "undo")


def test_nothing_that_is_asked_or_swept_reads_the_rows_of_everybody(tmp_path: Path) -> None:
    """No table is read from end to end, and nothing is looked for among all that have no value in an indexed column."""
    found: dict[str, list[str]] = {}

    def look(
        _connection: object, cursor: Any, statement: str, values: Any, _context: object, many: bool
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) and statement not in found:
            explained = cursor.connection.cursor()
            explained.execute(f"EXPLAIN QUERY PLAN {statement}", values[0] if many else values)
            found[statement] = [step[3] for step in explained.fetchall()]

    with site("sqlite", tmp_path / "books", 20) as here:
        event.listen(here.books.engine, "before_cursor_execute", look)
        for line in (*LINES, *MANY, *MORE, *CHANGES):
            here.ask(line)
        here.idle()
        here.busy()

    assert len(found) > 80
    scans = {statement: _reads_all(statement, plan) for statement, plan in found.items()}
    assert [(steps, statement) for statement, steps in scans.items() if steps] == []


def _reads_all(statement: str, plan: list[str]) -> list[str]:
    """The steps of a plan that grow with the neighbours. Looking for the partnerships that wait for something does not."""
    tables = "|".join(Base.metadata.tables)
    scanned = [step for step in plan if re.match(rf"SCAN (?:{tables})\b(?! USING)", step)]
    without = "|".join(re.findall(r"(\w+) IS NULL", statement)) or "nothing"
    sought = re.compile(
        rf"\b(?:{without})=\?(?!.*LEFT-JOIN)(?<!ix_partnership_planned_until \(planned_until=\?)"
    )
    return scanned + [step for step in plan if sought.search(step)]
