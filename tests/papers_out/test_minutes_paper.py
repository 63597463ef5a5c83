"""The skeleton of minutes: what is known of a meeting stands in its place, and the reader finds it there again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import lxml.html
import msgspec
import pytest
from sqlalchemy import Engine

from store.agenda_items import Item
from store.agenda_template import Standing
from store.books import OpenBooks
from store.errors import Conflict
from store.papers.files import read_file
from store.papers.writing.meeting_writers import write
from store.papers.writing.minutes import minutes_of
from store.papers.writing.minutes_paper import MinutesPaper, Paragraph
from store.papers.writing.register_paper import Edition
from store.papers.writing.specimens import MINUTES
from store.tables import AgendaItem, Meeting, Person, Presence
from tests.databases import migrated
from tests.papers_out.word_text import text_of
from tests.store.small_books import LONDON, MEETINGS, NOW, SmallBooks, meeting_of

FEBRUARY, MAY = MEETINGS["Board"][1:3]
AFTERWARDS = datetime(
    2026, 5, 13, 17, tzinfo=LONDON
)  # the working day after, when action points are typed up
APOLOGIES = (
    "Apologies were received from Board members: Dev Anand (Northcliff Constabulary) and"
    " Ben Lindqvist (Harbour Fire Service) represented by Femi Balogun."
)
STANDING = (
    *("Welcome, introductions and apologies for absence", "Minutes of the meeting of 10 February 2026"),
    *("Review of the action points", "Lamps on the quay", "Tenancy fraud", "Any other business"),
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallBooks]:
    with migrated("sqlite", tmp_path) as engine:
        yield minuted(engine)


def _leading(item: AgendaItem, name: str) -> Item:
    return msgspec.structs.replace(Item.of(item), leads=(name,))


def _person(books: OpenBooks, small: SmallBooks, name: str) -> Person:
    found = books.directory.person(small.people[name])
    assert found is not None
    return found


def minuted(engine: Engine) -> SmallBooks:
    """The Board has met on 12 May; its action points of February have been reviewed, and three new ones minuted."""
    small = SmallBooks(engine)
    small.clock.at = AFTERWARDS
    first = [small.add(text, at=FEBRUARY) for text in ("Clean the quay", "Count the boats", "Paint the pier")]
    small.close(first[0], "Cleaned on 3 March")
    small.close(first[2], "Painted, ring 01632 960 123")
    small.carry(first[1], MAY)
    small.add("Ada Okafor to count the lamps on the quay", small.party("Ada Okafor"))
    small.add("Share the plan", small.party("Esme Trott"))
    small.make_confidential(small.add("Talk to the family"))
    small.clock.at = NOW
    with small.changing() as books:
        meeting = meeting_of(books, MAY)
        books.agendas.start(meeting.id, [Standing(title) for title in STANDING])
        item = books.agendas.find(meeting.id, "Tenancy fraud")
        books.agendas.change(item, Item.of(item), _leading(item, "Esme Trott"))
        for name, how in (("Ada Okafor", Presence.PRESENT), ("Esme Trott", Presence.PRESENT)):
            books.attendances.note(meeting, _person(books, small, name), how, None, None)
        dev, ben = _person(books, small, "Dev Anand"), _person(books, small, "Ben Lindqvist")
        books.attendances.note(meeting, dev, Presence.APOLOGIES, None, None)
        books.attendances.note(
            meeting, ben, Presence.REPRESENTED, None, _person(books, small, "Femi Balogun")
        )
    return small


def minutes(small: SmallBooks, edition: Edition = Edition.PUBLIC) -> MinutesPaper:
    with small.reading() as books:
        return minutes_of(books, meeting_of(books, MAY), edition=edition)


def said(paper: MinutesPaper) -> dict[str, list[tuple[str, str]]]:
    return {item.heading: item.numbered() for item in paper.items}


def test_what_is_known_stands_in_its_place(small: SmallBooks) -> None:
    paper = minutes(small)

    assert paper.facts == ("12 May 2026", "venue to be added")
    assert [
        (part.title, [(one.name, one.organisation) for one in part.people]) for part in paper.sections
    ] == [
        (
            "Board",
            [("Ada Okafor", "Harbour Council"), ("Femi Balogun (for Ben Lindqvist)", "Harbour Fire Service")],
        ),
        ("Members", [("Esme Trott", "Quay Homes")]),
    ]
    assert said(paper) == {
        "1. Welcome, introductions and apologies for absence": [
            ("1.1 [Who chaired the meeting, and who was welcomed.]", ""),
            (f"1.2 {APOLOGIES}", ""),
        ],
        "2. Minutes of the meeting of 10 February 2026": [("2.1 [What was said.]", "")],
        "3. Review of the action points": [
            (
                "3.1 The action points of the meeting of 10 February 2026 were closed apart from 02/02.",
                "Action point 05/01",
            ),
            ("3.2 02/01 Closed: Cleaned on 3 March", ""),
            ("3.3 02/03 Closed: Painted, ring", ""),
        ],
        "4. Lamps on the quay": [
            ("4.1 [What was said.]", ""),
            ("4.2 It was agreed: Ada Okafor to count the lamps on the quay", "Action point 05/02"),
        ],
        "5. Tenancy fraud": [
            ("5.1 [What was said.]", ""),
            ("5.2 It was agreed: Share the plan", "Action point 05/03"),
        ],
        "6. Any other business": [("6.1 [What was said.]", "")],
    }


def test_the_internal_edition_has_what_is_confidential_to_be_placed(small: SmallBooks) -> None:
    assert said(minutes(small, Edition.INTERNAL))["Action points to be placed"] == [
        ("It was agreed: Talk to the family", "Action point 05/04")
    ]
    assert "family" not in text_of(write(minutes(small), "docx"))
    assert "3.3 02/03 Closed: Painted, ring 01632 960 123" in text_of(
        write(minutes(small, Edition.INTERNAL), "docx")
    )


def test_a_paragraph_says_where_an_action_point_stands(small: SmallBooks) -> None:
    ref = small.add("Say nothing of lamps or quays")
    with small.changing() as books:
        books.register.get(ref).paragraph = "6.2"

    assert said(minutes(small))["6. Any other business"][-1] == (
        "6.2 It was agreed: Say nothing of lamps or quays",
        "Action point 05/05",
    )


LATER = "Logged after the meeting, to be placed only if it was agreed there"


def test_what_was_logged_later_is_not_said_to_have_been_agreed(small: SmallBooks) -> None:
    """It has a number of the meeting because every number is one of a meeting's."""
    small.add("Count the lamps on the quay again")
    small.make_confidential(small.add("Ring the family on 01632 960 123"))

    seen, internal = said(minutes(small)), said(minutes(small, Edition.INTERNAL))

    logged = ("Logged on 26 May 2026: Count the lamps on the quay again", "Action point 05/05")
    assert seen[LATER] == [logged]
    assert [text for text, _ in internal[LATER]][
        1
    ] == "Logged on 26 May 2026: Ring the family on 01632 960 123"
    assert list(seen)[-1] == LATER
    assert logged[0] not in text_of(write(minutes(small), "docx")).split(LATER)[0]


