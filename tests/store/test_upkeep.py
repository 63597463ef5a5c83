"""The rules of keeping the directory, on each database, and that every change can be taken back."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from store.books import OpenBooks
from store.contact_details import digits_of, email_of, phone_of
from store.errors import BookError, Conflict, Invalid
from store.tables import (
    Capacity,
    Membership,
    Organisation,
    Person,
    Presence,
)
from store.upkeep import Details
from tests.store.small_books import MEETINGS, SmallBooks, meeting_of, recorded_rows

BY = "Carys Pugh"


def the(books: OpenBooks, name: str) -> Person:
    found = books.directory.person_named(name)
    assert found is not None
    return found


def body(books: OpenBooks, name: str) -> Organisation:
    found = books.directory.organisation_named(name)
    assert found is not None
    return found


def _everything_of_two(small: SmallBooks) -> None:
    """Dev owns, attends, is away, is covered for, has followed somebody, and wants it quiet; so does Esme, in part."""
    small.add("Fit the locks", small.party("Dev Anand"))
    small.add("Count the lamps", small.party("Dev Anand"), small.party("Esme Trott"))
    with small.changing() as books:
        dev, esme, femi = the(books, "Dev Anand"), the(books, "Esme Trott"), the(books, "Femi Balogun")
        first, second = (meeting_of(books, day) for day in MEETINGS["Board"][:2])
        books.attendances.note(first, dev, Presence.PRESENT, "Board", None)
        books.attendances.note(first, esme, Presence.APOLOGIES, "Board", None)
        books.attendances.note(second, femi, Presence.REPRESENTED, None, dev)
        books.absences.set(dev, date(2026, 6, 30), femi)
        books.quiet.set(dev.id, "weekly", None)
        books.quiet.set(esme.id, "weekly", None)
        seat = books.directory.memberships(femi)[0]
        seat.replaces_id = dev.id
        dev.slack_user, dev.email, dev.phone = "U0DEV", "dev@northcliff.example", "01632 960001"


def test_merging_moves_everything_along_and_undoing_moves_it_back(small: SmallBooks) -> None:
    _everything_of_two(small)
    with small.reading() as books:
        before = recorded_rows(books)

    with small.changing(BY, "merging") as books:
        books.upkeep.merge_people(the(books, "Dev Anand"), the(books, "Esme Trott"))

    gone, kept = small.people["Dev Anand"], small.people["Esme Trott"]
    with small.reading() as books:
        rows = recorded_rows(books)
        named = [
            row for (kind, _), row in rows.items() if kind in ("owner", "attendance", "quiet", "absence")
        ]
        assert all(gone not in row.values() or row.get("id") == gone for row in named), named
        owners = [row for (kind, _), row in rows.items() if kind == "owner"]
        assert [row["name"] for row in owners] == ["Esme Trott", "Esme Trott"]
        assert rows["person", gone]["merged_into_id"] == kept
        assert (rows["person", kept]["slack_user"], rows["person", kept]["phone"]) == (
            "U0DEV",
            "01632 960001",
        )
        assert the(books, "Dev Anand").id == kept
        assert {m.organisation_id for m in books.directory.memberships(the(books, "Esme Trott"))} == {
            body(books, "Quay Homes").id,
            body(books, "Northcliff Constabulary").id,
        }
    assert [p.also for p in small.words.people if p.id == kept] == [("Dev Anand",)]
    small.undo_last()
    with small.reading() as books:
        assert recorded_rows(books) == before


def test_merging_keeps_one_of_what_may_be_there_once(small: SmallBooks) -> None:
    _everything_of_two(small)

    with small.changing() as books:
        books.upkeep.merge_people(the(books, "Dev Anand"), the(books, "Esme Trott"))

    with small.reading() as books:
        kept = small.people["Esme Trott"]
        rows = Counter(
            kind for (kind, _), row in recorded_rows(books).items() if row.get("person_id") == kept
        )
    assert rows == {"attendance": 1, "quiet": 1, "absence": 1, "owner": 2, "membership": 2}


def test_who_is_merged_into_somebody_who_is_merged_is_found_at_the_end(small: SmallBooks) -> None:
    for gone, kept in (("Dev Anand", "Esme Trott"), ("Esme Trott", "Femi Balogun")):
        with small.changing() as books:
            books.upkeep.merge_people(the(books, gone), the(books, kept))

    with small.reading() as books:
        assert the(books, "Dev Anand").id == small.people["Femi Balogun"]
        assert books.directory.by_name()["dev anand"].id == small.people["Femi Balogun"]
    (femi,) = (p for p in small.words.people if p.name == "Femi Balogun")
    assert set(femi.also) == {"Dev Anand", "Esme Trott"}


def test_merging_organisations_keeps_all_names_and_can_be_undone(small: SmallBooks) -> None:
    small.add("Fit the locks", small.organisation("Harbour Traders"))
    with small.reading() as books:
        before = recorded_rows(books)

    with small.changing(BY, "merging") as books:
        traders = body(books, "Harbour Traders")
        traders.statutory = True
        books.upkeep.merge_organisations(traders, body(books, "Quay Homes"))

    with small.reading() as books:
        homes = body(books, "Harbour Traders")
        assert (homes.name, homes.statutory) == ("Quay Homes", True)
        assert len(books.directory.seats_for(homes)) == 2
        assert books.upkeep.owed_by(homes) == 1
    small.undo_last()
    with small.reading() as books:
        assert recorded_rows(books) == before


def test_an_ended_organisation_hands_over_what_is_open(small: SmallBooks) -> None:
    small.add("Fit the locks", small.organisation("Harbour Traders"))
    done = small.add("Sweep the quay", small.organisation("Harbour Traders"))
    small.close(done)
    with small.changing() as books:
        ended, after = body(books, "Harbour Traders"), body(books, "Quay Homes")
        books.directory.end_organisation(ended, date(2026, 4, 30), after)
        books.upkeep.hand_over(ended, after)

    with small.reading() as books:
        assert books.upkeep.owed_by(body(books, "Quay Homes")) == 1
        owners = {row["name"] for (kind, _), row in recorded_rows(books).items() if kind == "owner"}
        assert owners == {"Quay Homes", "Harbour Traders"}
        assert [m.until_date for m in books.directory.seats_for(body(books, "Harbour Traders"))] == [
            date(2026, 4, 30)
        ]


def _refused(change: Callable[[OpenBooks], object], small: SmallBooks) -> str:
    with small.reading() as books:
        before = recorded_rows(books)
    with pytest.raises(BookError) as refusal, small.changing() as books:
        change(books)
    with small.reading() as books:
        assert recorded_rows(books) == before
    return str(refusal.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: b.upkeep.describe(the(b, "Dev Anand"), Details(email="nobody")), "“nobody” is no e-mail address."),
        (lambda b: b.upkeep.describe(the(b, "Dev Anand"), Details(phone="call me")), "“call me” is no telephone number."),
        (lambda b: b.upkeep.describe(the(b, "Dev Anand"), Details(name="  ")), "A person needs a name."),
        (lambda b: b.upkeep.describe(the(b, "Dev Anand"), Details(title="T" * 61)), "“TTTT"),
        (lambda b: b.upkeep.seat(the(b, "Dev Anand"), body(b, "Northcliff Constabulary"), Capacity.BOARD), "Dev Anand sits for"),
        (lambda b: b.upkeep.merge_people(the(b, "Dev Anand"), the(b, "Dev Anand")), "Dev Anand cannot be merged"),
        (lambda b: b.directory.add_person("123"), "A person needs a name."),
        (lambda b: b.upkeep.add_organisation("", (), statutory=False), "An organisation needs a name."),
        (lambda b: b.upkeep.remove_organisation(body(b, "Quay Homes")), "Quay Homes has 1 seat in the books"),
        (lambda b: b.upkeep.rename_organisation(body(b, "Quay Homes"), "Harbour Traders"), "Harbour Traders answers to"),
        (lambda b: b.upkeep.call_also(body(b, "Quay Homes"), ("Harbour Traders",)), "Harbour Traders answers to"),
        (lambda b: b.directory.end_organisation(body(b, "Quay Homes"), date(2026, 1, 1), body(b, "Quay Homes")), "Quay Homes cannot follow itself."),
        (lambda b: b.directory.unlink(the(b, "Dev Anand")), "Dev Anand is not linked"),
    ],
)  # fmt: skip
def test_what_the_book_does_not_take_is_a_sentence(
    small: SmallBooks, change: Callable[[OpenBooks], object], said: str
) -> None:
    refusal = _refused(change, small)

    assert refusal.startswith(said)
    assert "Nothing was changed" in refusal


def test_nobody_is_seated_for_an_organisation_that_is_no_more(small: SmallBooks) -> None:
    with small.changing() as books:
        books.directory.end_organisation(body(books, "Harbour Traders"), date(2026, 4, 30), None)

    def seat(books: OpenBooks) -> object:
        return books.upkeep.seat(the(books, "Dev Anand"), body(books, "Harbour Traders"), Capacity.MEMBER)

    assert _refused(seat, small).startswith("Harbour Traders is no more")


def test_a_seat_that_was_begun_today_by_mistake_leaves_no_trace(small: SmallBooks) -> None:
    with small.changing() as books:
        gwen = books.directory.add_person("Gwen Hollis")
        seat = books.upkeep.seat(gwen, body(books, "Harbour Traders"), Capacity.MEMBER)
        books.upkeep.move(seat, gwen, body(books, "Quay Homes"))

    with small.reading() as books:
        seats: list[Membership] = books.directory.memberships(the(books, "Gwen Hollis"))
        assert [m.organisation_id for m in seats] == [body(books, "Quay Homes").id]


@pytest.mark.parametrize(
    "address",
    [
        "ada@harbour.example",
        "o'brien+csp@sub.harbour.gov.uk",
        " <ada@harbour.example> ",
        "mailto:ada@h.example",
    ],
)
def test_addresses_are_taken_as_they_are(address: str) -> None:
    assert "@" in email_of(address)
    assert " " not in email_of(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "ada@",
        "@harbour.example",
        "ada@harbour",
        "ada@@h.example",
        "a..b@h.example",
        "ada @h.example",
        "a@h.e1-",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        email_of(text)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("01632 960001", "01632960001"),
        ("(01632) 960 001", "01632960001"),
        ("+44 1632 960001", "01632960001"),
        ("+44 (0)1632 960001", "01632960001"),
        ("0044 1632 960001", "01632960001"),
        ("01632-960.001", "01632960001"),
        ("101", "101"),
        ("0800 1111", "08001111"),
        ("960001", "960001"),
        ("01632 960001 ext. 12", "0163296000112"),
        ("01632 960001 x12", "0163296000112"),
        ("+353 1 496 0001", "35314960001"),
    ],
)
def test_numbers_stay_as_written_and_are_compared_by_their_digits(number: str, digits: str) -> None:
    assert phone_of(number) == number
    assert digits_of(number) == digits


@pytest.mark.parametrize(
    "text", ["", "12", "ring me", "01632 960001 or 2", "0" * 40, "01632 96", "+44 1632 9600011"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        phone_of(text)


def test_an_address_belongs_to_one(small: SmallBooks) -> None:
    with small.changing() as books:
        books.upkeep.describe(the(books, "Dev Anand"), Details(email="Dev@northcliff.example"))

    with pytest.raises(Conflict, match="Dev Anand has the address"), small.changing() as books:
        books.upkeep.describe(the(books, "Esme Trott"), Details(email="dev@NORTHCLIFF.example"))
