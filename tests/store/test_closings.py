"""Closings of which the secretariat hears: accepted or sent back, once, whoever is first, and taken back whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from store.books import OpenBooks
from store.errors import Conflict, Invalid
from store.reference import Reference
from store.tables import Closing, Finding, Status
from tests.store.small_books import SmallBooks, recorded_rows

OWNER, SECRETARIAT, CHAIR = "Dev Anand", "Carys Pugh", "Ada Okafor"


def closes(small: SmallBooks, ref: Reference, note: str = "Circulated", by: str = OWNER) -> int:
    """An owner closes it; the id of that closing."""
    small.clock.at = small.clock.at.replace(minute=small.clock.at.minute + 1)
    with small.changing(by, f"closing {ref}") as books:
        point = books.register.get(ref)
        books.register.close(point, note)
        return books.closings.note(point).id


def sends_back(
    small: SmallBooks, ref: Reference, question: str, by: str = SECRETARIAT, closing: int | None = None
) -> None:
    with small.changing(by, f"sending back {ref}") as books:
        books.closings.send_back(books.register.get(ref), question, closing)


def accepts(small: SmallBooks, ref: Reference, by: str = SECRETARIAT, closing: int | None = None) -> None:
    with small.changing(by, f"accepting {ref}") as books:
        books.closings.accept(books.register.get(ref), closing)


def updates(small: SmallBooks, ref: Reference) -> list[tuple[str, str]]:
    with small.reading() as books:
        rows = books.register.get(ref).updates
        return [(row.by, row.text) for row in rows]


def latest(books: OpenBooks, ref: Reference) -> Closing | None:
    return books.closings.latest(books.register.get(ref))


def test_sent_back_it_is_in_progress_and_keeps_what_was_said_and_asked(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref, "Sent it round")
    sends_back(small, ref, "Who got it?")

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note, point.closed_at, point.closed_by) == (
            Status.IN_PROGRESS,
            "Question: Who got it?",
            None,
            None,
        )
        closing = books.closings.open_question(point)
        assert closing is not None
        assert (closing.finding, closing.question, closing.looked_by) == (
            Finding.SENT_BACK,
            "Who got it?",
            SECRETARIAT,
        )
        assert closing.ask_at == books.now
    assert updates(small, ref) == [(OWNER, "Closed: Sent it round"), (SECRETARIAT, "Question: Who got it?")]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", "Closed without a note."),
        ("Closed: Sent in May.", "Closed: Sent in May."),
        ("Sent", "Closed: Sent"),
    ],
)
def test_the_note_is_kept_in_whatever_form_it_was_given(small: SmallBooks, note: str, said: str) -> None:
    ref = small.add()
    small.close(ref, note, by=OWNER)
    sends_back(small, ref, "Who got it?")

    assert updates(small, ref)[0] == (OWNER, said)


def test_what_the_secretariat_closed_can_be_sent_back_as_well(small: SmallBooks) -> None:
    ref = small.add()
    small.close(ref, "Sent")
    with small.reading() as books:
        assert latest(books, ref) is None
    sends_back(small, ref, "To whom?", by=CHAIR)

    with small.reading() as books:
        closing = latest(books, ref)
        assert closing is not None
        assert (closing.by, closing.note, closing.looked_by) == (SECRETARIAT, "Sent", CHAIR)


def test_undoing_brings_back_all_of_it(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref)
    with small.reading() as books:
        before = recorded_rows(books)
    sends_back(small, ref, "Who got it?")
    small.undo_last()

    with small.reading() as books:
        after = recorded_rows(books)
        point = books.register.get(ref)
        assert books.closings.current(point) is not None
    recorded = {
        key: {k: v for k, v in row.items() if k not in Closing.unrecorded} for key, row in after.items()
    }
    assert recorded == {
        key: {k: v for k, v in row.items() if k not in Closing.unrecorded} for key, row in before.items()
    }


def test_the_owner_cannot_undo_what_was_accepted_or_sent_back_since(small: SmallBooks) -> None:
    for look in (accepts, partial(sends_back, question="Who got it?")):
        ref = small.add()
        closes(small, ref)
        look(small, ref)

        with pytest.raises(Conflict, match="Carys Pugh has changed the same thing since"):
            small.undo_last(OWNER)


def test_who_comes_second_is_told_who_was_first(small: SmallBooks) -> None:
    ref = small.add()
    closing = closes(small, ref)
    sends_back(small, ref, "Who got it?", by=CHAIR)

    said = "05/01 is not closed any more: Ada Okafor has sent it back with a question, “Who got it?” Nothing was changed."
    for second in (partial(sends_back, question="And when?", closing=closing), accepts):
        with pytest.raises(Conflict) as refusal:
            second(small, ref)
        assert str(refusal.value) == said


def test_a_closing_that_has_been_closed_anew_meanwhile_is_not_meant(small: SmallBooks) -> None:
    ref = small.add()
    first = closes(small, ref, "Sent it round")
    sends_back(small, ref, "Who got it?")
    second = closes(small, ref, "All schools got it")

    for late in (
        partial(sends_back, question="Who?", closing=first),
        partial(accepts, closing=first),
    ):
        with pytest.raises(
            Conflict, match=r"closed anew by Dev Anand meanwhile: “All schools got it”. Nothing was"
        ):
            late(small, ref)
    accepts(small, ref, closing=second)
    with small.reading() as books:
        before = books.closings.question_before(books.session.get_one(Closing, second))
        assert before is not None
        assert before.question == "Who got it?"


def test_accepting_is_once_and_leaves_the_action_point_alone(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref)
    accepts(small, ref)

    with pytest.raises(Conflict, match=r"05/01 was accepted by Carys Pugh already. Nothing was changed."):
        accepts(small, ref, by=CHAIR)
    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note, point.closed_by) == (Status.CLOSED, "Circulated", OWNER)
        assert "accepting 05/01" in [change.what for change in books.past.changes_of(point.id)]


def test_one_that_was_accepted_can_still_be_sent_back(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref)
    accepts(small, ref)
    sends_back(small, ref, "Who got it?")

    with small.reading() as books:
        assert books.closings.open_question(books.register.get(ref)) is not None


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda s, r: sends_back(s, r, "Who got it?"), "05/01 is open, not closed. Nothing was changed."),
        (accepts, "05/01 is open, not closed. Nothing was changed."),
    ],
)
def test_what_is_not_closed_is_neither(
    small: SmallBooks, act: Callable[[SmallBooks, Reference], None], said: str
) -> None:
    ref = small.add()

    with pytest.raises(Conflict, match=said):
        act(small, ref)


def test_what_nobody_but_the_secretariat_closed_waits_for_no_acceptance(small: SmallBooks) -> None:
    ref = small.add()
    small.close(ref)

    with pytest.raises(Conflict, match="05/01 waits for nobody's acceptance"):
        accepts(small, ref)


@pytest.mark.parametrize("question", ["", "  ", "x" * 2_001])
def test_a_question_needs_words_that_fit(small: SmallBooks, question: str) -> None:
    ref = small.add()
    closes(small, ref)

    with pytest.raises(Invalid, match="Nothing was changed"):
        sends_back(small, ref, question)
    assert updates(small, ref) == []


def test_a_reopened_one_stands_no_more(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref)
    with small.changing(OWNER) as books:
        books.register.reopen(books.register.get(ref))

    with small.reading() as books:
        assert books.closings.current(books.register.get(ref)) is None


def test_a_question_that_was_answered_and_accepted_is_not_open_again(small: SmallBooks) -> None:
    ref = small.add()
    closes(small, ref)
    sends_back(small, ref, "Who got it?")
    closes(small, ref, "All schools")
    with small.changing(OWNER) as books:
        books.register.reopen(books.register.get(ref))
    with small.reading() as books:
        assert books.closings.open_question(books.register.get(ref)) is not None
    closes(small, ref, "All schools")
    accepts(small, ref)
    with small.changing(OWNER) as books:
        books.register.reopen(books.register.get(ref))

    with small.reading() as books:
        assert books.closings.open_question(books.register.get(ref)) is None


def test_what_an_owner_says_without_closing_answers_the_question(small: SmallBooks) -> None:
    ref = small.add()
    with small.changing(OWNER) as books:
        books.closings.answered(books.register.get(ref), "Nobody has asked")
    closes(small, ref)
    sends_back(small, ref, "Who got it?")
    with small.changing(OWNER) as books:
        books.closings.answered(books.register.get(ref), "The schools, not yet the shops")

    with small.reading() as books:
        closing = latest(books, ref)
        assert closing is not None
        assert (closing.answer, closing.answered_by) == ("The schools, not yet the shops", OWNER)
        assert closing.news_at == books.now


def test_two_who_send_it_back_at_once_ask_one_question(small: SmallBooks) -> None:
    ref = small.add()
    closing = closes(small, ref)
    ready = Barrier(2)

    def ask(by: str) -> str:
        ready.wait(timeout=10)
        try:
            sends_back(small, ref, f"{by} asks", by=by, closing=closing)
        except Conflict as second:
            return str(second)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(ask, (SECRETARIAT, CHAIR)))

    assert said[0] == ""
    assert "is not closed any more" in said[1]
    with small.reading() as books:
        assert books.register.get(ref).note.startswith("Question: ")
    assert len(updates(small, ref)) == 2
