"""What is overdue: who is told, how often, and when nobody is disturbed."""

from datetime import date, timedelta

import pytest

from scheduler.content import Digest
from scheduler.errands import Undelivered
from scheduler.policy import Kind, Policy
from store.names import Party
from store.quiet import WEEKLY, snoozed
from store.reference import Reference
from store.tables import Capacity, OutboxState
from tests.scheduler.world import World, local, run_together, sits

ONLY_OVERDUE = Policy(weekly=False, personal=False)


@pytest.fixture
def late(world: World) -> World:
    """A partnership with a secretariat; what its meeting of March minuted can be overdue."""
    world.policy = ONLY_OVERDUE
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    return world


@pytest.fixture
def past(late: World) -> int:
    return late.meets("2026-03-10")


def told(world: World, words: str) -> dict[str, list[str]]:
    """Who is told what at that moment: the texts, and for the unanswered ones a mark before them."""
    world.clock.at = local(words)
    world.sweep().run()
    found, world.outlet.digests = world.outlet.digests, []
    return {digest.recipient.name: lines(digest) for digest in found}


def lines(digest: Digest) -> list[str]:
    covered = [f"{one.name}: {point.text}" for one in digest.covered for point in one.points]
    return [*(p.text for p in digest.points), *covered, *(f"unanswered {p.text}" for p in digest.unanswered)]


def days_told(world: World, first: str, count: int) -> list[tuple[str, dict[str, list[str]]]]:
    """The days on which anybody is told anything, stepping the clock day by day at nine."""
    start = date.fromisoformat(first)
    days = [(start + timedelta(days=number)).isoformat() for number in range(count)]
    return [(day, heard) for day in days if (heard := told(world, f"{day} 09:00"))]


