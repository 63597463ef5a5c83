"""The agenda and the pack of a meeting: what they say in each format, and what the reader makes of them again."""

import io
from dataclasses import replace
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from store.errors import Invalid
from store.papers.files import read_file
from store.papers.writing.agenda_paper import AgendaPaper, AgendaRow
from store.papers.writing.meeting_writers import write
from store.papers.writing.specimens import AGENDA, PACK
from tests.papers_out.test_register_formats import tags
from tests.papers_out.word_text import text_of

ROWS = (
    "No\tItem\tLead officer(s)\tStarts\tTime (mins)",
    "1\tClosed session for Board and members Welcome and apologies\tChair\t10:00\t10",
    "2\tMeeting open to the public Bicycles on the quay For agreement\tInes Marlowe\t10:10\t20",
)


def with_rows(*rows: AgendaRow) -> AgendaPaper:
    return replace(AGENDA, rows=rows)


def test_the_word_agenda_is_that_of_the_packs() -> None:
    assert text_of(write(AGENDA, "docx")).split("\n\n") == [
        "# Quayside Partnership",
        *("- Tuesday 4 March 2031", "- 10:00 to 12:00", "- Customs House, Old Quay"),
        "# AGENDA",
        "\n".join(ROWS),
        "30 minutes in all.",
        "# Information for the general public and media representatives",
        *("Public questions", "Questions are welcome.", "Please be brief."),
    ]


@pytest.mark.parametrize("made", ["docx", "pdf", "html"])
def test_the_reader_finds_in_a_written_agenda_what_was_written(made: str, tmp_path: Path) -> None:
    rows = (
        AgendaRow("1", "Welcome, introductions and apologies", "Chair", "10:00", 10, closed=False),
        AgendaRow("2", "Minutes of the meeting of 5 November 2030", "All", "10:10", 5, closed=False),
        AgendaRow("", "Comfort break", "", "10:15", 10, closed=False),
        AgendaRow("3", "Bicycles on the quay", "Ines Marlowe / Otis Bell", "10:25", 20, closed=False),
        AgendaRow("4", "Any other business", "All", "10:45", 5, closed=False),
    )
    file = tmp_path / f"agenda.{made}"
    file.write_bytes(write(with_rows(*rows), made))

    found = read_file(file)

    assert [(item.number or "", item.title, item.minutes) for item in found.agenda] == [
        (row.number, row.title, row.minutes) for row in rows
    ]
    assert [lead.name for lead in found.agenda[3].leads] == ["Ines Marlowe", "Otis Bell"]


@pytest.mark.parametrize("made", ["docx", "pdf", "html"])
def test_the_reader_finds_the_action_points_of_a_pack(made: str, tmp_path: Path) -> None:
    file = tmp_path / f"pack.{made}"
    file.write_bytes(write(PACK, made))

    (point,) = read_file(file).actions

    assert point.ref == "11/01"
    assert "to count the bicycles on the quay." in point.text


def test_the_pdf_of_a_pack_is_tagged() -> None:
    paper = pikepdf.open(io.BytesIO(write(PACK, "pdf")))
    found = tags(paper.Root.StructTreeRoot.K)

    assert found.count("/Table") == 2
    assert found.count("/TH") == 5 + 3
    assert [tag for tag in found if tag in ("/Title", "/H1", "/H2")] == [
        "/Title",
        "/H1",
        "/H1",
        "/H2",
        "/H1",
        "/H2",
    ]
    assert len(paper.pages) == 3


def test_the_page_of_a_pack_has_its_headings_in_order() -> None:
    html = lxml.html.document_fromstring(write(PACK, "html").decode())

    assert [(h.tag, h.text_content()) for h in html.iter("h1", "h2", "h3")] == [
        ("h1", "Quayside Partnership"),
        ("h2", "Agenda"),
        ("h2", "Information for the general public and media representatives"),
        ("h3", "Public questions"),
        ("h2", "Action points"),
        ("h3", "Changes since the meeting of 5 November 2030"),
    ]
    assert [th.get("scope") for th in html.find(".//table").iter("th")] == ["col"] * 5 + ["row"] * 2


def test_sessions_are_named_only_where_there_are_both() -> None:
    opened = with_rows(*(replace(row, closed=False) for row in AGENDA.rows))
    said = with_rows(replace(AGENDA.rows[0], title="Closed session: Welcome"), AGENDA.rows[1])

    assert "session" not in text_of(write(opened, "docx"))
    assert text_of(write(said, "docx")).count("losed session") == 1


def test_other_formats_are_refused_with_those_there_are() -> None:
    with pytest.raises(Invalid, match=r"^I cannot write “xlsx” of that; I can write docx, pdf, html\.$"):
        write(AGENDA, "xlsx")
