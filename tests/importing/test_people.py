"""People, organisations, seats and roles: as the lists show them, ended only where a paper says so."""

from dataclasses import replace
from datetime import date

import pytest

from store.papers.importing.plan import Kind, Section
from store.papers.paper import Lead, Member, Paper, RoleChange, Succession
from store.tables import Capacity, Presence
from tests.importing.papers import (
    AUTUMN,
    BOARD,
    COUNCIL,
    FIRE,
    JULY,
    MARCH,
    NOVEMBER,
    POLICE,
    SPRING,
    away,
    head,
    minutes,
    pack,
    sat,
)
from tests.importing.world import World, altering, kinds, sentences

pytestmark = pytest.mark.parametrize(
    "engine", ["sqlite"], indirect=True
)  # nothing here depends on the database


def seats(world: World, name: str) -> list[tuple[str, str | None, date | None, date | None]]:
    return [(m.capacity.value, m.role, m.from_date, m.until_date) for m in world.seats(name)]


@pytest.mark.parametrize(
    ("section", "capacity"),
    [
        ("Board", Capacity.BOARD),
        ("Board members", Capacity.BOARD),
        ("Members", Capacity.MEMBER),
        ("Non-voting members", Capacity.MEMBER),
        ("Guests", Capacity.GUEST),
        ("Officers", Capacity.OFFICER),
        ("In attendance", Capacity.IN_ATTENDANCE),
        ("Present", Capacity.MEMBER),
    ],
)
def test_the_heading_tells_the_capacity(world: World, section: str, capacity: Capacity) -> None:
    world.bring(pack(attendance=(sat("Juno Aldous", FIRE, section),)))

    assert seats(world, "Juno Aldous") == [(capacity, None, None, None)]


def test_whoever_is_named_without_an_organisation_keeps_the_seat_they_have(world: World) -> None:
    world.bring(pack(attendance=(sat("Juno Aldous", FIRE, "Board"),)))
    world.bring(pack(SPRING, MARCH, name="notes.md", attendance=(sat("Juno Aldous", "", "Present"),)))

    assert [m.capacity for m in world.seats("Juno Aldous")] == [Capacity.BOARD]


def test_departments_and_acronyms_are_the_organisation(world: World) -> None:
    listed = (
        sat("Wren Castellan", COUNCIL),
        sat("Petra Lindqvist-Hay", f"{COUNCIL} (Safer Streets Team)"),
        sat("Juno Aldous", f"{COUNCIL} – Housing"),
        sat("Odile Farrant", f"Policy Team {COUNCIL}"),
        sat("Bram Ketteridge", "Quarrybridge Traders Against Crime (QTAC)"),
        sat("Silas Umber", "QTAC"),
    )

    world.bring(pack(attendance=listed))

    with world.open() as books:
        bodies = {row.name: row.aliases for row in books.directory.organisations()}
    assert bodies == {COUNCIL: [], "Quarrybridge Traders Against Crime": ["QTAC"]}


def test_an_acronym_learnt_later_is_added(world: World) -> None:
    world.bring(pack(attendance=(sat("Juno Aldous", "Mereshire Harbour Trust"),)))

    plan = world.bring(
        pack(NOVEMBER, SPRING, attendance=(sat("Juno Aldous", "Mereshire Harbour Trust (MHT)"),))
    )

    assert "Mereshire Harbour Trust, also called MHT" in sentences(plan, Kind.CHANGE)


def test_people_are_known_again_without_their_titles(world: World) -> None:
    world.bring(AUTUMN)

    promoted = sat("Idris Oakshott", POLICE, title="Chief Inspector")
    plan = world.bring(pack(NOVEMBER, SPRING, attendance=(promoted,)))
    older = world.bring(AUTUMN)

    assert "Idris Oakshott title: Inspector -> Chief Inspector" in sentences(plan, Kind.CHANGE)
    assert "Inspector Idris Oakshott, left: the books are newer" in sentences(older, Kind.SAME)


def test_how_people_were_at_the_meeting(world: World) -> None:
    stood_in = sat("Juno Aldous", FIRE, represents="Bram Ketteridge")
    paper = pack(
        attendance=(*BOARD, stood_in),
        apologies=(away("Odile Farrant"), away("Bram Ketteridge", FIRE, by="Juno Aldous")),
    )

    world.bring(paper)

    with world.open() as books:
        board = books.directory.board()
        assert board is not None
        meeting = books.calendar.on(board, JULY)
        assert meeting is not None
        names = {person.id: person.name for person in books.directory.everybody()}
        rows = {names[person]: row for person, row in books.attendances.of(meeting.id).items()}
        juno = books.directory.person_named("Juno Aldous")
        assert juno is not None
        assert rows["Bram Ketteridge"].represented_by_id == juno.id
    assert {name: row.how for name, row in rows.items()} == {
        "Wren Castellan": Presence.PRESENT,
        "Idris Oakshott": Presence.PRESENT,
        "Petra Lindqvist-Hay": Presence.PRESENT,
        "Juno Aldous": Presence.PRESENT,
        "Odile Farrant": Presence.APOLOGIES,
        "Bram Ketteridge": Presence.REPRESENTED,
    }
    assert seats(world, "Juno Aldous") == [("in attendance", None, None, None)]
    assert seats(world, "Bram Ketteridge") == [("board", None, None, None)]