@pytest.mark.parametrize(
    ("source", "agreed"),
    [
        ("minutes.docx, paragraph 7, as at 2026-05-12", True),
        ("minutes.docx, paragraph 7", True),
        ("https://harbour.slack.com/archives/C1/p1", False),
        ("slack:C1:1779800000.000100", False),
        (None, False),
    ],
)
def test_what_a_paper_has_minuted_was_agreed_whenever_it_is_brought_in(
    small: SmallBooks, source: str | None, agreed: bool
) -> None:
    ref = small.add("Count the lamps on the quay again")
    with small.changing() as books:
        books.register.get(ref).source = source

    assert (LATER not in said(minutes(small))) is agreed


def test_what_is_typed_up_on_the_monday_after_a_friday_was_agreed(tmp_path: Path) -> None:
    with migrated("sqlite", tmp_path) as engine:
        small = SmallBooks(engine)
        with small.changing() as books:
            friday = meeting_of(books, MAY)
            friday.day = date(2026, 5, 15)
        small.clock.at = datetime(2026, 5, 18, 12, tzinfo=LONDON)
        with small.changing() as books:
            books.register.add("Count the lamps", [], books.session.get_one(Meeting, friday.id))
        with small.reading() as books:
            paper = minutes_of(books, books.session.get_one(Meeting, friday.id), edition=Edition.PUBLIC)

    assert LATER not in said(paper)


