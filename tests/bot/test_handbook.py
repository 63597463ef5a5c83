"""The handbook in conversation: asked in every way, quoted with source and date, kept by the secretariat."""

from datetime import timedelta

import pytest

from store.history import Author
from store.papers.importing.importer import apply_import, plan_import
from store.papers.reading.reader import read_paper
from tests.conversation import Conversation
from tests.papers.invented import MINUTES, TERMS

SECRETARIAT, MEMBER, STRANGER = "Nadia Rahimi", "Tom Adisa", "A Visitor"
QUORUM = (
    "Quorum\nThe Board can decide when six of its members, or those who stand in for them, are in the room or online.\n"
    "Source: Terms of Reference 6a, 8 July 2025."
)
TIE = (
    "Voting\nEach organisation on the Board has one vote, however many people it sends. Whoever stands in for a Board"
    " member votes for them. When the votes are equal the Chair decides.\nSource: Terms of Reference 6b, 8 July 2025."
)


@pytest.mark.parametrize(
    "said", ["quorum", "What is the quorum?", "how is a quorum reached?", "handbook quorum", "6a"]
)
def test_it_is_asked_in_plain_words(bot: Conversation, said: str) -> None:
    assert bot.writes(MEMBER, said).text == QUORUM
    assert bot.mentions(MEMBER, said).text == QUORUM


def test_it_is_for_everybody_and_by_command_as_well(bot: Conversation) -> None:
    assert bot.command(STRANGER, "/actions handbook quorum").text == QUORUM
    assert bot.command(STRANGER, "/actions handbook").text.startswith(
        "The handbook\nTerms of reference\n• Quorum, Voting,"
    )


def test_the_clause_that_answers_is_quoted(bot: Conversation) -> None:
    assert bot.writes(MEMBER, "who votes in a tie").text == TIE


def test_priorities_are_those_of_the_period(bot: Conversation) -> None:
    told = bot.writes(MEMBER, "what are the priorities for 2025-27").text

    assert [line for line in told.splitlines() if line.startswith("Priority")] == [
        "Priority 1: Safe evenings in the town centre",
        "Priority 2: Young people out of harm's way",
        "Priority 3: Streets that people are glad to live in",
    ]
    assert "Source: Community Safety Plan 2025-27, 1 April 2025." in told
    assert "old" not in told


def test_what_is_old_is_said_to_be(bot: Conversation) -> None:
    bot.clock.step(timedelta(days=700))

    assert bot.writes(MEMBER, "quorum").text.endswith(
        "8 July 2025. That is 2 years old; I have been given nothing newer."
    )
    assert bot.writes(MEMBER, "what is priority 1").text.endswith("1 April 2025. That period is over.")


def test_an_answer_is_never_invented(bot: Conversation) -> None:
    heard = bot.writes(MEMBER, "handbook capital of France")

    assert heard.text == (
        "I do not know. The handbook has nothing about “capital of France”, and I do not guess.\n"
        "I looked in terms of reference (4 entries, 8 July 2025); information for the public (2 entries, 8 July 2025); duties (2 entries, 8 July 2025);"
        " priorities (3 entries, 1 April 2025); glossary (4 entries, 1 September 2025)."
    )
    assert "know nothing else" in bot.writes(MEMBER, "what is the capital of France?").text
    near = bot.writes(MEMBER, "handbook who votes for the budget?")
    assert near.text.splitlines()[-2:] == ["The nearest that it has:", "• Voting"]
    bot.press(MEMBER, near, "Voting")
    assert bot.last().text == TIE


