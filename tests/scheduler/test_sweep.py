import logging
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import update

from scheduler.errands import Undelivered
from scheduler.outbox import PAUSES
from scheduler.troubles import Trouble
from store.tables import AgendaItem, Group, Meeting, MeetingStatus, Outbox, OutboxState, Partnership
from tests.scheduler.world import BOARD, STEERING, World, local

PENDING, SENT, SKIPPED, FAILED = (
    OutboxState.PENDING,
    OutboxState.SENT,
    OutboxState.SKIPPED,
    OutboxState.FAILED,
)


def test_a_deadline_and_its_meeting_from_beginning_to_end(world: World) -> None:
    world.meets("2026-06-16", start=time(10))
    expected = [
        ("2026-05-18 23:59", []),
        ("2026-05-19 09:00", [(BOARD, "deadline", 14)]),
        ("2026-05-26 09:00", [(BOARD, "deadline", 7)]),
        ("2026-05-31 09:05", [(BOARD, "deadline", 2)]),
        ("2026-06-02 08:59", []),
        ("2026-06-02 09:00", [(BOARD, "deadline", 0)]),
        ("2026-06-09 09:00", [(BOARD, "session", 7)]),
        ("2026-06-15 12:00", [(BOARD, "session", 1)]),
        ("2026-06-16 09:30", [(BOARD, "session", 0)]),
        ("2026-06-17 09:00", []),
    ]

    assert [(moment, world.at(moment)) for moment, _ in expected] == expected


def test_each_group_has_its_own_channel(world: World) -> None:
    world.meets("2026-05-12", group="SG")

    assert world.at("2026-05-05 09:00") == [(STEERING, "session", 7)]


def test_a_second_sweep_at_the_same_moment_posts_nothing(world: World) -> None:
    world.meets("2026-05-12")
    world.at("2026-05-05 09:00")

    assert world.at("2026-05-05 09:00") == []


