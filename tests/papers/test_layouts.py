"""Action tables as partnerships lay them out: each is made in its own kind of file and read to the same few facts."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
import openpyxl
import typst
from docx.oxml import OxmlElement
from openpyxl.styles import Font

from store.papers.files import read_content
from store.papers.paper import Paper
from store.tables.register import Status

TITLE = "Northmere Community Safety Partnership"
OPEN, GOING, CARRIED, CLOSED = Status.OPEN, Status.IN_PROGRESS, Status.CARRIED_OVER, Status.CLOSED
PRESENT = [
    ("Ada Okafor (AO) (Chair)", "Northmere Council"),
    ("Ben Holt (BH)", "Northmere Voluntary Action Council"),
    ("Cara Iversen (CI)", "Northmere Fire and Rescue Service"),
    ("Dev Marlowe (DM)", "Northmere Constabulary"),
]


def seen(paper: Paper) -> list[tuple[Any, ...]]:
    return [(a.ref, a.text, a.owners, a.due_date, a.status) for a in paper.actions]


class Word:
    """A Word paper, written line by line."""

    def __init__(self, *lines: str) -> None:
        self.document = docx.Document()
        self.lines(*lines)

    def lines(self, *lines: str) -> "Word":
        for line in lines:
            self.document.add_paragraph(line)
        return self

    def table(self, *rows: Sequence[str], style: str | None = "Table Grid") -> Any:
        table = self.document.add_table(rows=len(rows), cols=max(map(len, rows)))
        table.style = style
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        return table

    @property
    def content(self) -> bytes:
        held = io.BytesIO()
        self.document.save(held)
        return held.getvalue()

    def read(self) -> Paper:
        return read_content(self.content, "paper.docx")


def minutes(day: str = "8 July 2025") -> Word:
    """The head of minutes, with initials in the list of who came."""
    paper = Word(
        TITLE,
        "Minutes of the meeting held on " + day + ", 10:00-12:00, Room 2, Guildhall, Northmere",
        "Present",
    )
    return paper.lines(*(f"{name} {body}" for name, body in PRESENT))


class TestWord:
    def test_initials_several_owners_and_a_rating(self) -> None:
        paper = minutes().lines("1. Welcome", "1.1 The Chair welcomed everybody.", "Action log")
        paper.table(
            ("Ref", "Action", "By whom", "By when", "RAG", "Update"),
            ("07/01", "Share the profile of the market square.", "AO", "12 September", "Green", "Complete"),
            ("07/02", "Map the lighting of the park.", "BH / CI", "End of September", "Amber", "In progress"),
            ("07/03", "Write to the operators.", "DM\nAO", "", "Red", ""),
        )

        assert seen(paper.read()) == [
            ("07/01", "Share the profile of the market square.", ("Ada Okafor",), date(2025, 9, 12), CLOSED),
            (
                "07/02",
                "Map the lighting of the park.",
                ("Ben Holt", "Cara Iversen"),
                date(2025, 9, 30),
                GOING,
            ),
            ("07/03", "Write to the operators.", ("Dev Marlowe", "Ada Okafor"), None, OPEN),
        ]

    def test_headings_in_two_rows_with_merged_cells(self) -> None:
        paper = Word(TITLE, "14 October 2025", "ACTION POINTS")
        table = paper.table(
            ("Ref", "Action", "Responsibility", "", "Progress"),
            ("", "", "Lead", "Timescale", ""),
            ("07/01", "Share the profile.", "Ada Okafor", "31 October 2025", "Completed on 3 October."),
            ("07/02", "Map the lighting.", "Ben Holt", "30 November 2025", "On-going"),
        )
        for column in (0, 1, 4):
            table.cell(0, column).merge(table.cell(1, column))
        table.cell(0, 2).merge(table.cell(0, 3))

        assert seen(paper.read()) == [
            ("07/01", "Share the profile.", ("Ada Okafor",), date(2025, 10, 31), CLOSED),
            ("07/02", "Map the lighting.", ("Ben Holt",), date(2025, 11, 30), GOING),
        ]

    def test_a_title_inside_the_table_and_rows_that_head_others(self) -> None:
        paper = Word(TITLE, "14 October 2025")
        table = paper.table(
            ("Action tracker", "", "", ""),
            ("No.", "Task", "Lead officer", "Status"),
            ("Safer nights", "", "", ""),
            ("07/01", "Share the profile.", "Ada Okafor", "Closed"),
            ("Safer streets", "", "", ""),
            ("07/02", "Map the lighting.", "Ben Holt", "c/f"),
        )
        for row in (0, 2, 4):
            table.cell(row, 0).merge(table.cell(row, 3))

        paper_read = paper.read()

        assert seen(paper_read) == [
            ("07/01", "Share the profile.", ("Ada Okafor",), None, CLOSED),
            ("07/02", "Map the lighting.", ("Ben Holt",), None, CARRIED),
        ]
        assert paper_read.unread == ()

    def test_struck_rows_are_closed(self) -> None:
        paper = Word(TITLE, "14 October 2025", "Action points")
        table = paper.table(
            ("Ref", "Action", "Owner", "Due"),
            ("07/01", "Share the profile.", "Ada Okafor", "1 September 2025"),
            ("07/02", "Map the lighting.", "Ben Holt", "1 December 2025"),
        )
        for cell in table.rows[1].cells:
            cell.paragraphs[0].runs[0].font.strike = True

        assert [(a.ref, a.status) for a in paper.read().actions] == [("07/01", CLOSED), ("07/02", OPEN)]

    def test_boxes_in_minutes(self) -> None:
        paper = minutes().lines(
            "1. Welcome", "1.1 Apologies were received.", "2. Night buses", "2.1 Ben Holt presented."
        )
        paper.table(("ACTION: BH to circulate the slides by 18 July.",))
        paper.lines("2.2 The Board discussed the lighting.")
        paper.table(("Action", "CI and DM to map the lighting of the park by the next meeting."))
        paper.lines("3. Any other business", "3.1 The meeting closed at 12:00.")

        assert seen(paper.read()) == [
            ("", "BH to circulate the slides by 18 July.", ("Ben Holt",), date(2025, 7, 18), OPEN),
            (
                "",
                "CI and DM to map the lighting of the park by the next meeting.",
                ("Cara Iversen", "Dev Marlowe"),
                None,
                OPEN,
            ),
        ]

    def test_two_tables_one_of_them_old(self) -> None:
        paper = Word(TITLE, "14 October 2025", "Actions outstanding from earlier meetings")
        paper.table(
            ("Ref", "Action", "Lead", "Status"),
            ("02/03", "Review the terms.", "Dev Marlowe", "Carried forward"),
        )
        paper.lines("New actions")
        paper.table(
            ("Action", "Reference", "Who", "When"),
            ("Share the profile.", "07/01", "Ada Okafor", "1 November 2025"),
        )

        assert seen(paper.read()) == [
            ("02/03", "Review the terms.", ("Dev Marlowe",), None, CARRIED),
            ("07/01", "Share the profile.", ("Ada Okafor",), date(2025, 11, 1), OPEN),
        ]

    def test_no_references(self) -> None:
        paper = Word(TITLE, "8 July 2025", "Actions agreed")
        paper.table(
            ("What", "Who", "By when", "Progress"),
            ("Share the profile of the market square with all partners.", "Ada Okafor", "12/09/2025", "Done"),
            ("Map the lighting.", "Night Safety Group", "tbc", ""),
        )

        assert seen(paper.read()) == [
            (
                "",
                "Share the profile of the market square with all partners.",
                ("Ada Okafor",),
                date(2025, 9, 12),
                CLOSED,
            ),
            ("", "Map the lighting.", ("Night Safety Group",), None, OPEN),
        ]

    def test_minutes_in_a_table_with_a_column_of_actions(self) -> None:
        paper = minutes()
        paper.table(
            ("Item", "Discussion", "Action"),
            ("1", "Welcome. The Chair welcomed everybody to the meeting.", ""),
            (
                "2",
                "Night buses. Ben Holt presented the first year, and members had many questions.",
                "BH to circulate the slides by 18 July",
            ),
            ("3", "Lighting. The park is dark; nobody has a map of the lamps.", "CI"),
        )

        actions = paper.read().actions

        assert [(a.text, a.owners, a.due_date) for a in actions] == [
            ("BH to circulate the slides by 18 July", ("Ben Holt",), date(2025, 7, 18))
        ]

    def test_numbering_that_word_makes_itself(self) -> None:
        paper = Word(TITLE, "14 October 2025", "Action points")
        table = paper.table(
            ("No", "Action", "Owner", "Status"),
            ("", "Share the profile.", "Ada Okafor", "Closed"),
            ("", "Map the lighting.", "Ben Holt", "Open"),
        )
        for row in table.rows[1:]:
            row.cells[0].paragraphs[0].style = "List Number"
            row.cells[0].paragraphs[0].add_run("\u2060")

        assert [(a.text, a.status) for a in paper.read().actions] == [
            ("Share the profile.", CLOSED),
            ("Map the lighting.", OPEN),
        ]

    def test_what_is_only_suggested_as_deleted_is_not_there(self) -> None:
        paper = Word(TITLE, "14 October 2025", "Action points")
        table = paper.table(("Ref", "Action", "Status"), ("07/01", "Share the profile.", "Closed"))
        paragraph = table.rows[1].cells[2].paragraphs[0]
        deleted = OxmlElement("w:del")
        paragraph._p.append(deleted)
        deleted.append(paragraph.runs[0]._r)
        paragraph.add_run("In progress")

        assert [a.status for a in paper.read().actions] == [GOING]


class TestSheets:
    def test_excel_with_dates_struck_rows_and_references_it_took_for_days(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Action log"
        for row in (
            [TITLE],
            ["Board meeting 14 October 2025"],
            [],
            ["Meeting", "Ref", "Action", "Owner(s)", "Deadline", "Status", "Comments"],
            [
                date(2025, 7, 8),
                date(2026, 2, 7),
                "Share the profile.",
                "Ada Okafor",
                date(2025, 9, 12),
                "Open",
                "",
            ],
            [
                None,
                "07/03",
                "Map the lighting.",
                "Ben Holt; Cara Iversen",
                date(2025, 11, 30),
                "Closed",
                "Map sent.",
            ],
            [date(2025, 10, 14), "10/01", "Write to the operators.", "Dev Marlowe", None, "Open", None],
        ):
            sheet.append(row)
        sheet["B5"].number_format = "d-mmm"
        for cell in sheet[7]:
            cell.font = Font(strike=True)
        held = io.BytesIO()
        book.save(held)

        paper = read_content(held.getvalue(), "log.xlsx")

        assert seen(paper) == [
            ("07/02", "Share the profile.", ("Ada Okafor",), date(2025, 9, 12), OPEN),
            ("07/03", "Map the lighting.", ("Ben Holt", "Cara Iversen"), date(2025, 11, 30), CLOSED),
            ("10/01", "Write to the operators.", ("Dev Marlowe",), None, CLOSED),
        ]
        assert [a.raised for a in paper.actions] == [date(2025, 7, 8), date(2025, 7, 8), date(2025, 10, 14)]
        assert paper.place(paper.actions[1].line) == "sheet Action log, row 6"

    def test_excel_with_merged_cells_and_rows_that_head_others(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (
            [TITLE],
            ["14 October 2025"],
            [],
            ["Meeting", "Ref", "Action", "Owner", "Status"],
            ["8 July 2025", "07/01", "Share the profile.", "Ada Okafor", "Closed"],
            [None, "07/02", "Map the lighting.", None, "Open"],
            ["Safer streets"],
            ["8 July 2025", "07/03", "Write to the operators.", "Cara Iversen", "Open"],
        ):
            sheet.append(row)
        for area in ("A1:E1", "A5:A6", "D5:D6", "A7:E7"):
            sheet.merge_cells(area)
        held = io.BytesIO()
        book.save(held)

        paper = read_content(held.getvalue(), "log.xlsx")

        assert seen(paper) == [
            ("07/01", "Share the profile.", ("Ada Okafor",), None, CLOSED),
            ("07/02", "Map the lighting.", ("Ada Okafor",), None, OPEN),
            ("07/03", "Write to the operators.", ("Cara Iversen",), None, OPEN),
        ]
        assert {action.raised for action in paper.actions} == {date(2025, 7, 8)}

    def test_csv_with_semicolons_and_other_words(self) -> None:
        rows = "Action ref;Agreed action;Assigned to;Target date;Outcome\nAP 07/01;Share the profile;A Okafor;12.09.2025;Discharged\n"
        rows += 'AP 07/02;"Map the lighting;\nthen report";Night Safety Group;;"✓"\n'

        assert seen(
            read_content(rows.encode("cp1252", "replace") if "✓" not in rows else rows.encode(), "a.csv")
        ) == [
            ("07/01", "Share the profile", ("A Okafor",), date(2025, 9, 12), CLOSED),
            ("07/02", "Map the lighting; then report", ("Night Safety Group",), None, CLOSED),
        ]


class TestPages:
    def test_html_with_cells_over_rows_and_the_headings_again(self) -> None:
        page = f"""<html><body><h1>{TITLE}</h1><p>14 October 2025</p><h2>Outstanding actions</h2><table>
        <thead><tr><th>Minute</th><th>Action required</th><th>Responsible officer</th><th>Completion date</th><th>Position</th></tr></thead>
        <tr><td>07/01<td>Share the profile.<td rowspan=2>Ada Okafor<td>31 October 2025<td>Completed</tr>
        <tr><td>07/02<td>Map the <b>lighting</b>.<td>30 November 2025<td>Awaiting data</tr>
        <tr><th>Minute</th><th>Action required</th><th>Responsible officer</th><th>Completion date</th><th>Position</th></tr>
        <tr><td><s>07/03</s><td><s>Write to the operators.</s><td>Cara Iversen<td><td></tr></table></body></html>"""

        assert seen(read_content(page.encode(), "actions.html")) == [
            ("07/01", "Share the profile.", ("Ada Okafor",), date(2025, 10, 31), CLOSED),
            ("07/02", "Map the lighting.", ("Ada Okafor",), date(2025, 11, 30), GOING),
            ("07/03", "Write to the operators.", ("Cara Iversen",), None, CLOSED),
        ]

    def test_a_pdf_without_lines_round_its_columns(self) -> None:
        rows = [
            ("Ref", "Action", "Lead", "By when", "Status"),
            (
                "07/01",
                "Share the profile of the market square with all partners and put it on the agenda.",
                "Ada Okafor",
                "12 September 2025",
                "Closed: sent on 3 September.",
            ),
            (
                "07/02",
                "Map the lighting of the park, lamp by lamp, and report what is missing to the Board.",
                "Ben Holt and Cara Iversen",
                "30 November 2025",
                "In progress",
            ),
            ("07/03", "Write to the operators.", "Dev Marlowe", "", ""),
        ]

        assert seen(read_content(pdf(rows, stroke="none"), "actions.pdf")) == [
            ("07/01", rows[1][1], ("Ada Okafor",), date(2025, 9, 12), CLOSED),
            ("07/02", rows[2][1], ("Ben Holt", "Cara Iversen"), date(2025, 11, 30), GOING),
            ("07/03", "Write to the operators.", ("Dev Marlowe",), None, OPEN),
        ]

    def test_a_pdf_with_only_lines_below_its_rows(self) -> None:
        rows = [
            ("No", "Task", "Owner", "Update"),
            ("07/01", "Share the profile.", "Ada Okafor", "Complete"),
            (
                "07/02",
                "Map the lighting of the park, lamp by lamp, and report what is missing to the Board and to the Council.",
                "Ben Holt",
                "Deferred",
            ),
        ]

        assert seen(read_content(pdf(rows, stroke="(bottom: 0.5pt)"), "actions.pdf")) == [
            ("07/01", "Share the profile.", ("Ada Okafor",), None, CLOSED),
            ("07/02", rows[2][1], ("Ben Holt",), None, CARRIED),
        ]

    def test_a_pdf_whose_rows_are_broken_by_pages(self) -> None:
        long = "Map the lighting of the park, lamp by lamp, and report to the Board what is missing, what is broken and what it costs"
        rows = [("Action", "Owner", "Deadline", "Progress")]
        rows += [
            (f"{long}, part {number}.", "Ada Okafor", "30 November 2025", "Open") for number in range(1, 31)
        ]

        paper = read_content(
            pdf(rows, stroke="0.5pt", columns="(2fr, 1fr, 1fr, 1fr)", size="14pt"), "actions.pdf"
        )

        assert seen(paper) == [
            ("", f"{long}, part {number}.", ("Ada Okafor",), date(2025, 11, 30), OPEN)
            for number in range(1, 31)
        ]
        assert paper.place(paper.actions[-1].line).startswith("page ")


def pdf(
    rows: Sequence[Sequence[str]], *, stroke: str, columns: str | None = None, size: str = "10pt"
) -> bytes:
    """A paper with one table, through typst; its heading row is printed again on each page."""
    cells = [", ".join(f"[{text}]" for text in row) for row in rows]
    wide = columns or f"({', '.join(['auto', '3fr', *['1.4fr'] * (len(rows[0]) - 2)])})"
    source = f"""
    #set page(paper: "a4", margin: 2cm, numbering: "1 of 1", header: [{TITLE}])
    #set text(size: {size}, hyphenate: false)
    = {TITLE}
    14 October 2025
    == Action points
    #table(columns: {wide}, stroke: {stroke}, table.header({cells[0]}), {", ".join(cells[1:])})
    """
    return bytes(typst.compile(source.encode()))


def test_lines_of_a_text() -> None:
    text = f"""{TITLE}

