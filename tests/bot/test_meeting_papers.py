"""`/meetings agenda pdf` and `/meetings pack` in Slack, and the same papers at the terminal."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.main import House
from tests.conversation import Conversation
from tests.papers_out.word_text import text_of

SECRETARIAT, MEMBER, VISITOR = "Nadia Rahimi", "Tom Adisa", "A Visitor"


def given(bot: Conversation, who: str, line: str) -> bytes:
    bot.command(who, line)
    content = bot.slack.files[-1]["content"]
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize(
    ("line", "begins", "named"),
    [
        ("/meetings agenda pdf", b"%PDF-1.7", "Agenda 2026-06-16.pdf"),
        ("/meetings agenda word 16 June", b"PK", "Agenda 2026-06-16.docx"),
        ("/meetings pack", b"PK", "Meeting pack 2026-06-16.docx"),
        ("/meetings pack as a pdf for June", b"%PDF-1.7", "Meeting pack 2026-06-16.pdf"),
        ("/meetings minutes", b"PK", "Draft minutes 2026-02-10.docx"),
        ("/meetings minutes pdf October", b"%PDF-1.7", "Draft minutes 2025-10-14.pdf"),
        ("/meetings annual", b"PK", "Annual review 2025-26.docx"),
        ("/meetings annual review html 2025/26", b"<!DOCTYPE html>", "Annual review 2025-26.html"),
        ("/meetings pack html", b"<!DOCTYPE html>", "Meeting pack 2026-06-16.html"),
    ],
)
def test_each_by_its_words(bot: Conversation, line: str, begins: bytes, named: str) -> None:
    assert given(bot, MEMBER, line).startswith(begins)
    assert bot.slack.files[-1]["filename"] == named


def test_the_pack_holds_the_agenda_the_information_and_the_action_points(bot: Conversation) -> None:
    said = text_of(given(bot, MEMBER, "/meetings pack"))

    assert "- Tuesday 16 June 2026" in said
    assert "- The Corn Hall, Market Place, Pellingford, with a hybrid option for members" in said
    assert "- Questions from the public are to be sent in by 10:00 on Monday 15 June 2026" in said
    assert "4\tMinutes of 10 February 2026: Agreement\tBoard / members\t10:30\t5" in said
    assert "Anybody may come and listen to the part of a meeting that is open to the public." in said
    assert (
        "02/03\tNadia Rahimi to circulate the evaluation of Night Welcome's first season.\tClosed: " in said
    )
    assert "02/08" not in said


def test_a_confidential_item_is_named_in_the_internal_edition_alone(bot: Conversation) -> None:
    bot.command(
        SECRETARIAT, "/meetings agenda add 16 June A death in Tanner's Row, Ada Okafor, confidential paper"
    )

    public = text_of(given(bot, SECRETARIAT, "/meetings agenda docx"))
    internal = text_of(given(bot, SECRETARIAT, "/meetings agenda internal docx"))

    assert "Confidential item" in public
    assert "A death in Tanner's Row" not in public
    assert "A death in Tanner's Row" in internal
    assert "2\tClosed session\t\t10:05\t20" in public
    assert (
        "2\tClosed session for Board and members: Learning from a death review\tAmina Yusuf\t10:05\t20"
        in internal
    )
    assert bot.slack.files[-1]["channel"].startswith("D")
    assert bot.command(MEMBER, "/meetings pack internal").text.startswith(
        "Only the secretariat, the chair and"
    )


def test_where_there_is_no_agenda_nothing_is_written(bot: Conversation) -> None:
    heard = bot.command(MEMBER, "/meetings pack 28 May")

    assert heard.text == (
        "There is no agenda yet for the meeting of 28 May 2026, so nothing was written."
        " The secretariat begins one with `/meetings agenda start`."
    )
    assert bot.slack.files == []
    assert "export the register" in bot.command(VISITOR, "/meetings pack").text


def test_the_annual_review_tells_its_figures(bot: Conversation) -> None:
    heard = bot.command(MEMBER, "/meetings annual")

    assert heard.text.startswith("Annual review 2025/26: draft. 3 meetings were held. ")
    assert bot.command(MEMBER, "/meetings annual soon").text.startswith("“soon” is no year that I know.")
    assert bot.command(MEMBER, "/meetings annual 2019").text.startswith("No meeting was held in 2019")


def test_what_is_to_come_is_not_minuted(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings minutes 16 June")

    assert heard.text == (
        "The meeting of 16 June 2026 is to come, so there is nothing to minute yet. Nothing was written."
    )
    assert bot.slack.files == []


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("can i have the agenda as pdf", "Agenda 2026-06-16.pdf"),
        ("can you make me the draft minutes for the last meeting", "Draft minutes 2026-02-10.docx"),
        ("please export the annual review as html", "Annual review 2025-26.html"),
        ("can you send me the annual report as word", "Annual review 2025-26.docx"),
        ("please send me the meeting pack as a pdf", "Meeting pack 2026-06-16.pdf"),
    ],
)
def test_free_words_ask_for_them_too(bot: Conversation, said: str, named: str) -> None:
    bot.writes(SECRETARIAT, said)

    assert bot.slack.files[-1]["filename"] == named


def test_at_the_terminal(
    home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "pack.pdf"
    asked = ["--now", "2026-05-26T09:00", "export", "--paper", "pack", "--format", "pdf", "-o", str(out)]

    assert main(asked) == 1
    assert main([*asked, "--meeting", "2026-06-16"]) == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert capsys.readouterr().err.splitlines() == [
        "Say for which meeting with --meeting. No pack was written.",
        f"Written: {out}, Pellingford Community Safety Partnership Board: meeting pack for the meeting of 16 June 2026.",
    ]
