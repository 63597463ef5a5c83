"""What a changed calendar makes of the outbox: the channel told once, unposted reminders withdrawn, posted ones corrected."""

from datetime import date, time

from scheduler.content import Correction
from scheduler.errands import Undelivered
from scheduler.policy import Kind
from store.books import OpenBooks
from store.calendar import Details
from store.meeting_details import Hours
from store.tables import Meeting, OutboxState
from tests.scheduler.world import BOARD, World, local

SENT, WITHDRAWN, PENDING, FAILED = (
    *(OutboxState.SENT, OutboxState.WITHDRAWN),
    *(OutboxState.PENDING, OutboxState.FAILED),
)
CHANGED, CORRECTION = Kind.CHANGED.value, Kind.CORRECTION.value


def tell(books: OpenBooks) -> int:
    """Have the channels told of what was changed, as a handler does; the id of the change."""
    books.session.flush()
    change = books.past.change(books.recorder.change_id or 0)
    books.announcements.put(change)
    return change.id


def move(world: World, meeting: int, day: str, start: time | None = None) -> int:
    with world.changing() as books:
        found = books.session.get_one(Meeting, meeting)
        books.calendar_changes.move(found, date.fromisoformat(day), Hours(start))
        return tell(books)


def cancel(world: World, meeting: int) -> int:
    with world.changing() as books:
        books.calendar_changes.cancel(books.session.get_one(Meeting, meeting))
        return tell(books)


def undo(world: World, change: int) -> int:
    with world.changing() as books:
        books.undoing.undo(books.past.change(change))
        return tell(books)


def told(world: World) -> list[tuple[str, str, str]]:
    """Where the channels were told what since it was last asked: the days before and after."""
    heard = [
        (news.recipient.id, _day(change.before), _day(change.after))
        for news in world.outlet.news
        for change in news.changes
    ]
    world.outlet.news.clear()
    return heard


def _day(meeting: object) -> str:
    return str(getattr(meeting, "day", None))


def corrected(world: World) -> list[Correction]:
    """The corrections since it was last asked."""
    heard = list(world.outlet.corrections)
    world.outlet.corrections.clear()
    return heard


# The channel


