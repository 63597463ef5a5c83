"""The bench of growth in its short form: that it runs, and that a list is read along the indexes."""

from pathlib import Path

from sqlalchemy import text

from tests.bench.growth import OPEN, measured, site


def test_the_bench_asks_at_every_size(tmp_path: Path) -> None:
    sites = [site(tmp_path, 60, 1), site(tmp_path, 300, 3)]

    times = measured(sites, rounds=1, calls=2)

    assert set(times) == {"60 of 1", "300 of 3"}
    assert all(seconds > 0 for seconds in times.values())


def test_what_is_open_is_found_without_reading_the_closed_years(tmp_path: Path) -> None:
    """A scan of a whole table would make the cost follow what is stored; the plan of the query tells."""
    large = site(tmp_path, 3_000, 1)
    engine = large.assistant.books.engine
    statement = (
        "SELECT id FROM action_point WHERE partnership_id = 1 AND (status = 'open' OR status = 'in progress')"
        " AND EXISTS (SELECT * FROM owner WHERE owner.action_point_id = action_point.id AND owner.person_id = 1)"
    )
    with engine.connect() as connection:
        plan = " ".join(str(row[3]) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
        found = len(connection.execute(text(statement)).all())
    engine.dispose()

    assert found == OPEN
    assert "SCAN" not in plan
    assert "ix_owner_person (person_id=? AND action_point_id=?)" in plan