14 October 2025

Actions

07/01  Ada Okafor to share the profile by 31 October 2025.  Done
07/02 – Ben Holt and Cara Iversen to map the lighting. [Carried forward]
7/3 Dev Marlowe to write to the operators – in progress
"""

    assert [(a.ref, a.owners, a.status) for a in read_content(text.encode(), "a.txt").actions] == [
        ("07/01", ("Ada Okafor",), CLOSED),
        ("07/02", ("Ben Holt", "Cara Iversen"), CARRIED),
        ("07/03", ("Dev Marlowe",), GOING),
    ]


def test_forms_one_for_each_action() -> None:
    paper = Word(TITLE, "14 October 2025", "Action points")
    for ref, text, owner, due, status in (
        ("07/01", "Share the profile.", "Ada Okafor", "31 October 2025", "Complete"),
        ("07/02", "Map the lighting.", "Ben Holt", "30 November 2025", "Ongoing"),
    ):
        paper.table(("Ref", ref), ("Action", text), ("Owner", owner), ("Due date", due), ("Status", status))
        paper.lines("")

    assert seen(paper.read()) == [
        ("07/01", "Share the profile.", ("Ada Okafor",), date(2025, 10, 31), CLOSED),
        ("07/02", "Map the lighting.", ("Ben Holt",), date(2025, 11, 30), GOING),
    ]


def test_notes_with_actions_in_passing() -> None:
    text = f"""{TITLE}
