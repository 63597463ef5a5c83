"""What papers say can be asked for: quoted word for word, once, to whom it is for, and gone with its import."""

from sqlalchemy import Engine, select, text

from handlers.access import STANDARD
from handlers.desk import Audience, Caller, Desk
from handlers.paper_requests import AskPapers
from handlers.passages import quoted
from handlers.replies import Note, Reply, Text
from store.books import OpenBooks
from store.forgetting import forget
from store.papers.paper import Paper
from store.papers.reading.reader import read_paper
from store.tables import ActionPoint, Passage, Person
from tests.importing.world import World
from tests.store.small_books import SmallBooks

MINUTES = """\
Northmere Community Safety Partnership

13 May 2031

Draft Minutes

Board

Ada Okafor (Chair) Northmere Council (Neighbourhoods)

1. Welcome

- 1.1 Ada Okafor welcomed everybody and said that the lamps in the park are dark again.

2. First aid in the park

- 2.1 The volunteers of Saint Osyth Rescue told of forty calls in the summer.
- 2.2 It was agreed that Saint Osyth Rescue keeps a tent at the north gate until October.

3. Closed session: premises

- 3.1 It was agreed that the Harbour Lights is watched from the north gate by two wardens.
"""
TENT = "It was agreed that Saint Osyth Rescue keeps a tent at the north gate until October."
WATCHED = "It was agreed that the Harbour Lights is watched from the north gate by two wardens."


def paper(name: str = "minutes.md", said: str = MINUTES) -> Paper:
    return read_paper(said, name)


def ask(small: SmallBooks, who: str, query: str, audience: Audience = Audience.PRIVATE) -> Reply:
    with small.reading() as books:
        desk = Desk(books, Caller(small.id, small.people[who], who, audience), small.words, STANDARD)
        return quoted(AskPapers(query), desk)


def quotes(reply: Reply) -> list[str]:
    return [part.text.strip("“”") for part in reply.parts if isinstance(part, Text)]


def found(books: OpenBooks, question: str) -> list[str]:
    """What is found for somebody who may read everything."""
    nothing = books.passages.secrets(lambda _point: True, closed=True)
    return [row.text for row in books.passages.find(question, closed=True, secrets=nothing).passages]


def kept(world: World) -> list[str]:
    with world.open() as books:
        return list(books.session.scalars(select(Passage.text).order_by(Passage.id)))


def test_a_question_is_answered_with_the_paragraph_and_its_place(engine: Engine) -> None:
    small = SmallBooks(engine)
    with small.changing() as books:
        books.passages.bring(paper())

    told = ask(small, "Ada Okafor", "what was agreed about Saint Osyth Rescue")

    assert quotes(told)[0] == TENT
    notes = [part.text for part in told.parts if isinstance(part, Note)]
    assert notes[0].startswith("minutes.md, 13 May 2031, paragraph 2.2")
    nothing = ask(small, "Ada Okafor", "swimming pools")
    assert nothing.unanswered == "swimming pools"


def test_a_closed_item_is_for_members_in_private(engine: Engine) -> None:
    small = SmallBooks(engine)
    with small.changing() as books:
        books.passages.bring(paper())

    member = ask(small, "Ada Okafor", "Harbour Lights wardens")
    assert quotes(member) == [WATCHED]
    assert member.private
    assert WATCHED not in quotes(ask(small, "Ada Okafor", "Harbour Lights wardens", Audience.CHANNEL))


def test_what_is_confidential_in_the_register_is_not_quoted_from_a_paper(engine: Engine) -> None:
    small = SmallBooks(engine)
    ref = small.add("Saint Osyth Rescue keeps a tent at the north gate until October")
    with small.changing() as books:
        books.passages.bring(paper())
        books.register.set_confidential(books.register.get(ref), confidential=True)

    assert TENT in quotes(ask(small, "Ada Okafor", "tent at the north gate"))
    assert TENT not in quotes(ask(small, "Ada Okafor", "tent at the north gate", Audience.CHANNEL))
    with small.reading() as books:
        assert books.session.scalar(select(ActionPoint.confidential)) is True


def test_the_same_paper_again_or_in_another_format_is_kept_once(world: World) -> None:
    world.bring(paper())
    once = kept(world)
    assert TENT in once

    assert not world.plan(paper()).changes_anything
    world.bring(paper(), paper("minutes.docx"))

    assert kept(world) == once


def test_a_corrected_paper_takes_the_place_of_what_it_said(world: World) -> None:
    world.bring(paper())

    world.bring(paper(said=MINUTES.replace("until October", "until March")))

    said = kept(world)
    assert TENT not in said
    assert TENT.replace("October", "March") in said


def test_undoing_the_import_takes_its_text_out(world: World) -> None:
    world.bring(paper())

    world.undo_last()

    assert kept(world) == []
    with world.open() as books:
        assert found(books, "Saint Osyth Rescue") == []


def test_whoever_is_forgotten_is_not_found_in_papers_either(world: World) -> None:
    world.bring(paper())
    with world.open() as books:
        person = books.session.scalars(select(Person).where(Person.name == "Ada Okafor")).one()
        forget(person, books)

    assert not any("Okafor" in said for said in kept(world))
    with world.open() as books:
        assert found(books, "Okafor") == []
        if books.session.get_bind().dialect.name == "sqlite":
            asked = text("SELECT count(*) FROM words_of_passage WHERE words_of_passage MATCH 'okafor'")
            assert books.session.scalar(asked) == 0
