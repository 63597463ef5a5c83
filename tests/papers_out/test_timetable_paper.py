"""The timetable of a year as a Word paper, and that the reader of papers reads the same meetings from it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import docx
import msgspec
import pdfplumber
import pikepdf
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from store.papers.paper import Month, Paper
from store.papers.reading.reader import read_paper
from store.papers.writing.calendar_entries import CalendarEntry
from store.papers.writing.timetables import FORMATS, QUARTERS, TimetablePaper, cell_lines, to_docx
from store.views import MeetingView
from store.years import Year, quarter_heading
from tests.papers_out.word_text import text_of

GROUPS = {
    1: ("Board", "Quayside Partnership Board"),
    2: ("HSG", "Harbour Safety Group"),
    3: ("Lamps", "Lamps Panel"),
}
MEETING = MeetingView(
    id=1,
    group="Board",
    group_name="Quayside Partnership Board",
    is_board=True,
    kind="meeting",
    title=None,
    month=date(2030, 7, 1),
    day=date(2030, 7, 16),
    start=time(10),
    end=time(13),
    venue="Fire Station",
    mode="in person",
    report_deadline=date(2030, 7, 2),
    printed_deadline=False,
    channel=None,
)


def entry(group: int = 1, *, cancelled: bool = False, **fields: Any) -> CalendarEntry:
    if day := fields.get("day"):
        fields.setdefault("month", day.replace(day=1))
    named = {"group": GROUPS[group][0], "group_name": GROUPS[group][1]}
    meeting = msgspec.structs.replace(MEETING, cancelled=cancelled, **{**named, **fields})
    return CalendarEntry(meeting, group, 0, datetime(2030, 1, 1, tzinfo=UTC))


ENTRIES = (
    entry(),
    entry(
        2,
        day=date(2030, 7, 16),
        start=time(14),
        end=time(15, 30),
        venue="Online",
        mode="online",
        report_deadline=None,
    ),
    entry(
        2,
        month=date(2030, 9, 1),
        day=None,
        start=None,
        end=None,
        venue=None,
        mode="online",
        report_deadline=None,
    ),
    entry(
        day=date(2030, 10, 1),
        report_deadline=date(2030, 9, 17),
        venue="Town Hall, Quay Street",
        mode="hybrid",
    ),
    entry(2, cancelled=True, day=date(2030, 11, 5), venue="Guildhall", report_deadline=None),
    entry(2, day=date(2030, 11, 12), start=None, end=None, venue="Guildhall", report_deadline=None),
    entry(
        kind="development session",
        day=date(2030, 12, 3),
        report_deadline=date(2030, 11, 19),
        venue=None,
        mode=None,
    ),
    entry(
        day=date(2031, 1, 7), report_deadline=date(2030, 12, 24), venue=None, mode=None, start=None, end=None
    ),
)
PAPER = TimetablePaper(
    "Quayside Partnership", "Quayside CSP", Year(date(2030, 4, 1)), GROUPS, ENTRIES, as_at=date(2030, 4, 2)
)


def word(paper: TimetablePaper = PAPER) -> Document:
    return docx.Document(io.BytesIO(to_docx(paper)))


def cells(paper: TimetablePaper = PAPER) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in word(paper).tables[0].rows]


def read(paper: TimetablePaper = PAPER) -> Paper:
    return read_paper(text_of(to_docx(paper)), "timetable.docx")


def test_months_across_and_groups_down() -> None:
    quarters, months, board, sessions, steering = cells()

    assert quarters == [f"Quarter {number}" for number in (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)]
    assert (months[0], months[3], months[11]) == ("April 2030", "July 2030", "March 2031")
    assert [(place, cell) for place, cell in enumerate(board) if cell] == [
        (3, "Board: 16\nRD: 02\nVenue: Fire Station"),
        (6, "Board: 01\nRD: 17 Sept\nVenue: Town Hall, Quay Street (hybrid)"),
        (9, "Board: 07\nRD: 24 Dec\nVenue: TBC"),
    ]
    assert [cell for cell in sessions if cell] == ["Development Session - Board: 03\nRD: 19 Nov\nVenue: TBC"]
    assert [(place, cell) for place, cell in enumerate(steering) if cell] == [
        (3, "HSG: 16\nVenue: Online"),
        (5, "HSG: TBC\nVenue: Online"),
        (7, "HSG: 05\nVenue: Guildhall\nCANCELLED\nHSG: 12\nVenue: Guildhall"),
    ]


def test_below_stand_the_quarters_the_key_and_the_times() -> None:
    below = text_of(to_docx(PAPER)).partition("\n\n\n\n")[2].split("\n\n")

    assert below == [
        QUARTERS,
        "Key:",
        "HSG Harbour Safety Group",
        "RD Report Deadline",
        "TBC To be confirmed",
        "# Dates of meetings",
        "- Tuesday 16 July 2030 from 10:00-13:00 – Board",
        "- Tuesday 16 July 2030 from 14:00-15:30 – HSG",
        "- Tuesday 1 October 2030 from 10:00-13:00 – Board",
        "- Tuesday 3 December 2030 from 10:00-13:00 – Development Session - Board",
    ]


def test_the_reader_reads_the_same_meetings() -> None:
    paper = read()

    assert [
        (e.group, e.date or e.month, e.report_deadline, e.venue, e.mode, e.start, e.end, e.date_tbc)
        for e in paper.timetable
    ] == [
        ("Board", date(2030, 7, 16), date(2030, 7, 2), "Fire Station", None, time(10), time(13), False),
        ("HSG", date(2030, 7, 16), None, None, "online", time(14), time(15, 30), False),
        ("HSG", Month(2030, 9), None, None, "online", None, None, True),
        (
            *("Board", date(2030, 10, 1), date(2030, 9, 17), "Town Hall, Quay Street"),
            *("hybrid", time(10), time(13), False),
        ),
        ("HSG", date(2030, 11, 12), None, "Guildhall", None, None, None, False),
        (
            *("Development Session - Board", date(2030, 12, 3), date(2030, 11, 19), None),
            *(None, time(10), time(13), False),
        ),
        ("Board", date(2031, 1, 7), date(2030, 12, 24), None, None, None, None, False),
    ]
    assert {e.group_full for e in paper.timetable if e.group == "HSG"} == {"Harbour Safety Group"}
    assert paper.meeting is None


def test_the_reader_says_what_is_cancelled() -> None:
    [unread] = read().unread

    assert (unread.text, unread.why) == (
        "HSG: 05 Venue: Guildhall CANCELLED",
        "A meeting that the timetable says is cancelled.",
    )


def test_a_calendar_year_begins_with_the_fourth_quarter() -> None:
    quarters, months, *_ = cells(replace(PAPER, year=Year(date(2030, 1, 1))))

    assert quarters == [f"Quarter {number}" for number in (4, 4, 4, 1, 1, 1, 2, 2, 2, 3, 3, 3)]
    assert (months[0], months[11]) == ("January 2030", "December 2030")


def test_a_cancelled_meeting_is_struck_through_but_for_the_word() -> None:
    cell = word().tables[0].rows[4].cells[7]

    struck = [(run.text, bool(run.font.strike)) for paragraph in cell.paragraphs for run in paragraph.runs]
    assert struck == [
        ("HSG: 05", True),
        ("Venue: Guildhall", True),
        ("CANCELLED", False),
        ("HSG: 12", False),
        ("Venue: Guildhall", False),
    ]


def test_the_page_lies_across_and_its_table_is_made_to_be_read_aloud() -> None:
    document = word()
    section, properties = document.sections[0], document.core_properties
    rows = list(document.element.body.iter(qn("w:tr")))

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width, section.page_height) == pytest.approx((Cm(29.7), Cm(21)), abs=1000)
    assert properties.title == "Quayside CSP Timetable 2030/31"
    assert properties.language == "en-GB"
    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True, True, False, False, False]
    assert all(len(list(row.iter(qn("w:cantSplit")))) == 1 for row in rows)
    assert len(list(rows[0].iter(qn("w:shd")))) == 4  # one for each quarter
    assert section.footer.paragraphs[0].text == "Quayside CSP Timetable 2030/31, as at 2 April 2030"


def test_a_year_without_meetings_is_a_sentence() -> None:
    document = word(replace(PAPER, entries=()))

    assert document.tables == []
    assert "The calendar holds no meeting in 2030/31." in [p.text for p in document.paragraphs]


@pytest.mark.parametrize(
    ("venue", "mode", "printed"),
    [
        (None, None, "Venue: TBC"),
        (None, "in person", "Venue: TBC"),
        (None, "hybrid", "Venue: TBC (hybrid)"),
        ("Guildhall", None, "Venue: Guildhall"),
        ("Online", "online", "Venue: Online"),
        ("Teams", "online", "Venue: Teams"),
        ("=cmd|' /C calc'!A0\x07", None, "Venue: =cmd|' /C calc'!A0\x07"),
    ],
)
def test_where_a_meeting_is(venue: str | None, mode: str | None, printed: str) -> None:
    assert cell_lines(entry(venue=venue, mode=mode))[-1] == printed


def test_words_that_no_document_can_hold_are_left_out() -> None:
    [found] = [cell for cell in cells(replace(PAPER, entries=(entry(venue="A\x07\ud83dB"),)))[2] if cell]

    assert found.endswith("Venue: AB")


@pytest.mark.parametrize(
    ("said", "first", "label"),
    [
        ("2026", date(2026, 1, 1), "2026"),
        ("2026/27", date(2026, 4, 1), "2026/27"),
        (" 2026-27 ", date(2026, 4, 1), "2026/27"),
        ("2026/2027", date(2026, 4, 1), "2026/27"),
    ],
)
def test_years(said: str, first: date, label: str) -> None:
    year = Year.parse(said)

    assert year
    assert (year.first, year.label, len(year.months)) == (first, label, 12)
    assert year.holds(first)
    assert year.holds(year.months[-1].replace(day=28))
    assert not year.holds(year.moved(1).first)


@pytest.mark.parametrize("said", ["", "26", "2026/28", "2026/26", "1999", "soon", "2026/27/28", "٢٠٢٦"])
def test_what_is_no_year(said: str) -> None:
    assert Year.parse(said) is None


def test_quarters_are_financial() -> None:
    assert quarter_heading(date(2026, 6, 16)) == "Quarter 1, 2026/27: April to June 2026"
    assert quarter_heading(date(2026, 3, 31)) == "Quarter 4, 2025/26: January to March 2026"
    assert Year.financial(date(2026, 3, 31)).label == "2025/26"


def test_the_pdf_is_tagged_and_holds_what_the_word_paper_does() -> None:
    paper = pikepdf.open(io.BytesIO(FORMATS["pdf"](PAPER)))

    assert str(paper.Root.Lang) == "en-GB"
    assert bool(paper.Root.MarkInfo.Marked)
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == PAPER.title
    width, height = (float(side) for side in paper.pages[0].MediaBox[2:])
    assert width > height
    with pdfplumber.open(io.BytesIO(FORMATS["pdf"](PAPER))) as pages:
        said = " ".join(" ".join((page.extract_text() or "").split()) for page in pages.pages)
    for entry_ in PAPER.entries:
        assert cell_lines(entry_)[0] in said or cell_lines(entry_)[0].replace(": ", ":\n") in said
    assert "CANCELLED" in said
    assert all(line in said for line in PAPER.times)


def test_a_year_without_a_meeting_is_a_pdf_that_says_so() -> None:
    with pdfplumber.open(io.BytesIO(FORMATS["pdf"](replace(PAPER, entries=())))) as pages:
        assert "The calendar holds no meeting in" in (pages.pages[0].extract_text() or "")
