from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from scheduler.claims import Claim
from scheduler.outbox import (
    DIED,
    PAUSES,
    SETTLING,
    STALE,
    claim,
    claims,
    failed,
    insert_new,
    postponed,
    put_aside,
    release,
    sent,
    too_late,
    tried_at,
)
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


def take(world: World, by: str = "one#1") -> Outbox | None:
    return within(world, lambda session: claim(session, world.clock.now(), by))


def taken(world: World, by: str = "one#1") -> tuple[str, Claim]:
    row = take(world, by)
    assert row is not None
    return row.key, Claim.on(row)


def fail(world: World, held: Claim, *, final: bool = False, certain: bool = True) -> None:
    now = world.clock.now()
    within(world, lambda s: failed(s, held, "no answer", now, final=final, certain=certain))


def row(world: World, key: str = "a") -> Outbox:
    return world.rows(key=key)[0]


def test_a_key_is_written_once(world: World) -> None:
    write(world, "a", "b")
    write(world, "b", "c")

    assert sorted(world.states()) == ["a", "b", "c"]


def test_the_oldest_due_row_is_taken_first_and_only_once(world: World) -> None:
    write(world, "a", "b", "c")

    assert [taken(world, f"one#{n}")[0] for n in range(3)] == ["a", "b", "c"]
    assert take(world) is None


def test_what_is_not_due_yet_is_left(world: World) -> None:
    write(world, "a")
    world.clock.step(-HOUR)

    assert take(world) is None


def test_a_row_is_held_for_as_long_as_its_claim_stands(world: World) -> None:
    write(world, "a")
    _, held = taken(world)

    world.clock.step(24 * HOUR)
    assert take(world, "two#1") is None
    assert within(world, claims) == [held]


def test_a_claim_whose_holder_is_gone_is_a_failed_attempt(world: World) -> None:
    write(world, "a")
    _, held = taken(world)
    within(world, lambda s: tried_at(s, held, "C0BOARD", None, world.clock.now()))

    within(world, lambda s: release(s, held, world.clock.now()))

    now = row(world)
    assert (now.state, now.last_error, now.attempts) == (OutboxState.PENDING, DIED, 1)
    assert now.channel == "C0BOARD"  # it may stand there
    assert take(world, "two#1") is None
    world.clock.step(PAUSES[0])
    assert taken(world, "two#1")[0] == "a"


def test_a_claim_that_was_settled_meanwhile_is_not_released(world: World) -> None:
    write(world, "a")
    _, held = taken(world)
    within(world, lambda s: sent(s, held.row_id, "C1", "1.0", world.clock.now()))

    within(world, lambda s: release(s, held, world.clock.now()))

    assert row(world).state is OutboxState.SENT


def aside(world: World) -> list[str]:
    return [r.key for r in within(world, lambda s: put_aside(s, world.clock.now(), 100))]


def test_what_has_lost_its_use_is_skipped_and_says_why(world: World) -> None:
    write(world, "a", stale_in=HOUR)
    world.clock.step(HOUR)

    assert take(world) is None
    assert aside(world) == ["a"]
    assert (row(world).state, row(world).last_error) == (OutboxState.SKIPPED, STALE)


def test_what_was_tried_in_vain_until_it_lost_its_use_has_failed(world: World) -> None:
    write(world, "a", stale_in=HOUR)
    fail(world, taken(world)[1])
    world.clock.step(HOUR)

    assert aside(world) == ["a"]
    assert (row(world).state, row(world).last_error) == (OutboxState.FAILED, "no answer")


def test_what_may_have_been_posted_is_looked_for_though_it_has_lost_its_use(world: World) -> None:
    write(world, "a", stale_in=HOUR)
    _, held = taken(world)
    within(world, lambda s: tried_at(s, held, "C1", None, world.clock.now()))
    fail(world, held, certain=False)
    world.clock.step(HOUR)

    assert aside(world) == []
    key, again = taken(world, "one#2")
    within(world, lambda s: too_late(s, again))
    assert (key, row(world).state, row(world).attempts) == ("a", OutboxState.FAILED, 1)


def test_after_a_day_it_is_looked_for_no_more(world: World) -> None:
    write(world, "a", stale_in=HOUR)
    _, held = taken(world)
    within(world, lambda s: tried_at(s, held, "C1", None, world.clock.now()))
    fail(world, held, certain=False)
    world.clock.step(HOUR + SETTLING)

    assert aside(world) == ["a"]


