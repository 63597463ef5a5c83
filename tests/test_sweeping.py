"""The bench of sweeping in its short form: that both sides do what is timed, and that a sweep reads along indexes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text

from store.tables import Base
from tests.bench.apscheduled import Jobs
from tests.bench.many import NINE_IN, Many
from tests.bench.sweeping import Figures, like_ours, median, ours, report, theirs

FEW, MANY = 2, 5


def test_both_sides_run_what_is_due_and_nothing_else_in_every_round(tmp_path: Path) -> None:
    here = Many(like_ours(tmp_path / "ours.db"), 20, FEW, MANY)
    there = Jobs(create_engine(f"sqlite:///{tmp_path / 'theirs.db'}"), here.fill())
    there.fill()
    assert there.count == 200

    for _ in range(2):
        for figures in (ours(here), theirs(there, 3, (0, FEW, MANY))):
            assert list(figures.sweeps) == [0, FEW, MANY]
            assert min(figures.start, *figures.sweeps.values()) > 0
    here.engine.dispose()
    there.engine.dispose()


def test_a_line_says_the_figures_their_ratios_and_whether_the_aims_are_met() -> None:
    mine = Figures(0.002, {0: 0.002, 10: 0.022, 1_000: 2.002})
    slow, quick = (Figures(start, {0: 0.001, 10: 0.1, 1_000: 1.0}) for start in (400.0, 30.0))

    lines = list(report((10_000, 100_000), mine, mine, {"slow": slow, "quick": quick}))

    assert lines[2].split() == ["start", "2.00", "ms", "400.00", "s", "200000.0", "30.00", "s", "15000.0"]
    assert lines[-3] == "start and sweep: 15.5 times faster or more, aim 20: not met"
    assert [line.rpartition(": ")[2] for line in lines[-2:]] == ["met", "met"]


def test_a_figure_is_the_middle_one_of_the_rounds() -> None:
    rounds = [Figures(start, {0: sweep}) for start, sweep in ((1.0, 9.0), (2.0, 7.0), (30.0, 8.0))]

    assert median(rounds) == Figures(2.0, {0: 8.0})


@pytest.mark.parametrize("zone", [None, "Europe/Paris"])
def test_a_sweep_never_reads_all_that_is_stored(tmp_path: Path, zone: str | None) -> None:
    """A scan of a whole table would make its cost follow what is stored; the plans of its queries tell."""
    engine = like_ours(tmp_path / "ours.db")
    here = Many(engine, 30, FEW, MANY)
    here.fill()
    if zone:
        here.clock.at = NINE_IN[zone]
    asked: dict[str, Any] = {}

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked[statement] = parameters

    here.sweep()
    with engine.connect() as connection:
        plans = {
            statement: [
                str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            ]
            for statement, given in list(asked.items())
            if statement.startswith(("SELECT", "UPDATE"))
        }
        stored = connection.execute(text("SELECT count(*) FROM outbox")).scalar()
    engine.dispose()

    assert stored == 300
    assert len(plans) >= (10 if zone else 6)
    # These indexes hold those alone that are to be planned, and that are away.
    partial = {f"SCAN partnership USING INDEX ix_partnership_{name}" for name in ("unplanned", "away")}
    scans = {s: [step for step in p if "SCAN" in step and step not in partial] for s, p in plans.items()}
    tables = set(Base.metadata.tables)  # going through what a subquery has found reads no more than that
    read_whole = {s: p for s, p in scans.items() if any(step.split()[1] in tables for step in p)}
    assert read_whole == {}
