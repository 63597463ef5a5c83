"""`import` at the terminal: a table of what would change, unsure rows asked one by one, all of it or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.main import House
from tests.bot.test_papers import ROWS, register

Run = Callable[..., int]


@pytest.fixture
def run(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The terminal over the sample's books; `says` is what is typed, one answer after the other."""
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.chdir(tmp_path)

    def bring(content: bytes, *options: str, says: str = "", name: str = "register.docx") -> int:
        Path(name).write_bytes(content)
        answers = iter(says)
        monkeypatch.setattr("builtins.input", lambda _question: next(answers))
        return main(["--now", "2026-05-26T09:00", "import", name, *options])

    return bring


def test_a_table_of_what_would_change(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(register(*ROWS[:3]), says="y") == 0

    assert capsys.readouterr().out.splitlines() == [
        "register.docx:",
        "       what          where           says",
        "  add  action point  table 1, row 2  02/21 Share the map of the lamps. (open; owner: Tom Adisa; due: 12 June 2026), minuted in 02/2026",
        "  add  action point  table 1, row 3  02/22 Write to the operators of the night buses. (closed; owner: Helen Bartosz), minuted in 02/2026",
        "  Adds 2 action points; changes nothing; leaves 2.",
        "  Done.",
    ]


@pytest.mark.parametrize(
    ("options", "says", "end"),
    [
        ((), "nn", "Left as it was. Nothing was changed."),
        ((), "yn", "Left as it was. Nothing was changed."),
        ((), "ny", "Done."),
        ((), "yy", "Done."),
        (("--yes",), "", "Done."),
        (("--yes", "--unsure"), "", "Done."),
    ],
)
def test_unsure_rows_are_asked_one_by_one(
    run: Run, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], says: str, end: str
) -> None:
    assert run(register(*ROWS), *options, says=says) == 0
    assert capsys.readouterr().out.splitlines()[-1].strip() == end

    assert run(register(*ROWS), "--yes", "--details") == 0
    again = capsys.readouterr().out
    taken = says == "yy" or "--unsure" in options
    assert ("02/23 (proposed)" in again) is not taken
    assert ("Nothing to do." in again) is (end == "Done.")


def test_a_damaged_file_among_others_stops_it_all(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pack.pdf").write_bytes(b"%PDF-1.7 nonsense")

    assert run(register(*ROWS), "pack.pdf", "--yes") == 1

    said = capsys.readouterr()
    assert said.err.startswith("pack.pdf is damaged")
    assert said.out == ""


def test_limits_come_from_the_configuration(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text("[papers]\nmegabytes = 1\n")

    assert run(b"x" * 2_000_000, name="pack.txt") == 1

    assert capsys.readouterr().err.startswith("pack.txt has 2 MB; I take on files of up to 1 MB.")
