"""What is not understood is kept for the secretariat, as text alone and for a month."""

from datetime import timedelta

from sqlalchemy import select

from store.tables import UnansweredLine
from tests.conversation import Conversation

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"


def kept(bot: Conversation) -> list[str]:
    with bot.house.books.session(writes=False) as session:
        return list(session.scalars(select(UnansweredLine.text).order_by(UnansweredLine.id)))


def test_the_secretariat_sees_the_most_frequent_first(bot: Conversation) -> None:
    for line in ("glorp the frumious wibble", "Glorp the frumious wibble?", "zibble zabble zub"):
        bot.writes(OWNER, line)

    heard = bot.command(SECRETARIAT, "/actions unanswered")

    assert heard.private
    assert heard.text.startswith("Not understood in the last 30 days: 3\n")
    lines = heard.text.splitlines()
    assert lines[1:3] == ["• 2 × “Glorp the frumious wibble?”", "• “zibble zabble zub”"]
    assert OWNER not in heard.text


def test_what_the_handbook_cannot_answer_is_among_them(bot: Conversation) -> None:
    bot.writes(OWNER, "what is a frumious wibble?")

    assert kept(bot) == ["frumious wibble"]


def test_others_may_not(bot: Conversation) -> None:
    assert bot.command(OWNER, "/actions unanswered").text == (
        "Only the secretariat may see what the bot has not understood. Nothing was changed."
    )


def test_what_is_understood_is_not_kept(bot: Conversation) -> None:
    bot.writes(OWNER, "what is overdue")
    bot.writes(OWNER, "thanks")
    assert kept(bot) == []
    said = "In the last 30 days I have understood all that was said to me."
    assert bot.command(SECRETARIAT, "/actions unanswered").text == said


def test_what_strangers_say_is_not_kept(bot: Conversation) -> None:
    bot.writes("Somebody Else", "glorp the frumious wibble")

    assert kept(bot) == []


def test_a_line_is_kept_on_one_line_and_not_whole(bot: Conversation) -> None:
    bot.writes(OWNER, "glorp\nthe frumious " + "wibble " * 100)

    (line,) = kept(bot)
    assert line.startswith("glorp the frumious wibble")
    assert len(line) <= 200


def test_after_its_days_it_goes(bot: Conversation) -> None:
    bot.writes(OWNER, "glorp the frumious wibble")
    bot.clock.step(timedelta(days=31))
    bot.reminds()

    assert kept(bot) == []
