from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from scheduler.outbox import GIVEN_UP, LEASE, MOST_ATTEMPTS, PAUSES, STALE, claim, failed, insert_new, sent
from scheduler.outbox import withdrawn as withdraw
from store.tables import Outbox, OutboxState
from tests.scheduler.world import World

HOUR = timedelta(hours=1)
T = TypeVar("T")


def write(world: World, *keys: str, stale_in: timedelta = 10 * 24 * HOUR) -> None:
    """Rows that are due now, in the order given."""
    now = world.clock.now()
    rows = [
        {
            "partnership_id": world.id,
            "key": key,
            "kind": "session",
            "days_before": 1,
            "due_at": now - timedelta(seconds=len(keys) - place),
            "stale_at": now + stale_in,
        }
        for place, key in enumerate(keys)
    ]
    within(world, lambda session: insert_new(session, rows))


def within(world: World, act: Callable[[Session], T]) -> T:
    with world.books.session(writes=True) as session:
        done = act(session)
        session.commit()
    return done


def take(world: World, who: str = "one", limit: int = 10) -> list[Outbox]:
    return within(world, lambda session: claim(session, world.clock.now(), who, limit))


def fail(world: World, row: Outbox, who: str = "one", *, final: bool = False) -> None:
    within(world, lambda s: failed(s, row.id, who, "no answer", world.clock.now(), final=final))


def row(world: World, key: str = "a") -> Outbox:
    return world.rows(key=key)[0]


def test_a_key_is_written_once(world: World) -> None:
    write(world, "a", "b")
    write(world, "b", "c")

    assert sorted(world.states()) == ["a", "b", "c"]


def test_the_oldest_due_rows_are_taken_first_and_only_once(world: World) -> None:
    write(world, "a", "b", "c")

    assert [r.key for r in take(world, limit=2)] == ["a", "b"]
    assert [r.key for r in take(world, "two")] == ["c"]
    assert take(world) == []


def test_what_is_not_due_yet_is_left(world: World) -> None:
    write(world, "a")
    world.clock.step(-HOUR)

    assert take(world) == []


def test_a_row_is_held_until_its_lease_runs_out(world: World) -> None:
    write(world, "a")
    take(world)

    world.clock.step(LEASE - timedelta(seconds=1))
    assert take(world, "two") == []
    world.clock.step(timedelta(seconds=1))
    assert [(r.key, r.attempts, r.claimed_by) for r in take(world, "two")] == [("a", 2, "two")]


def test_what_has_lost_its_use_is_skipped_and_says_why(world: World) -> None:
    write(world, "a", stale_in=HOUR)
    world.clock.step(HOUR)

    assert take(world) == []
    assert (row(world).state, row(world).last_error) == (OutboxState.SKIPPED, STALE)


def test_many_stale_rows_do_not_hide_a_useful_one(world: World) -> None:
    write(world, *(f"stale {n}" for n in range(30)), stale_in=HOUR)
    world.clock.step(HOUR)
    write(world, "useful")

    assert [r.key for r in take(world, limit=1)] == ["useful"]


def test_sent_is_stamped_once(world: World) -> None:
    write(world, "a")
    (taken,) = take(world)
    for ts in ("1.0", "2.0"):
        within(world, lambda s, ts=ts: sent(s, taken.id, "C1", ts, world.clock.now()))  # type: ignore[misc]  # a default binds the loop's value

    now = row(world)
    assert (now.state, now.channel, now.posted_ts, now.sent_at) == (
        OutboxState.SENT,
        "C1",
        "1.0",
        world.clock.now(),
    )
    assert take(world) == []


def test_a_post_counts_though_the_row_has_passed_to_somebody_else(world: World) -> None:
    write(world, "a")
    (taken,) = take(world)
    world.clock.step(LEASE)
    take(world, "two")

    within(world, lambda s: sent(s, taken.id, "C1", "1.0", world.clock.now()))

    assert row(world).state is OutboxState.SENT


def test_failures_are_tried_again_after_growing_pauses_and_given_up_in_the_end(world: World) -> None:
    write(world, "a")
    for pause in PAUSES:
        fail(world, take(world)[0])
        assert (row(world).state, row(world).last_error) == (OutboxState.PENDING, "no answer")
        world.clock.step(pause - timedelta(seconds=1))
        assert take(world) == []
        world.clock.step(timedelta(seconds=1))

    fail(world, take(world)[0])

    assert (row(world).state, row(world).attempts) == (OutboxState.FAILED, MOST_ATTEMPTS)
    assert list(PAUSES) == sorted(set(PAUSES))


def test_a_final_failure_is_not_tried_again(world: World) -> None:
    write(world, "a")

    fail(world, take(world)[0], final=True)

    assert row(world).state is OutboxState.FAILED


def test_a_row_that_kills_every_process_is_given_up(world: World) -> None:
    write(world, "a")
    for _ in range(MOST_ATTEMPTS):
        assert len(take(world)) == 1
        world.clock.step(LEASE)

    assert take(world) == []
    assert (row(world).state, row(world).last_error) == (OutboxState.FAILED, GIVEN_UP)


@pytest.mark.parametrize(
    "late", [fail, lambda world, row: within(world, lambda s: withdraw(s, row.id, "one"))]
)
def test_whoever_has_lost_a_row_cannot_put_it_aside(
    world: World, late: Callable[[World, Outbox], None]
) -> None:
    write(world, "a")
    (taken,) = take(world)
    world.clock.step(LEASE)
    take(world, "two")

    late(world, taken)

    assert (row(world).state, row(world).claimed_by) == (OutboxState.CLAIMED, "two")


def test_what_is_withdrawn_was_no_attempt(world: World) -> None:
    write(world, "a")
    (taken,) = take(world)

    within(world, lambda s: withdraw(s, taken.id, "one"))

    assert (row(world).state, row(world).attempts) == (OutboxState.WITHDRAWN, 0)


def test_workers_at_the_same_moment_never_take_the_same_row(world: World) -> None:
    keys = [f"{n:02}" for n in range(60)]
    write(world, *keys)
    ready = Barrier(3)
    taken: dict[str, list[str]] = {who: [] for who in ("one", "two", "three")}

    def work(who: str) -> None:
        ready.wait()
        while rows := take(world, who, limit=4):
            taken[who] += [r.key for r in rows]

    threads = [Thread(target=work, args=(who,)) for who in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(key for each in taken.values() for key in each) == keys
    assert {r.key: r.claimed_by for r in world.rows()} == {
        k: who for who, each in taken.items() for k in each
    }
