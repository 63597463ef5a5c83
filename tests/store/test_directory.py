"""The contact directory: who is found by what, who sits when, and who is linked to whom."""

from datetime import date

import pytest

from store.books import OpenBooks
from store.errors import Conflict, Invalid
from store.tables import Capacity, Person
from tests.store.small_books import PEOPLE, SmallBooks


def person(books: OpenBooks, name: str) -> Person:
    found = books.directory.person_named(name)
    assert found is not None
    return found


@pytest.mark.parametrize("said", ["Dev Anand", "dev  anand", "Cllr Dev Anand", "Chief Inspector Dev Anand"])
def test_a_person_is_found_by_name_whatever_case_and_title(small: SmallBooks, said: str) -> None:
    with small.reading() as books:
        assert person(books, said).id == small.people["Dev Anand"]


def test_an_organisation_is_found_by_all_that_it_is_called(small: SmallBooks) -> None:
    with small.changing() as books:
        fire = books.directory.organisation_named("Harbour Fire Service")
        assert fire is not None
        fire.short_name = "HFS"
        for alias in ("Brigade", "brigade", "harbour fire service"):
            books.directory.add_alias(fire, alias)

    with small.reading() as books:
        named = [books.directory.organisation_named(name) for name in ("the HFS", "BRIGADE", "fire")]
        assert [found.aliases if found else None for found in named] == [["Brigade"], ["Brigade"], None]


def test_a_group_is_found_by_its_short_name_too(small: SmallBooks) -> None:
    with small.reading() as books:
        named = [books.directory.group_named(name) for name in ("hsg", "Harbour Steering Group", "panel")]
        assert [group.short_name if group else None for group in named] == ["HSG", "HSG", None]


def test_the_board_is_the_group_that_is_named_so(small: SmallBooks) -> None:
    with small.reading() as books:
        board = books.directory.board()
        assert board is not None
        assert board.name == "Harbour Board"


def test_an_e_mail_address_that_several_have_identifies_nobody(small: SmallBooks) -> None:
    with small.changing() as books:
        person(books, "Ada Okafor").email = "Ada@Harbour.example"
        for name in ("Ben Lindqvist", "Dev Anand"):
            person(books, name).email = "desk@harbour.example"

    with small.reading() as books:
        found = books.directory.person_by_email(" ada@harbour.EXAMPLE ")
        assert found is not None
        assert found.name == "Ada Okafor"
        assert books.directory.person_by_email("desk@harbour.example") is None
        assert books.directory.person_by_email("nobody@harbour.example") is None


def test_a_slack_user_is_one_person_and_a_person_one_slack_user(small: SmallBooks) -> None:
    with small.changing() as books:
        books.directory.link(person(books, "Ada Okafor"), "U1")
    with small.changing() as books:
        books.directory.link(person(books, "Ada Okafor"), "U1")  # again is no trouble

    with small.reading() as books, pytest.raises(Conflict) as taken:
        books.directory.link(person(books, "Dev Anand"), "U1")
    with small.reading() as books, pytest.raises(Conflict) as other:
        books.directory.link(person(books, "Ada Okafor"), "U2")

    assert str(taken.value) == "That Slack user is linked to Ada Okafor already. Nothing was changed."
    assert str(other.value) == "Ada Okafor is linked to another Slack user already. Nothing was changed."


def test_the_slack_users_of_another_partnership_are_not_ours(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    for each in (small, other):
        with each.changing() as books:
            books.directory.link(person(books, "Ada Okafor"), "U1")

    with small.reading() as books:
        found = books.directory.person_on_slack("U1")
        assert found is not None
        assert found.id == small.people["Ada Okafor"]
        assert books.directory.person(other.people["Ada Okafor"]) is None


def test_a_membership_holds_from_its_first_to_its_last_day(small: SmallBooks) -> None:
    first, last = date(2025, 5, 1), date(2026, 4, 30)
    with small.changing() as books:
        guest = books.directory.add_person("Gwen Hollis")
        seat = books.directory.add_membership(guest, None, Capacity.GUEST, first)
        books.directory.end_membership(seat, last)

    days = [date(2025, 4, 30), first, last, date(2026, 5, 1)]
    assert [seat.current(day) for day in days] == [False, True, True, False]
    with pytest.raises(Conflict) as error, small.changing() as books:
        books.directory.end_membership(seat, date(2026, 3, 31))
    assert str(error.value) == "That membership has ended already. Nothing was changed."


def test_a_person_needs_a_name(small: SmallBooks) -> None:
    with small.reading() as books, pytest.raises(Invalid) as error:
        books.directory.add_person("  ")

    assert str(error.value) == "A person needs a name. Nothing was changed."


def test_everybody_comes_by_name(small: SmallBooks) -> None:
    with small.reading() as books:
        assert [row.name for row in books.directory.everybody()] == sorted(PEOPLE)


def test_a_service_is_written_in_the_place_of_what_stood_there(small: SmallBooks) -> None:
    for phones in (("01632 960101",), ("01632 960102", "101")):
        with small.changing() as books:
            books.directory.put_service("Noise at night", phones, (), ("https://noise.example",))

    with small.reading() as books:
        service = books.directory.service_named("noise at NIGHT")
        assert service is not None
        assert (service.phones, service.urls) == (["01632 960102", "101"], ["https://noise.example"])
    assert [entry.name for entry in small.words.services] == ["Noise at night"]
