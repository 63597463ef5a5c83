"""Papers asked in conversation: by command, in plain words, in a mention and at the terminal; quoted, never retold."""

import pytest

from tests.conversation import Conversation

MEMBER, SECRETARIAT, STRANGER = "Tom Adisa", "Nadia Rahimi", "A Visitor"
AGREED = (
    "“Oliver Strand put forward the two subjects that the Multi-Agency Steering Group had picked: theft from shops, and"
    " young people and the town centre. The Board agreed both.”"
)
SOURCE = (
    "Agenda pack, February 2026, 14 October 2025, paragraph 6.1 (6. In-depth reports of 2025/26: Agreement)."
)
CLOSED = "“For item 10 the room is cleared"


@pytest.mark.parametrize(
    "said",
    [
        "what was agreed about theft from shops?",
        "What did the Board agree about shop thefts",
        "remind me what we decided about thefts from shops",
        "/actions papers theft from shops agreed",
        "papers about thefts agreed in shops",
        "hi, what was decided on the shop theft thing please",
    ],
)
def test_it_is_quoted_word_for_word_with_its_source(bot: Conversation, said: str) -> None:
    heard = bot.command(MEMBER, said) if said.startswith("/") else bot.writes(MEMBER, said)

    lines = heard.text.splitlines()
    at = lines.index(AGREED)
    assert at <= 2
    assert lines[at + 1] == SOURCE
    assert len([line for line in lines if line.startswith("“")]) <= 3


def test_a_word_that_is_in_a_groups_name_too_is_asked_of_the_papers(bot: Conversation) -> None:
    said = bot.writes(MEMBER, "what did the board agree about the riverside").text

    assert said.startswith("“Sergeant Imogen Tate proposed a small group to look at the riverside after dark")


def test_in_a_mention_as_well(bot: Conversation) -> None:
    assert AGREED in bot.mentions(MEMBER, "what was agreed about theft from shops?").text


def test_what_papers_do_not_say_is_said_and_kept_for_the_secretariat(bot: Conversation) -> None:
    heard = bot.writes(MEMBER, "what was agreed about unicorns?")

    assert heard.text.splitlines() == [
        "The papers say nothing about “unicorns” that I could quote, and I do not guess.",
        "I looked in all the papers that I was given, the newest of 10 February 2026.",
    ]
    assert heard.labels == ["Look in the handbook", "Help"]
    assert "unicorns" in bot.command(SECRETARIAT, "/actions unanswered").text


def test_the_nearest_is_offered_as_such(bot: Conversation) -> None:
    said = bot.writes(MEMBER, "what was agreed about lamps for penguins?").text

    assert said.splitlines()[2] == "The nearest that they say, perhaps about something else:"
    assert "fewer than two thirds of the lamps on the riverside path" in said


def test_without_a_question_it_says_how(bot: Conversation) -> None:
    said = bot.command(MEMBER, "/actions papers").text

    assert said.startswith("What are the papers to be asked?")
    assert said.endswith("The newest that I have is of 10 February 2026.")


def test_a_stranger_is_not_told(bot: Conversation) -> None:
    said = bot.command(STRANGER, "/actions papers theft from shops").text

    assert "Oliver" not in said
    assert "may" in said


@pytest.mark.parametrize(
    "query",
    ['" OR 1=1 --', "NEAR(lamps shops)", "* ^ : ( )", "🛴 🛴", "x" * 3_000, "<!channel> lamps", "the of"],
)
def test_whatever_is_asked_gets_a_sentence(bot: Conversation, query: str) -> None:
    said = bot.command(MEMBER, f"/actions papers {query}").text

    assert said.startswith(("“", "The papers say nothing", "What are"))
    assert "<!channel>" not in said


def test_what_the_handbook_does_not_know_papers_may(bot: Conversation) -> None:
    heard = bot.writes(MEMBER, "handbook shop thefts")
    assert "Look in the papers" in heard.labels

    bot.press(MEMBER, heard, "Look in the papers")

    assert "theft from shops" in bot.last().text
    assert "Look in the papers" not in bot.command(STRANGER, "/actions handbook shop thefts").labels


def test_a_reference_is_asked_of_the_register(bot: Conversation) -> None:
    assert "paragraph" not in bot.writes(MEMBER, "what was said about 02/01?").text


@pytest.mark.parametrize("said", ["October", "the October Board", "14 October 2025?"])
def test_what_a_meeting_agreed_is_quoted_from_its_minutes(bot: Conversation, said: str) -> None:
    heard = bot.command(MEMBER, f"/actions papers {said}")

    lines = heard.text.splitlines()
    assert lines[0] == "Agreed on 14 October 2025, as the minutes have it"
    assert lines[1:3] == [
        "“The Board agreed the minutes of 8 July 2025 as a true record.”",
        "Agenda pack, February 2026, 14 October 2025, paragraph 2.1 (2. Minutes of 8 July 2025 meeting: Agreement).",
    ]
    assert AGREED in lines


def test_minutes_that_have_not_come_are_not_made_up(bot: Conversation) -> None:
    said = bot.command(MEMBER, "/actions papers last meeting").text

    assert said == "I have not been given the minutes of 10 February 2026, so I cannot quote what was agreed."


UNANSWERED = "did anybody grumble over bollards beside the fishmonger"


def test_a_question_that_the_books_do_not_answer_can_be_asked_of_the_papers_with_a_tap(
    bot: Conversation,
) -> None:
    heard = bot.writes(MEMBER, UNANSWERED)
    assert "I did not understand" in heard.text

    bot.press(MEMBER, heard, "Look in the papers")

    assert f"The papers say nothing about “{UNANSWERED}”" in bot.last().text


@pytest.mark.parametrize("said", ["flibber the wobbly gadgets sideways", "bollards?"])
def test_what_is_no_question_is_not_offered_to_the_papers(bot: Conversation, said: str) -> None:
    assert "Look in the papers" not in bot.writes(MEMBER, said).labels


def test_a_stranger_is_not_offered_the_papers(bot: Conversation) -> None:
    assert "Look in the papers" not in bot.writes(STRANGER, UNANSWERED).labels