def test_the_secretariat_keeps_it_and_can_take_all_back(bot: Conversation) -> None:
    added = bot.writes(SECRETARIAT, "handbook add MARAC: Multi-Agency Risk Assessment Conference")

    assert added.text == (
        "Added to the handbook: MARAC\nMulti-Agency Risk Assessment Conference\n"
        "Source: Nadia Rahimi, in Slack, 26 May 2026."
    )
    assert added.labels == ["Undo"]
    assert bot.writes(MEMBER, "what is MARAC").text.startswith("MARAC\nMulti-Agency")
    edited = bot.command(SECRETARIAT, "/actions handbook edit marac: A conference about risk")
    assert edited.text.startswith("Changed in the handbook: MARAC\nA conference about risk\n")
    removed = bot.mentions(SECRETARIAT, "handbook remove MARAC")
    assert removed.text == "Taken out of the handbook: MARAC."
    assert bot.writes(MEMBER, "what is MARAC").text.startswith("I do not know.")
    for undone in ("taking out of the handbook", "the new wording in the handbook", "adding to the handbook"):
        assert bot.command(SECRETARIAT, "/actions undo").text == f"Undone: {undone}."
    assert bot.writes(MEMBER, "what is MARAC").text.startswith("I do not know.")


def test_priorities_and_terms_can_be_added_as_such(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "handbook add priority Trees: Plant them.")
    bot.writes(SECRETARIAT, "handbook add Priority 4: Shade for the market.")
    bot.writes(SECRETARIAT, "handbook add terms Observers: Observers do not vote.")

    assert (
        "• Trees: Plant them.\n• Priority 4: Shade for the market." in bot.writes(MEMBER, "priorities").text
    )
    assert bot.writes(MEMBER, "do observers vote?").text.startswith("Observers\nObservers do not vote.")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "add",
            "Say it like this: `/actions handbook add MARAC: Multi-Agency Risk Assessment Conference`. Nothing was changed.",
        ),
        (
            "edit MARAC",
            "Say it like this: `/actions handbook edit MARAC: another wording`. Nothing was changed.",
        ),
        ("remove", "Say it like this: `/actions handbook remove MARAC`. Nothing was changed."),
        (
            "remove Beer",
            "The handbook has no entry “Beer”. Nothing was changed; `/actions handbook` shows what it has.",
        ),
        ("edit Beer: warm", "The handbook has no entry “Beer”. Nothing was changed;"),
        (
            "add rd: Reading",
            "The handbook has “rd” already. Nothing was changed; `/actions handbook edit rd: …` changes it.",
        ),
    ],
)
def test_what_cannot_be_is_said(bot: Conversation, said: str, answer: str) -> None:
    before = bot.command(SECRETARIAT, "/actions handbook").text

    assert bot.command(SECRETARIAT, f"/actions handbook {said}").text.startswith(answer)
    assert bot.command(SECRETARIAT, "/actions handbook").text == before


@pytest.mark.parametrize("said", ["add MARAC: x", "edit RD: x", "remove RD"])
def test_nobody_else_keeps_it(bot: Conversation, said: str) -> None:
    for who in (MEMBER, "Marcus Ellery"):
        assert bot.command(who, f"/actions handbook {said}").text == (
            "Only the secretariat may change the handbook. Nothing was changed."
        )
    assert bot.command(STRANGER, f"/actions handbook {said}").text.startswith(
        "I do not know you as a member yet, so you may not change the handbook. Nothing was changed."
    )


def test_a_question_in_a_conversation_is_still_a_question(bot: Conversation) -> None:
    bot.writes(MEMBER, "02/10")

    assert bot.writes(MEMBER, "what is the quorum?").text == QUORUM
    assert bot.point("02/10").note != "what is the quorum?"


def test_what_a_paper_brought_is_quoted_by_its_clause(bot: Conversation) -> None:
    paper = read_paper(MINUTES + TERMS, "terms.md")
    with bot.house.books.open(bot.partnership, Author("an import"), writes=True) as books:
        apply_import(plan_import(paper, books), books)
        books.session.commit()

    told = bot.writes(MEMBER, "4b").text
    assert told.startswith("Voting, clause 4b\n“When the votes are equal, the Chair decides.”\n")
    assert "Source: Terms of Reference 4b (terms.md, line " in told
    duties = bot.writes(MEMBER, "what are members responsible for").text
    assert duties.startswith("Members, clause 2a\n“Coming to meetings”\n")
