"""Seats over the years: seen again, seen no more, given up without a successor, and organisations that change."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from store.papers.importing.plan import Kind, Section
from store.papers.paper import Agency, Departure, Ending, Member, Office, Paper
from tests.importing.papers import (
    AUTUMN,
    BOARD,
    COUNCIL,
    FIRE,
    JULY,
    NOVEMBER,
    POLICE,
    SPRING,
    away,
    pack,
    sat,
)
from tests.importing.world import HAND, World, altering, sentences

pytestmark = pytest.mark.parametrize(
    "engine", ["sqlite"], indirect=True
)  # nothing here depends on the database

LATER, LATER_STILL = date(2032, 9, 7), date(2032, 12, 7)
NEXT_YEAR = pack(LATER, LATER_STILL, attendance=(BOARD[0], sat("Silas Umber", POLICE), BOARD[2]))


def seats(world: World, name: str) -> list[tuple[str, date | None, date | None]]:
    """Somebody's seats, each with the days on which papers show it first, and its last day."""
    return [(m.capacity.value, m.seen_first, m.until_date) for m in world.seats(name)]


def test_a_seat_knows_when_papers_show_it_first_and_last(world: World) -> None:
    world.bring(AUTUMN, pack(NOVEMBER, SPRING, attendance=(BOARD[0], BOARD[1])))

    first, last = world.seats("Idris Oakshott"), world.seats("Petra Lindqvist-Hay")
    assert [(m.seen_first, m.seen_last) for m in (*first, *last)] == [(JULY, NOVEMBER), (JULY, JULY)]


def test_an_older_paper_shows_it_earlier(world: World) -> None:
    older = pack(date(2031, 3, 4), JULY, attendance=BOARD)

    plan = world.bring(AUTUMN, older)

    assert "3 seats that the books have are shown on 4 March 2031" in sentences(plan, Kind.CHANGE)
    assert [m.seen_first for m in world.seats("Idris Oakshott")] == [date(2031, 3, 4)]
    assert altering(world.plan(older)) == []


def test_who_is_in_no_list_for_a_year_has_left_when_last_seen(world: World) -> None:
    plan = world.bring(AUTUMN, NEXT_YEAR)

    assert "Idris Oakshott, board: in no list since 8 July 2031, where it ends" in sentences(
        plan, Kind.CHANGE
    )
    assert seats(world, "Idris Oakshott") == [("board", JULY, JULY)]
    assert seats(world, "Wren Castellan") == [("board", JULY, None)]
    assert [altering(world.plan(paper)) for paper in (AUTUMN, NEXT_YEAR)] == [[], []]


def test_in_whatever_order_the_papers_come(world: World) -> None:
    world.clock.at = datetime(2032, 12, 20, 9, tzinfo=UTC)

    world.bring(NEXT_YEAR, AUTUMN)

    assert seats(world, "Idris Oakshott") == [("board", JULY, JULY)]


def test_an_apology_is_a_list_too(world: World) -> None:
    world.bring(AUTUMN, replace(NEXT_YEAR, apologies=(away("Idris Oakshott", POLICE),)))

    assert seats(world, "Idris Oakshott") == [("board", JULY, None)]


def test_one_meeting_missed_ends_nothing(world: World) -> None:
    world.bring(AUTUMN, pack(NOVEMBER, SPRING, attendance=(BOARD[0],)))

    assert seats(world, "Idris Oakshott") == [("board", JULY, None)]


