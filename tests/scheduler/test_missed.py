"""What comes late says so, and what comes no more is named to the secretariat, once."""

from datetime import time

import pytest

from scheduler.content import Missed, Notice
from scheduler.errands import Errand, Undelivered
from scheduler.outbox import PAUSES
from scheduler.policy import Policy
from store.clock import StoppedClock
from store.tables import Capacity, Group, MeetingStatus, OutboxState
from tests.scheduler.test_changes import move
from tests.scheduler.world import BOARD, Outlet, World, local, run_together, sits

SKIPPED, SENT = OutboxState.SKIPPED, OutboxState.SENT


@pytest.fixture
def kept(world: World) -> World:
    """A partnership with a secretariat."""
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    return world


def told(world: World, words: str) -> list[tuple[str, list[str]]]:
    """Who is told at that moment that what has been missed."""
    world.clock.at = local(words)
    world.sweep().run()
    found, world.outlet.reports = world.outlet.reports, []
    return [
        (
            each.recipient.name,
            [f"{lost.what} | {lost.to} | {lost.at:%a %d %b %H:%M} | {lost.why}" for lost in each.lost],
        )
        for each in found
        if isinstance(each, Missed)
    ]


def lateness(world: World, words: str) -> list[tuple[str, str | None]]:
    """What is posted at that moment, and when it says that it should have come."""
    world.clock.at = local(words)
    world.sweep().run()
    posted, world.outlet.posted = world.outlet.posted, []
    return [(r.kind.value, f"{e.late:%a %d %b %H:%M}" if e.late else None) for _, r, e in posted]


def test_after_an_outage_the_secretariat_is_told_once_what_was_missed(kept: World) -> None:
    kept.meets("2026-06-16")
    kept.meets("2026-05-21", group="SG")
    assert told(kept, "2026-05-13 12:00") == []

    assert told(kept, "2026-05-27 10:00") == [
        (
            "Nell Iversen",
            [
                "Meeting in 7 days: SG, Thursday 21 May 2026 |  | Thu 14 May 09:00 | ",
                "Report deadline in 14 days: CSP, Tuesday 2 June 2026 |  | Tue 19 May 09:00 | ",
                "Meeting tomorrow: SG, Thursday 21 May 2026 |  | Wed 20 May 09:00 | ",
                "Meeting today: SG, Thursday 21 May 2026 |  | Thu 21 May 09:00 | ",
            ],
        )
    ]
    assert told(kept, "2026-05-27 10:20") == told(kept, "2026-05-28 10:00") == []


def test_replicas_that_come_back_together_tell_it_once(kept: World) -> None:
    kept.meets("2026-05-21", group="SG")
    kept.at("2026-05-13 12:00")
    kept.clock.at = local("2026-05-27 10:00")

    run_together([kept.sweep("one"), kept.sweep("two"), kept.sweep("three")])

    (report,) = kept.outlet.reports
    assert isinstance(report, Missed)
    assert len(report.lost) == 3


def test_an_outage_longer_than_any_plan_is_told_as_well(kept: World) -> None:
    kept.at("2026-05-01 12:00")
    kept.meets("2026-08-04", group="SG")
    kept.at("2026-05-01 12:01")

    assert [len(lines) for _, lines in told(kept, "2026-09-09 10:00")] == [3]


def test_it_waits_for_office_hours_and_what_is_missed_meanwhile_is_told_with_it(kept: World) -> None:
    kept.meets("2026-05-15", group="SG", start=time(10))
    kept.meets("2026-05-16", group="SG", start=time(10))
    kept.at("2026-05-07 12:00")

    assert told(kept, "2026-05-15 19:00") == []  # a Friday
    assert told(kept, "2026-05-16 12:00") == []

    ((_, lines),) = told(kept, "2026-05-18 09:00")
    assert len(lines) == 5


def test_nothing_is_told_of_what_would_not_have_been_posted(kept: World) -> None:
    cancelled = kept.meets("2026-05-21", group="SG")
    kept.at("2026-05-13 12:00")
    with kept.meeting(cancelled) as meeting:
        meeting.status = MeetingStatus.CANCELLED
    assert told(kept, "2026-05-27 10:00") == []

    kept.meets("2026-06-23", group="SG")
    kept.at("2026-05-28 12:00")
    with kept.changing() as books:
        steering = books.directory.group_named("SG")
        assert steering is not None
        books.session.get_one(Group, steering.id).channel = None
    assert told(kept, "2026-06-29 10:00") == []


def test_a_day_of_what_is_overdue_is_not_missed_but_a_week_is(kept: World) -> None:
    kept.policy = Policy()
    ada = sits(kept, "Ada Okafor", Capacity.BOARD)
    kept.promised("Ada to map the lighting", ada, at=kept.meets("2026-03-10"), due="2026-04-01")
    kept.at("2026-05-08 12:00")

    assert told(kept, "2026-05-15 12:00") == [
        (
            "Nell Iversen",
            [
                "Weekly list of open action points |  | Mon 11 May 09:00 | ",
                "Week of the register of Saltmarsh CSP |  | Mon 11 May 09:00 | ",
                "Week of the register of Steering Group |  | Mon 11 May 09:00 | ",
            ],
        )
    ]


def test_a_year_without_the_question_is_missed(kept: World) -> None:
    kept.policy = Policy(overdue=(), weekly=False, personal=False, confirm=(5, 15))
    assert told(kept, "2026-05-13 12:00") == []

    question = "Yearly question whether the directory is right |  | Fri 15 May 09:00 | "
    assert told(kept, "2026-06-02 10:00") == [("Nell Iversen", [question])]


