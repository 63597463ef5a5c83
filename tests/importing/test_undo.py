"""An import is one change: undone, it is gone; imported again, it is back."""

import pytest
from sqlalchemy import func, select

from store.errors import Conflict
from store.papers.importing.plan import Kind
from store.papers.paper import Paper
from store.reference import Reference
from store.tables import Change, Status
from tests.importing.papers import AUTUMN, JULY, LAMPS, MAP, NAME, RADIO, pack
from tests.importing.world import SECRETARIAT, World, kinds
from tests.store.small_books import recorded_rows

CALENDAR_ONLY = pack(attendance=AUTUMN.attendance, timetable=AUTUMN.timetable)


def everything(world: World) -> dict[str, list[str]]:
    """What the books hold, by name."""
    with world.open() as books:
        return {
            "groups": [group.name for group in books.directory.groups()],
            "people": [person.name for person in books.directory.everybody()],
            "organisations": [body.name for body in books.directory.organisations()],
            "meetings": [f"{meeting.group} {meeting.day}" for meeting in books.calendar.every()],
            "actions": list(world.register()),
        }


def test_undoing_takes_the_whole_import_back(world: World) -> None:
    """The meeting that gave out numbers stays, so that none of them is given to anything else."""
    world.bring(AUTUMN)

    world.undo_last()

    assert everything(world) == {
        "groups": [f"{NAME} Board"],
        "people": [],
        "organisations": [],
        "meetings": [f"Board {JULY}"],
        "actions": [],
    }


def test_undoing_what_an_import_added_to_known_meetings(world: World) -> None:
    world.bring(CALENDAR_ONLY)
    before = everything(world)
    world.bring(AUTUMN)

    world.undo_last()

    assert everything(world) == before


@pytest.mark.parametrize("known", [(), (CALENDAR_ONLY,)], ids=["nothing was there", "the calendar was there"])
def test_importing_again_takes_up_the_withdrawn_numbers(world: World, known: tuple[Paper, ...]) -> None:
    world.bring(*known, AUTUMN)
    world.undo_last()

    world.bring(AUTUMN)

    assert [(ref, p.text, p.status) for ref, p in world.register().items()] == [
        ("2031-07/01", LAMPS.text, Status.OPEN),
        ("2031-07/02", MAP.text, Status.CLOSED),
        ("2031-07/03", RADIO.text, Status.IN_PROGRESS),
    ]
    with world.open() as books:
        assert [owner.name for owner in books.printed_register.get(Reference(7, 1)).owners] == [
            "Wren Castellan"
        ]
    assert kinds(world.plan(AUTUMN)) == {Kind.SAME}


def test_what_was_taken_back_is_no_topic(world: World) -> None:
    world.bring(AUTUMN)
    assert world.books.topics(world.partnership_id).points

    world.undo_last()

    assert world.books.topics(world.partnership_id).points == ()


def test_rows_that_come_again_are_others(world: World) -> None:
    """Nobody who kept the id of one that went meets another thing under it."""
    world.bring(AUTUMN)
    before = set(rows(world))
    world.undo_last()
    left = set(rows(world))
    world.bring(AUTUMN)

    again = set(rows(world)) - left

    assert {kind for kind, _id in again} >= {"owner", "person", "organisation", "membership", "meeting"}
    assert not before & again


def rows(world: World) -> dict[tuple[str, int], dict[str, object]]:
    with world.open() as books:
        return recorded_rows(books)


def test_what_later_imports_build_on_is_not_taken_back(world: World) -> None:
    world.bring(CALENDAR_ONLY)
    with world.open() as books:
        first = books.session.scalar(select(func.max(Change.id))) or 0
    world.bring(AUTUMN)
    before = everything(world)

    with (
        world.books.open(world.partnership_id, SECRETARIAT, writes=True) as books,
        pytest.raises(Conflict, match="cannot be undone"),
    ):
        books.undoing.undo(books.past.change(first))

    assert everything(world) == before
