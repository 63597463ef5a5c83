"""How far behind the outbox is, and that what a stopping process holds is free at once."""

from datetime import timedelta

from sqlalchemy import update

from scheduler.backlog import Backlog, backlog
from scheduler.errands import Undelivered
from scheduler.handing_back import hand_back
from store.tables import Outbox, OutboxState
from tests.scheduler.world import BOARD, World, local


def seen(world: World) -> Backlog:
    with world.books.session(writes=False) as session:
        return backlog(session, world.clock.now())


def test_what_is_due_is_told_by_how_it_waits(world: World) -> None:
    world.meets("2026-05-21")
    world.at("2026-05-13 22:00")
    assert seen(world) == Backlog(0, 0, 0, timedelta()), "what is planned is not yet behind"

    world.clock.at = local("2026-05-14 09:05")
    assert seen(world) == Backlog(1, 0, 0, timedelta(minutes=5))
    world.outlet.troubles.append(Undelivered("internal_error"))
    assert world.at("2026-05-14 09:05") == []
    assert seen(world) == Backlog(0, 1, 0, timedelta()), "after a failure it waits a while"

    with world.books.session(writes=True) as session:
        session.execute(
            update(Outbox).where(Outbox.due_at <= world.clock.now()).values(state=OutboxState.CLAIMED)
        )
        session.commit()
    assert seen(world) == Backlog(0, 0, 1, timedelta())


def test_what_a_stopping_process_holds_others_take_at_once(world: World) -> None:
    world.meets("2026-05-21")
    world.at("2026-05-13 22:00")
    world.clock.at = local("2026-05-14 09:00")
    stopping, other = world.sweep("one"), world.sweep("two")
    assert stopping._claim() is not None
    other.run()
    assert world.outlet.heard() == [], "while it may be alive"

    assert hand_back(world.books, other.watch) == 0, "what is not its own it leaves alone"
    assert hand_back(world.books, stopping.watch) == 1

    world.clock.at += timedelta(minutes=2)
    other.run()
    assert world.outlet.heard() == [(BOARD, "session", 7)]
