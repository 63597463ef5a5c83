"""`/actions export` in Slack: every format, both editions, a choice instead of a meeting's register, and templates."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from store.settings import Settings
from tests.conversation import Conversation
from tests.papers_out.word_text import text_of

SECRETARIAT, MEMBER, VISITOR = "Nadia Rahimi", "Tom Adisa", "A Visitor"


def exported(bot: Conversation, who: str, line: str) -> bytes:
    bot.command(who, f"/actions export {line}")
    content = bot.slack.files[-1]["content"]
    assert isinstance(content, bytes)
    return content


def references(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return [row["Month / Number"].removeprefix("'") for row in rows]


@pytest.mark.parametrize(
    ("words", "begins", "named"),
    [
        ("", b"PK", "Action points 2026-06-16.docx"),
        ("word", b"PK", "Action points 2026-06-16.docx"),
        ("pdf", b"%PDF-1.7", "Action points 2026-06-16.pdf"),
        ("as excel", b"PK", "Action points 2026-06-16.xlsx"),
        ("website", b"<!DOCTYPE html>", "Action points 2026-06-16.html"),
        ("json for June", b"{", "Action points 2026-06-16.json"),
        ("csv open", b"\xef\xbb\xbf", "Open action points 2026-05-26.csv"),
        ("csv 02/03 02/05", b"\xef\xbb\xbf", "Chosen action points 2026-05-26.csv"),
    ],
)
def test_each_format_by_its_names(bot: Conversation, words: str, begins: bytes, named: str) -> None:
    assert exported(bot, MEMBER, words).startswith(begins)
    assert bot.slack.files[-1]["filename"] == named


def test_the_public_edition_is_without_what_is_confidential(bot: Conversation) -> None:
    for line in ("csv", "csv all", "csv open", "csv public carried"):
        assert "02/08" not in references(exported(bot, SECRETARIAT, line)), line
    assert len(references(exported(bot, SECRETARIAT, "csv all"))) == 24


def test_the_internal_edition_comes_to_the_secretariat_alone(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions export internal csv")
    file = bot.slack.files[-1]

    assert heard.private
    assert heard.text.splitlines() == [
        "The register for Tue 16 June: Board, 10:00 to 13:00, The Corn Hall, Market Place, Pellingford: 10 action points.",
        "This is the internal edition, with what is confidential. It comes to you alone.",
    ]
    assert file["channel"].startswith("D")
    assert file["filename"] == "Action points 2026-06-16 (internal).csv"
    assert "02/08" in references(file["content"])


def test_who_may_not_read_what_is_confidential_gets_no_internal_edition(bot: Conversation) -> None:
    heard = bot.command(MEMBER, "/actions export internal")

    assert heard.text == (
        "Only the secretariat, the chair and the vice chair may export what is confidential. Nothing was changed."
    )
    assert bot.slack.files == []
    assert "export the register" in bot.command(VISITOR, "/actions export").text


def test_no_internal_edition_for_a_channel(bot: Conversation) -> None:
    heard = bot.mentions(SECRETARIAT, "export internal pdf")

    assert heard.text.startswith("An internal paper is not for a channel, so nothing was written.")
    assert bot.slack.files == []


def test_a_choice_is_narrowed_as_lists_are(bot: Conversation) -> None:
    heard = bot.command(MEMBER, "/actions export csv open Tom Adisa")
    chosen = references(bot.slack.files[-1]["content"])

    assert (
        heard.text == f"Open action points of Tom Adisa: {len(chosen)} action point{'s' * (len(chosen) > 1)}."
    )
    assert "02/10" in chosen
    assert references(exported(bot, MEMBER, "csv 02/05 and 02/03")) == ["02/03", "02/05"]
    assert bot.command(MEMBER, "/actions export csv 02/08").text.startswith("There is no 02/08 to be seen")


def test_what_has_changed_since_the_last_meeting_is_told(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/09 Sent round")
    bot.command(SECRETARIAT, "/actions update 02/06 Two of three are done, ring 01632 960 123")
    bot.command(SECRETARIAT, "/actions close 02/04 A slip")
    bot.command(SECRETARIAT, "/actions undo")

    said = json.loads(exported(bot, SECRETARIAT, "json"))

    assert said["register"]["previous_meeting"] == "2026-02-10"
    assert said["register"]["as_at"] == "2026-05-26"
    assert said["register"]["summary"] == "2 closed, 4 with news, 3 as before."  # 02/03 was closed before
    assert {change["ref"] for change in said["changes"]} == {"02/01", "02/04", "02/06", "02/09", "02/10"}
    assert [(change["ref"], change["what"]) for change in said["changes"][-2:]] == [
        ("02/09", "Closed: Sent round"),
        ("02/06", "Update: Two of three are done, ring"),
    ]


def test_nothing_is_told_of_the_time_when_it_was_confidential(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions update 02/08 A secret name")
    bot.clock.at += timedelta(hours=1)
    bot.command(SECRETARIAT, "/actions confidential 02/08 off")
    bot.command(SECRETARIAT, "/actions due 02/08 12 Sept")

    public = json.loads(exported(bot, SECRETARIAT, "json"))["changes"]
    internal = json.loads(exported(bot, SECRETARIAT, "json internal"))["changes"]

    assert [change["what"] for change in public if change["ref"] == "02/08"] == ["Due 12 September 2026"]
    assert "No longer confidential" in [change["what"] for change in internal]
    assert "Update: A secret name" in [change["what"] for change in internal]


def test_telephone_numbers_stay_inside(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/09 Ring Tom on 01632 960 123")

    assert "960" not in text_of(exported(bot, SECRETARIAT, "word"))
    assert "Closed: Ring Tom on 01632 960 123" in text_of(exported(bot, SECRETARIAT, "word internal"))


def test_a_wrong_template_is_a_sentence_and_no_file(bot: Conversation, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    document = docx.Document()
    document.add_paragraph("{{ meting }}")
    document.save(str(folder / "register.docx"))
    bot.house.books.settings = Settings(templates=folder)

    heard = bot.command(SECRETARIAT, "/actions export")

    assert heard.text.startswith("The template register.docx is wrong: it has a placeholder {{ meting }}")
    assert bot.slack.files == []
    assert exported(bot, SECRETARIAT, "pdf").startswith(b"%PDF")


def test_free_words_ask_for_papers_too(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "can i have the register as pdf please")

    assert bot.slack.files[-1]["filename"] == "Action points 2026-06-16.pdf"
