"""What keeps reminders from arriving, handled each in its way, and told to the secretariat once."""

import logging
from datetime import timedelta

import pytest

from scheduler.content import Hindrance
from scheduler.errands import Undelivered
from scheduler.outbox import PAUSES
from scheduler.policy import Policy
from scheduler.troubles import OF_CHANNELS, OF_PEOPLE, Trouble
from store.tables import Capacity, OutboxState
from tests.scheduler.world import BOARD, STEERING, World, local, run_together, sits

PENDING, FAILED, SENT = OutboxState.PENDING, OutboxState.FAILED, OutboxState.SENT


@pytest.fixture
def kept(world: World) -> World:
    """A partnership with a secretariat and two meetings of one day, each in a channel of its own."""
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    world.meets("2026-05-12", group="SG")
    world.meets("2026-05-12")
    return world


def refusal(trouble: Trouble, wait: timedelta | None = None) -> Undelivered:
    return Undelivered(trouble.value, trouble=trouble, wait=wait, certain=True, final=trouble in OF_PEOPLE)


def told(world: World) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """Who has been told of what, about whom, since it was last asked."""
    found, world.outlet.reports = world.outlet.reports, []
    return [
        (each.recipient.name, each.trouble.value, each.concerns, each.channel)
        for each in found
        if isinstance(each, Hindrance)
    ]


@pytest.mark.parametrize("trouble", sorted(OF_CHANNELS))
def test_a_channel_that_takes_nothing_is_told_once_and_tried_for_as_long_as_it_is_of_use(
    kept: World, trouble: Trouble
) -> None:
    kept.outlet.closed[STEERING] = refusal(trouble)
    assert kept.at("2026-05-05 09:00") == [(BOARD, "session", 7)]
    assert told(kept) == [("Nell Iversen", trouble.value, ("Steering Group",), STEERING)]

    assert kept.at("2026-05-05 09:01") == kept.at("2026-05-05 09:11") == []
    kept.outlet.closed.clear()
    assert kept.at("2026-05-05 10:10") == []
    assert kept.at("2026-05-05 10:11") == [(STEERING, "session", 7)]
    assert told(kept) == []


def test_it_is_told_again_after_a_week(kept: World) -> None:
    kept.meets("2026-05-20", group="SG")
    kept.outlet.closed[STEERING] = refusal(Trouble.NOT_A_MEMBER)
    heard = []
    for moment in ("2026-05-05 09:00", "2026-05-11 09:00", "2026-05-13 09:00"):
        kept.at(moment)
        heard.append([trouble for _, trouble, _, _ in told(kept)])

    assert heard == [["not-a-member"], [], ["not-a-member"]]


def test_replicas_that_meet_the_same_trouble_tell_of_it_once(kept: World) -> None:
    for day in range(12, 18):
        kept.meets(f"2026-05-{day}", group="SG", kind="development session")
    kept.clock.at = local("2026-05-11 12:00")
    kept.outlet.closed[STEERING] = refusal(Trouble.ARCHIVED)

    run_together([kept.sweep("one"), kept.sweep("two"), kept.sweep("three")])

    assert told(kept) == [("Nell Iversen", "archived", ("Steering Group",), STEERING)]


def test_what_was_put_right_before_anybody_could_be_told_is_not_told(kept: World) -> None:
    kept.outlet.troubles = [refusal(Trouble.NOT_A_MEMBER)]
    kept.at("2026-05-05 20:00")
    assert kept.at("2026-05-05 20:01") == [(STEERING, "session", 7)]

    kept.at("2026-05-06 09:00")

    assert told(kept) == []


def test_a_channel_of_nobodys_any_more_is_told_by_its_id(kept: World) -> None:
    kept.outlet.troubles = [refusal(Trouble.NO_CHANNEL)]
    kept.at("2026-05-05 20:00")
    with kept.changing() as books:
        steering = books.directory.group_named("SG")
        assert steering is not None
        steering.channel = "C0OTHER"

    kept.at("2026-05-06 09:00")

    assert told(kept) == [("Nell Iversen", "no-channel", (), STEERING)]