def test_a_meeting_that_is_to_come_has_no_minutes(small: SmallBooks) -> None:
    with (
        small.reading() as books,
        pytest.raises(Conflict, match=r"^The meeting of 15 September 2026 is to come"),
    ):
        minutes_of(books, meeting_of(books, MEETINGS["Board"][3]), edition=Edition.PUBLIC)
    small.clock.at = datetime(2026, 9, 15, 9, tzinfo=LONDON)
    with small.reading() as books:  # in the morning of its day they are begun
        assert minutes_of(books, meeting_of(books, MEETINGS["Board"][3]), edition=Edition.PUBLIC).items


@pytest.mark.parametrize(
    ("refs", "told"), [((), ""), (("1",), "Action point 1"), (("1", "2", "3"), "Action points 1, 2 and 3")]
)
def test_markers_are_those_of_the_packs(refs: tuple[str, ...], told: str) -> None:
    assert Paragraph("", refs).marker == told


@pytest.mark.parametrize("made", ["docx", "pdf", "html"])
def test_the_reader_finds_in_written_minutes_what_was_written(made: str, tmp_path: Path) -> None:
    file = tmp_path / f"minutes.{made}"
    file.write_bytes(write(MINUTES, made))

    found = read_file(file)

    assert found.meeting is not None
    assert (str(found.meeting.date), str(found.meeting.start), str(found.meeting.end)) == (
        *("2031-03-04", "10:00:00", "12:00:00"),
    )
    assert [(one.name, one.organisation, one.section) for one in found.attendance] == [
        ("Ines Marlowe", "Quay Homes", "Board"),
        ("Otis Bell", "Harbour Fire Service", "Board"),
        ("Ravi Anand", "Harbour Council", "Members"),
        ("Mei Lindgren", "Northcliff University", "Guests"),
    ]


def test_the_page_is_ordered_by_headings() -> None:
    html = lxml.html.document_fromstring(write(MINUTES, "html").decode())

    assert [(h.tag, h.text_content()) for h in html.iter("h1", "h2", "h3")] == [
        *(("h1", "Quayside Partnership"), ("h2", "Draft minutes")),
        *(("h3", "Board"), ("h3", "Members"), ("h3", "Guests")),
        *(("h3", "1. Welcome and apologies"), ("h3", "2. Bicycles on the quay")),
    ]
    assert replace(MINUTES, sections=()).document["blocks"][2]["text"] == "Draft minutes"


def test_what_nobody_noted_is_left_to_be_written_under_the_welcome(tmp_path: Path) -> None:
    with migrated("sqlite", tmp_path) as engine:
        small = SmallBooks(engine)
        with small.changing() as books:
            titles = ("Police matters", "Welcome and introductions", "Any other business")
            books.agendas.start(meeting_of(books, MAY).id, [Standing(title) for title in titles])

        assert said(minutes(small)) == {
            "1. Police matters": [("1.1 [What was said.]", "")],
            "2. Welcome and introductions": [
                ("2.1 [Who chaired the meeting, and who was welcomed.]", ""),
                ("2.2 [Who was present, and who sent apologies.]", ""),
            ],
            "3. Any other business": [("3.1 [What was said.]", "")],
        }
