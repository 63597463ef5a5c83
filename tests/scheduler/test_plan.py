from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest

from scheduler.plan import Planned, planned, reminders_of
from scheduler.policy import Kind, OfGroup, Policy, Rule
from store.hours import Hours
from store.views import MeetingView
from tests.scheduler.world import BOARD, LONDON, local

BOARD_MEETING = MeetingView(
    id=7,
    group="CSP",
    group_name="Saltmarsh CSP",
    is_board=True,
    kind="meeting",
    title=None,
    month=date(2026, 6, 1),
    day=date(2026, 6, 16),
    start=time(10),
    end=None,
    venue=None,
    mode=None,
    report_deadline=date(2026, 6, 2),
    printed_deadline=False,
    channel=BOARD,
)
LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def of_kind(kind: Kind, meeting: MeetingView = BOARD_MEETING, policy: Policy | None = None) -> list[Planned]:
    return [r for r in reminders_of(meeting, LONDON, policy or Policy()) if r.kind is kind]


def shown(reminders: list[Planned]) -> list[tuple[int, str, str]]:
    """Days before, due and stale, as London's clocks show them."""
    return [(r.days_before, on_the_wall(r.due_at), on_the_wall(r.stale_at)) for r in reminders]


def on_the_wall(instant: datetime) -> str:
    return f"{instant.astimezone(LONDON):%Y-%m-%d %H:%M}"


def test_each_reminder_of_a_deadline_is_of_use_until_the_next_and_the_last_until_midnight() -> None:
    assert shown(of_kind(Kind.DEADLINE)) == [
        (14, "2026-05-19 09:00", "2026-05-26 09:00"),
        (7, "2026-05-26 09:00", "2026-05-31 09:00"),
        (2, "2026-05-31 09:00", "2026-06-02 09:00"),
        (0, "2026-06-02 09:00", "2026-06-03 00:00"),
    ]


def test_the_last_reminder_of_a_session_is_of_use_until_it_begins() -> None:
    assert shown(of_kind(Kind.SESSION)) == [
        (7, "2026-06-09 09:00", "2026-06-15 09:00"),
        (1, "2026-06-15 09:00", "2026-06-16 09:00"),
        (0, "2026-06-16 09:00", "2026-06-16 10:00"),
    ]


def test_a_meeting_that_begins_before_nine_is_not_announced_after_it_has_begun() -> None:
    early = msgspec.structs.replace(BOARD_MEETING, start=time(8, 30))

    assert shown(of_kind(Kind.SESSION, early)) == [
        (7, "2026-06-09 09:00", "2026-06-15 09:00"),
        (1, "2026-06-15 09:00", "2026-06-16 08:30"),
    ]


def test_a_meeting_without_a_time_is_of_interest_all_day() -> None:
    untimed = msgspec.structs.replace(BOARD_MEETING, start=None)

    assert shown(of_kind(Kind.SESSION, untimed))[-1] == (0, "2026-06-16 09:00", "2026-06-17 00:00")


