"""References: unique and gapless whatever runs at once, never reused, and read back to the right meeting."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from store.errors import Ambiguous, Conflict, NotFound
from store.reference import Reference
from store.tables import Status
from tests.store.small_books import MEETINGS, SmallBooks, group_of, meeting_of, points

FEBRUARY, MAY, SEPTEMBER = MEETINGS["Board"][1:]


def test_two_hundred_adds_at_once_get_two_hundred_numbers_in_a_row(small: SmallBooks) -> None:
    def some(_thread: int) -> list[int]:
        return [small.add("Count the lamps").number for _ in range(20)]

    with ThreadPoolExecutor(10) as pool:  # fewer than there are connections, for which nobody waits long
        given = [number for numbers in pool.map(some, range(10)) for number in numbers]

    assert sorted(given) == list(range(1, 201))
    with small.reading() as books:
        assert sorted(point.number for point in points(books)) == list(range(1, 201))


def test_every_meeting_counts_for_itself(small: SmallBooks) -> None:
    given = [
        small.add(at=MAY),
        small.add(at=MEETINGS["HSG"][1], group="HSG"),
        small.add(at=FEBRUARY),
        small.add(at=MAY),
    ]

    assert [ref.full for ref in given] == ["2026-05/01", "HSG 2026-05/01", "2026-02/01", "2026-05/02"]


def test_a_number_once_given_out_is_never_reused(small: SmallBooks) -> None:
    small.add()
    withdrawn = small.add("Said by mistake")
    small.undo_last()

    assert small.add().full == "2026-05/03"
    with small.reading() as books:
        with pytest.raises(NotFound):
            books.register.get(withdrawn)
        assert [point.status for point in points(books)] == [Status.OPEN, Status.WITHDRAWN, Status.OPEN]


def test_a_number_taken_back_by_undoing_a_carry_over_is_not_reused_either(small: SmallBooks) -> None:
    ref = small.add()
    assert small.carry(ref).full == "2026-09/01"
    small.undo_last()

    assert small.carry(ref).full == "2026-09/02"


def test_a_chain_is_read_back_to_its_origin_from_any_of_its_links(small: SmallBooks) -> None:
    first = small.add("Map the alleys", small.party("Dev Anand"), at=FEBRUARY)
    second = small.carry(first, to=MAY)
    third = small.carry(second, to=SEPTEMBER)

    with small.reading() as books:
        chains = [books.register.chain(books.register.get(ref)) for ref in (first, second, third)]

    assert [view.full_ref for view in chains[0]] == ["2026-02/01", "2026-05/01", "2026-09/01"]
    assert chains[0] == chains[1] == chains[2]
    assert [(v.carried_from, v.carried_to) for v in chains[0]] == [
        (None, "2026-05/01"),
        ("2026-02/01", "2026-09/01"),
        ("2026-05/01", None),
    ]
    assert [view.unfinished for view in chains[0]] == [False, False, True]
    assert {view.owners for view in chains[0]} == {("Dev Anand",)}


def test_a_bare_reference_means_the_latest_year(small: SmallBooks) -> None:
    with small.changing() as books:
        books.calendar.add(group_of(books), date(2025, 5, 13), date(2025, 5, 13))
    older, newer = small.add("Older", at=date(2025, 5, 13)), small.add("Newer", at=MAY)
    only_older = small.add("Only then", at=date(2025, 5, 13))

    with small.reading() as books:
        found = [
            books.register.get(ref).text
            for ref in (Reference(5, 1), older, newer, Reference(5, 2), only_older)
        ]

    assert found == ["Newer", "Older", "Newer", "Only then", "Only then"]


def test_of_two_groups_with_the_same_reference_the_board_s_is_meant(small: SmallBooks) -> None:
    small.add("The steering group's", at=MEETINGS["HSG"][1], group="HSG")
    small.add("The Board's", at=MAY)

    with small.reading() as books:
        register = books.register
        said = (Reference(5, 1), Reference(5, 1, group="HSG"), Reference(5, 1, 2026, "HSG"))
        assert [register.get(ref).text for ref in said] == [
            "The Board's",
            "The steering group's",
            "The steering group's",
        ]


def test_two_groups_below_the_board_with_the_same_reference_are_asked_about(small: SmallBooks) -> None:
    with small.changing() as books:
        panel = books.directory.add_group("Harbour Lighting Panel", "Lighting")
        books.calendar.add(panel, date(2026, 5, 6), date(2026, 5, 6))
    small.add("The steering group's", at=MEETINGS["HSG"][1], group="HSG")
    small.add("The panel's", at=date(2026, 5, 6), group="Lighting")

    with small.reading() as books, pytest.raises(Ambiguous) as doubt:
        books.register.get(Reference(5, 1))

    assert str(doubt.value) == "05/01 stands in the registers of several groups."
    assert (doubt.value.said, doubt.value.choices) == ("05/01", ["HSG 2026-05/01", "Lighting 2026-05/01"])


@pytest.mark.parametrize(
    ("ref", "said", "why"),
    [
        (Reference(5, 9), "05/09", "the references of that month end at 05/01"),
        (Reference(5, 9, 2026), "2026-05/09", "the references of that month end at 05/01"),
        (Reference(6, 1), "06/01", "no meeting of that month has given out a number"),
        (Reference(5, 1, 2024), "2024-05/01", "no meeting of that month has given out a number"),
    ],
)
def test_a_reference_that_leads_nowhere_says_where_it_looked(
    small: SmallBooks, ref: Reference, said: str, why: str
) -> None:
    small.add()

    with small.reading() as books, pytest.raises(NotFound) as error:
        books.register.get(ref)

    assert str(error.value).startswith(f"There is no {said}")
    assert why in str(error.value)


def _carry_back(small: SmallBooks, ref: Reference) -> None:
    small.carry(ref, to=FEBRUARY)


def _carry_closed(small: SmallBooks, ref: Reference) -> None:
    small.close(ref)
    small.carry(ref)


def _carry_twice(small: SmallBooks, ref: Reference) -> None:
    small.carry(ref)
    small.carry(ref)


REFUSED: list[tuple[Callable[[SmallBooks, Reference], None], str]] = [
    (_carry_back, "05/01 was minuted at that meeting; it can be carried to a later one."),
    (_carry_closed, "05/01 is closed, so there is nothing to carry over."),
    (
        _carry_twice,
        "05/01 was carried over and now stands as 09/01. Nothing was changed; use the newer reference.",
    ),
]


@pytest.mark.parametrize(("attempt", "sentence"), REFUSED)
def test_what_cannot_be_carried_over_is_refused_with_the_reason(
    small: SmallBooks, attempt: Callable[[SmallBooks, Reference], None], sentence: str
) -> None:
    ref = small.add()

    with pytest.raises(Conflict) as error:
        attempt(small, ref)

    assert str(error.value) == sentence


def test_a_new_number_is_given_out_at_the_latest_meeting_held_or_else_the_next(small: SmallBooks) -> None:
    with small.reading() as books:
        board = group_of(books)
        assert books.register.meeting_for_new(board).day == MAY
        ref_at = meeting_of(books, MAY)
        assert ref_at.id == books.register.meeting_for_new(board).id

    small.clock.at = small.clock.at.replace(year=2024)
    with small.reading() as books:
        assert books.register.meeting_for_new(group_of(books)).day == MEETINGS["Board"][0]


def test_without_a_meeting_no_number_can_be_given_out(small: SmallBooks) -> None:
    with small.changing() as books:
        panel = books.directory.add_group("Harbour Lighting Panel", "Lighting")

        with pytest.raises(NotFound) as error:
            books.register.meeting_for_new(panel)

    assert str(error.value) == (
        "The calendar has no meeting of Harbour Lighting Panel yet, so no number can be given out."
    )
