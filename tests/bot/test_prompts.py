"""What the Messages tab suggests when it is opened, and that every suggestion is understood."""

from tests.conversation import Conversation

TOM, NADIA = "Tom Adisa", "Nadia Rahimi"


def opened(bot: Conversation, who: str) -> list[dict[str, str]]:
    bot.event("app_home_opened", who, tab="messages", channel="D0MESSAGES")
    return bot.slack.prompts.get("D0MESSAGES", [])


def test_the_suggestions_come_from_the_books(bot: Conversation) -> None:
    assert [prompt["title"] for prompt in opened(bot, TOM)] == [
        "My open action points: 1",
        "Papers are due 2 June 2026",
        "The Board meets 16 June 2026",
        "What can you do?",
    ]
    bot.command(NADIA, "/actions assign 02/09 Tom Adisa")
    assert opened(bot, TOM)[0]["title"] == "My overdue action points: 1"


def test_every_suggestion_is_answered(bot: Conversation) -> None:
    for prompt in opened(bot, TOM):
        assert "did not understand" not in bot.writes(TOM, prompt["message"]).text


def test_a_workspace_without_the_pane_loses_nothing(bot: Conversation) -> None:
    bot.slack.refusals["assistant.threads.setSuggestedPrompts"] = "not_allowed"

    assert opened(bot, TOM) == []
    assert bot.slack.posted == []


def test_what_is_not_understood_is_admitted_with_two_live_examples(bot: Conversation) -> None:
    heard = bot.writes(TOM, "tell me a joke")

    assert heard.text.startswith("I did not understand “tell me a joke”, so nothing was changed.")
    assert heard.labels == [
        "02/10 Tom Adisa to draft the Partnership's answer to the",
        "Papers are due 2 June 2026",
        "Help",
    ]


def test_two_questions_get_one_reply_and_a_follow_up_is_understood(bot: Conversation) -> None:
    both = bot.writes(TOM, "when is the next board and who's chairing")
    assert "Tuesday 16 June 2026" in both.text
    assert "Marcus Ellery" in both.text

    assert bot.writes(TOM, "what's overdue?").text.startswith("Overdue action points: 3")
    assert bot.writes(TOM, "and for farah?").text.startswith("Overdue action points of Farah Qureshi")
