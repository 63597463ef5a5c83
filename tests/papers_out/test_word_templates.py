"""The secretariat's own Word templates: taken in place of the default, and told what is wrong with them."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from store.errors import Invalid
from store.papers.writing.word_papers import begin, looked_through, refuse_wrong
from store.papers.writing.writers import refuse_wrong_template, write
from tests.papers_out.registers import PAPER, ROW
from tests.papers_out.word_text import text_of


def own(folder: Path, *paragraphs: str, footer: str = "") -> Path:
    """A template of the secretariat's own for the register."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(str(folder / "register.docx"))
    return folder


def test_a_template_of_ones_own_takes_the_place_of_the_default(tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        "To all of {{ partnership }}, {{ as_at }}",
        "{%p for row in rows if row.status != 'closed' %}",
        "{{ loop.index }}. {{ row.reference }} {{ row.text|upper }} ({{ row.owners }})",
        "{%p endfor %}",
        footer="{{ title }}",
    )

    written = write(PAPER, "docx", folder)

    assert text_of(written) == "\n\n".join(
        ["To all of Quayside Partnership, 3 March 2031", f"1. 11/01 {ROW.text.upper()} (Ines Marlowe)"]
    )
    assert docx.Document(io.BytesIO(written)).sections[0].footer.paragraphs[0].text == PAPER.title


def test_what_people_wrote_is_never_part_of_the_template(tmp_path: Path) -> None:
    text = "{{ partnership }} {% for x in rows %} <w:p> & {{ ''.__class__ }}"
    paper = replace(PAPER, rows=(replace(ROW, text=text),))

    assert text in text_of(write(paper, "docx"))
    assert text in text_of(
        write(paper, "docx", own(tmp_path, "{%p for row in rows %}", "{{ row.text }}", "{%p endfor %}"))
    )


@pytest.mark.parametrize(
    ("paragraphs", "footer", "why"),
    [
        (
            ["{{ meting }}"],
            "",
            "a placeholder {{ meting }} that stands for nothing; did you mean {{ meeting }}",
        ),
        (
            ["{% if notice %}{{ notise }}{% endif %}"],
            "",
            "{{ notise }} that stands for nothing; did you mean {{ notice }}",
        ),
        (
            ["{%p for row in rows %}", "{{ row.refrence }}", "{%p endfor %}"],
            "",
            "{{ row.refrence }} that stands for nothing; did you mean {{ row.reference }}",
        ),
        (
            ["{%p for row in row %}", "{%p endfor %}"],
            "",
            "{{ row }} that stands for nothing; did you mean {{ rows }}",
        ),
        (["Fine"], "{{ titel }}", "{{ titel }} that stands for nothing; did you mean {{ title }}"),
        (["{{ meeting"], "", "unexpected"),
        (["{%p for row in rows %}", "{{ row.text }}"], "", "endfor"),
        (["{{ meeting|shout }}"], "", "No filter named 'shout'"),
    ],
)
def test_a_wrong_placeholder_is_told_by_its_name(
    tmp_path: Path, paragraphs: list[str], footer: str, why: str
) -> None:
    folder = own(tmp_path, *paragraphs, footer=footer)

    with pytest.raises(Invalid) as refused:
        refuse_wrong("register", folder)

    said = str(refused.value)
    assert said.startswith("The template register.docx is wrong: ")
    assert why in said
    assert said.endswith("Nothing was written; mend it in Word, or take it out of the folder.")
    with pytest.raises(Invalid, match=r"register\.docx"):
        write(PAPER, "docx", folder)


@pytest.mark.parametrize("said", ["{{ title.__class__.__mro__ }}", "{{ rows / 2 }}", "{{ ''.join(rows) }}"])
def test_a_template_may_do_no_more_than_place_words(tmp_path: Path, said: str) -> None:
    folder = own(tmp_path, said)

    with pytest.raises(Invalid, match=r"^The template register\.docx is wrong"):
        write(PAPER, "docx", folder)


def test_what_is_no_word_document_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "register.docx").write_bytes(b"not a document")

    with pytest.raises(Invalid, match=r"^The template register\.docx is no Word document that I can open"):
        write(PAPER, "docx", tmp_path)


def test_only_word_papers_ask_for_a_template(tmp_path: Path) -> None:
    folder = own(tmp_path, "{{ meting }}")

    refuse_wrong_template("pdf", folder)
    assert write(PAPER, "csv", folder) == write(PAPER, "csv")
    with pytest.raises(Invalid):
        refuse_wrong_template("docx", folder)


def test_the_folder_is_begun_with_the_defaults_which_are_right(tmp_path: Path) -> None:
    folder = tmp_path / "templates"

    assert "register.docx" in begin(folder)
    assert begin(folder) == []
    assert {told for _, told in looked_through(folder)} == {""}
    assert text_of(write(PAPER, "docx", folder)) == text_of(write(PAPER, "docx"))


def test_what_is_no_template_in_the_folder_is_named(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "minute.docx"))
    (tmp_path / "~$register.docx").write_bytes(b"a lock of Word")

    ((name, told),) = looked_through(tmp_path)

    assert name == "minute.docx"
    assert told.startswith("There is no paper called “minute”, so it is not used. There are: register")
