"""`person export` and `person forget` at the terminal, over the sample partnership."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.conversation import Conversation

TOM, NADIA = "Tom Adisa", "Nadia Rahimi"
WAYS = (b"Tom Adisa", b"tom.adisa@", b"01632 960102", b"U0PELTOM")


@pytest.fixture(autouse=True)
def database(bot: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", bot.house.config.database_url)


def terminal(*words: str) -> int:
    return main(["--now", "2026-05-26T09:00", "person", *words])


def test_everything_held_is_told_for_reading(
    bot: Conversation, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    bot.command(TOM, "/actions close 02/10 sent")

    assert terminal("export", TOM) == 0

    told = capsysbinary.readouterr().out.decode()
    assert "person (1)\n  name: Tom Adisa; email: tom.adisa@pellingford.example; phone: 01632 960102" in told
    assert "what: closing 02/10" in told
    assert "Tom Adisa to draft the Partnership's answer" in told
    assert "Helen Gorringe" not in told


def test_and_as_json_into_a_file(bot: Conversation, tmp_path: Path) -> None:
    bot.command(TOM, "/actions close 02/10 sent")
    file = tmp_path / "tom.json"

    assert terminal("export", TOM, "--json", "-o", str(file)) == 0

    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["person"][0]["email"] == "tom.adisa@pellingford.example"
    assert {"person", "membership", "action_point", "owner", "attendance", "history", "change"} <= set(found)


def test_somebody_is_forgotten_after_saying_what_it_comes_to(
    bot: Conversation, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bot.command(TOM, "/actions update 02/10 Tom Adisa is still at it")
    bot.writes(TOM, "02/10")

    assert terminal("forget", TOM, "--yes") == 0

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Tom Adisa becomes “the Pellingford Borough Council’s member”."
    assert told[2] == "  They still sit; their seats end today."
    assert any(line.startswith("  They still own 2026-02/10: give them to somebody else") for line in told)
    assert told[-1] == "Backups and exported papers made before still hold the name."
    files = b"".join(path.read_bytes() for path in tmp_path.glob("books.db*"))
    assert [way for way in WAYS if way in files] == []
    shown = bot.command(NADIA, "/actions 02/10").text
    assert shown.startswith(
        "02/10 The Pellingford Borough Council’s member to draft the Partnership's answer"
    )
    assert bot.command("Tom Adisa", "/actions").text.startswith("I do not know you as a member yet")


@pytest.mark.parametrize("answer", ["n\n", "\n", "what?\n", ""])
def test_without_a_yes_nothing_is_changed(
    bot: Conversation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))

    assert terminal("forget", TOM) == 1

    assert capsys.readouterr().out.endswith("Left as it was. Nothing was changed.\n")
    assert bot.point("02/10").owners == (TOM,)
    assert bot.command(TOM, "/actions").text.startswith("Your open action points")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Quentin Quibble", "Nobody in the directory is called “Quentin Quibble”."),
        ("Helen", "“Helen” may be Helen Bartosz or Helen Gorringe."),
        ("MASG", "“MASG” is no person of the directory. Nothing was changed."),
        ("", "Nobody in the directory is called “”."),
    ],
)
def test_whoever_cannot_be_found_is_said(
    capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    for what in (("export",), ("forget", "--yes")):
        assert terminal(*what, name) == 1
        assert capsys.readouterr().err.startswith(sentence)


def test_from_the_shell_to_the_books(bot: Conversation) -> None:
    command = [sys.executable, "-m", "bot", "--now", "2026-05-26T09:00", "person", "forget", TOM]

    asked = subprocess.run(command, input="y\n", capture_output=True, text=True, check=True)

    assert "Shall I forget them? It cannot be undone. [y/N] " in asked.stdout
    assert "Done: Tom Adisa is “the Pellingford Borough Council’s member” from now on." in asked.stdout
    assert bot.point("02/10").owners == ("The Pellingford Borough Council’s member",)
    again = subprocess.run([*command, "--yes"], capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("Nobody in the directory is called “Tom Adisa”.")
