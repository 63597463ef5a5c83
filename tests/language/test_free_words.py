"""What members write in free words: every example beside its request, and the evaluation's aims."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.assistant import Memory
from bot.language.context import Context, Told
from bot.language.free.intents import INTENTS
from bot.language.understanding import understand
from bot.main import House
from handlers.desk import Caller
from handlers.meeting_requests import MarkPaper
from handlers.requests import AskBack, Confirm, NotUnderstood
from tests.language.evaluation import FACTS, RIGHT, keeping, of_papers, results, score, split

TOM = "Tom Adisa"


def context_of(home: House, who: str = TOM) -> Context:
    words = home.assistant.words(home.partnership())
    person = next(person for person in words.people if person.name == who)
    caller = Caller(home.partnership(), person.id, person.name)
    return home.assistant.context(caller, Memory())


@pytest.mark.parametrize(
    ("title", "said"), [(intent.title, said) for intent in INTENTS for said in intent.examples]
)
def test_every_example_is_understood_as_what_it_stands_beside(home: House, title: str, said: str) -> None:
    intent = next(intent for intent in INTENTS if intent.title == title)
    context = context_of(home)

    request = understand(said, context)

    assert not isinstance(request, NotUnderstood | AskBack), request
    wanted = {type(made) for made in _made(intent.title, context)}
    inner = request.do if isinstance(request, Confirm) else request
    assert type(inner) in wanted


def _made(title: str, context: Context) -> list[object]:
    """What the intent of that title makes of its own examples."""
    from bot.language.free.reading import read  # noqa: PLC0415

    intent = next(intent for intent in INTENTS if intent.title == title)
    made = [intent.build(read(said, context)) for said in intent.examples]
    return [each.do if isinstance(each, Confirm) else each for each in made if each is not None]


def test_every_intent_has_five_examples() -> None:
    assert [intent.title for intent in INTENTS if len(set(intent.examples)) < 5] == []


@pytest.mark.parametrize("part", [0, 1])
def test_the_evaluation_meets_its_aims(part: int, tmp_path: Path) -> None:
    figures = score(list(results(split()[part], tmp_path)))

    assert figures.wrong_changes == 0
    assert figures.right >= RIGHT
    assert figures.facts >= FACTS


def test_what_keeps_the_books_can_be_said_in_whole_sentences(tmp_path: Path) -> None:
    figures = score(list(results(keeping(), tmp_path)))

    assert figures.wrong_changes == 0
    assert figures.right >= RIGHT


def test_what_is_said_about_the_real_papers_is_understood(folder: Path, tmp_path: Path) -> None:
    found = list(of_papers(folder, tmp_path))
    figures = score(found)

    assert len(found) >= 120
    assert figures.wrong_changes == 0
    assert figures.right >= RIGHT
    assert figures.facts >= FACTS


@pytest.mark.parametrize(
    "said",
    [
        "is the june board hybrid?",
        "is masg cancelled?",
        "the june board is at the town hall?",
        "tom adisa has left?",
        "put the june board in my calendar",
        "add an action for tom to put e-scooters on the agenda by 12 June",
        "the june board is on 16 june?",
        "what is the deadline for papers for the june board",
    ],
)
def test_what_only_sounds_like_a_change_of_the_books_is_none(home: House, said: str) -> None:
    request = understand(said, context_of(home))

    assert request is not None
    inner = request.do if isinstance(request, Confirm) else request
    tag = str(type(inner).__struct_config__.tag)
    assert not tag.startswith(("calendar.", "agenda.", "contacts.leave"))


def test_understanding_needs_no_books(home: House) -> None:
    """Everything is in the context: with all of it at hand nothing is asked of the database."""
    context = context_of(home)
    known = context.known
    told = replace(context, known=Told(known.topics, known.own, known.handbook))
    asked: list[str] = []
    event.listen(home.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    for said in ("what's happening with the lighting", "what does quorate mean", "close 02/10 sent"):
        assert understand(said, told) == understand(said, context)

    assert asked == []


def test_a_command_asks_the_books_for_no_more_than_the_names(home: House) -> None:
    context = replace(context_of(home), about=("2026-02/10", "2026-02/09"))
    asked: list[str] = []
    event.listen(home.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    for said in (
        "/actions overdue",
        "/actions close 02/10 sent",
        "/meetings 16 June",
        "/contacts fire",
        "undo",
    ):
        understand(said, context)
    assert asked == []

    understand("what's happening with the lighting", context)
    assert asked


@pytest.mark.parametrize("said", ["the report for item 7 of the december session has finally turned up"])
def test_an_item_of_another_meeting_is_not_taken_for_one_of_the_next(home: House, said: str) -> None:
    request = understand(said, context_of(home))

    marked = request.do if isinstance(request, Confirm) else request
    assert isinstance(marked, MarkPaper)
    assert marked.about == "2026-12-01"