def test_at_growing_intervals_five_times_and_then_the_secretariat_once(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")  # a Monday

    assert days_told(late, "2026-05-28", 150) == [
        ("2026-06-02", {"Ada Okafor": ["Ada to map the lighting"]}),
        ("2026-06-05", {"Ada Okafor": ["Ada to map the lighting"]}),
        ("2026-06-12", {"Ada Okafor": ["Ada to map the lighting"]}),
        ("2026-06-26", {"Ada Okafor": ["Ada to map the lighting"]}),
        ("2026-07-24", {"Ada Okafor": ["Ada to map the lighting"]}),
        ("2026-07-31", {"Nell Iversen": ["unanswered Ada to map the lighting"]}),
    ]


def test_all_of_somebodys_come_in_one_message(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    for text in ("Ada to map the lighting", "Ada to ring the school"):
        late.promised(text, ada, at=past, due="2026-06-01")

    assert told(late, "2026-06-02 09:00") == {
        "Ada Okafor": ["Ada to map the lighting", "Ada to ring the school"]
    }
    assert told(late, "2026-06-02 09:20") == {}


def test_an_answer_starts_the_count_anew(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    ref = late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    assert [day for day, _ in days_told(late, "2026-06-01", 12)] == ["2026-06-02", "2026-06-05", "2026-06-12"]

    answered(late, ref)

    assert [day for day, _ in days_told(late, "2026-06-13", 60)] == [
        "2026-06-15",
        "2026-06-18",
        "2026-06-25",
        "2026-07-09",
        "2026-08-06",
    ]


def answered(world: World, ref: Reference) -> None:
    with world.changing() as books:
        books.chases.answered(books.register.get(ref).id)


def test_a_new_owner_is_asked_from_the_beginning(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    ref = late.promised("Somebody to map the lighting", ada, at=past, due="2026-06-01")
    days_told(late, "2026-06-01", 60)
    with late.changing() as books:
        books.register.assign(books.register.get(ref), [ben])

    assert [heard for _, heard in days_told(late, "2026-07-31", 5)] == [
        {"Ben Lindqvist": ["Somebody to map the lighting"]}
    ]


def test_what_falls_due_before_christmas_waits_for_the_working_day_after(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-12-24")

    assert [day for day, _ in days_told(late, "2026-12-20", 20)] == ["2026-12-29", "2027-01-04"]


@pytest.mark.parametrize(
    "words", ["2026-06-02 07:59", "2026-06-02 18:00", "2026-06-06 12:00", "2026-05-25 10:00"]
)
def test_nobody_is_written_to_out_of_hours(late: World, past: int, words: str) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-05-20")

    assert told(late, words) == {}


def test_a_nudge_on_a_sunday_comes_on_the_friday_before(late: World, past: int) -> None:
    late.policy = Policy(overdue=(), weekly=False, personal=False)
    late.meets("2026-06-22")  # report deadline on Monday 8 June: the day before is a Sunday
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past)

    nudges = [row for row in world_rows(late) if row[0] == "nudge"]

    assert nudges == [("nudge", 7, local("2026-06-01 09:00")), ("nudge", 1, local("2026-06-05 09:00"))]


def world_rows(world: World) -> list[tuple[str, int, object]]:
    world.sweep().run()
    return [(row.kind, row.days_before, row.due_at) for row in world.rows()]


def test_a_late_nudge_waits_for_the_morning(late: World, past: int) -> None:
    late.policy = Policy(overdue=(), weekly=False, personal=False)
    late.meets("2026-06-16")
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past)

    assert ("Ada Okafor", "nudge", 7) not in late.at("2026-05-26 19:30")
    assert ("Ada Okafor", "nudge", 6) in late.at("2026-05-27 09:00")


def test_organisations_groups_and_nobody(late: World, past: int) -> None:
    sits(late, "Dev Anand", Capacity.BOARD, "Quay Homes")
    sits(late, "Esme Trott", Capacity.OFFICER, "Quay Homes")
    sits(late, "Ines Falk", Capacity.MEMBER, group="SG", role="Chair")
    with late.reading() as books:
        homes, steering = books.directory.organisation_named("Quay Homes"), books.directory.group_named("SG")
        assert homes is not None
        assert steering is not None
        bodies = Party("organisation", homes.id, homes.name), Party("group", steering.id, steering.name)
    late.promised("Quay Homes to fit the locks", bodies[0], at=past, due="2026-06-01")
    late.promised("The group to count the lamps", bodies[1], at=past, due="2026-06-01")
    late.promised("Somebody to think about it", at=past, due="2026-06-01")

    assert told(late, "2026-06-02 09:00") == {
        "Dev Anand": ["Quay Homes to fit the locks"],
        "Ines Falk": ["The group to count the lamps"],
        "Nell Iversen": ["Somebody to think about it"],
    }


def away(world: World, absent: Party, deputy: Party, until: str) -> None:
    with world.changing() as books:
        people = [books.directory.person(party.id or 0) for party in (absent, deputy)]
        assert people[0] is not None
        assert people[1] is not None
        books.absences.set(people[0], date.fromisoformat(until), people[1])


def test_whoever_covers_is_told_for_whom(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    away(late, ada, ben, "2026-06-03")

    assert told(late, "2026-06-02 09:00") == {"Ben Lindqvist": ["Ada Okafor: Ada to map the lighting"]}
    assert told(late, "2026-06-05 09:00") == {"Ada Okafor": ["Ada to map the lighting"]}


def test_nudges_go_to_whoever_covers(late: World, past: int) -> None:
    late.meets("2026-06-16")
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past)
    away(late, ada, ben, "2026-06-30")

    assert ("Ben Lindqvist", "nudge", 7) in late.at("2026-05-26 09:00")
    assert [row.person_id for row in late.rows(kind="nudge", days_before=7)] == [None, ben.id]


def test_what_is_snoozed_is_not_named_to_them_but_to_the_other_owner(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    ref = late.promised("Both to map the lighting", ada, ben, at=past, due="2026-06-01")
    with late.changing() as books:
        books.quiet.set(ada.id or 0, snoozed(books.register.get(ref).id), date(2026, 6, 5))

    assert list(told(late, "2026-06-02 09:00")) == ["Ben Lindqvist"]
    assert set(told(late, "2026-06-05 09:00")) == {"Ada Okafor", "Ben Lindqvist"}


def test_what_was_not_delivered_was_not_asked(late: World, past: int) -> None:
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    late.outlet.troubles = [Undelivered("cannot_dm_bot", final=True)]
    assert told(late, "2026-06-02 09:00") == {}

    assert told(late, "2026-06-03 09:00") == {"Ada Okafor": ["Ada to map the lighting"]}
    assert [row.state for row in late.rows(person_id=ada.id)] == [OutboxState.FAILED, OutboxState.SENT]


def test_two_sweeps_at_once_tell_each_once(late: World, past: int) -> None:
    people = [sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist", "Dev Anand")]
    for person in people:
        late.promised(f"{person.name} to ring the school", person, *people[:1], at=past, due="2026-06-01")
    late.clock.at = local("2026-06-02 09:00")
    run_together([late.sweep("one"), late.sweep("two")])

    names = sorted(digest.recipient.name for digest in late.outlet.digests)
    assert names == ["Ada Okafor", "Ben Lindqvist", "Dev Anand"]
    with late.reading() as books:
        assert {chase.times for chase in books.chases.of(range(1, 10)).values()} == {1}


def test_the_week_of_a_group_is_told_on_monday_without_anything_confidential(late: World, past: int) -> None:
    late.policy = Policy(overdue=(), personal=False)
    ada = sits(late, "Ada Okafor", Capacity.BOARD)
    done = late.promised("Ada to map the lighting", ada, at=past, due="2026-05-07")
    secret = late.promised("Ada to see the family", ada, at=past, due="2026-05-07")
    late.clock.at = local("2026-05-13 12:00")
    with late.changing() as books:
        books.register.close(books.register.get(done), "Mapped")
        books.register.set_confidential(books.register.get(secret), confidential=True)

    told(late, "2026-05-18 09:00")

    (week,) = [week for week in late.outlet.weeks if week.today == date(2026, 5, 18)]
    assert [p.text for p in week.closed] == ["Ada to map the lighting"]
    assert (week.logged, week.overdue, week.still_open) == ((), (), 0)
    assert told(late, "2026-05-25 09:00") == told(late, "2026-05-26 09:00") == {}
    assert [w.today for w in late.outlet.weeks] == [date(2026, 5, 18)]


def test_the_personal_week_comes_on_the_first_working_day_unless_muted(late: World, past: int) -> None:
    late.policy = Policy(overdue=(), weekly=False)
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Both to map the lighting", ada, ben, at=past)
    with late.changing() as books:
        books.quiet.set(ben.id or 0, WEEKLY, None)

    assert days_told(late, "2026-05-18", 14) == [
        ("2026-05-18", {"Ada Okafor": ["Both to map the lighting"]}),
        ("2026-05-26", {"Ada Okafor": ["Both to map the lighting"]}),
    ]
    assert {row.kind for row in late.rows()} == {Kind.PERSONAL.value}


def test_who_covers_for_the_secretariat_is_not_told_what_is_confidential(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    secret = late.promised("Ada to see the family", ada, at=past, due="2026-06-01")
    orphan = late.promised("Somebody to ring the school", at=past, due="2026-07-24")
    with late.changing() as books:
        for ref in (secret, orphan):
            books.register.set_confidential(books.register.get(ref), confidential=True)
        nell = books.directory.person_named("Nell Iversen")
        deputy = books.directory.person(ben.id or 0)
        assert nell
        assert deputy
        books.absences.set(nell, date(2026, 12, 24), deputy)

    heard = days_told(late, "2026-05-28", 70)

    assert heard[-1] == ("2026-07-31", {"Nell Iversen": ["unanswered Ada to map the lighting"]})
    assert not any("Ben Lindqvist" in told for _, told in heard)
    assert heard[0][1] == {"Ada Okafor": ["Ada to map the lighting", "Ada to see the family"]}


def test_who_acts_as_secretariat_and_covers_hears_what_the_secretariat_hears(late: World, past: int) -> None:
    ada, ben = (sits(late, name, Capacity.BOARD) for name in ("Ada Okafor", "Ben Lindqvist"))
    late.promised("Ada to map the lighting", ada, at=past, due="2026-06-01")
    with late.changing() as books:
        nell, deputy = books.directory.person_named("Nell Iversen"), books.directory.person(ben.id or 0)
        assert nell
        assert deputy
        books.absences.set(nell, date(2026, 12, 24), deputy)
        books.delegations.set(deputy, date(2026, 12, 24))

    heard = days_told(late, "2026-05-28", 70)

    assert heard[-1] == ("2026-07-31", {"Ben Lindqvist": ["unanswered Ada to map the lighting"]})