Notes of meeting 14 October 2025

Present: Ada Okafor (AO), Northmere Council; Ben Holt (BH), Voluntary Action; Dev Marlowe (DM), Constabulary

Night buses
BH gave an update. ACTION: BH to circulate the slides by 18 October.
It was agreed to meet the operators.
Action BH/DM: write to the operators
ACTION – All – send comments by Friday 24 October

Lighting
AP: DM to map the lamps.
"""

    assert seen(read_content(text.encode(), "notes.txt")) == [
        ("", "BH to circulate the slides by 18 October.", ("Ben Holt",), date(2025, 10, 18), OPEN),
        ("", "write to the operators", ("Ben Holt", "Dev Marlowe"), None, OPEN),
        ("", "send comments by Friday 24 October", ("All",), date(2025, 10, 24), OPEN),
        ("", "DM to map the lamps.", ("Dev Marlowe",), None, OPEN),
    ]


def test_a_list_with_boxes_to_tick() -> None:
    text = """# Actions – Board 14 October 2025

- [x] AO: share the profile (due 31 October 2025)
- [ ] Ben Holt – map the lighting
1) Dev Marlowe to write to the operators by 1 December 2025 – ONGOING
"""

    assert [(a.text, a.owners, a.status) for a in read_content(text.encode(), "list.md").actions] == [
        ("share the profile (due 31 October 2025)", ("AO",), CLOSED),
        ("map the lighting", ("Ben Holt",), OPEN),
        ("Dev Marlowe to write to the operators by 1 December 2025", ("Dev Marlowe",), GOING),
    ]


def test_counted_rows_with_owners_in_their_text_and_yes_or_no() -> None:
    paper = minutes("14 October 2025").lines("Action points")
    paper.table(
        ("No.", "Action and owner", "By when", "Complete (Y/N)"),
        ("1.", "AO to share the profile.", "12 Dec", "Y"),
        ("2.", "BH and CI to map the lighting.", "next meeting", "N"),
        ("3.", "Chair to write.", "w/c 3 November", "50%"),
    )

    assert seen(paper.read()) == [
        ("1", "AO to share the profile.", ("Ada Okafor",), date(2025, 12, 12), CLOSED),
        ("2", "BH and CI to map the lighting.", ("Ben Holt", "Cara Iversen"), None, OPEN),
        ("3", "Chair to write.", ("Chair",), date(2025, 11, 3), GOING),
    ]


class TestWhatElseStandsInThem:
    def test_an_agenda_whose_items_are_numbers(self) -> None:
        paper = Word(
            TITLE,
            "Agenda",
            "Tuesday 14 October 2025, 10.00am – 12.30pm",
            "Guildhall, Northmere and via Microsoft Teams",
        )
        paper.table(
            ("Item", "Subject", "Lead", "Time", "Paper"),
            ("1", "Welcome and apologies", "Ada Okafor", "5", "Verbal"),
            ("2", "Night buses", "Ben Holt", "20", "B"),
        )

        read = paper.read()

        assert [(item.number, item.title, item.lead, item.minutes) for item in read.agenda] == [
            ("1", "Welcome and apologies", "Ada Okafor", 5),
            ("2", "Night buses", "Ben Holt", 20),
        ]
        assert read.meeting is not None
        assert (read.meeting.venue, read.meeting.mode) == ("Guildhall, Northmere", "hybrid")

    def test_an_agenda_that_word_numbers(self) -> None:
        paper = Word(TITLE, "AGENDA", "Date: 14 October 2025", "Time: 10:00 – 12:30")
        for text in (
            "Welcome and apologies – Chair – 5 mins",
            "Night buses (Ben Holt) – 20 mins",
            "Any other business",
        ):
            paper.document.add_paragraph(text, style="List Number")

        assert [(item.number, item.title, item.minutes) for item in paper.read().agenda] == [
            ("1", "Welcome and apologies", 5),
            ("2", "Night buses", 20),
            ("3", "Any other business", None),
        ]

    def test_who_came_in_tables_with_and_without_sections(self) -> None:
        title = "Minutes of the meeting held on Tuesday 14 October 2025 at 10:00 in the Guildhall, Northmere"
        named, cells = Word(TITLE, title), Word(TITLE, title)
        named.table(
            ("Name", "Organisation", "Initials"),
            ("Ada Okafor (Chair)", "Council", "AO"),
            ("Ben Holt", "NVAC", "BH"),
        )
        cells.table(
            ("Present", "Ada Okafor (Chair), Council\nBen Holt, NVAC"),
            ("Apologies", "Cara Iversen, Fire Service"),
        )

        for paper in (named, cells):
            read = paper.lines("1. Welcome", "1.1 Hello.").read()
            assert [(a.name, a.organisation, a.section) for a in read.attendance] == [
                ("Ada Okafor", "Council", "Present"),
                ("Ben Holt", "NVAC", "Present"),
            ]

    def test_contacts_and_a_plan(self) -> None:
        contacts = Word("Useful contacts")
        contacts.table(
            ("Service", "Telephone", "Email / website"),
            ("Noise at night", "01632 960002", "noise@northmere.example"),
        )
        plan = Word("Action plan 2025/26")
        plan.table(
            ("Priority", "Action", "Lead agency", "Timescale", "RAG"),
            ("1. Safer nights", "Run a night bus", "Council", "Quarterly", "G"),
        )

        assert [(c.service, c.phones, c.emails) for c in contacts.read().contacts] == [
            ("Noise at night", ("01632 960002",), ("noise@northmere.example",))
        ]
        read = plan.read()
        assert [(t.text, t.priority, t.lead, t.timescale) for t in read.targets] == [
            ("Run a night bus", "1. Safer nights", "Council", "Quarterly")
        ]
        assert read.actions == ()

    def test_a_day_of_the_week_that_is_wrong_is_said(self) -> None:
        paper = Word(TITLE, "Monday 14 October 2025", "Action points")
        paper.table(("Ref", "Action"), ("07/01", "Ada Okafor to share the profile."))

        read = paper.read()

        [said] = read.unread
        assert said.text == "Monday 14 October 2025"
        assert said.why.startswith("14 October 2025 is a Tuesday; the paper names another day of the week")
        assert len(read.actions) == 1
