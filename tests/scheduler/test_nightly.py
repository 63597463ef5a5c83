"""The nightly copies: one for each day, the last ones kept, and a failure that is logged and made up for."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from scheduler.nightly import Nightly, copies
from store.backups import verify
from store.clock import StoppedClock
from tests.databases import migrated
from tests.scheduler.world import World, local, run_together


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with migrated("sqlite", tmp_path) as engine:
        yield engine


@pytest.fixture
def nightly(engine: Engine, tmp_path: Path) -> Nightly:
    World(engine, local("2026-05-01 08:00"))
    return Nightly(engine, StoppedClock(local("2026-05-01 08:00")), tmp_path / "copies", keep=3)


def on(nightly: Nightly, words: str) -> list[int]:
    """Tick at that time; the days of which there are copies."""
    assert isinstance(nightly.clock, StoppedClock)
    nightly.clock.at = local(words)
    nightly.run()
    return [day.day for day, _ in copies(nightly.folder)]


def test_each_day_has_one_and_the_last_are_kept(nightly: Nightly) -> None:
    assert on(nightly, "2026-05-01 08:00") == [1]
    assert on(nightly, "2026-05-01 23:00") == [1]
    assert on(nightly, "2026-05-02 01:30") == [1, 2]
    assert on(nightly, "2026-05-03 09:00") == [1, 2, 3]
    assert on(nightly, "2026-05-04 09:00") == [2, 3, 4]
    assert on(nightly, "2026-05-09 09:00") == [9], "what was missed while it was down is not made up"
    for _, copy in copies(nightly.folder):
        verify(copy)
    assert sorted(file.name for file in nightly.folder.iterdir()) == [
        *(".copying", "books-2026-05-09.db", "books-2026-05-09.db.sha256")
    ]


def test_whatever_else_is_in_the_folder_stays(nightly: Nightly) -> None:
    nightly.folder.mkdir()
    for name in ("books-2020-01-01.db.bak", "books-of-2020.db", "books-2020-13-01x.db"):
        (nightly.folder / name).touch()
    on(nightly, "2026-05-04 09:00")

    assert len(list(nightly.folder.iterdir())) == 3 + 3


def test_several_processes_make_one(nightly: Nightly) -> None:
    run_together([nightly] * 4)

    ((day, copy),) = copies(nightly.folder)
    assert day == date(2026, 5, 1)
    verify(copy)


def test_a_failure_is_logged_costs_no_old_copy_and_is_made_up_for(
    nightly: Nightly, caplog: pytest.LogCaptureFixture
) -> None:
    on(nightly, "2026-05-01 08:00")
    in_the_way = nightly.folder / "books-2026-05-08.db.sha256"
    in_the_way.mkdir()

    with caplog.at_level(logging.ERROR):
        assert on(nightly, "2026-05-08 08:00") == [1]
    assert "No copy of the books could be made" in caplog.text
    assert "Is a directory" in caplog.text

    in_the_way.rmdir()
    nightly.clock.at += timedelta(hours=1)  # type: ignore[attr-defined]
    nightly.run()
    assert [day.day for day, _ in copies(nightly.folder)] == [8]
