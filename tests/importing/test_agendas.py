"""Agendas and attendance that papers bring, beside what the secretariat and members have noted already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from store.agenda_items import Item
from store.books import OpenBooks
from store.papers.importing.age import Seen
from store.papers.importing.plan import Kind, Section
from store.papers.paper import AgendaEntry, Paper
from store.tables import AgendaItem, Presence
from store.tables import Paper as State
from tests.importing.papers import AUTUMN, BOARD, JULY, NOVEMBER, SPRING, away, pack
from tests.importing.world import HAND, World, sentences

pytestmark = pytest.mark.parametrize(
    "engine", ["sqlite"], indirect=True
)  # nothing here depends on the database

LAMPS = AgendaEntry(2, "2", "Lamps along the towpath", None, (), 20, "item", False)


@contextmanager
def by_hand(world: World) -> Iterator[tuple[OpenBooks, int]]:
    """The books for a change of the secretariat, with the meeting of the autumn pack."""
    with world.open(HAND) as books:
        books.recorder.what = "a change by hand"
        yield books, meeting(books, NOVEMBER)


def meeting(books: OpenBooks, day: date) -> int:
    board = books.directory.board()
    assert board is not None
    found = books.calendar.on(board, day)
    assert found is not None
    return found.id


def agenda(world: World) -> list[AgendaItem]:
    with world.open() as books:
        return books.agendas.items(meeting(books, NOVEMBER))


def titles(world: World) -> list[str]:
    return [f"{item.number}. {item.title}" for item in agenda(world)]


def attendance(world: World) -> dict[str, Presence]:
    with world.open() as books:
        names = {person.id: person.name for person in books.directory.everybody()}
        return {names[who]: row.how for who, row in books.attendances.of(meeting(books, JULY)).items()}


def corrected(*entries: AgendaEntry) -> Paper:
    """The pack again with another agenda, in that order."""
    placed = (replace(entry, position=at, number=str(at)) for at, entry in enumerate(entries, 1))
    return replace(AUTUMN, name="pack-2031-11-corrected.md", agenda=tuple(placed))


WELCOME, REVIEW = AUTUMN.agenda


def test_the_state_of_a_paper_is_none_of_a_papers_business(world: World) -> None:
    world.bring(AUTUMN)
    with by_hand(world) as (books, own):
        books.agendas.mark(books.agendas.find(own, "2"), State.RECEIVED)

    plan = world.bring(corrected(WELCOME, replace(REVIEW, minutes=15)))

    assert "2. Action points: Review (Board), 5 min -> 2. Action points: Review (Board), 15 min" in sentences(
        plan, Kind.CHANGE
    )
    item = agenda(world)[1]
    assert (item.minutes, item.paper_due, item.paper) == (15, True, State.RECEIVED)


def test_an_item_keeps_its_paper_when_a_correction_moves_it(world: World) -> None:
    world.bring(AUTUMN)
    with by_hand(world) as (books, own):
        books.agendas.mark(books.agendas.find(own, "2"), State.CHASED)

    world.bring(corrected(WELCOME, LAMPS, REVIEW))
    assert titles(world) == ["1. Welcome", "2. Lamps along the towpath", "3. Action points: Review"]
    assert [item.paper for item in agenda(world) if item.paper_due] == [State.CHASED]
    assert agenda(world)[2].paper_due

    world.bring(corrected(REVIEW, LAMPS, WELCOME))
    assert titles(world) == ["1. Action points: Review", "2. Lamps along the towpath", "3. Welcome"]
    assert agenda(world)[0].paper is State.CHASED
    assert not world.plan(corrected(REVIEW, LAMPS, WELCOME)).changes_anything


def test_a_reworded_item_is_the_one_in_its_place(world: World) -> None:
    world.bring(AUTUMN)
    with by_hand(world) as (books, own):
        books.agendas.mark(books.agendas.find(own, "2"), State.RECEIVED)

    world.bring(corrected(WELCOME, replace(REVIEW, title="Review of all action points")))

    assert titles(world) == ["1. Welcome", "2. Review of all action points"]
    assert agenda(world)[1].paper is State.RECEIVED


def test_what_was_changed_by_hand_stays_and_is_not_doubled(world: World) -> None:
    world.bring(AUTUMN)
    with by_hand(world) as (books, own):
        row = books.agendas.find(own, "2")
        books.agendas.change(row, Item.of(row), replace_minutes(Item.of(row), 45))
        books.agendas.add(own, Item("Fireworks"))
        books.agendas.move(books.agendas.find(own, "fireworks"), -2)

    plan = world.bring(AUTUMN)

    assert "2. Action points: Review, left: the books are newer" in sentences(plan, Kind.SAME)
    assert titles(world) == ["1. Fireworks", "2. Welcome", "3. Action points: Review"]
    assert agenda(world)[2].minutes == 45


def replace_minutes(item: Item, minutes: int) -> Item:
    return Item(item.title, item.leads, minutes, item.kind, item.closed, item.paper, item.confidential)


def test_an_import_of_a_corrected_agenda_can_be_undone(world: World) -> None:
    world.bring(AUTUMN)
    before = titles(world)
    world.bring(corrected(LAMPS, REVIEW, WELCOME))

    world.undo_last()

    assert titles(world) == before


def says(world: World, name: str, how: Presence, day: date) -> None:
    """Somebody's answer, given a month before the meeting."""
    later, world.clock.at = world.clock.at, datetime.combine(day - timedelta(days=30), time(9), UTC)
    with world.open(HAND) as books:
        books.recorder.what = "an answer"
        person = books.directory.person_named(name) or books.directory.add_person(name)
        assert books.attendances.answer(books.attendances.meeting(meeting(books, day)), person, how)
    world.clock.at = later


def test_minutes_go_before_what_was_expected(world: World) -> None:
    world.bring(pack(attendance=BOARD[2:]))
    says(world, "Wren Castellan", Presence.APOLOGIES, JULY)
    says(world, "Idris Oakshott", Presence.ATTENDING, JULY)
    says(world, "Odile Farrant", Presence.APOLOGIES, JULY)
    says(world, "Juno Aldous", Presence.ATTENDING, JULY)

    plan = world.bring(pack(attendance=BOARD, apologies=(away("Odile Farrant"),)))

    assert [entry.sentence for entry in plan.of(Section.ATTENDANCE) if entry.kind is Kind.CHANGE] == [
        "Wren Castellan, apologies -> Wren Castellan, present",
        "Idris Oakshott, attending -> Idris Oakshott, present",
        "Odile Farrant, apologies: listed under Board",
        "Juno Aldous, attending -> not in the minutes",
    ]
    assert attendance(world) == {
        "Wren Castellan": Presence.PRESENT,
        "Idris Oakshott": Presence.PRESENT,
        "Petra Lindqvist-Hay": Presence.PRESENT,
        "Odile Farrant": Presence.APOLOGIES,
    }


def test_what_is_said_of_a_meeting_to_come_tells_no_import_who_sat_when(world: World) -> None:
    """Who was last seen in minutes decides when a successor began; an answer for next spring is not in minutes."""
    world.bring(pack(attendance=BOARD))
    with world.open(HAND) as books:
        board = books.directory.board()
        assert board is not None
        books.calendar.add(board, SPRING, SPRING)
    says(world, "Idris Oakshott", Presence.APOLOGIES, SPRING)
    says(world, "Idris Oakshott", Presence.ATTENDING, NOVEMBER)

    with world.open() as books:
        person = books.directory.person_named("Idris Oakshott")
        assert person is not None
        assert Seen.of(books).last[person.id] == JULY
