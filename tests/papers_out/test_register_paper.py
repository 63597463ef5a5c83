"""The register as Word, CSV and JSON, read back with other eyes than those that wrote it."""

import csv
import io
import json
import time
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st

from store.papers.writing.register_data import columns, to_csv, to_json
from store.papers.writing.register_paper import (
    Edition,
    RegisterPaper,
    RegisterRow,
    UpdateRow,
    outcome_lines,
    promise_lines,
)
from store.papers.writing.writers import write
from tests.papers_out import registers

AS_AT, ROW = registers.AS_AT, replace(registers.ROW, updates=())
COUNTED = UpdateRow(datetime(2031, 2, 1, 9, 30, tzinfo=UTC), "Ines Marlowe", "Half of them.")
RECOUNTED = UpdateRow(datetime(2031, 2, 20, 16, 0, tzinfo=UTC), "Ines Marlowe", "Two hundred and six.")
CLOSED = replace(registers.CLOSED, updates=())
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+44 spam",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00\x07=1+1\x1b",
    "<!channel> <b>&amp;</b> ]]>",
    "left \u202e thgir",
    "مرحبا שלום",
    "party 🎉 \U0001f469\u200d\U0001f692",
    "a lone \ud83d half",
    "\ufffe\uffff",
    'quoted "twice", comma',
    "x" * 10_000,
]


def paper(*rows: RegisterRow) -> RegisterPaper:
    meeting = date(2031, 3, 4)
    return RegisterPaper("Quayside Partnership", "Harbour Board", meeting, AS_AT, rows, Edition.INTERNAL)


