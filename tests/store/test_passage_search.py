"""What is found in papers: whatever endings and hyphens, the nearest and newest first, and nothing that a question can break."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from store.papers.paper import Paper, Passage
from store.papers.reading.reader import read_paper
from store.passage_search import Found
from store.passage_words import words_in
from store.tables import Passage as Kept
from tests.papers.invented import MINUTES
from tests.store.small_books import SmallBooks

MAY, OLDER = date(2031, 5, 13), date(2028, 5, 9)


def paper(*said: Passage, name: str = "minutes.docx") -> Paper:
    return replace(read_paper(MINUTES, name), passages=said)


def brought(small: SmallBooks, *said: str, dated: date = MAY, closed: bool = False) -> None:
    with small.changing() as books:
        books.passages.bring(paper(*(Passage(text, dated=dated, closed=closed) for text in said)))


def asked(small: SmallBooks, question: str, *, closed: bool = True) -> Found:
    with small.reading() as books:
        return books.passages.find(
            question, closed=closed, secrets=books.passages.secrets(lambda _: True, closed=True)
        )


def texts(found: Found) -> list[str]:
    assert not found.near
    return [row.text for row in found.passages]


SCOOTERS = "It was agreed that e-scooters left in the harbour are moved."
STREETS = "The wardens look after street lighting and mend lamps at the quay."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what was agreed about the escooter thing?", SCOOTERS),
        ("e-scooter", SCOOTERS),
        ("E SCOOTERS", SCOOTERS),
        ("harbour’s e‑scooters", SCOOTERS),
        ("leaving scooters in harbours", SCOOTERS),
        ("streetlighting", STREETS),
        ("street-lights, lamp mending", STREETS),
        ("quày lamps", STREETS),
        ("what did the board agree about lighting of streets", STREETS),
    ],
)  # fmt: skip
def test_endings_hyphens_accents_and_capitals_do_not_matter(
    engine: Engine, question: str, answer: str
) -> None:
    small = SmallBooks(engine)
    brought(small, SCOOTERS, STREETS, "Nothing else was said at the meeting of that day.")

    assert texts(asked(small, question))[:1] == [answer]


def test_what_stands_together_comes_before_what_is_scattered(engine: Engine) -> None:
    small = SmallBooks(engine)
    scattered = "The noise was less at night, when the market had closed and most of the traders had left."
    together = "Members spoke of market noise."
    brought(small, together, scattered, "The market opens at nine on Saturdays.")

    assert texts(asked(small, "market noise")) == [together, scattered]


def test_where_a_decision_is_asked_for_what_was_agreed_comes_first(engine: Engine) -> None:
    small = SmallBooks(engine)
    agreed, heard = (
        "It was agreed to close the park gates at ten.",
        "The park gates have been painted by hand.",
    )
    brought(small, agreed, heard)

    assert texts(asked(small, "what was decided about the park gates"))[0] == agreed
    assert sorted(texts(asked(small, "park gates"))) == sorted([agreed, heard])


def test_of_equal_ones_the_newest_comes_first(engine: Engine) -> None:
    small = SmallBooks(engine)
    brought(small, "The ferry was late on market days.", dated=MAY)
    brought(small, "The ferry was late on feast days.", dated=OLDER)

    found = asked(small, "was the ferry late")

    assert [row.dated for row in found.passages] == [MAY, OLDER]


def test_a_question_of_many_words_is_answered_by_what_holds_most_of_them(engine: Engine) -> None:
    small = SmallBooks(engine)
    most = "Two wardens patrol the harbour after dark in winter."
    brought(small, most, "The harbour was dredged for the first time.")

    assert texts(asked(small, "do any wardens patrol the harbour in winter with dogs")) == [most]


def test_what_nothing_holds_is_not_answered_but_the_nearest_is_named(engine: Engine) -> None:
    small = SmallBooks(engine)
    brought(small, SCOOTERS, STREETS)

    found = asked(small, "harbour seals")
    assert found.near
    assert [row.text for row in found.passages] == [SCOOTERS]
    nothing = asked(small, "unicorns")
    assert nothing.near
    assert not nothing.passages
    assert not asked(small, "seals of the harbour under full moonlight").passages


HOSTILE = (
    *('"', "'", '" OR "', "lamps AND", "NOT lamps", "lamps NEAR(street, 2)", "text : lamps", "{text} : x"),
    *("lamp*", "^lamps", "-lamps", "lamps & | ! <-> :*", "'; DROP TABLE passage; --", "%_\\", "(((", "a"),
    *("\x00lamps\x07", "🙂 🛴", "lamps🙂", "   ", "\n\t", "the of and", "不 知道", "x" * 10_000),
    *("lamps " * 2_000, "ﬃ ½ ²", "1.2", "partnership1", "words_of_passage", "\ud83d lamps"),
)  # fmt: skip


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_breaks_it(engine: Engine, question: str) -> None:
    small = SmallBooks(engine)
    brought(small, SCOOTERS, STREETS)

    found = asked(small, question)

    words = [word.stem for word in words_in(question)]
    assert bool(found.passages) == any("lamp" in word for word in words), words


def test_what_is_closed_is_found_only_where_it_is_asked_for(engine: Engine) -> None:
    small = SmallBooks(engine)
    brought(small, "The wardens watch the Anchor from the quay.", closed=True)

    assert texts(asked(small, "wardens of the Anchor"))
    assert not asked(small, "wardens of the Anchor", closed=False).passages


def test_neighbours_are_not_found(engine: Engine) -> None:
    one, other = SmallBooks(engine), SmallBooks(engine)
    brought(other, SCOOTERS)
    brought(one, STREETS)

    assert not asked(one, "scooters").passages
    assert not asked(one, f"scooters {other.id} partnership{other.id}").passages
    assert texts(asked(other, "scooters")) == [SCOOTERS]


@contextmanager
def every(small: SmallBooks) -> Iterator[list[Kept]]:
    with small.reading() as books:
        yield list(books.session.query(Kept).order_by(Kept.id))


def numbered(*said: str) -> Sequence[Passage]:
    return [Passage(text, f"1.{place}", "1. Lamps", MAY) for place, text in enumerate(said, start=1)]


def test_minutes_that_come_again_under_another_name_take_the_place_of_the_draft(engine: Engine) -> None:
    small = SmallBooks(engine)
    draft = numbered("It was agreed to buy ten lamps by June.", "Members thanked the wardens for all.")
    final = numbered("It was agreed to buy twelve lamps by June.", "Members thanked the wardens for all.")
    with small.changing() as books:
        books.passages.bring(paper(*draft, name="draft.docx"))
        books.passages.bring(paper(*final, name="final.pdf"))

    with every(small) as rows:
        assert sorted(row.text for row in rows) == [passage.text for passage in final]


def test_minutes_of_another_group_on_the_same_day_stay(engine: Engine) -> None:
    small = SmallBooks(engine)
    board, other = numbered("It was agreed to buy ten lamps by June."), numbered("The ferry runs late again.")
    with small.changing() as books:
        books.passages.bring(paper(*board, name="board.docx"))
        books.passages.bring(paper(*other, name="ferry.docx"))

    with every(small) as rows:
        assert [row.paper for row in rows] == ["board.docx", "ferry.docx"]
