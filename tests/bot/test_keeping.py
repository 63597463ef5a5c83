"""`backup`, `restore` and `export --everything` at the terminal, the copies of a bot at work, and what `check` says."""

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from bot.checking import check
from bot.cli import main
from bot.config import load
from bot.keeping import nightly_copies
from bot.main import House
from scheduler.nightly import copies
from store.backups import verify
from store.errors import Invalid
from tests.waiting import eventually

NOW = ("--now", "2026-05-26T09:00")


@pytest.fixture
def folder(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The terminal over the sample's books, in a folder of its own."""
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_books_are_copied_lost_and_put_back(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main([*NOW, "backup", "copy.db"]) == 0
    assert capsys.readouterr().out.startswith("Copied to copy.db; its checksum stands beside it: ")
    assert main([*NOW, "restore", "copy.db"]) == 1
    assert capsys.readouterr().err.startswith("There are books already, so nothing was restored.")

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'new.db'}")
    assert main([*NOW, "restore", "copy.db"]) == 0
    assert capsys.readouterr().out.startswith(
        "Restored: the books of Pellingford Community Safety Partnership, last changed on "
    )
    assert main([*NOW, "ask", "/actions 02/10", "--as", "Tom Adisa"]) == 0
    assert "02/10" in capsys.readouterr().out


def test_reminders_that_were_due_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: House
) -> None:
    from bot.policies import policy_of  # noqa: PLC0415
    from scheduler.refresh import refresh  # noqa: PLC0415

    with home.books.session(writes=True) as session:
        refresh(session, home.partnership(), policy_of(home.config), home.books.clock.now())
        session.commit()
    main([*NOW, "backup", "copy.db"])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'new.db'}")

    assert main(["--now", "2026-06-10T09:30", "restore", "copy.db"]) == 0
    assert "may have been posted: " in capsys.readouterr().out


def test_everything_is_handed_over(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([*NOW, "export", "--everything", "-o", "all.zip"]) == 0
    assert capsysbinary.readouterr().err.startswith(b"Written: all.zip, ")
    with zipfile.ZipFile(folder / "all.zip") as file:
        assert {"about.txt", "everything.json", "tables/action_point.csv"} <= set(file.namelist())

    assert main([*NOW, "export", "--everything"]) == 0
    with zipfile.ZipFile(io.BytesIO(capsysbinary.readouterr().out)) as file:
        assert json.loads(file.read("everything.json"))["partnership"][0]["short_name"] == "Pellingford CSP"

    assert main([*NOW, "export", "--everything", "-o", "nowhere/all.zip"]) == 1
    assert capsysbinary.readouterr().err.startswith(b"nowhere/all.zip cannot be written: No such file")


def test_a_bot_at_work_makes_its_copy(home: House, tmp_path: Path) -> None:
    config = msgspec.structs.replace(home.config, copies=tmp_path / "copies")
    with nightly_copies(House(config, home.engine, home.books, home.assistant)):
        ((_, copy),) = eventually(lambda: copies(tmp_path / "copies"))
    verify(copy)


def checked(folder: Path, now: str) -> str:
    (folder / "config.toml").write_text('[backup]\nfolder = "copies"\n', encoding="utf-8")
    return next(str(each) for each in check(folder / "config.toml", now) if each.what == "copies")


def test_check_says_how_the_copies_are(folder: Path) -> None:
    kept, at = folder / "copies", "2026-05-26T09:00"
    assert checked(folder, at) == f"ok      copies: none yet in {kept}; the first is made when the bot runs."
    kept.mkdir()
    main([*NOW, "backup", "copies/books-2026-05-25.db"])
    assert checked(folder, at).startswith(
        f"ok      copies: 1 in {kept}; the last one, of Monday 25 May 2026, agrees"
    )
    assert checked(folder, "2026-05-28T09:00").startswith(
        f"not ok  copies: the last one in {kept} is of Monday 25 May"
    )
    with (kept / "books-2026-05-25.db").open("ab") as file:
        file.write(b"x")
    assert checked(folder, at).startswith("not ok  copies: books-2026-05-25.db is not what")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("keep = 0", "[backup] keep must be 1 or more."),
        ('folder = "x"', "[backup] folder is set, but the books are in"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[backup]\n{text}\n", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        load(file, {"DATABASE_URL": "postgresql://somewhere/books"})
    assert str(refused.value).startswith(sentence)