def test_a_correction_of_the_apologies_changes_just_that(world: World) -> None:
    world.bring(replace(AUTUMN, apologies=(away("Odile Farrant"),)))

    plan = world.bring(replace(AUTUMN, apologies=(away("Odile Farrant", by="Petra Lindqvist-Hay"),)))

    assert [entry.sentence for entry in altering(plan)] == [
        "Odile Farrant, apologies -> Odile Farrant, represented by Petra Lindqvist-Hay"
    ]


def test_a_capacity_changes_with_a_newer_paper_only(world: World) -> None:
    newer = pack(NOVEMBER, SPRING, attendance=(sat("Petra Lindqvist-Hay", COUNCIL, "Board"),))

    world.bring(AUTUMN, newer, AUTUMN)

    assert seats(world, "Petra Lindqvist-Hay") == [
        ("member", "Support Officer", None, date(2031, 11, 10)),
        ("board", "Support Officer", NOVEMBER, None),
    ]


def test_a_list_without_a_date_adds_and_changes_nothing(world: World) -> None:
    world.bring(AUTUMN)
    plan_2030 = Paper(
        "plan.md",
        members=(
            Member(COUNCIL, "Petra Lindqvist-Hay", "Guests", 5),
            Member(FIRE, "Silas Umber", "Board", 6),
        ),
    )

    plan = world.bring(plan_2030)

    assert {entry.kind for entry in altering(plan)} == {Kind.ADD}
    assert seats(world, "Petra Lindqvist-Hay")[0][0] == "member"
    assert seats(world, "Silas Umber") == [("board", None, None, None)]


def test_a_list_without_a_date_brings_nobody_back(world: World) -> None:
    world.bring(AUTUMN, AFTER)

    plan = world.bring(Paper("plan.md", members=(Member(POLICE, "Idris Oakshott", "Board", 5),)))

    assert not plan.changes_anything
    assert seats(world, "Idris Oakshott") == [("board", None, None, date(2031, 11, 10))]


def succeeded(joined: str = "Silas Umber", left: str = "Idris Oakshott") -> Succession:
    return Succession(joined, left, POLICE, f"{joined} replaced {left}", "1.3", 90)


AFTER = pack(NOVEMBER, SPRING, attendance=(BOARD[0], sat("Silas Umber", POLICE)), successions=(succeeded(),))


@pytest.mark.parametrize("order", [(AUTUMN, AFTER), (AFTER, AUTUMN)], ids=["in order", "reversed"])
def test_a_succession_ends_one_seat_and_begins_another(world: World, order: tuple[Paper, Paper]) -> None:
    world.bring(*order)

    assert seats(world, "Idris Oakshott") == [("board", None, None, date(2031, 11, 10))]
    assert seats(world, "Silas Umber") == [("board", None, NOVEMBER, None)]
    with world.open() as books:
        idris = books.directory.person_named("Idris Oakshott")
        assert idris is not None
        assert world.seats("Silas Umber")[0].replaces_id == idris.id
    assert [kinds(world.plan(paper)) for paper in order] == [{Kind.SAME}, {Kind.SAME}]


def test_an_older_succession_ends_no_seat_that_is_held_since(world: World) -> None:
    """Idris came back: the newer pack lists him, so the older one's word of his leaving is history."""
    older = pack(MARCH, JULY, attendance=(sat("Silas Umber", POLICE),), successions=(succeeded(),))

    plan = world.bring(AUTUMN, older)

    assert [entry.kind for entry in plan.of(Section.SUCCESSION)] == [Kind.SAME]
    assert seats(world, "Idris Oakshott") == [("board", None, None, None)]


def test_a_succession_in_nobodys_name_is_not_guessed(world: World) -> None:
    nowhere = replace(succeeded("Odile Farrant", "Silas Umber"), organisation="")

    plan = world.bring(replace(AUTUMN, successions=(nowhere,)))

    assert sentences(plan, Kind.UNSURE) == [
        "Odile Farrant replaced Silas Umber: the paper does not say for which organisation"
    ]
    assert world.seats("Silas Umber") == []


