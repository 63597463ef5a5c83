"""After a restore nothing is posted twice, and the secretariat is told what may not have come."""

from pathlib import Path

import pytest

from scheduler.content import Missed
from scheduler.restored import left_out
from store.backups import back_up, restore
from store.database import open_database
from store.tables import Capacity, Outbox, OutboxState
from tests.databases import migrated
from tests.scheduler.world import BOARD, World, local, sits


def test_what_was_posted_after_the_copy_is_not_posted_again(tmp_path: Path) -> None:
    with migrated("sqlite", tmp_path) as engine:
        world = World(engine, local("2026-05-01 08:00"))
        sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
        world.meets("2026-05-21")
        world.at("2026-05-13 22:00")
        back_up(engine, tmp_path / "copy.db")
        assert world.at("2026-05-14 09:00") == [(BOARD, "session", 7)]

        anew = open_database(f"sqlite:///{tmp_path / 'anew.db'}")
        restore(anew, tmp_path / "copy.db")
        world.books.engine = anew
        world.clock.at = local("2026-05-15 10:00")
        with world.books.session(writes=True) as session:
            assert left_out(session, world.clock.now()) == 1
            session.commit()

        # The outlet of these tests fails whatever is posted twice.
        assert world.at("2026-05-15 10:01") == []
        (told,) = world.outlet.reports
        assert isinstance(told, Missed)
        assert [(lost.what, lost.why) for lost in told.lost] == [
            (
                "Meeting in 7 days: CSP, Thursday 21 May 2026",
                "the books were restored from a copy, and it may have come before",
            )
        ]
        world.meets("2026-07-21")
        assert world.at("2026-05-15 10:02") == [], "nor when all is planned anew"
        assert world.at("2026-05-20 09:00") == [(BOARD, "session", 1)]
        anew.dispose()


@pytest.mark.parametrize("state", [OutboxState.PENDING, OutboxState.CLAIMED])
def test_what_was_on_its_way_is_held_by_nobody(world: World, state: OutboxState) -> None:
    world.meets("2026-05-21")
    world.at("2026-05-13 22:00")
    world.clock.at = local("2026-05-14 12:00")
    with world.books.session(writes=True) as session:
        row = session.query(Outbox).order_by(Outbox.due_at).first()
        assert row is not None
        row.state, row.claimed_by = state, "a process of before"
        session.flush()
        left_out(session, world.clock.now())
        session.commit()
        assert [each.claimed_by for each in world.rows(state=OutboxState.FAILED)] == [None]
