"""Reminders of the plan: to leads by timescale, once each, and to the secretariat each month."""

import pytest

from scheduler.forecast import forecast
from scheduler.plan_targets import DueTargets, PlanDigest
from scheduler.policy import Kind, Policy
from store.names import Party
from store.plans import Wanted
from store.quiet import PLAN
from store.tables import Capacity, OutboxState, PlanTarget
from tests.scheduler.world import CALENDAR_ONLY, World, local, run_together, sits

START = local("2026-05-18 08:00")
QUIET = Policy(
    overdue=(),
    weekly=False,
    personal=False,
    confirm=None,
    plan=(28, 7, 0),
    plan_overdue=14,
    plan_digest=False,
)


@pytest.fixture
def world(engine: object) -> World:
    return World(engine, START, QUIET)  # type: ignore[arg-type]  # the fixture of the engine has no type here


def target(world: World, timescale: str, *leads: Party) -> int:
    with world.changing() as books:
        plan = books.plans.newest() or books.plans.start("2026/27", "", None)
        named = ", ".join(lead.name for lead in leads)
        return books.plans.add(plan, Wanted(f"Light the park, {timescale}", named, leads, timescale)).id


def report(world: World, target_id: int) -> None:
    with world.changing() as books:
        row = books.plans.by_id(target_id)
        assert row is not None
        books.plans.note(row, "All lamps burn", done=True)


def heard(world: World, words: str) -> dict[str, tuple[int, ...]]:
    """Who is told of which targets when the clock has come to a local time."""
    world.outlet.plan.clear()
    world.at(words)
    return {n.recipient.name: n.targets for n in world.outlet.plan if isinstance(n, DueTargets)}


def organisation(world: World, name: str) -> Party:
    with world.reading() as books:
        body = books.directory.organisation_named(name)
        assert body is not None
        return Party("organisation", body.id, name)


def test_a_lead_is_reminded_before_the_date_and_on_it(world: World) -> None:
    light = target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))

    assert heard(world, "2026-06-01 10:00") == {}
    assert heard(world, "2026-06-02 09:00") == {"Ada Okafor": (light,)}
    assert heard(world, "2026-06-02 15:00") == {}
    assert heard(world, "2026-06-23 09:00") == {"Ada Okafor": (light,)}
    assert heard(world, "2026-06-30 09:00") == {"Ada Okafor": (light,)}
    assert heard(world, "2026-07-13 09:00") == {}
    assert heard(world, "2026-07-14 09:00") == {"Ada Okafor": (light,)}, "it is late"


def test_what_falls_on_a_day_off_comes_on_the_working_day_before(world: World) -> None:
    light = target(world, "5 July 2026", sits(world, "Ada Okafor", Capacity.BOARD))  # a Sunday

    assert heard(world, "2026-06-05 09:00") == {"Ada Okafor": (light,)}
    assert heard(world, "2026-07-03 09:00") == {"Ada Okafor": (light,)}


def test_a_recurring_one_recurs_whether_or_not_it_was_reported_on(world: World) -> None:
    light = target(world, "Quarterly", sits(world, "Ada Okafor", Capacity.BOARD))
    assert heard(world, "2026-06-30 09:00") == {"Ada Okafor": (light,)}

    report(world, light)
    assert heard(world, "2026-07-14 09:00") == {}, "it was reported on"
    assert heard(world, "2026-09-30 09:00") == {"Ada Okafor": (light,)}
    assert heard(world, "2026-12-31 09:00") == {"Ada Okafor": (light,)}, "though September was not"


def test_what_is_done_or_reported_on_meanwhile_is_not_asked_about(world: World) -> None:
    light = target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))
    report(world, light)

    assert heard(world, "2026-06-30 09:00") == {}


def test_several_targets_of_one_lead_come_in_one_message(world: World) -> None:
    ada = sits(world, "Ada Okafor", Capacity.BOARD)
    later, sooner = target(world, "31 July 2026", ada), target(world, "3 July 2026", ada)

    assert heard(world, "2026-07-03 09:00") == {"Ada Okafor": (sooner, later)}