def test_a_direct_message_that_never_went_names_its_person(kept: World) -> None:
    past = kept.meets("2026-03-10")
    kept.meets("2026-06-16")
    kept.promised("Ada to map the lighting", kept.person("Ada Okafor"), at=past)
    kept.outlet.troubles = [Undelivered("no answer"), Undelivered("no answer")]
    kept.at("2026-05-26 09:00")

    ((_, lines),) = told(kept, "2026-06-01 12:00")

    assert (
        "Unfinished action points before the report deadline in 7 days: CSP, Tuesday 2 June 2026 | Ada Okafor"
        " | Tue 26 May 09:00 | no answer"
    ) in lines


def test_a_channel_that_never_heard_of_a_change_is_named(kept: World) -> None:
    meeting = kept.meets("2026-06-16")
    told(kept, "2026-05-13 10:00")
    move(kept, meeting, "2026-06-23")
    kept.outlet.closed = {BOARD: Undelivered("is_archived", certain=True)}
    told(kept, "2026-05-13 10:01")

    ((_, lost),) = told(kept, "2026-05-21 10:00")
    assert "What has changed in the meetings of Saltmarsh CSP |  | Wed 13 May 10:00 | is_archived" in lost


def test_without_a_secretariat_nobody_is_told(world: World) -> None:
    world.meets("2026-05-21", group="SG")
    world.at("2026-05-13 12:00")

    assert told(world, "2026-05-27 10:00") == []
    assert {row.state for row in world.rows(kind="missed")} == {SENT}


def test_what_is_late_after_an_outage_says_when_it_should_have_come(kept: World) -> None:
    kept.meets("2026-06-16")
    kept.at("2026-05-18 12:00")

    assert lateness(kept, "2026-05-19 09:59") == [("deadline", None)]
    assert lateness(kept, "2026-05-28 14:00") == [("deadline", "Tue 26 May 09:00")]


def test_after_an_outage_longer_than_any_plan_too(kept: World) -> None:
    kept.at("2026-05-01 12:00")
    kept.meets("2026-09-15", group="SG")
    kept.at("2026-05-01 12:01")

    assert lateness(kept, "2026-09-09 09:00") == [("session", "Tue 08 Sep 09:00")]


def test_what_failed_for_hours_says_so_as_well(kept: World) -> None:
    kept.meets("2026-05-12", group="SG")
    kept.outlet.troubles = [Undelivered("no answer")] * 3
    for moment in ("09:00", "09:01", "09:11"):
        assert lateness(kept, f"2026-05-05 {moment}") == []

    assert lateness(kept, "2026-05-05 10:11") == [("session", "Tue 05 May 09:00")]


def test_a_meeting_put_in_or_moved_at_short_notice_is_not_late(kept: World) -> None:
    kept.at("2026-05-01 12:00")
    meeting = kept.meets("2026-05-20", group="SG")
    kept.at("2026-05-01 12:01")
    assert lateness(kept, "2026-05-15 12:00") == [("session", "Wed 13 May 09:00")]

    with kept.meeting(meeting) as moved:
        moved.day = local("2026-05-21").date()
    assert lateness(kept, "2026-05-15 12:01") == [("session", None)]
    with kept.meeting(meeting) as moved:
        moved.day = local("2026-05-16").date()
    kept.outlet.troubles = [Undelivered("no answer")]
    assert lateness(kept, "2026-05-15 12:02") == []
    kept.clock.step(PAUSES[0])
    assert lateness(kept, "2026-05-15 13:30") == [("session", "Fri 15 May 12:02")]


def test_a_report_is_never_late(kept: World) -> None:
    kept.meets("2026-05-15", group="SG")
    kept.at("2026-05-07 12:00")
    kept.at("2026-05-16 12:00")
    outlet = Listening(kept.clock)
    kept.outlet = outlet

    kept.at("2026-05-18 09:00")

    assert [(type(notice), errand.late) for notice, errand in outlet.errands] == [(Missed, None)]


class Listening(Outlet):
    """Keeps every errand."""

    def __init__(self, clock: StoppedClock) -> None:
        super().__init__(clock)
        self.errands: list[tuple[Notice, Errand]] = []

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        self.errands.append((notice, errand))
        return super().post(place, notice, errand)


def test_what_was_skipped_by_a_clock_far_ahead_comes_when_it_is_right_again(kept: World) -> None:
    meeting = kept.meets("2026-05-21", group="SG")
    kept.at("2026-05-13 12:00")
    kept.at("2027-05-13 19:00")
    assert set(kept.states(kind="session").values()) == {SKIPPED}

    assert kept.at("2026-05-14 09:00") == [("C0STEERING", "session", 7)]
    assert kept.states(kind="session", days_before=1) == {
        f"session:{meeting}:1:2026-05-21": OutboxState.PENDING
    }


def test_a_meeting_that_begins_later_than_it_was_to_is_announced_after_all(kept: World) -> None:
    meeting = kept.meets("2026-05-21", group="SG", start=time(8, 55))
    kept.at("2026-05-20 08:00")
    with kept.meeting(meeting) as moved:
        moved.start = time(14)

    kept.at("2026-05-21 08:58")
    assert kept.at("2026-05-21 09:00") == [("C0STEERING", "session", 0)]
