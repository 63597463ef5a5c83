from datetime import date

import pytest

from scheduler.content import Addressee, Reminder
from scheduler.errands import Undelivered
from store.names import Party
from store.tables import Capacity, MeetingStatus, Membership, OutboxState
from tests.scheduler.world import World, local

WEEK_BEFORE = "2026-05-26 09:00"
DAY_BEFORE = "2026-06-01 09:00"


@pytest.fixture
def ada(world: World) -> Party:
    return world.person("Ada Okafor", email="ada@harbour.example")


@pytest.fixture
def ben(world: World) -> Party:
    return world.person("Ben Lindqvist", slack_user="U0BEN")


@pytest.fixture
def past(world: World) -> int:
    """A meeting that has minuted; the Board's next is on 16 June, its report deadline on 2 June."""
    world.meets("2026-06-16")
    return world.meets("2026-03-10")


def sweep_at(world: World, words: str) -> dict[str, tuple[str, ...]]:
    """Who was nudged at that moment, about which action points."""
    return {
        r.recipient.name: tuple(p.text for p in r.points)
        for r in deliveries(world, words)
        if isinstance(r.recipient, Addressee)
    }


def deliveries(world: World, words: str) -> list[Reminder]:
    world.clock.at = local(words)
    world.sweep().run()
    posted, world.outlet.posted = world.outlet.posted, []
    return [reminder for _, reminder, _ in posted]


def test_each_owner_gets_their_own_unfinished_action_points(
    world: World, ada: Party, ben: Party, past: int
) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    world.promised("Ada and Ben to draft the survey", ada, ben, at=past)
    world.promised("Somebody to think about it", at=past)

    assert sweep_at(world, WEEK_BEFORE) == {
        "Ada Okafor": ("Ada to map the lighting", "Ada and Ben to draft the survey"),
        "Ben Lindqvist": ("Ada and Ben to draft the survey",),
    }


def test_the_reminder_says_how_to_find_the_person(world: World, ada: Party, past: int) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    world.clock.at = local(DAY_BEFORE)
    world.sweep().run()

    ((_, reminder, _),) = [post for post in world.outlet.posted if post[1].points]
    assert reminder.recipient == Addressee(ada.id or 0, "Ada Okafor", None, "ada@harbour.example")
    assert (reminder.kind, reminder.days_left, reminder.meeting.day) == ("nudge", 1, date(2026, 6, 16))


def test_nobody_is_nudged_twice(world: World, ada: Party, past: int) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    sweep_at(world, WEEK_BEFORE)

    assert sweep_at(world, "2026-05-26 09:20") == {}
    assert list(sweep_at(world, DAY_BEFORE)) == ["Ada Okafor"]


def test_a_fan_out_that_is_repeated_writes_nothing_new(world: World, ada: Party, past: int) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    sweep_at(world, WEEK_BEFORE)
    with world.books.session(writes=True) as session:
        for row in world.rows(kind="nudge", person_id=None, days_before=7):
            row.state = OutboxState.PENDING  # as after a crash between fanning out and saying so
            session.merge(row)
        session.commit()

    assert sweep_at(world, "2026-05-26 09:20") == {}
    assert [row.state for row in world.rows(person_id=ada.id)] == [OutboxState.SENT]


def test_a_nudge_that_waits_for_another_attempt_survives_a_change_of_the_calendar(
    world: World, ada: Party, past: int
) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    world.outlet.troubles = [Undelivered("no channel"), Undelivered("ratelimited")]
    sweep_at(world, WEEK_BEFORE)
    world.meets("2026-09-15")

    assert list(sweep_at(world, "2026-05-26 10:00")) == ["Ada Okafor"]


def test_a_meeting_cancelled_at_the_last_moment_nudges_nobody(world: World, ada: Party, past: int) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    (june,) = (r.meeting.id for r in deliveries(world, "2026-05-19 09:00"))

    def cancel() -> None:
        with world.meeting(june) as meeting:
            meeting.status = MeetingStatus.CANCELLED
        world.outlet.before = None

    world.outlet.before = cancel  # while the channel is told of the deadline, just before the nudges
    assert sweep_at(world, WEEK_BEFORE) == {}
    assert [row.state for row in world.rows(kind="nudge", days_before=7)] == [OutboxState.WITHDRAWN]


def test_what_is_finished_between_fan_out_and_delivery_is_not_asked_about(
    world: World, ada: Party, past: int
) -> None:
    point = world.promised("Ada to map the lighting", ada, at=past)
    world.outlet.troubles = [Undelivered("no channel"), Undelivered("ratelimited")]
    assert sweep_at(world, WEEK_BEFORE) == {}
    with world.changing() as books:
        books.register.close(books.register.get(point), "done")

    assert sweep_at(world, "2026-05-26 10:00") == {}
    assert [row.state for row in world.rows(person_id=ada.id)] == [OutboxState.WITHDRAWN]


