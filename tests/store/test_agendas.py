"""Agendas: order and numbers, when each item begins, what cannot stand on one, and how two people change one item."""

from collections.abc import Callable
from datetime import date, time
from types import SimpleNamespace
from typing import cast

import pytest

from store.agenda_items import Item, Length, length, owed, paper_state, starts
from store.agenda_template import standing_items
from store.agendas import Agendas
from store.books import OpenBooks
from store.errors import BookError, Conflict, Invalid, NotFound
from store.tables import AgendaItem, Paper
from tests.store.small_books import MEETINGS, SmallBooks, meeting_of, recorded_rows

DAY = MEETINGS["Board"][3]
ITEMS = (
    Item("Welcome"),
    Item("Tea", (), 10, "break"),
    Item("Lamps", ("Dev Anand",), 25),
    Item("Any other business"),
)


def put_together(small: SmallBooks, *items: Item) -> list[int]:
    with small.changing() as books:
        return [books.agendas.add(meeting(books), item).id for item in items or ITEMS]


def meeting(books: OpenBooks) -> int:
    return meeting_of(books, DAY).id


def agenda(small: SmallBooks) -> list[tuple[str | None, str]]:
    with small.reading() as books:
        return [(item.number, item.title) for item in books.agendas.items(meeting(books))]


def changed(small: SmallBooks, what: Callable[[Agendas], object], by: str = "Carys Pugh") -> None:
    with small.changing(by, "a change") as books:
        what(books.agendas)


def test_items_are_numbered_and_breaks_are_not(small: SmallBooks) -> None:
    put_together(small)

    assert agenda(small) == [("1", "Welcome"), (None, "Tea"), ("2", "Lamps"), ("3", "Any other business")]


def test_a_new_item_goes_before_what_closes_every_agenda(small: SmallBooks) -> None:
    put_together(small, *ITEMS, Item("Date of the next meeting: soon", kind="next_meeting"))

    put_together(small, Item("Late news"))

    assert [title for _, title in agenda(small)][-3:] == [
        "Late news",
        "Any other business",
        "Date of the next meeting: soon",
    ]
    assert [number for number, _ in agenda(small)] == ["1", None, "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("steps", "titles"),
    [
        (-2, ["Lamps", "Welcome", "Tea", "Any other business"]),
        (-1, ["Welcome", "Lamps", "Tea", "Any other business"]),
        (1, ["Welcome", "Tea", "Any other business", "Lamps"]),
    ],
)
def test_an_item_moves_and_the_numbers_follow(small: SmallBooks, steps: int, titles: list[str]) -> None:
    lamps = put_together(small)[2]

    changed(small, moving(lamps, steps))

    assert [title for _, title in agenda(small)] == titles
    assert [number for number, title in agenda(small) if title != "Tea"] == ["1", "2", "3"]


def moving(item: int, steps: int) -> Callable[[Agendas], None]:
    return lambda agendas: agendas.move(agendas.item(item), steps)


def test_nothing_moves_off_the_agenda(small: SmallBooks) -> None:
    first, *_, last = put_together(small)

    for item, steps, end in ((first, -1, "first"), (last, 1, "last")):
        with pytest.raises(Conflict, match=f"is the {end} item already"):
            changed(small, moving(item, steps))


def test_removing_closes_the_gap_and_undoing_opens_it_again(small: SmallBooks) -> None:
    welcome = put_together(small)[0]
    with small.reading() as books:
        before = recorded_rows(books)

    changed(small, lambda agendas: agendas.remove(agendas.item(welcome)))
    assert agenda(small) == [(None, "Tea"), ("1", "Lamps"), ("2", "Any other business")]

    small.undo_last()
    with small.reading() as books:
        assert recorded_rows(books) == before


@pytest.mark.parametrize("steps", [-2, -1, 1])
def test_a_move_can_be_undone(small: SmallBooks, steps: int) -> None:
    lamps = put_together(small)[2]
    before = agenda(small)
    changed(small, moving(lamps, steps))

    small.undo_last()

    assert agenda(small) == before


