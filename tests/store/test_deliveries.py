"""Which deliveries were answered: each partnership remembers its own, for a week."""

from datetime import timedelta

import pytest

from store.database import Unavailable
from store.tables import Delivery
from tests.store.small_books import SmallBooks


def answer(small: SmallBooks, key: str | None) -> str | None:
    with small.reading() as books:
        return books.deliveries.answer_to(key)


def remember(small: SmallBooks, key: str | None, reply: str) -> None:
    with small.changing() as books:
        books.deliveries.remember(key, reply)


def test_a_delivery_is_answered_as_it_was_the_first_time(small: SmallBooks) -> None:
    remember(small, "Ev1", "first")

    assert (answer(small, "Ev1"), answer(small, "Ev2")) == ("first", None)


def test_what_has_no_identity_is_never_taken_for_a_repetition(small: SmallBooks) -> None:
    remember(small, None, "said at the terminal")

    assert answer(small, None) is None
    with small.reading() as books:
        assert books.session.query(Delivery).filter_by(partnership_id=small.id).count() == 0


def test_every_partnership_remembers_its_own(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    remember(other, "Ev1", "theirs")

    assert answer(small, "Ev1") is None


def test_a_delivery_is_remembered_once(small: SmallBooks) -> None:
    remember(small, "Ev1", "first")

    with pytest.raises(Unavailable) as error:
        remember(small, "Ev1", "second")

    assert str(error.value) == (
        "Somebody has just changed the same thing, so nothing was changed. Please try again in a minute;"
        " if it stays so, tell the secretariat."
    )
    assert answer(small, "Ev1") == "first"


def test_after_a_week_no_retry_can_come_any_more(small: SmallBooks) -> None:
    remember(small, "old", "old")
    small.clock.step(timedelta(days=3))
    remember(small, "new", "new")
    small.clock.step(timedelta(days=4, seconds=1))
    with small.changing() as books:
        books.deliveries.forget_old()

    assert (answer(small, "old"), answer(small, "new")) == (None, "new")
