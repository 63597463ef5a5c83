"""What is in doubt: whether it was posted, whether its holder lives, and what nobody may do meanwhile."""

from datetime import timedelta

import pytest

from scheduler.claims import LEASE
from scheduler.content import Addressee, Channel
from scheduler.errands import Errand, Undelivered
from scheduler.outbox import PAUSES
from scheduler.sweep import Sweep
from store.tables import MeetingStatus, OutboxState
from tests.scheduler.world import BOARD, Outlet, World, local, owning

PENDING, SENT = OutboxState.PENDING, OutboxState.SENT


@pytest.mark.parametrize("doubt", [Undelivered("no answer"), TimeoutError(), ZeroDivisionError()])
def test_what_was_posted_without_an_answer_is_found_and_not_posted_again(
    world: World, doubt: Exception
) -> None:
    world.meets("2026-05-12")
    world.outlet.doubts = [doubt]
    assert world.at("2026-05-05 09:00") == [(BOARD, "session", 7)]

    assert world.at("2026-05-05 09:01") == []

    (row,) = world.rows(state=SENT)
    assert (row.channel, row.posted_ts) == (BOARD, "1.0")


def test_it_is_looked_for_where_it_was_posted_though_the_group_has_another_channel_since(
    world: World,
) -> None:
    world.meets("2026-05-12")
    world.outlet.doubts = [TimeoutError()]
    world.at("2026-05-05 09:00")
    with world.changing() as books:
        board = books.directory.board()
        assert board is not None
        board.channel = "C0NEW"

    assert world.at("2026-05-05 09:01") == []
    assert world.rows(state=SENT)[0].channel == BOARD


def test_it_counts_as_posted_though_the_meeting_has_been_cancelled_since(world: World) -> None:
    meeting = world.meets("2026-05-12")
    world.outlet.doubts = [TimeoutError()]
    world.at("2026-05-05 09:00")
    with world.meeting(meeting) as cancelled:
        cancelled.status = MeetingStatus.CANCELLED

    world.at("2026-05-05 09:01")

    assert world.states(days_before=7, kind="session") == {f"session:{meeting}:7:2026-05-12": SENT}


def test_it_counts_as_posted_though_it_is_looked_for_only_after_its_use(world: World) -> None:
    world.meets("2026-05-12")
    world.outlet.doubts = [TimeoutError()]
    world.at("2026-05-05 09:00")

    world.at("2026-05-11 08:00")

    assert [row.state for row in world.rows(days_before=7, kind="session")] == [SENT]


def test_after_the_process_died_over_it_the_next_one_looks_first(world: World) -> None:
    world.meets("2026-05-12")
    world.clock.at = local("2026-05-05 09:00")
    world.outlet.doubts = [KeyboardInterrupt()]  # ends the process, as no Exception does
    with pytest.raises(KeyboardInterrupt):
        world.sweep("one").run()
    second = world.sweep("two")
    second.run()
    assert world.rows(state=SENT) == []

    world.elapsed += LEASE.total_seconds()
    second.run()
    world.clock.step(PAUSES[0])
    second.run()

    assert [(row.channel, row.posted_ts) for row in world.rows(state=SENT)] == [(BOARD, "1.0")]
    assert len(world.outlet.posted) == 1


@pytest.mark.parametrize("hours", [-30 * 24, -1, 1, 24])
def test_a_clock_that_is_set_takes_no_claim_from_its_holder(world: World, hours: int) -> None:
    """Another process sweeps while the first one is posting, with the clock far ahead or behind."""
    world.meets("2026-05-12")
    world.clock.at = local("2026-05-05 09:00")
    other = world.sweep("two")

    def sweep_elsewhere() -> None:
        world.outlet.before = None
        world.clock.step(timedelta(hours=hours))
        other.run()
        world.clock.step(-timedelta(hours=hours))

    world.outlet.before = sweep_elsewhere
    world.sweep("one").run()

    assert [r.kind.value for _, r, _ in world.outlet.posted] == ["session"]


def test_a_process_that_finds_claims_of_its_own_has_lost_them(world: World) -> None:
    """The database was away when it wanted to settle them; nobody needs to wait for a lease."""
    world.meets("2026-05-12")
    world.clock.at = local("2026-05-05 09:00")
    world.outlet.troubles = [KeyboardInterrupt()]
    sweep = world.sweep("one")
    with pytest.raises(KeyboardInterrupt):
        sweep.run()

    sweep.run()
    world.clock.step(PAUSES[0])
    sweep.run()

    assert len(world.outlet.posted) == 1


def test_whoever_was_slow_for_half_a_lease_posts_nothing(world: World) -> None:
    world.meets("2026-05-12")
    world.clock.at = local("2026-05-05 09:00")
    outlet = Slow(world)
    Sweep(world.books, world.policy, outlet, "one", owning, elapsed=lambda: world.elapsed).run()

    assert world.outlet.standing == {}
    (row,) = world.rows(attempts=1)
    assert (row.state, row.last_error, row.channel) == (PENDING, "the answers came too slowly", None)


class Slow(Outlet):
    """Needs a minute and a second to say where somebody is written to."""

    def __init__(self, world: World) -> None:
        super().__init__(world.clock)
        self.world = world

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        self.world.elapsed += 61
        return super().place(recipient, errand)
