from datetime import date

from scheduler.forecast import Forecast, forecast
from scheduler.policy import Kind, Policy
from tests.scheduler.world import BOARD, STEERING, World, local


def told(world: World, until: date) -> list[Forecast]:
    with world.reading() as books:
        return forecast(books, Policy(), until)


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


def test_what_was_told_is_what_is_posted(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.promised("Ada to map the lighting", world.person("Ada Okafor"), at=world.meets("2026-03-10"))
    foretold = [(line.at, line.to or (line.channel,)) for line in told(world, date(2026, 6, 30))]

    for moment in sorted({at for at, _ in foretold}):
        world.clock.at = moment
        world.sweep().run()

    places = [
        (at, (getattr(r.recipient, "name", None) or getattr(r.recipient, "id", None),))
        for at, r, _ in world.outlet.posted
    ]
    assert sorted(places) == sorted(foretold)
    assert {r.meeting.id for _, r, _ in world.outlet.posted} == {meeting}
