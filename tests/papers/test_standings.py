"""How a plan's targets stand, as papers print it: words, letters and colours, in each kind of file."""

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import PatternFill

from store.papers.files import read_content
from store.papers.opening.shades import shade, telling
from store.papers.paper import Paper

HEADS = ("Target", "Lead", "Timescale", "RAG", "Progress")
ROWS = (
    ("Light the park.", "Police", "March 2032", "On track", "Lamps were ordered."),
    ("Mark bicycles.", "Parish", "Quarterly", "", "Awaiting funding."),
    ("Sing about locks.", "Council", "June 2032", "R", ""),
    ("Count the doors.", "Fire", "May 2031", "Complete", "Done in May."),
    ("Paint the gate.", "Parish", "2032", "Amber: no paint", ""),
    ("Mend the wall.", "Parish", "July 2032", "", ""),
)
SHADES = {1: "FFC000", 2: "C00000", 5: "92D050"}
FOUND = [
    ("On track", "green", "On track. Lamps were ordered."),
    (None, "amber", "Awaiting funding."),
    ("R", "red", None),
    ("Complete", "complete", "Complete. Done in May."),
    ("Amber: no paint", "amber", "No paint."),
    (None, "green", None),
]


def told(paper: Paper) -> list[tuple[str | None, str | None, str | None]]:
    return [(target.status, target.colour, target.progress) for target in paper.targets]


def fill(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def word(*, stripes: bool = False) -> Paper:
    document = docx.Document()
    document.add_heading("Community safety plan 2031/32", 1)
    document.add_paragraph("Progress as at 14 October 2031")
    table = document.add_table(rows=1, cols=len(HEADS))
    for at, row in enumerate((HEADS, *ROWS)):
        cells = table.rows[0].cells if at == 0 else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
            if stripes and at % 2:
                fill(cell, "E2EFD9")
        if not stripes and at - 1 in SHADES:
            fill(cells[3], SHADES[at - 1])
    held = io.BytesIO()
    document.save(held)
    return read_content(held.getvalue(), "plan.docx")


def excel() -> Paper:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Community safety plan 2031/32"])
    sheet.append([])
    sheet.append(HEADS)
    for at, row in enumerate(ROWS):
        sheet.append(row)
        if at in SHADES:
            sheet.cell(at + 4, 4).fill = PatternFill("solid", fgColor=f"FF{SHADES[at]}")
    held = io.BytesIO()
    book.save(held)
    return read_content(held.getvalue(), "plan.xlsx")


def page() -> Paper:
    def cell(text: str, row: int, column: int) -> str:
        colour = f' style="background-color: #{SHADES[row]}"' if row in SHADES and column == 3 else ""
        return f"<td{colour}>{text}</td>"

    head = "".join(f"<th>{text}</th>" for text in HEADS)
    body = "".join(
        "<tr>" + "".join(cell(text, at, column) for column, text in enumerate(row)) + "</tr>"
        for at, row in enumerate(ROWS)
    )
    html = f"<h1>Community safety plan 2031/32</h1><table><tr>{head}</tr>{body}</table>"
    return read_content(html.encode(), "plan.html")


@pytest.mark.parametrize("read", [word, excel, page])
def test_words_letters_and_colours_are_read_in_each_kind_of_file(read: Any) -> None:
    assert told(read()) == FOUND


def test_the_day_that_the_top_names_is_the_one_it_speaks_for() -> None:
    assert word().as_at == date(2031, 10, 14)
    assert excel().as_at is None


def test_rows_striped_in_one_colour_say_nothing() -> None:
    assert [colour for _, colour, _ in told(word(stripes=True))] == [
        "green",
        None,
        "red",
        "complete",
        "amber",
        None,
    ]


@pytest.mark.parametrize(
    ("printed", "colour"),
    [
        ("G", "green"),
        ("Red", "red"),
        ("Status: Amber", "amber"),
        ("Behind schedule", "amber"),
        ("Well behind", "red"),
        ("Not on track", "red"),
        ("on-track", "green"),
        ("In progress", "green"),
        ("Not started", "grey"),
        ("Not yet due", "grey"),
        ("Completed May 2031", "complete"),
        ("Nearly complete", "green"),
        ("Partially achieved", "amber"),
        ("Blue", "complete"),
        ("Delayed", "amber"),
        ("A meeting was held", None),
        ("Met with the police", None),
        ("Met", "complete"),
        ("Great strides", None),
        ("Reported to the board", None),
        ("", None),
    ],
)
def test_the_words_of_a_status_mean_a_colour(printed: str, colour: str | None) -> None:
    text = f"Community safety plan\n\n| Target | Lead | Timescale | Status |\n|---|---|---|---|\n| Light the park. | Police | May 2031 | {printed} |"
    assert [target.colour for target in read_content(text.encode(), "plan.md").targets] == [colour]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("FF0000", "red"),
        ("#f00", "red"),
        ("F4CCCC", ""),
        ("FF9999", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("00B050", "green"),
        ("C6EFCE", ""),
        ("A9D08E", "green"),
        ("0070C0", "blue"),
        ("rgb(255, 192, 0)", "amber"),
        ("D9D9D9", ""),
        ("000000", ""),
        ("auto", ""),
        ("7030A0", ""),
    ],
)
def test_shades_have_names(printed: str, name: str) -> None:
    assert shade(printed) == name


def test_only_what_differs_within_a_row_tells() -> None:
    assert telling(["green", "green"]) == ()
    assert telling(["", "green"]) == ("", "green")


def test_a_delivery_plan_under_its_priorities_is_no_register() -> None:
    text = (
        "# Delivery plan 2031/32\n\n## Priority 1: Streets\n\n"
        "| Action | Lead | Timescale | Status | Comments |\n|---|---|---|---|---|\n"
        "| Light the park. | Police | May 2032 | Amber | Waiting for lamps |\n"
    )
    paper = read_content(text.encode(), "plan.md")
    assert paper.actions == ()
    assert [(t.section, t.priority, t.colour, t.progress) for t in paper.targets] == [
        ("Priority 1: Streets", "Priority 1", "amber", "Waiting for lamps.")
    ]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Community Safety Plan 2031/32", date(2031, 4, 1)),
        ("Action plan for safer nights, 2031-2032", date(2031, 4, 1)),
        ("Community Safety Plan 2031-34", None),
        ("Community Safety Plan", None),
    ],
)
def test_the_year_in_a_plans_title_is_its_own(title: str, first: date | None) -> None:
    text = (
        f"# {title}\n\n| Target | Lead | Timescale |\n|---|---|---|\n| Light the park. | Police | May 2031 |"
    )
    assert read_content(text.encode(), "plan.md").valid_from == first
