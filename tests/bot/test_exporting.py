"""`export` at the terminal: into a file, and what is said of it."""

import io
from pathlib import Path

import docx
import pytest
from ical.calendar_stream import IcsCalendarStream

from bot.cli import main
from bot.main import House


@pytest.fixture
def run(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The terminal over the sample's books; the file that is written."""
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "out"


def export(run: Path, *options: str) -> bytes:
    assert main(["--now", "2026-05-26T09:00", "export", *options, "-o", str(run)]) == 0
    return run.read_bytes()


def test_the_meetings_for_a_calendar(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = IcsCalendarStream.calendar_from_ics(export(run, "--format", "ics").decode())

    assert len(calendar.events) == 12
    assert capsys.readouterr().err == f"Written: {run}, 7 meetings.\n"


@pytest.mark.parametrize(
    ("options", "summaries"),
    [
        (["--group", "MASG"], ["Pellingford CSP: MASG meeting"]),
        (["--meeting", "2026-06-16"], ["Pellingford CSP: Board meeting"]),
        (["--meeting", "2026-06-03", "--group", "riverside"], ["Pellingford CSP: Riverside meeting"]),
    ],
)
def test_of_a_group_or_one_meeting(run: Path, options: list[str], summaries: list[str]) -> None:
    calendar = IcsCalendarStream.calendar_from_ics(export(run, "--format", "ics", *options).decode())

    assert [event.summary for event in calendar.events] == summaries


@pytest.mark.parametrize(
    ("options", "title"),
    [([], "2026/27"), (["2025/26"], "2025/26"), (["2026"], "2026")],
)
def test_the_timetable_of_a_year(
    run: Path, capsys: pytest.CaptureFixture[str], options: list[str], title: str
) -> None:
    document = docx.Document(io.BytesIO(export(run, "--timetable", *options)))

    assert document.core_properties.title == f"Pellingford CSP Timetable {title}"
    assert capsys.readouterr().err.endswith(" meetings.\n")


def test_the_register_of_a_groups_meeting(run: Path) -> None:
    export(run, "--meeting", "2026-05-28", "--group", "MASG", "--format", "csv")

    assert "There are no action points for the meeting of 28 May 2026." in run.read_text(encoding="utf-8-sig")


def test_the_register_of_a_meeting_and_all_of_it(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(run, "--meeting", "2026-06-16", "--format", "json")
    export(run, "--format", "json")

    assert capsys.readouterr().err == f"Written: {run}, 9 action points.\nWritten: {run}, 25 action points.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--format", "ics", "--meeting", "2026-06-17"],
            "The Board has no meeting on 2026-06-17, so nothing was written.",
        ),
        (["--format", "ics", "--meeting", "17 June"], "“17 June” is no date; write it as 2025-10-21."),
        (
            ["--format", "ics", "--group", "Atlantis"],
            "There is no group “Atlantis”, so nothing was written. There are: Board, MASG, Riverside.",
        ),
        (
            ["--meeting", "2026-06-16", "--group", "MASG"],
            "MASG has no meeting on 2026-06-16, so nothing was written.",
        ),
        (
            ["--group", "MASG"],
            "Of a group the register of one meeting is written. Nothing was written; say which with --meeting.",
        ),
        (["--timetable", "soon"], "“soon” is no year, so nothing was written. Write 2026 or 2026/27."),
        (
            ["--timetable", "--format", "ics"],
            "A timetable is written as docx or pdf, of all groups. Nothing was written; leave the other options out.",
        ),
    ],
)
def test_what_there_is_not_gets_a_sentence(
    run: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["--now", "2026-05-26T09:00", "export", *options, "-o", str(run)]) == 1

    assert capsys.readouterr().err == f"{said}\n"
    assert not run.exists()


@pytest.mark.parametrize(
    ("made", "begins"), [("pdf", b"%PDF-1.7"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")]
)
def test_the_register_in_every_format(run: Path, made: str, begins: bytes) -> None:
    assert export(run, "--meeting", "2026-06-16", "--format", made).startswith(begins)


def test_editions_and_choices(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in (
        ["--edition", "public"],
        ["--meeting", "2026-06-16", "--edition", "internal"],
        ["--only", "open", "--about", "Tom Adisa"],
        ["--about", "lighting"],
    ):
        export(run, "--format", "csv", *options)

    written = capsys.readouterr().err.splitlines()
    assert written[:2] == [f"Written: {run}, 24 action points.", f"Written: {run}, 10 action points."]
    assert all("24 action points" not in line for line in written[2:])


def test_a_meetings_register_is_written_whole(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--meeting", "2026-06-16", "--only", "open", "-o", str(run)]) == 1

    assert capsys.readouterr().err == (
        "A meeting's register is written whole. Nothing was written; leave --only and --about out.\n"
    )


def test_the_folder_of_templates_is_begun_and_looked_through(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = run.parent / "templates"

    assert main(["templates"]) == 0
    first = capsys.readouterr().out.splitlines()
    assert first[0].startswith(f"Written into {folder}: register.docx")
    assert "ok      register.docx" in first
    assert any(
        line.startswith("In register.docx can stand: ") and "rows[].reference" in line for line in first
    )

    document = docx.Document(str(folder / "register.docx"))
    document.add_paragraph("{{ meting }}")
    document.save(str(folder / "register.docx"))
    assert main(["templates"]) == 1
    assert "not ok  register.docx: The template register.docx is wrong" in capsys.readouterr().out
    assert main(["export", "--meeting", "2026-06-16", "-o", str(run)]) == 1
    assert "did you mean {{ meeting }}" in capsys.readouterr().err
    assert not run.exists()
