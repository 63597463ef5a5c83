"""The monthly clearing: what has had its time goes, once a month, and the secretariat is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from scheduler.clearing import Clearer, Report
from scheduler.policy import Kind
from store.retention import Periods
from store.tables import Capacity, Clearing, Conversation, Outbox, OutboxState, Partnership, Person
from tests.scheduler.world import World, local, run_together

JUNE, JULY = "2026-06-01 01:30", "2026-07-01 09:00"


def cleared(world: World, words: str, periods: Periods | None = None) -> None:
    world.clock.at = local(words)
    Clearer(world.books, periods or Periods()).run()


def clearings(world: World) -> dict[date, dict[str, int]]:
    with world.reading() as books:
        rows = books.session.scalars(select(Clearing).where(Clearing.partnership_id == world.id))
        return {row.month: row.counts for row in rows}


def talked(world: World, key: str, words: str) -> None:
    world.clock.at = local(words)
    with world.changing() as books:
        books.conversations.remember(key, ["2026-05/01"], None)


def left(world: World, name: str, until: date | None) -> int:
    with world.changing() as books:
        person = books.directory.add_person(name)
        person.email, person.phone, person.slack_user = (
            f"{name}@saltmarsh.example",
            "01632 960555",
            f"U{person.id}",
        )
        books.directory.add_membership(person, None, Capacity.BOARD, date(2020, 1, 1), until=until)
        return person.id


def details(world: World, person_id: int) -> tuple[str | None, str | None, str | None]:
    with world.reading() as books:
        person = books.session.get_one(Person, person_id)
        return person.email, person.phone, person.slack_user


def secretariat(world: World) -> None:
    with world.changing() as books:
        nell = books.directory.add_person("Nell Iversen")
        books.directory.add_membership(nell, None, Capacity.OFFICER, None, role="Support Officer")


def test_conversations_go_when_their_days_are_over(world: World) -> None:
    talked(world, "C0OLD", "2026-05-01 12:00")
    talked(world, "C0NEW", "2026-05-20 12:00")

    cleared(world, JUNE)

    with world.reading() as books:
        keys = set(books.session.scalars(select(Conversation.key)))
        assert {"C0OLD", "C0NEW"} & keys == {"C0NEW"}
    assert clearings(world) == {date(2026, 6, 1): {"conversations": 1}}


@pytest.mark.parametrize("state", OutboxState)
def test_reminders_go_when_they_are_settled_and_of_no_use(world: World, state: OutboxState) -> None:
    with world.changing() as books:
        for number, days in enumerate((80, 120)):
            at = local(JUNE) - timedelta(days=days)
            row = Outbox(
                partnership_id=world.id, key=f"k{number}", kind="session", state=state, due_at=at, stale_at=at
            )
            books.session.add(row)

    cleared(world, JUNE)

    waits = state in (OutboxState.PENDING, OutboxState.CLAIMED)
    assert {row.key for row in world.rows(kind="session")} == ({"k0", "k1"} if waits else {"k0"})


def test_whoever_left_long_ago_cannot_be_reached_any_more_but_keeps_the_name(world: World) -> None:
    gone, recent, present = (
        left(world, "Ada", date(2025, 5, 1)),
        left(world, "Ben", date(2025, 9, 1)),
        left(world, "Cara", None),
    )

    cleared(world, JUNE)

    assert details(world, gone) == (None, None, None)
    assert all(details(world, recent))
    assert all(details(world, present))
    with world.reading() as books:
        assert books.directory.person_named("Ada") is not None
        history = str([entry.after for _, entry in books.past.of("person", gone)])
        assert "960555" not in history
        assert "960555" in str([entry.after for _, entry in books.past.of("person", recent)])


def test_an_entry_that_was_merged_goes_with_the_person_that_it_is(world: World) -> None:
    twin, kept = left(world, "Adah", None), left(world, "Ada", date(2025, 5, 1))
    with world.changing() as books:
        people = [books.directory.person(one) for one in (twin, kept)]
        assert people[0]
        assert people[1]
        people[1].slack_user = None
        for seat in books.directory.memberships(people[0]):
            books.session.delete(seat)
        books.upkeep.merge_people(people[0], people[1])

    cleared(world, JUNE)

    assert details(world, twin) == details(world, kept) == (None, None, None)
    assert clearings(world) == {date(2026, 6, 1): {"former_people": 1}}


def test_a_period_of_no_days_keeps_for_good(world: World) -> None:
    talked(world, "C0OLD", "2026-05-01 12:00")
    gone = left(world, "Ada", date(2021, 5, 1))

    cleared(world, "2026-12-01 09:00", Periods(conversations=0, former_people=0))

    assert all(details(world, gone))
    assert clearings(world) == {date(2026, 12, 1): {}}


def test_it_is_done_once_a_month_and_not_in_the_month_the_books_began(world: World) -> None:
    talked(world, "C0OLD", "2026-05-01 12:00")
    for words in ("2026-05-28 12:00", JUNE, "2026-06-20 12:00", JULY, JULY):
        cleared(world, words)

    assert clearings(world) == {date(2026, 6, 1): {"conversations": 1}, date(2026, 7, 1): {}}


def test_the_secretariat_is_told_once_and_in_office_hours(world: World) -> None:
    secretariat(world)
    talked(world, "C0OLD", "2026-05-01 12:00")

    cleared(world, JUNE)
    world.sweep().run()
    assert world.outlet.reports == []
    world.clock.at = local("2026-06-01 09:00")
    world.sweep().run()
    world.sweep().run()

    (report,) = world.outlet.reports
    assert isinstance(report, Report)
    assert (report.kind, report.recipient.name, report.counts) == (
        *(Kind.CLEARING, "Nell Iversen"),
        {"conversations": 1},
    )


def test_nothing_cleared_is_not_worth_a_message(world: World) -> None:
    secretariat(world)

    cleared(world, JUNE)

    assert world.rows(kind="clearing") == []


def test_processes_that_clear_together_clear_and_tell_once(world: World) -> None:
    secretariat(world)
    talked(world, "C0OLD", "2026-05-01 12:00")
    world.clock.at = local(JUNE)

    run_together([Clearer(world.books, Periods()) for _ in range(3)])

    assert clearings(world) == {date(2026, 6, 1): {"conversations": 1}}
    assert len(world.rows(kind="clearing")) == 1


def test_one_partnership_that_cannot_be_cleared_stops_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    other = World(world.engine, world.start, name="Fenside Community Safety Partnership")
    talked(other, "C0OLD", "2026-05-01 12:00")
    with world.books.session(writes=True) as session:
        session.execute(
            update(Partnership).where(Partnership.id == world.id).values(timezone="Nowhere/Atall")
        )
        session.commit()

    cleared(other, JUNE)

    assert clearings(other) == {date(2026, 6, 1): {"conversations": 1}}
    assert f"Clearing for partnership {world.id} failed: ZoneInfoNotFoundError" in caplog.text


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"conversations": -1}, "conversations = -1: nothing can be kept for less than no days"),
        ({"deliveries": 1}, "deliveries = 1: Slack repeats them for a day, keep them for two"),
    ],
)
def test_what_is_no_period_is_refused(days: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Periods(**days)