def test_people_who_are_not_found_are_told_together_and_not_tried_again(kept: World) -> None:
    kept.policy = Policy(weekly=False, personal=False)
    past = kept.meets("2026-03-10")
    people = [sits(kept, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist", "Dev Anand")]
    for person in people:
        kept.promised(f"{person.name} to ring the school", person, at=past, due="2026-05-05")
    nobody = refusal(Trouble.UNKNOWN_PERSON)
    kept.outlet.closed |= {"Ada Okafor": nobody, "Ben Lindqvist": nobody}
    kept.at("2026-05-06 09:00")

    assert told(kept) == [("Nell Iversen", "unknown-person", ("Ada Okafor", "Ben Lindqvist"), None)]
    assert [row.state for row in kept.rows(kind="overdue", days_before=0) if row.person_id] == [
        FAILED,
        FAILED,
        SENT,
    ]

    kept.outlet.closed["Dev Anand"] = nobody
    kept.at("2026-05-11 09:00")
    assert told(kept) == [("Nell Iversen", "unknown-person", ("Dev Anand",), None)]


@pytest.mark.parametrize("trouble", sorted(OF_PEOPLE))
def test_that_a_member_is_not_found_is_usual_and_warns_only_where_nobody_is_told(
    kept: World, caplog: pytest.LogCaptureFixture, trouble: Trouble
) -> None:
    kept.policy = Policy(weekly=False, personal=False)
    person = sits(kept, "Ada Okafor", Capacity.BOARD)
    kept.promised("Ada Okafor to ring the school", person, at=kept.meets("2026-03-10"), due="2026-05-05")
    kept.outlet.closed["Ada Okafor"] = refusal(trouble)
    with caplog.at_level(logging.INFO):
        kept.at("2026-05-06 09:00")
        assert _weights(caplog, kept) == {("overdue", "INFO")}

        caplog.clear()
        kept.outlet.closed["Nell Iversen"] = refusal(trouble)
        kept.policy = Policy()
        kept.at("2026-05-11 09:00")
    assert ("trouble", "WARNING") in _weights(caplog, kept)


def _weights(caplog: pytest.LogCaptureFixture, world: World) -> set[tuple[str, str]]:
    """Of what kind each reminder was that the log says was not delivered, and how loudly it says so."""
    kinds = {row.id: row.kind for row in world.rows()}
    said = [(each.args, each.levelname) for each in caplog.records if "was not delivered" in each.msg]
    return {(kinds[int(str(args[0]))], level) for args, level in said if isinstance(args, tuple)}


def test_while_the_bot_is_not_accepted_everything_waits_and_the_log_says_so_once(
    kept: World, caplog: pytest.LogCaptureFixture
) -> None:
    sweep = kept.sweep()
    with caplog.at_level(logging.INFO):
        for moment in ("09:00", "09:01", "12:00"):
            kept.clock.at = local(f"2026-05-05 {moment}")
            kept.outlet.troubles = [refusal(Trouble.NO_ACCESS)]
            sweep.run()
            assert kept.outlet.troubles == []  # and no other was tried
        kept.clock.at = local("2026-05-05 13:00")
        sweep.run()

    assert kept.outlet.heard() == [(STEERING, "session", 7), (BOARD, "session", 7)]
    assert told(kept) == [("Nell Iversen", "no-access", (), None)]
    assert {row.attempts for row in kept.rows(state=SENT, kind="session")} == {1}
    said = [record.getMessage() for record in caplog.records if record.name == "scheduler.sweep"]
    assert said == [
        "No reminder of partnership 1 can be posted (no-access); `check` says what to do. They wait, none is lost.",
        "Reminders of partnership 1 can be posted again.",
    ]


def test_a_place_that_is_written_to_too_fast_waits_and_no_other_does(kept: World) -> None:
    kept.meets("2026-05-12", group="SG", kind="development session")
    kept.outlet.troubles = [refusal(Trouble.TOO_FAST, timedelta(seconds=30))]
    sweep = kept.sweep()
    kept.clock.at = local("2026-05-05 09:00")

    assert sweep.run() == timedelta(seconds=30)
    assert kept.outlet.heard() == [(BOARD, "session", 7)]
    assert told(kept) == [("Nell Iversen", "too-fast", (), None)]

    assert passed(kept, 30, sweep) == [(STEERING, "session", 7)]
    assert passed(kept, 1, sweep) == [(STEERING, "session", 7)]
    assert {row.attempts for row in kept.rows(state=SENT, kind="session")} == {1}


def passed(world: World, seconds: int, sweep: object) -> list[tuple[str, str, int]]:
    """What is posted when so much time has gone by."""
    world.elapsed += seconds
    world.clock.step(timedelta(seconds=seconds))
    sweep.run()  # type: ignore[attr-defined]
    return world.outlet.heard()


def test_a_message_that_is_not_taken_is_the_bots_fault_and_stops_no_other(kept: World) -> None:
    kept.outlet.troubles = [
        Undelivered("invalid_blocks", trouble=Trouble.NOT_TAKEN, final=True, certain=True)
    ]

    assert kept.at("2026-05-05 09:00") == [(BOARD, "session", 7)]
    assert told(kept) == [("Nell Iversen", "not-taken", (), None)]
    assert kept.at("2026-05-06 09:00") == []


def test_a_refusal_that_nobody_has_foreseen_is_tried_again_and_not_told(kept: World) -> None:
    kept.outlet.troubles = [Undelivered("some_new_word", certain=True)]
    kept.at("2026-05-05 09:00")
    assert told(kept) == []

    kept.clock.step(PAUSES[0])
    kept.sweep().run()

    assert len(kept.rows(state=SENT, kind="session")) == 2


def test_a_secretariat_that_is_not_found_itself_is_not_written_to_for_ever(kept: World) -> None:
    kept.outlet.closed |= {
        "Nell Iversen": refusal(Trouble.UNKNOWN_PERSON),
        STEERING: refusal(Trouble.NOT_A_MEMBER),
    }

    for moment in ("09:00", "09:01", "09:11", "10:11"):
        kept.at(f"2026-05-05 {moment}")

    assert told(kept) == []
    assert {row.state for row in kept.rows(kind="trouble") if row.person_id} == {FAILED}
    assert len(kept.rows(kind="trouble", person_id=None)) == 2
