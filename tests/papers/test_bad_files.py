"""Files that are not what they should be: each gets one sentence with its name, and nothing is read of it."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from random import Random

import docx
import openpyxl
import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from store.errors import Invalid
from store.papers.files import read_content, read_file
from store.papers.limits import Limits
from store.papers.reading.blocks import read_text
from tests.papers.invented import REGISTER
from tests.papers.rebuilding import as_csv, as_excel, as_html, as_pdf, as_word

BLOCKS = read_text(REGISTER)
WORD, PDF = as_word(BLOCKS), as_pdf(BLOCKS)
SOUND = {"docx": WORD, "pdf": PDF, "xlsx": as_excel(BLOCKS), "html": as_html(BLOCKS), "csv": as_csv(BLOCKS)}


def refused(content: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(Invalid) as told:
        read_content(content, name, limits or Limits())
    sentence = str(told.value)
    assert sentence.startswith((name, f"“{name}”"))
    assert "Nothing was" in sentence
    return sentence


def with_part(content: bytes, part: str, text: bytes) -> bytes:
    """The same package with one part put in or exchanged."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != part:
                new.writestr(each, old.read(each))
        new.writestr(part, text)
    return held.getvalue()


def unpacks_large() -> bytes:
    return with_part(WORD, "word/media/image1.bin", b"\0" * 80_000_000)


def with_macros() -> bytes:
    return with_part(WORD, "word/vbaProject.bin", b"VBA")


def locked_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.save(held, encryption=pikepdf.Encryption(owner="one", user="two"))
    return held.getvalue()


def scan() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(held, "PDF")
    return held.getvalue()


def test_a_bomb_in_word() -> None:
    bomb = unpacks_large()

    assert len(bomb) < 200_000
    assert "80 MB unpacked" in refused(bomb, "minutes.docx")


def test_a_bomb_in_the_text_of_word() -> None:
    bomb = with_part(WORD, "word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")

    assert "word/document.xml" in refused(bomb, "minutes.docx")


def test_macros() -> None:
    assert "macros (word/vbaProject.bin)" in refused(with_macros(), "pack.docm")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_looked_up(encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    text = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY s SYSTEM "file://{secret}">]><w:document/>'

    told = refused(with_part(WORD, "word/document.xml", text.encode(encoding)), "pack.docx")

    assert "word/document.xml declares entities" in told


def test_a_page_with_entities_shows_none_of_what_they_name(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    page = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><html><body><h1>Action points</h1><table><tr><td>Ref</td>'
        "<td>Action</td></tr><tr><td>07/01</td><td>Ada Okafor to share &s; the profile.</td></tr></table></body></html>"
    )

    [action] = read_content(page.encode(), "pack.html").actions

    assert "a secret" not in action.text


def test_a_locked_pdf() -> None:
    assert "locked with a password" in refused(locked_pdf(), "minutes.pdf")


def test_a_locked_word_file() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

    assert "locked with a password" in refused(locked, "minutes.docx")
    assert "old format" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "minutes.doc")


