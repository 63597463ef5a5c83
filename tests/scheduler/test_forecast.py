"""What will be posted, told in advance, and that it is what is posted then."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from scheduler.content import Notice
from scheduler.forecast import Forecast, forecast
from scheduler.policy import Kind, Policy
from store.quiet import WEEKLY, snoozed
from store.tables import Capacity
from tests.scheduler.test_digests import away
from tests.scheduler.world import BOARD, CALENDAR_ONLY, STEERING, World, local, sits

NO_WEEK = Policy(weekly=False)


@pytest.fixture
def late(world: World) -> World:
    """A partnership with a secretariat; what its meeting of March minuted can be overdue."""
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    return world


@pytest.fixture
def past(late: World) -> int:
    return late.meets("2026-03-10")


def told(world: World, until: date, policy: Policy = CALENDAR_ONLY) -> list[Forecast]:
    with world.reading() as books:
        return forecast(books, policy, until)


def test_what_would_be_posted_is_told_in_order_with_local_times(world: World) -> None:
    world.meets("2026-06-16")
    world.meets("2026-05-21", group="SG")
    world.clock.at = local("2026-05-18 12:00")

    assert told(world, date(2026, 5, 21)) == [
        Forecast(
            local("2026-05-19 09:00"),
            Kind.DEADLINE,
            "Report deadline in 14 days: CSP, Tuesday 2 June 2026",
            "Saltmarsh CSP",
            BOARD,
        ),
        Forecast(
            local("2026-05-20 09:00"),
            Kind.SESSION,
            "Meeting tomorrow: SG, Thursday 21 May 2026",
            "Steering Group",
            STEERING,
        ),
        Forecast(
            local("2026-05-21 09:00"),
            Kind.SESSION,
            "Meeting today: SG, Thursday 21 May 2026",
            "Steering Group",
            STEERING,
        ),
    ]


def test_direct_messages_are_told_with_their_recipients_as_things_stand(world: World) -> None:
    world.meets("2026-06-16")
    past = world.meets("2026-03-10")
    ada, ben = world.person("Ada Okafor"), world.person("Ben Lindqvist")
    world.promised("Ada and Ben to draft the survey", ada, ben, at=past)
    world.clock.at = local("2026-06-01 08:00")

    (line,) = told(world, date(2026, 6, 1))

    assert (line.kind, line.channel, line.to) == (Kind.NUDGE, None, ("Ada Okafor", "Ben Lindqvist"))
    assert (
        line.what == "Unfinished action points before the report deadline tomorrow: CSP, Tuesday 2 June 2026"
    )


def test_nudges_to_nobody_are_not_told(world: World) -> None:
    world.meets("2026-06-16")

    assert {line.kind for line in told(world, date(2026, 7, 1))} == {Kind.DEADLINE, Kind.SESSION}


def test_a_group_without_a_channel_shows_that_it_has_none(world: World) -> None:
    with world.changing() as books:
        board = books.directory.board()
        assert board is not None
        board.channel = None
    world.meets("2026-05-12", kind="development session")
    world.clock.at = local("2026-05-11 12:00")

    assert [(line.what, line.channel) for line in told(world, date(2026, 5, 12))] == [
        ("Development session today: CSP, Tuesday 12 May 2026", None)
    ]


def test_digests_are_told_for_each_planned_day_as_things_stand(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-05-28")
    late.clock.at = local("2026-05-28 12:00")

    assert [
        (line.at, line.what, line.channel, line.to) for line in told(late, date(2026, 6, 5), Policy())
    ] == [
        (
            local("2026-05-29 09:00"),
            "What is overdue, unless it is answered before: 03/01",
            None,
            ("Ada Okafor",),
        ),
        (
            local("2026-06-01 09:00"),
            "What is overdue, unless it is answered before: 03/01",
            None,
            ("Ada Okafor",),
        ),
        (local("2026-06-01 09:00"), "The week of each: what they have open", None, ("Ada Okafor",)),
        (local("2026-06-01 09:00"), "The week of the register of Saltmarsh CSP, 1 overdue", BOARD, ()),
    ]


def test_asking_ends_with_the_secretariat(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    late.clock.at = local("2026-06-01 12:00")
    lines = told(late, date(2026, 8, 31), Policy(weekly=False, personal=False))

    assert [str(line.at.date()) for line in lines] == [
        *("2026-06-02", "2026-06-05", "2026-06-12", "2026-06-26", "2026-07-24", "2026-07-31"),
    ]
    assert (lines[-1].what, lines[-1].to) == ("What nobody has answered: 03/01", ("Nell Iversen",))


def test_who_covers_snoozes_and_mutes_is_seen_day_by_day(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past, due="2026-05-28")
    slept = late.promised("Ada to ring the school", ada, at=past, due="2026-05-28")
    late.clock.at = local("2026-05-28 12:00")
    away(late, ada, ben, "2026-05-31")
    with late.changing() as books:
        books.quiet.set(ada.id or 0, snoozed(books.register.get(slept).id), date(2026, 6, 3))
        books.quiet.set(ada.id or 0, WEEKLY, None)

    assert [(line.at.day, line.what[-12:], line.to) for line in told(late, date(2026, 6, 4), NO_WEEK)] == [
        (29, "efore: 03/01", ("Ben Lindqvist",)),
        (1, "efore: 03/01", ("Ada Okafor",)),
        (3, "efore: 03/02", ("Ada Okafor",)),
    ]


def test_a_long_list_is_counted_and_a_quiet_week_is_left_out(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.clock.at = local("2026-05-28 12:00")
    assert told(late, date(2026, 6, 5), Policy()) == []
    for number in range(9):
        late.promised(f"Number {number}", ada, at=past, due="2026-05-28")

    (line, *_) = told(late, date(2026, 5, 29), Policy())

    assert line.what.endswith("03/01, 03/02, 03/03, 03/04, 03/05, 03/06 and 3 more")


def test_what_is_gathered_and_what_waits_to_be_asked_is_told(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.clock.at = local("2026-05-29 17:30")
    asked, gathered = (late.promised(text, ada, at=past) for text in ("To map", "To ring"))
    for ref in (asked, gathered):
        with late.changing() as books:
            point = books.register.get(ref)
            books.register.close(point, "Done")
            books.closings.note(point)
    with late.changing() as books:
        books.closings.send_back(books.register.get(asked), "Who got it?")

    assert [(line.at, line.what, line.to) for line in told(late, date(2026, 6, 1))] == [
        (local("2026-05-29 17:30"), "A question about what was closed: 03/01", ("Ada Okafor",)),
        (local("2026-06-01 09:00"), "What was closed: 03/02", ("Nell Iversen",)),
    ]


def test_telling_writes_nothing_and_costs_no_more_for_a_longer_time(late: World, past: int) -> None:
    people = [sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist", "Dev Anand")]
    for person in people:
        late.promised(f"{person.name} to ring the school", person, at=past, due="2026-06-01")
    late.clock.at, late.policy = local("2026-06-02 09:00"), Policy()
    late.sweep().run()
    statements: list[str] = []

    def noted(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(late.engine, "before_cursor_execute", noted)
    counts = []
    for until in (date(2026, 8, 14), date(2026, 9, 30)):
        assert told(late, until, Policy())
        counts.append(len(statements))
        statements.clear()
    event.remove(late.engine, "before_cursor_execute", noted)

    assert counts[0] == counts[1]
    with late.reading() as books:
        assert {chase.times for chase in books.chases.of(range(1, 10)).values()} == {1}


@pytest.mark.parametrize("policy", [CALENDAR_ONLY, Policy()])
def test_what_was_told_is_what_is_posted(late: World, past: int, policy: Policy) -> None:
    late.meets("2026-06-16")
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past, due="2026-05-20")
    late.promised("Ada and Ben to ring the school", ada, ben, at=past)
    late.promised("Somebody to think about it", at=past, due="2026-06-05")
    away(late, ben, ada, "2026-06-03")
    late.policy = policy
    foretold = [
        (line.at, line.kind, name)
        for line in told(late, date(2026, 7, 20), policy)
        for name in line.to or (line.channel,)
    ]

    posted = [
        (
            moment,
            notice.kind,
            getattr(notice.recipient, "name", None) or getattr(notice.recipient, "id", None),
        )
        for moment in sorted({at for at, _, _ in foretold})
        for notice in swept(late, moment)
    ]

    assert sorted(posted) == sorted(foretold)
    assert {kind for _, kind, _ in posted} >= {Kind.DEADLINE, Kind.SESSION, Kind.NUDGE}


def swept(world: World, moment: datetime) -> list[Notice]:
    world.clock.at = moment
    world.sweep().run()
    outlet = world.outlet
    found: list[Notice] = [*(reminder for _, reminder, _ in outlet.posted), *outlet.digests, *outlet.weeks]
    for kept in (outlet.posted, outlet.digests, outlet.weeks):
        kept.clear()
    return found
