"""Further habits of councils: action points in lists, in shaded columns, on several sheets, and in the words of a letter."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest

from store.papers.files import read_content
from store.papers.paper import Paper
from store.tables.register import Status
from tests.papers.test_standings import fill

TITLE = "Northmere Community Safety Partnership"
OPEN, GOING, CARRIED, CLOSED = Status.OPEN, Status.IN_PROGRESS, Status.CARRIED_OVER, Status.CLOSED
Row = tuple[str, tuple[str, ...], date | None, Status]


def found(paper: Paper) -> list[Row]:
    return [(a.text, a.owners, a.due_date, a.status) for a in paper.actions]


def word(
    lines: Sequence[str], rows: Sequence[Sequence[str]] = (), shades: dict[int, str] | None = None
) -> Any:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        for at, colour in (shades or {}).items():
            fill(table.rows[at].cells[-1], colour)
    return document


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def numbered() -> Paper:
    lines = [
        TITLE, "Meeting of 8 July 2025", "Action log",
        "1. Share the profile of the market square.", "Owner: Ada Okafor", "By: 12 September 2025", "Status: Open",
        "2. Map the lighting of the park.", "Owner: Ben Holt", "By: 30 September 2025", "Status: Complete",
        "3. Write to the operators.", "Owner: Cara Iversen and Dev Marlowe", "By: 3 October 2025", "Status: In progress",
    ]  # fmt: skip
    return read_content(saved(word(lines)), "log.docx")


NUMBERED: list[Row] = [
    ("Share the profile of the market square.", ("Ada Okafor",), date(2025, 9, 12), OPEN),
    ("Map the lighting of the park.", ("Ben Holt",), date(2025, 9, 30), CLOSED),
    ("Write to the operators.", ("Cara Iversen", "Dev Marlowe"), date(2025, 10, 3), GOING),
]


def shaded() -> Paper:
    rows = [
        ("Ref", "Action", "Lead", "Due", "RAG"),
        ("07/01", "Share the profile.", "Ada Okafor", "12 September 2025", ""),
        ("07/02", "Map the lighting.", "Ben Holt", "30 September 2025", ""),
        ("07/03", "Write to the operators.", "Cara Iversen", "3 October 2025", ""),
    ]
    lines = [
        TITLE,
        "14 October 2025",
        "Action points",
        "Key: Green = complete, Amber = in progress, Red = not started",
    ]
    colours = {1: "00B050", 2: "FFC000", 3: "FF0000"}
    return read_content(saved(word(lines, rows, shades=colours)), "log.docx")


SHADED: list[Row] = [
    ("Share the profile.", ("Ada Okafor",), date(2025, 9, 12), CLOSED),
    ("Map the lighting.", ("Ben Holt",), date(2025, 9, 30), GOING),
    ("Write to the operators.", ("Cara Iversen",), date(2025, 10, 3), OPEN),
]


def two_heads() -> Paper:
    html = f"""<h1>{TITLE}</h1><p>14 October 2025</p><table>
<tr><th colspan="5">Matters arising and action tracker</th></tr>
<tr><th rowspan="2">No</th><th rowspan="2">Action</th><th colspan="2">Responsibility</th><th rowspan="2">Position</th></tr>
<tr><th>Officer</th><th>Target date</th></tr>
<tr><td>1</td><td>Share the profile.</td><td>Ada Okafor</td><td>31/10/2025</td><td>Discharged</td></tr>
<tr><td>2</td><td>Map the lighting.</td><td>Ben Holt / Cara Iversen</td><td>30/11/2025</td><td>c/f</td></tr>
</table>"""
    return read_content(html.encode(), "tracker.html")


TWO_HEADS: list[Row] = [
    ("Share the profile.", ("Ada Okafor",), date(2025, 10, 31), CLOSED),
    ("Map the lighting.", ("Ben Holt", "Cara Iversen"), date(2025, 11, 30), CARRIED),
]


def sheets() -> Paper:
    book = openpyxl.Workbook()
    heads = ["Action", "Owner", "Deadline", "Update"]
    for at, (title, rows) in enumerate(
        (
            ("July 2025", [["Share the profile.", "Ada Okafor", date(2025, 9, 12), "Awaiting data"]]),
            ("October 2025", [["Map the lighting.", "Ben Holt", date(2025, 11, 30), ""]]),
            ("Closed", [["Write to the operators.", "Cara Iversen", date(2025, 6, 1), "Letter sent"]]),
        )
    ):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = title
        for row in (heads, *rows):
            sheet.append(row)
    return read_content(saved(book), "tracker.xlsx")


SHEETS: list[Row] = [
    ("Share the profile.", ("Ada Okafor",), date(2025, 9, 12), GOING),
    ("Map the lighting.", ("Ben Holt",), date(2025, 11, 30), OPEN),
    ("Write to the operators.", ("Cara Iversen",), date(2025, 6, 1), CLOSED),
]


def digest() -> Paper:
    text = f"""Dear all,