def test_an_item_becomes_a_break_and_a_break_an_item(small: SmallBooks) -> None:
    welcome, tea, *_ = put_together(small)

    def swap(agendas: Agendas) -> None:
        agendas.change(agendas.item(welcome), ITEMS[0], Item("Welcome", kind="break"))
        agendas.change(agendas.item(tea), ITEMS[1], Item("Tea and talk", (), 10))

    changed(small, swap)

    assert agenda(small)[:3] == [(None, "Welcome"), ("1", "Tea and talk"), ("2", "Lamps")]


def test_an_item_is_found_by_number_or_by_the_beginning_of_its_title(small: SmallBooks) -> None:
    put_together(small, *ITEMS, Item("Lamps again"))
    with small.reading() as books:

        def find(said: str) -> str:
            return books.agendas.find(meeting(books), said).title

        assert (find("2"), find("the TEA"), find("any other")) == ("Lamps", "Tea", "Any other business")
        for said, why in (
            ("9", "That agenda has no item “9”; its items are 1 to 4. Nothing was changed."),
            ("", "That agenda has no item “”; its items are 1 to 4. Nothing was changed."),
            ("lamps", "Several items begin with “lamps”. Nothing was changed; say its number."),
        ):
            with pytest.raises(NotFound) as error:
                find(said)
            assert str(error.value) == why


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Item(" \n"), "An agenda item needs a title. Nothing was changed."),
        (Item("x" * 10_000), "That title has 10,000 characters; an agenda takes 300. Nothing was changed; please shorten it."),
        (Item("Lamps", minutes=0), "An item takes between 1 and 480 minutes, not 0. Nothing was changed."),
        (Item("Lamps", minutes=100_000), "An item takes between 1 and 480 minutes, not 100,000. Nothing was changed."),
        (Item("Lamps", ("Ada",) * 9), "An item takes up to 8 leads with 100 characters each. Nothing was changed; please name fewer."),
        (Item("Lamps", ("A" * 101,)), "An item takes up to 8 leads with 100 characters each. Nothing was changed; please name fewer."),
    ],
)  # fmt: skip
def test_what_cannot_stand_on_an_agenda(small: SmallBooks, item: Item, why: str) -> None:
    with pytest.raises(Invalid) as error:
        put_together(small, item)

    assert str(error.value) == why
    assert agenda(small) == []


def test_words_are_put_on_one_line_without_what_cannot_be_printed(small: SmallBooks) -> None:
    put_together(small, Item("Lamps\n\x00 of  the quay", ("Dev\tAnand", " ")))

    with small.reading() as books:
        (item,) = books.agendas.items(meeting(books))
        assert (item.title, item.leads) == ("Lamps of the quay", ["Dev Anand"])


def test_two_who_change_different_things_both_have_their_way(small: SmallBooks) -> None:
    lamps = put_together(small)[2]
    was = ITEMS[2]
    changed(small, lambda agendas: agendas.mark(agendas.item(lamps), Paper.CHASED))

    to = Item("Lamps of the quay", was.leads, was.minutes)
    with small.changing() as books:
        row = books.agendas.item(lamps)
        assert books.agendas.clash(row, was, to) == ()
        assert books.agendas.change(row, was, to)

    with small.reading() as books:
        now = Item.of(books.agendas.item(lamps))
    assert now == Item("Lamps of the quay", was.leads, was.minutes, paper=Paper.CHASED)


def test_two_who_change_the_same_clash(small: SmallBooks) -> None:
    lamps = put_together(small)[2]
    was, theirs, mine = ITEMS[2], Item("Lights", ("Dev Anand",), 30), Item("Lamps", ("Dev Anand",), 40)
    changed(small, lambda agendas: agendas.change(agendas.item(lamps), was, theirs))

    with small.reading() as books:
        row = books.agendas.item(lamps)
        assert books.agendas.clash(row, was, mine) == ("minutes",)
        assert books.agendas.clash(row, was, theirs) == ()


