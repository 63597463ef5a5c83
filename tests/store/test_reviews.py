"""The review of a register: what its items are, that each is decided once, and that undoing brings it back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select

from store.books import OpenBooks
from store.errors import Conflict, NotFound
from store.reference import Reference
from store.reviews import Item, Settled
from store.tables import ActionPoint, Review, ReviewDecision, Status, Update, Verdict
from tests.store.small_books import MEETINGS, SmallBooks, meeting_of, points

MAY, SEPTEMBER = MEETINGS["Board"][2:]
Act = Callable[[OpenBooks, Review, ActionPoint], object]


def close(books: OpenBooks, review: Review, point: ActionPoint) -> None:
    books.reviews.close(review, point, "Circulated")


def carry(books: OpenBooks, review: Review, point: ActionPoint) -> None:
    books.reviews.carry(review, point)


def update(books: OpenBooks, review: Review, point: ActionPoint) -> None:
    books.reviews.update(review, point, "Asked again")


def skip(books: OpenBooks, review: Review, point: ActionPoint) -> None:
    books.reviews.skip(review, point)


def accept(books: OpenBooks, review: Review, point: ActionPoint) -> None:
    books.reviews.accept(review, point)


def started(small: SmallBooks) -> int:
    """The review for the September meeting."""
    with small.changing() as books:
        return books.reviews.start(meeting_of(books, SEPTEMBER)).id


def decide(small: SmallBooks, act: Act, ref: Reference, by: str = "Carys Pugh") -> None:
    """Decide on one item of the only review."""
    with small.changing(by, f"deciding {ref}") as books:
        act(books, _review(books), books.register.get(ref))


def _review(books: OpenBooks) -> Review:
    review = books.reviews.of(meeting_of(books, SEPTEMBER))
    assert review is not None
    return review


def items(small: SmallBooks) -> list[Item]:
    with small.reading() as books:
        return books.reviews.items(_review(books))


def verdicts(small: SmallBooks) -> dict[str, Verdict | None]:
    return {item.point.ref: item.verdict for item in items(small)}


def test_the_items_are_what_the_previous_meeting_left_and_what_was_closed_since(small: SmallBooks) -> None:
    closed, carried = small.add("Map the alleys"), small.add("Fit the locks")
    small.add("Count the lamps")
    small.add("Older", at=MEETINGS["Board"][1])
    small.add("The steering group's", at=MEETINGS["HSG"][1], group="HSG")
    small.close(closed, by="Dev Anand")
    small.carry(carried)
    small.clock.at = small.clock.at.replace(hour=10)
    started(small)

    found = items(small)

    assert [(item.point.ref, item.to_accept, item.closed_by) for item in found] == [
        ("05/01", True, "Dev Anand"),
        ("05/03", False, None),
    ]
    assert all(item.waits for item in found)


def test_what_is_carried_over_elsewhere_during_the_review_stays_an_item(small: SmallBooks) -> None:
    ref = small.add()
    started(small)
    small.carry(ref)

    (item,) = items(small)

    assert (item.verdict, item.by, item.settled) == (Verdict.CARRIED, "", True)
    with pytest.raises(Settled, match="05/01 was carried over already and now stands as 2026-09/01"):
        decide(small, skip, ref)


def test_there_is_one_review_for_each_meeting(small: SmallBooks) -> None:
    small.add()
    first = started(small)

    with small.reading() as books:
        assert _review(books).id == first
        assert (_review(books).started_by, _review(books).ended_at) == ("Carys Pugh", None)


def test_nothing_to_review_is_said_and_no_review_is_started(small: SmallBooks) -> None:
    with pytest.raises(NotFound, match="has left nothing to review"):
        started(small)

    with small.reading() as books:
        assert books.reviews.of(meeting_of(books, SEPTEMBER)) is None


def test_every_decision_does_what_it_says_once(small: SmallBooks) -> None:
    refs = [small.add(text) for text in ("One", "Two", "Three", "Four")]
    started(small)
    for act, ref in zip((close, carry, update, skip), refs, strict=True):
        decide(small, act, ref, by="Ada Okafor")

    assert verdicts(small) == {
        "05/01": Verdict.CLOSED,
        "05/02": Verdict.CARRIED,
        "05/03": Verdict.UPDATED,
        "05/04": Verdict.SKIPPED,
    }
    assert {item.by for item in items(small)} == {"Ada Okafor"}
    with small.reading() as books:
        told = [(point.status, point.note) for point in points(books)]
        ended = _review(books).ended_at
    assert told == [
        (Status.CLOSED, "Circulated"),
        (Status.CARRIED_OVER, ""),
        (Status.IN_PROGRESS, "Asked again"),
        (Status.OPEN, ""),
        (Status.OPEN, ""),
    ]
    assert ended == small.clock.at


@pytest.mark.parametrize("second", [close, carry, update, skip, accept])
@pytest.mark.parametrize(
    ("first", "done"),
    [(close, "closed"), (carry, "carried over"), (update, "updated")],
    ids=["closed", "carried", "updated"],
)
def test_what_is_decided_stays_and_the_sentence_says_who_decided(
    small: SmallBooks, first: Act, done: str, second: Act
) -> None:
    ref = small.add()
    started(small)
    decide(small, first, ref, by="Ada Okafor")
    before = items(small)

    with pytest.raises(Settled) as refused:
        decide(small, second, ref, by="Ben Lindqvist")

    assert str(refused.value).startswith(f"05/01 was {done} by Ada Okafor already")
    assert str(refused.value).endswith("Nothing was changed.")
    assert items(small) == before


def test_a_skipped_one_can_still_be_decided_but_not_skipped_again(small: SmallBooks) -> None:
    ref = small.add()
    started(small)
    decide(small, skip, ref)

    with pytest.raises(Settled, match="05/01 was skipped by Carys Pugh already"):
        decide(small, skip, ref, by="Ada Okafor")
    decide(small, close, ref, by="Ada Okafor")

    assert [(item.verdict, item.by) for item in items(small)] == [(Verdict.CLOSED, "Ada Okafor")]


def test_who_would_close_what_was_closed_meanwhile_learns_of_it(small: SmallBooks) -> None:
    ref = small.add()
    started(small)
    small.close(ref, by="Dev Anand")

    for act in (close, carry, update):
        with pytest.raises(Settled, match="05/01 has been closed by Dev Anand meanwhile"):
            decide(small, act, ref)
    decide(small, accept, ref)

    assert verdicts(small) == {"05/01": Verdict.ACCEPTED}


def test_only_what_is_closed_can_be_accepted(small: SmallBooks) -> None:
    ref = small.add()
    started(small)

    with pytest.raises(Settled, match="05/01 is open, not closed"):
        decide(small, accept, ref)

    assert verdicts(small) == {"05/01": None}


def test_what_is_no_item_cannot_be_decided(small: SmallBooks) -> None:
    small.add()
    older = small.add("Older", at=MEETINGS["Board"][1])
    started(small)

    with pytest.raises(NotFound, match="02/01 is no part of this review"):
        decide(small, close, older)


@pytest.mark.parametrize("act", [close, carry, update, skip])
def test_undoing_brings_the_item_back_as_undecided(small: SmallBooks, act: Act) -> None:
    ref = small.add()
    started(small)
    before = items(small)
    decide(small, act, ref)

    small.undo_last()

    assert items(small) == before
    decide(small, act, ref)
    assert items(small)[0].verdict is not None


def test_undoing_the_decision_on_a_skipped_one_leaves_it_skipped(small: SmallBooks) -> None:
    ref = small.add()
    started(small)
    decide(small, skip, ref, by="Ada Okafor")
    skipped = items(small)
    decide(small, close, ref)

    small.undo_last()

    assert items(small) == skipped


def test_a_decision_that_was_overtaken_outside_no_longer_counts(small: SmallBooks) -> None:
    ref = small.add()
    started(small)
    decide(small, close, ref)
    with small.changing(what="reopen") as books:
        books.register.reopen(books.register.get(ref))

    assert verdicts(small) == {"05/01": None}
    decide(small, carry, ref)
    assert verdicts(small) == {"05/01": Verdict.CARRIED}


def test_the_review_ends_with_the_last_decision_and_goes_on_after_an_undo(small: SmallBooks) -> None:
    first, second = small.add(), small.add()
    started(small)

    def ended() -> bool:
        with small.reading() as books:
            return _review(books).ended_at is not None

    decide(small, skip, first)
    assert not ended()
    decide(small, skip, second)
    assert ended()
    small.undo_last()
    decide(small, close, first)
    assert not ended()


def test_it_carries_over_to_the_meeting_that_reviews(small: SmallBooks) -> None:
    with small.changing() as books:
        books.calendar.add(meeting_of(books, MAY).group, date(2026, 7, 14), date(2026, 7, 14))
    ref = small.add()
    with small.changing() as books:
        july = books.reviews.start(meeting_of(books, date(2026, 7, 14)))
        small.clock.at = small.clock.at.replace(month=10)
        successor = books.reviews.carry(july, books.register.get(ref))

    assert (successor.year, successor.month) == (2026, 7)


@pytest.mark.parametrize(("act", "copies"), [(close, 1), (carry, 2), (update, 1), (skip, 1)])
def test_of_two_who_decide_on_the_same_item_at_once_one_does(
    small: SmallBooks, act: Act, copies: int
) -> None:
    ref = small.add()
    started(small)
    together = Barrier(2)

    def attempt(by: str) -> str:
        together.wait()
        try:
            decide(small, act, ref, by=by)
        except Conflict as error:
            return str(error)
        return by

    people = {"Ada Okafor", "Ben Lindqvist"}
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(attempt, sorted(people)))

    (winner,) = people & set(said)
    (loser,) = [sentence for sentence in said if sentence != winner]
    assert f" by {winner} already" in loser
    with small.reading() as books:
        mine = ReviewDecision.partnership_id == small.id
        decisions = list(books.session.scalars(select(ReviewDecision).where(mine)))
        updates = list(books.session.scalars(select(Update).where(Update.partnership_id == small.id)))
        assert [decision.by for decision in decisions] == [winner]
        assert len(points(books)) == copies
        assert len(updates) == (act is update)


def test_another_partnership_s_review_is_not_found(small: SmallBooks) -> None:
    small.add()
    review = started(small)
    other = SmallBooks(small.engine)

    with other.reading() as books, pytest.raises(NotFound):
        books.reviews.get(review)