def test_closed_and_carried_over_and_later_ones_are_left_out(world: World, ada: Party, past: int) -> None:
    before = world.meets("2025-12-02")
    closed = world.promised("Ada to book a room", ada, at=past)
    carried = world.promised("Ada to count the bins", ada, at=before)
    world.promised("Ada to report on the year", ada, at=past, due="2026-12-01")
    with world.changing() as books:
        books.register.close(books.register.get(closed), "booked")
        meeting = books.calendar.meeting(past)
        assert meeting is not None
        books.register.carry_over(books.register.get(carried), meeting)

    assert sweep_at(world, WEEK_BEFORE) == {"Ada Okafor": ("Ada to count the bins",)}


def test_confidential_ones_reach_their_owner_alone(world: World, ada: Party, ben: Party, past: int) -> None:
    secret = world.promised("Ada to see the family", ada, at=past)
    world.promised("Ben to map the lighting", ben, at=past)
    with world.changing() as books:
        books.register.set_confidential(books.register.get(secret), confidential=True)
        person = books.directory.person(ada.id or 0)
        assert person is not None
        books.directory.add_membership(person, None, Capacity.BOARD, None)
    world.clock.at = local(WEEK_BEFORE)
    world.sweep().run()

    told = {
        getattr(r.recipient, "name", "a channel"): [p.text for p in r.points]
        for _, r, _ in world.outlet.posted
    }
    assert told == {
        "a channel": [],
        "Ada Okafor": ["Ada to see the family"],
        "Ben Lindqvist": ["Ben to map the lighting"],
    }


def test_whoever_is_not_entitled_is_told_nothing_confidential(
    world: World, ada: Party, ben: Party, past: int
) -> None:
    secret = world.promised("Ada to see the family", ada, at=past)
    world.promised("Ada to map the lighting", ada, at=past)
    other = world.promised("Ben to see the school", ben, at=past)
    with world.changing() as books:
        for ref in (secret, other):
            books.register.set_confidential(books.register.get(ref), confidential=True)
    world.clock.at = local(WEEK_BEFORE)
    sweep = world.sweep()
    sweep.courier.entitled = lambda _books, _person, _point: False
    sweep.run()

    told = {
        r.recipient.name: [point.text for point in r.points]
        for _, r, _ in world.outlet.posted
        if isinstance(r.recipient, Addressee)
    }
    assert told == {"Ada Okafor": ["Ada to map the lighting"]}


def test_whoever_has_left_is_not_written_to(world: World, ada: Party, ben: Party, past: int) -> None:
    world.promised("Ada and Ben to draft the survey", ada, ben, at=past)
    with world.changing() as books:
        person = books.directory.person(ada.id or 0)
        assert person is not None
        sitting = books.directory.add_membership(person, None, Capacity.BOARD, None)
        sitting.until_date = date(2026, 4, 30)

    assert list(sweep_at(world, WEEK_BEFORE)) == ["Ben Lindqvist"]
    assert world.rows(person_id=ada.id) == []


def test_whoever_leaves_between_fan_out_and_delivery_is_not_written_to(
    world: World, ada: Party, past: int
) -> None:
    world.promised("Ada to see the family", ada, at=past)
    world.outlet.troubles = [Undelivered("no channel"), Undelivered("ratelimited")]
    sweep_at(world, WEEK_BEFORE)
    with world.changing() as books:
        books.session.add(
            Membership(
                partnership_id=world.id,
                person_id=ada.id,
                capacity=Capacity.MEMBER,
                until_date=date(2026, 5, 25),
            )
        )

    assert sweep_at(world, "2026-05-26 10:00") == {}


def test_a_moved_deadline_takes_waiting_nudges_with_it(world: World, ada: Party, past: int) -> None:
    world.promised("Ada to map the lighting", ada, at=past)
    world.outlet.troubles = [Undelivered("no channel"), Undelivered("ratelimited")]
    sweep_at(world, WEEK_BEFORE)
    (june,) = {row.meeting_id for row in world.rows(person_id=ada.id)}
    with world.meeting(june or 0) as meeting:
        meeting.report_deadline = date(2026, 6, 9)

    assert sweep_at(world, "2026-05-27 10:00") == {}
    assert sweep_at(world, "2026-06-02 09:00") == {"Ada Okafor": ("Ada to map the lighting",)}