Thank you for coming to the {TITLE} meeting on 8 July 2025. These are the actions:

- Ada Okafor to share the profile of the market square by 12 September 2025
- Ben Holt to map the lighting of the park by 30 September 2025 (done)
- ACTION: Cara Iversen to write to the operators by 3 October 2025

Kind regards
Petra
"""
    return read_content(text.encode(), "digest.txt")


DIGEST: list[Row] = [
    (
        "Ada Okafor to share the profile of the market square by 12 September 2025",
        ("Ada Okafor",),
        date(2025, 9, 12),
        OPEN,
    ),
    (
        "Ben Holt to map the lighting of the park by 30 September 2025",
        ("Ben Holt",),
        date(2025, 9, 30),
        CLOSED,
    ),
    ("Cara Iversen to write to the operators by 3 October 2025", ("Cara Iversen",), date(2025, 10, 3), OPEN),
]


@pytest.mark.parametrize(
    ("read", "expected"),
    [(numbered, NUMBERED), (shaded, SHADED), (two_heads, TWO_HEADS), (sheets, SHEETS), (digest, DIGEST)],
)
def test_each_is_read_as_people_read_it(read: Callable[[], Paper], expected: list[Row]) -> None:
    assert sorted(found(read()), key=str) == sorted(expected, key=str)


def test_two_tables_of_the_same_headings_are_both_read() -> None:
    heads = ("Action", "Owner", "Status")
    document = word([TITLE, "8 July 2025", "Police"], [heads, ("Share the profile.", "Ada Okafor", "Open")])
    document.add_paragraph("Council")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (heads, ("Map the lighting.", "Ben Holt", "Done")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text

    assert [(text, status) for text, _, _, status in found(read_content(saved(document), "log.docx"))] == [
        ("Share the profile.", OPEN),
        ("Map the lighting.", CLOSED),
    ]


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        pytest.param(
            "Month-Number,Action point,Owner,Due,Update",
            [
                "07/05,Recommend how the grant is spent,Ada Okafor,12/09/2025,Paper drafted",
                ",New: share the timetable,Ben Holt,end of July,",
            ],
            [("07/05", "Recommend how the grant is spent"), ("", "New: share the timetable")],
            id="owner and day",
        ),
        pytest.param(
            "Ref,Action,Lead,Deadline,Status",
            ["07/05,Answer the consultation,Ada Okafor,28/05/2025,Closed", ",Ask the schools,Ben,,Open"],
            [("07/05", "Answer the consultation"), ("", "Ask the schools")],
            id="status",
        ),
        pytest.param(
            "Ref,Action,Lead,Deadline,Status",
            [
                "07/05,Answer the consultation on,Ada,28 May,In",
                ",drinking in the street,Okafor,2025,progress",
            ],
            [("07/05", "Answer the consultation on drinking in the street")],
            id="a row that goes on",
        ),
    ],
)
def test_a_row_without_a_reference_is_one_of_its_own_where_it_is_whole(
    head: str, rows: list[str], expected: list[tuple[str, str]]
) -> None:
    paper = read_content("\n".join((head, *rows)).encode(), "log.csv")

    assert [(a.ref, a.text) for a in paper.actions] == expected


def test_the_lead_of_a_target_may_be_asked_for_in_words() -> None:
    rows = ["What we will do,Who leads,Timescale", "Train the youth workers,Mere Council,March 2032"]
    paper = read_content("\n".join(("Community safety action plan", *rows)).encode(), "plan.csv")

    assert [(t.text, t.lead, t.timescale) for t in paper.targets] == [
        ("Train the youth workers", "Mere Council", "March 2032")
    ]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("30 June 2026", date(2026, 6, 30)),
        ("June 2026", date(2026, 6, 30)),
        ("31 June 2026", None),
        ("31/06/2026", None),
        ("29 Feb 2027", None),
        ("Tuesday 4 March 2026", None),  # which is a Wednesday
        ("Wednesday 4 March 2026", date(2026, 3, 4)),
    ],
)
def test_a_day_that_no_calendar_has_is_not_taken_for_its_month(printed: str, day: date | None) -> None:
    paper = read_content(
        f"Ref,Action,Owner,Due,Status\n02/05,Ask the schools,Ben Holt,{printed},Open".encode(), "log.csv"
    )

    assert [(a.due, a.due_date) for a in paper.actions] == [(printed, day)]
    assert [line.text for line in paper.unread] == ([] if day else [printed])