def test_a_move_is_told_once_whoever_sweeps_and_is_not_withdrawn_by_planning(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-05-04 10:00")
    move(world, meeting, "2026-06-23")

    world.sweep("one").run()
    world.sweep("two").run()

    assert told(world) == [(BOARD, "2026-06-16", "2026-06-23")]
    assert list(world.states(kind=CHANGED).values()) == [SENT]


def test_putting_it_twice_tells_it_once(world: World) -> None:
    meeting = world.meets("2026-06-16")
    with world.changing() as books:
        books.calendar_changes.move(books.session.get_one(Meeting, meeting), date(2026, 6, 23), Hours())
        tell(books)
        tell(books)

    assert len(world.rows(kind=CHANGED)) == 1


def test_what_was_undone_before_it_was_told_is_withdrawn(world: World) -> None:
    meeting = world.meets("2026-06-16")
    undo(world, move(world, meeting, "2026-06-23"))

    world.at("2026-05-04 10:00")

    assert told(world) == []
    assert list(world.states(kind=CHANGED).values()) == [WITHDRAWN]


def test_what_is_undone_afterwards_is_told_as_a_change(world: World) -> None:
    meeting = world.meets("2026-06-16")
    change = move(world, meeting, "2026-06-23")
    world.at("2026-05-04 10:00")
    undo(world, change)
    world.at("2026-05-04 10:01")

    assert told(world) == [(BOARD, "2026-06-16", "2026-06-23"), (BOARD, "2026-06-23", "2026-06-16")]


def test_a_meeting_that_is_undone_is_told_from_the_history_alone(world: World) -> None:
    with world.changing() as books:
        group = books.directory.group_named("CSP")
        assert group is not None
        books.calendar_changes.add(group, "meeting", date(2026, 7, 7), date(2026, 7, 7), Details())
        change = tell(books)
    world.at("2026-05-04 10:00")
    undo(world, change)
    world.at("2026-05-04 10:01")

    assert told(world) == [(BOARD, "None", "2026-07-07"), (BOARD, "2026-07-07", "None")]


def test_each_of_two_moves_tells_what_it_did_even_when_both_wait(world: World) -> None:
    meeting = world.meets("2026-06-16")
    move(world, meeting, "2026-06-23")
    move(world, meeting, "2026-06-30")

    world.at("2026-05-04 10:00")

    assert told(world) == [(BOARD, "2026-06-16", "2026-06-23"), (BOARD, "2026-06-23", "2026-06-30")]


def test_an_outage_delays_the_news_and_loses_nothing(world: World) -> None:
    move(world, world.meets("2026-06-16"), "2026-06-23")
    world.outlet.troubles = [Undelivered("ratelimited")]

    world.at("2026-05-04 10:00")
    assert told(world) == []
    world.at("2026-05-04 10:02")

    assert told(world) == [(BOARD, "2026-06-16", "2026-06-23")]


def test_what_is_undone_after_it_may_have_been_told_is_told_as_a_change(world: World) -> None:
    change = move(world, world.meets("2026-06-16"), "2026-06-23")
    world.outlet.doubts = [TimeoutError()]
    world.at("2026-05-04 10:00")
    undo(world, change)
    world.at("2026-05-04 10:02")

    assert told(world) == [(BOARD, "2026-06-16", "2026-06-23"), (BOARD, "2026-06-23", "2026-06-16")]
    assert set(world.states(kind=CHANGED).values()) == {SENT}


def test_a_change_of_the_past_is_nobody_s_news(world: World) -> None:
    meeting = world.meets("2026-04-14")
    with world.changing() as books:
        books.calendar_changes.set_venue(books.session.get_one(Meeting, meeting), "Town Hall")
        tell(books)

    assert world.rows(kind=CHANGED) == []


# Reminders


def test_unposted_reminders_of_a_moved_meeting_are_withdrawn_and_new_ones_planned(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-05-04 10:00")
    old = set(world.states(meeting_id=meeting))
    move(world, meeting, "2026-06-23")

    world.at("2026-05-04 10:01")

    states = world.states(meeting_id=meeting)
    assert {states[key] for key in old} == {WITHDRAWN}
    assert {state for key, state in states.items() if key not in old} == {PENDING}
    assert corrected(world) == []


def test_a_posted_reminder_of_a_moved_meeting_is_corrected_where_it_stands(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-02 09:00")
    (posted,) = [row for row in world.rows(state=SENT, kind="deadline") if row.days_before == 0]
    change = move(world, meeting, "2026-06-30")
    world.at("2026-06-02 09:10")

    (found,) = [each for each in corrected(world) if each.key == posted.key]
    assert (found.recipient.id, found.ts, found.about) == (BOARD, posted.posted_ts, Kind.DEADLINE)
    assert (found.spoke_of, found.meeting.report_deadline) == (date(2026, 6, 2), date(2026, 6, 16))
    assert (found.still_so, found.again) == (False, None)
    assert f"correction:{posted.id}:{change}" in world.states(kind=CORRECTION)

    world.at("2026-06-03 09:10")
    assert corrected(world) == []


def test_a_cancelled_meeting_strikes_its_reminders_and_posts_no_more(world: World) -> None:
    meeting = world.meets("2026-06-16", start=time(10))
    world.at("2026-06-02 09:00")
    world.at("2026-06-15 09:00")
    cancel(world, meeting)

    assert world.at("2026-06-16 09:00") == []
    found = corrected(world)
    assert {each.about for each in found} == {Kind.DEADLINE, Kind.SESSION}
    assert all(each.meeting.cancelled and not each.still_so for each in found)


def test_other_hours_are_shown_in_the_reminder_that_was_posted_the_day_before(world: World) -> None:
    meeting = world.meets("2026-06-16", start=time(10))
    world.at("2026-06-15 09:00")
    (posted,) = [row for row in world.rows(state=SENT, kind="session") if row.days_before == 1]
    move(world, meeting, "2026-06-16", time(14))
    world.at("2026-06-15 18:00")

    (found,) = [each for each in corrected(world) if each.key == posted.key]
    assert found.still_so
    assert found.again is not None
    assert (found.again.meeting.start, found.again.days_left) == (time(14), 1)


def test_undone_after_the_correction_it_is_put_right_once_more(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-02 09:00")
    world.at("2026-06-09 09:00")
    change = move(world, meeting, "2026-06-30")
    world.at("2026-06-09 09:10")
    assert not any(each.still_so for each in corrected(world))
    undo(world, change)
    world.at("2026-06-09 09:20")

    assert {(each.about, each.still_so) for each in corrected(world)} >= {
        (Kind.DEADLINE, True),
        (Kind.SESSION, True),
    }


def test_a_change_that_no_reminder_shows_corrects_nothing(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-09 09:00")
    with world.meeting(meeting) as found:
        found.export_on = date(2026, 6, 12)

    world.at("2026-06-09 09:10")

    assert corrected(world) == []


def test_what_was_posted_long_before_a_change_of_another_meeting_is_left_alone(world: World) -> None:
    world.meets("2026-06-16")
    other = world.meets("2026-06-17", group="Steering Group")
    world.at("2026-06-09 09:00")
    cancel(world, other)
    world.at("2026-06-09 09:10")

    assert {each.meeting.id for each in corrected(world)} <= {other}


def test_a_correction_that_got_no_answer_is_made_again(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-16 09:00")
    cancel(world, meeting)
    world.outlet.doubts = [TimeoutError()] * 20
    world.at("2026-06-16 09:10")
    once = [each.key for each in corrected(world)]
    world.outlet.doubts = []
    world.at("2026-06-16 09:12")

    assert once
    assert [each.key for each in corrected(world)] == once
    assert set(world.states(kind=CORRECTION).values()) == {SENT}


def test_a_message_that_is_gone_is_given_up_without_a_fuss(world: World) -> None:
    meeting = world.meets("2026-06-16")
    world.at("2026-06-16 09:00")
    cancel(world, meeting)
    told(world)
    world.clock.at = local("2026-06-16 09:10")
    world.outlet.troubles = [Undelivered("message_not_found", final=True)] * 20
    world.sweep().run()

    assert set(world.states(kind=CORRECTION).values()) == {FAILED}
