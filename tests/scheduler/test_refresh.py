from dataclasses import replace
from datetime import date, time, timedelta
from threading import Barrier, Thread

from sqlalchemy import select

from scheduler.policy import Policy, Rule
from scheduler.refresh import HORIZON, RENEWAL, refresh, stale_partnerships
from store.tables import MeetingStatus, OutboxState, Partnership
from tests.scheduler.world import World, local

PENDING, WITHDRAWN, SENT = OutboxState.PENDING, OutboxState.WITHDRAWN, OutboxState.SENT


def plan(world: World) -> None:
    with world.books.session(writes=True) as session:
        refresh(session, world.id, world.policy, world.clock.now())
        session.commit()


def stale(world: World, limit: int = 10) -> list[int]:
    with world.books.session(writes=False) as session:
        return stale_partnerships(session, world.clock.now(), limit)


def test_what_falls_due_within_the_horizon_is_written_and_no_more(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.clock.at = local("2026-05-01 09:00")

    plan(world)

    end = world.clock.now() + HORIZON
    assert [(r.kind, r.days_before) for r in world.rows()] == [
        ("deadline", 14),
        ("deadline", 7),
        ("nudge", 7),
        ("deadline", 2),
        ("nudge", 1),
        ("deadline", 0),
        ("session", 7),
    ]
    assert all(r.due_at < end and r.state is PENDING and r.meeting_id == meeting for r in world.rows())


def test_planning_twice_writes_nothing_new(world: World) -> None:
    world.meets("2026-06-16")
    plan(world)
    before = [(r.id, r.key, r.due_at) for r in world.rows()]
    with world.meeting(world.meets("2026-12-01")) as later:
        later.venue = "The Old Customs House"

    plan(world)

    assert [(r.id, r.key, r.due_at) for r in world.rows()] == before


def test_a_partnership_is_planned_again_when_its_calendar_changes_or_a_day_has_passed(world: World) -> None:
    assert stale(world) == [world.id]
    plan(world)
    assert stale(world) == []

    world.meets("2026-06-16")
    assert stale(world) == [world.id]
    plan(world)
    assert stale(world) == []

    world.clock.step(RENEWAL)
    assert stale(world) == []
    world.clock.step(timedelta(seconds=1))
    assert stale(world) == [world.id]


def test_a_plan_of_a_clock_that_was_far_ahead_is_drawn_up_anew(world: World) -> None:
    world.meets("2026-06-16")
    plan(world)
    world.clock.step(timedelta(days=300))
    plan(world)

    world.clock.step(-timedelta(days=300))

    assert stale(world) == [world.id]
    plan(world)
    assert stale(world) == []
    assert {row.state for row in world.rows(kind="deadline")} == {PENDING}


def test_changed_calendars_come_before_plans_that_run_out(world: World) -> None:
    plan(world)
    world.clock.step(2 * RENEWAL)
    other = World(world.engine, world.clock.now(), name="Northgate Partnership")

    assert stale(world) == [other.id, world.id]
    assert stale(world, limit=1) == [other.id]


def test_a_planned_partnership_is_left_as_it_is(world: World) -> None:
    plan(world)
    world.clock.step(timedelta(hours=1))

    plan(world)

    with world.books.session(writes=False) as session:
        until = session.scalar(select(Partnership.planned_until))
    assert until == world.clock.now() - timedelta(hours=1) + HORIZON


def test_moving_a_meeting_withdraws_its_old_reminders_and_plans_new_ones(world: World) -> None:
    meeting = world.meets("2026-06-16")
    plan(world)
    old = set(world.states())

    with world.meeting(meeting) as moved:
        moved.day = date(2026, 6, 18)
    plan(world)

    states = world.states()
    assert {key for key, state in states.items() if state is WITHDRAWN} == old
    assert {k.rpartition(":")[2] for k, s in states.items() if s is PENDING} == {"2026-06-04", "2026-06-18"}


def test_a_meeting_moved_back_has_its_old_reminders_again(world: World) -> None:
    meeting = world.meets("2026-06-16")
    plan(world)
    old = set(world.states())
    for day in (18, 16):
        with world.meeting(meeting) as moved:
            moved.day = date(2026, 6, day)
        plan(world)

    assert {key for key, state in world.states().items() if state is PENDING} == old


def test_cancelling_withdraws_and_taking_that_back_revives(world: World) -> None:
    meeting = world.meets("2026-06-16")
    plan(world)
    with world.meeting(meeting) as cancelled:
        cancelled.status = MeetingStatus.CANCELLED
    plan(world)
    assert set(world.states().values()) == {WITHDRAWN}

    with world.changing() as books:
        change = books.session.get_one(type(cancelled), meeting)
        change.status = MeetingStatus.PLANNED
    plan(world)

    assert set(world.states().values()) == {PENDING}
    assert {r.last_error for r in world.rows()} == {None}


def test_what_was_sent_stays_sent_when_the_meeting_moves_away_and_back(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-05-19 09:00")
    for day in (18, 16):
        with world.meeting(meeting) as moved:
            moved.day = date(2026, 6, day)
        plan(world)

    first = world.rows(key=f"deadline:{meeting}:14:2026-06-02")
    assert [row.state for row in first] == [SENT]


def test_a_changed_time_is_followed(world: World) -> None:
    meeting = world.meets("2026-05-12", start=time(10))
    plan(world)
    with world.meeting(meeting) as changed:
        changed.start = time(14)
    plan(world)

    assert world.rows(kind="session")[-1].stale_at == local("2026-05-12 14:00")


def test_a_changed_policy_takes_effect_at_the_daily_renewal(world: World) -> None:
    world.meets("2026-06-01")
    plan(world)
    world.policy = replace(Policy(), session=Rule((3,)))
    world.clock.step(RENEWAL + timedelta(seconds=1))

    plan(world)

    assert {r.days_before: r.state for r in world.rows(kind="session")} == {
        7: WITHDRAWN,
        3: PENDING,
        1: WITHDRAWN,
        0: WITHDRAWN,
    }


def test_reminders_due_before_the_books_were_opened_are_never_planned(world: World) -> None:
    world.meets("2026-05-05")  # its deadline was on 21 April, its 7-day reminder due on 28 April

    plan(world)

    assert [(r.kind, r.days_before) for r in world.rows()] == [("session", 1), ("session", 0)]


def test_planners_at_the_same_moment_write_each_reminder_once(world: World) -> None:
    world.meets("2026-06-16")
    ready = Barrier(4)
    errors: list[BaseException] = []

    def work() -> None:
        ready.wait()
        try:
            plan(world)
        except BaseException as error:  # noqa: BLE001 - handed over to the thread that asserts
            errors.append(error)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(world.states()) == len(world.rows()) == 7
    assert stale(world) == []