def test_after_an_outage_the_useful_is_posted_and_the_stale_is_not(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-05-10 12:00")  # all of it is planned by now

    assert world.at("2026-06-01 15:00") == [(BOARD, "deadline", 1)]
    assert world.states(kind="deadline") == {
        f"deadline:{meeting}:14:2026-06-02": SKIPPED,
        f"deadline:{meeting}:7:2026-06-02": SKIPPED,
        f"deadline:{meeting}:2:2026-06-02": SENT,
        f"deadline:{meeting}:0:2026-06-02": PENDING,
    }


def test_an_outage_longer_than_the_horizon_loses_nothing_useful(world: World) -> None:
    world.at("2026-05-01 12:00")
    world.meets("2026-09-15")

    assert world.at("2026-09-09 09:00") == [(BOARD, "session", 6)]


def test_a_meeting_moved_at_short_notice_is_announced_with_the_days_that_are_left(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-09 09:00")
    with world.meeting(meeting) as moved:
        moved.day = date(2026, 6, 15)

    assert world.at("2026-06-10 11:00") == [(BOARD, "session", 5)]


def test_a_meeting_cancelled_after_the_claim_is_not_announced(world: World) -> None:
    first, second = world.meets("2026-05-12"), world.meets("2026-05-12", kind="development session")

    def cancel_second() -> None:
        with world.meeting(second) as meeting:
            meeting.status = MeetingStatus.CANCELLED
        world.outlet.before = None

    world.outlet.before = cancel_second

    assert world.at("2026-05-05 09:00") == [(BOARD, "session", 7)]
    assert world.states(days_before=7, kind="session") == {
        f"session:{first}:7:2026-05-12": SENT,
        f"session:{second}:7:2026-05-12": OutboxState.WITHDRAWN,
    }


def test_a_group_without_a_channel_is_reminded_once_it_has_one(world: World) -> None:
    world.meets("2026-05-12")
    with world.changing() as books:
        board = books.directory.board()
        assert board is not None
        board.channel = None
    assert world.at("2026-05-05 09:00") == []

    with world.changing() as books:
        books.session.get_one(Group, board.id).channel = "C0NEW"

    assert world.at("2026-05-06 16:00") == [("C0NEW", "session", 6)]


def test_who_owes_a_paper_is_named_once_in_the_order_of_the_agenda(world: World) -> None:
    meeting = world.meets("2026-06-16")
    agenda = [
        (1, "Welcome", ["Isolde Farrow"], False),
        (2, "Performance", ["Ben Lindqvist", "Ada Okafor"], True),
        (3, "Plan", ["Ada Okafor", "Tomas Wray"], True),
    ]
    with world.changing() as books:
        books.session.add_all(
            AgendaItem(
                partnership_id=world.id,
                meeting_id=meeting,
                position=position,
                title=title,
                leads=leads,
                paper_due=paper_due,
            )
            for position, title, leads, paper_due in agenda
        )
    for moment in ("2026-05-19 09:00", "2026-06-09 09:00"):
        world.clock.at = local(moment)
        world.sweep().run()

    owing = {
        reminder.kind.value: tuple(owed.lead for owed in reminder.owing)
        for _, reminder, _ in world.outlet.posted
    }
    assert owing == {"deadline": ("Ben Lindqvist", "Ada Okafor", "Tomas Wray"), "session": ()}


def test_a_channel_is_told_of_closed_items_by_their_number_alone(world: World) -> None:
    meeting = world.meets("2026-06-16")
    with world.changing() as books:
        books.session.add(
            AgendaItem(
                partnership_id=world.id,
                meeting_id=meeting,
                position=1,
                number="10",
                title="The death of a child",
                leads=["Ada Okafor"],
                paper_due=True,
                closed_session=True,
            )
        )
    world.clock.at = local("2026-05-19 09:00")
    world.sweep().run()

    ((_, reminder, _),) = world.outlet.posted
    assert [(owed.lead, owed.items) for owed in reminder.owing] == [("Ada Okafor", ("10. Closed session",))]


def test_a_failed_delivery_is_tried_again_after_a_pause(world: World) -> None:
    world.meets("2026-05-12")
    world.outlet.troubles = [Undelivered("no answer")]
    assert world.at("2026-05-05 09:00") == []

    world.clock.step(PAUSES[0])
    world.sweep().run()

    ((_, reminder, errand),) = world.outlet.posted
    (row,) = world.rows(key=world.key_of(errand))
    assert (reminder.days_left, errand.partnership_id) == (7, world.id)
    assert (row.state, row.channel, row.posted_ts, row.attempts) == (SENT, BOARD, "1.0", 2)


def test_a_final_refusal_is_not_tried_again(world: World) -> None:
    meeting = world.meets("2026-05-12")
    world.outlet.troubles = [Undelivered("invalid_blocks", final=True)]
    world.at("2026-05-05 09:00")

    assert world.at("2026-05-06 09:00") == []
    assert world.states(days_before=7, kind="session") == {f"session:{meeting}:7:2026-05-12": FAILED}


def test_one_failing_reminder_stops_no_other_and_its_words_stay_out_of_log_and_books(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.meets("2026-05-12", group="SG")
    world.meets("2026-05-12")
    world.outlet.troubles = [ZeroDivisionError("canary: Ada Okafor, 01632 960 123")]

    with caplog.at_level(logging.DEBUG):
        assert world.at("2026-05-05 09:00") == [(BOARD, "session", 7)]

    (row,) = world.rows(state=PENDING, attempts=1)
    assert row.last_error == "ZeroDivisionError"
    assert f"Reminder {row.id} failed: ZeroDivisionError" in caplog.text
    assert "in post" in caplog.text  # where it happened
    assert "canary" not in caplog.text


def test_a_partnership_that_cannot_be_planned_stops_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    other = World(world.engine, world.start, name="Northgate Partnership")
    other.outlet = world.outlet
    other.meets("2026-05-12")
    with world.books.session(writes=True) as session:
        session.execute(
            update(Partnership).where(Partnership.id == world.id).values(timezone="Nowhere/Atlantis")
        )
        session.commit()

    assert world.at("2026-05-05 09:00") == [(BOARD, "session", 7)]
    assert f"Planning for partnership {world.id} failed: ZoneInfoNotFoundError" in caplog.text


@pytest.mark.parametrize("trouble", [None, Undelivered("is_archived", trouble=Trouble.ARCHIVED)])
def test_a_meeting_that_is_deleted_while_it_is_announced_stops_no_other(
    world: World, trouble: Exception | None
) -> None:
    first = world.meets("2026-05-12")
    world.meets("2026-05-12", group="SG")

    def delete() -> None:
        world.outlet.before = None
        world.outlet.troubles = [trouble] if trouble else []
        with world.changing() as books:
            books.session.delete(books.session.get_one(Meeting, first))

    world.outlet.before = delete

    expected = [(STEERING, "session", 7)] if trouble else [(BOARD, "session", 7), (STEERING, "session", 7)]
    assert world.at("2026-05-05 09:00") == expected


def test_no_transaction_is_open_while_something_is_delivered(world: World) -> None:
    world.meets("2026-05-12")
    world.outlet.before = lambda: write_elsewhere(world)

    assert world.at("2026-05-05 09:00") == [(BOARD, "session", 7)]


def write_elsewhere(world: World) -> None:
    """Needs the row and, on SQLite, the whole database for itself."""
    with world.books.session(writes=True) as session:
        session.execute(update(Outbox).values(channel="C0SEEN"))
        session.commit()


def test_a_stopping_sweep_leaves_the_rest_to_others(world: World) -> None:
    world.meets("2026-05-12")
    world.meets("2026-05-12", group="SG")
    world.clock.at = local("2026-05-05 09:00")
    sweep = world.sweep()
    world.outlet.before = sweep.stopping.set

    sweep.run()

    assert len(world.outlet.posted) == 1
    world.outlet.before = None
    world.sweep("two").run()
    assert len({errand.mark for _, _, errand in world.outlet.posted}) == 2


def test_a_sweep_over_nothing_due_changes_nothing(world: World) -> None:
    world.meets("2026-06-16")
    world.at("2026-05-05 09:00")
    before = [(r.key, r.state, r.attempts) for r in world.rows()]

    assert world.at("2026-05-05 09:20") == []
    assert [(r.key, r.state, r.attempts) for r in world.rows()] == before


def test_instants_given_back_by_the_outbox_are_aware(world: World) -> None:
    world.meets("2026-05-12")
    world.at("2026-05-05 09:00")

    (row,) = world.rows(state=SENT)
    assert row.sent_at == row.due_at == datetime(2026, 5, 5, 8, tzinfo=UTC)
