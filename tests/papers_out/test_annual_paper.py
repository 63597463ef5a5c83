"""The draft of an annual review: its figures follow from the books, its charts say in words what they show."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import lxml.etree
import lxml.html
import pikepdf
import pytest
from PIL import Image

from store.errors import NotFound
from store.papers.writing.annual import NONE_NAMED, annual_of
from store.papers.writing.annual_paper import AnnualPaper, HeldMeeting, Seat, Work
from store.papers.writing.meeting_writers import write
from store.papers.writing.register_paper import Edition
from store.papers.writing.specimens import ANNUAL
from store.tables import ActionPoint, HandbookEntry, Person, Presence
from store.years import Year
from tests.databases import migrated
from tests.papers_out.test_register_formats import tags
from tests.papers_out.word_text import text_of
from tests.store.small_books import LONDON, MEETINGS, SmallBooks, meeting_of

SEPTEMBER, FEBRUARY, MAY = MEETINGS["Board"][:3]
ALTERNATIVE = "Bar chart. Attendance by organisation. Harbour Fire Service: 1 of 1; Quay Homes: 0 of 1."


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallBooks]:
    """2025/26: two Boards, four promises, of which one is confidential and one went on to May and was closed there."""
    with migrated("sqlite", tmp_path) as engine:
        small = SmallBooks(engine)
        first = small.add("For Priority 1: count the lamps", at=SEPTEMBER)
        second = small.add("Talk to landlords about tenancy fraud", at=SEPTEMBER)
        small.add("Ask about the weather", at=FEBRUARY)
        small.make_confidential(small.add("Talk to the family", at=FEBRUARY))
        small.clock.at = datetime(2026, 2, 10, 12, tzinfo=LONDON)
        later = small.carry(second, FEBRUARY)
        small.clock.at = datetime(2025, 10, 9, 9, tzinfo=LONDON)  # 30 days after its meeting
        small.close(first, "Counted")
        small.clock.at = datetime(2026, 5, 12, 9, tzinfo=LONDON)
        small.close(small.carry(later, MAY), "Talked to")
        small.clock.at = datetime(2026, 5, 26, 9, tzinfo=LONDON)
        with small.changing() as books:
            for number, title in ((1, "Safe evenings"), (2, "Honest tenancies for landlords")):
                entry = HandbookEntry(
                    kind="priority", title=f"Priority {number}: {title}", text="…", source="Plan"
                )
                entry.partnership_id = small.id
                books.session.add(entry)
            meeting = meeting_of(books, SEPTEMBER)
            for name, how in (("Ada Okafor", Presence.PRESENT), ("Dev Anand", Presence.APOLOGIES)):
                person = books.session.get_one(Person, small.people[name])
                books.attendances.note(meeting, person, how, None, None)
        yield small


def reviewed(small: SmallBooks, edition: Edition = Edition.PUBLIC, year: str = "2025/26") -> AnnualPaper:
    with small.reading() as books:
        return annual_of(books, Year.parse(year) or Year(date(2025, 4, 1)), edition=edition)


def test_the_figures_are_those_of_the_books(small: SmallBooks) -> None:
    paper = reviewed(small)

    assert paper.meetings == (
        HeldMeeting(SEPTEMBER, "Board", "", 1),
        HeldMeeting(FEBRUARY, "Board", "", None),
    )
    assert (paper.known, paper.boards) == (1, 2)
    assert paper.seats[0] == Seat("Harbour Council", 1, 1)
    assert Seat("Northcliff Constabulary", 0, 1) in paper.seats
    assert paper.whole == Work("All", 3, 2, 1, round((30 + (MAY - SEPTEMBER).days) / 2), 2)
    assert (paper.closings, paper.carried) == (1, 1)
    assert paper.by_meeting == (
        Work("9 September 2025", 2, 2, 0, paper.whole.days, 2),
        Work("10 February 2026", 1, 0, 1, None),
    )


def test_a_priority_is_named_by_number_or_by_its_words(small: SmallBooks) -> None:
    assert reviewed(small).by_priority == (
        Work("Priority 1: Safe evenings", 1, 1, 0, 30, 1),
        Work("Priority 2: Honest tenancies for landlords", 1, 1, 0, (MAY - SEPTEMBER).days, 1),
        Work(NONE_NAMED, 1, 0, 1, None),
    )


def test_what_is_confidential_is_counted_in_the_internal_edition_alone(small: SmallBooks) -> None:
    assert reviewed(small, Edition.INTERNAL).whole.raised == 4
    assert reviewed(small).whole.raised == 3


def test_a_closing_whose_day_no_paper_gives_is_said_not_to_be_known(small: SmallBooks) -> None:
    with small.changing() as books:
        for point in books.session.query(ActionPoint).filter_by(note="Talked to"):
            point.closed_at = None

    paper = reviewed(small)

    assert paper.whole == Work("All", 3, 2, 1, 30, 1)
    assert paper.whole.took == "30 days (1 of 2)"
    assert paper.summary[-1] == (
        "The middle time to close one was 30 days; when 1 of the closed ones was closed is not known"
    )
    assert [one.took for one in paper.by_priority] == ["30 days", "not known", "none closed"]


def test_nothing_is_made_up_where_no_day_is_known() -> None:
    undated = replace(ANNUAL, whole=Work("All", 6, 4, 2, None))

    assert undated.summary[-1] == "When 4 of the closed ones were closed is not known"
    assert replace(ANNUAL, whole=Work("All", 6, 0, 6, None)).summary[-1].startswith("Of those raised, 0 are")


def test_a_year_without_meetings_has_no_review(small: SmallBooks) -> None:
    with pytest.raises(NotFound, match=r"^No meeting was held in 2019 as far as the calendar knows"):
        reviewed(small, year="2019")


def test_the_word_paper_has_tables_and_charts_that_say_what_they_show() -> None:
    paper = write(ANNUAL, "docx")
    said = text_of(paper)
    with zipfile.ZipFile(io.BytesIO(paper)) as file:
        body = lxml.etree.fromstring(file.read("word/document.xml"))
        pictures = [
            Image.open(io.BytesIO(file.read(name))) for name in file.namelist() if name.endswith(".png")
        ]
    described = [picture.get("descr") for picture in body.iter("{*}docPr")]

    assert "Harbour Fire Service\t1\t1\t100%" in said
    assert "4 March 2031\tBoard\tCustoms House, Old Quay\tnot noted" in said
    assert "5 November 2030\t4\t3\t1\t41 days" in said
    assert "4 March 2031\t2\t1\t1\tnot known" in said
    assert described[0] == ALTERNATIVE
    assert len(described) == len(pictures) == 3
    assert len({picture.get("id") for picture in body.iter("{*}docPr")}) == 3


def test_the_page_and_the_pdf_have_the_same_words_for_the_charts() -> None:
    html = lxml.html.document_fromstring(write(ANNUAL, "html").decode())
    pdf = pikepdf.open(io.BytesIO(write(ANNUAL, "pdf")))

    assert next(img.get("alt") for img in html.iter("img")) == ALTERNATIVE
    assert all(img.get("src").startswith("data:image/png;base64,") for img in html.iter("img"))
    assert tags(pdf.Root.StructTreeRoot.K).count("/Figure") == 3
    assert ALTERNATIVE in {str(alt) for alt in _alternatives(pdf.Root.StructTreeRoot.K)}


def _alternatives(part: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(part, pikepdf.Array):
        for one in part:
            yield from _alternatives(one)
    elif isinstance(part, pikepdf.Dictionary) and "/S" in part:
        if "/Alt" in part:
            yield part.Alt
        yield from _alternatives(part.get("/K", pikepdf.Array()))


@pytest.mark.parametrize("made", ["docx", "pdf", "html"])
def test_where_nothing_is_known_a_paper_says_so(made: str) -> None:
    bare = replace(ANNUAL, seats=(), known=0, by_meeting=(), by_priority=(), whole=Work("All", 0, 0, 0, None))

    assert len(write(bare, made)) > 1_000
    assert "There are none." in text_of(write(bare, "docx"))
    assert bare.attendance_note == "Nobody has noted who came to the Board's meetings."


def test_the_year_in_a_few_lines() -> None:
    assert ANNUAL.summary == [
        "2 meetings were held",
        "6 action points were raised",
        "3 are known to have been closed within the year",
        "1 time one was carried over",
        "Of those raised, 4 are closed and 2 still open on 7 April 2031",
        "The middle time to close one was 41 days; when 1 of the closed ones was closed is not known",
    ]
