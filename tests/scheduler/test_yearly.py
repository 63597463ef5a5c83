"""Once a year: is the directory right about you? Asked once, in office hours, of whoever has not said so lately."""

from datetime import date, timedelta

import pytest

from scheduler.policy import Policy
from scheduler.yearly import Remark, Yearly, day_of_asking
from store.tables import Capacity, OutboxState
from tests.scheduler.world import World, local

YEARLY = Policy(overdue=(), weekly=False, personal=False, confirm=(10, 1))
START = local("2026-09-28 08:00")


@pytest.fixture
def world(engine: object) -> World:
    return World(engine, START, YEARLY)  # type: ignore[arg-type]  # the fixture of the engine has no type here


def member(
    world: World, name: str, capacity: Capacity = Capacity.BOARD, role: str | None = None, **known: object
) -> int:
    with world.changing() as books:
        person = books.directory.add_person(name)
        person.email = f"{name.split(maxsplit=1)[0].lower()}@saltmarsh.example"
        for column, value in known.items():
            setattr(person, column, value)
        books.directory.add_membership(person, None, capacity, None, role=role)
        return person.id


def heard(world: World, words: str) -> list[str]:
    """Who was asked when the clock has come to a local time."""
    world.outlet.asked.clear()
    world.at(words)
    return [notice.recipient.name for notice in world.outlet.asked]


def test_each_member_is_asked_once_and_nobody_else(world: World) -> None:
    member(world, "Ada Okafor")
    member(world, "Ben Idowu", Capacity.OFFICER)
    member(world, "Cleo Trott", Capacity.GUEST)
    member(world, "Dev Anand", confirmed_on=date(2026, 6, 1))
    member(world, "Esme Hollis", confirmed_on=date(2025, 10, 2))
    member(world, "Femi Balogun", email=None)

    assert heard(world, "2026-10-01 08:59") == []
    assert heard(world, "2026-10-01 09:00") == ["Ada Okafor", "Ben Idowu", "Esme Hollis"]
    assert heard(world, "2026-10-02 09:00") == []
    assert heard(world, "2027-10-01 10:00") == ["Ada Okafor", "Ben Idowu", "Dev Anand", "Esme Hollis"]


def test_it_waits_for_office_hours_and_working_days(world: World) -> None:
    member(world, "Ada Okafor")

    assert heard(world, "2026-10-01 19:00") == []
    assert heard(world, "2026-10-02 09:00") == ["Ada Okafor"]
    assert day_of_asking(2028, YEARLY) == date(2028, 10, 2)  # the first is a Sunday
    assert day_of_asking(2028, Policy(confirm=None)) is None


def test_who_leaves_or_says_so_before_the_morning_is_not_asked(world: World) -> None:
    gone, said = member(world, "Ada Okafor"), member(world, "Ben Idowu")
    world.outlet.troubles = [TimeoutError(), TimeoutError()]
    heard(world, "2026-10-01 09:00")
    with world.changing() as books:
        leaver, confirmed = books.directory.person(gone), books.directory.person(said)
        assert leaver is not None
        assert confirmed is not None
        books.directory.end_membership(leaver.memberships[0], date(2026, 9, 30))
        books.upkeep.confirm(confirmed)

    assert heard(world, "2026-10-01 12:00") == []
    settled = [row.state for row in world.rows(kind="confirm") if row.person_id]
    assert settled == [OutboxState.WITHDRAWN, OutboxState.WITHDRAWN]


def test_the_question_says_what_the_directory_says(world: World) -> None:
    member(world, "Ada Okafor", phone="01632 960001")
    heard(world, "2026-10-01 09:00")

    [asked] = world.outlet.asked
    assert isinstance(asked, Yearly)
    assert (asked.person.name, asked.person.phone) == ("Ada Okafor", "01632 960001")


def test_what_is_wrong_goes_to_the_secretariat_once(world: World) -> None:
    member(world, "Ada Okafor", confirmed_on=date(2026, 9, 1))
    member(world, "Petra Lind", role="Support Officer", confirmed_on=date(2026, 9, 1))
    world.at("2026-09-29 10:00")
    with world.changing() as books:
        ada = books.directory.person_named("Ada Okafor")
        assert ada is not None
        books.upkeep.remark(ada, "I sit for the Harbour Trust now")

    assert heard(world, "2026-09-29 10:01") == ["Petra Lind"]
    [told] = world.outlet.asked
    assert isinstance(told, Remark)
    assert told.remark == "I sit for the Harbour Trust now"
    assert heard(world, "2026-09-29 10:02") == []
    with world.changing() as books:
        books.directory.add_person("Somebody New")
    assert heard(world, "2026-09-29 10:03") == []


def test_a_remark_put_right_before_it_was_told_is_told_no_more(world: World) -> None:
    member(world, "Ada Okafor", confirmed_on=date(2026, 9, 1))
    member(world, "Petra Lind", role="Support Officer", confirmed_on=date(2026, 9, 1))
    world.at("2026-09-29 20:00")
    with world.changing() as books:
        ada = books.directory.person_named("Ada Okafor")
        assert ada is not None
        books.upkeep.remark(ada, "Wrong number")
    assert heard(world, "2026-09-29 20:01") == []
    with world.changing() as books:
        ada = books.directory.person_named("Ada Okafor")
        assert ada is not None
        books.upkeep.confirm(ada)

    assert heard(world, "2026-09-30 09:30") == []
    assert world.clock.now() - START < timedelta(days=3)