@pytest.mark.parametrize(
    "half", [WORD[: len(WORD) // 2], WORD[:200], WORD[:1000] + b"\0" * 2000 + WORD[3000:]]
)
def test_a_damaged_word_file(half: bytes) -> None:
    assert "damaged" in refused(half, "minutes.docx")


@pytest.mark.parametrize("half", [PDF[:400], b"%PDF-1.7\n" + b"nonsense " * 100])
def test_a_damaged_pdf(half: bytes) -> None:
    assert "minutes.pdf" in refused(half, "minutes.pdf")


def test_a_scan() -> None:
    assert "is a scan" in refused(scan(), "minutes.pdf")


def test_a_page_that_is_a_picture_is_said() -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf, pikepdf.open(io.BytesIO(scan())) as pages:
        pdf.pages.extend(pages.pages)
        pdf.save(held)

    paper = read_content(held.getvalue(), "minutes.pdf")

    assert len(paper.actions) == 4
    assert [(entry.text, entry.why) for entry in paper.unread if "page 2" in entry.text] == [
        ("page 2", "A page without text, perhaps a picture or a scan.")
    ]


def test_too_many_pages() -> None:
    long = bytes(typst.compile(b"#for n in range(300) [Page #n #pagebreak()]"))

    assert "has 301 pages; I take on up to 250" in refused(long, "pack.pdf")
    document = docx.Document()
    for _ in range(300):
        document.add_page_break()  # type: ignore[no-untyped-call]
    held = io.BytesIO()
    document.save(held)
    assert "more than 250 pages" in refused(held.getvalue(), "pack.docx")


def test_a_bomb_in_a_pdf() -> None:
    packed = zlib.compress(b"0 0 m " * 10_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode /Length " + str(len(packed)).encode() + b">>\nstream\n"

    assert "far more room" in refused(head + packed + b"\nendstream\nendobj\n", "pack.pdf")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "pack.pdf"
    with large.open("wb") as file:
        file.truncate(50_000_000)  # a file with a hole takes no room

    with pytest.raises(
        Invalid, match=r"^pack.pdf has 50 MB; I take on files of up to 25 MB. Nothing was read"
    ):
        read_file(large)


def test_too_many_rows() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    for number in range(60):
        sheet.append([f"07/{number:02}", "Ada Okafor to act."])
    held = io.BytesIO()
    book.save(held)

    assert "pack.xlsx, sheet Actions: it has more than 50 rows" in refused(
        held.getvalue(), "pack.xlsx", Limits(rows=50)
    )
    assert "more than 50 rows" in refused(b"07/01,a\n" * 60, "pack.csv", Limits(rows=50))


@pytest.mark.parametrize(
    "name", ["register.pdf", "register.docx", "register.txt", "register", "register.xlsx"]
)
def test_a_wrong_ending_keeps_no_paper_out(name: str) -> None:
    assert [len(read_content(content, name).actions) for content in (WORD, PDF, REGISTER.encode())] == [
        4,
        4,
        4,
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\0" + b"\0" * 100, "program"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
        (b"{\\rtf1\\ansi Actions}", ".rtf"),
        (struct.pack("<100d", *range(100)), "damaged"),
        (b"", "empty"),
        (b"   \n \n", "empty"),
    ],
)
def test_what_is_no_paper(content: bytes, said: str) -> None:
    assert said in refused(content, "minutes.docx")


def test_a_package_of_something_else() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("minutes.txt", "Minutes")

    assert "neither Word (.docx) nor Excel" in refused(held.getvalue(), "papers.zip")


def test_control_characters_leave_no_trace() -> None:
    dirty = REGISTER.replace("share the profile", "share\u200b the\u202e pro\u00adfile")

    paper = read_content(as_word(read_text(dirty)), "register.docx")

    assert paper.actions[0].text == "Ada Okafor to share the profile with Cara Iversen by 12 September."


def test_cells_that_begin_like_formulas_stay_text() -> None:
    rows = "Ref,Action,Owner,Status\n07/01,=HYPERLINK(0),@Ada Okafor,open\n07/02,+44 to be rung,-,open\n"

    [first, second] = read_content(rows.encode(), "actions.csv").actions

    assert (first.text, second.text) == ("=HYPERLINK(0)", "+44 to be rung")


@given(st.randoms(use_true_random=False), st.sampled_from(["docx", "pdf", "xlsx", "html", "csv"]))
@settings(max_examples=60)
def test_whatever_is_broken_ends_in_a_sentence(chance: Random, kind: str) -> None:
    content = bytearray(SOUND[kind])
    for _ in range(chance.choice((1, 4, 20))):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(3)] = bytes(
            chance.randrange(256) for _ in range(chance.randrange(4))
        )
    said = said_of(bytes(content), f"pack.{kind}")

    assert said is None or f"pack.{kind}" in said


def said_of(content: bytes, name: str) -> str | None:
    """Why it cannot be read; None when it can."""
    try:
        read_content(content, name)
    except Invalid as told:
        return str(told)
    return None
