"""The handbook as a book: added, changed and removed with their history, and refused with a sentence."""

from datetime import date

import pytest

from store.errors import Ambiguous, Conflict, Invalid, NotFound
from store.handbook import MAX_TEXT, Wording
from tests.store.small_books import SmallBooks

CARYS = "Carys Pugh"


def wording(title: str = "MARAC", text: str = "A conference", kind: str = "glossary") -> Wording:
    return Wording(kind, title, text, "a paper", date(2026, 5, 12), "Words", "3b")


def test_an_entry_keeps_where_it_is_from(small: SmallBooks) -> None:
    with small.changing() as books:
        books.handbook.add(wording())

    with small.reading() as books:
        (entry,) = books.handbook.every()
        assert (entry.kind, entry.title, entry.text, entry.source) == (
            *("glossary", "MARAC", "A conference"),
            "a paper",
        )
        assert (entry.dated, entry.heading, entry.clause) == (date(2026, 5, 12), "Words", "3b")


def test_each_title_stands_once_in_each_kind(small: SmallBooks) -> None:
    with small.changing() as books:
        books.handbook.add(wording("Chair", kind="duty"))
        books.handbook.add(wording("Chair", kind="glossary"))
        with pytest.raises(Conflict, match="The handbook has “chair” already"):
            books.handbook.add(wording("chair", kind="duty"))
        with pytest.raises(Ambiguous):
            books.handbook.named("CHAIR")
        with pytest.raises(NotFound, match="The handbook has no entry “Chairs”"):
            books.handbook.named("Chairs")


@pytest.mark.parametrize(
    ("title", "text"), [(" ", "x"), ("x", "\n"), ("x", "y" * (MAX_TEXT + 1)), ("x" * 201, "y")]
)
def test_what_is_empty_or_too_long_is_refused(small: SmallBooks, title: str, text: str) -> None:
    with small.changing() as books, pytest.raises(Invalid, match=r"Nothing was changed"):
        books.handbook.add(wording(title, text))


def test_every_change_can_be_undone(small: SmallBooks) -> None:
    with small.changing(CARYS, "add") as books:
        books.handbook.add(wording())
    with small.changing(CARYS, "edit") as books:
        books.handbook.write(books.handbook.named("MARAC"), wording(text="Another text"))
    with small.changing(CARYS, "remove") as books:
        books.handbook.remove(books.handbook.named("MARAC"))

    small.undo_last()
    small.undo_last()

    with small.reading() as books:
        assert books.handbook.named("marac").text == "A conference"
    small.undo_last()
    with small.reading() as books:
        assert books.handbook.every() == []


def test_the_handbook_of_one_partnership_is_its_own(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    with small.changing() as books:
        books.handbook.add(wording())

    with other.reading() as books:
        assert books.handbook.every() == []
