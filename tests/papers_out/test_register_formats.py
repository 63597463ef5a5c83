"""The register in each format beside Word: what it says, and that it can be read by everybody and by every program."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime

import lxml.etree
import lxml.html
import pikepdf
import pytest

from store.errors import Invalid
from store.papers.writing.register_paper import Edition, RegisterPaper, change_lines, changes_summary
from store.papers.writing.typesetting import names
from store.papers.writing.writers import FORMATS, write
from tests.papers_out.registers import CLOSED, CLOSING, PAPER, ROW, UPDATING, workbook
from tests.papers_out.test_register_paper import HOSTILE
from tests.papers_out.word_text import text_of


def page(paper: RegisterPaper) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(write(paper, "html").decode())


def pdf(paper: RegisterPaper) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write(paper, "pdf")))


def tags(part: pikepdf.Object) -> list[str]:
    """The kinds of structure in a tagged PDF from there on, in reading order."""
    if isinstance(part, pikepdf.Array):
        return [tag for one in part for tag in tags(one)]
    if not isinstance(part, pikepdf.Dictionary) or "/S" not in part:
        return []
    return [str(part.S), *tags(part.get("/K", pikepdf.Array()))]


# Excel


def test_a_workbook_to_filter_with_its_history_beside_it() -> None:
    book = workbook(PAPER)
    points, history, about = book.worksheets

    assert [sheet.title for sheet in book] == ["Action points", "History", "About"]
    assert (points.freeze_panes, points.auto_filter.ref) == ("B2", "A1:N3")
    assert (history.freeze_panes, history.auto_filter.ref) == ("B2", "A1:D3")
    assert points.column_dimensions["E"].width > points.column_dimensions["A"].width > 9
    assert [cell.value for cell in points[2]][:8] == [
        *("11/01", "2030-11/01", datetime(2030, 11, 5), "Harbour Board", ROW.text, "Ines Marlowe"),  # noqa: DTZ001
        *(datetime(2031, 3, 10), "in progress"),  # noqa: DTZ001
    ]
    assert points["C2"].is_date
    assert (points["A2"].data_type, points["A2"].number_format) == ("s", "@")
    assert [cell.value for cell in history[3]] == [
        *("2030-11/02", datetime(2031, 2, 1, 9, 30), "Otis Bell", "Closed: Sent on 6 May."),  # noqa: DTZ001
    ]
    assert [row[0].value for row in about.iter_rows()][:1] == [PAPER.document_title]
    assert book.properties.title == PAPER.document_title


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_workbook_is_ever_a_formula(text: str) -> None:
    row = replace(ROW, text=text, owners=(text,), status_text=text, group=text)
    said = replace(UPDATING, what=text, by=text)

    for sheet in workbook(replace(PAPER, rows=(row,), changes=(said,), history=(said,))):
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "n", "d")  # "f" is a formula


def test_what_begins_like_a_formula_stays_text_when_somebody_edits_the_cell() -> None:
    """Of this openpyxl knows nothing, so the file itself is looked at."""
    rows = (replace(ROW, text="=1+1"), replace(ROW, text="1+1"))
    with zipfile.ZipFile(io.BytesIO(write(replace(PAPER, rows=rows), "xlsx"))) as file:
        styles, sheet = (
            lxml.etree.fromstring(file.read(f"xl/{name}.xml")) for name in ("styles", "worksheets/sheet1")
        )
    looks = styles.findall(".//{*}cellXfs/{*}xf")
    prefixed = [
        looks[int(sheet.find(f".//{{*}}c[@r='E{row}']").get("s"))].get("quotePrefix") for row in (2, 3)
    ]

    assert prefixed == ["1", None]


def test_a_text_that_is_too_long_for_excel_is_cut_and_not_refused() -> None:
    (points, *_) = workbook(replace(PAPER, rows=(replace(ROW, text="x" * 40_000),)))

    assert len(points["E2"].value) == 32_767


# PDF


def test_the_pdf_says_that_it_is_accessible_and_is_tagged() -> None:
    paper = pdf(PAPER)
    root = paper.Root

    assert root.MarkInfo.Marked
    assert root.Lang == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == PAPER.document_title
    found = tags(root.StructTreeRoot.K)
    headings = [tag for tag in found if tag in ("/Title", "/H1", "/H2", "/H3", "/Table", "/L")]
    assert headings == ["/Title", "/L", "/H1", "/Table", "/H1", "/L"]
    assert [found.count(tag) for tag in ("/TR", "/TH", "/TD", "/LI")] == [3, 3, 6, 3]
    assert all(page.get("/Tabs") in (None, "/S") for page in paper.pages)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_people_wrote_a_pdf_comes_of_it(text: str) -> None:
    row = replace(ROW, text=text, owners=(text,), status_text=text, group=text)

    assert tags(pdf(replace(PAPER, rows=(row,))).Root.StructTreeRoot.K).count("/TD") == 3


def test_what_no_typeface_shows_is_named_in_a_pdf() -> None:
    assert names("🎉") in ({}, {ord("🎉"): "[party popper]"})  # as the machine has a typeface for it or not
    assert names("\ufe0f") in ({}, {0xFE0F: ""})


def test_a_script_that_this_machine_does_not_have_is_told() -> None:
    rare = "".join(map(chr, range(0x20000, 0x20000 + 100)))  # of ideographs that hardly a typeface has

    with pytest.raises(Invalid, match=r"^The paper is written in characters that no typeface"):
        write(replace(PAPER, rows=(replace(ROW, text=rare),)), "pdf")


# HTML


def test_the_page_has_all_that_a_screen_reader_goes_by() -> None:
    html = page(PAPER)

    assert html.get("lang") == "en-GB"
    assert html.findtext(".//title") == PAPER.document_title
    assert [(h.tag, h.text_content()) for h in html.iter("h1", "h2")] == [
        ("h1", "Action points"),
        ("h2", "Changes since the meeting of 5 November 2030"),
    ]
    assert [th.get("scope") for th in html.iter("th")] == ["col", "col", "col", "row", "row"]
    assert html.findtext(".//caption") == "Action points"
    assert html.find(".//main") is not None
    assert [[cell.text_content().strip() for cell in row] for row in html.find(".//tbody")] == [
        ["11/01", ROW.text, "In progress.Due 10 March 2031.1 February 2031, Ines Marlowe: Half of them."],
        ["11/02", CLOSED.text, "Closed: Sent on 6 May."],
    ]


def test_nothing_that_people_wrote_becomes_markup() -> None:
    html = page(
        replace(PAPER, partnership="<script>alert(1)</script>", rows=(replace(ROW, text="<b>&amp;"),))
    )

    assert not list(html.iter("script"))
    assert html.find(".//tbody/tr/td").text_content() == "<b>&amp;Owner: Ines Marlowe"


# What all of them say


def test_what_has_changed_is_told_in_figures_and_one_by_one() -> None:
    assert changes_summary(PAPER) == "1 closed, 1 with news."
    assert changes_summary(replace(PAPER, changes=(CLOSING,))) == "1 closed, 1 as before."
    assert changes_summary(replace(PAPER, rows=(ROW,), changes=())) == "Nothing has changed."
    assert changes_summary(replace(PAPER, changes=())) == "1 closed, 1 as before."
    assert changes_summary(replace(PAPER, previous=None)) == ""
    assert change_lines(PAPER) == [
        "11/01, 1 February 2031: Update: Half of them.",
        "11/02, 1 February 2031: Closed: Sent on 6 May.",
    ]
    assert json.loads(write(PAPER, "json"))["changes"][1] == {
        "ref": "11/02",
        "full_ref": "2030-11/02",
        "at": "2031-02-01T09:30:00+00:00",
        "by": "Otis Bell",
        "what": "Closed: Sent on 6 May.",
    }


def test_a_public_paper_does_not_say_of_anything_that_it_is_not_confidential() -> None:
    header = next(csv.reader(io.StringIO(write(PAPER, "csv").decode("utf-8-sig"))))
    internal = next(
        csv.reader(io.StringIO(write(replace(PAPER, edition=Edition.INTERNAL), "csv").decode("utf-8-sig")))
    )

    assert "Confidential" in internal
    assert header == [name for name in internal if name != "Confidential"]
    assert [cell.value for cell in workbook(PAPER).worksheets[0][1]] == header
    for text in (write(PAPER, "html").decode(), text_of(write(PAPER, "docx"))):
        assert "onfidential" not in text


@pytest.mark.parametrize("made", [name for name in FORMATS if name != "json"])
def test_a_choice_is_called_by_its_name(made: str) -> None:
    chosen = replace(PAPER, meeting=None, chosen="open action points of Quay Homes")

    assert chosen.title == "Harbour Board: open action points of Quay Homes, as at 3 March 2031"
    assert len(write(chosen, made)) > 300
    assert len(write(replace(chosen, rows=(), previous=None, changes=()), made)) > 200


def test_a_format_that_there_is_none_of_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        Invalid, match=r"^I cannot write “odt”; I can write docx, pdf, xlsx, csv, html, json\.$"
    ):
        write(PAPER, "odt")


def test_days_are_days() -> None:
    (points, *_) = workbook(PAPER)

    assert points["N2"].value.date() == date(2031, 3, 3)
