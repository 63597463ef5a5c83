"""Out and in again: what a register says is read from every format that we write, and importing it changes nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.main import House
from store.history import Author
from store.papers.files import read_file
from store.papers.importing.importer import plan_import
from store.papers.importing.plan import Kind
from store.papers.reading.own_registers import Apart, apart
from store.papers.writing.register_paper import RegisterPaper
from store.papers.writing.registers import register_of_meeting
from store.papers.writing.writers import write
from tests.papers_out.registers import CLOSED, PAPER, ROW

FORMATS = ("docx", "pdf", "html", "xlsx", "csv")
NAMED = replace(
    PAPER,
    rows=(
        replace(ROW, owners=("Otis Bell", "Ines Marlowe"), status_text="In progress: counting."),
        CLOSED,
        replace(
            CLOSED,
            ref="11/03",
            full_ref="2030-11/03",
            text="=1+1 is what Ines Marlowe is to explain.",
            status="carried over",
            status_text="Carried over.",
            carried_to="2031-03/01",
        ),
    ),
)


@pytest.mark.parametrize("made", FORMATS)
def test_what_was_written_is_read(made: str, tmp_path: Path) -> None:
    file = tmp_path / f"register.{made}"
    file.write_bytes(write(NAMED, made))

    found = read_file(file).actions

    assert [(one.ref, one.text, one.owners, one.status.value, one.note) for one in found] == [
        (row.ref, row.text, row.owners, row.status, row.status_text) for row in NAMED.rows
    ]
    assert found[0].due_date == ROW.due


def register(home: House, day: date) -> RegisterPaper:
    with home.books.open(home.partnership(), Author("a test"), writes=False) as books:
        board = books.directory.board()
        meeting = books.calendar.on(board, day) if board else None
        assert meeting is not None
        return register_of_meeting(books, meeting)


def planned(home: House, file: Path) -> list[str]:
    with home.books.open(home.partnership(), Author("a test"), writes=False) as books:
        return [
            str(entry) for entry in plan_import(read_file(file), books).entries if entry.kind is not Kind.SAME
        ]


@pytest.mark.parametrize("made", FORMATS)
def test_importing_what_was_exported_changes_nothing(home: House, made: str, tmp_path: Path) -> None:
    file = tmp_path / f"register.{made}"
    file.write_bytes(write(register(home, date(2026, 6, 16)), made))

    assert planned(home, file) == []
    assert len(read_file(file).actions) == 9


@pytest.mark.parametrize("made", ["docx", "pdf", "html"])
def test_importing_a_corrected_one_changes_what_was_corrected(home: House, made: str, tmp_path: Path) -> None:
    paper = register(home, date(2026, 6, 16))
    rows = [
        replace(row, status="closed", status_text="Closed: Asked.") if row.ref == "02/09" else row
        for row in paper.rows
    ]
    file = tmp_path / f"register.{made}"
    file.write_bytes(write(replace(paper, rows=tuple(rows)), made))

    (change,) = planned(home, file)

    assert change.startswith(
        "change: action point: 02/09 status: open -> closed; note: none -> Closed: Asked."
    )


@pytest.mark.parametrize(
    ("text", "note", "parted"),
    [
        ("Count.", "Open.", Apart("Count.", "Open.")),
        ("Count. Owner: Ada", "Open. Was due 1 May 2031.", Apart("Count.", "Open.", "Ada", "1 May 2031")),
        (
            "Count.",
            "C/f. Continued from 2030-07/04. Continues as MASG 2031-03/01. Due 1 May 2031. 2 March 2031, Ada: Soon.",
            Apart("Count.", "C/f.", "", "1 May 2031"),
        ),
        (
            "Find out who owns it: Owners",
            "Due at once.",
            Apart("Find out who owns it: Owners", "Due at once."),
        ),
        ("Count.", "Closed: Due process was followed.", Apart("Count.", "Closed: Due process was followed.")),
    ],
)
def test_what_stands_below_is_taken_apart(text: str, note: str, parted: Apart) -> None:
    assert apart(text, note) == parted