def word(*rows: RegisterRow) -> Document:
    return docx.Document(io.BytesIO(write(paper(*rows), "docx")))


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def sheet(*rows: RegisterRow) -> list[dict[str, str]]:
    text = to_csv(paper(*rows)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def entries(*rows: RegisterRow) -> list[dict[str, Any]]:
    whole = json.loads(to_json(paper(*rows)))
    assert list(whole) == ["register", "actions", "changes"]
    listed: list[dict[str, Any]] = whole["actions"]
    return listed


def test_the_word_paper_is_the_one_of_the_packs() -> None:
    document = word(ROW, CLOSED)

    assert [(p.text, p.style.name if p.style else "") for p in document.paragraphs[:4]] == [
        ("Quayside Partnership", "Title"),
        ("4 March 2031", "List Bullet"),
        ("ACTION POINTS", "Heading 1"),
        ("Harbour Board: register for the meeting of 4 March 2031, as at 3 March 2031.", "Normal"),
    ]
    assert cells(document) == [
        ["MONTH / NUMBER", "ACTION POINT", "ACTION"],
        ["11/01", ROW.text, "In progress.\nDue 10 March 2031."],
        ["11/02", CLOSED.text, "Closed: Sent on 6 May."],
    ]


def test_the_word_paper_is_made_for_print_and_for_screen_readers() -> None:
    document = word(ROW, CLOSED)
    properties, section = document.core_properties, document.sections[0]
    header, *others = document.element.body.iter(qn("w:tr"))

    assert (
        properties.title
        == "Quayside Partnership, Harbour Board: register for the meeting of 4 March 2031, as at 3 March 2031"
    )
    assert (properties.language, properties.author, properties.comments) == (
        "en-GB",
        "Quayside Partnership",
        "",
    )
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert (section.page_width, section.page_height) == pytest.approx((Cm(21), Cm(29.7)), abs=1000)
    assert list(header.iter(qn("w:tblHeader")))
    assert not [row for row in others if list(row.iter(qn("w:tblHeader")))]
    assert all(list(row.iter(qn("w:cantSplit"))) for row in (header, *others))
    assert sum(cell.width or 0 for cell in document.tables[0].rows[1].cells) == pytest.approx(
        Cm(17), abs=1000
    )
    assert [p.text for p in section.footer.paragraphs] == [
        "Harbour Board: register for the meeting of 4 March 2031, as at 3 March 2031",
        "Page  of ",  # the numbers are fields, which Word fills in
    ]


def test_a_group_that_bears_the_partnerships_name_does_not_say_it_twice() -> None:
    named = replace(paper(ROW), group="Quayside Partnership Board")

    title = docx.Document(io.BytesIO(write(named, "docx"))).core_properties.title

    assert title.startswith("Quayside Partnership Board: register for the meeting of")


def test_confidential_entries_are_marked_and_the_paper_says_so() -> None:
    document = word(ROW, replace(CLOSED, confidential=True))
    notice = "This register holds confidential action points and is not for publication."

    assert notice in [p.text for p in document.paragraphs]
    assert [row[1] for row in cells(document)] == [
        "ACTION POINT",
        ROW.text,
        f"CONFIDENTIAL\n{CLOSED.text}",
    ]
    assert notice not in [p.text for p in word(ROW, CLOSED).paragraphs]
    assert [row["Confidential"] for row in sheet(ROW, replace(CLOSED, confidential=True))] == ["no", "yes"]


def test_an_empty_register_is_one_line() -> None:
    document = word()

    assert document.paragraphs[-1].text == "There are no action points for the meeting of 4 March 2031."
    assert document.tables == []
    assert [row["Action point"] for row in sheet()] == [
        "There are no action points for the meeting of 4 March 2031."
    ]
    assert entries() == []


def test_owners_are_added_only_where_the_text_does_not_name_them() -> None:
    assert promise_lines(ROW) == [ROW.text]
    assert promise_lines(replace(ROW, owners=())) == [ROW.text]
    assert promise_lines(replace(ROW, owners=("Otis Bell",))) == [ROW.text, "Owner: Otis Bell"]
    assert promise_lines(replace(ROW, owners=("Ines Marlowe", "Otis Bell"))) == [
        ROW.text,
        "Owners: Ines Marlowe, Otis Bell",
    ]


def test_an_unfinished_entry_says_when_it_is_due_and_what_was_heard_last() -> None:
    waiting = replace(ROW, status="open", updates=(COUNTED, RECOUNTED))
    heard = "20 February 2031, Ines Marlowe: Two hundred and six."

    assert outcome_lines(waiting, AS_AT) == ["Open.", "Due 10 March 2031.", heard]
    assert outcome_lines(waiting, date(2031, 3, 10)) == ["Open.", "Due 10 March 2031.", heard]
    assert outcome_lines(waiting, date(2031, 3, 11)) == ["Open.", "Was due 10 March 2031.", heard]


def test_a_finished_entry_waits_for_nothing() -> None:
    closed = replace(ROW, status="closed", updates=(COUNTED,))
    carried = replace(
        closed, status="carried over", carried_from="2030-07/04", carried_to="2031-03/01", status_text="C/f."
    )

    assert outcome_lines(closed, AS_AT) == ["Closed."]
    assert outcome_lines(replace(closed, status="withdrawn"), AS_AT) == ["Withdrawn."]
    assert outcome_lines(carried, AS_AT) == [
        "C/f.",
        "Continued from 2030-07/04.",
        "Continues as 2031-03/01.",
    ]


def test_the_csv_has_every_column_and_opens_in_excel() -> None:
    row = replace(ROW, owners=("Ines Marlowe", "Otis Bell"), carried_from="2030-07/04", updates=(COUNTED,))
    raw = to_csv(paper(row, CLOSED))

    assert raw.startswith(b"\xef\xbb\xbfMonth / Number,")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 3
    assert sheet(row)[0] == {
        "Month / Number": "'11/01",
        "Full reference": "'2030-11/01",
        "Raised": "2030-11-05",
        "Group": "Harbour Board",
        "Action point": ROW.text,
        "Owners": "Ines Marlowe; Otis Bell",
        "Due": "2031-03-10",
        "Status": "in progress",
        "Action": "",
        "Confidential": "no",
        "Carried from": "'2030-07/04",
        "Carried to": "",
        "Updates": "2031-02-01 Ines Marlowe: Half of them.",
        "Register for the meeting of": "2031-03-04",
        "As at": "2031-03-03",
    }


def test_the_json_is_the_shape_of_the_export() -> None:
    row = replace(ROW, carried_from="2030-07/04", status_text="In progress: counting.", updates=(COUNTED,))

    assert entries(row, CLOSED)[0] == {
        "ref": "11/01",
        "full_ref": "2030-11/01",
        "raised": "2030-11-05",
        "group": "Harbour Board",
        "text": ROW.text,
        "owners": ["Ines Marlowe"],
        "due": "2031-03-10",
        "status": "in progress",
        "status_text": "In progress: counting.",
        "confidential": False,
        "carried_from": "2030-07/04",
        "carried_to": None,
        "updates": [{"at": "2031-02-01T09:30:00+00:00", "by": "Ines Marlowe", "text": "Half of them."}],
    }
    assert entries(CLOSED)[0]["due"] is None
    assert list(entries(ROW)[0]) == [field.name for field in fields(RegisterRow)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_arrive_as_words(text: str) -> None:
    said = UpdateRow(COUNTED.at, text, text)
    row = replace(ROW, text=text, owners=(text,), status_text=text, group=text, updates=(said,))
    kept = "".join(c for c in text if c in "\t\n\r" or c.isprintable() or c in "\u202e\u200d")
    kept = kept.replace("\r", "\n")

    assert cells(word(row))[1][1] == kept
    assert entries(row)[0]["text"] == entries(row)[0]["owners"][0] == kept
    for column in ("Action point", "Owners", "Action", "Group"):
        assert sheet(row)[0][column] in {kept, f"'{kept}"}
        assert not sheet(row)[0][column].startswith(tuple("=+-@\t\r\n"))


def test_hostile_names_of_the_partnership_do_no_harm() -> None:
    named = replace(paper(ROW), partnership="A\x00\ud83d" + "b" * 400, group="=\x01Group")

    document = docx.Document(io.BytesIO(write(named, "docx")))

    assert document.paragraphs[0].text == "A" + "b" * 400
    assert document.core_properties.title == "A" + "b" * 254


@given(st.text(), st.text())
def test_no_cell_of_the_csv_is_ever_a_formula(text: str, name: str) -> None:
    row = replace(ROW, text=text, owners=(name, text), status=name, status_text=text)

    (read,) = sheet(row)

    assert tuple(read) == columns(paper(row))
    assert not [cell for cell in read.values() if cell.startswith(tuple("=+-@\t\r\n"))]


def test_four_hundred_rows_take_no_time_to_speak_of() -> None:
    rows = [
        replace(ROW, ref=f"11/{n}", owners=("Otis Bell",), updates=(COUNTED,), confidential=n % 2 == 0)
        for n in range(1, 401)
    ]

    started = time.process_time()
    document = word(*rows)
    took = time.process_time() - started

    assert [row.cells[0].text for row in list(document.tables[0].rows)[-2:]] == ["11/399", "11/400"]
    assert took < 5  # 0.4 s where it was measured; cell by cell through the table it would be minutes