def test_the_state_of_a_paper_is_noted_once(small: SmallBooks) -> None:
    lamps = put_together(small)[2]
    changed(small, lambda agendas: agendas.mark(agendas.item(lamps), Paper.RECEIVED))

    with pytest.raises(Conflict, match="The paper for “Lamps” is noted as received already"):
        changed(small, lambda agendas: agendas.mark(agendas.item(lamps), Paper.RECEIVED))
    changed(small, lambda agendas: agendas.mark(agendas.item(lamps), None))
    with pytest.raises(Conflict, match="is not due anyway"):
        changed(small, lambda agendas: agendas.mark(agendas.item(lamps), None))


def test_an_item_of_another_partnership_is_not_there(small: SmallBooks) -> None:
    lamps = put_together(small)[2]
    other = SmallBooks(small.engine)

    with other.reading() as books, pytest.raises(BookError, match="no longer on the agenda"):
        books.agendas.item(lamps)


def test_the_standing_items_name_the_meetings_before_and_after() -> None:
    titles = [one.title for one in standing_items("12 May 2026", "to be confirmed", board=True)]

    assert titles == [
        "Welcome, introductions and apologies for absence",
        "Minutes of the meeting of 12 May 2026",
        "Review of the action points",
        "Questions from the public",
        "Comfort break",
        "Any other business",
        "Date of the next meeting: to be confirmed",
    ]
    assert [one.title for one in standing_items(None, "soon", board=False)] == [
        titles[0],
        titles[5],
        "Date of the next meeting: soon",
    ]


def test_an_agenda_is_begun_once(small: SmallBooks) -> None:
    template = standing_items("12 May 2026", "to be confirmed", board=True)
    with small.changing() as books:
        books.agendas.start(meeting(books), template)
    assert [number for number, _ in agenda(small)] == ["1", "2", "3", "4", None, "5", "6"]

    with pytest.raises(Conflict, match="has an agenda already, with 7 items"), small.changing() as books:
        books.agendas.start(meeting(books), template)


def rows(*minutes: int | None) -> list[AgendaItem]:
    return [AgendaItem(title="x", minutes=each) for each in minutes]


def test_each_item_begins_when_those_before_it_end() -> None:
    assert starts(rows(10, None, 25, 5), time(9, 50)) == [time(9, 50), time(10), time(10), time(10, 25)]
    assert starts(rows(40, 5), time(23, 50)) == [time(23, 50), time(0, 30)]
    assert starts(rows(10, 5), None) == [None, None]
    assert starts([], time(10)) == []


def test_how_much_longer_than_the_meeting() -> None:
    assert length(rows(100, None, 30), time(10), time(12)) == Length(130, 120)
    assert Length(130, 120).over == 10
    assert Length(120, 120).over == Length(90, 120).over == Length(90, None).over == 0
    assert length(rows(5), time(10), None).meeting is length(rows(5), time(12), time(10)).meeting is None


@pytest.mark.parametrize(
    ("paper", "today", "state"),
    [
        (Paper.AWAITED, 1, "awaited"),
        (Paper.CHASED, 1, "chased"),
        (Paper.AWAITED, 2, "missing"),
        (Paper.CHASED, 2, "missing, chased"),
        (Paper.RECEIVED, 2, "received"),
    ],
)
def test_a_paper_is_missing_once_the_deadline_has_passed(paper: Paper, today: int, state: str) -> None:
    item = cast("AgendaItem", SimpleNamespace(paper_due=True, paper=paper))

    assert paper_state(item, date(2026, 6, 1), date(2026, 6, today)) == state


def test_only_papers_that_have_not_come_are_owed() -> None:
    due = [AgendaItem(title="x", paper_due=True, paper=paper) for paper in Paper]
    none = AgendaItem(title="x", paper_due=False, paper=Paper.AWAITED)

    assert [item.paper for item in owed([*due, none])] == [Paper.AWAITED, Paper.CHASED]
    assert paper_state(none, None, date(2026, 6, 1)) == ""