def test_who_speaks_to_the_bot_is_only_asked_about(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        idris = books.directory.person_named("Idris Oakshott")
        assert idris is not None
        books.directory.link(idris, "U0IDRIS")

    plan = world.bring(NEXT_YEAR)

    assert sentences(plan, Kind.UNSURE) == [
        "Idris Oakshott, board: in no list since 8 July 2031; `/contacts leave Idris Oakshott` if they have left"
    ]
    assert seats(world, "Idris Oakshott") == [("board", JULY, None)]


def test_a_chair_who_is_seen_no_more_is_followed_without_an_election(world: World) -> None:
    """The chair of the next year is no change of seats: nobody held it in between."""
    paper = pack(LATER, LATER_STILL, attendance=(sat("Odile Farrant", COUNCIL, "Board", "Chair"),))

    plan = world.bring(AUTUMN, paper)

    assert plan.of(Section.ROLE) == ()
    assert [(m.role, m.from_date, m.until_date) for m in world.seats("Wren Castellan")] == [
        ("Chair", None, JULY)
    ]
    assert [(m.role, m.seen_first) for m in world.seats("Odile Farrant")] == [("Chair", LATER)]


def test_the_words_of_welcome_tell_the_vice_chair(world: World) -> None:
    world.bring(
        replace(AUTUMN, offices=(Office("Vice Chair", "Idris Oakshott", 9), Office("Chair", "Nobody", 9)))
    )

    assert [m.role for m in world.seats("Idris Oakshott")] == ["Vice Chair"]


def test_a_plan_tells_of_its_first_day(world: World) -> None:
    plan = Paper("plan.md", valid_from=date(2030, 2, 1), members=(Member(FIRE, "Juno Aldous", "Board", 5),))

    world.bring(plan, AUTUMN)

    assert seats(world, "Juno Aldous") == [("board", date(2030, 2, 1), date(2030, 2, 1))]


def departed(organisation: str) -> Departure:
    return Departure("Idris Oakshott", organisation, "Idris Oakshott, who had stepped down", "15.1", 70)


@pytest.mark.parametrize("organisation", [POLICE, "Mereshire Watch", ""])
def test_who_is_said_to_have_stepped_down_has_left_by_then(world: World, organisation: str) -> None:
    paper = pack(NOVEMBER, SPRING, attendance=(BOARD[0],), departures=(departed(organisation),))

    world.bring(AUTUMN, paper)

    assert seats(world, "Idris Oakshott") == [("board", JULY, date(2031, 11, 10))]
    assert altering(world.plan(paper)) == []


def test_an_older_farewell_ends_no_seat_that_is_held_since(world: World) -> None:
    older = pack(date(2031, 3, 4), JULY, attendance=(BOARD[0],), departures=(departed(POLICE),))

    world.bring(AUTUMN, older)

    assert seats(world, "Idris Oakshott") == [("board", JULY, None)]


def test_an_organisation_that_ceased_takes_its_seats_along(world: World) -> None:
    group = "Mereshire Clinical Commissioning Group"
    world.bring(pack(attendance=(*BOARD, sat("Juno Aldous", group))))
    ending = Ending("CCG", date(2031, 9, 30), "Mereshire Integrated Care Systems", 80)

    plan = world.bring(pack(NOVEMBER, SPRING, attendance=BOARD, endings=(ending,)))

    assert f"{group} until 30 September 2031, followed by Mereshire Integrated Care Systems" in sentences(
        plan, Kind.CHANGE
    )
    assert seats(world, "Juno Aldous") == [("board", JULY, date(2031, 9, 30))]
    with world.open() as books:
        rows = {row.name: row for row in books.directory.organisations()}
    assert rows[group].succeeded_by_id == rows["Mereshire Integrated Care Systems"].id
    later = world.bring(
        pack(LATER, LATER_STILL, attendance=(sat("Silas Umber", "Integrated Care System (ICS)"),))
    )
    assert "Mereshire Integrated Care Systems, also called ICS" in sentences(later, Kind.CHANGE)


def test_an_organisation_nobody_knows_may_cease_in_peace(world: World) -> None:
    world.bring(replace(AUTUMN, endings=(Ending("Quarry Watch", date(2031, 1, 1)),)))

    with world.open() as books:
        assert "Quarry Watch" not in [row.name for row in books.directory.organisations()]


def test_a_newer_name_for_the_same_seat_renames_the_organisation(world: World) -> None:
    world.bring(pack(attendance=(*BOARD, sat("Juno Aldous", "National Probation Trust"))))
    listed = (sat("Odile Farrant", "Probation Service"), sat("Juno Aldous", "Probation Service"))
    newer = pack(
        NOVEMBER, SPRING, attendance=(*BOARD, *listed), agencies=(Agency("Probation Service", True, 30),)
    )

    plan = world.bring(newer)

    assert "National Probation Trust, now called Probation Service" in sentences(plan, Kind.CHANGE)
    assert len(world.seats("Juno Aldous")) == 1
    with world.open() as books:
        row = books.directory.organisation_named("National Probation Trust")
        assert row is not None
        assert (row.name, row.statutory) == ("Probation Service", True)
    assert altering(world.plan(newer)) == []