def elected(person: str, role: str = "Vice Chair") -> RoleChange:
    return RoleChange(role, person, "elected", line=95)


def test_an_election_begins_with_its_meeting(world: World) -> None:
    paper = replace(AUTUMN, role_changes=(elected("Idris Oakshott"),))

    world.bring(paper)

    assert seats(world, "Idris Oakshott") == [("board", "Vice Chair", JULY, None)]
    assert kinds(world.plan(paper)) == {Kind.SAME}


def test_an_election_parts_the_seat_that_was_seen_before(world: World) -> None:
    later = pack(NOVEMBER, SPRING, attendance=BOARD, role_changes=(elected("Idris Oakshott"),))

    world.bring(AUTUMN, later)

    assert seats(world, "Idris Oakshott") == [
        ("board", None, None, date(2031, 11, 10)),
        ("board", "Vice Chair", NOVEMBER, None),
    ]
    assert kinds(world.plan(later)) == {Kind.SAME}


def test_an_election_takes_the_role_from_whoever_had_it(world: World) -> None:
    later = pack(NOVEMBER, SPRING, attendance=BOARD, role_changes=(elected("Idris Oakshott", "Chair"),))

    plan = world.bring(AUTUMN, later)

    assert "Chair: Wren Castellan -> Idris Oakshott from 11 November 2031" in sentences(plan, Kind.CHANGE)
    assert seats(world, "Wren Castellan") == [
        ("board", "Chair", None, date(2031, 11, 10)),
        ("board", None, NOVEMBER, None),
    ]
    assert seats(world, "Idris Oakshott")[-1] == ("board", "Chair", NOVEMBER, None)
    assert [kinds(world.plan(paper)) for paper in (AUTUMN, later)] == [{Kind.SAME}, {Kind.SAME}]


def test_an_older_election_changes_nothing(world: World) -> None:
    newer = replace(AUTUMN, role_changes=(elected("Idris Oakshott", "Chair"),))
    older = pack(MARCH, JULY, attendance=BOARD, role_changes=(elected("Petra Lindqvist-Hay", "Chair"),))

    plan = world.bring(newer, older)

    assert next(entry.sentence for entry in plan.of(Section.ROLE)) == (
        "Chair: Petra Lindqvist-Hay, left: the books are newer"
    )


def test_whoever_is_elected_must_be_known(world: World) -> None:
    plan = world.bring(replace(AUTUMN, role_changes=(elected("Odile Farrant"),)))

    assert sentences(plan, Kind.UNSURE) == [
        "Vice Chair: Odile Farrant, who is in no list and not in the directory"
    ]


def test_chairing_one_meeting_makes_no_chair(world: World) -> None:
    """Idris takes the chair once, and Silas the minutes: Wren stays Chair, and Petra Support Officer."""
    world.bring(AUTUMN)
    listed = (
        sat("Idris Oakshott", POLICE, "Board", "Chair"),
        sat("Silas Umber", FIRE, "Members", "Minutes"),
    )

    plan = world.bring(pack(NOVEMBER, SPRING, attendance=listed))

    assert any(said.endswith("; Wren Castellan stays Chair") for said in sentences(plan, Kind.SAME))
    assert seats(world, "Idris Oakshott") == [("board", None, None, None)]
    assert seats(world, "Silas Umber") == [("member", None, None, None)]


def test_a_chair_named_as_such_takes_over(world: World) -> None:
    """The agenda of the newer pack has another Chair, though no election was minuted."""
    world.bring(AUTUMN)
    (welcome, review) = AUTUMN.agenda
    agenda = (replace(welcome, leads=(Lead("Idris Oakshott", "Chair"),)), review)
    paper = pack(NOVEMBER, SPRING, attendance=(sat("Idris Oakshott", POLICE),), agenda=agenda)

    world.bring(paper)

    assert seats(world, "Idris Oakshott")[-1] == ("board", "Chair", NOVEMBER, None)
    assert seats(world, "Wren Castellan")[-1] == ("board", None, NOVEMBER, None)
    assert kinds(world.plan(paper)) == {Kind.SAME}


def test_a_chair_below_the_board_has_no_rights_over_its_books(world: World) -> None:
    own = head(JULY, title="Towpath Task and Finish Group")
    listed = (sat("Silas Umber", FIRE, "Members", "Chair"), sat("Odile Farrant", FIRE, "Members", "Minutes"))

    world.bring(pack(meeting=None, minutes=replace(minutes(JULY), meeting=own), attendance=listed))

    assert [m.role for m in world.seats("Silas Umber")] == ["Chair of the Towpath Task and Finish Group"]
    assert [m.role for m in world.seats("Odile Farrant")] == [
        "Support Officer of the Towpath Task and Finish Group"
    ]
