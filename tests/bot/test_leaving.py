"""Somebody leaves the partnership: who follows, and who has what they owed."""

from datetime import timedelta

from tests.conversation import Conversation

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
_DAY = timedelta(days=1)


def test_the_successor_sits_and_is_offered_what_was_owed(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts leave Helen Bartosz, replaced by Imogen Tate")

    assert heard.text.startswith("Helen Bartosz sits until Tuesday 26 May 2026; Imogen Tate follows.")
    assert "Who is to have their open action point?" in heard.text
    bot.press(SECRETARIAT, heard, "Give them to Imogen Tate")
    assert bot.point("02/01").owners == ("Imogen Tate",)


def test_or_the_organisation_has_it(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts leave Gurpreet Sandhu")

    bot.press(SECRETARIAT, heard, "Give them to Avershire Constabulary")

    assert bot.point("02/04").owners == ("Avershire Constabulary", "Jonathan Sibanda-Price")


def test_a_successor_whom_nobody_knows_is_added_first(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts leave Helen Bartosz, replaced by Ben Idowu")

    assert heard.text == (
        "Nobody in the directory is called “Ben Idowu”. Nothing was changed. "
        "`/contacts add Ben Idowu, Avershire County Council` adds them first."
    )
    bot.command(SECRETARIAT, "/contacts add Ben Idowu, Avershire County Council")
    again = bot.command(SECRETARIAT, "/contacts leave Helen Bartosz, replaced by Ben Idowu")
    assert again.text.startswith("Helen Bartosz sits until Tuesday 26 May 2026; Ben Idowu follows.")


def test_leaving_can_be_undone(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts leave Helen Bartosz, Imogen Tate")

    bot.press(SECRETARIAT, heard, "Undo")

    helen = next(p for p in bot.services.words().people if p.name == "Helen Bartosz")
    assert [sitting.until_date for sitting in helen.sittings if sitting.until_date] == []


def test_only_the_secretariat_and_only_whoever_sits(bot: Conversation) -> None:
    assert bot.command(OWNER, "/contacts leave Helen Bartosz").text == (
        "Only the secretariat may change the directory. Nothing was changed."
    )
    bot.command(SECRETARIAT, "/contacts leave Helen Bartosz")
    bot.clock.step(_DAY)
    assert (
        "does not sit for anybody at present"
        in bot.command(SECRETARIAT, "/contacts leave Helen Bartosz").text
    )
    assert bot.command(SECRETARIAT, "/contacts leave").text.startswith("Say who leaves:")
