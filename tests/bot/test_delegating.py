"""The secretariat's work in other hands: who acts, until when, and what they may."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli import main
from tests.conversation import Conversation

SECRETARIAT, DEPUTY, CHAIR, MEMBER = "Nadia Rahimi", "Helen Bartosz", "Marcus Ellery", "Tom Adisa"
SECRET = "/actions confidential 02/09"
HANDED = "/actions delegate Helen Bartosz until 12 June"


def test_who_acts_until_when_is_said_in_full(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, HANDED)

    assert heard.text == (
        "Helen Bartosz acts as secretariat up to and including Friday 12 June 2026.\n"
        "Until then Helen Bartosz may do all that the secretariat may, except hand it on."
        " `/actions delegate Helen Bartosz off` ends it before."
    )
    assert heard.labels == ["Undo"]


def test_whoever_acts_may_do_what_the_secretariat_may_until_it_ends_by_itself(bot: Conversation) -> None:
    refused = "Only the secretariat may decide what is confidential. Nothing was changed."
    assert bot.command(DEPUTY, SECRET).text == refused
    bot.command(SECRETARIAT, HANDED)

    assert bot.command(DEPUTY, SECRET).text.startswith("02/09 is confidential now.")
    assert bot.changes("02/09")[-1].by == DEPUTY
    bot.clock.step(timedelta(days=17))
    assert bot.command(DEPUTY, f"{SECRET} off").text.startswith("02/09 is no longer confidential.")
    bot.clock.step(timedelta(days=1))
    assert bot.command(DEPUTY, SECRET).text == refused


@pytest.mark.parametrize(
    "said", ["Helen Bartosz acts as secretariat until 12 June", "delegate to Helen Bartosz until 12 June"]
)
def test_it_can_be_said_in_plain_words(bot: Conversation, said: str) -> None:
    assert bot.writes(SECRETARIAT, said).text.startswith("Helen Bartosz acts as secretariat up to")
    asked = bot.writes(SECRETARIAT, "helen b is no longer acting as secretariat")
    assert asked.text.startswith("I understood: let Helen Bartosz act as secretariat no longer. Shall I?")
    bot.press(SECRETARIAT, asked, "Confirm")
    assert "Only the secretariat" in bot.command(DEPUTY, SECRET).text


def test_only_the_secretariat_hands_it_over_and_whoever_acts_does_not_hand_it_on(bot: Conversation) -> None:
    for who in (CHAIR, MEMBER, DEPUTY):
        assert bot.command(who, HANDED).text == (
            "Only the secretariat may let somebody act as secretariat. Nothing was changed."
        )
    bot.command(SECRETARIAT, HANDED)

    assert bot.command(DEPUTY, "/actions delegate Tom Adisa until 12 June").text == (
        "You act as secretariat until Friday 12 June 2026 yourself; only the secretariat can hand that on."
        " Nothing was changed."
    )
    assert "Only the secretariat" in bot.command(MEMBER, SECRET).text


def test_whoever_acts_can_end_it(bot: Conversation) -> None:
    bot.command(SECRETARIAT, HANDED)

    assert bot.command(DEPUTY, "/actions delegate off").text == "Helen Bartosz acts as secretariat no longer."
    assert bot.command(SECRETARIAT, "/actions delegate Helen Bartosz off").text == (
        "Helen Bartosz does not act as secretariat. Nothing was changed."
    )


def test_undoing_it_ends_it_too(bot: Conversation) -> None:
    bot.command(SECRETARIAT, HANDED)

    assert bot.command(SECRETARIAT, "/actions undo").text == "Undone: letting somebody act as secretariat."
    assert "Only the secretariat" in bot.command(DEPUTY, SECRET).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("delegate", "Say who and until when: `/actions delegate Ada until 3 January`. Nothing was changed."),
        ("delegate Helen Bartosz until whenever", "I cannot read “whenever” as a date. Nothing was changed;"),
        ("delegate Quentin until 12 June", "Nobody in the directory is called “Quentin”."),
        ("delegate me until 12 June", "Nadia Rahimi is the secretariat already. Nothing was changed."),
        ("delegate MASG until 12 June", "Multi-Agency Steering Group is no person, so nothing was changed."),
        ("delegate Alan Rudge until 12 June", "Alan Rudge does not sit on the partnership today."),
        ("delegate Helen Bartosz until 1 May 2026", "Friday 1 May 2026 has passed."),
    ],
)
def test_what_cannot_be_is_said(bot: Conversation, said: str, answer: str) -> None:
    assert bot.command(SECRETARIAT, f"/actions {said}").text.startswith(answer)
    assert "acts as secretariat" not in bot.command(SECRETARIAT, "/actions access").text


def test_who_acts_is_told_in_the_help_and_with_what_one_may_do(bot: Conversation) -> None:
    bot.command(SECRETARIAT, HANDED)

    acts = "Helen Bartosz acts as secretariat until Friday 12 June 2026."
    assert bot.writes(MEMBER, "help").text.endswith(acts)
    assert acts not in bot.writes("A Visitor", "help").text
    told = bot.writes(MEMBER, "who may do what").text
    assert told.startswith("To the partnership you are: member\nYou may\n")
    assert "• close action points" in told.partition("With what is your own you may")[2]
    assert told.endswith(acts)


def test_the_terminal_prints_the_table_and_who_acts(
    bot: Conversation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.command(SECRETARIAT, HANDED)
    monkeypatch.setenv("DATABASE_URL", bot.house.config.database_url)

    assert main(["--now", "2026-05-26T09:00", "access"]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "Helen Bartosz acts as secretariat until Friday 12 June 2026."
    assert "| export the register | export | yes | yes | yes | yes | yes | no | no |" in printed


def test_a_house_is_held_to_the_table_of_its_configuration(
    bot: Conversation, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", bot.house.config.database_url)
    file = tmp_path / "config.toml"
    file.write_text('[access]\nlog = ["secretariat"]\n', encoding="utf-8")
    at = ("--config", str(file), "--now", "2026-05-26T09:00")

    assert main([*at, "ask", "/actions add Tom Adisa to count the lamps", "--as", MEMBER]) == 1
    assert capsys.readouterr().out == "Only the secretariat may log action points. Nothing was changed.\n"
    assert main([*at, "access"]) == 0
    assert (
        "| log action points | log | yes | no (configured) | no (configured) | no (configured) | no (configured) | no | no |"
        in capsys.readouterr().out
    )
    file.write_text('[access]\nlog = ["guest"]\n', encoding="utf-8")
    assert main([*at, "access"]) == 1
    assert capsys.readouterr().err == (
        "[access] log names the guest, who may not log action points."
        " The configuration can only take permissions away; remove the name.\n"
    )
