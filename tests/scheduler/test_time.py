"""The partnership's own wall: zones, both clock changes, the leap day, the end of the year."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from scheduler.plan import reminders_of
from scheduler.policy import Kind, Policy, Rule
from scheduler.regular import on
from store.dates import is_working_day
from tests.scheduler.test_plan import BOARD_MEETING, on_the_wall
from tests.scheduler.world import BOARD, CALENDAR_ONLY, LONDON, NOTHING, World, local

ZONES = st.sampled_from(
    [
        *("Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Apia"),
        *("Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "Pacific/Chatham", "UTC"),
    ]
)


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether the clocks show that time on that day: in spring an hour is left out."""
    shown = datetime.combine(day, at, zone)
    return shown.astimezone(UTC).astimezone(zone).time() == at


@given(
    zone=ZONES,
    day=st.dates(date(2024, 1, 1), date(2037, 12, 31)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_reminder_comes_at_its_time_on_its_day_in_every_zone_and_year(
    zone: str, day: date, at: time
) -> None:
    wall = ZoneInfo(zone)
    policy = replace(CALENDAR_ONLY, session=Rule((30, 7, 1), at), deadline=NOTHING, nudge=NOTHING)
    meeting = msgspec.structs.replace(BOARD_MEETING, day=day, start=None)

    reminders = reminders_of(meeting, wall, policy)

    assert [r.days_before for r in reminders] == [30, 7, 1]
    for reminder in reminders:
        wanted = day - timedelta(days=reminder.days_before)
        shown = reminder.due_at.astimezone(wall)
        if exists(wanted, at, wall):
            assert (shown.date(), shown.time()) == (wanted, at)
        else:  # as much later as is left out
            assert (
                timedelta(0) < shown.replace(tzinfo=None) - datetime.combine(wanted, at) <= timedelta(hours=1)
            )


def test_the_digests_of_a_whole_year_are_due_at_nine_local_time_on_working_days_alone() -> None:
    for number in range(366):
        day = date(2028, 1, 1) + timedelta(days=number)
        dues = {on_the_wall(r.due_at) for r in on(day, [1], LONDON, Policy())}
        assert dues == ({f"{day} 09:00"} if is_working_day(day) else set())


CHANGES = {
    "forwards": ("2026-03-29", ["00:59", "02:29", "02:30", "03:30", "23:00"], "02:30"),
    "back": ("2026-10-25", ["00:59", "01:29", "01:30", "02:30", "23:00"], "01:30"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_time_that_is_left_out_or_comes_twice_is_kept_once(engine: Engine, change: str) -> None:
    """At 01:30, which there is not on the last Sunday of March and twice on that of October."""
    day, moments, expected = CHANGES[change]
    world = World(engine, local("2026-03-01 08:00"), replace(CALENDAR_ONLY, session=Rule((0,), time(1, 30))))
    world.meets(day, group="SG")

    heard = {moment: world.at(f"{day} {moment}") for moment in moments}

    assert [moment for moment, said in heard.items() if said] == [expected]
    again = datetime.combine(date.fromisoformat(day), time(1, 30, fold=1), LONDON)
    world.clock.at = again
    world.sweep().run()
    assert world.outlet.heard() == []


def test_nine_in_auckland_is_not_nine_in_london(engine: Engine) -> None:
    world = World(engine, local("2026-05-01 08:00"), timezone="Pacific/Auckland")
    world.meets("2026-05-13")

    assert world.at("2026-05-05 21:59") == []
    assert world.at("2026-05-05 22:00") == [(BOARD, "session", 7)]


def planned(day: str, **changes: object) -> dict[str, list[str]]:
    """The local times of a Board meeting's reminders."""
    on_day = date.fromisoformat(day)
    deadline = on_day - timedelta(days=14)
    changes = {"day": on_day, "report_deadline": deadline, **changes}
    reminders = reminders_of(msgspec.structs.replace(BOARD_MEETING, **changes), LONDON, Policy())
    return {
        kind.value: [on_the_wall(r.due_at) for r in reminders if r.kind is kind]
        for kind in (Kind.DEADLINE, Kind.NUDGE, Kind.SESSION)
    }


def test_the_leap_day_is_a_day_like_any_other() -> None:
    assert planned("2028-03-14") == {
        "deadline": ["2028-02-15 09:00", "2028-02-22 09:00", "2028-02-27 09:00", "2028-02-29 09:00"],
        "nudge": ["2028-02-22 09:00", "2028-02-28 09:00"],
        "session": ["2028-03-07 09:00", "2028-03-13 09:00", "2028-03-14 09:00"],
    }
    assert planned("2028-02-29")["session"] == ["2028-02-22 09:00", "2028-02-28 09:00", "2028-02-29 09:00"]
    assert planned("2027-03-01")["session"][1] == "2027-02-28 09:00"


def test_over_the_end_of_the_year_nudges_come_on_the_last_working_day_before() -> None:
    """In 2026 Boxing Day is a Saturday, so the 28th is a bank holiday, too."""
    assert planned("2027-01-12") == {
        "deadline": ["2026-12-15 09:00", "2026-12-22 09:00", "2026-12-27 09:00", "2026-12-29 09:00"],
        "nudge": ["2026-12-22 09:00", "2026-12-24 09:00"],
        "session": ["2027-01-05 09:00", "2027-01-11 09:00", "2027-01-12 09:00"],
    }


def test_a_year_is_reminded_of_once_and_in_order(engine: Engine) -> None:
    """Swept at nine every day around meetings from one autumn to the next: with both clock changes between them."""
    world = World(engine, local("2027-09-01 08:00"))
    meetings = [date(2027, 10, 12), *(date(2027 + (m < 12), m, 12) for m in (12, 2, 4, 6))]
    for day in meetings:
        world.meets(f"{day}", group="SG")
    days = [day + timedelta(days=number) for day in meetings for number in range(-9, 3)]

    heard = {f"{day}": world.at(f"{day} 09:00") for day in days}

    assert [day for day, said in heard.items() if said] == [
        *("2027-10-05", "2027-10-11", "2027-10-12", "2027-12-05", "2027-12-11", "2027-12-12"),
        *("2028-02-05", "2028-02-11", "2028-02-12", "2028-04-05", "2028-04-11", "2028-04-12"),
        *("2028-06-05", "2028-06-11", "2028-06-12"),
    ]
    assert {len(said) for said in heard.values()} == {0, 1}