def test_many_stale_rows_do_not_hide_a_useful_one(world: World) -> None:
    write(world, *(f"stale {n}" for n in range(30)), stale_in=HOUR)
    world.clock.step(HOUR)
    write(world, "useful")

    assert taken(world)[0] == "useful"


def test_sent_is_stamped_once(world: World) -> None:
    write(world, "a")
    _, held = taken(world)
    for ts in ("1.0", "2.0"):
        within(world, lambda s, ts=ts: sent(s, held.row_id, "C1", ts, world.clock.now()))  # type: ignore[misc]  # a default binds the loop's value

    now = row(world)
    assert (now.state, now.channel, now.posted_ts, now.sent_at) == (
        OutboxState.SENT,
        "C1",
        "1.0",
        world.clock.now(),
    )
    assert take(world) is None


def passed_on(world: World) -> Claim:
    """A claim that has been released, and the row taken by another."""
    write(world, "a")
    _, held = taken(world)
    within(world, lambda s: release(s, held, world.clock.now()))
    world.clock.step(PAUSES[0])
    taken(world, "two#1")
    return held


def test_a_post_counts_though_the_row_has_passed_to_somebody_else(world: World) -> None:
    held = passed_on(world)

    within(world, lambda s: sent(s, held.row_id, "C1", "1.0", world.clock.now()))

    assert row(world).state is OutboxState.SENT


def test_failures_are_tried_again_after_growing_pauses_for_as_long_as_it_is_of_use(world: World) -> None:
    write(world, "a")
    for number, pause in enumerate((*PAUSES, PAUSES[-1], PAUSES[-1])):
        fail(world, taken(world, f"one#{number}")[1])
        assert (row(world).state, row(world).last_error) == (OutboxState.PENDING, "no answer")
        world.clock.step(pause - timedelta(seconds=1))
        assert take(world) is None
        world.clock.step(timedelta(seconds=1))

    assert row(world).attempts == len(PAUSES) + 2
    assert list(PAUSES) == sorted(set(PAUSES))


def test_a_final_failure_is_not_tried_again(world: World) -> None:
    write(world, "a")

    fail(world, taken(world)[1], final=True)

    assert row(world).state is OutboxState.FAILED


def test_a_wait_that_began_in_the_future_is_none(world: World) -> None:
    """The clock was a day ahead when the attempt failed, and has been put right since."""
    write(world, "a")
    world.clock.step(24 * HOUR)
    fail(world, taken(world)[1])

    world.clock.step(-24 * HOUR)

    assert taken(world, "one#2")[0] == "a"


@pytest.mark.parametrize(
    "late",
    [
        fail,
        lambda world, held: within(world, lambda s: withdraw(s, held)),
        lambda world, held: within(world, lambda s: tried_at(s, held, "C1", None, world.clock.now())),
        lambda world, held: within(world, lambda s: too_late(s, held)),
        lambda world, held: within(world, lambda s: release(s, held, world.clock.now())),
        lambda world, held: within(
            world, lambda s: postponed(s, held, world.clock.now(), world.clock.now() + HOUR)
        ),
    ],
)
def test_whoever_has_lost_a_row_changes_nothing_about_it(
    world: World, late: Callable[[World, Claim], object]
) -> None:
    held = passed_on(world)

    assert not late(world, held)

    now = row(world)
    assert (now.state, now.claimed_by, now.channel) == (OutboxState.CLAIMED, "two#1", None)


def test_what_is_withdrawn_or_postponed_was_no_attempt(world: World) -> None:
    write(world, "a", "b")
    _, first = taken(world)
    _, second = taken(world, "one#2")

    within(world, lambda s: withdraw(s, first))
    within(world, lambda s: postponed(s, second, world.clock.now(), world.clock.now() + HOUR))

    assert [(r.state, r.attempts) for r in world.rows()] == [
        (OutboxState.WITHDRAWN, 0),
        (OutboxState.PENDING, 0),
    ]


def test_workers_at_the_same_moment_never_take_the_same_row(world: World) -> None:
    keys = [f"{n:02}" for n in range(60)]
    write(world, *keys)
    ready = Barrier(3)
    by: dict[str, list[str]] = {who: [] for who in ("one", "two", "three")}

    def work(who: str) -> None:
        ready.wait()
        while row := take(world, who):
            by[who].append(row.key)

    threads = [Thread(target=work, args=(who,)) for who in by]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(key for each in by.values() for key in each) == keys
    assert {r.key: r.claimed_by for r in world.rows()} == {k: who for who, each in by.items() for k in each}