def test_for_an_organisation_those_who_sit_for_it_and_else_the_secretariat(world: World) -> None:
    sits(world, "Ben Idowu", Capacity.BOARD, "Fire Service")
    sits(world, "Cleo Trott", Capacity.MEMBER, "Fire Service")
    sits(world, "Dev Anand", Capacity.MEMBER, "Quay Homes")
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    fire = target(world, "30 June 2026", organisation(world, "Fire Service"))
    homes = target(world, "30 June 2026", organisation(world, "Quay Homes"))
    nobody = target(world, "30 June 2026", Party("name", None, "Somebody else"))

    assert heard(world, "2026-06-30 09:00") == {
        "Ben Idowu": (fire,),
        "Dev Anand": (homes,),
        "Nell Iversen": (nobody,),
    }


def test_a_new_date_brings_new_reminders_and_takes_back_the_old(world: World) -> None:
    light = target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))
    world.at("2026-05-18 09:00")
    with world.changing() as books:
        books.plans.schedule(books.session.get_one(PlanTarget, light), "10 July 2026")

    assert heard(world, "2026-06-02 09:00") == {}
    assert heard(world, "2026-06-12 09:00") == {"Ada Okafor": (light,)}


def test_it_comes_once_whatever_runs_at_once(world: World) -> None:
    light = target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))
    world.clock.at = local("2026-06-02 09:00")
    run_together([world.sweep("one"), world.sweep("two")])

    assert [n.targets for n in world.outlet.plan if isinstance(n, DueTargets)] == [(light,)]
    (sent,) = (row for row in world.rows(kind="plan") if row.person_id)
    assert sent.state is OutboxState.SENT


def test_each_month_the_secretariat_hears_of_a_plan_if_there_is_one(engine: object) -> None:
    world = World(engine, START, Policy(overdue=(), weekly=False, personal=False, confirm=None, plan=()))  # type: ignore[arg-type]
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    world.at("2026-06-01 09:00")
    assert world.outlet.plan == []

    target(world, "As required")
    world.at("2026-07-01 09:00")
    world.at("2026-07-02 09:00")
    assert [(type(n), n.recipient.name) for n in world.outlet.plan] == [(PlanDigest, "Nell Iversen")]


def test_they_are_foretold(world: World) -> None:
    target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))
    with world.reading() as books:
        told = [
            (f"{one.at:%Y-%m-%d}", one.what, one.to)
            for one in forecast(books, QUIET, local("2026-06-30 09:00").date())
            if one.kind is Kind.PLAN
        ]

    what = "Plan targets, unless they are reported on before: 0.1"
    assert told == [(day, what, ("Ada Okafor",)) for day in ("2026-06-02", "2026-06-23", "2026-06-30")]


def test_a_policy_may_leave_them_out(engine: object) -> None:
    world = World(engine, START, CALENDAR_ONLY)  # type: ignore[arg-type]
    world.policy = Policy(
        overdue=(), weekly=False, personal=False, confirm=None, plan=(), plan_overdue=0, plan_digest=False
    )
    target(world, "30 June 2026", sits(world, "Ada Okafor", Capacity.BOARD))

    assert heard(world, "2026-07-14 09:00") == {}
    with pytest.raises(ValueError, match="cannot be negative"):
        Policy(plan=(-1,))


def test_who_has_muted_them_hears_of_what_is_late_all_the_same(world: World) -> None:
    ada = sits(world, "Ada Okafor", Capacity.BOARD)
    late = target(world, "30 June 2026", ada)
    with world.changing() as books:
        books.quiet.set(ada.id or 0, PLAN, None)

    assert heard(world, "2026-06-30 09:00") == {}
    assert heard(world, "2026-07-14 09:00") == {"Ada Okafor": (late,)}