@pytest.mark.parametrize(
    ("meeting_day", "change", "hours_apart"),
    [
        (date(2026, 3, 30), "clocks go forward on 29 March", [6 * 24 - 1, 24]),
        (date(2026, 10, 26), "clocks go back on 25 October", [6 * 24 + 1, 24]),
    ],
)
def test_nine_stays_nine_over_a_clock_change(meeting_day: date, change: str, hours_apart: list[int]) -> None:
    reminders = of_kind(Kind.SESSION, msgspec.structs.replace(BOARD_MEETING, day=meeting_day))

    local_times = [f"{r.due_at.astimezone(LONDON):%H:%M}" for r in reminders]
    apart = [(b.due_at - a.due_at) // timedelta(hours=1) for a, b in pairwise(reminders)]
    assert (local_times, apart) == (["09:00"] * 3, hours_apart), change


def test_instants_are_in_utc() -> None:
    assert {r.due_at.tzinfo for r in reminders_of(BOARD_MEETING, LONDON, Policy())} == {UTC}


def test_another_zone_has_its_own_nine() -> None:
    first = reminders_of(BOARD_MEETING, ZoneInfo("Pacific/Auckland"), Policy())[0]

    assert first.due_at == datetime(2026, 5, 18, 21, tzinfo=UTC)


def test_owners_are_nudged_before_the_deadline_of_the_boards_formal_meetings_only() -> None:
    session = msgspec.structs.replace(BOARD_MEETING, kind="development session")
    steering = msgspec.structs.replace(BOARD_MEETING, is_board=False)

    assert shown(of_kind(Kind.NUDGE)) == [
        (7, "2026-05-26 09:00", "2026-06-01 09:00"),
        (1, "2026-06-01 09:00", "2026-06-03 00:00"),
    ]
    assert of_kind(Kind.NUDGE, session) == of_kind(Kind.NUDGE, steering) == []


def test_a_date_to_be_confirmed_has_no_session_reminders() -> None:
    tbc = msgspec.structs.replace(BOARD_MEETING, day=None, report_deadline=None)

    assert reminders_of(tbc, LONDON, Policy()) == []


def test_a_printed_deadline_is_reminded_of_though_the_date_is_to_be_confirmed() -> None:
    tbc = msgspec.structs.replace(BOARD_MEETING, day=None)

    assert {r.kind for r in reminders_of(tbc, LONDON, Policy())} == {Kind.DEADLINE, Kind.NUDGE}


def test_keys_are_unique_and_change_with_the_date() -> None:
    moved = msgspec.structs.replace(
        BOARD_MEETING, day=date(2026, 6, 23), report_deadline=date(2026, 6, 9), start=time(14)
    )
    keys, keys_then = ({r.key for r in reminders_of(m, LONDON, Policy())} for m in (BOARD_MEETING, moved))

    assert len(keys) == 4 + 2 + 1 + 1 + 2 + 3 + 2
    assert not keys & keys_then


def test_a_stretch_includes_its_beginning_and_not_its_end() -> None:
    since, until = local("2026-05-26 09:00"), local("2026-06-09 09:00")

    reminders = planned([BOARD_MEETING], LONDON, Policy(), since, until)

    assert [(r.kind.value, r.days_before) for r in reminders] == [
        ("deadline", 7),
        ("nudge", 7),
        ("deadline", 2),
        ("nudge", 1),
        ("deadline", 0),
        ("publication", 2),
        ("questions", 7),
    ]


def test_stretches_side_by_side_lose_nothing_and_repeat_nothing() -> None:
    other = msgspec.structs.replace(BOARD_MEETING, id=8, day=date(2026, 6, 10), report_deadline=None)
    whole = planned([BOARD_MEETING, other], LONDON, Policy(), LONG_AGO, FAR_AHEAD)
    cuts = [LONG_AGO, *(r.due_at for r in whole), FAR_AHEAD]

    parts = [planned([BOARD_MEETING, other], LONDON, Policy(), a, b) for a, b in pairwise(cuts)]

    assert [r for part in parts for r in part] == whole


def test_publication_questions_and_export_follow_the_rules_of_the_terms_of_reference() -> None:
    """Five working days before the Tuesday, 10:00 on the Monday, and the Monday itself."""
    assert shown(of_kind(Kind.PUBLICATION)) == [
        (2, "2026-06-05 09:00", "2026-06-09 09:00"),  # a Sunday is no day for a direct message
        (0, "2026-06-09 09:00", "2026-06-10 00:00"),
    ]
    assert shown(of_kind(Kind.QUESTIONS)) == [(7, "2026-06-08 09:00", "2026-06-15 10:00")]
    assert shown(of_kind(Kind.EXPORT)) == [(0, "2026-06-15 09:00", "2026-06-16 10:00")]
    assert shown(of_kind(Kind.QUORUM)) == [
        (3, "2026-06-12 09:00", "2026-06-15 09:00"),
        (1, "2026-06-15 09:00", "2026-06-16 10:00"),
    ]


def test_a_deadline_of_the_meetings_own_goes_before_the_rule_for_any_group() -> None:
    steering = msgspec.structs.replace(
        BOARD_MEETING, is_board=False, questions_at=datetime.fromisoformat("2026-06-12 12:00")
    )

    assert of_kind(Kind.PUBLICATION, steering) == of_kind(Kind.QUORUM, steering) == []
    assert shown(of_kind(Kind.QUESTIONS, steering)) == [(7, "2026-06-05 09:00", "2026-06-12 12:00")]


def test_a_group_may_have_rules_of_its_own() -> None:
    mine = OfGroup({Kind.SESSION: Rule((3,), time(8, 30))})
    policy = Policy(groups={"csp": mine})
    steering = msgspec.structs.replace(BOARD_MEETING, group="SG", is_board=False)

    assert shown(of_kind(Kind.SESSION, policy=policy)) == [(3, "2026-06-13 08:30", "2026-06-16 10:00")]
    assert len(of_kind(Kind.SESSION, steering, policy)) == 3
    assert of_kind(Kind.DEADLINE, policy=policy) == of_kind(Kind.DEADLINE)


def test_what_keeps_to_working_days_comes_on_the_one_before() -> None:
    policy = Policy(session=Rule((9,), time(7), working_days=True))

    assert shown(of_kind(Kind.SESSION, policy=policy)) == [(9, "2026-06-05 07:00", "2026-06-16 10:00")]


def test_what_goes_to_people_keeps_to_working_days_and_the_hours_for_them() -> None:
    policy = Policy(session=Rule((9,), time(7), to=("chair",)), hours=Hours(time(9, 30), time(17)))

    assert shown(of_kind(Kind.SESSION, policy=policy)) == [(9, "2026-06-05 09:30", "2026-06-16 10:00")]


@pytest.mark.parametrize("to", [(), ("channel", "chair"), ("C0123ABC", "secretariat")])
def test_a_rule_goes_to_one_channel_or_to_people(to: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="one channel or to people"):
        Rule((7,), to=to)


def test_a_rule_knows_its_channel() -> None:
    assert Rule((7,)).channel("C0OWN1") == "C0OWN1"
    assert Rule((7,)).channel(None) is None
    assert Rule((7,), to=("C0OTHER1",)).channel("C0OWN1") == "C0OTHER1"
    assert Rule((7,), to=("CLARA",)).to_people  # capitals alone are no channel


def test_the_hours_of_the_day_end_after_they_begin() -> None:
    with pytest.raises(ValueError, match="end after they begin"):
        Hours(time(18), time(8))


def test_a_policy_decides_days_and_time() -> None:
    policy = replace(Policy(), session=Rule((2, 2, 5), time(16, 30)), nudge=Rule(()))

    assert shown(of_kind(Kind.SESSION, policy=policy)) == [
        (5, "2026-06-11 16:30", "2026-06-14 16:30"),
        (2, "2026-06-14 16:30", "2026-06-16 10:00"),
    ]
    assert of_kind(Kind.NUDGE, policy=policy) == []


def test_a_policy_cannot_remind_of_what_is_over() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        Rule((7, -1))


def test_the_time_of_a_policy_has_no_zone() -> None:
    with pytest.raises(ValueError, match="takes no zone"):
        Rule((7,), time(9, tzinfo=UTC))
